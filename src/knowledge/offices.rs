//! Offices of one kind in many countries: which titles name them, and where.
//!
//! "Secretary of state" is the foreign minister in the United States, so "his Chinese counterpart" is the foreign minister of China. The
//! built-in table has no holders; a user's `[[office]]` records add names to it or make offices of their own.

use super::{RecordView, Tables};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A kind of office, the same in every country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office(u16);

/// What titles name offices.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    ids: FxHashMap<String, Office>,
    /// Titles in lower case: their office, and the country where they name it; `None` for names that are good everywhere.
    titles: FxHashMap<String, Vec<(Office, Option<String>)>>,
}

static BUILT_IN: LazyLock<Offices> = LazyLock::new(|| {
    let mut offices = Offices::default();
    let rows = include_str!("data/offices.tsv").lines().filter(|line| !line.starts_with('#'));
    for row in rows {
        let mut cells = row.split('\t');
        let mut list = || cells.next().unwrap_or("").split('|').filter(|item| !item.is_empty());
        let Some(id) = list().next() else { continue };
        let office = offices.office(id);
        list().for_each(|name| offices.add(name, office, None));
        list().filter_map(|item| item.split_once('=')).for_each(|(code, name)| offices.add(name, office, Some(code)));
    }
    offices
});

/// Words before a title that make it another office, or one that is no longer held.
const OTHERWISE: &[&str] = &[
    "deputy",
    "vice",
    "assistant",
    "associate",
    "former",
    "ex",
    "then",
    "shadow",
    "under",
    "late",
    "retired",
    "junior",
    "onetime",
    "first",
];
/// The longest title in words.
const LONGEST: usize = 7;

impl Offices {
    /// The built-in table.
    pub fn built_in() -> &'static Offices {
        &BUILT_IN
    }

    /// The built-in offices and those of office records. A record whose id or one of whose names is built in adds to that office.
    pub(super) fn with<'k>(records: impl Iterator<Item = RecordView<'k>>) -> Self {
        let mut offices = BUILT_IN.clone();
        for record in records.map(RecordView::to_record) {
            let names: Vec<String> = record.forms().map(str::to_lowercase).collect();
            let known = names.iter().find_map(|name| offices.of(name, None));
            let office = match offices.ids.get(&record.id).copied().or(known) {
                Some(office) => office,
                None => offices.office(&record.id),
            };
            names.iter().for_each(|name| offices.add(name, office, None));
            record.local.iter().for_each(|(code, name)| offices.add(&name.to_lowercase(), office, Some(code)));
            offices.ids.insert(record.id, office);
        }
        offices
    }

    fn office(&mut self, id: &str) -> Office {
        let next = Office(self.ids.len().min(usize::from(u16::MAX)) as u16);
        *self.ids.entry(id.to_owned()).or_insert(next)
    }

    fn add(&mut self, title: &str, office: Office, country: Option<&str>) {
        let entry = self.titles.entry(title.to_owned()).or_default();
        if !entry.iter().any(|(other, code)| *other == office && code.as_deref() == country) {
            entry.push((office, country.map(str::to_owned)));
        }
    }

    /// The office of an id in a knowledge file.
    pub fn by_id(&self, id: &str) -> Option<Office> {
        self.ids.get(id).copied()
    }

    /// The office that exactly these words name, in lower case, in a country where that is known.
    pub fn of(&self, title: &str, country: Option<&str>) -> Option<Office> {
        let entries = self.titles.get(title)?;
        let local = || entries.iter().find(|(_, code)| code.is_some() && code.as_deref() == country);
        let general = || entries.iter().find(|(_, code)| code.is_none());
        // Without a country, a title that one country has is taken at its word.
        let any = || entries.first().filter(|_| country.is_none());
        local().or_else(general).or_else(any).map(|(office, _)| *office)
    }

    /// The country whose own title these words are, where only one has it: "secretary of state".
    pub fn country_of(&self, title: &str) -> Option<&str> {
        match &self.titles.get(title)?[..] {
            [(_, Some(code))] => Some(code),
            _ => None,
        }
    }

    /// The office that a title as written names, whatever else stands in it: "U.S. Secretary of State", "the Russian foreign minister". Former
    /// and deputy ones are other offices. With it, the words that name it in lower case.
    pub fn named_in(&self, written: &str, country: Option<&str>) -> Option<(Office, String)> {
        let lower = written.to_lowercase();
        let words: Vec<&str> = lower.split([' ', '\u{A0}', '-', '\n']).filter(|word| !word.is_empty()).collect();
        for length in (1..=LONGEST.min(words.len())).rev() {
            for start in 0..=words.len() - length {
                let title = words[start..start + length].join(" ");
                let title = title.trim_end_matches([',', ';', ':']);
                let Some(office) = self.of(title, country) else { continue };
                let after = &words[start + length..];
                let elsewhere = matches!(after.first(), Some(&("of" | "for" | "at"))) && !is_country(&after[1..]);
                if elsewhere || start > 0 && OTHERWISE.contains(&words[start - 1]) {
                    return None;
                }
                return Some((office, title.to_owned()));
            }
        }
        None
    }
}

/// Whether words after "of" name a country: "president of the United States", but not "of the assembly".
fn is_country(words: &[&str]) -> bool {
    let words = words.strip_prefix(&["the"]).unwrap_or(words);
    Tables::shared().country(&words.join(" ")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, KnowledgeFile};
    use crate::text::FileKey;

    #[test]
    fn pairs_offices_across_countries() {
        let offices = Offices::with([].into_iter());
        let state = offices.named_in("U.S. Secretary of State", Some("US")).map(|(office, _)| office);
        assert!(state.is_some());
        assert_eq!(state, offices.of("foreign minister", Some("CN")));
        assert_eq!(state, offices.of("secretary of state", None));
        assert_eq!(offices.of("secretary of state", Some("BR")), None);
        assert_eq!(offices.country_of("secretary of state"), Some("US"));
        assert_eq!(offices.named_in("Deputy Prime Minister", None).map(|(_, words)| words).as_deref(), Some("deputy prime minister"));
        assert_eq!(offices.named_in("president of the Port Authority", None), None);
        assert!(offices.named_in("president of the United States", None).is_some());
        assert_eq!(offices.named_in("former Foreign Minister", None), None);
        assert_eq!(offices.of("chancellor", Some("DE")), offices.of("prime minister", Some("IT")));
        assert_ne!(offices.of("chancellor", Some("DE")), offices.of("chancellor", Some("GB")));
    }

    #[test]
    fn records_add_to_the_table() {
        let text = r#"
            [[office]]
            id = "fm"
            names = ["foreign minister"]
            local = { GL = "First Envoy" }
            [[office]]
            id = "harbours"
            names = ["harbour minister"]
        "#;
        let knowledge = Knowledge::build(&[&KnowledgeFile::parse(&FileKey::new("entities.toml"), text)]);
        let offices = knowledge.offices();
        assert_eq!(offices.of("first envoy", Some("GL")), offices.of("foreign secretary", Some("GB")));
        assert_eq!(offices.by_id("fm"), offices.by_id("foreign-minister"));
        assert!(offices.of("harbour minister", None).is_some());
    }
}
