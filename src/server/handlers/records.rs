//! Code actions that write down what an article says: a record for an actor who has none, another writing as an alias.

use super::{changes, convert};
use crate::actors::{ActorClass, ActorId, MentionKind};
use crate::export::records;
use crate::knowledge::{Record, RecordKind, RecordView, Role, import};
use crate::reading::Reading;
use crate::server::turn::Turn;
use crate::text::{FileKey, Place, Span, spaced};
use std::borrow::Cow;
use std::path::Path;
use tower_lsp::lsp_types as lsp;

/// How many titles are written down.
const ROLES: usize = 3;

/// The actions for the name at the beginning of a span.
pub(super) fn actions(turn: &Turn, file: &FileKey, reading: &Reading, span: Span) -> Vec<lsp::CodeAction> {
    let mention = reading.actors.mention_at(span.start).map(|id| reading.actors.mention(id));
    let Some(mention) = mention.filter(|mention| mention.kind == MentionKind::Named && mention.class != ActorClass::Nationality) else {
        return Vec::new();
    };
    let Some(id) = mention.actor else { return Vec::new() };
    let record = reading.actors.actor(id).record.and_then(|id| turn.snapshot.knowledge.record(id));
    let action = match record {
        None => add(turn, file, reading, id),
        Some(record) => alias(turn, record, &spaced(mention.span.of(&reading.text))),
    };
    action.into_iter().collect()
}

/// A record with what the article says of an actor.
fn draft(turn: &Turn, reading: &Reading, id: ActorId) -> Record {
    let actor = reading.actors.actor(id);
    let kind = match actor.class {
        ActorClass::Person => RecordKind::Person,
        ActorClass::Organisation => RecordKind::Organisation,
        ActorClass::Place | ActorClass::Nationality => RecordKind::Place,
    };
    let mut ids = import::Ids::default();
    let mut slug = ids.slug(None, &actor.name);
    while turn.snapshot.knowledge.by_id(&slug).is_some() {
        slug = ids.slug(None, &actor.name);
    }
    let mut record = import::new(kind, slug, &actor.name);
    let others = actor.forms.iter().filter(|form| **form != actor.name && form.contains(' '));
    record.aliases = others.map(|form| form.to_string()).collect();
    let mut written: Vec<Cow<'_, str>> = Vec::new();
    for mention in reading.actors.mentions_of(id) {
        let Some(title) = mention.title.filter(|_| kind == RecordKind::Person) else { continue };
        let words = spaced(title.of(&reading.text));
        if written.len() < ROLES && actor.titles.iter().any(|known| *known == words) && !written.contains(&words) {
            let told = Some(words.to_string());
            record.roles.push(match title.end <= mention.span.start {
                true => Role { before: told, ..Role::default() },
                false => Role { title: told, ..Role::default() },
            });
            written.push(words);
        }
    }
    record
}

fn add(turn: &Turn, file: &FileKey, reading: &Reading, id: ActorId) -> Option<lsp::CodeAction> {
    let text = records::toml_record(&draft(turn, reading, id));
    let knowledge = &turn.snapshot.knowledge;
    let own = own_folder(turn, file);
    // Another folder's records are not the place for it; those that lie in no folder may be everybody's.
    let may_hold = |file: &&FileKey| file.name().ends_with(".toml") && own_folder(turn, file).is_none_or(|folder| Some(folder) == own);
    let existing = knowledge.files().filter(may_hold).last();
    let (name, edit) = match existing {
        Some(key) => {
            let lines = knowledge.lines(key)?;
            let end = lines.line(lines.count().checked_sub(1)?)?.end;
            let start = if end == 0 { records::HEAD } else { "" };
            (key.name().to_owned(), insert(turn, &Place { file: key.clone(), span: Span { start: end, end } }, format!("{start}\n{text}"))?)
        }
        None => {
            let uri = own_file(turn, file)?;
            ("entities.toml".to_owned(), create(uri, format!("{}\n{text}", records::HEAD)))
        }
    };
    let actor = reading.actors.actor(id);
    Some(action(format!("Add {} to {name}", actor.name), edit))
}

/// The knowledge file that the article's folder would have, where the client can make files.
fn own_file(turn: &Turn, file: &FileKey) -> Option<lsp::Url> {
    let path = convert::path_of_key(file).filter(|_| turn.client.creates_files)?;
    lsp::Url::from_file_path(own_folder(turn, file).or(path.parent())?.join("entities.toml")).ok()
}

/// The workspace folder that a file lies in.
pub(super) fn own_folder<'t>(turn: &'t Turn, file: &FileKey) -> Option<&'t Path> {
    let path = convert::path_of_key(file)?;
    let around = turn.folders.iter().filter(|folder| path.starts_with(folder));
    around.max_by_key(|folder| folder.as_os_str().len()).map(AsRef::as_ref)
}

/// Another writing of a recorded name, after the aliases that are there or else after the name. Only TOML has room for it.
fn alias(turn: &Turn, record: RecordView<'_>, form: &str) -> Option<lsp::CodeAction> {
    let known = record.forms().any(|own| own == form) || record.short_form() == form || !form.contains(' ') || form.contains('"');
    if known || !record.file().name().ends_with(".toml") {
        return None;
    }
    let last = record.placed_forms().last()?.1?;
    // After the quotation mark that ends what stands there.
    let at = Span { start: last.end + 1, end: last.end + 1 };
    let place = Place { file: record.file().clone(), span: at };
    let text = if !record.has_aliases() { format!("\naliases = [\"{form}\"]") } else { format!(", \"{form}\"") };
    Some(action(format!("Add “{form}” as an alias of {}", record.name()), insert(turn, &place, text)?))
}

fn action(title: String, edit: lsp::WorkspaceEdit) -> lsp::CodeAction {
    lsp::CodeAction { title, kind: Some(lsp::CodeActionKind::QUICKFIX), edit: Some(edit), ..Default::default() }
}

/// An edit of a knowledge file; none of one that cannot be read, as what is known of it belongs to another text.
fn insert(turn: &Turn, place: &Place, new_text: String) -> Option<lsp::WorkspaceEdit> {
    if turn.broken.contains_key(&place.file) {
        return None;
    }
    let lsp::Location { uri, range } = convert::location(turn, place)?;
    let new_text = new_text.replace('\n', turn.snapshot.knowledge.lines(&place.file)?.ending());
    Some(changes(turn, [(uri, vec![lsp::TextEdit { range, new_text }])]))
}

/// A new file.
pub(super) fn create(uri: lsp::Url, new_text: String) -> lsp::WorkspaceEdit {
    let options = lsp::CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let file = lsp::ResourceOp::Create(lsp::CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None });
    let edit = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![lsp::OneOf::Left(lsp::TextEdit { range: lsp::Range::default(), new_text })],
    };
    let operations = vec![lsp::DocumentChangeOperation::Op(file), lsp::DocumentChangeOperation::Edit(edit)];
    lsp::WorkspaceEdit { document_changes: Some(lsp::DocumentChanges::Operations(operations)), ..Default::default() }
}
