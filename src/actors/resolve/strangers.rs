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
    "referee",
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

/// Somebody without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stranger {
    /// Where the words for them begin.
    pub start: u32,
    /// What the noun tells.
    pub gender: Option<Gender>,
    /// Whether something is done to them, rather than that they do it.
    pub met: bool,
}

/// Those who do something in a text, "A woman drowned in", "that an engineer had warned", and men and women to whom it is done: "knew a man".
pub(super) fn strangers(text: &str) -> Vec<Stranger> {
    let mut found = Vec::new();
    // Whether a clause may begin, and whether it certainly does.
    let (mut may, mut does) = (true, true);
    let mut last = "";
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
            let more = does && MORE.contains(&next) && !IS.contains(&last) && goes_on(nouns.clone());
            let acts = |next: &str| begins || is_verb(next) || more;
            found.extend(noun.filter(|_| acts(next)).map(|gender| Stranger { start: at, gender, met: false }));
        } else if matches!(bare, "a" | "an" | "another") && bare == word && !last.ends_with(',') && !IS.contains(&last) {
            let noun = words.clone().take(3).map(|noun| noun.trim_end_matches([',', '.', ';', ':', '”', '"'])).find_map(person);
            found.extend(noun.flatten().map(|gender| Stranger { start: at, gender: Some(gender), met: true }));
        }
        last = word;
        let end = word.trim_end_matches(['”', '"', '’', ')']);
        does = end.ends_with(['.', '?', '!']) || OPENERS.contains(&bare) || SAYS.contains(&bare) || words_end_line(text, at, word);
        may = end.ends_with([',', ';', ':']) || bare == "and";
        at += word.len() as u32 + 1;
    }
    found
}

/// Words after a noun that say more of who is meant, before the verb: "A woman who lives there said".
const MORE: &[&str] = &["at", "close", "for", "from", "in", "of", "who", "whose", "with"];
/// Words after which a noun says what somebody is.
const IS: &[&str] = &["and", "are", "as", "be", "became", "become", "been", "being", "is", "like", "not", "of", "was", "were"];

/// Whether a verb comes in the sentence after the words that say more of somebody, and no name that they are about: "from Hull, Ann Poe, was".
fn goes_on<'t>(words: impl Iterator<Item = &'t str>) -> bool {
    let mut comma = false;
    for word in words.take(14) {
        if is_verb(word) {
            return true;
        }
        if comma && word.starts_with(char::is_uppercase) || word.ends_with(['.', '”', '"']) {
            return false;
        }
        comma = word.ends_with(',');
    }
    false
}

/// Whether somebody who has no name stands in the clause before "and", right before "he" or "she": "I asked the referee and he said".
pub(super) fn is_met_before(before: &str, gender: Gender) -> bool {
    let Some(clause) = before.strip_suffix("and ") else { return false };
    let clause = clause.rsplit(['.', '“', '"', ';', '\n']).next().unwrap_or("");
    let mut words = clause.split(' ').rev().filter(|word| !word.is_empty()).take(8).peekable();
    while let Some(noun) = words.next() {
        let fits = person(noun).is_some_and(|kind| kind.is_none_or(|kind| kind == gender));
        if fits && words.peek().is_some_and(|owner| matches!(*owner, "a" | "an" | "the" | "my" | "our" | "his" | "her" | "their")) {
            return true;
        }
    }
    false
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
        assert_eq!(strangers("A man drowned in"), [Stranger { start: 0, gender: Some(Gender::Male), met: false }]);
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
