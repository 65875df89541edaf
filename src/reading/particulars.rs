//! What is so of one person or one vote: numbers that two articles of one event cannot give otherwise.

use super::ContextWord;
use super::ages::{StatedAge, stated};
use super::page::Page;
use super::terms::{Term, terms};
use super::votes::tallies;
use crate::text::{Span, TokenKind, WordTable};
use std::sync::LazyLock;

/// What one block tells of them; spans are relative to the block.
#[derive(Debug)]
pub struct Particulars {
    pub(super) ages: Box<[StatedAge]>,
    /// How people voted.
    pub votes: Box<[Vote]>,
    /// What people are sent to prison for.
    pub terms: Box<[Term]>,
}

/// How people voted.
#[derive(Clone, Debug)]
pub struct Vote {
    /// How many on the side named first, and on the other.
    pub sides: (u16, u16),
    /// Where.
    pub span: Span,
    /// The content words of its sentence, sorted.
    pub context: Box<[ContextWord]>,
}

/// The larger side of a vote and the smaller one: a motion that fails by 3-4 is rejected by 4-3.
pub fn larger_first((one, other): (u16, u16)) -> (u16, u16) {
    (one.max(other), one.min(other))
}

/// What a word may tell of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Vote,
    Prison,
}

/// One of these words is in each sentence that tells of a vote or a prison term.
static CUES: LazyLock<WordTable<Cue>> = LazyLock::new(|| {
    let votes = super::votes::CUES.iter().flat_map(|words| words.iter()).map(|word| (*word, Cue::Vote));
    let prison = super::terms::CUES.iter().flat_map(|words| words.iter()).map(|word| (*word, Cue::Prison));
    votes.chain(prison).collect()
});

impl Particulars {
    /// Whether a block may have any: most have none.
    pub(super) fn may_be_in(page: Page<'_>) -> bool {
        page.tokens.iter().any(|token| token.kind == TokenKind::Number || CUES.get(page.text, *token).is_some())
    }

    /// Those of a block, by its sentences and the content words of one; `None` where it has none.
    pub(super) fn of(page: Page<'_>, sentences: &[Span], context: impl Fn(Span, Span) -> Box<[ContextWord]>) -> Option<Box<Self>> {
        let (mut votes, mut prison) = (false, false);
        for token in page.tokens.iter().filter(|token| token.is_word()) {
            match CUES.get(page.text, *token) {
                Some(Cue::Vote) => votes = true,
                Some(Cue::Prison) => prison = true,
                None => {}
            }
        }
        let numbered = page.tokens.iter().any(|token| token.kind == TokenKind::Number);
        let ages = if numbered { stated(page, sentences) } else { Box::default() };
        let in_sentences =
            |cued: bool| sentences.iter().take(if cued { usize::MAX } else { 0 }).map(|sentence| (*sentence, page.sentence(*sentence)));
        let votes = in_sentences(votes && numbered).flat_map(|(sentence, page)| {
            let context = &context;
            tallies(page).into_iter().map(move |tally| Vote {
                sides: tally.sides,
                span: tally.span,
                context: context(sentence, tally.span),
            })
        });
        let votes: Box<[Vote]> = votes.collect();
        let terms: Box<[Term]> = in_sentences(prison).flat_map(|(_, page)| terms(page)).collect();
        let none = ages.is_empty() && votes.is_empty() && terms.is_empty();
        (!none).then(|| Box::new(Particulars { ages, votes, terms }))
    }
}
