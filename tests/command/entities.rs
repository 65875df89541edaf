//! `backread entities`: what it drafts, reports, reads and writes.

use super::run::desk;
use serde_json::Value;

const FIRST: &str =
    "Bridge opens\n\nMay 31, 2024\n\nMary Poole, the mayor of Norwick, opened the bridge. Poole thanked the Harbour Board of Norwick.\n";
const SECOND: &str = "Bridge closes\n\nJune 3, 2024\n\nMayor Mary Poole said the Harbour Board of Norwick had closed the bridge.\n";
const RECORDS: &str = "format = 1\n\n[[person]]\nid = \"mary-poole\"\nname = \"Mary Poole\"\nborn = \"1970\"\n\n[[person.role]]\ntitle = \"mayor\"\norg = \"norwick\"\nfrom = 2020-01-02\n\n[[org]]\nid = \"norwick\"\nname = \"Norwick Council\"\n";

#[test]
fn init_drafts_who_is_named_twice() {
    let desk = desk(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let draft = desk.run(&["entities", "init"]);
    assert_eq!(draft.code, 0, "{}", draft.errors);
    assert!(draft.out.contains("name = \"Mary Poole\""), "{}", draft.out);
    assert!(draft.out.contains("# Named 3 times in 2 articles, 2024-05-31 to 2024-06-03; first in a.txt:5"), "{}", draft.out);
    assert!(draft.out.contains("# title = \"Mayor\"  # 2024-06-03, b.txt:5"), "{}", draft.out);
    // The draft is a good file, and who is in it is not drafted again.
    assert_eq!(desk.run(&["entities", "init", "--output", "entities.toml"]).code, 0);
    let lint = desk.run(&["entities", "lint"]);
    assert_eq!((lint.code, lint.out.starts_with("0 problems")), (0, true), "{}", lint.out);
    assert!(!desk.run(&["entities", "init"]).out.contains("Mary Poole"));
    let again = desk.run(&["entities", "init", "--output", "entities.toml"]);
    assert_eq!(again.code, 2);
    assert!(again.errors.contains("entities.toml: nothing is written over"), "{}", again.errors);
    let nowhere = desk.run(&["entities", "init", "--output", "none/x.toml"]);
    assert_eq!((nowhere.code, nowhere.errors.as_str()), (2, "backread: none/x.toml: cannot be written: there is no such file or folder\n"));
}

#[test]
fn lint_names_the_line() {
    let broken = RECORDS.replace("2020-01-02", "\"soon\"").replace("id = \"norwick\"", "id = \"mary-poole\"");
    let desk = desk(&[("entities.toml", &broken)]);
    let lint = desk.run(&["entities", "lint"]);
    assert_eq!(lint.code, 1);
    assert!(lint.out.lines().any(|line| line.contains("entities.toml:11:8: ")), "{}", lint.out);
    let none = super::run::desk(&[]).run(&["entities", "lint"]);
    assert_eq!(none.code, 2);
    assert!(none.errors.contains("no knowledge file here"), "{}", none.errors);
}

#[test]
fn a_named_file_that_is_not_there_is_said() {
    let desk = desk(&[("entities.toml", RECORDS), ("bad.toml", &RECORDS.replace("2020-01-02", "\"soon\""))]);
    let said = "backread: none.toml: cannot be read: there is no such file or folder\n";
    let lint = desk.run(&["entities", "lint", "none.toml"]);
    assert_eq!((lint.code, lint.errors.as_str(), lint.out.as_str()), (2, said, "0 problems, 0 good records in 0 files\n"));
    let lint = desk.run(&["entities", "lint", "none.toml", "bad.toml"]);
    assert_eq!((lint.code, lint.errors.as_str()), (2, said), "{}", lint.out);
    assert!(lint.out.contains("bad.toml:11:8: "), "{}", lint.out);
    let export = desk.run(&["entities", "export", "--to", "csv", "none.toml"]);
    assert_eq!((export.code, export.errors.as_str(), export.out.as_str()), (2, said, ""));
    let export = desk.run(&["entities", "export", "--to", "csv", "entities.toml", "none.toml"]);
    assert!(export.code == 2 && export.errors == said && export.out.contains("mary-poole"), "{}", export.out);
}

#[test]
fn export_and_import_agree() {
    let desk = desk(&[("entities.toml", RECORDS)]);
    let popolo = desk.run(&["entities", "export", "--to", "popolo"]);
    let document: Value = serde_json::from_str(&popolo.out).unwrap();
    assert_eq!(document["memberships"][0]["role"], "mayor");
    let ftm = desk.run(&["entities", "export", "--to", "ftm"]);
    assert_eq!(ftm.out.lines().count(), 3, "{}", ftm.out);
    let csv = desk.run(&["entities", "export", "--to", "csv"]);
    assert!(csv.out.lines().any(|line| line.starts_with("person,mary-poole,Mary Poole,")), "{}", csv.out);
    for (from, source) in [("popolo", popolo.out), ("ftm", ftm.out)] {
        let back = desk.run_in("", &["entities", "import", "--from", from], &source);
        assert_eq!(back.code, 0, "{}", back.errors);
        for line in ["id = \"mary-poole\"", "born = \"1970\"", "title = \"mayor\"", "org = \"norwick\"", "from = 2020-01-02"] {
            assert!(back.out.contains(line), "{from}: {line} in {}", back.out);
        }
    }
    assert_eq!(desk.run(&["entities", "export", "--to", "toml"]).out.matches("[[person]]").count(), 1);
}

#[test]
fn export_says_what_a_form_has_no_place_for() {
    let sample = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/entities.toml")).unwrap();
    let desk = desk(&[("entities.toml", &sample)]);
    let csv = desk.run(&["entities", "export", "--to", "csv"]);
    assert_eq!(
        (csv.code, csv.errors.as_str()),
        (0, "backread: left out, since csv has no place for them: 2 offices, 1 claim; --to toml holds all\n")
    );
    desk.write("sample.csv", &csv.out);
    let lint = desk.run(&["entities", "lint", "sample.csv"]);
    assert_eq!((lint.code, lint.out.as_str()), (0, "0 problems, 6 good records in 1 file\n"));
    let errors = |form: &str| desk.run(&["entities", "export", "--to", form]).errors;
    assert!(errors("ftm").contains(": 1 place, 2 offices, 1 claim;") && errors("popolo").contains(": 1 claim;"));
    assert_eq!(errors("toml"), "");
}

#[test]
fn one_record_is_one() {
    let desk = desk(&[("a.txt", "Bridge opens\n\nMary Poole opened the bridge. Poole thanked the town.\n")]);
    assert_eq!(desk.run(&["entities", "init"]).errors, "backread: 1 record drafted from 1 article\n");
    let one = "{\"persons\": [{\"id\": \"a\", \"name\": \"Mary Poole\"}]}";
    assert_eq!(desk.run_in("", &["entities", "import", "--from", "popolo"], one).errors, "backread: 1 record\n");
}

#[test]
fn a_broken_file_says_what_counts_of_it() {
    let desk = desk(&[("entities.toml", "[[person]\n")]);
    let lint = desk.run(&["entities", "lint"]);
    assert!(lint.out.contains("until then its last good version counts in an editor, and none of it elsewhere"), "{}", lint.out);
}

#[test]
fn import_tells_what_it_cannot_read() {
    let desk = desk(&[("bad.json", "[")]);
    let bad = desk.run(&["entities", "import", "--from", "popolo", "bad.json"]);
    assert_eq!(bad.code, 2);
    assert!(bad.errors.contains("bad.json: no JSON"), "{}", bad.errors);
}

#[test]
fn shells_and_the_manual_know_every_subcommand() {
    let desk = desk(&[]);
    let man = desk.run(&["man"]);
    let completions = desk.run(&["completions", "bash"]);
    for command in ["lsp", "check", "annotate", "entities", "rules", "explain"] {
        assert!(man.out.contains(&format!("backread\\-{command}")), "{command} in {}", man.out);
        assert!(completions.out.contains(command), "{command}");
    }
    assert_eq!(desk.run(&["completions", "none"]).code, 2);
}

#[test]
fn whoever_closes_the_pipe_has_seen_enough() {
    for arguments in [["completions", "bash"].as_slice(), &["man"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_backread"));
        command.args(arguments);
        // The writing end of a pipe that nobody reads.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command.stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_no_error_inside() {
    for arguments in [["completions", "bash"].as_slice(), &["man"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_backread")).args(arguments).stdout(full).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && errors.starts_with("backread: writing to standard output: "), "{errors}");
    }
}
