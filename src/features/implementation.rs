//! Implementation: everything that an actor said, that is said of a day, and where others repeat a statement.

use super::definition::Target;
use super::independent::Independent;
use super::references::{key_of_time, quotations_of};
use super::subject::{self, Subject};
use crate::index::{Entry, Key, Snapshot, SpeakerEntry};
use crate::text::{FileKey, Place, Span};

/// What carries out what stands at a byte offset of an open file, over the workspace, in the order of the articles' days.
pub fn implementation(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Vec<Target> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let Some((subject, origin)) = subject::at(reading, offset) else { return Vec::new() };
    let index = &snapshot.index;
    let mut places: Vec<Place> = Vec::new();
    let mut push = |entry: &Entry, span: Span| {
        let place = Place { file: entry.file.clone(), span };
        if !places.contains(&place) {
            places.push(place);
        }
    };
    match subject {
        Subject::Mention(id) => {
            let Some(actor) = reading.actors.mention(id).actor else { return Vec::new() };
            for (entry, item) in index.find(Key::actor(reading.actors.actor(actor), &snapshot.knowledge)) {
                let said = entry.claims.iter().filter(|claim| claim.speaker == SpeakerEntry::Actor(item as u32));
                said.for_each(|claim| push(entry, claim.span));
            }
        }
        Subject::Time(at) => {
            for (entry, item) in key_of_time(&reading.dates.expressions[at]).map(|key| index.find(key)).unwrap_or_default() {
                let Some(time) = entry.times.get(item) else { continue };
                entry.claims.iter().filter(|claim| claim.span.contains(time.span)).for_each(|claim| push(entry, claim.span));
            }
        }
        Subject::Figure(at) => {
            let figure = index.entry(file).and_then(|entry| entry.figures.get(at));
            let same = figure.map(|figure| index.same_count(figure)).unwrap_or_default();
            let others = same.into_iter().map(|(entry, figure)| (entry, figure.span)).filter(|(entry, _)| entry.file != *file);
            let mut independent = Independent::of(snapshot, file);
            others.filter(|(entry, _)| independent.has(entry)).for_each(|(entry, span)| push(entry, span));
        }
        Subject::Claim(_) | Subject::Quotation(_) => {
            for quote in quotations_of(snapshot, file, reading, subject, offset) {
                let like =
                    index.quotes_like(quote.words).into_iter().filter_map(|(entry, item)| Some((entry, entry.quotes.get(item)?.span)));
                let others = like.filter(|(entry, _)| entry.file != *file);
                let mut independent = Independent::of(snapshot, file);
                others.filter(|(entry, _)| independent.has(entry)).for_each(|(entry, span)| push(entry, span));
            }
        }
    }
    places.into_iter().map(|place| Target { origin, place }).collect()
}
