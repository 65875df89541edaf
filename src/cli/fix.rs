//! Applies the fixes that need no look, until there are none left.

use super::check::{Checked, shown};
use super::files::Found;
use crate::checks;
use anyhow::{Context as _, Result};
use diffy::DiffOptions;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

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

/// Writes the mended texts to their files.
pub fn save(found: &Found, mended: &Mended) -> Result<()> {
    for at in mended.keys() {
        let article = &found.articles[*at];
        fs::write(&article.path, &article.text).with_context(|| format!("writing {}", article.path.display()))?;
    }
    if !mended.is_empty() {
        eprintln!("backread: mended {} article{}", mended.len(), if mended.len() == 1 { "" } else { "s" });
    }
    Ok(())
}

/// Writes what was mended as unified diffs.
pub fn write_diffs(out: &mut impl Write, found: &Found, mended: &Mended) -> Result<()> {
    for (at, before) in mended {
        let article = &found.articles[*at];
        let name = shown(&article.path);
        let mut options = DiffOptions::new();
        options.set_original_filename(format!("a/{name}")).set_modified_filename(format!("b/{name}"));
        write!(out, "{}", options.create_patch(before, &article.text))?;
    }
    Ok(())
}
