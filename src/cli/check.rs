//! `backread check`: findings, for terminals, CI and publishing hooks.

use super::baseline;
use super::configuration::Overrides;
use super::files::{self, Found};
use super::fix;
use super::problems::Flawed;
use super::report::{File, Form, Report};
use crate::actors;
use crate::article::Format;
use crate::checks::{self, BESIDE_ARTICLES, Finding};
use crate::config::{Level, Marks, Profile, near};
use crate::dates::Day;
use crate::index::{Entry, FileState, Snapshot};
use crate::knowledge::Knowledge;
use crate::reading::{Reader, SharedBlocks, Source};
use crate::text::FileKey;
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::io::{self, BufWriter, IsTerminal as _, Read as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// How many articles are read at a time at the most: the index takes many at once sooner than one after the other.
const BATCH: usize = 1024;
/// And how many at the least.
const FEW: usize = 64;
/// How many a thread takes at a time: with more, the others would wait for the last that has some left.
const SHARE: usize = 8;

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Options {
    /// Files and folders; the current folder if none is named
    paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    /// The least level at which the command exits with 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
    /// Which rules are on: default, strict, desk, analyst, factcheck or archive
    #[arg(long, value_parser = profile)]
    profile: Option<Profile>,
    /// Only these rules, even where they are off: codes, or their first words, as "date" for all rules about dates
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    select: Vec<String>,
    /// None of these rules: codes, or their first words
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    ignore: Vec<String>,
    /// The day of articles that state none, as 2024-05-31
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Day>,
    /// A configuration file in place of the nearest backread.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Findings that are known and left, in place of those that backread.toml names
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to the baseline, so that from now on only new ones are reported
    #[arg(long, conflicts_with_all = ["stdin", "fix", "diff"])]
    write_baseline: bool,
    /// Check the text on standard input
    #[arg(long, conflicts_with = "paths")]
    stdin: bool,
    /// What the text on standard input is called: its folder says which configuration counts, its ending whether it is Markdown
    #[arg(long, alias = "stdin-name", value_name = "NAME", requires = "stdin", conflicts_with = "paths")]
    stdin_filename: Option<PathBuf>,
    /// Apply the fixes that need no look, then report what remains; with --stdin, write the mended text instead
    #[arg(long)]
    fix: bool,
    /// Write what --fix would change as a unified diff and change nothing; exits with 1 if there is something to change
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Never,
}

impl FailOn {
    fn least(self) -> Option<Level> {
        match self {
            FailOn::Error => Some(Level::Error),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Information => Some(Level::Information),
            FailOn::Never => None,
        }
    }
}

fn profile(word: &str) -> Result<Profile, String> {
    let words = || Profile::ALL.into_iter().map(Profile::label);
    Profile::of(word).ok_or_else(|| match near(word, words()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("it is one of {}", words().collect::<Vec<_>>().join(", ")),
    })
}

fn day(word: &str) -> Result<Day, String> {
    word.parse().map_err(|_| "it must be a day such as 2024-05-31".to_owned())
}

impl Options {
    /// Whether what is wrong in a knowledge file or a configuration stands among the findings. Whoever asks for a text or for some rules wants no
    /// others, and is told beside.
    fn reports(&self, flawed: &Flawed) -> bool {
        let names = |names: &[String]| flawed.findings.iter().any(|finding| names.iter().any(|name| checks::is_named(finding.code, name)));
        !self.stdin && (self.select.is_empty() || names(&self.select)) && !names(&self.ignore)
    }
}

/// Runs the command.
pub fn run(options: &Options) -> Result<ExitCode> {
    let overrides = overrides(options)?;
    let mut found = find(options, &overrides)?;
    let knowledge = Arc::new(found.knowledge());
    let mut checked = Checked::new(&found, &knowledge);
    if options.write_baseline {
        found.tell_problems();
        found.skipped.iter().for_each(|line| eprintln!("backread: {line}"));
        baseline::write(options.baseline.as_deref(), &found, &checked, overrides.narrow())?;
        return Ok(found.code(0));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut would_change = false;
    let mut unwritten = Vec::new();
    if options.fix || options.diff {
        let mended = fix::rounds(&mut found, &mut checked);
        would_change = options.diff && !mended.is_empty();
        if options.diff {
            fix::write_diffs(&mut out, &found, &mended)?;
        } else if options.stdin {
            found.articles.iter().try_for_each(|article| out.write_all(article.text.as_bytes()))?;
        } else {
            unwritten = fix::save(&mut found, &mut checked, mended);
        }
    }
    let is_reported = !(options.diff || options.fix && options.stdin);
    let (beside, told): (Vec<_>, Vec<_>) = found.flawed().partition(|flawed| is_reported && options.reports(flawed));
    if is_reported {
        let report = Report {
            snapshot: &checked.snapshot,
            articles: checked.files().collect(),
            beside: beside.iter().map(|flawed| File::from(*flawed)).collect(),
            fails: options.fail_on.least(),
            colours: io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        report.write(options.format, &mut out)?;
    }
    out.flush()?;
    let told: Vec<String> = told.into_iter().flat_map(Flawed::told).collect();
    let unread = found.configuration.unreadable.iter().chain(&told).chain(&found.skipped);
    unread.chain(&unwritten).chain(&baseline::gone(&found, &checked, overrides.narrow())).for_each(|line| eprintln!("backread: {line}"));
    let fails = |finding: &Finding| options.fail_on.least().is_some_and(|least| finding.level >= least);
    let findings = checked.findings.iter().chain(beside.iter().map(|flawed| &flawed.findings));
    let failed = if options.diff { would_change } else { findings.flatten().any(fails) };
    let code = if unwritten.is_empty() { found.code(u8::from(failed)) } else { ExitCode::from(2) };
    // The process ends: giving back the memory of an archive piece by piece would only take time.
    std::mem::forget((checked, found));
    Ok(code)
}

fn overrides(options: &Options) -> Result<Overrides> {
    let codes = [checks::codes(), BESIDE_ARTICLES.map(|(code, _)| code).to_vec()].concat();
    for name in options.select.iter().chain(&options.ignore) {
        if !codes.iter().any(|code| checks::is_named(code, name)) {
            match near(name, codes.iter().copied()) {
                Some(near) => bail!("there is no rule \"{name}\"; did you mean \"{near}\"?"),
                None => bail!("there is no rule \"{name}\"; backread rules lists them"),
            }
        }
    }
    Ok(Overrides {
        profile: options.profile,
        select: (!options.select.is_empty()).then(|| options.select.clone()),
        ignore: options.ignore.clone(),
        as_of: options.as_of,
        file: options.config.clone(),
        baseline: baseline::asked(options.baseline.as_deref(), options.write_baseline)?,
    })
}

fn find(options: &Options, overrides: &Overrides) -> Result<Found> {
    if options.stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("reading standard input")?;
        let Ok(text) = String::from_utf8(bytes) else { bail!("standard input is not UTF-8 text; convert it and try again") };
        let name = options.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("stdin.txt"));
        return Ok(files::given(name, text, overrides));
    }
    let here = [PathBuf::from(".")];
    Ok(files::find(if options.paths.is_empty() { &here } else { &options.paths }, overrides))
}

/// Articles that were read and checked.
pub struct Checked {
    /// The state of all.
    pub snapshot: Snapshot,
    /// The articles, in order.
    pub keys: Vec<FileKey>,
    /// What was found in each.
    pub findings: Vec<Vec<Finding>>,
    /// What the baseline knows of each that was not found.
    pub left: Vec<Marks>,
    /// What was read, for whoever reads it again.
    blocks: SharedBlocks,
}

impl Checked {
    /// Reads and checks everything.
    pub fn new(found: &Found, knowledge: &Arc<Knowledge>) -> Self {
        let config = Arc::new(found.configuration.configs.clone());
        let snapshot = Snapshot { knowledge: Arc::clone(knowledge), config, ..Snapshot::default() };
        let keys: Vec<FileKey> = found.articles.iter().map(|article| files::key(&article.path)).collect();
        if !keys.is_empty() {
            actors::warm_up();
        }
        let mut checked = Checked { snapshot, keys, findings: Vec::new(), left: Vec::new(), blocks: SharedBlocks::new() };
        checked.read(found, &(0..found.articles.len()).collect::<Vec<_>>());
        checked
    }

    /// The articles with what was found in each.
    pub fn files(&self) -> impl Iterator<Item = File<'_>> {
        self.keys.iter().zip(&self.findings).filter_map(|(key, findings)| {
            let reading = self.snapshot.reading(key)?;
            Some(File { key, text: &reading.text, lines: &reading.lines, findings })
        })
    }

    /// Reads some articles anew, and checks all.
    pub fn read(&mut self, found: &Found, which: &[usize]) {
        let (config, knowledge) = (Arc::clone(&self.snapshot.config), Arc::clone(&self.snapshot.knowledge));
        let (keys, blocks) = (&self.keys, &self.blocks);
        let article = |at: usize| {
            let (key, text) = (keys[at].clone(), found.articles[at].text.as_str());
            let source = Source { name: key.name(), text: Arc::from(text), format: Format::of_name(key.name()), date: None };
            let reading = Arc::new(Reader::sharing(blocks).as_of(config.of(&key).as_of).read(&source, &knowledge));
            let entry = Entry::new(&key, &reading, &knowledge);
            (key, entry, FileState { version: None, reading })
        };
        let snapshot = &mut self.snapshot;
        let mut put = |read: Vec<(FileKey, Entry, FileState)>| {
            let open = &mut snapshot.open;
            snapshot.index.insert_all(read.into_iter().map(|(key, entry, state)| {
                open.insert_mut(key, state);
                entry
            }));
        };
        // One thread puts them into the index, while the next are read: fewer and fewer, since nothing is read beside the last.
        let (mut last, mut rest) = (Vec::new(), which);
        while !rest.is_empty() {
            let (some, next) = rest.split_at((rest.len() / 2).clamp(FEW, BATCH).min(rest.len()));
            let (read, ()) =
                rayon::join(|| some.par_iter().with_max_len(SHARE).map(|&at| article(at)).collect(), || put(std::mem::take(&mut last)));
            (last, rest) = (read, next);
        }
        put(last);
        let snapshot = &self.snapshot;
        (self.findings, self.left) = self.keys.par_iter().with_max_len(SHARE).map(|file| checks::check_known(snapshot, file)).unzip();
    }
}
