//! What changes the text: completion, in articles and knowledge files, and rename.

use super::{changes, convert, place, record_place, refused, versioned};
use crate::actors::ActorClass;
use crate::features::{self, CompletionKind};
use crate::server::turn::Turn;
use crate::text::{FileKey, LineMap, Place};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn completion(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::CompletionResponse> {
    if let Some(items) = record_items(turn, at) {
        return Some(lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: true, items }));
    }
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
    let items = items.map(|item| if turn.client.resolves.documentation { item } else { documented(turn, item) });
    // A longer name after the `@` may fit others: the list is asked for again.
    Some(lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: true, items: items.collect() }))
}

/// What is offered in a knowledge file, in the text that the editor has of it.
fn record_items(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<Vec<lsp::CompletionItem>> {
    let file = turn.spellings.key(&at.text_document.uri);
    let text = &turn.records.get(&file)?.text;
    let lines = LineMap::new(text);
    let offset = convert::offset(&lines, at.position, turn.client.encoding);
    let (span, offers) = features::record_completion(&turn.snapshot, file.name(), text, offset)?;
    let range = convert::range(&lines, span, turn.client.encoding);
    let items = offers.into_iter().map(|offer| lsp::CompletionItem {
        kind: Some(if offer.is_id { lsp::CompletionItemKind::REFERENCE } else { lsp::CompletionItemKind::VALUE }),
        filter_text: Some(format!("{}{}", span.of(text), offer.text)),
        label: offer.text.clone(),
        detail: Some(offer.name),
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit { range, new_text: offer.text })),
        ..Default::default()
    });
    Some(items.collect())
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
    if let Some((file, offset)) = record_place(turn, at) {
        whole(turn, &file)?;
        let id = offset.and_then(|offset| features::prepare_rename_id(&turn.snapshot, &file, offset));
        let range = |(span, placeholder)| Some((convert::range_in(turn, &file, span)?, placeholder));
        let id = id.and_then(range);
        return Ok(id.map(|(range, placeholder)| lsp::PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }));
    }
    let Some((file, reading, offset)) = place(turn, at) else { return Ok(None) };
    let span = features::prepare_rename(&turn.snapshot, &file, offset).map_err(refused)?;
    Ok(span.map(|(span, placeholder)| lsp::PrepareRenameResponse::RangeWithPlaceholder {
        range: convert::range(&reading.lines, span, turn.client.encoding),
        placeholder,
    }))
}

/// The edits of a rename, and for a client that cannot be told with them what stays as it is.
pub(in crate::server) fn rename(turn: &Turn, params: &lsp::RenameParams) -> Result<Option<(lsp::WorkspaceEdit, Option<String>)>> {
    let at = &params.text_document_position;
    let mut edits = Edits::default();
    if let Some((file, offset)) = record_place(turn, at) {
        whole(turn, &file)?;
        let ids = offset.map(|offset| features::rename_id(&turn.snapshot, &file, offset, &params.new_name)).transpose().map_err(refused)?;
        ids.iter().flatten().try_for_each(|place| edits.add(turn, place, &params.new_name, Group::Here))?;
        return Ok(Some((edits.written(turn, &[]), None)));
    }
    let Some((file, _, offset)) = place(turn, at) else { return Ok(None) };
    let found = features::rename(&turn.snapshot, &file, offset, &params.new_name).map_err(refused)?;
    for (all, group) in [(&found.here, Group::Here), (&found.records, Group::Records), (&found.elsewhere, Group::Elsewhere)] {
        all.iter().try_for_each(|edit| edits.add(turn, &edit.place, &edit.text, group))?;
    }
    let skipped = found.told(&turn.snapshot);
    let told = (!skipped.is_empty() && !turn.client.tells_changes()).then(|| format!("Not renamed: {}", listed(&skipped)));
    Ok(Some((edits.written(turn, &skipped), told)))
}

/// Refuses to edit a knowledge file that cannot be read: what is known of it belongs to another text.
fn whole(turn: &Turn, file: &FileKey) -> Result<()> {
    turn.broken.get(file).map_or(Ok(()), |broken| Err(refused(broken.refusal.clone())))
}

/// Where an edit is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Here,
    Elsewhere,
    Records,
}

impl Group {
    const ALL: [Group; 3] = [Group::Here, Group::Elsewhere, Group::Records];

    /// The name of its annotation.
    fn id(self) -> &'static str {
        match self {
            Group::Here => "here",
            Group::Elsewhere => "elsewhere",
            Group::Records => "records",
        }
    }

    /// Whether its edits carry an annotation: those that are to be confirmed, and where mentions stay as they are, all.
    fn is_annotated(self, skipped: &[String]) -> bool {
        self != Group::Here || !skipped.is_empty()
    }

    fn annotation(self, skipped: &[String]) -> lsp::ChangeAnnotation {
        let label = match self {
            Group::Here => "This article",
            Group::Elsewhere => "Other articles",
            Group::Records => "Knowledge files",
        };
        let left = match skipped.len() {
            0 => String::new(),
            1 => "; 1 in quoted words or credits stays as it is".to_owned(),
            count => format!("; {count} in quoted words and credits stay as they are"),
        };
        let not = if skipped.is_empty() { String::new() } else { format!(". Not renamed: {}", listed(skipped)) };
        lsp::ChangeAnnotation {
            label: format!("{label}{left}"),
            needs_confirmation: Some(self != Group::Here),
            description: Some(format!("The same actor under the same form of its name{not}")),
        }
    }
}

/// How many places are listed.
const LISTED: usize = 20;

fn listed(places: &[String]) -> String {
    let more = places.len().saturating_sub(LISTED);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{tail}", places[..places.len().min(LISTED)].join(", "))
}

/// Edits of several files.
#[derive(Default)]
struct Edits(BTreeMap<lsp::Url, (Group, Vec<lsp::TextEdit>)>);

impl Edits {
    /// Puts an edit to the others.
    ///
    /// # Errors
    /// In a knowledge file that cannot be read.
    fn add(&mut self, turn: &Turn, place: &Place, text: &str, group: Group) -> Result<()> {
        whole(turn, &place.file)?;
        if let Some(location) = convert::location(turn, place) {
            let (_, edits) = self.0.entry(location.uri).or_insert((group, Vec::new()));
            edits.push(lsp::TextEdit { range: location.range, new_text: text.to_owned() });
        }
        Ok(())
    }

    /// As the client takes them: with versions and annotations where it can.
    fn written(self, turn: &Turn, skipped: &[String]) -> lsp::WorkspaceEdit {
        if !turn.client.versioned_edits {
            return changes(turn, self.0.into_iter().map(|(uri, (_, edits))| (uri, edits)));
        }
        let annotated = |group: Group| turn.client.annotates_changes && group.is_annotated(skipped);
        let has = |group: Group| annotated(group) && self.0.values().any(|(own, _)| *own == group);
        let annotations: HashMap<_, _> =
            Group::ALL.into_iter().filter(|group| has(*group)).map(|group| (group.id().to_owned(), group.annotation(skipped))).collect();
        let documents = self.0.into_iter().map(|(uri, (group, edits))| {
            let edits = edits.into_iter().map(|text_edit| match annotated(group) {
                true => lsp::OneOf::Right(lsp::AnnotatedTextEdit { text_edit, annotation_id: group.id().to_owned() }),
                false => lsp::OneOf::Left(text_edit),
            });
            lsp::TextDocumentEdit { text_document: versioned(turn, uri), edits: edits.collect() }
        });
        lsp::WorkspaceEdit {
            document_changes: Some(lsp::DocumentChanges::Edits(documents.collect())),
            change_annotations: (!annotations.is_empty()).then_some(annotations),
            ..Default::default()
        }
    }
}
