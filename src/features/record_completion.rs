//! Completion in a knowledge file: the ids of records where one is named, and the codes of countries.

use crate::index::Snapshot;
use crate::knowledge::{RecordKind, Tables};
use crate::text::Span;

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordOffer {
    /// What is written: an id, a code.
    pub text: String,
    /// What it stands for: the name of a record, of a country.
    pub name: String,
    /// Whether it is the id of a record.
    pub is_id: bool,
}

/// At most this many are offered.
const LIMIT: usize = 200;

/// What may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// The id of a record of a kind, or of any.
    Id(Option<RecordKind>),
    Country,
}

/// What may stand at a byte offset of the text of a knowledge file with this name, and the span that it takes; `None` where neither ids nor codes do.
pub fn record_completion(snapshot: &Snapshot, name: &str, text: &str, offset: u32) -> Option<(Span, Vec<RecordOffer>)> {
    let before = text.get(..offset as usize)?;
    let (key, typed) = if name.ends_with(".csv") { cell(before)? } else { value(before)? };
    let wanted = wanted(key)?;
    let span = Span::new(offset as usize - typed.len(), offset as usize);
    Some((span, offers(snapshot, wanted, typed)))
}

/// What the key of a TOML record or the column of a CSV file holds.
fn wanted(key: &str) -> Option<Wanted> {
    Some(match key {
        // The other rows of a record.
        "csv id" => Wanted::Id(None),
        "office" | "role_office" => Wanted::Id(Some(RecordKind::Office)),
        "org" | "role_org" | "stands-for" | "part-of" => Wanted::Id(Some(RecordKind::Organisation)),
        "place" => Wanted::Id(Some(RecordKind::Place)),
        "country" => Wanted::Country,
        _ => return None,
    })
}

fn offers(snapshot: &Snapshot, wanted: Wanted, typed: &str) -> Vec<RecordOffer> {
    let typed = typed.to_lowercase();
    let fits = |words: &str| words.to_lowercase().split([' ', '-']).any(|word| word.starts_with(&typed)) || words.starts_with(&typed);
    let mut offers: Vec<RecordOffer> = match wanted {
        Wanted::Id(kind) => {
            let records =
                snapshot.knowledge.records().map(|(_, record)| record).filter(|record| kind.is_none_or(|kind| record.kind() == kind));
            let fitting = records.filter(|record| fits(record.id()) || fits(record.name()));
            fitting
                .take(LIMIT)
                .map(|record| RecordOffer { text: record.id().to_owned(), name: record.name().to_owned(), is_id: true })
                .collect()
        }
        Wanted::Country => {
            let fitting = Tables::shared().all_countries().iter().filter(|country| fits(country.code) || fits(country.name));
            fitting.map(|country| RecordOffer { text: country.code.to_owned(), name: country.name.to_owned(), is_id: false }).collect()
        }
    };
    offers.sort_by(|one, other| one.text.cmp(&other.text));
    offers
}

/// The key and the beginning of the value in quotation marks that a TOML text ends in.
fn value(before: &str) -> Option<(&str, &str)> {
    let line = before.rsplit('\n').next()?;
    let (key, value) = line.split_once('=')?;
    let value = value.trim_start();
    let typed = value.strip_prefix(['"', '\''])?;
    (!typed.contains(['"', '\''])).then_some((key.trim(), typed))
}

/// The column and the beginning of the cell that a CSV text ends in; `None` in its header.
fn cell(before: &str) -> Option<(&str, &str)> {
    let header = before.lines().next()?.trim_start_matches('\u{FEFF}');
    let (mut row, mut column, mut start, mut quoted) = (0, 0, 0, false);
    for (at, byte) in before.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => (column, start) = (column + 1, at + 1),
            b'\n' if !quoted => (row, column, start) = (row + 1, 0, at + 1),
            _ => {}
        }
    }
    let name = header.split(',').nth(column).filter(|_| row > 0)?.trim();
    Some((if name == "id" { "csv id" } else { name }, before[start..].trim_start_matches([' ', '"'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, KnowledgeFile};
    use crate::text::FileKey;
    use std::sync::Arc;

    const RECORDS: &str = "format = 1\n[[office]]\nid = \"foreign-minister\"\nnames = [\"foreign minister\"]\n[[org]]\nid = \"port\"\nname = \"Port Authority\"\n";

    fn offered(name: &str, text: &str) -> Option<Vec<String>> {
        let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), RECORDS);
        let snapshot = Snapshot { knowledge: Arc::new(Knowledge::build(&[&file])), ..Snapshot::default() };
        let (span, offers) = record_completion(&snapshot, name, text, text.len() as u32)?;
        Some(offers.into_iter().map(|offer| format!("{}|{} {}", span.of(text), offer.text, offer.name)).collect())
    }

    #[test]
    fn ids_and_codes_are_offered_where_they_stand() {
        let one = |offer: &str| Some(vec![offer.to_owned()]);
        assert_eq!(offered("a.toml", "office = \""), one("|foreign-minister foreign minister"));
        assert_eq!(offered("a.toml", "  org = \"auth"), one("auth|port Port Authority"));
        assert!(offered("a.toml", "country = \"norw").unwrap().contains(&"norw|NO Norway".to_owned()));
        assert_eq!(offered("a.toml", "name = \"po"), None);
        assert_eq!(offered("a.toml", "office = \"x\" "), None);
        assert_eq!(offered("a.toml", "office"), None);
        let csv = "kind,id,name,role_org,country\nperson,ann-poe,\"Poe, Ann\",";
        assert_eq!(offered("a.csv", &format!("{csv}po")), one("po|port Port Authority"));
        assert!(offered("a.csv", &format!("{csv}port,D")).unwrap().contains(&"D|DK Denmark".to_owned()));
        assert_eq!(offered("a.csv", "kind,id,na"), None);
        assert_eq!(offered("a.csv", "kind,id,name\norg,po"), one("po|port Port Authority"));
    }
}
