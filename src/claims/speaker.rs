//! The actor a source names, and what it is called where it names none.

use super::anonymity::anonymous_noun;
use super::documents::{Author, author_of};
use super::{Anonymity, ParagraphClaims, Speaker};
use crate::actors::{ActorClass, ActorId, Mention};
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
    /// What it is called.
    pub described: Option<Span>,
}

/// Who a source is. `start` is where its paragraph begins in the article, `all` are the paragraph's mentions.
pub(super) fn of(text: &str, voice: Voice, start: u32, paragraph: &ParagraphClaims, all: &[Mention]) -> Speaker {
    let mentions = within(all, voice.source);
    if let Some(actor) = ends_in_name(text, voice, mentions).or_else(|| begins_with_name(text, voice, mentions)) {
        return Speaker::Actor(actor);
    }
    // "spokesman Ann Roe": the mention that the phrase ends in is its head; in "the Roe campaign" the name only belongs to it.
    let at_head = || mentions.iter().filter(|mention| mention.span.overlaps(voice.head));
    let head = at_head()
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
    // "the Ministry for Europe": a name with "of" or "for" in it goes on after its first phrase.
    let longer = at_head().find(|mention| mention.span.end > voice.head.end + 2 && ends_phrase(text, voice.source, mention));
    if let Some(actor) = longer.and_then(|mention| mention.actor) {
        return Speaker::Actor(actor);
    }
    let word = last_word(voice.head.of(text));
    // "a Ministry for Europe spokesman": the noun stands at the end.
    let end = || voice.described.map_or("", |phrase| last_word(phrase.of(text)));
    let anonymous = anonymous_noun(word).or_else(|| word.starts_with(char::is_uppercase).then(|| anonymous_noun(end())).flatten());
    // "a spokesman, Ann Roe,": the name stands beside.
    let beside = mentions
        .iter()
        .find(|mention| mention.class == ActorClass::Person && mention.span.start >= voice.head.end && beside(text, voice.head, mention));
    if let Some(actor) = beside.and_then(|mention| mention.actor) {
        return Speaker::Actor(actor);
    }
    if let Some(actor) = after(text, voice, all).or_else(|| author(text, voice, mentions)) {
        return Speaker::Actor(actor);
    }
    match anonymous {
        Some(plural) if head.is_none_or(|head| head.actor.is_none()) && !is_named(text, voice) => {
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
    let between = between(text, head.end, mention.start());
    let Some(inside) = between.trim().strip_suffix(',') else { return false };
    let whom = inside.trim_start();
    let whom = whom.strip_prefix("and ").and_then(|more| more.find(" of ").map(|at| more[at..].trim_start())).unwrap_or(whom);
    whom.is_empty()
        || whom.len() < 60
            && !whom.contains([',', ';', '('])
            && ["for ", "of ", "with ", "at ", "in "].iter().any(|word| whom.starts_with(word))
}

/// "his lawyer, Ann Roe,": a name beside the noun that no actor has, of two words or more with capitals.
fn is_named(text: &str, voice: Voice) -> bool {
    let rest = between(text, voice.head.end, voice.source.end).trim_end_matches([',', ' ']);
    let Some((_, name)) = rest.rsplit_once(", ") else { return false };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let whole = name.split(' ').all(|word| capital(word) || NAME_PARTICLES.contains(&word) || word.starts_with("al-"));
    whole && name.split(' ').filter(|word| capital(word)).count() >= 2
}

const NAME_PARTICLES: [&str; 10] = ["al", "bin", "da", "de", "del", "den", "der", "dos", "la", "van"];

/// Whether nothing follows a name in its source that the name would only belong to: no "the Ministry for Europe spokesman".
fn ends_phrase(text: &str, source: Span, mention: &Mention) -> bool {
    let rest = between(text, mention.span.end, source.end);
    let next = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let owns = rest.starts_with(['\'', '’', '-', '/']);
    !owns && (next.is_empty() || matches!(next, "in" | "on" | "of" | "at" | "for" | "and" | "or" | "which" | "that" | "who"))
}

/// "Minister for Europe Ann Roe", "chair of the Harbour Committee Ann Roe": a title without article that says of what, then the name.
fn ends_in_name(text: &str, voice: Voice, mentions: &[Mention]) -> Option<ActorId> {
    let head = voice.head.of(text);
    let name = mentions.iter().rev().find(|mention| mention.span.end + 1 >= voice.source.end)?;
    if name.class != ActorClass::Person || name.span.start < voice.head.end {
        return None;
    }
    let first = head.split_whitespace().next()?;
    let articles = ["the", "a", "an", "his", "her", "their", "its", "one", "some", "two", "our", "my"];
    let word = last_word(head);
    let title = word.starts_with(char::is_uppercase) || anonymous_noun(word).is_none();
    if articles.iter().any(|article| article.eq_ignore_ascii_case(first)) || !title || word.ends_with('s') {
        return None;
    }
    let between = between(text, voice.head.end, name.start());
    let preposition = between.split_whitespace().next().is_some_and(|word| matches!(word, "of" | "for" | "to" | "and" | "(MP)"));
    let last = between.split_whitespace().next_back()?;
    let names_whom = !last.ends_with([',', '.']) && !FUNCTION_WORDS.contains(&last) && !last.ends_with("’s") && !last.ends_with("'s");
    let titled = last == "and" && name.title.is_some();
    (preposition && (names_whom || titled) && !between.contains([',', ';'])).then_some(name.actor).flatten()
}

/// "Judge Ann Roe of the Norrvik District Court": a person, then where he or she belongs.
fn begins_with_name(text: &str, voice: Voice, mentions: &[Mention]) -> Option<ActorId> {
    let name = mentions.first().filter(|mention| mention.class == ActorClass::Person && mention.start() == voice.source.start)?;
    let belongs = text.get(name.span.end as usize..voice.source.end.max(name.span.end) as usize)?.starts_with(" of ");
    belongs.then_some(name.actor).flatten()
}

const FUNCTION_WORDS: [&str; 14] = ["of", "for", "to", "and", "or", "by", "with", "at", "in", "on", "from", "the", "a", "including"];

/// ", according to the coach, Ann Roe.": the name after the source ends the sentence.
fn after(text: &str, voice: Voice, all: &[Mention]) -> Option<ActorId> {
    let next = all.partition_point(|mention| mention.span.start < voice.source.end);
    let name = all.get(next).filter(|mention| mention.class == ActorClass::Person)?;
    let inside = name.span.end <= voice.sentence.end && between(text, voice.source.end, name.start()).trim() == ",";
    let ends = text.get(name.span.end as usize..voice.sentence.end as usize)?.trim();
    (inside && voice.source.start > voice.sentence.start + 20 && ends == ".").then_some(name.actor).flatten()
}

/// "Roe's letter", "the Harbour Council report", "a report by the council": whose words a document has.
fn author(text: &str, voice: Voice, mentions: &[Mention]) -> Option<ActorId> {
    let word = last_word(voice.head.of(text));
    let author = author_of(word)?;
    let may = |mention: &&Mention| match mention.class {
        ActorClass::Person => author == Author::Anyone,
        ActorClass::Organisation => true,
        ActorClass::Place | ActorClass::Nationality => false,
    };
    let noun = voice.head.end.saturating_sub(word.len() as u32);
    let owner = mentions.iter().take(1).filter(may).find(|mention| {
        let rest = between(text, mention.span.end, noun);
        let rest = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s")).unwrap_or(rest);
        mention.span.end <= noun && !rest.contains(['\'', '’', ',', '-', '/']) && rest.split_whitespace().count() <= 3
    });
    if owner.is_some() {
        return owner.and_then(|mention| mention.actor);
    }
    let writer = mentions.iter().find(|mention| mention.span.start >= voice.head.end && mention.class != ActorClass::Nationality)?;
    let before = between(text, voice.head.end, writer.start()).trim();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let by = before.len() < 30 && ["by", "from"].iter().any(|word| before == *word || before.ends_with(&format!(" {word}")));
    // "a letter from the Roe campaign": the name belongs to something else.
    let goes_on = text.get(writer.span.end as usize..).and_then(|rest| rest.trim_start_matches(' ').chars().next());
    let whole = writer.span.end >= voice.source.end || !goes_on.is_some_and(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '/'));
    (by && whole && writer.class != ActorClass::Place).then_some(writer.actor).flatten()
}

fn between(text: &str, end: u32, start: u32) -> &str {
    text.get(end as usize..start.max(end) as usize).unwrap_or_default()
}

fn within(all: &[Mention], span: Span) -> &[Mention] {
    let first = all.partition_point(|mention| mention.span.end <= span.start);
    let end = all.partition_point(|mention| mention.span.start < span.end);
    all.get(first..end.max(first)).unwrap_or_default()
}

/// Adjectives that follow the noun for a source: "officials familiar with the plan".
const AFTER_THE_NOUN: [&str; 6] = ["familiar", "close", "aware", "privy", "present", "involved"];

pub(super) fn last_word(phrase: &str) -> &str {
    let mut words = phrase.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !AFTER_THE_NOUN.contains(word));
    words.next().unwrap_or("")
}
