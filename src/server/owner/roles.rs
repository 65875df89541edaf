//! What open documents are: articles, knowledge or configuration, by the folders and the configuration as they are now.

use super::Owner;
use super::documents::{self, Role};
use crate::server::outbox::Message;
use crate::server::publisher::Job;
use crate::server::{convert, scan};
use crate::text::FileKey;
use std::fs;
use std::path::{Path, PathBuf};
use tower_lsp::lsp_types as lsp;

impl Owner {
    pub(super) fn open(&mut self, item: &lsp::TextDocumentItem) {
        let file = self.key_of_opened(&item.uri);
        self.spellings.note(&file, &item.uri);
        let path = convert::path_of_key(&file);
        let role = self.role(path.as_deref(), documents::is_article(item));
        // Some clients open a document again in another language, without an end in between.
        if let Some(before) = self.documents.role(&file).filter(|before| *before != role) {
            self.leave(&file, before);
            self.silence(&file);
        }
        if let (Some(path), Role::Article) = (&path, role) {
            self.configs.look_around(path);
        }
        self.documents.open(&file, item, role);
        // Before the edits that follow: the text as opened may be the last one that can be read.
        self.take_texts();
        self.turn = None;
    }

    /// The key of a document that is opened. One that is opened by a link is the file that it leads to, unless that is open itself.
    fn key_of_opened(&mut self, uri: &lsp::Url) -> FileKey {
        if let Some(open) = self.spellings.open_key(uri) {
            return open.clone();
        }
        let own = convert::key(uri);
        if let Some(link) = self.spellings.link(&own).cloned() {
            self.part(&own, &link);
            return own;
        }
        let led_to = convert::path(uri).and_then(|path| self.led_to(&path)).and_then(|path| convert::key_of_path(&path));
        led_to.filter(|file| !self.documents.is_open(file)).unwrap_or(own)
    }

    /// The file in a folder that a path leads to by a link, where that counts there by itself. A link that lies in a folder has a name of its
    /// own there, and keeps it where no walk finds the file: a store of hidden files calls them what nobody would.
    fn led_to(&self, path: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(path).ok()?;
        let inside = |folder: &PathBuf| Some(folder.join(real.strip_prefix(fs::canonicalize(folder).ok()?).ok()?));
        let all: Vec<PathBuf> = self.folders.iter().filter_map(inside).collect();
        if all.iter().any(|file| file == path) {
            return None;
        }
        let is_name = self.is_inside(path);
        let counts =
            |file: &PathBuf| scan::is_found(&self.folders, file) || !is_name && (self.is_knowledge_path(file) || self.configs.is_one(file));
        all.into_iter().find(counts)
    }

    /// The file itself is opened after a link to it: the two are documents of their own from now on.
    fn part(&mut self, file: &FileKey, link: &lsp::Url) {
        let own = convert::key(link);
        let Some(role) = self.documents.role(file) else { return };
        if let (Some(path), Role::Article) = (convert::path(link), role) {
            self.configs.look_around(&path);
        }
        self.documents.rename(file, &own);
        self.spellings.forget(file);
        self.spellings.note(&own, link);
        self.leave(file, role);
        self.publisher.send(Job::Close(file.clone(), link.clone()));
        self.cast();
    }

    /// Takes the texts of knowledge and configuration files as they are in the editor.
    pub(super) fn take_texts(&mut self) {
        for (role, file, text, version) in self.documents.take_changed() {
            match convert::path_of_key(&file) {
                Some(path) if role == Role::Config => self.configs.open(path, text, version),
                _ => self.knowledge.open(&file, &text, version),
            }
        }
    }

    pub(super) fn close(&mut self, uri: &lsp::Url) {
        let file = self.spellings.key(uri);
        if !self.documents.is_open(&file) {
            tracing::warn!(%file, "the end of a document that is not open");
            return;
        }
        // Findings were told under the name that it was opened by.
        let told = self.spellings.uri(&file).unwrap_or_else(|| uri.clone());
        self.spellings.forget(&file);
        if let Some(role) = self.documents.close(&file) {
            self.leave(&file, role);
            // The configuration around an article outside of the folders counts as long as it is open.
            if role == Role::Article && convert::path_of_key(&file).is_some_and(|path| !self.is_inside(&path)) {
                self.look_for_configs();
            }
        }
        self.publisher.send(Job::Close(file, told));
    }

    /// A document is no longer what it was: what the disk holds counts again.
    pub(super) fn leave(&mut self, file: &FileKey, role: Role) {
        self.turn = None;
        let path = convert::path_of_key(file);
        match role {
            Role::Article => {
                self.snapshot.open.remove_mut(file);
                self.stale = true;
                self.untidy = true;
                match path.filter(|path| self.is_inside(path)) {
                    Some(path) => self.indexer.files(&self.folders, vec![path], self.known()),
                    None => self.snapshot.index.remove(file),
                }
            }
            Role::Knowledge => {
                let path = path.filter(|path| self.is_knowledge_path(path));
                self.knowledge.close(file, path.as_deref());
            }
            Role::Config => path.iter().for_each(|path| self.configs.close(path)),
            Role::Other => {}
        }
    }

    /// What a document is by its path, which some have none of; `is_article` is whether it is one where it is nothing else.
    fn role(&self, path: Option<&Path>, is_article: bool) -> Role {
        match path {
            Some(path) if self.configs.is_one(path) => Role::Config,
            Some(path) if self.is_knowledge(path) => Role::Knowledge,
            _ if is_article => Role::Article,
            _ => Role::Other,
        }
    }

    /// Has every open document be what it is by the folders and the configuration as they are now.
    pub(super) fn cast(&mut self) {
        let new = |(file, before, is_article): (&FileKey, Role, bool)| {
            let role = self.role(convert::path_of_key(file).as_deref(), is_article);
            (role != before).then(|| (file.clone(), before, role))
        };
        let changed: Vec<(FileKey, Role, Role)> = self.documents.roles().filter_map(new).collect();
        for (file, before, role) in changed {
            self.documents.cast(&file, role);
            self.leave(&file, before);
            self.silence(&file);
            if before == Role::Article && self.client.pulls {
                self.outbox.send(Message::RefreshDiagnostics);
            }
        }
        self.take_texts();
    }

    /// Has nothing be said any more of an open document that is not checked now. Clients that ask for findings ask again by themselves when they
    /// change it.
    pub(super) fn silence(&self, file: &FileKey) {
        if let Some(uri) = self.spellings.uri(file).filter(|_| !self.client.pulls) {
            self.publisher.send(Job::Ready(file.clone(), uri, Vec::new(), None));
        }
    }

    pub(super) fn is_article_open(&self, file: &FileKey) -> bool {
        self.documents.role(file) == Some(Role::Article)
    }
}
