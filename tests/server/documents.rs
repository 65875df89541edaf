//! Texts of every kind, and edits anywhere in them. `TK` is a placeholder, which is found wherever it stands: it shows what the server
//! takes the text for, and how it counts.

use crate::client::{Client, place, range};
use serde_json::{Value, json};

const DOCUMENT: &str = "untitled:Untitled-1";

fn with_encodings(encodings: &[&str]) -> Client {
    Client::with(json!({"general": {"positionEncodings": encodings}}), &[])
}

/// The placeholders of a version of the document.
fn placeholders(client: &mut Client, version: impl Into<Value>) -> Vec<String> {
    let all = client.diagnostics(DOCUMENT, version);
    all.iter().filter_map(|line| line.strip_suffix(" placeholder").map(str::to_owned)).collect()
}

#[test]
fn columns_are_counted_in_the_encoding_that_was_agreed_on() {
    let text = "\u{1F5F3}\u{FE0F} Vote of the café\u{2019}s owner: TK\n";
    let cases: &[(&[&str], &str, &str)] = &[
        (&["utf-16", "utf-8"], "utf-8", "0:37-0:39"),
        (&["utf-32", "utf-8", "utf-16"], "utf-8", "0:37-0:39"),
        (&["utf-16"], "utf-16", "0:30-0:32"),
        (&[], "utf-16", "0:30-0:32"),
        (&["utf-32", "utf-16"], "utf-32", "0:29-0:31"),
    ];
    for (offered, agreed, expected) in cases {
        let mut client = with_encodings(offered);
        assert_eq!(client.capabilities["positionEncoding"], *agreed);
        client.open(DOCUMENT, "plaintext", text);
        assert_eq!(placeholders(&mut client, 1), [*expected], "{offered:?}");
    }
}

#[test]
fn edits_after_an_emoji_land_where_the_client_means() {
    for (encoding, column) in [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)] {
        let mut client = with_encodings(&[encoding]);
        client.open(DOCUMENT, "plaintext", "\u{1F5F3} one two\n\nTK\n");
        client.edit(DOCUMENT, 2, [0, column, 0, column + 3], "TK");
        client.edit(DOCUMENT, 3, [2, 0, 2, 2], "tomorrow");
        client.edit(DOCUMENT, 4, [2, 0, 2, 8], "TK");
        client.edit(DOCUMENT, 5, [1, 0, 1, 0], "\n");
        assert_eq!(placeholders(&mut client, 5), [format!("0:{column}-0:{}", column + 2), "3:0-3:2".to_owned()], "{encoding}");
    }
}

#[test]
fn lines_end_as_the_protocol_says() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\r\rTK one\rTK two\r");
    assert_eq!(placeholders(&mut client, 1), ["2:0-2:2", "3:0-3:2"], "carriage returns alone");
    client.edit(DOCUMENT, 2, [0, 0, 4, 0], "Vote\r\n\r\nTK one\r\nTK two");
    client.edit(DOCUMENT, 3, [0, 0, 0, 0], "A ");
    assert_eq!(placeholders(&mut client, 3), ["2:0-2:2", "3:0-3:2"], "both");
    client.edit(DOCUMENT, 4, [0, 0, 99, 0], "Vote\u{2028}of\u{85}the\u{b}day\n\nTK");
    client.edit(DOCUMENT, 5, [0, 0, 0, 0], "A ");
    assert_eq!(placeholders(&mut client, 5), ["2:0-2:2"], "separators that are no line ends");
}

#[test]
fn positions_past_the_end_mean_the_end() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nTK one\n");
    for (line, character) in [(0, 999), (999, 0), (999, 999), (u32::MAX, u32::MAX), (u32::MAX >> 1, u32::MAX >> 1)] {
        for method in ["textDocument/hover", "textDocument/definition"] {
            client.at(method, DOCUMENT, line, character);
        }
    }
    client.edit(DOCUMENT, 2, [0, 999, 0, 1000], " TK");
    client.edit(DOCUMENT, 3, [999, 0, 1000, 999], "\nTK");
    client.edit(DOCUMENT, 4, [1, 0, 1, 0], "\n");
    assert_eq!(placeholders(&mut client, 4), ["0:5-0:7", "3:0-3:2", "5:0-5:2"]);
}

#[test]
fn an_edit_is_not_lost_for_a_number() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nOne two.\n");
    let change = |version: Value, line: u64, character: u64, text: &str| {
        let (start, end) = (json!({"line": 2, "character": 4}), json!({"line": line, "character": character}));
        let range = json!({"start": start, "end": end});
        json!({"textDocument": {"uri": DOCUMENT, "version": version}, "contentChanges": [{"range": range, "rangeLength": -1, "text": text}]})
    };
    client.notify("textDocument/didChange", change(json!(2), 2, u64::MAX, "TK and more"));
    client.notify("textDocument/didChange", change(Value::Null, 1 << 53, 0, "TK\n\nTK\n"));
    client.edit(DOCUMENT, 4, [0, 0, 0, 0], "A ");
    assert_eq!(placeholders(&mut client, 4), ["2:4-2:6", "4:0-4:2"]);
}

#[test]
fn a_range_that_runs_backwards_is_the_one_between_its_ends() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nTK one\n");
    client.edit(DOCUMENT, 2, [2, 6, 2, 2], " and TK");
    client.edit(DOCUMENT, 3, [0, 0, 0, 0], "A ");
    assert_eq!(placeholders(&mut client, 3), ["2:0-2:2", "2:7-2:9"]);
}

#[test]
fn several_changes_of_one_notification_apply_in_order() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\none\n\nfour");
    let at = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    let changes = json!([
        {"range": at(2, 0, 3), "text": "TK\n\nTK"},
        {"range": at(6, 0, 4), "text": "TK"},
        {"range": at(0, 0, 0), "text": "A "},
    ]);
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": DOCUMENT, "version": 2}, "contentChanges": changes}));
    assert_eq!(placeholders(&mut client, 2), ["2:0-2:2", "4:0-4:2", "6:0-6:2"]);
}

#[test]
fn the_whole_text_may_be_sent_at_each_edit() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nTK one.\n\nTwo.");
    assert_eq!(placeholders(&mut client, 1), ["2:0-2:2"]);
    let params = json!({"textDocument": {"uri": DOCUMENT, "version": 2}, "contentChanges": [{"text": "Vote\n\nTK one.\n\nTwo TK."}]});
    client.notify("textDocument/didChange", params);
    assert_eq!(placeholders(&mut client, 2), ["2:0-2:2"], "the sentence under edit is left alone");
    assert_eq!(placeholders(&mut client, 2), ["2:0-2:2", "4:4-4:6"], "until a second later");
}

#[test]
fn markdown_is_read_by_its_language_or_its_name() {
    let text = "# Vote\n\n```\nTK code\n```\n\nTK text\n";
    let cases = [
        ("untitled:a", "markdown", "6:0-6:2"),
        ("file:///none/a.md", "plaintext", "6:0-6:2"),
        ("file:///none/a.markdown", "", "6:0-6:2"),
        ("file:///none/a.txt", "markdown", "6:0-6:2"),
        ("file:///none/a.txt", "plaintext", "3:0-3:2"),
    ];
    let mut client = Client::running();
    for (uri, language, first) in cases {
        client.open(uri, language, text);
        let diagnostics = client.diagnostics(uri, 1);
        let found = diagnostics.iter().find_map(|line| line.strip_suffix(" placeholder"));
        assert_eq!(found, Some(first), "{uri} {language}");
        client.close(uri);
    }
}

#[test]
fn documents_of_other_kinds_are_left_alone() {
    let mut client = Client::running();
    client.open("file:///none/main.rs", "rust", "// TK\n");
    client.edit("file:///none/main.rs", 2, [0, 0, 0, 0], "// TK\n");
    assert_eq!(client.at("textDocument/hover", "file:///none/main.rs", 0, 4), Value::Null);
    client.open("file:///none/a.txt", "some-language", "TK\n");
    assert_eq!(client.diagnostics("file:///none/a.txt", 1).len(), 1, "by its name");
    assert!(!client.heard_diagnostics("file:///none/main.rs"));
}

#[test]
fn documents_that_are_not_open_are_unknown() {
    let mut client = Client::running();
    client.edit("untitled:none", 2, [0, 0, 0, 0], "TK");
    client.close("untitled:none");
    assert_eq!(client.at("textDocument/hover", "untitled:none", 0, 0), Value::Null);
    let hints = json!({"textDocument": {"uri": "untitled:none"}, "range":
        {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}});
    assert_eq!(client.request("textDocument/inlayHint", hints), Ok(Value::Null));
}

#[test]
fn what_was_not_opened_is_not_closed() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("entities.toml");
    std::fs::write(&records, "format = 1\n\n[[person]]\nid = \"Not A Slug\"\nname = \"X\"\n").unwrap();
    let file = crate::client::uri(&records);
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_eq!(client.diagnostics(&file, Value::Null).len(), 1);
    client.close(&file);
    client.close("untitled:none");
    client.open(DOCUMENT, "plaintext", "TK");
    client.diagnostics(DOCUMENT, 1);
    client.close(DOCUMENT);
    assert_eq!(client.diagnostics(DOCUMENT, Value::Null), Vec::<String>::new());
    client.close(DOCUMENT);
    client.at("textDocument/hover", DOCUMENT, 0, 0);
    client.listen(std::time::Duration::from_millis(200));
    assert!(!client.heard_diagnostics(&file), "what is wrong in a file that is not open stays told");
    assert!(!client.heard_diagnostics("untitled:none") && !client.heard_diagnostics(DOCUMENT), "{:?}", client.heard);
}

#[test]
fn empty_and_odd_texts_are_read() {
    let mut client = Client::running();
    for (at, text) in
        ["", "\n", "\r\r\r", "\u{FEFF}", "\u{0}", "\u{201C}", "---\n", "# \n", "(", "\u{1F5F3}", "\u{301}\u{301}"].iter().enumerate()
    {
        let uri = format!("untitled:odd-{at}");
        client.open(&uri, if at % 2 == 0 { "plaintext" } else { "markdown" }, text);
        client.diagnostics(&uri, 1);
        client.at("textDocument/hover", &uri, 0, 0);
        client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}})).unwrap();
    }
}

#[test]
fn a_document_keeps_the_name_that_its_client_gave_it() {
    let spelled = "file:///none/the%20vote%20%28final%29%2C%20caf%C3%A9.txt";
    let mut client = Client::running();
    client.open(spelled, "plaintext", "Vote\n\nMary Poole spoke to the council.\n\nPoole left. TK");
    assert_eq!(client.diagnostics(spelled, 1), ["4:12-4:14 placeholder"]);
    let mut params = place(spelled, 4, 2);
    params["context"] = json!({"includeDeclaration": true});
    let locations = client.request("textDocument/references", params).unwrap();
    assert_eq!(range(&locations[0]["range"]), "2:0-2:10");
    assert!(locations.as_array().unwrap().iter().all(|location| location["uri"] == spelled), "{locations}");
    client.close(spelled);
    assert_eq!(client.diagnostics(spelled, Value::Null), Vec::<String>::new());
}

#[test]
fn answers_belong_to_the_text_at_their_turn() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nOne.\n");
    let mut asked = Vec::new();
    for version in 2..40 {
        client.edit(DOCUMENT, version, [2, 0, 2, 0], "More.\n\n");
        asked.push((version, client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": DOCUMENT}}))));
    }
    for (version, id) in asked {
        let symbols = client.answer(id).unwrap();
        assert_eq!(symbols.as_array().unwrap().len(), version as usize + 1, "a headline and a paragraph more for each edit");
    }
    client.request("textDocument/hover", place(DOCUMENT, 0, 0)).unwrap();
}

#[test]
fn a_text_is_too_long_for_as_long_as_it_is() {
    let mut client = Client::running();
    let long = "word ".repeat(900_000);
    client.open(DOCUMENT, "plaintext", "Vote\n\nTK one.\n");
    assert_eq!(placeholders(&mut client, 1), ["2:0-2:2"]);
    client.edit(DOCUMENT, 2, [2, 0, 2, 0], &long);
    let symbols = |client: &mut Client| client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": DOCUMENT}})).unwrap();
    assert_eq!(symbols(&mut client), Value::Null);
    assert_eq!(placeholders(&mut client, Value::Null), Vec::<String>::new());
    client.edit(DOCUMENT, 3, [0, 0, 0, 0], "A ");
    assert_eq!(symbols(&mut client), Value::Null);
    client.edit(DOCUMENT, 4, [2, 0, 2, long.len() as u32], "");
    client.edit(DOCUMENT, 5, [0, 0, 0, 0], "A ");
    assert_eq!(placeholders(&mut client, 5), ["2:0-2:2"]);
    let is_warning = |message: &&Value| message["method"] == "window/showMessage" && message.to_string().contains("more than the limit");
    assert_eq!(client.heard.iter().filter(is_warning).count(), 1, "told once");
}

#[test]
fn a_document_that_is_opened_again_in_another_language_is_what_it_is_now() {
    let mut client = Client::running();
    client.open(DOCUMENT, "plaintext", "Vote\n\nTK one.\n");
    assert_eq!(placeholders(&mut client, 1), ["2:0-2:2"]);
    client.open(DOCUMENT, "rust", "fn tk() {}\n");
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": DOCUMENT}})).unwrap();
    assert_eq!(symbols, Value::Null);
    assert_eq!(placeholders(&mut client, Value::Null), Vec::<String>::new());
    client.open(DOCUMENT, "markdown", "# Vote\n\nTK two.\n");
    assert_eq!(placeholders(&mut client, 1), ["2:0-2:2"]);
}
