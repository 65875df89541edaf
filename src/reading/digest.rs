//! What articles are compared by, taken from a block once: hashes instead of text.

use super::credits::has_work;
use super::fate::{Fate, fate};
use super::page::Page;
use super::particulars::Particulars;
use super::role::{Role, role};
use crate::claims::{Figure, ParagraphClaims};
use crate::text::{Span, Token, is_calendar, quoted_words, sentences, spaced_words};
use rustc_hash::FxHasher;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// How many words make a run of the sample.
const RUN: usize = 6;
/// How many runs a sample keeps at the most.
pub const SAMPLE: usize = 16;
/// How many letters of a word tell it from others: "sanctioned" and "sanctions" are one.
const STEM: usize = 8;
/// From how many letters on a word tells what a sentence is about.
const LONG: usize = 6;
/// How many words of a figure's sentence are kept.
const KEPT: usize = 24;

/// A block as other articles see it.
#[derive(Debug, Default)]
pub struct Digest {
    /// The smallest hashes of its runs of six words, sorted: two blocks share as many of them as they share text.
    pub sample: Box<[u64]>,
    /// The words of each of its quotations, as [`quoted_words`] writes them.
    pub quotations: Box<[Arc<str>]>,
    /// For each of its figures, the content words of the sentence, sorted.
    pub contexts: Box<[Box<[ContextWord]>]>,
    /// For each of its figures, what happens to those counted.
    pub fates: Box<[Option<Fate>]>,
    /// For each of its figures, what a sum of money is.
    pub roles: Box<[Option<Role>]>,
    /// Ages, votes and prison terms; `None` where it tells none.
    pub particulars: Option<Box<Particulars>>,
    /// Whether it has what a credit begins with.
    pub has_work: bool,
}

impl Digest {
    /// Of a block's text.
    pub(super) fn new(text: &str, tokens: &[Token], claims: &ParagraphClaims) -> Self {
        let page = Page { text, tokens };
        let some = !claims.figures().is_empty() || Particulars::may_be_in(page);
        let sentences = if some { sentences(text, tokens) } else { Vec::new() };
        let sentence_of = |figure: Span| sentences.iter().find(|sentence| sentence.contains(figure)).copied().unwrap_or(figure);
        Digest {
            sample: sample(text),
            quotations: claims.quotations().map(|inner| quoted_words(inner.of(text)).into()).collect(),
            contexts: claims.figures().iter().map(|figure| context(text, tokens, sentence_of(figure.span), figure.extent())).collect(),
            fates: claims.figures().iter().map(|figure| fate_of(text, tokens, sentence_of(figure.span), figure)).collect(),
            roles: claims.figures().iter().map(|figure| role(page.sentence(sentence_of(figure.span)), figure)).collect(),
            particulars: Particulars::of(page, &sentences, |sentence, number| context(text, tokens, sentence, number)),
            has_work: has_work(text),
        }
    }
}

fn sample(text: &str) -> Box<[u64]> {
    let mut words: Vec<u64> = Vec::with_capacity(text.len() / 5);
    words.extend(spaced_words(text).map(hash));
    let mut runs: Vec<u64> = words.windows(RUN).map(hash).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.truncate(SAMPLE);
    runs.into()
}

/// The content words of a sentence without a figure and what it counts: letters only, of four or more, names of three or more, without case.
fn context(text: &str, tokens: &[Token], sentence: Span, extent: Span) -> Box<[ContextWord]> {
    let first = tokens.partition_point(|token| token.span.start < sentence.start);
    let tokens = tokens[first..].iter().take_while(|token| token.span.end <= sentence.end).filter(|token| token.is_word());
    let mut words: Vec<ContextWord> = Vec::new();
    let mut lower = String::new();
    for (at, token) in tokens.enumerate().filter(|(_, token)| !extent.contains(token.span)) {
        let word = token.text(text);
        // The first word of a sentence has a capital anyway; days and months say nothing of who or where.
        let name = at > 0 && token.capital && !is_calendar(word);
        let letters = if word.is_ascii() { word.len() } else { word.chars().count() };
        if letters >= if name { 3 } else { 4 } {
            if letters == word.len() {
                lower.clear();
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower = word.to_lowercase();
            }
            words.push(ContextWord::new(&lower, name));
        }
    }
    words.sort_unstable();
    words.dedup_by(|next, kept| next.is(*kept));
    words.truncate(KEPT);
    words.into()
}

/// What happens to those that a figure counts, as its sentence tells.
fn fate_of(text: &str, tokens: &[Token], sentence: Span, figure: &Figure) -> Option<Fate> {
    let extent = figure.extent();
    let at = |place: u32| tokens.partition_point(|token| token.span.start < place);
    let (from, to) = (at(sentence.start), tokens.partition_point(|token| token.span.end <= sentence.end));
    let (inside, after) = (at(extent.start), at(extent.end));
    fate(text, &tokens[from.min(inside)..inside], &tokens[after.min(to)..to.max(after)], figure.key.rsplit(' ').next().unwrap_or_default())
}

/// A word beside a figure: a hash of its stem, whether the word is written as a name, and whether it is long enough to tell a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextWord(u32);

impl ContextWord {
    /// Of a word in lower case.
    pub fn new(word: &str, name: bool) -> Self {
        let (stem, letters) = if word.is_ascii() {
            (&word[..word.len().min(STEM)], word.len())
        } else {
            (word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end]), word.chars().count())
        };
        let long = letters >= LONG && !is_common(word);
        ContextWord((hash(stem) >> 32) as u32 & !3 | u32::from(long) << 1 | u32::from(name))
    }

    /// Whether it tells what a sentence is about, as far as its length shows.
    pub fn tells_subject(self) -> bool {
        self.0 >> 1 & 1 == 1
    }

    /// Whether it is written as a name.
    pub fn is_name(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether both are the same word, however written.
    pub fn is(self, other: Self) -> bool {
        self.0 >> 2 == other.0 >> 2
    }

    /// A number below 64 that both of two same words have.
    pub fn bit(self) -> u32 {
        // The hash's low bits are as good as any.
        (self.0 >> 2) % 64
    }
}

impl Ord for ContextWord {
    /// Same words side by side, those written as names first.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0 >> 2, !self.is_name(), self.0).cmp(&(other.0 >> 2, !other.is_name(), other.0))
    }
}

impl PartialOrd for ContextWord {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a long word does not tell what a sentence is about.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "according"
            | "around"
            | "another"
            | "against"
            | "before"
            | "because"
            | "between"
            | "during"
            | "country"
            | "countries"
            | "government"
            | "however"
            | "including"
            | "million"
            | "officials"
            | "official"
            | "people"
            | "remain"
            | "reported"
            | "reportedly"
            | "should"
            | "through"
            | "without"
            | "within"
    )
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    // The hasher's low bits are weak; a final mix spreads them, so that the smallest hashes are a fair sample.
    let mixed = (hasher.finish() ^ hasher.finish() >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ mixed >> 32
}
