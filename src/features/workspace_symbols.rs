//! Workspace symbols: actors by name; a leading `"` searches quotations, an ISO day or month dates, `#` counted things.

use crate::actors::ActorClass;
use crate::dates::Day;
use crate::index::{Entry, Key, Snapshot};
use crate::text::{Place, Span, normalised};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkspaceSymbolKind {
    /// An actor.
    Actor(ActorClass),
    /// A quotation.
    Quotation,
    /// A temporal expression.
    Date,
    /// A figure.
    Figure,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// What it is called.
    pub name: String,
    /// The article it stands in, or how many.
    pub container: String,
    /// What it is.
    pub kind: WorkspaceSymbolKind,
    /// Where it stands first.
    pub place: Place,
}

/// At most `limit` things of the workspace that fit the query, best first.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let query = query.trim();
    let mut found = if let Some(words) = query.strip_prefix(['"', '“']) {
        quotations(snapshot, words)
    } else if let Some(thing) = query.strip_prefix('#') {
        figures(snapshot, thing)
    } else if let Some((first, last)) = days(query) {
        dates(snapshot, first, last)
    } else {
        actors(snapshot, query, limit)
    };
    found.truncate(limit);
    found
}

/// "2024-05-31" or "2024-05".
fn days(query: &str) -> Option<(Day, Day)> {
    if let Ok(day) = query.parse::<Day>() {
        return Some((day, day));
    }
    let (year, month) = query.split_once('-')?;
    let first = (year.len() == 4 && month.len() == 2).then(|| Day::new(year.parse().ok()?, month.parse().ok()?, 1).ok()).flatten()?;
    Some((first, first.last_of_month()))
}

fn symbol(entry: &Entry, span: Span, name: String, kind: WorkspaceSymbolKind) -> WorkspaceSymbol {
    WorkspaceSymbol { name, container: entry.file.name().to_owned(), kind, place: Place { file: entry.file.clone(), span } }
}

fn actors(snapshot: &Snapshot, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let wanted = normalised(query);
    // Rank: whole name, start of the name, start of a word, letters in order.
    let mut ranked: BTreeMap<(u8, String), Key> = BTreeMap::new();
    let exact: Vec<(&str, Key)> = snapshot.index.names_from(query).take(4 * limit).collect();
    for (name, key) in exact {
        ranked.insert((u8::from(normalised(name) != wanted), name.to_owned()), key);
    }
    if ranked.len() < limit && !wanted.is_empty() {
        for (name, key) in snapshot.index.names_from("") {
            let plain = normalised(name);
            let rank = if plain.split(' ').any(|word| word.starts_with(&wanted)) { 2 } else { 3 };
            if (rank == 2 || is_subsequence(&wanted, &plain)) && !ranked.values().any(|other| *other == key) {
                ranked.insert((rank, name.to_owned()), key);
            }
        }
    }
    let mut seen = Vec::new();
    let mut symbols = Vec::new();
    for key in ranked.into_values() {
        if symbols.len() >= limit || seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let places = snapshot.index.find(key);
        let Some((entry, item)) = places.first() else { continue };
        let actor = &entry.actors[*item];
        let mut found = symbol(entry, actor.introduction, actor.name().to_string(), WorkspaceSymbolKind::Actor(actor.class));
        if places.len() > 1 {
            found.container = format!("{} and {} more", found.container, places.len() - 1);
        }
        symbols.push(found);
    }
    symbols
}

fn is_subsequence(wanted: &str, name: &str) -> bool {
    let mut letters = name.chars();
    wanted.chars().all(|c| letters.any(|other| other == c))
}

fn sorted(snapshot: &Snapshot) -> Vec<&Arc<Entry>> {
    let mut entries: Vec<&Arc<Entry>> = snapshot.index.entries().collect();
    entries.sort_by(|a, b| (a.day(), &a.file).cmp(&(b.day(), &b.file)));
    entries
}

fn quotations(snapshot: &Snapshot, words: &str) -> Vec<WorkspaceSymbol> {
    let wanted = normalised(words);
    let mut found = Vec::new();
    for entry in sorted(snapshot) {
        for quote in entry.quotes.iter().filter(|quote| quote.words.contains(&wanted)) {
            let name = format!("{}: “{}”", entry.speaker_name(quote.speaker), super::words::shortened(&quote.words, 60));
            found.push(symbol(entry, quote.span, name, WorkspaceSymbolKind::Quotation));
        }
    }
    found
}

fn figures(snapshot: &Snapshot, thing: &str) -> Vec<WorkspaceSymbol> {
    let wanted = normalised(thing);
    let mut found = Vec::new();
    for entry in sorted(snapshot) {
        for figure in entry.figures.iter().filter(|figure| normalised(&figure.words).contains(&wanted)) {
            let name = format!("{} {}", super::words::iso(entry.day()), figure.words);
            found.push(symbol(entry, figure.span, name, WorkspaceSymbolKind::Figure));
        }
    }
    found
}

fn dates(snapshot: &Snapshot, first: Day, last: Day) -> Vec<WorkspaceSymbol> {
    let mut found = Vec::new();
    for entry in sorted(snapshot) {
        for time in entry.times.iter().filter(|time| first <= time.days.0 && time.days.1 <= last) {
            let (from, to) = time.days;
            let name = if from == to { super::words::weekday_and_day(from) } else { format!("{from} to {to}") };
            found.push((from, symbol(entry, time.span, name, WorkspaceSymbolKind::Date)));
        }
    }
    found.sort_by_key(|(day, _)| *day);
    found.into_iter().map(|(_, symbol)| symbol).collect()
}
