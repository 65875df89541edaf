//! The open documents: their text under edit, their readings, and what was published of them.

use crate::article::Format;
use crate::checks;
use crate::index::Snapshot;
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Reading, Source};
use crate::server::convert;
use crate::server::outbox::{self, Message};
use crate::text::{Document, Encoding, FileKey, Span, sentences};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower_lsp::lsp_types as lsp;

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<FileKey, Open>,
}

#[derive(Debug)]
struct Open {
    text: Document,
    version: i32,
    /// `None` for documents that are kept but not read: knowledge files.
    article: Option<OpenArticle>,
}

#[derive(Debug)]
struct OpenArticle {
    format: Format,
    reader: Reader,
    reading: Option<Arc<Reading>>,
    /// Whether the text or the knowledge changed since the reading.
    dirty: bool,
    /// Whether it was read since its findings were last published.
    unpublished: bool,
    /// Where the latest edit ended, while its sentence is left alone.
    edit: Option<u32>,
    published: Option<(i32, Vec<lsp::Diagnostic>)>,
}

/// Whether a document is one that is read: plain text or Markdown, by its language or its name.
pub(super) fn is_article(item: &lsp::TextDocumentItem) -> bool {
    matches!(item.language_id.as_str(), "text" | "plaintext" | "txt" | "markdown" | "md" | "")
        || convert::path(&item.uri).is_some_and(|path| crate::server::scan::is_article(&path))
}

impl Documents {
    pub fn open(&mut self, file: &FileKey, item: &lsp::TextDocumentItem) {
        let markdown = matches!(item.language_id.as_str(), "markdown" | "md");
        let format = if markdown { Format::Markdown } else { Format::of_name(file.name()) };
        let article =
            OpenArticle { format, reader: Reader::new(), reading: None, dirty: true, unpublished: false, edit: None, published: None };
        self.open.insert(file.clone(), Open { text: Document::new(&item.text), version: item.version, article: Some(article) });
    }

    /// Keeps a document that is not read.
    pub fn open_other(&mut self, file: &FileKey, text: &str, version: i32) {
        self.open.insert(file.clone(), Open { text: Document::new(text), version, article: None });
    }

    /// Applies edits in order. Returns the text and version of a document that is not read, for whoever keeps it.
    pub fn change(&mut self, file: &FileKey, params: lsp::DidChangeTextDocumentParams, encoding: Encoding) -> Option<(String, i32)> {
        let Some(open) = self.open.get_mut(file) else {
            tracing::warn!(%file, "an edit of a document that is not open");
            return None;
        };
        open.version = params.text_document.version;
        for change in params.content_changes {
            let Some(range) = change.range else {
                open.text = Document::new(&change.text);
                if let Some(article) = &mut open.article {
                    article.edit = None;
                }
                continue;
            };
            let (start, end) = (convert::position(range.start), convert::position(range.end));
            let before = open.text.byte_offset(start, encoding);
            match open.text.edit(start..end, &change.text, encoding) {
                Ok(()) => {
                    if let Some(article) = &mut open.article {
                        article.edit = Some((before + change.text.len()) as u32);
                    }
                }
                Err(error) => tracing::warn!(%file, "an edit was not applied: {error}"),
            }
        }
        match &mut open.article {
            Some(article) => {
                article.dirty = true;
                None
            }
            None => Some((open.text.text(), open.version)),
        }
    }

    pub fn close(&mut self, file: &FileKey) {
        self.open.remove(file);
    }

    pub fn is_open(&self, file: &FileKey) -> bool {
        self.open.contains_key(file)
    }

    pub fn count(&self) -> usize {
        self.open.len()
    }

    /// The articles.
    pub fn articles(&self) -> Vec<FileKey> {
        self.open.iter().filter(|(_, open)| open.article.is_some()).map(|(file, _)| file.clone()).collect()
    }

    /// Every article is to be read again: what is known has changed.
    pub fn read_again(&mut self) {
        self.open.values_mut().filter_map(|open| open.article.as_mut()).for_each(|article| article.dirty = true);
    }

    /// The readings as they are.
    pub fn readings(&self) -> Vec<(FileKey, Arc<Reading>)> {
        self.open.iter().filter_map(|(file, open)| Some((file.clone(), open.article.as_ref()?.reading.clone()?))).collect()
    }

    /// Reads what has changed; returns the new readings with their versions.
    pub fn read(&mut self, knowledge: &Knowledge) -> Vec<(FileKey, i32, Arc<Reading>)> {
        let mut read = Vec::new();
        for (file, open) in &mut self.open {
            let Some(article) = open.article.as_mut().filter(|article| article.dirty) else { continue };
            let source = Source { name: file.name(), text: Arc::from(open.text.text()), format: article.format, date: None };
            let reading = Arc::new(article.reader.read(&source, knowledge));
            article.reading = Some(Arc::clone(&reading));
            article.dirty = false;
            article.unpublished = true;
            read.push((file.clone(), open.version, reading));
        }
        read
    }

    /// The articles that were read since the last call.
    pub fn take_unpublished(&mut self) -> Vec<FileKey> {
        let mut files = Vec::new();
        for (file, open) in &mut self.open {
            if open.article.as_mut().is_some_and(|article| std::mem::take(&mut article.unpublished)) {
                files.push(file.clone());
            }
        }
        files
    }

    /// The rest after the latest edits is over.
    pub fn end_edits(&mut self) {
        self.open.values_mut().filter_map(|open| open.article.as_mut()).for_each(|article| article.edit = None);
    }

    /// The diagnostics of an article, unless the same were published for the same version.
    pub fn diagnostics(&mut self, file: &FileKey, snapshot: &Snapshot, encoding: Encoding) -> Option<Message> {
        let open = self.open.get_mut(file)?;
        let article = open.article.as_mut()?;
        let reading = article.reading.as_ref()?;
        let resting = article.edit.and_then(|offset| sentence_at(reading, offset));
        let findings = checks::check(snapshot, file);
        let shown = findings.iter().filter(|finding| !resting.is_some_and(|sentence| sentence.overlaps(finding.span)));
        let diagnostics: Vec<_> = shown.map(|finding| outbox::diagnostic(finding, &reading.lines, snapshot, encoding)).collect();
        if article.published.as_ref().is_some_and(|(version, published)| *version == open.version && *published == diagnostics) {
            return None;
        }
        article.published = Some((open.version, diagnostics.clone()));
        Some(Message::Diagnostics(convert::uri(file)?, diagnostics, Some(open.version)))
    }
}

/// The sentence that an offset stands in.
fn sentence_at(reading: &Reading, offset: u32) -> Option<Span> {
    let at = reading.article.block_at(offset)?;
    let block = reading.article.blocks[at].span;
    let read = reading.blocks.get(at)?.as_ref()?;
    let sentences = sentences(block.of(&reading.text), &read.tokens);
    sentences.into_iter().map(|sentence| sentence.shift(block.start)).find(|sentence| sentence.touches(offset))
}
