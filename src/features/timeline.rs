//! The timeline: the days and periods that one article, or all of them, name, in their order, each with where.

use super::words;
use crate::dates::Day;
use crate::index::{Entry, Snapshot};
use crate::text::{FileKey, Place, Span};
use std::collections::BTreeMap;

/// A day or period that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Its first and last day.
    pub days: (Day, Day),
    /// As ISO writes it: `2024-05-31`, `2024-05`, `2024`, or two days with a slash.
    pub value: String,
    /// In words: "Friday 31 May 2024".
    pub title: String,
    /// How often it is named.
    pub mentions: usize,
    /// Where, in the articles' order of day; at most [`PLACES`].
    pub places: Vec<NamedPlace>,
}

/// Where something is named, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// Where.
    pub place: Place,
    /// The words there, where the article is open: the index keeps no text.
    pub words: Option<String>,
}

/// How many places of one day or actor are told.
pub const PLACES: usize = 100;
/// How many characters of a place are told.
const WIDTH: usize = 60;

/// The days and periods that an article names, or all articles of the workspace where none is given.
pub fn timeline(snapshot: &Snapshot, file: Option<&FileKey>) -> Vec<Dated> {
    let mut by_days: BTreeMap<(Day, Day), Vec<(&Entry, Span)>> = BTreeMap::new();
    for entry in entries(snapshot, file) {
        for time in &entry.times {
            by_days.entry(time.days).or_default().push((entry, time.span));
        }
    }
    let dated = by_days.into_iter().map(|(days, places)| Dated {
        days,
        value: words::iso_period(days),
        title: words::period(days),
        mentions: places.len(),
        places: places.into_iter().take(PLACES).map(|(entry, span)| NamedPlace::new(snapshot, &entry.file, span)).collect(),
    });
    dated.collect()
}

/// One article, or all in the order of their days.
pub(super) fn entries<'s>(snapshot: &'s Snapshot, file: Option<&FileKey>) -> Vec<&'s Entry> {
    match file {
        Some(file) => snapshot.index.entry(file).map(|entry| &**entry).into_iter().collect(),
        None => {
            let mut entries: Vec<&Entry> = snapshot.index.entries().map(|entry| &**entry).collect();
            entries.sort_by(|a, b| (a.day(), &a.file).cmp(&(b.day(), &b.file)));
            entries
        }
    }
}

impl NamedPlace {
    pub(super) fn new(snapshot: &Snapshot, file: &FileKey, span: Span) -> Self {
        let words = snapshot.reading(file).map(|reading| words::quoted(reading, span, WIDTH));
        NamedPlace { place: Place { file: file.clone(), span }, words }
    }
}
