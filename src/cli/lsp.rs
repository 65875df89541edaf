//! `backread lsp`: the language server.

use anyhow::{Context as _, Result};
use clap::Args;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Options of `lsp`.
#[derive(Debug, Args)]
pub struct Options {
    /// Taken and ignored: some editors pass it to every server
    #[arg(long, hide = true)]
    stdio: bool,
    /// Taken and ignored: `initialize` names the client's process
    #[arg(long = "clientProcessId", hide = true)]
    process: Option<u32>,
}

/// Runs the server; what it logs goes to standard error, by the filter in `BACKREAD_LOG`, the server's own warnings by default.
pub fn run(_options: &Options) -> Result<ExitCode> {
    let filter = EnvFilter::try_from_env("BACKREAD_LOG").unwrap_or_else(|_| EnvFilter::new(crate::server::LOG));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).init();
    crate::server::run().context("starting the server")
}
