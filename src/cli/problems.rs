//! What is wrong in knowledge files and configurations, as findings: it stands where those in articles stand.

use super::files::place;
use super::report::File;
use crate::checks::{Finding, RuleCode};
use crate::config::Level;
use crate::text::{FileKey, LineMap, Problem};

/// A knowledge file or a configuration with something wrong in it.
#[derive(Debug)]
pub struct Flawed {
    /// Which file.
    pub key: FileKey,
    /// Its text.
    pub text: String,
    /// Its lines.
    pub lines: LineMap,
    /// What is wrong, by place.
    pub findings: Vec<Finding>,
}

impl Flawed {
    /// A file with its problems, told under this code; nothing for a file without any.
    pub fn new<'p>(
        key: &FileKey,
        text: String,
        lines: &LineMap,
        code: RuleCode,
        problems: impl IntoIterator<Item = &'p Problem>,
    ) -> Option<Self> {
        let finding = |problem: &Problem| Finding::new(code, Level::Warning, problem.place.span, problem.message.clone());
        let findings: Vec<Finding> = problems.into_iter().map(finding).collect();
        (!findings.is_empty()).then(|| Flawed { key: key.clone(), text, lines: lines.clone(), findings })
    }

    /// One line for each problem, with its place.
    pub fn told(&self) -> impl Iterator<Item = String> {
        self.findings.iter().map(|finding| format!("{}: {}", place(&self.key, &self.lines, finding.span), finding.message))
    }
}

impl<'f> From<&'f Flawed> for File<'f> {
    fn from(flawed: &'f Flawed) -> Self {
        File { key: &flawed.key, text: &flawed.text, lines: &flawed.lines, findings: &flawed.findings }
    }
}
