//! What is asked for later, in parts or in passing: resolved answers, partial results, traces, cancelled work, an own watcher, renamed files.

use crate::client::{Client, place, range, uri};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

const ARTICLE: &str = "Council backs the bridge

May 31, 2024

Mary Poole, the mayor of Norwick, spoke to the council on Friday. Poole said it would be built.

CLICK HERE TO READ MORE
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// A client with these capabilities and an article open in its folder.
fn desk(capabilities: Value) -> (TempDir, Client, String) {
    let folder = folder(&[("a.txt", ARTICLE)]);
    let mut client = Client::with(capabilities, &[folder.path()]);
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", ARTICLE);
    (folder, client, document)
}

#[test]
fn an_action_gets_its_edit_when_it_is_chosen_and_only_for_the_same_text() {
    let literals = json!({"codeActionKind": {"valueSet": ["quickfix"]}});
    let action = json!({"codeActionLiteralSupport": literals, "dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    let (_folder, mut client, document) = desk(json!({"textDocument": {"codeAction": action}}));
    assert_eq!(client.capabilities["codeActionProvider"]["resolveProvider"], true);
    let at = json!({"start": {"line": 6, "character": 2}, "end": {"line": 6, "character": 2}});
    let params = json!({"textDocument": {"uri": document}, "range": at, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params).unwrap();
    let actions = actions.as_array().unwrap();
    assert!(actions.len() > 1 && actions.iter().all(|action| action.get("edit").is_none()), "{actions:?}");
    for action in actions {
        let whole = client.request("codeAction/resolve", action.clone()).unwrap();
        assert_eq!(whole["title"], action["title"]);
        assert!(whole["edit"].is_object(), "{whole}");
    }
    client.edit(&document, 2, [0, 0, 0, 0], "The ");
    assert_eq!(client.request("codeAction/resolve", actions[0].clone()).unwrap_err().code, -32801);
}

#[test]
fn an_action_gets_the_edit_of_its_own_finding() {
    let text = "Title of the thing\n\nNORWICK, May 31, 2024 (NW) - The council met.\n\nSources said he lied.\n\nThe ban ends on June 31.\n\nThe other ban ends on February 30.\n";
    let literals = json!({"codeActionKind": {"valueSet": ["quickfix"]}});
    let action = json!({"codeActionLiteralSupport": literals, "dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    let folder = folder(&[("backread.toml", "profile = \"strict\"\n")]);
    let mut client = Client::with(json!({"textDocument": {"codeAction": action}}), &[folder.path()]);
    let (document, config) = (uri(&folder.path().join("a.txt")), uri(&folder.path().join("backread.toml")));
    client.open(&document, "plaintext", text);
    client.open(&config, "toml", "profile = \"strict\"\n");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let params = json!({"textDocument": {"uri": document}, "range": whole, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params).unwrap();
    let titled = |action: &&Value| action["title"] == "Insert a query note: date-impossible";
    let action = actions.as_array().unwrap().iter().find(titled).expect("a note").clone();
    let at = |client: &mut Client| {
        let whole = client.request("codeAction/resolve", action.clone())?;
        Ok(whole["edit"]["changes"][&document][0]["range"]["start"]["line"].as_u64())
    };
    assert_eq!(at(&mut client), Ok(Some(6)));
    client.edit(&config, 2, [1, 0, 1, 0], "[rules]\nsource-vague = \"off\"\n");
    assert_eq!(at(&mut client), Ok(Some(6)), "another finding is gone");
    client.edit(&config, 3, [2, 0, 2, 0], "date-impossible = \"off\"\n");
    assert_eq!(at(&mut client).map_err(|refusal: crate::client::Refusal| refusal.code), Err(-32801));
}

#[test]
fn edits_of_open_files_have_their_versions() {
    let folder =
        folder(&[("entities.toml", "format = 1\r\n"), ("backread.toml", "profile = \"strict\"\r\nentities = [\"entities.toml\"]\r\n")]);
    let capabilities = json!({"workspace": {"workspaceEdit": {"documentChanges": true}, "fileOperations": {"willRename": true}}, "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}});
    let mut client = Client::with(capabilities, &[folder.path()]);
    let at = |name: &str| uri(&folder.path().join(name));
    client.open(&at("a.txt"), "plaintext", ARTICLE);
    let versions = |client: &mut Client| {
        let place = json!({"line": 4, "character": 3});
        let whole = json!({"start": {"line": 4, "character": 3}, "end": {"line": 6, "character": 23}});
        let mut found = Vec::new();
        for range in [json!({"start": place, "end": place}), whole] {
            let params = json!({"textDocument": {"uri": at("a.txt")}, "range": range, "context": {"diagnostics": []}});
            let actions = client.request("textDocument/codeAction", params).unwrap();
            let edits = actions.as_array().unwrap().iter().map(|action| action["edit"]["documentChanges"][0].clone());
            found.extend(edits.filter(|edit| edit["textDocument"]["uri"].as_str().is_some_and(|uri| uri.ends_with(".toml"))));
        }
        let renamed = json!({"files": [{"oldUri": at("entities.toml"), "newUri": at("who.toml")}]});
        found.push(client.request("workspace/willRenameFiles", renamed).unwrap()["documentChanges"][0].clone());
        for edit in found.iter().flat_map(|edit| edit["edits"].as_array().unwrap()) {
            let text = edit["newText"].as_str().unwrap();
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
        }
        let named = |edit: &Value| {
            format!("{} {}", edit["textDocument"]["uri"].as_str().unwrap().rsplit('/').next().unwrap(), edit["textDocument"]["version"])
        };
        found.iter().map(named).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(versions(&mut client), ["backread.toml null", "entities.toml null"]);
    client.open(&at("entities.toml"), "toml", "format = 1\r\n");
    client.open(&at("backread.toml"), "toml", "profile = \"strict\"\r\nentities = [\"entities.toml\"]\r\n");
    client.edit(&at("entities.toml"), 8, [1, 0, 1, 0], "# ours\r\n");
    client.edit(&at("backread.toml"), 9, [2, 0, 2, 0], "# ours\r\n");
    assert_eq!(versions(&mut client), ["backread.toml 9", "entities.toml 8"]);
}

#[test]
fn a_hint_gets_its_tooltip_when_it_is_looked_at() {
    let (_folder, mut client, document) = desk(json!({"textDocument": {"inlayHint": {"resolveSupport": {"properties": ["tooltip"]}}}}));
    assert_eq!(client.capabilities["inlayHintProvider"]["resolveProvider"], true);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = client.request("textDocument/inlayHint", json!({"textDocument": {"uri": document}, "range": whole})).unwrap();
    assert_eq!(hints[0]["label"], "2024-05-31");
    assert_eq!(hints[0].get("tooltip"), None);
    let hint = client.request("inlayHint/resolve", hints[0].clone()).unwrap();
    assert!(hint["tooltip"].as_str().unwrap().contains("31 May 2024"), "{hint}");
    client.edit(&document, 2, [4, 0, 5, 0], "");
    assert_eq!(client.request("inlayHint/resolve", hints[0].clone()).unwrap_err().code, -32801);
    client.close(&document);
    assert_eq!(client.request("inlayHint/resolve", hints[0].clone()).unwrap_err().code, -32801);
}

#[test]
fn a_workspace_symbol_gets_its_range_when_it_is_chosen() {
    let (_folder, mut client, document) = desk(json!({"workspace": {"symbol": {"resolveSupport": {"properties": ["location.range"]}}}}));
    assert_eq!(client.capabilities["workspaceSymbolProvider"]["resolveProvider"], true);
    let symbols = client.request("workspace/symbol", json!({"query": "Poole"})).unwrap();
    assert_eq!(symbols[0]["location"], json!({"uri": document}));
    let symbol = client.request("workspaceSymbol/resolve", symbols[0].clone()).unwrap();
    assert_eq!(range(&symbol["location"]["range"]), "4:0-4:10");
}

#[test]
fn symbols_of_one_name_in_one_file_have_a_range_each() {
    let (_folder, mut client, document) = desk(json!({"workspace": {"symbol": {"resolveSupport": {"properties": ["location.range"]}}}}));
    let said = "\u{201C}We will build it before the winter,\u{201D} Poole said.\n";
    client.edit(&document, 2, [6, 0, 7, 0], &format!("{said}\n{said}"));
    let symbols = client.request("workspace/symbol", json!({"query": "\"We will build"})).unwrap();
    let mut lines = Vec::new();
    for symbol in symbols.as_array().unwrap() {
        assert_eq!(symbol["name"], symbols[0]["name"]);
        let whole = client.request("workspaceSymbol/resolve", symbol.clone()).unwrap();
        lines.push(whole["location"]["range"]["start"]["line"].as_u64().unwrap());
    }
    lines.sort();
    assert_eq!(lines, [6, 8]);
}

#[test]
fn an_offered_name_tells_who_that_is() {
    let (_folder, mut client, document) = desk(json!({}));
    client.edit(&document, 2, [4, 96, 4, 96], " @Poo");
    let offers = client.at("textDocument/completion", &document, 4, 101);
    let offer = offers["items"].as_array().unwrap().iter().find(|item| item["label"] == "Mary Poole").unwrap();
    assert_eq!(offer.get("documentation"), None);
    let offer = client.request("completionItem/resolve", offer.clone()).unwrap();
    assert!(offer["documentation"]["value"].as_str().unwrap().contains("mayor of Norwick"), "{offer}");
}

#[test]
fn what_is_resolved_is_what_it_is_by_then() {
    let symbol = json!({"symbol": {"resolveSupport": {"properties": ["location.range"]}}});
    let (_folder, mut client, document) = desk(json!({"workspace": symbol}));
    let symbols = client.request("workspace/symbol", json!({"query": "Poole"})).unwrap();
    let items = client.request("textDocument/prepareCallHierarchy", place(&document, 4, 2)).unwrap();
    client.edit(&document, 2, [6, 0, 6, 0], "@Poo");
    let offers = client.at("textDocument/completion", &document, 6, 4);
    let offer = offers["items"].as_array().unwrap().iter().find(|item| item["label"] == "Mary Poole").unwrap().clone();
    // A paragraph more, about somebody else, where Mary Poole was.
    client.edit(&document, 3, [4, 0, 4, 0], "Ann Harding, a member of the council, said that Mary Poole was late.\n\n");
    let moved = client.request("workspaceSymbol/resolve", symbols[0].clone()).unwrap();
    assert_eq!(range(&moved["location"]["range"]), "6:0-6:10", "{moved}");
    let about = client.request("completionItem/resolve", offer.clone()).unwrap();
    assert!(about["documentation"]["value"].as_str().unwrap().contains("Mary Poole - "), "{about}");
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": items[0]})).unwrap();
    assert_eq!(calls[0]["from"]["name"], "Ann Harding", "{calls}");
    // Nothing of her is left.
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": document, "version": 4}, "contentChanges": [{"text": "Vote\n\nIt rains.\n"}]}),
    );
    assert_eq!(client.request("workspaceSymbol/resolve", symbols[0].clone()).unwrap_err().code, -32801);
    assert_eq!(client.request("completionItem/resolve", offer).unwrap().get("documentation"), None);
    assert_eq!(client.request("callHierarchy/incomingCalls", json!({"item": items[0]})), Ok(json!([])));
    client.close(&document);
    let lens = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "data": {"uri": document, "part": "date"}});
    assert_eq!(client.request("codeLens/resolve", lens.clone()).unwrap_err().code, -32801);
    let mut other = lens;
    other["data"] = json!(3);
    assert_eq!(client.request("codeLens/resolve", other).unwrap_err().code, -32602);
}

#[test]
fn references_come_in_parts_before_their_answer() {
    let (_folder, mut client, document) = desk(json!({}));
    let mut params = place(&document, 4, 2);
    params["context"] = json!({"includeDeclaration": true});
    let all = client.request("textDocument/references", params.clone()).unwrap();
    params["partialResultToken"] = json!("parts");
    let id = client.ask("textDocument/references", params);
    let answer = client.wait_for(|message| message["id"] == id || message["method"] == "$/progress");
    assert_eq!(answer["params"], json!({"token": "parts", "value": all}));
    assert_eq!(client.answer(id), Ok(json!([])));
    let id = client.ask("workspace/symbol", json!({"query": "Poole", "partialResultToken": 7}));
    let part = client.wait_for(|message| message["id"] == id || message["method"] == "$/progress");
    assert_eq!((&part["params"]["token"], &part["params"]["value"][0]["name"]), (&json!(7), &json!("Mary Poole")));
    assert_eq!(client.answer(id), Ok(json!([])));
}

#[test]
fn a_client_that_traces_the_server_hears_what_it_answered() {
    let (_folder, mut client, document) = desk(json!({}));
    client.at("textDocument/hover", &document, 4, 2);
    assert!(!client.heard.iter().any(|message| message["method"] == "$/logTrace"), "off by default");
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.at("textDocument/hover", &document, 4, 2);
    let trace = client.wait_for(|message| message["method"] == "$/logTrace");
    assert!(trace["params"]["message"].as_str().unwrap().starts_with("textDocument/hover answered in "), "{trace}");
    assert!(trace["params"]["verbose"].is_string());
    client.notify("$/setTrace", json!({"value": "messages"}));
    client.at("textDocument/hover", &document, 4, 2);
    assert_eq!(client.wait_for(|message| message["method"] == "$/logTrace")["params"].get("verbose"), None);
}

#[test]
fn indexing_can_be_stopped() {
    let folder = folder(&[]);
    for at in 0..1000 {
        fs::write(folder.path().join(format!("{at}.txt")), ARTICLE.repeat(8)).unwrap();
    }
    let mut client = Client::with(json!({"window": {"workDoneProgress": true}}), &[folder.path()]);
    let begin = client.wait_for(|message| message["method"] == "$/progress");
    assert_eq!(begin["params"]["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", json!({"token": "another"}));
    client.notify("window/workDoneProgress/cancel", json!({"token": begin["params"]["token"]}));
    let log = client.wait_for(|message| message["method"] == "window/logMessage");
    assert!(log["params"]["message"].as_str().unwrap().starts_with("Indexing stopped after "), "{log}");
    client.wait_for(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
}

#[test]
fn changes_on_disk_are_noticed_where_the_client_watches_no_files() {
    let (folder, mut client, _) = desk(json!({}));
    // The first look of the watcher is not before the server answers.
    std::thread::sleep(std::time::Duration::from_millis(500));
    fs::write(folder.path().join("b.txt"), "Vote\n\nMay 31, 2024\n\nAnn Harding, a member of the council, spoke.\n").unwrap();
    let known = |client: &mut Client| client.request("workspace/symbol", json!({"query": "Ann Harding"})).unwrap() != json!([]);
    let started = std::time::Instant::now();
    while !known(&mut client) {
        assert!(started.elapsed().as_secs() < 20, "never noticed");
        client.listen(std::time::Duration::from_millis(50));
    }
}

#[test]
fn changes_of_a_named_file_outside_are_noticed_too() {
    let outside = folder(&[("people.toml", "format = 1\n")]);
    let people = outside.path().join("people.toml");
    let (folder, mut client, document) = desk(json!({}));
    let named = format!("entities = [\"{}\"]\n", people.display());
    client.open(&uri(&folder.path().join("backread.toml")), "toml", &named);
    // The watcher looks at it before it is changed.
    client.listen(std::time::Duration::from_millis(4500));
    fs::write(&people, "format = 1\n\n[[person]]\nid = \"poole\"\nname = \"Mary Poole\"\n").unwrap();
    let started = std::time::Instant::now();
    while !client.at("textDocument/hover", &document, 4, 2).to_string().contains("Record: poole") {
        assert!(started.elapsed().as_secs() < 20, "never noticed");
        client.listen(std::time::Duration::from_millis(50));
    }
}

#[test]
fn findings_of_the_workspace_are_those_of_open_articles() {
    let (_folder, mut client, document) =
        desk(json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}}));
    assert_eq!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    let ask = |client: &mut Client, held: Value| {
        client.request("workspace/diagnostic", json!({"previousResultIds": held})).unwrap()["items"].take()
    };
    let items = ask(&mut client, json!([]));
    assert_eq!(items.as_array().unwrap().len(), 1);
    assert_eq!((&items[0]["uri"], &items[0]["kind"], &items[0]["version"]), (&json!(document), &json!("full"), &json!(1)));
    assert_eq!(items[0]["items"][0]["code"], "boilerplate");
    let held = json!([{"uri": document, "value": items[0]["resultId"]}]);
    assert_eq!(ask(&mut client, held.clone())[0]["kind"], "unchanged");
    let of_document = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": document}})).unwrap();
    assert_eq!(of_document["resultId"], items[0]["resultId"], "both ways of asking get the same");
    client.close(&document);
    assert_eq!(ask(&mut client, held), json!([{"kind": "full", "uri": document, "version": null, "items": []}]));
}

#[test]
fn a_renamed_knowledge_file_is_renamed_in_the_configuration() {
    let folder = folder(&[("backread.toml", "entities = [\"people.toml\"]\n"), ("people.toml", "format = 1\n")]);
    let at = |name: &str| uri(&folder.path().join(name));
    let mut client = Client::with(json!({"workspace": {"fileOperations": {"willRename": true}}}), &[folder.path()]);
    assert!(client.capabilities["workspace"]["fileOperations"]["willRename"]["filters"][0]["pattern"]["glob"].is_string());
    let mut renamed = |old: &str, new: &str| {
        client.request("workspace/willRenameFiles", json!({"files": [{"oldUri": at(old), "newUri": at(new)}]})).unwrap()
    };
    let edit = renamed("people.toml", "desk/who.toml");
    assert_eq!(edit["changes"][at("backread.toml")][0]["newText"], "desk/who.toml");
    assert_eq!(range(&edit["changes"][at("backread.toml")][0]["range"]), "0:13-0:24");
    assert_eq!(renamed("people.toml", "a\"b.toml")["changes"][at("backread.toml")][0]["newText"], "'a\"b.toml'");
    assert_eq!(renamed("other.toml", "another.toml"), Value::Null);
}

#[test]
fn names_in_a_configuration_that_moves_are_written_from_its_new_folder() {
    let named = "extends = \"house.toml\"\nentities = [\"people.toml\", \"../shared.toml\"]\nbaseline = \"known.json\"\n";
    let none = "format = 1\n";
    let folder = folder(&[("desk/backread.toml", named), ("desk/house.toml", ""), ("desk/people.toml", none), ("shared.toml", none)]);
    let at = |name: &str| uri(&folder.path().join(name));
    let mut client = Client::with(json!({"workspace": {"fileOperations": {"willRename": true}}}), &[folder.path()]);
    client.open(&at("desk/backread.toml"), "toml", named);
    let mut renamed = |old: &str, new: &str| {
        let edit = client.request("workspace/willRenameFiles", json!({"files": [{"oldUri": at(old), "newUri": at(new)}]})).unwrap();
        let edits = edit["changes"][at("desk/backread.toml")].as_array().cloned().unwrap_or_default();
        let mut lines: Vec<_> =
            edits.iter().map(|edit| format!("{} {}", range(&edit["range"]), edit["newText"].as_str().unwrap())).collect();
        lines.sort();
        lines
    };
    assert_eq!(renamed("desk", "bureau"), Vec::<String>::new());
    assert_eq!(renamed("desk", "archive/desk"), ["1:28-1:42 ../../shared.toml"]);
    assert_eq!(renamed("desk/house.toml", "house.toml"), ["0:11-0:21 ../house.toml"]);
    assert_eq!(
        renamed("desk/backread.toml", "backread.toml"),
        ["0:11-0:21 desk/house.toml", "1:13-1:24 desk/people.toml", "1:28-1:42 shared.toml", "2:12-2:22 desk/known.json"]
    );
}

#[test]
fn names_in_what_a_configuration_extends_are_renamed_too() {
    let none = "format = 1\n";
    let folder = folder(&[
        ("backread.toml", "extends = \"house/style.toml\"\n"),
        ("house/style.toml", "entities = [\"people.toml\"]\nextends = \"none.toml\"\n"),
        ("house/people.toml", none),
    ]);
    let at = |name: &str| uri(&folder.path().join(name));
    let mut client = Client::with(json!({"workspace": {"fileOperations": {"willRename": true}}}), &[folder.path()]);
    let mut renamed = |old: &str, new: &str| {
        let edit = client.request("workspace/willRenameFiles", json!({"files": [{"oldUri": at(old), "newUri": at(new)}]})).unwrap();
        let mut lines = Vec::new();
        for name in ["backread.toml", "house/style.toml"] {
            for edit in edit["changes"][at(name)].as_array().into_iter().flatten() {
                lines.push(format!("{name} {} {}", range(&edit["range"]), edit["newText"].as_str().unwrap()));
            }
        }
        lines.sort();
        lines
    };
    assert_eq!(renamed("house/people.toml", "house/who.toml"), ["house/style.toml 0:13-0:24 who.toml"]);
    assert_eq!(
        renamed("house/style.toml", "style.toml"),
        [
            "backread.toml 0:11-0:27 style.toml",
            "house/style.toml 0:13-0:24 house/people.toml",
            "house/style.toml 1:11-1:20 house/none.toml"
        ]
    );
    assert_eq!(renamed("house", "desk"), ["backread.toml 0:11-0:27 desk/style.toml"]);
}

#[test]
fn what_records_change_is_asked_for_again() {
    let refresh = json!({"refreshSupport": true});
    let workspace = json!({"inlayHint": refresh, "semanticTokens": refresh, "codeLens": refresh});
    let (folder, mut client, document) = desk(json!({"workspace": workspace}));
    client.diagnostics(&document, 1);
    fs::write(folder.path().join("entities.toml"), "format = 1\n\n[[person]]\nid = \"poole\"\nname = \"Mary Poole\"\n").unwrap();
    let params = json!({"changes": [{"uri": uri(&folder.path().join("entities.toml")), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", params);
    asked_again(&mut client);
}

/// Waits until the client was asked to ask again for all three.
fn asked_again(client: &mut Client) {
    for what in ["inlayHint", "semanticTokens", "codeLens"] {
        client.wait_for(|message| message["method"] == format!("workspace/{what}/refresh"));
    }
}

#[test]
fn what_the_configuration_and_new_folders_change_is_asked_for_again() {
    let refresh = json!({"refreshSupport": true});
    let workspace = json!({"inlayHint": refresh, "semanticTokens": refresh, "codeLens": refresh});
    let (folder, mut client, document) = desk(json!({"workspace": workspace}));
    client.diagnostics(&document, 1);
    // What follows from the start is over.
    client.listen(std::time::Duration::from_millis(2500));
    client.heard.clear();
    client.open(&uri(&folder.path().join("backread.toml")), "toml", "[rules]\nplaceholder = \"off\"\n");
    asked_again(&mut client);
    client.listen(std::time::Duration::from_millis(2500));
    client.heard.clear();
    let other = self::folder(&[("entities.toml", "format = 1\n\n[[person]]\nid = \"poole\"\nname = \"Mary Poole\"\n")]);
    let added = json!([{"uri": uri(other.path()), "name": "folder"}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": added, "removed": []}}));
    asked_again(&mut client);
}

#[test]
fn a_client_that_does_not_answer_is_asked_for_the_others_all_the_same() {
    let refresh = json!({"refreshSupport": true});
    let workspace = json!({"inlayHint": refresh, "semanticTokens": refresh, "codeLens": refresh});
    let (folder, mut client, document) = desk(json!({"workspace": workspace}));
    client.is_silent = true;
    client.diagnostics(&document, 1);
    client.open(&uri(&folder.path().join("entities.toml")), "toml", "format = 1\n\n[[person]]\nid = \"poole\"\nname = \"Mary Poole\"\n");
    asked_again(&mut client);
}
