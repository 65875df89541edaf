//! Descriptions by office and country: "the top American diplomat", "his Chinese counterpart".

use super::Resolver;
use super::discourse::{antecedent, is_subject};
use super::scene::Item;
use crate::actors::{ActorClass, Gender, MentionKind, Resolution};
use crate::knowledge::{Office, RecordView, Tables};

/// How many sentences away a person without a known office may be named who is the only one of a counterpart's country.
const NEAR: u32 = 3;

/// "his Chinese counterpart": who holds the same office in that country, in the article or else by a knowledge file. Open where several do.
pub(super) fn counterpart(resolver: &mut Resolver<'_>, item: usize, country: Option<&'static str>) {
    let owner = match resolver.words(item).split(' ').next() {
        Some("his" | "His") => antecedent(resolver, item, Gender::Male).ok(),
        Some("her" | "Her") => antecedent(resolver, item, Gender::Female).ok(),
        _ => subject(resolver, item),
    };
    let (Some((owner_item, owner)), Some(code)) = (owner, country) else { return };
    let office = office(resolver, owner, None);
    let persons = persons(resolver).filter(|actor| *actor != owner && is_of(resolver, *actor, code));
    let candidates: Vec<usize> = match office {
        Some(wanted) => persons.filter(|actor| self::office(resolver, *actor, Some(code)) == Some(wanted)).collect(),
        None => {
            let near = |at: &usize| resolver.items[*at].sentence.abs_diff(resolver.items[item].sentence) <= NEAR;
            persons.filter(|actor| resolver.actors[*actor].items.iter().any(near)).collect()
        }
    };
    match candidates[..] {
        [actor] => {
            let named = nearest(resolver, actor, item);
            resolver.give(item, actor, Resolution::Description, Some(named));
        }
        [] => {
            if let Some(office) = office {
                from_records(resolver, item, office, code, Some(owner_item));
            }
        }
        _ => resolver.open.push((item, candidates)),
    }
}

/// Gives an item to the one person whom the knowledge files say to hold an office of a country on the article's day; whether there was one.
pub(super) fn from_records(resolver: &mut Resolver<'_>, item: usize, office: Office, code: &str, leans: Option<usize>) -> bool {
    let holders = resolver.knowledge.holders(office, code, resolver.day);
    let [record] = holders[..] else { return false };
    match (0..resolver.actors.len()).find(|actor| resolver.actors[*actor].record == Some(record)) {
        Some(actor) => {
            let named = nearest(resolver, actor, item);
            resolver.give(item, actor, Resolution::Description, Some(named));
        }
        None => {
            let actor = resolver.create(item, Some(record));
            resolver.actors[actor].items.clear();
            resolver.give(item, actor, Resolution::Description, leans);
        }
    }
    true
}

/// Persons that are named in the article.
fn persons(resolver: &Resolver<'_>) -> impl Iterator<Item = usize> {
    (0..resolver.actors.len()).filter(|actor| {
        let draft = &resolver.actors[*actor];
        draft.class == ActorClass::Person && draft.items.iter().any(|item| resolver.items[*item].mention.kind == MentionKind::Named)
    })
}

/// The mention of an actor that stands nearest to an item, before it rather than after it.
fn nearest(resolver: &Resolver<'_>, actor: usize, item: usize) -> usize {
    let items = &resolver.actors[actor].items;
    let named = || items.iter().copied().filter(|other| resolver.items[*other].mention.kind == MentionKind::Named);
    named().filter(|other| *other < item).max().or_else(|| named().min()).unwrap_or(item)
}

/// The subject of an item's own sentence, for headlines: "Roe meets Chinese counterpart".
fn subject(resolver: &Resolver<'_>, item: usize) -> Option<(usize, usize)> {
    let sentence = resolver.items[item].sentence;
    let same = (0..item).rev().take_while(|other| resolver.items[*other].sentence == sentence);
    let subjects = same.filter(|other| {
        let mention = &resolver.items[*other].mention;
        mention.class == ActorClass::Person && mention.actor.is_some() && is_subject(resolver, *other)
    });
    let found = subjects.last()?;
    resolver.items[found].mention.actor.map(|actor| (found, actor.0 as usize))
}

/// The office that the article or a record gives an actor.
pub(super) fn office(resolver: &Resolver<'_>, actor: usize, country: Option<&str>) -> Option<Office> {
    let draft = &resolver.actors[actor];
    let offices = resolver.knowledge.offices();
    let titles = draft.items.iter().flat_map(|item| resolver.items[*item].titles());
    let written = titles.into_iter().find_map(|title| offices.named_in(title.of(resolver.text), country)).map(|(office, _)| office);
    written.or_else(|| {
        let record = resolver.knowledge.record(draft.record?)?;
        let mut held = record.roles().filter(|role| resolver.day.map_or(role.to.is_none(), |day| role.may_hold_on(day)));
        held.find_map(|role| resolver.knowledge.role_office(record, &role))
    })
}

/// Whether the article or a record makes a person one of a country: "China's Wang Yi", "the Chinese foreign minister", a title that only that
/// country has.
pub(super) fn is_of(resolver: &Resolver<'_>, actor: usize, code: &str) -> bool {
    let draft = &resolver.actors[actor];
    let record = draft.record.and_then(|id| resolver.knowledge.record(id));
    if let Some(known) = record.and_then(RecordView::country) {
        return known == code;
    }
    let mut own_title = false;
    for &item in &draft.items {
        let here = &resolver.items[item];
        if let Some(country) = here.country {
            return country == code;
        }
        own_title |= here.titles().any(|title| {
            let title = title.of(resolver.text);
            names_country(title, code) || resolver.knowledge.offices().country_of(&title.to_lowercase()) == Some(code)
        });
    }
    own_title
}

/// The country that a name in the titles of one of a block's items or right before them gives.
pub(super) fn country_beside(text: &str, items: &[Item], item: usize) -> Option<&'static str> {
    let here = &items[item];
    let start = here.titles().map(|title| title.start).min().unwrap_or(u32::MAX).min(here.mention.span.start);
    let end = here.titles().map(|title| title.end).max().unwrap_or(0).max(here.mention.span.end);
    let beside = items[item.saturating_sub(4)..].iter().take_while(|other| other.mention.span.start < end);
    beside.filter(|other| other.mention.kind == MentionKind::Named).find_map(|other| {
        let span = other.mention.span;
        let inside = here.titles().any(|title| title.contains(span)) || span.end <= start && start - span.end <= 4;
        inside.then(|| country_of(span.of(text))).flatten()
    })
}

fn country_of(words: &str) -> Option<&'static str> {
    Tables::shared().country_of_either(words).map(|country| country.code)
}

/// Whether a title names a country: "Russian Foreign Minister".
pub(super) fn names_country(title: &str, code: &str) -> bool {
    title.split_whitespace().any(|word| country_of(word) == Some(code))
}
