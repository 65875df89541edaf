//! Known findings: written once, left from then on, whatever is edited elsewhere.

use super::run::{Desk, desk};

const OLD: &str = "Council meets\n\nMay 31, 2024\n\nThe council met on the long quay at TK, it said.\n\nIt ended on June 31.\n";

fn archive() -> Desk {
    let desk = desk(&[("old/a.txt", OLD), ("old/b.txt", OLD), ("new.txt", "Weather\n\nMay 31, 2024\n\nIt rained.\n")]);
    let output = desk.run(&["check", "--baseline", "known.json", "--write-baseline"]);
    assert_eq!((output.code, output.out.as_str()), (0, ""));
    assert_eq!(output.errors, "backread: known.json holds 4 known findings\n");
    desk
}

#[test]
fn what_is_known_is_left_and_what_is_new_is_reported() {
    let desk = archive();
    let check = |desk: &Desk| desk.findings(&["--baseline", "known.json"]);
    assert_eq!(check(&desk), Vec::<String>::new());
    assert_eq!(desk.findings(&[]).len(), 4, "unless it is asked for");
    desk.write(
        "old/a.txt",
        &format!(
            "{}\nIt starts again at XXX.\n",
            OLD.replace("Council meets", "The council meets again").replace("The council met", "On Friday the council met")
        ),
    );
    assert_eq!(check(&desk), ["old/a.txt placeholder warning"], "only the new one");
    desk.write("new.txt", "Weather\n\nMay 31, 2024\n\nIt rained on June 31.\n");
    assert_eq!(check(&desk).len(), 2);
}

#[test]
fn the_configuration_may_name_it_and_any_folder_may_be_checked() {
    let desk = archive();
    desk.write("backread.toml", "baseline = \"known.json\"\n");
    assert_eq!(desk.findings(&[]), Vec::<String>::new());
    assert_eq!(desk.findings(&["old/a.txt"]), Vec::<String>::new());
    let output = desk.run_in("old", &["check", "b.txt"], "");
    assert_eq!((output.code, output.out.as_str(), output.errors.as_str()), (0, "0 findings in 1 article\n", ""));
    let stdin = desk.run_in("old", &["check", "--stdin", "--stdin-filename", "a.txt"], OLD);
    assert_eq!(stdin.code, 0, "{}", stdin.out);
}

#[test]
fn what_is_gone_is_said_and_goes_when_it_is_written_again() {
    let desk = archive();
    desk.write("old/a.txt", &OLD.replace("June 31", "June 30"));
    let output = desk.run(&["check", "--baseline", "known.json"]);
    assert_eq!(output.code, 0);
    assert_eq!(output.errors, "backread: known.json holds one finding that is gone (1); write it again with --write-baseline\n");
    let output = desk.run(&["check", "--baseline", "known.json", "--write-baseline", "old/a.txt"]);
    assert_eq!(output.errors, "backread: known.json holds 3 known findings\n", "those of other articles stay");
    let again = desk.run(&["check", "--baseline", "known.json"]);
    assert_eq!((again.code, again.errors.as_str()), (0, ""));
}

#[test]
fn what_was_not_looked_for_is_not_gone_and_stays() {
    let desk = archive();
    let narrow = [["--select", "date"], ["--ignore", "placeholder"], ["--profile", "archive"]];
    for options in narrow {
        let check = [["check", "--baseline", "known.json"].as_slice(), &options].concat();
        let output = desk.run(&check);
        assert_eq!((output.code, output.errors.as_str()), (0, ""), "{options:?}");
        let output = desk.run(&[check.as_slice(), &["--write-baseline"]].concat());
        assert_eq!(output.errors, "backread: known.json holds 4 known findings\n", "{options:?}");
    }
    desk.write("old/a.txt", &OLD.replace(" on June 31", "").replace("TK", "noon"));
    let output = desk.run(&["check", "--baseline", "known.json", "--select", "date"]);
    assert_eq!(output.errors, "backread: known.json holds one finding that is gone (1); write it again with --write-baseline\n");
    let output = desk.run(&["check", "--baseline", "known.json", "--select", "date", "--write-baseline"]);
    assert_eq!(output.errors, "backread: known.json holds 3 known findings\n");
    assert_eq!(
        desk.run(&["check", "--baseline", "known.json", "--write-baseline"]).errors,
        "backread: known.json holds 2 known findings\n"
    );
}

#[test]
fn what_is_known_of_a_deleted_article_goes() {
    let desk = archive();
    std::fs::remove_file(desk.path().join("old/a.txt")).unwrap();
    let gone = "backread: known.json holds findings that are gone (2); write it again with --write-baseline\n";
    assert_eq!(desk.run(&["check", "--baseline", "known.json"]).errors, gone);
    assert_eq!(desk.run(&["check", "--baseline", "known.json", "old"]).errors, gone);
    assert_eq!(desk.run(&["check", "--baseline", "known.json", "new.txt"]).errors, "", "its folder was not looked at");
    let write = |paths: &[&str]| desk.run(&[&["check", "--baseline", "known.json", "--write-baseline"], paths].concat()).errors;
    assert_eq!(write(&["old/b.txt", "new.txt"]), "backread: known.json holds 4 known findings\n");
    assert_eq!(write(&["old"]), "backread: known.json holds 2 known findings\n");
    // The last article of a folder.
    std::fs::remove_file(desk.path().join("old/b.txt")).unwrap();
    assert_eq!(write(&["old"]), "backread: known.json holds 0 known findings\n");
}

#[test]
fn what_is_known_between_articles_is_gone_only_where_all_were_looked_at() {
    let storm = |count: u32| format!("---\ndate: 2024-05-03\n---\nThe storm killed {count} sailors of the Norrvik ferry on Monday.\n");
    let desk = desk(&[("a.md", &storm(70)), ("b.md", &storm(40))]);
    let written = desk.run(&["check", "--profile", "strict", "--baseline", "known.json", "--write-baseline"]);
    assert_eq!(written.code, 0, "{}", written.errors);
    let known = desk.read("known.json");
    assert!(known.contains("figure-conflict-elsewhere"), "{known}");
    for file in ["a.md", "b.md"] {
        assert_eq!(desk.run(&["check", "--baseline", "known.json", "--select", "figure", file]).errors, "");
        desk.run(&["check", "--profile", "strict", "--baseline", "known.json", "--write-baseline", file]);
        assert_eq!(desk.read("known.json"), known);
    }
}

#[test]
fn a_file_that_is_none_is_wrong_usage() {
    let desk = desk(&[("a.txt", OLD), ("known.json", "[]")]);
    let output = desk.run(&["check", "--baseline", "known.json"]);
    assert!(output.code == 2 && output.errors.contains("known.json is no baseline"), "{}", output.errors);
    assert_eq!(desk.run(&["check", "--baseline", "none.json"]).code, 2);
    assert_eq!(desk.run(&["check", "--write-baseline"]).code, 2);
}

#[test]
fn what_the_configuration_names_and_cannot_be_read_is_said() {
    let desk = desk(&[("a.txt", "Weather\n\nMay 31, 2024\n\nIt rained.\n"), ("backread.toml", "baseline = \"known.json\"\n")]);
    let told = |what: &str| {
        let output = desk.run(&["check"]);
        let line = format!("backread.toml:1:12: warning: the baseline \"known.json\" {what} [knowledge-configuration]");
        assert_eq!((output.code, output.out.lines().next()), (2, Some(line.as_str())));
    };
    let known = desk.path().join("known.json");
    std::fs::create_dir(&known).unwrap();
    told("cannot be read: it is a folder; backread check --write-baseline writes it");
    std::fs::remove_dir(&known).unwrap();
    told("cannot be read: there is no such file or folder; backread check --write-baseline writes it");
    for (broken, how) in
        [("", "is empty"), ("{", "is no baseline: line 1 cannot be read as JSON"), ("{}", "is no baseline: line 1 holds something else")]
    {
        desk.write("known.json", broken);
        told(&format!("{how}; write it again with --write-baseline"));
        let written = desk.run(&["check", "--write-baseline"]);
        assert!(written.code == 0 && written.errors.ends_with("known.json holds 0 known findings\n"), "{}", written.errors);
        assert_eq!(desk.run(&["check"]).errors, "");
    }
}

#[test]
fn nothing_but_a_baseline_is_written_over() {
    let desk = desk(&[("a.txt", OLD), ("later.json", "{\"format\": 2, \"findings\": []}")]);
    for file in ["a.txt", "later.json"] {
        let before = desk.read(file);
        assert_eq!(desk.run(&["check", "--baseline", file, "--write-baseline"]).code, 2);
        assert_eq!(desk.read(file), before);
    }
}
