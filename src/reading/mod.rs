//! One article read: structure, actors, dates and claims together.
//!
//! What depends on a block's text alone is read once and remembered by content, so a keystroke re-reads one block; what needs the whole
//! article runs over the few mentions. A [`Reading`] is immutable and depends on its own text, the knowledge and nothing else.

mod ages;
mod blocks;
mod credits;
mod digest;
mod fate;
mod page;
mod particulars;
mod reader;
mod role;
mod shared;
mod terms;
mod votes;

pub use ages::{Age, ages};
pub use credits::{has_work, of_work};
pub use digest::{ContextWord, Digest, SAMPLE};
pub use fate::Fate;
pub use particulars::{Particulars, Vote, larger_first};
pub use reader::{Reader, Source};
pub use role::Role;
pub use shared::SharedBlocks;
pub use terms::Term;

use crate::actors::{Actors, Discourse};
use crate::article::Article;
use crate::claims::{Claims, ParagraphClaims};
use crate::dates::{Candidate, Dates};
use crate::text::{LineMap, Memo, Token};
use std::sync::Arc;

/// What one block shows by itself; spans are relative to the block.
#[derive(Debug)]
pub struct BlockReading {
    /// The block's tokens.
    pub tokens: Vec<Token>,
    /// Its pronouns, titles alone, sentences and quotations.
    pub discourse: Discourse,
    /// Temporal expressions, not yet fixed to days.
    pub dates: Arc<[Candidate]>,
    /// Quotations, cues, figures.
    pub claims: ParagraphClaims,
    /// What other articles are compared by.
    pub digest: Digest,
    /// What the index and the checks have worked out from it.
    pub memo: Memo,
}

/// One article, read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The text that was read.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineMap,
    /// Its structure.
    pub article: Article,
    /// What each block of [`Article::blocks`] shows; `None` for blocks that are not read.
    pub blocks: Vec<Option<Arc<BlockReading>>>,
    /// Who acts.
    pub actors: Actors,
    /// When.
    pub dates: Dates,
    /// Who says what.
    pub claims: Claims,
    /// What checks keep from one reading of the article to the next, each together with what it follows from.
    pub memo: Arc<Memo>,
}
