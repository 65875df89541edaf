//! Links: web addresses in a text.

use crate::index::Snapshot;
use crate::text::{FileKey, Span};

/// The addresses of an open file that a browser opens, in order.
pub fn links(snapshot: &Snapshot, file: &FileKey) -> Vec<Span> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let opens =
        |address: &str| ["http://", "https://"].iter().any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    reading.article.addresses.iter().copied().filter(|span| opens(span.of(&reading.text))).collect()
}
