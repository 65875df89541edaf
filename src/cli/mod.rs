//! The command line, one file a subcommand.

mod annotate;
mod check;
mod configuration;
mod files;
mod lsp;
mod rules;
mod schema;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news text: who acts, when, and who says what.
#[derive(Debug, Parser)]
#[command(name = "backread", version, about, long_about = None)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the language server on standard input and output
    Lsp(lsp::Options),
    /// Report findings in files and folders
    Check(check::Options),
    /// Write actors, dates and claims as data
    Annotate(annotate::Options),
    /// List the rules
    Rules(rules::ListOptions),
    /// Show a rule's page
    Explain(rules::ExplainOptions),
}

/// Runs the command that the process was started with. Exit codes: 0 nothing at or above the level, 1 findings, 2 wrong usage or input,
/// 3 an error inside.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Lsp(options) => lsp::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Annotate(options) => annotate::run(&options),
        Command::Rules(options) => rules::list(&options),
        Command::Explain(options) => rules::explain(&options),
    };
    done.unwrap_or_else(|error| {
        eprintln!("backread: {error:#}");
        ExitCode::from(2)
    })
}
