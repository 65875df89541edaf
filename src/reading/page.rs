//! The words of a block, asked by their place.

use crate::text::{Span, Token, is_year};

/// The text of a block, or of a sentence of it, and its tokens.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> Page<'a> {
    /// Of one sentence.
    pub fn sentence(&self, sentence: Span) -> Self {
        let first = self.tokens.partition_point(|token| token.span.start < sentence.start);
        let end = self.tokens.partition_point(|token| token.span.end <= sentence.end);
        Page { text: self.text, tokens: &self.tokens[first..end.max(first)] }
    }

    /// The word at a place; empty where there is none.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    /// Whether the word at a place is one of these, however written.
    pub fn is(&self, at: impl Into<Option<usize>>, words: &[&str]) -> bool {
        at.into().is_some_and(|at| words.iter().any(|word| self.word(at).eq_ignore_ascii_case(word)))
    }

    /// Whether a number of four digits stands at a place.
    pub fn is_year(&self, at: usize) -> bool {
        is_year(self.word(at))
    }

    /// Whether any word is one of these.
    pub fn has(&self, words: &[&str]) -> bool {
        (0..self.tokens.len()).any(|at| self.is(at, words))
    }
}
