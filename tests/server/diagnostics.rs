//! Findings as they are published: at once, for a version, and only what is news.

use crate::client::Client;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const DOCUMENT: &str = "untitled:Untitled-1";

fn running() -> Client {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nThe council meets. TK one.\n\nIt voted. TK two.\n");
    assert_eq!(client.diagnostics(DOCUMENT, 1), ["2:19-2:21 placeholder", "4:10-4:12 placeholder"]);
    client
}

/// A client that shows other places and the pages of rules.
fn showing() -> Client {
    Client::with(json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true}}}), &[])
}

#[test]
fn a_client_that_shows_no_more_is_told_no_more() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nMay 31, 2024\n\nMary Poole said TK. She met on Monday, May 31, 2024.\n");
    let message = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
    let found = message["params"]["diagnostics"].as_array().unwrap();
    assert!(!found.is_empty());
    assert!(found.iter().all(|found| found.get("codeDescription").is_none() && found.get("relatedInformation").is_none()), "{found:#?}");
}

#[test]
fn a_finding_says_what_and_where() {
    let mut client = showing();
    client.open(DOCUMENT, "plaintext", "Vote\n\nThe council meets. TK one.\n");
    let message = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
    let found = &message["params"]["diagnostics"][0];
    assert_eq!(found["code"], "placeholder");
    assert_eq!(found["source"], "backread");
    assert_eq!(found["severity"], 2);
    assert!(found["message"].as_str().unwrap().contains("TK"));
    assert!(found["codeDescription"]["href"].as_str().unwrap().ends_with("/placeholder.md"));
}

#[test]
fn each_edit_is_published_with_its_version() {
    let mut client = running();
    client.edit(DOCUMENT, 2, [2, 0, 2, 0], "x");
    assert_eq!(client.diagnostics(DOCUMENT, 2), ["2:20-2:22 placeholder", "4:10-4:12 placeholder"]);
    client.edit(DOCUMENT, 7, [2, 0, 2, 1], "");
    assert_eq!(client.diagnostics(DOCUMENT, 7), ["2:19-2:21 placeholder", "4:10-4:12 placeholder"]);
}

#[test]
fn a_closed_document_has_no_findings() {
    let mut client = running();
    client.edit(DOCUMENT, 2, [2, 0, 2, 0], "x");
    client.close(DOCUMENT);
    assert_eq!(client.diagnostics(DOCUMENT, Value::Null), Vec::<String>::new());
    client.heard.clear();
    client.listen(Duration::from_millis(1200));
    assert!(!client.heard_diagnostics(DOCUMENT), "nothing comes after the end");
    client.open(DOCUMENT, "plaintext", "TK");
    assert_eq!(client.diagnostics(DOCUMENT, 1), ["0:0-0:2 placeholder"]);
}

#[test]
fn what_was_said_is_not_said_again() {
    let mut client = running();
    client.open("untitled:Untitled-2", "plaintext", "Weather\n\nIt rains. TK.\n");
    assert_eq!(client.diagnostics("untitled:Untitled-2", 1).len(), 1);
    client.listen(Duration::from_millis(1500));
    assert!(!client.heard_diagnostics(DOCUMENT) && !client.heard_diagnostics("untitled:Untitled-2"), "{:?}", client.heard);
}

#[test]
fn the_sentence_under_edit_is_left_alone_for_a_second() {
    let mut client = running();
    client.edit(DOCUMENT, 2, [2, 26, 2, 26], " TK three");
    let started = Instant::now();
    assert_eq!(client.diagnostics(DOCUMENT, 2), ["2:19-2:21 placeholder", "4:10-4:12 placeholder"]);
    assert!(started.elapsed() < Duration::from_millis(700), "everything else at once");
    assert_eq!(client.diagnostics(DOCUMENT, 2), ["2:19-2:21 placeholder", "2:27-2:29 placeholder", "4:10-4:12 placeholder"]);
    assert!(started.elapsed() > Duration::from_millis(900), "{:?}", started.elapsed());
}

#[test]
fn requests_do_not_lengthen_the_rest() {
    let mut client = running();
    client.edit(DOCUMENT, 2, [2, 26, 2, 26], " TK three");
    client.diagnostics(DOCUMENT, 2);
    let started = Instant::now();
    while started.elapsed() < Duration::from_millis(1500) {
        client.at("textDocument/hover", DOCUMENT, 2, 20);
        client.listen(Duration::from_millis(20));
    }
    assert!(client.heard_diagnostics(DOCUMENT), "the sentence was checked while requests went on");
}

#[test]
fn an_edit_elsewhere_ends_the_restraint() {
    let mut client = running();
    client.edit(DOCUMENT, 2, [2, 26, 2, 26], " TK three");
    assert_eq!(client.diagnostics(DOCUMENT, 2).len(), 2);
    client.edit(DOCUMENT, 3, [4, 0, 4, 0], "x");
    let started = Instant::now();
    assert_eq!(client.diagnostics(DOCUMENT, 3).len(), 3);
    client.edit(DOCUMENT, 4, [2, 35, 2, 35], "s");
    assert_eq!(client.diagnostics(DOCUMENT, 4).len(), 2);
    client.open("untitled:Untitled-2", "plaintext", "Weather\n\nIt rains.\n");
    client.edit("untitled:Untitled-2", 2, [2, 0, 2, 0], "x");
    assert_eq!(client.diagnostics(DOCUMENT, 4).len(), 3, "an edit of another document is one elsewhere");
    assert!(started.elapsed() < Duration::from_millis(900), "{:?}", started.elapsed());
}

#[test]
fn a_burst_of_edits_is_current_within_a_second() {
    let mut client = Client::running();
    let paragraph = "The council met on Monday, 3 June 2024, and the mayor, Mary Poole, said it would vote in the week after.\n\n";
    client.open(DOCUMENT, "plaintext", &format!("Vote\n\nStart\n\nTK one.\n\n{}", paragraph.repeat(45)));
    client.diagnostics(DOCUMENT, 1);
    let started = Instant::now();
    for version in 2..302 {
        client.edit(DOCUMENT, version, [2, version as u32 + 3, 2, version as u32 + 3], "x");
    }
    let found = client.diagnostics(DOCUMENT, 301);
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(found.iter().filter(|line| line.ends_with("placeholder")).collect::<Vec<_>>(), ["4:0-4:2 placeholder"]);
    let told = client.heard.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics").count();
    assert!(told < 300, "edits were taken together");
    client.heard.clear();
    client.listen(Duration::from_millis(1300));
    assert!(client.heard.iter().all(|message| message["params"]["version"] == 301), "versions only go up: {:?}", client.heard);
}

#[test]
fn who_types_without_a_pause_is_told_something() {
    let mut client = Client::running();
    // Each quotation is like all others: checking takes longer than reading.
    let said =
        |at: u32| format!("Mary Poole said: \u{201C}We will build bridge {at} across the river before the winter of the year.\u{201D}\n\n");
    client.open(DOCUMENT, "plaintext", &format!("Vote\n\nStart\n\nTK one.\n\n{}", (0..300).map(said).collect::<String>()));
    client.diagnostics(DOCUMENT, 1);
    let started = Instant::now();
    let mut version = 1;
    let mut told = Vec::new();
    while started.elapsed() < Duration::from_secs(3) {
        version += 1;
        client.edit(DOCUMENT, version, [2, 5, 2, 5], "x");
        client.listen(Duration::from_millis(4));
        let versions = client.heard.drain(..).filter(|message| message["method"] == "textDocument/publishDiagnostics");
        told.extend(versions.map(|message| message["params"]["version"].as_i64().unwrap()));
    }
    assert!(told.len() >= 3, "told of {told:?} of {version} versions");
    assert!(told.is_sorted());
}

#[test]
fn another_article_hears_of_an_edit_after_the_rest() {
    let mut client = Client::running();
    let quote = |speaker: &str, words: &str| format!("Vote\n\n{speaker} said: \u{201C}{words}\u{201D}\n");
    client.open("untitled:a", "plaintext", &quote("Mary Poole", "We will build the new bridge across the river before winter."));
    client.diagnostics("untitled:a", 1);
    client.open("untitled:b", "plaintext", "Vote\n");
    let text = quote("Mary Poole", "We will build the new bridge over the river before winter.");
    let change = json!({"textDocument": {"uri": "untitled:b", "version": 2}, "contentChanges": [{"text": text}]});
    client.notify("textDocument/didChange", change);
    client.diagnostics("untitled:b", 2);
    client.listen(Duration::from_millis(2500));
    let news = client.heard.iter().filter(|message| message["params"]["uri"] == "untitled:a");
    let codes: Vec<_> = news.map(|message| message["params"]["diagnostics"].to_string()).collect();
    assert!(codes.iter().any(|codes| codes.contains("quote-variant")), "{:#?}", client.heard);
}

#[test]
fn a_finding_names_no_more_places_than_anybody_reads() {
    let mut client = showing();
    let mut text = "Vote\n\nMay 31, 2024\n".to_owned();
    for number in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"] {
        text +=
            &format!("\nMary Poole said: \u{201C}We will build the new bridge number {number} across the river before winter.\u{201D}\n");
    }
    client.open(DOCUMENT, "plaintext", &text);
    let message = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
    let found = message["params"]["diagnostics"].as_array().unwrap();
    let related = found.iter().filter_map(|found| found["relatedInformation"].as_array()).map(Vec::len).max();
    assert_eq!(related, Some(5), "{found:#?}");
}

#[test]
fn an_article_shows_no_more_findings_of_one_rule_than_anybody_reads() {
    let mut client = Client::running();
    let text = format!("Vote\n\nThe council meets. {}\n", "TK one. ".repeat(103));
    client.open(DOCUMENT, "plaintext", &text);
    let message = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
    let found = message["params"]["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 100);
    let says = |at: usize| found[at]["message"].as_str().unwrap().to_owned();
    assert!(says(99).ends_with("(and 3 more like it below)") && !says(98).contains("more like it"), "{}", says(99));
}

#[test]
fn tags_are_told_to_those_who_show_them() {
    for (shown, tags) in [
        (json!({}), Value::Null),
        (json!({"tagSupport": {"valueSet": [1]}}), json!([1])),
        (json!({"tagSupport": {"valueSet": [2]}}), Value::Null),
    ] {
        let mut client = Client::with(json!({"textDocument": {"publishDiagnostics": shown}}), &[]);
        client.open(DOCUMENT, "plaintext", "Vote\n\nIt rains in Norwick.\n\nCLICK HERE TO READ MORE\n");
        let message = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics");
        let found = &message["params"]["diagnostics"][0];
        assert_eq!((&found["code"], &found["tags"]), (&json!("boilerplate"), &tags));
    }
}
