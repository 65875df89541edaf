//! What changes the text: completion and rename.

use super::{convert, document, place, record_place, refused};
use crate::actors::ActorClass;
use crate::features::{self, CompletionKind};
use crate::server::turn::Turn;
use crate::text::{FileKey, Place};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn completion(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::CompletionResponse> {
    let (file, reading, offset) = place(turn, at)?;
    let (span, offers) = features::completion(&turn.snapshot, &file, offset)?;
    let range = convert::range(&reading.lines, span, turn.client.encoding);
    let items = offers.into_iter().enumerate().map(|(at, offer)| lsp::CompletionItem {
        label: offer.label,
        detail: (!offer.detail.is_empty()).then_some(offer.detail),
        kind: Some(match offer.kind {
            CompletionKind::Actor(ActorClass::Person) => lsp::CompletionItemKind::CLASS,
            CompletionKind::Actor(ActorClass::Organisation) => lsp::CompletionItemKind::MODULE,
            CompletionKind::Actor(_) if turn.client.completes_constants => lsp::CompletionItemKind::CONSTANT,
            CompletionKind::Actor(_) => lsp::CompletionItemKind::REFERENCE,
            CompletionKind::Day => lsp::CompletionItemKind::VALUE,
        }),
        filter_text: Some(offer.filter),
        sort_text: Some(format!("{at:03}")),
        data: offer.about.map(|place| json!({"file": place.file.as_str(), "offset": place.span.start})),
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit { range, new_text: offer.text })),
        ..Default::default()
    });
    // A longer name after the `@` may fit others: the list is asked for again.
    Some(lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: true, items: items.collect() }))
}

/// An offer with what a hover over it would say, where its record or an open article says more.
pub(in crate::server) fn documented(turn: &Turn, mut item: lsp::CompletionItem) -> lsp::CompletionItem {
    let about = item.data.as_ref().and_then(|data| Some((FileKey::new(data.get("file")?.as_str()?), data.get("offset")?.as_u64()? as u32)));
    let found = about.and_then(|(file, offset)| match turn.snapshot.reading(&file) {
        // The text may be another by now: where the actor is introduced is looked for anew.
        Some(reading) => {
            let actor = reading.actors.actors.iter().find(|actor| *actor.name == *item.label)?;
            features::hover(&turn.snapshot, &file, reading.actors.mention(actor.introduction).span.start)
        }
        None => features::record_hover(&turn.snapshot, &file, offset),
    });
    item.documentation = found.map(|hover| {
        let (kind, value) = match turn.client.documents_markdown {
            true => (lsp::MarkupKind::Markdown, hover.markdown),
            false => (lsp::MarkupKind::PlainText, features::plain(&hover.markdown)),
        };
        lsp::Documentation::MarkupContent(lsp::MarkupContent { kind, value })
    });
    item
}

pub(in crate::server) fn prepare_rename(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Result<Option<lsp::PrepareRenameResponse>> {
    if let Some((file, lines, offset)) = record_place(turn, at) {
        let id = features::prepare_rename_id(&turn.snapshot, &file, offset);
        return Ok(id.map(|(span, placeholder)| lsp::PrepareRenameResponse::RangeWithPlaceholder {
            range: convert::range(lines, span, turn.client.encoding),
            placeholder,
        }));
    }
    let Some((file, reading, offset)) = place(turn, at) else { return Ok(None) };
    let span = features::prepare_rename(&turn.snapshot, &file, offset).map_err(refused)?;
    Ok(span.map(|span| lsp::PrepareRenameResponse::RangeWithPlaceholder {
        range: convert::range(&reading.lines, span, turn.client.encoding),
        placeholder: span.of(&reading.text).to_owned(),
    }))
}

pub(in crate::server) fn rename(turn: &Turn, params: &lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
    let at = &params.text_document_position;
    let new = &params.new_name;
    let mut files: BTreeMap<lsp::Url, (bool, Vec<lsp::TextEdit>)> = BTreeMap::new();
    let mut add = |place: &Place, text: &str, confirm: bool| {
        if let Some(location) = convert::location(turn, place) {
            let entry = files.entry(location.uri).or_insert((confirm, Vec::new()));
            entry.1.push(lsp::TextEdit { range: location.range, new_text: text.to_owned() });
        }
    };
    if let Some((file, _, offset)) = record_place(turn, at) {
        let ids = features::rename_id(&turn.snapshot, &file, offset, new).map_err(refused)?;
        ids.iter().for_each(|place| add(place, new, false));
        return Ok(Some(workspace_edit(turn, files, 0)));
    }
    let Some((file, _, offset)) = place(turn, at) else { return Ok(None) };
    let found = features::rename(&turn.snapshot, &file, offset, new).map_err(refused)?;
    found.here.iter().for_each(|span| add(&Place { file: file.clone(), span: *span }, new, false));
    found.records.iter().for_each(|(place, text)| add(place, text, false));
    found.elsewhere.iter().for_each(|place| add(place, new, true));
    Ok(Some(workspace_edit(turn, files, found.skipped.len())))
}

/// The annotation of edits in other articles.
const ELSEWHERE: &str = "elsewhere";

/// Edits of several files; those that are to be confirmed carry an annotation where the client shows them.
fn workspace_edit(turn: &Turn, files: BTreeMap<lsp::Url, (bool, Vec<lsp::TextEdit>)>, skipped: usize) -> lsp::WorkspaceEdit {
    if !turn.client.versioned_edits {
        let changes = files.into_iter().map(|(uri, (_, edits))| (uri, edits)).collect();
        return lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() };
    }
    let annotates = turn.client.annotates_changes;
    let confirms = annotates && files.values().any(|(confirm, _)| *confirm);
    let documents = files.into_iter().map(|(uri, (confirm, edits))| {
        let version = document(turn, &uri).and_then(|(file, _)| turn.snapshot.open.get(&file)?.version);
        let edits = edits.into_iter().map(|text_edit| match confirm && annotates {
            true => lsp::OneOf::Right(lsp::AnnotatedTextEdit { text_edit, annotation_id: ELSEWHERE.to_owned() }),
            false => lsp::OneOf::Left(text_edit),
        });
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier { uri, version };
        lsp::TextDocumentEdit { text_document, edits: edits.collect() }
    });
    let left = if skipped == 0 { String::new() } else { format!("; {skipped} in quoted words and credits stay as they are") };
    let annotation = lsp::ChangeAnnotation {
        label: format!("Other articles{left}"),
        needs_confirmation: Some(true),
        description: Some("The same actor under the same form of its name".to_owned()),
    };
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(documents.collect())),
        change_annotations: confirms.then(|| HashMap::from([(ELSEWHERE.to_owned(), annotation)])),
        ..Default::default()
    }
}
