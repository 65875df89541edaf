//! `caption-conflict`: a caption that has another day or country than the body for the same thing.

use crate::article::BlockKind;
use crate::checks::capitals::country_meant;
use crate::checks::counts::{Stem, stem};
use crate::checks::pictured::{DAYS, LIKENESS, SHARED, is_archived};
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::dates::Day;
use crate::reading::BlockReading;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "caption-conflict",
    level: Level::Off,
    summary: "A caption has another day or country than the body for the same thing",
    check,
};

/// A sentence of a caption or of the body.
struct Sentence<'a> {
    span: Span,
    block: usize,
    /// Its content words, cut to their stems and sorted.
    stems: &'a [Stem],
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_caption = |kind: BlockKind| kind == BlockKind::Caption;
    let captions: Vec<Sentence<'_>> = sentences(context, is_caption, |words| !is_archived(words));
    if captions.is_empty() {
        return;
    }
    let body = sentences(context, |kind| kind == BlockKind::Paragraph, |_| true);
    for caption in &captions {
        let like: Vec<&Sentence<'_>> = body.iter().filter(|sentence| alike(caption, sentence)).collect();
        findings.extend(day_conflict(context, caption, &like).or_else(|| place_conflict(context, caption, &like)));
    }
}

/// A day of the caption, where each like sentence that has a day has another, and no other place of the article has it.
fn day_conflict(context: &Context<'_>, caption: &Sentence<'_>, like: &[&Sentence<'_>]) -> Option<Finding> {
    let [(place, day)] = days(context, caption)[..] else { return None };
    let (other, told) = like.iter().find_map(|sentence| match days(context, sentence)[..] {
        [(place, told)] => Some((place, told)),
        _ => None,
    })?;
    let elsewhere = context.reading.dates.expressions.iter().any(|date| {
        let caption = context.reading.article.blocks[date.block as usize].kind == BlockKind::Caption;
        !caption && date.days.is_some_and(|(first, last)| first <= day && day <= last && (last - first).get_days() < DAYS)
    });
    let today = context.reading.dates.reference.is_some_and(|reference| reference.day == day);
    let near = (told - day).get_days().abs() <= DAYS;
    if told == day || elsewhere || today || !near {
        return None;
    }
    let message =
        format!("The caption says {}, the body says {} for what seems to be the same", context.words(place), context.words(other));
    Some(Finding::new(RULE.code, RULE.level, place, message).relate(context.file, other, "In the body"))
}

/// A country of the caption that nothing outside captions speaks of, where a like sentence has another.
fn place_conflict(context: &Context<'_>, caption: &Sentence<'_>, like: &[&Sentence<'_>]) -> Option<Finding> {
    let [(place, country)] = countries(context, caption.span, caption.block)[..] else { return None };
    let (other, told) = like.iter().find_map(|sentence| match countries(context, sentence.span, sentence.block)[..] {
        [(other, told)] => Some((other, told)),
        _ => None,
    })?;
    let blocks = &context.reading.article.blocks;
    let elsewhere = context.reading.actors.mentions.iter().any(|mention| {
        blocks[mention.block as usize].kind != BlockKind::Caption
            && country_meant(context.words(mention.span)).is_some_and(|meant| meant.code == country)
    });
    if told == country || elsewhere {
        return None;
    }
    let message = format!("The caption has {}, the body has {} for what seems to be the same", context.words(place), context.words(other));
    Some(Finding::new(RULE.code, RULE.level, place, message).relate(context.file, other, "In the body"))
}

/// The days that a sentence names, each once.
fn days(context: &Context<'_>, sentence: &Sentence<'_>) -> Vec<(Span, Day)> {
    let dates = &context.reading.dates.expressions;
    let first = dates.partition_point(|date| date.span.start < sentence.span.start);
    // The dateline has the day on which the article was written.
    let dateline = context.reading.article.dateline.as_ref().map_or(Span::default(), |dateline| dateline.span);
    let here = dates[first..].iter().take_while(|date| date.span.start < sentence.span.end).filter(|date| !dateline.contains(date.span));
    let mut found: Vec<(Span, Day)> =
        here.filter_map(|date| date.days.filter(|(first, last)| first == last).map(|(day, _)| (date.span, day))).collect();
    found.dedup_by_key(|(_, day)| *day);
    found
}

/// The countries where a sentence says that something is: "in Norway", "in Turku, Finland", "in Oslo".
fn countries(context: &Context<'_>, sentence: Span, block: usize) -> Vec<(Span, &'static str)> {
    let here = context.reading.actors.mentions_in(block).iter().filter(|mention| sentence.contains(mention.span));
    let placed = here.filter(|mention| {
        let before = context.text()[sentence.start as usize..mention.span.start as usize].trim_end();
        before.ends_with(',')
            || before.ends_with(" in")
            || before.ends_with(" near")
            || before.ends_with(" at")
            || before.ends_with(" outside")
    });
    let mut found: Vec<(Span, &'static str)> =
        placed.filter_map(|mention| Some((mention.span, country_meant(context.words(mention.span))?.code))).collect();
    found.dedup_by_key(|(_, code)| *code);
    found
}

fn alike(one: &Sentence<'_>, other: &Sentence<'_>) -> bool {
    let shared = one.stems.iter().filter(|stem| other.stems.binary_search(stem).is_ok()).count();
    let shorter = one.stems.len().min(other.stems.len());
    shared >= SHARED && shared as f64 >= LIKENESS * shorter as f64
}

/// The sentences of blocks of a kind.
fn sentences<'a>(context: &Context<'a>, kind: impl Fn(BlockKind) -> bool, wanted: impl Fn(&str) -> bool) -> Vec<Sentence<'a>> {
    let mut found = Vec::new();
    for (at, block, read) in context.blocks().filter(|(_, block, _)| kind(block.kind)) {
        let text = block.span.of(context.text());
        if !wanted(text) {
            continue;
        }
        let stems = read.memo.get(|| Stems(stems(&context.reading.article.block_text(context.text(), block), read)));
        found.extend(stems.0.iter().map(|(span, stems)| Sentence { span: span.shift(block.span.start), block: at, stems }));
    }
    found
}

/// The sentences of one block with their content words.
struct Stems(Vec<(Span, Vec<Stem>)>);

fn stems(text: &str, read: &BlockReading) -> Vec<(Span, Vec<Stem>)> {
    read.discourse
        .sentence_spans(text.len())
        .map(|span| {
            let first = read.tokens.partition_point(|token| token.span.start < span.start);
            let here = read.tokens[first..].iter().take_while(|token| token.span.end <= span.end);
            let mut stems: Vec<Stem> = here.filter_map(|token| content(token.text(text))).collect();
            stems.sort_unstable();
            stems.dedup();
            (span, stems)
        })
        .collect()
}

/// The stem of a word that is neither a day nor a country.
fn content(word: &str) -> Option<Stem> {
    stem(word).filter(|_| !word.ends_with("day") && country_meant(word).is_none())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    fn article(body: &str, caption: &str) -> String {
        format!("Pier burns\n\nPublished: June 7, 2024\n\n{body}\n\n{caption} (Photo by Eeva Salo)\n")
    }

    #[test]
    fn fires_on_another_day_and_on_another_country() {
        fires(
            "caption-conflict",
            &[
                &article(
                    "Fire fighters put out a fire on the old pier of Turku on Monday, the police said.",
                    "Fire fighters put out a fire on the old pier in Turku, Finland, <Tuesday, June 4, 2024>.",
                ),
                &article(
                    "Fire fighters put out a fire on the old pier in Norway on Monday, the police said.",
                    "Fire fighters put out a fire on the old pier in <Finland>, Monday, June 3, 2024.",
                ),
            ],
        );
    }

    #[test]
    fn silent_on_the_same_day_on_old_pictures_and_on_other_things() {
        let body = "Fire fighters put out a fire on the old pier of Turku on Monday, the police said.";
        silent(
            "caption-conflict",
            &[
                &article(body, "Fire fighters put out a fire on the old pier in Turku, Finland, Monday, June 3, 2024."),
                &article(body, "FILE - Fire fighters put out a fire on the old pier in Turku, Finland, Tuesday, June 4, 2024."),
                &article(body, "Fire fighters put out a fire on the old pier in Turku, Finland, Tuesday, June 6, 2023."),
                &article(
                    "TURKU, Finland, June 7 (Meridian Wire) - Fire fighters have put out a fire on the old pier of Turku, the police said.",
                    "Fire fighters put out a fire on the old pier in Turku, Finland, Tuesday, June 4, 2024.",
                ),
                &article(body, "Boats lie in the harbour of Turku, Finland, Tuesday, June 4, 2024."),
                &article(
                    &format!("{body} They left on Tuesday."),
                    "Fire fighters put out a fire on the old pier in Turku, Finland, Tuesday, June 4, 2024.",
                ),
            ],
        );
    }
}
