//! Known findings: read, written, and what of them is gone.

use super::check::Checked;
use super::configuration::KnownFindings;
use super::files::{Found, why};
use crate::checks::{self, Choice};
use crate::config::{Baseline, Config, Marks, Unread};
use anyhow::{Context as _, Result, anyhow, bail, ensure};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The findings to leave: those of a file that was named, or none where all are to be written.
pub fn asked(file: Option<&Path>, write: bool) -> Result<Option<KnownFindings>> {
    match file {
        _ if write => Ok(Some(KnownFindings::Nothing)),
        Some(file) => Ok(Some(KnownFindings::Of(file.to_owned(), Arc::new(read(file)?)))),
        None => Ok(None),
    }
}

fn read(file: &Path) -> Result<Baseline> {
    Baseline::parse(&text(file)?, &folder(file)).map_err(|error| anyhow!("{} {error}", file.display()))
}

/// What is known so far, to write it again. What is broken is written anew, but nothing that was never a baseline.
fn read_to_write(file: &Path) -> Result<Baseline> {
    if !file.exists() {
        return Ok(Baseline::new(&folder(file)));
    }
    let text = text(file)?;
    let begins = text.trim_start();
    ensure!(begins.is_empty() || begins.starts_with('{'), "{} is no baseline and is left as it is; name another file", file.display());
    match Baseline::parse(&text, &folder(file)) {
        Ok(baseline) => Ok(baseline),
        Err(Unread::Broken(_)) => Ok(Baseline::new(&folder(file))),
        Err(error) => bail!("{} {error}", file.display()),
    }
}

fn text(file: &Path) -> Result<String> {
    let bytes = fs::read(file).map_err(|error| anyhow!("{}: cannot be read: {}", file.display(), why(&error)))?;
    String::from_utf8(bytes).map_err(|_| anyhow!("{} is no baseline: it is not UTF-8 text", file.display()))
}

/// The folder of a file, as articles are named by it.
fn folder(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Writes all findings as known, to the file that was named or else to the one that the configuration names. What is known of other articles and of
/// rules that did not run stays; what is known of articles that were deleted goes. `narrow` as [`Overrides::narrow`] has it.
///
/// [`Overrides::narrow`]: super::configuration::Overrides::narrow
pub fn write(file: Option<&Path>, found: &Found, checked: &Checked, narrow: bool) -> Result<()> {
    let configs = &found.configuration.configs;
    let first = checked.keys.first().map(|key| configs.of(key));
    let chosen = || first.iter().chain(configs.all()).find_map(|config| config.baseline.clone());
    let file =
        file.map(Path::to_owned).or_else(chosen).context("--write-baseline needs --baseline FILE, or a baseline in backread.toml")?;
    let mut baseline = read_to_write(&file)?;
    let run = Run::new(found, checked, narrow);
    let whole = run.is_whole(&baseline);
    for (key, findings) in checked.keys.iter().zip(&checked.findings) {
        let (Some(path), Some(reading)) = (configs.path(key), checked.snapshot.reading(key)) else { continue };
        let mut marks = Marks::new();
        for finding in findings {
            *marks.entry((finding.code.to_owned(), checks::mark(reading, finding))).or_default() += 1;
        }
        let (name, config) = (baseline.name_of(&path), configs.of(key));
        let kept = baseline.of(&name).into_iter().flatten().filter(|((code, _), _)| !run.judges(code, &config, whole));
        for (mark, count) in kept {
            let now = marks.entry(mark.clone()).or_default();
            *now = (*now).max(*count);
        }
        baseline.set(name, marks);
    }
    let deleted: Vec<String> = baseline.names().filter(|name| run.is_deleted(&baseline, name)).map(str::to_owned).collect();
    deleted.into_iter().for_each(|name| baseline.set(name, Marks::new()));
    fs::write(&file, baseline.write()).with_context(|| format!("writing {}", file.display()))?;
    let count = baseline.count();
    eprintln!("backread: {} holds {count} known finding{}", file.display(), if count == 1 { "" } else { "s" });
    Ok(())
}

/// One line for each file of known findings that holds some that are gone: not found by rules that ran in articles that were checked, or in articles
/// that were deleted.
pub fn gone(found: &Found, checked: &Checked, narrow: bool) -> Vec<String> {
    let configs = &found.configuration.configs;
    let known = configs.all().filter_map(|config| Some((config.baseline.clone()?, Arc::clone(config.known.as_ref()?))));
    let known: BTreeMap<PathBuf, Arc<Baseline>> = known.collect();
    if known.is_empty() {
        return Vec::new();
    }
    let run = Run::new(found, checked, narrow);
    let whole: BTreeMap<&PathBuf, bool> = known.iter().map(|(file, baseline)| (file, run.is_whole(baseline))).collect();
    let mut gone: BTreeMap<&PathBuf, u32> = BTreeMap::new();
    for (key, left) in checked.keys.iter().zip(&checked.left).filter(|(_, left)| !left.is_empty()) {
        let config = configs.of(key);
        let Some((file, whole)) = config.baseline.as_ref().and_then(|file| whole.get_key_value(file)) else { continue };
        let judged = left.iter().filter(|((code, _), _)| run.judges(code, &config, *whole));
        *gone.entry(*file).or_default() += judged.map(|(_, count)| count).sum::<u32>();
    }
    for (file, baseline) in &known {
        let deleted = baseline.names().filter(|name| run.is_deleted(baseline, name)).filter_map(|name| baseline.of(name));
        *gone.entry(file).or_default() += deleted.flat_map(Marks::values).sum::<u32>();
    }
    let lines = gone.into_iter().filter(|(_, count)| *count > 0).map(|(file, count)| {
        let what = if count == 1 { "one finding that is gone" } else { "findings that are gone" };
        format!("{} holds {what} ({count}); write it again with --write-baseline", file.display())
    });
    lines.collect()
}

/// What a run looked at, and so what it can say of known findings.
struct Run<'r> {
    folders: &'r [PathBuf],
    /// Where the articles lie that were checked.
    looked: FxHashSet<PathBuf>,
    narrow: bool,
}

impl<'r> Run<'r> {
    fn new(found: &'r Found, checked: &Checked, narrow: bool) -> Self {
        let looked = checked.keys.iter().filter_map(|key| found.configuration.configs.path(key)).collect();
        Run { folders: &found.folders, looked, narrow }
    }

    /// Whether an article was deleted: it would lie in a folder that was walked, and is not there.
    fn is_deleted(&self, baseline: &Baseline, name: &str) -> bool {
        let path = baseline.path_of(name);
        !self.looked.contains(&path) && self.folders.iter().any(|folder| path.starts_with(folder)) && matches!(path.try_exists(), Ok(false))
    }

    /// Whether all articles that it knows were checked, unless they were deleted.
    fn is_whole(&self, baseline: &Baseline) -> bool {
        baseline.names().all(|name| self.looked.contains(&baseline.path_of(name)) || self.is_deleted(baseline, name))
    }

    /// Whether the rule would have found again, in an article with this configuration, what is known of it. One that compares articles needs them all.
    fn judges(&self, code: &str, config: &Config, whole: bool) -> bool {
        // A rule that is no more finds nothing.
        let Some(rule) = checks::rule(code) else { return true };
        match checks::choice(rule, config) {
            Choice::Off => false,
            _ if checks::speaks_of_others(code) && !whole => false,
            Choice::Errors => !self.narrow,
            // It is about the other rules.
            _ => code != checks::SUPPRESSION_UNUSED || !self.narrow,
        }
    }
}
