//! Folders: what they hold is known, what the editor holds wins.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn spoke(name: &str) -> String {
    format!("Council meets\n\nMay 31, 2024\n\n{name}, the mayor, spoke to the council.\n")
}

/// The files that know an actor, by their last segment, once they are the expected ones; or what they are after a while.
fn known(client: &mut Client, name: &str, expected: &[&str]) -> Vec<String> {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let symbols = client.request("workspace/symbol", json!({"query": name})).unwrap();
        let files = symbols.as_array().unwrap().iter().filter(|symbol| symbol["name"] == name);
        let mut files: Vec<_> =
            files.map(|symbol| symbol["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect();
        files.sort();
        files.dedup();
        if files == expected || Instant::now() > until {
            return files;
        }
        client.listen(Duration::from_millis(20));
    }
}

macro_rules! assert_known {
    ($client:expr, $name:expr, $expected:expr) => {
        let expected: &[&str] = &$expected;
        assert_eq!(known($client, $name, expected), expected, "{}", $name);
    };
}

fn changed(client: &mut Client, path: &Path, kind: u32) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": kind}]}));
}

#[test]
fn articles_of_a_folder_are_known_without_being_opened() {
    let folder = folder(&[
        ("a.txt", &spoke("Mary Poole")),
        ("2024/b.md", &spoke("Ann Harding")),
        ("c.rs", &spoke("Nora Field")),
        ("left/d.txt", &spoke("Nora Field")),
        (".ignore", "left\n"),
    ]);
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    assert_known!(&mut client, "Ann Harding", ["b.md"]);
    assert_known!(&mut client, "Nora Field", []);
}

#[test]
fn the_editors_text_wins_until_it_is_closed() {
    let folder = folder(&[("a (1).txt", &spoke("Mary Poole")), ("b.txt", &spoke("Ann Harding"))]);
    let path = folder.path().join("a (1).txt");
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_known!(&mut client, "Mary Poole", ["a%20(1).txt"]);
    let open = uri(folder.path()) + "/a%20%281%29.txt";
    client.open(&open, "plaintext", &spoke("Nora Field"));
    assert_known!(&mut client, "Nora Field", ["a%20%281%29.txt"]);
    assert_known!(&mut client, "Mary Poole", []);
    fs::write(&path, spoke("Clara Wood")).unwrap();
    changed(&mut client, &path, 2);
    client.listen(Duration::from_millis(200));
    assert_known!(&mut client, "Clara Wood", []);
    assert_known!(&mut client, "Nora Field", ["a%20%281%29.txt"]);
    client.close(&open);
    assert_known!(&mut client, "Clara Wood", ["a%20(1).txt"]);
    assert_known!(&mut client, "Nora Field", []);
}

#[test]
fn files_that_come_change_and_go_are_noticed() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole")), (".ignore", "left\n")]);
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    write(folder.path(), "new/b.txt", &spoke("Ann Harding"));
    changed(&mut client, &folder.path().join("new/b.txt"), 1);
    assert_known!(&mut client, "Ann Harding", ["b.txt"]);
    write(folder.path(), "a.txt", &spoke("Nora Field"));
    changed(&mut client, &folder.path().join("a.txt"), 2);
    assert_known!(&mut client, "Nora Field", ["a.txt"]);
    assert_known!(&mut client, "Mary Poole", []);
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    changed(&mut client, &folder.path().join("a.txt"), 3);
    assert_known!(&mut client, "Nora Field", []);
    write(folder.path(), "left/c.txt", &spoke("Clara Wood"));
    changed(&mut client, &folder.path().join("left/c.txt"), 1);
    client.listen(Duration::from_millis(200));
    assert_known!(&mut client, "Clara Wood", []);
}

#[test]
fn articles_that_are_ignored_from_now_on_go() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole")), ("left/b.txt", &spoke("Ann Harding"))]);
    let mut client = Client::with(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}), &[folder.path()]);
    assert_known!(&mut client, "Ann Harding", ["b.txt"]);
    write(folder.path(), ".gitignore", "left\n");
    changed(&mut client, &folder.path().join(".gitignore"), 1);
    assert_known!(&mut client, "Ann Harding", []);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    fs::remove_file(folder.path().join(".gitignore")).unwrap();
    changed(&mut client, &folder.path().join(".gitignore"), 3);
    assert_known!(&mut client, "Ann Harding", ["b.txt"]);
}

#[test]
fn folders_come_and_go() {
    let (first, second) = (folder(&[("a.txt", &spoke("Mary Poole"))]), folder(&[("b.txt", &spoke("Ann Harding"))]));
    let mut client = Client::with(json!({}), &[first.path()]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    assert_eq!(client.capabilities["workspace"]["workspaceFolders"], json!({"supported": true, "changeNotifications": true}));
    let named = |folder: &TempDir| json!([{"uri": uri(folder.path()), "name": "folder"}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": named(&second), "removed": named(&first)}}));
    assert_known!(&mut client, "Ann Harding", ["b.txt"]);
    assert_known!(&mut client, "Mary Poole", []);
}

#[test]
fn a_document_outside_of_all_folders_works() {
    let (inside, outside) = (folder(&[("a.txt", &spoke("Mary Poole"))]), folder(&[]));
    let mut client = Client::with(json!({}), &[inside.path()]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    let document = uri(&outside.path().join("b.txt"));
    client.open(&document, "plaintext", &spoke("Ann Harding"));
    assert_known!(&mut client, "Ann Harding", ["b.txt"]);
    client.close(&document);
    assert_known!(&mut client, "Ann Harding", []);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
}

#[test]
fn the_root_of_older_clients_is_a_folder() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole"))]);
    for root in ["rootUri", "rootPath"] {
        let mut client = Client::start();
        let name = if root == "rootUri" { uri(folder.path()) } else { folder.path().display().to_string() };
        client.request("initialize", json!({"processId": null, "capabilities": {}, root: name})).unwrap();
        client.notify("initialized", json!({}));
        assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_once_and_the_rest_goes_on() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole")), ("long.txt", &"word ".repeat(300_000))]);
    fs::write(folder.path().join("latin.txt"), b"Caf\xE9").unwrap();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\0\0").unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    changed(&mut client, &folder.path().join("latin.txt"), 2);
    client.listen(Duration::from_millis(300));
    for (name, why) in [("latin.txt", "not UTF-8"), ("picture.txt", "binary"), ("long.txt", "limit")] {
        let logged = client.heard.iter().filter(|message| message["method"] == "window/logMessage");
        let lines: Vec<_> = logged.filter_map(|message| message["params"]["message"].as_str()).filter(|line| line.contains(name)).collect();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains(why), "{lines:?}");
    }
}

#[test]
fn records_and_choices_that_cannot_be_read_are_named_once() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole")), ("entities/people.toml", "format = 1\n")]);
    let at = |name: &str| folder.path().join(name);
    fs::write(at("entities.toml"), b"# caf\xE9\n").unwrap();
    fs::write(at("entities/table.csv"), b"kind\0").unwrap();
    fs::write(at("entities/long.csv"), "kind,id,name\n".repeat(100_000)).unwrap();
    fs::write(at("backread.toml"), b"# caf\xE9\n").unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = uri(&at("b.txt"));
    client.open(&document, "plaintext", "Vote\n\nTK");
    client.diagnostics(&document, 1);
    changed(&mut client, &at("entities.toml"), 2);
    changed(&mut client, &at("backread.toml"), 2);
    client.listen(Duration::from_millis(1500));
    for (name, why) in
        [("/entities.toml", "not UTF-8 (byte 5)"), ("table.csv", "binary"), ("long.csv", "limit"), ("backread.toml", "not UTF-8 (byte 5)")]
    {
        let shown = client.heard.iter().filter(|message| message["method"] == "window/showMessage");
        let lines: Vec<_> = shown.filter_map(|message| message["params"]["message"].as_str()).filter(|line| line.contains(name)).collect();
        assert_eq!(lines.len(), 1, "{name}: {:?}", client.heard);
        assert!(lines[0].contains(why), "{lines:?}");
    }
    fs::remove_file(at("entities.toml")).unwrap();
    client.heard.clear();
    changed(&mut client, &at("entities.toml"), 3);
    client.listen(Duration::from_millis(200));
    assert!(client.heard.iter().all(|message| message["method"] != "window/showMessage"), "what is gone need not be read");
}

#[test]
fn an_open_text_without_end_is_named_and_left_alone() {
    let mut client = Client::with(json!({}), &[]);
    client.open("file:///none/long.txt", "plaintext", &"TK \n".repeat(1 << 20 | 1));
    let shown = client.wait_for(|message| message["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().starts_with("long.txt: not read, "), "{shown}");
    client.edit("file:///none/long.txt", 2, [0, 0, 0, 0], "TK");
    assert_eq!(client.at("textDocument/hover", "file:///none/long.txt", 0, 0), Value::Null);
    client.open("untitled:a", "plaintext", "TK");
    assert_eq!(client.diagnostics("untitled:a", 1), ["0:0-0:2 placeholder"]);
    assert!(!client.heard_diagnostics("file:///none/long.txt"));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_what_is_no_file_are_passed_by() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole")), ("deep/b.txt", &spoke("Ann Harding"))]);
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink(folder.path(), at("deep/round")).unwrap();
    std::os::unix::fs::symlink(at("self.txt"), at("self.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at("pipe.txt")).status().unwrap().success());
    fs::create_dir(at("folder.txt")).unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_known!(&mut client, "Ann Harding", ["b.txt"]);
    for name in ["pipe.txt", "self.txt", "folder.txt", "deep/round/a.txt"] {
        changed(&mut client, &at(name), 1);
    }
    write(folder.path(), "c.txt", &spoke("Nora Field"));
    changed(&mut client, &at("c.txt"), 1);
    assert_known!(&mut client, "Nora Field", ["c.txt"]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
}

#[test]
fn a_renamed_file_is_known_by_its_new_name_alone() {
    let folder = folder(&[("a.txt", &spoke("Mary Poole"))]);
    let at = |name: &str| folder.path().join(name);
    let mut client = Client::with(json!({}), &[folder.path()]);
    assert_known!(&mut client, "Mary Poole", ["a.txt"]);
    fs::rename(at("a.txt"), at("z.txt")).unwrap();
    let changes = json!([{"uri": uri(&at("a.txt")), "type": 3}, {"uri": uri(&at("z.txt")), "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_known!(&mut client, "Mary Poole", ["z.txt"]);
}

#[test]
fn a_whole_disk_is_not_indexed() {
    let mut client = Client::with(json!({}), &[Path::new("/")]);
    let message = client.wait_for(|message| message["method"] == "window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("is not indexed"), "{message}");
    client.open("untitled:a", "plaintext", "TK");
    assert_eq!(client.diagnostics("untitled:a", 1), ["0:0-0:2 placeholder"]);
}

#[test]
fn files_are_watched_where_the_client_can() {
    let mut client = Client::with(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}), &[]);
    let request = client.wait_for(|message| message["method"] == "client/registerCapability");
    let registration = &request["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert!(!registration["registerOptions"]["watchers"].as_array().unwrap().is_empty());
}

#[test]
fn indexing_shows_progress_where_the_client_can_and_yields_to_the_open_document() {
    let folder = folder(&[]);
    for at in 0..300 {
        write(folder.path(), &format!("{at}.txt"), &spoke("Mary Poole").repeat(4));
    }
    let mut client = Client::with(json!({"window": {"workDoneProgress": true}}), &[folder.path()]);
    client.open("untitled:a", "plaintext", "TK");
    assert_eq!(client.diagnostics("untitled:a", 1), ["0:0-0:2 placeholder"]);
    let create = client.wait_for(|message| message["method"] == "window/workDoneProgress/create");
    let token = create["params"]["token"].clone();
    let mut kinds: Vec<String> = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "end") {
        let progress = client.wait_for(|message| message["method"] == "$/progress");
        assert_eq!(progress["params"]["token"], token);
        kinds.push(progress["params"]["value"]["kind"].as_str().unwrap().to_owned());
    }
    assert_eq!(kinds[0], "begin");
    assert!(kinds[1..kinds.len() - 1].iter().all(|kind| kind == "report"));
    let symbols = client.request("workspace/symbol", json!({"query": "Mary Poole"})).unwrap();
    assert_ne!(symbols, Value::Array(Vec::new()));
}

#[test]
fn a_folder_that_comes_or_goes_takes_its_files_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("sub")).unwrap();
    fs::write(at("sub/a.txt"), "Bridge\n\nMay 31, 2024\n\nMary Poole met the council.\n").unwrap();
    let watches = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::with(watches, &[folder.path()]);
    let found = |client: &mut Client, wanted: &str| {
        let mut places = String::new();
        for _ in 0..400 {
            let symbols = client.request("workspace/symbol", json!({"query": "Poole"})).unwrap();
            let uris = symbols
                .as_array()
                .unwrap()
                .iter()
                .map(|symbol| symbol["location"]["uri"].as_str().unwrap().rsplit('/').nth(1).unwrap().to_owned());
            places = uris.collect::<Vec<_>>().join(" ");
            if places == wanted {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        places
    };
    assert_eq!(found(&mut client, "sub"), "sub");
    fs::rename(at("sub"), at("sub2")).unwrap();
    let changes = json!({"changes": [{"uri": uri(&at("sub")), "type": 3}, {"uri": uri(&at("sub2")), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(found(&mut client, "sub2"), "sub2");
}

#[test]
fn files_outside_of_the_folders_are_watched_too() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    for folder in ["desk", "shared"] {
        fs::create_dir(at(folder)).unwrap();
    }
    fs::write(at("house.toml"), "entities = [\"shared/people.toml\"]\n").unwrap();
    fs::write(at("desk/backread.toml"), "extends = \"../house.toml\"\n").unwrap();
    fs::write(at("shared/people.toml"), "format = 1\n").unwrap();
    let watches = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true}}});
    let mut client = Client::with(watches, &[&at("desk")]);
    let outside = |message: &Value| message["params"]["registrations"][0]["id"] == "backread-outside";
    let patterns = |message: Value| -> Vec<String> {
        let watchers = message["params"]["registrations"][0]["registerOptions"]["watchers"].as_array().unwrap().clone();
        let shown = |watcher: &Value| {
            format!("{}{}", watcher["globPattern"]["baseUri"].as_str().unwrap(), watcher["globPattern"]["pattern"].as_str().unwrap())
        };
        watchers.iter().map(shown).collect()
    };
    assert_eq!(patterns(client.wait_for(outside)), [uri(&at("house.toml")), uri(&at("shared/people.toml"))]);
    client.open(&uri(&at("desk/backread.toml")), "toml", "entities = [\"../shared/people.toml\"]\n");
    client.wait_for(|message| message["method"] == "client/unregisterCapability");
    assert_eq!(patterns(client.wait_for(outside)), [uri(&at("shared/people.toml"))]);

    // A client that knows patterns of names alone watches its folders: the rest is looked at here.
    let mut client = Client::with(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}), &[&at("desk")]);
    let article = uri(&at("desk/a.txt"));
    client.open(&article, "plaintext", "Council meets\n\nMay 31, 2024\n\nMary Poole, the mayor, spoke.\n");
    client.listen(std::time::Duration::from_millis(1500));
    fs::write(at("shared/people.toml"), "format = 1\n\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\n").unwrap();
    for _ in 0..100 {
        let found = client.at("textDocument/definition", &article, 4, 2);
        if found.to_string().contains("people.toml") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("the change was not seen");
}
