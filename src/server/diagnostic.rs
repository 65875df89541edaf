//! Findings and the problems of knowledge files as the protocol writes them.

use super::convert;
use super::turn::Turn;
use crate::checks::{Finding, RULES, Tag};
use crate::config::Level;
use crate::knowledge::Problem;
use crate::text::{Encoding, FileKey, LineMap, Place};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use tower_lsp::lsp_types as lsp;

/// How many other places one diagnostic names: nobody reads more, and an archive may hold hundreds, to be sent again at each keystroke.
const RELATED: usize = 5;

/// How many findings of one rule an article shows: more are a habit of the text, which the first ones tell of, and some editors show no more than
/// a thousand of all kinds.
const SHOWN: usize = 100;

/// Where each rule's page stands.
static PAGES: LazyLock<FxHashMap<&str, lsp::Url>> = LazyLock::new(|| {
    let page = |code| lsp::Url::parse(&format!("https://github.com/backread/backread/blob/main/docs/rules/{code}.md"));
    RULES.iter().filter_map(|rule| Some((rule.code, page(rule.code).ok()?))).collect()
});

/// An open article whose findings are written.
pub(super) struct Page<'a> {
    turn: &'a Turn,
    file: &'a FileKey,
    uri: lsp::Url,
    lines: &'a LineMap,
}

impl<'a> Page<'a> {
    /// `None` for a file that is not open.
    pub fn new(turn: &'a Turn, file: &'a FileKey) -> Option<Self> {
        let lines = &turn.snapshot.reading(file)?.lines;
        Some(Page { turn, file, uri: turn.spellings.uri(file)?, lines })
    }

    /// Its findings; of each rule the first ones, the last of which says how many more there are.
    pub fn diagnostics<'f>(&self, findings: impl Iterator<Item = &'f Finding>) -> Vec<lsp::Diagnostic> {
        let mut diagnostics: Vec<lsp::Diagnostic> = Vec::new();
        // How many there are of each rule, and where the last stands that is shown.
        let mut rules: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        for finding in findings {
            let (count, last) = rules.entry(finding.code).or_default();
            *count += 1;
            if *count <= SHOWN {
                *last = diagnostics.len();
                diagnostics.push(self.diagnostic(finding));
            }
        }
        for (count, last) in rules.into_values().filter(|(count, _)| *count > SHOWN) {
            diagnostics[last].message.push_str(&format!(" (and {} more like it below)", count - SHOWN));
        }
        diagnostics
    }

    /// One of its findings.
    pub fn diagnostic(&self, finding: &Finding) -> lsp::Diagnostic {
        let related: Vec<_> = finding
            .related
            .iter()
            .take(RELATED)
            .filter_map(|related| {
                Some(lsp::DiagnosticRelatedInformation { location: self.location(&related.place)?, message: related.message.clone() })
            })
            .collect();
        let tags: Vec<_> = finding
            .tags
            .iter()
            .map(|tag| match tag {
                Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
                Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
            })
            .collect();
        lsp::Diagnostic {
            range: convert::range(self.lines, finding.span, self.turn.client.encoding),
            severity: Some(severity(finding.level)),
            code: Some(lsp::NumberOrString::String(finding.code.to_owned())),
            code_description: PAGES.get(finding.code).map(|page| lsp::CodeDescription { href: page.clone() }),
            source: Some("backread".to_owned()),
            message: finding.message.clone(),
            related_information: (!related.is_empty()).then_some(related),
            tags: (!tags.is_empty()).then_some(tags),
            data: None,
        }
    }

    /// A place here, as most are, or elsewhere.
    fn location(&self, place: &Place) -> Option<lsp::Location> {
        if place.file != *self.file {
            return convert::location(self.turn, place);
        }
        Some(lsp::Location { uri: self.uri.clone(), range: convert::range(self.lines, place.span, self.turn.client.encoding) })
    }
}

fn severity(level: Level) -> lsp::DiagnosticSeverity {
    match level {
        Level::Error => lsp::DiagnosticSeverity::ERROR,
        Level::Warning => lsp::DiagnosticSeverity::WARNING,
        Level::Information => lsp::DiagnosticSeverity::INFORMATION,
        Level::Hint | Level::Off => lsp::DiagnosticSeverity::HINT,
    }
}

/// A problem of a knowledge file as the protocol writes it.
pub(super) fn problem(problem: &Problem, lines: &LineMap, encoding: Encoding) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range: convert::range(lines, problem.place.span, encoding),
        severity: Some(lsp::DiagnosticSeverity::WARNING),
        source: Some("backread".to_owned()),
        message: problem.message.clone(),
        ..Default::default()
    }
}
