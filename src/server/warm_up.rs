//! Has the engine unpack its tables and models while the client still says hello, not when the first document is opened.

use super::isolate::isolated;
use crate::article::Format;
use crate::index::{Entry, FileState, Snapshot};
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Source};
use crate::text::FileKey;
use crate::{actors, checks};
use std::sync::Arc;

/// Something of each kind that is read with a table.
const ARTICLE: &str = "Council backs the new bridge

NORWICK, June 3, 2024 (Wire) \u{2014} Mary Poole, the mayor, said on Friday that 40% of 300 million euros was spent.

\u{201C}We will build it,\u{201D} Poole told the most careful of readers. Two of three members, a spokesman and a report said so.

Correction: the share was wrong here before. It is 40 percent, the rest 60 percent.
";

/// Reads and checks an article of its own, on all processors where that helps.
pub(super) fn warm_up() {
    let all = || {
        actors::warm_up();
        let source = Source { name: "", text: Arc::from(ARTICLE), format: Format::Plain, date: None };
        let knowledge = Knowledge::default();
        let reading = Reader::new().read(&source, &knowledge);
        let file = FileKey::new("warm-up");
        let mut snapshot = Snapshot::default();
        snapshot.index.insert(Entry::new(&file, &reading, &knowledge));
        snapshot.open.insert_mut(file.clone(), FileState { version: None, reading: Arc::new(reading) });
        checks::check(&snapshot, &file);
    };
    isolated("warming up", all);
}
