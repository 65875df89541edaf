//! Finds the names of records in text, word by word, the longest first.
//!
//! A name is the hash of its words without case, stops and hyphens. A million names are two hash tables: the first words with the length of
//! the longest name that begins so, and the whole names. Most words of a text begin no name, so they cost one look-up.

use super::{Record, RecordId};
use crate::text::{Token, TokenKind, tokenize};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The records that a name belongs to: nearly always one.
#[derive(Clone, Copy, Debug)]
enum Owners {
    One(RecordId),
    /// The place of a list in [`Matcher::shared`].
    Many(u32),
}

/// The names of all records.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    /// How many words the longest name has that begins with a word.
    starts: FxHashMap<u64, u8>,
    whole: FxHashMap<u64, Owners>,
    shared: Vec<Vec<RecordId>>,
}

/// A name of records in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'k> {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The records with that name.
    pub records: &'k [RecordId],
}

/// Words in the longest name.
const LONGEST: usize = 16;

impl Matcher {
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Adds a name of a record.
    pub fn add(&mut self, form: &str, record: RecordId) {
        let words: Vec<u64> = tokenize(form).into_iter().filter_map(|token| word(form, token).ok().flatten()).take(LONGEST).collect();
        let Some(first) = words.first() else { return };
        let longest = self.starts.entry(*first).or_default();
        *longest = (*longest).max(words.len() as u8);
        let Matcher { whole, shared, .. } = self;
        whole
            .entry(fold(&words))
            .and_modify(|owners| match *owners {
                Owners::One(one) if one != record => {
                    *owners = Owners::Many(shared.len() as u32);
                    shared.push(vec![one, record]);
                }
                Owners::Many(at) if !shared[at as usize].contains(&record) => shared[at as usize].push(record),
                _ => {}
            })
            .or_insert(Owners::One(record));
    }

    fn owners(&self, key: u64) -> &[RecordId] {
        match self.whole.get(&key) {
            Some(Owners::One(one)) => std::slice::from_ref(one),
            Some(Owners::Many(at)) => &self.shared[*at as usize],
            None => &[],
        }
    }

    /// The records with exactly this name, letter case and marks aside.
    pub fn get(&self, form: &str) -> &[RecordId] {
        if self.whole.is_empty() {
            return &[];
        }
        let words: Vec<u64> = tokenize(form).into_iter().filter_map(|token| word(form, token).ok().flatten()).collect();
        if words.is_empty() { &[] } else { self.owners(fold(&words)) }
    }

    /// The names in a text, the longest at each place, left to right and without overlap. `fits` judges a candidate by its records and the
    /// words as written.
    pub fn find<'k>(&'k self, text: &str, tokens: &[Token], fits: impl Fn(&[RecordId], &str) -> bool) -> Vec<Match<'k>> {
        let mut found = Vec::new();
        if self.whole.is_empty() {
            return found;
        }
        let words: Vec<Result<Option<u64>, Barrier>> = tokens.iter().map(|token| word(text, *token)).collect();
        let mut at = 0;
        while at < tokens.len() {
            let longest = match words[at] {
                Ok(Some(first)) => self.starts.get(&first).copied().unwrap_or(0),
                _ => 0,
            };
            match self.longest(text, tokens, &words, at, longest, &fits) {
                Some((end, records)) => {
                    found.push(Match { tokens: at..end, records });
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[Result<Option<u64>, Barrier>],
        start: usize,
        longest: u8,
        fits: &impl Fn(&[RecordId], &str) -> bool,
    ) -> Option<(usize, &[RecordId])> {
        let (mut key, mut count, mut best) = (SEED, 0, None);
        for (at, word) in words.iter().enumerate().skip(start) {
            match word {
                Ok(Some(word)) if count < longest => {
                    key = mix(key, *word);
                    count += 1;
                    let owners = self.owners(key);
                    if !owners.is_empty() && fits(owners, tokens[start].span.to(tokens[at].span).of(text)) {
                        best = Some((at + 1, owners));
                    }
                }
                Ok(None) if count > 0 => {}
                _ => break,
            }
        }
        best
    }
}

/// A token that no name goes across.
#[derive(Clone, Copy, Debug)]
struct Barrier;

/// The hash of a token's word; `None` for a hyphen, which names may have or not.
fn word(text: &str, token: Token) -> Result<Option<u64>, Barrier> {
    match token.kind {
        TokenKind::Hyphen => return Ok(None),
        TokenKind::Dash if token.glued => return Ok(None),
        TokenKind::Word | TokenKind::Number | TokenKind::Possessive | TokenKind::Mark => {}
        _ => return Err(Barrier),
    }
    let mut hash = SEED;
    for c in token.text(text).chars().filter(|c| !matches!(c, '.' | '\'' | '\u{2019}')) {
        if c.is_ascii() {
            hash = mix(hash, u64::from(c.to_ascii_lowercase()));
        } else {
            hash = c.to_lowercase().fold(hash, |hash, c| mix(hash, u64::from(c)));
        }
    }
    Ok(Some(hash))
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(hash: u64, next: u64) -> u64 {
    let mixed = (hash ^ next).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ mixed >> 29
}

fn fold(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |key, word| mix(key, *word))
}

/// Whether words in a text are written as a record's name is: a capital of the name is one in the text ("apple" is not "Apple", "us" not
/// "US"); further capitals begin words or stand throughout a longer name, as headlines have them.
pub(super) fn written_alike(form: &str, words: &str) -> bool {
    // Each letter or digit, and whether it begins a word.
    let letters = |text: &str| -> Vec<(char, bool)> {
        let mut inside = false;
        let marked = text.chars().map(|c| (c, !std::mem::replace(&mut inside, c.is_alphanumeric())));
        marked.filter(|(c, _)| c.is_alphanumeric()).collect()
    };
    let (form, text) = (letters(form), letters(words));
    let shouted = text.len() >= 5 && !text.iter().any(|(c, _)| c.is_lowercase());
    let alike = |(form, (text, begins)): (&(char, bool), &(char, bool))| {
        form.0 == *text || !form.0.is_uppercase() && (!text.is_uppercase() || *begins || shouted)
    };
    form.len() == text.len() && form.iter().zip(&text).all(alike)
}

/// Whether a record has a name that is written as these words are.
pub(super) fn has_name(record: &Record, words: &str) -> bool {
    record.forms().any(|form| written_alike(form, words))
}

/// Whether a record has a wrong form that is written as these words are.
pub(super) fn has_wrong(record: &Record, words: &str) -> bool {
    record.wrong.iter().any(|form| written_alike(form, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(forms: &[&str], text: &str) -> Vec<(String, Vec<u32>)> {
        let mut matcher = Matcher::default();
        forms.iter().enumerate().for_each(|(at, form)| matcher.add(form, RecordId(at as u32)));
        let tokens = tokenize(text);
        let fits = |records: &[RecordId], words: &str| records.iter().any(|id| written_alike(forms[id.0 as usize], words));
        let found = matcher.find(text, &tokens, fits);
        found
            .into_iter()
            .map(|found| {
                let span = tokens[found.tokens.start].span.to(tokens[found.tokens.end - 1].span);
                (span.of(text).to_owned(), found.records.iter().map(|id| id.0).collect())
            })
            .collect()
    }

    #[test]
    fn the_longest_name_wins() {
        let found = find(
            &["Port", "Port Authority", "Authority of Ports"],
            "The Port Authority’s chief left the Port, the Authority of Ports said.",
        );
        assert_eq!(found, [("Port Authority".into(), vec![1]), ("Port".into(), vec![0]), ("Authority of Ports".into(), vec![2])]);
    }

    #[test]
    fn stops_hyphens_and_capitals() {
        assert_eq!(find(&["US", "Lai Ching-te"], "The U.S. told us that LAI CHING-TE and Lai Ching Te met.").len(), 3);
        assert_eq!(find(&["Apple"], "an apple for Apple").len(), 1);
        assert_eq!(find(&["Ann Poe"], "Ann. Poe, Ann, Poe"), []);
        assert_eq!(find(&["Levi's", "Levi"], "Levi's and Levi"), [("Levi's".into(), vec![0]), ("Levi".into(), vec![1])]);
    }

    #[test]
    fn one_name_may_belong_to_many() {
        assert_eq!(find(&["Ann Poe", "Ann Poe", "Ann Poe"], "Ann Poe"), [("Ann Poe".into(), vec![0, 1, 2])]);
    }
}
