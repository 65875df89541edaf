//! The command line, one file a subcommand.

mod annotate;
mod baseline;
mod check;
mod configuration;
mod entities;
mod files;
mod fix;
mod lsp;
mod problems;
mod questions;
mod report;
mod rules;
mod schema;
mod timeline;
mod who;

use anyhow::{Context as _, Result};
use clap::{CommandFactory, Parser, Subcommand};
use std::io::Write as _;
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
    /// Show who somebody is: titles, forms of the name, where it stands
    Who(who::Options),
    /// List what is dated, by day
    Timeline(timeline::Options),
    /// List what somebody is quoted with
    Quotes(questions::QuoteOptions),
    /// List who says what, or what does not fit together
    Claims(questions::ClaimOptions),
    /// Draft, check, import and export knowledge files
    Entities(entities::Options),
    /// List the rules
    Rules(rules::ListOptions),
    /// Show a rule's page
    Explain(rules::ExplainOptions),
    /// Write completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

/// Runs the command that the process was started with. Exit codes: 0 nothing at or above the level, 1 findings, 2 wrong usage or input,
/// 3 an error inside.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = std::panic::catch_unwind(|| match arguments.command {
        Command::Lsp(options) => lsp::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Annotate(options) => annotate::run(&options),
        Command::Who(options) => who::run(&options),
        Command::Timeline(options) => timeline::run(&options),
        Command::Quotes(options) => questions::quotes(&options),
        Command::Claims(options) => questions::claims(&options),
        Command::Entities(options) => entities::run(&options),
        Command::Rules(options) => rules::list(&options),
        Command::Explain(options) => rules::explain(&options),
        Command::Completions { shell } => completions(shell),
        Command::Man => manual(),
    });
    match done {
        Ok(Ok(code)) => code,
        // Whoever read the output has seen enough.
        Ok(Err(error)) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("backread: {error:#}");
            ExitCode::from(2)
        }
        Err(_) => {
            eprintln!("backread: an error inside, please report it: {}/issues", env!("CARGO_PKG_REPOSITORY"));
            ExitCode::from(3)
        }
    }
}

/// Writes completions for a shell: made as a whole first, since their maker panics where it cannot write.
fn completions(shell: clap_complete::Shell) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "backread", &mut script);
    write_whole(&script)
}

/// Writes the manual page.
fn manual() -> Result<ExitCode> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    write_whole(&page)
}

fn write_whole(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("writing to standard output")?;
    Ok(ExitCode::SUCCESS)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let of = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    error.chain().any(|cause| of(cause) == Some(std::io::ErrorKind::BrokenPipe))
}
