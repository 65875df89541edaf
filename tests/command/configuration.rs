//! `backread.toml`: where it is found, what it changes, and what is said of one that is wrong.

use super::run::desk;
use serde_json::Value;

const DRAFT: &str = "Council meets\n\nMay 31, 2024\n\nThe council met at TK on the quay.\n";

#[test]
fn no_file_is_needed_and_the_nearest_one_counts() {
    let files = [("a.txt", DRAFT), ("city/b.txt", DRAFT), ("city/old/c.txt", DRAFT), ("sport/d.txt", DRAFT)];
    let desk = desk(&files);
    let all = [
        "a.txt placeholder warning",
        "city/b.txt placeholder warning",
        "city/old/c.txt placeholder warning",
        "sport/d.txt placeholder warning",
    ];
    assert_eq!(desk.findings(&[]), all);
    desk.write("backread.toml", "[rules]\nplaceholder = \"error\"\n");
    desk.write("city/backread.toml", "[rules]\nplaceholder = \"off\"\n");
    assert_eq!(desk.findings(&[]), ["a.txt placeholder error", "sport/d.txt placeholder error"]);
    assert_eq!(desk.findings(&["sport"]), ["sport/d.txt placeholder error"], "above what is named");
    assert_eq!(desk.findings(&["city/old/c.txt"]), Vec::<String>::new());
}

#[test]
fn it_is_found_from_a_folder_below() {
    let desk = desk(&[("city/a.txt", DRAFT), ("backread.toml", "[[override]]\nfiles = \"city/*\"\nrules = { placeholder = \"off\" }\n")]);
    let output = desk.run_in("city", &["check", "a.txt"], "");
    assert_eq!((output.code, output.out.as_str()), (0, "0 findings in 1 article\n"));
}

#[test]
fn a_file_may_extend_another() {
    let house = "profile = \"archive\"\n[rules]\nplaceholder = \"hint\"\n";
    let desk = desk(&[("city/a.txt", DRAFT), ("city/backread.toml", "extends = \"../house.toml\"\n"), ("house.toml", house)]);
    assert_eq!(desk.findings(&[]), ["city/a.txt placeholder hint"]);
    desk.write("city/backread.toml", "extends = \"../house.toml\"\n[rules]\nplaceholder = \"error\"\n");
    assert_eq!(desk.findings(&[]), ["city/a.txt placeholder error"]);
}

#[test]
fn profiles_choose_rules() {
    let vague = "Council meets\n\nThe council meets on Friday, June 31.\n\nIt said TK.\n";
    let desk = desk(&[("a.txt", vague)]);
    assert_eq!(desk.findings(&[]), ["a.txt date-impossible error", "a.txt placeholder warning"]);
    desk.write("backread.toml", "profile = \"archive\"\n");
    assert_eq!(desk.findings(&[]), ["a.txt date-impossible error"]);
}

#[test]
fn articles_without_a_date_have_the_chosen_day() {
    let desk = desk(&[("a.txt", "Council meets\n\nThe council met on Friday.\n")]);
    assert_eq!(desk.findings(&[]), ["a.txt date-unanchored information"]);
    desk.write("backread.toml", "as-of = 2024-05-31\n");
    assert_eq!(desk.findings(&[]), Vec::<String>::new());
    assert!(desk.run(&["annotate", "a.txt"]).out.contains("\"value\":\"2024-05-31\""));
}

#[test]
fn acronyms_and_knowledge_files_are_chosen() {
    let text = "Council meets\n\nMay 31, 2024\n\nThe QRX sent Mary Pool to the quay. Mary Pool of the QRX stayed.\n";
    let desk = desk(&[("a.txt", text), ("records/people.toml", "format = 1\n[[person]]\nid = \"mary\"\nname = \"Mary Pool\"\n")]);
    assert_eq!(desk.findings(&[]), ["a.txt acronym-undefined information"]);
    desk.write("backread.toml", "acronyms = [\"QRX\"]\nentities = [\"records/*.toml\"]\n");
    assert_eq!(desk.findings(&[]), Vec::<String>::new());
    assert!(desk.run(&["annotate", "a.txt"]).out.contains("\"record\":\"mary\""));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_counts() {
    let desk =
        desk(&[("a.txt", DRAFT), ("backread.toml", "profil = \"desk\"\n\n[rules]\nplaceholder = \"error\"\nplace-holder = \"off\"\n")]);
    let output = desk.run(&["check"]);
    assert_eq!(output.code, 2, "wrong configuration");
    assert!(output.out.contains("a.txt:5:20: error: "), "{}", output.out);
    let lines: Vec<_> = output.out.lines().filter(|line| line.starts_with("backread.toml")).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let (first, end) = ("backread.toml:1:1: warning: \"profil\" is not known", "did you mean \"profile\"? [knowledge-configuration]");
    assert!(lines[0].starts_with(first) && lines[0].ends_with(end), "{lines:?}");
    assert!(lines[1].starts_with("backread.toml:5:1: warning: there is no rule"), "{lines:?}");
    assert!(output.out.contains("\n    profil = \"desk\"\n    ^^^^^^\n"), "{}", output.out);
    assert!(output.out.ends_with("\n3 findings in 1 article and 1 file beside\n"), "{}", output.out);
    assert_eq!(output.errors, "");
}

#[test]
fn a_broken_file_costs_one_line_and_the_defaults_are_used() {
    let desk = desk(&[("a.txt", DRAFT), ("b/b.txt", DRAFT), ("backread.toml", "[rules]\nplaceholder = off\n")]);
    let output = desk.run(&["check"]);
    assert_eq!(output.code, 2, "wrong configuration");
    assert!(output.out.contains("a.txt:5:20: warning: "), "{}", output.out);
    assert_eq!(output.out.matches("backread.toml").count(), 1, "{}", output.out);
    assert!(output.out.contains("backread.toml:2:15: warning: this file cannot be read as TOML"), "{}", output.out);
}

#[test]
fn what_is_wrong_beside_the_articles_is_told_once() {
    let record = "format = 1\n\n[[person]]\nid = \"Mary\"\nname = \"Mary Poole\"\n";
    let desk = desk(&[("a.txt", "Weather\n\nMay 31, 2024\n\nIt rained.\n"), ("entities.toml", record)]);
    // As a finding in every format, or beside them where a text is asked for or other rules are.
    let jsonl = desk.run(&["check", "--format", "jsonl"]);
    let found: Value = serde_json::from_str(&jsonl.out).unwrap();
    assert_eq!((found["code"].as_str(), found["severity"].as_str()), (Some("knowledge-record"), Some("warning")));
    assert_eq!((found["start"]["line"].as_u64(), jsonl.code, jsonl.errors.as_str()), (Some(4), 1, ""));
    for format in ["sarif", "github", "checkstyle", "rdjson", "junit"] {
        let output = desk.run(&["check", "--format", format]);
        assert!(output.out.contains("knowledge-record") && output.out.contains("entities.toml"), "{format}: {}", output.out);
        assert_eq!((output.code, output.errors.as_str()), (1, ""), "{format}");
    }
    assert_eq!(desk.findings(&["--select", "knowledge"]), ["entities.toml knowledge-record warning"]);
    for others in [&["--select", "date"][..], &["--ignore", "knowledge-record"], &["--diff"]] {
        let output = desk.run(&[&["check"], others].concat());
        assert_eq!((output.code, output.errors.lines().count()), (0, 1), "{others:?}: {}", output.errors);
        assert!(!output.out.contains("knowledge-record") && output.errors.contains("entities.toml:4:7: "), "{others:?}: {}", output.errors);
    }
    let output = desk.run_in("", &["check", "--stdin"], "It rained.\n");
    assert_eq!((output.code, output.errors.lines().count()), (0, 1), "{}", output.errors);
}

#[test]
fn what_is_not_looked_at_is_told_by_the_exit_code() {
    let clean = "Weather\n\nMay 31, 2024\n\nIt rained.\n";
    for wrong in ["profile = \"nope\"\n", "extends = \"house.toml\"\n", "[rules]\nnope = \"off\"\n", "as-of = \"soon\"\n"] {
        let desk = desk(&[("a.txt", clean), ("backread.toml", wrong)]);
        let output = desk.run(&["check"]);
        assert_eq!((output.code, output.out.matches("[knowledge-configuration]").count()), (2, 1), "{wrong}: {}", output.out);
    }
    let desk = desk(&[("a.txt", clean), ("entities.toml", "format = 1\n[[person\n")]);
    for command in [&["check"][..], &["annotate", "a.txt"]] {
        let output = desk.run(command);
        let told = output.out.lines().chain(output.errors.lines()).filter(|line| line.contains("cannot be read as TOML"));
        assert_eq!((output.code, told.count()), (2, 1), "{command:?}: {}", output.errors);
    }
}
