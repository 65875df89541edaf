//! How old an article says that its people are.

use super::Context;
use crate::actors::{ActorClass, ActorId, Mention, MentionKind};
use crate::article::BlockKind;
use crate::text::{Span, Token, TokenKind, sentences};

/// One statement of an age.
#[derive(Clone, Copy, Debug)]
pub(super) struct Age {
    pub actor: ActorId,
    pub years: u32,
    /// The number.
    pub span: Span,
}

/// The oldest age that is read as one.
const OLDEST: u32 = 125;
/// So many blocks after the headline, the published line among them, are about whom it names.
const OPENING: usize = 5;

/// What an article says of the ages of its people, in order.
pub(super) fn ages(context: &Context<'_>) -> Vec<Age> {
    let mut found = Vec::new();
    let actors = &context.reading.actors;
    let mut obituary = false;
    let mut first_block = 0;
    for (at, block, read) in context.blocks() {
        if !matches!(block.kind, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Caption) {
            continue;
        }
        let text = context.reading.article.block_text(context.text(), block);
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let first = actors.mentions.partition_point(|mention| (mention.block as usize) < at);
        let people: Vec<&Mention> = actors.mentions[first..]
            .iter()
            .take_while(|mention| mention.block as usize == at)
            .filter(|mention| mention.class == ActorClass::Person && mention.actor.is_some())
            .collect();
        // Who has died, by the headline: the first paragraphs speak of that person.
        let dead = found.first().filter(|_| at <= first_block + OPENING).map(|age: &Age| age.actor).filter(|_| obituary);
        let page = Page { text: &text, tokens: &read.tokens, start: block.span.start, people: &people, dead };
        for sentence in sentences(&text, &read.tokens) {
            page.read(sentence, &mut found);
        }
        if block.kind == BlockKind::Headline {
            first_block = at;
            obituary = !found.is_empty() && page.died(0, read.tokens.len()).is_some();
        }
    }
    found
}

struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: u32,
    people: &'a [&'a Mention],
    dead: Option<ActorId>,
}

impl Page<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    fn is(&self, at: Option<usize>, words: &[&str]) -> bool {
        at.is_some_and(|at| words.iter().any(|word| self.word(at).eq_ignore_ascii_case(word)))
    }

    fn read(&self, sentence: Span, found: &mut Vec<Age>) {
        let first = self.tokens.partition_point(|token| token.span.start < sentence.start);
        let end = self.tokens.partition_point(|token| token.span.end <= sentence.end);
        for at in first..end {
            let token = self.tokens[at];
            let years = match token.kind {
                TokenKind::Number => token.text(self.text).parse::<u32>().ok().filter(|years| (1..=OLDEST).contains(years)),
                _ => None,
            };
            let Some(years) = years else { continue };
            if let Some(actor) = self.whose(first, at, end) {
                found.push(Age { actor, years, span: token.span.shift(self.start) });
            }
        }
    }

    /// Whose age a number is, if it is one.
    fn whose(&self, first: usize, at: usize, end: usize) -> Option<ActorId> {
        let back = |n: usize| at.checked_sub(n).filter(|at| *at >= first);
        let next = at + 1;
        let closes = next >= end
            || matches!(self.tokens[next].kind, TokenKind::Stop | TokenKind::Dash)
            || matches!(self.word(next), "," | ";" | ")");
        let years_old = self.is(Some(next), &["years"]) && self.is(Some(next + 1), &["old"]);
        // "aged 78", "at age 78", "at the age of 78", "dies at 78"
        let aged = if self.is(back(1), &["aged"]) {
            back(1)
        } else if self.is(back(1), &["age"]) && self.is(back(2), &["at"]) {
            back(2)
        } else if self.is(back(1), &["of"]) && self.is(back(2), &["age"]) && self.is(back(3), &["the"]) && self.is(back(4), &["at"]) {
            back(4)
        } else if self.is(back(1), &["at"]) && closes && self.died(first, at).is_some() {
            back(1)
        } else {
            None
        };
        if let Some(from) = aged {
            // Right after a name the age is that person's; else it is that of who died.
            let beside = from.checked_sub(1).filter(|_| self.is(back(1), &["aged"]) && from > first).and_then(|before| {
                let before = if self.word(before) == "," { before.checked_sub(1)? } else { before };
                self.ends_at(before)
            });
            return beside.or_else(|| self.died(first, from).and_then(|verb| self.subject(first, verb)));
        }
        // "Ann Roe, 78, said"
        if closes && self.is(back(1), &[","]) && self.word(next) != ")" {
            return self.ends_at(at.checked_sub(2)?).filter(|_| at >= first + 2);
        }
        // "He was 78.", "she is 78 years old"
        if (closes && !self.is(Some(next), &[","]) || years_old) && self.is(back(1), &["was", "is"]) {
            let verb = at - 1;
            let plain = self.is_plain(first, verb);
            let whole = plain && !(first..verb).any(|at| self.is(Some(at), &["of"]));
            // "He was 78." and "The singer of the band was 78." in an obituary
            let dead = self.dead.filter(|dead| {
                let named = self.between(first, verb).filter(|mention| mention.kind == MentionKind::Named);
                plain && named.clone().all(|mention| mention.actor == Some(*dead))
            });
            return dead.or_else(|| self.subject(first, verb).filter(|_| whole));
        }
        // "78-year-old Ann Roe"
        let hyphened = self.word(next) == "-" && self.is(Some(next + 1), &["year"]) && self.is(Some(next + 3), &["old"]);
        if hyphened {
            let after = self.tokens.get(next + 4)?;
            let mention = self.people.iter().find(|mention| mention.span.start == after.span.start + self.start)?;
            return mention.actor;
        }
        None
    }

    /// The verb of dying before a token, in its sentence.
    fn died(&self, first: usize, before: usize) -> Option<usize> {
        (first..before).rev().find(|at| self.is(Some(*at), &["dies", "died", "dead", "dying"]))
    }

    /// The person whose name ends at a token.
    fn ends_at(&self, at: usize) -> Option<ActorId> {
        let end = self.tokens.get(at)?.span.end + self.start;
        self.people.iter().find(|mention| mention.span.end == end).and_then(|mention| mention.actor)
    }

    /// The people between two tokens.
    fn between(&self, first: usize, end: usize) -> impl Iterator<Item = &&Mention> + Clone {
        let place = |at: usize| self.tokens.get(at).map_or(u32::MAX, |token| token.span.start + self.start);
        let (from, to) = (place(first), place(end));
        self.people.iter().filter(move |mention| from <= mention.span.start && mention.span.end <= to)
    }

    /// The last person named before a verb, in its clause; of several, the one whom the article buries.
    fn subject(&self, first: usize, verb: usize) -> Option<ActorId> {
        let named: Vec<&&Mention> = self.between(first, verb).collect();
        let last = named.last()?;
        if named.iter().any(|mention| mention.actor == self.dead && self.dead.is_some()) {
            return self.dead;
        }
        // Of two people before the verb either may be meant.
        named.iter().all(|mention| mention.actor == last.actor).then_some(last.actor).flatten()
    }

    /// Whether the words before a verb are the person and little more: "He was", "Roe, a singer, was".
    fn is_plain(&self, first: usize, verb: usize) -> bool {
        verb - first <= 14 && !(first..verb).any(|at| self.is(Some(at), &["whose", "his", "her", "when", "who", "if"]))
    }
}
