//! `backread quotes` and `backread claims`.

use super::run::desk;

const MONDAY: &str = "---\ndate: 2024-05-27\n---\n\n# Quay to close\n\n“The old quay will be closed for good in spring,” Ines Falk, the mayor, said. \
                      Karin Dahl said the quay was safe.\n";
const TUESDAY: &str = "---\ndate: 2024-05-28\n---\n\n# Three killed in quay fire\n\nA fire on the quay killed two people, the police said. \
                       “Nobody will forget this night,” said Ines Falk.\n";

#[test]
fn quotations_of_one_speaker_by_day() {
    let desk = desk(&[("b.md", MONDAY), ("a.md", TUESDAY)]);
    let output = desk.run(&["quotes", "--by", "falk"]);
    assert_eq!(output.code, 0, "{}", output.errors);
    let lines: Vec<&str> = output.out.lines().collect();
    assert_eq!(
        lines,
        [
            "b.md:7:1: 2024-05-27: Ines Falk: “The old quay will be closed for good in spring,” [direct]",
            "a.md:7:56: 2024-05-28: Ines Falk: “Nobody will forget this night,” [direct]",
        ]
    );
}

#[test]
fn nobody_by_that_name() {
    let desk = desk(&[("b.md", MONDAY)]);
    let output = desk.run(&["quotes", "--by", "Fal"]);
    assert_eq!((output.code, output.out.as_str()), (1, ""));
    assert_eq!(desk.run(&["quotes"]).code, 2);
}

#[test]
fn conflicts_show_both_sides() {
    let desk = desk(&[("b.md", MONDAY), ("a.md", TUESDAY)]);
    let output = desk.run(&["claims", "--conflicts"]);
    assert_eq!(output.code, 1, "{}", output.errors);
    assert_eq!(output.out, "a.md:7:27: “two people” here, “Three” in the headline [figure-conflict]\n  a.md:5:3: Three\n");
    assert_eq!(desk.run(&["claims", "--conflicts", "b.md"]).code, 0);
}

#[test]
fn every_statement_with_its_speaker() {
    let desk = desk(&[("b.md", MONDAY)]);
    let output = desk.run(&["claims"]);
    assert_eq!(output.code, 0, "{}", output.errors);
    assert!(output.out.contains("2024-05-27: Karin Dahl: the quay was safe [indirect]"), "{}", output.out);
    assert_eq!(output.out.lines().count(), 2, "{}", output.out);
}

#[test]
fn who_somebody_is() {
    let desk = desk(&[("b.md", MONDAY), ("a.md", TUESDAY)]);
    let output = desk.run(&["who", "Falk"]);
    assert_eq!(output.code, 0, "{}", output.errors);
    let lines: Vec<&str> = output.out.lines().collect();
    assert!(lines[0].starts_with("Ines Falk - person - the mayor"), "{}", output.out);
    assert_eq!(lines[lines.len() - 2..], ["b.md:7:51: 2024-05-27: Ines Falk (1): the mayor", "a.md:7:94: 2024-05-28: Ines Falk (1)"]);
    assert_eq!(desk.run(&["who", "Fal"]).code, 1);
}

#[test]
fn what_is_dated_by_day() {
    let desk = desk(&[
        ("b.md", "---\ndate: 2024-05-27\n---\n\nThe “grey” quay closed on Friday and reopens tomorrow. It took two years.\n"),
        ("a.md", "---\ndate: 2024-05-28\n---\n\nIt reopened today.\n"),
    ]);
    let lines = |arguments: &[&str]| desk.run(arguments).out.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        lines(&["timeline"]),
        [
            "2024-05-24: b.md:5:27: The “grey” quay closed on Friday and reopens tomorrow. It took two years.",
            "2024-05-28: b.md:5:46: The “grey” quay closed on Friday and reopens tomorrow. It took two years.",
            "2024-05-28: a.md:5:13: It reopened today.",
        ]
    );
    assert_eq!(lines(&["timeline", "--of", "2024-05-28", "a.md"]).len(), 1);
    assert_eq!(desk.run(&["timeline", "--of", "2023"]).code, 1);
}

#[test]
fn a_path_that_cannot_be_read_is_said() {
    let desk = desk(&[("b.md", MONDAY), ("a.md", TUESDAY)]);
    let questions = [["claims"].as_slice(), &["claims", "--conflicts"], &["timeline"], &["who", "Falk"], &["quotes", "--by", "Falk"]];
    for question in questions {
        for paths in [["none.md"].as_slice(), &["a.md", "b.md", "none.md"]] {
            let output = desk.run(&[question, paths].concat());
            let said = "backread: none.md: cannot be read: there is no such file or folder\n";
            assert_eq!((output.code, output.errors.as_str()), (2, said), "{question:?}");
        }
    }
}

#[test]
fn what_cannot_be_asked_is_said() {
    let desk = desk(&[("b.md", MONDAY)]);
    for period in ["foo", "2024-13", "2024-5", "20240531", "2024-05-31T10:00", ""] {
        let output = desk.run(&["timeline", "--of", period]);
        assert!(output.code == 2 && output.errors.contains("such as 2024-05-31, 2024-05 or 2024"), "{period}: {}", output.errors);
    }
    for question in [["who", ""].as_slice(), &["who", " "], &["quotes", "--by", " "]] {
        let output = desk.run(question);
        assert!(output.code == 2 && output.errors.contains("it must be a name"), "{question:?}: {}", output.errors);
    }
}
