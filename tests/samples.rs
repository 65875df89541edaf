//! What `backread check` reports on the sample articles: each shows what it is meant to show, and the clean ones nothing.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// The codes reported for each sample, sorted, by file name.
fn reported() -> BTreeMap<String, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_backread"))
        .args(["check", "--format", "json", "--fail-on", "never", "samples"])
        .current_dir(root)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).expect("an array of findings");
    let mut reported: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in &findings {
        let file = Path::new(finding["file"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
        reported.entry(file).or_default().push(finding["code"].as_str().unwrap().to_owned());
    }
    reported.values_mut().for_each(|codes| codes.sort());
    reported
}

#[test]
fn clean_articles_have_no_finding() {
    let reported = reported();
    for clean in ["lighthouse-clean.txt", "budget-clean.md", "photo-day.txt"] {
        assert_eq!(reported.get(clean), None, "{clean}");
    }
}

#[test]
fn flawed_articles_show_their_flaws() {
    let reported = reported();
    let expected = [
        ("embassy-note.txt", vec!["boilerplate", "boilerplate", "boilerplate", "date-unanchored", "source-no-reason"]),
        (
            "2024-07-02-harbour-figures.txt",
            vec![
                "date-order",
                "figure-conflict-elsewhere",
                "list-count",
                "name-ambiguous",
                "percent-arithmetic",
                "placeholder",
                "quote-unbalanced",
            ],
        ),
        (
            "harbour-follow-up.txt",
            vec![
                "acronym-undefined",
                "boilerplate",
                "boilerplate",
                "date-impossible",
                "date-weekday-mismatch",
                "figure-conflict-elsewhere",
                "name-inconsistent",
                "quote-variant",
                "source-no-reason",
                "source-plural",
            ],
        ),
        ("harbour-talks.md", vec!["figure-conflict-elsewhere", "quote-variant"]),
    ];
    for (file, codes) in expected {
        assert_eq!(reported.get(file).cloned().unwrap_or_default(), codes, "{file}");
    }
}

/// Every rule is shown by a sample, those that are on by name only as well.
#[test]
fn every_rule_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let codes: Vec<&str> = backread::checks::RULES.iter().map(|rule| rule.code).collect();
    let select = codes.iter().flat_map(|code| ["--select", code]);
    let output = Command::new(env!("CARGO_BIN_EXE_backread"))
        .args(["check", "--format", "json", "--fail-on", "never", "samples", "samples/newsroom"])
        .args(select)
        .current_dir(root)
        .output()
        .expect("the program runs");
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).expect("an array of findings");
    let shown: BTreeSet<&str> = findings.iter().filter_map(|finding| finding["code"].as_str()).collect();
    let missing: Vec<&&str> = codes.iter().filter(|code| !shown.contains(**code)).collect();
    assert!(missing.is_empty(), "no sample shows {missing:?}");
}
