//! Applies the fixes that need no look, until there are none left.

use super::check::Checked;
use super::files::{Found, shown, why};
use crate::checks;
use crate::config::plain;
use anyhow::Result;
use diffy::DiffOptions;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Component, Path};

/// A fix may uncover another; no more rounds than this are made.
const ROUNDS: usize = 10;

/// The articles that were mended, by number, with their text before.
pub type Mended = BTreeMap<usize, String>;

/// Applies all safe fixes to the texts, round by round, so that a second run finds nothing to do.
pub fn rounds(found: &mut Found, checked: &mut Checked) -> Mended {
    let mut mended = Mended::new();
    for _ in 0..ROUNDS {
        let mut changed = Vec::new();
        for (at, findings) in checked.findings.iter().enumerate() {
            let article = &mut found.articles[at];
            let text = checks::apply(&article.text, &checks::safe_edits(findings));
            if text != article.text {
                let before = std::mem::replace(&mut article.text, text);
                mended.entry(at).or_insert(before);
                changed.push(at);
            }
        }
        if changed.is_empty() {
            break;
        }
        checked.read(found, &changed);
    }
    mended.retain(|at, before| found.articles[*at].text != *before);
    mended
}

/// Writes the mended texts to their files, and says in one line each what could not be written and why. Such an article has its text of before again.
pub fn save(found: &mut Found, checked: &mut Checked, mended: Mended) -> Vec<String> {
    let total = mended.len();
    let (mut failed, mut left) = (Vec::new(), Vec::new());
    for (at, before) in mended {
        let article = &mut found.articles[at];
        if let Err(error) = fs::write(&article.path, &article.text) {
            left.push(format!(
                "{}: cannot be mended: {}; see that it can be written and run the command again",
                shown(&article.path),
                why(&error)
            ));
            article.text = before;
            failed.push(at);
        }
    }
    if total > failed.len() {
        let written = total - failed.len();
        eprintln!("backread: mended {written} article{}", if written == 1 { "" } else { "s" });
    }
    if !failed.is_empty() {
        checked.read(found, &failed);
    }
    left
}

/// Writes what was mended as unified diffs, as `patch -p1` and git take them.
pub fn write_diffs(out: &mut impl Write, found: &Found, mended: &Mended) -> Result<()> {
    let here = std::env::current_dir()?;
    for (at, before) in mended {
        let article = &found.articles[*at];
        let name = name_in_diff(&article.path, &here);
        let mut options = DiffOptions::new();
        options.set_original_filename(format!("a/{name}")).set_modified_filename(format!("b/{name}"));
        let patch = options.create_patch(before, &article.text).to_bytes();
        // A name with a space ends at a tab, or else at the space.
        let end: &[u8] = if name.contains(' ') { b"\t\n" } else { b"\n" };
        for (number, line) in patch.split_inclusive(|byte| *byte == b'\n').enumerate() {
            match line.strip_suffix(b"\n") {
                Some(header) if number < 2 => out.write_all(&[header, end].concat())?,
                _ => out.write_all(line)?,
            }
        }
    }
    Ok(())
}

/// What a diff calls a file: its path from the working directory if it lies below, else its whole path without the slash before it.
fn name_in_diff(path: &Path, here: &Path) -> String {
    let whole = plain(&here.join(path));
    let below = |path: &Path| path.strip_prefix(here).map(Path::to_owned).ok();
    let inside = below(&whole).or_else(|| below(&fs::canonicalize(&whole).ok()?));
    let inside = inside.unwrap_or(whole);
    let parts = inside.components().filter(|part| matches!(part, Component::Normal(_)));
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::configuration::Overrides;
    use crate::cli::files;
    use crate::knowledge::Knowledge;
    use std::path::PathBuf;
    use std::sync::Arc;

    const PAGE: &str = "Council meets\n\nMay 31, 2024\n\nThe council met.\n\n- Advertisement -\n\nIt will meet again.\n";

    #[test]
    fn what_cannot_be_written_is_named_and_the_rest_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let article = |name: &str| files::TextFile { path: path(name), text: PAGE.to_owned() };
        let paths: Vec<PathBuf> = ["a.txt", "gone/b.txt", "c.txt"].map(path).into();
        let mut found = files::given(paths[0].clone(), PAGE.to_owned(), &Overrides::default());
        found.articles.extend([article("gone/b.txt"), article("c.txt")]);
        let mut checked = Checked::new(&found, &Arc::new(Knowledge::default()));
        let mended = rounds(&mut found, &mut checked);
        assert_eq!(mended.len(), 3);
        let left = save(&mut found, &mut checked, mended);
        assert!(left.len() == 1 && left[0].contains("gone/b.txt: cannot be mended: there is no such file or folder; see"), "{left:?}");
        let is_mended = |name: &str| fs::read_to_string(path(name)).is_ok_and(|text| !text.contains("Advertisement"));
        assert!(is_mended("a.txt") && is_mended("c.txt"));
        assert_eq!(found.articles[1].text, PAGE);
        let counts: Vec<usize> = checked.findings.iter().map(Vec::len).collect();
        assert_eq!(counts, [0, 1, 0], "what was not mended is reported");
    }

    #[test]
    fn a_diff_names_files_from_where_it_is_applied() {
        let name = |path: &str| name_in_diff(Path::new(path), Path::new("/desk/city"));
        assert_eq!(name("./a.txt"), "a.txt");
        assert_eq!(name("old/../b c.txt"), "b c.txt");
        assert_eq!(name("/desk/city/old/a.txt"), "old/a.txt");
        assert_eq!((name("/desk/a.txt"), name("../a.txt")), ("desk/a.txt".to_owned(), "desk/a.txt".to_owned()));
    }
}
