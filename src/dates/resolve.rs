//! Which day each expression is.

use super::{Candidate, Dates, ReferenceDate};
use crate::article::Article;

/// Fixes the candidates of an article's blocks, given as `(block, candidates)`, to days.
pub fn resolve(_text: &str, _article: &Article, sources: Vec<ReferenceDate>, _found: &[(u32, &[Candidate])]) -> Dates {
    Dates { reference: sources.first().copied(), sources, expressions: Vec::new() }
}
