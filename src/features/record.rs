//! Inside a knowledge file: what a record is, where its actor is mentioned, where an id leads, and what an id is renamed to.

use super::definition::Target;
use super::hover::Hover;
use super::words;
use crate::index::{Key, Snapshot};
use crate::knowledge::{RecordKind, RecordView};
use crate::text::{FileKey, Place, Span};

/// One record of a file, for its outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSymbol {
    /// The house form of its name.
    pub name: String,
    /// Its kind and id.
    pub detail: String,
    /// What it is about.
    pub kind: RecordKind,
    /// All of it.
    pub extent: Span,
    /// Its id.
    pub id: Span,
}

/// What stands at a place of a knowledge file.
#[derive(Clone, Copy)]
enum At<'a> {
    /// A record's own id or a form of its name.
    Own(RecordView<'a>, Span),
    /// The id of another record.
    Reference(RecordView<'a>, Span),
}

impl<'a> At<'a> {
    /// The record that is meant, and the words that mean it.
    fn record(self) -> (RecordView<'a>, Span) {
        match self {
            At::Own(record, span) | At::Reference(record, span) => (record, span),
        }
    }
}

fn at<'a>(snapshot: &'a Snapshot, file: &'a FileKey, offset: u32) -> Option<At<'a>> {
    let knowledge = &snapshot.knowledge;
    for record in records(snapshot, file) {
        if let Some((id, span)) = record.references().find(|(_, span)| span.touches(offset)) {
            let target = knowledge.by_id(id).and_then(|id| knowledge.record(id))?;
            return Some(At::Reference(target, span));
        }
        let forms = record.placed_forms().filter_map(|(_, span)| span);
        if let Some(own) = std::iter::once(record.span()).chain(forms).find(|span| span.touches(offset)) {
            return Some(At::Own(record, own));
        }
    }
    None
}

fn records<'a>(snapshot: &'a Snapshot, file: &'a FileKey) -> impl Iterator<Item = RecordView<'a>> {
    snapshot.knowledge.records().map(|(_, record)| record).filter(move |record| record.file() == file)
}

/// How many roles a hover names.
const ROLES: usize = 4;

/// A record in a few lines: kind, roles, where its actor is mentioned.
pub fn record_hover(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Option<Hover> {
    let (record, span) = at(snapshot, file, offset)?.record();
    let mut lines = vec![format!("**{}** - {}", words::escaped(record.name()), record.kind().label())];
    for role in record.roles().take(ROLES) {
        let title = role.title.or(role.before).or(role.office).unwrap_or("a role");
        let from = role.from.map_or_else(|| "…".to_owned(), |date| date.to_string());
        let to = role.to.map_or_else(|| "…".to_owned(), |date| date.to_string());
        lines.push(format!("{}, {from} to {to}", words::escaped(title)));
    }
    let left = record.roles().count().saturating_sub(ROLES);
    lines.extend((left > 0).then(|| format!("and {} more", words::count(left, "role"))));
    lines.extend(event(snapshot, record));
    lines.extend(tracked(record));
    let found = snapshot.index.find(Key::record(record.id()));
    let mentions: usize = found.iter().map(|(entry, item)| entry.mentions.of(*item).count()).sum();
    if matches!(record.kind(), RecordKind::Person | RecordKind::Organisation | RecordKind::Place) {
        let mut line = format!("{} in {}", words::count(mentions, "mention"), words::count(found.len(), "article"));
        let days: Vec<_> = found.iter().filter_map(|(entry, _)| entry.day()).collect();
        if let (Some(first), Some(last)) = (days.first(), days.last()) {
            line.push_str(&if first == last { format!(", {first}") } else { format!(", {first} to {last}") });
        }
        lines.push(line);
    }
    lines.extend(record.note().map(|note| words::escaped(&words::shortened(note, 200))));
    lines.extend(record.checked().map(|date| format!("Checked {date}")));
    Some(Hover { span, markdown: lines.join("  \n") })
}

/// When and where an event is.
fn event(snapshot: &Snapshot, record: RecordView<'_>) -> Option<String> {
    if record.kind() != RecordKind::Event {
        return None;
    }
    let days = match (record.from(), record.to()) {
        (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
        (from, to) => from.or(to).map_or_else(|| "no day is given".to_owned(), |day| day.to_string()),
    };
    let venue = record.to_record().venue.and_then(|id| snapshot.knowledge.record(snapshot.knowledge.by_id(&id)?));
    Some(venue.map_or(days.clone(), |venue| format!("{days}, {}", words::escaped(venue.name()))))
}

/// The figure of a tracked claim with its bound, and when and where it is from.
fn tracked(record: RecordView<'_>) -> Vec<String> {
    let Some(tracked) = record.to_record().tracked.filter(|_| record.kind() == RecordKind::Claim) else { return Vec::new() };
    let value = tracked.value.map(|value| {
        let bound = tracked.bound.map(|bound| format!("{} ", bound.replace('-', " "))).unwrap_or_default();
        let counted = tracked.phrases.first().map(|phrase| format!(" {}", words::escaped(phrase))).unwrap_or_default();
        format!("{bound}{}{counted}", words::number(value, ','))
    });
    let status = tracked.status.map(|status| status.label().to_owned());
    let as_of = tracked.as_of.map(|day| format!("as of {day}"));
    let source = tracked.source.map(|source| format!("from {}", words::escaped(&source)));
    let told: Vec<String> = [status, as_of, source].into_iter().flatten().collect();
    value.into_iter().chain((!told.is_empty()).then(|| told.join(", "))).collect()
}

/// From the id of another record to that record; from a record to the first article that introduces its actor.
pub fn record_definition(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Option<Target> {
    Some(match at(snapshot, file, offset)? {
        At::Reference(record, origin) => Target { origin, place: record.place() },
        At::Own(record, origin) => {
            let (entry, item) = snapshot.index.find(Key::record(record.id())).into_iter().next()?;
            Target { origin, place: Place { file: entry.file.clone(), span: entry.actors.get(item)?.introduction } }
        }
    })
}

/// Every mention of a record's actor in every article, and every record that names its id.
pub fn record_references(snapshot: &Snapshot, file: &FileKey, offset: u32, include_declaration: bool) -> Vec<Place> {
    let Some(at) = at(snapshot, file, offset) else { return Vec::new() };
    let (record, _) = at.record();
    let mut places: Vec<Place> = ids(snapshot, record);
    if !include_declaration {
        places.retain(|place| *place != record.place());
    }
    for (entry, item) in snapshot.index.find(Key::record(record.id())) {
        let mentions = entry.mentions.of(item);
        places.extend(mentions.map(|mention| Place { file: entry.file.clone(), span: mention.span }));
    }
    places
}

/// Where an id stands: in its record and in those that name it.
fn ids(snapshot: &Snapshot, record: RecordView<'_>) -> Vec<Place> {
    let named = snapshot.knowledge.records().flat_map(|(_, other)| {
        let references = other.references().filter(|(id, _)| *id == record.id());
        references.map(move |(_, span)| Place { file: other.file().clone(), span })
    });
    std::iter::once(record.place()).chain(named).collect()
}

/// The id at a byte offset, which a rename would change.
pub fn prepare_rename_id(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Option<(Span, String)> {
    match at(snapshot, file, offset)? {
        At::Own(record, span) if span == record.span() => Some((span, record.id().to_owned())),
        At::Reference(record, span) => Some((span, record.id().to_owned())),
        At::Own(..) => None,
    }
}

/// Every place of the id at a byte offset.
///
/// # Errors
/// Where no id stands, and where the new one is no slug or belongs to another record.
pub fn rename_id(snapshot: &Snapshot, file: &FileKey, offset: u32, new: &str) -> Result<Vec<Place>, String> {
    let slug = !new.is_empty() && new.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !slug {
        return Err(format!("“{new}” is no id: lower-case letters, digits and hyphens, such as ann-poe"));
    }
    if snapshot.knowledge.by_id(new).is_some() {
        return Err(format!("Another record has the id “{new}”"));
    }
    let record = at(snapshot, file, offset).map(|at| at.record().0).filter(|_| prepare_rename_id(snapshot, file, offset).is_some());
    record.map(|record| ids(snapshot, record)).ok_or_else(|| "No id of a record stands here".to_owned())
}

/// The records of a file, in order.
pub fn record_symbols(snapshot: &Snapshot, file: &FileKey) -> Vec<RecordSymbol> {
    let mut symbols: Vec<RecordSymbol> = records(snapshot, file)
        .map(|record| RecordSymbol {
            name: record.name().to_owned(),
            detail: format!("{} {}", record.kind().label(), record.id()),
            kind: record.kind(),
            extent: record.extent().to(record.span()),
            id: record.span(),
        })
        .collect();
    symbols.sort_by_key(|symbol| symbol.extent);
    symbols
}
