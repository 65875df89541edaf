//! The formats of `backread check`: each as those who read it expect it.

use super::run::{Desk, desk};
use serde_json::Value;

const ONE: &str = "Ships & quays\n\nMay 31, 2024\n\nMary Poole said: “We will build the new bridge across the river before winter.”\n\nIt met “at the café” at TK.\n";
const TWO: &str = "Bridges\n\nMay 31, 2024\n\nMary Poole said: “We will build the new bridge over the river before winter.”\n";

fn harbour() -> Desk {
    desk(&[("two words/one.txt", ONE), ("two.txt", TWO), ("clean.txt", "Weather\n\nMay 31, 2024\n\nIt rained.\n")])
}

fn run(format: &str) -> String {
    let output = harbour().run(&["check", "--format", format]);
    assert_eq!(output.code, 1, "{}", output.errors);
    output.out
}

fn all(format: &str) -> Value {
    serde_json::from_str(&run(format)).unwrap()
}

#[test]
fn human_shows_the_place_and_the_other_side() {
    let out = run("human");
    let placeholder = "./two words/one.txt:7:25: warning: Placeholder: “TK” is still to be filled in [placeholder]\n    It met “at the café” at TK.\n                            ^^\n";
    assert!(out.contains(placeholder), "{out}");
    let (_, variant) = out.split_once("[quote-variant]\n").expect("a variant");
    let block = variant.split("\n\n").next().unwrap();
    assert!(block.contains("two.txt:5:") && block.contains("over the river"), "the other side: {block}");
    assert!(out.ends_with("\n3 findings in 3 articles\n"), "{out}");
}

#[test]
fn json_lines_are_the_json_array() {
    let array = all("json");
    let lines: Vec<Value> = run("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array.as_array().unwrap(), &lines);
    assert_eq!(lines.len(), 3);
    let placeholder = lines.iter().find(|finding| finding["code"] == "placeholder").unwrap();
    assert_eq!(placeholder["start"], serde_json::json!({"offset": ONE.find("TK").unwrap(), "line": 7, "column": 25}));
}

#[test]
fn sarif_has_the_shape_of_its_standard() {
    let log = all("sarif");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-schema-2.1.0"));
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!((driver["name"].as_str(), driver["version"].as_str()), (Some("backread"), Some(env!("CARGO_PKG_VERSION"))));
    let rules = driver["rules"].as_array().unwrap();
    let levels = ["none", "note", "warning", "error"];
    for rule in rules {
        assert!(rule["shortDescription"]["text"].is_string() && rule["helpUri"].as_str().unwrap().starts_with("https://"), "{rule}");
        assert!(levels.contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()), "{rule}");
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        assert!(levels.contains(&result["level"].as_str().unwrap()) && !result["message"]["text"].as_str().unwrap().is_empty(), "{result}");
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        for location in result["locations"].as_array().unwrap().iter().chain(related) {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(["two%20words/one.txt", "two.txt"].contains(&uri), "{uri}");
            let number = |key: &str| place["region"][key].as_u64().unwrap();
            assert!(number("startLine") >= 1 && number("startColumn") >= 1, "{place}");
            assert!((number("endLine"), number("endColumn")) > (number("startLine"), number("startColumn")), "{place}");
        }
    }
    let variant = results.iter().find(|result| result["ruleId"] == "quote-variant").unwrap();
    assert!(variant["relatedLocations"][0]["message"]["text"].is_string());
}

#[test]
fn sarif_carries_fixes_as_replacements() {
    let desk = desk(&[("a.txt", "Council meets\n\nMay 31, 2024\n\nThe council met.\n\n- Advertisement -\n\nIt ended.\n")]);
    let log: Value = serde_json::from_str(&desk.run(&["check", "--format", "sarif"]).out).unwrap();
    let fix = &log["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "Delete the leftover");
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.txt");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startLine"], 7);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "");
}

#[test]
fn github_has_a_command_a_finding() {
    let out = run("github");
    let expected = "::warning file=two words/one.txt,line=7,endLine=7,col=25,endColumn=27,title=backread%3A placeholder::Placeholder: “TK” is still to be filled in";
    assert!(out.lines().any(|line| line == expected), "{out}");
    assert!(out.lines().all(|line| line.starts_with("::warning file=") || line.starts_with("::notice file=")), "{out}");
    let odd = desk(&[("50%, a:b.txt", "Vote\n\nMay 31, 2024\n\nAt TK.\n")]).run(&["check", "--format", "github"]).out;
    assert!(odd.starts_with("::warning file=50%25%2C a%3Ab.txt,line=5,"), "{odd}");
}

#[test]
fn checkstyle_lists_files_with_their_errors() {
    let out = run("checkstyle");
    assert!(out.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">\n"), "{out}");
    assert!(out.contains("  <file name=\"two words/one.txt\">\n"), "{out}");
    assert!(out.contains("<error line=\"7\" column=\"25\" severity=\"warning\" message=\"Placeholder: “TK” is still to be filled in\" source=\"backread.placeholder\"/>"), "{out}");
    assert!(!out.contains("clean.txt") && out.ends_with("</checkstyle>\n"), "{out}");
    balanced(&out);
}

#[test]
fn junit_counts_what_fails() {
    let out = run("junit");
    assert!(out.contains("<testsuites name=\"backread\" tests=\"4\" failures="), "{out}");
    assert!(out.contains("<testcase name=\"no findings\" classname=\"clean.txt\"/>"), "{out}");
    assert!(
        out.contains("<testcase name=\"placeholder 7:25\" classname=\"two words/one.txt\">\n      <failure type=\"warning\" message="),
        "{out}"
    );
    let failures = |out: &str| out.matches("<failure ").count();
    let total = |out: &str| out.split("failures=\"").nth(1).unwrap().split('"').next().unwrap().parse::<usize>().unwrap();
    assert_eq!(failures(&out), total(&out));
    balanced(&out);
    let lenient = harbour().run(&["check", "--format", "junit", "--fail-on", "error"]).out;
    assert_eq!((failures(&lenient), total(&lenient)), (0, 0));
}

#[test]
fn rdjson_counts_bytes() {
    let result = all("rdjson");
    assert_eq!(result["source"]["name"], "backread");
    let diagnostics = result["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 3);
    let placeholder = diagnostics.iter().find(|diagnostic| diagnostic["code"]["value"] == "placeholder").unwrap();
    assert_eq!(placeholder["severity"], "WARNING");
    assert_eq!(placeholder["location"]["path"], "two words/one.txt");
    // “ and ” are three bytes each, é is two.
    assert_eq!(placeholder["location"]["range"]["start"], serde_json::json!({"line": 7, "column": 30}));
    assert!(placeholder["code"]["url"].as_str().unwrap().ends_with("/placeholder.md"));
}

/// Every element of an XML text is closed in order.
fn balanced(xml: &str) {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1).filter(|tag| !tag.starts_with('?')) {
        let (tag, _) = tag.split_once('>').expect("a closed tag");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        match () {
            () if tag.starts_with('/') => assert_eq!(open.pop(), Some(name)),
            () if tag.ends_with('/') => {}
            () => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn annotate_lists_names_alone_where_asked() {
    let desk = desk(&[("a.txt", "Ann Roe, the mayor, spoke on Friday. “We met,” she said.\n")]);
    let kinds = |arguments: &[&str]| -> Vec<String> {
        let record: Value = serde_json::from_str(&desk.run(arguments).out).unwrap();
        record["mentions"].as_array().unwrap().iter().map(|mention| mention["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert!(kinds(&["annotate", "a.txt"]).contains(&"pronoun".to_owned()));
    assert_eq!(kinds(&["annotate", "--mentions", "named", "a.txt"]), ["named"]);
    assert_eq!(desk.run(&["annotate", "--format", "timeml", "--mentions", "named", "a.txt"]).code, 2);
}
