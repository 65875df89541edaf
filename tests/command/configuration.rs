//! `backread.toml`: where it is found, what it changes, and what is said of one that is wrong.

use super::run::desk;

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
    let lines: Vec<_> = output.errors.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("backread.toml:1:1: \"profil\" is not known") && lines[0].ends_with("did you mean \"profile\"?"),
        "{lines:?}"
    );
    assert!(lines[1].contains("backread.toml:5:1: there is no rule"), "{lines:?}");
}

#[test]
fn a_broken_file_costs_one_line_and_the_defaults_are_used() {
    let desk = desk(&[("a.txt", DRAFT), ("b/b.txt", DRAFT), ("backread.toml", "[rules]\nplaceholder = off\n")]);
    let output = desk.run(&["check"]);
    assert_eq!(output.code, 2, "wrong configuration");
    assert!(output.out.contains("a.txt:5:20: warning: "), "{}", output.out);
    assert_eq!(output.errors.lines().count(), 1, "{}", output.errors);
    assert!(output.errors.contains("backread.toml:2:15: this file cannot be read as TOML"), "{}", output.errors);
}

#[test]
fn what_is_not_looked_at_is_told_by_the_exit_code() {
    let clean = "Weather\n\nMay 31, 2024\n\nIt rained.\n";
    for wrong in ["profile = \"nope\"\n", "extends = \"house.toml\"\n", "[rules]\nnope = \"off\"\n", "as-of = \"soon\"\n"] {
        let desk = desk(&[("a.txt", clean), ("backread.toml", wrong)]);
        let output = desk.run(&["check"]);
        assert_eq!((output.code, output.errors.lines().count()), (2, 1), "{wrong}: {}", output.errors);
    }
    let desk = desk(&[("a.txt", clean), ("entities.toml", "format = 1\n[[person\n")]);
    for command in [&["check"][..], &["annotate", "a.txt"]] {
        let output = desk.run(command);
        assert_eq!((output.code, output.errors.lines().count()), (2, 1), "{command:?}: {}", output.errors);
    }
}
