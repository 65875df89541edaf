//! The built-in tables as the model sees them: each word and each sequence of words to the kinds of entries it is.

use super::hash;
use super::sheet::push_form;
use crate::text::{Unpacker, put_number, tokenize};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A country or territory.
pub const COUNTRY: u32 = 1 << 0;
/// A city or other place.
pub const PLACE: u32 = 1 << 1;
/// A state or province.
pub const STATE: u32 = 1 << 2;
/// An adjective or noun of nationality.
pub const DEMONYM: u32 = 1 << 3;
/// A name of an organisation.
pub const ORGANISATION: u32 = 1 << 4;
/// An acronym of an organisation.
pub const ACRONYM: u32 = 1 << 5;
/// A newspaper, broadcaster or agency.
pub const MEDIUM: u32 = 1 << 6;
/// A place that stands for a government.
pub const METONYM: u32 = 1 << 7;
/// A given name.
pub const GIVEN: u32 = 1 << 8;
/// A surname.
pub const SURNAME: u32 = 1 << 9;
/// A title or office.
pub const TITLE: u32 = 1 << 10;
/// A rank.
pub const RANK: u32 = 1 << 11;
/// An acronym of something else.
pub const OTHER: u32 = 1 << 12;
/// Begins a place of several words.
pub const PLACE_BEGIN: u32 = 1 << 13;
/// Continues a place of several words.
pub const PLACE_INSIDE: u32 = 1 << 14;
/// Begins an organisation of several words.
pub const ORGANISATION_BEGIN: u32 = 1 << 15;
/// Continues an organisation of several words.
pub const ORGANISATION_INSIDE: u32 = 1 << 16;
/// Begins or continues a title of several words.
pub const TITLE_PART: u32 = 1 << 17;
/// Begins or continues a nationality of several words.
pub const DEMONYM_PART: u32 = 1 << 18;
/// A people, religion or political persuasion.
pub const PEOPLE: u32 = 1 << 19;
/// A name given to many.
pub const COMMON_GIVEN: u32 = 1 << 20;
/// A city of more than 300 thousand, or no city.
pub const LARGE: u32 = 1 << 21;
/// A name or place that is also an ordinary word, or a place that is also a person's name.
pub const AMBIGUOUS: u32 = 1 << 22;
/// A family name of many.
pub const COMMON_SURNAME: u32 = 1 << 23;
/// An ordinary word, seldom part of a name.
pub const ORDINARY: u32 = 1 << 24;
/// A word that is written with and without a capital.
pub const EITHER: u32 = 1 << 25;
/// How many bits the model sees.
pub const BITS: u32 = 26;
/// A body that many countries have: "Foreign Ministry", "Army". For rules alone.
pub const GENERIC: u32 = 1 << 26;

/// The bits of a word inside a sequence that the tables know as `bits`.
pub fn in_sequence(bits: u32, first: bool) -> u32 {
    let mut found = 0;
    if bits & (COUNTRY | PLACE | STATE | METONYM) != 0 {
        found |= if first { PLACE_BEGIN } else { PLACE_INSIDE };
    }
    if bits & (ORGANISATION | ACRONYM | MEDIUM) != 0 {
        found |= if first { ORGANISATION_BEGIN } else { ORGANISATION_INSIDE };
    }
    if bits & (TITLE | RANK) != 0 {
        found |= TITLE_PART;
    }
    if bits & (DEMONYM | PEOPLE) != 0 {
        found |= DEMONYM_PART;
    }
    found
}

/// The kinds of a word in few values: its most telling kind, and whether it is a person's name too.
pub fn summary(bits: u32) -> u32 {
    const ORDER: &[u32] = &[
        DEMONYM | PEOPLE | DEMONYM_PART,
        COUNTRY | STATE,
        PLACE_BEGIN,
        PLACE_INSIDE,
        ORGANISATION_BEGIN,
        ORGANISATION_INSIDE,
        ORGANISATION | MEDIUM,
        ACRONYM | METONYM,
        TITLE | RANK | TITLE_PART,
        LARGE,
        PLACE,
        OTHER,
    ];
    let first = ORDER.iter().position(|kinds| bits & kinds != 0).map_or(0, |at| at as u32 + 1);
    let given = if bits & COMMON_GIVEN != 0 { 2 } else { u32::from(bits & GIVEN != 0) };
    let surname = if bits & COMMON_SURNAME != 0 { 2 } else { u32::from(bits & SURNAME != 0) };
    let word = if bits & ORDINARY != 0 { 2 } else { u32::from(bits & EITHER != 0) };
    first | given << 4 | surname << 6 | word << 8
}

/// The tables, by hashes of lower-case words.
#[derive(Debug, Default)]
pub struct Gazetteer {
    words: FxHashMap<u32, u32>,
    sequences: FxHashMap<u32, u32>,
    /// The hash of a hyphen.
    pub hyphen: u32,
}

/// Marks an entry of [`Gazetteer::sequences`] that longer entries begin with.
const PREFIX: u32 = 1 << 31;
/// Tokens in the longest entry.
const LONGEST: usize = 10;

/// One table: its text, the bits of each column (0 leaves a column out), and bits that other cells of a row add.
type Table = (&'static str, &'static [u32], fn(&[&str]) -> u32);

const TABLES: &[Table] = &[
    (include_str!("../../knowledge/data/countries.tsv"), &[0, COUNTRY, COUNTRY, COUNTRY, PLACE, DEMONYM], plain),
    (include_str!("../../knowledge/data/us_states.tsv"), &[0, STATE, STATE, PLACE, DEMONYM], plain),
    (include_str!("../../knowledge/data/ca_provinces.tsv"), &[0, STATE, STATE, PLACE, DEMONYM], plain),
    (include_str!("../../knowledge/data/places.tsv"), &[PLACE, 0, 0, 0, PLACE], place),
    (include_str!("../../knowledge/data/organisations.tsv"), &[ORGANISATION, ACRONYM, ORGANISATION], organisation),
    (include_str!("../../knowledge/data/media.tsv"), &[MEDIUM, MEDIUM, 0, 0, ACRONYM], plain),
    (include_str!("../../knowledge/data/metonyms.tsv"), &[METONYM], plain),
    (include_str!("../../knowledge/data/ranks.tsv"), &[RANK, RANK], plain),
    (include_str!("../../knowledge/data/titles.tsv"), &[TITLE], plain),
    (include_str!("../../knowledge/data/peoples.tsv"), &[PEOPLE], plain),
    (include_str!("../../knowledge/data/given_names.tsv"), &[GIVEN], given),
    (include_str!("../../knowledge/data/nicknames.tsv"), &[GIVEN, GIVEN], plain),
    (include_str!("../../knowledge/data/surnames.tsv"), &[SURNAME], surname),
    (include_str!("../../knowledge/data/family_first.tsv"), &[SURNAME], plain),
    (include_str!("../../knowledge/data/acronyms.tsv"), &[OTHER], plain),
];

fn plain(_: &[&str]) -> u32 {
    0
}

fn cell<'a>(cells: &[&'a str], at: usize) -> &'a str {
    cells.get(at).copied().unwrap_or("")
}

/// Each word with a capital, as abbreviations are written before names.
fn capitalised(form: &str) -> String {
    let mut begin = true;
    let capital = |c: char| {
        let c = if begin { c.to_ascii_uppercase() } else { c };
        begin = c == ' ' || c == '-';
        c
    };
    form.chars().map(capital).collect()
}

fn mark(holds: bool, bit: u32) -> u32 {
    if holds { bit } else { 0 }
}

fn place(cells: &[&str]) -> u32 {
    let large = matches!(cell(cells, 3), "4" | "5" | "6") || cell(cells, 2) != "city" || cell(cells, 6) == "1";
    mark(large, LARGE) | mark(cell(cells, 5) == "1", AMBIGUOUS)
}

fn organisation(cells: &[&str]) -> u32 {
    mark(cell(cells, 4) == "*" && cell(cells, 3) != "party", GENERIC)
}

fn given(cells: &[&str]) -> u32 {
    mark(cell(cells, 2) >= "4", COMMON_GIVEN) | mark(cell(cells, 3) == "1", AMBIGUOUS)
}

fn surname(cells: &[&str]) -> u32 {
    mark(cell(cells, 1) >= "4", COMMON_SURNAME) | mark(cell(cells, 2) == "1", AMBIGUOUS)
}

static SHARED: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut gazetteer = Gazetteer { hyphen: hash::text(b"-"), ..Gazetteer::default() };
    let mut cells = Vec::new();
    for (table, columns, more) in TABLES {
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            cells.clear();
            cells.extend(line.split('\t'));
            let more = more(&cells);
            for (cell, bits) in cells.iter().zip(*columns).filter(|(_, bits)| **bits != 0) {
                cell.split('|').filter(|form| !form.is_empty()).for_each(|form| gazetteer.add(form, bits | more));
            }
        }
    }
    for (word, bits) in read_words(include_bytes!("../data/words.bin")) {
        *gazetteer.words.entry(word).or_default() |= bits;
    }
    gazetteer
});

/// Ordinary words by their hashes: rising differences in groups of seven bits, doubled, odd for [`EITHER`].
fn read_words(bytes: &[u8]) -> Vec<(u32, u32)> {
    let (mut bytes, mut word) = (Unpacker::new(bytes), 0u32);
    let next = || {
        let number = bytes.number()?;
        word = word.wrapping_add((number >> 1) as u32);
        Some((word, if number & 1 == 1 { EITHER } else { ORDINARY }))
    };
    std::iter::from_fn(next).collect()
}

/// Writes words as [`read_words`] reads them; `words` are sorted.
pub fn write_words(words: &[(u32, bool)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = 0;
    for (word, either) in words {
        put_number(&mut out, u64::from(word - last) << 1 | u64::from(*either));
        last = *word;
    }
    out
}

impl Gazetteer {
    /// The built-in tables.
    pub fn shared() -> &'static Gazetteer {
        &SHARED
    }

    fn add(&mut self, form: &str, bits: u32) {
        let mut lower = String::new();
        let mut tokens = Vec::new();
        // "gov." keeps its stop before a name, where it is written "Gov.".
        let end = form.len();
        let form = match form.ends_with('.') {
            true => capitalised(form) + " A",
            false => form.to_owned(),
        };
        for token in tokenize(&form).into_iter().filter(|token| token.span.end as usize <= end) {
            lower.clear();
            push_form(&form, &token, &mut lower);
            tokens.push(hash::text(lower.as_bytes()));
        }
        let Some((first, rest)) = tokens.split_first() else { return };
        if rest.is_empty() {
            *self.words.entry(*first).or_default() |= bits;
        }
        if tokens.len() > LONGEST {
            return;
        }
        let mut key = *first;
        for next in rest {
            *self.sequences.entry(key).or_default() |= PREFIX;
            key = hash::pair(key, *next);
        }
        if !rest.is_empty() {
            *self.sequences.entry(key).or_default() |= bits;
        }
    }

    /// The kinds of a single word.
    pub fn word(&self, low: u32) -> u32 {
        self.words.get(&low).copied().unwrap_or(0)
    }

    /// The kinds of an entry that is exactly `words`; 0 if there is none.
    pub fn whole(&self, mut words: impl Iterator<Item = u32>) -> u32 {
        let Some(first) = words.next() else { return 0 };
        let Some(second) = words.next() else { return self.word(first) };
        let key = words.fold(hash::pair(first, second), hash::pair);
        self.sequences.get(&key).map_or(0, |entry| entry & !PREFIX)
    }

    /// The longest entry of two words or more at the start of `words`: its length in tokens and its kinds.
    pub fn longest(&self, words: impl Iterator<Item = u32>) -> Option<(usize, u32)> {
        let mut key = 0;
        let mut found = None;
        for (at, low) in words.take(LONGEST).enumerate() {
            key = if at == 0 { low } else { hash::pair(key, low) };
            let entry = self.sequences.get(&key).copied().unwrap_or(0);
            if at > 0 && entry & !PREFIX != 0 {
                found = Some((at + 1, entry & !PREFIX));
            }
            if entry & PREFIX == 0 {
                break;
            }
        }
        found
    }
}
