//! Hover, definition and its kin, references, highlights, selections.

use super::{convert, document, place};
use crate::features::{self, Target};
use crate::index::Snapshot;
use crate::server::turn::Turn;
use crate::text::FileKey;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn hover(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::Hover> {
    let (file, reading, offset) = place(turn, at)?;
    let hover = features::hover(&turn.snapshot, &file, offset)?;
    let (kind, value) = match turn.client.markdown {
        true => (lsp::MarkupKind::Markdown, hover.markdown),
        false => (lsp::MarkupKind::PlainText, features::plain(&hover.markdown)),
    };
    Some(lsp::Hover {
        contents: lsp::HoverContents::Markup(lsp::MarkupContent { kind, value }),
        range: Some(convert::range(&reading.lines, hover.span, turn.client.encoding)),
    })
}

/// A request that leads from a place to others.
type Lead = fn(&Snapshot, &FileKey, u32) -> Vec<Target>;

pub(in crate::server) fn definition(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::GotoDefinitionResponse> {
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
    let (file, reading, offset) = place(turn, at)?;
    let targets = lead(&turn.snapshot, &file, offset);
    if targets.is_empty() {
        return None;
    }
    let located = targets.iter().filter_map(|target| Some((target.origin, convert::location(turn, &target.place)?)));
    Some(if links {
        let links = located.map(|(origin, location)| lsp::LocationLink {
            origin_selection_range: Some(convert::range(&reading.lines, origin, turn.client.encoding)),
            target_uri: location.uri,
            target_range: location.range,
            target_selection_range: location.range,
        });
        lsp::GotoDefinitionResponse::Link(links.collect())
    } else {
        lsp::GotoDefinitionResponse::Array(located.map(|(_, location)| location).collect())
    })
}

pub(in crate::server) fn references(turn: &Turn, params: &lsp::ReferenceParams) -> Option<Vec<lsp::Location>> {
    let (file, _, offset) = place(turn, &params.text_document_position)?;
    let places = features::references(&turn.snapshot, &file, offset, params.context.include_declaration);
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
