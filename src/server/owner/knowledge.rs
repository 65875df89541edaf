//! The knowledge files of the workspace: on disk and in the editor, the editor's text first, the last good version of each kept.

use crate::knowledge::{Knowledge, KnowledgeFile};
use crate::server::broken::Broken;
use crate::server::isolate::isolated;
use crate::server::turn::OpenText;
use crate::server::{convert, scan};
use crate::text::FileKey;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All knowledge files.
#[derive(Debug, Default)]
pub(super) struct KnowledgeFiles {
    files: BTreeMap<FileKey, State>,
    /// The order in which they count; others come after them.
    order: Vec<FileKey>,
    changed: bool,
    /// Files that went since the last look.
    gone: BTreeSet<FileKey>,
    /// Files that are there and cannot be read, each in one line, since the last time that they were taken.
    unread: Vec<String>,
}

#[derive(Debug)]
struct State {
    /// What is used: the last version that could be read.
    good: KnowledgeFile,
    /// The text of that, where the editor had it.
    good_text: Option<Arc<str>>,
    /// The latest version, with its problems.
    latest: KnowledgeFile,
    /// What that has to do with what is used, where it cannot be read.
    broken: Option<Broken>,
    /// The editor's text, where the file is open.
    open: Option<OpenText>,
}

impl KnowledgeFiles {
    /// Takes these files, in the order in which they count; open files keep the editor's text, files that are gone go.
    pub fn look(&mut self, paths: Vec<PathBuf>) {
        let order: Vec<FileKey> = paths.iter().filter_map(|path| convert::key_of_path(path)).collect();
        if order != self.order {
            self.order = order;
            self.changed = true;
        }
        let there: BTreeSet<FileKey> = paths.iter().filter_map(|path| convert::key_of_path(path)).collect();
        let gone: Vec<_> = self.files.iter().filter(|(file, state)| state.open.is_none() && !there.contains(file)).collect();
        let gone: Vec<FileKey> = gone.into_iter().map(|(file, _)| file.clone()).collect();
        gone.iter().for_each(|file| self.remove(file));
        for path in paths {
            if let Some(file) = convert::key_of_path(&path) {
                self.read(&file, &path);
            }
        }
    }

    /// Takes the disk's text of a file that is not open; one that cannot be read goes.
    pub fn read(&mut self, file: &FileKey, path: &Path) {
        if self.is_open(file) {
            return;
        }
        match scan::read(path) {
            Ok(text) => self.set(file, &text, None),
            Err(why) => {
                if path.exists() {
                    self.unread.push(format!("{}: {why}", path.display()));
                }
                self.remove(file);
            }
        }
    }

    /// The files that could not be read since the last call, each in one line.
    pub fn take_unread(&mut self) -> Vec<String> {
        std::mem::take(&mut self.unread)
    }

    /// Takes the editor's text of a file.
    pub fn open(&mut self, file: &FileKey, text: &str, version: i32) {
        self.set(file, text, Some(OpenText { version, text: text.into() }));
    }

    /// All files.
    pub fn keys(&self) -> impl Iterator<Item = &FileKey> {
        self.files.keys()
    }

    /// Whether the editor has a file open.
    pub fn is_open(&self, file: &FileKey) -> bool {
        self.files.get(file).is_some_and(|state| state.open.is_some())
    }

    /// The editor let go of a file; where it lies in a folder, `path` is given and the disk's text counts again.
    pub fn close(&mut self, file: &FileKey, path: Option<&Path>) {
        match (self.files.get_mut(file), path) {
            (Some(state), Some(path)) => {
                state.open = None;
                self.read(file, path);
            }
            (Some(_), None) => self.remove(file),
            (None, _) => {}
        }
    }

    fn set(&mut self, file: &FileKey, text: &str, open: Option<OpenText>) {
        let Some(latest) = isolated("reading a knowledge file", || KnowledgeFile::parse(file, text)) else { return };
        let (good, good_text) = match self.files.remove(file) {
            Some(state) if latest.is_broken() => (state.good, state.good_text),
            _ => (latest.clone(), open.as_ref().map(|open| Arc::clone(&open.text))),
        };
        let broken = latest.is_broken().then(|| Broken::new(good_text.as_deref(), text, &latest));
        self.files.insert(file.clone(), State { good, good_text, latest, broken, open });
        self.gone.remove(file);
        self.changed = true;
    }

    fn remove(&mut self, file: &FileKey) {
        if self.files.remove(file).is_some() {
            self.gone.insert(file.clone());
            self.changed = true;
        }
    }

    /// What is known now, if any file changed since the last call.
    pub fn build(&mut self) -> Option<Knowledge> {
        if !std::mem::take(&mut self.changed) {
            return None;
        }
        let place = |file: &FileKey| self.order.iter().position(|other| other == file).unwrap_or(usize::MAX);
        let mut files: Vec<&KnowledgeFile> = self.files.values().map(|state| &state.good).collect();
        files.sort_by_key(|file| place(file.key()));
        isolated("putting the knowledge together", || Knowledge::build(&files))
    }

    /// The latest version of every file with the version of the editor's text, for their problems.
    pub fn latest(&self) -> impl Iterator<Item = (&KnowledgeFile, Option<i32>)> {
        self.files.values().map(|state| (&state.latest, state.open.as_ref().map(|open| open.version)))
    }

    /// The files that the editor has open, as it has them.
    pub fn open_texts(&self) -> Arc<BTreeMap<FileKey, OpenText>> {
        Arc::new(self.files.iter().filter_map(|(file, state)| Some((file.clone(), state.open.clone()?))).collect())
    }

    /// The files that cannot be read as they are now.
    pub fn broken(&self) -> Arc<BTreeMap<FileKey, Broken>> {
        Arc::new(self.files.iter().filter_map(|(file, state)| Some((file.clone(), state.broken.clone()?))).collect())
    }

    /// The files that went since the last call.
    pub fn take_gone(&mut self) -> BTreeSet<FileKey> {
        std::mem::take(&mut self.gone)
    }
}
