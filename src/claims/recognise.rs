//! Quotations, cues and figures of one paragraph, from its text alone.

use crate::text::Token;

/// What one paragraph shows of claims; spans are relative to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphClaims {}

/// Reads one paragraph.
pub fn recognise(_text: &str, _tokens: &[Token]) -> ParagraphClaims {
    ParagraphClaims::default()
}
