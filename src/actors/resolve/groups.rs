//! Organisations, places and nationalities: joined by name, by country, by acronym and by shorter form.

use super::Resolver;
use super::names::Name;
use crate::actors::{ActorClass, Resolution};
use crate::knowledge::Tables;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Makes places of persons that bear the name of a place of the article and nothing of a person: "Santa Orsola" after "SANTA ORSOLA, Aug. 3 -".
pub(super) fn place(resolver: &mut Resolver<'_>) {
    let names = resolver.names;
    let long = |item: &usize| names.of(*item).length > 1;
    let of = |resolver: &Resolver<'_>, class: ActorClass| -> Vec<usize> {
        (0..resolver.items.len()).filter(|at| resolver.items[*at].mention.class == class).filter(long).collect()
    };
    // With whether a dateline has it.
    let mut places: FxHashMap<&str, bool> = FxHashMap::default();
    for item in of(resolver, ActorClass::Place) {
        *places.entry(&names.of(item).normalised).or_default() |= !resolver.words(item).contains(char::is_lowercase);
    }
    if places.is_empty() {
        return;
    }
    for item in of(resolver, ActorClass::Person) {
        let here = &resolver.items[item];
        let first = resolver.words(item).split_whitespace().next().unwrap_or("");
        let personal = here.titles().next().is_some() || here.courtesy.is_some() || names.of(item).person.record.is_some();
        let given = || resolver.knowledge.tables().gender_of_given_name(first).is_some();
        if !personal && places.get(names.of(item).normalised.as_str()).is_some_and(|dateline| *dateline || !given()) {
            resolver.items[item].mention.class = ActorClass::Place;
        }
    }
}

/// Joins every named mention that is no person.
pub(super) fn join(resolver: &mut Resolver<'_>) {
    let names = resolver.names;
    let mut known: FxHashMap<(ActorClass, &str), usize> = FxHashMap::default();
    let mut acronyms: FxHashMap<&str, usize> = FxHashMap::default();
    let items: Vec<usize> =
        (0..resolver.items.len()).filter(|at| resolver.is_named(*at) && resolver.items[*at].mention.class != ActorClass::Person).collect();
    // Longer names first know their acronyms and shorter forms, wherever they stand.
    for &item in &items {
        let name = names.of(item);
        if resolver.items[item].mention.class == ActorClass::Organisation && resolver.words(item).contains(' ') {
            let key = (ActorClass::Organisation, name.normalised.as_str());
            let actor = match known.get(&key) {
                Some(actor) => *actor,
                None => {
                    let actor = resolver.create(item, name.organisation);
                    known.insert(key, actor);
                    actor
                }
            };
            if resolver.items[item].mention.actor.is_none() {
                let first = resolver.actors[actor].items[0];
                resolver.give(item, actor, Resolution::SameName, Some(first));
            }
            for acronym in &name.initials {
                acronyms.entry(acronym).or_insert(actor);
            }
        }
    }
    // "Doctors for Peace (MDP)": letters of another language.
    for &item in &items {
        let (here, words) = (&resolver.items[item], resolver.words(item));
        if here.bracketed && here.mention.class == ActorClass::Organisation && words.len() > 1 && words.chars().all(char::is_uppercase) {
            let before = &resolver.items[item - 1].mention;
            if let Some(actor) = before.actor.filter(|_| before.class == ActorClass::Organisation) {
                acronyms.entry(words).or_insert(actor.0 as usize);
            }
        }
    }
    for &item in &items {
        if resolver.items[item].mention.actor.is_some() {
            continue;
        }
        let class = resolver.items[item].mention.class;
        let (words, name) = (resolver.words(item), names.of(item));
        let (key, by_table) = key(name, class);
        // A country and its people are one: "China", "the Chinese".
        let joined = if by_table { ActorClass::Place } else { class };
        if let Some(&actor) = known.get(&(joined, key)) {
            let draft = &mut resolver.actors[actor];
            let shouted = |name: &str| !name.contains(char::is_lowercase);
            if by_table && class == ActorClass::Place && (draft.class != class || shouted(&draft.name) && !shouted(words)) {
                draft.class = class;
                draft.name = Arc::clone(&name.spaced);
            }
            let first = resolver.actors[actor].items[0];
            let resolution = if by_table && resolver.words(first) != words { Resolution::Table } else { Resolution::SameName };
            resolver.give(item, actor, resolution, Some(first));
            continue;
        }
        let is_organisation = class == ActorClass::Organisation;
        let expansion = is_organisation.then(|| acronyms.get(words.replace('.', "").as_str()).copied()).flatten();
        let actor = match expansion {
            Some(actor) => {
                let first = resolver.actors[actor].items[0];
                resolver.give(item, actor, Resolution::Acronym, Some(first));
                actor
            }
            None => resolver.create(item, if is_organisation { name.organisation } else { name.place }),
        };
        known.insert((joined, key), actor);
    }
}

/// "La." is "Louisiana", "Ogun State" is "Ogun"; but "Mexico State" is no country, and neither "Washington State" nor "Wash." the city.
fn place_key(name: &Name) -> &str {
    let tables = Tables::shared();
    let short = name.written.ends_with('.') && !matches!(&*name.written, "N.Y." | "Wash." | "D.C.");
    if let Some(state) = tables.state_of_dateline(&name.written).filter(|_| short) {
        return state;
    }
    let key = name.normalised.trim_start_matches("the ");
    let known = |short: &str| tables.countries_of(short).iter().any(Option::is_some) || matches!(short, "new york" | "kansas");
    key.strip_suffix(" state").filter(|short| !known(short)).unwrap_or(key)
}

/// What two mentions share that are one: the country's code for countries and nationalities, else the name without marks.
fn key(name: &Name, class: ActorClass) -> (&str, bool) {
    let country = match class {
        ActorClass::Place => name.country,
        ActorClass::Nationality => name.nationality,
        _ => None,
    };
    match country {
        Some(country) => (country, true),
        None if class == ActorClass::Place => (place_key(name), false),
        None => (name.normalised.trim_start_matches("the "), false),
    }
}
