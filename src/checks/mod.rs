//! Findings: what an editor would query, one file a rule.
//!
//! Adding a rule is one file in `rules/`, one line in [`RULES`], one page in `docs/rules/` and its tests.

mod acronyms;
mod added;
mod ages;
mod bases;
mod bearers;
mod capitals;
mod counts;
mod expansions;
mod families;
mod fixes;
mod found;
mod lists;
mod mark;
mod namesakes;
mod oneword;
mod openings;
mod outcomes;
mod persons;
mod pictured;
mod profiles;
mod query;
mod referred;
mod related;
mod retold;
mod rules;
mod silence;
mod silencing;
mod spelling;
mod spoken;
mod support;
#[cfg(test)]
mod testing;
mod titles;
mod tweets;
mod variants;
mod wrong;
mod yields;

pub use fixes::{apply, safe_edits};
pub use mark::mark;
pub use profiles::{Choice, choice, is_named, speaks_of_others};
pub use query::query;
pub use rules::{RULES, SUPPRESSION_UNUSED};
pub use silencing::silencing;

use crate::article::Block;
use crate::claims::{Balance, Quotation};
use crate::config::{Config, Level, Marks};
use crate::index::Snapshot;
use crate::reading::{BlockReading, Reading};
use crate::text::{FileKey, Place, Span, spaced};
use rayon::prelude::*;
use std::borrow::Cow;

/// A rule's stable code, such as `date-impossible`.
pub type RuleCode = &'static str;

/// The code of what is wrong in a knowledge file. It is no rule of articles, and always told, as a warning.
pub const IN_RECORDS: RuleCode = "knowledge-record";

/// The code of what is wrong in a configuration file, likewise.
pub const IN_CONFIGURATION: RuleCode = "knowledge-configuration";

/// Both, each with what it reports, in one line.
pub const BESIDE_ARTICLES: [(RuleCode, &str); 2] = [
    (IN_CONFIGURATION, "something in backread.toml that is not known or cannot be read"),
    (IN_RECORDS, "a record of a knowledge file that cannot be used, or that another contradicts"),
];

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
    /// What the desk has chosen for this article.
    pub config: &'a Config,
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

impl Finding {
    /// A finding without a second side, a fix or a tag.
    pub fn new(code: RuleCode, level: Level, span: Span, message: impl Into<String>) -> Self {
        Finding { code, span, level, message: message.into(), related: Vec::new(), fixes: Vec::new(), tags: Vec::new() }
    }

    /// With another place that it speaks of.
    #[must_use]
    pub fn relate(mut self, file: &FileKey, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { place: Place { file: file.clone(), span }, message: message.into() });
        self
    }

    /// With a way to mend it.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, edits: Vec<Edit>, safe: bool) -> Self {
        self.fixes.push(Fix { title: title.into(), edits, safe });
        self
    }

    /// Has what is told be on one line, with single spaces: words of the article in it may stand over the end of a line.
    fn put_on_one_line(&mut self) {
        let related = self.related.iter_mut().map(|related| &mut related.message);
        let titles = self.fixes.iter_mut().map(|fix| &mut fix.title);
        for told in std::iter::once(&mut self.message).chain(related).chain(titles) {
            if let Cow::Owned(line) = spaced(told) {
                *told = line;
            }
        }
    }
}

impl<'a> Context<'a> {
    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.reading.text
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.reading.text)
    }

    /// The blocks that are read, with their number and tokens.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, Block, &'a BlockReading)> + use<'a> {
        let reading = self.reading;
        reading
            .article
            .blocks
            .iter()
            .zip(&reading.blocks)
            .enumerate()
            .filter_map(|(at, (block, read))| Some((at, *block, read.as_deref()?)))
    }

    /// The quotations that overlap a span, or touch it where it is empty.
    pub fn quotations_over(&self, span: Span) -> impl Iterator<Item = &'a Quotation> + use<'a> {
        let quotations = &self.reading.claims.quotations;
        // They are sorted and do not overlap each other.
        let first = quotations.partition_point(|quotation| quotation.span.end < span.start);
        quotations[first..].iter().take_while(move |quotation| quotation.span.start <= span.end)
    }

    /// The quotation that covers a span.
    pub fn quotation_around(&self, span: Span) -> Option<&'a Quotation> {
        let quotations = &self.reading.claims.quotations;
        let last = quotations.partition_point(|quotation| quotation.span.start <= span.start);
        quotations[..last].iter().rev().take(4).find(|quotation| quotation.span.contains(span))
    }
}

/// A rule by its code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The codes of all rules.
pub fn codes() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.code).collect()
}

/// The findings of one open file, sorted by place.
pub fn check(snapshot: &Snapshot, file: &FileKey) -> Vec<Finding> {
    check_known(snapshot, file).0
}

/// The same as [`check`] as long as they are wanted; `None` where they are not any more before all are found.
pub fn check_while(snapshot: &Snapshot, file: &FileKey, wanted: impl Fn() -> bool + Sync) -> Option<Vec<Finding>> {
    Some(find(snapshot, file, &wanted)?.0)
}

/// The findings of one open file that the baseline does not know, sorted by place, and what it knows of the file that was not found.
pub fn check_known(snapshot: &Snapshot, file: &FileKey) -> (Vec<Finding>, Marks) {
    find(snapshot, file, &|| true).unwrap_or_default()
}

fn find(snapshot: &Snapshot, file: &FileKey, wanted: &(dyn Fn() -> bool + Sync)) -> Option<(Vec<Finding>, Marks)> {
    let reading = snapshot.reading(file)?;
    let config = snapshot.config.of(file);
    let context = Context { file, reading, snapshot, config: &config };
    let mut silencer = silence::Silencer::new(reading);
    let choices = profiles::choices(&config);
    choices.iter().filter(|(_, choice)| *choice == Choice::Off).for_each(|(rule, _)| silencer.leave(rule.code));
    // Without other articles nothing is known of what they disagree on.
    if snapshot.index.len() < 2 {
        codes().into_iter().filter(|code| speaks_of_others(code)).for_each(|code| silencer.leave(code));
    }
    let found = |(rule, choice): &(&Rule, Choice)| {
        let mut findings = Vec::new();
        if *choice != Choice::Off && wanted() {
            (rule.check)(&context, &mut findings);
            choice.apply(&mut findings);
        }
        findings
    };
    let found: Vec<Vec<Finding>> = match reading.article.is_long() {
        true => choices.par_iter().with_max_len(1).map(found).collect(),
        false => choices.iter().map(found).collect(),
    };
    if !wanted() {
        return None;
    }
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    // What is silenced stands in nobody's stead: the other rule would say the same again.
    let mut yielding = yields::yielding(reading, &findings).into_iter();
    findings.retain(|finding| !silencer.silences(&context, finding) & !yielding.next().unwrap_or(false));
    let mut unused = silencer.unused(context.text());
    choices.iter().filter(|(rule, _)| rule.code == rules::SUPPRESSION_UNUSED).for_each(|(_, choice)| choice.apply(&mut unused));
    findings.extend(unused);
    for finding in &mut findings {
        finding.fixes.retain(|fix| !fix.edits.iter().any(|edit| edits_quotation(&context, edit)));
        finding.put_on_one_line();
    }
    findings.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    let left = leave_known(&context, &mut findings);
    Some((findings, left))
}

/// Takes away the findings that the baseline knows, each as often as it knows it; returns what it knows beyond them.
fn leave_known(context: &Context<'_>, findings: &mut Vec<Finding>) -> Marks {
    let Some(baseline) = &context.config.known else { return Marks::new() };
    let name = context.snapshot.config.path(context.file).map(|path| baseline.name_of(&path));
    let Some(mut left) = name.and_then(|name| baseline.of(&name)).cloned() else { return Marks::new() };
    findings.retain(|finding| match left.get_mut(&(finding.code.to_owned(), mark(context.reading, finding))) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    left.retain(|_, count| *count > 0);
    left
}

/// Whether an edit would change quoted words: nobody's words are ever edited. Its marks may be: a missing one can be put.
fn edits_quotation(context: &Context<'_>, edit: &Edit) -> bool {
    context.quotations_over(edit.span).any(|quotation| match edit.span.is_empty() {
        true => quotation.balance == Balance::Closed && quotation.inner.start < edit.span.start && edit.span.start < quotation.inner.end,
        false => quotation.inner.overlaps(edit.span),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::with_articles;

    #[test]
    fn what_is_no_longer_wanted_is_left() {
        let text = "President Anna Keller of Norvik said on 31 April 2024 that Keler would leave.\n";
        let (snapshot, file) = with_articles(Snapshot::default(), &[("article.txt", text)]);
        let file = file.expect("the article");
        let found = check(&snapshot, &file);
        assert!(!found.is_empty());
        assert_eq!(check_while(&snapshot, &file, || true), Some(found));
        assert_eq!(check_while(&snapshot, &file, || false), None);
    }

    #[test]
    fn what_is_told_is_on_one_line() {
        let text = "Mayor quits after strike

NORWICK, May 31, 2024 (Reuters) - The mayor of the small
northern harbour town said on Friday that she would
leave her office at the end of the summer, after months
of talks had led nowhere and the council had voted
against her. The strike in the harbour ran from June
2024 to March  2024, the council said.

The council met on June\t31, 2024, and will meet again,
the town clerk told reporters at the town hall on the
same day, without naming any reason for that.
";
        let (snapshot, file) = with_articles(Snapshot::default(), &[("article.txt", text)]);
        let found = check(&snapshot, &file.expect("the article"));
        let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
        assert_eq!(messages, ["The range runs backwards: “June 2024” is after “March 2024”", "“June 31, 2024”: that month has 30 days"]);
        for finding in &found {
            let related = finding.related.iter().map(|related| &related.message);
            for told in std::iter::once(&finding.message).chain(related).chain(finding.fixes.iter().map(|fix| &fix.title)) {
                assert!(!told.contains(['\n', '\t']) && !told.contains("  "), "{told:?}");
            }
        }
    }
}
