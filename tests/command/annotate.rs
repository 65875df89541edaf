//! `backread annotate`: records as data.

use super::run::desk;
use serde_json::{Value, json};

fn records(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_record_a_line_and_one_error_a_bad_line() {
    let desk = desk(&[]);
    let input = "{\"id\": \"a\", \"text\": \"Ann Kerr spoke on Friday.\", \"date\": \"2024-05-31\"}\n{\"id\": 7}\n{\"id\": \"c\", \"text\": \"\", \"date\": \"soon\"}\n";
    let output = desk.run_in("", &["annotate", "--input", "jsonl"], input);
    assert_eq!(output.code, 2);
    let records = records(&output.out);
    assert_eq!(records.len(), 3);
    assert_eq!(records[0]["timexes"][0]["value"], "2024-05-31");
    assert!(records[1]["error"].as_str().unwrap().starts_with("not a document"));
    assert_eq!(records[2]["id"], "c");
    assert!(records[2]["error"].as_str().unwrap().starts_with("date"));
    assert!(records[0].get("findings").is_none());
}

#[test]
fn offsets_count_what_is_asked_for() {
    let desk = desk(&[("a.txt", "“Good 😀,” said Ann Kerr.\n")]);
    let start = |unit: &str| {
        let output = desk.run(&["annotate", "--offsets", unit, "a.txt"]);
        records(&output.out)[0]["mentions"][0]["start"].as_u64().unwrap()
    };
    assert_eq!((start("code-points"), start("utf-16"), start("utf-8")), (15, 16, 22));
}

#[test]
fn findings_of_articles_together_and_of_lines_alone() {
    let first = "---\ndate: 2024-05-27\n---\n\nThe fire on the quay killed three people, police said.\n";
    let desk = desk(&[("a.md", first), ("b.md", "---\ndate: 2024-05-28\n---\n\nOn April 31 it reopened. TK\n")]);
    let output = desk.run(&["annotate", "--findings", "."]);
    let codes = |record: &Value| -> Vec<String> {
        record["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    };
    let of_files = records(&output.out);
    assert_eq!(codes(&of_files[0]), Vec::<String>::new());
    assert_eq!(codes(&of_files[1]), ["date-impossible", "placeholder"]);

    let line = json!({"id": "b.txt", "text": "On April 31 it reopened."}).to_string();
    let of_lines = records(&desk.run_in("", &["annotate", "--input", "jsonl", "--findings"], &line).out);
    assert_eq!(codes(&of_lines[0]), ["date-impossible"]);
    assert_eq!((&of_lines[0]["findings"][0]["start"], &of_lines[0]["findings"][0]["end"]), (&json!(3), &json!(11)));
}

#[test]
fn options_that_would_do_nothing_are_refused() {
    let desk = desk(&[("a.txt", "Council meets\n\nMay 31, 2024\n\nThe council met.\n")]);
    for arguments in [["annotate", "--input", "jsonl", "a.txt"].as_slice(), &["annotate", "a.txt", "--output", "out"]] {
        let output = desk.run(arguments);
        assert_eq!((output.code, output.out.as_str()), (2, ""), "{}", output.errors);
    }
}
