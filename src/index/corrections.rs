//! Corrections that articles carry: "An earlier version of this article said that 41 people died."

use super::Key;
use super::figure::FigureEntry;
use super::quotes::Quotes;
use crate::actors::{ActorClass, MentionKind};
use crate::article::{Block, BlockKind};
use crate::reading::{ContextWord, Reading};
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// A note that says what was wrong.
#[derive(Clone, Debug)]
pub struct CorrectionEntry {
    /// The note.
    pub span: Span,
    /// The figures that it says were wrong.
    pub figures: Box<[WrongFigure]>,
    /// The names that it says were wrong.
    pub names: Box<[Box<str>]>,
    /// The quotations in it, by their places in [`Entry::quotes`](super::Entry::quotes).
    pub quotes: Box<[u32]>,
    /// The content words of its sentences with figures, as [`FigureEntry::context`] has them.
    pub words: Box<[ContextWord]>,
}

/// A figure that was wrong.
#[derive(Clone, Debug)]
pub struct WrongFigure {
    /// Its value.
    pub value: f64,
    /// What it counts, as [`FigureEntry::key`] has it.
    pub key: Option<Key>,
    /// Its unit.
    pub unit: Option<&'static str>,
}

/// How a note begins, in small letters.
const BEGINNINGS: [&str; 14] = [
    "correction",
    "clarification",
    "corrects",
    "corrected",
    "this article was amended",
    "this article has been amended",
    "this story was amended",
    "this article was corrected",
    "this article has been corrected",
    "this story was corrected",
    "this story has been corrected",
    "an earlier version of this",
    "a previous version of this",
    "editor's note: an earlier version",
];

/// What was said before, up to its sentence's end; the verbs that begin with "mis" name what is right.
static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"\b(?:earlier|previous|original) version\b[^.:]{0,60}?\b(?:said|stated|gave|reported|put|wrongly|incorrectly|mistakenly|erroneously)\b",
    )
});
/// What stands in the place of the right thing.
static NOT: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:,| and) not |\brather than |\binstead of |\bmisidentified [^.]{1,60}? as "));

/// The corrections of an article.
pub(super) fn corrections(reading: &Reading, figures: &[FigureEntry], quotes: &Quotes) -> Box<[CorrectionEntry]> {
    let notes = reading.article.blocks.iter().enumerate().filter(|(_, block)| is_note(reading, block));
    notes
        .filter_map(|(at, block)| {
            let mut note = correction(reading, figures, at, block.span)?;
            note.quotes = quotes.spans().enumerate().filter(|(_, span)| note.span.contains(*span)).map(|(at, _)| at as u32).collect();
            Some(note)
        })
        .collect()
}

fn is_note(reading: &Reading, block: &Block) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Published) {
        return false;
    }
    is_correction(block.span.of(&reading.text))
}

/// Whether a block's text is a note that says what was wrong.
pub fn is_correction(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_', '[', '(', '#', ' ', '•', '-', '–', '—']);
    let Some(first) = text.bytes().next() else { return false };
    let begins = |beginning: &str| text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning));
    BEGINNINGS.iter().any(|beginning| beginning.as_bytes()[0] == first.to_ascii_lowercase() && begins(beginning))
}

fn correction(reading: &Reading, all: &[FigureEntry], number: usize, note: Span) -> Option<CorrectionEntry> {
    let text = note.of(&reading.text);
    let read = reading.blocks.get(number)?.as_ref()?;
    let sentence_end = |offset: usize| read.discourse.sentence_around(offset as u32, text.len()).end as usize;
    // What stands right after "not", and what the sentence says that was said.
    let after_not: Vec<Span> =
        NOT.as_ref()?.find_iter(text).map(|found| Span::new(found.end(), sentence_end(found.start())).shift(note.start)).collect();
    let said: Vec<Span> =
        SAID.as_ref()?.find_iter(text).map(|found| Span::new(found.end(), sentence_end(found.start())).shift(note.start)).collect();
    let first = all.partition_point(|figure| figure.span.start < note.start);
    let here = || first..all.partition_point(|figure| figure.span.start < note.end).max(first);
    let right_after = |span: Span| after_not.iter().any(|after| after.contains(span) && span.start <= after.start + NEAR);
    let as_said = |at: usize| {
        let told = said.iter().any(|said| said.contains(all[at].span));
        // What the note goes on to say is right; with "not" in the sentence, that tells the wrong one.
        told && after_not.is_empty() && !here().any(|other| other != at && all[other].value == all[at].value)
    };
    let counted = here().filter(|at| right_after(all[*at].span) || as_said(*at)).map(|at| WrongFigure {
        value: all[at].value,
        key: all[at].key,
        unit: all[at].unit,
    });
    // "14 berths, not 41": what is counted stands with the right figure alone.
    let bare = after_not.iter().filter_map(|after| {
        let number = after.of(&reading.text).split(|c: char| !c.is_ascii_digit() && c != ',').next()?;
        let value = number.trim_matches(',').replace(',', "").parse().ok()?;
        let right = here().rev().map(|at| &all[at]).find(|figure| figure.span.end <= after.start)?;
        let counted = here().any(|at| after.contains(all[at].span));
        (!counted).then(|| WrongFigure { value, key: right.key, unit: right.unit })
    });
    let figures: Box<[WrongFigure]> = counted.chain(bare).collect();
    let names = reading.actors.mentions.iter().filter(|mention| {
        mention.block as usize == number
            && mention.kind == MentionKind::Named
            && mention.class == ActorClass::Person
            && right_after(mention.span)
    });
    let names: Box<[Box<str>]> =
        names.map(|mention| mention.span.of(&reading.text)).filter(|name| name.contains(' ')).map(Box::from).collect();
    let mut words: Vec<ContextWord> = here().flat_map(|at| all[at].context.iter().copied()).collect();
    words.sort_unstable();
    words.dedup_by(|next, kept| next.is(*kept));
    Some(CorrectionEntry { span: note, figures, names, quotes: Box::default(), words: words.into() })
}

/// How far after "not" what is wrong begins: "not the 41 people", "not Mr Poe".
const NEAR: u32 = 12;

#[cfg(test)]
mod tests {
    use crate::article::Format;
    use crate::index::Entry;
    use crate::knowledge::Knowledge;
    use crate::reading::{Reader, Source};
    use crate::text::FileKey;
    use std::sync::Arc;

    fn wrong(note: &str) -> Option<Vec<String>> {
        let text = format!("Quay to close\n\nThe old quay will close in May, the port said on Monday.\n\n{note}\n");
        let source = Source { name: "a.txt", text: Arc::from(&*text), format: Format::Plain, date: None };
        let reading = Reader::new().read(&source, &Knowledge::default());
        let entry = Entry::new(&FileKey::new("a.txt"), &reading, &Knowledge::default());
        let note = entry.corrections.first()?;
        let figures = note.figures.iter().map(|figure| figure.value.to_string());
        Some(figures.chain(note.names.iter().map(|name| name.to_string())).collect())
    }

    #[test]
    fn notes_say_what_was_wrong() {
        for (note, expected) in [
            ("Correction: An earlier version of this article said that 41 people died. It was 14.", "41"),
            ("An earlier version of this story incorrectly said 41 boats sank.", "41"),
            ("Clarification: The quay has 14 berths, not 41.", "41"),
            ("This article was amended on 3 May 2024. The harbour master is Ann Roe, not Anne Rowe.", "Anne Rowe"),
        ] {
            assert_eq!(wrong(note), Some(vec![expected.to_owned()]), "{note}");
        }
    }

    #[test]
    fn notes_that_do_not_say_it_and_other_paragraphs() {
        assert_eq!(wrong("Correction: An earlier version of this text misstated how many had died. It was 14."), Some(Vec::new()));
        assert_eq!(wrong("The Corrections, a novel of 2001, is not about 41 boats."), None);
        assert_eq!(wrong("The port said 14 people died, not 41."), None);
    }
}
