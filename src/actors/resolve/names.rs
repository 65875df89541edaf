//! What names show by themselves, remembered from one time to the next: an article has few names, and has them over and over.

use super::scene::Item;
use crate::actors::{KnownAs, MentionKind};
use crate::knowledge::{Knowledge, RecordId, RecordKind, Tables};
use crate::text::{normalised, spaced};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One name as it is written.
#[derive(Debug, Default)]
pub(super) struct Name {
    /// As it stands in the text.
    pub written: Arc<str>,
    /// With one space between its words.
    pub spaced: Arc<str>,
    /// Without case, marks and double spaces.
    pub normalised: String,
    /// How many words it is written in.
    pub length: usize,
    /// The code of the country that it names.
    pub country: Option<&'static str>,
    /// The code of the country whose nationality it is.
    pub nationality: Option<&'static str>,
    /// Whether it names a country or a capital.
    pub is_place: bool,
    /// As a person's.
    pub person: Person,
    /// The organisation's record, where one has the name.
    pub organisation: Option<RecordId>,
    /// The place's record, where one has the name.
    pub place: Option<RecordId>,
    /// The acronyms that an organisation of this name may have.
    pub initials: Vec<String>,
}

/// A name as a person's.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// Its words, normalised, without suffixes.
    pub parts: Vec<String>,
    /// Whether the family name comes first.
    is_eastern: bool,
    /// The person's record, where one has the name.
    pub record: Option<RecordId>,
}

impl Name {
    fn new(written: &Arc<str>, knowledge: &Knowledge) -> Self {
        let words = &**written;
        let normalised = normalised(words);
        let [country, nationality, capital] =
            knowledge.tables().countries_of(&normalised).map(|country| country.map(|country| country.code));
        let spaced = spaced(words);
        Name {
            written: Arc::clone(written),
            spaced: if *spaced == *words { Arc::clone(written) } else { spaced.into() },
            length: words.split_whitespace().count(),
            country,
            nationality,
            is_place: country.is_some() || capital.is_some(),
            person: Person::new(words, knowledge),
            organisation: record_of(words, RecordKind::Organisation, knowledge),
            place: record_of(words, RecordKind::Place, knowledge),
            initials: if words.contains(' ') { initials(words) } else { Vec::new() },
            normalised,
        }
    }
}

impl Person {
    fn new(words: &str, knowledge: &Knowledge) -> Self {
        let record = record_of(words, RecordKind::Person, knowledge);
        let parts = parts(words);
        // The family name is last, but first where a table says so and no western given name stands there.
        let is_eastern = match record.and_then(|id| knowledge.record(id)) {
            Some(record) => record.is_eastern(),
            None => is_eastern(words, parts.len()),
        };
        Person { parts, is_eastern, record }
    }

    fn split(&self) -> Option<(&String, &[String])> {
        if self.is_eastern { self.parts.split_first() } else { self.parts.split_last() }
    }

    /// The family name, normalised; where the name has one word, that.
    pub fn family(&self) -> &str {
        self.split().map_or("", |(family, _)| family)
    }

    /// The first of two family names, of which the first is the one that stands alone: "Soto" of "Ana Soto Vidal".
    pub fn first_of_two(&self) -> Option<&str> {
        let [_, .., first, last] = &self.parts[..] else { return None };
        let mut capital = String::with_capacity(first.len());
        let mut chars = first.chars();
        capital.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        capital.push_str(chars.as_str());
        let family = !self.is_eastern && capital.chars().count() > 2 && !PARTICLES.contains(&first.as_str());
        // "Ann Poe Day" is no person's.
        (family && !KnownAs::of(last).is_word() && Tables::shared().gender_of_given_name(&capital).is_none()).then_some(first)
    }

    /// The other names.
    pub fn given(&self) -> &[String] {
        self.split().map_or(&[], |(_, given)| given)
    }
}

/// The one record of a kind that a name belongs to, or that lists it as a wrong form of its own.
pub(super) fn record_of(name: &str, kind: RecordKind, knowledge: &Knowledge) -> Option<RecordId> {
    let of_kind = |records: &'_ [RecordId]| {
        let mut records = records.iter().filter(|id| knowledge.record(**id).is_some_and(|record| record.kind() == kind));
        let first = records.next().copied();
        (first, records.next().is_some())
    };
    let (first, several) = of_kind(knowledge.by_form(name));
    let (first, several) = if first.is_none() { of_kind(knowledge.by_wrong_form(name)) } else { (first, several) };
    first.filter(|_| !several)
}

/// Letters after a full name that are no part of it: "Ann Poe KC".
const HONOURS: [&str; 10] = ["CBE", "DBE", "KBE", "KC", "MBE", "MP", "MSP", "OBE", "QC", "SC"];
/// Words of names that lead on to a family name and are none.
const PARTICLES: [&str; 24] = [
    "al", "ben", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "los",
    "st", "ter", "van", "von",
];

/// Ranks and titles cut short that stand before a name and are no part of it, where they were read as one: "Col Poe".
const RANKS: [&str; 20] = [
    "Capt", "Ch", "Cllr", "Cmdr", "Col", "Const", "Cpl", "DC", "DCI", "DI", "DS", "Det", "Gen", "Insp", "Lt", "Maj", "PC", "Prof", "Sgt",
    "Supt",
];

/// A name without the ranks before it.
fn without_ranks(mut name: &str) -> &str {
    while let Some((first, rest)) = name.split_once(' ')
        && RANKS.binary_search(&first.trim_end_matches('.')).is_ok()
    {
        name = rest;
    }
    name
}

/// The words of a name, normalised, without suffixes.
fn parts(name: &str) -> Vec<String> {
    let name = without_ranks(name);
    let honours = |(at, word): &(usize, &str)| *at < 2 || !HONOURS.contains(&word.trim_start_matches(','));
    let words = name.split([' ', '\u{A0}', '\n']).filter(|word| !word.is_empty()).enumerate().filter(honours);
    let words = words.map(|(_, word)| normalised(word)).filter(|word| !word.is_empty());
    words.filter(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv" | "phd" | "md")).collect()
}

/// Wang Yi, Lai Ching-te: the first word is a family name of peoples who put it first and no given name of others, and the last is no such
/// family name.
fn is_eastern(written: &str, words: usize) -> bool {
    let tables = Tables::shared();
    let first = written.split_whitespace().next().unwrap_or("");
    let last = written.split_whitespace().next_back().unwrap_or("");
    tables.is_family_first(first)
        && tables.gender_of_given_name(first).is_none_or(|_| last.contains('-'))
        && (!tables.is_family_first(last) || words <= 2)
        && tables.gender_of_given_name(last).is_none_or(|gender| gender == 'u')
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

/// The names of an article by what is written, under one knowledge.
#[derive(Debug, Default)]
pub(super) struct KnownNames {
    generation: u64,
    names: FxHashMap<Arc<str>, Known>,
    /// How often they were asked for.
    times: u64,
}

#[derive(Debug)]
struct Known {
    name: Arc<Name>,
    /// When it was asked for last, and its number then.
    asked: (u64, u32),
}

impl KnownNames {
    /// The names among the mentions of an article. Those that it no longer has are forgotten.
    pub fn of(&mut self, items: &[Item], text: &str, knowledge: &Knowledge) -> Names {
        if self.generation != knowledge.generation {
            self.generation = knowledge.generation;
            self.names.clear();
        }
        self.times += 1;
        let now = self.times;
        let mut names = Names { names: Vec::new(), numbers: Vec::with_capacity(items.len()), none: Name::default() };
        for item in items {
            if item.mention.kind != MentionKind::Named {
                names.numbers.push(NONE);
                continue;
            }
            let words = item.mention.span.of(text);
            if !self.names.contains_key(words) {
                let words: Arc<str> = words.into();
                let name = Arc::new(Name::new(&words, knowledge));
                self.names.insert(words, Known { name, asked: (0, 0) });
            }
            let Some(Known { name, asked }) = self.names.get_mut(words) else { continue };
            if asked.0 != now {
                *asked = (now, names.names.len() as u32);
                names.names.push(Arc::clone(name));
            }
            names.numbers.push(asked.1);
        }
        self.names.retain(|_, known| known.asked.0 == now);
        names
    }
}

/// The names of an article, each with a number, and which of them its mentions are.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<Arc<Name>>,
    numbers: Vec<u32>,
    none: Name,
}

/// The number of what is no name.
const NONE: u32 = u32::MAX;

impl Names {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The number of a mention's name.
    pub fn number(&self, item: usize) -> usize {
        self.numbers[item] as usize
    }

    /// A mention's name; an empty one where it is none.
    pub fn of(&self, item: usize) -> &Name {
        self.names.get(self.number(item)).map_or(&self.none, |name| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(words: &str) -> (String, Vec<String>) {
        let person = Name::new(&words.into(), &Knowledge::default()).person;
        (person.family().to_owned(), person.given().to_vec())
    }

    #[test]
    fn family_names_come_last_or_first() {
        assert_eq!(person("Anna Maria Keller Jr."), ("keller".to_owned(), vec!["anna".to_owned(), "maria".to_owned()]));
        assert_eq!(person("Wang Yi"), ("wang".to_owned(), vec!["yi".to_owned()]));
        assert_eq!(person("Keller"), ("keller".to_owned(), vec![]));
        assert_eq!(person("Anna Keller KC").0, "keller");
    }

    #[test]
    fn the_first_of_two_family_names() {
        let first = |words: &str| Name::new(&words.into(), &Knowledge::default()).person.first_of_two().map(str::to_owned);
        assert_eq!(first("Ana Ibáñez Vidal").as_deref(), Some("ibáñez"));
        for words in ["Ana Maria Vidal", "Ana Vidal", "Ana de Vidal", "Ana J. Vidal"] {
            assert_eq!(first(words), None, "{words}");
        }
    }

    #[test]
    fn organisations_are_known_by_their_capitals() {
        let initials = |words: &str| Name::new(&words.into(), &Knowledge::default()).initials;
        assert_eq!(initials("Harbour and Ferry Board"), ["HFB", "HAFB"]);
        assert!(initials("Reuters").is_empty());
    }
}
