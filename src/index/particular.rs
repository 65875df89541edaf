//! Ages, votes and prison terms as the index keeps them, and when two articles of one event cannot both be right about one.

use super::figure::shared;
use super::{ActorEntry, Entry};
use crate::actors::GENERATIONS;
use crate::reading::{ContextWord, Reading, Vote, ages, larger_first};
use crate::text::{Span, unanimous};

/// How many words two reports of one vote share.
const VOTED: usize = 4;

/// What an article tells of one person or one vote.
#[derive(Clone, Debug)]
pub struct Particular {
    /// Where.
    pub span: Span,
    told: Told,
}

#[derive(Clone, Debug)]
enum Told {
    /// How old an actor is, by its place in [`Entry::actors`].
    Age {
        actor: u32,
        years: u8,
    },
    /// For how long somebody is sent to prison.
    Term {
        months: u16,
    },
    Vote(Box<Voted>),
}

#[derive(Clone, Debug)]
struct Voted {
    sides: (u16, u16),
    /// The content words of its sentence, sorted.
    context: Box<[ContextWord]>,
}

impl Voted {
    fn sides(&self) -> (u16, u16) {
        larger_first(self.sides)
    }

    /// How many voted.
    fn all(&self) -> u32 {
        u32::from(self.sides.0) + u32::from(self.sides.1)
    }

    /// Whether the sentences of both share enough words, a name among them. A council votes on much in one night, and its name is of several words:
    /// this tells of the same matter only in articles that [agree](Entry::agrees_with) otherwise.
    fn is_told_like(&self, other: &Voted) -> bool {
        let both: Vec<_> = shared(&self.context, &other.context).collect();
        both.len() >= VOTED && both.iter().any(|(one, other)| one.is_name() && other.is_name())
    }
}

impl Particular {
    /// Those of a reading.
    pub(super) fn all(reading: &Reading) -> Box<[Particular]> {
        let age =
            ages(reading).into_iter().map(|age| Particular { span: age.span, told: Told::Age { actor: age.actor.0, years: age.years } });
        let mut found: Vec<Particular> = age.collect();
        for (block, read) in reading.article.blocks.iter().zip(&reading.blocks) {
            let Some(particulars) = read.as_ref().and_then(|read| read.digest.particulars.as_ref()) else { continue };
            let place = |span: Span| span.shift(block.span.start);
            let voted = |vote: &Vote| Told::Vote(Box::new(Voted { sides: vote.sides, context: vote.context.clone() }));
            found.extend(particulars.votes.iter().map(|vote| Particular { span: place(vote.span), told: voted(vote) }));
            let terms = particulars.terms.iter();
            found.extend(terms.map(|term| Particular { span: place(term.span), told: Told::Term { months: term.months } }));
        }
        found.into()
    }
}

impl Entry {
    /// What it tells in words of its own.
    pub fn words_of(&self, particular: &Particular) -> String {
        match &particular.told {
            Told::Age { actor, years } => format!("{}, {years}", self.actors.get(*actor as usize).map_or("", |actor| actor.name())),
            Told::Term { months } if months % 12 == 0 => format!("{} years in prison", months / 12),
            Told::Term { months } => format!("{months} months in prison"),
            Told::Vote(vote) => format!("{}-{}", vote.sides.0, vote.sides.1),
        }
    }

    /// What another article of the same event tells otherwise than a particular of this one; `None` where both can be right.
    pub fn contradiction<'e>(&self, own: &Particular, other: &'e Entry) -> Option<&'e Particular> {
        match &own.told {
            Told::Age { actor, .. } => {
                let person = self.actors.get(*actor as usize).filter(|actor| actor.name().contains(' '))?;
                let (ages, theirs) = (self.ages_of(&person), other.ages_of(&person));
                // Who had a birthday in between is a year older.
                let apart = ages.iter().all(|(_, years)| theirs.iter().all(|(_, other)| years.abs_diff(*other) > 1));
                theirs.first().filter(|_| apart).map(|(age, _)| *age)
            }
            Told::Term { .. } => {
                let (months, (other_months, theirs)) = (self.term()?.0, other.term()?);
                let differs = months != other_months && self.has_protagonist_of(other);
                Some(theirs).filter(|_| differs)
            }
            Told::Vote(vote) => {
                let theirs = other.vote_of(vote.all())?;
                let Told::Vote(voted) = &theirs.told else { return None };
                let differs = self.vote_of(vote.all()).is_some() && voted.sides() != vote.sides();
                (differs && voted.is_told_like(vote) && self.agrees_with(other)).then_some(theirs)
            }
        }
    }

    /// How old it says that a person is. Father and son may have one name but for its end.
    fn ages_of(&self, person: &ActorEntry<'_>) -> Vec<(&Particular, u8)> {
        let end = |name: &str| GENERATIONS.iter().position(|end| name.ends_with(&format!(" {end}")));
        let is = |actor: ActorEntry<'_>| actor.key == person.key && end(actor.name()) == end(person.name());
        let age = |particular: &Particular| match particular.told {
            Told::Age { actor, years } => self.actors.get(actor as usize).filter(|actor| is(*actor)).map(|_| years),
            _ => None,
        };
        self.particulars.iter().filter_map(|particular| Some((particular, age(particular)?))).collect()
    }

    /// The only prison term that it tells of.
    fn term(&self) -> Option<(u16, &Particular)> {
        unanimous(self.particulars.iter().filter_map(|particular| match particular.told {
            Told::Term { months } => Some((months, particular)),
            _ => None,
        }))
    }

    /// The only vote of so many that it tells of.
    fn vote_of(&self, all: u32) -> Option<&Particular> {
        let votes = self.particulars.iter().filter_map(|particular| match &particular.told {
            Told::Vote(vote) if vote.all() == all => Some((vote.sides(), particular)),
            _ => None,
        });
        unanimous(votes).map(|(_, first)| first)
    }
}
