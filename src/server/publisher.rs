//! Checks open articles and publishes what is found, on a thread of its own: an edit never waits for a check.
//!
//! It alone sends diagnostics, so it alone knows what a client was told. Of several jobs for one file only the latest counts, a result that a
//! newer job has overtaken is dropped while the client hears something at all, and what was told already for the same version is not told again.

use super::crew::with_crew;
use super::diagnostic::{Page, shown};
use super::isolate::isolated;
use super::moment::Moment;
use super::outlet::Outlet;
use super::told::Told;
use super::turn::Turn;
use crate::checks::{self, Finding};
use crate::reading::Reading;
use crate::text::{FileKey, Span, sentences};
use serde::Serialize;
use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types as lsp;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};

/// Where nothing was told for so long, a check goes on and is told while the next edit is read: who types without a pause is told something, too.
const LONGEST_SILENCE: Duration = Duration::from_millis(250);

/// What is to be published.
#[derive(Debug)]
pub(super) enum Job {
    /// The findings of an open article.
    Article {
        /// Which.
        file: FileKey,
        /// The state in which it is checked.
        turn: Turn,
        /// The sentence that this byte offset stands in is left alone: it is under edit.
        edit: Option<u32>,
        /// Whether it was edited itself, and so comes before others.
        edited: bool,
        /// When it has passed, another job follows, and this one may be left.
        moment: Option<Moment>,
    },
    /// Diagnostics as they are, of a knowledge file.
    Ready(FileKey, lsp::Url, Vec<lsp::Diagnostic>, Option<i32>),
    /// A document was closed: nothing is said of it any more.
    Close(FileKey, lsp::Url),
}

impl Job {
    fn file(&self) -> &FileKey {
        match self {
            Job::Article { file, .. } | Job::Ready(file, ..) | Job::Close(file, _) => file,
        }
    }
}

/// Takes jobs; cloning is cheap.
#[derive(Clone, Debug)]
pub(super) struct Publisher(Sender<Job>);

impl Publisher {
    /// Starts the thread; it ends when all publishers are gone.
    pub fn start(outlet: Outlet) -> Self {
        let (sender, receiver) = channel();
        let desk = Desk { jobs: receiver, waiting: VecDeque::new(), told: HashMap::new(), told_at: Instant::now(), outlet };
        std::thread::Builder::new()
            .name("publisher".to_owned())
            .spawn(move || with_crew("publisher", || desk.run()))
            // Without threads the server cannot do anything.
            .expect("a thread for the checks");
        Publisher(sender)
    }

    /// Gives it a job.
    pub fn send(&self, job: Job) {
        let _ = self.0.send(job);
    }
}

/// The parameters of `textDocument/publishDiagnostics`.
#[derive(Serialize)]
struct Published<'a> {
    uri: &'a lsp::Url,
    diagnostics: &'a Told,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

struct Desk {
    jobs: Receiver<Job>,
    waiting: VecDeque<Job>,
    /// The version and what was said of it.
    told: HashMap<FileKey, (Option<i32>, Told)>,
    /// When something was told last.
    told_at: Instant,
    outlet: Outlet,
}

impl Desk {
    fn run(mut self) {
        loop {
            if self.waiting.is_empty() {
                let Ok(job) = self.jobs.recv() else { return };
                self.take(job);
            }
            self.take_all();
            let Some(job) = self.waiting.pop_front() else { continue };
            match job {
                Job::Article { file, turn, edit, moment, .. } => self.check(&file, &turn, edit, moment.as_ref()),
                Job::Ready(file, uri, diagnostics, version) => {
                    let told = self.told(&file).next(&diagnostics, lsp::Diagnostic::eq, Clone::clone);
                    self.tell(file, uri, told, version);
                }
                Job::Close(file, uri) => {
                    self.told.remove(&file);
                    self.say(&uri, &Told::default(), None);
                }
            }
        }
    }

    fn take_all(&mut self) {
        while let Ok(job) = self.jobs.try_recv() {
            self.take(job);
        }
    }

    /// Queues a job in place of an older one for the same file. A closing stays: the document may have been opened again. Closings come first, in
    /// their order: what one document was called may be the name of another by now, of which something is said behind it.
    fn take(&mut self, job: Job) {
        self.waiting.retain(|other| other.file() != job.file() || matches!(other, Job::Close(..)));
        let closings = self.waiting.iter().take_while(|other| matches!(other, Job::Close(..))).count();
        match job {
            Job::Close(..) | Job::Article { edited: true, .. } => self.waiting.insert(closings, job),
            Job::Article { .. } | Job::Ready(..) => self.waiting.push_back(job),
        }
    }

    fn check(&mut self, file: &FileKey, turn: &Turn, edit: Option<u32>, moment: Option<&Moment>) {
        let Some(state) = turn.snapshot.open.get(file) else { return };
        let Some(uri) = turn.spellings.uri(file) else { return };
        let started = Instant::now();
        let is_due = started.duration_since(self.told_at) >= LONGEST_SILENCE;
        let wanted = || is_due || !moment.is_some_and(Moment::is_past);
        let told = isolated("a check", || {
            let (findings, page) = (findings(turn, file, edit, wanted)?, Page::new(turn, file)?);
            let said = |diagnostic: &lsp::Diagnostic, finding: &_| page.says(diagnostic, finding);
            Some(self.told(file).next(&shown(&findings), said, |finding| page.diagnostic(finding)))
        });
        tracing::debug!(%file, version = state.version, checked = ?started.elapsed());
        self.take_all();
        if !is_due && self.waiting.iter().any(|job| job.file() == file) {
            return;
        }
        let Some(told) = told.flatten() else { return };
        self.tell(file.clone(), uri, told, state.version);
    }

    /// What the client was told last of a document.
    fn told(&self, file: &FileKey) -> &Told {
        static NOTHING: Told = Told::NOTHING;
        self.told.get(file).map_or(&NOTHING, |(_, told)| told)
    }

    fn tell(&mut self, file: FileKey, uri: lsp::Url, now: Told, version: Option<i32>) {
        match self.told.get(&file) {
            Some((told_version, told)) if *told_version == version && *told == now => return,
            None if now.is_empty() && version.is_none() => return,
            _ => {}
        }
        self.say(&uri, &now, version);
        self.told_at = Instant::now();
        self.told.insert(file, (version, now));
    }

    /// Written here and not by the library, which would make a tree of all findings first, and hand it on twice.
    fn say(&self, uri: &lsp::Url, diagnostics: &Told, version: Option<i32>) {
        self.outlet.notify_now(PublishDiagnostics::METHOD, &Published { uri, diagnostics, version });
    }
}

/// The findings of an open article; the sentence under edit is left alone. `None` where nobody wanted them any more before all were found.
pub(super) fn findings(turn: &Turn, file: &FileKey, edit: Option<u32>, wanted: impl Fn() -> bool + Sync) -> Option<Vec<Finding>> {
    let reading = turn.snapshot.reading(file)?;
    let resting = edit.and_then(|offset| sentence_at(reading, offset));
    let mut findings = checks::check_while(&turn.snapshot, file, wanted)?;
    findings.retain(|finding| !resting.is_some_and(|sentence| touches(sentence, finding.span)));
    Some(findings)
}

/// The sentence that an offset stands in.
fn sentence_at(reading: &Reading, offset: u32) -> Option<Span> {
    let at = reading.article.block_at(offset)?;
    let block = reading.article.blocks[at].span;
    let read = reading.blocks.get(at)?.as_ref()?;
    let sentences = sentences(block.of(&reading.text), &read.tokens);
    sentences.into_iter().map(|sentence| sentence.shift(block.start)).find(|sentence| sentence.touches(offset))
}

/// Whether a finding lies in a sentence; an empty one, as for a missing mark, where it stands.
fn touches(sentence: Span, finding: Span) -> bool {
    sentence.overlaps(finding) || finding.is_empty() && sentence.touches(finding.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::capabilities::Client;
    use crate::server::convert::{self, Spellings};
    use crate::server::settings::Settings;
    use std::sync::Arc;

    fn turn() -> Turn {
        Turn {
            snapshot: Arc::default(),
            client: Client::new(&lsp::InitializeParams::default()),
            settings: Settings::default(),
            spellings: Spellings::default(),
            records: Arc::default(),
            configs: Arc::default(),
            config_texts: Arc::default(),
            broken: Arc::default(),
            folders: Arc::default(),
            resting: None,
        }
    }

    #[test]
    fn closings_come_first_then_what_was_edited() {
        let uri = |name: &str| lsp::Url::parse(&format!("file:///{name}.txt")).unwrap();
        let file = |name: &str| convert::key(&uri(name));
        let article = |name: &str, edited| Job::Article { file: file(name), turn: turn(), edit: None, edited, moment: None };
        let close = |name: &str, told: &str| Job::Close(file(name), uri(told));
        let (outlet, (_, jobs)) = (Outlet::open(std::io::sink()).unwrap(), channel());
        let mut desk = Desk { jobs, waiting: VecDeque::new(), told: HashMap::new(), told_at: Instant::now(), outlet };
        for job in [article("other", false), article("file", true), close("file", "link"), article("link", true), close("b", "b")] {
            desk.take(job);
        }
        desk.take(article("file", false));
        desk.take(article("b", true));
        let line = |job: &Job| {
            let kind = if matches!(job, Job::Close(..)) { "close" } else { "check" };
            format!("{kind} {}", job.file().name())
        };
        let waiting: Vec<String> = desk.waiting.iter().map(line).collect();
        assert_eq!(waiting, ["close file.txt", "close b.txt", "check b.txt", "check link.txt", "check other.txt", "check file.txt"]);
    }
}
