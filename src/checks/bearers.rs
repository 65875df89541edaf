//! Who bears a family name, and whom a reader takes it for where several do.

use super::Context;
use crate::actors::{ActorClass, ActorId, KnownAs, Mention, MentionId, MentionKind, NominalKind, Resolution, is_kin};
use crate::knowledge::Tables;
use crate::text::Span;
use std::cell::OnceCell;
use std::cmp::Reverse;

/// An article is about one of several bearers where it names that one so many times as often as each other who is no relative.
const MAIN: u32 = 3;
/// Within how many bytes behind a name "he" or "her" tells whose it is.
const NEAR: usize = 60;

/// Verbs of speakers and thinkers.
#[rustfmt::skip]
const SAYING: [&str; 29] = [
    "said", "says", "say", "told", "tells", "added", "adds", "thought", "thinks", "believed", "believes", "knew", "knows", "hoped",
    "hopes", "claimed", "claims", "insisted", "insists", "wrote", "writes", "argued", "argues", "feared", "fears", "suggested",
    "suggests", "asked", "asks",
];

/// More words of kinship than those that are titles: of several, and of those who are as good as married.
const MORE_KIN: [&str; 14] = [
    "spouse",
    "partner",
    "ex-wife",
    "ex-husband",
    "parents",
    "grandparents",
    "child",
    "children",
    "sons",
    "daughters",
    "brothers",
    "sisters",
    "siblings",
    "cousins",
];

/// The bearers of names while an article is read from its beginning.
pub(super) struct Bearers<'c> {
    context: &'c Context<'c>,
    /// How often the article names each actor.
    counts: Vec<u32>,
    /// What each actor was found to be: the same come again and again.
    sorts: Vec<Option<Sort>>,
    /// Which were found to be told of as somebody's relative.
    relatives: Vec<OnceCell<bool>>,
    /// Which were found to be told of in passing.
    passing: Vec<OnceCell<bool>>,
    /// Who was called by a courtesy title so far.
    courteous: Vec<bool>,
    /// Where each was named last: the mention's number and its block, from 1 on; 0 before.
    last: Vec<(usize, u32)>,
    /// The block of the last bare name of which it was not clear that it is not theirs.
    doubted: Vec<Option<u32>>,
    /// The mention that is read next.
    next: usize,
}

/// Whether a mention names somebody, and not by the given name alone.
fn has_family_name(context: &Context<'_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Named && (mention.resolution != Resolution::Variant || context.words(mention.span).contains(' '))
}

impl<'c> Bearers<'c> {
    /// Nothing is read yet.
    pub fn new(context: &'c Context<'c>) -> Self {
        let actors = &context.reading.actors;
        let count = actors.actors.len();
        let mut counts = vec![0; count];
        let named = actors.mentions.iter().filter(|mention| has_family_name(context, mention));
        named.filter_map(|mention| mention.actor).for_each(|actor| counts[actor.0 as usize] += 1);
        Bearers {
            context,
            counts,
            sorts: vec![None; count],
            relatives: vec![OnceCell::new(); count],
            passing: vec![OnceCell::new(); count],
            courteous: vec![false; count],
            last: vec![(0, 0); count],
            doubted: vec![None; count],
            next: 0,
        }
    }

    /// Those of some actors who are persons, as far as [`is_unclear`](Self::is_unclear) was asked about them.
    pub fn persons(&self, candidates: &[ActorId]) -> impl Iterator<Item = ActorId> + Clone {
        let sort = |actor: &ActorId| self.sorts[actor.0 as usize];
        let is_any_sure = candidates.iter().any(|actor| sort(actor) == Some(Sort::Sure));
        candidates.iter().copied().filter(move |actor| match sort(actor) {
            Some(Sort::Sure) => true,
            Some(Sort::Doubtful) => !is_any_sure,
            Some(Sort::Nobody) | None => false,
        })
    }

    /// Whether a bare name may be several persons and a reader cannot tell whose it is. It is that of the one whom the article is about, unless another
    /// was named since, in this paragraph or the one before. Names are asked for in the order of the text.
    pub fn is_unclear(&mut self, id: MentionId, candidates: &[ActorId]) -> bool {
        let at = id.0 as usize;
        let mentions = &self.context.reading.actors.mentions;
        for (number, mention) in mentions[..at].iter().enumerate().skip(self.next) {
            if let Some(actor) = mention.actor.filter(|_| has_family_name(self.context, mention)) {
                self.last[actor.0 as usize] = (number + 1, mention.block);
                self.courteous[actor.0 as usize] |= mention.title.is_some_and(|title| is_courtesy(self.context.words(title)));
            }
        }
        self.next = self.next.max(at);
        for actor in candidates {
            let (sort, count) = (&mut self.sorts[actor.0 as usize], self.counts[actor.0 as usize]);
            sort.get_or_insert_with(|| sort_of(self.context, *actor, count));
        }
        let persons = self.persons(candidates);
        if persons.clone().nth(1).is_none() {
            return false;
        }
        let here = mentions[at].block;
        let main =
            self.called_by_name(persons.clone()).or_else(|| self.told_behind(id, persons.clone())).or_else(|| self.main(persons, at));
        let Some(main) = main else {
            candidates.iter().for_each(|actor| self.doubted[actor.0 as usize] = Some(here));
            return true;
        };
        self.last[main.0 as usize] = (at + 1, here);
        false
    }

    /// Whether one of several was named in the paragraph of a mention or in the one before, as far as [`is_unclear`](Self::is_unclear) was asked about it.
    pub fn was_named_lately(&self, id: MentionId, candidates: &[ActorId]) -> bool {
        let here = self.context.reading.actors.mention(id).block;
        let lately = |person: ActorId| self.last[person.0 as usize].0 > 0 && self.last[person.0 as usize].1 + 1 >= here;
        self.persons(candidates).any(lately)
    }

    /// The one of several whom the article calls by the bare name, where it has given each other a courtesy title: "Mrs Harding wept."
    fn called_by_name(&self, persons: impl Iterator<Item = ActorId> + Clone) -> Option<ActorId> {
        let mut plain = persons.filter(|person| !self.courteous[person.0 as usize]);
        plain.next().filter(|_| plain.next().is_none())
    }

    /// The one of a man and a woman whom "he" or "her" behind the name tells: "Harding and his wife", "Harding, as she has said". A speaker's "she" may be
    /// anybody, and so may that of somebody named in between.
    fn told_behind(&self, id: MentionId, persons: impl Iterator<Item = ActorId> + Clone) -> Option<ActorId> {
        let (reading, actors) = (self.context.reading, &self.context.reading.actors);
        let mention = actors.mention(id);
        let block = reading.article.blocks[mention.block as usize].span;
        let discourse = &reading.blocks[mention.block as usize].as_deref()?.discourse;
        let end = mention.span.end - block.start;
        let behind = &discourse.nominals[discourse.nominals.partition_point(|nominal| nominal.span.start < end)..];
        let (at, gender) = behind.iter().find_map(|nominal| match nominal.kind {
            NominalKind::Pronoun(gender) => Some((nominal.span, gender)),
            _ => None,
        })?;
        let between = Span { start: mention.span.end, end: at.shift(block.start).start };
        let near = between.len() <= NEAR && discourse.sentence_of(at.start) == discourse.sentence_of(end);
        let is_somebody = |other: &Mention| {
            between.contains(other.span)
                && other.class == ActorClass::Person
                && other.actor.is_none_or(|other| actors.actor(other).gender.is_none_or(|other| other == gender))
        };
        // Somebody's driver, "a neighbour".
        let words = || self.context.words(between).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_other = self.context.words(between).starts_with(['’', '\''])
            || words().any(|word| SAYING.contains(&word) || matches!(word, "a" | "an" | "the" | "another"));
        // Behind what others do, only a clause of reason has the one as its subject: "they backed Harding because she".
        let led = Span { start: block.start + discourse.sentence_start(mention.span.start - block.start), end: mention.span.start };
        let led = self.context.words(led).trim_end();
        let is_subject =
            !led.contains(' ') || led.ends_with(',') || words().next_back().is_some_and(|word| matches!(word, "because" | "as"));
        let mut next = actors.mentions[id.0 as usize + 1..].iter().take_while(|next| next.span.start < between.end);
        let is_object = matches!(self.context.words(at.shift(block.start)), "him" | "her") && !self.is_owner(at.shift(block.start));
        let is_quoted = discourse.quoted.iter().any(|quoted| quoted.contains(at));
        if !near || is_other || !is_subject || is_object || is_quoted || next.any(is_somebody) {
            return None;
        }
        let is_of = |person: &ActorId| actors.actor(*person).gender.map(|own| own == gender);
        let mut own = persons.clone().filter(|person| is_of(person) != Some(false));
        own.next().filter(|person| is_of(person) == Some(true) && own.next().is_none())
    }

    /// "her bid": whether a pronoun stands before what is owned.
    fn is_owner(&self, pronoun: Span) -> bool {
        const AFTER_OBJECTS: [&str; 16] =
            ["in", "at", "on", "with", "for", "to", "as", "and", "or", "by", "from", "after", "before", "when", "while", "that"];
        let next = self.context.text()[pronoun.end as usize..].strip_prefix(' ').unwrap_or_default();
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        !word.is_empty() && !AFTER_OBJECTS.contains(&word)
    }

    /// Whether all that an article says of somebody is whose time or company it was: "who served under President Roe". Such a one is meant by no bare
    /// name of a later paragraph.
    fn is_in_passing(&self, actor: ActorId) -> bool {
        *self.passing[actor.0 as usize].get_or_init(|| self.is_always_in_passing(actor))
    }

    fn is_always_in_passing(&self, actor: ActorId) -> bool {
        const BEFORE: [&str; 2] = ["under", "during"];
        const TIMES: [&str; 6] = ["administration", "presidency", "government", "years", "days", "tenure"];
        const TITLES: [&str; 6] = ["former", "then", "then-", "late", "President", "president"];
        let mentions = self.context.reading.actors.mentions.iter();
        let mut named = mentions.filter(|mention| mention.actor == Some(actor) && has_family_name(self.context, mention));
        named.all(|mention| {
            let line = self.context.text()[..mention.start() as usize].rsplit('\n').next().unwrap_or_default();
            let mut words = line.split_whitespace().rev().skip_while(|word| TITLES.contains(word));
            let last = words.next().unwrap_or_default();
            BEFORE.contains(&last) || last == "of" && words.next().is_some_and(|word| TIMES.contains(&word))
        })
    }

    /// Whether somebody was named last as a relative in a sentence about another, in a paragraph before: "Harding hugged her father, Paul Harding."
    fn was_aside(&self, other: ActorId, main: ActorId, here: u32) -> bool {
        let [(other_number, block), (main_number, _)] = [other, main].map(|person| self.last[person.0 as usize]);
        let (Some(other_at), Some(main_at)) = (other_number.checked_sub(1), main_number.checked_sub(1)) else { return false };
        let reading = self.context.reading;
        let (name, subject) = (&reading.actors.mentions[other_at], &reading.actors.mentions[main_at]);
        let start = reading.article.blocks[block as usize].span.start;
        let Some(read) = reading.blocks.get(block as usize).and_then(Option::as_deref) else { return false };
        let sentence = |mention: &Mention| read.discourse.sentence_of(mention.span.start - start);
        block < here
            && name.span == self.introduction(other).span
            && self.is_relative(other)
            && subject.block == block
            && main_at < other_at
            && sentence(name) == sentence(subject)
    }

    /// Whether an article brings somebody in as the relative of another: "her husband, former President Roe", "Ann Roe, his sister".
    fn is_relative(&self, actor: ActorId) -> bool {
        *self.relatives[actor.0 as usize].get_or_init(|| {
            let span = self.introduction(actor).span;
            let text = self.context.text();
            is_relative(&text[..span.start as usize], &text[span.end as usize..])
        })
    }

    fn introduction(&self, actor: ActorId) -> &Mention {
        let actors = &self.context.reading.actors;
        actors.mention(actors.actor(actor).introduction)
    }

    /// "Ann Harding was born Paula Ann Harding": the other name of one whom the article calls otherwise.
    fn is_birth_name(&self, actor: ActorId) -> bool {
        let before = &self.context.text()[..self.introduction(actor).span.start as usize];
        ["born ", "née "].iter().any(|word| before.ends_with(word))
    }

    /// Whether somebody was named last in the sentence of a mention, in the one before it in its paragraph or at the beginning of the paragraph before, or
    /// may have been meant in its paragraph or the one before.
    fn is_close(&self, other: ActorId, at: usize) -> bool {
        let reading = self.context.reading;
        let (number, block) = self.last[other.0 as usize];
        if self.doubted[other.0 as usize].is_some_and(|doubted| doubted + 1 >= reading.actors.mentions[at].block) {
            return true;
        }
        let Some(read) = reading.blocks.get(block as usize).and_then(Option::as_deref) else { return false };
        let start = reading.article.blocks[block as usize].span.start;
        let sentence = |at: usize| read.discourse.sentence_of(reading.actors.mentions[at].span.start - start);
        let here = reading.actors.mentions[at].block;
        number.checked_sub(1).is_some_and(|last| {
            let name = &reading.actors.mentions[last];
            block == here && sentence(last) + 1 >= sentence(at) || block + 1 == here && name.start() == start
        })
    }

    /// The one whom the article is about, as it is read in a block; `None` where that is nobody, or another was named last.
    fn main(&self, persons: impl Iterator<Item = ActorId> + Clone, at: usize) -> Option<ActorId> {
        let here = self.context.reading.actors.mentions[at].block;
        let (count, last) = (|person: ActorId| self.counts[person.0 as usize], |person: ActorId| self.last[person.0 as usize]);
        // Of two who are named as often it is the one who comes first.
        let main = persons.clone().max_by_key(|person| (count(*person), Reverse(self.introduction(*person).span.start)))?;
        let mut others = persons.filter(|person| *person != main);
        let is_rare = |other: ActorId| count(other) * MAIN <= count(main);
        let is_lesser = |other: ActorId| is_rare(other) || self.is_relative(other);
        let was_before = |other: ActorId| last(other).0 <= last(main).0 || last(other).1 + 1 < here || self.was_aside(other, main, here);
        // Who comes again and again is meant after a relative, too, and a sentence after somebody else.
        let is_sure = |other: ActorId| {
            is_rare(other) && (self.is_relative(other) || !self.is_close(other, at))
                || last(other).1 < here && count(other) < count(main) && self.is_in_passing(other) && !self.is_in_passing(main)
                || self.is_birth_name(other)
        };
        others.all(|other| is_lesser(other) && was_before(other) || is_sure(other)).then_some(main)
    }
}

fn is_courtesy(title: &str) -> bool {
    matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss")
}

/// Whether words say whose relative somebody is: "son", "his younger sister".
pub(super) fn is_kinship(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or(words);
    // "great-great-granddaughter"
    is_kin(words) || MORE_KIN.contains(&last) || last.rsplit("great-").next().is_some_and(is_kin)
}

/// What is taken for somebody who bears a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A person.
    Sure,
    /// One beside whom there is no sure one: named once, and the first word is no given name, "Hail Harding", "Ill. Harding".
    Doubtful,
    /// Words that were joined: "Will Harding win?", "Hurricane Harding".
    Nobody,
}

fn sort_of(context: &Context<'_>, actor: ActorId, count: u32) -> Sort {
    let actors = &context.reading.actors;
    let name = &*actors.actor(actor).name;
    if is_no_person(name) || is_question(context.text(), actors.mention(actors.actor(actor).introduction), name) {
        Sort::Nobody
    } else if count > 1 || KnownAs::of(name.split(' ').next().unwrap_or(name)).is_given_name() {
        Sort::Sure
    } else {
        Sort::Doubtful
    }
}

/// "in Norrvik, N.Y. Harding provided": the end of a place, read as initials; "Hurricane Harding".
fn is_no_person(name: &str) -> bool {
    const FIRST: [&str; 19] = [
        "N.Y.",
        "N.J.",
        "N.C.",
        "S.C.",
        "N.D.",
        "S.D.",
        "N.M.",
        "N.H.",
        "R.I.",
        "D.C.",
        "W.Va.",
        "L.A.",
        "U.S.",
        "U.K.",
        "Hurricane",
        "Storm",
        "Typhoon",
        "Cyclone",
        "Tropical",
    ];
    name.split_once(' ').is_some_and(|(first, _)| FIRST.contains(&first) || KnownAs::of(first).is_no_given_name() || name.contains(" - "))
}

/// Whether a name is beside a word of kinship: before it with no more than what names and titles have between, "his parents, Paul Harding and Ann Harding",
/// or in an apposition, "Ann Harding, the mayor's younger sister".
pub(super) fn is_relative(before: &str, after: &str) -> bool {
    const BEFORE: usize = 10;
    const AFTER: usize = 6;
    // What names in a row and titles are joined by.
    const JOINING: [&str; 10] = ["and", "of", "the", "former", "then", "late", "his", "her", "their", "ex"];
    let ends = |word: &str| word.ends_with(['.', '?', '!', '”', '"', ';']) && !(word.len() <= 5 && word.starts_with(char::is_uppercase));
    let is_between = |word: &str| {
        let begins = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        begins || JOINING.contains(&word) || Tables::shared().title(word).is_some()
    };
    let line = before.rsplit('\n').next().unwrap_or_default();
    let words = line.split_whitespace().rev().take(BEFORE).take_while(|word| !ends(word)).map(bare);
    if words.map(|word| (is_kinship(word), is_between(word))).find(|(kin, between)| *kin || !between).is_some_and(|(kin, _)| kin) {
        return true;
    }
    let Some(apposition) = after.strip_prefix([',', '(']).or_else(|| after.strip_prefix(" (")) else {
        return false;
    };
    let apposition = apposition.trim_start_matches(|c: char| c == ' ' || c == ',' || c.is_ascii_digit());
    let clause = apposition.split(['.', ',', ')', '\n', ';', '”', '"']).next().unwrap_or_default();
    clause.split_whitespace().take(AFTER).map(bare).any(is_kinship)
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// "Will Harding win?": a verb, read as a given name.
fn is_question(text: &str, introduction: &Mention, name: &str) -> bool {
    let (before, after) = (&text[..introduction.span.start as usize], &text[introduction.span.end as usize..]);
    let starts =
        before.trim_end_matches([' ', '"', '“', '\'', '‘']).chars().next_back().is_none_or(|c| matches!(c, '.' | '?' | '!' | '\n'));
    let ends = after.find(['.', '?', '!', '\n']).is_some_and(|end| after[end..].starts_with('?'));
    starts && ends && ["Will ", "May "].iter().any(|verb| name.starts_with(verb))
}
