//! What is wrong on the wire costs one answer, never the connection.

use crate::client::{Client, Refusal, place};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The error code of an answer that has no id.
fn refused(client: &mut Client) -> i64 {
    client.wait_for(|message| message.get("error").is_some() && message["id"].is_null())["error"]["code"].as_i64().unwrap()
}

fn lives(client: &mut Client) {
    assert!(client.request("workspace/symbol", json!({"query": "x"})).is_ok());
}

#[test]
fn malformed_json_is_a_parse_error() {
    let mut client = Client::running();
    for body in ["{", "", "not json", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"x\"", "\u{0}"] {
        client.send_body(body);
        assert_eq!(refused(&mut client), -32700, "{body:?}");
    }
    client.send_bytes(b"Content-Length: 4\r\n\r\n\"\xFF\xFE\"");
    assert_eq!(refused(&mut client), -32700);
    lives(&mut client);
}

#[test]
fn what_is_json_but_no_message_is_an_invalid_request() {
    let mut client = Client::running();
    for body in ["[]", "{}", "3", "null", "{\"jsonrpc\": \"2.0\", \"method\": 3}", "{\"method\": \"exit\"}"] {
        client.send_body(body);
        assert_eq!(refused(&mut client), -32600, "{body:?}");
    }
    lives(&mut client);
}

#[test]
fn a_frame_without_a_length_is_a_parse_error() {
    let mut client = Client::running();
    client.send_bytes(b"Content-Type: text\r\n\r\n");
    assert_eq!(refused(&mut client), -32700);
    client.send_bytes(b"Content-Length: -5\r\n\r\n");
    assert_eq!(refused(&mut client), -32700);
    lives(&mut client);
}

#[test]
fn a_wrong_length_costs_one_message() {
    let mut client = Client::running();
    client.send_bytes(b"Content-Length: 5\r\n\r\n{\"jsonrpc\": \"2.0\", \"method\": \"x\"}");
    assert_eq!(refused(&mut client), -32700);
    lives(&mut client);
}

#[test]
fn header_names_have_no_case_and_may_come_in_pieces() {
    let mut client = Client::running();
    let body = r#"{"jsonrpc":"2.0","id":100,"method":"workspace/symbol","params":{"query":"x"}}"#;
    let message = format!("content-type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:{}\r\n\r\n{body}", body.len());
    for byte in message.as_bytes() {
        client.send_bytes(&[*byte]);
    }
    assert!(client.answer(100).is_ok());
}

#[test]
fn unknown_methods_are_named() {
    let mut client = Client::running();
    assert_eq!(client.request("textDocument/noSuch", json!({})).unwrap_err().code, -32601);
    assert_eq!(client.request("$/noSuch", json!({})).unwrap_err().code, -32601);
    client.notify("$/noSuch", json!({}));
    client.notify("$/setTrace", json!({"value": "off"}));
    client.notify("noSuch", json!({}));
    lives(&mut client);
    assert_eq!(client.heard, Vec::<Value>::new(), "notifications are not answered");
}

#[test]
fn wrong_parameters_are_named() {
    let mut client = Client::running();
    assert_eq!(client.request("textDocument/hover", json!({"position": 3})).unwrap_err().code, -32602);
    assert_eq!(client.request("textDocument/hover", Value::Null).unwrap_err().code, -32602);
    client.notify("textDocument/didOpen", json!({"textDocument": 3}));
    client.notify("textDocument/didChange", json!([]));
    lives(&mut client);
}

/// Clients whose strings are UTF-16 send halves of characters where a text was cut inside one.
#[test]
fn half_a_character_is_a_character_of_its_own() {
    let mut client = Client::with(json!({}), &[]);
    let document = "untitled:half";
    let text = r"Vote\n\n\ud83d TK \ud83d\ude00 TK \udc00\udc00 TK";
    client.send_body(&format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{document}","languageId":"plaintext","version":1,"text":"{text}"}}}}}}"#
    ));
    assert_eq!(client.diagnostics(document, 1), ["2:2-2:4 placeholder", "2:8-2:10 placeholder", "2:14-2:16 placeholder"]);
    lives(&mut client);
}

#[test]
fn json_that_nothing_can_hold_is_a_parse_error() {
    let mut client = Client::running();
    for value in ["[".repeat(500) + &"]".repeat(500), "1e999".to_owned()] {
        for (params, other) in [(&*value, "1"), ("1", &*value)] {
            client.send_body(&format!(
                r#"{{"jsonrpc":"2.0","id":90,"method":"workspace/symbol","params":{{"query":"x","y":{params}}},"z":{other}}}"#
            ));
            assert_eq!(refused(&mut client), -32700, "{value}");
        }
    }
    let mut body = br#"{"jsonrpc":"2.0","id":91,"method":"workspace/symbol","params":{"query":"x","y":"?"}}"#.to_vec();
    body.iter_mut().filter(|byte| **byte == b'?').for_each(|byte| *byte = 0xFF);
    client.send_bytes(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    client.send_bytes(&body);
    assert_eq!(refused(&mut client), -32700);
    lives(&mut client);
}

#[test]
fn replies_of_any_shape_are_taken() {
    let mut client = Client::running();
    for reply in [
        r#""result":null"#,
        r#""result":5,"error":null"#,
        r#""error":3"#,
        r#""error":{"code":1}"#,
        r#""error":{"code":1,"message":"no","more":2}"#,
    ] {
        for id in ["4711", "\"nobody\"", "null", "1.5"] {
            client.send_body(&format!(r#"{{"jsonrpc":"2.0","id":{id},{reply}}}"#));
        }
    }
    lives(&mut client);
    assert_eq!(client.heard, Vec::<Value>::new(), "replies are not answered");
}

#[test]
fn a_request_is_no_notification_and_a_notification_no_request() {
    let mut client = Client::running();
    for (method, params) in [
        ("initialized", json!({})),
        ("textDocument/didOpen", json!({"textDocument": {"uri": "untitled:a", "languageId": "plaintext", "version": 1, "text": "TK"}})),
        ("textDocument/didSave", json!({"textDocument": {"uri": "untitled:a"}})),
        ("workspace/didChangeConfiguration", json!({"settings": {}})),
    ] {
        assert_eq!(client.request(method, params).unwrap_err().code, -32600, "{method}");
    }
    client.notify("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.notify("shutdown", Value::Null);
    client.notify("textDocument/hover", place("untitled:a", 0, 0));
    lives(&mut client);
    assert_eq!(client.heard, Vec::<Value>::new(), "notifications are not answered");
}

#[test]
fn an_id_is_used_once_at_a_time() {
    let mut client = Client::running();
    let document = json!({"textDocument": {"uri": "untitled:long"}});
    client.open("untitled:long", "plaintext", &"The council met on Monday and voted on Tuesday.\n\n".repeat(500));
    for _ in 0..2 {
        client.send_body(&json!({"jsonrpc": "2.0", "id": "same", "method": "textDocument/documentSymbol", "params": document}).to_string());
    }
    let answers: Vec<Value> = (0..2).map(|_| client.wait_for(|message| message["id"] == "same")).collect();
    assert_eq!(answers.iter().filter(|answer| answer["error"]["code"] == -32600).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer["result"].is_array()).count(), 1);
}

#[test]
fn requests_with_string_ids_are_answered() {
    let mut client = Client::running();
    client.send_body(r#"{"jsonrpc":"2.0","id":"seven","method":"workspace/symbol","params":{"query":"x"}}"#);
    assert!(client.wait_for(|message| message["id"] == "seven").get("result").is_some());
}

#[test]
fn a_cancelled_request_is_answered_at_once() {
    let mut client = Client::running();
    let text = "The council met on Monday and voted on Tuesday, the mayor said.\n\n".repeat(2000);
    client.open("untitled:long", "plaintext", &text);
    // The first reading takes longer than the way of the cancellation.
    let id = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": "untitled:long"}}));
    client.notify("$/cancelRequest", json!({"id": id}));
    let started = Instant::now();
    assert_eq!(client.answer(id), Err(Refusal { code: -32800, message: "Canceled".to_owned() }));
    let cancelled = started.elapsed();
    client.notify("$/cancelRequest", json!({"id": 12345}));
    lives(&mut client);
    assert!(cancelled < started.elapsed(), "the answer came {cancelled:?} after the cancellation, before the reading was over");
}

#[test]
fn many_requests_at_once_are_all_answered() {
    let mut client = Client::running();
    client.open("untitled:a", "plaintext", "Vote\n\nThe council meets on Monday, 3 June 2024.");
    let ids: Vec<i64> =
        (0..500).map(|_| client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": "untitled:a"}}))).collect();
    let started = Instant::now();
    for id in ids {
        assert!(client.answer(id).is_ok());
    }
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_edit_waits_for_no_request() {
    let mut client = Client::running();
    let text = "The council met on Monday and voted on Tuesday, the mayor said.\n\n".repeat(1000);
    client.open("untitled:long", "plaintext", &text);
    client.open("untitled:a", "plaintext", "Vote\n\nTK");
    let document = json!({"textDocument": {"uri": "untitled:long"}});
    let ids: Vec<i64> = (0..8).map(|_| client.ask("textDocument/semanticTokens/full", document.clone())).collect();
    client.edit("untitled:a", 2, [0, 0, 0, 0], "A ");
    assert_eq!(client.diagnostics("untitled:a", 2), ["2:0-2:2 placeholder"]);
    for id in ids {
        assert!(client.answer(id).is_ok());
    }
}

#[test]
fn what_is_not_offered_is_not_found_whatever_its_parameters() {
    let mut client = Client::running();
    for method in ["textDocument/formatting", "textDocument/signatureHelp", "typeHierarchy/subtypes", "textDocument/none"] {
        for params in [json!({}), json!({"textDocument": {"uri": "untitled:a"}})] {
            assert_eq!(client.request(method, params).unwrap_err().code, -32601, "{method}");
        }
    }
}
