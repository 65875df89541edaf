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
/// The files of one folder, or one that is looked at by itself.
type Files = BTreeMap<PathBuf, Stamp>;

/// Tells it what to look at.
#[derive(Debug)]
pub(super) struct Watcher(Arc<Mutex<Watched>>);

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Watched {
    /// Folders with all that counts in them.
    pub folders: Vec<PathBuf>,
    /// Files that count wherever they lie, ignored or not.
    pub files: Vec<PathBuf>,
}

impl Watcher {
    /// Starts the thread. What changes after this comes to the owner as events.
    pub fn start(owner: Mailbox, watched: Watched) -> Self {
        let told = Arc::new(Mutex::new(watched));
        let watched = Arc::clone(&told);
        let run = move || {
            let mut known = BTreeMap::new();
            loop {
                let started = Instant::now();
                let now = watched.lock().unwrap_or_else(PoisonError::into_inner).clone();
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
        Watcher(told)
    }

    /// Looks at these from now on.
    pub fn tell(&self, watched: Watched) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = watched;
    }
}

/// What changed since the last look; nothing in a folder, or of a file, that is looked at for the first time.
fn look(watched: &Watched, known: &mut BTreeMap<PathBuf, Files>) -> Vec<lsp::FileEvent> {
    let Watched { folders, files } = watched;
    let mut changes = Vec::new();
    let mut seen = BTreeMap::new();
    for folder in folders {
        let new = stamped(scan::watched(folder));
        changes.extend(known.get(folder).map(|old| between(old, &new)).unwrap_or_default());
        seen.insert(folder.clone(), new);
    }
    for file in files {
        if seen.values().any(|files: &Files| files.contains_key(file)) {
            continue;
        }
        let new = stamped(vec![file.clone()]);
        changes.extend(known.get(file).map(|old| between(old, &new)).unwrap_or_default());
        seen.insert(file.clone(), new);
    }
    *known = seen;
    changes
}

/// What makes one look of another.
fn between(old: &Files, new: &Files) -> Vec<lsp::FileEvent> {
    let come = new.keys().filter(|path| !old.contains_key(*path)).map(|path| (path, lsp::FileChangeType::CREATED));
    let is_changed = |(path, stamp): &(&PathBuf, &Stamp)| old.get(*path).is_some_and(|old| old != *stamp);
    let changed = new.iter().filter(is_changed).map(|(path, _)| (path, lsp::FileChangeType::CHANGED));
    let gone = old.keys().filter(|path| !new.contains_key(*path)).map(|path| (path, lsp::FileChangeType::DELETED));
    let event = |(path, typ): (&PathBuf, _)| Some(lsp::FileEvent { uri: lsp::Url::from_file_path(path).ok()?, typ });
    come.chain(changed).chain(gone).filter_map(event).collect()
}

fn stamped(paths: Vec<PathBuf>) -> Files {
    paths.into_iter().filter_map(|path| Some((stamp(&path)?, path))).map(|(stamp, path)| (path, stamp)).collect()
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
        let folders = Watched { folders: vec![folder.path().to_owned()], files: Vec::new() };
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
        assert_eq!(look(&Watched::default(), &mut known), []);
        assert!(known.is_empty());
    }

    #[test]
    fn a_file_that_is_named_is_looked_at_wherever_it_lies() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let files = [folder.path().join("left.toml"), folder.path().join("seen.toml"), outside.path().join("people.csv")];
        fs::write(folder.path().join(".ignore"), "left.toml\n").unwrap();
        fs::write(&files[1], "").unwrap();
        let watched = Watched { folders: vec![folder.path().to_owned()], files: files.to_vec() };
        let mut known = BTreeMap::new();
        assert_eq!(look(&watched, &mut known), []);
        let write = |text: &str| files.iter().for_each(|file| fs::write(file, text).unwrap());
        let mut seen = || {
            let mut seen: Vec<_> =
                look(&watched, &mut known).into_iter().map(|event| (event.uri.to_file_path().unwrap(), event.typ)).collect();
            seen.sort_by_key(|(path, _)| files.iter().position(|file| file == path));
            seen
        };
        let expected = |kinds: [lsp::FileChangeType; 3]| files.iter().cloned().zip(kinds).collect::<Vec<_>>();
        write("one");
        assert_eq!(seen(), expected([lsp::FileChangeType::CREATED, lsp::FileChangeType::CHANGED, lsp::FileChangeType::CREATED]));
        write("longer");
        assert_eq!(seen(), expected([lsp::FileChangeType::CHANGED; 3]));
        assert_eq!(seen(), []);
        files.iter().for_each(|file| fs::remove_file(file).unwrap());
        assert_eq!(seen(), expected([lsp::FileChangeType::DELETED; 3]));
    }
}
