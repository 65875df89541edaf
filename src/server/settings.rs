//! What a user chooses in the editor, not for a desk: `docs/protocol.md` lists it. Asked for where the client can be asked, else as it is told.

use super::mailbox::{Event, Mailbox};
use crate::features::Hints;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower_lsp::Client;
use tower_lsp::lsp_types as lsp;

/// The name under which clients keep it.
pub(super) const SECTION: &str = "backread";

/// What is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Findings are told on opening and saving; else at every edit.
    pub on_save: bool,
    /// The inlay hints beside those for days.
    pub hints: Hints,
}

impl Settings {
    /// Reads it; what is missing, wrong or unknown is as if nothing were chosen.
    pub fn read(value: &Value) -> Self {
        let is_on = |name: &str| value.pointer(name).and_then(Value::as_bool) == Some(true);
        Settings {
            on_save: value.get("diagnostics").and_then(Value::as_str) == Some("onSave"),
            hints: Hints { speakers: is_on("/inlayHints/speakers"), referents: is_on("/inlayHints/referents") },
        }
    }
}

/// Asks the client, and tells the owner.
#[derive(Clone, Debug)]
pub(super) struct Inquiry {
    client: Client,
    owner: Mailbox,
    last: Arc<AtomicU64>,
}

impl Inquiry {
    pub fn new(client: Client, owner: Mailbox) -> Self {
        Inquiry { client, owner, last: Arc::default() }
    }

    /// Asks, without waiting for the answer. Where it is asked again meanwhile, the later answer counts.
    pub fn ask(&self) {
        let own = self.clone();
        let number = own.last.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::spawn(async move {
            let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            match own.client.configuration(vec![item]).await {
                Ok(answers) if number == own.last.load(Ordering::SeqCst) => {
                    // A client that has none for this server says null: what it said at the start stays.
                    let Some(answer) = answers.first().filter(|answer| answer.is_object()) else { return };
                    own.owner.send(Event::Settings(Settings::read(answer)));
                }
                Ok(_) => {}
                Err(error) => tracing::debug!("the client does not tell its settings: {error}"),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_understood_is_not_chosen() {
        let hints = Hints { speakers: true, referents: false };
        let read = Settings::read(&json!({"diagnostics": "onSave", "inlayHints": {"speakers": true, "referents": "yes"}, "other": 1}));
        assert_eq!(read, Settings { on_save: true, hints });
        for value in [json!(null), json!([]), json!({"diagnostics": "never", "inlayHints": true})] {
            assert_eq!(Settings::read(&value), Settings::default());
        }
    }
}
