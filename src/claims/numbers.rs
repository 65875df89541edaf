//! Numbers in digits and words, and the tables of what bounds and measures them.

use super::Bound;
use super::words::{Tag, Word, lowered};
use crate::text::{Token, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a number word is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// One to nineteen.
    Unit,
    Tens,
    Scale,
    /// Glued to digits: "40bn".
    Suffix,
}

/// The numbers, bounds and units of the tables.
pub(super) struct Tables {
    numbers: FxHashMap<&'static [u8], (f64, NumberKind)>,
    /// Phrases before a number, the longest first.
    pub before: Vec<(Vec<&'static str>, Bound)>,
    /// Phrases after a number.
    pub after: Vec<(Vec<&'static str>, Bound)>,
    /// Units by their form, with whether they stand before the number.
    pub units: FxHashMap<&'static [u8], (bool, &'static str)>,
}

pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { numbers: FxHashMap::default(), before: Vec::new(), after: Vec::new(), units: FxHashMap::default() };
    for [word, value, kind] in rows(include_str!("data/numbers.tsv")) {
        let kind = match kind {
            "unit" => NumberKind::Unit,
            "tens" => NumberKind::Tens,
            "scale" => NumberKind::Scale,
            _ => NumberKind::Suffix,
        };
        tables.numbers.insert(word.as_bytes(), (value.parse().unwrap_or(0.0), kind));
    }
    for [bound, side, words] in rows(include_str!("data/bounds.tsv")) {
        let bound = match bound {
            "more-than" => Bound::MoreThan,
            "at-least" => Bound::AtLeast,
            "fewer-than" => Bound::FewerThan,
            "at-most" => Bound::AtMost,
            _ => Bound::About,
        };
        let list = if side == "before" { &mut tables.before } else { &mut tables.after };
        list.push((words.split(' ').collect(), bound));
    }
    // The longest phrase first: "no more than" before "more than".
    tables.before.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    for [side, form, unit] in rows(include_str!("data/units.tsv")) {
        tables.units.insert(form.as_bytes(), (side == "before", unit));
    }
    tables
});

fn rows(data: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// The numbers of a paragraph, in digits and in words, with their first tokens.
pub fn numbers(text: &str, tokens: &[Token]) -> Vec<(f64, usize)> {
    let reader = Reader { text, tokens, tagged: &[] };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.value(at) {
            Some((value, next)) => {
                found.push((value, at));
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// A paragraph's tokens.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub tagged: &'a [Word],
}

impl Reader<'_> {
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.tagged.get(at).map_or(Tag::Mark, |word| word.tag)
    }

    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    pub fn number(&self, at: usize) -> Option<(f64, NumberKind)> {
        lowered(self.word(at), |bytes| TABLES.numbers.get(bytes).copied())
    }

    /// A number in digits or words from `first`, its scale included, and the token after it.
    pub fn value(&self, first: usize) -> Option<(f64, usize)> {
        let mut at = first;
        let mut value;
        if self.tokens[first].kind == TokenKind::Number {
            let digits: String = self.word(first).chars().filter(|c| *c != ',').collect();
            value = digits.parse::<f64>().ok()?;
            at += 1;
            // "40bn", "40 bn"; a single letter only right after the digits.
            if let Some((scale, NumberKind::Suffix)) = self.number(at).filter(|_| self.glued(at) || self.word(at).len() == 2) {
                return Some((value * scale, at + 1));
            }
        } else {
            value = 0.0;
            let mut last = None;
            while let Some((number, kind)) = self.number(at) {
                match (kind, last) {
                    (NumberKind::Unit, None | Some(NumberKind::Scale | NumberKind::Tens))
                    | (NumberKind::Tens, None | Some(NumberKind::Scale)) => {
                        value += number;
                    }
                    (NumberKind::Scale, None) => value = number,
                    (NumberKind::Scale, Some(_)) => value *= number,
                    _ => break,
                }
                last = Some(kind);
                at += 1;
                let hyphen = self.is(at, "-") && self.glued(at) && self.glued(at + 1) && kind == NumberKind::Tens;
                if hyphen && self.number(at + 1).is_some_and(|(_, kind)| kind == NumberKind::Unit) {
                    at += 1;
                }
                // "million" closes a number unless a smaller one follows directly.
                if kind == NumberKind::Scale && self.number(at).is_none() {
                    break;
                }
            }
            return (at > first).then_some((value, at));
        }
        while let Some((scale, NumberKind::Scale)) = self.number(at) {
            value *= scale;
            at += 1;
        }
        Some((value, at))
    }
}
