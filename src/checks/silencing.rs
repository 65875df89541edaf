//! Ways to silence a finding where it stands, in its paragraph or in its file.

use super::silence::{is_about_words, parse};
use super::{Edit, Finding, Fix, rule};
use crate::article::{BlockKind, Format};
use crate::reading::Reading;
use crate::text::Span;

/// The ways to silence a finding in the article itself, the narrowest first. None changes a word between quotation marks.
pub fn silencing(reading: &Reading, finding: &Finding) -> Vec<Fix> {
    if rule(finding.code).is_none() || finding.code == super::rules::SUPPRESSION_UNUSED {
        return Vec::new();
    }
    let insert =
        |title: String, at: u32, text: String| Fix { title, edits: vec![Edit { span: Span { start: at, end: at }, text }], safe: false };
    let code = finding.code;
    let mut ways = Vec::new();
    if is_about_words(code) && !is_quoted(reading, finding.span.end) {
        ways.push(insert("Checked, correct as it is: mark (cq)".to_owned(), finding.span.end, " (cq)".to_owned()));
    }
    let article = &reading.article;
    let comment = |ask: &str| match article.format {
        Format::Markdown => format!("<!-- backread: {ask} {code}: reason -->"),
        Format::Plain => format!("[[backread: {ask} {code}: reason]]"),
    };
    let at = article.block_at(finding.span.start);
    let is_first = at == Some(0);
    // Front matter has no room for a comment, and a headline would have it among its words.
    let block = at.map(|at| article.blocks[at]).filter(|block| !is_first || block.kind == BlockKind::Paragraph);
    if let Some(block) = block.filter(|block| !matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code)) {
        let title = format!("Ignore {code} in this paragraph");
        let line = reading.lines.line(reading.lines.line_of(block.span.start)).map_or(block.span.start, |line| line.start);
        ways.push(match last_code(reading, false, Some(block.span.start)) {
            Some(at) => insert(title, at, format!(", {code}")),
            // On top it would stand in the headline's place.
            None if is_first => insert(title, block.span.end, format!(" {}", comment("ignore"))),
            None => {
                let end = reading.lines.ending();
                insert(title, line, format!("{}{end}{end}", comment("ignore")))
            }
        });
    }
    let title = format!("Ignore {code} in this file");
    ways.push(match last_code(reading, true, None) {
        Some(at) => insert(title, at, format!(", {code}")),
        None => {
            let text = &*reading.text;
            let body = text.trim_end().len();
            let end = reading.lines.ending();
            let edit = Edit { span: Span::new(body, text.len()), text: format!("{end}{end}{}{end}", comment("ignore-file")) };
            Fix { title, edits: vec![edit], safe: false }
        }
    });
    ways
}

fn is_quoted(reading: &Reading, at: u32) -> bool {
    reading.claims.quotations.iter().any(|quotation| quotation.inner.start < at && at < quotation.inner.end)
}

/// Where the last code ends in a comment that is there already: one for the file, or one right before a place.
fn last_code(reading: &Reading, file: bool, before: Option<u32>) -> Option<u32> {
    let text = &*reading.text;
    let near =
        |directive: &&Span| before.is_none_or(|at| directive.end <= at && text[directive.end as usize..at as usize].trim().is_empty());
    reading.article.directives.iter().filter(near).find_map(|directive| {
        let (of_file, codes) = parse(directive.of(text))?;
        let last = codes.last().filter(|_| of_file == file)?;
        Some(directive.start + last.end as u32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::apply;
    use crate::checks::testing::findings;
    use crate::knowledge::Knowledge;
    use crate::reading::{Reader, Source};
    use std::sync::Arc;

    /// The texts after each way to silence the first finding of a rule.
    fn silenced(name: &str, text: &str, code: &str) -> Vec<String> {
        let found = findings(&[(name, text)]);
        let finding = found.iter().find(|finding| finding.code == code).expect("a finding");
        let source = Source { name, text: Arc::from(text), format: Format::of_name(name), date: None };
        let reading = Reader::new().read(&source, &Knowledge::default());
        silencing(&reading, finding).iter().map(|way| apply(text, &way.edits)).collect()
    }

    fn codes(name: &str, text: &str) -> Vec<&'static str> {
        findings(&[(name, text)]).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn every_way_silences_and_nothing_is_unused() {
        let texts = [
            ("a.txt", "Council meets\n\nMay 31, 2024\n\nThe council met at TK.\n"),
            ("a.txt", "Council meets\r\n\r\nMay 31, 2024\r\n\r\nThe council met at TK.\r\n\r\nIt ended.\r\n"),
            ("a.md", "---\ndate: 2024-05-31\n---\n# Council meets\n\nThe council met at TK.\n"),
            ("a.txt", "NORWICK, May 31, 2024 (NW) - The council met at TK and the port was open.\n\nIt ended late.\n"),
            (
                "a.md",
                "# Council meets\n\nMay 31, 2024\n\n<!-- backread: ignore date-impossible: odd -->\n\nThe council met on June 31 at TK.\n\n<!-- backread: ignore-file acronym-undefined: all -->\n\nThe QRX came.\n",
            ),
        ];
        for (name, text) in texts {
            let ways = silenced(name, text, "placeholder");
            assert_eq!(ways.len(), 2, "{text}");
            for way in ways {
                assert_eq!(codes(name, &way), Vec::<&str>::new(), "{way}");
                assert_eq!(way.contains("\r\n"), text.contains("\r\n"));
            }
        }
    }

    #[test]
    fn names_and_figures_may_be_marked_as_checked() {
        let text = "Council meets\n\nMay 31, 2024\n\nThe QRX sent Mary Poole.\n";
        let ways = silenced("a.txt", text, "acronym-undefined");
        assert_eq!(ways[0], text.replace("QRX", "QRX (cq)"));
        assert!(ways.iter().all(|way| codes("a.txt", way).is_empty()), "{ways:?}");
    }
}
