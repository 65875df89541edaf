//! Looks for files that changed on disk, for clients that do not watch them, on a thread of its own.
//!
//! It asks the file system for times and sizes, the same on every system; how often depends on how long that takes.

use super::mailbox::{Event, Mailbox};
use super::scan;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tower_lsp::lsp_types as lsp;

/// How long it rests between two looks, and how many times as long as a look takes at least: one part in a hundred of one core.
const REST: Duration = Duration::from_secs(2);
const SHARE: u32 = 100;

/// When a file was changed and how large it is.
type Stamp = (Option<SystemTime>, u64);
/// The files of one folder.
type Files = BTreeMap<PathBuf, Stamp>;

/// Tells it what to look at.
#[derive(Debug)]
pub(super) struct Watcher(Arc<Mutex<Vec<PathBuf>>>);

impl Watcher {
    /// Starts the thread. What changes after this comes to the owner as events.
    pub fn start(owner: Mailbox, folders: &[PathBuf]) -> Self {
        let watched = Arc::new(Mutex::new(folders.to_vec()));
        let folders = Arc::clone(&watched);
        let run = move || {
            let mut known = BTreeMap::new();
            loop {
                let started = Instant::now();
                let now = folders.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let changes = look(&now, &mut known);
                if !changes.is_empty() {
                    owner.send(Event::Files(changes));
                }
                std::thread::sleep(REST.max(started.elapsed() * SHARE));
            }
        };
        if let Err(error) = std::thread::Builder::new().name("watcher".to_owned()).spawn(run) {
            tracing::warn!("changes on disk are not noticed: {error}");
        }
        Watcher(watched)
    }

    /// Looks at these folders from now on.
    pub fn folders(&self, folders: &[PathBuf]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = folders.to_vec();
    }
}

/// What changed in the folders since the last look; nothing in a folder that is looked at for the first time.
fn look(folders: &[PathBuf], known: &mut BTreeMap<PathBuf, Files>) -> Vec<lsp::FileEvent> {
    known.retain(|folder, _| folders.contains(folder));
    let mut changes = Vec::new();
    for folder in folders {
        let new: Files = scan::watched(folder).into_iter().filter_map(|path| Some((stamp(&path)?, path))).map(|(a, b)| (b, a)).collect();
        let Some(old) = known.insert(folder.clone(), new) else { continue };
        let new = &known[folder];
        let come = new.keys().filter(|path| !old.contains_key(*path)).map(|path| (path, lsp::FileChangeType::CREATED));
        let changed = new
            .iter()
            .filter(|(path, stamp)| old.get(*path).is_some_and(|old| old != *stamp))
            .map(|(path, _)| (path, lsp::FileChangeType::CHANGED));
        let gone = old.keys().filter(|path| !new.contains_key(*path)).map(|path| (path, lsp::FileChangeType::DELETED));
        let event = |(path, typ): (&PathBuf, _)| Some(lsp::FileEvent { uri: lsp::Url::from_file_path(path).ok()?, typ });
        changes.extend(come.chain(changed).chain(gone).filter_map(event));
    }
    changes
}

fn stamp(path: &Path) -> Option<Stamp> {
    let data = std::fs::metadata(path).ok()?;
    Some((data.modified().ok(), data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_comes_changes_and_goes_is_seen_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.txt"), "one").unwrap();
        fs::write(at("b.txt"), "one").unwrap();
        let folders = [folder.path().to_owned()];
        let mut known = BTreeMap::new();
        assert_eq!(look(&folders, &mut known), []);
        assert_eq!(look(&folders, &mut known), []);
        fs::write(at("a.txt"), "longer").unwrap();
        fs::remove_file(at("b.txt")).unwrap();
        fs::write(at("entities.toml"), "").unwrap();
        fs::write(at("picture.png"), "").unwrap();
        let seen: Vec<_> = look(&folders, &mut known)
            .into_iter()
            .map(|event| (event.uri.path_segments().unwrap().next_back().unwrap().to_owned(), event.typ))
            .collect();
        let expected = [
            ("entities.toml", lsp::FileChangeType::CREATED),
            ("a.txt", lsp::FileChangeType::CHANGED),
            ("b.txt", lsp::FileChangeType::DELETED),
        ];
        assert_eq!(seen, expected.map(|(name, kind)| (name.to_owned(), kind)));
        assert_eq!(look(&folders, &mut known), []);
        assert_eq!(look(&[], &mut known), []);
        assert!(known.is_empty());
    }
}
