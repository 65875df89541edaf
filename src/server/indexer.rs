//! Reads the articles of the workspace for the index, on threads of its own, with progress.
//!
//! Jobs are done in order, so what was read later is heard of later. A newer walk of the folders ends the one under way. While somebody
//! types, it waits.

use super::convert;
use super::isolate::isolated;
use super::mailbox::{Event, Mailbox};
use super::outbox::{Message, Outbox};
use super::scan;
use super::warm_up::warm_up;
use crate::article::Format;
use crate::config::Configs;
use crate::index::Entry;
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Source};
use crate::text::FileKey;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types as lsp;

/// How many files a thread reads before the owner hears of them.
const SLICE: usize = 32;
/// Progress is shown for more articles than this; fewer are done before anybody could read it.
const NOTABLE: usize = 200;
/// How long nothing must have been typed before the next file is read, and how long it waits for that at the most.
const QUIET: Duration = Duration::from_millis(40);
const PATIENCE: Duration = Duration::from_millis(400);

/// What was read.
#[derive(Debug)]
pub(super) enum Found {
    /// An article.
    Entry(Box<Entry>),
    /// A file that is no article of the workspace any more.
    Gone(FileKey),
    /// All folders were read; what else the index holds is gone.
    All(BTreeSet<FileKey>),
}

#[derive(Debug)]
enum Job {
    /// Everything in the folders, as the walk of this number.
    Folders(u64, Vec<PathBuf>, Known),
    /// Some files, inside the folders or no more, and those of new folders.
    Files(Vec<PathBuf>, Vec<PathBuf>, Known),
}

/// What articles are read with.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub knowledge: Arc<Knowledge>,
    pub configs: Arc<Configs>,
}

/// Takes jobs.
#[derive(Debug)]
pub(super) struct Indexer {
    jobs: Sender<Job>,
    walk: Arc<AtomicU64>,
}

impl Indexer {
    /// Starts the thread; it ends when the indexer is gone. What it reads comes to the owner as events.
    pub fn start(owner: Mailbox, outbox: Outbox) -> Self {
        let (jobs, receiver) = channel();
        let walk = Arc::new(AtomicU64::new(0));
        let worker = Worker { owner, outbox, walk: Arc::clone(&walk) };
        std::thread::Builder::new()
            .name("indexer".to_owned())
            .spawn(move || worker.run(&receiver))
            // Without threads the server cannot do anything.
            .expect("a thread for the index");
        Indexer { jobs, walk }
    }

    /// Reads the folders anew.
    pub fn folders(&self, folders: &[PathBuf], known: Known) {
        let walk = self.walk.fetch_add(1, Ordering::SeqCst) + 1;
        let _ = self.jobs.send(Job::Folders(walk, folders.to_vec(), known));
    }

    /// Reads some files anew.
    pub fn files(&self, folders: &[PathBuf], paths: Vec<PathBuf>, known: Known) {
        let _ = self.jobs.send(Job::Files(folders.to_vec(), paths, known));
    }
}

struct Worker {
    owner: Mailbox,
    outbox: Outbox,
    walk: Arc<AtomicU64>,
}

impl Worker {
    fn run(self, jobs: &Receiver<Job>) {
        warm_up();
        while let Ok(job) = jobs.recv() {
            match job {
                Job::Folders(walk, folders, known) => self.folders(walk, &folders, &known),
                Job::Files(folders, paths, known) => self.files(&folders, &paths, &known),
            }
        }
    }

    fn folders(&self, walk: u64, folders: &[PathBuf], known: &Known) {
        self.wait_for_quiet();
        let started = Instant::now();
        if self.is_over(walk) {
            return;
        }
        let found = scan::articles(folders);
        found.messages.into_iter().for_each(|line| self.outbox.warn(line));
        found.unread.into_iter().for_each(|line| self.outbox.log(line));
        if !found.configs.is_empty() {
            self.owner.send(Event::Configs(found.configs));
        }
        let all = found.paths.len();
        let progress = (self.owner.shows_progress() && all > NOTABLE).then(|| self.outbox.progress("Indexing articles"));
        let done = Mutex::new(0);
        let is_cancelled = || progress.as_ref().is_some_and(|progress| progress.is_cancelled());
        self.slices(
            &found.paths,
            known,
            || !self.is_over(walk) && !is_cancelled(),
            |read| {
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                *done += read;
                progress.iter().for_each(|progress| progress.report(*done, all));
            },
        );
        let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        if done < all {
            if is_cancelled() {
                let message = format!("Indexing stopped after {done} of {all} articles");
                self.outbox.send(Message::Log(lsp::MessageType::INFO, message));
            }
            return;
        }
        let keys = found.paths.iter().filter_map(|path| convert::key_of_path(path)).collect();
        self.owner.send(Event::Found(vec![Found::All(keys)]));
        tracing::info!(articles = all, milliseconds = started.elapsed().as_millis() as u64, "workspace read");
    }

    fn files(&self, folders: &[PathBuf], paths: &[PathBuf], known: &Known) {
        let (new, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path.is_dir());
        let inside = scan::articles(&new);
        if !inside.configs.is_empty() {
            self.owner.send(Event::Configs(inside.configs));
        }
        let paths = files.into_iter().chain(inside.paths);
        let (there, gone): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| scan::is_found(folders, path));
        let gone = gone.iter().filter_map(|path| convert::key_of_path(path)).map(Found::Gone).collect();
        self.owner.send(Event::Found(gone));
        self.slices(&there, known, || true, |_| ());
    }

    /// Reads files on as many threads as there are for the work, each a slice at a time, as long as it `goes_on`; `done` hears how many were read.
    /// They are no threads of the pool: that is left to articles under edit.
    fn slices(&self, paths: &[PathBuf], known: &Known, goes_on: impl Fn() -> bool + Sync, done: impl Fn(usize) + Sync) {
        let slices: Vec<&[PathBuf]> = paths.chunks(SLICE).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(slice) = slices.get(next.fetch_add(1, Ordering::Relaxed)) {
                if !self.slice(slice, known, &goes_on) {
                    return;
                }
                done(slice.len());
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..rayon::current_num_threads().min(slices.len()) {
                let helper = std::thread::Builder::new().name("indexer".to_owned());
                // Where there is no other thread, this one does it all.
                if let Err(error) = helper.spawn_scoped(scope, work) {
                    tracing::warn!("no thread to index with: {error}");
                }
            }
            work();
        });
    }

    /// Reads some files, the next when nobody types; whether all of them were read.
    fn slice(&self, paths: &[PathBuf], known: &Known, goes_on: impl Fn() -> bool) -> bool {
        let mut found = Vec::with_capacity(paths.len());
        for path in paths {
            self.wait_for_quiet();
            if !goes_on() {
                return false;
            }
            match article(path, known) {
                Ok(entry) => found.push(Found::Entry(Box::new(entry))),
                Err(error) => {
                    found.extend(convert::key_of_path(path).map(Found::Gone));
                    self.outbox.log(error);
                }
            }
        }
        self.owner.send(Event::Found(found));
        true
    }

    fn is_over(&self, walk: u64) -> bool {
        walk != self.walk.load(Ordering::SeqCst)
    }

    fn wait_for_quiet(&self) {
        let started = Instant::now();
        while self.owner.edited_within(QUIET) && started.elapsed() < PATIENCE {
            std::thread::sleep(QUIET / 8);
        }
    }
}

fn article(path: &Path, known: &Known) -> Result<Entry, String> {
    let failed = |why: &str| format!("{}: {why}", path.display());
    let text = scan::read(path).map_err(|why| failed(&why))?;
    let file = convert::key_of_path(path).ok_or_else(|| failed("no URI for this path"))?;
    let read = || {
        let source = Source { name: file.name(), text: Arc::from(text), format: Format::of_name(file.name()), date: None };
        let mut reader = Reader::new().as_of(known.configs.of(&file).as_of);
        Entry::new(&file, &reader.read(&source, &known.knowledge), &known.knowledge)
    };
    isolated("reading an article", read).ok_or_else(|| failed("skipped after an error inside"))
}
