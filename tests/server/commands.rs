//! The commands: behind the lens one that shows the place that a part of it tells of, and one that shows the page of a rule.

use crate::client::{Client, range};
use serde_json::{Value, json};

const DOCUMENT: &str = "untitled:bridge";
const ARTICLE: &str = "Council backs the bridge

May 31, 2024

The council met. Mary Poole, the mayor, said on Friday that it would be built. A senior official said the council was divided. TK
";

/// The parts of the lens, each resolved.
fn lenses(client: &mut Client) -> Vec<Value> {
    let parts = client.request("textDocument/codeLens", json!({"textDocument": {"uri": DOCUMENT}})).unwrap();
    parts.as_array().unwrap().iter().map(|part| client.request("codeLens/resolve", part.clone()).unwrap()).collect()
}

fn run(client: &mut Client, lens: &Value) -> Result<Value, crate::client::Refusal> {
    let command = &lens["command"];
    client.request("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}))
}

/// What the client is asked to show next.
fn shown(client: &mut Client) -> String {
    let request = client.wait_for(|message| message["method"] == "window/showDocument");
    assert_eq!((&request["params"]["uri"], &request["params"]["takeFocus"]), (&json!(DOCUMENT), &json!(true)));
    range(&request["params"]["selection"])
}

fn showing() -> Client {
    let mut client = Client::with(json!({"window": {"showDocument": {"support": true}}}), &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    client
}

#[test]
fn each_part_of_the_lens_leads_to_what_it_tells_of() {
    let mut client = showing();
    assert_eq!(client.capabilities["executeCommandProvider"]["commands"], json!(["backread.show", "backread.explain"]));
    let found: Vec<String> = lenses(&mut client)
        .iter()
        .map(|lens| {
            assert_eq!(run(&mut client, lens), Ok(Value::Null));
            shown(&mut client)
        })
        .collect();
    // The published line, the mayor, the official without a name, the placeholder.
    assert_eq!(found, ["2:0-2:12", "4:17-4:27", "4:79-4:96", "4:127-4:129"]);
}

#[test]
fn the_place_is_looked_for_when_it_is_wanted() {
    let mut client = showing();
    let lenses = lenses(&mut client);
    client.edit(DOCUMENT, 2, [0, 0, 0, 0], "\n\n");
    assert_eq!(run(&mut client, &lenses[1]), Ok(Value::Null));
    assert_eq!(shown(&mut client), "6:17-6:27");
    let change = json!({"textDocument": {"uri": DOCUMENT, "version": 3}, "contentChanges": [{"text": "Vote\n\nIt rains.\n"}]});
    client.notify("textDocument/didChange", change);
    for lens in &lenses {
        assert_eq!(run(&mut client, lens).unwrap_err().code, -32803, "{lens}");
    }
    client.close(DOCUMENT);
    assert_eq!(run(&mut client, &lenses[0]).unwrap_err().code, -32803);
}

#[test]
fn a_part_that_leads_nowhere_has_no_command() {
    let mut client = showing();
    let change = json!({"textDocument": {"uri": DOCUMENT, "version": 2}, "contentChanges": [{"text": "Vote\n\nIt rains.\n"}]});
    client.notify("textDocument/didChange", change);
    for lens in lenses(&mut client) {
        assert_ne!(lens["command"]["title"], "");
        assert_eq!((&lens["command"]["command"], lens["command"].get("arguments")), (&json!(""), None), "{lens}");
    }
}

#[test]
fn a_client_that_shows_no_places_gets_words_alone() {
    let mut client = Client::with(json!({}), &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    assert!(lenses(&mut client).iter().all(|lens| lens["command"]["command"] == ""));
}

#[test]
fn a_rule_is_explained_by_its_page() {
    let actions = |client: &mut Client| {
        let at = json!({"line": 4, "character": 128});
        let params = json!({"textDocument": {"uri": DOCUMENT}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        let actions = client.request("textDocument/codeAction", params).unwrap();
        actions.as_array().unwrap().iter().filter(|action| action["title"] == "Explain placeholder").cloned().collect::<Vec<_>>()
    };
    for capabilities in [json!({}), json!({"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}})] {
        let mut client = Client::with(json!({"window": {"showDocument": {"support": true}}, "textDocument": capabilities}), &[]);
        client.open(DOCUMENT, "plaintext", ARTICLE);
        let [action] = actions(&mut client).try_into().unwrap();
        assert_eq!((action["diagnostics"][0]["code"].as_str(), action.get("data")), (Some("placeholder"), None));
        assert_eq!(run(&mut client, &action), Ok(Value::Null));
        let request = client.wait_for(|message| message["method"] == "window/showDocument");
        assert!(request["params"]["uri"].as_str().unwrap().ends_with("/docs/rules/placeholder.md"), "{request}");
        assert_eq!(request["params"]["external"], true);
    }
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", ARTICLE);
    assert!(actions(&mut client).is_empty(), "a client that shows nothing");
}

#[test]
fn other_commands_and_arguments_are_named() {
    let mut client = showing();
    for (command, arguments) in [
        ("backread.none", json!([])),
        ("backread.explain", json!(["no-rule"])),
        ("backread.show", json!([])),
        ("backread.show", json!([3])),
        ("backread.show", json!([{"uri": DOCUMENT, "part": "weather"}])),
        ("backread.show", json!([{"uri": "no uri", "part": "date"}])),
    ] {
        let params = json!({"command": command, "arguments": arguments});
        assert_eq!(client.request("workspace/executeCommand", params).unwrap_err().code, -32602, "{command} {arguments}");
    }
}
