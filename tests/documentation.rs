//! Documentation keeps up with the program.

use backread::checks::{BESIDE_ARTICLES, RULES};
use std::fs;
use std::path::Path;

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut pages: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    pages.sort();
    let codes = RULES.iter().map(|rule| rule.code).chain(BESIDE_ARTICLES.map(|(code, _)| code));
    let mut rules: Vec<String> = codes.map(|code| format!("{code}.md")).collect();
    rules.sort();
    assert_eq!(pages, rules);
}

/// The parts of a page, in order. Details are for those that have any.
const PARTS: [&str; 6] = ["Why", "Example", "Fix", "Details", "Source", "Silence it"];

#[test]
fn every_page_has_its_parts_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        let parts: Vec<(&str, &str)> = page.split("\n## ").skip(1).map(|part| part.split_once('\n').unwrap()).collect();
        let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        let expected: Vec<&str> = PARTS.into_iter().filter(|part| *part != "Details" || names.contains(part)).collect();
        assert_eq!(names, expected, "{}", path.display());
        for (name, text) in parts {
            assert!(text.split_whitespace().next().is_some(), "{}: nothing under {name}", path.display());
        }
    }
}

#[test]
fn rules_are_listed_by_code() {
    assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
}

#[test]
fn every_key_of_the_configuration_is_explained() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md")).unwrap();
    for (key, _) in backread::config::KEYS {
        assert!(page.contains(&format!("| `{key}` |")), "docs/configuration.md says nothing of {key}");
    }
    for profile in backread::config::Profile::ALL {
        assert!(page.contains(&format!("| `{}` |", profile.label())), "docs/configuration.md says nothing of {}", profile.label());
    }
}

#[test]
fn every_dependency_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let page = fs::read_to_string(root.join("docs/dependencies.md")).unwrap();
    let listed = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for name in listed.lines().filter_map(|line| line.split_once(" =").map(|(name, _)| name.trim())) {
        assert!(page.contains(name), "docs/dependencies.md says nothing of {name}");
    }
}
