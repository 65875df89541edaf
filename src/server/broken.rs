//! Knowledge files that cannot be read as they are now: where what their last good version says stands in the text by now.

use crate::knowledge::KnowledgeFile;
use crate::text::{LineMap, Span, replaced};
use std::ops::Range;

/// A knowledge file whose last good version counts while its text is another.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    /// The lines of the text as it is now.
    pub lines: LineMap,
    /// The bytes of the good text that are gone, and those of the text now that came in their place; `None` where the good text is not known any
    /// more, so that nothing of it is found again.
    changed: Option<(Range<u32>, Range<u32>)>,
    /// Why it is not edited: what, where, what to do.
    pub refusal: String,
}

impl Broken {
    /// The text now, as read, beside the last good one.
    pub fn new(good: Option<&str>, text: &str, latest: &KnowledgeFile) -> Self {
        let bytes = |range: Range<usize>| range.start as u32..range.end as u32;
        let changed = good.map(|good| replaced(good.as_bytes(), text.as_bytes(), u8::eq));
        let (name, lines) = (latest.key().name(), latest.lines().clone());
        let line = latest.problems().first().map_or(0, |problem| lines.line_of(problem.place.span.start)) + 1;
        let form = if name.ends_with(".csv") { "a table" } else { "TOML" };
        Broken {
            lines,
            changed: changed.map(|(gone, come)| (bytes(gone), bytes(come))),
            refusal: format!("{name}:{line} cannot be read as {form}; mend it first"),
        }
    }

    /// Where a span of the good text stands now; `None` where it was changed.
    pub fn now(&self, span: Span) -> Option<Span> {
        let (gone, come) = self.changed.as_ref()?;
        if span.end <= gone.start {
            return Some(span);
        }
        let moved = |offset: u32| offset - gone.end + come.end;
        (span.start >= gone.end).then(|| Span { start: moved(span.start), end: moved(span.end) })
    }

    /// Where a byte offset of the text now stood in the good one; `None` inside of what was changed.
    pub fn before(&self, offset: u32) -> Option<u32> {
        let (gone, come) = self.changed.as_ref()?;
        if offset <= come.start {
            return Some(offset);
        }
        (offset >= come.end).then(|| offset - come.end + gone.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FileKey;

    #[test]
    fn what_was_not_changed_is_found_again() {
        let (good, text) = ("format = 1\nname = \"a\"\n", "format = 1\n[[\nname = \"a\"\n");
        let latest = KnowledgeFile::parse(&FileKey::new("file:///entities.toml"), text);
        let broken = Broken::new(Some(good), text, &latest);
        let now = |start, end| broken.now(Span { start, end }).map(|span| span.of(text));
        assert_eq!((now(0, 6), now(19, 20)), (Some("format"), Some("a")));
        assert_eq!(now(9, 12), None, "something stands in between");
        assert_eq!((broken.before(3), broken.before(12), broken.before(14)), (Some(3), None, Some(11)));
        assert_eq!(broken.refusal, "entities.toml:2 cannot be read as TOML; mend it first");
        let unknown = Broken::new(None, text, &latest);
        assert_eq!((unknown.now(Span { start: 0, end: 1 }), unknown.before(0)), (None, None));
    }
}
