//! The measurement of slips, on the two articles that come with it.

use std::path::Path;
use std::process::Command;

#[test]
fn the_measurement_counts_what_is_caught() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/slips");
    let mut command = Command::new("python3");
    command.arg(root.join("measure.py")).arg(root.join("sample")).args(["--program", env!("CARGO_BIN_EXE_backread"), "--missed", "1"]);
    let output = command.output().expect("Python");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let row = |start: &str| {
        text.lines().find(|line| line.starts_with(start)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("weekday "), "weekday 1 1 100 % 100 %");
    assert_eq!(row("placeholder "), "placeholder 2 2 100 % 100 %");
    assert_eq!(row("spelling "), "spelling 1 0 0 % 0 %", "no rule is made for it");
    assert_eq!(row("pair-quote "), "pair-quote 1 1 100 % 100 %");
    assert!(text.contains("missed: spelling.1") && text.contains("in 2 clean articles"), "{text}");
    let none = Command::new("python3").arg(root.join("measure.py")).arg(root.join("none")).output().expect("Python");
    assert!(!none.status.success() && String::from_utf8_lossy(&none.stderr).starts_with("no data: "));
}
