//! The actors of an article as the index keeps them.

use super::MentionEntry;
use super::key::Key;
use crate::actors::{ActorClass, Mention};
use crate::knowledge::Knowledge;
use crate::reading::Reading;
use crate::text::{Span, Unpacker, put_number, put_text, spaced};
use std::sync::Arc;

/// The actors of an article, in its order. An archive has very many: all that their names and titles are made of is one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    places: Box<[Place]>,
    bytes: Arc<[u8]>,
}

/// What of an actor is asked for most, and where the rest of it begins in [`Actors::bytes`].
#[derive(Clone, Copy, Debug)]
struct Place {
    key: Key,
    introduction: u32,
    rest: u32,
}

/// An actor of an article.
#[derive(Clone, Copy, Debug)]
pub struct ActorEntry<'e> {
    /// What it is looked up by over the workspace.
    pub key: Key,
    /// What kind.
    pub class: ActorClass,
    /// Where it is introduced.
    pub introduction: Span,
    name: &'e str,
    forms: Words<'e>,
    titles: u32,
}

/// How many forms of an actor can be told apart.
pub(super) const FORMS: usize = u8::MAX as usize;

/// What is kept of the actors of a reading wherever they stand: written once for all readings that have the same ones.
pub(super) struct Written {
    /// Those of [`Actors::places`], the places themselves aside.
    places: Box<[Place]>,
    bytes: Arc<[u8]>,
    /// The form of each mention, as [`MentionEntry::form`] has it.
    pub forms: Box<[u8]>,
}

impl Written {
    /// Of the actors of a reading.
    pub fn of<'r>(reading: &'r Reading, knowledge: &Knowledge) -> &'r Self {
        reading.actors.memo.get(|| Written::new(reading, knowledge))
    }

    fn new(reading: &Reading, knowledge: &Knowledge) -> Self {
        let mut bytes = Vec::new();
        let place = |actor: &crate::actors::Actor| {
            let place = Place { key: Key::actor(actor, knowledge), introduction: 0, rest: bytes.len() as u32 };
            let forms = &actor.forms[..actor.forms.len().min(FORMS)];
            put_number(&mut bytes, reading.actors.mention(actor.introduction).span.len() as u64);
            bytes.push(actor.class as u8);
            put_number(&mut bytes, forms.len() as u64);
            put_number(&mut bytes, actor.titles.len() as u64);
            // The name is mostly one of the forms: then the place of that one stands here, from 1 on.
            let same = forms.iter().position(|form| *form == actor.name);
            put_number(&mut bytes, same.map_or(0, |at| at as u64 + 1));
            if same.is_none() {
                put_text(&mut bytes, &actor.name);
            }
            forms.iter().for_each(|form| put_text(&mut bytes, form));
            actor.titles.iter().for_each(|title| put_text(&mut bytes, title));
            place
        };
        let places = reading.actors.actors.iter().map(place).collect();
        let form = |mention: &Mention| {
            let words = spaced(mention.span.of(&reading.text));
            let form = reading.actors.actor(mention.actor?).forms.iter().position(|form| **form == *words);
            form.and_then(|form| u8::try_from(form).ok())
        };
        let forms = reading.actors.mentions.iter().map(|mention| form(mention).unwrap_or(MentionEntry::NO_FORM));
        Written { places, bytes: bytes.into(), forms: forms.collect() }
    }
}

impl Actors {
    /// The actors of a reading.
    pub(super) fn new(reading: &Reading, written: &Written) -> Self {
        let introduction = |actor: &crate::actors::Actor| reading.actors.mention(actor.introduction).span.start;
        let placed = written.places.iter().zip(&*reading.actors.actors);
        let places = placed.map(|(place, actor)| Place { introduction: introduction(actor), ..*place }).collect();
        Actors { places, bytes: Arc::clone(&written.bytes) }
    }

    /// Whether both were written once, and so differ in nothing but where they stand.
    pub(super) fn is_same(&self, other: &Actors) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes)
    }

    /// Whether the actor at a place is the same in both, wherever it stands.
    pub(super) fn is_same_at(&self, other: &Actors, at: usize) -> bool {
        self.packed(at).is_some_and(|packed| other.packed(at) == Some(packed))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = ActorEntry<'_>> {
        self.places.iter().filter_map(|place| self.read(*place))
    }

    /// One by its place.
    pub fn get(&self, at: usize) -> Option<ActorEntry<'_>> {
        self.read(*self.places.get(at)?)
    }

    /// What they are looked up by.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.places.iter().map(|place| place.key)
    }

    /// What is kept of the actor at a place, in one piece.
    fn packed(&self, at: usize) -> Option<(Key, &[u8])> {
        let place = self.places.get(at)?;
        let end = self.places.get(at + 1).map_or(self.bytes.len(), |next| next.rest as usize);
        Some((place.key, self.bytes.get(place.rest as usize..end)?))
    }

    fn read(&self, place: Place) -> Option<ActorEntry<'_>> {
        let mut bytes = Unpacker::new(self.bytes.get(place.rest as usize..)?);
        let introduction = Span { start: place.introduction, end: place.introduction + bytes.small()? };
        let class = *ActorClass::ALL.get(usize::from(bytes.byte()?))?;
        let (forms, titles, same) = (bytes.small()?, bytes.small()?, bytes.small()?);
        let own = if same == 0 { bytes.text() } else { None };
        let forms = Words { bytes, left: forms };
        let name = own.or_else(|| forms.clone().nth(same.saturating_sub(1) as usize)).unwrap_or_default();
        Some(ActorEntry { key: place.key, class, introduction, name, forms, titles })
    }
}

impl<'e> ActorEntry<'e> {
    /// The fullest form here.
    pub fn name(&self) -> &'e str {
        self.name
    }

    /// Its forms here, most frequent first.
    pub fn forms(&self) -> impl Iterator<Item = &'e str> + use<'e> {
        self.forms
    }

    /// The titles it bears here.
    pub fn titles(&self) -> impl Iterator<Item = &'e str> + use<'e> {
        let all = Words { left: self.forms.left + self.titles, ..self.forms };
        all.skip(self.forms.left as usize)
    }
}

/// Texts one after the other.
#[derive(Clone, Copy, Debug)]
struct Words<'e> {
    bytes: Unpacker<'e>,
    left: u32,
}

impl<'e> Iterator for Words<'e> {
    type Item = &'e str;

    fn next(&mut self) -> Option<&'e str> {
        self.left = self.left.checked_sub(1)?;
        self.bytes.text()
    }
}
