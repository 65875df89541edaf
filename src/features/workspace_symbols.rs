//! Workspace symbols: actors by name; a leading `"` searches quotations by their words and by who says them, an ISO day or month dates, `#` claims:
//! counted things by their words, statements by their first words and by who makes them.

use crate::actors::ActorClass;
use crate::dates::Day;
use crate::index::{Entry, Key, Snapshot, SpeakerEntry};
use crate::text::{Place, Span, normalised, quoted_words};
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
    /// A statement.
    Statement,
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
        claims(snapshot, thing)
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
    for (name, key) in snapshot.index.names_from(query).take(4 * limit) {
        ranked.insert((u8::from(normalised(&name) != wanted), name.to_string()), key);
    }
    if ranked.len() < limit && !wanted.is_empty() {
        for (name, key) in snapshot.index.names_from("") {
            let plain = normalised(&name);
            let rank = if plain.split(' ').any(|word| word.starts_with(&wanted)) { 2 } else { 3 };
            if (rank == 2 || is_subsequence(&wanted, &plain)) && !ranked.values().any(|other| *other == key) {
                ranked.insert((rank, name.to_string()), key);
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
        let Some(actor) = entry.actors.get(*item) else { continue };
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
    entries.sort_by(|a, b| (a.when(), &a.file).cmp(&(b.when(), &b.file)));
    entries
}

/// Whether a speaker is meant: a word of the name begins with what is wanted.
fn speaks(name: &str, wanted: &str) -> bool {
    let name = normalised(name);
    !wanted.is_empty() && name.match_indices(wanted).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
}

/// Those that have the words, then those of a speaker of that name.
fn quotations(snapshot: &Snapshot, words: &str) -> Vec<WorkspaceSymbol> {
    let (wanted, name) = (quoted_words(words), normalised(words));
    let (mut found, mut said) = (Vec::new(), Vec::new());
    for entry in sorted(snapshot) {
        for quote in entry.quotes.iter() {
            let by = entry.speaker_name(quote.speaker);
            let list = match quote.words.contains(&wanted) {
                true => &mut found,
                false if is_actor(quote.speaker) && speaks(by, &name) => &mut said,
                false => continue,
            };
            let shown = format!("{by}: “{}”", super::words::shortened(quote.written, 60));
            list.push(symbol(entry, quote.span, shown, WorkspaceSymbolKind::Quotation));
        }
    }
    found.append(&mut said);
    found
}

fn is_actor(speaker: SpeakerEntry) -> bool {
    matches!(speaker, SpeakerEntry::Actor(_))
}

/// Figures that count such things and statements in such words, then the statements of a speaker of that name, each with what it quotes, counts
/// or says.
fn claims(snapshot: &Snapshot, words: &str) -> Vec<WorkspaceSymbol> {
    let wanted = normalised(words);
    let (mut found, mut said) = (Vec::new(), Vec::new());
    for entry in sorted(snapshot) {
        let day = super::words::iso(entry.day());
        for figure in entry.figures.iter().filter(|figure| normalised(&figure.words).contains(&wanted)) {
            found.push(symbol(entry, figure.span, format!("{day} {}", figure.words), WorkspaceSymbolKind::Figure));
        }
        for (at, claim) in entry.claims.iter().enumerate() {
            let by = entry.speaker_name(claim.speaker);
            let in_words = claim.told.is_some_and(|words| normalised(words).contains(&wanted));
            if !(in_words || is_actor(claim.speaker) && speaks(by, &wanted)) {
                continue;
            }
            let counted = || entry.figures.iter().find(|figure| figure.claim == Some(at as u32)).map(|figure| figure.words.to_string());
            let quoted = || entry.quotes.iter().find(|quote| claim.span.contains(quote.span));
            let quoted = || quoted().map(|quote| format!("“{}”", super::words::shortened(quote.written, 60)));
            let what = claim.told.map(str::to_owned).or_else(counted).or_else(quoted).unwrap_or_else(|| "statement".to_owned());
            let symbol = symbol(entry, claim.span, format!("{day} {by}: {what}"), WorkspaceSymbolKind::Statement);
            if in_words { &mut found } else { &mut said }.push(symbol);
        }
    }
    found.append(&mut said);
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
