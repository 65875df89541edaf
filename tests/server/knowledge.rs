//! Knowledge files: live while they are edited, the last good version kept, their problems on their own lines.

use crate::client::{Client, place, range, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

const RECORD: &str = "format = 1\n\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\nnote = \"Met in spring\"\n";
const ARTICLE: &str = "Council meets\n\nMay 31, 2024\n\nMary Poole, the mayor, spoke to the council.\n";

struct Desk {
    folder: TempDir,
    client: Client,
    article: String,
}

/// A folder with a knowledge file and one article, which is open.
fn desk(records: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("entities.toml"), records).unwrap();
    let article = uri(&folder.path().join("a.txt"));
    let mut client = Client::with(json!({"workspace": {"inlayHint": {"refreshSupport": true}}}), &[folder.path()]);
    client.open(&article, "plaintext", ARTICLE);
    Desk { folder, client, article }
}

impl Desk {
    fn path(&self) -> PathBuf {
        self.folder.path().join("entities.toml")
    }

    /// Where the definition of the person leads, as the file's last segment and a line.
    fn definition(&mut self) -> String {
        let found = self.client.request("textDocument/definition", place(&self.article, 4, 2)).unwrap();
        let file = found[0]["uri"].as_str().unwrap_or_default().rsplit('/').next().unwrap().to_owned();
        format!("{file}:{}", found[0]["range"]["start"]["line"])
    }
}

#[test]
fn a_record_is_the_definition_of_its_actor() {
    let mut desk = desk(RECORD);
    assert_eq!(desk.definition(), "entities.toml:3");
}

#[test]
fn the_text_in_the_editor_counts_before_it_is_saved() {
    let mut desk = desk("format = 1\n");
    assert_eq!(desk.definition(), "a.txt:4");
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", "format = 1\n");
    desk.client.edit(&file, 2, [1, 0, 1, 0], &RECORD["format = 1\n".len()..]);
    assert_eq!(desk.definition(), "entities.toml:3");
    desk.client.edit(&file, 3, [1, 0, 1, 0], "\n\n");
    assert_eq!(desk.definition(), "entities.toml:5");
    let refresh = desk.client.wait_for(|message| message["method"] == "workspace/inlayHint/refresh");
    assert!(refresh["id"].is_i64());
    desk.client.close(&file);
    assert_eq!(desk.definition(), "a.txt:4", "the file on disk has no record");
}

#[test]
fn a_change_on_disk_counts_unless_the_file_is_open() {
    let mut desk = desk("format = 1\n");
    let (path, file) = (desk.path(), uri(&desk.path()));
    let changed = json!({"changes": [{"uri": file, "type": 2}]});
    fs::write(&path, RECORD).unwrap();
    desk.client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(desk.definition(), "entities.toml:3");
    desk.client.open(&file, "toml", "format = 1\n");
    desk.client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(desk.definition(), "a.txt:4");
    desk.client.close(&file);
    assert_eq!(desk.definition(), "entities.toml:3");
    fs::remove_file(&path).unwrap();
    desk.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": file, "type": 3}]}));
    assert_eq!(desk.definition(), "a.txt:4");
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_last_good_version_and_says_so() {
    let mut desk = desk(RECORD);
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", RECORD);
    desk.client.edit(&file, 2, [6, 0, 6, 0], "[[person\n");
    let problems = desk.client.diagnostics(&file, 2);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("6:"), "{problems:?}");
    assert_eq!(desk.definition(), "entities.toml:3");
    desk.client.edit(&file, 3, [6, 0, 7, 0], "");
    assert_eq!(desk.client.diagnostics(&file, 3), Vec::<String>::new());
}

#[test]
fn problems_are_told_for_files_that_are_not_open_and_cleared_when_they_are_mended() {
    let mut desk = desk("format = 1\n\n[[person]]\nid = \"Not A Slug\"\nname = \"X\"\n");
    let (path, file) = (desk.path(), uri(&desk.path()));
    let problems = desk.client.diagnostics(&file, Value::Null);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("3:"), "{problems:?}");
    desk.client.listen(Duration::from_millis(100));
    assert!(!desk.client.heard_diagnostics(&file), "told once");
    fs::write(&path, RECORD).unwrap();
    desk.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": file, "type": 2}]}));
    assert_eq!(desk.client.diagnostics(&file, Value::Null), Vec::<String>::new());
}

#[test]
fn records_may_be_a_table_in_the_entities_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("entities")).unwrap();
    fs::write(folder.path().join("entities/people.csv"), "kind,id,name\nperson,mary-poole,Mary Poole\n").unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    let article = uri(&folder.path().join("a.txt"));
    client.open(&article, "plaintext", ARTICLE);
    let found = client.request("textDocument/definition", place(&article, 4, 2)).unwrap();
    assert!(found[0]["uri"].as_str().unwrap_or_default().ends_with("entities/people.csv"), "{found}");
}

#[test]
fn a_name_that_several_rows_write_is_renamed_in_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "kind,id,name,short,aliases,role_title\nperson,c-d,Cora Dahl,Dahl,C. Dahl|Cory Dahl,queen\nperson,c-d,\"Cora Dahl\",Dahl,Cory Dahl,king\n";
    fs::create_dir(folder.path().join("entities")).unwrap();
    fs::write(folder.path().join("entities/people.csv"), rows).unwrap();
    let (file, article) = (uri(&folder.path().join("entities/people.csv")), uri(&folder.path().join("a.txt")));
    let mut client = Client::with(json!({}), &[folder.path()]);
    client.open(&article, "plaintext", "Vote\n\nMay 31, 2024\n\nCora Dahl met Bo Ek. Dahl left.\n");
    let mut renamed = |character: u32, new: &str| -> Vec<String> {
        let mut params = place(&article, 4, character);
        params["newName"] = json!(new);
        let edit = client.request("textDocument/rename", params).unwrap();
        edit["changes"][&file].as_array().unwrap().iter().map(|edit| range(&edit["range"])).collect()
    };
    assert_eq!(renamed(2, "Cora Dale"), ["1:11-1:20", "2:12-2:21"]);
    assert_eq!(renamed(23, "Dale"), ["1:21-1:25", "2:23-2:27"]);
}

#[test]
fn a_hover_says_how_many_roles_it_leaves_out() {
    let role = |number: usize| format!("\n[[person.role]]\ntitle = \"mayor {number}\"\nfrom = 200{number}-01-02\n");
    let records = format!("{RECORD}{}", (1..=6).map(role).collect::<String>());
    let mut desk = desk(&records);
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", &records);
    let hover = desk.client.at("textDocument/hover", &file, 3, 8);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("mayor 4") && !shown.contains("mayor 5") && shown.contains("and 2 roles more"), "{shown}");
}

#[test]
fn a_record_is_added_in_the_folder_of_its_article() {
    let root = tempfile::tempdir().unwrap();
    let (own, other) = (root.path().join("d1"), root.path().join("d2"));
    [&own, &other].into_iter().for_each(|folder| fs::create_dir(folder).unwrap());
    fs::write(other.join("entities.toml"), RECORD).unwrap();
    let creates = json!({"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}});
    let actions = json!({"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}});
    let mut client = Client::with(json!({"workspace": creates, "textDocument": actions}), &[&own, &other]);
    let article = uri(&own.join("a.txt"));
    client.open(&article, "plaintext", "Vote\n\nMay 31, 2024\n\nCora Dahl met Bo Ek.\n");
    let at = json!({"line": 4, "character": 2});
    let params = json!({"textDocument": {"uri": article}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let mut added = || {
        let actions = client.request("textDocument/codeAction", params.clone()).unwrap();
        let action = actions.as_array().unwrap().iter().find(|action| action["title"] == "Add Cora Dahl to entities.toml").unwrap().clone();
        action["edit"]["documentChanges"].as_array().unwrap().last().unwrap()["textDocument"]["uri"].as_str().unwrap().to_owned()
    };
    assert_eq!(added(), uri(&own.join("entities.toml")));
}

#[test]
fn rows_of_one_id_are_one_record() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("entities")).unwrap();
    let (path, rows) = (
        folder.path().join("entities/people.csv"),
        "kind,id,name,role_title,role_from\nperson,c-d,Cora Dahl,queen,2020\nperson,c-d,,king,2021\n",
    );
    fs::write(&path, rows).unwrap();
    let file = uri(&path);
    let mut client = Client::with(json!({"textDocument": {"rename": {"prepareSupport": true}}}), &[folder.path()]);
    client.open(&file, "csv", rows);
    for line in [1, 2] {
        assert_eq!(client.at("textDocument/prepareRename", &file, line, 8)["placeholder"], "c-d");
        let mut params = place(&file, line, 8);
        params["newName"] = json!("zz-1");
        let edit = client.request("textDocument/rename", params.clone()).unwrap();
        let lines: Vec<&Value> = edit["changes"][&file].as_array().unwrap().iter().map(|edit| &edit["range"]["start"]["line"]).collect();
        assert_eq!(lines, [1, 2]);
        params["context"] = json!({"includeDeclaration": true});
        assert_eq!(client.request("textDocument/references", params).unwrap().as_array().unwrap().len(), 2);
    }
}

#[test]
fn ids_and_countries_are_completed_in_the_text_that_is_being_written() {
    let mut desk = desk(LINKED);
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", LINKED);
    let mut offered = |version, text: &str| {
        desk.client.edit(&file, version, [14, 0, 15, 0], text);
        let list = desk.client.at("textDocument/completion", &file, 14, text.len() as u32);
        list["items"].as_array().cloned().unwrap_or_default()
    };
    let ids = offered(2, "org = \"cou");
    assert_eq!((ids.len(), &ids[0]["label"], &ids[0]["detail"]), (1, &json!("council"), &json!("Norwick Council")));
    assert_eq!(range(&ids[0]["textEdit"]["range"]), "14:7-14:10");
    let countries = offered(3, "country = \"NO");
    assert!(countries.iter().any(|item| item["label"] == "NO" && item["detail"] == "Norway"), "{countries:?}");
    assert!(offered(4, "title = \"ma").is_empty());
}

#[test]
fn what_is_wrong_bears_a_code() {
    let mut desk = desk("format = 1\n\n[[person]]\nid = \"Not A Slug\"\nname = \"X\"\n");
    let (file, config) = (uri(&desk.path()), uri(&desk.folder.path().join("backread.toml")));
    desk.client.open(&config, "toml", "[rules]\nno-rule = \"off\"\n");
    for (file, code) in [(file, "knowledge-record"), (config, "knowledge-configuration")] {
        let told = desk
            .client
            .wait_for(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == file.as_str());
        assert_eq!(told["params"]["diagnostics"][0]["code"], code);
    }
}

#[test]
fn what_is_wrong_has_its_page() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("backread.toml"), "[rules]\nno-rule = \"off\"\n").unwrap();
    let shown = json!({"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": true}}});
    let mut client = Client::with(shown, &[folder.path()]);
    let is_told = |message: &Value| message["params"]["diagnostics"][0]["code"] == "knowledge-configuration";
    let told = client.wait_for(|message| message["method"] == "textDocument/publishDiagnostics" && is_told(message));
    let page = &told["params"]["diagnostics"][0]["codeDescription"]["href"];
    assert!(page.as_str().unwrap().ends_with("/docs/rules/knowledge-configuration.md"), "{told}");
}

#[test]
fn a_hover_tells_house_style_notes_figures_and_days() {
    let known = format!(
        "{RECORD}[[person.role]]\nbefore = \"Mayor\"\nfrom = 2020-01-02\n\n[[place]]\nid = \"hall\"\nname = \"The Hall\"\n\n[[event]]\nid = \"fair\"\nname = \"The Fair\"\nplace = \"hall\"\nfrom = 2024-05-31\nto = 2024-06-02\n\n[[claim]]\nid = \"boats\"\nabout = \"Boats in the harbour\"\nmatch = [\"boats\"]\nvalue = 12300\nbound = \"more-than\"\nas-of = 2024-05-01\nsource = \"a.txt\"\nstatus = \"disputed\"\n"
    );
    let mut desk = desk(&known);
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", &known);
    let mut shown = |file: &str, words: &str, text: &str| {
        let at = text[..text.find(words).unwrap()].matches('\n').count() as u32;
        let column = text.lines().nth(at as usize).unwrap().find(words).unwrap() as u32;
        desk.client.at("textDocument/hover", file, at, column + 1)["contents"]["value"].as_str().unwrap().to_owned()
    };
    let actor = shown(&desk.article, "Mary Poole", ARTICLE);
    assert!(actor.contains("First reference: Mayor Mary Poole; later: Poole") && actor.contains("Met in spring"), "{actor}");
    let event = shown(&file, "fair", &known);
    assert!(event.contains("2024-05-31 to 2024-06-02, The Hall"), "{event}");
    let claim = shown(&file, "boats", &known);
    assert!(claim.contains("more than 12,300 boats") && claim.contains("disputed, as of 2024-05-01, from a.txt"), "{claim}");
}

const LINKED: &str = "format = 1\n\n[[org]]\nid = \"council\"\nname = \"Norwick Council\"\n\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\n\n[[person.role]]\ntitle = \"mayor\"\norg = \"council\"\nfrom = 2020-01-02\n";

#[test]
fn a_knowledge_file_answers_too() {
    let mut desk = desk(LINKED);
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", LINKED);
    let hover = desk.client.at("textDocument/hover", &file, 7, 8);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("Mary Poole - person") && shown.contains("mayor, 2020-01-02 to …"), "{shown}");
    assert!(shown.contains("1 mention in 1 article, 2024-05-31"), "{shown}");
    let to_the_record = desk.client.at("textDocument/definition", &file, 12, 9);
    assert_eq!(to_the_record[0]["range"]["start"]["line"], 3);
    let to_the_article = desk.client.at("textDocument/definition", &file, 7, 8);
    assert!(to_the_article[0]["uri"].as_str().unwrap().ends_with("a.txt"), "{to_the_article}");
    let mut params = place(&file, 3, 7);
    params["context"] = json!({"includeDeclaration": true});
    assert_eq!(desk.client.request("textDocument/references", params).unwrap().as_array().unwrap().len(), 2);
    let symbols = desk.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": file}})).unwrap();
    let names: Vec<&str> = symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Norwick Council", "Mary Poole"]);
    let mut rename = place(&file, 3, 7);
    rename["newName"] = json!("norwick-council");
    let edit = desk.client.request("textDocument/rename", rename.clone()).unwrap();
    let edits = edit["changes"][&file].as_array().unwrap();
    let lines: Vec<u64> = edits.iter().map(|edit| edit["range"]["start"]["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [3, 12]);
    rename["newName"] = json!("mary-poole");
    assert!(desk.client.request("textDocument/rename", rename).unwrap_err().message.contains("Another record"));
}

#[test]
fn a_file_that_cannot_be_read_is_not_edited_and_what_is_left_of_it_is_found_where_it_stands() {
    let mut desk = desk(LINKED);
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", LINKED);
    desk.client.edit(&file, 2, [0, 0, 0, 0], "[[person\nx = \n\n");
    assert_eq!(desk.definition(), "entities.toml:10");
    let hover = desk.client.at("textDocument/hover", &file, 10, 8);
    assert_eq!(range(&hover["range"]), "10:6-10:16");
    assert_eq!(desk.client.at("textDocument/hover", &file, 1, 1), Value::Null);
    assert_eq!(desk.client.at("textDocument/definition", &file, 15, 9)[0]["range"]["start"]["line"], 6);
    let symbols = desk.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": file}})).unwrap();
    let lines: Vec<&Value> = symbols.as_array().unwrap().iter().map(|symbol| &symbol["location"]["range"]["start"]["line"]).collect();
    assert_eq!(lines, [5, 9]);
    let article = desk.article.clone();
    for (document, line, character) in [(&article, 4, 2), (&file, 6, 7), (&file, 15, 9), (&file, 1, 1)] {
        let mut rename = place(document, line, character);
        rename["newName"] = json!("zed-quux");
        let refusal = desk.client.request("textDocument/rename", rename).unwrap_err();
        assert_eq!((refusal.code, refusal.message.as_str()), (-32803, "entities.toml:1 cannot be read as TOML; mend it first"));
    }
    let refusal = desk.client.request("textDocument/prepareRename", place(&file, 6, 7)).unwrap_err();
    assert_eq!(refusal.code, -32803);
    desk.client.edit(&file, 3, [0, 0, 3, 0], "");
    let mut rename = place(&article, 4, 2);
    rename["newName"] = json!("Zed Quux");
    let edit = desk.client.request("textDocument/rename", rename).unwrap();
    assert_eq!(range(&edit["changes"][&file][0]["range"]), "8:8-8:18");
}

#[test]
fn a_file_that_is_broken_on_disk_alone_leads_nowhere_and_is_not_edited() {
    let mut desk = desk(RECORD);
    assert_eq!(desk.definition(), "entities.toml:3");
    fs::write(desk.path(), format!("[[person\n\n\n{RECORD}")).unwrap();
    desk.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&desk.path()), "type": 2}]}));
    assert_eq!(desk.client.at("textDocument/definition", &desk.article, 4, 2), json!([]));
    let hover = desk.client.at("textDocument/hover", &desk.article, 4, 2);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Record: mary"), "what was known counts: {hover}");
    let mut rename = place(&desk.article, 4, 2);
    rename["newName"] = json!("Zed Quux");
    assert_eq!(desk.client.request("textDocument/rename", rename).unwrap_err().code, -32803);
}

/// How many records the actions at a name would add.
fn additions(desk: &mut Desk) -> usize {
    let at = json!({"line": 4, "character": 2});
    let params = json!({"textDocument": {"uri": desk.article}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let actions = desk.client.request("textDocument/codeAction", params).unwrap();
    actions.as_array().unwrap().iter().filter(|action| action["title"].as_str().unwrap().starts_with("Add ")).count()
}

#[test]
fn nothing_is_added_to_a_file_that_cannot_be_read() {
    let mut desk = desk("format = 1\n");
    let file = uri(&desk.path());
    desk.client.open(&file, "toml", "format = 1\n");
    assert_eq!(additions(&mut desk), 1);
    desk.client.edit(&file, 2, [1, 0, 1, 0], "[[person\n");
    assert_eq!(additions(&mut desk), 0);
}
