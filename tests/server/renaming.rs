//! Rename, and the question before it: the client's text afterwards is the one that is meant.

use crate::client::{Client, place, range, uri};
use serde_json::{Value, json};

const DOCUMENT: &str = "untitled:bridge";
const ARTICLE: &str = "Bridge \u{1F309} backed\n\n\u{1F309} Mary Poole met the council.\n\n\u{201C}Mary Poole is late,\u{201D} he said. Mary Poole left.\n\nPoole slept.\n";

fn client(encoding: &str) -> Client {
    let mut client =
        Client::with(json!({"general": {"positionEncodings": [encoding]}, "textDocument": {"rename": {"prepareSupport": true}}}), &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    client
}

/// The capabilities of a client that heeds the annotations of a rename.
fn annotating() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}}},
        "textDocument": {"rename": {"honorsChangeAnnotations": true}},
    })
}

/// The units of some text in an encoding.
fn units(encoding: &str, text: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The byte of a position.
fn offset(encoding: &str, at: &Value) -> usize {
    let line = at["line"].as_u64().unwrap() as usize;
    let start: usize = ARTICLE.split_inclusive('\n').take(line).map(str::len).sum();
    let wanted = at["character"].as_u64().unwrap() as usize;
    let rest = &ARTICLE[start..];
    start + rest.char_indices().map(|(at, _)| at).find(|at| units(encoding, &rest[..*at]) == wanted).unwrap()
}

#[test]
fn what_would_be_renamed_is_told_before() {
    let mut client = client("utf-16");
    let found = client.at("textDocument/prepareRename", DOCUMENT, 2, 5);
    assert_eq!((range(&found["range"]).as_str(), &found["placeholder"]), ("2:3-2:13", &json!("Mary Poole")));
    let found = client.at("textDocument/prepareRename", DOCUMENT, 6, 0);
    assert_eq!((range(&found["range"]).as_str(), &found["placeholder"]), ("6:0-6:5", &json!("Poole")));
    assert_eq!(client.at("textDocument/prepareRename", DOCUMENT, 1, 0), Value::Null, "nothing stands there");
    assert_eq!(client.at("textDocument/prepareRename", DOCUMENT, 6, 8), Value::Null, "a verb is nobody");
    let refusal = client.request("textDocument/prepareRename", place(DOCUMENT, 4, 3)).unwrap_err();
    assert_eq!(refusal.code, -32803);
    assert!(refusal.message.contains("quotation marks"), "{}", refusal.message);
}

#[test]
fn the_text_afterwards_is_the_one_that_is_meant() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding);
        let mut params = place(DOCUMENT, 2, units(encoding, "\u{1F309} M") as u32);
        params["newName"] = json!("Maria Poole");
        let edit = client.request("textDocument/rename", params).unwrap();
        let mut edits: Vec<(usize, usize, &str)> = edit["changes"][DOCUMENT]
            .as_array()
            .unwrap()
            .iter()
            .map(|edit| {
                let at = |end: &str| offset(encoding, &edit["range"][end]);
                (at("start"), at("end"), edit["newText"].as_str().unwrap())
            })
            .collect();
        edits.sort_unstable();
        let mut text = ARTICLE.to_owned();
        edits.iter().rev().for_each(|(start, end, new)| text.replace_range(*start..*end, new));
        let expected = ARTICLE.replace("Mary", "Maria").replace("\u{201C}Maria", "\u{201C}Mary");
        assert_eq!(text, expected, "{encoding}");
    }
}

/// The article after a rename of what stands at a place, or why there is none.
fn renamed(text: &str, name: &str, line: u32, character: u32, new: &str) -> Result<String, String> {
    let uri = format!("untitled:{name}");
    let mut client = Client::running();
    client.open(&uri, if name.ends_with(".md") { "markdown" } else { "plaintext" }, text);
    let mut params = place(&uri, line, character);
    params["newName"] = json!(new);
    let edit = client.request("textDocument/rename", params).map_err(|refusal| refusal.message)?;
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut edits: Vec<&Value> = edit["changes"][&uri].as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| (edit["range"]["start"]["line"].as_u64(), edit["range"]["start"]["character"].as_u64()));
    for edit in edits.into_iter().rev() {
        let at = |end: &str, part: &str| edit["range"][end][part].as_u64().unwrap() as usize;
        let (first, last) = (at("start", "line"), at("end", "line"));
        let tail = lines[last].split_off(at("end", "character"));
        lines.drain(first + 1..=last);
        lines[first].truncate(at("start", "character"));
        lines[first] += &format!("{}{tail}", edit["newText"].as_str().unwrap());
    }
    Ok(lines.join("\n"))
}

const SIGNED: &str = "Council backs the bridge\n\nBy Vera Lund\n\nVera Lund and the council met.\n\nPhotograph by Vera Lund\n\nVera Lund spoke last on the matter. (Reporting by Vera Lund; editing by Bo Ek)\n";

#[test]
fn credits_and_bylines_stay_as_they_are() {
    let expected = SIGNED.replace("Vera Lund and", "Vera Holm and").replace("Vera Lund spoke", "Vera Holm spoke");
    assert_eq!(renamed(SIGNED, "a", 4, 2, "Vera Holm").as_ref(), Ok(&expected));
    for (line, character) in [(2, 4), (6, 16), (8, 52)] {
        let refusal = renamed(SIGNED, "a", line, character, "Vera Holm").unwrap_err();
        assert!(refusal.contains("in a credit"), "{line}: {refusal}");
    }
}

#[test]
fn block_quotes_are_quoted_words() {
    let text = "# Council backs the bridge\n\nVera Lund met the council.\n\n> I like Vera Lund.\n";
    assert_eq!(renamed(text, "a.md", 2, 2, "Vera Holm"), Ok(text.replace("Vera Lund met", "Vera Holm met")));
    assert!(renamed(text, "a.md", 4, 10, "Vera Holm").unwrap_err().contains("block quote"));
}

#[test]
fn what_stays_as_it_is_is_listed() {
    let mut client = client("utf-8");
    let mut params = place(DOCUMENT, 2, 5);
    params["newName"] = json!("Maria Poole");
    client.request("textDocument/rename", params.clone()).unwrap();
    let told = client.wait_for(|message| message["method"] == "window/showMessage");
    assert_eq!(told["params"]["message"], "Not renamed: untitled:bridge:5 inside quotation marks");

    // A client that knows annotations may still not heed those of a rename.
    let mut capabilities = annotating();
    capabilities["textDocument"]["rename"] = json!({});
    let mut client = Client::with(capabilities, &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    let edit = client.request("textDocument/rename", params.clone()).unwrap();
    assert!(edit.get("changeAnnotations").is_none() && !edit.to_string().contains("annotationId"), "{edit}");
    let told = client.wait_for(|message| message["method"] == "window/showMessage");
    assert_eq!(told["params"]["message"], "Not renamed: untitled:bridge:5 inside quotation marks");

    let mut client = Client::with(annotating(), &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    let edit = client.request("textDocument/rename", params).unwrap();
    let id = edit["documentChanges"][0]["edits"][0]["annotationId"].as_str().unwrap();
    let annotation = &edit["changeAnnotations"][id];
    assert_eq!(annotation["needsConfirmation"], false);
    assert!(annotation["description"].as_str().unwrap().ends_with("bridge:5 inside quotation marks"), "{annotation}");
}

#[test]
fn a_name_over_the_end_of_a_line_keeps_it() {
    let text = "# Council backs the bridge\n\nVera Lund met the council, and Vera\nLund left. Vera\u{A0}Lund came back.\n";
    assert_eq!(renamed(text, "a.md", 2, 2, "Vera Holm"), Ok(text.replace("Lund", "Holm")));
    assert_eq!(renamed(text, "a.md", 3, 2, "Vera Holm"), Ok(text.replace("Lund", "Holm")));
}

#[test]
fn a_name_that_is_introduced_over_the_end_of_a_line_is_renamed_too() {
    let text = "# Council backs the bridge\n\nThe council met Mayor Vera\nLund and 30\nmen. Vera Lund left with 30 men, and Vera\u{A0}Lund  came.\n";
    for (line, character) in [(2, 24), (4, 6), (4, 40)] {
        assert_eq!(renamed(text, "a.md", line, character, "Vera Holm"), Ok(text.replace("Lund", "Holm")), "{line}");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b.txt"), "Council meets\n\nThe council and Vera\u{A0}Lund spoke. Vera Lund left.\n").unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    let (article, other) = (uri(&folder.path().join("a.txt")), uri(&folder.path().join("b.txt")));
    client.open(&article, "plaintext", "Plan fails\n\nThe plan of Vera Lund failed.\n");
    let mut params = place(&article, 2, 14);
    params["newName"] = json!("Vera Holm");
    let mut elsewhere = || client.request("textDocument/rename", params.clone()).unwrap()["changes"][&other].take();
    let mut found = elsewhere();
    while found.is_null() {
        std::thread::sleep(std::time::Duration::from_millis(50));
        found = elsewhere();
    }
    let edits: Vec<String> = found.as_array().unwrap().iter().map(|edit| range(&edit["range"])).collect();
    assert_eq!(edits, ["2:21-2:25", "2:33-2:42"]);

    let at_end = format!("{text}\nThe council knows @ver\n");
    let document = uri(&folder.path().join("c.md"));
    client.open(&document, "markdown", &at_end);
    let offers = client.at("textDocument/completion", &document, 6, 22);
    assert_eq!(offers["items"][0]["textEdit"]["newText"], "Lund");
    let found = client.request("workspace/symbol", json!({"query": "#30 men"})).unwrap();
    let names: Vec<&str> = found.as_array().unwrap().iter().filter_map(|symbol| symbol["name"].as_str()).collect();
    assert!(!names.is_empty() && names.iter().all(|name| !name.contains('\n')), "{names:?}");
}

#[test]
fn a_record_is_changed_with_its_short_form_its_version_and_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let (records, other) = (folder.path().join("entities.toml"), folder.path().join("other.md"));
    let known = "format = 1\n\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\nshort = \"Poole\"\n";
    std::fs::write(&records, known).unwrap();
    std::fs::write(&other, "# Bridge\n\nMary Poole met the council. Then Mary\nPoole left.\n").unwrap();
    let mut client = Client::with(annotating(), &[folder.path()]);
    let (article, records) = (uri(&folder.path().join("a.txt")), uri(&records));
    client.open(&article, "plaintext", "Bridge backed\n\nMary Poole met the council.\n\nPoole slept.\n");
    client.open(&records, "toml", known);
    client.edit(&records, 7, [0, 0, 0, 0], "# ours\n");
    let mut rename = |line: u32, new: &str| {
        let mut params = place(&article, line, 1);
        params["newName"] = json!(new);
        let edit = client.request("textDocument/rename", params).unwrap();
        let mut lines: Vec<String> = Vec::new();
        for change in edit["documentChanges"].as_array().unwrap() {
            let document = &change["textDocument"];
            let name = document["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            for made in change["edits"].as_array().unwrap() {
                let confirmed = made["annotationId"].as_str().is_some_and(|id| edit["changeAnnotations"][id]["needsConfirmation"] == true);
                let new = made["newText"].as_str().unwrap();
                lines.push(format!("{name} {} {} {confirmed} {new}", document["version"], range(&made["range"])));
            }
        }
        lines
    };
    assert_eq!(rename(4, "Lund"), ["a.txt 1 4:0-4:5 false Lund", "entities.toml 7 6:9-6:14 true Lund"]);
    let mut lines = rename(2, "Mary Lund");
    for _ in 0..50 {
        if lines.len() > 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        lines = rename(2, "Mary Lund");
    }
    assert_eq!(
        lines,
        [
            "a.txt 1 2:0-2:10 false Mary Lund",
            "entities.toml 7 5:8-5:18 true Mary Lund",
            "other.md null 2:0-2:10 true Mary Lund",
            "other.md null 3:0-3:5 true Lund",
        ]
    );
}
