//! The language server: the only module that knows the protocol.
//!
//! One [`owner`] thread holds the workspace and receives events in order; it publishes a snapshot after each. The handlers of tower-lsp only
//! relay: their first statement sends an event, and answers are computed on a small pool from the snapshot of their turn. What the library
//! leaves undone is done around it: [`guard`] lets only well-formed messages in, [`wrapper`] turns a panic into an error reply.

mod backend;
mod capabilities;
mod convert;
mod guard;
mod handlers;
mod outbox;
mod owner;
mod scan;
mod wrapper;

use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tower_lsp::{LspService, Server};

/// How many requests may wait for answers at once; the pool that computes them is smaller.
const CONCURRENCY: usize = 4096;
/// Threads that compute answers.
const POOL: usize = 4;
/// How long replies may take to leave after `exit`.
const GRACE: Duration = Duration::from_millis(400);

/// Runs the server on standard input and output until `exit`, the end of input, or the end of the client's process.
///
/// The exit code is 0 after `shutdown`, else 1.
///
/// # Errors
/// Fails where the runtime cannot be started.
pub fn run() -> std::io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(POOL).enable_all().build()?;
    let (input, output, state) = guard::open(runtime.handle());
    let outcome = runtime.block_on(async {
        let (service, socket) = LspService::new(|client| backend::Backend::new(client, state.clone()));
        let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(wrapper::Wrapper::new(service));
        let ended = state.ended();
        tokio::select! {
            () = server => {}
            () = async { ended.await; tokio::time::sleep(GRACE).await } => {}
        }
        state.flushed().await;
        state.shut_down.load(Ordering::SeqCst)
    });
    runtime.shutdown_background();
    Ok(if outcome { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
