//! How the server begins and ends.

use crate::client::{Client, frame};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn exit_after_shutdown_is_success_with_the_input_open() {
    let mut client = Client::running();
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn exit_without_shutdown_is_failure_with_the_input_open() {
    let mut client = Client::running();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn exit_without_initialize_is_failure() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn the_end_of_input_ends_the_server() {
    let mut client = Client::running();
    client.close_input();
    assert_eq!(client.exit_code(), 1);

    let mut client = Client::running();
    client.request("shutdown", Value::Null).unwrap();
    client.close_input();
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn everything_in_one_write_is_answered_in_order() {
    let mut client = Client::start();
    let messages = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "workspace/symbol", "params": {"query": "x"}}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown", "params": null}),
        json!({"jsonrpc": "2.0", "method": "exit", "params": null}),
    ];
    let all: String = messages.iter().map(|message| frame(&message.to_string())).collect();
    client.send_bytes(all.as_bytes());
    assert!(client.answer(1).unwrap()["capabilities"].is_object());
    assert_eq!(client.answer(2), Ok(json!([])));
    assert_eq!(client.answer(3), Ok(Value::Null));
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = Client::start();
    client.open("untitled:a", "plaintext", "TK");
    let hover = json!({"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.request("textDocument/hover", hover).unwrap_err().code, -32002);
    assert_eq!(client.request("no/such", json!({})).unwrap_err().code, -32002);
    assert_eq!(client.request("shutdown", Value::Null).unwrap_err().code, -32002);
    assert!(client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}})).is_ok());
    assert_eq!(client.request("initialize", json!({"processId": null, "capabilities": {}})).unwrap_err().code, -32600);
}

#[test]
fn nothing_is_answered_after_shutdown() {
    let mut client = Client::running();
    client.request("shutdown", Value::Null).unwrap();
    for method in ["workspace/symbol", "no/such", "shutdown", "initialize"] {
        assert_eq!(client.request(method, json!({"query": "", "capabilities": {}})).unwrap_err().code, -32600, "{method}");
    }
    client.open("untitled:a", "plaintext", "TK");
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn shutdown_takes_no_parameters_and_minds_none() {
    for params in [json!({}), json!([])] {
        let mut client = Client::running();
        assert_eq!(client.request("shutdown", params), Ok(Value::Null));
        client.notify("exit", json!({}));
        assert_eq!(client.exit_code(), 0);
    }
}

#[test]
fn a_client_that_was_refused_may_try_again() {
    let mut client = Client::start();
    for params in [Value::Null, json!({}), json!([]), json!({"processId": null, "capabilities": 3})] {
        assert_eq!(client.request("initialize", params).unwrap_err().code, -32602);
        assert_eq!(client.request("workspace/symbol", json!({"query": ""})).unwrap_err().code, -32002);
    }
    // All at once: nothing is lost behind the answer.
    let messages = [
        json!({"jsonrpc": "2.0", "id": 50, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "id": 51, "method": "workspace/symbol", "params": {"query": "x"}}),
    ];
    let all: String = messages.iter().map(|message| frame(&message.to_string())).collect();
    client.send_bytes(all.as_bytes());
    assert!(client.answer(50).unwrap()["capabilities"].is_object());
    assert_eq!(client.answer(51), Ok(json!([])));
}

#[test]
fn a_greeting_in_unknown_words_is_answered() {
    for odd in [
        json!({"trace": "compact"}),
        json!({"processId": 99_999_999_999_u64}),
        json!({"rootUri": ""}),
        json!({"workspaceFolders": [{"uri": "no uri", "name": "x"}]}),
        json!({"capabilities": {"textDocument": {"hover": {"contentFormat": ["html", "markdown"]}, "semanticTokens": {}}}}),
        json!({"capabilities": {"workspace": {"workspaceEdit": {"failureHandling": "hope"}}, "window": 3, "later": {"x": 1}}}),
    ] {
        let mut params = json!({"processId": null, "rootUri": null, "capabilities": {}});
        params.as_object_mut().unwrap().extend(odd.as_object().unwrap().clone());
        let mut client = Client::start();
        assert!(client.request("initialize", params).unwrap()["capabilities"].is_object(), "{odd}");
    }
}

#[test]
fn nothing_is_said_before_the_answer_to_the_greeting() {
    let mut client = Client::start();
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}, "trace": "verbose"});
    assert!(client.request("initialize", params).is_ok());
    assert_eq!(client.heard, Vec::<Value>::new());
    client.request("workspace/symbol", json!({"query": "x"})).unwrap();
    assert!(client.heard.iter().any(|message| message["method"] == "$/logTrace"), "{:?}", client.heard);
}

#[test]
fn a_client_runs_once() {
    let mut client = Client::with(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}), &[]);
    client.notify("initialized", json!({}));
    client.notify("initialized", json!({}));
    client.wait_for(|message| message["method"] == "client/registerCapability");
    client.listen(Duration::from_millis(200));
    assert!(!client.heard.iter().any(|message| message["method"] == "client/registerCapability"), "{:?}", client.heard);
}

#[test]
fn says_who_it_is() {
    let mut client = Client::start();
    let answer = client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}})).unwrap();
    assert_eq!(answer["serverInfo"], json!({"name": "backread", "version": env!("CARGO_PKG_VERSION")}));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
}

/// The server looks for its client every two seconds.
#[cfg(target_os = "linux")]
#[test]
fn the_end_of_the_clients_process_ends_the_server() {
    let mut parent = Command::new("sleep").arg("60").stdout(Stdio::null()).spawn().unwrap();
    let mut client = Client::start();
    client.request("initialize", json!({"processId": parent.id(), "rootUri": null, "capabilities": {}})).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    parent.kill().unwrap();
    // Not waited for: an ended process whose end nobody took note of is gone, too.
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(client.exit_code(), 1);
    parent.wait().unwrap();
}
