//! The language server: the only module that knows the protocol.
//!
//! One [`owner`] thread holds the workspace and receives events in order; after each batch it publishes a snapshot. The handlers of tower-lsp
//! only relay: their first statement sends an event, and answers are computed on a small pool from the snapshot of their turn. The
//! [`publisher`] checks open articles, the [`indexer`] reads the workspace, each on its own thread and from snapshots too. What the library
//! leaves undone is done around it: [`guard`] lets only well-formed messages in, [`wrapper`] turns a panic into an error reply.
//!
//! Invariants: nothing is printed to standard output but messages. No text of a document is logged above the level `debug`. A panic costs one
//! answer or one reading, never the server.

mod backend;
mod capabilities;
mod changes;
mod convert;
mod diagnostic;
mod greeting;
mod guard;
mod handlers;
mod indexer;
mod isolate;
mod mailbox;
mod memory;
mod outbox;
mod owner;
mod publisher;
mod scan;
mod settings;
mod turn;
mod watcher;
mod wrapper;

use std::process::ExitCode;
use std::time::Duration;
use tower_lsp::{LspService, Server};

/// What is logged by default: warnings, but not those of the library, which calls every request that is not offered an error.
pub const LOG: &str = "warn,tower_lsp=off";
/// How many requests may wait for answers at once; the pool that computes them is smaller.
const CONCURRENCY: usize = 4096;
/// Threads that compute answers.
const POOL: usize = 4;
/// How long answers under way may take after `exit`, and then to leave. Together less than a second, after which clients kill.
const GRACE: Duration = Duration::from_millis(600);
const FLUSH: Duration = Duration::from_millis(200);

/// Runs the server on standard input and output until `exit`, the end of input, or the end of the client's process.
///
/// The exit code is 0 after `shutdown`, else 1.
///
/// # Errors
/// Fails where the runtime cannot be started.
pub fn run() -> std::io::Result<ExitCode> {
    isolate::quiet_panics();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(POOL).enable_all().build()?;
    let (input, output, life, outlet) = guard::open(runtime.handle());
    runtime.block_on(async {
        let parts = outlet.clone();
        let (service, socket) = LspService::build(move |client| backend::Backend::new(client, parts))
            .custom_method(wrapper::WORKSPACE_SYMBOLS, backend::Backend::workspace_symbols)
            .custom_method("window/workDoneProgress/cancel", backend::Backend::cancel_work)
            .custom_method("backread/timeline", backend::Backend::timeline)
            .custom_method("backread/actors", backend::Backend::actors)
            .finish();
        {
            let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(wrapper::Wrapper::new(service, outlet));
            tokio::select! {
                () = server => {}
                () = async { life.ended().await; tokio::time::sleep(GRACE).await } => tracing::debug!("answers were still under way at the end"),
            }
        }
        // The library let go of its output; what is on its way leaves.
        let _ = tokio::time::timeout(FLUSH, life.flushed()).await;
    });
    runtime.shutdown_background();
    Ok(if life.is_shut_down() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The bodies of the messages in what a client sent, for tests of the framing.
#[doc(hidden)]
pub fn bodies(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    guard::bodies(&mut bytes)
}
