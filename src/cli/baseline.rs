//! Known findings: read, written, and what of them is gone.

use super::check::Checked;
use super::configuration::KnownFindings;
use super::files::Found;
use crate::checks;
use crate::config::{Baseline, Marks};
use anyhow::{Context as _, Result, anyhow};
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
    let text = fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
    Baseline::parse(&text, &folder(file)).map_err(|error| anyhow!("{} {error}", file.display()))
}

/// The folder of a file, as articles are named by it.
fn folder(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Writes all findings as known, to the file that was named or else to the one that the configuration names. What is known of other articles
/// stays.
pub fn write(file: Option<&Path>, found: &Found, checked: &Checked) -> Result<()> {
    let configs = &found.configuration.configs;
    let chosen = || checked.keys.first().and_then(|key| configs.of(key).baseline.clone());
    let file =
        file.map(Path::to_owned).or_else(chosen).context("--write-baseline needs --baseline FILE, or a baseline in backread.toml")?;
    let mut baseline = if file.exists() { read(&file)? } else { Baseline::new(&folder(&file)) };
    for (key, findings) in checked.keys.iter().zip(&checked.findings) {
        let (Some(path), Some(reading)) = (configs.path(key), checked.snapshot.reading(key)) else { continue };
        let mut marks = Marks::new();
        for finding in findings {
            *marks.entry((finding.code.to_owned(), checks::mark(reading, finding))).or_default() += 1;
        }
        baseline.set(baseline.name_of(&path), marks);
    }
    fs::write(&file, baseline.write()).with_context(|| format!("writing {}", file.display()))?;
    let count = baseline.count();
    eprintln!("backread: {} holds {count} known finding{}", file.display(), if count == 1 { "" } else { "s" });
    Ok(())
}

/// One line for each file of known findings that holds some that are gone from the articles that were checked.
pub fn gone(found: &Found, checked: &Checked) -> Vec<String> {
    let configs = &found.configuration.configs;
    let mut gone: BTreeMap<PathBuf, u32> = BTreeMap::new();
    for (key, left) in checked.keys.iter().zip(&checked.known) {
        let config = configs.of(key);
        let (Some(baseline), Some(file), Some(path)) = (&config.known, &config.baseline, configs.path(key)) else { continue };
        let known: u32 = baseline.of(&baseline.name_of(&path)).map_or(0, |marks| marks.values().sum());
        *gone.entry(file.clone()).or_default() += known.saturating_sub(*left);
    }
    let lines = gone.into_iter().filter(|(_, count)| *count > 0).map(|(file, count)| {
        let what = if count == 1 { "one finding that is gone" } else { "findings that are gone" };
        format!("{} holds {what} ({count}); write it again with --write-baseline", file.display())
    });
    lines.collect()
}
