//! Silencing: comments for the next paragraph or the file, front matter, `(cq)` after a word, `[sic]` in a quotation.

use super::rules::SUPPRESSION_UNUSED;
use super::{Context, Edit, Finding, Tag, rule};
use crate::article::BlockKind;
use crate::config::Level;
use crate::reading::Reading;
use crate::text::Span;

/// One request for silence, for one rule.
struct Request {
    /// The rule's code as written.
    code: String,
    /// Where the request stands.
    span: Span,
    /// What it covers; the whole file if `None`.
    covers: Option<Span>,
    used: bool,
}

/// All requests for silence of an article.
pub(super) struct Silencer {
    requests: Vec<Request>,
}

impl Silencer {
    pub fn new(reading: &Reading) -> Self {
        let text = &*reading.text;
        let mut requests = Vec::new();
        for directive in &reading.article.directives {
            let Some((file, codes)) = parse(directive.of(text)) else { continue };
            let next = reading.article.blocks.iter().find(|block| block.span.start >= directive.end && block.kind != BlockKind::Code);
            // A directive inside a paragraph speaks of that paragraph.
            let own = reading.article.blocks.iter().find(|block| block.span.contains(*directive) && block.kind.is_read());
            let covers = (!file).then(|| own.or(next).map_or(Span::default(), |block| block.span));
            requests.extend(codes.into_iter().map(|code| Request { code, span: *directive, covers, used: false }));
        }
        for entry in reading.article.front_matter.iter().filter(|entry| entry.key == "backread.ignore") {
            requests.push(Request { code: entry.value.clone(), span: entry.span, covers: None, used: false });
        }
        Silencer { requests }
    }

    /// Whether a finding is silenced; remembers which requests were of use.
    pub fn silences(&mut self, context: &Context<'_>, finding: &Finding) -> bool {
        let mut silenced = false;
        for request in self.requests.iter_mut().filter(|request| request.code == finding.code) {
            if request.covers.is_none_or(|covers| covers.overlaps(finding.span) || covers.contains(finding.span)) {
                request.used = true;
                silenced = true;
            }
        }
        silenced || is_checked(context, finding) || is_sic(context, finding)
    }

    /// A rule does not count here, so its requests are not reported as unused: elsewhere or some day it may.
    pub fn leave(&mut self, code: &str) {
        self.requests.iter_mut().filter(|request| request.code == code).for_each(|request| request.used = true);
    }

    /// Findings for requests that silenced nothing or name no rule.
    pub fn unused(&self) -> Vec<Finding> {
        let unused = self.requests.iter().filter(|request| !request.used);
        unused
            .map(|request| {
                let message = match rule(&request.code) {
                    Some(_) => format!("Nothing here is reported by {}; the suppression can go", request.code),
                    None => format!("There is no rule named {}", request.code),
                };
                let mut finding = Finding::new(SUPPRESSION_UNUSED, Level::Hint, request.span, message);
                finding.tags.push(Tag::Unnecessary);
                finding.fix("Remove the suppression", vec![Edit { span: request.span, text: String::new() }], true)
            })
            .collect()
    }
}

/// `backread: ignore CODE, CODE: reason`, between comment marks: whether for the file, and the codes.
fn parse(directive: &str) -> Option<(bool, Vec<String>)> {
    let (_, rest) = directive.split_once("backread:")?;
    let rest = rest.trim().trim_end_matches("-->").trim_end_matches("]]").trim();
    let (file, rest) = match rest.strip_prefix("ignore-file") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("ignore")?),
    };
    let codes = rest.split(':').next().unwrap_or("");
    Some((file, codes.split([',', ' ']).map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect()))
}

/// `(cq)` right after the words of a finding about a name or a figure: they were checked and are right.
fn is_checked(context: &Context<'_>, finding: &Finding) -> bool {
    let about = ["name-", "figure-", "title-", "country-", "acronym-", "percent-", "list-", "rank-"];
    let after = context.text().get(finding.span.end as usize..).unwrap_or("");
    about.iter().any(|prefix| finding.code.starts_with(prefix)) && after.trim_start().to_ascii_lowercase().starts_with("(cq)")
}

/// `[sic]` in a quotation: its words are as they were said.
fn is_sic(context: &Context<'_>, finding: &Finding) -> bool {
    finding.code.starts_with("quote-variant")
        && context
            .reading
            .claims
            .quotations
            .iter()
            .any(|quotation| quotation.span.overlaps(finding.span) && context.words(quotation.span).contains("[sic]"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_both_forms() {
        assert_eq!(parse("<!-- backread: ignore name-ambiguous: twins -->"), Some((false, vec!["name-ambiguous".into()])));
        assert_eq!(
            parse("[[backread: ignore-file placeholder, boilerplate]]"),
            Some((true, vec!["placeholder".into(), "boilerplate".into()]))
        );
        assert_eq!(parse("[[backread: check]]"), None);
    }
}
