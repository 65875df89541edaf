//! The owner of the workspace: one thread that takes events in order and publishes a snapshot after them.

mod documents;
mod knowledge;

use super::capabilities::Client;
use super::outbox::{Message, Outbox};
use super::scan;
use crate::index::{Entry, FileState, Index, Snapshot};
use crate::text::FileKey;
use documents::Documents;
use knowledge::KnowledgeFiles;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tower_lsp::lsp_types as lsp;

/// For how long the sentence of the latest edit is left alone.
const REST: Duration = Duration::from_secs(1);

/// What happens to the workspace.
#[derive(Debug)]
pub(super) enum Event {
    /// The client said what it can do and which folders are open.
    Start(Client, Vec<PathBuf>),
    /// The client runs.
    Ready,
    /// A document was opened.
    Open(lsp::TextDocumentItem),
    /// A document was edited.
    Change(lsp::DidChangeTextDocumentParams),
    /// A document was closed.
    Close(lsp::Url),
    /// Folders were added and removed.
    Folders(Vec<PathBuf>, Vec<PathBuf>),
    /// Files changed on disk.
    Files(Vec<lsp::FileEvent>),
    /// A slice of the workspace was read; the number tells which scan it belongs to.
    Indexed(u64, Vec<Entry>),
    /// The knowledge files of the workspace were read.
    Knowledge(u64, Vec<(FileKey, String)>),
    /// Somebody wants the state after all events before this one.
    Read(oneshot::Sender<Turn>),
}

/// What an answer is computed from.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// The state of the workspace.
    pub snapshot: Snapshot,
    /// What the client can do.
    pub client: Client,
}

/// Sends events to the owner; cloning is cheap.
#[derive(Clone, Debug)]
pub(super) struct Mailbox(Sender<Event>);

impl Mailbox {
    /// Sends an event; nothing happens where the owner has ended.
    pub fn send(&self, event: Event) {
        let _ = self.0.send(event);
    }

    /// Asks for the state after all events sent before.
    pub fn turn(&self) -> oneshot::Receiver<Turn> {
        let (sender, receiver) = oneshot::channel();
        self.send(Event::Read(sender));
        receiver
    }
}

/// Starts the owner's thread; it ends when all mailboxes are gone.
pub(super) fn start(outbox: Outbox) -> Mailbox {
    let (sender, receiver) = channel();
    let mailbox = Mailbox(sender.clone());
    std::thread::Builder::new()
        .name("owner".to_owned())
        .spawn(move || {
            let client = Client::new(&lsp::ClientCapabilities::default());
            let owner = Owner {
                outbox,
                mailbox: Mailbox(sender),
                client,
                folders: Vec::new(),
                documents: Documents::default(),
                knowledge: KnowledgeFiles::default(),
                snapshot: Snapshot::default(),
                scan: 0,
                stale: false,
            };
            owner.run(&receiver);
        })
        // Without its owner the server cannot do anything.
        .expect("a thread for the workspace");
    mailbox
}

struct Owner {
    outbox: Outbox,
    mailbox: Mailbox,
    client: Client,
    folders: Vec<PathBuf>,
    documents: Documents,
    knowledge: KnowledgeFiles,
    snapshot: Snapshot,
    /// The number of the latest scan; what comes from earlier ones is dropped.
    scan: u64,
    /// Whether documents that were not edited themselves should be checked again, because the index changed under them.
    stale: bool,
}

impl Owner {
    fn run(mut self, events: &Receiver<Event>) {
        let mut rest: Option<Instant> = None;
        loop {
            let event = match rest {
                Some(until) => events.recv_timeout(until.saturating_duration_since(Instant::now())),
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) => {
                    let typed = matches!(event, Event::Change(_));
                    self.take(event);
                    // Whatever waits is taken before anything is read: a burst of edits is one reading.
                    let mut typing = typed;
                    while let Ok(event) = events.try_recv() {
                        typing |= matches!(event, Event::Change(_));
                        self.take(event);
                    }
                    self.settle();
                    self.publish_edited();
                    if typing || self.stale {
                        rest = Some(Instant::now() + REST);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    rest = None;
                    self.stale = false;
                    self.documents.end_edits();
                    self.publish_all();
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Start(client, folders) => {
                self.client = client;
                self.folders = folders;
            }
            Event::Ready => {
                let registrations = super::capabilities::registrations(self.client);
                if !registrations.is_empty() {
                    self.outbox.send(Message::Register(registrations));
                }
                self.rescan();
            }
            Event::Open(item) => self.open(item),
            Event::Change(params) => self.change(params),
            Event::Close(uri) => self.close(&uri),
            Event::Folders(added, removed) => {
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(added);
                self.rescan();
            }
            Event::Files(files) => self.files(files),
            Event::Indexed(scan, entries) if scan == self.scan => {
                for entry in entries {
                    // The editor's text wins over the disk's.
                    if !self.documents.is_open(&entry.file) {
                        self.snapshot.index.insert(entry);
                    }
                }
                self.stale = true;
            }
            Event::Knowledge(scan, files) if scan == self.scan => {
                self.knowledge.on_disk(files);
                self.learn();
            }
            Event::Indexed(..) | Event::Knowledge(..) => {}
            Event::Read(reply) => {
                self.settle();
                let _ = reply.send(Turn { snapshot: self.snapshot.clone(), client: self.client });
            }
        }
    }

    fn open(&mut self, item: lsp::TextDocumentItem) {
        let file = super::convert::key(&item.uri);
        if self.is_knowledge(&item.uri) {
            self.knowledge.open(&file, &item.text, item.version);
            self.documents.open_other(&file, &item.text, item.version);
            self.learn();
        } else if documents::is_article(&item) {
            self.documents.open(&file, &item);
        } else {
            self.documents.open_other(&file, &item.text, item.version);
        }
    }

    fn change(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let file = super::convert::key(&params.text_document.uri);
        let text = self.documents.change(&file, params, self.client.encoding);
        if let Some((text, version)) = text.filter(|_| self.knowledge.is_open(&file)) {
            self.knowledge.open(&file, &text, version);
            self.learn();
        }
    }

    fn close(&mut self, uri: &lsp::Url) {
        let file = super::convert::key(uri);
        self.documents.close(&file);
        self.outbox.send(Message::Diagnostics(uri.clone(), Vec::new(), None));
        self.snapshot.open.remove_mut(&file);
        // What the disk holds counts again.
        let path = super::convert::path(uri);
        if self.knowledge.close(&file, path.as_deref()) {
            self.learn();
        } else if let Some(path) = path.filter(|path| self.is_indexed(path)) {
            self.index_again(vec![path]);
        } else {
            self.snapshot.index.remove(&file);
        }
    }

    fn files(&mut self, files: Vec<lsp::FileEvent>) {
        let mut changed = Vec::new();
        let mut learned = false;
        for event in files {
            let file = super::convert::key(&event.uri);
            let Some(path) = super::convert::path(&event.uri) else { continue };
            if self.is_knowledge(&event.uri) {
                learned |= self.knowledge.changed(&file, &path);
            } else if self.documents.is_open(&file) {
                continue;
            } else if event.typ == lsp::FileChangeType::DELETED {
                self.snapshot.index.remove(&file);
                self.stale = true;
            } else if self.is_indexed(&path) {
                changed.push(path);
            }
        }
        if learned {
            self.learn();
        }
        if !changed.is_empty() {
            self.index_again(changed);
        }
    }

    fn is_knowledge(&self, uri: &lsp::Url) -> bool {
        let path = super::convert::path(uri);
        path.is_some_and(|path| {
            self.folders.iter().any(|folder| scan::is_knowledge(folder, &path))
                || path.file_name().is_some_and(|name| name == "entities.toml")
        })
    }

    fn is_indexed(&self, path: &std::path::Path) -> bool {
        scan::is_article(path) && self.folders.iter().any(|folder| path.starts_with(folder))
    }

    /// Takes the knowledge files as they are now; every open article is read again where anything changed.
    fn learn(&mut self) {
        if let Some(knowledge) = self.knowledge.build() {
            self.snapshot.knowledge = Arc::new(knowledge);
            self.documents.read_again();
            self.index_folders();
            if self.client.refreshes_hints {
                self.outbox.send(Message::RefreshHints);
            }
        }
        for (uri, diagnostics, version) in self.knowledge.problems(self.client.encoding) {
            self.outbox.send(Message::Diagnostics(uri, diagnostics, version));
        }
    }

    /// Reads the folders anew.
    fn rescan(&mut self) {
        self.scan += 1;
        self.snapshot.index = Index::default();
        for (file, reading) in self.documents.readings() {
            self.snapshot.index.insert(Entry::new(&file, &reading, &self.snapshot.knowledge));
        }
        let (scan, folders, mailbox) = (self.scan, self.folders.clone(), self.mailbox.clone());
        std::thread::spawn(move || {
            let files = scan::walk(&folders);
            let read = files.knowledge.iter().filter_map(|path| {
                let uri = lsp::Url::from_file_path(path).ok()?;
                let text = scan::read(path).map_err(|error| tracing::warn!("{error}")).ok()?;
                Some((super::convert::key(&uri), text))
            });
            mailbox.send(Event::Knowledge(scan, read.collect()));
        });
    }

    /// Indexes all articles of the folders in the background.
    fn index_folders(&mut self) {
        let (scan, folders, mailbox, outbox) = (self.scan, self.folders.clone(), self.mailbox.clone(), self.outbox.clone());
        let knowledge = Arc::clone(&self.snapshot.knowledge);
        std::thread::spawn(move || {
            let files = scan::walk(&folders);
            for message in files.messages {
                outbox.send(Message::Show(lsp::MessageType::WARNING, message));
            }
            read_in_slices(scan, &files.articles, &knowledge, &mailbox, &outbox);
        });
    }

    /// Indexes some articles in the background.
    fn index_again(&mut self, paths: Vec<PathBuf>) {
        let (scan, mailbox, outbox) = (self.scan, self.mailbox.clone(), self.outbox.clone());
        let knowledge = Arc::clone(&self.snapshot.knowledge);
        std::thread::spawn(move || read_in_slices(scan, &paths, &knowledge, &mailbox, &outbox));
    }

    /// Reads what was edited and puts it into the snapshot.
    fn settle(&mut self) {
        for (file, version, reading) in self.documents.read(&self.snapshot.knowledge) {
            self.snapshot.index.insert(Entry::new(&file, &reading, &self.snapshot.knowledge));
            self.snapshot.open.insert_mut(file, FileState { version: Some(version), reading });
            self.stale |= self.documents.count() > 1;
        }
    }

    /// Publishes the findings of the documents that were read since the last time.
    fn publish_edited(&mut self) {
        for file in self.documents.take_unpublished() {
            self.publish(&file);
        }
    }

    /// Publishes what has changed in any open document: the rest after an edit is over, or the index changed.
    fn publish_all(&mut self) {
        for file in self.documents.articles() {
            self.publish(&file);
        }
    }

    fn publish(&mut self, file: &FileKey) {
        if let Some(message) = self.documents.diagnostics(file, &self.snapshot, self.client.encoding) {
            self.outbox.send(message);
        }
    }
}

fn read_in_slices(scan: u64, paths: &[PathBuf], knowledge: &Arc<crate::knowledge::Knowledge>, mailbox: &Mailbox, outbox: &Outbox) {
    let started = Instant::now();
    let mut count = 0;
    scan::index(paths, knowledge, |entries, errors| {
        count += entries.len();
        mailbox.send(Event::Indexed(scan, entries));
        for error in errors {
            outbox.send(Message::Log(lsp::MessageType::WARNING, error));
        }
        true
    });
    tracing::info!(count, milliseconds = started.elapsed().as_millis() as u64, "articles indexed");
}
