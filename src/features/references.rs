//! References: every mention of an actor, every expression for a day, every statement of a figure or quotation, over the workspace.

use super::definition::candidates;
use super::subject::{self, Subject};
use crate::dates::TimeExpression;
use crate::index::{Key, KeyKind, QuoteEntry, Snapshot};
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span};
use std::collections::HashSet;

/// Every place in the workspace that speaks of what stands at a byte offset of an open file, by day of the article, then by name and place.
/// Introductions of actors count as declarations.
pub fn references(snapshot: &Snapshot, file: &FileKey, offset: u32, include_declaration: bool) -> Vec<Place> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let Some((subject, _)) = subject::at(reading, offset) else { return Vec::new() };
    let (mut places, mut known) = (Vec::new(), HashSet::new());
    let mut push = |file: &FileKey, span: Span| {
        let place = Place { file: file.clone(), span };
        if known.insert(place.clone()) {
            places.push(place);
        }
    };
    match subject {
        Subject::Time(at) => {
            let Some(key) = key_of_time(&reading.dates.expressions[at]) else { return places };
            for (entry, item) in snapshot.index.find(key) {
                entry.times.get(item).into_iter().for_each(|time| push(&entry.file, time.span));
            }
        }
        Subject::Mention(id) => {
            let keys = candidates(reading, id).into_iter().map(|actor| Key::actor(actor, &snapshot.knowledge));
            for (entry, item) in keys.flat_map(|key| snapshot.index.find(key)) {
                let introduction = entry.actors.get(item).map(|actor| actor.introduction);
                let mentions = entry.mentions.of(item);
                mentions
                    .filter(|mention| include_declaration || Some(mention.span) != introduction)
                    .for_each(|mention| push(&entry.file, mention.span));
            }
        }
        Subject::Figure(at) => {
            let figure = snapshot.index.entry(file).and_then(|entry| entry.figures.get(at));
            for (entry, figure) in figure.into_iter().flat_map(|figure| snapshot.index.same_count(figure)) {
                push(&entry.file, figure.span);
            }
        }
        Subject::Claim(_) | Subject::Quotation(_) => {
            for quote in quotations_of(snapshot, file, reading, subject, offset) {
                for (other, item) in snapshot.index.quotes_like(quote.words) {
                    other.quotes.get(item).into_iter().for_each(|quote| push(&other.file, quote.span));
                }
            }
        }
    }
    places
}

/// What a temporal expression is looked up by: its day or period.
pub(super) fn key_of_time(time: &TimeExpression) -> Option<Key> {
    let (first, last) = time.days?;
    Some(if first == last { Key::day(first) } else { Key::new(KeyKind::Period, (first.to_string(), last.to_string())) })
}

/// The quotations of a statement, or the one quotation, as the index has them; of a statement in parts the one at the offset, if there is one.
pub(super) fn quotations_of<'a>(
    snapshot: &'a Snapshot,
    file: &FileKey,
    reading: &Reading,
    subject: Subject,
    offset: u32,
) -> Vec<QuoteEntry<'a>> {
    let own = reading.claims.quotations.iter().enumerate().filter(|(at, quotation)| match subject {
        Subject::Claim(claim) => quotation.claim == Some(claim as u32),
        Subject::Quotation(own) => *at == own,
        _ => false,
    });
    let own: Vec<_> = own.map(|(_, quotation)| quotation).collect();
    let here = own.iter().position(|quotation| quotation.span.touches(offset));
    let Some(entry) = snapshot.index.entry(file) else { return Vec::new() };
    let wanted = here.map_or(&own[..], |at| &own[at..=at]);
    wanted.iter().filter_map(|quotation| entry.quotes.at(quotation.inner)).collect()
}
