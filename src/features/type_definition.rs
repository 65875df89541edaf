//! Type definition: the record of what an actor is part of, of what happened on a day, of the claim that a desk tracks.

use super::definition::Target;
use super::subject::{self, Subject};
use crate::actors::ActorId;
use crate::dates::Day;
use crate::index::Snapshot;
use crate::knowledge::{RecordKind, RecordView};
use crate::reading::Reading;
use crate::text::{FileKey, normalised};

/// The records that say what kind of thing stands at a byte offset of an open file: an actor's offices and organisations on the article's
/// day, the events that cover a day, the tracked claims that a figure or statement is about.
pub fn type_definition(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Vec<Target> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let Some((subject, origin)) = subject::at(reading, offset) else { return Vec::new() };
    let records = match subject {
        Subject::Mention(id) => reading.actors.mention(id).actor.map(|actor| offices(snapshot, reading, actor)).unwrap_or_default(),
        Subject::Time(at) => reading.dates.expressions[at].days.map(|days| events(snapshot, days)).unwrap_or_default(),
        Subject::Figure(at) => tracked(snapshot, reading, |figure| figure == at),
        Subject::Claim(at) => tracked(snapshot, reading, |figure| reading.claims.figures[figure].claim == Some(at as u32)),
        Subject::Quotation(at) => {
            let inner = reading.claims.quotations[at].inner;
            tracked(snapshot, reading, |figure| inner.contains(reading.claims.figures[figure].span))
        }
    };
    records.into_iter().map(|record| Target { origin, place: record.place() }).collect()
}

fn offices<'a>(snapshot: &'a Snapshot, reading: &Reading, actor: ActorId) -> Vec<RecordView<'a>> {
    let knowledge = &snapshot.knowledge;
    let Some(record) = reading.actors.actor(actor).record.and_then(|id| knowledge.record(id)) else { return Vec::new() };
    let day = reading.dates.reference.map(|reference| reference.day);
    let roles = record.roles().filter(|role| day.is_none_or(|day| role.may_hold_on(day)));
    let ids = roles.flat_map(|role| [role.office, role.org]).flatten().chain(record.part_of());
    let mut found: Vec<RecordView<'_>> = Vec::new();
    for other in ids.filter_map(|id| knowledge.record(knowledge.by_id(id)?)) {
        if !found.iter().any(|known| known.id() == other.id()) {
            found.push(other);
        }
    }
    found
}

fn events(snapshot: &Snapshot, (first, last): (Day, Day)) -> Vec<RecordView<'_>> {
    let covers = |record: &RecordView<'_>| {
        let from = record.from().or(record.to());
        let to = record.to().or(record.from());
        from.zip(to).is_some_and(|(from, to)| from.first <= last && first <= to.last)
    };
    records(snapshot, RecordKind::Event).filter(covers).collect()
}

/// The tracked claims whose phrase one of the figures counts.
fn tracked<'a>(snapshot: &'a Snapshot, reading: &Reading, wanted: impl Fn(usize) -> bool) -> Vec<RecordView<'a>> {
    let figures = reading.claims.figures.iter().enumerate().filter(|(at, _)| wanted(*at));
    let counted: Vec<String> = figures.filter_map(|(_, figure)| Some(normalised(figure.counted?.of(&reading.text)))).collect();
    let names = |record: &RecordView<'_>| record.phrases().any(|phrase| counted.contains(&normalised(phrase)));
    records(snapshot, RecordKind::Claim).filter(names).collect()
}

fn records(snapshot: &Snapshot, kind: RecordKind) -> impl Iterator<Item = RecordView<'_>> {
    snapshot.knowledge.records().map(|(_, record)| record).filter(move |record| record.kind() == kind)
}
