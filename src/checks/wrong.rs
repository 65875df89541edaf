//! What a text tells as wrong itself: a corrections column repeats the error.

use super::Context;
use crate::article::BlockKind;
use crate::index::is_correction;

impl Context<'_> {
    /// Whether the errors of a block are told as errors: it is a correction, stands under a headline or heading that says so, or has words for it.
    pub(super) fn is_told_as_wrong(&self, block: u32) -> bool {
        const TOLD: [&str; 5] = ["no such day", "no such date", "no such time", "day does not exist", "date does not exist"];
        let blocks = &self.reading.article.blocks;
        let words = self.words(blocks[block as usize].span);
        let over = blocks[..block as usize].iter().rev().find(|over| matches!(over.kind, BlockKind::Heading | BlockKind::Headline));
        is_correction(words)
            || TOLD.iter().any(|told| words.contains(told))
            || over.is_some_and(|over| is_correction(self.words(over.span)))
    }
}
