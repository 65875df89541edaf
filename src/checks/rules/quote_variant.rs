//! `quote-variant`: the same quotation in other words, here or in another article.

use crate::checks::retold::{Placed, shapes, variants};
use crate::checks::variants::{Difference, Quoted, WORDS};
use crate::checks::{Context, Finding, Related, Rule};
use crate::config::Level;
use crate::index::{Entry, QuoteEntry, SpeakerEntry};
use crate::text::Place;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::cell::{LazyCell, OnceCell};
use std::hash::BuildHasher;
use std::sync::Arc;

pub(super) const RULE: Rule =
    Rule { code: "quote-variant", level: Level::Information, summary: "The same quotation in other words", check };

/// Of fewer words everybody makes sentences, "I think it is a disgrace": two quotations that share some are not yet the same.
const LONG: usize = 8;
/// What is said so many days apart is said on two occasions, by the same person too,
const DAYS: i32 = 14;
/// unless it has so many words: what a speaker says again and again is short.
const NO_SLOGAN: usize = 12;
/// So many other places are told of at the most.
const OTHERS: usize = 8;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some(own) = index.entry(context.file) else { return };
    let blocks = context.found(shapes);
    let prepared = context.reading.claims.quotations.iter().zip(blocks.iter().flat_map(|block| block.items));
    // The index keeps the longer ones, in the same order.
    let mut kept = own.quotes.spans().enumerate().peekable();
    let quotes = prepared.filter_map(|(quotation, shape)| {
        let (at, _) = kept.next_if(|(_, span)| *span == quotation.inner)?;
        (shape.literal >= WORDS).then_some((at, shape))
    });
    let quotes: Vec<Placed<'_>> = quotes.collect();
    // In one article the later of the two is reported.
    let variants = variants(&quotes, &context.reading.memo);
    let block = |quote: &QuoteEntry<'_>| context.reading.article.block_at(quote.span.start);
    let is_sentence = |quote: &QuoteEntry<'_>| quote.span.of(&context.reading.text).starts_with(char::is_uppercase);
    let own_day = LazyCell::new(|| day_of(own));
    let others = FxBuildHasher.hash_one((context.file, index.state_of_others(context.file)));
    // The findings that tell of a quotation of this article.
    let mut told: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, (at, shape)) in quotes.into_iter().enumerate() {
        let Some(quote) = own.quotes.get(at) else { continue };
        let elsewhere = shape.elsewhere(index, context.file, others).into_iter().map(|(entry, item)| (entry, item, None));
        let before = variants.of(number).map(|(earlier, difference)| (own, earlier, Some(Arc::clone(difference))));
        let quoted = OnceCell::new();
        let differs = |other: &QuoteEntry<'_>| quoted.get_or_init(|| Quoted::new(quote.words)).differs(other.words).map(Arc::new);
        let mut finding: Option<Finding> = None;
        let (mut earlier, mut only_here) = (None, true);
        for (entry, item, difference) in elsewhere.chain(before) {
            let same_file = entry.file == own.file;
            let Some(other) = entry.quotes.get(item).filter(|other| may_be_one(own, &quote, entry, other)) else { continue };
            // Nobody is quoted twice with the same in one paragraph: there the likeness is meant.
            if same_file && block(&quote) == block(&other) || !same_file && !is_telling((own, &quote), (entry, &other)) {
                continue;
            }
            let Some(difference) = difference.or_else(|| differs(&other)) else { continue };
            if same_file && !is_retold(&quote, &other, &difference, is_sentence) {
                continue;
            }
            earlier = earlier.or(same_file.then_some(item));
            only_here &= same_file;
            let same_day = same_file || own.day().is_some() && own.day() == entry.day();
            let level = if same_day { Level::Warning } else { RULE.level };
            let mut found = finding.take().unwrap_or_else(|| {
                let place = if same_file { "earlier in this article".to_owned() } else { format!("in {}", entry.file.name()) };
                Finding::new(RULE.code, level, quote.span, format!("The same quotation has {} {place}", difference.told))
            });
            if found.related.len() < OTHERS {
                let day = if same_file { Cow::Borrowed(own_day.as_str()) } else { Cow::Owned(day_of(entry)) };
                let message = [&*day, ", ", entry.speaker_name(other.speaker), ": “", other.written, "”"].concat();
                found = found.relate(&entry.file, other.span, message);
            }
            found.level = found.level.max(level);
            let is_told = found.related.len() == OTHERS && found.level == Level::Warning;
            finding = Some(found);
            if is_told {
                break;
            }
        }
        let Some(finding) = finding else { continue };
        // What differs from a quotation that is told of is one more place of that finding.
        if let Some(&first) = earlier.filter(|_| only_here).and_then(|earlier| told.get(&earlier)) {
            told.insert(at, first);
            if findings[first].related.len() < OTHERS {
                findings[first]
                    .related
                    .push(Related { place: Place { file: context.file.clone(), span: quote.span }, message: finding.message });
            }
            continue;
        }
        if only_here {
            told.extend(earlier.into_iter().chain([at]).map(|quotation| (quotation, findings.len())));
        }
        findings.push(finding);
    }
}

/// Whether the speakers do not speak against it.
fn may_be_one(own: &Entry, quote: &QuoteEntry<'_>, entry: &Arc<Entry>, other: &QuoteEntry<'_>) -> bool {
    match (quote.speaker, other.speaker) {
        (SpeakerEntry::Actor(a), SpeakerEntry::Actor(b)) => {
            let (Some(a), Some(b)) = (own.actors.get(a as usize), entry.actors.get(b as usize)) else { return false };
            a.key == b.key || same_last(a.name(), b.name())
        }
        _ => true,
    }
}

/// Whether two quotations of two articles have so much in common that they are hardly two: a short one is the same only as a whole, a word aside, of the
/// same speaker.
fn is_telling(one: (&Entry, &QuoteEntry<'_>), other: (&Entry, &QuoteEntry<'_>)) -> bool {
    let ((own, one), (entry, other)) = (one, other);
    if !have_words(one, other, NO_SLOGAN) && own.days_from(entry).is_some_and(|days| days > DAYS) {
        return false;
    }
    let length = |quote: &QuoteEntry<'_>| quote.words.split(' ').count();
    have_words(one, other, LONG) || are_known(one, other) && length(one) == length(other)
}

/// Whether it is known who says either.
fn are_known(one: &QuoteEntry<'_>, other: &QuoteEntry<'_>) -> bool {
    matches!((one.speaker, other.speaker), (SpeakerEntry::Actor(_), SpeakerEntry::Actor(_)))
}

/// Whether either has so many words.
fn have_words(one: &QuoteEntry<'_>, other: &QuoteEntry<'_>, count: usize) -> bool {
    [one, other].iter().all(|quote| quote.words.split(' ').nth(count - 1).is_some())
}

/// Whether two names end in the same word, letter case aside.
fn same_last<'n>(one: &'n str, other: &'n str) -> bool {
    let last = |name: &'n str| name.rsplit(' ').next().unwrap_or(name);
    let (one, other) = (last(one), last(other));
    if one.is_ascii() && other.is_ascii() { one.eq_ignore_ascii_case(other) } else { one.to_lowercase() == other.to_lowercase() }
}

/// Whether two quotations of one article are one: long ones, those with another word in their midst, as a pulled quote has, and sentences of the same
/// speaker. Else it is said on two occasions, or the writer took up a part of it.
fn is_retold(
    quote: &QuoteEntry<'_>,
    other: &QuoteEntry<'_>,
    difference: &Difference,
    is_sentence: impl Fn(&QuoteEntry<'_>) -> bool,
) -> bool {
    let are_sentences = || is_sentence(quote) && is_sentence(other);
    have_words(quote, other, LONG) || difference.replaces_inside || are_known(quote, other) && are_sentences()
}

/// The day of an article in words.
fn day_of(entry: &Entry) -> String {
    entry.day().map_or_else(|| "no date".to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn in_one_article_somebody_says_it_or_it_is_long() {
        fires(
            RULE.code,
            &[
                "Mayor Ann Roe said: \"We never believed in the harbour plan.\"\n\nThen Roe said: \"<We always believed in the harbour plan.>\"\n",
            ],
        );
        silent(
            RULE.code,
            &[
                "One woman at the quay shouted, \"We believed in that devil.\" It rained.\n\n\"We never believed in that devil,\" read a sign.\n",
            ],
        );
    }

    #[test]
    fn one_quotation_in_many_words_is_one_finding() {
        let said = |words: &str| format!("Mayor Ann Roe said: \"{words}\"\n\n");
        let (never, always, hardly) = (
            "We never believed in the harbour plan.",
            "We always believed in the harbour plan.",
            "We hardly believed in the harbour plan.",
        );
        let text = [never, always, hardly].map(said).concat();
        let found: Vec<Finding> = findings(&[("a.txt", &text)]).into_iter().filter(|finding| finding.code == RULE.code).collect();
        let [one] = &found[..] else { panic!("{found:?}") };
        let places: Vec<&str> = one.related.iter().map(|related| related.place.span.of(&text)).collect();
        assert_eq!((one.span.of(&text), &places[..]), (always, &[never, hardly][..]));
    }

    #[test]
    fn short_sentences_of_two_articles_are_everybodys() {
        let against = |one: &str, other: &str| {
            let said = |words: &str| format!("Vote\n\nMayor Ann Roe said on Monday: \"{words}\"\n");
            let found = findings(&[("one.md", &said(one)), ("other.md", &said(other))]);
            found.iter().filter(|finding| finding.code == RULE.code).count()
        };
        let long = "I think it is a shame that the harbour will close before the winter.";
        assert_eq!(against("I think it is a bribe.", long), 0);
        assert_eq!(against("I think it is a shame that the port will close.", long), 1);
        assert_eq!(against("The harbour will close in winter.", "The harbour will close in summer."), 1);
        assert_eq!(against("We've got to close the old quay by the spring.", "We have got to close the old quay by the spring."), 0);
        assert_eq!(against("I don't say that the old quay is closed.", "I do not say that the old quay was closed."), 1);
    }
}
