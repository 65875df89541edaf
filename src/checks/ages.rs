//! Two ages of one person in an article.

use super::Context;
use super::bearers::is_relative;
use crate::actors::MentionKind;
use crate::claims::numbers;
use crate::reading::{Age, ages};
use crate::text::Span;

/// The ages that differ from the first that is told of the same person, each with that.
pub(super) fn differing_ages(context: &Context<'_>) -> Vec<[Age; 2]> {
    let mut known: Vec<Age> = Vec::new();
    let mut found = Vec::new();
    for age in ages(context.reading) {
        let Some(&first) = known.iter().find(|first| first.actor == age.actor) else {
            known.push(age);
            continue;
        };
        // "John Roe, 45, and his son John Roe, 19": two of one name.
        let is_other =
            || in_one_sentence(context, first.span, age.span) || are_two(context, &first, &age) || are_years_apart(context, &first, &age);
        if first.years != age.years && !is_other() {
            found.push([first, age]);
        }
    }
    found
}

fn in_one_sentence(context: &Context<'_>, one: Span, other: Span) -> bool {
    let holds = |block: Span, span: Span| block.contains(span);
    context.blocks().find(|(_, block, _)| holds(block.span, one)).is_some_and(|(_, block, read)| {
        let sentence = |span: Span| read.discourse.sentence_of(span.start - block.span.start);
        holds(block.span, other) && sentence(one) == sentence(other)
    })
}

/// Whether the sentences of two ages tell of two times that lie as far apart: "won in 2019", "in a photo from 2011", "seven years later".
fn are_years_apart(context: &Context<'_>, one: &Age, other: &Age) -> bool {
    let apart = f64::from(one.years.abs_diff(other.years));
    let fits = |years: f64| (years - apart).abs() <= 1.0;
    let now = context.reading.dates.reference.map(|reference| f64::from(reference.day.year()));
    let told = [one, other].map(|age| times(context, age.span));
    let [these, those] = [0, 1].map(|at| told[at].0.iter().copied().chain(now).collect::<Vec<f64>>());
    told.iter().any(|(_, lengths)| lengths.iter().any(|length| fits(*length)))
        || these.iter().any(|year| those.iter().any(|another| year != another && fits((year - another).abs())))
}

/// Words behind a length of time between two days, and words before one: "seven years later", "the past seven years".
const AGO: [&str; 12] = ["later", "ago", "earlier", "after", "before", "on", "since", "apart", "older", "younger", "previously", "prior"];
const GONE: [&str; 6] = ["past", "last", "previous", "next", "those", "these"];

/// The years of the sentence around a place, and its lengths of time in years.
fn times(context: &Context<'_>, place: Span) -> (Vec<f64>, Vec<f64>) {
    let (mut years, mut lengths) = (Vec::new(), Vec::new());
    let Some((_, block, read)) = context.blocks().find(|(_, block, _)| block.span.contains(place)) else { return (years, lengths) };
    let text = context.words(block.span);
    let sentence = read.discourse.sentence_around(place.start - block.span.start, text.len());
    for (value, at) in numbers(text, &read.tokens).into_iter().filter(|(_, at)| sentence.contains(read.tokens[*at].span)) {
        let word = |at: usize| read.tokens.get(at).map_or("", |token| token.text(text));
        match word(at + 1) {
            // "After nine years in office" is none between two ages.
            "years" | "year" if AGO.contains(&word(at + 2)) || at.checked_sub(1).is_some_and(|at| GONE.contains(&word(at))) => {
                lengths.push(value);
            }
            _ if value.fract() == 0.0 && (1900.0..2100.0).contains(&value) => years.push(value),
            _ => {}
        }
    }
    (years, lengths)
}

/// Whether the words beside the names of two ages tell that two people have one name: "John Roe Sr." and "John Roe Jr.", "her daughter, Ann Roe",
/// "another woman named Ann Roe", "Ann Roe (no relation)".
fn are_two(context: &Context<'_>, one: &Age, other: &Age) -> bool {
    let (Some(one), Some(other)) = (named_beside(context, one), named_beside(context, other)) else { return false };
    let full = |name: Span| context.words(name).contains(' ');
    let generations = full(one) && full(other) && generation(context, one) != generation(context, other);
    generations || [one, other].into_iter().any(|name| is_told_apart(context, name))
}

/// The name that an age stands beside.
fn named_beside(context: &Context<'_>, age: &Age) -> Option<Span> {
    let mentions = context.reading.actors.mentions.iter();
    let named =
        mentions.filter(|mention| mention.actor == Some(age.actor) && mention.kind == MentionKind::Named).map(|mention| mention.span);
    named.min_by_key(|name| name.start.saturating_sub(age.span.end).max(age.span.start.saturating_sub(name.end)))
}

/// "Jr" in "John Roe Jr.": empty where a name has none.
fn generation<'a>(context: &Context<'a>, name: Span) -> &'a str {
    let last = |words: &'a str| words.rsplit(' ').next().map(|word| word.trim_end_matches(['.', ',']));
    let next = context.text()[name.end as usize..].trim_start_matches([',', ' ']).split([' ', '\n']).next();
    let words = [last(context.words(name)), next.map(|word| word.trim_end_matches(['.', ',']))];
    words.into_iter().flatten().find(|word| matches!(*word, "Sr" | "Jr" | "Snr" | "Jnr" | "II" | "III" | "IV")).unwrap_or_default()
}

/// Whether the words beside a name tell whose relative that person is, or that it is another person of that name.
fn is_told_apart(context: &Context<'_>, name: Span) -> bool {
    let (before, after) = (&context.text()[..name.start as usize], &context.text()[name.end as usize..]);
    let line = before.rsplit(['\n', '.']).next().unwrap_or_default();
    let sentence = after.split(['\n', '.']).next().unwrap_or_default();
    let mut words = line.split_whitespace().rev().take(4).map(str::to_lowercase);
    is_relative(before, after) || words.any(|word| word == "another") || line.contains("no relation") || sentence.contains("no relation")
}
