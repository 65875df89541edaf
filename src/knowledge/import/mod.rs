//! Records out of the forms in which others publish what they know, one file a form.

mod follow_the_money;
mod petrarch;
mod popolo;
mod wikidata;

pub use follow_the_money::follow_the_money;
pub use petrarch::petrarch;
pub use popolo::popolo;
pub use wikidata::wikidata;

use super::{Record, RecordKind};
use crate::text::{FileKey, Place, Span};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// What an import found: records, and what was passed over, a line each.
#[derive(Debug, Default)]
pub struct Imported {
    /// The records, in the order of the source.
    pub records: Vec<Record>,
    /// What could not be taken, and why.
    pub skipped: Vec<String>,
}

/// Gives records their ids: a slug of the name, numbered where another has it.
#[derive(Debug, Default)]
pub struct Ids(FxHashMap<String, usize>);

impl Ids {
    /// The id for a name; `wanted` is kept where it is a slug that nobody has.
    pub fn slug(&mut self, wanted: Option<&str>, name: &str) -> String {
        let good = wanted.filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        let slug = good.map_or_else(|| slug(name), str::to_owned);
        let count = self.0.entry(slug.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { slug } else { format!("{slug}-{count}") }
    }
}

/// A name in lower-case letters, digits and hyphens.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            // Marks inside words divide nothing.
            '\'' | '\u{2019}' | '.' => {}
            c if c.is_alphanumeric() => out.push_str(plain(c)),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    let slug = out.trim_end_matches('-');
    if slug.is_empty() { "record".to_owned() } else { slug.to_owned() }
}

/// The letter under an accent, for the Latin alphabets that most names are written in.
fn plain(c: char) -> &'static str {
    const LETTERS: &[(&str, &str)] = &[
        ("àáâãåāăą", "a"),
        ("çćč", "c"),
        ("ďđð", "d"),
        ("èéêëēęě", "e"),
        ("ğ", "g"),
        ("ìíîïīıİ", "i"),
        ("łľ", "l"),
        ("ñńň", "n"),
        ("òóôõōő", "o"),
        ("ŕř", "r"),
        ("śşšș", "s"),
        ("ťțţ", "t"),
        ("ùúûūůű", "u"),
        ("ýÿ", "y"),
        ("źżž", "z"),
        ("äæ", "ae"),
        ("öøœ", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
    ];
    LETTERS.iter().find(|(letters, _)| letters.contains(c)).map_or("x", |(_, plain)| plain)
}

/// A record that stands in no file yet.
pub fn new(kind: RecordKind, id: String, name: &str) -> Record {
    let place = Place { file: FileKey::new("import"), span: Span::default() };
    Record::new(kind, id, name.to_owned(), place)
}

/// A string of an object that says something.
fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The day, month or year that a date or time of ISO 8601 begins with; Wikidata puts a sign before years, and 00 for what is not known.
fn date(written: &str) -> Option<super::PartialDate> {
    let day = written.trim().trim_start_matches('+').split('T').next().unwrap_or("");
    let known = day.trim_end_matches("-00").trim_end_matches("-00");
    super::PartialDate::parse(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii_and_unique() {
        let mut ids = Ids::default();
        assert_eq!(ids.slug(None, "Jörg O'Brien, Jr."), "joerg-obrien-jr");
        assert_eq!(ids.slug(None, "Joerg OBrien Jr"), "joerg-obrien-jr-2");
        assert_eq!(ids.slug(Some("old-id"), "Ann Poe"), "old-id");
        assert_eq!(ids.slug(Some("Old Id"), "Ann Poe"), "ann-poe");
        assert_eq!(ids.slug(None, "…"), "record");
    }

    #[test]
    fn dates_of_less_precision() {
        let read = |text| date(text).map(|date| date.to_string());
        assert_eq!(read("+1962-04-16T00:00:00Z"), Some("1962-04-16".into()));
        assert_eq!(read("1962-04-00"), Some("1962-04".into()));
        assert_eq!(read("1962-00-00"), Some("1962".into()));
        assert_eq!(read("soon"), None);
    }
}
