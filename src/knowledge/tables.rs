//! The built-in tables, read once: countries, organisations, titles, given names, nicknames, acronyms, metonyms.
//!
//! Sources and licences stand at the top of each file under `data/`.

use crate::text::{Token, WordTable, normalised};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// The news form of its name.
    pub name: &'static str,
}

/// An organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The house form of its name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2; empty for bodies of several countries.
    pub country: &'static str,
    /// Whether its acronym needs no spelling out.
    pub household: bool,
}

/// What a title says of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleKind {
    /// "courtesy", "office", "military", ...: as the table has it.
    pub kind: &'static str,
    /// 'm', 'f', or a space where the title does not tell.
    pub gender: char,
    /// Whether it stands right before a name.
    pub before: bool,
}

/// All tables.
#[derive(Debug)]
pub struct Tables {
    countries: Vec<Country>,
    /// Capitals of each country, the usual one first.
    seats: Vec<&'static str>,
    /// The demonyms of each country, as its row has them.
    demonyms_of: Vec<&'static str>,
    codes: FxHashMap<&'static str, usize>,
    /// Names and aliases of countries, normalised.
    country_names: FxHashMap<String, usize>,
    demonyms: FxHashMap<String, usize>,
    capitals: FxHashMap<String, usize>,
    /// Acronyms of organisations: several may share one.
    acronyms: FxHashMap<&'static str, Vec<Organisation>>,
    /// Acronyms of organisations, media and things that need no spelling out.
    household: FxHashSet<&'static str>,
    organisations: FxHashMap<String, Organisation>,
    titles: FxHashMap<&'static str, TitleKind>,
    /// The words that titles begin with.
    title_openers: WordTable<()>,
    /// Ranks and their abbreviations, normalised.
    ranks: FxHashMap<String, TitleKind>,
    /// What titles that are written short stand for, both in lower case: "gen.", "general".
    long_titles: FxHashMap<String, String>,
    peoples: FxHashSet<&'static str>,
    given: FxHashMap<&'static str, char>,
    nicknames: FxHashMap<&'static str, Vec<&'static str>>,
    /// Family names that stand first, and whether they are of East Asia.
    family_first: FxHashMap<&'static str, bool>,
    /// Postal codes of states and provinces.
    state_codes: FxHashSet<&'static str>,
    /// The country of a state or province, by name.
    states: FxHashMap<&'static str, usize>,
    /// The names of US states in lower case, by what datelines write for them.
    dateline_states: FxHashMap<&'static str, String>,
    metonyms: FxHashMap<String, &'static str>,
}

/// Titles other than ranks that are written short before a name.
const SHORT_TITLES: &[(&str, &str)] = &[
    ("dr.", "doctor"),
    ("gov.", "governor"),
    ("lt. gov.", "lieutenant governor"),
    ("prof.", "professor"),
    ("rep.", "representative"),
    ("sen.", "senator"),
];

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// The rows of a table: cells by column, an empty text for one that is missing.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 7]> {
    table.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()).map(|line| {
        let mut cells = [""; 7];
        line.split('\t').zip(&mut cells).for_each(|(cell, slot)| *slot = cell);
        cells
    })
}

fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|item| !item.is_empty())
}

impl Tables {
    /// The tables, read on first use.
    pub fn shared() -> &'static Tables {
        &TABLES
    }

    fn read() -> Self {
        let mut tables = Tables {
            countries: Vec::new(),
            seats: Vec::new(),
            demonyms_of: Vec::new(),
            codes: FxHashMap::default(),
            country_names: FxHashMap::default(),
            demonyms: FxHashMap::default(),
            capitals: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            household: FxHashSet::default(),
            organisations: FxHashMap::default(),
            titles: FxHashMap::default(),
            title_openers: rows(include_str!("data/titles.tsv")).map(|[text, ..]| (text.split(' ').next().unwrap_or(text), ())).collect(),
            ranks: FxHashMap::default(),
            long_titles: SHORT_TITLES.iter().map(|(short, long)| ((*short).to_owned(), (*long).to_owned())).collect(),
            peoples: FxHashSet::default(),
            given: FxHashMap::default(),
            nicknames: FxHashMap::default(),
            family_first: FxHashMap::default(),
            state_codes: FxHashSet::default(),
            states: FxHashMap::default(),
            dateline_states: FxHashMap::default(),
            metonyms: FxHashMap::default(),
        };
        for [code, name, full, aliases, capitals, demonyms, _] in rows(include_str!("data/countries.tsv")) {
            let at = tables.countries.len();
            tables.countries.push(Country { code, name });
            tables.seats.push(capitals);
            tables.demonyms_of.push(demonyms);
            tables.codes.insert(code, at);
            for form in [name, full].into_iter().chain(list(aliases)) {
                tables.country_names.entry(normalised(form)).or_insert(at);
            }
            for capital in list(capitals) {
                tables.capitals.entry(normalised(capital)).or_insert(at);
            }
            for demonym in list(demonyms) {
                tables.demonyms.entry(normalised(demonym)).or_insert(at);
            }
            tables.household.extend(list(aliases).filter(|alias| alias.len() <= 4));
        }
        for [name, acronyms, aliases, _, country, household, _] in rows(include_str!("data/organisations.tsv")) {
            let organisation = Organisation { name, country: if country == "*" { "" } else { country }, household: household == "1" };
            for acronym in list(acronyms) {
                tables.acronyms.entry(acronym).or_default().push(organisation);
                if organisation.household {
                    tables.household.insert(acronym);
                }
            }
            for form in std::iter::once(name).chain(list(aliases)) {
                tables.organisations.entry(normalised(form)).or_insert(organisation);
            }
            if organisation.household {
                tables.household.insert(name);
            }
        }
        for [acronym, _, household, ..] in rows(include_str!("data/acronyms.tsv")) {
            if household == "1" {
                tables.household.insert(acronym);
            }
        }
        for [name, short, _, country, acronym, ..] in rows(include_str!("data/media.tsv")) {
            let medium = Organisation { name, country, household: true };
            for form in std::iter::once(name).chain(list(short)) {
                tables.organisations.entry(normalised(form)).or_insert(medium);
            }
            for acronym in list(acronym) {
                tables.acronyms.entry(acronym).or_default().push(medium);
            }
            tables.household.extend(std::iter::once(name).chain(list(short)).chain(list(acronym)));
        }
        for [abbreviation, full, service, ..] in rows(include_str!("data/ranks.tsv")) {
            if abbreviation.ends_with('.') {
                tables.long_titles.insert(abbreviation.to_lowercase(), full.to_owned());
            }
            for form in [abbreviation, full] {
                tables.ranks.insert(normalised(form), TitleKind { kind: service, gender: ' ', before: true });
            }
        }
        for [form, ..] in rows(include_str!("data/peoples.tsv")) {
            tables.peoples.insert(form);
        }
        for [text, kind, gender, before, ..] in rows(include_str!("data/titles.tsv")) {
            tables.titles.insert(text, TitleKind { kind, gender: gender.chars().next().unwrap_or(' '), before: before == "1" });
        }
        for [name, gender, ..] in rows(include_str!("data/given_names.tsv")) {
            tables.given.insert(name, gender.chars().next().unwrap_or('u'));
        }
        for [nickname, names, ..] in rows(include_str!("data/nicknames.tsv")) {
            tables.nicknames.entry(nickname).or_default().extend(list(names));
        }
        for [name, language, ..] in rows(include_str!("data/family_first.tsv")) {
            *tables.family_first.entry(name).or_default() |= language != "hu";
        }
        for (country, table) in [("US", include_str!("data/us_states.tsv")), ("CA", include_str!("data/ca_provinces.tsv"))] {
            let Some(&at) = tables.codes.get(country) else { continue };
            for [code, name, short, ..] in rows(table) {
                tables.state_codes.insert(code);
                if country == "US" && short != name {
                    tables.dateline_states.insert(short, normalised(name));
                }
                // Georgia is a country, too.
                if !tables.country_names.contains_key(&normalised(name)) {
                    tables.states.insert(name, at);
                }
            }
        }
        for [form, stands_for, ..] in rows(include_str!("data/metonyms.tsv")) {
            tables.metonyms.insert(normalised(form), stands_for);
        }
        tables
    }

    /// All countries.
    pub fn all_countries(&self) -> &[Country] {
        &self.countries
    }

    /// Whether a text is an ISO 3166-1 alpha-2 code, or XK.
    pub fn is_country_code(&self, code: &str) -> bool {
        self.codes.contains_key(code)
    }

    /// A country by its code.
    pub fn country_of_code(&self, code: &str) -> Option<Country> {
        self.codes.get(code).map(|at| self.countries[*at])
    }

    /// The usual capital of a country by its code.
    pub fn capital_of(&self, code: &str) -> Option<&'static str> {
        self.codes.get(code).and_then(|at| list(self.seats[*at]).next())
    }

    /// The country that a name or alias means: "U.S.", "Britain".
    pub fn country(&self, name: &str) -> Option<Country> {
        self.country_names.get(&normalised(name)).map(|at| self.countries[*at])
    }

    /// The country of a nationality: "Chinese", "Briton".
    pub fn country_of_demonym(&self, demonym: &str) -> Option<Country> {
        self.demonyms.get(&normalised(demonym)).map(|at| self.countries[*at])
    }

    /// The country that a city is a capital of.
    pub fn country_of_capital(&self, city: &str) -> Option<Country> {
        self.capitals.get(&normalised(city)).map(|at| self.countries[*at])
    }

    /// The country of a nationality, or else the one that a name means: "Chinese", "China".
    pub fn country_of_either(&self, words: &str) -> Option<Country> {
        let [country, nationality, _] = self.countries_of(&normalised(words));
        nationality.or(country)
    }

    /// What a [`normalised`] name is of which countries: the country itself, its nationality, its capital.
    pub fn countries_of(&self, normalised: &str) -> [Option<Country>; 3] {
        [&self.country_names, &self.demonyms, &self.capitals].map(|names| names.get(normalised).map(|at| self.countries[*at]))
    }

    /// The organisations with an acronym.
    pub fn acronym(&self, acronym: &str) -> &[Organisation] {
        self.acronyms.get(acronym).map_or(&[], Vec::as_slice)
    }

    /// Whether an acronym needs no spelling out.
    pub fn is_household(&self, acronym: &str) -> bool {
        self.household.contains(acronym)
    }

    /// An organisation by any form of its name.
    pub fn organisation(&self, name: &str) -> Option<Organisation> {
        self.organisations.get(&normalised(name)).copied()
    }

    /// What a title says, in lower case: "secretary of state".
    pub fn title(&self, title: &str) -> Option<TitleKind> {
        self.titles.get(title).copied()
    }

    /// Whether a title may begin with a token.
    pub fn may_begin_title(&self, text: &str, token: Token) -> bool {
        // Beyond ASCII a capital is another letter.
        self.title_openers.get(text, token).is_some() || !token.text(text).is_ascii()
    }

    /// What a rank says, by its abbreviation or in words: "Maj. Gen.", "major general".
    pub fn rank(&self, rank: &str) -> Option<TitleKind> {
        self.ranks.get(&normalised(rank)).copied()
    }

    /// A title in lower case with what its end is short for: "general" of "gen.", "state senator" of "state sen.".
    pub fn long_title(&self, title: &str) -> Option<String> {
        if !title.ends_with('.') {
            return None;
        }
        let starts = std::iter::once(0).chain(title.match_indices(' ').map(|(at, _)| at + 1));
        starts.into_iter().find_map(|at| self.long_titles.get(&title[at..]).map(|long| format!("{}{long}", &title[..at])))
    }

    /// Whether a form names a people, a religion or a political persuasion that is no country's: "Kurdish", "Catholics".
    pub fn is_people(&self, form: &str) -> bool {
        self.peoples.contains(form)
    }

    /// 'm', 'f' or 'u' (both) of a given name.
    pub fn gender_of_given_name(&self, name: &str) -> Option<char> {
        self.given.get(name).copied()
    }

    /// Whether two given names may be one: the same, or one a nickname of the other, or of a common third.
    pub fn same_given_name(&self, one: &str, other: &str) -> bool {
        let full = |name: &str| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        one == other || full(one).contains(&other) || full(other).contains(&one) || full(one).iter().any(|name| full(other).contains(name))
    }

    /// "Stephen" and "Steven": whether one nickname is short for both.
    pub fn share_nickname(&self, one: &str, other: &str) -> bool {
        self.nicknames.values().any(|full| full.contains(&one) && full.contains(&other))
    }

    /// Whether words are a demonym of a country, which it may share with another: "Congolese".
    pub fn is_demonym_of(&self, words: &str, country: Country) -> bool {
        let at = self.codes.get(country.code).copied();
        at.is_some_and(|at| list(self.demonyms_of[at]).any(|demonym| demonym.eq_ignore_ascii_case(words)))
    }

    /// The name that a nickname is short for, the first where there are several; any other name as it is.
    pub fn full_given_name<'n>(&self, name: &'n str) -> &'n str {
        self.nicknames.get(name).and_then(|names| names.first().copied()).unwrap_or(name)
    }

    /// Whether a word is a family name of peoples who put it first: Wang, Kim, Nguyen.
    pub fn is_family_first(&self, word: &str) -> bool {
        self.family_first.contains_key(word)
    }

    /// The same of those of East Asia, of which many are a letter apart: Zhang and Zheng, Wang and Yang.
    pub fn is_east_asian_family(&self, word: &str) -> bool {
        self.family_first.get(word).is_some_and(|east_asian| *east_asian)
    }

    /// Whether letters are the postal code of a US state or a Canadian province.
    pub fn is_state_code(&self, letters: &str) -> bool {
        self.state_codes.contains(letters)
    }

    /// The country of a US state or a Canadian province, by its full name; `None` where a country has that name, too.
    pub fn country_of_state(&self, name: &str) -> Option<Country> {
        self.states.get(name).map(|at| self.countries[*at])
    }

    /// The name in lower case of a US state that is written short as in datelines: "La.", "louisiana".
    pub fn state_of_dateline(&self, short: &str) -> Option<&str> {
        self.dateline_states.get(short).map(String::as_str)
    }

    /// What a place or building stands for: "the Kremlin".
    pub fn metonym(&self, form: &str) -> Option<&'static str> {
        self.metonyms.get(&normalised(form)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_from_every_table() {
        let tables = Tables::shared();
        assert_eq!(tables.country("U.S.").map(|country| country.code), Some("US"));
        assert_eq!(tables.country_of_demonym("Laotian").map(|country| country.code), Some("LA"));
        for words in ["Laotian", "Laos"] {
            assert_eq!(tables.country_of_either(words).map(|country| country.code), Some("LA"));
        }
        assert_eq!(tables.country_of_capital("Vientiane").map(|country| country.code), Some("LA"));
        assert!(tables.is_household("NATO") && !tables.is_household("ASEAN"), "ASEAN is spelled out");
        assert!(tables.title("secretary of state").is_some_and(|title| title.before));
        assert_eq!(tables.gender_of_given_name("Patricia"), Some('f'));
        assert!(tables.same_given_name("Pat", "Patrick") && !tables.same_given_name("Ann", "Bob"));
        assert!(tables.share_nickname("Stephen", "Steven") && !tables.share_nickname("Stephen", "Peter"));
        assert!(tables.is_family_first("Wang") && tables.is_family_first("Nagy"));
        assert!(tables.is_east_asian_family("Wang") && !tables.is_east_asian_family("Nagy"));
        assert_eq!(
            ["Ohio", "Quebec", "Georgia"].map(|name| tables.country_of_state(name).map(|country| country.code)),
            [Some("US"), Some("CA"), None]
        );
        assert!(tables.is_state_code("AZ") && tables.is_state_code("ON") && !tables.is_state_code("XZ"));
        assert!(tables.metonym("the Kremlin").or(tables.metonym("Kremlin")).is_some());
    }

    #[test]
    fn every_table_states_its_source_and_licence() {
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/knowledge/data")).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for word in ["# Source:", "# Licence:", "# Columns:"] {
                assert!(text.contains(word), "{} has no line {word}", path.display());
            }
        }
    }
}
