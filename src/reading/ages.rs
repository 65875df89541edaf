//! How old an article says that its people are.

use super::Reading;
use super::page::Page;
use crate::actors::{ActorClass, ActorId, Mention, MentionKind};
use crate::article::BlockKind;
use crate::text::{Span, TokenKind};

/// One statement of an age.
#[derive(Clone, Copy, Debug)]
pub struct Age {
    /// Whose.
    pub actor: ActorId,
    /// How old.
    pub years: u8,
    /// The number.
    pub span: Span,
}

/// The oldest age that is read as one.
const OLDEST: u8 = 125;
/// So many blocks after the headline, the published line among them, are about whom it names.
const OPENING: usize = 5;

/// What an article says of the ages of its people, in order.
pub fn ages(reading: &Reading) -> Vec<Age> {
    let mut found = Vec::new();
    let mut obituary = false;
    let mut first_block = 0;
    let blocks = reading.article.blocks.iter().zip(&reading.blocks).enumerate();
    for (at, (block, read)) in blocks.filter_map(|(at, (block, read))| Some((at, (*block, read.as_deref()?)))) {
        let ages = read.digest.particulars.as_ref().map_or(&[][..], |told| &told.ages);
        if ages.is_empty() && block.kind != BlockKind::Headline
            || !matches!(block.kind, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Caption)
        {
            continue;
        }
        let text = reading.article.block_text(&reading.text, block);
        if ages.is_empty() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let people = reading.actors.mentions_in(at).iter();
        let people: Vec<&Mention> = people.filter(|mention| mention.class == ActorClass::Person && mention.actor.is_some()).collect();
        // Who has died, by the headline: the first paragraphs speak of that person.
        let dead = found.first().filter(|_| at <= first_block + OPENING).map(|age: &Age| age.actor).filter(|_| obituary);
        let scene = Scene { page: Page { text: &text, tokens: &read.tokens }, start: block.span.start, people: &people, dead };
        for age in ages {
            let span = read.tokens[age.at as usize].span.shift(block.span.start);
            found.extend(scene.whose(age).map(|actor| Age { actor, years: age.years, span }));
        }
        if block.kind == BlockKind::Headline {
            first_block = at;
            obituary = !found.is_empty() && died(&scene.page, 0, read.tokens.len()).is_some();
        }
    }
    found
}

/// A number that is an age; by the tokens of its block.
#[derive(Clone, Copy, Debug)]
pub struct StatedAge {
    years: u8,
    at: u32,
    /// Where its sentence begins.
    first: u32,
    told: Told,
}

/// How words make a number an age.
#[derive(Clone, Copy, Debug)]
enum Told {
    /// "aged 78", "at age 78", "at the age of 78", "dies at 78": the age of who died, or where `named` that of the name right before.
    Aged { from: usize, named: bool },
    /// "Ann Roe, 78, said"
    Beside,
    /// "He was 78.", "she is 78 years old"
    Is,
    /// "78-year-old Ann Roe"
    Hyphened,
}

/// The numbers of one block that its words make somebody's age.
pub(super) fn stated(page: Page<'_>, sentences: &[Span]) -> Box<[StatedAge]> {
    let Page { text, tokens } = page;
    let mut ages = Vec::new();
    for sentence in sentences {
        let first = tokens.partition_point(|token| token.span.start < sentence.start);
        let end = tokens.partition_point(|token| token.span.end <= sentence.end);
        for at in (first..end).filter(|at| tokens[*at].kind == TokenKind::Number) {
            let years = tokens[at].text(text).parse::<u8>().ok().filter(|years| (1..=OLDEST).contains(years));
            let told = years.and_then(|years| Some((years, told(&page, first, at, end)?)));
            ages.extend(told.map(|(years, told)| StatedAge { years, at: at as u32, first: first as u32, told }));
        }
    }
    ages.into()
}

/// How a number of a sentence is made an age, if it is.
fn told(page: &Page<'_>, first: usize, at: usize, end: usize) -> Option<Told> {
    let back = |n: usize| at.checked_sub(n).filter(|at| *at >= first);
    let next = at + 1;
    let closes =
        next >= end || matches!(page.tokens[next].kind, TokenKind::Stop | TokenKind::Dash) || matches!(page.word(next), "," | ";" | ")");
    let years_old = page.is(next, &["years"]) && page.is(next + 1, &["old"]);
    let aged = if page.is(back(1), &["aged"]) {
        back(1)
    } else if page.is(back(1), &["age"]) && page.is(back(2), &["at"]) {
        back(2)
    } else if page.is(back(1), &["of"]) && page.is(back(2), &["age"]) && page.is(back(3), &["the"]) && page.is(back(4), &["at"]) {
        back(4)
    } else if page.is(back(1), &["at"]) && closes && died(page, first, at).is_some() {
        back(1)
    } else {
        None
    };
    if let Some(from) = aged {
        return Some(Told::Aged { from, named: page.is(back(1), &["aged"]) });
    }
    if closes && page.is(back(1), &[","]) && page.word(next) != ")" {
        return Some(Told::Beside);
    }
    if (closes && !page.is(next, &[","]) || years_old) && page.is(back(1), &["was", "is"]) {
        return Some(Told::Is);
    }
    let hyphened = page.word(next) == "-" && page.is(next + 1, &["year"]) && page.is(next + 3, &["old"]);
    hyphened.then_some(Told::Hyphened)
}

/// The verb of dying before a token, in its sentence.
fn died(page: &Page<'_>, first: usize, before: usize) -> Option<usize> {
    (first..before).rev().find(|at| page.is(*at, &["dies", "died", "dead", "dying"]))
}

/// Whether the words before a verb are the person and little more: "He was", "Roe, a singer, was".
fn is_plain(page: &Page<'_>, first: usize, verb: usize) -> bool {
    verb - first <= 14 && !(first..verb).any(|at| page.is(at, &["whose", "his", "her", "when", "who", "if"]))
}

/// A block with its people.
struct Scene<'a> {
    page: Page<'a>,
    start: u32,
    people: &'a [&'a Mention],
    dead: Option<ActorId>,
}

impl Scene<'_> {
    /// Whose age it is, if that is told.
    fn whose(&self, age: &StatedAge) -> Option<ActorId> {
        let (page, first, at) = (&self.page, age.first as usize, age.at as usize);
        match age.told {
            Told::Aged { from, named } => {
                let beside = from.checked_sub(1).filter(|_| named && from > first).and_then(|before| {
                    let before = if page.word(before) == "," { before.checked_sub(1)? } else { before };
                    self.ends_at(before)
                });
                beside.or_else(|| died(page, first, from).and_then(|verb| self.subject(first, verb)))
            }
            Told::Beside => self.ends_at(at.checked_sub(2)?).filter(|_| at >= first + 2),
            Told::Is => {
                let verb = at - 1;
                let plain = is_plain(page, first, verb);
                let whole = plain && !(first..verb).any(|at| page.is(at, &["of"]));
                // "He was 78." and "The singer of the band was 78." in an obituary
                let dead = self.dead.filter(|dead| {
                    let named = self.between(first, verb).filter(|mention| mention.kind == MentionKind::Named);
                    plain && named.clone().all(|mention| mention.actor == Some(*dead))
                });
                dead.or_else(|| self.subject(first, verb).filter(|_| whole))
            }
            Told::Hyphened => {
                let after = page.tokens.get(at + 5)?;
                let mention = self.people.iter().find(|mention| mention.span.start == after.span.start + self.start)?;
                mention.actor
            }
        }
    }

    /// The person whose name ends at a token.
    fn ends_at(&self, at: usize) -> Option<ActorId> {
        let end = self.page.tokens.get(at)?.span.end + self.start;
        self.people.iter().find(|mention| mention.span.end == end).and_then(|mention| mention.actor)
    }

    /// The people between two tokens.
    fn between(&self, first: usize, end: usize) -> impl Iterator<Item = &&Mention> + Clone {
        let place = |at: usize| self.page.tokens.get(at).map_or(u32::MAX, |token| token.span.start + self.start);
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
}
