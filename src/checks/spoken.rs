//! Of which countries an article speaks, and how often.

use super::Context;
use super::capitals::{country_meant, country_of};
use crate::actors::{ActorClass, MentionKind};
use crate::knowledge::Country;
use rustc_hash::FxHashMap;

/// How often an article mentions each country and each of its actors: it follows from the actors.
#[derive(Default)]
pub(super) struct SpokenOf {
    /// By a name or an adjective of its own.
    pub named: FxHashMap<Country, usize>,
    /// By those, a description or a capital.
    pub meant: FxHashMap<Country, usize>,
    /// By the actors' numbers.
    pub actors: Vec<usize>,
}

impl SpokenOf {
    /// Of an article.
    pub fn of<'a>(context: &Context<'a>) -> &'a Self {
        context.reading.actors.memo.get(|| SpokenOf::new(context))
    }

    fn new(context: &Context<'_>) -> Self {
        let actors = &context.reading.actors;
        let mut found = SpokenOf { actors: vec![0; actors.actors.len()], ..SpokenOf::default() };
        // Most names are written again and again.
        let mut known: FxHashMap<&str, (Option<Country>, Option<Country>)> = FxHashMap::default();
        for mention in &actors.mentions {
            if let Some(actor) = mention.actor {
                found.actors[actor.0 as usize] += 1;
            }
            if !matches!(mention.class, ActorClass::Place | ActorClass::Nationality) {
                continue;
            }
            let words = context.words(mention.span);
            let (named, meant) = *known.entry(words).or_insert_with_key(|words| (country_of(words), country_meant(words)));
            if let Some(country) = meant {
                *found.meant.entry(country).or_default() += 1;
            }
            if let Some(country) = named.filter(|_| mention.kind == MentionKind::Named) {
                *found.named.entry(country).or_default() += 1;
            }
        }
        found
    }
}
