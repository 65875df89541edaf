//! Common nouns that are written with a capital and name nobody when they stand alone.

use super::label::Sort;
use super::rules::Found;
use super::sheet::{Sheet, shape};
use crate::actors::ActorClass;

/// Kinds of bodies, places and offices, days and months; sorted. Bodies that are named by the noun alone ("Parliament", "Congress", "the Fed")
/// are not among them.
const NOUNS: &[&str] = &[
    "agency",
    "april",
    "august",
    "bureau",
    "commission",
    "county",
    "court",
    "december",
    "embassy",
    "environment",
    "february",
    "friday",
    "government",
    "indigenous",
    "january",
    "judiciary",
    "july",
    "june",
    "kingdom",
    "monday",
    "mp",
    "municipality",
    "ngo",
    "november",
    "october",
    "opposition",
    "president",
    "region",
    "resort",
    "saturday",
    "science",
    "september",
    "state",
    "sunday",
    "thursday",
    "trade",
    "tuesday",
    "university",
    "wednesday",
];

/// Whether a name that is no person's is one of these nouns, or letters in the plural ("MPs", "NGOs").
pub fn is_common(sheet: &Sheet, name: &Found) -> bool {
    let form = sheet.form(name.start);
    let word = sheet.words[name.start];
    let letters = word.shape == shape::MIXED && word.length <= 5 && form.ends_with('s');
    name.end - name.start == 1 && name.sort != Sort::Actor(ActorClass::Person) && (letters || NOUNS.binary_search(&form).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nouns_are_sorted() {
        assert!(NOUNS.is_sorted());
    }
}
