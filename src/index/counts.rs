//! What counts the same thing, among everything that an archive counts.
//!
//! An archive counts many "people". What two figures must share to speak of the same ones is their sentences' words, so each posting holds a
//! bit for each word: almost all others are left out without a look at their articles.

use super::figure::{FigureEntry, SAME_SUBJECT};
use super::{FileId, Key};
use crate::dates::Day;
use crate::reading::ContextWord;
use std::cmp::Ordering;

/// One figure that counts something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    /// What two figures share that count the same thing.
    pub key: Key,
    /// The article's day, counted from some day on; the least number where it has none.
    day: i32,
    /// The figure's value.
    pub value: f64,
    /// A bit for each word of its sentence.
    words: u64,
    pub file: FileId,
    /// Its place in the article's figures.
    pub item: u32,
    /// How many words its sentence has, as far as that can be written.
    length: u8,
}

/// The bit of a word of [`FigureEntry::context`].
fn bit(word: ContextWord) -> u64 {
    1 << word.bit()
}

/// The bits of all words of a sentence.
pub(super) fn bits(words: impl Iterator<Item = ContextWord>) -> u64 {
    words.fold(0, |bits, word| bits | bit(word))
}

impl Count {
    /// The posting of a figure; `None` where it counts nothing nameable.
    pub fn new(figure: &FigureEntry, day: Option<Day>, file: FileId, item: usize) -> Option<Self> {
        let words = bits(figure.context.iter().copied());
        let length = figure.context.len().min(usize::from(u8::MAX)) as u8;
        Some(Count { key: figure.key?, day: number(day), value: figure.value, words, file, item: item as u32, length })
    }

    /// What comes before all postings of a key.
    pub fn first(key: Key) -> Self {
        Count { key, day: i32::MIN, value: 0.0, words: 0, file: FileId(0), item: 0, length: 0 }
    }

    /// What comes before all postings of a key that are of a day or later ones.
    pub fn first_since(key: Key, day: Day) -> Self {
        Count { day: number(Some(day)), ..Count::first(key) }
    }

    /// Whether its sentence may have all words of these bits; if it has not, it is told so for certain.
    pub fn has_all(&self, bits: u64) -> bool {
        self.words & bits == bits
    }

    /// Whether its sentence may have one of the words of these bits; if it has none, it is told so for certain.
    pub fn has_any(&self, bits: u64) -> bool {
        self.words & bits != 0
    }

    /// Whether this may be in a sentence with as many of these words as [`SAME_SUBJECT`] asks for; if it is not, it is told so for certain.
    /// `bits` are those of the words.
    pub fn may_share(&self, context: &[ContextWord], bits: u64) -> bool {
        let shorter = context.len().min(usize::from(self.length));
        // Words with the same bit are not told apart here; most others are left out by it.
        let most = (self.words & bits).count_ones() as usize + context.len() - bits.count_ones() as usize;
        if (most as f64) < SAME_SUBJECT * shorter as f64 {
            return false;
        }
        let shared = context.iter().filter(|word| self.words & bit(**word) != 0).count();
        shared as f64 >= SAME_SUBJECT * shorter as f64
    }
}

/// Days in their order as numbers.
fn number(day: Option<Day>) -> i32 {
    day.map_or(i32::MIN, |day| i32::from(day.year()) * 400 + i32::from(day.day_of_year()))
}

// Value and words follow from the figure: with the place, the order is total.
impl Ord for Count {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.key, self.day, self.file, self.item)
            .cmp(&(other.key, other.day, other.file, other.item))
            .then_with(|| (self.value.to_bits(), self.words, self.length).cmp(&(other.value.to_bits(), other.words, other.length)))
    }
}

impl PartialOrd for Count {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Count {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Count {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Bound;
    use crate::index::KeyKind;
    use crate::index::figure::ShownFigure;
    use crate::text::Span;
    use proptest::prelude::*;
    use std::sync::Arc;
    use std::sync::atomic::AtomicU64;

    fn figure(words: &[(u32, bool)], named: bool) -> FigureEntry {
        // Long enough to tell a subject, some of them.
        let word =
            |number: &u32| if number.is_multiple_of(2) { number.to_string() } else { format!("harbours{number}").chars().rev().collect() };
        let mut context: Vec<ContextWord> = words.iter().map(|(number, name)| ContextWord::new(&word(number), *name)).collect();
        context.sort_unstable();
        context.dedup_by(|next, kept| next.is(*kept));
        let shown = ShownFigure {
            key: Some(Key::new(KeyKind::Figure, "entity")),
            unit: None,
            context: context.into(),
            named,
            words: "30 entities".into(),
            value: 30.0,
            bound: Bound::Exactly,
            fate: None,
            tally: false,
            role: None,
            revised: false,
            nowhere_else: AtomicU64::new(0),
        };
        FigureEntry { shown: Arc::new(shown), span: Span::new(0, 1), claim: None }
    }

    proptest! {
        #[test]
        fn none_in_a_like_sentence_is_left_out(
            one in prop::collection::vec((0u32..40, any::<bool>()), 0..20),
            other in prop::collection::vec((0u32..40, any::<bool>()), 0..20),
            named in any::<bool>(),
        ) {
            let (one, other) = (figure(&one, named), figure(&other, named));
            let count = Count::new(&other, None, FileId(0), 0).unwrap();
            let counted = one.counted();
            prop_assert!(counted.may_be(&count) || !counted.is(&other));
        }
    }
}
