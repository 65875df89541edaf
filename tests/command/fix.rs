//! `check --fix` and `check --diff`.

use super::run::desk;

const PAGE: &str = "Council meets\n\nMay 31, 2024\n\nThe council met on the quay.\n\n- Advertisement -\n\nMary Poole, the mayor, said it would meet again.\n\n[[backread: ignore placeholder: mended since]]\n\nThe meeting ended.\n";
const MENDED: &str = "Council meets\n\nMay 31, 2024\n\nThe council met on the quay.\n\nMary Poole, the mayor, said it would meet again.\n\nThe meeting ended.\n";

#[test]
fn safe_fixes_are_applied_and_a_second_run_changes_nothing() {
    let desk = desk(&[("a.txt", PAGE), ("b.txt", MENDED)]);
    let output = desk.run(&["check", "--fix"]);
    assert_eq!(
        (output.code, output.out.as_str(), output.errors.as_str()),
        (0, "0 findings in 2 articles\n", "backread: mended 1 article\n")
    );
    assert_eq!(desk.read("a.txt"), MENDED);
    let again = desk.run(&["check", "--fix"]);
    assert_eq!((again.code, again.errors.as_str()), (0, ""));
    assert_eq!(desk.read("a.txt"), MENDED);
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_written_keeps_no_other_from_being_mended() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk(&[("a.txt", PAGE), ("b.txt", PAGE), ("c.txt", PAGE)]);
    let locked = desk.path().join("b.txt");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o444)).unwrap();
    if std::fs::OpenOptions::new().write(true).open(&locked).is_ok() {
        return; // Whoever may write everything is stopped by no mode.
    }
    let output = desk.run(&["check", "--fix"]);
    assert_eq!((output.code, desk.read("a.txt").as_str(), desk.read("c.txt").as_str()), (2, MENDED, MENDED));
    assert!(output.out.contains("b.txt:7:1") && output.out.contains("in 3 articles"), "{}", output.out);
    let lines = [
        "backread: mended 2 articles",
        "backread: b.txt: cannot be mended: permission denied; see that it can be written and run the command again",
    ];
    assert_eq!(output.errors.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn what_needs_a_look_is_reported_and_left() {
    let text = PAGE.replace("The meeting ended.", "On Monday, May 31, 2024, the council met. “We will vote,” Mary Pool said.");
    let desk = desk(&[("a.txt", &text)]);
    let output = desk.run(&["check", "--fix"]);
    assert_eq!(output.code, 1);
    assert!(output.out.contains("date-weekday-mismatch"), "{}", output.out);
    assert!(desk.read("a.txt").ends_with("On Monday, May 31, 2024, the council met. “We will vote,” Mary Pool said.\n"));
}

#[test]
fn nothing_between_quotation_marks_is_changed() {
    let text = "Council meets\n\nMay 31, 2024\n\nMary Poole, the mayor, said: “We meet.\n\n“- Advertisement -\n\n“CLICK HERE TO READ MORE is what it said, and TK.”\n\n- Advertisement -\n";
    let desk = desk(&[("a.txt", text)]);
    desk.run(&["check", "--fix", "--profile", "strict"]);
    let mended = desk.read("a.txt");
    for line in text.lines().filter(|line| line.contains('“')) {
        assert!(mended.contains(line), "{mended}");
    }
    assert!(!mended.ends_with("\n- Advertisement -\n"), "{mended}");
}

#[test]
fn line_endings_and_marks_stay_as_they_are() {
    let text = format!("\u{FEFF}{}", PAGE.replace('\n', "\r\n"));
    let desk = desk(&[("a.txt", &text)]);
    desk.run(&["check", "--fix"]);
    assert_eq!(desk.read("a.txt"), format!("\u{FEFF}{}", MENDED.replace('\n', "\r\n")));
}

#[test]
fn a_diff_changes_nothing_and_says_what_would_be() {
    let desk = desk(&[("city/a.txt", PAGE), ("b.txt", MENDED)]);
    let output = desk.run(&["check", "--diff"]);
    assert_eq!(output.code, 1);
    assert_eq!(desk.read("city/a.txt"), PAGE);
    assert!(output.out.starts_with("--- a/city/a.txt\n+++ b/city/a.txt\n@@ -4,10 +4,6 @@\n"), "{}", output.out);
    assert_eq!(output.out.lines().filter(|line| line.starts_with('-')).count(), 5, "{}", output.out);
    assert!(!output.out.lines().skip(2).any(|line| line.starts_with('+')), "{}", output.out);
    assert_eq!(desk.run(&["check", "--diff", "b.txt"]).code, 0);
}

#[test]
fn a_diff_can_be_applied_whatever_the_files_are_called() {
    let desk = desk(&[("a b.txt", PAGE), ("city/c.txt", PAGE)]);
    let whole = desk.path().join("city/c.txt");
    let diff = desk.run(&["check", "--diff", "a b.txt", whole.to_str().unwrap()]).out;
    let named: Vec<&str> = diff.lines().filter(|line| line.starts_with("--- ") || line.starts_with("+++ ")).collect();
    assert_eq!(named.iter().filter(|line| line.ends_with("/city/c.txt")).collect::<Vec<_>>(), [&"--- a/city/c.txt", &"+++ b/city/c.txt"]);
    assert!(named.contains(&"--- a/a b.txt\t") && named.contains(&"+++ b/a b.txt\t"), "{named:?}");
    let diff_file = desk.path().join("fixes.diff");
    std::fs::write(&diff_file, &diff).unwrap();
    // Where the program is not installed, its names alone are looked at.
    if let Ok(patch) = std::process::Command::new("patch").args(["-p1", "-s", "-i", "fixes.diff"]).current_dir(desk.path()).status() {
        assert!(patch.success());
        assert_eq!((desk.read("a b.txt").as_str(), desk.read("city/c.txt").as_str()), (MENDED, MENDED));
    }
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let desk = desk(&[]);
    assert_eq!(desk.run_in("", &["check", "--stdin", "--fix"], PAGE).out, MENDED);
    assert_eq!(desk.run_in("", &["check", "--stdin", "--fix"], MENDED).out, MENDED);
}

#[test]
fn the_samples_are_stable_after_one_run() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let texts: Vec<(String, String)> = std::fs::read_dir(samples)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    let desk = desk(&texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    desk.run(&["check", "--fix", "--profile", "strict"]);
    let once: Vec<String> = texts.iter().map(|(name, _)| desk.read(name)).collect();
    assert!(once.iter().zip(&texts).any(|(once, (_, text))| once != text), "something was mended");
    assert_eq!(desk.run(&["check", "--diff", "--profile", "strict"]).out, "");
}
