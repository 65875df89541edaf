//! Hover, definition, references.

use super::{convert, place};
use crate::features;
use crate::server::owner::Turn;
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

pub(in crate::server) fn definition(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<lsp::GotoDefinitionResponse> {
    let (file, _, offset) = place(turn, at)?;
    let targets = features::definition(&turn.snapshot, &file, offset);
    let locations: Vec<_> =
        targets.iter().filter_map(|target| convert::location(&turn.snapshot, &target.place, turn.client.encoding)).collect();
    (!locations.is_empty()).then_some(lsp::GotoDefinitionResponse::Array(locations))
}

pub(in crate::server) fn references(turn: &Turn, params: &lsp::ReferenceParams) -> Option<Vec<lsp::Location>> {
    let (file, _, offset) = place(turn, &params.text_document_position)?;
    let places = features::references(&turn.snapshot, &file, offset, params.context.include_declaration);
    Some(places.iter().filter_map(|place| convert::location(&turn.snapshot, place, turn.client.encoding)).collect())
}
