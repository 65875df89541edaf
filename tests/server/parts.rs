//! Long answers in parts: together they are the whole answer, in order, and nothing follows the end.

use crate::client::{Client, place, uri};
use serde_json::{Value, json};
use std::fs;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ARTICLE: &str = "Council meets\n\nMay 31, 2024\n\nMary Poole, the mayor, spoke to the council. Poole left.\n";

/// A folder of many articles, all of them known.
fn desk() -> (TempDir, Client, String) {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..220 {
        let text = format!("Council meets\n\nMay 31, 2024\n\nMary Poole, the mayor, saw Ann Harding{at}. Poole left.\n");
        fs::write(folder.path().join(format!("{at:03}.txt")), text).unwrap();
    }
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = uri(&folder.path().join("open.txt"));
    client.open(&document, "plaintext", ARTICLE);
    let until = Instant::now() + Duration::from_secs(20);
    while client.request("textDocument/references", references(&document)).unwrap().as_array().unwrap().len() < 442 {
        assert!(Instant::now() < until, "not all articles are known");
        client.listen(Duration::from_millis(20));
    }
    (folder, client, document)
}

fn references(document: &str) -> Value {
    let mut params = place(document, 4, 2);
    params["context"] = json!({"includeDeclaration": true});
    params
}

/// The parts of an answer before it, and the answer.
fn parts(client: &mut Client, method: &str, mut params: Value, token: Value) -> (Vec<Value>, Value) {
    params["partialResultToken"] = token.clone();
    let id = client.ask(method, params);
    let mut parts = Vec::new();
    loop {
        let message = client.wait_for(|message| message["id"] == id || message["method"] == "$/progress");
        if message["id"] == id {
            client.listen(Duration::from_millis(100));
            assert!(!client.heard.iter().any(|message| message["method"] == "$/progress"), "a part after the answer");
            return (parts, message["result"].clone());
        }
        assert_eq!(message["params"]["token"], token);
        parts.push(message["params"]["value"].clone());
    }
}

#[test]
fn the_parts_of_an_answer_are_the_answer() {
    let (_folder, mut client, document) = desk();
    for (method, params, token) in [
        ("textDocument/references", references(&document), json!("references")),
        ("workspace/symbol", json!({"query": "Harding"}), json!(7)),
    ] {
        let whole = client.request(method, params.clone()).unwrap();
        let (parts, rest) = parts(&mut client, method, params, token);
        assert!(parts.len() > 1 && parts.iter().all(|part| (1..=100).contains(&part.as_array().unwrap().len())), "{method}");
        assert_eq!(Value::Array(parts.iter().flat_map(|part| part.as_array().unwrap().clone()).collect()), whole, "{method}");
        assert_eq!(rest, json!([]), "{method}: what was sent in parts is not sent again");
    }
}

#[test]
fn a_cancelled_request_sends_no_more_parts() {
    let (_folder, mut client, document) = desk();
    let mut cancelled = 0;
    for token in 0..40 {
        let mut params = references(&document);
        params["partialResultToken"] = json!(token);
        let id = client.ask("textDocument/references", params);
        client.notify("$/cancelRequest", json!({"id": id}));
        if client.answer(id).is_err_and(|refusal| refusal.code == -32800) {
            cancelled += 1;
            client.heard.clear();
            client.listen(Duration::from_millis(10));
            let late = client.heard.iter().any(|message| message["method"] == "$/progress" && message["params"]["token"] == token);
            assert!(!late, "a part after the answer");
        }
        client.heard.clear();
    }
    assert!(cancelled > 0);
}

#[test]
fn an_answer_without_results_has_no_parts() {
    let (_folder, mut client, document) = desk();
    let mut nowhere = references(&document);
    nowhere["position"] = json!({"line": 1, "character": 0});
    for (method, params) in [("workspace/symbol", json!({"query": "nobody at all"})), ("textDocument/references", nowhere)] {
        let whole = client.request(method, params.clone()).unwrap();
        assert_eq!(parts(&mut client, method, params, json!("none")), (Vec::new(), whole), "{method}");
    }
}
