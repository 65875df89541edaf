//! Whether two articles of one event are about the same person or matter, and what each says that it costs.

use super::events::name_of;
use super::figure::{FEW, FigureEntry};
use super::{Entry, Key};
use crate::actors::{ActorClass, MentionKind};
use crate::reading::Role;

/// How often an article names whom it is about, at the least.
const NAMED: usize = 2;
/// Two articles of one matter have so many figures in common, those of a few aside.
const AGREED: usize = 3;
/// Of two penalties for one offence the larger is less than so many times the other.
const ALIKE: f64 = 2.0;

impl Entry {
    /// The penalty that another article of the same event tells of, where this one tells of another: each has but one, and both speak most of the
    /// same person or organisation or have other figures in common.
    pub fn other_penalty<'e>(&self, other: &'e Entry) -> Option<&'e FigureEntry> {
        let (own, theirs) = (self.penalty()?, other.penalty()?);
        let (low, high) = (own.value.min(theirs.value), own.value.max(theirs.value));
        let differs = own.unit == theirs.unit && !own.holds_with(theirs) && high < low * ALIKE;
        (differs && (self.has_protagonist_of(other) || self.agrees_with(other))).then_some(theirs)
    }

    /// Whether both give so many of the same figures that they tell of one matter.
    pub(super) fn agrees_with(&self, other: &Entry) -> bool {
        let telling = self.figures.iter().filter(|figure| figure.value >= FEW && (figure.unit.is_some() || figure.key.is_some()));
        let given = telling.filter(|figure| other.figures.iter().any(|theirs| theirs.value == figure.value && theirs.unit == figure.unit));
        let mut values: Vec<u64> = given.map(|figure| figure.value.to_bits()).collect();
        values.sort_unstable();
        values.dedup();
        values.len() >= AGREED
    }

    /// The only penalty that it tells of.
    fn penalty(&self) -> Option<&FigureEntry> {
        let mut penalties = self.figures.iter().filter(|figure| figure.role == Some(Role::Penalty));
        let first = penalties.next()?;
        penalties.all(|other| other.unit == first.unit && other.value == first.value).then_some(first)
    }

    /// Whether both articles speak most of the same person or organisation.
    pub(super) fn has_protagonist_of(&self, other: &Entry) -> bool {
        self.protagonist().is_some_and(|own| other.protagonist() == Some(own))
    }

    /// The name of the person or organisation that it names most, if it does several times.
    fn protagonist(&self) -> Option<Key> {
        let mut named = vec![0; self.actors.len()];
        for mention in self.mentions.iter().filter(|mention| mention.kind == MentionKind::Named) {
            if let Some(named) = named.get_mut(mention.actor as usize) {
                *named += 1;
            }
        }
        let acts = |class: ActorClass| matches!(class, ActorClass::Person | ActorClass::Organisation);
        let likely = self.actors.iter().zip(named).filter(|(actor, named)| acts(actor.class) && *named >= NAMED);
        // Of two that are named as often the first.
        let (most, _) = likely.reduce(|most, next| if next.1 > most.1 { next } else { most })?;
        Some(name_of(&most))
    }
}
