//! Spans that are asked which of them lie over another.

use super::Span;

/// Numbered spans, of any overlap, found by what they overlap in time that grows with the answer instead of with their number.
#[derive(Clone, Debug, Default)]
pub struct SpanSet {
    /// Sorted.
    spans: Vec<(Span, u32)>,
    /// For each span: how far it and those before it reach.
    reach: Vec<u32>,
}

impl SpanSet {
    /// The spans that lie over `span`, with their numbers: last start first.
    pub fn over(&self, span: Span) -> impl Iterator<Item = (Span, u32)> {
        let end = self.spans.partition_point(|(own, _)| own.start < span.end);
        let near = self.spans[..end].iter().zip(&self.reach[..end]).rev().take_while(move |(_, reach)| **reach > span.start);
        near.map(|(own, _)| *own).filter(move |(own, _)| own.overlaps(span))
    }
}

impl FromIterator<(Span, u32)> for SpanSet {
    fn from_iter<I: IntoIterator<Item = (Span, u32)>>(spans: I) -> Self {
        let mut spans: Vec<(Span, u32)> = spans.into_iter().collect();
        // Mostly they come in order: a stable sort takes runs as they are.
        spans.sort();
        let reach = spans.iter().scan(0, |reach, (span, _)| {
            *reach = span.end.max(*reach);
            Some(*reach)
        });
        SpanSet { reach: reach.collect(), spans }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_look_at_each_finds() {
        // Nested, equal, touching, empty and far apart.
        let spans = [(0, 50), (3, 9), (3, 9), (9, 12), (12, 12), (20, 40), (21, 22), (60, 61), (59, 90)];
        let spans: Vec<(Span, u32)> = spans.iter().zip(0..).map(|((start, end), at)| (Span::new(*start, *end), at)).collect();
        let set: SpanSet = spans.iter().copied().collect();
        for start in 0..100 {
            for end in start..100 {
                let asked = Span::new(start, end);
                let mut found: Vec<u32> = set.over(asked).map(|(_, at)| at).collect();
                found.sort_unstable();
                let expected: Vec<u32> = spans.iter().filter(|(span, _)| span.overlaps(asked)).map(|(_, at)| *at).collect();
                assert_eq!(found, expected, "{asked:?}");
            }
        }
    }
}
