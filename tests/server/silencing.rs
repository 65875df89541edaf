//! Code actions that silence a finding, each applied as a client would, and the action that applies all safe fixes.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

const ARTICLE: &str = "Council meets\n\nMay 31, 2024\n\nThe council met on the quay.\n\nThe QRX met at TK.\n";

struct Desk {
    folder: TempDir,
    client: Client,
    article: String,
}

fn desk(files: &[(&str, &str)], text: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    let article = uri(&folder.path().join("a.txt"));
    let capabilities = json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}},
    });
    let mut client = Client::with(capabilities, &[folder.path()]);
    client.open(&article, "plaintext", text);
    Desk { folder, client, article }
}

impl Desk {
    fn actions(&mut self, line: u32, character: u32, only: Value) -> Vec<Value> {
        let at = json!({"line": line, "character": character});
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only;
        }
        let request = json!({"textDocument": {"uri": self.article}, "range": {"start": at, "end": at}, "context": context});
        self.client.request("textDocument/codeAction", request).unwrap().as_array().unwrap().clone()
    }

    /// Waits until the article has diagnostics of these rules.
    fn wait_for(&mut self, expected: &[&str]) {
        let article = self.article.clone();
        self.client.wait_for(|message| {
            let params = &message["params"];
            params["uri"] == article.as_str()
                && params["diagnostics"]
                    .as_array()
                    .is_some_and(|found| found.iter().map(|found| found["code"].as_str().unwrap()).eq(expected.iter().copied()))
        });
    }

    /// Applies an action's edits to the open article.
    fn apply(&mut self, version: i32, action: &Value) {
        let edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap().clone();
        for edit in edits.iter().rev() {
            let number = |end: &str, key: &str| edit["range"][end][key].as_u64().unwrap() as u32;
            let range = [number("start", "line"), number("start", "character"), number("end", "line"), number("end", "character")];
            self.client.edit(&self.article, version, range, edit["newText"].as_str().unwrap());
        }
        // An edit elsewhere, so that the sentence is not left alone.
        self.client.edit(&self.article, version + 1, [4, 3, 4, 4], " ");
    }
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    actions.iter().find(|action| action["title"] == title).unwrap_or_else(|| panic!("{title}: {actions:#?}"))
}

#[test]
fn a_finding_is_silenced_where_it_stands() {
    let ways = [
        (16, "Ignore placeholder in this paragraph", "acronym-undefined"),
        (16, "Ignore placeholder in this file", "acronym-undefined"),
        (5, "Ignore acronym-undefined in this paragraph", "placeholder"),
        (5, "Checked, correct as it is: mark (cq)", "placeholder"),
    ];
    for (character, title, left) in ways {
        let mut desk = desk(&[], ARTICLE);
        desk.wait_for(&["acronym-undefined", "placeholder"]);
        let actions = desk.actions(6, character, Value::Null);
        let action = titled(&actions, title).clone();
        assert_eq!(action["kind"], "quickfix");
        assert!(action["diagnostics"][0]["code"].is_string() && action.get("isPreferred").is_none());
        desk.apply(2, &action);
        desk.wait_for(&[left]);
    }
}

#[test]
fn a_rule_is_turned_off_in_the_file_that_counts() {
    let mut desk = desk(&[("backread.toml", "[rules]\nacronym-undefined = \"hint\"\n")], ARTICLE);
    let actions = desk.actions(6, 16, Value::Null);
    let action = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("Turn placeholder off")).unwrap();
    let edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    assert_eq!(action["edit"]["documentChanges"][0]["textDocument"]["uri"], uri(&desk.folder.path().join("backread.toml")));
    assert_eq!(edits.len(), 1);
    assert_eq!(
        (&edits[0]["range"]["start"], &edits[0]["newText"]),
        (&json!({"line": 1, "character": 26}), &json!("\nplaceholder = \"off\""))
    );
}

#[test]
fn a_new_file_is_made_where_there_is_none() {
    let mut desk = desk(&[], ARTICLE);
    let actions = desk.actions(6, 16, Value::Null);
    let action = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("Turn placeholder off")).unwrap();
    let changes = &action["edit"]["documentChanges"];
    let file = uri(&desk.folder.path().join("backread.toml"));
    assert_eq!((&changes[0]["kind"], changes[0]["uri"].as_str()), (&json!("create"), Some(file.as_str())));
    assert_eq!(changes[1]["edits"][0]["newText"], "[rules]\nplaceholder = \"off\"\n");
    let mut plain = Client::running();
    plain.open(&desk.article, "plaintext", ARTICLE);
    let at = json!({"line": 6, "character": 16});
    let request = json!({"textDocument": {"uri": desk.article}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = plain.request("textDocument/codeAction", request).unwrap();
    assert!(!actions.to_string().contains("Turn placeholder off"), "the client cannot make files");
}

#[test]
fn nothing_is_marked_between_quotation_marks() {
    let text = "Council meets\n\nMay 31, 2024\n\n“The QRX met at TK,” Mary Poole said.\n";
    let mut desk = desk(&[], text);
    let actions = desk.actions(4, 17, Value::Null);
    assert!(!actions.is_empty());
    assert!(actions.iter().all(|action| !action["title"].as_str().unwrap().contains("(cq)")), "{actions:#?}");
}

#[test]
fn all_safe_fixes_are_one_action() {
    let text = "Council meets\n\nMay 31, 2024\n\nIt met.\n\n- Advertisement -\n\nThe mayor spoke.\n\n[[backread: ignore placeholder: old]]\n\nIt ended at TK (cq).\n";
    let mut desk = desk(&[], &text.replace("at TK (cq)", "there"));
    for only in [json!(["source.fixAll.backread"]), json!(["source.fixAll"]), json!(["source"])] {
        let actions = desk.actions(0, 0, only);
        assert_eq!(actions.len(), 1, "{actions:#?}");
        assert_eq!(actions[0]["kind"], "source.fixAll.backread");
        assert_eq!(actions[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap().len(), 2);
    }
    assert_eq!(desk.actions(0, 0, json!(["source.organizeImports"])), Vec::<Value>::new());
    let kinds = desk.client.capabilities["codeActionProvider"]["codeActionKinds"].clone();
    assert_eq!(kinds, json!(["quickfix", "source.fixAll.backread"]));
}
