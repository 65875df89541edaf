//! Hover, definition and its kin, references, highlights, selections.

use super::{convert, document, place, record_place};
use crate::features::{self, Target};
use crate::index::Snapshot;
use crate::server::turn::Turn;
use crate::text::FileKey;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn hover(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::Hover> {
    let (hover, file) = match place(turn, at) {
        Some((file, _, offset)) => (features::hover(&turn.snapshot, &file, offset)?, file),
        None => {
            let (file, offset) = record_place(turn, at)?;
            (features::record_hover(&turn.snapshot, &file, offset?)?, file)
        }
    };
    let range = convert::range_in(turn, &file, hover.span)?;
    let (kind, value) = match turn.client.markdown {
        true => (lsp::MarkupKind::Markdown, hover.markdown),
        false => (lsp::MarkupKind::PlainText, features::plain(&hover.markdown)),
    };
    Some(lsp::Hover { contents: lsp::HoverContents::Markup(lsp::MarkupContent { kind, value }), range: Some(range) })
}

/// A request that leads from a place to others.
type Lead = fn(&Snapshot, &FileKey, u32) -> Vec<Target>;

pub(in crate::server) fn definition(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::GotoDefinitionResponse> {
    if let Some((file, offset)) = record_place(turn, at) {
        let target = features::record_definition(&turn.snapshot, &file, offset?)?;
        return Some(response(turn, &file, &[target], turn.client.links.definition));
    }
    lead(turn, at, features::definition, turn.client.links.definition)
}

pub(in crate::server) fn declaration(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::GotoDefinitionResponse> {
    lead(turn, at, features::declaration, turn.client.links.declaration)
}

pub(in crate::server) fn type_definition(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::GotoDefinitionResponse> {
    lead(turn, at, features::type_definition, turn.client.links.type_definition)
}

pub(in crate::server) fn implementation(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::GotoDefinitionResponse> {
    lead(turn, at, features::implementation, turn.client.links.implementation)
}

fn lead(turn: &Turn, at: &lsp::TextDocumentPositionParams, lead: Lead, links: bool) -> Option<lsp::GotoDefinitionResponse> {
    let (file, _, offset) = place(turn, at)?;
    let targets = lead(&turn.snapshot, &file, offset);
    (!targets.is_empty()).then(|| response(turn, &file, &targets, links))
}

/// Targets as links, where the client can, or as locations; `file` is the one that was asked about.
fn response(turn: &Turn, file: &FileKey, targets: &[Target], links: bool) -> lsp::GotoDefinitionResponse {
    let located = targets.iter().filter_map(|target| Some((target.origin, convert::location(turn, &target.place)?)));
    if links {
        let links = located.map(|(origin, location)| lsp::LocationLink {
            origin_selection_range: convert::range_in(turn, file, origin),
            target_uri: location.uri,
            target_range: location.range,
            target_selection_range: location.range,
        });
        lsp::GotoDefinitionResponse::Link(links.collect())
    } else {
        lsp::GotoDefinitionResponse::Array(located.map(|(_, location)| location).collect())
    }
}

pub(in crate::server) fn references(turn: &Turn, params: &lsp::ReferenceParams) -> Option<Vec<lsp::Location>> {
    let (at, declaration) = (&params.text_document_position, params.context.include_declaration);
    let places = match record_place(turn, at) {
        Some((file, offset)) => features::record_references(&turn.snapshot, &file, offset?, declaration),
        None => {
            let (file, _, offset) = place(turn, at)?;
            features::references(&turn.snapshot, &file, offset, declaration)
        }
    };
    Some(places.iter().filter_map(|place| convert::location(turn, place)).collect())
}

pub(in crate::server) fn highlights(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<Vec<lsp::DocumentHighlight>> {
    let (file, reading, offset) = place(turn, at)?;
    let found = features::highlights(&turn.snapshot, &file, offset);
    let marks = found.into_iter().map(|mark| lsp::DocumentHighlight {
        range: convert::range(&reading.lines, mark.span, turn.client.encoding),
        kind: Some(if mark.introduces { lsp::DocumentHighlightKind::WRITE } else { lsp::DocumentHighlightKind::READ }),
    });
    Some(marks.collect())
}

pub(in crate::server) fn selections(turn: &Turn, params: &lsp::SelectionRangeParams) -> Option<Vec<lsp::SelectionRange>> {
    let (file, reading) = document(turn, &params.text_document.uri)?;
    let encoding = turn.client.encoding;
    let chain = |at: &lsp::Position| {
        let offset = convert::offset(&reading.lines, *at, encoding);
        let around = features::selection(&turn.snapshot, &file, offset);
        let whole = around.into_iter().rev().fold(None, |parent: Option<lsp::SelectionRange>, span| {
            Some(lsp::SelectionRange { range: convert::range(&reading.lines, span, encoding), parent: parent.map(Box::new) })
        });
        whole.unwrap_or(lsp::SelectionRange { range: lsp::Range { start: *at, end: *at }, parent: None })
    };
    Some(params.positions.iter().map(chain).collect())
}
