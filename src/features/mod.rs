//! Answers: a snapshot and a place to what an editor shows, one file a feature, in the engine's own types.

mod definition;
mod document_symbols;
mod folding;
mod hover;
mod inlay_hints;
mod references;
mod subject;
mod words;
mod workspace_symbols;

pub use definition::{Target, definition};
pub use document_symbols::{Symbol, SymbolKind, document_symbols};
pub use folding::{Fold, FoldKind, folding};
pub use hover::{Hover, hover};
pub use inlay_hints::{InlayHint, inlay_hints};
pub use references::references;
pub use words::plain;
pub use workspace_symbols::{WorkspaceSymbol, WorkspaceSymbolKind, workspace_symbols};
