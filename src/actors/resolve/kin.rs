//! Relatives who share a family name: "Roe's daughter, Ann Roe" is not the Roe whose daughter she is.

use super::Resolver;
use super::scene::Item;
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

/// Marks the owners among the items of a block, given in order: names that stand as whose relative another is.
pub(super) fn mark(text: &str, items: &mut [Item]) {
    let persons: Vec<usize> = (0..items.len()).filter(|at| is_person(&items[*at])).collect();
    for (number, &owner) in persons.iter().enumerate() {
        let span = |at: usize| items[at].mention.span;
        let Some(after) = relation(text, span(owner).end) else { continue };
        let next = persons.get(number + 1).copied().filter(|next| {
            let between = text.get(after as usize..span(*next).start as usize);
            between.is_some_and(|between| matches!(between.trim(), "" | ","))
        });
        let before = number.checked_sub(1).map(|before| persons[before]).filter(|before| {
            let between = text.get(span(*before).end as usize..span(owner).start as usize);
            between.is_some_and(|between| between.trim() == ",")
        });
        items[owner].relative = next.or(before).map(|relative| relative as i32 - owner as i32);
    }
}

/// The items of those who are introduced as relatives of somebody called by one name, by that name.
pub(super) fn relatives<'a>(resolver: &Resolver<'a>) -> FxHashMap<&'a str, Vec<usize>> {
    let mut found: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (owner, item) in resolver.items.iter().enumerate() {
        let Some(relative) = item.relative.and_then(|steps| owner.checked_add_signed(steps as isize)) else { continue };
        if is_person(item)
            && resolver.items.get(relative).is_some_and(is_person)
            && let [single] = &resolver.names.of(owner).person.parts[..]
        {
            found.entry(single).or_default().push(relative);
        }
    }
    found
}

fn is_person(item: &Item) -> bool {
    item.mention.class == ActorClass::Person && item.mention.kind == MentionKind::Named
}

/// Where "'s daughter" after a name ends.
fn relation(text: &str, end: u32) -> Option<u32> {
    let rest = text.get(end as usize..)?;
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
