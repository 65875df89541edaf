//! Rename: one form of an actor's name wherever it is written that way, never in quoted words or credits.

use crate::actors::{Actor, Mention, MentionKind};
use crate::index::{Entry, Kept, Key, Snapshot, kept};
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span, spaced, spaced_words};

/// What is written at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What it stands in place of.
    pub place: Place,
    /// The new words.
    pub text: String,
}

/// The edits of a rename.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rename {
    /// In the file where it was asked for.
    pub here: Vec<Replacement>,
    /// In other articles: to be confirmed.
    pub elsewhere: Vec<Replacement>,
    /// In knowledge files: to be confirmed.
    pub records: Vec<Replacement>,
    /// Mentions that stay as they are, and why.
    pub skipped: Vec<(Place, Kept)>,
}

impl Rename {
    /// Where mentions stay as they are, and why, a line each: `bridge.txt:7 inside quotation marks`.
    pub fn told(&self, snapshot: &Snapshot) -> Vec<String> {
        let told = self.skipped.iter().filter_map(|(place, kept)| {
            let line = super::words::place(&place.file, snapshot.lines(&place.file)?, place.span);
            Some(format!("{line} {}", kept.place()))
        });
        told.collect()
    }
}

/// The form at a byte offset of an open file that a rename would change; `None` where no name stands there.
///
/// # Errors
/// In quoted words and credits: nobody's words are changed, and nobody's name under a work.
pub fn prepare_rename(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Result<Option<(Span, String)>, String> {
    let Some(reading) = snapshot.reading(file) else { return Ok(None) };
    let Some((mention, _)) = form_at(reading, offset) else { return Ok(None) };
    let form = spaced(mention.span.of(&reading.text)).into_owned();
    if let Some(kept) = kept(reading, mention) {
        let kind = if kept == Kept::Credit { "credits" } else { "quoted words" };
        return Err(format!("“{form}” stands {} here: {kind} are not edited", kept.place()));
    }
    Ok(Some((mention.span, form)))
}

/// What renaming the form at a byte offset of an open file changes.
///
/// # Errors
/// Where [`prepare_rename`] refuses, where no name stands, and where the new name is none.
pub fn rename(snapshot: &Snapshot, file: &FileKey, offset: u32, new: &str) -> Result<Rename, String> {
    if new.trim().is_empty() || new.trim() != new {
        return Err("The new name is empty or begins or ends with a space".to_owned());
    }
    if new.contains(|c: char| c.is_control() || matches!(c, '"' | '\\' | '“' | '”')) {
        return Err("The new name contains a quotation mark, a backslash or the end of a line".to_owned());
    }
    let (_, form) = prepare_rename(snapshot, file, offset)?.ok_or("No name of an actor stands here")?;
    let Some(reading) = snapshot.reading(file) else { return Ok(Rename::default()) };
    let Some((_, actor)) = form_at(reading, offset) else { return Ok(Rename::default()) };
    let mut found = Rename::default();
    for (entry, item) in snapshot.index.find(Key::actor(actor, &snapshot.knowledge)) {
        let number = entry.actors.get(item).and_then(|actor| actor.forms().position(|own| own == form));
        let Some(number) = number else { continue };
        for mention in entry.mentions.of(item).filter(|mention| mention.form as usize == number) {
            let edits = match mention.kept {
                Some(kept) => {
                    found.skipped.push((Place { file: entry.file.clone(), span: mention.span }, kept));
                    continue;
                }
                None => edits(snapshot, entry, mention.span, &form, new),
            };
            if entry.file == *file { &mut found.here } else { &mut found.elsewhere }.extend(edits);
        }
    }
    if let Some(record) = actor.record.and_then(|id| snapshot.knowledge.record(id)) {
        let written =
            record.placed_forms().chain(record.placed_short_form()).chain(record.repeated_forms()).filter(|(own, _)| *own == form);
        let edits = written.filter_map(|(_, span)| span).flat_map(|span| record.edits_of_form(span, new));
        found.records.extend(edits.map(|(span, text)| Replacement { place: Place { file: record.file().clone(), span }, text }));
    }
    Ok(found)
}

/// The edits that write a new name at a place where a form stands: the ends of lines and the no-break spaces in it stay where they are.
fn edits(snapshot: &Snapshot, entry: &Entry, span: Span, form: &str, new: &str) -> Vec<Replacement> {
    let replaced = |span: Span, text: &str| Replacement { place: Place { file: entry.file.clone(), span }, text: text.to_owned() };
    if let Some(reading) = snapshot.reading(&entry.file) {
        return vec![replaced(span, &respaced(span.of(&reading.text), new))];
    }
    let is_as_written = span.len() == form.len() && entry.lines.line_of(span.start) == entry.lines.line_of(span.end);
    if is_as_written {
        return vec![replaced(span, new)];
    }
    // Of an article that is not open only the first and the last word have a place that is known.
    let (old, words): (Vec<&str>, Vec<&str>) = (spaced_words(form).collect(), spaced_words(new).collect());
    match (&*old, &*words) {
        ([first, middle @ .., last], [new_first, new_middle @ .., new_last]) if middle == new_middle => {
            let first = (*first != *new_first).then(|| replaced(Span { end: span.start + first.len() as u32, ..span }, new_first));
            let last = (*last != *new_last).then(|| replaced(Span { start: span.end - last.len() as u32, ..span }, new_last));
            first.into_iter().chain(last).collect()
        }
        _ => vec![replaced(span, new)],
    }
}

/// A name with the white space that stands between the words of another.
fn respaced(old: &str, new: &str) -> String {
    let mut blanks = old.split(|c: char| !c.is_whitespace()).filter(|blank| !blank.is_empty());
    let mut text = String::with_capacity(new.len());
    for (at, word) in new.split(' ').enumerate() {
        text.push_str(if at == 0 { "" } else { blanks.next().unwrap_or(" ") });
        text.push_str(word);
    }
    text
}

/// The name at an offset, and whose it is.
fn form_at(reading: &Reading, offset: u32) -> Option<(&Mention, &Actor)> {
    let mention = reading.actors.mention(reading.actors.mention_at(offset)?);
    let actor = reading.actors.actor(mention.actor.filter(|_| mention.kind == MentionKind::Named)?);
    Some((mention, actor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blanks_of_a_name_stay() {
        assert_eq!(respaced("Vera\nLund", "Vera Holm"), "Vera\nHolm");
        assert_eq!(respaced("Vera\u{A0}Lund", "Vera A. Holm"), "Vera\u{A0}A. Holm");
        assert_eq!(respaced("Vera Ann\n  Lund", "Holm"), "Holm");
    }
}
