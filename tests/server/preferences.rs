//! What a client says that it shows: it gets nothing else.

use crate::client::{Client, place};
use serde_json::{Value, json};

const DOCUMENT: &str = "untitled:bridge";
const ARTICLE: &str = "Council backs the bridge

May 31, 2024

NORWICK \u{2014} Mary Poole, the mayor of Norwick, spoke to the council on Friday. @Nor

Related Content
";

fn client(capabilities: Value) -> Client {
    let mut client = Client::with(capabilities, &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    client
}

/// The kinds in an answer, with those inside.
fn kinds(symbols: &Value) -> Vec<i64> {
    let inside = |symbol: &Value| symbol.get("children").map(kinds).unwrap_or_default();
    symbols.as_array().unwrap().iter().flat_map(|symbol| [vec![symbol["kind"].as_i64().unwrap()], inside(symbol)].concat()).collect()
}

#[test]
fn the_first_format_is_the_one_that_is_liked_best() {
    for (formats, kind) in [
        (json!(["markdown", "plaintext"]), "markdown"),
        (json!(["plaintext", "markdown"]), "plaintext"),
        (json!(["plaintext"]), "plaintext"),
        (json!([]), "plaintext"),
    ] {
        let mut client = client(json!({"textDocument": {
            "hover": {"contentFormat": formats},
            "completion": {"completionItem": {"documentationFormat": formats}},
        }}));
        assert_eq!(client.at("textDocument/hover", DOCUMENT, 4, 12)["contents"]["kind"], kind, "{formats}");
        let offers = client.at("textDocument/completion", DOCUMENT, 4, 80);
        let about = client.request("completionItem/resolve", offers["items"][0].clone()).unwrap();
        assert_eq!(about["documentation"]["kind"], kind, "{formats}: {about}");
    }
}

#[test]
fn places_are_links_where_the_client_follows_links() {
    let text = "Council backs the bridge\n\nMay 31, 2024\n\nMary Poole met the council.\n\n\u{201C}We will build it,\u{201D} Poole said.\n";
    for name in ["definition", "declaration", "implementation"] {
        let method = format!("textDocument/{name}");
        for links in [false, true] {
            let mut client = Client::with(json!({"textDocument": {name: {"linkSupport": links}}}), &[]);
            client.open("untitled:links", "plaintext", text);
            let found = client.at(&method, "untitled:links", 6, 23)[0].take();
            let keys: Vec<&str> = found.as_object().unwrap().keys().map(String::as_str).collect();
            match links {
                true => assert_eq!(keys, ["originSelectionRange", "targetRange", "targetSelectionRange", "targetUri"], "{method}"),
                false => assert_eq!(keys, ["range", "uri"], "{method}"),
            }
        }
    }
}

#[test]
fn symbols_are_of_kinds_that_the_client_shows() {
    let all: Vec<u32> = (1..=26).collect();
    for (set, events, left_over) in [(json!({}), 14, 8), (json!({"symbolKind": {"valueSet": all}}), 24, 21)] {
        for tree in [false, true] {
            let mut document = set.clone();
            document["hierarchicalDocumentSymbolSupport"] = json!(tree);
            let mut client = client(json!({"textDocument": {"documentSymbol": document}, "workspace": {"symbol": set}}));
            let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": DOCUMENT}})).unwrap();
            let found = kinds(&symbols);
            assert!(found.contains(&events) && found.contains(&left_over), "{symbols:#}");
            assert!(events > 18 || found.iter().all(|kind| *kind <= 18), "{found:?}");
            let days = client.request("workspace/symbol", json!({"query": "2024-05"})).unwrap();
            assert_eq!(kinds(&days)[0], events);
        }
    }
}

#[test]
fn completions_are_of_kinds_that_the_client_shows() {
    for (set, kind) in [(json!({}), 18), (json!({"completionItemKind": {"valueSet": [1, 21]}}), 21)] {
        let mut client = client(json!({"textDocument": {"completion": set}}));
        let offers = client.request("textDocument/completion", place(DOCUMENT, 4, 80)).unwrap();
        let norwick = offers["items"].as_array().unwrap().iter().find(|item| item["label"] == "Norwick").unwrap();
        assert_eq!(norwick["kind"], kind);
    }
}

#[test]
fn completions_bear_their_documentation_where_the_client_cannot_ask_for_it() {
    for (support, is_asked) in [
        (Value::Null, true),
        (json!({"properties": ["documentation", "detail"]}), true),
        (json!({"properties": ["additionalTextEdits"]}), false),
    ] {
        let mut client = client(json!({"textDocument": {"completion": {"completionItem": {"resolveSupport": support}}}}));
        assert_eq!(client.capabilities["completionProvider"]["resolveProvider"], is_asked);
        let offers = client.request("textDocument/completion", place(DOCUMENT, 4, 80)).unwrap();
        let norwick = offers["items"].as_array().unwrap().iter().find(|item| item["label"] == "Norwick").unwrap();
        assert_eq!(norwick.get("documentation").is_none(), is_asked, "{norwick:#}");
    }
}
