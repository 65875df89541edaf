//! `source-plural`: one anonymous source becomes several, or several become one.

use crate::actors::ActorClass;
use crate::checks::{Context, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, TokenKind, whole_places};

pub(super) const RULE: Rule = Rule { code: "source-plural", level: Level::Warning, summary: "One anonymous source becomes several", check };

/// How a source phrase refers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reference {
    /// "a US official": new, one.
    OneNew,
    /// "officials", "two officials": new, several.
    SeveralNew,
    /// "the official": the one before.
    One,
    /// "the officials": those before.
    Several,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // For each head noun: how it was last introduced, where, and how many single ones there were.
    let mut introduced: Vec<(&str, Reference, Span, usize)> = Vec::new();
    let mut single: Option<Span> = None;
    for Phrase { span, reference, head, .. } in sources(context) {
        if reference == Reference::OneNew {
            single = Some(span);
        }
        let known = introduced.iter().position(|(noun, ..)| *noun == head);
        match (reference, known) {
            (Reference::OneNew | Reference::SeveralNew, None) => introduced.push((head, reference, span, 1)),
            (Reference::OneNew | Reference::SeveralNew, Some(at)) => {
                let (_, last, place, count) = &mut introduced[at];
                (*last, *place, *count) = (reference, span, *count + 1);
            }
            (Reference::Several, Some(at)) if introduced[at].1 == Reference::OneNew && introduced[at].3 == 1 => {
                if is_of_others(context, head, introduced[at].2, span) {
                    continue;
                }
                let words = context.words(introduced[at].2);
                let message = format!("“{}” are several, but only one was introduced: “{words}”", first_words(context.words(span)));
                findings.push(Finding::new(RULE.code, RULE.level, span, message).relate(context.file, introduced[at].2, "One source here"));
                introduced[at].3 += 1;
            }
            (Reference::One, Some(at)) if introduced[at].1 == Reference::SeveralNew && introduced[at].3 == 1 => {
                // "A witness said ... the source": anybody without a name is a source.
                let is_single = head == "source" && single.is_some_and(|single| single.start > introduced[at].2.start);
                if is_single || is_one_of_several(context, head, introduced[at].2, span) {
                    continue;
                }
                let words = context.words(introduced[at].2);
                let message = format!("“{}” is one, but several were introduced: “{words}”", first_words(context.words(span)));
                findings.push(Finding::new(RULE.code, RULE.level, span, message).relate(
                    context.file,
                    introduced[at].2,
                    "Several sources here",
                ));
                introduced[at].3 += 1;
            }
            _ => {}
        }
    }
}

/// Whether others of the kind may be meant: "Soldiers had beaten 11 officers. An officer said ... The officers said", "three others agreed", "the
/// spokesmen for both unions", "the people of Norrvik", "the lawmakers voted and said".
fn is_of_others(context: &Context<'_>, head: &str, one: Span, several: Span) -> bool {
    let plural = HEADS.iter().find(|(singular, _)| *singular == head).map_or(head, |(_, plural)| plural);
    let text = context.text();
    let between = Span { start: one.end, end: several.start.max(one.end) }.of(text);
    let after = &text[several.start as usize..];
    let clause = after.split(['.', ',']).next().unwrap_or_default();
    let more = |word: &str| ["others", "another", "colleague", "colleagues", "both"].iter().any(|more| word.eq_ignore_ascii_case(more));
    whole_places(&between.to_lowercase(), plural).next().is_some()
        || are_named_before(context, plural, one)
        || between.split(|c: char| !c.is_alphanumeric()).any(more)
        || are_introduced_one_by_one(context, head, several)
        || clause.contains(" both ")
        || is_described(context, head, several)
        || acts_first(context, several)
}

/// "Said one of the aides ... the aide": one of several was brought in between the several and the one, whatever they are called where it is a source.
fn is_one_of_several(context: &Context<'_>, head: &str, several: Span, one: Span) -> bool {
    let between = Span { start: several.end, end: one.start.max(several.end) }.of(context.text());
    let is_plural =
        |word: &str| HEADS.iter().any(|(one, plural)| word == *plural && word != "people" && (head == *one || head == "source"));
    let is_saying = |word: &str| matches!(word, "said" | "says" | "told" | "added" | "to");
    let brings_in = |at: usize| {
        let sentence = between[at..].split(['.', '\n']).next().unwrap_or_default();
        let words = || sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let speaks = between[..at].split_whitespace().next_back().is_some_and(is_saying) || words().any(is_saying);
        speaks && words().skip(2).take(4).any(is_plural)
    };
    ["one of", "One of"].iter().any(|words| whole_places(between, words).any(brings_in))
}

/// "Teachers walked out. A teacher said": several of the kind stand before one of them, and are not another country's or body's, as "Chinese officials"
/// are beside "a US official".
fn are_named_before(context: &Context<'_>, plural: &str, one: Span) -> bool {
    let before = &context.text()[..one.start as usize];
    let is_of_others = |at: usize| {
        let word = before[..at].split_whitespace().next_back().filter(|_| before[..at].ends_with(' ')).unwrap_or_default();
        word.starts_with(char::is_uppercase) && whole_places(context.words(one), word).next().is_none()
    };
    let at_start = [plural[..1].to_uppercase().as_str(), &plural[1..]].concat();
    whole_places(before, plural).any(|at| !is_of_others(at)) || whole_places(before, &at_start).next().is_some()
}

/// "A teacher, Ann Roe, said ... a teacher at the school said": each has been brought in alone, by a name or not.
fn are_introduced_one_by_one(context: &Context<'_>, head: &str, several: Span) -> bool {
    let before = &context.text()[..several.start as usize];
    let is_new = |at: &usize| {
        let words = before[..*at].split(['.', ',', ';', '\n']).next_back().unwrap_or_default();
        words
            .split_whitespace()
            .rev()
            .take(3)
            .any(|word| ["a", "an", "another", "one"].iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    whole_places(before, head).filter(is_new).nth(1).is_some()
}

/// "The officials of the match": the phrase goes on with what tells them from others, and not with words that the article has had before. "The
/// sources in Paris" are no others: nobody but a source is one.
fn is_described(context: &Context<'_>, head: &str, several: Span) -> bool {
    let phrase = context.text()[several.start as usize..].split(['.', ',', ';', '\n']).next();
    let mut words = phrase.unwrap_or_default().split_whitespace().skip_while(|word| !is_head(&word.to_lowercase())).skip(1);
    let described = words.next().is_some_and(|word| matches!(word, "of" | "from" | "at" | "in" | "for" | "on"));
    let of = words.find(|word| !matches!(*word, "the" | "a" | "an" | "his" | "her" | "its" | "their")).unwrap_or_default();
    let before = &context.text()[..several.start as usize];
    let described = described && (head != "source" || phrase.is_some_and(|phrase| phrase.contains("ources of ")));
    described && (head == "person" || whole_places(before, of.trim_matches(|c: char| !c.is_alphanumeric())).next().is_none())
}

/// "The lawmakers voted at noon and said": what is told of them first is what those of the place do, not a source.
fn acts_first(context: &Context<'_>, several: Span) -> bool {
    const OF_SOURCES: [&str; 9] = ["spoke", "briefed", "asked", "declined", "confirmed", "requested", "described", "insisted", "were"];
    let claim = context.reading.claims.claims.iter().find(|claim| claim.source.first() == Some(&several) && claim.cue.start >= several.end);
    let between = claim.map_or("", |claim| context.words(Span { start: several.end, end: claim.cue.start }));
    between.contains(" and ") && !between.split_whitespace().next().is_some_and(|first| OF_SOURCES.contains(&first))
}

/// A phrase for a source without a name.
#[derive(Clone, Copy)]
struct Phrase {
    span: Span,
    reference: Reference,
    /// Its head noun in the singular.
    head: &'static str,
    /// Whether somebody cites it; else it is the source of a statement.
    cited: bool,
}

/// The sources without a name, in order: those that statements come from, an organisation's spokespeople included, and those that somebody cites.
fn sources(context: &Context<'_>) -> Vec<Phrase> {
    // In order: the blocks are, and in each its phrases.
    let mut found: Vec<Phrase> = Vec::new();
    for block in context.found(phrases) {
        found.extend(block.items.iter().map(|phrase| Phrase { span: phrase.span.shift(block.block.span.start), ..*phrase }));
    }
    if found.is_empty() {
        return found;
    }
    let mut unnamed = vec![false; found.len()];
    for claim in &context.reading.claims.claims {
        let is_unnamed = match claim.speaker {
            Speaker::Actor(actor) => context.reading.actors.actor(actor).class != ActorClass::Person,
            Speaker::Anonymous(_) | Speaker::Unknown => true,
        };
        let source = claim.source.first().filter(|_| is_unnamed);
        let place = source.and_then(|source| found.binary_search_by_key(source, |phrase| phrase.span).ok());
        if let Some(place) = place {
            unnamed[place] = true;
        }
    }
    let mut unnamed = unnamed.into_iter();
    found.retain(|phrase| unnamed.next().unwrap_or(false) || phrase.cited);
    found.dedup_by_key(|phrase| phrase.span.start);
    found
}

/// The phrases of one block; spans are relative to it.
fn phrases(text: &str, read: &BlockReading) -> Vec<Phrase> {
    let phrase = |span: Span, cited| {
        let (reference, head) = reference(span.of(text))?;
        Some(Phrase { span, reference, head, cited })
    };
    let stated = read.claims.sources().filter_map(|source| phrase(source, false));
    let cited = cited(text, read).into_iter().chain(close(text, read));
    let mut found: Vec<Phrase> = stated.chain(cited.filter_map(|span| phrase(span, true))).collect();
    // One that is both is one that is cited.
    found.sort_by_key(|phrase| (phrase.span, !phrase.cited));
    found.dedup_by_key(|phrase| phrase.span);
    found
}

/// The sources that one block cites; spans are relative to it.
fn cited(text: &str, read: &BlockReading) -> Vec<Span> {
    let tokens = &read.tokens;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.text(text) == "citing") {
        let words = tokens[at + 1..].iter().take(CITED).take_while(|word| word.is_word());
        let head = words.take_while(|word| word.span.start > token.span.end).find(|word| is_head(&word.text(text).to_lowercase()));
        if let (Some(first), Some(head)) = (tokens.get(at + 1), head) {
            found.push(first.span.to(head.span));
        }
    }
    found
}

/// "A source close to the company said": the phrases of one block for sources of whom it is told whom they are close to, as far as their heads.
fn close(text: &str, read: &BlockReading) -> Vec<Span> {
    let tokens = &read.tokens;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let is_close = |at: &usize| word(at + 1) == "close" && word(at + 2) == "to" && is_head(&word(*at).to_lowercase());
    let says = |at: &usize| {
        let mut after = tokens[at + 3..].iter().take(CITED).take_while(|token| token.is_word() || token.kind == TokenKind::Possessive);
        after.any(|token| matches!(token.text(text), "said" | "says" | "told" | "added"))
    };
    let phrase = |at: usize| {
        let first = (at.saturating_sub(CITED)..at).rev().take_while(|before| tokens[*before].is_word());
        let article = first
            .into_iter()
            .find(|before| ["a", "an", "one", "the", "two", "three"].iter().any(|known| word(*before).eq_ignore_ascii_case(known)))?;
        Some(tokens[article].span.to(tokens[at].span))
    };
    (0..tokens.len()).filter(is_close).filter(says).filter_map(phrase).collect()
}

/// How far after "citing" the head of its phrase may stand.
const CITED: usize = 6;

fn is_head(word: &str) -> bool {
    HEADS.iter().any(|(one, several)| word == *one || word == *several)
}

fn first_words(words: &str) -> &str {
    words.split([',', ';']).next().unwrap_or(words).trim()
}

/// Nouns for people who speak without a name, singular and plural.
const HEADS: &[(&str, &str)] = &[
    ("official", "officials"),
    ("source", "sources"),
    ("aide", "aides"),
    ("diplomat", "diplomats"),
    ("adviser", "advisers"),
    ("lawmaker", "lawmakers"),
    ("officer", "officers"),
    ("person", "people"),
    ("witness", "witnesses"),
    ("insider", "insiders"),
    ("executive", "executives"),
    ("investigator", "investigators"),
    ("spokesperson", "spokespeople"),
    ("spokesman", "spokesmen"),
    ("spokeswoman", "spokeswomen"),
    ("minister", "ministers"),
    ("employee", "employees"),
    ("staffer", "staffers"),
    ("teacher", "teachers"),
    ("banker", "bankers"),
    ("trader", "traders"),
    ("detective", "detectives"),
];

/// What goes on telling of a source behind the head of its phrase.
const AFTER_HEADS: &[&str] = &[
    "who", "from", "of", "with", "at", "in", "familiar", "close", "within", "for", "to", "on", "near", "inside", "under", "briefed",
    "involved", "working", "present", "aware",
];

/// The way a source phrase refers and its head noun in the singular, for phrases of an anonymous head.
fn reference(phrase: &str) -> Option<(Reference, &'static str)> {
    let is = |word: &str, words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let mut words = first_words(phrase).split_whitespace().take_while(|word| !is(word, AFTER_HEADS));
    let first = words.next()?;
    let (count, last) = words.fold((1, first), |(count, _), word| (count + 1, word));
    let (singular, plural) =
        HEADS.iter().find_map(|(one, several)| is(last, &[one, several]).then(|| (*one, last.eq_ignore_ascii_case(several))))?;
    let reference = if is(first, &["the", "this", "that"]) || plural && is(first, &["these", "those"]) {
        match (plural, count <= 3) {
            (true, true) => Reference::Several,
            (false, true) => Reference::One,
            (_, false) => return None,
        }
    } else if plural {
        Reference::SeveralNew
    } else if is(first, &["a", "an", "one"]) {
        Reference::OneNew
    } else {
        return None;
    };
    Some((reference, singular))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{fires, silent};

    #[test]
    fn spokespeople_and_cited_sources() {
        fires(
            "source-plural",
            &[
                "“The quay is closed,” a harbour spokesperson said on Monday. <The spokespeople> added that the ferry would sail.\n",
                "The Norrvik Post reported the sale on Monday, citing sources within the port. <The source> said the price was low.\n",
                "An official at the port said it was closed. <The officials at the port> said the ferry would sail.\n",
                "A senior aide to the governor said the quay was closed. <The aides> said the ferry would sail.\n",
                "Two people briefed on the deal said the quay was closed. <The person> said the ferry would sail.\n",
                "A teacher at the school said it was closed. <The teachers> said it would open.\n",
                "An official said the quay was closed. <The officials> spoke on condition of anonymity and said the ferry would sail.\n",
                "Danish officials were at the quay. A Swedish official said it was shut. <The officials> said the ferry would sail.\n",
                "A source said the quay was closed. <The sources in Paris> said the ferry would sail.\n",
                "A source close to the port said on Monday that the quay was closed.\n\n<The sources> said the ferry would sail.\n",
                "Several sources said the quay was closed. One of the doors was open. <The source> said the ferry would sail.\n",
                "Several sources said the quay was closed. He is one of the top bankers there. <The source> said the ferry would sail.\n",
            ],
        );
        silent(
            "source-plural",
            &[
                "“The quay is closed,” a harbour spokesperson said on Monday. The spokesperson added that the ferry would sail.\n",
                "The Norrvik Post reported the sale on Monday, citing sources within the port. The sources said the price was low.\n",
                "The Norrvik Post reported the sale, citing a report. The source of the river said nothing.\n",
                "Several sources said the quay was closed. “It was awful,” said one of two witnesses.\n\nThe source said the ferry would sail.\n",
                "Several sources said the quay was closed. A witness said that it was awful. The source said the ferry would sail.\n",
                "Two aides said the quay was closed. “It was awful,” said one of the aides. The aide said the ferry would sail.\n",
                "A harbour official said the port was closed. At the quay, officials counted ships by hand. The officials said it took days.\n",
                "A person who left the quay said that it was shut. The people of Norrvik said that they had no salt.\n",
                "An official told the Norrvik Post that the price was right. The officials of the match said that the goal stood.\n",
                "One lawmaker said that it was over. The lawmakers voted at noon and said that they would return in May.\n",
                "A teacher, Ann Roe, said the school was closed. A teacher at the school said it was cold. The teachers said it would open.\n",
                "Teachers walked out on Monday. A teacher, who asked not to be named, said the pay was low. The teachers said it would stay so.\n",
                "Two harbour officers came to the door. An officer said that it was shut. The officers said that they were sorry.\n",
                "A teacher in Norrvik said the pay was late. Three others agreed. The teachers said they would strike.\n",
                "A spokesman for the port said it was sorry. The spokesmen for both unions said it was not.\n",
            ],
        );
    }

    #[test]
    fn reads_how_a_source_refers() {
        let read = |phrase| reference(phrase).map(|(reference, head)| (reference as u8, head));
        let is = |reference: Reference, head| Some((reference as u8, head));
        assert_eq!(read("a senior defence official"), is(Reference::OneNew, "official"));
        assert_eq!(read("The officials, who briefed reporters"), is(Reference::Several, "official"));
        assert_eq!(read("two people familiar with the talks"), is(Reference::SeveralNew, "person"));
        assert_eq!(read("the ministry"), None);
    }
}
