//! Rename: one form of an actor's name wherever it is written that way, never in quoted words or credits.

use crate::actors::{Actor, Mention, MentionKind};
use crate::index::{Kept, Key, Snapshot, kept};
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span};

/// The edits of a rename. Every place is replaced by the new form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rename {
    /// In the file where it was asked for.
    pub here: Vec<Span>,
    /// In other articles: to be confirmed.
    pub elsewhere: Vec<Place>,
    /// In knowledge files, with what is written there: some files put names in quotation marks.
    pub records: Vec<(Place, String)>,
    /// Mentions that stay as they are, and why.
    pub skipped: Vec<(Place, Kept)>,
}

/// The form at a byte offset of an open file that a rename would change; `None` where no name stands there.
///
/// # Errors
/// In quoted words and credits: nobody's words are changed, and nobody's name under a work.
pub fn prepare_rename(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Result<Option<Span>, String> {
    let Some(reading) = snapshot.reading(file) else { return Ok(None) };
    let Some((mention, _)) = form_at(reading, offset) else { return Ok(None) };
    if let Some(kept) = kept(reading, mention) {
        let kind = if kept == Kept::Credit { "credits" } else { "quoted words" };
        return Err(format!("“{}” stands {} here: {kind} are not edited", mention.span.of(&reading.text), kept.place()));
    }
    Ok(Some(mention.span))
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
    let span = prepare_rename(snapshot, file, offset)?.ok_or("No name of an actor stands here")?;
    let Some(reading) = snapshot.reading(file) else { return Ok(Rename::default()) };
    let Some((_, actor)) = form_at(reading, offset) else { return Ok(Rename::default()) };
    let form = span.of(&reading.text);
    let mut found = Rename::default();
    for (entry, item) in snapshot.index.find(Key::actor(actor, &snapshot.knowledge)) {
        let number = entry.actors.get(item).and_then(|actor| actor.forms().position(|own| own == form));
        let Some(number) = number else { continue };
        for mention in entry.mentions.of(item).filter(|mention| mention.form as usize == number) {
            let place = Place { file: entry.file.clone(), span: mention.span };
            match mention.kept {
                Some(kept) => found.skipped.push((place, kept)),
                None if entry.file == *file => found.here.push(mention.span),
                None => found.elsewhere.push(place),
            }
        }
    }
    if let Some(record) = actor.record.and_then(|id| snapshot.knowledge.record(id)) {
        let written = record.placed_forms().filter(|(own, _)| *own == form).filter_map(|(_, span)| span);
        let edits = written.flat_map(|span| record.edits_of_form(span, new));
        found.records.extend(edits.map(|(span, text)| (Place { file: record.file().clone(), span }, text)));
    }
    Ok(found)
}

/// The name at an offset, and whose it is.
fn form_at(reading: &Reading, offset: u32) -> Option<(&Mention, &Actor)> {
    let mention = reading.actors.mention(reading.actors.mention_at(offset)?);
    let actor = reading.actors.actor(mention.actor.filter(|_| mention.kind == MentionKind::Named)?);
    Some((mention, actor))
}
