//! One sentence in phrases, and what can be asked of it.

use super::chunks::{Chunk, Kind};
use super::quotes::Quoted;
use super::words::{Frames, LEXICON, Tag, Word};
use crate::text::{Span, Token, TokenKind};
use std::cell::Cell;

/// One sentence in phrases.
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub tagged: &'a [Word],
    pub quotes: &'a [Quoted],
    pub chunks: &'a [Chunk],
    /// How many verbs share the subject that is looked for just now.
    pub shared: Cell<u8>,
}

impl<'a> Clause<'a> {
    pub fn kind(&self, at: usize) -> Kind {
        self.chunks.get(at).map_or(Kind::Stop, |chunk| chunk.kind)
    }

    /// The kind of the phrase before `at`; `Stop` at the sentence's start.
    pub fn before(&self, at: usize) -> Kind {
        at.checked_sub(1).map_or(Kind::Stop, |at| self.kind(at))
    }

    pub fn word(&self, token: u32) -> &'a str {
        self.tokens.get(token as usize).map_or("", |token| token.text(self.text))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.chunks.get(at).is_some_and(|chunk| self.word(chunk.first).eq_ignore_ascii_case(word))
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    pub fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[self.chunks[first].first as usize].span.to(self.tokens[self.chunks[last].end as usize - 1].span)
    }

    pub fn head_word(&self, at: usize) -> Word {
        self.tagged[self.chunks[at].head as usize]
    }

    pub fn is_cue(&self, at: usize) -> bool {
        self.chunks.get(at).is_some_and(|chunk| chunk.is_verb() && self.head_word(at).cue > 0)
    }

    /// A cue that reports a clause or speech, so that a second one after "and" begins a statement of its own.
    pub fn is_speech_cue(&self, at: usize) -> bool {
        self.is_cue(at) && {
            let frames = LEXICON.cues[self.head_word(at).cue as usize - 1].frames;
            frames.has(Frames::SPEECH) && !frames.has(Frames::WEAK)
        }
    }

    /// "did not say", "never said", "couldn't say"
    pub fn is_negated(&self, at: usize) -> bool {
        let chunk = self.chunks[at];
        (chunk.first..chunk.head).map(|token| self.word(token)).any(|word| {
            ["not", "never", "cannot"].iter().any(|negation| word.eq_ignore_ascii_case(negation))
                || word.ends_with("n't")
                || word.ends_with("n\u{2019}t")
        })
    }

    /// "poll", "records": what shows or suggests something.
    pub fn is_evidence(&self, at: usize) -> bool {
        const DOCUMENTS: [&str; 40] = [
            "poll",
            "polls",
            "survey",
            "surveys",
            "study",
            "studies",
            "data",
            "records",
            "figures",
            "report",
            "reports",
            "research",
            "documents",
            "document",
            "emails",
            "email",
            "video",
            "videos",
            "footage",
            "analysis",
            "filing",
            "filings",
            "numbers",
            "statistics",
            "review",
            "transcript",
            "transcripts",
            "tape",
            "tapes",
            "letter",
            "memo",
            "results",
            "evidence",
            "polling",
            "images",
            "photos",
            "article",
            "findings",
            "audit",
            "investigation",
        ];
        self.chunks.get(at).is_some_and(|chunk| DOCUMENTS.iter().any(|word| self.word(chunk.end - 1).eq_ignore_ascii_case(word)))
    }

    /// Whether the quotation ends in the punctuation of a whole quoted sentence.
    pub fn is_whole_quote(&self, at: usize) -> bool {
        let Some(chunk) = self.chunks.get(at).filter(|chunk| chunk.kind == Kind::Quote) else { return false };
        let quote = &self.quotes[chunk.quote as usize];
        let mut last = quote.end as usize - usize::from(quote.closed);
        // A nested quotation that ends here too.
        while last > 0 && matches!(self.tokens[last - 1].kind, TokenKind::Close(_)) {
            last -= 1;
        }
        let punctuated = last > 0 && {
            let token = self.tokens[last - 1];
            token.kind == TokenKind::Stop || token.stopped || matches!(token.kind, TokenKind::Dash) || self.word(last as u32 - 1) == ","
        };
        punctuated || (chunk.end - chunk.first > 6 && matches!(self.kind(at + 1), Kind::Comma))
    }

    pub fn is_indefinite(&self, at: usize) -> bool {
        self.chunks.get(at).is_some_and(|chunk| self.tagged[chunk.first as usize].tag == Tag::Indefinite)
    }

    /// Whether a preposition begins a phrase of time or occasion rather than one that belongs to the noun before it.
    pub fn is_adjunct(&self, at: usize) -> bool {
        self.kind(at + 1) == Kind::Time
            || self.is_any(at, &["during", "after", "before", "since", "until", "despite", "following", "like", "unlike"])
            || (self.is_any(at, &["in", "on", "at"]) && self.is_occasion(at + 1))
    }

    /// "a statement", "an interview": where something is said, not who says it.
    pub fn is_occasion(&self, at: usize) -> bool {
        const OCCASIONS: [&str; 26] = [
            "statement",
            "interview",
            "speech",
            "tweet",
            "letter",
            "email",
            "post",
            "conference",
            "remarks",
            "briefing",
            "readout",
            "memo",
            "report",
            "debate",
            "rally",
            "address",
            "message",
            "column",
            "op-ed",
            "press",
            "testimony",
            "appearance",
            "call",
            "filing",
            "video",
            "event",
        ];
        self.chunks.get(at).is_some_and(|chunk| {
            chunk.kind == Kind::Time || OCCASIONS.iter().any(|word| self.word(chunk.end - 1).eq_ignore_ascii_case(word))
        })
    }
}
