//! The language server: the only module that knows the protocol.
//!
//! One thread reads the [`input`] and calls tower-lsp's handlers, which only relay: their first statement sends an event, and answers are computed
//! on a small pool from the snapshot of their turn. One [`owner`] thread holds the workspace and receives the events in order; after each batch
//! it publishes a snapshot. The [`publisher`] checks open articles, the [`indexer`] reads the workspace, each on its own thread and from
//! snapshots too. What is said leaves through the [`outlet`].
//!
//! Of the library the routing, the types and the cancellation are used, not its reading and writing. What it leaves undone is done around it:
//! only well-formed messages come in, and the [`wrapper`] turns a panic into an error reply.
//!
//! Invariants: nothing is printed to standard output but messages. No text of a document is logged above the level `debug`. A panic costs one
//! answer or one reading, never the server.

mod backend;
mod broken;
mod capabilities;
mod changes;
mod convert;
mod crew;
mod diagnostic;
mod frame;
mod greeting;
mod handlers;
mod indexer;
mod input;
mod isolate;
mod mailbox;
mod memory;
mod moment;
mod outbox;
mod outlet;
mod owner;
mod parts;
mod publisher;
mod scan;
mod sent;
mod settings;
mod told;
mod turn;
mod warm_up;
mod watcher;
mod wrapper;

use input::{Input, Life};
use outlet::Outlet;
use std::process::ExitCode;
use std::time::Duration;
use tower_lsp::LspService;
use wrapper::Wrapper;

/// What is logged by default: warnings, but not those of the library, which calls every request that is not offered an error.
pub const LOG: &str = "warn,tower_lsp=off";
/// Threads that compute answers.
const POOL: usize = 4;
/// How long answers under way may take to be written after `exit`. Clients kill after a second.
const GRACE: Duration = Duration::from_millis(800);

/// Runs the server on standard input and output until `exit`, the end of input, or the end of the client's process.
///
/// The exit code is 0 after `shutdown`, else 1.
///
/// # Errors
/// Fails where there is no standard output, or where threads cannot be started.
pub fn run() -> std::io::Result<ExitCode> {
    isolate::quiet_panics();
    let outlet = Outlet::open(outlet::standard()?)?;
    let life = Life::default();
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(POOL).enable_time().build()?;
    runtime.block_on(async {
        let parts = outlet.clone();
        let (service, socket) = LspService::build(move |client| backend::Backend::new(client, parts))
            .custom_method(wrapper::WORKSPACE_SYMBOLS, backend::Backend::workspace_symbols)
            .custom_method("window/workDoneProgress/cancel", backend::Backend::cancel_work)
            .custom_method("backread/timeline", backend::Backend::timeline)
            .custom_method("backread/actors", backend::Backend::actors)
            .finish();
        let (requests, replies) = socket.split();
        tokio::spawn(outlet.clone().relay(requests));
        Input::open(Wrapper::new(service, outlet.clone()), replies, outlet.clone(), life.clone())?;
        life.ended().await;
        if tokio::time::timeout(GRACE, outlet.idle()).await.is_err() {
            tracing::debug!("answers were still under way at the end");
        }
        std::io::Result::Ok(())
    })?;
    runtime.shutdown_background();
    Ok(if life.is_shut_down() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The bodies of the messages in what a client sent, for tests of the framing.
#[doc(hidden)]
pub fn bodies(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    input::bodies(&mut bytes)
}
