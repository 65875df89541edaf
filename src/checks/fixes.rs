//! Applying fixes that need no look.

use super::{Edit, Finding};
use crate::text::Span;

/// The edits of the safe fixes of findings, in the order of the text and apart from each other. A finding with several safe fixes leaves a
/// choice and is left alone; of two fixes that meet the earlier finding's counts.
pub fn safe_edits<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for finding in findings {
        let mut safe = finding.fixes.iter().filter(|fix| fix.safe);
        let (Some(fix), None) = (safe.next(), safe.next()) else { continue };
        let meets = |edit: &Edit| edits.iter().any(|other| meet(other.span, edit.span));
        if !fix.edits.iter().any(meets) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Whether the order of two edits would matter.
fn meet(one: Span, other: Span) -> bool {
    one.overlaps(other) || one.is_empty() && other.touches(one.start) || other.is_empty() && one.touches(other.start)
}

/// A text with edits applied that are in order and apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(text.get(at..edit.span.start as usize).unwrap_or(""));
        changed.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    changed.push_str(text.get(at..).unwrap_or(""));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Level;

    fn finding(fixes: &[(usize, usize, &str, bool)]) -> Finding {
        let start = Finding::new("placeholder", Level::Warning, Span::default(), "");
        fixes.iter().fold(start, |finding, &(start, end, text, safe)| {
            finding.fix("Fix", vec![Edit { span: Span::new(start, end), text: text.to_owned() }], safe)
        })
    }

    #[test]
    fn safe_fixes_are_applied_once_each_and_apart() {
        let findings = [
            finding(&[(4, 7, "2", true)]),
            finding(&[(0, 3, "1", true)]),
            finding(&[(2, 5, "x", true)]),
            finding(&[(8, 13, "y", false)]),
            finding(&[(8, 9, "a", true), (8, 9, "b", true)]),
            finding(&[(7, 7, "!", true)]),
        ];
        assert_eq!(apply("one two three", &safe_edits(&findings)), "1 2 three");
    }
}
