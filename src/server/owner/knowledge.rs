//! The knowledge files of the workspace: on disk and in the editor, the editor's text first, the last good version of each kept.

use crate::knowledge::{Knowledge, KnowledgeFile};
use crate::server::{convert, outbox, scan};
use crate::text::{Encoding, FileKey};
use std::collections::BTreeMap;
use std::path::Path;
use tower_lsp::lsp_types as lsp;

/// All knowledge files.
#[derive(Debug, Default)]
pub(super) struct KnowledgeFiles {
    files: BTreeMap<FileKey, State>,
    changed: bool,
    built: u64,
    /// Files whose problems were published, so that they can be cleared.
    told: Vec<FileKey>,
}

#[derive(Debug)]
struct State {
    /// What is used: the last version that could be read.
    good: KnowledgeFile,
    /// The problems of the latest version.
    latest: KnowledgeFile,
    /// The version of the editor's text, where the file is open.
    open: Option<i32>,
}

impl KnowledgeFiles {
    /// Takes what the disk holds; open files keep the editor's text, files that are gone go.
    pub fn on_disk(&mut self, files: Vec<(FileKey, String)>) {
        self.files.retain(|file, state| state.open.is_some() || files.iter().any(|(other, _)| other == file));
        for (file, text) in files {
            if !self.is_open(&file) {
                self.set(&file, &text, None);
            }
        }
        self.changed = true;
    }

    /// Takes the editor's text of a file.
    pub fn open(&mut self, file: &FileKey, text: &str, version: i32) {
        self.set(file, text, Some(version));
    }

    pub fn is_open(&self, file: &FileKey) -> bool {
        self.files.get(file).is_some_and(|state| state.open.is_some())
    }

    /// The editor let go of a file: the disk's text counts again. Whether it was a knowledge file.
    pub fn close(&mut self, file: &FileKey, path: Option<&Path>) -> bool {
        if !self.is_open(file) {
            return false;
        }
        self.files.remove(file);
        self.changed = true;
        if let Some(text) = path.and_then(|path| scan::read(path).ok()) {
            self.set(file, &text, None);
        }
        true
    }

    /// A file changed on disk. Whether that matters.
    pub fn changed(&mut self, file: &FileKey, path: &Path) -> bool {
        if self.is_open(file) {
            return false;
        }
        match scan::read(path) {
            Ok(text) => self.set(file, &text, None),
            Err(_) => {
                self.files.remove(file);
                self.changed = true;
            }
        }
        true
    }

    fn set(&mut self, file: &FileKey, text: &str, open: Option<i32>) {
        let latest = KnowledgeFile::parse(file, text);
        let good = match self.files.remove(file) {
            Some(state) if latest.is_broken() => state.good,
            _ => latest.clone(),
        };
        self.files.insert(file.clone(), State { good, latest, open });
        self.changed = true;
    }

    /// What is known now, if it has changed since the last call; the first call always builds.
    pub fn build(&mut self) -> Option<Knowledge> {
        if !std::mem::take(&mut self.changed) && self.built > 0 {
            return None;
        }
        self.built += 1;
        let files: Vec<&KnowledgeFile> = self.files.values().map(|state| &state.good).collect();
        Some(Knowledge::build(&files))
    }

    /// The problems of every file, for publishing; files that had some and have none any more are cleared.
    pub fn problems(&mut self, encoding: Encoding) -> Vec<(lsp::Url, Vec<lsp::Diagnostic>, Option<i32>)> {
        let mut all = Vec::new();
        let told = std::mem::take(&mut self.told);
        for (file, state) in &self.files {
            let Some(uri) = convert::uri(file) else { continue };
            let lines = state.latest.lines();
            let problems: Vec<_> = state
                .latest
                .problems()
                .iter()
                .map(|problem| outbox::problem(&problem.message, convert::range(lines, problem.place.span, encoding)))
                .collect();
            if !problems.is_empty() {
                self.told.push(file.clone());
            }
            if !problems.is_empty() || told.contains(file) {
                all.push((uri, problems, state.open));
            }
        }
        let gone = told.iter().filter(|file| !self.files.contains_key(*file)).filter_map(convert::uri);
        all.extend(gone.map(|uri| (uri, Vec::new(), None)));
        all
    }
}
