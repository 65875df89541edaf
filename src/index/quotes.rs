//! The quotations of an article as the index keeps them.

use super::SpeakerEntry;
use super::key::{Key, KeyKind};
use crate::claims::Claims;
use crate::reading::Reading;
use crate::text::{CUT, Span};

/// A quotation of several words.
#[derive(Clone, Copy, Debug)]
pub struct QuoteEntry<'e> {
    /// Without its marks.
    pub span: Span,
    /// Its words as [`quoted_words`](crate::text::quoted_words) writes them.
    pub words: &'e str,
    /// Its first words as they are written, with an ellipsis where there are more; not those it is compared by.
    pub written: &'e str,
    /// Who says it.
    pub speaker: SpeakerEntry,
}

/// The quotations of an article, in order. An archive has very many: all that they say is one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    places: Box<[Place]>,
    /// Of each two lines: its words, and its first words as they are written.
    lines: Box<str>,
}

/// Where a quotation is.
#[derive(Clone, Copy, Debug)]
struct Place {
    span: Span,
    speaker: SpeakerEntry,
    /// Where its lines begin in [`Quotes::lines`].
    line: u32,
}

/// Quotations of fewer words are not compared between articles.
const QUOTE_WORDS: usize = 4;

/// UTF-8 bytes that are kept of a quotation as it is written.
const WRITTEN: usize = 56;

impl Quotes {
    /// What the index keeps of the quotations of a reading.
    pub(super) fn of(reading: &Reading) -> Self {
        let Claims { claims, quotations, .. } = &reading.claims;
        // The quotations of the article are those of its blocks in their order.
        let digests = reading.blocks.iter().flatten().flat_map(|block| &block.digest.quotations);
        let mut lines = String::new();
        let places = quotations.iter().zip(digests).filter_map(|(quotation, words)| {
            words.split(' ').nth(QUOTE_WORDS - 1)?;
            let claim = quotation.claim.and_then(|claim| claims.get(claim as usize));
            let speaker = claim.map_or(SpeakerEntry::Unknown, |claim| claim.speaker.into());
            let line = lines.len() as u32;
            lines.push_str(words);
            lines.push('\n');
            push_start(quotation.inner.of(&reading.text), WRITTEN, &mut lines);
            lines.push('\n');
            Some(Place { span: quotation.inner, speaker, line })
        });
        Quotes { places: places.collect(), lines: lines.into() }
    }

    fn read(&self, place: &Place) -> Option<QuoteEntry<'_>> {
        let (words, rest) = self.lines.get(place.line as usize..)?.split_once('\n')?;
        let (written, _) = rest.split_once('\n')?;
        Some(QuoteEntry { span: place.span, words, written, speaker: place.speaker })
    }

    /// Whether the others say the same, wherever they stand.
    pub(super) fn say_the_same(&self, other: &Quotes) -> bool {
        self.lines == other.lines
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The one at a place.
    pub fn get(&self, at: usize) -> Option<QuoteEntry<'_>> {
        self.read(self.places.get(at)?)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = QuoteEntry<'_>> {
        self.places.iter().filter_map(|place| self.read(place))
    }

    /// Where they stand, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.places.iter().map(|place| place.span)
    }

    /// The one that stands there.
    pub fn at(&self, span: Span) -> Option<QuoteEntry<'_>> {
        self.read(self.places.iter().find(|place| place.span == span)?)
    }
}

/// The keys of the word runs that quotations are found by: the first whole one, and about a third of the others, chosen by their own hash so that
/// two quotations that share words share runs wherever these stand. No run goes over what the writer cut.
pub fn quote_keys(words: &str) -> impl Iterator<Item = Key> {
    let starts: Vec<usize> = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let mut first = true;
    (0..(starts.len() + 1).saturating_sub(QUOTE_WORDS)).filter_map(move |at| {
        let end = starts.get(at + QUOTE_WORDS).map_or(words.len(), |end| end - 1);
        let run = &words[starts[at]..end];
        if run.contains(CUT) {
            return None;
        }
        let key = Key::new(KeyKind::Quote, run);
        (std::mem::take(&mut first) || key.is_sampled()).then_some(key)
    })
}

/// Adds the words at the start of a text, whole ones and with one space between them, as many as `limit` bytes hold, with an ellipsis where there
/// are more.
pub(super) fn push_start(text: &str, limit: usize, words: &mut String) {
    let text = text.trim_end();
    // Mostly the words have one space between them.
    let head = &text.as_bytes()[..text.len().min(limit + 1)];
    if head.is_ascii() && head.iter().all(|byte| *byte >= b' ') && head.first() != Some(&b' ') && !head.windows(2).any(|two| two == b"  ") {
        let whole = text.len() <= limit;
        let end = if whole { text.len() } else { head.iter().rposition(|byte| *byte == b' ').unwrap_or(0) };
        words.push_str(&text[..end]);
        words.push_str(if whole { "" } else { "…" });
        return;
    }
    let start = words.len();
    for word in text.split_whitespace() {
        let gap = usize::from(words.len() > start);
        if words.len() + gap + word.len() > start + limit {
            words.push('…');
            break;
        }
        words.push_str(&" "[..gap]);
        words.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_ends_with_a_whole_word() {
        let start = |text: &str| {
            let mut words = String::new();
            push_start(text, 48, &mut words);
            words
        };
        let long = "the port would be closed to all ships until next Monday";
        assert_eq!(start(long), "the port would be closed to all ships until next…");
        for apart in ["  ", "\n", "\u{A0}"] {
            assert_eq!(start(&long.replace(' ', apart)), start(long));
        }
        assert_eq!(start("the port would be closed to all ships until next "), "the port would be closed to all ships until next");
        assert_eq!((start("a port"), start(""), start(&"x".repeat(60))), ("a port".to_owned(), String::new(), "…".to_owned()));
    }
}
