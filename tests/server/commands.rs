//! The command behind the lens: shows the place that a part of it tells of.

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
    assert_eq!(client.capabilities["executeCommandProvider"]["commands"], json!(["backread.show"]));
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
fn other_commands_and_arguments_are_named() {
    let mut client = showing();
    for (command, arguments) in [
        ("backread.none", json!([])),
        ("backread.show", json!([])),
        ("backread.show", json!([3])),
        ("backread.show", json!([{"uri": DOCUMENT, "part": "weather"}])),
        ("backread.show", json!([{"uri": "no uri", "part": "date"}])),
    ] {
        let params = json!({"command": command, "arguments": arguments});
        assert_eq!(client.request("workspace/executeCommand", params).unwrap_err().code, -32602, "{command} {arguments}");
    }
}
