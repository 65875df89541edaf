//! Who comes on top of those counted: "two were killed and a third died in hospital", "killed two along with a woman of 80".

use crate::reading::Fate;
use crate::text::{Token, TokenKind};

/// Ordinals from the second on.
const ORDINALS: [&str; 11] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
/// What one person is called of whom nothing else is known.
const PERSONS: [&str; 35] = [
    "person",
    "man",
    "woman",
    "boy",
    "girl",
    "child",
    "teenager",
    "baby",
    "toddler",
    "infant",
    "pensioner",
    "driver",
    "passenger",
    "pedestrian",
    "cyclist",
    "motorcyclist",
    "rider",
    "pilot",
    "soldier",
    "officer",
    "firefighter",
    "worker",
    "student",
    "pupil",
    "teacher",
    "resident",
    "bystander",
    "civilian",
    "sailor",
    "victim",
    "mother",
    "father",
    "son",
    "daughter",
    "patient",
];
/// Between an article and its noun stand no more tokens: "a 34-year-old local woman".
const DESCRIBED: usize = 8;
/// So many words after a person it may be told what happened to that one.
const NEAR: usize = 7;

/// Whether a text that goes on after a count tells of others to whom the same happened, so many that they and those counted are the total.
pub(super) fn make_up(text: &str, tokens: &[Token], fate: Fate, counted: f64, total: f64) -> bool {
    let words = Words { text, tokens, fate };
    if (1..tokens.len()).any(|at| words.ordinal(at) == Some(total) && words.is_added(at - 1, at)) {
        return true;
    }
    let added = (0..tokens.len()).filter(|at| words.person(*at).is_some_and(|noun| words.is_added(*at, noun))).count();
    counted < total && counted + added as f64 >= total
}

/// The words after a count.
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// What happened to those counted.
    fate: Fate,
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    /// The number of an ordinal behind an article that stands for a person: "a third died", "the third victim"; not "a third of them".
    fn ordinal(&self, at: usize) -> Option<f64> {
        let article = matches!(self.word(at - 1), "a" | "A" | "the" | "The") && self.word(at + 1) != "of";
        let place = ORDINALS.iter().position(|word| *word == self.word(at)).filter(|_| article)?;
        Some(place as f64 + 2.0)
    }

    /// The noun of a single person whose article stands at a place, or the place itself of "another" or "one" without a noun.
    fn person(&self, at: usize) -> Option<usize> {
        let word = self.word(at).to_lowercase();
        if !matches!(&*word, "a" | "an" | "one" | "another" | "the") {
            return None;
        }
        let inside = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Hyphen | TokenKind::Number) && !token.capital;
        let phrase = self.tokens[at + 1..].iter().take(DESCRIBED).take_while(inside);
        let noun = phrase.map(|token| token.text(self.text)).position(|word| PERSONS.contains(&word)).map(|noun| at + 1 + noun);
        let owned = noun.is_some_and(|noun| self.tokens.get(noun + 1).is_some_and(|next| next.kind == TokenKind::Possessive));
        let alone = || matches!(&*word, "one" | "another") && Fate::of(self.word(at + 1)).is_some();
        noun.filter(|_| !owned).or_else(|| alone().then_some(at))
    }

    /// Whether a person whose article and noun these are is one more: "along with a woman", "as was the driver", "a woman died later"; after "and"
    /// also one of whom nothing is told, "and a woman of 80".
    fn is_added(&self, article: usize, noun: usize) -> bool {
        let before = |back: usize| article.checked_sub(back).map_or("", |at| self.word(at));
        match (before(2), before(1)) {
            ("along" | "together", "with") | ("as", "was" | "were" | "did") | ("well", "as") => true,
            (_, "and") if self.told(noun).is_none() => {
                let next = self.tokens.get(noun + 1);
                next.is_none_or(|next| !next.is_word() || matches!(next.text(self.text), "of" | "aged" | "in" | "at" | "from" | "on"))
            }
            _ => self.told(noun) == Some(self.fate),
        }
    }

    /// What the next words of the sentence tell that happened.
    fn told(&self, from: usize) -> Option<Fate> {
        let words = self.tokens.iter().skip(from).take(NEAR).take_while(|token| token.kind != TokenKind::Stop);
        words.filter_map(|token| Fate::of(token.text(self.text))).next()
    }
}

#[cfg(test)]
mod tests {
    use super::make_up;
    use crate::reading::Fate;
    use crate::text::tokenize;

    #[test]
    fn those_who_make_up_a_total() {
        let three = |text: &str| make_up(text, &tokenize(text), Fate::Death, 2.0, 3.0);
        for text in [
            " people on Monday and a third died in hospital.",
            " people died. A third person died on Tuesday.",
            " people on Monday, and a woman died later.",
            " people along with a woman of 80.",
            " passengers were killed, as was the driver.",
            " people were killed. Another died in hospital.",
            " people in Norrvik and a 34-year-old woman in Skarvik.",
        ] {
            assert!(three(text), "{text}");
        }
        for text in [
            " people and a woman was arrested.",
            " people on Monday, a third of them in Norrvik.",
            " people on Monday. A third man was injured.",
            " people on Monday, the driver said.",
        ] {
            assert!(!three(text), "{text}");
        }
    }
}
