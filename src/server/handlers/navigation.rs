//! Hover, definition, references.

use super::{convert, place};
use crate::features;
use crate::server::turn::Turn;
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
    let (file, reading, offset) = place(turn, at)?;
    let targets = features::definition(&turn.snapshot, &file, offset);
    if targets.is_empty() {
        return None;
    }
    let located = targets.iter().filter_map(|target| Some((target.origin, convert::location(turn, &target.place)?)));
    Some(if turn.client.definition_links {
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
