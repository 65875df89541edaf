//! A knowledge file drafted from what articles say.

use crate::actors::{ActorClass, MentionKind};
use crate::dates::Day;
use crate::export::records;
use crate::index::{Entry, Key, Snapshot};
use crate::knowledge::{Record, RecordKind, Tables, import};
use crate::text::{Encoding, spaced};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How often somebody must be named.
const NAMED: usize = 2;

/// What the articles show of one actor.
#[derive(Default)]
struct Seen {
    class: Option<ActorClass>,
    name: String,
    forms: Vec<String>,
    mentions: usize,
    articles: usize,
    days: Vec<Day>,
    /// Each title, with the articles that give it.
    titles: Vec<(String, Vec<String>)>,
    first: String,
}

/// The draft, and how many records it has. Who has a record already is left out, and so are countries and capitals.
pub fn draft(snapshot: &Snapshot) -> (String, usize) {
    let mut seen: BTreeMap<Key, Seen> = BTreeMap::new();
    let mut entries: Vec<&Entry> = snapshot.index.entries().map(AsRef::as_ref).collect();
    entries.sort_by_key(|entry| (entry.day(), &entry.file));
    for entry in entries {
        for (at, actor) in entry.actors.iter().enumerate() {
            let named = entry.mentions.of(at).filter(|mention| mention.kind == MentionKind::Named).count();
            if named == 0
                || actor.class == ActorClass::Nationality
                || !snapshot.knowledge.by_form(actor.name()).is_empty()
                || is_built_in(actor.name())
            {
                continue;
            }
            let one = seen.entry(actor.key).or_default();
            one.class.get_or_insert(actor.class);
            one.mentions += named;
            one.articles += 1;
            one.days.extend(entry.day());
            let line = entry.lines.position(actor.introduction.start, Encoding::Utf8).line + 1;
            let place = format!("{}:{line}", entry.file.name());
            if one.first.is_empty() {
                one.first = place.clone();
            }
            if actor.name().split_whitespace().count() > one.name.split_whitespace().count() || one.name.is_empty() {
                one.name = actor.name().to_string();
            }
            for form in actor.forms().filter(|form| form.contains(' ')) {
                if !one.forms.iter().any(|known| known == form) {
                    one.forms.push(form.to_string());
                }
            }
            let when = entry.day().map_or_else(|| place.clone(), |day| format!("{day}, {place}"));
            for title in actor.titles() {
                match one.titles.iter_mut().find(|(known, _)| known == title) {
                    Some((_, places)) => places.push(when.clone()),
                    None => one.titles.push((title.to_string(), vec![when.clone()])),
                }
            }
        }
    }
    let mut actors: Vec<Seen> = seen.into_values().filter(|one| one.mentions >= NAMED).collect();
    actors.sort_by(|a, b| (rank(a.class), &a.name).cmp(&(rank(b.class), &b.name)));
    let mut ids = import::Ids::default();
    let mut out = records::HEAD.to_owned();
    out.push_str("# A draft: go through each record, take what is right, delete the rest.\n# Titles stand as comments: add since when, and take off the #.\n");
    let count = actors.len();
    for one in actors {
        write_one(&mut out, one, &mut ids);
    }
    (out, count)
}

fn rank(class: Option<ActorClass>) -> u8 {
    match class {
        Some(ActorClass::Person) => 0,
        Some(ActorClass::Organisation) => 1,
        _ => 2,
    }
}

/// Countries and their capitals need no record.
fn is_built_in(name: &str) -> bool {
    let tables = Tables::shared();
    tables.country(name).is_some() || tables.country_of_capital(name).is_some()
}

fn write_one(out: &mut String, one: Seen, ids: &mut import::Ids) {
    let kind = match one.class {
        Some(ActorClass::Person) => RecordKind::Person,
        Some(ActorClass::Organisation) => RecordKind::Organisation,
        _ => RecordKind::Place,
    };
    let mut record: Record = import::new(kind, ids.slug(None, &one.name), &one.name);
    record.aliases = one.forms.into_iter().filter(|form| *form != one.name).collect();
    let days = match (one.days.first(), one.days.last()) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(day), _) => format!(", {day}"),
        _ => String::new(),
    };
    let articles = if one.articles == 1 { "1 article".to_owned() } else { format!("{} articles", one.articles) };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\n# Named {} times in {articles}{days}; first in {}", one.mentions, one.first);
    out.push_str(&records::toml_record(&record));
    for (title, places) in one.titles {
        let more = if places.len() > 3 { format!(" and {} more", places.len() - 3) } else { String::new() };
        let places = places.into_iter().take(3).collect::<Vec<_>>().join("; ");
        let title = spaced(&title);
        let _ = writeln!(out, "# [[{}.role]]\n# title = {title:?}  # {places}{more}", kind.label());
    }
}
