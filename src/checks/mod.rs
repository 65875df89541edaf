//! Findings: what an editor would query, one file a rule.
//!
//! Adding a rule is one file, one line in [`RULES`], one page in `docs/rules/` and its tests.

use crate::config::Level;
use crate::index::Snapshot;
use crate::reading::Reading;
use crate::text::{FileKey, Place, Span};

/// A rule's stable code, such as `date-impossible`.
pub type RuleCode = &'static str;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code.
    pub code: RuleCode,
    /// How it is reported unless the desk chose otherwise; [`Level::Off`] for rules that are on by name or profile only.
    pub level: Level,
    /// What it reports, in one line.
    pub summary: &'static str,
    /// Reads one article.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The file under check.
    pub file: &'a FileKey,
    /// Its reading.
    pub reading: &'a Reading,
    /// The rest of the workspace.
    pub snapshot: &'a Snapshot,
}

/// What a client may do with a finding beside showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// May be faded: left-over text.
    Unnecessary,
    /// May be struck through: out of date.
    Deprecated,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: String,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// One way to mend a finding: all its edits together, in the file of the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu shows it.
    pub title: String,
    /// The edits, none inside quotation marks.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without looking.
    pub safe: bool,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub code: RuleCode,
    /// Where.
    pub span: Span,
    /// How grave.
    pub level: Level,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The other side.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// Hints for showing it.
    pub tags: Vec<Tag>,
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[];

/// The findings of one open file, sorted by place.
pub fn check(snapshot: &Snapshot, file: &FileKey) -> Vec<Finding> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let context = Context { file, reading, snapshot };
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(&context, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.span, finding.code));
    findings
}
