//! What is logged: to standard error by level, to the client by its own levels, and no text of a document above `debug`.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Words that stand in no source file.
const SECRET: &str = "Zanthorpe";

/// A server that logs into a file at a level.
fn logging(level: &str, log: &Path) -> Client {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backread"));
    command.arg("lsp").env("BACKREAD_LOG", level).stderr(File::create(log).unwrap());
    Client::speaking_to(command)
}

#[test]
fn no_text_of_a_document_is_logged_above_debug() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("Vote\n\nMary {SECRET} spoke on Friday. \u{201C}I am {SECRET},\u{201D} she said. TK\n");
    fs::write(folder.path().join("a.txt"), &text).unwrap();
    fs::write(folder.path().join("entities.toml"), format!("[[person]]\nname = {SECRET}\n")).unwrap();
    let log = folder.path().join("log");
    let mut client = logging("info", &log).greet(json!({}), &[folder.path()]);
    let document = uri(&folder.path().join("b.txt"));
    client.open(&document, "plaintext", &text);
    client.diagnostics(&document, 1);
    client.edit(&document, 2, [9, 9, 0, 0], SECRET);
    client.edit("untitled:none", 2, [0, 0, 0, 0], SECRET);
    client.at("textDocument/hover", &document, 2, 6);
    client.send_body(&format!("{{\"jsonrpc\": \"2.0\", \"method\": \"{SECRET}\""));
    client.notify("textDocument/didChange", json!({"textDocument": SECRET}));
    assert!(client.request("textDocument/rename", json!({"newName": SECRET})).is_err());
    client.listen(Duration::from_millis(200));
    drop(client);
    let logged = fs::read_to_string(&log).unwrap();
    assert!(logged.contains("INFO") && logged.contains("WARN"), "{logged}");
    assert!(!logged.contains(SECRET), "{logged}");
}

#[test]
fn nothing_is_logged_of_a_client_that_behaves() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut client = logging("", &log);
    // The server's own level, where the variable names none.
    client.kill();
    let mut command = Command::new(env!("CARGO_BIN_EXE_backread"));
    command.arg("lsp").env_remove("BACKREAD_LOG").stderr(File::create(&log).unwrap());
    let mut client = Client::speaking_to(command).greet(json!({}), &[]);
    client.open("untitled:a", "plaintext", "Vote\n\nTK\n");
    client.diagnostics("untitled:a", 1);
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.at("textDocument/hover", "untitled:a", 0, 0);
    drop(client);
    assert_eq!(fs::read_to_string(&log).unwrap(), "");
}

#[test]
fn what_the_client_is_told_has_its_level() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("latin.txt"), b"Caf\xE9").unwrap();
    let mut client = Client::with(json!({}), &[folder.path(), Path::new("/")]);
    let shown = client.wait_for(|message| message["method"] == "window/showMessage");
    assert_eq!(shown["params"]["type"], 2, "a warning that the user sees: {shown}");
    let logged = client.wait_for(|message| message["method"] == "window/logMessage");
    assert_eq!(logged["params"]["type"], 2, "a warning for the log: {logged}");
    client.listen(Duration::from_millis(300));
    let again = |message: &&Value| message["method"] == "window/showMessage" || message["method"] == "window/logMessage";
    assert_eq!(client.heard.iter().filter(again).count(), 0, "each once: {:?}", client.heard);
}
