//! By what a finding is known again when its file was edited elsewhere.

use super::Finding;
use crate::reading::Reading;
use crate::text::Span;

/// How many words before and after a finding belong to its mark.
const AROUND: usize = 4;
/// How many words of a long finding do.
const WORDS: usize = 40;

/// A hash of the finding's words and the few around them in its block, blanks aside: the same on every machine and in every version.
pub fn mark(reading: &Reading, finding: &Finding) -> String {
    let text = &*reading.text;
    let block = reading.article.block_at(finding.span.start).map_or(finding.span, |at| reading.article.blocks[at].span);
    let before = Span { start: block.start.min(finding.span.start), end: finding.span.start }.of(text);
    let after = Span { start: finding.span.end, end: block.end.max(finding.span.end) }.of(text);
    let mut words: Vec<&str> = before.split_whitespace().rev().take(AROUND).collect();
    words.reverse();
    words.push("<");
    words.extend(finding.span.of(text).split_whitespace().take(WORDS));
    words.push(">");
    words.extend(after.split_whitespace().take(AROUND));
    // FNV-1a, 64 bits.
    let hash = words.iter().flat_map(|word| word.bytes().chain([b' '])).fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3) //
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;
    use crate::checks::testing::findings;
    use crate::knowledge::Knowledge;
    use crate::reading::{Reader, Source};
    use std::sync::Arc;

    fn marks(text: &str) -> Vec<String> {
        let source = Source { name: "a.txt", text: Arc::from(text), format: Format::Plain, date: None };
        let reading = Reader::new().read(&source, &Knowledge::default());
        let found = findings(&[("a.txt", text)]);
        found.iter().filter(|finding| finding.code == "placeholder").map(|finding| mark(&reading, finding)).collect()
    }

    #[test]
    fn edits_elsewhere_leave_the_mark() {
        let text =
            "Council meets\n\nMay 31, 2024\n\nThe council met on the long quay at TK, the port said, and all agreed.\n\nIt met TK.\n";
        let known = marks(text);
        assert_eq!(known.len(), 2);
        assert_ne!(known[0], known[1]);
        assert_eq!(marks(&text.replace("The council met", "On Monday the council met").replace("all agreed", "some agreed")), known);
        assert_eq!(marks(&text.replace('\n', "\r\n").replace("quay at", "quay  at")), known);
        assert_ne!(marks(&text.replace("the port said", "the mayor said"))[0], known[0]);
        assert_eq!(known[1], "8b414da27312350d", "stays the same in every version");
    }
}
