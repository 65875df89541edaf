//! `backread rules`: every rule, from the one list of them; and `backread explain`: one rule's page.

use super::schema;
use crate::checks::{self, BESIDE_ARTICLES, Choice, RULES, Rule};
use crate::config::{Config, Level, Profile, near};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::io::{self, Write};
use std::process::ExitCode;

/// Where the pages of the rules stand.
pub const PAGES_URL: &str = "https://github.com/backread/backread/blob/main/docs/rules";

/// The page of each rule, by code.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rule_pages.rs"));

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How the rules are written
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A line each: code, level, what it reports
    Human,
    /// One array of objects
    Json,
    /// A JSON schema of backread.toml, for editors
    Schema,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// The rule's code, as a finding names it
    code: String,
}

/// Runs `rules`.
pub fn list(options: &ListOptions) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    match options.format {
        Form::Human => {
            let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
            for rule in RULES {
                writeln!(out, "{:width$}  {:11}  {}", rule.code, rule.level.label(), rule.summary)?;
            }
            writeln!(out, "\n{} rules; a rule that is off is on in the profile strict. Beside articles, always told:\n", RULES.len())?;
            for (code, summary) in BESIDE_ARTICLES {
                writeln!(out, "{code:width$}  {:11}  {summary}", Level::Warning.label())?;
            }
            writeln!(out, "\nbackread explain CODE shows one.")?;
        }
        Form::Json => {
            let rules: Vec<_> = RULES.iter().map(record).collect();
            serde_json::to_writer_pretty(&mut out, &rules)?;
            writeln!(out)?;
        }
        Form::Schema => {
            serde_json::to_writer_pretty(&mut out, &schema::schema())?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn record(rule: &Rule) -> serde_json::Value {
    let levels = Profile::ALL.into_iter().filter_map(|profile| {
        let level = match checks::choice(rule, &Config { profile, ..Config::default() }) {
            Choice::Off => return None,
            Choice::Own(level) | Choice::Fixed(level) => level,
            Choice::Errors => Level::Error,
        };
        Some((profile.label().to_owned(), json!(level.label())))
    });
    let levels: serde_json::Map<_, _> = levels.collect();
    json!({
        "code": rule.code, "level": rule.level.label(), "profiles": levels, "summary": rule.summary,
        "page": format!("{PAGES_URL}/{}.md", rule.code),
    })
}

/// Runs `explain`.
pub fn explain(options: &ExplainOptions) -> Result<ExitCode> {
    let code = options.code.trim();
    let page = PAGES.iter().find(|(name, _)| *name == code);
    let Some((_, page)) = page else {
        match near(code, PAGES.iter().map(|(code, _)| *code)) {
            Some(near) => bail!("there is no rule \"{code}\"; did you mean \"{near}\"?"),
            None => bail!("there is no rule \"{code}\"; backread rules lists them"),
        }
    };
    io::stdout().lock().write_all(page.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
