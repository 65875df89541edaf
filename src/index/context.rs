//! What a sentence speaks of, as a handful of hashed words that can be compared without the text.

use crate::reading::Reading;
use crate::text::{Span, sentences};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// How many words of a sentence are kept.
const KEPT: usize = 24;

/// The content words of the sentence that a span stands in: letters only, of four or more, without case.
pub(super) fn of(reading: &Reading, block: usize, span: Span) -> Box<[u32]> {
    let (Some(place), Some(Some(read))) = (reading.article.blocks.get(block), reading.blocks.get(block)) else { return Box::default() };
    let text = reading.article.block_text(&reading.text, *place);
    let inside = Span { start: span.start.saturating_sub(place.span.start), end: span.end.saturating_sub(place.span.start) };
    let sentence = sentences(&text, &read.tokens).into_iter().find(|sentence| sentence.contains(inside));
    let sentence = sentence.unwrap_or(inside);
    let first = read.tokens.partition_point(|token| token.span.start < sentence.start);
    let tokens = read.tokens[first..].iter().take_while(|token| token.span.end <= sentence.end);
    let words = tokens
        .filter(|token| token.is_word() && !inside.contains(token.span))
        .map(|token| token.text(&text))
        .filter(|word| word.chars().count() >= 4);
    let mut hashed: Vec<u32> = words
        .map(|word| {
            let mut hasher = FxHasher::default();
            word.to_lowercase().hash(&mut hasher);
            (hasher.finish() >> 32) as u32
        })
        .collect();
    hashed.sort_unstable();
    hashed.dedup();
    hashed.truncate(KEPT);
    hashed.into()
}

/// How much two contexts share, from 0 to 1: of the shorter one's words. 0 where either has fewer than three.
pub fn alike(one: &[u32], other: &[u32]) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter < 3 {
        return 0.0;
    }
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    shared as f64 / shorter as f64
}
