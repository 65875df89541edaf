//! Finds the names of records in text, word by word, the longest first.
//!
//! A name is the hash of its words without case, stops and hyphens. A million names are two tables of hashes: the first words with the length
//! of the longest name that begins so, and the whole names. Most words of a text begin no name, so they cost one look-up.

use super::lookup::Lookup;
use super::{RecordId, RecordView};
use crate::text::{Token, TokenKind, tokenize};
use std::ops::Range;

/// The names of all records.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    /// How many words the longest name has that begins with a word.
    starts: Lookup<u8>,
    whole: Lookup<RecordId>,
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
    /// Names with the records that they belong to.
    pub fn of<'f>(names: impl Iterator<Item = (&'f str, RecordId)>) -> Self {
        let (mut starts, mut whole) = (Vec::new(), Vec::new());
        for (form, record) in names {
            let mut words = words(form).take(LONGEST);
            let Some(first) = words.next() else { continue };
            let (key, length) = words.fold((mix(SEED, first), 1), |(key, length), word| (mix(key, word), length + 1));
            starts.push((first, length));
            whole.push((key, record));
        }
        // The longest comes first.
        starts.sort_unstable_by(|one, other| other.cmp(one));
        starts.dedup_by_key(|(first, _)| *first);
        Matcher { starts: Lookup::of(starts), whole: Lookup::of(whole) }
    }

    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// The records with exactly this name, letter case and marks aside.
    pub fn get(&self, form: &str) -> &[RecordId] {
        if self.whole.is_empty() {
            return &[];
        }
        let mut words = words(form).peekable();
        if words.peek().is_none() { &[] } else { self.whole.get(words.fold(SEED, mix)) }
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
                Ok(Some(first)) => self.starts.get(first).first().copied().unwrap_or(0),
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
                    let owners = self.whole.get(key);
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

/// The hashes of a name's words.
fn words(form: &str) -> impl Iterator<Item = u64> {
    tokenize(form).into_iter().filter_map(|token| word(form, token).ok().flatten())
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
pub(super) fn has_name(record: RecordView<'_>, words: &str) -> bool {
    record.forms().any(|form| written_alike(form, words))
}

/// Whether a record has a wrong form that is written as these words are.
pub(super) fn has_wrong(record: RecordView<'_>, words: &str) -> bool {
    record.wrong().any(|form| written_alike(form, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(forms: &[&str], text: &str) -> Vec<(String, Vec<u32>)> {
        let matcher = Matcher::of(forms.iter().enumerate().map(|(at, form)| (*form, RecordId(at as u32))));
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
