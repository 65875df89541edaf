//! Completion after `@`: actors, and days by their weekday.

use super::words;
use crate::actors::{ActorClass, ActorId, GENERATIONS, MentionKind};
use crate::dates::Day;
use crate::index::{Key, Snapshot};
use crate::knowledge::{RecordKind, RecordView, Tables};
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span, is_apostrophe, normalised};
use jiff::ToSpan;
use std::collections::BTreeMap;

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// An actor.
    Actor(ActorClass),
    /// A day.
    Day,
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows.
    pub label: String,
    /// More of it: a title, a day.
    pub detail: String,
    /// What is typed to find it.
    pub filter: String,
    /// What is written in place of `@` and the letters after it.
    pub text: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Where more of it stands: an actor's record or introduction.
    pub about: Option<Place>,
}

/// At most this many actors are offered.
const LIMIT: usize = 50;
/// How many bytes after `@` can be a name that is being typed.
const TYPED: usize = 40;

/// Whether what stands after `@` may be the beginning of a name: its words, the last of which may be open. A mark at the end is not taken for a part
/// of it: it may end the sentence or what is quoted.
fn is_beginning(typed: &str) -> bool {
    let is_mark = |c: char| is_apostrophe(c) || matches!(c, '.' | '-' | '&');
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
    typed.chars().all(|c| is_letter(c) || is_mark(c) || c == ' ')
        && !typed.starts_with(' ')
        && !typed.ends_with(is_mark)
        && typed.split(' ').count() <= 3
}

/// What `@` and the letters after it may stand for at a byte offset of an open file, and the span that they take; `None` where there is
/// no `@` at the beginning of a word.
pub fn completion(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Option<(Span, Vec<Completion>)> {
    let reading = snapshot.reading(file)?;
    let before = reading.text.get(..offset as usize)?;
    let at = before.rfind('@').filter(|at| before.len() - at <= TYPED)?;
    let typed = &before[at + 1..];
    let free = before[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '/');
    if !free || !is_beginning(typed) {
        return None;
    }
    let span = Span::new(at, offset as usize);
    let mut offers = days(reading, typed);
    offers.extend(actors(snapshot, file, reading, typed, span));
    Some((span, offers))
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `@fri` is the Friday of the seven days that end with the article's own, as news writes a bare weekday.
fn days(reading: &Reading, typed: &str) -> Vec<Completion> {
    let reference = reading.dates.reference.map(|reference| reference.day);
    let wanted = typed.to_lowercase();
    let on = |name: &str, text: String, day: Option<Day>| Completion {
        label: format!("@{name}"),
        detail: day.map_or_else(|| "which day is not known: the article states no date".to_owned(), words::weekday_and_day),
        filter: filter(name, typed),
        text,
        kind: CompletionKind::Day,
        about: None,
    };
    let mut offers = Vec::new();
    for (name, days) in [("today", 0), ("yesterday", -1), ("tomorrow", 1)] {
        if name.starts_with(&wanted) {
            let day = reference.and_then(|day| day.checked_add(days.days()).ok());
            let text = day.map_or_else(|| name.to_owned(), |day| WEEKDAYS[day.weekday().to_monday_zero_offset() as usize].to_owned());
            offers.push(on(name, text, day));
        }
    }
    for (at, name) in WEEKDAYS.iter().enumerate().filter(|(_, name)| name.to_lowercase().starts_with(&wanted)) {
        let day = reference.and_then(|day| {
            let back = (i64::from(day.weekday().to_monday_zero_offset()) - at as i64).rem_euclid(7);
            day.checked_sub(back.days()).ok()
        });
        offers.push(on(&name.to_lowercase(), (*name).to_owned(), day));
    }
    offers
}

/// Actors whose name, or a word of it, begins as typed: those of this article, of the knowledge files, of the workspace.
fn actors(snapshot: &Snapshot, file: &FileKey, reading: &Reading, typed: &str, span: Span) -> Vec<Completion> {
    let wanted = normalised(typed);
    let fits = |name: &str| beginning(name, &wanted).is_some();
    let offer = |name: &str, detail: String, text: String, class: ActorClass, about: Place| Completion {
        label: name.to_owned(),
        detail,
        filter: filter(name, typed),
        text,
        kind: CompletionKind::Actor(class),
        about: Some(about),
    };
    let day = reading.dates.reference.map(|reference| reference.day);
    let mut found: BTreeMap<Key, Completion> = BTreeMap::new();
    let mut order: Vec<Key> = Vec::new();
    // Tells whether there is room for more.
    let mut add = |key: Key, offer: Completion| {
        found.entry(key).or_insert_with(|| {
            order.push(key);
            offer
        });
        order.len() < LIMIT
    };
    let own = reading.actors.actors.iter().enumerate().map(|(at, actor)| (ActorId(at as u32), actor));
    for (id, actor) in own.filter(|(_, actor)| actor.class != ActorClass::Nationality && fits(&actor.name)) {
        let record = actor.record.and_then(|id| snapshot.knowledge.record(id));
        let introduction = reading.actors.mention(actor.introduction).span;
        // What is being typed is no mention yet.
        if span.overlaps(introduction) {
            continue;
        }
        let later = introduction.start < span.start;
        let text = match (later, actor.class) {
            (true, ActorClass::Person) => record.map_or_else(|| family(reading, id, span), |record| record.short_form().to_owned()),
            _ => record.map_or_else(|| actor.name.to_string(), |record| first_reference(record, day)),
        };
        let detail = record.and_then(|record| titled(record, day)).or(actor.titles.first().cloned()).unwrap_or_default();
        let about = Place { file: file.clone(), span: introduction };
        add(Key::actor(actor, &snapshot.knowledge), offer(&actor.name, detail, text, actor.class, about));
    }
    let known = snapshot.knowledge.by_beginning(&wanted).into_iter().filter_map(|id| snapshot.knowledge.record(id));
    for record in known.filter(|record| record.forms().any(fits)) {
        let class = match record.kind() {
            RecordKind::Person => ActorClass::Person,
            RecordKind::Organisation => ActorClass::Organisation,
            RecordKind::Place => ActorClass::Place,
            RecordKind::Office | RecordKind::Event | RecordKind::Claim => continue,
        };
        let detail = titled(record, day).unwrap_or_default();
        let offer = offer(record.name(), detail, first_reference(record, day), class, record.place());
        if !add(Key::record(record.id()), offer) {
            break;
        }
    }
    // The names of other articles by their beginning.
    for (_, key) in snapshot.index.names_from(&wanted).take(4 * LIMIT) {
        let Some((entry, item)) = snapshot.index.find(key).into_iter().max_by_key(|(entry, _)| entry.day()) else { continue };
        let Some(actor) = entry.actors.get(item).filter(|actor| actor.class != ActorClass::Nationality) else { continue };
        let detail = actor.titles().next().map(ToString::to_string).unwrap_or_else(|| entry.file.name().to_owned());
        if entry.file != *file {
            let about = Place { file: entry.file.clone(), span: actor.introduction };
            add(key, offer(actor.name(), detail, actor.name().to_string(), actor.class, about));
        }
    }
    order.into_iter().take(LIMIT).filter_map(|key| found.remove(&key)).collect()
}

/// Where in a name a word begins from which on it begins as wanted.
fn beginning(name: &str, wanted: &str) -> Option<usize> {
    let words = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    words.into_iter().find(|at| normalised(&name[*at..]).starts_with(wanted))
}

/// What is typed, and how it goes on: clients compare letter by letter, from the first one.
fn filter(name: &str, typed: &str) -> String {
    let rest: String =
        beginning(name, &normalised(typed)).map(|at| name[at..].chars().skip(typed.chars().count()).collect()).unwrap_or_default();
    format!("@{typed}{rest}")
}

/// What a person is called after the first time: the last word of the name, suffixes left out, or where that never stands alone another word that
/// does and is no given name. What is being typed does not count.
fn family(reading: &Reading, id: ActorId, typed: Span) -> String {
    let name = &*reading.actors.actor(id).name;
    let mut words = name.split_whitespace().filter(|word| !GENERATIONS.contains(word));
    let (first, last) = (words.clone().next().unwrap_or(name), words.next_back().unwrap_or(name));
    let tables = Tables::shared();
    let named = reading.actors.mentions_of(id).filter(|mention| mention.kind == MentionKind::Named && !mention.span.overlaps(typed));
    let mut alone: Vec<&str> = named.map(|mention| mention.span.of(&reading.text)).collect();
    alone.retain(|form| !form.contains(char::is_whitespace));
    let is_given =
        |form: &str| form == first && !tables.is_family_first(form) || form != first && tables.gender_of_given_name(form).is_some();
    let other = || alone.iter().find(|form| !is_given(form)).copied();
    Some(last).filter(|last| alone.contains(last)).or_else(other).unwrap_or(last).to_owned()
}

fn titled(record: RecordView<'_>, day: Option<Day>) -> Option<String> {
    day.and_then(|day| record.title_on(day)).map(str::to_owned)
}

/// The title before the name, if the record gives one for the day, and the house form.
pub(super) fn first_reference(record: RecordView<'_>, day: Option<Day>) -> String {
    let before = day.and_then(|day| record.roles_on(day).find_map(|role| role.before));
    before.map_or_else(|| record.name().to_owned(), |before| format!("{before} {}", record.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_after_a_name_are_none_of_it() {
        for typed in ["", "far", "Ann Fa", "J. Fa", "O\u{2019}Ha", "Ann-Ma", "AT&T", "Ann ", "Cafe\u{301}"] {
            assert!(is_beginning(typed), "{typed}");
        }
        for typed in ["far.", "far\u{201D}", "far,", " ", " far", "far\n", "far\u{2019}", "a b c d", "far)", "far. \u{201D}"] {
            assert!(!is_beginning(typed), "{typed}");
        }
    }
}
