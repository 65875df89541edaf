//! The open documents: their text under edit and their readings.

use crate::article::{Article, Format};
use crate::config::Configs;
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Reading, Source};
use crate::server::isolate::isolated;
use crate::server::moment::{Edits, Moment};
use crate::server::{convert, scan};
use crate::text::{Document, Encoding, FileKey, LineMap};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower_lsp::lsp_types as lsp;

/// Longer texts are kept but not read: they are no articles.
const LONGEST: usize = 4 << 20;

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<FileKey, Open>,
}

#[derive(Debug)]
struct Open {
    text: Document,
    version: i32,
    format: Format,
    /// Whether it is an article where it is nothing else.
    is_article: bool,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Article(Box<OpenArticle>),
    /// A knowledge file; whether its text changed since it was last taken.
    Knowledge(bool),
    /// A configuration file, likewise.
    Config(bool),
    /// Kept, so that its edits have somewhere to go, but not read.
    Other,
}

impl Kind {
    /// Of a text that is still to be read.
    fn new(role: Role) -> Self {
        match role {
            Role::Article => Kind::Article(Box::new(OpenArticle { dirty: true, unpublished: true, ..OpenArticle::default() })),
            Role::Knowledge => Kind::Knowledge(true),
            Role::Config => Kind::Config(true),
            Role::Other => Kind::Other,
        }
    }
}

/// What a document is, to the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Read and checked.
    Article,
    /// A knowledge file.
    Knowledge,
    /// A configuration file.
    Config,
    /// Neither.
    Other,
}

#[derive(Debug, Default)]
struct OpenArticle {
    reader: Reader,
    reading: Option<Arc<Reading>>,
    /// Whether it is longer than any article is, and so not read.
    too_long: bool,
    /// Whether the text, the knowledge or the configuration changed since the reading.
    dirty: bool,
    /// Whether its findings are to be published though its text did not change.
    unpublished: bool,
    /// Where the latest edit ended, while its sentence is left alone.
    edit: Option<u32>,
    edits: Edits,
    /// Whether it was edited since it was opened or saved; never where it cannot be saved, as it is no file yet.
    unsaved: bool,
}

/// What became of an article that has changed.
#[derive(Debug)]
pub(super) enum Read {
    /// It was read.
    Article { file: FileKey, version: i32, reading: Arc<Reading> },
    /// It is too long to be read; with one line that names it where it was not so before.
    TooLong(FileKey, Option<String>),
}

/// Whether a document is one that is read: plain text or Markdown, by its language or its name.
pub(super) fn is_article(item: &lsp::TextDocumentItem) -> bool {
    let language = matches!(item.language_id.as_str(), "text" | "plaintext" | "txt" | "markdown" | "md" | "");
    language || convert::path(&item.uri).is_some_and(|path| scan::is_article(&path))
}

impl Documents {
    /// Opens a document.
    pub fn open(&mut self, file: &FileKey, item: &lsp::TextDocumentItem, role: Role) {
        let markdown = matches!(item.language_id.as_str(), "markdown" | "md");
        let format = if markdown { Format::Markdown } else { Format::of_name(file.name()) };
        let (text, version, is_article) = (Document::new(&item.text), item.version, is_article(item));
        self.open.insert(file.clone(), Open { text, version, format, is_article, kind: Kind::new(role) });
    }

    /// A document is something else from now on.
    pub fn cast(&mut self, file: &FileKey, role: Role) {
        if let Some(open) = self.open.get_mut(file) {
            open.kind = Kind::new(role);
        }
    }

    /// A document is called something else from now on, and is read again. What was not saved is not saved by that.
    pub fn rename(&mut self, file: &FileKey, new: &FileKey) {
        if let Some(mut open) = self.open.remove(file) {
            let unsaved = matches!(&open.kind, Kind::Article(article) if article.unsaved);
            open.kind = Kind::new(open.role());
            if let Kind::Article(article) = &mut open.kind {
                article.unsaved = unsaved;
            }
            self.open.insert(new.clone(), open);
        }
    }

    /// Every document with what it is, and whether it is an article where it is nothing else.
    pub fn roles(&self) -> impl Iterator<Item = (&FileKey, Role, bool)> {
        self.open.iter().map(|(file, open)| (file, open.role(), open.is_article))
    }

    /// The documents that are articles.
    pub fn articles(&self) -> impl Iterator<Item = &FileKey> {
        self.open.iter().filter(|(_, open)| open.role() == Role::Article).map(|(file, _)| file)
    }

    /// Applies edits in order.
    pub fn change(&mut self, file: &FileKey, params: lsp::DidChangeTextDocumentParams, encoding: Encoding) {
        let Some(open) = self.open.get_mut(file) else {
            tracing::warn!(%file, "an edit of a document that is not open");
            return;
        };
        open.version = params.text_document.version;
        let mut edit = None;
        for change in params.content_changes {
            edit = open.apply(&change, encoding).or(edit);
        }
        match &mut open.kind {
            Kind::Article(article) => {
                article.dirty = true;
                article.edit = edit;
                article.edits.note();
                article.unsaved = file.as_str().starts_with("file:");
            }
            Kind::Knowledge(dirty) | Kind::Config(dirty) => *dirty = true,
            Kind::Other => {}
        }
        // An edit here is one elsewhere for every other article.
        for (_, article) in self.articles_mut().filter(|(other, article)| *other != file && article.edit.is_some()) {
            article.edit = None;
            article.unpublished = true;
        }
    }

    /// A document was saved: what its edit is about is no longer left alone.
    pub fn save(&mut self, file: &FileKey) {
        if let Some((_, article)) = self.articles_mut().find(|(other, _)| *other == file) {
            article.unpublished |= article.edit.take().is_some();
            article.unsaved = false;
        }
    }

    /// Closes a document.
    pub fn close(&mut self, file: &FileKey) -> Option<Role> {
        self.open.remove(file).map(|open| open.role())
    }

    /// Whether a document is open.
    pub fn is_open(&self, file: &FileKey) -> bool {
        self.open.contains_key(file)
    }

    /// What an open document is.
    pub fn role(&self, file: &FileKey) -> Option<Role> {
        self.open.get(file).map(Open::role)
    }

    /// The texts of knowledge and configuration files that changed since the last call, with their versions.
    pub fn take_changed(&mut self) -> Vec<(Role, FileKey, String, i32)> {
        let mut changed = Vec::new();
        for (file, open) in &mut self.open {
            let role = open.role();
            if let Kind::Knowledge(dirty) | Kind::Config(dirty) = &mut open.kind
                && std::mem::take(dirty)
            {
                changed.push((role, file.clone(), open.text.text(), open.version));
            }
        }
        changed
    }

    /// Every article is to be read again: what is known has changed.
    pub fn read_again(&mut self) {
        self.articles_mut().for_each(|(_, article)| article.dirty = true);
    }

    /// Every article is to be published again: the index has changed.
    pub fn publish_again(&mut self) {
        self.articles_mut().for_each(|(_, article)| article.unpublished = true);
    }

    /// The article under edit, and where.
    pub fn resting(&mut self) -> Option<(FileKey, u32)> {
        self.articles_mut().find_map(|(file, article)| Some((file.clone(), article.edit?)))
    }

    /// The rest after the latest edits is over.
    pub fn end_edits(&mut self) {
        for (_, article) in self.articles_mut().filter(|(_, article)| article.edit.is_some()) {
            article.edit = None;
            article.unpublished = true;
        }
    }

    /// Reads what has changed.
    pub fn read(&mut self, knowledge: &Knowledge, configs: &Configs) -> Vec<Read> {
        let mut read = Vec::new();
        for (file, open) in &mut self.open {
            let Kind::Article(article) = &mut open.kind else { continue };
            if !std::mem::take(&mut article.dirty) {
                continue;
            }
            let (length, was_too_long) = (open.text.len(), article.too_long);
            article.too_long = length > LONGEST;
            if article.too_long {
                let line = || format!("{}: not read, {length} bytes are more than the limit of {LONGEST}", file.name());
                article.reading = None;
                article.unpublished = false;
                read.push(Read::TooLong(file.clone(), (!was_too_long).then(line)));
                continue;
            }
            let text: Arc<str> = Arc::from(open.text.text());
            article.reader = std::mem::take(&mut article.reader).as_of(configs.of(file).as_of);
            let source = Source { name: file.name(), text: Arc::clone(&text), format: open.format, date: None };
            let reading = isolated("reading an article", || article.reader.read(&source, knowledge)).unwrap_or_else(|| {
                article.reader = Reader::new();
                unread(text, open.format)
            });
            let reading = Arc::new(reading);
            article.reading = Some(Arc::clone(&reading));
            article.unpublished = true;
            read.push(Read::Article { file: file.clone(), version: open.version, reading });
        }
        read
    }

    /// The articles to be published since the last call, each with the place of its latest edit; those that are to be saved first are left. Where it
    /// is published at each edit, what it is now is of no use after the next.
    pub fn take_unpublished(&mut self, on_save: bool) -> Vec<(FileKey, Option<u32>, Option<Moment>)> {
        let ready = self.articles_mut().filter(|(_, article)| !(on_save && article.unsaved));
        let unpublished = ready.filter_map(|(file, article)| {
            let due = std::mem::take(&mut article.unpublished);
            due.then(|| (file.clone(), article.edit, (!on_save).then(|| article.edits.now())))
        });
        unpublished.collect()
    }

    fn articles_mut(&mut self) -> impl Iterator<Item = (&FileKey, &mut OpenArticle)> {
        self.open.iter_mut().filter_map(|(file, open)| match &mut open.kind {
            Kind::Article(article) => Some((file, &mut **article)),
            Kind::Knowledge(_) | Kind::Config(_) | Kind::Other => None,
        })
    }
}

impl Open {
    fn role(&self) -> Role {
        match self.kind {
            Kind::Article(_) => Role::Article,
            Kind::Knowledge(_) => Role::Knowledge,
            Kind::Config(_) => Role::Config,
            Kind::Other => Role::Other,
        }
    }

    /// Applies one change; returns where it ended, unless nothing changed.
    fn apply(&mut self, change: &lsp::TextDocumentContentChangeEvent, encoding: Encoding) -> Option<u32> {
        let Some(range) = change.range else {
            let at = edited_at(&self.text.text(), &change.text);
            self.text = Document::new(&change.text);
            return at;
        };
        let (start, end) = (convert::position(range.start), convert::position(range.end));
        let begun = self.text.edit(start..end, &change.text, encoding);
        Some((begun + change.text.len()) as u32)
    }
}

/// Where the difference between two texts ends in the second, for clients that send the whole text at each edit.
fn edited_at(old: &str, new: &str) -> Option<u32> {
    if old == new {
        return None;
    }
    let (old, bytes) = (old.as_bytes(), new.as_bytes());
    let shorter = old.len().min(bytes.len());
    let same_start = old.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    let same_end = old.iter().rev().zip(bytes.iter().rev()).take(shorter - same_start).take_while(|(a, b)| a == b).count();
    let mut at = bytes.len() - same_end;
    while !new.is_char_boundary(at) {
        at += 1;
    }
    Some(at as u32)
}

/// A reading in which nothing is found: of a text that could not be read.
fn unread(text: Arc<str>, format: Format) -> Reading {
    Reading { lines: LineMap::new(&text), text, article: Article { format, ..Article::default() }, ..Reading::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_edit_in_a_whole_text() {
        assert_eq!(edited_at("one two", "one two"), None);
        assert_eq!(edited_at("one two", "one big two"), Some(8));
        assert_eq!(edited_at("aaa", "aaaa"), Some(4));
        assert_eq!(edited_at("one two", "one"), Some(3));
        assert_eq!(edited_at("caf\u{e9}!", "caf\u{e8}!"), Some(5));
        assert_eq!(edited_at("", "a"), Some(1));
    }
}
