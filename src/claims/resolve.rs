//! Who each statement of an article comes from.

use super::{Certainty, Claim, Claims, ParagraphClaims, Speaker};
use crate::actors::Actors;
use crate::article::Article;
use crate::dates::Dates;

/// Joins the paragraphs' claims, given as `(block, claims)`, and gives each its speaker.
pub fn resolve(_text: &str, article: &Article, found: &[(u32, &ParagraphClaims)], _actors: &Actors, _dates: &Dates) -> Claims {
    let mut claims = Vec::new();
    for &(block, paragraph) in found {
        let start = article.blocks[block as usize].span.start;
        for attribution in &paragraph.attributions {
            claims.push(Claim {
                source: attribution.source.iter().map(|span| span.shift(start)).collect(),
                cue: vec![attribution.cue.shift(start)],
                content: attribution.content.iter().map(|span| span.shift(start)).collect(),
                mode: attribution.mode,
                cue_class: attribution.class,
                lemma: attribution.lemma.to_owned(),
                speaker: Speaker::Unknown,
                certainty: Certainty::Asserted,
                block,
            });
        }
    }
    claims.sort_by_key(|claim| claim.extent());
    Claims { claims, ..Claims::default() }
}
