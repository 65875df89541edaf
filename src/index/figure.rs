//! A figure as the index keeps it, and when two of them count the same thing.

use super::counts::{Count, bits};
use super::key::{Key, KeyKind};
use crate::claims::{Bound, Figure};
use crate::reading::{ContextWord, Reading};
use crate::text::Span;

/// How alike the sentences of two figures are that count the same thing.
pub(super) const SAME_SUBJECT: f64 = 0.6;

/// A figure.
#[derive(Clone, Debug)]
pub struct FigureEntry {
    /// What two figures share that count the same thing; `None` where it counts nothing nameable.
    pub key: Option<Key>,
    /// A currency, "percent" or a unit of measure.
    pub unit: Option<Box<str>>,
    /// The content words of its sentence, sorted: figures in like sentences speak of the same thing.
    pub context: Box<[ContextWord]>,
    /// The number with its bound and unit.
    pub span: Span,
    /// As written, with what it counts.
    pub words: Box<str>,
    /// Its value.
    pub value: f64,
    /// How it bounds.
    pub bound: Bound,
    /// The statement that it stands in, by its place in [`Entry::claims`](super::Entry::claims).
    pub claim: Option<u32>,
}

impl FigureEntry {
    /// What the index keeps of a figure of a reading.
    pub(super) fn new(reading: &Reading, figure: &Figure) -> Self {
        FigureEntry {
            key: counts_something(figure).then(|| Key::new(KeyKind::Figure, (&figure.key, &figure.unit))),
            unit: figure.unit.as_deref().map(Box::from),
            context: context(reading, figure),
            span: figure.span,
            words: figure.counted.map_or(figure.span, |counted| figure.span.to(counted)).of(&reading.text).into(),
            value: figure.value,
            bound: figure.bound,
            claim: figure.claim,
        }
    }

    /// Whether both count the same thing: the same phrase that names whom it counts, as by a nationality, or the same phrase in like sentences that
    /// share a name. Without one, two killed here and three killed there are told in the same words.
    pub fn counts_the_same(&self, other: &FigureEntry) -> bool {
        self.counted().is(other)
    }

    /// Whether both give the same figure of the same thing, however they bound it.
    pub fn gives_the_same(&self, other: &FigureEntry) -> bool {
        self.key == other.key && self.unit == other.unit && self.value == other.value
    }

    /// Whether both values can be true of one thing: they are the same, or either is about the other.
    pub fn may_equal(&self, other: &FigureEntry) -> bool {
        let loose = self.bound == Bound::About || other.bound == Bound::About;
        self.value == other.value || loose && (self.value - other.value).abs() <= 0.1 * self.value.abs()
    }

    /// What it counts, to compare many others with.
    pub(super) fn counted(&self) -> Counted<'_> {
        Counted { figure: self, named: self.names_something(), bits: bits(&self.context) }
    }

    /// Whether the words after the number are several, one of them with a capital.
    fn names_something(&self) -> bool {
        let after = self.words.split_whitespace().skip_while(|word| !word.contains(|c: char| c.is_ascii_digit())).skip(1);
        self.unit.is_none() && after.clone().count() >= 2 && after.into_iter().any(|word| word.starts_with(char::is_uppercase))
    }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'f> {
    figure: &'f FigureEntry,
    named: bool,
    /// Those of its context.
    bits: u64,
}

impl Counted<'_> {
    /// Whether a posting's figure may count it; if not, it is told so for certain. A figure is in its own sentence.
    pub fn may_be(self, count: &Count) -> bool {
        self.named || count.may_share(&self.figure.context, self.bits)
    }

    /// Whether another figure counts it too.
    pub fn is(self, other: &FigureEntry) -> bool {
        self.figure.key.is_some()
            && self.figure.key == other.key
            && (self.named
                || alike(&self.figure.context, &other.context) >= SAME_SUBJECT && share_a_name(&self.figure.context, &other.context))
    }
}

/// Whether a figure counts what can be told from other things: "50 cents" are the price of anything.
fn counts_something(figure: &Figure) -> bool {
    const MONEY: [&str; 16] = [
        "cent", "penny", "pence", "dollar", "pound", "euro", "franc", "mark", "yen", "yuan", "peso", "rupee", "rouble", "ruble", "krona",
        "krone",
    ];
    let head = figure.key.rsplit(' ').next().unwrap_or_default();
    !head.is_empty() && !MONEY.contains(&head)
}

/// What the sentence of a figure speaks of.
fn context(reading: &Reading, figure: &Figure) -> Box<[ContextWord]> {
    let at = figure.block as usize;
    let (Some(place), Some(Some(block))) = (reading.article.blocks.get(at), reading.blocks.get(at)) else { return Box::default() };
    let found = block.claims.figures().iter().position(|own| own.span.shift(place.span.start) == figure.span);
    found.and_then(|found| block.digest.contexts.get(found)).cloned().unwrap_or_default()
}

/// The words that two contexts share, as each writes them.
pub fn shared<'c>(one: &'c [ContextWord], other: &'c [ContextWord]) -> impl Iterator<Item = (ContextWord, ContextWord)> + 'c {
    one.iter().filter_map(|word| {
        let at = other.partition_point(|known| known < word && !known.is(*word));
        other.get(at).filter(|known| known.is(*word)).map(|known| (*word, *known))
    })
}

/// How much the contexts of two figures share, from 0 to 1: of the shorter one's words. 0 where either has fewer than three.
pub fn alike(one: &[ContextWord], other: &[ContextWord]) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter < 3 {
        return 0.0;
    }
    shared(one, other).count() as f64 / shorter as f64
}

/// Whether a word that two contexts share is a name in one of them.
fn share_a_name(one: &[ContextWord], other: &[ContextWord]) -> bool {
    shared(one, other).any(|(one, other)| one.is_name() || other.is_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_shared_however_each_writes_it() {
        let words = |words: &[(&str, bool)]| {
            let mut words: Vec<_> = words.iter().map(|(word, name)| ContextWord::new(word, *name)).collect();
            words.sort_unstable();
            words
        };
        // "Ferry" begins the one sentence; "Norrvik" the other.
        let (one, other) = (
            words(&[("ferry", false), ("norrvik", true), ("sank", false)]),
            words(&[("norrvik", false), ("ferry", true), ("left", false), ("harbour", false)]),
        );
        assert_eq!(shared(&one, &other).count(), 2);
        assert_eq!(shared(&other, &one).count(), 2);
        assert!(share_a_name(&one, &other));
        assert!(!share_a_name(&words(&[("sank", false)]), &words(&[("sank", false)])));
    }
}
