//! People without a name, by the nouns for them: who of them does something in a text, and what gender a noun after a name gives.

use super::clauses::{BEFORE_VERB, NO_PREDICATE, OPENERS, SAYS};
use crate::actors::Gender;
use crate::knowledge::Tables;

/// Nouns for men and boys.
const MALE: &[&str] = &[
    "boy",
    "boyfriend",
    "brother",
    "businessman",
    "dad",
    "father",
    "gentleman",
    "grandfather",
    "grandson",
    "gunman",
    "husband",
    "man",
    "nephew",
    "policeman",
    "salesman",
    "son",
    "spokesman",
    "stepfather",
    "stepson",
    "uncle",
    "widower",
];
/// Nouns for women and girls.
const FEMALE: &[&str] = &[
    "actress",
    "aunt",
    "businesswoman",
    "daughter",
    "girl",
    "girlfriend",
    "granddaughter",
    "grandmother",
    "lady",
    "mom",
    "mother",
    "mum",
    "niece",
    "policewoman",
    "sister",
    "spokeswoman",
    "stepdaughter",
    "stepmother",
    "waitress",
    "widow",
    "wife",
    "woman",
];
/// Nouns for anybody, beside the titles.
const ANYBODY: &[&str] = &[
    "aide",
    "attorney",
    "baby",
    "boss",
    "caller",
    "child",
    "colleague",
    "cousin",
    "customer",
    "driver",
    "employee",
    "friend",
    "lawyer",
    "neighbor",
    "neighbour",
    "official",
    "partner",
    "passenger",
    "person",
    "pupil",
    "resident",
    "soldier",
    "source",
    "spokesperson",
    "student",
    "survivor",
    "suspect",
    "teenager",
    "toddler",
    "victim",
    "witness",
    "worker",
];

/// The gender that a noun for persons has; `Some(None)` for anybody's.
fn person(noun: &str) -> Option<Option<Gender>> {
    if MALE.binary_search(&noun).is_ok() {
        Some(Some(Gender::Male))
    } else if FEMALE.binary_search(&noun).is_ok() {
        Some(Some(Gender::Female))
    } else if ANYBODY.binary_search(&noun).is_ok() {
        Some(None)
    } else {
        let title = Tables::shared().title(noun.trim_end_matches(char::is_whitespace));
        title.filter(|title| matches!(title.kind, "office" | "military" | "police" | "job" | "academic" | "business")).map(|_| None)
    }
}

/// The gender that an apposition after a name gives: ", 45, a mother of two".
pub(super) fn apposition(after: &str) -> Option<Gender> {
    let mut words = after.strip_prefix(", ")?.split(' ').take(9).peekable();
    if let Some(age) = words.peek().and_then(|word| word.strip_suffix(',')) {
        if age.len() > 3 || !age.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        words.next();
    }
    if !matches!(words.next()?, "a" | "an" | "the") {
        return None;
    }
    for word in words {
        let bare = word.trim_end_matches([',', '.', ';']);
        if let Some(Some(gender)) = person(bare) {
            return Some(gender);
        }
        if bare.len() < word.len() || NO_PREDICATE.contains(&bare) || !bare.starts_with(char::is_alphanumeric) {
            return None;
        }
    }
    None
}

/// Where somebody without a name does something in a text, with the gender of the noun: "A woman drowned in", "that an engineer had warned".
pub(super) fn strangers(text: &str) -> Vec<(u32, Option<Gender>)> {
    let mut found = Vec::new();
    // Whether a clause may begin, and whether it certainly does.
    let (mut may, mut does) = (true, true);
    let mut words = text.split([' ', '\n']);
    let mut at = 0;
    while let Some(word) = words.next() {
        let bare = word.trim_start_matches(['“', '"', '‘', '\'', '(']);
        does |= bare.len() < word.len();
        if (may || does) && bare.len() <= 7 && OWNERS.contains(&bare) {
            let mut nouns = words.clone();
            let noun = nouns.by_ref().take(4).find_map(person);
            let next = nouns.next().unwrap_or("");
            let begins = does && noun.flatten().is_some() && next.starts_with(char::is_lowercase) && !NO_PREDICATE.contains(&next);
            found.extend(noun.filter(|_| begins || is_verb(next)).map(|gender| (at, gender)));
        }
        let end = word.trim_end_matches(['”', '"', '’', ')']);
        does = end.ends_with(['.', '?', '!']) || OPENERS.contains(&bare) || SAYS.contains(&bare) || words_end_line(text, at, word);
        may = end.ends_with([',', ';', ':']) || bare == "and";
        at += word.len() as u32 + 1;
    }
    found
}

/// Whether a word is the last of its line.
fn words_end_line(text: &str, at: u32, word: &str) -> bool {
    text.as_bytes().get(at as usize + word.len()) == Some(&b'\n')
}

/// Words before a noun for somebody who has no name, or is somebody's.
const OWNERS: &[&str] =
    &["A", "An", "Another", "Her", "His", "My", "Our", "Their", "a", "an", "another", "her", "his", "my", "our", "their"];

/// Whether a word after a subject is surely a verb.
fn is_verb(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ';']);
    BEFORE_VERB.contains(&word) || SAYS.contains(&word) || word.len() > 4 && word.ends_with("ed") || matches!(word, "told" | "left" | "met")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nouns_are_sorted() {
        assert!([MALE, FEMALE, ANYBODY].iter().all(|nouns| nouns.is_sorted()));
    }

    #[test]
    fn who_has_no_name_may_be_meant() {
        for text in [
            "Poe left. A woman drowned in",
            "Poe showed that an engineer had warned",
            "Poe died. “My mother was ill.",
            "My boy sits",
            "Poe was there, and a girl played with",
            "Poe left. His cousin said",
        ] {
            assert_eq!(strangers(text).len(), 1, "{text}");
        }
        assert_eq!(strangers("A man drowned in"), [(0, Some(Gender::Male))]);
        for text in ["Poe, a nurse from Cork, lost", "Poe was a nurse when", "Poe left. His mother, Ann, kept", "Poe told a nurse that"] {
            assert_eq!(strangers(text), [], "{text}");
        }
    }

    #[test]
    fn an_apposition_tells_the_gender() {
        assert_eq!(apposition(", 45, a mother of two, said"), Some(Gender::Female));
        assert_eq!(apposition(", the first woman to"), Some(Gender::Female));
        assert_eq!(apposition(", a retired businessman."), Some(Gender::Male));
        for after in [", a friend of the woman", ", who is a mother", ", the mayor, a mother", " a mother", ", 45, left"] {
            assert_eq!(apposition(after), None, "{after}");
        }
    }
}
