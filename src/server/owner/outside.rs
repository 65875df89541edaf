//! What changes outside of the editor: articles, knowledge, configuration, and folders with all that they hold.

use super::Owner;
use crate::server::capabilities;
use crate::server::outbox::Message;
use crate::server::watcher::{Watched, Watcher};
use crate::server::{convert, scan};
use crate::text::FileKey;
use rustc_hash::FxHashSet;
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tower_lsp::lsp_types as lsp;

impl Owner {
    /// Files that were changed, made, renamed or deleted, by a program or a person.
    pub(super) fn files(&mut self, files: &[lsp::FileEvent]) {
        // A glob of the configuration may name an open file that was none before.
        self.cast();
        let mut changed = Vec::new();
        let paths = files.iter().filter_map(|event| {
            // A folder changes with each file in it, which has an event of its own.
            convert::path(&event.uri).filter(|path| event.typ != lsp::FileChangeType::CHANGED || !path.is_dir())
        });
        let mut paths: Vec<PathBuf> = paths.collect();
        // What is an article now is for a walk to tell.
        let ignores = paths.iter().any(|path| scan::is_ignore_file(path));
        paths.extend(self.files_gone_with(&paths));
        let named = LazyCell::new(|| {
            let configs = self.configs.files().map(Path::to_owned);
            self.knowledge_paths().into_iter().chain(configs).collect::<Vec<PathBuf>>()
        });
        let mut inside: Vec<PathBuf> = Vec::new();
        for path in paths.iter().filter(|path| path.is_dir()) {
            inside.extend(named.iter().filter(|file| file.starts_with(path)).cloned());
        }
        for path in paths.into_iter().chain(inside) {
            let Some(file) = convert::key_of_path(&path) else { continue };
            if path.is_dir() {
                // Its articles and configuration are looked for where nobody waits.
                changed.push(path);
            } else if self.configs.is_one(&path) {
                self.configs.touch(&path);
            } else if self.is_knowledge_path(&path) {
                self.knowledge.read(&file, &path);
            } else if !self.documents.is_open(&file) && scan::is_article(&path) {
                changed.push(path);
            }
        }
        if ignores {
            self.indexer.folders(&self.folders, self.known());
        } else if !changed.is_empty() {
            self.indexer.files(&self.folders, changed, self.known());
        }
    }

    /// Has everything be watched that counts: by the client, and by an own watcher what that does not watch.
    pub(super) fn watch(&mut self) {
        let named = self.folders.iter().flat_map(|folder| self.named_knowledge(folder));
        let files: BTreeSet<PathBuf> = named.chain(self.configs.files().map(Path::to_owned)).collect();
        let watched = match self.client.watches {
            true => Watched { folders: Vec::new(), files: files.into_iter().filter(|path| !self.is_inside(path)).collect() },
            false => Watched { folders: self.folders.clone(), files: files.into_iter().collect() },
        };
        let Some(before) = self.watched.replace(watched.clone()) else {
            self.watched = None;
            return;
        };
        if before == watched {
            return;
        }
        if self.client.watches_outside {
            let old = (!before.files.is_empty()).then(capabilities::no_more_outside);
            let new = (!watched.files.is_empty()).then(|| capabilities::outside(&watched.files));
            self.outbox.send(Message::RegisterAnew(old, new));
            return;
        }
        match &self.watcher {
            Some(watcher) => watcher.tell(watched),
            None => self.watcher = Some(Watcher::start(self.mailbox.clone(), watched)),
        }
    }

    /// The known files of folders that are gone, which are told by their own names alone; all files are looked through once.
    fn files_gone_with(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let gone = paths.iter().filter(|path| !scan::counts(path) && !path.exists());
        let gone: FxHashSet<String> = gone.filter_map(|path| Some(convert::key_of_path(path)?.as_str().to_owned())).collect();
        if gone.is_empty() {
            return Vec::new();
        }
        let configs = self.configs.files().filter_map(convert::key_of_path);
        let known = self.snapshot.index.entries().map(|entry| entry.file.clone()).chain(self.knowledge.keys().cloned()).chain(configs);
        let is_inside = |file: &FileKey| {
            let name = file.as_str();
            name.match_indices('/').any(|(at, _)| gone.contains(&name[..at]))
        };
        known.filter(is_inside).filter_map(|file| convert::path_of_key(&file)).collect()
    }
}
