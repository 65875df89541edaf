//! The line over an article: its date and where that comes from, its actors, statements and findings.

use super::words;
use crate::actors::ActorClass;
use crate::checks;
use crate::claims::Speaker;
use crate::config::Level;
use crate::index::Snapshot;
use crate::text::{FileKey, Span};
use std::collections::BTreeSet;

/// What one part of the line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lens {
    /// The article's date and its origin.
    Date,
    /// How many persons and organisations act.
    Actors,
    /// How many statements there are, and from how many sources.
    Statements,
    /// How many findings there are; what only fades left-overs is none.
    Findings,
}

impl Lens {
    /// All, in the order in which they are shown.
    pub const ALL: [Lens; 4] = [Lens::Date, Lens::Actors, Lens::Statements, Lens::Findings];

    /// Its name in a request to fill it.
    pub fn label(self) -> &'static str {
        match self {
            Lens::Date => "date",
            Lens::Actors => "actors",
            Lens::Statements => "statements",
            Lens::Findings => "findings",
        }
    }

    /// The part of a name.
    pub fn of(label: &str) -> Option<Self> {
        Lens::ALL.into_iter().find(|lens| lens.label() == label)
    }
}

/// Where in an open file a part of the line leads: what states the date, the first person or else organisation, the first anonymous source or
/// else the first statement, the first finding. `None` where there is none.
pub fn lens_place(snapshot: &Snapshot, file: &FileKey, lens: Lens) -> Option<Span> {
    let reading = snapshot.reading(file)?;
    match lens {
        Lens::Date => reading.dates.reference?.span,
        Lens::Actors => {
            let first = |class| reading.actors.actors.iter().find(|actor| actor.class == class);
            let actor = first(ActorClass::Person).or_else(|| first(ActorClass::Organisation))?;
            Some(reading.actors.mention(actor.introduction).span)
        }
        Lens::Statements => {
            let claims = &reading.claims.claims;
            let anonymous = claims.iter().find(|claim| matches!(claim.speaker, Speaker::Anonymous(_)));
            let claim = anonymous.or(claims.first())?;
            Some(claim.source.first().copied().filter(|_| anonymous.is_some()).unwrap_or_else(|| claim.extent()))
        }
        Lens::Findings => checks::check(snapshot, file).iter().find(|finding| finding.level > Level::Hint).map(|finding| finding.span),
    }
}

/// What a part of the line says of an open file.
pub fn lens(snapshot: &Snapshot, file: &FileKey, lens: Lens) -> Option<String> {
    let reading = snapshot.reading(file)?;
    Some(match lens {
        Lens::Date => match reading.dates.reference {
            Some(reference) => format!("{}, from {}", words::day(reference.day), reference.origin.words()),
            None => "No date: relative dates are not known".to_owned(),
        },
        Lens::Actors => {
            let number = |class| reading.actors.actors.iter().filter(|actor| actor.class == class).count();
            let (persons, organisations) = (number(ActorClass::Person), number(ActorClass::Organisation));
            format!("{}, {}", words::count(persons, "person"), words::count(organisations, "organisation"))
        }
        Lens::Statements => {
            let claims = &reading.claims.claims;
            let named: BTreeSet<u32> =
                claims.iter().filter_map(|claim| if let Speaker::Actor(id) = claim.speaker { Some(id.0) } else { None }).collect();
            let anonymous = claims.iter().filter(|claim| matches!(claim.speaker, Speaker::Anonymous(_))).count();
            let mut line = format!("{} from {}", words::count(claims.len(), "statement"), words::count(named.len(), "named source"));
            if anonymous > 0 {
                line.push_str(&format!(", {anonymous} anonymous"));
            }
            line
        }
        Lens::Findings => {
            let findings = checks::check(snapshot, file);
            words::count(findings.iter().filter(|finding| finding.level > Level::Hint).count(), "finding")
        }
    })
}
