//! Findings and the problems of knowledge files as the protocol writes them.

use super::capabilities::Client;
use super::convert;
use super::turn::Turn;
use crate::checks::{BESIDE_ARTICLES, Finding, RULES, Related, Tag};
use crate::config::Level;
use crate::knowledge::Problem;
use crate::text::{FileKey, LineMap, Place};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;
use tower_lsp::lsp_types as lsp;

/// How many other places one diagnostic names: nobody reads more, and an archive may hold hundreds, to be sent again at each keystroke.
const RELATED: usize = 5;

/// How many findings of one rule an article shows: more are a habit of the text, which the first ones tell of, and some editors show no more than
/// a thousand of all kinds.
const SHOWN: usize = 100;

/// Where the page of each code stands.
static PAGES: LazyLock<FxHashMap<&str, lsp::Url>> = LazyLock::new(|| {
    let page = |code| lsp::Url::parse(&format!("https://github.com/backread/backread/blob/main/docs/rules/{code}.md"));
    RULES
        .iter()
        .map(|rule| rule.code)
        .chain(BESIDE_ARTICLES.map(|(code, _)| code))
        .filter_map(|code| Some((code, page(code).ok()?)))
        .collect()
});

/// The page of a code.
pub(super) fn page(code: &str) -> Option<lsp::Url> {
    PAGES.get(code).cloned()
}

/// The same for a client that shows it.
fn description(code: &str, client: &Client) -> Option<lsp::CodeDescription> {
    page(code).filter(|_| client.describes_codes).map(|href| lsp::CodeDescription { href })
}

/// A finding that is shown, and how many more of its rule are not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'f> {
    finding: &'f Finding,
    more: usize,
}

impl<'f> From<&'f Finding> for Shown<'f> {
    fn from(finding: &'f Finding) -> Self {
        Shown { finding, more: 0 }
    }
}

impl Shown<'_> {
    fn message(&self) -> Cow<'_, str> {
        match self.more {
            0 => Cow::Borrowed(&self.finding.message),
            more => Cow::Owned(format!("{} (and {more} more like it below)", self.finding.message)),
        }
    }
}

/// What is shown of an article's findings: of each rule the first ones, the last of which says how many more there are.
pub(super) fn shown(findings: &[Finding]) -> Vec<Shown<'_>> {
    let mut shown: Vec<Shown<'_>> = Vec::new();
    // How many there are of each rule, and where the last stands that is shown.
    let mut rules: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for finding in findings {
        let (count, last) = rules.entry(finding.code).or_default();
        *count += 1;
        if *count <= SHOWN {
            *last = shown.len();
            shown.push(finding.into());
        } else {
            shown[*last].more += 1;
        }
    }
    shown
}

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

    /// The diagnostic of one of its findings.
    pub fn diagnostic(&self, shown: &Shown<'_>) -> lsp::Diagnostic {
        let finding = shown.finding;
        let related: Vec<_> = finding
            .related
            .iter()
            .take(self.related())
            .filter_map(|related| {
                Some(lsp::DiagnosticRelatedInformation { location: self.location(&related.place)?, message: related.message.clone() })
            })
            .collect();
        let tags: Vec<_> = self.tags(finding).collect();
        lsp::Diagnostic {
            range: convert::range(self.lines, finding.span, self.turn.client.encoding),
            severity: Some(severity(finding.level)),
            code: Some(lsp::NumberOrString::String(finding.code.to_owned())),
            code_description: description(finding.code, &self.turn.client),
            source: Some("backread".to_owned()),
            message: shown.message().into_owned(),
            related_information: (!related.is_empty()).then_some(related),
            tags: (!tags.is_empty()).then_some(tags),
            data: None,
        }
    }

    /// The tags of a finding that the client shows.
    fn tags<'t>(&'t self, finding: &'t Finding) -> impl Iterator<Item = lsp::DiagnosticTag> + 't {
        finding.tags.iter().filter(|tag| self.turn.client.tags.shows(**tag)).map(|tag| match tag {
            Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
            Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
        })
    }

    /// How many other places the client is told of.
    fn related(&self) -> usize {
        if self.turn.client.relates { RELATED } else { 0 }
    }

    /// Whether a diagnostic is that of one of its findings.
    pub fn says(&self, diagnostic: &lsp::Diagnostic, shown: &Shown<'_>) -> bool {
        let finding = shown.finding;
        let range = |span| convert::range(self.lines, span, self.turn.client.encoding);
        let is_code = |code: &lsp::NumberOrString| matches!(code, lsp::NumberOrString::String(code) if code == finding.code);
        let mut told = diagnostic.related_information.iter().flatten();
        let mut is_told = |related: &Related| {
            let mut tells = |is_there: &dyn Fn(&lsp::Location) -> bool| {
                told.next().is_some_and(|told| told.message == related.message && is_there(&told.location))
            };
            if related.place.file == *self.file {
                return tells(&|told| told.uri == self.uri && told.range == range(related.place.span));
            }
            // One without a location is not told of.
            self.location(&related.place).is_none_or(|location| tells(&|told| *told == location))
        };
        diagnostic.range == range(finding.span)
            && diagnostic.severity == Some(severity(finding.level))
            && diagnostic.code.as_ref().is_some_and(is_code)
            && diagnostic.message == shown.message()
            && finding.related.iter().take(self.related()).all(&mut is_told)
            && told.next().is_none()
            && diagnostic.tags.iter().flatten().cloned().eq(self.tags(finding))
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

/// A problem of a knowledge or configuration file as the protocol writes it.
pub(super) fn problem(problem: &Problem, code: &str, lines: &LineMap, client: &Client) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range: convert::range(lines, problem.place.span, client.encoding),
        severity: Some(lsp::DiagnosticSeverity::WARNING),
        code: Some(lsp::NumberOrString::String(code.to_owned())),
        code_description: description(code, client),
        source: Some("backread".to_owned()),
        message: problem.message.clone(),
        ..Default::default()
    }
}
