//! What a user chooses in the editor, not for a desk: `docs/protocol.md` lists it. Asked for where the client can be asked, else as it is told.

use super::mailbox::{Event, Mailbox};
use crate::features::Hints;
use serde_json::Value;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
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
    /// Reads what a client tells, and where that says nothing, what it said at the start. What is missing in both, wrong or unknown is as if nothing
    /// were chosen.
    pub fn read(told: &Value, start: &Value) -> Self {
        let is_on = |name: &str| [told, start].into_iter().find_map(|from| from.pointer(name)?.as_bool()) == Some(true);
        let when = |from: &Value| match from.get("diagnostics")?.as_str()? {
            "onSave" => Some(true),
            "onType" => Some(false),
            _ => None,
        };
        Settings {
            on_save: [told, start].into_iter().find_map(when) == Some(true),
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
    /// What the client said at the start.
    start: Arc<OnceLock<Value>>,
}

impl Inquiry {
    pub fn new(client: Client, owner: Mailbox) -> Self {
        Inquiry { client, owner, last: Arc::default(), start: Arc::default() }
    }

    /// Takes what the client says at the start: it counts wherever it says nothing later.
    pub fn begin(&self, options: &Value) {
        let _ = self.start.set(options.clone());
        self.tell(&Value::Null);
    }

    /// Takes what the client tells now.
    pub fn tell(&self, told: &Value) {
        self.owner.send(Event::Settings(Settings::read(told, self.start.get().unwrap_or(&Value::Null))));
    }

    /// Asks, without waiting for the answer. Where it is asked again meanwhile, the later answer counts.
    pub fn ask(&self) {
        let own = self.clone();
        let number = own.last.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::spawn(async move {
            let item = lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            match own.client.configuration(vec![item]).await {
                Ok(answers) if number == own.last.load(Ordering::SeqCst) => {
                    // A client that has none for this server says null.
                    own.tell(answers.first().unwrap_or(&Value::Null));
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
        let chosen = json!({"diagnostics": "onSave", "inlayHints": {"speakers": true, "referents": "yes"}, "other": 1});
        for value in [json!(null), json!([]), json!({}), json!({"diagnostics": "never", "inlayHints": true})] {
            assert_eq!(Settings::read(&value, &json!(null)), Settings::default());
            assert_eq!(Settings::read(&chosen, &value), Settings { on_save: true, hints });
            assert_eq!(Settings::read(&value, &chosen), Settings { on_save: true, hints });
        }
        let other = json!({"diagnostics": "onType", "inlayHints": {"speakers": false}});
        assert_eq!(Settings::read(&other, &chosen), Settings::default());
    }
}
