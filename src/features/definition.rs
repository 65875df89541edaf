//! Definition: where an actor is introduced or recorded, what fixes a date, where a statement first stood.

use super::references::quotations_of;
use super::subject::{self, Subject};
use crate::actors::{Actor, ActorClass, MentionId};
use crate::claims::Speaker;
use crate::dates::Anchor;
use crate::index::{Key, Snapshot};
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span};

/// Where a definition leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What was asked about.
    pub origin: Span,
    /// Where it is defined.
    pub place: Place,
}

/// The definition of what stands at a byte offset of an open file.
pub fn definition(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Vec<Target> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let Some((subject, origin)) = subject::at(reading, offset) else { return Vec::new() };
    let here = |span: Span| Place { file: file.clone(), span };
    let place = match subject {
        Subject::Time(at) => anchor(reading, at).map(here),
        Subject::Mention(id) => {
            let places = candidates(reading, id).into_iter().map(|actor| place_of(snapshot, file, reading, actor));
            return places.map(|place| Target { origin, place }).collect();
        }
        Subject::Figure(at) => earliest_figure(snapshot, file, reading, at).or_else(|| Some(here(reading.claims.figures[at].span))),
        Subject::Claim(at) => earliest_quotation(snapshot, file, reading, at, offset).or_else(|| source(reading, at).map(here)),
        Subject::Quotation(_) => None,
    };
    place.map(|place| Target { origin, place }).into_iter().collect()
}

/// The actor of a mention; where several are equally likely, all of them.
pub(super) fn candidates(reading: &Reading, id: MentionId) -> Vec<&Actor> {
    let open = || reading.actors.open.iter().find(|(open, _)| *open == id).map(|(_, candidates)| candidates.clone()).unwrap_or_default();
    let ids = reading.actors.mention(id).actor.map_or_else(open, |actor| vec![actor]);
    ids.into_iter().map(|id| reading.actors.actor(id)).collect()
}

/// The record of an actor, else where it is introduced: here, or where it goes by its family name alone in the earliest article that says more.
fn place_of(snapshot: &Snapshot, file: &FileKey, reading: &Reading, actor: &Actor) -> Place {
    let introduction = || Place { file: file.clone(), span: reading.actors.mention(actor.introduction).span };
    match actor.record.and_then(|id| snapshot.knowledge.record(id)) {
        Some(record) => record.place(),
        None if is_full(actor) => introduction(),
        None => {
            let key = bearer(snapshot, &actor.name).unwrap_or_else(|| Key::actor(actor, &snapshot.knowledge));
            earliest_actor(snapshot, key).unwrap_or_else(introduction)
        }
    }
}

/// The one person of the workspace who bears a family name with another before it; `None` where there are several.
fn bearer(snapshot: &Snapshot, family: &str) -> Option<Key> {
    let end = format!(" {}", family.to_lowercase());
    let mut found = None;
    for (_, key) in snapshot.index.names_from("").filter(|(name, _)| name.ends_with(&end)) {
        let (entry, item) = snapshot.index.find(key).into_iter().next()?;
        let is_person = entry.actors.get(item).is_some_and(|actor| actor.class == ActorClass::Person);
        if is_person && found.replace(key).is_some_and(|other| other != key) {
            return None;
        }
    }
    found
}

/// What fixes a date: the statement of the article's date, an earlier expression, or itself.
fn anchor(reading: &Reading, at: usize) -> Option<Span> {
    let expression = &reading.dates.expressions[at];
    match expression.anchor {
        Anchor::Itself => Some(expression.span),
        Anchor::Reference => reading.dates.reference.and_then(|reference| reference.span),
        Anchor::Expression(other) => reading.dates.expressions.get(other as usize).map(|other| other.span),
        Anchor::Missing => None,
    }
}

/// Whether this article introduces the actor by more than a family name alone.
fn is_full(actor: &Actor) -> bool {
    actor.class != ActorClass::Person || actor.name.contains(char::is_whitespace)
}

fn earliest_actor(snapshot: &Snapshot, key: Key) -> Option<Place> {
    let (entry, item) = snapshot.index.find(key).into_iter().next()?;
    Some(Place { file: entry.file.clone(), span: entry.actors.get(item)?.introduction })
}

fn earliest_figure(snapshot: &Snapshot, file: &FileKey, reading: &Reading, at: usize) -> Option<Place> {
    let figure = snapshot.index.entry(file)?.figures.get(at).filter(|figure| figure.span == reading.claims.figures[at].span)?;
    let (entry, first) = snapshot.index.same_count(figure).into_iter().next()?;
    Some(Place { file: entry.file.clone(), span: first.span })
}

/// The earliest article with the same quotation, if it is another place than this.
fn earliest_quotation(snapshot: &Snapshot, file: &FileKey, reading: &Reading, claim: usize, offset: u32) -> Option<Place> {
    let quote = quotations_of(snapshot, file, reading, Subject::Claim(claim), offset).into_iter().next()?;
    let (entry, item) = snapshot.index.quotes_like(quote.words).into_iter().min_by_key(|(entry, _)| (entry.when(), entry.file.clone()))?;
    let span = entry.quotes.get(item)?.span;
    (entry.file != *file || span != quote.span).then(|| Place { file: entry.file.clone(), span })
}

/// The introduction of the source of a statement.
fn source(reading: &Reading, claim: usize) -> Option<Span> {
    let claim = &reading.claims.claims[claim];
    match claim.speaker {
        Speaker::Actor(id) => Some(reading.actors.mention(reading.actors.actor(id).introduction).span),
        Speaker::Anonymous(_) | Speaker::Unknown => claim.source.first().copied(),
    }
}
