//! What stands in the text and over it: inlay hints, folding, the lens, links.

use super::{commands, convert, document};
use crate::features::{self, FoldKind, Lens};
use crate::server::turn::Turn;
use crate::text::Span;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn inlay_hints(turn: &Turn, params: &lsp::InlayHintParams) -> Option<Vec<lsp::InlayHint>> {
    let (file, reading) = document(turn, &params.text_document.uri)?;
    let encoding = turn.client.encoding;
    let span = convert::span(&reading.lines, params.range, encoding);
    let later = turn.client.resolves.tooltips;
    let hints = features::inlay_hints(&turn.snapshot, &file, span, turn.settings.hints);
    Some(
        hints
            .into_iter()
            .map(|hint| lsp::InlayHint {
                position: convert::to_position(&reading.lines, hint.offset, encoding),
                label: lsp::InlayHintLabel::String(hint.label),
                kind: Some(lsp::InlayHintKind::TYPE),
                text_edits: None,
                tooltip: (!later).then_some(lsp::InlayHintTooltip::String(hint.tooltip)),
                padding_left: Some(true),
                padding_right: None,
                data: later.then(|| serde_json::json!(params.text_document.uri)),
            })
            .collect(),
    )
}

/// A hint with its tooltip. Refused where no hint stands there any more, as in an article that is closed.
pub(in crate::server) fn with_tooltip(turn: &Turn, mut hint: lsp::InlayHint) -> Result<lsp::InlayHint> {
    let Some(uri) = hint.data.as_ref().and_then(|data| lsp::Url::parse(data.as_str()?).ok()) else { return Ok(hint) };
    let (file, reading) = document(turn, &uri).ok_or_else(Error::content_modified)?;
    let offset = convert::offset(&reading.lines, hint.position, turn.client.encoding);
    let all = features::inlay_hints(&turn.snapshot, &file, Span::new(0, reading.text.len()), turn.settings.hints);
    let same = |found: &features::InlayHint| {
        found.offset == offset && matches!(&hint.label, lsp::InlayHintLabel::String(label) if *label == found.label)
    };
    let found = all.into_iter().find(same).ok_or_else(Error::content_modified)?;
    hint.tooltip = Some(lsp::InlayHintTooltip::String(found.tooltip));
    Ok(hint)
}

pub(in crate::server) fn folding(turn: &Turn, uri: &lsp::Url) -> Option<Vec<lsp::FoldingRange>> {
    let (file, reading) = document(turn, uri)?;
    let folds = features::folding(&turn.snapshot, &file).into_iter().filter_map(|fold| {
        let range = convert::range(&reading.lines, fold.span, turn.client.encoding);
        let kind = match fold.kind {
            FoldKind::Aside => lsp::FoldingRangeKind::Comment,
            FoldKind::Section => lsp::FoldingRangeKind::Region,
        };
        (range.start.line < range.end.line).then_some(lsp::FoldingRange {
            start_line: range.start.line,
            start_character: None,
            end_line: range.end.line,
            end_character: None,
            kind: Some(kind),
            collapsed_text: None,
        })
    });
    Some(folds.collect())
}

/// The lens of a document, to be filled one part at a time.
pub(in crate::server) fn lens(turn: &Turn, uri: &lsp::Url) -> Option<Vec<lsp::CodeLens>> {
    document(turn, uri)?;
    let part = |lens: &Lens| lsp::CodeLens {
        range: lsp::Range::default(),
        command: None,
        data: Some(serde_json::json!({"uri": uri, "part": lens.label()})),
    };
    Some(Lens::ALL.iter().map(part).collect())
}

/// One part of the lens with its words. Refused where its article is not open any more.
pub(in crate::server) fn fill_lens(turn: &Turn, mut lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
    let (uri, part) = lens
        .data
        .as_ref()
        .and_then(|data| Some((lsp::Url::parse(data.get("uri")?.as_str()?).ok()?, Lens::of(data.get("part")?.as_str()?)?)))
        .ok_or_else(|| Error::invalid_params("no lens of this server"))?;
    let title =
        document(turn, &uri).and_then(|(file, _)| features::lens(&turn.snapshot, &file, part)).ok_or_else(Error::content_modified)?;
    lens.command = Some(commands::of_lens(turn, &uri, part, title));
    Ok(lens)
}

pub(in crate::server) fn links(turn: &Turn, uri: &lsp::Url) -> Option<Vec<lsp::DocumentLink>> {
    let (file, reading) = document(turn, uri)?;
    let links = features::links(&turn.snapshot, &file).into_iter().filter_map(|span| {
        let target = lsp::Url::parse(span.of(&reading.text)).ok()?;
        let range = convert::range(&reading.lines, span, turn.client.encoding);
        Some(lsp::DocumentLink { range, target: Some(target), tooltip: None, data: None })
    });
    Some(links.collect())
}
