//! What the owner of the workspace is told, in order.

use super::capabilities::Client;
use super::indexer::Found;
use super::settings::Settings;
use super::turn::Turn;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types as lsp;

/// What happens to the workspace.
pub(super) enum Event {
    /// The client said what it can do and which folders are open.
    Start(Client, Vec<PathBuf>),
    /// The client runs.
    Ready,
    /// A document was opened.
    Open(lsp::TextDocumentItem),
    /// A document was edited.
    Change(lsp::DidChangeTextDocumentParams),
    /// A document was saved.
    Save(lsp::Url),
    /// A document was closed.
    Close(lsp::Url),
    /// What the user chooses in the editor, or has changed there.
    Settings(Settings),
    /// Folders were added and removed.
    Folders(Vec<PathBuf>, Vec<PathBuf>),
    /// Files changed on disk.
    Files(Vec<lsp::FileEvent>),
    /// The indexer read articles.
    Found(Vec<Found>),
    /// The indexer found configuration files.
    Configs(Vec<PathBuf>),
    /// Somebody wants the state after all events before this one; the owner only hands it over.
    Read(Box<dyn FnOnce(Turn) + Send>),
}

/// Sends events to the owner; cloning is cheap.
#[derive(Clone, Debug)]
pub(super) struct Mailbox {
    events: Sender<Event>,
    shared: Arc<Shared>,
}

/// What other threads want to know without asking.
#[derive(Debug)]
struct Shared {
    began: Instant,
    /// When something was last edited, in milliseconds since the beginning.
    edited: AtomicU64,
    shows_progress: AtomicBool,
}

impl Mailbox {
    /// A mailbox and what comes out of it.
    pub fn new() -> (Self, Receiver<Event>) {
        let (events, receiver) = channel();
        let shared = Shared { began: Instant::now(), edited: AtomicU64::new(0), shows_progress: AtomicBool::new(false) };
        (Mailbox { events, shared: Arc::new(shared) }, receiver)
    }

    /// Sends an event; nothing happens where the owner has ended.
    pub fn send(&self, event: Event) {
        match &event {
            Event::Open(_) | Event::Change(_) => {
                self.shared.edited.store(self.shared.began.elapsed().as_millis() as u64, Ordering::Relaxed);
            }
            Event::Start(client, _) => self.shared.shows_progress.store(client.shows_progress, Ordering::Relaxed),
            _ => {}
        }
        let _ = self.events.send(event);
    }

    /// Whether something was opened or edited this short a time ago.
    pub fn edited_within(&self, time: Duration) -> bool {
        let edited = Duration::from_millis(self.shared.edited.load(Ordering::Relaxed));
        edited > Duration::ZERO && self.shared.began.elapsed().saturating_sub(edited) < time
    }

    /// Whether the client shows work under way.
    pub fn shows_progress(&self) -> bool {
        self.shared.shows_progress.load(Ordering::Relaxed)
    }
}
