//! What a user chooses in the editor: asked for where the client can be asked, else as it is told; findings on saving; hints for actors.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::time::Duration;

const ARTICLE: &str = "Council backs the bridge

May 31, 2024

Mary Poole, the mayor of Norwick, met the council on Friday. She said it would be built. The mayor left on Saturday.
";
const DOCUMENT: &str = "file:///none/bridge.txt";

/// The hints of the article, as line:character label.
fn hints(client: &mut Client) -> Vec<String> {
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let found = client.request("textDocument/inlayHint", json!({"textDocument": {"uri": DOCUMENT}, "range": whole})).unwrap();
    let line = |hint: &Value| {
        assert_ne!(hint["tooltip"], "");
        format!("{}:{} {}", hint["position"]["line"], hint["position"]["character"], hint["label"].as_str().unwrap())
    };
    found.as_array().unwrap().iter().map(line).collect()
}

const DAYS: &[&str] = &["4:59 2024-05-31", "4:115 2024-05-25"];

fn tell(client: &mut Client, settings: Value) {
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"backread": settings}}));
}

#[test]
fn hints_for_actors_are_shown_where_they_are_wanted() {
    let mut client = Client::with(json!({}), &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    assert_eq!(hints(&mut client), DAYS, "off by default");
    tell(&mut client, json!({"inlayHints": {"speakers": true}}));
    assert_eq!(hints(&mut client), ["4:59 2024-05-31", "4:64 Mary Poole", "4:115 2024-05-25"]);
    tell(&mut client, json!({"inlayHints": {"referents": true}}));
    let found = hints(&mut client);
    assert!(found.contains(&"4:98 Mary Poole".to_owned()) && !found.contains(&"4:64 Mary Poole".to_owned()), "{found:?}");
    tell(&mut client, Value::Null);
    assert_eq!(hints(&mut client), DAYS);
}

#[test]
fn settings_may_come_at_the_start() {
    let mut client = Client::start();
    let options = json!({"inlayHints": {"speakers": true}});
    client
        .request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}, "initializationOptions": options}))
        .unwrap();
    client.notify("initialized", json!({}));
    client.open(DOCUMENT, "plaintext", ARTICLE);
    assert_eq!(hints(&mut client).len(), 3);
    // A change of something else.
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"other": 1}}));
    assert_eq!(hints(&mut client).len(), 3);
}

#[test]
fn what_was_said_at_the_start_counts_where_the_settings_say_nothing() {
    let mut client = Client::start();
    let capabilities = json!({"workspace": {"configuration": true, "inlayHint": {"refreshSupport": true}}});
    let options = json!({"inlayHints": {"speakers": true}});
    let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options});
    client.settings = json!([{}]);
    client.request("initialize", params).unwrap();
    client.notify("initialized", json!({}));
    client.open(DOCUMENT, "plaintext", ARTICLE);
    client.wait_for(|message| message["method"] == "workspace/configuration");
    client.listen(Duration::from_millis(300));
    assert_eq!(hints(&mut client).len(), 3);
    for (settings, expected) in
        [(json!([{"inlayHints": {"referents": true}}]), 4), (json!([null]), 3), (json!([{"inlayHints": {"speakers": false}}]), 2)]
    {
        client.settings = settings;
        client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        client.wait_for(|message| message["method"] == "workspace/configuration");
        while hints(&mut client).len() != expected {
            client.wait_for(|message| message["method"] == "workspace/inlayHint/refresh");
        }
    }
}

#[test]
fn a_client_that_can_be_asked_is_asked() {
    let workspace = json!({
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
        "inlayHint": {"refreshSupport": true},
    });
    let mut client = Client::with(json!({"workspace": workspace}), &[]);
    let registered = client.wait_for(|message| message["method"] == "client/registerCapability");
    assert_eq!(registered["params"]["registrations"][0]["method"], "workspace/didChangeConfiguration");
    assert_eq!(registered["params"]["registrations"][0]["registerOptions"], json!({"section": "backread"}));
    let asked = |message: &Value| message["method"] == "workspace/configuration";
    assert_eq!(client.wait_for(asked)["params"]["items"], json!([{"section": "backread"}]));
    client.settings = json!([{"inlayHints": {"speakers": true}}]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    assert_eq!(hints(&mut client), DAYS);
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    client.wait_for(asked);
    // What was read meanwhile may ask for the same before.
    while hints(&mut client).len() != 3 {
        client.wait_for(|message| message["method"] == "workspace/inlayHint/refresh");
    }
}

#[test]
fn findings_are_told_on_saving_where_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let document = uri(&folder.path().join("a.txt"));
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_eq!(client.capabilities["textDocumentSync"]["save"], true);
    tell(&mut client, json!({"diagnostics": "onSave"}));
    client.open(&document, "plaintext", "Vote\n\nTK\n");
    assert_eq!(client.diagnostics(&document, 1), ["2:0-2:2 placeholder"]);
    client.edit(&document, 2, [2, 0, 2, 0], "TK ");
    client.edit(&document, 3, [0, 0, 0, 0], "A ");
    client.listen(Duration::from_millis(1500));
    assert!(!client.heard_diagnostics(&document), "not before it is saved");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": document}}));
    assert_eq!(client.diagnostics(&document, 3), ["2:0-2:2 placeholder", "2:3-2:5 placeholder"]);
    client.open("untitled:a", "plaintext", "Vote\n\nTK\n");
    client.edit("untitled:a", 2, [0, 0, 0, 0], "A ");
    assert_eq!(client.diagnostics("untitled:a", 2), ["2:0-2:2 placeholder"], "what is no file is never saved");
    client.edit(&document, 4, [0, 0, 0, 2], "");
    tell(&mut client, json!({"diagnostics": "onType"}));
    assert_eq!(client.diagnostics(&document, 4), ["2:0-2:2 placeholder", "2:3-2:5 placeholder"]);
}

#[test]
fn who_asks_for_findings_is_told_to_ask_again_before_saving_too() {
    let folder = tempfile::tempdir().unwrap();
    let document = uri(&folder.path().join("a.txt"));
    let pulling = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    let mut client = Client::with(pulling, &[folder.path()]);
    tell(&mut client, json!({"diagnostics": "onSave"}));
    client.open(&document, "plaintext", "Vote\n\nIt rains.\n");
    client.listen(Duration::from_millis(2500));
    client.heard.clear();
    let found = |client: &mut Client| {
        let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": document}})).unwrap();
        report["items"].as_array().unwrap().len()
    };
    client.edit(&document, 2, [2, 9, 2, 9], " TK");
    assert_eq!(found(&mut client), 0, "its sentence is under edit");
    client.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(found(&mut client), 1);
}

#[test]
fn saving_ends_the_restraint() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nIt rains.\n");
    client.diagnostics(DOCUMENT, 1);
    let started = std::time::Instant::now();
    client.edit(DOCUMENT, 2, [2, 9, 2, 9], " TK");
    assert_eq!(client.diagnostics(DOCUMENT, 2), Vec::<String>::new());
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": DOCUMENT}}));
    assert_eq!(client.diagnostics(DOCUMENT, 2), ["2:10-2:12 placeholder"]);
    assert!(started.elapsed() < Duration::from_millis(900));
}
