//! `backread rules` and `backread explain`, and the schema of `backread.toml`.

use super::run::desk;
use backread::checks::RULES;
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn every_rule_is_listed_in_both_forms() {
    let desk = desk(&[]);
    let human = desk.run(&["rules"]);
    assert_eq!(human.code, 0);
    let records: Vec<Value> = serde_json::from_str(&desk.run(&["rules", "--format", "json"]).out).unwrap();
    assert_eq!(records.len(), RULES.len());
    for (rule, record) in RULES.iter().zip(&records) {
        let line = human.out.lines().find(|line| line.split(' ').next() == Some(rule.code)).expect("a line");
        assert!(line.contains(rule.level.label()) && line.ends_with(rule.summary), "{line}");
        assert_eq!((record["code"].as_str(), record["level"].as_str()), (Some(rule.code), Some(rule.level.label())));
        assert!(record["profiles"]["strict"].as_str().is_some_and(|level| level != "off"), "{record}");
    }
    let weekday = records.iter().find(|record| record["code"] == "date-weekday-mismatch").unwrap();
    assert_eq!(weekday["profiles"]["archive"], "error");
}

#[test]
fn every_page_is_in_the_program() {
    let desk = desk(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for rule in RULES.iter().step_by(7).chain(RULES.last()) {
        let output = desk.run(&["explain", rule.code]);
        assert_eq!((output.code, output.out), (0, fs::read_to_string(root.join(format!("{}.md", rule.code))).unwrap()));
    }
    assert!(desk.run(&["explain", "knowledge-record"]).out.starts_with("# knowledge-record\n"));
    let output = desk.run(&["explain", "date-impossibel"]);
    assert_eq!(output.code, 2);
    assert!(output.errors.contains("did you mean \"date-impossible\"?"), "{}", output.errors);
}

#[test]
fn the_schema_is_current() {
    let made = desk(&[]).run(&["rules", "--format", "schema"]).out;
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/backread.schema.json")).unwrap();
    assert!(made == kept, "write it again: backread rules --format schema > docs/backread.schema.json");
    let schema: Value = serde_json::from_str(&made).unwrap();
    let levels = schema["definitions"]["rules"]["properties"].as_object().unwrap();
    assert!(RULES.iter().all(|rule| levels[rule.code]["description"] == rule.summary));
    assert_eq!(schema["definitions"]["level"]["enum"], serde_json::json!(["off", "hint", "information", "warning", "error"]));
    for key in ["extends", "profile", "as-of", "entities", "acronyms", "rules", "override"] {
        assert!(schema["properties"][key]["description"].is_string(), "{key}");
    }
}
