//! Relatives who share a family name: "Roe's daughter, Ann Roe" is not the Roe whose daughter she is.

use super::Resolver;
use crate::actors::{ActorClass, MentionKind};
use rustc_hash::FxHashMap;

/// Words of kinship, in the singular.
const KIN: &[&str] = &[
    "aunt",
    "brother",
    "cousin",
    "daughter",
    "father",
    "grandfather",
    "granddaughter",
    "grandmother",
    "grandson",
    "half-brother",
    "half-sister",
    "husband",
    "mother",
    "nephew",
    "niece",
    "sister",
    "son",
    "stepdaughter",
    "stepfather",
    "stepmother",
    "stepson",
    "twin",
    "uncle",
    "widow",
    "widower",
    "wife",
];
/// The most words in "eldest surviving daughter".
const LONGEST: usize = 4;

/// Whether a title says whose relative somebody is: "son" in "her son, Ben".
pub fn is_kin(title: &str) -> bool {
    title.rsplit(' ').next().is_some_and(|last| KIN.contains(&last))
}

/// The items of those who are introduced as relatives of somebody called by one name, by that name.
pub(super) fn relatives<'a>(resolver: &Resolver<'a>) -> FxHashMap<&'a str, Vec<usize>> {
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (owner, relative) in pairs(resolver) {
        if let [single] = &resolver.names.of(owner).person.parts[..] {
            found.entry(single).or_default().push(relative);
        }
    }
    found
}

/// Names that stand as whose relative another is, with that other: the items of both, in order.
fn pairs(resolver: &Resolver<'_>) -> Vec<(usize, usize)> {
    let person = |at: &usize| {
        let mention = &resolver.items[*at].mention;
        mention.class == ActorClass::Person && mention.kind == MentionKind::Named
    };
    let persons: Vec<usize> = (0..resolver.items.len()).filter(person).collect();
    let mut found = Vec::new();
    for (number, &owner) in persons.iter().enumerate() {
        let Some(after) = relation(resolver, owner) else { continue };
        let start = |at: usize| resolver.items[at].mention.span.start;
        let next = persons.get(number + 1).copied().filter(|next| {
            let between = resolver.text.get(after as usize..start(*next) as usize);
            between.is_some_and(|between| matches!(between.trim(), "" | ","))
        });
        let before = number.checked_sub(1).map(|before| persons[before]).filter(|before| {
            let between = resolver.text.get(resolver.items[*before].mention.span.end as usize..start(owner) as usize);
            between.is_some_and(|between| between.trim() == ",")
        });
        found.extend(next.or(before).map(|relative| (owner, relative)));
    }
    found
}

/// Where "'s daughter" after a name ends.
fn relation(resolver: &Resolver<'_>, owner: usize) -> Option<u32> {
    let end = resolver.items[owner].mention.span.end;
    let rest = resolver.text.get(end as usize..)?;
    let words = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s "))?;
    let mut at = end as usize + rest.len() - words.len();
    for word in words.split_inclusive(' ').take(LONGEST) {
        let bare = word.trim_end_matches([' ', ',', '.', ';']);
        if KIN.contains(&bare) {
            return Some((at + bare.len()) as u32);
        }
        if bare.len() + 1 != word.len() || !bare.starts_with(char::is_lowercase) {
            return None;
        }
        at += word.len();
    }
    None
}
