//! What the index looks things up by.

use crate::actors::{Actor, ActorClass, GENERATIONS};
use crate::dates::Day;
use crate::knowledge::{Knowledge, Tables};
use crate::text::Normalised;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// What a key is a key of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// An actor: its record, else its name.
    Actor,
    /// One day.
    Day,
    /// A longer period or an hour, by its TIMEX3 value.
    Period,
    /// A counted thing.
    Figure,
    /// A run of quoted words.
    Quote,
    /// A sample of an article's word runs: articles that share several are copies of each other.
    Copy,
    /// What a correction says was wrong.
    Correction,
}

/// A hash of a kind and what it names, 64 bits. Whoever compares by it alone accepts one chance collision in billions of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub(super) u64);

impl Key {
    /// The least key.
    pub const MIN: Key = Key(0);

    /// The key of `value` as a `kind`.
    pub fn new(kind: KeyKind, value: impl Hash) -> Self {
        let mut hasher = FxHasher::default();
        kind.hash(&mut hasher);
        value.hash(&mut hasher);
        // The hasher's low bits are weak; a final mix spreads them.
        let mut mixed = hasher.finish();
        mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Key(mixed ^ mixed >> 32)
    }

    /// Whether the key is among the third that samples keep.
    pub(super) fn is_sampled(self) -> bool {
        self.0.is_multiple_of(3)
    }

    /// The key of one day.
    pub fn day(day: Day) -> Self {
        Key::new(KeyKind::Day, (day.year(), day.month(), day.day()))
    }

    /// The key of a figure that a correction says was wrong.
    pub fn corrected_figure(value: f64) -> Self {
        Key::new(KeyKind::Correction, value.to_bits())
    }

    /// The key of a name that a correction says was wrong, or of a quotation in it.
    pub fn corrected_words(words: &str) -> Self {
        Key::new(KeyKind::Correction, Normalised(words))
    }

    /// The key of an actor: the id of its record; else class and name without case and marks.
    pub fn actor(actor: &Actor, knowledge: &Knowledge) -> Self {
        match actor.record.and_then(|id| knowledge.record(id)) {
            Some(record) => Key::record(record.id()),
            None => Key::named(actor.class, &actor.name),
        }
    }

    /// The key of an actor that has a record.
    pub fn record(id: &str) -> Self {
        Key::new(KeyKind::Actor, ("record", id))
    }

    /// The key of an actor without a record. Middle names and initials do not count in a person's, and a nickname stands for the first
    /// name that it is short for; countries go by their code.
    pub fn named(class: ActorClass, name: &str) -> Self {
        let tables = Tables::shared();
        match class {
            ActorClass::Person => {
                let mut words = name.split_whitespace().filter(|word| !GENERATIONS.contains(word));
                match (words.next(), words.next_back()) {
                    (Some(first), Some(last)) => {
                        Key::new(KeyKind::Actor, (class, Normalised(tables.full_given_name(first)), Normalised(last)))
                    }
                    _ => Key::new(KeyKind::Actor, (class, Normalised(name))),
                }
            }
            ActorClass::Place => match tables.country(name) {
                Some(country) => Key::new(KeyKind::Actor, (class, country.code)),
                None => Key::new(KeyKind::Actor, (class, Normalised(name))),
            },
            // A country and its people are one.
            ActorClass::Nationality => match tables.country_of_demonym(name) {
                Some(country) => Key::new(KeyKind::Actor, (ActorClass::Place, country.code)),
                None => Key::new(KeyKind::Actor, (class, Normalised(name))),
            },
            ActorClass::Organisation => Key::new(KeyKind::Actor, (class, Normalised(name))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_share_a_key() {
        assert_eq!(Key::named(ActorClass::Place, "U.S."), Key::named(ActorClass::Place, "US"));
        assert_eq!(Key::named(ActorClass::Person, "Pat Poe"), Key::named(ActorClass::Person, "Patrick A. Poe"));
        assert_ne!(Key::named(ActorClass::Person, "Ann Poe"), Key::named(ActorClass::Person, "Bob Poe"));
        assert_ne!(Key::named(ActorClass::Place, "Jordan"), Key::named(ActorClass::Person, "Jordan"));
    }
}
