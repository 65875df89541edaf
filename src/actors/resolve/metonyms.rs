//! Capitals and seats that stand for their government: "Beijing refused", "Beijing's claims".
//!
//! Only where the place acts or has what governments have, and no word before it makes it a place to be in or go to.

use super::Resolver;
use crate::actors::{ActorClass, MentionId, Resolution};
use crate::knowledge::{RecordView, Tables};
use crate::text::Span;

/// Words before a name that make it a place.
const PLACED: &[&str] = &[
    "in", "at", "to", "from", "near", "outside", "around", "through", "via", "into", "across", "toward", "towards", "of", "leave", "left",
    "leaving", "visit", "visited", "visiting", "reach", "reached", "reaching", "downtown", "central",
];
/// What governments do, as it follows the name.
const ACTS: &[&str] = &[
    "said",
    "says",
    "has",
    "had",
    "will",
    "would",
    "wants",
    "wanted",
    "denied",
    "denies",
    "refused",
    "refuses",
    "accused",
    "accuses",
    "warned",
    "warns",
    "insisted",
    "insists",
    "claims",
    "claimed",
    "called",
    "calls",
    "considers",
    "sees",
    "regards",
    "views",
    "rejected",
    "rejects",
    "responded",
    "condemned",
    "condemns",
    "agreed",
    "agrees",
    "argues",
    "argued",
    "urged",
    "urges",
    "demanded",
    "demands",
    "vowed",
    "hopes",
    "announced",
    "imposed",
    "supports",
    "backs",
    "opposes",
    "must",
    "should",
    "could",
    "may",
    "might",
    "did",
    "does",
    "maintains",
    "believes",
];
/// What governments have, as it follows the possessive.
const HAS: &[&str] = &[
    "support",
    "claim",
    "claims",
    "position",
    "policy",
    "policies",
    "government",
    "decision",
    "refusal",
    "response",
    "stance",
    "military",
    "ambitions",
    "influence",
    "ally",
    "allies",
    "leaders",
    "leadership",
    "foreign",
    "indirect",
    "growing",
    "role",
    "efforts",
    "actions",
    "intentions",
    "interests",
    "relationship",
    "relations",
    "ties",
    "view",
    "views",
    "backing",
    "pressure",
    "aggression",
    "behavior",
    "behaviour",
    "threats",
    "sanctions",
    "demands",
    "concerns",
    "offer",
    "proposal",
    "army",
    "navy",
    "war",
    "invasion",
    "troops",
];

/// Gives capitals that act to their country, where the article names it, and places whose record says so to what they stand for.
pub(super) fn join(resolver: &mut Resolver<'_>) {
    for item in 0..resolver.items.len() {
        let mention = &resolver.items[item].mention;
        let place = resolver.is_named(item) && mention.class == ActorClass::Place && !resolver.items[item].aside;
        if place
            && resolver.items[item].acts
            && let Some(target) = stands_for(resolver, item)
        {
            give(resolver, item, target);
        }
    }
}

/// What a mention would be given to.
enum Target {
    Actor(usize),
    Record(crate::knowledge::RecordId),
}

fn stands_for(resolver: &Resolver<'_>, item: usize) -> Option<Target> {
    let words = resolver.words(item);
    let record = resolver.names.of(item).place.and_then(|id| resolver.knowledge.record(id));
    if let Some(organisation) = record.and_then(RecordView::stands_for) {
        let id = resolver.knowledge.by_id(organisation)?;
        let known = resolver.actors.iter().position(|draft| draft.record == Some(id));
        return Some(known.map_or(Target::Record(id), Target::Actor));
    }
    let tables = Tables::shared();
    let country = tables.country_of_capital(words).filter(|_| tables.country(words).is_none())?;
    let of_country = |name: &str| tables.country(name).map(|country| country.code);
    let named = resolver
        .actors
        .iter()
        .position(|draft| draft.class == ActorClass::Place && !draft.items.is_empty() && of_country(&draft.name) == Some(country.code));
    named.map(Target::Actor)
}

/// Whether a name of a block stands where a government would.
pub(super) fn acts(text: &str, name: Span) -> bool {
    let (before, after) = (&text[..name.start as usize], &text[name.end as usize..]);
    let last = before.trim_end_matches([' ', '\u{A0}']).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if PLACED.contains(&last.to_lowercase().as_str()) {
        return false;
    }
    let (words, rest) = match after.strip_prefix("’s ").or_else(|| after.strip_prefix("'s ")) {
        Some(rest) => (HAS, rest),
        None => match after.strip_prefix(' ') {
            Some(rest) => (ACTS, rest),
            // "Beijing, which claims the island, said".
            None => match after_clause(after) {
                Some(rest) => (ACTS, rest),
                None => return false,
            },
        },
    };
    let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    words.contains(&next)
}

/// What follows a clause with "which" between commas.
fn after_clause(after: &str) -> Option<&str> {
    let clause = after.strip_prefix(", which ")?;
    let (inside, rest) = clause.split_once(", ")?;
    (!inside.contains(['.', '“', '"', ';'])).then_some(rest)
}

fn give(resolver: &mut Resolver<'_>, item: usize, target: Target) {
    if let Some(old) = resolver.items[item].mention.actor.take() {
        let draft = &mut resolver.actors[old.0 as usize];
        draft.items.retain(|other| *other != item);
        // What leaned on this mention leans on the first that is left.
        let first = draft.items.first().copied();
        for other in draft.items.clone() {
            let mention = &mut resolver.items[other].mention;
            if mention.antecedent == Some(MentionId(item as u32)) {
                mention.antecedent = first.filter(|first| *first != other).map(|first| MentionId(first as u32));
                if mention.antecedent.is_none() {
                    mention.resolution = Resolution::Introduction;
                }
            }
        }
    }
    match target {
        Target::Actor(actor) => {
            let first = resolver.actors[actor].items.first().copied();
            resolver.give(item, actor, Resolution::Metonym, first);
        }
        Target::Record(record) => {
            let actor = resolver.create(item, Some(record));
            resolver.actors[actor].class = ActorClass::Organisation;
            resolver.items[item].mention.resolution = Resolution::Metonym;
        }
    }
}
