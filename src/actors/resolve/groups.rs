//! Organisations, places and nationalities: joined by name, by country, by acronym and by shorter form.

use super::Resolver;
use crate::actors::{ActorClass, MentionKind, Resolution};
use crate::knowledge::RecordKind;
use crate::text::normalised;
use rustc_hash::FxHashMap;

/// Joins every named mention that is no person.
pub(super) fn join(resolver: &mut Resolver<'_>) {
    let mut known: FxHashMap<(ActorClass, String), usize> = FxHashMap::default();
    let mut acronyms: FxHashMap<String, usize> = FxHashMap::default();
    let items: Vec<usize> = (0..resolver.items.len())
        .filter(|at| {
            let mention = &resolver.items[*at].mention;
            mention.kind == MentionKind::Named && mention.class != ActorClass::Person
        })
        .collect();
    // Longer names first know their acronyms and shorter forms, wherever they stand.
    for &item in &items {
        let words = resolver.words(item);
        if resolver.items[item].mention.class == ActorClass::Organisation && words.contains(' ') {
            let key = (ActorClass::Organisation, normalised(words));
            let actor = match known.get(&key) {
                Some(actor) => *actor,
                None => {
                    let record = resolver.record_of(words, RecordKind::Organisation);
                    let actor = resolver.create(item, record);
                    known.insert(key, actor);
                    actor
                }
            };
            if resolver.items[item].mention.actor.is_none() {
                let first = resolver.actors[actor].items[0];
                resolver.give(item, actor, Resolution::SameName, Some(first));
            }
            for acronym in initials(words) {
                acronyms.entry(acronym).or_insert(actor);
            }
        }
    }
    for &item in &items {
        if resolver.items[item].mention.actor.is_some() {
            continue;
        }
        let class = resolver.items[item].mention.class;
        let words = resolver.words(item);
        let (key, by_table) = key(resolver, class, words);
        // A country and its people are one: "China", "the Chinese".
        let joined = if by_table { ActorClass::Place } else { class };
        if let Some(&actor) = known.get(&(joined, key.clone())) {
            let draft = &mut resolver.actors[actor];
            let shouted = |name: &str| !name.contains(char::is_lowercase);
            if by_table && class == ActorClass::Place && (draft.class != class || shouted(&draft.name) && !shouted(words)) {
                draft.class = class;
                draft.name = words.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            let first = resolver.actors[actor].items[0];
            let resolution = if by_table && resolver.words(first) != words { Resolution::Table } else { Resolution::SameName };
            resolver.give(item, actor, resolution, Some(first));
            continue;
        }
        let plain = words.replace('.', "");
        let expansion = (class == ActorClass::Organisation).then(|| acronyms.get(&plain).copied()).flatten();
        let actor = match expansion {
            Some(actor) => {
                let first = resolver.actors[actor].items[0];
                resolver.give(item, actor, Resolution::Acronym, Some(first));
                actor
            }
            None => {
                let kind = if class == ActorClass::Organisation { RecordKind::Organisation } else { RecordKind::Place };
                let record = resolver.record_of(words, kind);
                resolver.create(item, record)
            }
        };
        known.insert((joined, key), actor);
    }
}

/// What two mentions share that are one: the country's code for countries and nationalities, else the name without marks.
fn key(resolver: &Resolver<'_>, class: ActorClass, words: &str) -> (String, bool) {
    let tables = resolver.knowledge.tables();
    let country = match class {
        ActorClass::Place => tables.country(words),
        ActorClass::Nationality => tables.country_of_demonym(words),
        _ => None,
    };
    match country {
        Some(country) => (country.code.to_owned(), true),
        None => (normalised(words).trim_start_matches("the ").to_owned(), false),
    }
}

/// The acronyms that a name may have: its capitals, with and without those of short words.
fn initials(name: &str) -> Vec<String> {
    let of = |small: bool| -> String {
        let words =
            name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase) || small && word.starts_with(char::is_alphabetic));
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let mut found = vec![of(false), of(true)];
    found.retain(|acronym| acronym.chars().count() >= 2);
    found.dedup();
    found
}
