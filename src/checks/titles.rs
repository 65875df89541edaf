//! Titles beside names, held against what a knowledge file says of the person.

use super::Context;
use crate::actors::{ActorClass, ActorId, Mention, MentionKind};
use crate::article::BlockKind;
use crate::knowledge::{Office, RecordView, Role, Tables};
use crate::text::Span;

/// A title that the writer gives a known person as one held on the article's day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Borne<'a> {
    pub mention: &'a Mention,
    pub actor: ActorId,
    pub record: RecordView<'a>,
    /// The title as written.
    pub title: Span,
    /// Whether it stands before the name.
    pub before: bool,
    /// The adjective, country or place before the title: "Norwegian", "Norrvik".
    pub adjective: Option<Span>,
    /// Whether that is the place of a title of the record: "Norrvik Mayor", "mayor of Norrvik".
    of_place: bool,
    /// The office that it names.
    pub office: Option<Office>,
}

/// Words beside a title that make it one of another time.
const OTHER_TIMES: &[&str] = &[
    "former",
    "formerly",
    "then",
    "ex",
    "acting",
    "late",
    "onetime",
    "one-time",
    "elect",
    "designate",
    "designated",
    "incoming",
    "outgoing",
    "interim",
    "caretaker",
    "future",
    "next",
    "previous",
    "past",
    "ousted",
    "deposed",
    "fired",
    "sacked",
    "retired",
    "longtime",
    "emeritus",
    "shadow",
    "would-be",
    "disgraced",
    "impeached",
    "jailed",
    "imprisoned",
    "exiled",
    "self-proclaimed",
    "self-declared",
    "presumptive",
];

/// Phrases of a sentence that tells of an earlier time.
const EARLIER: &[&str] =
    &[" at the time", " at that time", " in those days", " years ago", " decades ago", "formerly", " back then", " ago,", " used to "];

/// The titles in running text, outside quotations, that are given as held now.
pub(super) fn borne<'a>(context: &Context<'a>) -> impl Iterator<Item = Borne<'a>> + use<'a> {
    let context = *context;
    let (actors, knowledge) = (&context.reading.actors, &context.snapshot.knowledge);
    let known = !knowledge.is_empty() && context.reading.dates.reference.is_some();
    actors.mentions.iter().filter(move |_| known).filter_map(move |mention| {
        let actor = mention.actor?;
        let id = actors.actor(actor).record?;
        let record = context.snapshot.knowledge.record(id)?;
        let title = mention.title.or_else(|| title_in_front(&context, mention, record))?;
        let running = matches!(context.reading.article.blocks[mention.block as usize].kind, BlockKind::Paragraph);
        let named = mention.kind == MentionKind::Named && mention.class == ActorClass::Person && !mention.in_quote;
        if !running || !named || record.roles().next().is_none() {
            return None;
        }
        let before = title.end <= mention.span.start;
        let (adjective, of_place) = match adjective(&context, title, before) {
            Some(adjective) => (adjective, false),
            None => (Some(place_of(&context, title, record)?), true),
        };
        let written = adjective.map(|span| context.words(span));
        let country = match written.and_then(country) {
            Some(code) if record.country().is_some_and(|known| known != code) => return None,
            Some(code) => Some(code),
            None => record.country(),
        };
        if is_of_another_time(&context, title, before) || is_told_of_earlier(&context, mention, record) {
            return None;
        }
        let words = context.words(title);
        let (office, named) = context.snapshot.knowledge.offices().named_in(words, country).unzip();
        // "Foreign Minister spokesman": the office is not the bearer's.
        let whole = named
            .is_none_or(|named: String| !before || words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").ends_with(&named));
        whole.then_some(Borne { mention, actor, record, title, before, adjective, of_place, office })
    })
}

impl Borne<'_> {
    /// The roles in the person's record that are this title's.
    pub fn roles<'r>(&self, context: &Context<'_>, record: RecordView<'r>) -> impl Iterator<Item = Role<&'r str>> {
        let words = context.words(self.title).to_lowercase();
        let words = words.strip_prefix("the ").unwrap_or(&words).to_owned();
        let place = self.adjective.filter(|_| self.of_place).map(|place| context.words(place));
        let knowledge = &context.snapshot.knowledge;
        record.roles().filter(move |role| match self.office {
            Some(office) => knowledge.role_office(record, role) == Some(office),
            None if place.is_some() => role.title.is_some_and(|title| place.is_some_and(|place| is_of_place(title, &words, place))),
            None => [role.before, role.title].into_iter().flatten().any(|known| known.to_lowercase() == words),
        })
    }

    /// Where a word put before the title goes: before its adjective, after its article.
    pub fn front(&self, text: &str) -> u32 {
        let start = self.adjective.map_or(self.title.start, |span| span.start);
        let words = &text[start as usize..self.mention.span.start.max(self.title.end) as usize];
        start + ["the ", "a ", "an ", "The "].iter().find(|article| words.starts_with(**article)).map_or(0, |article| article.len() as u32)
    }
}

/// Whether a title is that of a place: "mayor of Norrvik".
fn is_of_place(title: &str, words: &str, place: &str) -> bool {
    let title = title.to_lowercase();
    title.strip_prefix(words).and_then(|rest| rest.strip_prefix(" of ")).is_some_and(|of| of == place.to_lowercase())
}

/// "Norrvik Mayor Ann Roe", where the record has "mayor of Norrvik": the place right before a title. Behind an article it may be part of what is named
/// after somebody: "a Norrvik Mayor Ann Roe scholarship".
fn place_of(context: &Context<'_>, title: Span, record: RecordView<'_>) -> Option<Span> {
    let mentions = &context.reading.actors.mentions;
    let at = mentions.partition_point(|mention| mention.span.start < title.start);
    let place =
        mentions[..at].iter().rev().take(3).find(|mention| mention.class == ActorClass::Place && mention.span.end <= title.start)?;
    let words = context.words(title).to_lowercase();
    let between = &context.text()[place.span.end as usize..title.start as usize];
    let titles = || record.roles().filter_map(|role| role.title);
    let article = context.text()[..place.span.start as usize].trim_end().rsplit(char::is_whitespace).next();
    if article.is_some_and(|word| ["a", "an", "the"].iter().any(|article| word.eq_ignore_ascii_case(article))) {
        return None;
    }
    (between.trim().is_empty() && titles().any(|title| is_of_place(title, &words, context.words(place.span)))).then_some(place.span)
}

/// "The mayor of Norrvik, Ann Roe, said": a title of the record at the start of a sentence, with the name between commas. In any other place it may
/// be told of another time or person: "as mayor of Norrvik, Ann Roe", "unlike the mayor of Norrvik, Ann Roe".
fn title_in_front(context: &Context<'_>, mention: &Mention, record: RecordView<'_>) -> Option<Span> {
    let (before, after) = (&context.text()[..mention.span.start as usize], &context.text()[mention.span.end as usize..]);
    let before = before.strip_suffix(", ")?;
    // "The mayor of Norrvik, Ann Roe, and Ben Poe" may be three.
    after.strip_prefix(", ").filter(|after| after.starts_with(char::is_lowercase) && !after.starts_with("and "))?;
    record.roles().filter_map(|role| role.title).filter(|title| title.contains(" of ")).find_map(|title| {
        let start = before.len().checked_sub(title.len())?;
        let written = before.get(start..)?;
        let opens = before[..start].strip_suffix("The ").is_some_and(|front| begins_sentence(before, front.len()));
        (opens && written.eq_ignore_ascii_case(title)).then(|| Span::new(start, before.len()))
    })
}

/// Whether a sentence begins at an offset.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{A0}', '“', '"']);
    before.is_empty() || before.ends_with(['.', '!', '?', '\n'])
}

fn country(words: &str) -> Option<&'static str> {
    Tables::shared().country_of_either(words).map(|country| country.code)
}

/// The country or nationality right before a title; `None` where another body or place stands there, whose title is another one.
fn adjective(context: &Context<'_>, title: Span, before: bool) -> Option<Option<Span>> {
    if !before {
        return Some(None);
    }
    let text = context.text();
    let beside = context.reading.actors.mentions.iter().filter(|other| other.kind == MentionKind::Named && other.span.end <= title.start);
    let last = beside.max_by_key(|other| other.span.end);
    let Some(last) = last.filter(|other| matches!(text[other.span.end as usize..title.start as usize].trim(), "" | "'s" | "’s")) else {
        return Some(None);
    };
    match last.class {
        ActorClass::Nationality => Some(Some(last.span)),
        ActorClass::Place if country(context.words(last.span)).is_some() => Some(Some(last.span)),
        ActorClass::Person => Some(None),
        ActorClass::Place | ActorClass::Organisation => None,
    }
}

fn is_of_another_time(context: &Context<'_>, title: Span, before: bool) -> bool {
    let text = context.text();
    let marked = |words: &str| {
        let lower = words.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| OTHER_TIMES.contains(&word))
            || OTHER_TIMES.iter().any(|marker| marker.contains('-') && lower.contains(marker))
    };
    let head: Vec<&str> = text[..title.start as usize].rsplit([' ', '\u{A0}']).filter(|word| !word.is_empty()).take(4).collect();
    let near = head.iter().take_while(|word| !word.ends_with(['.', ';', ':', '\n'])).any(|word| marked(word));
    // What follows the title after a name, or the name after a title: "until May", "from 2013 to 2022", "-elect".
    let tail: String =
        text[title.end as usize..].chars().take(if before { 60 } else { 30 }).take_while(|c| !matches!(c, '.' | ';' | '\n')).collect();
    let dated = |words: &str| {
        let lower = words.to_lowercase();
        lower.contains(" until ")
            || lower.contains(" under ")
            || lower.contains(" at the time")
            || lower.contains("from ") && words.contains(|c: char| c.is_ascii_digit())
    };
    let described = context.words(title);
    marked(described)
        || near
        || tail.to_lowercase().contains("who was ")
        || tail.starts_with('-')
        || dated(&tail)
        || !before && (dated(&format!(" {described} ")) || described.contains(|c: char| c.is_ascii_digit()))
}

/// Whether the paragraph, or the one before it, tells of a time when the person may have held any of its former offices.
fn is_told_of_earlier(context: &Context<'_>, mention: &Mention, record: RecordView<'_>) -> bool {
    let block = context.reading.article.blocks[mention.block as usize].span.of(context.text()).to_lowercase();
    if EARLIER.iter().any(|phrase| block.contains(phrase)) {
        return true;
    }
    let near = context.reading.dates.expressions.iter().filter(|date| date.block <= mention.block && date.block + 1 >= mention.block);
    near.filter_map(|date| date.days).any(|(first, last)| {
        let today = context.reading.dates.reference.map(|reference| reference.day);
        let away = today.is_some_and(|day| last < day && (day - first).get_days() > 14);
        away && record.roles().any(|role| {
            (role.to.is_some() && role.to.is_some_and(|to| first <= to.last)) && role.from.is_none_or(|from| from.first <= last)
        })
    })
}
