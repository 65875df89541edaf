//! `backread.toml`: live while it is edited and when it changes on disk, its problems on its own lines.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const ARTICLE: &str = "Council meets\n\nMay 31, 2024\n\nThe council met at TK on the quay.\n";

struct Desk {
    folder: TempDir,
    client: Client,
    article: String,
}

/// A folder with these files and an article in a folder of its own, which is open.
fn desk(files: &[(&str, &str)], text: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("city")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let article = uri(&folder.path().join("city/a.txt"));
    let mut client = Client::with(json!({}), &[folder.path()]);
    client.open(&article, "plaintext", text);
    Desk { folder, client, article }
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes a file on disk and tells the server.
    fn change(&mut self, name: &str, text: Option<&str>) {
        let path = self.path(name);
        match text {
            Some(text) => fs::write(&path, text).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let kind = if text.is_some() { 2 } else { 3 };
        self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&path), "type": kind}]}));
    }

    /// Waits until the article has these diagnostics, each as `code severity`.
    fn wait_for(&mut self, expected: &[&str]) {
        let article = self.article.clone();
        self.client.wait_for(|message| {
            let params = &message["params"];
            let found = || params["diagnostics"].as_array().unwrap().iter();
            let lines: Vec<String> = match params["uri"] == article.as_str() {
                true => found().map(|found| format!("{} {}", found["code"].as_str().unwrap(), found["severity"])).collect(),
                false => return false,
            };
            lines == expected
        });
    }
}

#[test]
fn a_change_on_disk_counts_at_once() {
    let mut desk = desk(&[("backread.toml", "[rules]\nplaceholder = \"error\"\n")], ARTICLE);
    desk.wait_for(&["placeholder 1"]);
    desk.change("city/backread.toml", Some("[rules]\nplaceholder = \"hint\"\n"));
    desk.wait_for(&["placeholder 4"]);
    desk.change("city/backread.toml", Some("extends = \"../house.toml\"\n"));
    desk.wait_for(&["placeholder 2"]);
    desk.change("house.toml", Some("[rules]\nplaceholder = \"off\"\n"));
    desk.change("city/backread.toml", Some("extends = \"../house.toml\"\n\n"));
    desk.wait_for(&[]);
    desk.change("house.toml", Some("[rules]\nplaceholder = \"information\"\n"));
    desk.wait_for(&["placeholder 3"]);
    desk.change("city/backread.toml", None);
    desk.wait_for(&["placeholder 1"]);
}

#[test]
fn the_text_in_the_editor_counts_before_it_is_saved() {
    let mut desk = desk(&[], ARTICLE);
    desk.wait_for(&["placeholder 2"]);
    let file = uri(&desk.path("backread.toml"));
    desk.client.open(&file, "toml", "[rules]\n");
    desk.client.edit(&file, 2, [1, 0, 1, 0], "placeholder = \"hint\"\n");
    desk.wait_for(&["placeholder 4"]);
    desk.client.close(&file);
    desk.wait_for(&["placeholder 2"]);
}

#[test]
fn problems_stand_in_the_file_itself_and_a_broken_one_keeps_what_counted() {
    let mut desk = desk(&[("backread.toml", "[rules]\nplaceholder = \"hint\"\nplace-holder = \"off\"\n")], ARTICLE);
    desk.wait_for(&["placeholder 4"]);
    let file = uri(&desk.path("backread.toml"));
    let message = "there is no rule \"place-holder\"; did you mean \"placeholder\"?";
    assert_eq!(desk.client.diagnostics(&file, Value::Null), [format!("2:0-2:12 {message}")]);
    desk.client.open(&file, "toml", "[rules]\nplaceholder = \"hint\"\n");
    assert_eq!(desk.client.diagnostics(&file, 1), Vec::<String>::new());
    desk.client.edit(&file, 2, [1, 14, 1, 20], "");
    let problems = desk.client.diagnostics(&file, 2);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("1:") && problems[0].contains("cannot be read as TOML"), "{problems:?}");
    desk.client.edit(&desk.article, 2, [4, 0, 4, 0], "Now ");
    desk.wait_for(&["placeholder 4"]);
}

#[test]
fn the_day_of_articles_without_one_is_taken_and_given_back() {
    let mut desk = desk(&[], "Council meets\n\nThe council met on Friday.\n");
    desk.wait_for(&["date-unanchored 3"]);
    desk.change("backread.toml", Some("as-of = 2024-06-03\n"));
    desk.wait_for(&[]);
    let hover = desk.client.at("textDocument/hover", &desk.article, 2, 20);
    let hover = hover["contents"]["value"].as_str().unwrap();
    assert!(hover.contains("31 May 2024") && hover.contains("the day chosen for articles that state none"), "{hover}");
    desk.change("backread.toml", None);
    desk.wait_for(&["date-unanchored 3"]);
}

#[test]
fn a_configuration_names_knowledge_files() {
    let record = "format = 1\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\n";
    let text = "Council meets\n\nMay 31, 2024\n\nMary Poole spoke.\n";
    let mut desk = desk(&[("people.toml", record)], text);
    let definition = |desk: &mut Desk| {
        let found = desk.client.at("textDocument/definition", &desk.article, 4, 2);
        found[0]["uri"].as_str().unwrap_or_default().rsplit('/').next().unwrap().to_owned()
    };
    assert_eq!(definition(&mut desk), "a.txt");
    desk.change("backread.toml", Some("entities = [\"people.toml\"]\n"));
    assert_eq!(definition(&mut desk), "people.toml");
    desk.change("people.toml", Some("format = 1\n"));
    assert_eq!(definition(&mut desk), "a.txt");
}

#[test]
fn known_findings_are_left() {
    let mut desk = desk(&[("backread.toml", "baseline = \"baseline.json\"\n")], ARTICLE);
    desk.wait_for(&["placeholder 2"]);
    fs::write(desk.path("city/a.txt"), ARTICLE).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_backread"));
    assert!(command.args(["check", "--write-baseline"]).current_dir(desk.folder.path()).output().unwrap().status.success());
    let changed = json!({"changes": [{"uri": uri(&desk.path("baseline.json")), "type": 1}]});
    desk.client.notify("workspace/didChangeWatchedFiles", changed);
    desk.wait_for(&[]);
    desk.client.edit(&desk.article, 2, [4, 0, 4, 0], "On Monday, ");
    desk.client.edit(&desk.article, 3, [0, 0, 0, 0], "The ");
    desk.client.listen(std::time::Duration::from_millis(300));
    assert!(desk.client.heard.iter().all(|message| !message.to_string().contains("\"placeholder\"")), "{:#?}", desk.client.heard);
}

#[test]
fn clients_that_watch_no_files_are_served_after_the_next_edit() {
    let mut desk = desk(&[], ARTICLE);
    desk.wait_for(&["placeholder 2"]);
    fs::write(desk.path("city/backread.toml"), "[rules]\nplaceholder = \"error\"\n").unwrap();
    desk.client.edit(&desk.article, 2, [0, 0, 0, 0], "The ");
    desk.wait_for(&["placeholder 1"]);
    fs::remove_file(desk.path("city/backread.toml")).unwrap();
    desk.client.edit(&desk.article, 3, [0, 0, 0, 4], "");
    desk.wait_for(&["placeholder 2"]);
}

#[test]
fn a_file_that_the_configuration_names_later_counts_as_the_editor_has_it() {
    let on_disk = "[[person]]\nid = \"disk\"\nname = \"Mary Poole\"\nbogus = 1\n";
    let text = "Council meets at TK\n\nMay 31, 2024\n\nMary Poole spoke.\n";
    let mut desk = desk(&[("people.toml", on_disk), ("house.toml", "[rules]\nplaceholder = \"off\"\nno-rule = \"off\"\n")], text);
    let [people, house, config] = ["people.toml", "house.toml", "backread.toml"].map(|name| uri(&desk.path(name)));
    desk.client.open(&people, "toml", "[[person]]\nid = \"editor\"\nname = \"Mary Poole\"\n");
    desk.client.open(&house, "toml", "[rules]\nplaceholder = \"hint\"\n");
    desk.wait_for(&["placeholder 2"]);
    desk.client.open(&config, "toml", "entities = [\"people.toml\"]\nextends = \"house.toml\"\n");
    desk.wait_for(&["placeholder 4"]);
    let record = |desk: &mut Desk| {
        let hover = desk.client.at("textDocument/hover", &desk.article, 4, 2);
        hover["contents"]["value"].as_str().unwrap().lines().last().unwrap().trim().to_owned()
    };
    assert_eq!(record(&mut desk), "Record: editor in people.toml");
    assert_eq!(desk.client.diagnostics(&house, 1), Vec::<String>::new());
    assert_eq!(desk.client.diagnostics(&people, 1), Vec::<String>::new());
    desk.client.edit(&people, 2, [1, 6, 1, 12], "second");
    assert_eq!(record(&mut desk), "Record: second in people.toml");
    desk.client.edit(&house, 2, [1, 15, 1, 19], "error");
    desk.wait_for(&["placeholder 1"]);
    desk.client.edit(&config, 2, [0, 0, 2, 0], "");
    desk.wait_for(&["placeholder 2"]);
    assert_eq!(record(&mut desk), "No record in a knowledge file; introduced here in line 5");
    desk.client.listen(std::time::Duration::from_millis(200));
    desk.client.heard.clear();
    desk.client.edit(&house, 3, [1, 0, 1, 0], "placeholder = 1\n");
    desk.client.edit(&people, 3, [0, 0, 0, 0], "[[\n");
    desk.client.listen(std::time::Duration::from_millis(200));
    assert!(!desk.client.heard_diagnostics(&house) && !desk.client.heard_diagnostics(&people), "they are nothing to the server now");
}

const OFF: &str = "[rules]\nplaceholder = \"off\"\n";

#[test]
fn a_file_that_is_extended_counts_as_soon_as_it_is_there() {
    let mut desk = desk(&[("backread.toml", "extends = \"house.toml\"\n")], ARTICLE);
    desk.wait_for(&["placeholder 2"]);
    let config = uri(&desk.path("backread.toml"));
    assert_eq!(desk.client.diagnostics(&config, Value::Null).len(), 1, "it is missing");
    desk.change("house.toml", Some(OFF));
    desk.wait_for(&[]);
    assert_eq!(desk.client.diagnostics(&config, Value::Null), Vec::<String>::new());
    desk.change("house.toml", None);
    desk.wait_for(&["placeholder 2"]);
    // One that is not saved yet.
    let house = uri(&desk.path("house.toml"));
    desk.client.open(&house, "toml", OFF);
    desk.wait_for(&[]);
    desk.client.close(&house);
    desk.wait_for(&["placeholder 2"]);
}

#[test]
fn a_folder_that_goes_and_comes_takes_what_is_named_in_it_along() {
    let mut desk = desk(&[("backread.toml", "extends = \"house/style.toml\"\nbaseline = \"house/known.json\"\n")], ARTICLE);
    desk.wait_for(&["placeholder 2"]);
    fs::create_dir(desk.path("made")).unwrap();
    fs::write(desk.path("made/style.toml"), "[rules]\nplaceholder = \"hint\"\n").unwrap();
    let told = |desk: &mut Desk, kind: u32| {
        let changes = json!({"changes": [{"uri": uri(&desk.path("house")), "type": kind}]});
        desk.client.notify("workspace/didChangeWatchedFiles", changes);
    };
    fs::rename(desk.path("made"), desk.path("house")).unwrap();
    told(&mut desk, 1);
    desk.wait_for(&["placeholder 4"]);
    fs::rename(desk.path("house"), desk.path("gone")).unwrap();
    told(&mut desk, 3);
    desk.wait_for(&["placeholder 2"]);
    // The known findings alone.
    fs::write(desk.path("city/a.txt"), ARTICLE).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_backread"));
    let written = command.args(["check", "--baseline", "gone/known.json", "--write-baseline", "city"]).current_dir(desk.folder.path());
    assert!(written.output().is_ok() && desk.path("gone/known.json").exists());
    fs::remove_file(desk.path("gone/style.toml")).unwrap();
    fs::rename(desk.path("gone"), desk.path("house")).unwrap();
    told(&mut desk, 1);
    desk.wait_for(&[]);
    fs::rename(desk.path("house"), desk.path("gone")).unwrap();
    told(&mut desk, 3);
    desk.wait_for(&["placeholder 2"]);
}

#[test]
fn what_a_configuration_extends_is_looked_at_wherever_it_lies() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    fs::create_dir(at("desk")).unwrap();
    fs::write(at("desk/backread.toml"), "extends = \"../house.toml\"\n").unwrap();
    let mut client = Client::with(json!({}), &[&at("desk")]);
    let article = uri(&at("desk/a.txt"));
    client.open(&article, "plaintext", ARTICLE);
    assert_eq!(client.diagnostics(&article, 1).len(), 1);
    client.listen(std::time::Duration::from_millis(2500));
    client.heard.clear();
    fs::write(at("house.toml"), OFF).unwrap();
    assert_eq!(client.diagnostics(&article, 1), Vec::<String>::new());
}
