//! Who each statement of an article comes from.

use super::{Claims, ParagraphClaims};
use crate::actors::Actors;
use crate::article::Article;
use crate::dates::Dates;

/// Joins the paragraphs' claims, given as `(block, claims)`, and gives each its speaker.
pub fn resolve(_text: &str, _article: &Article, _found: &[(u32, &ParagraphClaims)], _actors: &Actors, _dates: &Dates) -> Claims {
    Claims::default()
}
