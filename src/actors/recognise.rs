//! Names in one paragraph, from its text and the knowledge alone.

use super::ActorClass;
use crate::knowledge::Knowledge;
use crate::text::{Span, Token};

/// A name found in a paragraph; spans are relative to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub span: Span,
    /// Its class, by context and tables.
    pub class: ActorClass,
    /// The title or description beside it.
    pub title: Option<Span>,
}

/// The names, titles, descriptions and pronouns of one paragraph.
pub fn recognise(_text: &str, _tokens: &[Token], _knowledge: &Knowledge) -> Vec<Name> {
    Vec::new()
}
