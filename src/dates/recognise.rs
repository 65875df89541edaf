//! What the words of a temporal expression say, from one paragraph alone.

use crate::text::{Span, Token};

/// An expression found in a paragraph, its value not yet fixed to a day; spans are relative to the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it stands.
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The temporal expressions of one paragraph.
pub fn recognise(_text: &str, _tokens: &[Token]) -> Vec<Candidate> {
    Vec::new()
}
