//! What articles are compared by, taken from a block once: hashes instead of text.

use crate::claims::ParagraphClaims;
use crate::text::{Span, Token, quoted_words, sentences};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// How many words make a run of the sample.
const RUN: usize = 6;
/// How many runs a sample keeps at the most.
pub const SAMPLE: usize = 16;
/// How many words of a figure's sentence are kept.
const KEPT: usize = 24;

/// A block as other articles see it.
#[derive(Debug, Default)]
pub struct Digest {
    /// The smallest hashes of its runs of six words, sorted: two blocks share as many of them as they share text.
    pub sample: Box<[u64]>,
    /// The words of each of its quotations, as [`quoted_words`] writes them.
    pub quotations: Box<[Box<str>]>,
    /// For each of its figures, the content words of the sentence, hashed and sorted.
    pub contexts: Box<[Box<[u32]>]>,
}

impl Digest {
    /// Of a block's text.
    pub(super) fn new(text: &str, tokens: &[Token], claims: &ParagraphClaims) -> Self {
        let sentences = if claims.figures().is_empty() { Vec::new() } else { sentences(text, tokens) };
        let sentence_of = |figure: Span| sentences.iter().find(|sentence| sentence.contains(figure)).copied().unwrap_or(figure);
        Digest {
            sample: sample(text),
            quotations: claims.quotations().map(|inner| quoted_words(inner.of(text)).into()).collect(),
            contexts: claims.figures().iter().map(|figure| context(text, tokens, sentence_of(figure.span), figure.span)).collect(),
        }
    }
}

fn sample(text: &str) -> Box<[u64]> {
    let words: Vec<u64> = text.split_whitespace().map(hash).collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(hash).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.truncate(SAMPLE);
    runs.into()
}

/// The content words of a figure's sentence: letters only, of four or more, without case.
fn context(text: &str, tokens: &[Token], sentence: Span, figure: Span) -> Box<[u32]> {
    let first = tokens.partition_point(|token| token.span.start < sentence.start);
    let tokens = tokens[first..].iter().take_while(|token| token.span.end <= sentence.end);
    let words = tokens
        .filter(|token| token.is_word() && !figure.contains(token.span))
        .map(|token| token.text(text))
        .filter(|word| word.chars().count() >= 4);
    let mut hashed: Vec<u32> = words.map(|word| (hash(word.to_lowercase()) >> 32) as u32).collect();
    hashed.sort_unstable();
    hashed.dedup();
    hashed.truncate(KEPT);
    hashed.into()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    // The hasher's low bits are weak; a final mix spreads them, so that the smallest hashes are a fair sample.
    let mixed = (hasher.finish() ^ hasher.finish() >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ mixed >> 32
}
