//! The actor a source names.

use super::anonymity::anonymous_noun;
use super::{Anonymity, ParagraphClaims, Speaker};
use crate::actors::{ActorClass, Actors, Mention};
use crate::text::Span;

/// A source in the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// The noun phrase that names it.
    pub head: Span,
    /// All of it.
    pub source: Span,
    /// The sentence it speaks in.
    pub sentence: Span,
}

/// Who a source is. `start` is where its paragraph begins in the article.
pub(super) fn of(text: &str, voice: Voice, start: u32, paragraph: &ParagraphClaims, actors: &Actors) -> Speaker {
    let mentions = within(actors, voice.source);
    let word = last_word(voice.head.of(text));
    // "spokesman Ann Roe": the mention that the phrase ends in is its head; in "the Roe campaign" the name only belongs to it.
    let at_head = mentions.iter().filter(|mention| mention.span.overlaps(voice.head));
    let head = at_head
        .filter(|mention| mention.span.end + 2 >= voice.head.end && mention.span.end <= voice.head.end + 2)
        .max_by_key(|m| (m.actor.is_some(), m.span.len()));
    if let Some(head) = head
        && let Some(actor) = head.actor
    {
        return Speaker::Actor(actor);
    }
    // "Secretary of State Ann Roe": the title's head comes first, the name ends the phrase.
    let titled = mentions.iter().find(|mention| mention.title.is_some_and(|title| title.overlaps(voice.head)));
    if let Some(actor) = titled.and_then(|mention| mention.actor) {
        return Speaker::Actor(actor);
    }
    let anonymous = anonymous_noun(word);
    // "a spokesman, Ann Roe,": the name stands beside.
    let beside = mentions
        .iter()
        .find(|mention| mention.class == ActorClass::Person && mention.span.start >= voice.head.end && beside(text, voice.head, mention));
    if let Some(actor) = beside.and_then(|mention| mention.actor) {
        return Speaker::Actor(actor);
    }
    match anonymous {
        Some(plural) if head.is_none_or(|head| head.actor.is_none()) => {
            let grant = paragraph
                .grants
                .iter()
                .find(|grant| voice.sentence.overlaps(grant.granted.shift(start)))
                .or_else(|| paragraph.grants.iter().find(|grant| grant.granted.shift(start).start >= voice.source.start));
            let granted = grant.map(|grant| grant.granted.shift(start));
            let reason = grant.and_then(|grant| grant.reason).map(|reason| reason.shift(start));
            Speaker::Anonymous(Anonymity { plural, reason, granted })
        }
        _ => Speaker::Unknown,
    }
}

/// Whether only a comma stands between a noun phrase and a name, or whom it speaks for and a comma: "a spokeswoman for the port, Ann Roe".
fn beside(text: &str, head: Span, mention: &Mention) -> bool {
    let start = mention.title.map_or(mention.span.start, |title| title.start.min(mention.span.start));
    let between = text.get(head.end as usize..start.max(head.end) as usize).unwrap_or_default();
    let Some(inside) = between.trim().strip_suffix(',') else { return false };
    let whom = inside.trim_start();
    whom.is_empty()
        || whom.len() < 60 && !whom.contains([',', ';', '(']) && ["for ", "of ", "with ", "at "].iter().any(|word| whom.starts_with(word))
}

fn within(actors: &Actors, span: Span) -> &[Mention] {
    let first = actors.mentions.partition_point(|mention| mention.span.end <= span.start);
    let end = actors.mentions.partition_point(|mention| mention.span.start < span.end);
    actors.mentions.get(first..end.max(first)).unwrap_or_default()
}

/// Adjectives that follow the noun for a source: "officials familiar with the plan".
const AFTER_THE_NOUN: [&str; 6] = ["familiar", "close", "aware", "privy", "present", "involved"];

fn last_word(phrase: &str) -> &str {
    let mut words = phrase.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !AFTER_THE_NOUN.contains(word));
    words.next().unwrap_or("")
}
