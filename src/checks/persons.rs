//! The people of an article's running text, by the names that it gives them outside quotations.

use super::Context;
use crate::actors::{Actor, ActorClass, ActorId, Mention, MentionKind};
use crate::article::{Block, BlockKind};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// One person with the places of its name.
#[derive(Debug)]
pub(super) struct Person<'a> {
    pub actor: &'a Actor,
    /// In paragraphs and outside quotation marks, in order; never empty.
    pub names: Vec<&'a Mention>,
}

/// The block where the running text begins: the short paragraphs before the first long one may be a second headline or a standfirst.
pub(super) fn body(context: &Context<'_>) -> u32 {
    const LONG: usize = 16;
    let long = |block: &Block| block.kind == BlockKind::Paragraph && context.words(block.span).split_whitespace().nth(LONG).is_some();
    context.reading.article.blocks.iter().position(long).unwrap_or(0) as u32
}

/// The people named in running text, in the order of the article's actors.
pub(super) fn persons<'a>(context: &Context<'a>) -> Vec<Person<'a>> {
    let actors = &context.reading.actors;
    let blocks = &context.reading.article.blocks;
    let mut persons: Vec<Person<'a>> = actors.actors.iter().map(|actor| Person { actor, names: Vec::new() }).collect();
    for mention in &actors.mentions {
        let Some(person) = mention.actor.and_then(|id| persons.get_mut(id.0 as usize)) else { continue };
        let named = mention.kind == MentionKind::Named && mention.class == ActorClass::Person && !mention.in_quote;
        let told = blocks[mention.block as usize].kind == BlockKind::Paragraph;
        if named && told && person.actor.class == ActorClass::Person && context.quotation_around(mention.span).is_none() {
            person.names.push(mention);
        }
    }
    persons.retain(|person| !person.names.is_empty());
    persons
}

/// Which words stand in the names of which actors of an article.
#[derive(Debug, Default)]
pub(super) struct NameWords<'a>(FxHashMap<&'a str, Bearers>);

#[derive(Clone, Copy, Debug)]
enum Bearers {
    One(ActorId),
    Several,
}

impl<'a> NameWords<'a> {
    pub fn of(context: &Context<'a>) -> Self {
        let mut words: FxHashMap<&'a str, Bearers> = FxHashMap::default();
        for (at, actor) in context.reading.actors.actors.iter().enumerate() {
            let id = ActorId(at as u32);
            for word in actor.forms.iter().flat_map(|form| form.split([' ', '-', '’', '\''])) {
                let bearers = words.entry(word).or_insert(Bearers::One(id));
                if matches!(bearers, Bearers::One(other) if *other != id) {
                    *bearers = Bearers::Several;
                }
            }
        }
        NameWords(words)
    }

    /// Whether another actor has the word in a name: a relative, a firm, a street.
    pub fn is_shared(&self, word: &str) -> bool {
        matches!(self.0.get(word), Some(Bearers::Several))
    }
}

/// Verbs that only people are the subjects of, or nearly, in the forms that news has.
const ACTS: [&str; 40] = [
    "said",
    "says",
    "told",
    "added",
    "was",
    "is",
    "has",
    "had",
    "will",
    "would",
    "could",
    "did",
    "does",
    "also",
    "made",
    "went",
    "took",
    "came",
    "left",
    "met",
    "called",
    "asked",
    "wrote",
    "won",
    "lost",
    "became",
    "began",
    "spoke",
    "wants",
    "wanted",
    "denied",
    "died",
    "noted",
    "explained",
    "thinks",
    "believes",
    "argued",
    "warned",
    "claimed",
    "who",
];

/// Whether a surname alone is the subject of a sentence: "Roe said", "Roe, who left"; not "the Roe plan", "Allen, Texas", "Ben's Roe".
pub(super) fn acts(context: &Context<'_>, name: Span) -> bool {
    let after = &context.text()[name.end as usize..];
    let after = after.strip_prefix(',').unwrap_or(after);
    let word = after.strip_prefix(' ').map(|after| after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default());
    word.is_some_and(|word| ACTS.contains(&word)) && is_free(context, name)
}

/// Whether a surname alone speaks of its bearer and is no part of something else: "Roe said", "for Roe,", "Roe's plan".
pub(super) fn stands_alone(context: &Context<'_>, name: Span) -> bool {
    const AFTER: [&str; 28] = [
        "and", "or", "but", "in", "on", "at", "to", "for", "from", "with", "by", "of", "as", "then", "later", "that", "when", "while",
        "after", "before", "because", "if", "about", "were", "are", "have", "may", "can",
    ];
    let after = &context.text()[name.end as usize..];
    let ends = match after.chars().next() {
        None | Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | '\n' | '\r') => true,
        Some(' ') => AFTER.contains(&after[1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()),
        _ => {
            let owned = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s "));
            owned.is_some_and(|owned| owned.starts_with(char::is_lowercase))
        }
    };
    acts(context, name) || ends && is_free(context, name)
}

/// Whether nothing before a name makes it a part of something else: an article, another's possessive, a name, a hyphen.
pub(super) fn is_free(context: &Context<'_>, name: Span) -> bool {
    let before = &context.text()[..name.start as usize];
    let line = before.trim_end_matches([' ', '\u{A0}']);
    // "his agency, Roe, made": what stands between commas says what something is called.
    if line.ends_with(',') {
        return !context.text()[name.end as usize..].starts_with(',');
    }
    if line.is_empty() || line.ends_with(['\n', '.', '!', '?', ':', '”', '"', ';']) {
        return true;
    }
    let word = line.rsplit([' ', '\u{A0}', '\n', '(', '“', '"']).next().unwrap_or_default();
    let bound = matches!(
        word,
        "the" | "a" | "an" | "his" | "her" | "their" | "our" | "my" | "named" | "called" | "de" | "van" | "von" | "al" | "bin"
    ) || word.ends_with("'s")
        || word.ends_with("’s")
        || word.ends_with(['-', '–', '/', '&', '#', '@', '>'])
        || word.ends_with("-old");
    // A word with a capital belongs to the name, unless the sentence begins with it or it is a day.
    let first = line[..line.len() - word.len()].trim_end();
    let begins = first.is_empty() || first.ends_with(['\n', '.', '!', '?', '”', '"']);
    // "Citizens for Roe".
    let named =
        matches!(word, "for" | "of") && first.rsplit(char::is_whitespace).next().is_some_and(|word| word.starts_with(char::is_uppercase));
    !bound && !named && (begins && !word.ends_with('s') || word.ends_with("day") || !word.starts_with(char::is_uppercase))
}
