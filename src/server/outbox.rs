//! What the server says unasked, diagnostics aside: messages, progress. In order, from one task, so nothing waits for the client.

use super::capabilities::Refreshes;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::lsp_types as lsp;
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;

/// One thing to say.
#[derive(Debug)]
pub(super) enum Message {
    /// A line for the client's log.
    Log(lsp::MessageType, String),
    /// A warning that the user should see.
    Show(String),
    /// Something that the user should know.
    Tell(String),
    /// A place that the user wants to see.
    ShowDocument(lsp::ShowDocumentParams),
    /// Registrations that the client takes only while running.
    Register(Vec<lsp::Registration>),
    /// A registration that is over, if any, and one in its place, in that order.
    RegisterAnew(Option<lsp::Unregistration>, Option<lsp::Registration>),
    /// These are out of date.
    Refresh(Refreshes),
    /// Diagnostics are out of date, for clients that ask for them.
    RefreshDiagnostics,
    /// Work begins, under a token and a title, and reports done and all, until the sender is dropped.
    Progress(String, String, UnboundedReceiver<(usize, usize)>),
}

/// Sends messages; cloning is cheap.
#[derive(Clone, Debug)]
pub(super) struct Outbox {
    messages: UnboundedSender<Message>,
    works: Works,
    /// The warnings that were said already.
    said: Arc<Mutex<HashSet<String>>>,
}

/// The work under way by its token, and whether the user wants no more of it.
type Works = Arc<Mutex<HashMap<String, Arc<AtomicBool>>>>;

/// Reports on work under way; the work is over when this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    steps: UnboundedSender<(usize, usize)>,
    token: String,
    cancelled: Arc<AtomicBool>,
    works: Works,
}

impl Progress {
    /// How much of it is done.
    pub fn report(&self, done: usize, all: usize) {
        let _ = self.steps.send((done, all));
    }

    /// Whether the user wants no more of it.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.works.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.token);
    }
}

impl Outbox {
    /// An outbox and what it fills.
    pub fn new() -> (Self, UnboundedReceiver<Message>) {
        let (sender, receiver) = unbounded_channel();
        (Outbox { messages: sender, works: Works::default(), said: Arc::default() }, receiver)
    }

    /// Says something; silently nothing where the server is ending.
    pub fn send(&self, message: Message) {
        let _ = self.messages.send(message);
    }

    /// Has the user see a warning, once.
    pub fn warn(&self, line: String) {
        if self.is_new(&line) {
            self.send(Message::Show(line));
        }
    }

    /// Puts a warning into the client's log, once.
    pub fn log(&self, line: String) {
        if self.is_new(&line) {
            self.send(Message::Log(lsp::MessageType::WARNING, line));
        }
    }

    fn is_new(&self, line: &str) -> bool {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).insert(line.to_owned())
    }

    /// Announces work. Only for clients that show progress.
    pub fn progress(&self, title: &str) -> Progress {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let token = format!("backread-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let cancelled = Arc::default();
        self.works.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), Arc::clone(&cancelled));
        let (steps, receiver) = unbounded_channel();
        self.send(Message::Progress(token.clone(), title.to_owned(), receiver));
        Progress { steps, token, cancelled, works: Arc::clone(&self.works) }
    }

    /// The user wants no more of the work under a token.
    pub fn cancel(&self, token: &lsp::ProgressToken) {
        if let lsp::NumberOrString::String(token) = token
            && let Some(work) = self.works.lock().unwrap_or_else(PoisonError::into_inner).get(token)
        {
            work.store(true, Ordering::Relaxed);
        }
    }
}

/// Says everything in order until the server ends. Requests to the client are answered whenever it likes; nothing else waits for that, but
/// registrations for one another.
pub(super) async fn deliver(client: Client, mut messages: UnboundedReceiver<Message>) {
    let (registrations, waiting) = unbounded_channel();
    tokio::spawn(register_anew(client.clone(), waiting));
    while let Some(message) = messages.recv().await {
        let client = client.clone();
        match message {
            Message::Log(kind, text) => client.log_message(kind, text).await,
            Message::Show(text) => client.show_message(lsp::MessageType::WARNING, text).await,
            Message::Tell(text) => client.show_message(lsp::MessageType::INFO, text).await,
            Message::ShowDocument(place) => drop(tokio::spawn(async move {
                if let Err(error) = client.show_document(place).await {
                    tracing::debug!("the client does not show a place: {error}");
                }
            })),
            Message::Register(registrations) => drop(tokio::spawn(async move {
                if let Err(error) = client.register_capability(registrations).await {
                    tracing::warn!("the client did not register: {error}");
                }
            })),
            Message::RegisterAnew(old, new) => drop(registrations.send((old, new))),
            Message::Refresh(what) => drop(tokio::spawn(refresh(client, what))),
            Message::RefreshDiagnostics => drop(tokio::spawn(async move {
                if let Err(error) = client.workspace_diagnostic_refresh().await {
                    tracing::debug!("the client did not ask for diagnostics again: {error}");
                }
            })),
            Message::Progress(token, title, steps) => drop(tokio::spawn(follow(client, token, title, steps))),
        }
    }
}

/// A registration that is over, and one in its place.
type Anew = (Option<lsp::Unregistration>, Option<lsp::Registration>);

/// Has the client end registrations and take others in their place, which may bear the same name: one after another, as it may answer slowly.
/// What is out of date by the time of an answer is left out. A client that never answers is told of nothing further here.
async fn register_anew(client: Client, mut waiting: UnboundedReceiver<Anew>) {
    while let Some((old, mut new)) = waiting.recv().await {
        if let Some(old) = old
            && let Err(error) = client.unregister_capability(vec![old]).await
        {
            tracing::warn!("the client did not end a registration: {error}");
        }
        while let Ok((_, later)) = waiting.try_recv() {
            new = later;
        }
        if let Some(new) = new
            && let Err(error) = client.register_capability(vec![new]).await
        {
            tracing::warn!("the client did not register: {error}");
        }
    }
}

/// Has the client ask again. All at once: it may leave one of them without an answer.
async fn refresh(client: Client, what: Refreshes) {
    let refused = |error| tracing::debug!("the client did not ask again: {error}");
    let hints = async {
        if what.hints {
            client.inlay_hint_refresh().await.unwrap_or_else(refused);
        }
    };
    let tokens = async {
        if what.tokens {
            client.semantic_tokens_refresh().await.unwrap_or_else(refused);
        }
    };
    let lenses = async {
        if what.lenses {
            client.code_lens_refresh().await.unwrap_or_else(refused);
        }
    };
    tokio::join!(hints, tokens, lenses);
}

/// Shows work under way, once the client has made room for it.
async fn follow(client: Client, token: String, title: String, mut steps: UnboundedReceiver<(usize, usize)>) {
    let token = lsp::NumberOrString::String(token);
    let created = client.send_request::<WorkDoneProgressCreate>(lsp::WorkDoneProgressCreateParams { token: token.clone() }).await;
    if let Err(error) = created {
        tracing::debug!("the client shows no progress: {error}");
        return;
    }
    let say = |step: lsp::WorkDoneProgress| {
        let value = lsp::ProgressParamsValue::WorkDone(step);
        client.send_notification::<ProgressNotification>(lsp::ProgressParams { token: token.clone(), value })
    };
    let begin = lsp::WorkDoneProgressBegin { title, percentage: Some(0), cancellable: Some(true), ..Default::default() };
    say(lsp::WorkDoneProgress::Begin(begin)).await;
    while let Some((done, all)) = steps.recv().await {
        let percentage = (100 * done / all.max(1)) as u32;
        let report =
            lsp::WorkDoneProgressReport { message: Some(format!("{done}/{all}")), percentage: Some(percentage), ..Default::default() };
        say(lsp::WorkDoneProgress::Report(report)).await;
    }
    say(lsp::WorkDoneProgress::End(lsp::WorkDoneProgressEnd::default())).await;
}
