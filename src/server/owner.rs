//! The owner of the workspace: one thread that takes events in order and publishes a snapshot after them.

mod configs;
mod documents;
mod knowledge;
mod outside;
mod roles;

use super::capabilities::{self, Client, Refreshes};
use super::convert::{self, Spellings};
use super::crew::with_crew;
use super::diagnostic;
use super::indexer::{Found, Indexer, Known};
use super::isolate::isolated;
use super::mailbox::{Event, Mailbox};
use super::memory;
use super::outbox::{Message, Outbox};
use super::outlet::Outlet;
use super::publisher::{Job, Publisher};
use super::scan;
use super::settings::Settings;
use super::turn::Turn;
use super::watcher::{Watched, Watcher};
use crate::checks::{IN_CONFIGURATION, IN_RECORDS};
use crate::config::{Configs, named};
use crate::index::{Entry, FileState, Snapshot};
use crate::text::FileKey;
use configs::ConfigFiles;
use documents::{Documents, Read};
use knowledge::KnowledgeFiles;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types as lsp;

/// For how long the sentence of the latest edit is left alone, and how long the index must rest before other articles are checked again.
const REST: Duration = Duration::from_secs(1);
/// For how long waiting events are taken before what they changed is read: a burst is one reading, a flood does not go unread.
const BATCH: Duration = Duration::from_millis(20);

/// How many articles are put into the index at once, where they are waiting.
const TOGETHER: usize = 64;

/// Starts the owner's thread.
pub(super) fn start(outbox: Outbox, outlet: Outlet) -> Mailbox {
    let (mailbox, events) = Mailbox::new();
    let owner = Owner {
        publisher: Publisher::start(outlet),
        indexer: Indexer::start(mailbox.clone(), outbox.clone()),
        watcher: None,
        watched: None,
        mailbox: mailbox.clone(),
        outbox,
        client: Client::new(&lsp::InitializeParams::default()),
        settings: Settings::default(),
        folders: Vec::new(),
        documents: Documents::default(),
        knowledge: KnowledgeFiles::default(),
        configs: ConfigFiles::default(),
        spellings: Spellings::default(),
        snapshot: Snapshot::default(),
        turn: None,
        spent: Vec::new(),
        found: VecDeque::new(),
        stale: false,
        relearned: false,
        outdated: false,
        untidy: false,
        rest: None,
    };
    std::thread::Builder::new()
        .name("owner".to_owned())
        .spawn(move || with_crew("owner", || owner.run(&events)))
        // Without its owner the server cannot do anything.
        .expect("a thread for the workspace");
    mailbox
}

struct Owner {
    /// To itself, for those who tell it what they find.
    mailbox: Mailbox,
    watcher: Option<Watcher>,
    /// What is watched beside that which the client does by the names of files in its folders; nothing before the client runs.
    watched: Option<Watched>,
    outbox: Outbox,
    publisher: Publisher,
    indexer: Indexer,
    client: Client,
    settings: Settings,
    folders: Vec<PathBuf>,
    documents: Documents,
    knowledge: KnowledgeFiles,
    configs: ConfigFiles,
    spellings: Spellings,
    snapshot: Snapshot,
    /// The snapshot as readers have it, until something changes.
    turn: Option<Turn>,
    /// Turns that something has changed since: let go of when what changed is published, as an article is much to take apart.
    spent: Vec<Turn>,
    /// What the indexer read and the index does not hold yet: put in when nothing else is to be done.
    found: VecDeque<Found>,
    /// Whether the index changed under articles that were not edited themselves.
    stale: bool,
    /// Whether the knowledge changed since the folders were read.
    relearned: bool,
    /// Whether what is shown of open articles, lenses, hints and colours, changed with what is known or chosen.
    outdated: bool,
    /// Whether much was dropped whose memory nobody needs any more.
    untidy: bool,
    /// When the rest after the latest edit or change of the index is over.
    rest: Option<Instant>,
}

impl Owner {
    fn run(mut self, events: &Receiver<Event>) {
        loop {
            match self.next(events) {
                Ok(event) => {
                    let started = Instant::now();
                    self.take(event);
                    while started.elapsed() < BATCH
                        && let Ok(event) = events.try_recv()
                    {
                        self.take(event);
                    }
                    self.settle();
                }
                Err(RecvTimeoutError::Timeout) => self.put_found(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.rest.is_some_and(|until| until <= Instant::now()) {
                self.end_rest();
            }
            if self.stale && self.rest.is_none() {
                self.rest = Some(Instant::now() + REST);
            }
            self.publish();
            self.spent.clear();
        }
    }

    /// The next event; not waited for where there is something to do.
    fn next(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        match self.rest {
            _ if !self.found.is_empty() => events.recv_timeout(Duration::ZERO),
            Some(until) => events.recv_timeout(until.saturating_duration_since(Instant::now())),
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn take(&mut self, event: Event) {
        let done = isolated("an event", || match event {
            Event::Start(client, folders) => {
                self.client = client;
                self.folders = folders;
            }
            Event::Ready => {
                let registrations = capabilities::registrations(self.client);
                if !registrations.is_empty() {
                    self.outbox.send(Message::Register(registrations));
                }
                self.look();
                self.watched = Some(Watched::default());
                self.watch();
            }
            Event::Open(item) => self.open(&item),
            Event::Change(params) => {
                let file = self.spellings.key(&params.text_document.uri);
                self.documents.change(&file, params, self.client.encoding);
                self.rest = Some(Instant::now() + REST);
            }
            Event::Save(uri) => self.documents.save(&self.spellings.key(&uri)),
            Event::Close(uri) => self.close(&uri),
            Event::Settings(settings) => self.set(settings),
            Event::Folders(added, removed) => {
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(added);
                self.look();
                self.watch();
            }
            Event::Files(files) => self.files(&files),
            Event::Found(found) => self.found.extend(found),
            Event::Configs(paths) => self.configs.add(paths),
            Event::Read(take) => {
                self.settle();
                take(self.turn());
            }
        });
        if done.is_none() {
            self.turn = None;
        }
    }

    fn set(&mut self, settings: Settings) {
        if settings.on_save != self.settings.on_save {
            self.documents.publish_again();
        }
        if settings.hints != self.settings.hints {
            self.outbox.send(Message::Refresh(Refreshes { hints: self.client.refreshes.hints, ..Refreshes::default() }));
        }
        self.settings = settings;
        self.turn = None;
    }

    /// Whether a file is a knowledge file: by its place in a folder, or outside of all folders by its name.
    fn is_knowledge(&self, path: &Path) -> bool {
        self.is_knowledge_path(path) || !self.is_inside(path) && path.file_name().is_some_and(|name| name == "entities.toml")
    }

    /// Whether a file is a knowledge file of a folder: by its place, or since the folder's configuration names it.
    fn is_knowledge_path(&self, path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "toml" || extension == "csv")
            && self.folders.iter().any(|folder| match &*self.named_knowledge(folder) {
                [] => scan::is_knowledge(folder, path),
                named => named.iter().any(|named| named == path),
            })
    }

    /// The knowledge files that a folder's configuration names; none where it leaves the usual ones.
    fn named_knowledge(&self, folder: &Path) -> Vec<PathBuf> {
        let Some(file) = convert::key_of_path(&folder.join("_")) else { return Vec::new() };
        named(&self.snapshot.config.of(&file).entities, &mut scan::list)
    }

    fn knowledge_paths(&self) -> Vec<PathBuf> {
        let of = |folder: &PathBuf| Some(self.named_knowledge(folder)).filter(|named| !named.is_empty());
        self.folders.iter().flat_map(|folder| of(folder).unwrap_or_else(|| scan::knowledge(folder))).collect()
    }

    /// What articles are read with.
    fn known(&self) -> Known {
        Known { knowledge: Arc::clone(&self.snapshot.knowledge), configs: Arc::clone(&self.snapshot.config) }
    }

    fn is_inside(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    /// Looks at the folders anew: their configuration and knowledge at once, their articles in the background.
    fn look(&mut self) {
        self.look_for_configs();
        self.configs.put_together_anew();
        self.configure();
        self.knowledge.look(self.knowledge_paths());
        self.learn();
        self.relearned = false;
        self.indexer.folders(&self.folders, self.known());
    }

    /// Looks for configuration files anew.
    fn look_for_configs(&mut self) {
        let articles: Vec<PathBuf> = self.documents.articles().filter_map(convert::path_of_key).collect();
        self.configs.look(&self.folders, articles.iter().map(PathBuf::as_path));
    }

    /// Takes the configuration files as they are now.
    fn configure(&mut self) {
        let days = |configs: &Configs| -> Vec<_> { configs.all().flat_map(|config| config.days()).collect() };
        let before = Arc::clone(&self.snapshot.config);
        // An open file that is named only now counts as the editor has it, and may name others.
        while let Some(configs) = self.configs.build(&self.folders) {
            self.snapshot.config = Arc::new(configs);
            self.cast();
        }
        if Arc::ptr_eq(&before, &self.snapshot.config) {
            return;
        }
        self.turn = None;
        self.documents.publish_again();
        self.outdated = true;
        self.rest.get_or_insert_with(|| Instant::now() + REST);
        if days(&before) != days(&self.snapshot.config) {
            self.documents.read_again();
            self.relearned = true;
            self.rest = Some(Instant::now() + REST);
        }
        self.knowledge.look(self.knowledge_paths());
        self.watch();
        let (files, gone) = self.configs.take_files();
        for (file, version) in files {
            let problems = file.problems.iter().map(|problem| diagnostic::problem(problem, IN_CONFIGURATION, &file.lines, &self.client));
            if let Some(uri) = self.spellings.uri(&file.key) {
                self.publisher.send(Job::Ready(file.key.clone(), uri, problems.collect(), version));
            }
        }
        for file in gone {
            if let Some(uri) = self.spellings.uri(&file) {
                self.publisher.send(Job::Ready(file, uri, Vec::new(), None));
            }
        }
    }

    /// Takes the knowledge files as they are now. Open articles are read again at once, the others after a rest.
    fn learn(&mut self) {
        if let Some(knowledge) = self.knowledge.build() {
            if knowledge.generation != self.snapshot.knowledge.generation {
                self.documents.read_again();
                self.relearned = true;
                self.outdated = true;
                self.rest = Some(Instant::now() + REST);
            }
            self.snapshot.knowledge = Arc::new(knowledge);
            self.turn = None;
            for file in self.knowledge.take_gone() {
                if let Some(uri) = self.spellings.uri(&file) {
                    self.publisher.send(Job::Ready(file, uri, Vec::new(), None));
                }
            }
            for (file, version) in self.knowledge.latest() {
                // What is wrong between files is placed in the versions that count; a broken file shows its own text.
                let between =
                    self.snapshot.knowledge.problems().iter().filter(|problem| !file.is_broken() && problem.place.file == *file.key());
                let problems = file.problems().iter().chain(between);
                let problems = problems.map(|problem| diagnostic::problem(problem, IN_RECORDS, file.lines(), &self.client));
                if let Some(uri) = self.spellings.uri(file.key()) {
                    self.publisher.send(Job::Ready(file.key().clone(), uri, problems.collect(), version));
                }
            }
        }
    }

    /// Reads what was edited and puts it into the snapshot.
    fn settle(&mut self) {
        self.take_texts();
        self.configure();
        self.learn();
        let unread = [self.configs.take_unread(), self.knowledge.take_unread()].concat();
        unread.into_iter().for_each(|line| self.outbox.warn(line));
        let started = Instant::now();
        for read in self.documents.read(&self.snapshot.knowledge, &self.snapshot.config) {
            let reading_took = started.elapsed();
            match read {
                Read::Article { file, version, reading } => {
                    let entry = isolated("indexing an article", || Entry::new(&file, &reading, &self.snapshot.knowledge));
                    match entry {
                        Some(entry) => self.snapshot.index.insert(entry),
                        None => self.snapshot.index.remove(&file),
                    }
                    tracing::debug!(%file, version, ?reading_took, read_and_indexed = ?started.elapsed());
                    self.snapshot.open.insert_mut(file, FileState { version: Some(version), reading });
                }
                Read::TooLong(file, line) => {
                    line.into_iter().for_each(|line| self.outbox.warn(line));
                    self.snapshot.open.remove_mut(&file);
                    self.snapshot.index.remove(&file);
                    self.silence(&file);
                }
            }
            self.stale |= self.snapshot.open.size() > 1;
            self.spent.extend(self.turn.take());
        }
    }

    /// The snapshot for readers.
    fn turn(&mut self) -> Turn {
        let Owner { turn, snapshot, client, settings, spellings, documents, knowledge, configs, folders, .. } = self;
        let new = || Turn {
            snapshot: Arc::new(snapshot.clone()),
            client: *client,
            settings: *settings,
            spellings: spellings.clone(),
            records: knowledge.open_texts(),
            configs: configs.open_versions(),
            config_texts: configs.texts(),
            broken: knowledge.broken(),
            folders: folders.as_slice().into(),
            resting: documents.resting(),
        };
        turn.get_or_insert_with(new).clone()
    }

    /// Puts one thing that the indexer read into the index, and the articles that wait behind it.
    fn put_found(&mut self) {
        let Some(found) = self.found.pop_front() else { return };
        self.turn = None;
        self.stale = true;
        match found {
            Found::Entry(entry) => self.put(*entry),
            Found::Gone(file) => {
                if !self.is_article_open(&file) {
                    self.snapshot.index.remove(&file);
                }
            }
            Found::All(files) => {
                let gone = self.snapshot.index.entries().map(|entry| &entry.file).filter(|file| !files.contains(*file));
                let gone: Vec<FileKey> = gone.filter(|file| !self.is_article_open(file)).cloned().collect();
                gone.iter().for_each(|file| self.snapshot.index.remove(file));
                // Everything is there now: no reason to rest.
                self.stale = false;
                self.documents.publish_again();
                self.refresh_lenses();
                // What reading all of it took is free again.
                self.untidy = true;
                self.rest = Some(self.rest.unwrap_or_else(|| Instant::now() + REST));
            }
        }
    }

    /// Has the client ask for lenses again: they count findings, some of which follow from other articles.
    fn refresh_lenses(&self) {
        self.outbox.send(Message::Refresh(Refreshes { lenses: self.client.refreshes.lenses, ..Refreshes::default() }));
    }

    fn put(&mut self, first: Entry) {
        let mut entries = vec![first];
        while let Some(Found::Entry(next)) = self.found.front()
            && entries.len() < TOGETHER
            && entries.iter().all(|entry| entry.file != next.file)
            && let Some(Found::Entry(next)) = self.found.pop_front()
        {
            entries.push(*next);
        }
        // The editor's text wins over the disk's; a folder may have been removed meanwhile.
        entries.retain(|entry| {
            !self.is_article_open(&entry.file) && convert::path_of_key(&entry.file).is_some_and(|path| self.is_inside(&path))
        });
        self.snapshot.index.insert_all(entries);
    }

    /// Nothing was edited for a while: what was left alone is published, and what an edit meant for others.
    fn end_rest(&mut self) {
        self.rest = None;
        self.turn = None;
        self.documents.end_edits();
        if !self.client.watches {
            self.configs.poll();
            self.configure();
        }
        let is_stale = std::mem::take(&mut self.stale);
        if is_stale {
            self.documents.publish_again();
        }
        if std::mem::take(&mut self.outdated) {
            self.outbox.send(Message::Refresh(self.client.refreshes));
        } else if is_stale {
            self.refresh_lenses();
        }
        if std::mem::take(&mut self.untidy) {
            memory::release();
        }
        if std::mem::take(&mut self.relearned) {
            self.indexer.folders(&self.folders, self.known());
        }
    }

    /// Has everything published that should be.
    fn publish(&mut self) {
        // Clients that ask for findings ask whenever they like.
        let unpublished = self.documents.take_unpublished(self.settings.on_save && !self.client.pulls);
        if self.client.pulls {
            // The client asks by itself after its own edits.
            if unpublished.iter().any(|(_, edit, _)| edit.is_none()) {
                self.outbox.send(Message::RefreshDiagnostics);
            }
            return;
        }
        for (file, edit, moment) in unpublished {
            let job = Job::Article { file, turn: self.turn(), edit, edited: edit.is_some(), moment };
            self.publisher.send(job);
        }
    }
}
