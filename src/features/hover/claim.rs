//! A statement, a quotation or a figure: who said it, when and how, and the same elsewhere.

use crate::claims::{Claim, Figure, Speaker};
use crate::features::independent::Independent;
use crate::features::words;
use crate::index::{Entry, FigureEntry, Snapshot};
use crate::reading::Reading;
use crate::text::{FileKey, Span};
use std::sync::Arc;

/// How many rows a table of other places has.
const ROWS: usize = 5;
/// How many lines a hover has.
const LINES: usize = 12;

pub(super) fn claim_lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize, hovered: Span) -> Vec<String> {
    let claim = &reading.claims.claims[at];
    let day = reading.dates.reference.map_or_else(|| "article without a date".to_owned(), |date| format!("article of {}", date.day));
    let mut lines = vec![
        format!("**{}** - {}, {}", words::escaped(&speaker(reading, claim)), claim.mode.label(), claim.certainty.label()),
        format!("Cue: {}; {day}", cue(reading, claim)),
    ];
    lines.extend(addressee(reading, claim).map(|whom| format!("To: {}", words::escaped(&whom))));
    if let Speaker::Anonymous(anonymity) = claim.speaker {
        lines.push(match (anonymity.granted, anonymity.reason) {
            (_, Some(reason)) => format!("Anonymity: {}", words::escaped(&words::quoted(reading, reason, 80))),
            (Some(_), None) => "Anonymity granted, no reason given".to_owned(),
            (None, None) => "Without a name; nothing is said of why".to_owned(),
        });
    }
    let figures: Vec<&Figure> = reading.claims.figures.iter().filter(|figure| figure.claim == Some(at as u32)).collect();
    for figure in figures.iter().take(2) {
        lines.push(format!("Figure: {}", figure_words(reading, figure)));
    }
    let room = LINES.saturating_sub(lines.len());
    lines.extend(same_quotations(snapshot, file, reading, &parts(reading, at, hovered), room));
    lines
}

pub(super) fn quotation_lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Vec<String> {
    let quotation = &reading.claims.quotations[at];
    let words = words::escaped(&words::quoted(reading, quotation.inner, 60));
    let mut lines = vec![format!("“{words}” - who says it is not known")];
    lines.extend(same_quotations(snapshot, file, reading, &[at], LINES - 1));
    lines
}

/// The figure, then the same count elsewhere as a table by day.
pub(super) fn figure_lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Vec<String> {
    let figure = &reading.claims.figures[at];
    let mut lines =
        vec![format!("**{}** - {}", words::escaped(&words::quoted(reading, figure.extent(), 60)), figure_words(reading, figure))];
    let claim = figure.claim.and_then(|claim| reading.claims.claims.get(claim as usize));
    if let Some(claim) = claim {
        let known = claim.speaker_name(&reading.text, &reading.actors).is_some();
        lines.push(if known {
            format!("Said by {}", words::escaped(&speaker(reading, claim)))
        } else {
            "Who says it is not known".to_owned()
        });
    }
    let Some(own) = snapshot.index.entry(file).and_then(|entry| entry.figures.get(at)).filter(|own| own.key.is_some()) else {
        return lines;
    };
    let found = snapshot.index.same_count(own);
    let others: Vec<(&Arc<Entry>, &FigureEntry)> = found.into_iter().filter(|(entry, _)| entry.file != *file).collect();
    if others.is_empty() {
        return lines;
    }
    let independent = independent(snapshot, file, others.iter().map(|(entry, _)| *entry));
    lines.push(format!("The same count elsewhere, {} ({independent} independent):", words::count(others.len(), "place")));
    for (entry, other) in others.iter().take(ROWS) {
        let who = other.claim.and_then(|claim| entry.claims.get(claim as usize)).map(|claim| entry.speaker_name(claim.speaker));
        let who = who.map_or_else(|| "the article itself".to_owned(), words::escaped);
        lines.push(format!(
            "- {}: {} - {who} - {}",
            words::iso(entry.day()),
            words::escaped(&words::shortened(&other.words, 50)),
            words::marked_place(&entry.file, &entry.lines, other.span)
        ));
    }
    if others.len() > ROWS {
        lines.push(format!("- and {} more", others.len() - ROWS));
    }
    lines
}

/// How many of some articles are no copies of this one or of one before.
fn independent<'a>(snapshot: &'a Snapshot, file: &FileKey, others: impl Iterator<Item = &'a Arc<Entry>>) -> usize {
    let mut independent = Independent::of(snapshot, file);
    others.for_each(|entry| _ = independent.has(entry));
    independent.count()
}

fn figure_words(reading: &Reading, figure: &Figure) -> String {
    let bound = figure.bound.label().replace('-', " ");
    let unit = figure.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let counted = figure.counted.map(|span| format!(" {}", words::quoted(reading, span, 40))).unwrap_or_default();
    words::escaped(&format!("{bound} {}{unit}{counted}", words::number(figure.value, group(figure.span.of(&reading.text)))))
}

/// What stands between the digits of a number as it is written, else a comma.
fn group(written: &str) -> char {
    let mut before = written.chars().zip(written.chars().skip(1)).filter(|(one, next)| one.is_ascii_digit() && !next.is_ascii_digit());
    let is_group = |mark: char| written.split(mark).skip(1).any(|rest| rest.chars().take_while(char::is_ascii_digit).count() == 3);
    before.find_map(|(_, mark)| (matches!(mark, ' ' | '\u{A0}' | '\u{202F}' | '’') && is_group(mark)).then_some(mark)).unwrap_or(',')
}

fn speaker(reading: &Reading, claim: &Claim) -> String {
    claim
        .speaker_name(&reading.text, &reading.actors)
        .map_or_else(|| "who says it is not known".to_owned(), |name| words::shortened(&name, 60))
}

fn cue(reading: &Reading, claim: &Claim) -> String {
    words::escaped(&words::quoted(reading, claim.cue, 30))
}

/// Which quotations of a statement a hover is about: the one that it stands in, else all.
fn parts(reading: &Reading, claim: usize, hovered: Span) -> Vec<usize> {
    let own = reading.claims.quotations.iter().enumerate().filter(|(_, quotation)| quotation.claim == Some(claim as u32));
    let all: Vec<usize> = own.map(|(at, _)| at).collect();
    let inside: Vec<usize> = all.iter().copied().filter(|at| reading.claims.quotations[*at].span.overlaps(hovered)).collect();
    if inside.len() == 1 { inside } else { all }
}

/// Other articles that have the words of quotations in quotation marks, each quotation by itself: by day and speaker, and how many of them are no
/// copies. At most so many lines.
fn same_quotations(snapshot: &Snapshot, file: &FileKey, reading: &Reading, quotations: &[usize], most: usize) -> Vec<String> {
    let Some(entry) = snapshot.index.entry(file) else { return Vec::new() };
    let mut lines = Vec::new();
    for at in quotations {
        let inner = reading.claims.quotations[*at].inner;
        let Some(quote) = entry.quotes.at(inner) else { continue };
        let like = snapshot.index.quotes_like(quote.words).into_iter().filter(|(other, _)| other.file != *file);
        let found: Vec<(&Arc<Entry>, usize)> = like.collect();
        let room = most.saturating_sub(lines.len() + 1).min(ROWS);
        if found.is_empty() || room == 0 {
            continue;
        }
        let which =
            if quotations.len() > 1 { format!(" “{}”", words::escaped(&words::quoted(reading, inner, 30))) } else { String::new() };
        let independent = independent(snapshot, file, found.iter().map(|(other, _)| *other));
        lines.push(format!("The same words{which}, {} ({independent} independent):", words::count(found.len(), "place")));
        let shown = if found.len() > room { room - 1 } else { found.len() };
        lines.extend(found[..shown].iter().filter_map(|(other, item)| {
            let quote = other.quotes.get(*item)?;
            let who = words::escaped(other.speaker_name(quote.speaker));
            Some(format!("- {}: {who} - {}", words::iso(other.day()), words::marked_place(&other.file, &other.lines, quote.span)))
        }));
        if shown < found.len() {
            lines.push(format!("- and {} more", found.len() - shown));
        }
    }
    lines
}

/// Words that end the name of those to whom something is said.
const AFTER_ADDRESSEE: &[&str] = &[
    "about",
    "after",
    "against",
    "at",
    "because",
    "before",
    "by",
    "during",
    "for",
    "from",
    "how",
    "if",
    "in",
    "last",
    "late",
    "on",
    "over",
    "that",
    "there",
    "this",
    "through",
    "to",
    "today",
    "tomorrow",
    "via",
    "what",
    "when",
    "where",
    "whether",
    "while",
    "who",
    "why",
    "yesterday",
];

/// Cues that are followed by those to whom something is said.
const TO_SOMEBODY: &[&str] = &["tell", "inform", "remind", "assure", "warn", "advise", "notify", "brief", "ask"];

/// To whom a statement is made, as written: "told reporters", "said to the panel".
fn addressee(reading: &Reading, claim: &Claim) -> Option<String> {
    let block = reading.article.blocks.get(claim.block as usize)?;
    // What is said may follow at once: "told the paper the plan was late".
    let said = claim.content.iter().map(|part| part.start).filter(|start| *start >= claim.cue.end).min();
    let after = reading.text.get(claim.cue.end as usize..said.unwrap_or(block.span.end).min(block.span.end) as usize)?;
    let named = if TO_SOMEBODY.contains(&claim.lemma) { after } else { after.strip_prefix(" to ").filter(|_| claim.lemma == "say")? };
    let end = named.find([',', '.', ';', ':', '“', '”', '"', '(', '\u{2013}', '\u{2014}']).unwrap_or(named.len());
    let words: Vec<&str> =
        named[..end].split_whitespace().take_while(|word| !AFTER_ADDRESSEE.contains(&word.to_lowercase().as_str())).collect();
    (!words.is_empty() && words.len() <= 6).then(|| words.join(" "))
}
