//! Several folders: the nearest configuration counts, whichever folder comes first, and goes with its folder.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ARTICLE: &str = "Council meets\n\nMay 31, 2024\n\nMary Poole met the council at TK on the quay.\n";
const OFF: &str = "[rules]\nplaceholder = \"off\"\n";
const POOLE: &str = "format = 1\n\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\n";

/// Folders with these files.
fn root(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// A client with these folders.
fn client(root: &TempDir, folders: &[&str]) -> Client {
    let folders: Vec<_> = folders.iter().map(|name| root.path().join(name)).collect();
    Client::with(json!({}), &folders.iter().map(AsRef::as_ref).collect::<Vec<&Path>>())
}

/// Whether the placeholder of an article is reported once it is opened.
fn is_reported(client: &mut Client, document: &str) -> bool {
    client.open(document, "plaintext", ARTICLE);
    client.diagnostics(document, 1).iter().any(|line| line.ends_with("placeholder"))
}

#[test]
fn a_folder_without_a_configuration_does_not_have_that_of_another() {
    let root = root(&[
        ("a/backread.toml", "entities = [\"people.toml\"]\n[rules]\nplaceholder = \"off\"\n"),
        ("b/entities.toml", POOLE),
        ("elsewhere/c.txt", ARTICLE),
    ]);
    for folders in [["a", "b"], ["b", "a"]] {
        let mut client = client(&root, &folders);
        let at = |name: &str| uri(&root.path().join(name));
        assert!(!is_reported(&mut client, &at("a/a.txt")), "{folders:?}");
        assert!(is_reported(&mut client, &at("b/b.txt")), "{folders:?}");
        assert!(is_reported(&mut client, &at("elsewhere/c.txt")), "{folders:?}");
        assert_eq!(is_reported(&mut client, "untitled:new"), folders[0] == "b", "a document without a folder has that of the first one");
        let definition = client.at("textDocument/definition", &at("b/b.txt"), 4, 2);
        assert_eq!(definition[0]["uri"], at("b/entities.toml"), "{folders:?}");
    }
}

#[test]
fn a_folder_does_not_have_the_configuration_of_one_inside_it() {
    let root = root(&[("desk/city/backread.toml", OFF)]);
    let mut client = client(&root, &["desk/city", "desk"]);
    let at = |name: &str| uri(&root.path().join(name));
    assert!(is_reported(&mut client, &at("desk/a.txt")));
    assert!(!is_reported(&mut client, &at("desk/city/b.txt")));
}

#[test]
fn a_rule_is_turned_off_in_the_folder_of_the_article_itself() {
    let root = root(&[("a/backread.toml", "[rules]\nplaceholder = \"error\"\n"), ("b/b.txt", ARTICLE)]);
    let folders = ["a", "b"].map(|name| root.path().join(name));
    let capabilities = json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}},
    });
    let mut client = Client::with(capabilities, &[&folders[0], &folders[1]]);
    let document = uri(&folders[1].join("b.txt"));
    assert!(is_reported(&mut client, &document));
    let at = json!({"line": 4, "character": 31});
    let params = json!({"textDocument": {"uri": document}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params).unwrap();
    let off = actions.as_array().unwrap().iter().find(|action| action["title"].as_str().unwrap().starts_with("Turn placeholder off"));
    let change = &off.expect("an action")["edit"]["documentChanges"][0];
    assert_eq!((&change["kind"], &change["uri"]), (&json!("create"), &json!(uri(&folders[1].join("backread.toml")))));
}

#[test]
fn what_is_wrong_in_a_configuration_goes_with_its_folder() {
    let wrong = "nonsense = 1\n";
    let root = root(&[("a/a.txt", ARTICLE), ("b/city/backread.toml", wrong), ("elsewhere/backread.toml", wrong)]);
    let mut client = client(&root, &["a", "b"]);
    let at = |name: &str| uri(&root.path().join(name));
    let is_told = |client: &mut Client, name: &str| !client.diagnostics(&at(name), Value::Null).is_empty();
    assert!(is_told(&mut client, "b/city/backread.toml"));
    let removed = json!([{"uri": at("b"), "name": "folder"}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": removed}}));
    assert!(!is_told(&mut client, "b/city/backread.toml"));

    // Around an article outside of all folders it counts as long as that is open.
    let document = at("elsewhere/c.txt");
    client.open(&document, "plaintext", ARTICLE);
    assert!(is_told(&mut client, "elsewhere/backread.toml"));
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [{"uri": at("b"), "name": "folder"}], "removed": []}}));
    assert!(is_told(&mut client, "b/city/backread.toml"));
    client.close(&document);
    assert!(!is_told(&mut client, "elsewhere/backread.toml"));
}

#[test]
fn who_asks_for_findings_hears_that_a_document_is_no_article_any_more() {
    let root = root(&[("desk/a.txt", ARTICLE)]);
    let capabilities = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    let mut client = Client::with(capabilities, &[&root.path().join("desk")]);
    let document = uri(&root.path().join("desk/people.csv"));
    client.open(&document, "plaintext", "id,name\nTK TK\n");
    let pulled = |client: &mut Client| {
        let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": document}})).unwrap();
        report["items"].as_array().unwrap().len()
    };
    assert_eq!(pulled(&mut client), 2);
    client.listen(std::time::Duration::from_millis(2500));
    client.heard.clear();
    client.open(&uri(&root.path().join("desk/backread.toml")), "toml", "entities = [\"people.csv\"]\n");
    client.wait_for(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(pulled(&mut client), 0);
}

#[test]
fn registrations_wait_for_one_another_and_nothing_else_for_them() {
    let root = root(&[("desk/backread.toml", "entities = [\"../a.toml\"]\n"), ("desk/a.txt", ARTICLE)]);
    let watches = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true}}});
    let mut client = Client::with(watches, &[&root.path().join("desk")]);
    client.wait_for(|message| message["params"]["registrations"][0]["id"] == "backread-outside");
    client.listen(std::time::Duration::from_millis(200));
    client.heard.clear();
    client.is_silent = true;
    let config = uri(&root.path().join("desk/backread.toml"));
    let capabilities = |client: &Client| -> Vec<Value> {
        let told = client.heard.iter().filter(|message| message["method"].as_str().is_some_and(|name| name.ends_with("Capability")));
        told.cloned().collect()
    };
    client.open(&config, "toml", "entities = [\"../b.toml\"]\n");
    client.listen(std::time::Duration::from_millis(300));
    client.edit(&config, 2, [0, 16, 0, 17], "c");
    client.listen(std::time::Duration::from_millis(300));
    let told = capabilities(&client);
    assert!(told.len() == 1 && told[0]["method"] == "client/unregisterCapability", "{told:#?}");
    assert!(is_reported(&mut client, &uri(&root.path().join("desk/a.txt"))), "nothing else waits");
    client.heard.clear();
    client.send_body(&json!({"jsonrpc": "2.0", "id": told[0]["id"], "result": null}).to_string());
    client.listen(std::time::Duration::from_millis(500));
    let told = capabilities(&client);
    assert!(told.len() == 1 && told[0]["method"] == "client/registerCapability", "{told:#?}");
    assert_eq!(told[0]["params"]["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"]["pattern"], "c.toml");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_opened_by_a_link_is_the_file_in_the_folder() {
    let root = root(&[("desk/a.txt", ARTICLE), ("desk/entities.toml", POOLE), ("desk/backread.toml", OFF)]);
    std::os::unix::fs::symlink(root.path().join("desk"), root.path().join("link")).unwrap();
    let at = |name: &str| uri(&root.path().join(name));
    let places = |client: &mut Client| -> Vec<String> {
        let symbols = client.request("workspace/symbol", json!({"query": "Mary Poole"})).unwrap();
        let of = |symbol: &Value| symbol["location"]["uri"].as_str().unwrap().to_owned();
        let mut places: Vec<String> = symbols.as_array().unwrap().iter().map(of).filter(|uri| uri.ends_with(".txt")).collect();
        places.sort();
        places.dedup();
        places
    };
    let settled = |client: &mut Client, expected: &[String]| {
        for _ in 0..200 {
            if places(client) == expected {
                return;
            }
            client.listen(std::time::Duration::from_millis(20));
        }
        assert_eq!(places(client), expected);
    };
    for (folder, other) in [("desk", "link"), ("link", "desk")] {
        let mut client = client(&root, &[folder]);
        let (file, link) = (at(&format!("{folder}/a.txt")), at(&format!("{other}/a.txt")));
        settled(&mut client, std::slice::from_ref(&file));
        assert!(!is_reported(&mut client, &link), "the configuration around the file counts");
        settled(&mut client, std::slice::from_ref(&link));
        client.edit(&link, 2, [4, 0, 4, 0], "Then ");
        let position = json!({"line": 4, "character": 6});
        let params = json!({"textDocument": {"uri": link}, "position": position, "context": {"includeDeclaration": false}});
        let found = client.request("textDocument/references", params).unwrap();
        assert!(found.as_array().is_some_and(|found| found.iter().all(|place| place["uri"] == link)), "{found}");
        let definition = client.at("textDocument/definition", &link, 4, 7);
        assert_eq!(definition[0]["uri"], at(&format!("{folder}/entities.toml")));

        // Both are open: each has its own text.
        client.open(&file, "plaintext", ARTICLE);
        assert_eq!(client.at("textDocument/hover", &link, 4, 6)["range"]["start"]["character"], 5);
        assert_eq!(client.at("textDocument/hover", &file, 4, 1)["range"]["start"]["character"], 0);
        client.close(&link);
        client.close(&file);
        settled(&mut client, std::slice::from_ref(&file));
        client.open(&file, "plaintext", ARTICLE);
        client.open(&link, "plaintext", &ARTICLE.replace("Mary", "Then Mary"));
        assert_eq!(client.at("textDocument/hover", &file, 4, 1)["range"]["start"]["character"], 0);
        assert_eq!(client.at("textDocument/hover", &link, 4, 6)["range"]["start"]["character"], 5);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_a_name_of_its_own_unless_it_leads_to_what_is_found_there() {
    let root = root(&[
        ("desk/backread.toml", "[[override]]\nfiles = [\"2024-05-31*\"]\nrules = { placeholder = \"off\" }\n"),
        ("desk/.store/objects/9f2c.txt", ARTICLE),
        ("desk/plain.txt", ARTICLE),
        ("desk/records/staff.toml", POOLE),
        ("desk/entities/none.csv", "id,name\n"),
    ]);
    let link = |target: &str, name: &str| std::os::unix::fs::symlink(root.path().join(target), root.path().join(name)).unwrap();
    link("desk/.store/objects/9f2c.txt", "desk/2024-05-31-port.txt");
    link("desk/plain.txt", "desk/2024-05-31-plain.txt");
    link("desk/records/staff.toml", "desk/entities/staff.toml");
    link("desk/.store", "store");
    let at = |name: &str| uri(&root.path().join(name));
    let mut client = client(&root, &["desk"]);
    let port = at("desk/2024-05-31-port.txt");
    assert!(!is_reported(&mut client, &port), "the override names it");
    assert!(is_reported(&mut client, &at("desk/2024-05-31-plain.txt")), "it is the article that it leads to");
    assert!(is_reported(&mut client, &at("store/objects/9f2c.txt")));
    let staff = at("desk/entities/staff.toml");
    client.open(&staff, "toml", &format!("\n{POOLE}"));
    let definition = client.at("textDocument/definition", &port, 4, 2);
    assert_eq!((&definition[0]["uri"], &definition[0]["range"]["start"]["line"]), (&json!(staff), &json!(4)), "{definition}");
}

#[cfg(unix)]
#[test]
fn a_link_that_was_open_first_is_a_document_of_its_own_beside_the_file() {
    let root = root(&[("desk/a-(1).txt", ARTICLE), ("elsewhere/backread.toml", OFF)]);
    let link = root.path().join("elsewhere/a-(1).txt");
    std::os::unix::fs::symlink(root.path().join("desk/a-(1).txt"), &link).unwrap();
    let (file, link) = (uri(&root.path().join("desk/a-(1).txt")), uri(&link));
    let mut client = client(&root, &["desk"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"backread": {"diagnostics": "onSave"}}}));
    assert!(is_reported(&mut client, &link), "the file's configuration counts");
    // In another spelling it is the same document.
    let respelled = link.replace('(', "%28").replace(')', "%29");
    client.edit(&respelled, 2, [4, 0, 4, 0], "Then TK ");
    assert_eq!(client.at("textDocument/hover", &respelled, 4, 9)["range"]["start"]["character"], 8);
    client.listen(std::time::Duration::from_millis(300));
    client.heard.clear();
    client.open(&file, "plaintext", ARTICLE);
    assert!(client.diagnostics(&link, Value::Null).is_empty());
    client.diagnostics(&file, 1);
    client.listen(std::time::Duration::from_millis(1500));
    assert!(!client.heard_diagnostics(&link), "what is not saved is not told: {:#?}", client.heard);
    assert_eq!(client.at("textDocument/hover", &respelled, 4, 9)["range"]["start"]["character"], 8);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": respelled}}));
    let told = client.diagnostics(&link, 2);
    assert!(!told.iter().any(|line| line.ends_with("placeholder")), "the configuration around the link counts now: {told:?}");
    client.close(&respelled);
    assert!(client.diagnostics(&link, Value::Null).is_empty());
}

#[test]
fn an_article_outside_of_the_folders_that_is_closed_changes_nothing_of_others() {
    let root = root(&[("a/backread.toml", OFF)]);
    let at = |name: &str| uri(&root.path().join(name));
    let mut client = Client::with(json!({"workspace": {"inlayHint": {"refreshSupport": true}}}), &[]);
    for name in ["a/a.txt", "a/b.txt"] {
        assert!(!is_reported(&mut client, &at(name)));
    }
    client.listen(std::time::Duration::from_millis(1500));
    client.heard.clear();
    client.close(&at("a/b.txt"));
    client.listen(std::time::Duration::from_millis(1500));
    let refreshes = |client: &Client| client.heard.iter().any(|message| message["method"] == "workspace/inlayHint/refresh");
    assert!(!refreshes(&client), "{:#?}", client.heard);
}
