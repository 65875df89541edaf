//! Much at once, and over and over: answers stay quick, and memory comes back.

use crate::client::Client;
use serde_json::json;
use std::time::{Duration, Instant};

const PARAGRAPH: &str = "The council met on Monday, 3 June 2024, and the mayor, Mary Poole, said that it would vote in the week after.\n\n";

/// Resident memory of a process, in pages.
#[cfg(target_os = "linux")]
fn pages(process: u32) -> usize {
    let line = std::fs::read_to_string(format!("/proc/{process}/statm")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_closed_holds_no_memory() {
    let mut client = Client::running();
    let mut round = |number: usize| {
        for at in 0..15 {
            // Each text is another, so that nothing is shared.
            let text = format!("Vote {number} {at}\n\n{}", PARAGRAPH.repeat(60).replace("Poole", &format!("Poole{number}x{at}")));
            client.open(&format!("untitled:{number}-{at}"), "plaintext", &text);
        }
        client.at("textDocument/hover", &format!("untitled:{number}-14"), 2, 60);
        for at in 0..15 {
            client.close(&format!("untitled:{number}-{at}"));
        }
        client.at("textDocument/hover", "untitled:none", 0, 0);
        client.listen(Duration::from_millis(100));
        client.heard.clear();
        pages(client.process())
    };
    // The first rounds make room that is used again.
    let settled = (0..3).map(&mut round).max().unwrap();
    let later = (3..8).map(&mut round).max().unwrap();
    assert!(later < settled + settled / 4, "{settled} pages, then {later}");
}

#[test]
fn a_cancelled_crowd_is_answered_at_once_and_the_next_request_too() {
    let mut client = Client::running();
    client.open("untitled:long", "plaintext", &format!("Vote\n\n{}", PARAGRAPH.repeat(300)));
    let whole = json!({"textDocument": {"uri": "untitled:long"}});
    client.request("textDocument/documentSymbol", whole.clone()).unwrap();
    let ids: Vec<i64> = (0..200).map(|_| client.ask("textDocument/semanticTokens/full", whole.clone())).collect();
    for id in &ids {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    let started = Instant::now();
    client.at("textDocument/hover", "untitled:long", 2, 60);
    let answered = started.elapsed();
    let results: Vec<_> = ids.into_iter().map(|id| client.answer(id)).collect();
    assert!(
        results
            .iter()
            .all(|result| result.as_ref().is_ok_and(|all| all["data"].is_array()) || result.as_ref().is_err_and(|no| no.code == -32800))
    );
    let cancelled = results.iter().filter(|result| result.is_err()).count();
    assert!(cancelled > 100, "{cancelled} of 200 were cancelled");
    assert!(answered < Duration::from_secs(5), "{answered:?}");
}

#[test]
fn a_text_that_is_opened_and_closed_over_and_over_says_nothing_after_its_end() {
    let mut client = Client::running();
    for version in 0..50 {
        client.open("untitled:a", "plaintext", "Vote\n\nTK\n");
        client.edit("untitled:a", version + 2, [0, 0, 0, 0], "A ");
        client.close("untitled:a");
    }
    client.at("textDocument/hover", "untitled:a", 0, 0);
    client.listen(Duration::from_millis(1500));
    let told = client.heard.iter().rev().find(|message| message["method"] == "textDocument/publishDiagnostics").unwrap();
    assert_eq!(told["params"]["diagnostics"], json!([]), "the last word is that there is nothing");
}

#[cfg(unix)]
#[test]
fn a_client_that_reads_nothing_for_a_while_is_read_and_answered_all_the_same() {
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "\"$0\" lsp | (sleep 3; cat)", env!("CARGO_BIN_EXE_backread")]);
    let mut client = Client::speaking_to(command);
    let started = Instant::now();
    let greeting = client.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.notify("initialized", json!({}));
    client.open("untitled:a", "plaintext", "Vote\n\nThe council meets on Monday, 3 June 2024. TK\n");
    let wanted = json!({"textDocument": {"uri": "untitled:a"}});
    let ids: Vec<i64> = (0..2000).map(|_| client.ask("textDocument/semanticTokens/full", wanted.clone())).collect();
    for _ in 0..500 {
        client.send_body("no message");
    }
    client.edit("untitled:a", 2, [0, 0, 0, 0], "A ");
    assert!(started.elapsed() < Duration::from_secs(3), "all was sent before anything was read");
    assert!(client.answer(greeting).is_ok());
    for id in ids {
        assert!(client.answer(id).unwrap()["data"].is_array());
    }
    assert_eq!(client.diagnostics("untitled:a", 2), ["2:42-2:44 placeholder"]);
    assert_eq!(client.heard.iter().filter(|message| message["error"]["code"] == -32700).count(), 500);
}
