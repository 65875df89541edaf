//! Tables of words, asked by token: a word is put in lower case once, when it is read, however many tables are asked for it.

use super::Token;

/// A number that all writings of a word share, with capitals or without, with straight apostrophes or curly ones; few other words have it.
pub(super) fn word_key(word: &str) -> u16 {
    // The bit that tells capitals from small letters is always set.
    let mix = |hash: u32, unit: u32| (hash.rotate_left(5) ^ (unit | 0x20)).wrapping_mul(0x9E37_79B1);
    let mut hash = 0;
    for byte in word.bytes() {
        if !byte.is_ascii() {
            hash = word.chars().map(|c| if c == '\u{2019}' { '\'' } else { c }).fold(0, |hash, c| mix(hash, u32::from(c)));
            break;
        }
        hash = mix(hash, u32::from(byte));
    }
    (hash >> 16) as u16
}

/// Whether `written` is `word`, which is in lower case with straight apostrophes; letters beyond ASCII are as they are written.
fn is_writing_of(written: &str, word: &str) -> bool {
    written.eq_ignore_ascii_case(word) || written.contains('\u{2019}') && written.replace('\u{2019}', "'").eq_ignore_ascii_case(word)
}

/// Whether a word names a day of the week or a month, in full.
pub fn is_calendar(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.contains(&word)
}

/// Whether a word is written as years are: four digits.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word ends as regular plurals do: "boats", but neither "glass" nor "bus".
pub fn has_plural_ending(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
}

/// What is known of words, however they are written.
#[derive(Debug)]
pub struct WordTable<V> {
    words: Vec<(Box<str>, V)>,
    /// As many as a power of two and twice as many as words at the least; a word's is the first free one from that of its key on.
    slots: Box<[Slot]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u16,
    /// Which word, plus one; 0 for none.
    word: u16,
}

impl<V> WordTable<V> {
    /// What is known of a token's word.
    #[inline]
    pub fn get(&self, text: &str, token: Token) -> Option<&V> {
        // Of most words nothing is.
        let first = self.slots[token.key as usize & (self.slots.len() - 1)];
        if first.word == 0 { None } else { self.find(token.key, token.text(text)) }
    }

    /// What is known of a word.
    pub fn of(&self, word: &str) -> Option<&V> {
        self.find(word_key(word), word)
    }

    fn find(&self, key: u16, written: &str) -> Option<&V> {
        let mut at = key as usize;
        loop {
            let slot = self.slots[at & (self.slots.len() - 1)];
            if slot.key == key || slot.word == 0 {
                let (word, value) = self.words.get(slot.word.checked_sub(1)? as usize)?;
                if is_writing_of(written, word) {
                    return Some(value);
                }
            }
            at += 1;
        }
    }
}

impl<W: Into<Box<str>>, V> FromIterator<(W, V)> for WordTable<V> {
    /// Of words in lower case; of one that comes again the first stays. At most 65,535 words.
    fn from_iter<I: IntoIterator<Item = (W, V)>>(words: I) -> Self {
        let words: Vec<(Box<str>, V)> = words.into_iter().map(|(word, value)| (word.into(), value)).collect();
        let mut slots = vec![Slot::default(); (2 * words.len() + 1).next_power_of_two()].into_boxed_slice();
        for (number, (word, _)) in words.iter().enumerate().take(u16::MAX as usize) {
            let key = word_key(word);
            let from = key as usize;
            let free = (from..).map(|at| at & (slots.len() - 1)).find(|at| slots[*at].word == 0);
            if let Some(free) = free {
                slots[free] = Slot { key, word: number as u16 + 1 };
            }
        }
        WordTable { words, slots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn a_word_is_found_however_it_is_written() {
        let words = ["don't", "quay", "émigré", "u.s.", "quay"];
        let table: WordTable<usize> = words.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        let text = "DON\u{2019}T Don't QUAY émigré U.S. quays";
        let found: Vec<_> = tokenize(text).iter().map(|token| table.get(text, *token).copied()).collect();
        assert_eq!(found, [Some(0), Some(0), Some(1), Some(2), Some(3), None]);
        assert_eq!((table.of("Quay"), table.of("")), (Some(&1), None));
    }

    #[test]
    fn words_with_one_key_are_told_apart() {
        let words: Vec<String> = (0..60_000).map(|number| format!("w{number}")).collect();
        let table: WordTable<usize> = words.iter().enumerate().map(|(at, word)| (word.as_str(), at)).collect();
        assert!(words.iter().enumerate().all(|(at, word)| table.of(word) == Some(&at)));
        assert!(table.of("w60000").is_none());
        let none: WordTable<()> = std::iter::empty::<(&str, ())>().collect();
        assert!(none.of("w").is_none());
    }
}
