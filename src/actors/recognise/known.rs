//! What the tables know a word as.

use super::gazetteer::{
    ACRONYM, COMMON_GIVEN, COUNTRY, DEMONYM, EITHER, GIVEN, Gazetteer, MEDIUM, ORDINARY, ORGANISATION, OTHER, PEOPLE, RANK, SURNAME,
};
use super::hash;

/// What the tables know a word as, in any letter case.
#[derive(Clone, Copy, Debug)]
pub struct KnownAs(u32);

impl KnownAs {
    /// Of a word as written.
    pub fn of(word: &str) -> Self {
        let lower = if word.is_ascii() { hash::lower(word) } else { hash::text(word.to_lowercase().as_bytes()) };
        KnownAs(Gazetteer::shared().word(lower))
    }

    fn is(self, kinds: u32) -> bool {
        self.0 & kinds != 0
    }

    /// Whether any table knows it: an ordinary word of English, or part of a name.
    pub fn is_anything(self) -> bool {
        self.0 != 0
    }

    /// Whether it is a body's letters.
    pub fn is_acronym(self) -> bool {
        self.is(ACRONYM)
    }

    /// Whether it is a newspaper's, broadcaster's or agency's name.
    pub fn is_medium(self) -> bool {
        self.is(MEDIUM)
    }

    /// Whether it is a word of English, written with a capital or not.
    pub fn is_word(self) -> bool {
        self.is(ORDINARY | EITHER)
    }

    /// Whether it is part of persons' names.
    pub fn is_name(self) -> bool {
        self.is(GIVEN | SURNAME)
    }

    /// Whether it is a family name.
    pub fn is_family_name(self) -> bool {
        self.is(SURNAME)
    }

    /// Whether it is a given name, and not rather a word of the language: "Young" is seldom one.
    pub fn is_given_name(self) -> bool {
        self.is(GIVEN) && (!self.is_word() || self.is(COMMON_GIVEN))
    }

    /// Whether it is something, and no given name: "Filipino", "AG".
    pub fn is_no_given_name(self) -> bool {
        self.is(ORDINARY | EITHER | DEMONYM | PEOPLE | RANK | ACRONYM | OTHER) && !self.is(GIVEN)
    }

    /// Whether it is an ordinary word of English or a given name, and no table has it as letters or a body's name.
    pub fn is_ordinary(self) -> bool {
        self.is(ORDINARY | GIVEN) && !self.is(ORGANISATION | ACRONYM | MEDIUM | COUNTRY)
    }

    /// Whether it is a word of English or part of a name, and no table has it as letters.
    pub fn is_plain(self) -> bool {
        (self.is_word() || self.is_name()) && !self.is(ORGANISATION | ACRONYM | MEDIUM | COUNTRY | OTHER)
    }
}
