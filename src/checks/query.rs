//! A note in the text that asks what a finding asks.

use super::{Edit, Finding, Fix, rule};
use crate::reading::Reading;
use crate::text::Span;

/// Findings of these rules are notes to the desk themselves, or about what is no part of the article.
const NONE: &[&str] = &["placeholder", "boilerplate", "front-matter-invalid", super::rules::SUPPRESSION_UNUSED];

/// A note right behind a finding, behind the quotation where it stands in one: `[QUERY: TITLE-NOT-HELD]`. `placeholder` reports it as long as it
/// is there.
pub fn query(reading: &Reading, finding: &Finding) -> Option<Fix> {
    let code = rule(finding.code).filter(|rule| !NONE.contains(&rule.code))?.code;
    let end = finding.span.end;
    let block = reading.article.block_at(end).map(|at| reading.article.blocks[at]).filter(|block| block.kind.is_read())?;
    let quotation = reading.claims.quotations.iter().find(|quotation| quotation.span.start < end && end < quotation.span.end);
    let at = quotation.map_or(end, |quotation| quotation.span.end).min(block.span.end);
    let edit = Edit { span: Span { start: at, end: at }, text: format!(" [QUERY: {}]", code.to_uppercase()) };
    Some(Fix { title: format!("Insert a query note: {code}"), edits: vec![edit], safe: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::with_articles;
    use crate::checks::{apply, check};
    use crate::config::Level;
    use crate::index::Snapshot;

    /// The text with a note behind some words of it, as if a rule had reported them, and the codes of what is found then.
    fn noted(words: &str, text: &str) -> (String, Vec<&'static str>) {
        let open = |text: &str| with_articles(Snapshot::default(), &[("article.txt", text)]);
        let (snapshot, file) = open(text);
        let reading = snapshot.reading(&file.expect("an article")).expect("a reading").clone();
        let at = text.find(words).expect("the words");
        let finding = Finding::new("acronym-undefined", Level::Information, Span::new(at, at + words.len()), "");
        let noted = apply(text, &query(&reading, &finding).expect("a note").edits);
        let (snapshot, file) = open(&noted);
        let codes = check(&snapshot, &file.expect("an article")).iter().map(|finding| finding.code).collect();
        (noted, codes)
    }

    #[test]
    fn a_note_stands_behind_what_it_asks_about_and_is_reported_till_it_is_answered() {
        let text = "Council meets\n\nMay 31, 2024\n\nThe QRX met on the quay.\n";
        let (note, codes) = noted("QRX", text);
        assert_eq!(note, text.replace("QRX", "QRX [QUERY: ACRONYM-UNDEFINED]"));
        assert_eq!(codes, ["placeholder"]);
        let quoted = "Council meets\n\nMay 31, 2024\n\n“The QRX met on the quay,” Mary Poole said.\n";
        assert_eq!(noted("QRX", quoted).0, quoted.replace("quay,”", "quay,” [QUERY: ACRONYM-UNDEFINED]"));
    }
}
