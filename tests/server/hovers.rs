//! What hovers say of statements, figures and dates.

use crate::client::{Client, place, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

fn reads_markdown() -> Value {
    json!({"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"hover": {"contentFormat": ["markdown"]}}})
}

/// A folder with articles, the first of which is open; all of them are indexed.
fn desk(articles: &[(&str, &str)]) -> (TempDir, Client) {
    let folder = tempfile::tempdir().unwrap();
    articles.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    let mut client = Client::with(reads_markdown(), &[folder.path()]);
    for _ in 0..2000 {
        let days = client.request("backread/timeline", json!({})).unwrap().to_string();
        if articles.iter().all(|(name, _)| days.contains(&format!("/{name}"))) {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let (name, text) = articles[0];
    client.open(&path(folder.path(), name), "plaintext", text);
    (folder, client)
}

fn path(folder: &Path, name: &str) -> String {
    uri(&folder.join(name))
}

/// What the hover says where some words begin.
fn shown(client: &mut Client, document: &str, text: &str, words: &str) -> String {
    let before = &text[..text.find(words).unwrap()];
    let (line, start) = (before.matches('\n').count(), before.rfind('\n').map_or(0, |at| at + 1));
    let hover = client.at("textDocument/hover", document, line as u32, (before.len() - start) as u32 + 1);
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// An article of one day, its paragraphs long enough to be known again as a copy.
fn article(headline: &str, day: u32, said: &str) -> String {
    format!(
        "---\ndate: 2024-05-{day:02}\n---\n\n{headline}\n\n{said}\n\nThe harbour council has met every month since the old quay was closed, and its members say that the work on the new one goes on as planned, though the winter was long and the ice did not leave the bay before the end of April.\n"
    )
}

const KILLED: &str = "At least 40 dock workers were injured in the fire at the harbour, Ann Marchetti said.";

#[test]
fn copies_of_an_article_are_not_independent_of_it() {
    let (one, copy) = (article("Fire at the harbour", 7, KILLED), article("Harbour on fire", 7, KILLED));
    let (folder, mut client) = desk(&[("p1.txt", &one), ("p2.txt", &copy)]);
    let document = path(folder.path(), "p1.txt");
    let told = shown(&mut client, &document, &one, "40 dock");
    assert!(told.contains("elsewhere, 1 place (0 independent)"), "{told}");
}

#[test]
fn another_figure_is_not_passed_over() {
    let one = article("Fire at the harbour", 7, KILLED);
    let other = "---\ndate: 2024-05-08\n---\n\nShips\n\nSome 55 dock workers were injured in a fire in the city, Karl Dale said.\n";
    let (folder, mut client) = desk(&[("p1.txt", &one), ("p2.txt", other)]);
    let told = shown(&mut client, &path(folder.path(), "p1.txt"), &one, "40 dock");
    assert!(!told.contains("no other article"), "{told}");
}

#[test]
fn each_part_of_a_quotation_is_looked_for_by_itself() {
    let said = "\"Italy cannot carry this burden alone for another year,\" Ann Marchetti told reporters on Monday. \"We have asked Prague for a date and a place.\"";
    let other = "---\ndate: 2024-05-08\n---\n\nShips\n\n\"Italy cannot carry this burden alone for another year,\" Karl Dale said.\n";
    let one = article("Italy speaks", 7, said);
    let (folder, mut client) = desk(&[("a.txt", &one), ("b.txt", other)]);
    let document = path(folder.path(), "a.txt");
    let first = shown(&mut client, &document, &one, "cannot carry");
    assert!(first.contains("The same words, 1 place (1 independent):  \n- 2024-05-08: Karl Dale - b.txt:7"), "{first}");
    assert!(first.contains("To: reporters"), "{first}");
    let second = shown(&mut client, &document, &one, "We have asked");
    assert!(!second.contains("The same words"), "{second}");
    let line = one[..one.find("Italy cannot").unwrap()].matches('\n').count() as u32;
    let column = |words: &str| one.lines().nth(line as usize).unwrap().find(words).unwrap() as u32 + 1;
    for (character, places) in [(column("cannot carry"), 1), (column("We have asked"), 0)] {
        let found = client.at("textDocument/implementation", &document, line, character);
        assert_eq!(found.as_array().map_or(0, Vec::len), places, "{found}");
        let mut params = place(&document, line, character);
        params["context"] = json!({"includeDeclaration": true});
        let found = client.request("textDocument/references", params).unwrap();
        assert_eq!(found.as_array().map_or(0, Vec::len), places + 1, "{found}");
    }
}

#[test]
fn an_article_without_a_day_is_not_the_earliest() {
    let said = "\"Italy cannot carry this burden alone for another year,\" Ann Marchetti said.";
    let one = article("Italy speaks", 7, said);
    let dated = format!("---\ndate: 2022-05-01\n---\n\nShips\n\n{said}\n");
    let undated = format!("Boats\n\n{said}\n");
    let (folder, mut client) = desk(&[("a.txt", &one), ("b.txt", &dated)]);
    fs::write(folder.path().join("c.txt"), &undated).unwrap();
    client.open(&path(folder.path(), "c.txt"), "plaintext", &undated);
    let found = client.at("textDocument/definition", &path(folder.path(), "a.txt"), 6, 10);
    assert_eq!(found[0]["uri"], path(folder.path(), "b.txt"), "{found}");
}

#[test]
fn a_hover_has_no_marks_of_markdown_where_the_client_names_no_format() {
    let mut client = Client::with(json!({}), &[]);
    client.open("untitled:a", "plaintext", "Vote\n\nJune 7, 2024\n\nCora Dahl left on Friday.\n");
    let hover = client.at("textDocument/hover", "untitled:a", 4, 2);
    assert_eq!(hover["contents"]["kind"], "plaintext", "{hover}");
    assert!(!hover["contents"]["value"].as_str().unwrap().contains("**"), "{hover}");
}

#[test]
fn figures_have_their_digits_in_groups() {
    let one = article("Bridge", 7, "The bridge cost 40 billion crowns, Ann Marchetti said.");
    let (folder, mut client) = desk(&[("a.txt", &one)]);
    let told = shown(&mut client, &path(folder.path(), "a.txt"), &one, "40 billion");
    assert!(told.contains("exactly 40,000,000,000 "), "{told}");
}

/// What the hover over a word of an open article says.
fn alone(text: &str, words: &str) -> String {
    let mut client = Client::with(reads_markdown(), &[]);
    client.open("untitled:a", "plaintext", text);
    shown(&mut client, "untitled:a", text, words)
}

#[test]
fn dates_are_told_to_a_reader() {
    let article = |said: &str| format!("Vote\n\nJune 12, 2024\n\nCora Dahl said that {said}.\n");
    for (said, words) in [
        ("she would leave at the weekend", "weekend"),
        ("she came back this summer", "summer"),
        ("it happened on Saturday night", "Saturday night"),
        ("she would do it one day", "one day"),
    ] {
        let told = alone(&article(said), words);
        let first = told.lines().next().unwrap_or_default();
        let is_of_a_machine = ["-W", "-SU", "TNI", "XX", "TEV", "TMO"].iter().any(|part| first.contains(part));
        assert!(!is_of_a_machine, "{said}: {told}");
    }
    let broken = "---\ndate: [\n---\n\nVote\n\nCora Dahl spoke on Friday.\n";
    let told = alone(broken, "Friday");
    assert!(told.contains("front matter cannot be read") && !told.contains("none in front matter"), "{told}");
}

#[test]
fn a_line_that_names_a_day_twice_is_told_once() {
    let text = "Vote\n\nJune 7, 2024\n\nCora Dahl left on Friday. Friday was fair. Friday ended.\n\nShe came on Friday.\n";
    let told = alone(text, "Friday.");
    assert!(told.ends_with("That day also: line 3, line 5, line 7"), "{told}");
}

#[test]
fn another_form_of_a_name_is_told_where_it_stands() {
    let article = "Vote\n\nJune 7, 2024\n\nCora Dahl left on Friday.\n";
    let later = "Talks\n\nJune 8, 2024\n\nCora Dahl, the mayor, left on Saturday.\n\nDahl came back.\n";
    let (folder, mut client) = desk(&[("a.txt", article), ("b.txt", later)]);
    let told = shown(&mut client, &path(folder.path(), "a.txt"), article, "Cora Dahl");
    assert!(told.contains("Also written: Dahl (b.txt:7)"), "{told}");
}

#[test]
fn a_pronoun_is_traced_back_to_a_name() {
    let text = "Vote\n\nJune 12, 2024\n\nCora Dahl said on Monday she was ready. She said she would vote, and she left.\n";
    for at in ["She said", "she would", "she left"] {
        let told = alone(text, at);
        assert!(!told.contains("before: “she”") && !told.contains("before: “She”"), "{told}");
        assert!(told.contains("Cora Dahl"), "{told}");
    }
}

#[test]
fn the_names_of_files_are_told_as_they_are() {
    let text = "Council meets\n\nMay 31, 2024\n\nThe council met on Friday.\n";
    let (folder, mut client) = desk(&[("a.txt", text), ("_draft_~~b~~&[2].txt", text)]);
    let document = path(folder.path(), "a.txt");
    let hover = shown(&mut client, &document, text, "Friday");
    assert!(hover.contains("\\_draft\\_\\~\\~b\\~\\~\\&\\[2\\].txt:3"), "{hover}");
    let mut client = Client::with(json!({}), &[folder.path()]);
    client.open(&document, "plaintext", text);
    let told = |client: &mut Client| shown(client, &document, text, "Friday").contains("_draft_~~b~~&[2].txt:3");
    for _ in 0..200 {
        if told(&mut client) {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("{}", shown(&mut client, &document, text, "Friday"));
}
