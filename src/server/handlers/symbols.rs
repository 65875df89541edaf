//! Document and workspace symbols.

use super::{convert, document};
use crate::actors::ActorClass;
use crate::article::BlockKind;
use crate::features::{self, Symbol, SymbolKind, WorkspaceSymbolKind};
use crate::knowledge::RecordKind;
use crate::server::turn::Turn;
use crate::text::{Encoding, FileKey, LineMap};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

/// How many workspace symbols one answer holds.
const LIMIT: usize = 200;

pub(in crate::server) fn document_outline(turn: &Turn, uri: &lsp::Url) -> Option<lsp::DocumentSymbolResponse> {
    let Some((file, reading)) = document(turn, uri) else { return record_outline(turn, uri) };
    let symbols = features::document_symbols(&turn.snapshot, &file);
    let encoding = turn.client.encoding;
    let kind = |of| turn.client.document_kinds.nearest(kind(of));
    Some(if turn.client.tree_symbols {
        lsp::DocumentSymbolResponse::Nested(symbols.iter().map(|symbol| nested(symbol, &reading.lines, encoding, &kind)).collect())
    } else {
        let all = symbols.iter().flat_map(|symbol| std::iter::once(symbol).chain(&symbol.children));
        let flat = all.map(|symbol| {
            information(
                &symbol.name,
                kind(symbol.kind),
                lsp::Location { uri: uri.clone(), range: convert::range(&reading.lines, symbol.span, encoding) },
                None,
            )
        });
        lsp::DocumentSymbolResponse::Flat(flat.collect())
    })
}

/// The records of a knowledge file.
fn record_outline(turn: &Turn, uri: &lsp::Url) -> Option<lsp::DocumentSymbolResponse> {
    let file = turn.spellings.key(uri);
    turn.snapshot.knowledge.lines(&file)?;
    let range = |span| convert::range_in(turn, &file, span);
    let kind = |kind| {
        turn.client.document_kinds.nearest(match kind {
            RecordKind::Person => lsp::SymbolKind::CLASS,
            RecordKind::Organisation => lsp::SymbolKind::MODULE,
            RecordKind::Place => lsp::SymbolKind::NAMESPACE,
            RecordKind::Office => lsp::SymbolKind::INTERFACE,
            RecordKind::Event => lsp::SymbolKind::EVENT,
            RecordKind::Claim => lsp::SymbolKind::STRING,
        })
    };
    let symbols = features::record_symbols(&turn.snapshot, &file);
    Some(if turn.client.tree_symbols {
        // As below.
        #[allow(deprecated)]
        let nested = symbols.into_iter().filter_map(|symbol| {
            Some(lsp::DocumentSymbol {
                range: range(symbol.extent)?,
                selection_range: range(symbol.id)?,
                name: symbol.name,
                detail: Some(symbol.detail),
                kind: kind(symbol.kind),
                tags: None,
                deprecated: None,
                children: None,
            })
        });
        lsp::DocumentSymbolResponse::Nested(nested.collect())
    } else {
        let location = |span| Some(lsp::Location { uri: uri.clone(), range: range(span)? });
        let flat = symbols.iter().filter_map(|symbol| Some(information(&symbol.name, kind(symbol.kind), location(symbol.extent)?, None)));
        lsp::DocumentSymbolResponse::Flat(flat.collect())
    })
}

/// The symbols of the workspace that fit; without their ranges where the client asks for the range of the one that it goes to.
pub(in crate::server) fn workspace(turn: &Turn, query: &str) -> lsp::WorkspaceSymbolResponse {
    let found = features::workspace_symbols(&turn.snapshot, query, LIMIT).into_iter();
    let kind = |of| turn.client.workspace_kinds.nearest(workspace_kind(of));
    if turn.client.resolves.ranges {
        let mut before: FxHashMap<(FileKey, String), usize> = FxHashMap::default();
        let nested = found.filter_map(|symbol| {
            let same = before.entry((symbol.place.file.clone(), symbol.name.clone())).or_default();
            let asked = Asked { query: query.to_owned(), at: *same };
            *same += 1;
            Some(lsp::WorkspaceSymbol {
                kind: kind(symbol.kind),
                name: symbol.name,
                tags: None,
                container_name: Some(symbol.container),
                location: lsp::OneOf::Right(lsp::WorkspaceLocation { uri: turn.spellings.uri(&symbol.place.file)? }),
                data: serde_json::to_value(asked).ok(),
            })
        });
        return lsp::WorkspaceSymbolResponse::Nested(nested.collect());
    }
    let flat = found.filter_map(|symbol| {
        let location = convert::location(turn, &symbol.place)?;
        Some(information(&symbol.name, kind(symbol.kind), location, Some(symbol.container)))
    });
    lsp::WorkspaceSymbolResponse::Flat(flat.collect())
}

/// What a workspace symbol without its range was an answer to.
#[derive(Debug, Deserialize, Serialize)]
struct Asked {
    query: String,
    /// How many of the same name in the same file come before it.
    at: usize,
}

/// A workspace symbol with its range, which is looked for anew: the text may be another by now. Refused where nothing of that name is left.
pub(in crate::server) fn with_range(turn: &Turn, mut symbol: lsp::WorkspaceSymbol) -> Result<lsp::WorkspaceSymbol> {
    if let lsp::OneOf::Right(file) = &symbol.location
        && let Some(asked) = symbol.data.as_ref().and_then(|data| Asked::deserialize(data).ok())
    {
        let file = turn.spellings.key(&file.uri);
        let found = features::workspace_symbols(&turn.snapshot, &asked.query, LIMIT);
        let mut same = found.iter().filter(|found| found.name == symbol.name && found.place.file == file);
        symbol.location =
            lsp::OneOf::Left(same.nth(asked.at).and_then(|same| convert::location(turn, &same.place)).ok_or_else(Error::content_modified)?);
    }
    Ok(symbol)
}

fn workspace_kind(kind: WorkspaceSymbolKind) -> lsp::SymbolKind {
    match kind {
        WorkspaceSymbolKind::Actor(class) => actor_kind(class),
        WorkspaceSymbolKind::Quotation => lsp::SymbolKind::STRING,
        WorkspaceSymbolKind::Date => lsp::SymbolKind::EVENT,
        WorkspaceSymbolKind::Figure => lsp::SymbolKind::NUMBER,
        WorkspaceSymbolKind::Statement => lsp::SymbolKind::EVENT,
    }
}

/// What the protocol has for actors.
pub(super) fn actor_kind(class: ActorClass) -> lsp::SymbolKind {
    match class {
        ActorClass::Person => lsp::SymbolKind::CLASS,
        ActorClass::Organisation => lsp::SymbolKind::MODULE,
        ActorClass::Place | ActorClass::Nationality => lsp::SymbolKind::NAMESPACE,
    }
}

fn kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Block(BlockKind::Headline | BlockKind::Heading) => lsp::SymbolKind::MODULE,
        SymbolKind::Block(BlockKind::FrontMatter) => lsp::SymbolKind::PROPERTY,
        SymbolKind::Block(BlockKind::Caption | BlockKind::Credit) => lsp::SymbolKind::FILE,
        SymbolKind::Block(BlockKind::Boilerplate | BlockKind::Code) => lsp::SymbolKind::NULL,
        SymbolKind::Block(BlockKind::Published) | SymbolKind::Dateline => lsp::SymbolKind::EVENT,
        SymbolKind::Block(BlockKind::Byline | BlockKind::Paragraph) => lsp::SymbolKind::FIELD,
        SymbolKind::Quotation => lsp::SymbolKind::STRING,
    }
}

// The field `deprecated` is itself deprecated and has no default in the library's types.
#[allow(deprecated)]
fn nested(symbol: &Symbol, lines: &LineMap, encoding: Encoding, kind: &impl Fn(SymbolKind) -> lsp::SymbolKind) -> lsp::DocumentSymbol {
    // An empty name is refused by clients.
    let name = if symbol.name.trim().is_empty() { symbol.detail.to_owned() } else { symbol.name.clone() };
    let children: Vec<_> = symbol.children.iter().map(|child| nested(child, lines, encoding, kind)).collect();
    lsp::DocumentSymbol {
        name,
        detail: Some(symbol.detail.to_owned()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: convert::range(lines, symbol.span, encoding),
        selection_range: convert::range(lines, symbol.selection, encoding),
        children: (!children.is_empty()).then_some(children),
    }
}

// As above.
#[allow(deprecated)]
fn information(name: &str, kind: lsp::SymbolKind, location: lsp::Location, container_name: Option<String>) -> lsp::SymbolInformation {
    lsp::SymbolInformation { name: name.to_owned(), kind, tags: None, deprecated: None, location, container_name }
}
