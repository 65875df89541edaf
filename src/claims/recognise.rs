//! Quotations, cues and figures of one paragraph, from its text alone.

use super::anonymity::{self, Grant};
use super::attribution;
use super::chunks::Chunker;
use super::clause::Clause;
use super::quotes::{Quoted, quotations};
use super::statement::Attribution;
use super::tags;
use super::words::{Form, Frames, LEXICON, Tag, Word};
use super::{Balance, Figure, Mode, colon, figures};
use crate::text::{Span, Token, TokenKind, sentences};
use rustc_hash::FxBuildHasher;
use std::cell::Cell;
use std::hash::BuildHasher;

/// What one paragraph shows of claims; spans are relative to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphClaims {
    /// A number that changes with its text.
    pub(super) key: u64,
    pub(super) attributions: Vec<Attribution>,
    pub(super) quotations: Vec<ParagraphQuotation>,
    pub(super) figures: Vec<Figure>,
    pub(super) grants: Vec<Grant>,
}

impl ParagraphClaims {
    /// Its quotations without their marks, in order.
    pub fn quotations(&self) -> impl Iterator<Item = Span> {
        self.quotations.iter().map(|quotation| quotation.inner)
    }

    /// Where the sources of its statements stand, in order.
    pub fn sources(&self) -> impl Iterator<Item = Span> {
        self.attributions.iter().filter_map(|attribution| attribution.source.first().copied())
    }

    /// Where it says that a source stays without a name, and gives no reason.
    pub fn unexplained(&self) -> impl Iterator<Item = Span> {
        self.grants.iter().filter(|grant| grant.reason.is_none()).map(|grant| grant.granted)
    }

    /// Its figures, in order; days and lengths of time are still among them.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }
}

/// A quotation of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ParagraphQuotation {
    pub span: Span,
    pub inner: Span,
    pub balance: Balance,
    /// Whether its marks are single.
    pub single: bool,
}

/// Reads one paragraph.
pub fn recognise(text: &str, tokens: &[Token]) -> ParagraphClaims {
    let quotes = quotations(text, tokens);
    let mut tagged = vec![Word::NOUN; tokens.len()];
    let mut chunks = Vec::new();
    let mut found = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (first, end) in units(text, tokens, &quotes) {
        tags::tag(text, tokens, first, end, &mut tagged);
        chunks.clear();
        Chunker { text, tokens, tagged: &tagged, quotes: &quotes, end }.run(first, &mut chunks);
        let clause = Clause { text, tokens, tagged: &tagged, quotes: &quotes, chunks: &chunks, shared: Cell::new(0) };
        let before = found.len();
        continue_quote(&clause, &mut found, &mut ends);
        if !chunks.is_empty() {
            colon::leading(&clause, &mut found);
            attribution::attributions(&clause, &mut found);
            colon::quoting(&clause, before, &mut found);
            if end == tokens.len() {
                colon::awaiting(&clause, &mut found);
                colon::trailing(&clause, &mut found);
            }
        }
        if let Some(last) = found[before..].iter().rposition(|attribution| attribution.open_ended) {
            ends.push((end, before + last));
        }
    }
    let quotations = quotes
        .iter()
        .map(|quote| ParagraphQuotation {
            span: quote.span(tokens),
            inner: quote.inner(tokens),
            balance: quote.balance,
            single: quote.single,
        })
        .collect();
    let figures = figures::figures(text, tokens, &tagged);
    ParagraphClaims { key: FxBuildHasher.hash_one(text), attributions: found, quotations, figures, grants: anonymity::grants(text, tokens) }
}

/// `"...," she said. "..."`: a sentence that is all quotation goes on with the statement that the sentence before ended in.
fn continue_quote(clause: &Clause<'_>, found: &mut [Attribution], ends: &mut [(usize, usize)]) {
    let Some(chunk) = clause.chunks.first() else { return };
    let Some(&(end, at)) = ends.last() else { return };
    let all = clause.chunks.iter().all(|chunk| matches!(chunk.kind, super::chunks::Kind::Quote | super::chunks::Kind::Stop));
    if chunk.first as usize != end || !all {
        return;
    }
    if let Some(attribution) = found.get_mut(at) {
        let last = clause.chunks.iter().rev().find(|chunk| chunk.kind == super::chunks::Kind::Quote);
        let Some(last) = last else { return };
        let span = clause.tokens[chunk.first as usize].span.to(clause.tokens[last.end as usize - 1].span);
        attribution.content.push(span);
        if attribution.mode == Mode::Indirect {
            attribution.mode = Mode::Mixed;
        }
        if let Some(last) = ends.last_mut() {
            last.0 = clause.chunks[clause.chunks.len() - 1].end as usize;
        }
    }
}

/// Sentences as runs of tokens; a sentence does not end inside a quotation.
fn units(text: &str, tokens: &[Token], quotes: &[Quoted]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for sentence in sentences(text, tokens) {
        let end = first + tokens[first..].partition_point(|token| token.span.end <= sentence.end);
        let inside =
            quotes[..quotes.partition_point(|quote| (quote.first as usize) < first)].last().is_some_and(|quote| first < quote.end as usize);
        let joins = inside
            || found.last().is_some_and(|last| answers(text, tokens, *last, end))
            || tokens.get(first).is_some_and(|token| matches!(token.kind, TokenKind::Close(_)));
        match found.last_mut() {
            Some(last) if joins => last.1 = end,
            _ => found.push((first, end)),
        }
        first = end;
    }
    found
}

/// Whether a sentence that ends in quotation marks goes on with its attribution: `"Why?" Ann Roe asked.`
fn answers(text: &str, tokens: &[Token], (start, first): (usize, usize), end: usize) -> bool {
    let Some(close) = first.checked_sub(1).map(|at| tokens[at]) else { return false };
    if !matches!(close.kind, TokenKind::Close(_)) {
        return false;
    }
    let stop = (0..first).rev().find(|&at| !matches!(tokens[at].kind, TokenKind::Close(_)));
    let Some(stop) = stop.map(|at| tokens[at].text(text)) else { return false };
    if !matches!(stop, "." | "?" | "!" | "\u{2026}" | "..." | "-") {
        return false;
    }
    // Whether the sentence before is all quotation.
    let quoted = tokens.get(start).is_some_and(|token| matches!(token.kind, TokenKind::Open(_)));
    // A short subject, a verb of speech, and then no statement of its own.
    for at in first..end.min(first + 9) {
        if !matches!(tokens[at].kind, TokenKind::Word | TokenKind::Possessive | TokenKind::Hyphen) {
            return false;
        }
        if at == first || tokens[at].capital || !tokens[at].is_word() {
            continue;
        }
        let word = LEXICON.word(text, tokens[at]);
        let past = word.is_some_and(|word| matches!(word.tag, Tag::Verb(Form::Past | Form::PastOrParticiple | Form::Third)));
        if !past {
            continue;
        }
        let cue = word.filter(|word| word.cue > 0).map(|word| &LEXICON.cues[word.cue as usize - 1]);
        let Some(cue) = cue.filter(|cue| cue.frames.has(Frames::SPEECH)) else { return false };
        let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < end) else { return stop != "." || quoted && !cue.frames.has(Frames::WEAK) };
        let another = next.text(text) == "," && tokens.get(at + 2).is_some_and(|next| matches!(next.kind, TokenKind::Open(_)));
        let states = matches!(next.kind, TokenKind::Open(_)) || matches!(next.text(text), "that" | ":" | "he" | "she" | "it" | "they");
        // After a full stop only the bare attribution is sure to belong to it.
        return !states && (quoted || !another) && (stop != "." || quoted && next.kind == TokenKind::Stop);
    }
    false
}
