//! A statement, a quotation or a figure: who said it, when and how, and the same elsewhere.

use crate::claims::{Claim, Figure, Speaker};
use crate::features::words;
use crate::index::{Entry, FigureEntry, Snapshot};
use crate::reading::Reading;
use crate::text::FileKey;
use std::sync::Arc;

/// How many rows a table of other places has.
const ROWS: usize = 5;

pub(super) fn claim_lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Vec<String> {
    let claim = &reading.claims.claims[at];
    let day = reading.dates.reference.map_or_else(|| "article without a date".to_owned(), |date| format!("article of {}", date.day));
    let mut lines = vec![
        format!("**{}** - {}, {}", words::escaped(&speaker(reading, claim)), claim.mode.label(), claim.certainty.label()),
        format!("Cue: {}; {day}", cue(reading, claim)),
    ];
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
    lines.extend(quotations(snapshot, file, reading, at));
    lines
}

pub(super) fn quotation_lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Vec<String> {
    let quotation = &reading.claims.quotations[at];
    let words = words::escaped(&words::quoted(reading, quotation.inner, 60));
    let mut lines = vec![format!("“{words}” - who says it is not known")];
    lines.extend(same_quotation(snapshot, file, reading, at));
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
        lines.push("The same count stands in no other article of the workspace".to_owned());
        return lines;
    }
    let independent = independent(&others);
    lines.push(format!("The same count elsewhere, {} ({} independent):", words::count(others.len(), "place"), independent.len()));
    for (entry, other) in others.iter().take(ROWS) {
        let who = other.claim.and_then(|claim| entry.claims.get(claim as usize)).map(|claim| entry.speaker_name(claim.speaker));
        let who = who.map_or_else(|| "the article itself".to_owned(), words::escaped);
        lines.push(format!(
            "- {}: {} - {who} - {}",
            words::iso(entry.day()),
            words::escaped(&words::shortened(&other.words, 50)),
            words::place(&entry.file, &entry.lines, other.span)
        ));
    }
    if others.len() > ROWS {
        lines.push(format!("- and {} more", others.len() - ROWS));
    }
    lines
}

/// The articles that are not near copies of one before.
fn independent<'a>(others: &[(&'a Arc<Entry>, &FigureEntry)]) -> Vec<&'a Arc<Entry>> {
    let mut kept: Vec<&Arc<Entry>> = Vec::new();
    for (entry, _) in others {
        if !kept.iter().any(|other| other.file == entry.file || other.is_copy_of(entry)) {
            kept.push(entry);
        }
    }
    kept
}

fn figure_words(reading: &Reading, figure: &Figure) -> String {
    let bound = figure.bound.label().replace('-', " ");
    let unit = figure.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let counted = figure.counted.map(|span| format!(" {}", words::quoted(reading, span, 40))).unwrap_or_default();
    words::escaped(&format!("{bound} {}{unit}{counted}", figure.value))
}

fn speaker(reading: &Reading, claim: &Claim) -> String {
    claim
        .speaker_name(&reading.text, &reading.actors)
        .map_or_else(|| "who says it is not known".to_owned(), |name| words::shortened(&name, 60))
}

fn cue(reading: &Reading, claim: &Claim) -> String {
    words::escaped(&words::quoted(reading, claim.cue, 30))
}

fn quotations(snapshot: &Snapshot, file: &FileKey, reading: &Reading, claim: usize) -> Option<String> {
    let own = reading.claims.quotations.iter().position(|quotation| quotation.claim == Some(claim as u32))?;
    same_quotation(snapshot, file, reading, own)
}

/// Other articles that have the same words in quotation marks.
fn same_quotation(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Option<String> {
    let inner = reading.claims.quotations[at].inner;
    let entry = snapshot.index.entry(file)?;
    let words = &entry.quotes.iter().find(|quote| quote.span == inner)?.words;
    let places: Vec<String> = snapshot
        .index
        .quotes_like(words)
        .into_iter()
        .filter(|(other, _)| other.file != *file)
        .map(|(other, item)| format!("{} ({})", words::place(&other.file, &other.lines, other.quotes[item].span), words::iso(other.day())))
        .collect();
    (!places.is_empty()).then(|| format!("The same words: {}", places[..places.len().min(ROWS)].join(", ")))
}
