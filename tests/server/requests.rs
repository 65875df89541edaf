//! Every request that the server offers, over one article.

use crate::client::{Client, place, range};
use serde_json::{Value, json};

const ARTICLE: &str = "Council backs the new bridge

May 31, 2024

Mary Poole, the mayor of Norwick, spoke to the council on Friday.

\u{201C}We will build it before winter,\u{201D} Poole said. [CHECK]

Related Content

Poole was elected in 2021.
";
const DOCUMENT: &str = "untitled:bridge";

fn client(capabilities: Value) -> Client {
    let mut client = Client::with(capabilities, &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    client
}

fn document() -> Value {
    json!({"textDocument": {"uri": DOCUMENT}})
}

fn whole() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})
}

#[test]
fn hover_stands_over_its_words() {
    let mut client = client(json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}}));
    let hover = client.at("textDocument/hover", DOCUMENT, 4, 1);
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Mary Poole"), "{hover}");
    assert_eq!(range(&hover["range"]), "4:0-4:10");
}

#[test]
fn hover_is_plain_where_the_client_shows_no_markdown() {
    let mut client = client(json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}));
    let hover = client.at("textDocument/hover", DOCUMENT, 4, 1);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(!hover["contents"]["value"].as_str().unwrap().contains("**"), "{hover}");
}

#[test]
fn definition_goes_to_the_introduction() {
    let mut plain = client(json!({}));
    let locations = plain.at("textDocument/definition", DOCUMENT, 6, 36);
    assert_eq!(locations[0]["uri"], DOCUMENT);
    assert_eq!(range(&locations[0]["range"]), "4:0-4:10");

    let mut linking = client(json!({"textDocument": {"definition": {"linkSupport": true}}}));
    let links = linking.at("textDocument/definition", DOCUMENT, 6, 36);
    assert_eq!(links[0]["targetUri"], DOCUMENT);
    assert_eq!(range(&links[0]["originSelectionRange"]), "6:34-6:39");
    assert_eq!(range(&links[0]["targetSelectionRange"]), "4:0-4:10");
}

#[test]
fn references_find_every_mention() {
    let mut client = client(json!({}));
    let mut params = place(DOCUMENT, 6, 36);
    params["context"] = json!({"includeDeclaration": true});
    let all = client.request("textDocument/references", params.clone()).unwrap();
    let places: Vec<_> = all.as_array().unwrap().iter().map(|location| range(&location["range"])).collect();
    assert!(["4:0-4:10", "6:34-6:39", "10:0-10:5"].iter().all(|place| places.contains(&(*place).to_owned())), "{places:?}");
    params["context"] = json!({"includeDeclaration": false});
    let fewer = client.request("textDocument/references", params).unwrap();
    assert_eq!(fewer.as_array().unwrap().len() + 1, places.len());
}

#[test]
fn document_symbols_are_a_tree_or_a_list() {
    let mut tree = client(json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}));
    let symbols = tree.request("textDocument/documentSymbol", document()).unwrap();
    assert_eq!(symbols[0]["name"], "Council backs the new bridge");
    assert_eq!(range(&symbols[0]["selectionRange"]), "0:0-0:28");
    let mut list = client(json!({}));
    let symbols = list.request("textDocument/documentSymbol", document()).unwrap();
    assert_eq!(symbols[0]["name"], "Council backs the new bridge");
    assert_eq!(range(&symbols[0]["location"]["range"]), "0:0-0:28");
}

#[test]
fn workspace_symbols_find_an_actor() {
    let mut client = client(json!({}));
    let symbols = client.request("workspace/symbol", json!({"query": "poo"})).unwrap();
    assert_eq!(symbols[0]["name"], "Mary Poole");
    assert_eq!(symbols[0]["location"]["uri"], DOCUMENT);
}

#[test]
fn a_fix_is_offered_where_its_finding_is() {
    let text = "Vote\n\nThe council meets.\n\nCLICK HERE TO READ MORE\n\nIt voted.\n";
    let request = json!({"textDocument": {"uri": DOCUMENT}, "range": whole(), "context": {"diagnostics": []}});
    for (capabilities, versioned) in [(json!({}), false), (json!({"workspace": {"workspaceEdit": {"documentChanges": true}}}), true)] {
        let mut client = Client::with(capabilities, &[]);
        client.open(DOCUMENT, "plaintext", text);
        let actions = client.request("textDocument/codeAction", request.clone()).unwrap();
        let action = actions.as_array().unwrap().iter().find(|action| action["diagnostics"][0]["code"] == "boilerplate").unwrap();
        assert_eq!(action["kind"], "quickfix");
        let edits = if versioned {
            assert_eq!(action["edit"]["documentChanges"][0]["textDocument"], json!({"uri": DOCUMENT, "version": 1}));
            &action["edit"]["documentChanges"][0]["edits"]
        } else {
            &action["edit"]["changes"][DOCUMENT]
        };
        assert_eq!(edits[0]["newText"], "");
        assert!(range(&edits[0]["range"]).starts_with("4:0-"), "{edits}");
        let mut other = request.clone();
        other["context"]["only"] = json!(["refactor"]);
        assert_eq!(client.request("textDocument/codeAction", other), Ok(json!([])));
        let mut elsewhere = request.clone();
        elsewhere["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 2}});
        assert_eq!(client.request("textDocument/codeAction", elsewhere), Ok(json!([])));
    }
}
