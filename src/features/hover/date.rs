//! A date: its value, its anchor and where that comes from, the rule, the same day elsewhere.

use crate::dates::{Anchor, TimeKind, explain};
use crate::features::words;
use crate::index::{Key, Snapshot};
use crate::reading::Reading;
use crate::text::FileKey;
use rustc_hash::FxHashSet;

/// How many other mentions of the day are named.
const NAMED: usize = 4;

pub(super) fn lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Vec<String> {
    let expression = &reading.dates.expressions[at];
    let written = words::escaped(&words::quoted(reading, expression.span, 60));
    let mut lines = Vec::new();
    if expression.anchor == Anchor::Missing {
        lines.push(format!("**{written}** - which day is not known"));
        lines.push(match &reading.article.front_matter_problem {
            Some((span, _)) => {
                let line = words::line(&reading.lines, span.start);
                format!(
                    "The front matter cannot be read (line {line}), and no date is in dateline, published line, file name or caption, nor a single full one in the body"
                )
            }
            None => "The article states no date: none in front matter, dateline, published line, file name or caption, and no single full date in the body".to_owned(),
        });
        lines.push("A quick fix inserts `date:` as front matter".to_owned());
        push_rule(&mut lines, expression.rule);
        return lines;
    }
    let kind = match expression.kind {
        TimeKind::Date => "",
        TimeKind::Time => " - time of day",
        TimeKind::Duration => " - duration",
        TimeKind::Set => " - repeating",
    };
    let modifier = expression.modifier_words();
    let modified = |value: String| modifier.map_or_else(|| value.clone(), |modifier| format!("{modifier} {value}"));
    let words_of_value = words::value(expression).map(modified).unwrap_or(written);
    lines.push(match words::readable_value(expression) {
        Some(value) => format!("**{words_of_value}** - {}{kind}", words::escaped(&value)),
        None if kind.is_empty() => format!("**{words_of_value}** - which day is not said"),
        None => format!("**{words_of_value}**{kind}"),
    });
    match expression.anchor {
        Anchor::Reference => lines.extend(reading.dates.reference.map(|reference| {
            let line = reference.span.map(|span| format!(", line {}", words::line(&reading.lines, span.start)));
            format!("Anchor: {}, from {}{}", words::day(reference.day), reference.origin.words(), line.unwrap_or_default())
        })),
        Anchor::Expression(other) => lines.extend(reading.dates.expressions.get(other as usize).map(|other| {
            let value = words::value(other).or_else(|| words::readable_value(other).map(|value| words::escaped(&value)));
            let value = value.map(|value| format!("{value}, ")).unwrap_or_default();
            let written = words::escaped(&words::quoted(reading, other.span, 40));
            format!("Anchor: {value}from “{written}”, line {}", words::line(&reading.lines, other.span.start))
        })),
        Anchor::Itself | Anchor::Missing => {}
    }
    push_rule(&mut lines, expression.rule);
    if let Some((first, last)) = expression.days.filter(|(first, last)| first == last) {
        debug_assert_eq!(first, last);
        lines.extend(elsewhere(snapshot, file, reading, Key::day(first), expression.span.start));
    }
    lines
}

fn push_rule(lines: &mut Vec<String>, rule: &str) {
    let rule = explain(rule);
    if !rule.is_empty() {
        lines.push(format!("Rule: {rule}"));
    }
}

/// Other mentions of the day, here and in other articles.
fn elsewhere(snapshot: &Snapshot, file: &FileKey, reading: &Reading, key: Key, here: u32) -> Option<String> {
    let found = snapshot.index.find(key);
    let mut places: Vec<String> = found
        .iter()
        .filter_map(|(entry, item)| {
            let span = entry.times.get(*item)?.span;
            let own = entry.file == *file;
            (!own || span.start != here).then(|| match own {
                true => format!("line {}", words::line(&reading.lines, span.start)),
                false => words::marked_place(&entry.file, &entry.lines, span),
            })
        })
        .collect();
    // A line is told once, however often it names the day.
    let mut told = FxHashSet::default();
    places.retain(|place| told.insert(place.clone()));
    let more = places.len().saturating_sub(NAMED);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!places.is_empty()).then(|| format!("That day also: {}{tail}", places[..places.len().min(NAMED)].join(", ")))
}
