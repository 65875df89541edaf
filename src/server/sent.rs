//! What was sent to the client, for answers that say only what changed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use tower_lsp::lsp_types as lsp;

/// The semantic tokens that were sent last for each document.
#[derive(Debug, Default)]
pub(super) struct SentTokens {
    sent: Mutex<HashMap<lsp::Url, (u64, Vec<lsp::SemanticToken>)>>,
    last: AtomicU64,
}

impl SentTokens {
    /// Keeps what is being sent; returns its id.
    pub fn remember(&self, uri: lsp::Url, tokens: Vec<lsp::SemanticToken>) -> String {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).insert(uri, (id, tokens));
        id.to_string()
    }

    /// What was sent under an id, if it was the last.
    pub fn recall(&self, uri: &lsp::Url, id: &str) -> Option<Vec<lsp::SemanticToken>> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.get(uri).filter(|(own, _)| own.to_string() == id).map(|(_, tokens)| tokens.clone())
    }

    /// A document was closed.
    pub fn forget(&self, uri: &lsp::Url) {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).remove(uri);
    }
}
