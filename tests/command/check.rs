//! The options of `backread check` and its exit codes.

use super::run::desk;
use std::process::Command;

const DRAFT: &str = "Council meets\n\nMay 31, 2024\n\nThe council met at TK on the quay.\n";
const IMPOSSIBLE: &str = "Council meets\n\nMay 31, 2024\n\nThe council meets on June 31. It met at TK.\n";

#[test]
fn the_exit_code_says_whether_the_level_was_reached() {
    let desk = desk(&[("a.txt", DRAFT)]);
    let code = |arguments: &[&str]| desk.run(&[&["check"], arguments].concat()).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "error"]), 0);
    assert_eq!(code(&["--fail-on", "information"]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--ignore", "placeholder"]), 0);
    assert_eq!(code(&["--no-such-option"]), 2);
    assert_eq!(code(&["none.txt"]), 2);
}

#[test]
fn knowledge_counts_for_what_lies_below_its_folder() {
    let record = "format = 1\n\n[[person]]\nid = \"poole\"\nname = \"Mary Poole\"\nwrong = [\"Mary Pool\"]\n";
    let article = "Council meets\n\nMay 31, 2024\n\nThe council heard Mary Pool.\n";
    let desk = desk(&[("entities/people.toml", record), ("b.txt", DRAFT), ("desk/today/a.txt", article)]);
    let findings = |paths: &[&str]| {
        let output = desk.run(&[&["check", "--select", "name-misspelled"], paths].concat());
        output.out.matches("[name-misspelled]").count()
    };
    for paths in [&["."][..], &["desk"], &["desk/today"], &["desk/today/a.txt"], &["b.txt", "desk/today/a.txt"], &[".", "desk"]] {
        assert_eq!(findings(paths), 1, "{paths:?}");
    }
    let whole = desk.path().join("desk/today/a.txt");
    assert_eq!(findings(&[whole.to_str().unwrap()]), 1);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let desk = desk(&[("a.txt", DRAFT)]);
    std::fs::write(desk.path().join("b.txt"), b"caf\xE9").unwrap();
    let output = desk.run(&["check", "--fail-on", "never"]);
    assert_eq!(output.code, 2);
    assert!(output.out.contains("a.txt:5:20: warning"), "{}", output.out);
    assert_eq!(output.errors.lines().count(), 1, "{}", output.errors);
    assert!(output.errors.contains("b.txt: skipped: not UTF-8 (byte 3)"), "{}", output.errors);
    let failing = desk.run(&["check", "a.txt", "b.txt"]);
    assert_eq!(failing.code, 2, "findings say nothing of what was not read");
    assert_eq!(desk.run(&["check", "--baseline", "known.json", "--write-baseline"]).code, 2);
}

#[test]
fn what_is_wrong_between_records_is_named_as_what_is_wrong_in_one() {
    let person = |id: &str, name: &str, role: &str| format!("[[person]]\nid = \"{id}\"\nname = \"{name}\"\n{role}");
    let first = person("poe", "Ann Poe", "") + &person("roe", "Jo Roe", "[[person.role]]\norg = \"nope\"\n");
    let desk = desk(&[("a.txt", DRAFT), ("entities.toml", &first), ("entities/b.toml", &person("poe", "Ann B. Poe", ""))]);
    let lines = [
        "entities/b.toml:2:7: id \"poe\" is also in entities.toml, which is read later and counts",
        "entities.toml:2:7: id \"poe\" is also in b.toml; this record counts",
        "entities.toml:8:8: \"nope\" is the id of no record; this record is skipped",
    ];
    let check = desk.run(&["check"]);
    let mut told: Vec<String> = check
        .out
        .lines()
        .filter(|line| line.ends_with(" [knowledge-record]"))
        .map(|line| line.trim_start_matches("./").trim_end_matches(" [knowledge-record]").replace(" warning:", ""))
        .collect();
    told.sort();
    let mut sorted = lines;
    sorted.sort_unstable();
    assert_eq!(told, sorted);
    assert_eq!((check.code, check.errors.as_str()), (1, ""));
    let lint = desk.run(&["entities", "lint"]);
    assert_eq!(lint.out.lines().last(), Some("3 problems, 1 good record in 2 files"), "{}", lint.out);
}

#[test]
fn rules_are_selected_and_ignored_by_name_or_by_their_first_words() {
    let desk = desk(&[("a.txt", IMPOSSIBLE)]);
    assert_eq!(desk.findings(&[]), ["a.txt date-impossible error", "a.txt placeholder warning"]);
    assert_eq!(desk.findings(&["--select", "date"]), ["a.txt date-impossible error"]);
    assert_eq!(desk.findings(&["--select", "date,placeholder", "--ignore", "date-impossible"]), ["a.txt placeholder warning"]);
    let wrong = desk.run(&["check", "--select", "date-imposible"]);
    assert_eq!(
        (wrong.code, wrong.errors.as_str()),
        (2, "backread: there is no rule \"date-imposible\"; did you mean \"date-impossible\"?\n")
    );
}

#[test]
fn a_profile_counts_before_the_files_and_its_levels_still_count() {
    let config = "profile = \"strict\"\n[rules]\nplaceholder = \"error\"\n[[override]]\nfiles = \"*\"\nprofile = \"desk\"\n";
    let desk = desk(&[("a.txt", IMPOSSIBLE), ("backread.toml", config)]);
    assert_eq!(desk.findings(&["--profile", "archive"]), ["a.txt date-impossible error", "a.txt placeholder error"]);
    let wrong = desk.run(&["check", "--profile", "dsk"]);
    assert!(wrong.code == 2 && wrong.errors.contains("did you mean \"desk\"?"), "{}", wrong.errors);
}

#[test]
fn a_rule_that_is_off_has_its_level_where_it_is_asked_for() {
    let text = "Published: June 2, 2024\n\nVESSEL, June 1 (Nordwire) - The quay closed today, the port said.\n";
    let desk = desk(&[("a.txt", text)]);
    let selected = desk.findings(&["--select", "date-stale-relative"]);
    assert!(selected.iter().all(|line| line.ends_with("date-stale-relative information")) && !selected.is_empty(), "{selected:?}");
}

#[test]
fn another_configuration_may_be_named() {
    let desk = desk(&[
        ("a.txt", DRAFT),
        ("other.toml", "[rules]\nplaceholder = \"hint\"\n"),
        ("backread.toml", "[rules]\nplaceholder = \"error\"\n"),
    ]);
    assert_eq!(desk.findings(&["--config", "other.toml"]), ["a.txt placeholder hint"]);
    assert_eq!(desk.run(&["check", "--config", "none.toml"]).code, 2);
}

#[test]
fn a_day_may_be_given_for_articles_without_one() {
    let desk = desk(&[("a.txt", "Council meets\n\nThe council met on Friday.\n"), ("backread.toml", "as-of = 2020-01-01\n")]);
    assert_eq!(desk.findings(&["--as-of", "2024-05-31"]), Vec::<String>::new());
    let wrong = desk.run(&["check", "--as-of", "Friday"]);
    assert!(wrong.code == 2 && wrong.errors.contains("it must be a day such as 2024-05-31"), "{}", wrong.errors);
}

#[test]
fn a_text_on_standard_input_is_checked_as_if_it_were_its_file() {
    let desk = desk(&[("city/backread.toml", "[rules]\nplaceholder = \"error\"\n")]);
    let run = |arguments: &[&str], text: &str| desk.run_in("", &[&["check", "--stdin"], arguments].concat(), text);
    let output = run(&[], DRAFT);
    assert_eq!(output.code, 1);
    assert!(output.out.starts_with("stdin.txt:5:20: warning: "), "{}", output.out);
    for option in ["--stdin-filename", "--stdin-name"] {
        let output = run(&[option, "city/new.txt"], DRAFT);
        assert!(output.out.starts_with("city/new.txt:5:20: error: "), "{}", output.out);
    }
    let comment = "# Vote\n\n<!-- backread: ignore placeholder: later -->\n\nThe council met at TK.\n";
    assert_eq!(run(&["--stdin-filename", "a.md"], comment).code, 0, "Markdown by its name");
    assert_eq!(run(&["a.txt"], DRAFT).code, 2, "either standard input or files");
    for arguments in [["check", "--stdin-filename", "a.md"].as_slice(), &["check", "--stdin-filename", "a.md", "city"]] {
        assert_eq!(desk.run(arguments).code, 2, "a name for what is not read");
    }
}

#[test]
fn standard_input_that_is_no_text_is_said() {
    let desk = desk(&[]);
    let file = desk.path().join("a.bin");
    std::fs::write(&file, b"caf\xE9").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_backread"));
    let output = command.args(["check", "--stdin"]).stdin(std::fs::File::open(file).unwrap()).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), errors.as_str()),
        (Some(2), "backread: standard input is not UTF-8 text; convert it and try again\n")
    );
}

#[test]
fn the_bytes_are_the_same_on_any_number_of_threads() {
    let files: Vec<(String, String)> = (0..40)
        .map(|at| {
            let people = ["Mary Poole", "Ann Roe", "Jo Karlsen", "Peter Dahl"][at % 4];
            let text = format!(
                "Port {at}\n\nMay {}, 2024\n\nThe council met at TK. “We will build {} ships for the harbour this year, and no more than that,” {people} said on Friday.\n\nMore than {} ships lay in the harbour, {people} said.\n",
                at % 28 + 1, at % 7, at * 3
            );
            (format!("{at:02}.txt"), text)
        })
        .collect();
    let desk = desk(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    for format in ["human", "json", "sarif"] {
        let output = |threads: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_backread"));
            command.args(["check", "--format", format, "--profile", "strict"]).current_dir(desk.path()).env("RAYON_NUM_THREADS", threads);
            command.output().unwrap().stdout
        };
        let one = output("1");
        assert!(one.len() > 4000);
        assert!(one == output("2") && one == output("4"), "{format}");
    }
}

#[test]
fn colours_are_for_terminals() {
    let desk = desk(&[("a.txt", DRAFT)]);
    assert!(!desk.run(&["check"]).out.contains('\x1b'));
}
