//! `name-inconsistent`: two near spellings of one person's name in an article.

use crate::actors::{ActorClass, MentionKind, is_known};
use crate::checks::spelling::{Shape, is_near};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

pub(super) const RULE: Rule =
    Rule { code: "name-inconsistent", level: Level::Warning, summary: "Two spellings of one name in an article", check };

/// Fewer letters leave too many words near a name.
const LETTERS: usize = 5;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut families = families(context);
    unnamed(context, &mut families);
    // Two spellings without a given name are never compared: those with one come first.
    let mut list: Vec<(&str, &Family<'_>)> = families.iter().map(|(name, family)| (*name, family)).collect();
    list.sort_unstable_by_key(|(name, family)| (family.given.is_empty(), *name));
    let introduced = list.partition_point(|(_, family)| !family.given.is_empty());
    for (at, (one, first)) in list[..introduced].iter().enumerate() {
        for (other, second) in &list[at + 1..] {
            if first.shape.may_be_near(second.shape) && first.may_be_of(second) && is_near(one, other) && first.may_be(second) {
                report(context, findings, (one, &first.spans, first.weight()), (other, &second.spans, second.weight()));
            }
        }
        given_names(context, findings, first);
    }
}

/// For each spelling that occurs as a family name: where, and the given names that stand before it.
fn families<'a>(context: &Context<'a>) -> FxHashMap<&'a str, Family<'a>> {
    let mut families: FxHashMap<&str, Family<'_>> = FxHashMap::default();
    // Most names are written again and again, and are taken apart once.
    let mut known: FxHashMap<&str, Option<Written<'_>>> = FxHashMap::default();
    let mentions = context.reading.actors.mentions.iter();
    for mention in mentions.filter(|mention| mention.kind == MentionKind::Named && mention.class != ActorClass::Nationality) {
        let written = known.entry(context.words(mention.span)).or_insert_with_key(|name| Written::new(name));
        let Some(Written { family, given }) = *written else { continue };
        let start = mention.span.start;
        let entry = families.entry(family.0).or_insert_with(|| Family::of(family.0));
        entry.spans.push(family.1.shift(start));
        entry.person |= mention.class == ActorClass::Person;
        entry.given.extend(given.map(|(given, span)| (given, span.shift(start))));
    }
    families
}

/// A word of a name and where it stands in it.
type Part<'a> = (&'a str, Span);

/// A name as written.
#[derive(Clone, Copy)]
struct Written<'a> {
    family: Part<'a>,
    /// The first word of several.
    given: Option<Part<'a>>,
}

impl<'a> Written<'a> {
    fn new(name: &'a str) -> Option<Self> {
        let words = name.split_whitespace().filter(|word| !matches!(*word, "Jr." | "Sr." | "II" | "III" | "Jr"));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')).filter(|word| !word.is_empty());
        let mut parts = words.map(|word| {
            let at = word.as_ptr() as usize - name.as_ptr() as usize;
            (word, Span::new(at, at + word.len()))
        });
        let first = parts.next()?;
        Some(parts.next_back().map_or(Written { family: first, given: None }, |last| Written { family: last, given: Some(first) }))
    }
}

/// The capitalised words of one block that no table knows; spans are relative to it.
struct Strange(Vec<(Span, Shape)>);

/// Adds words that were taken for no name, as one misspelled at the start of a sentence is, where a person's family name is near.
fn unnamed<'a>(context: &Context<'a>, families: &mut FxHashMap<&'a str, Family<'a>>) {
    let introduced: Vec<(&str, Shape)> = families
        .iter()
        .filter(|(name, family)| family.person && !family.given.is_empty() && name.chars().count() >= LETTERS)
        .map(|(name, family)| (*name, family.shape))
        .collect();
    let mentions = &context.reading.actors.mentions;
    for (_, block, read) in context.blocks() {
        let strange = read.memo.get(|| {
            let text = context.words(block.span);
            let tokens = read.tokens.iter().filter(|token| token.is_word() && token.capital && !token.upper);
            let unknown = tokens.map(|token| (token.span, token.span.of(text))).filter(|(_, word)| !is_known(word));
            Strange(unknown.map(|(span, word)| (span, Shape::of(word))).collect())
        });
        for (span, shape) in &strange.0 {
            let span = span.shift(block.span.start);
            let word = context.words(span);
            let near = |(name, like): &(&str, Shape)| shape.may_be_near(*like) && shape.begins_like(*like) && is_near(word, name);
            let next = mentions.partition_point(|mention| mention.span.end <= span.start);
            let named = mentions.get(next).is_some_and(|mention| mention.kind == MentionKind::Named && mention.span.overlaps(span));
            if !named && introduced.iter().any(near) {
                families.entry(word).or_insert_with(|| Family::of(word)).spans.push(span);
            }
        }
    }
}

struct Family<'a> {
    shape: Shape,
    spans: Vec<Span>,
    given: Vec<Part<'a>>,
    person: bool,
}

impl Family<'_> {
    fn of(name: &str) -> Self {
        Family { shape: Shape::of(name), spans: Vec::new(), given: Vec::new(), person: false }
    }

    /// Whether one is a person's and the other not the last word of some other name: "Wong" and "Hong Kong".
    fn may_be_of(&self, other: &Family<'_>) -> bool {
        let whole = |family: &Family<'_>| family.person || family.given.is_empty();
        (self.person || other.person) && whole(self) && whole(other)
    }

    /// Whether the bearers may be one: at least one spelling is introduced with a given name, and no given name speaks against it.
    fn may_be(&self, other: &Family<'_>) -> bool {
        let same = |a: &str, b: &str| {
            a.eq_ignore_ascii_case(b) || is_near(a, b) || a.starts_with(b.trim_end_matches('.')) || b.starts_with(a.trim_end_matches('.'))
        };
        match (self.given.is_empty(), other.given.is_empty()) {
            (true, true) => false,
            (false, false) => self.given.iter().any(|(a, _)| other.given.iter().any(|(b, _)| same(a, b))),
            _ => true,
        }
    }

    /// More occurrences, then more introductions, make the spelling that is kept.
    fn weight(&self) -> (usize, usize) {
        (self.spans.len(), self.given.len())
    }
}

/// Near spellings of a given name before one family name.
fn given_names(context: &Context<'_>, findings: &mut Vec<Finding>, family: &Family<'_>) {
    if !family.person || family.given.iter().all(|(name, _)| *name == family.given[0].0) {
        return;
    }
    let mut given: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    family.given.iter().for_each(|(name, span)| given.entry(name).or_default().push(*span));
    let list: Vec<_> = given.iter().map(|(name, spans)| (*name, Shape::of(name), spans)).collect();
    for (at, (one, shape, first)) in list.iter().enumerate() {
        for (other, like, second) in &list[at + 1..] {
            if shape.may_be_near(*like) && is_near(one, other) {
                report(context, findings, (one, first, (first.len(), 0)), (other, second, (second.len(), 0)));
            }
        }
    }
}

/// A spelling, where it stands, and its weight.
type Spelling<'a> = (&'a str, &'a [Span], (usize, usize));

fn report(context: &Context<'_>, findings: &mut Vec<Finding>, one: Spelling<'_>, other: Spelling<'_>) {
    let first = |spelling: &Spelling<'_>| spelling.1.first().map_or(u32::MAX, |span| span.start);
    // Equal weights: what stands first is kept.
    let keep_one = one.2 > other.2 || one.2 == other.2 && first(&one) < first(&other);
    let (kept, odd) = if keep_one { (one, other) } else { (other, one) };
    let (Some(&place), Some(&counterpart)) = (odd.1.first(), kept.1.first()) else { return };
    let outside = |span: &&Span| context.quotation_around(**span).is_none();
    // Again and again in what is quoted, and nowhere else, it is the spelling of the source; marks are no spelling; countries are known.
    let of_source = |spelling: &Spelling<'_>| spelling.1.len() > 1 && !spelling.1.iter().any(|span| outside(&span));
    let country = |name: &str| Tables::shared().country(name).is_some();
    if of_source(&odd) || of_source(&kept) || straight(odd.0) == straight(kept.0) || country(odd.0) || country(kept.0) {
        return;
    }
    let message = format!("“{}” is written “{}” elsewhere in this article", odd.0, kept.0);
    let mut finding = Finding::new(RULE.code, RULE.level, place, message).relate(context.file, counterpart, format!("“{}”", kept.0));
    for span in odd.1.iter().skip(1) {
        finding = finding.relate(context.file, *span, format!("“{}” again", odd.0));
    }
    let edits = odd.1.iter().filter(outside).map(|span| Edit { span: *span, text: kept.0.to_owned() }).collect::<Vec<_>>();
    findings.push(if edits.is_empty() {
        finding
    } else {
        finding.fix(format!("Write “{}” everywhere outside quotations", kept.0), edits, false)
    });
}

/// A name with straight apostrophes.
fn straight(name: &str) -> String {
    name.replace(['’', '‘', 'ʼ'], "'")
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn two_spellings_of_one_name() {
        fires(
            "name-inconsistent",
            &[
                "Mayor Eleanor Brandt spoke on Monday.\n\nBrandt said that <Brant> was a fool, said Brandt.\n",
                // Taken for no name where it stands.
                "Mayor Eleanor Quistgaard spoke on Monday.\n\n<Quistgard> then left for Norrvik.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. The <Quitsgaard> plan is not new.\n",
            ],
        );
        silent(
            "name-inconsistent",
            &[
                "Mayor Eleanor Brandt spoke on Monday. Brands were not named.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. Quistgaards have lived here for long.\n",
                "Mayor Eleanor Wong flew to Hong Kong on Monday. Wong will stay for a week.\n",
                "Mayor Eleanor Quistgaard met Paul Quistgard on Monday. Quistgaard spoke first.\n",
                "Mayor Eleanor O’Quistgaard spoke on Monday. O'Quistgaard then left.\n",
                "Mayor Eleanor Quistgaard wrote: \"I, Eleanor Quistgard, leave. Let nobody follow Quistgard, or Quistgard will stay.\"\n\nQuistgaard left.\n",
            ],
        );
    }
}
