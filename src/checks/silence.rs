//! Silencing: comments for the next paragraph or the file, front matter, `(cq)` after a word, `[sic]` in a quotation.

use super::profiles::speaks_of_others;
use super::rules::SUPPRESSION_UNUSED;
use super::{Context, Edit, Finding, Tag, rule};
use crate::article::BlockKind;
use crate::config::{Level, near};
use crate::reading::Reading;
use crate::text::Span;
use std::ops::Range;

/// One request for silence, for one rule.
struct Request {
    /// The rule's code as written.
    code: String,
    /// Where the request stands.
    span: Span,
    /// What is taken away to remove it alone.
    removal: Span,
    /// What it covers; the whole file if `None`.
    covers: Option<Span>,
    used: bool,
}

/// All requests for silence of an article.
pub(super) struct Silencer {
    requests: Vec<Request>,
    /// Comments that speak to backread and ask for nothing that it knows.
    unknown: Vec<Span>,
}

impl Silencer {
    pub fn new(reading: &Reading) -> Self {
        let text = &*reading.text;
        let mut silencer = Silencer { requests: Vec::new(), unknown: Vec::new() };
        for directive in &reading.article.directives {
            let Some((file, codes)) = parse(directive.of(text)).filter(|(_, codes)| !codes.is_empty()) else {
                silencer.unknown.push(*directive);
                continue;
            };
            let next = reading.article.blocks.iter().find(|block| block.span.start >= directive.end && block.kind != BlockKind::Code);
            // A directive inside a paragraph speaks of that paragraph.
            let own = reading.article.blocks.iter().find(|block| block.span.contains(*directive) && block.kind.is_read());
            let covers = (!file).then(|| own.or(next).map_or(Span::default(), |block| block.span));
            let alone = codes.len() == 1;
            for range in codes {
                let span = Span::new(range.start, range.end).shift(directive.start);
                let removal = if alone { with_line(text, *directive) } else { with_comma(text, span) };
                let span = if alone { *directive } else { span };
                let code = directive.of(text)[range].to_owned();
                silencer.requests.push(Request { code, span, removal, covers, used: false });
            }
        }
        for entry in reading.article.front_matter.iter().filter(|entry| entry.key == "backread.ignore") {
            let removal = with_comma(text, entry.span);
            silencer.requests.push(Request { code: entry.value.clone(), span: entry.span, removal, covers: None, used: false });
        }
        silencer
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
    pub fn unused(&self, text: &str) -> Vec<Finding> {
        let unused = self.requests.iter().filter(|request| !request.used).map(|request| {
            let message = match rule(&request.code) {
                Some(_) => format!("Nothing here is reported by {}; the suppression can go", request.code),
                None => match near(&request.code, super::codes()) {
                    Some(near) => format!("There is no rule named {}; did you mean {near}?", request.code),
                    None => format!("There is no rule named {}", request.code),
                },
            };
            // Where other articles are not at hand, a suppression of what they disagree on is no use only here.
            (request.span, request.removal, message, rule(&request.code).is_some() && !speaks_of_others(&request.code))
        });
        let unknown = self.unknown.iter().map(|span| {
            let message = "This names no rule: write ignore or ignore-file, then the rule's code, then a colon and the reason";
            (*span, with_line(text, *span), message.to_owned(), false)
        });
        let finding = |(span, removal, message, safe): (Span, Span, String, bool)| {
            let mut finding = Finding::new(SUPPRESSION_UNUSED, Level::Hint, span, message);
            finding.tags.push(Tag::Unnecessary);
            finding.fix("Remove the suppression", vec![Edit { span: removal, text: String::new() }], safe)
        };
        unused.chain(unknown).map(finding).collect()
    }
}

/// `backread: ignore CODE, CODE: reason`, between comment marks: whether for the file, and where the codes stand in it.
pub(super) fn parse(directive: &str) -> Option<(bool, Vec<Range<usize>>)> {
    let mark = "backread:";
    let mut at = directive.find(mark)? + mark.len();
    let rest = directive[at..].trim_start();
    at = directive.len() - rest.len();
    let (file, rest) = match rest.strip_prefix("ignore-file") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("ignore")?),
    };
    if !rest.starts_with([' ', ':', '-', ']', '\n', '\t']) {
        return None;
    }
    at += directive[at..].len() - rest.len();
    // Codes hold hyphens, but do not begin or end with one, as the end of a comment does.
    let end = rest.find([':', ']', '>']).unwrap_or(rest.len());
    let mut codes = Vec::new();
    for word in rest[..end].split([',', ' ', '\n', '\t']) {
        let start = word.as_ptr() as usize - rest.as_ptr() as usize + at;
        let code = word.trim_matches('-');
        if !code.is_empty() {
            codes.push(start..start + code.len());
        }
    }
    Some((file, codes))
}

/// A comment with the rest of its line and the blank lines after it, where nothing else stands in the line; else with the blank before it.
fn with_line(text: &str, span: Span) -> Span {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let start = before.trim_end_matches([' ', '\t']).len();
    let opens = start == 0 || before[..start].ends_with(['\n', '\r']);
    let rest = after.trim_start_matches([' ', '\t']);
    if opens && (rest.is_empty() || rest.starts_with(['\n', '\r'])) {
        return Span::new(start, text.len() - rest.trim_start_matches(['\n', '\r']).len());
    }
    if opens {
        return Span::new(span.start as usize, text.len() - rest.len());
    }
    let blank = before.ends_with(' ') && (after.is_empty() || after.starts_with([' ', '\n', '\r']));
    Span { start: span.start - u32::from(blank), end: span.end }
}

/// One of several codes with the comma or blank that sets it apart, or with the line of its list.
fn with_comma(text: &str, span: Span) -> Span {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let rest = after.trim_start_matches(' ');
    let head = before.trim_end_matches(' ');
    if let Some(rest) = rest.strip_prefix(',') {
        Span::new(span.start as usize, text.len() - rest.trim_start_matches(' ').len())
    } else if let Some(head) = head.strip_suffix(',') {
        Span::new(head.len(), span.end as usize)
    } else if let Some(head) = head.strip_suffix('-').filter(|head| head.trim_end_matches(' ').ends_with('\n')) {
        let line = head.trim_end_matches(' ').len();
        Span::new(line, text.len() - rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest).len())
    } else if before.ends_with(' ') && after.starts_with([' ', ':']) {
        Span { start: span.start - 1, end: span.end }
    } else {
        span
    }
}

/// `(cq)` right after the words of a finding about a name or a figure: they were checked and are right.
fn is_checked(context: &Context<'_>, finding: &Finding) -> bool {
    let after = context.text().get(finding.span.end as usize..).unwrap_or("");
    is_about_words(finding.code) && after.trim_start().get(..4).is_some_and(|mark| mark.eq_ignore_ascii_case("(cq)"))
}

/// Whether a rule is about names or figures, which may be odd and right.
pub(super) fn is_about_words(code: &str) -> bool {
    let about = [
        "name-",
        "figure-",
        "title-",
        "country-",
        "acronym-",
        "percent-",
        "list-",
        "rank-",
        "total-",
        "honorific-",
        "claim-",
        "correction-",
    ];
    about.iter().any(|prefix| code.starts_with(prefix))
}

/// `[sic]` in a quotation: its words are as they were said.
fn is_sic(context: &Context<'_>, finding: &Finding) -> bool {
    finding.code.starts_with("quote-variant")
        && context
            .quotations_over(finding.span)
            .any(|quotation| quotation.span.overlaps(finding.span) && context.words(quotation.span).contains("[sic]"))
}

#[cfg(test)]
mod tests {
    use super::{parse, with_comma, with_line};
    use crate::checks::testing::findings;
    use crate::checks::{apply, safe_edits};
    use crate::text::Span;

    #[test]
    fn reads_both_forms() {
        let read = |text: &str| parse(text).map(|(file, codes)| (file, codes.into_iter().map(|code| text[code].to_owned()).collect()));
        assert_eq!(read("<!-- backread: ignore name-ambiguous: twins -->"), Some((false, vec!["name-ambiguous".to_owned()])));
        assert_eq!(read("<!--backread:ignore name-ambiguous-->"), Some((false, vec!["name-ambiguous".to_owned()])));
        assert_eq!(
            read("[[backread: ignore-file placeholder, boilerplate]]"),
            Some((true, vec!["placeholder".to_owned(), "boilerplate".to_owned()]))
        );
        assert_eq!(read("[[backread: ignore]]"), Some((false, Vec::new())));
        assert_eq!(read("[[backread: ignored placeholder]]"), None);
        assert_eq!(read("[[backread: check]]"), None);
    }

    #[test]
    fn what_is_removed_leaves_no_trace() {
        let removed = |text: &str, part: &str, with: fn(&str, Span) -> Span| {
            let start = text.find(part).unwrap();
            let span = with(text, Span::new(start, start + part.len()));
            format!("{}{}", &text[..span.start as usize], &text[span.end as usize..])
        };
        assert_eq!(removed("One.\n\n[[x]]\n\nTwo.", "[[x]]", with_line), "One.\n\nTwo.");
        assert_eq!(removed("One [[x]] two.", "[[x]]", with_line), "One two.");
        assert_eq!(removed("One.\n[[x]] Two.", "[[x]]", with_line), "One.\nTwo.");
        assert_eq!(removed("[[x]]", "[[x]]", with_line), "");
        assert_eq!(removed("[a, b]", "a", with_comma), "[b]");
        assert_eq!(removed("[a, b]", "b", with_comma), "[a]");
        assert_eq!(removed("[a]", "a", with_comma), "[]");
        assert_eq!(removed("x:\n  - a\n  - b\n", "a", with_comma), "x:\n  - b\n");
        assert_eq!(removed("ignore a b: why", "b", with_comma), "ignore a: why");
    }

    fn mended(text: &str) -> String {
        let found: Vec<_> = findings(&[("a.md", text)]).into_iter().filter(|finding| finding.code == "suppression-unused").collect();
        apply(text, &safe_edits(&found))
    }

    #[test]
    fn only_what_is_unused_goes() {
        let text = "# Vote\n\n<!-- backread: ignore placeholder, date-order: later -->\n\nThe council met at TK.\n";
        assert_eq!(mended(text), text.replace(", date-order", ""));
        let text = "---\ndate: 2024-05-31\nbackread: {ignore: [date-order, placeholder]}\n---\n# Vote\n\nThe council met at TK.\n";
        assert_eq!(mended(text), text.replace("date-order, ", ""));
        let text = "# Vote\n\n<!-- backread: ignore-file placeholder -->\n\nThe council met.\n";
        assert_eq!(mended(text), "# Vote\n\nThe council met.\n");
    }

    #[test]
    fn what_may_be_of_use_is_left_alone() {
        let another = ("b.md", "# Quay\n\nIt rained.\n");
        for comment in ["ignore quote-variant", "ignore placeholdr", "ignore", "skip placeholder"] {
            let text = format!("# Vote\n\n<!-- backread: {comment} -->\n\nThe council met.\n");
            assert_eq!(mended(&text), text);
            let messages: Vec<_> = findings(&[another, ("a.md", &text)]).into_iter().map(|finding| finding.message).collect();
            assert_eq!(messages.len(), 1, "{comment}: {messages:?}");
        }
        let alone = "# Vote\n\n<!-- backread: ignore figure-conflict-elsewhere: two counts -->\n\nThe council met.\n";
        assert!(findings(&[("a.md", alone)]).is_empty(), "another article, which is not read, may have another figure");
        let off = "# Vote\n\n<!-- backread: ignore date-elapsed: off here -->\n\nThe council met.\n";
        assert!(findings(&[("a.md", off)]).is_empty(), "a rule that is off here may be on elsewhere");
    }
}
