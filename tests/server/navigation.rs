//! Declaration and its kin, highlights, selections, the call hierarchy, the lens, tokens, completion and rename, over two articles.

use crate::client::{Client, place, range, uri};
use serde_json::{Value, json};
use std::fs;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const BRIDGE: &str = "Council backs the new bridge

May 31, 2024

NORWICK — Mary Poole, the mayor of Norwick, met Karl Brandt of Nordlink on Friday.

\u{201C}We will build it before winter, and Brandt will pay for it,\u{201D} Poole said. The contract was signed on May 31.

Poole said Brandt had promised a plan. \u{201C}Mary Poole is impatient,\u{201D} Brandt said.

CLICK HERE TO READ MORE
";
const LATER: &str = "Bridge delayed

June 9, 2024

Mary Poole said on Sunday that the bridge would be late. \u{201C}Mary Poole keeps her word,\u{201D} she said.
";
const RECORDS: &str = r#"format = 1

[[person]]
id = "karl-brandt"
name = "Karl Brandt"

  [[person.role]]
  title = "director of Nordlink"
  before = "Director"
  org = "nordlink"
  from = "2020"
  to = "2025"

[[org]]
id = "nordlink"
name = "Nordlink"

[[event]]
id = "signing"
name = "Signing of the contract"
from = 2024-05-31
"#;

/// A folder with both articles and a knowledge file, the first article open.
fn desk(capabilities: Value) -> (TempDir, Client, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bridge.txt"), BRIDGE).unwrap();
    fs::write(folder.path().join("later.txt"), LATER).unwrap();
    fs::write(folder.path().join("entities.toml"), RECORDS).unwrap();
    let mut client = Client::with(capabilities, &[folder.path()]);
    let document = uri(&folder.path().join("bridge.txt"));
    client.open(&document, "plaintext", BRIDGE);
    // The other article is indexed.
    let found = |client: &mut Client| client.request("workspace/symbol", json!({"query": "2024-06"})).unwrap() != json!([]);
    for _ in 0..2000 {
        if found(&mut client) {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    (folder, client, document)
}

/// The line and UTF-16 character of the n-th time that some words begin.
fn find(words: &str, nth: usize) -> (u32, u32) {
    let (at, _) = BRIDGE.match_indices(words).nth(nth).unwrap();
    let before = &BRIDGE[..at];
    let line = before.matches('\n').count();
    let character = before[before.rfind('\n').map_or(0, |at| at + 1)..].encode_utf16().count();
    (line as u32, character as u32 + 1)
}

fn at(client: &mut Client, method: &str, document: &str, words: &str, nth: usize) -> Value {
    let (line, character) = find(words, nth);
    client.at(method, document, line, character)
}

/// Line and words of a range of the first article.
fn words(range: &Value) -> String {
    let line = BRIDGE.lines().nth(range["start"]["line"].as_u64().unwrap() as usize).unwrap();
    let units: Vec<u16> = line.encode_utf16().collect();
    let part = |key: &str| range[key]["character"].as_u64().unwrap() as usize;
    String::from_utf16(&units[part("start")..part("end")]).unwrap()
}

fn marked(found: &Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|one| words(&one["range"])).collect()
}

#[test]
fn declaration_is_the_first_full_mention_the_first_naming_of_a_day_and_the_cue() {
    let (_folder, mut client, document) = desk(json!({}));
    for (asked, nth, declared) in [("Poole said.", 0, "Mary Poole"), ("May 31.", 0, "May 31, 2024"), ("We will build", 0, "said")] {
        let found = at(&mut client, "textDocument/declaration", &document, asked, nth);
        assert_eq!(marked(&found), [declared], "{asked}");
    }
}

#[test]
fn type_definition_is_a_record() {
    let (_folder, mut client, document) = desk(json!({"textDocument": {"typeDefinition": {"linkSupport": true}}}));
    let organisation = at(&mut client, "textDocument/typeDefinition", &document, "Karl Brandt", 0);
    assert!(organisation[0]["targetUri"].as_str().unwrap().ends_with("entities.toml"), "{organisation}");
    assert_eq!(organisation[0]["targetRange"]["start"]["line"], 14);
    let event = at(&mut client, "textDocument/typeDefinition", &document, "May 31.", 0);
    assert_eq!(event[0]["targetRange"]["start"]["line"], 18);
    assert_eq!(at(&mut client, "textDocument/typeDefinition", &document, "Mary Poole", 0), Value::Null);
}

#[test]
fn implementation_is_everything_that_an_actor_said() {
    let (_folder, mut client, document) = desk(json!({}));
    let found = at(&mut client, "textDocument/implementation", &document, "Mary Poole", 0);
    let files: Vec<String> =
        found.as_array().unwrap().iter().map(|one| one["uri"].as_str().unwrap().rsplit('/').next().unwrap().into()).collect();
    assert_eq!(files.iter().filter(|file| *file == "bridge.txt").count(), 2, "{found}");
    assert!(files.iter().any(|file| file == "later.txt"), "{found}");
}

#[test]
fn highlights_mark_every_mention_and_the_introduction_as_written() {
    let (_folder, mut client, document) = desk(json!({}));
    let found = at(&mut client, "textDocument/documentHighlight", &document, "Poole said.", 0);
    assert_eq!(marked(&found), ["Mary Poole", "Poole", "Poole", "Mary Poole"]);
    let kinds: Vec<u64> = found.as_array().unwrap().iter().map(|one| one["kind"].as_u64().unwrap()).collect();
    assert_eq!(kinds, [3, 2, 2, 2]);
    let days = at(&mut client, "textDocument/documentHighlight", &document, "Friday", 0);
    assert_eq!(marked(&days), ["May 31, 2024", "Friday", "May 31"]);
}

#[test]
fn selections_grow_from_the_word_to_the_article() {
    let (_folder, mut client, document) = desk(json!({}));
    let (line, character) = find("build", 0);
    let params = json!({"textDocument": {"uri": document}, "positions": [{"line": line, "character": character}]});
    let answer = client.request("textDocument/selectionRange", params).unwrap();
    let mut chain = Vec::new();
    let mut one = &answer[0];
    while one["range"].is_object() {
        chain.push(range(&one["range"]));
        one = &one["parent"];
    }
    assert_eq!(chain.first().unwrap(), "6:9-6:14");
    assert_eq!(chain.last().unwrap(), "0:0-11:0");
    assert!(chain.contains(&"6:0-6:61".to_owned()), "the quotation with its marks: {chain:?}");
    assert!(chain.len() >= 5, "{chain:?}");
}

#[test]
fn every_selection_holds_its_position() {
    let (_folder, mut client, document) = desk(json!({}));
    for (line, words) in BRIDGE.lines().enumerate() {
        let positions: Vec<Value> =
            (0..=words.encode_utf16().count()).map(|character| json!({"line": line, "character": character})).collect();
        let params = json!({"textDocument": {"uri": document}, "positions": positions});
        let answer = client.request("textDocument/selectionRange", params).unwrap();
        for (asked, mut one) in positions.iter().zip(answer.as_array().unwrap()) {
            while one["range"].is_object() {
                let at = |place: &Value| (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap());
                let (start, end) = (at(&one["range"]["start"]), at(&one["range"]["end"]));
                assert!(start <= at(asked) && at(asked) <= end, "{asked} in {}", one["range"]);
                one = &one["parent"];
            }
        }
    }
}

#[test]
fn the_call_hierarchy_tells_who_speaks_of_whom() {
    let (_folder, mut client, document) = desk(json!({}));
    let items = at(&mut client, "textDocument/prepareCallHierarchy", &document, "Poole said.", 0);
    assert_eq!(items[0]["name"], "Mary Poole");
    let out = client.request("callHierarchy/outgoingCalls", json!({"item": items[0]})).unwrap();
    let names: Vec<&str> = out.as_array().unwrap().iter().map(|call| call["to"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Karl Brandt"]);
    assert_eq!(words(&out[0]["fromRanges"][0]), "Brandt");
    let of = client.request("callHierarchy/incomingCalls", json!({"item": out[0]["to"]})).unwrap();
    assert_eq!(of[0]["from"]["name"], "Mary Poole");
}

#[test]
fn whom_somebody_meets_and_addresses_is_told_and_no_more() {
    let text = "Union warns the ministry\n\nOSLO, May 9, 2024 (AP) - More than 1,500 workers lost their jobs, union chief Bo Ek told Ann Poe on Thursday.\n\nKarl Moen met Anna Lund and Jon Dale.\n\nDora Falk, the former mayor of Norwick, accused the council of delay.\n";
    let mut client = Client::running();
    client.open("untitled:a", "plaintext", text);
    let mut outgoing = |line, character| {
        let items = client.at("textDocument/prepareCallHierarchy", "untitled:a", line, character);
        let calls = client.request("callHierarchy/outgoingCalls", json!({"item": items[0]})).unwrap();
        calls.as_array().unwrap().iter().map(|call| call["to"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(outgoing(2, 80), ["Ann Poe"]);
    assert_eq!(outgoing(4, 2), ["Anna Lund", "Jon Dale"]);
    assert!(!outgoing(6, 2).contains(&"Norwick".to_owned()));
    let items = client.at("textDocument/prepareCallHierarchy", "untitled:a", 4, 16);
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": items[0]})).unwrap();
    assert_eq!(calls[0]["from"]["name"], "Karl Moen");
}

#[test]
fn the_lens_is_filled_when_asked() {
    let (_folder, mut client, document) = desk(json!({}));
    let parts = client.request("textDocument/codeLens", json!({"textDocument": {"uri": document}})).unwrap();
    let titles: Vec<String> = parts
        .as_array()
        .unwrap()
        .iter()
        .map(|part| client.request("codeLens/resolve", part.clone()).unwrap()["command"]["title"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(titles[0], "31 May 2024, from the published line");
    assert!(titles[1].starts_with("2 persons, "), "{titles:?}");
    assert!(titles[2].starts_with("3 statements from 2 named sources"), "{titles:?}");
    assert_eq!(titles[3], "0 findings");
}

#[test]
fn tokens_colour_names_dates_cues_and_quotations() {
    let (_folder, mut client, document) = desk(json!({}));
    let legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let params = json!({"textDocument": {"uri": document}});
    let full = client.request("textDocument/semanticTokens/full", params.clone()).unwrap();
    let numbers: Vec<u64> = full["data"].as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect();
    let (mut line, mut start) = (0, 0);
    let mut seen = Vec::new();
    for token in numbers.chunks(5) {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        let range = json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": start + token[2]}});
        seen.push((words(&range), legend[token[3] as usize].as_str().unwrap().to_owned(), token[4]));
    }
    for (words, kind, modifiers) in [
        ("Mary Poole", "class", 1),
        ("Friday", "enumMember", 0),
        ("said", "keyword", 0),
        ("CLICK HERE TO READ MORE", "comment", 0),
        ("Brandt", "class", 2),
    ] {
        assert!(seen.contains(&(words.to_owned(), kind.to_owned(), modifiers)), "{words} {kind} {modifiers} in {seen:#?}");
    }
    let quoted = seen.iter().filter(|(_, kind, _)| kind == "string").collect::<Vec<_>>();
    assert!(quoted.len() > 2 && quoted.iter().all(|(.., modifiers)| modifiers & 2 > 0), "the marks belong to what is quoted: {quoted:#?}");
    // A word more, and only what follows is sent.
    client.edit(&document, 2, [6, 0, 6, 0], "Well. ");
    let mut delta = params.clone();
    delta["previousResultId"] = full["resultId"].clone();
    let changed = client.request("textDocument/semanticTokens/full/delta", delta).unwrap();
    assert_eq!(changed["edits"].as_array().map(Vec::len), Some(1), "{changed}");
    let (from, deleted) =
        (changed["edits"][0]["start"].as_u64().unwrap() as usize, changed["edits"][0]["deleteCount"].as_u64().unwrap() as usize);
    let mut patched = full["data"].as_array().unwrap().clone();
    patched.splice(from..from + deleted, changed["edits"][0]["data"].as_array().unwrap().iter().cloned());
    assert_eq!(json!(patched), client.request("textDocument/semanticTokens/full", params).unwrap()["data"]);
}

#[test]
fn completion_after_an_at_sign_knows_actors_and_days() {
    let (_folder, mut client, document) = desk(json!({}));
    let last = BRIDGE.lines().count() as u32;
    let mut offered = |version: i32, typed: &str| {
        client.edit(&document, version, [last, 0, last, 99], typed);
        let answer = client.at("textDocument/completion", &document, last, typed.len() as u32);
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        items
            .iter()
            .map(|item| {
                let filter = item["filterText"].as_str().unwrap();
                assert!(filter.starts_with(&typed[typed.find('@').unwrap()..]), "{filter}: clients compare from the first letter");
                (
                    item["label"].as_str().unwrap().to_owned(),
                    item["textEdit"]["newText"].as_str().unwrap().to_owned(),
                    item["detail"].as_str().unwrap_or("").to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let days = offered(2, "@fri");
    assert_eq!(days, [("@friday".to_owned(), "Friday".to_owned(), "Friday 31 May 2024".to_owned())]);
    let later = offered(3, "He saw @bra");
    assert_eq!(later, [("Karl Brandt".to_owned(), "Brandt".to_owned(), "director of Nordlink".to_owned())]);
    assert_eq!(offered(4, "nobody@bra"), [], "an address is no beginning of a name");
}

#[test]
fn completion_writes_the_family_name_afterwards_whatever_is_typed() {
    let head = "NORWICK, May 31, 2024 (Reuters) - Mayor Alexander Lund said on Friday he would resign, and Wang Yi came.\n\n";
    let body = "\u{201C}I quit,\u{201D} Lund told reporters. Alexander was born in 1960, and Wang left.\n\n";
    let mut client = Client::running();
    for (number, (body, typed, expected)) in [
        (body, "Later @A", "Lund"),
        (body, "Later @al", "Lund"),
        (body, "Later @Alexander", "Lund"),
        (body, "Later @Alexander L", "Lund"),
        (body, "Later @Lund", "Lund"),
        ("", "Later @Alexander", "Lund"),
        (body, "Later @wa", "Wang"),
    ]
    .into_iter()
    .enumerate()
    {
        let document = format!("untitled:{number}");
        client.open(&document, "plaintext", &format!("{head}{body}{typed}"));
        let line = if body.is_empty() { 2 } else { 4 };
        let items = client.at("textDocument/completion", &document, line, typed.len() as u32)["items"].take();
        assert_eq!(items[0]["textEdit"]["newText"], expected, "{typed}: {items:#}");
    }
}

#[test]
fn rename_changes_one_form_everywhere_but_in_quotations() {
    let (_folder, mut client, document) = desk(json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}}},
        "textDocument": {"rename": {"honorsChangeAnnotations": true}},
    }));
    let (line, character) = find("Mary Poole", 0);
    let mut params = place(&document, line, character);
    params["newName"] = json!("Maria Poole");
    let edit = client.request("textDocument/rename", params.clone()).unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let of = |name: &str| changes.iter().find(|change| change["textDocument"]["uri"].as_str().unwrap().ends_with(name)).unwrap();
    let here: Vec<String> = of("bridge.txt")["edits"].as_array().unwrap().iter().map(|edit| range(&edit["range"])).collect();
    assert_eq!(here, ["4:10-4:20"], "not the one that Brandt is quoted with");
    let there = of("later.txt")["edits"].as_array().unwrap();
    assert_eq!(there.len(), 1, "{there:?}");
    assert_eq!(edit["changeAnnotations"][there[0]["annotationId"].as_str().unwrap()]["needsConfirmation"], true);

    let (line, character) = find("Mary Poole", 1);
    let mut quoted = place(&document, line, character);
    quoted["newName"] = json!("Maria Poole");
    let refusal = client.request("textDocument/rename", quoted).unwrap_err();
    assert!(refusal.message.contains("quotation marks"), "{}", refusal.message);
    params["newName"] = json!(" ");
    assert!(client.request("textDocument/rename", params).is_err());
}

#[test]
fn renaming_a_recorded_actor_changes_its_record() {
    let (_folder, mut client, document) = desk(json!({}));
    let (line, character) = find("Karl Brandt", 0);
    let mut params = place(&document, line, character);
    params["newName"] = json!("Carl Brandt");
    let edit = client.request("textDocument/rename", params).unwrap();
    let changes = edit["changes"].as_object().unwrap();
    let record = changes.iter().find(|(uri, _)| uri.ends_with("entities.toml")).unwrap().1;
    assert_eq!(range(&record[0]["range"]), "4:8-4:19");
}

#[test]
fn diagnostics_are_asked_for_where_the_client_does() {
    let (_folder, mut client, document) =
        desk(json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}}));
    assert_eq!(client.capabilities["diagnosticProvider"]["interFileDependencies"], true);
    let params = json!({"textDocument": {"uri": document}});
    let full = client.request("textDocument/diagnostic", params.clone()).unwrap();
    assert_eq!(full["kind"], "full");
    assert_eq!(full["items"][0]["code"], "boilerplate");
    let mut again = params.clone();
    again["previousResultId"] = full["resultId"].clone();
    assert_eq!(client.request("textDocument/diagnostic", again.clone()).unwrap()["kind"], "unchanged");
    client.edit(&document, 2, [8, 0, 8, 0], "[CHECK] ");
    client.edit(&document, 3, [4, 0, 4, 0], " ");
    let changed = client.request("textDocument/diagnostic", again).unwrap();
    assert!(changed["items"].as_array().unwrap().iter().any(|item| item["code"] == "placeholder"), "{changed}");
    client.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    assert!(
        !client
            .heard
            .iter()
            .any(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == json!(document))
    );
}

#[test]
fn diagnostics_are_told_where_they_cannot_be_asked_for_again() {
    let (_folder, mut client, document) = desk(json!({"textDocument": {"diagnostic": {}}}));
    assert_eq!(client.capabilities.get("diagnosticProvider"), None);
    client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == json!(document));
}

#[test]
fn a_name_without_a_record_can_be_written_down() {
    let (_folder, mut client, document) = desk(json!({}));
    let actions = |client: &mut Client, words: &str, nth: usize| {
        let (line, character) = find(words, nth);
        let range = json!({"start": {"line": line, "character": character}, "end": {"line": line, "character": character}});
        let params = json!({"textDocument": {"uri": document}, "range": range, "context": {"diagnostics": []}});
        client.request("textDocument/codeAction", params).unwrap()
    };
    let found = actions(&mut client, "Mary Poole", 0);
    assert_eq!(found[0]["title"], "Add Mary Poole to entities.toml");
    let changes = found[0]["edit"]["changes"].as_object().unwrap();
    let (uri, edits) = changes.iter().next().unwrap();
    assert!(uri.ends_with("entities.toml"), "{uri}");
    assert_eq!(range(&edits[0]["range"]), "21:0-21:0", "at the end");
    let text = edits[0]["newText"].as_str().unwrap();
    assert!(text.contains("id = \"mary-poole\"\nname = \"Mary Poole\"\n"), "{text}");
    assert!(text.contains("[[person.role]]") && text.contains("mayor of Norwick\""), "{text}");
    assert_eq!(actions(&mut client, "Karl Brandt", 0), json!([]), "he has one");
}

#[test]
fn addresses_are_links() {
    let mut client = Client::running();
    let text = "Sources\n\nThe report (https://example.org/a_(b)) is at http://example.org/c, and \u{201C}https://example.org/d\u{201D} too. https://\n";
    client.open("untitled:links", "plaintext", text);
    let found = client.request("textDocument/documentLink", json!({"textDocument": {"uri": "untitled:links"}})).unwrap();
    let targets: Vec<&str> = found.as_array().unwrap().iter().map(|link| link["target"].as_str().unwrap()).collect();
    assert_eq!(targets, ["https://example.org/a_(b)", "http://example.org/c", "https://example.org/d"]);
    assert_eq!(range(&found[0]["range"]), "2:12-2:37");
}

#[test]
fn statements_are_found_by_who_says_them() {
    let (_folder, mut client, _) = desk(json!({}));
    let mut names = |query: &str| -> Vec<String> {
        let found = client.request("workspace/symbol", json!({"query": query})).unwrap();
        found.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    };
    let quotations = names("\"brandt");
    assert!(quotations[0].starts_with("Mary Poole: “We will build it"), "by its words: {quotations:?}");
    assert!(quotations[1..].iter().any(|name| name.starts_with("Karl Brandt: ")), "by who says it: {quotations:?}");
    let statements = names("#poole");
    assert!(statements.iter().any(|name| name.starts_with("2024-06-09 Mary Poole: ")), "{statements:?}");
    assert_eq!(names("#bridge would be late"), ["2024-06-09 Mary Poole: the bridge would be late"], "by its words");
    assert_eq!(names("#nobody"), Vec::<String>::new());
}

#[test]
fn a_quotation_without_source_is_declared_where_its_words_are_attributed() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Quay closes\n\nERIK SAND — \u{201C}The quay is older than the town.\u{201D}\n\n\u{201C}The quay is older than the town,\u{201D} Karin Dahl told fishermen.\n";
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = uri(&folder.path().join("quay.txt"));
    client.open(&document, "plaintext", text);
    let place = json!({"textDocument": {"uri": document}, "position": {"line": 2, "character": 30}});
    let found = client.request("textDocument/declaration", place).unwrap();
    assert_eq!(found[0]["range"]["start"]["line"].as_u64().or(found[0]["targetRange"]["start"]["line"].as_u64()), Some(4), "{found}");
}

#[test]
fn a_family_name_alone_leads_to_the_one_who_bears_it() {
    let folder = tempfile::tempdir().unwrap();
    let full = "Port closed\n\nMay 3, 2024\n\nThe harbour was closed by Vera Lundqvist, the director, who spoke to workers.\n";
    let bare = "Port opens\n\nMay 9, 2024\n\nThe port is open again, Lundqvist said. \u{201C}It is done,\u{201D} Lundqvist added.\n";
    fs::write(folder.path().join("full.txt"), full).unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = uri(&folder.path().join("bare.txt"));
    client.open(&document, "plaintext", bare);
    let definition = |client: &mut Client| {
        let found = client.at("textDocument/definition", &document, 4, 28);
        found[0]["uri"].as_str().unwrap_or_default().rsplit('/').next().unwrap().to_owned()
    };
    let waited = |client: &mut Client, wanted: &str| {
        for _ in 0..400 {
            if definition(client) == wanted {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        definition(client)
    };
    assert_eq!(waited(&mut client, "full.txt"), "full.txt");
    client.open("untitled:other", "plaintext", &full.replace("Vera", "Karl"));
    assert_eq!(waited(&mut client, "bare.txt"), "bare.txt", "two bear the name");
}

#[test]
fn of_two_candidates_both_are_given() {
    let text = "Council meets\n\nMay 9, 2024\n\nAnn Poe and Karl Poe came to the council. Poe said the bridge would be built.\n";
    let mut client = Client::running();
    client.open("untitled:a", "plaintext", text);
    let found = client.at("textDocument/definition", "untitled:a", 4, 43);
    let lines: Vec<String> = found.as_array().unwrap().iter().map(|target| range(&target["range"])).collect();
    assert_eq!(lines, ["4:0-4:7", "4:12-4:20"]);
    let mut params = place("untitled:a", 4, 43);
    params["context"] = json!({"includeDeclaration": true});
    let found = client.request("textDocument/references", params).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 2);
}
