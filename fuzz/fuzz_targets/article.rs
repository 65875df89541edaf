//! Any text is read, checked and asked about; after an edit it is read as if it were new.
#![no_main]

use arbitrary::Arbitrary;
use backread::article::Format;
use backread::index::{Entry, FileState, Snapshot};
use backread::knowledge::Knowledge;
use backread::reading::{Reader, Reading, Source};
use backread::text::{FileKey, Span};
use backread::{checks, features};
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

#[derive(Arbitrary, Debug)]
struct Input {
    text: String,
    markdown: bool,
    at: u16,
    insert: String,
}

fn read(reader: &mut Reader, text: &str, format: Format) -> Reading {
    reader.read(&Source { name: "2024-05-31-a.txt", text: Arc::from(text), format, date: None }, &Knowledge::default())
}

fuzz_target!(|input: Input| {
    let format = if input.markdown { Format::Markdown } else { Format::Plain };
    let mut reader = Reader::new();
    let mut reading = read(&mut reader, &input.text, format);
    let mut text = input.text;
    let at = usize::from(input.at);
    if text.is_char_boundary(at) {
        text.insert_str(at, &input.insert);
        reading = read(&mut reader, &text, format);
        let fresh = read(&mut Reader::new(), &text, format);
        assert_eq!((&reading.actors, &reading.claims), (&fresh.actors, &fresh.claims));
        assert_eq!(format!("{:?}{:?}", reading.article, reading.dates), format!("{:?}{:?}", fresh.article, fresh.dates));
    }
    let file = FileKey::new("2024-05-31-a.txt");
    let reading = Arc::new(reading);
    let mut snapshot = Snapshot::default();
    snapshot.index.insert(Entry::new(&file, &reading, &Knowledge::default()));
    snapshot.open.insert_mut(file.clone(), FileState { version: None, reading });
    checks::check(&snapshot, &file);
    features::document_symbols(&snapshot, &file);
    features::folding(&snapshot, &file);
    features::semantic_tokens(&snapshot, &file, Span::new(0, text.len()));
    for offset in (0..text.len() as u32 + 3).step_by(7) {
        features::hover(&snapshot, &file, offset);
        features::definition(&snapshot, &file, offset);
        features::references(&snapshot, &file, offset, true);
        features::selection(&snapshot, &file, offset);
        features::completion(&snapshot, &file, offset);
        let _ = features::rename(&snapshot, &file, offset, "Ann Poe");
    }
});
