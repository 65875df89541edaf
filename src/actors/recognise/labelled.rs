//! What a pass made of the segments of a block, by all that it saw of each: while a paragraph is edited, all segments but one or two look the same.

use super::features::{Second, Segment};
use super::label::Label;
use super::path::Margins;
use super::sheet::{REACH, Sheet};
use super::weights::Scores;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

/// The labels of segments by their looks, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    /// The look of each, and where its labels begin.
    segments: Vec<(u64, usize)>,
    /// One a token.
    pub labels: Vec<Label>,
    /// As many as labels after a first pass.
    pub margins: Vec<Margins>,
    /// As many as labels after a first pass: how the second will score them by the paragraph alone.
    pub ahead: Vec<Scores>,
}

/// So many segments after the one found last are looked at.
const NEAR: usize = 64;

impl Labelled {
    /// None yet, with room for these after a first pass.
    pub fn with_room_for(segments: &[Segment]) -> Self {
        let tokens = segments.iter().map(|segment| segment.range().len()).sum();
        Labelled {
            segments: Vec::with_capacity(segments.len()),
            labels: Vec::with_capacity(tokens),
            margins: Vec::with_capacity(tokens),
            ahead: Vec::with_capacity(tokens),
        }
    }

    /// Adds the next segment.
    pub fn put(&mut self, look: u64, labels: &[Label], margins: &[Margins], ahead: &[Scores]) {
        self.segments.push((look, self.labels.len()));
        self.labels.extend_from_slice(labels);
        self.margins.extend_from_slice(margins);
        self.ahead.extend_from_slice(ahead);
    }

    /// Adds the next segment as another had it, in that range of its labels.
    pub fn put_again(&mut self, look: u64, other: &Labelled, range: Range<usize>) {
        let margins = other.margins.get(range.clone()).unwrap_or_default();
        let ahead = other.ahead.get(range.clone()).unwrap_or_default();
        self.put(look, &other.labels[range], margins, ahead);
    }

    /// Where the labels are of a segment of this look, at or after `from`, or from the beginning on; `from` is set to what follows it.
    pub fn find(&self, look: u64, from: &mut usize) -> Option<Range<usize>> {
        let all = self.segments.len();
        let mut near = (*from..all).chain(0..(*from).min(all)).take(NEAR);
        let at = near.find(|at| self.segments[*at].0 == look)?;
        *from = at + 1;
        Some(self.segments[at].1..self.segments.get(at + 1).map_or(self.labels.len(), |(_, start)| *start))
    }
}

/// A number that changes with all that [`features`](super::features::features) see of a segment.
pub fn look(sheet: &Sheet, segment: Segment, second: Option<&Second<'_>>) -> u64 {
    let mut hasher = FxHasher::default();
    let (start, end) = (segment.start.saturating_sub(REACH), (segment.end + REACH).min(sheet.words.len()));
    hasher.write_usize(segment.start - start);
    hasher.write_usize(end - segment.end);
    for (at, word) in (start..).zip(&sheet.words[start..end]) {
        let marks =
            [word.first, word.glued, word.is_word, word.capital, word.new_line].into_iter().fold(0, |all, mark| all << 1 | u32::from(mark));
        hasher.write_u64(u64::from(word.low) << 32 | u64::from(word.tables));
        hasher.write_u32(u32::from(word.shape) | u32::from(word.length) << 8 | (word.line as u32) << 16 | marks << 24);
        if let Some(second) = second {
            hasher.write_u32(second.views[at].number());
            hasher.write_u8(second.labels.get(at).copied().unwrap_or_default().0);
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::features::segments;
    use super::*;
    use crate::text::tokenize;

    fn looks(text: &str) -> Vec<u64> {
        let sheet = Sheet::new(text, &tokenize(text));
        segments(&sheet).into_iter().map(|segment| look(&sheet, segment, None)).collect()
    }

    #[test]
    fn a_segment_looks_the_same_until_something_near_it_changes() {
        let before = looks("On Monday the mayor of Lisbon met Anna Keller there. The talks went on until Paul Roe left.");
        let far = looks("On Monday the mayor of Lisbon met Anna Keller there. The talks went on and on until Paul Roe left.");
        assert_eq!(before, far);
        let near = looks("On Monday the mayor of Lisbon met Anna Keller there. The talks went on until Paul Roe went.");
        assert_eq!(before[..before.len() - 1], near[..near.len() - 1]);
        assert_ne!(before.last(), near.last());
        assert_ne!(looks("Roe"), looks("Roe \u{2014}"));
        assert_ne!(looks("Roe said"), looks("Roe\nsaid"));
    }

    #[test]
    fn finds_what_was_put_wherever_it_looks_from() {
        let mut labelled = Labelled::default();
        for look in 0..200u64 {
            let length = look as usize % 4;
            labelled.put(look, &vec![Label(look as u8 % 21); length], &vec![[look as i16; 6]; length], &vec![[look as i32; 24]; length]);
        }
        for (look, mut from) in [(0, 0), (7, 0), (7, 150), (199, 150), (199, 199), (3, 200)] {
            let range = labelled.find(look, &mut from).unwrap();
            assert_eq!((range.len(), from), (look as usize % 4, look as usize + 1));
            let mut again = Labelled::default();
            again.put_again(look, &labelled, range);
            assert!(again.labels.iter().all(|label| label.0 == look as u8 % 21));
            assert!(again.margins.iter().all(|margins| margins[0] == look as i16) && again.margins.len() == look as usize % 4);
            assert!(again.ahead.iter().all(|scores| scores[0] == look as i32) && again.ahead.len() == look as usize % 4);
        }
        assert!(labelled.find(200, &mut 0).is_none());
        assert!(Labelled::default().find(0, &mut 0).is_none());
    }
}
