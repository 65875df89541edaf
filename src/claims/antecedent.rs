//! Sources that go back to an earlier one: "they", "it", "the company", "the report", and "I" in somebody's words.
//!
//! Who "he" and "she" are is told with the actors; these need to know who spoke before.

use super::documents::{author_of, body};
use super::speaker::last_word;
use super::{Claim, Mode, Speaker};
use crate::actors::{ActorClass, ActorId, Actors, KnownAs, Mention, MentionKind};
use crate::text::{Span, SpanSet, has_plural_ending};

/// How many statements back a source may reach.
const REACH: usize = 6;
/// How many blocks back a source may reach.
const BLOCKS: u32 = 2;
/// How many blocks back "the report" may reach.
const DOCUMENT_BLOCKS: u32 = 6;

/// Gives sources without an actor the one they go back to. The claims are sorted.
pub(super) fn lean(text: &str, claims: &mut [Claim], contents: &SpanSet, actors: &Actors) {
    for at in 0..claims.len() {
        if claims[at].speaker != Speaker::Unknown {
            continue;
        }
        let Some(source) = claims[at].source.first().copied() else { continue };
        let words = source.of(text);
        let found = match words {
            "they" | "They" => several(text, claims, at),
            "it" | "It" => thing(text, claims, at, actors),
            "I" => within(contents, at, source).filter(|other| claims[*other].mode != Mode::Indirect),
            _ => None,
        };
        if let Some(before) = found {
            (claims[at].speaker, claims[at].described) = (claims[before].speaker, claims[before].described);
            continue;
        }
        let described = claims[at].described.map_or("", |span| span.of(text));
        let Some(noun) = definite(described) else { continue };
        let actor = if author_of(noun).is_some() {
            document(text, claims, at, noun)
        } else {
            body(noun).and_then(|own| organisation(text, source, claims[at].block, (noun, own), actors))
        };
        if let Some(actor) = actor {
            claims[at].speaker = Speaker::Actor(actor);
        }
    }
}

/// The noun of "the noun".
fn definite(phrase: &str) -> Option<&str> {
    let noun = phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The "))?;
    (!noun.contains(char::is_whitespace)).then(|| last_word(noun))
}

/// The statements before one, nearest first, that stand near enough and whose source stands before its.
fn before(claims: &[Claim], at: usize, blocks: u32) -> impl Iterator<Item = usize> {
    let (block, start) = (claims[at].block, claims[at].source.first().map_or(0, |source| source.start));
    let near = (0..at).rev().take_while(move |other| claims[*other].block + blocks >= block);
    near.filter(move |other| claims[*other].source.first().is_some_and(|source| source.end <= start))
}

/// The last source that is several people.
fn several(text: &str, claims: &[Claim], at: usize) -> Option<usize> {
    let plural = |claim: &Claim| match (claim.speaker, claim.described) {
        (Speaker::Anonymous(anonymity), _) => anonymity.plural,
        (Speaker::Unknown, Some(phrase)) => is_plural(phrase.of(text)),
        _ => false,
    };
    before(claims, at, BLOCKS - 1).take(REACH).find(|other| plural(&claims[*other]))
}

fn is_plural(phrase: &str) -> bool {
    let head = phrase.split([',', '(']).next().unwrap_or("");
    let head = [" of ", " for ", " in ", " from ", " with ", " at ", " on "]
        .iter()
        .filter_map(|word| head.find(word))
        .min()
        .map_or(head, |end| &head[..end]);
    let word = last_word(head);
    matches!(word, "police" | "Police" | "people") || has_plural_ending(word) && author_of(word).is_none() && !THINGS.contains(&word)
}

/// What shows something and is nobody: "the results show ... they say".
const THINGS: [&str; 14] = [
    "results",
    "findings",
    "polls",
    "studies",
    "surveys",
    "tests",
    "images",
    "videos",
    "numbers",
    "documents",
    "papers",
    "emails",
    "photos",
    "terms",
];

/// The last source, where that is a body or a document and the pronoun itself speaks: "it said".
fn thing(text: &str, claims: &[Claim], at: usize, actors: &Actors) -> Option<usize> {
    let (source, cue) = (claims[at].source.first()?, claims[at].cue);
    let between = text.get(source.end as usize..cue.start.max(source.end) as usize)?.trim();
    if !matches!(between, "" | "also" | "then" | "further" | "later" | "has" | "had" | "has also") || cue.start < source.end {
        return None;
    }
    let other = before(claims, at, BLOCKS - 1).next()?;
    let fits = match claims[other].speaker {
        Speaker::Actor(actor) => matches!(actors.actor(actor).class, ActorClass::Organisation | ActorClass::Place),
        Speaker::Unknown => claims[other].described.is_some_and(|phrase| {
            let noun = last_word(phrase.of(text));
            author_of(noun).is_some() || body(noun).is_some()
        }),
        Speaker::Anonymous(_) => false,
    };
    fits.then_some(other)
}

/// The statement in whose words a source stands.
fn within(contents: &SpanSet, at: usize, source: Span) -> Option<usize> {
    let around = contents.over(source).filter(|(content, other)| *other as usize != at && content.contains(source));
    around.map(|(content, other)| (content.len(), other as usize)).min().map(|(_, other)| other)
}

/// The actor whose document was cited last by the same noun.
fn document(text: &str, claims: &[Claim], at: usize, noun: &str) -> Option<ActorId> {
    before(claims, at, DOCUMENT_BLOCKS).find_map(|other| {
        let Speaker::Actor(actor) = claims[other].speaker else { return None };
        let source = claims[other].source.first()?.of(text);
        source.split(|c: char| !c.is_alphabetic()).any(|word| word == noun).then_some(actor)
    })
}

/// Nouns for those who report, who may be meant by no other body's noun.
const REPORTING: [&str; 4] = ["broadcaster", "network", "newspaper", "publisher"];
/// Nouns for bodies that are no companies.
const NO_COMPANIES: [&str; 4] = ["charity", "club", "nonprofit", "agency"];
/// Words in the names of bodies that are no companies.
const PUBLIC: [&str; 27] = [
    "agency",
    "army",
    "assembly",
    "bundestag",
    "cabinet",
    "commission",
    "congress",
    "council",
    "court",
    "department",
    "government",
    "house",
    "knesset",
    "military",
    "ministry",
    "nations",
    "nato",
    "navy",
    "office",
    "opec",
    "parliament",
    "party",
    "police",
    "senate",
    "supreme",
    "union",
    "university",
];

/// Whether a body named here reports, and is not reported on: "told Reuters", "LISBON (Reuters) -".
fn reports(text: &str, mention: &Mention) -> bool {
    let (before, after) = (&text[..mention.span.start as usize], &text[mention.span.end as usize..]);
    let told = before.strip_suffix("the ").or_else(|| before.strip_suffix("The ")).unwrap_or(before).ends_with("told ");
    let dateline = before.ends_with('(') && after.strip_prefix(')').is_some_and(|rest| rest.trim_start().starts_with(['-', '—', '–']));
    told || dateline || KnownAs::of(last_word(mention.span.of(text))).is_medium()
}

/// The one organisation that a body's noun may stand for: the only one named near before, or at all, or with the noun in its name the nearest.
fn organisation(text: &str, source: Span, block: u32, (noun, own): (&str, bool), actors: &Actors) -> Option<ActorId> {
    let end = actors.mentions.partition_point(|mention| mention.span.start < source.start);
    let named = actors.mentions[..end]
        .iter()
        .rev()
        .filter(|mention| mention.kind == MentionKind::Named && mention.class == ActorClass::Organisation);
    if own {
        let mut named = named.take(60);
        let found = named.find(|mention| {
            let has = |name: &str| name.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case(noun));
            has(mention.span.of(text)) || mention.actor.is_some_and(|actor| has(&actors.actor(actor).name))
        });
        return found?.actor;
    }
    let is_public = |name: &str| name.split([' ', '-']).any(|word| PUBLIC.iter().any(|public| word.eq_ignore_ascii_case(public)));
    let may = |mention: &&Mention| {
        let company = NO_COMPANIES.contains(&noun) || !mention.actor.is_some_and(|actor| is_public(&actors.actor(actor).name));
        company && (REPORTING.contains(&noun) || !reports(text, mention))
    };
    // The only one near; where none is, the only one that the article has named at all.
    let (mut found, mut near): (Option<ActorId>, bool) = (None, false);
    for mention in named.filter(may) {
        let far = mention.block + BLOCKS <= block;
        if near && far {
            break;
        }
        near |= !far;
        match (found, mention.actor) {
            (Some(known), Some(actor)) if known != actor => return None,
            (_, actor) => found = actor.or(found),
        }
    }
    found
}
