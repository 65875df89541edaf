//! What was sent to the client, for answers that say only what changed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tower_lsp::lsp_types as lsp;

/// The semantic tokens that were sent last for each open document.
#[derive(Debug, Default)]
pub(super) struct SentTokens {
    sent: Mutex<HashMap<lsp::Url, Sent>>,
    last: AtomicU64,
}

/// What was sent last and its id; nothing yet of a document that was opened.
type Sent = Option<(u64, Vec<lsp::SemanticToken>)>;

impl SentTokens {
    /// A document was opened.
    pub fn open(&self, uri: &lsp::Url) {
        self.lock().insert(uri.clone(), None);
    }

    /// Keeps what is being sent, as long as its document is open; returns its id.
    pub fn remember(&self, uri: &lsp::Url, tokens: Vec<lsp::SemanticToken>) -> String {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        // An answer may come after the end of its document.
        if let Some(sent) = self.lock().get_mut(uri) {
            *sent = Some((id, tokens));
        }
        id.to_string()
    }

    /// What was sent under an id, if it was the last.
    pub fn recall(&self, uri: &lsp::Url, id: &str) -> Option<Vec<lsp::SemanticToken>> {
        let sent = self.lock();
        let (own, tokens) = sent.get(uri)?.as_ref()?;
        (own.to_string() == id).then(|| tokens.clone())
    }

    /// A document was closed.
    pub fn forget(&self, uri: &lsp::Url) {
        self.lock().remove(uri);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<lsp::Url, Sent>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_of_a_document_that_is_closed() {
        let (sent, uri) = (SentTokens::default(), lsp::Url::parse("untitled:a").unwrap());
        sent.open(&uri);
        let id = sent.remember(&uri, Vec::new());
        assert_eq!((sent.recall(&uri, &id), sent.recall(&uri, "other")), (Some(Vec::new()), None));
        sent.forget(&uri);
        let late = sent.remember(&uri, Vec::new());
        assert_ne!(late, id);
        assert_eq!(sent.recall(&uri, &late), None);
        assert!(sent.lock().is_empty());
    }
}
