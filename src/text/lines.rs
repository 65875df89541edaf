//! Lines and positions as the Language Server Protocol counts them, in any of its three encodings.
//!
//! Lines end at LF, CRLF or a lone CR (LSP 3.17, "Text Documents"), never at U+2028, U+0085 or VT.

use super::Span;
use memchr::memchr2_iter;
use std::ops::Range;
use std::sync::Arc;

/// In what a position's `character` is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, the protocol's default.
    Utf16,
    /// Unicode code points.
    Utf32,
}

impl Encoding {
    /// The length of a character in this encoding.
    pub fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// A place as the protocol writes it: both numbers from 0, `character` in an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// The offset in the line, from 0, in units of the encoding.
    pub character: u32,
}

/// What is needed to turn byte offsets into positions and back after the text itself is gone.
///
/// Cloning is cheap. Keeps the line starts and the places of characters that are longer than one byte, so an article that is not open costs a few
/// hundred bytes here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineMap {
    /// An archive has very many of these: what is said of lines, of long ones and of wide characters is one piece of memory.
    numbers: Arc<[u32]>,
    /// Where the numbers of the long lines begin, and those of the wide characters.
    parts: (u32, u32),
    /// Byte offset of the end of the text.
    end: u32,
}

/// The bytes whose wide characters can be kept: no text that is read is longer.
const FIRST: usize = 1 << 30;

/// So many bytes are looked at together.
const STRETCH: usize = 64;

impl LineMap {
    /// Reads the lines of `text`.
    pub fn new(text: &str) -> Self {
        let mut lines = Lines { starts: vec![0], ..Lines::default() };
        lines.read(text.as_bytes(), 0..text.len());
        lines.finish(text)
    }

    /// The lines of `text`, where these are those of `before`: only what differs is read. The same as [`LineMap::new`].
    pub fn again(&self, before: &str, text: &str) -> Self {
        let (old, new) = (before.as_bytes(), text.as_bytes());
        if old.len().max(new.len()) > FIRST {
            return LineMap::new(text);
        }
        let same = common_start(old, new);
        let rest = common_end(&old[same..], &new[same..]);
        // Lines that start before the first other byte stay as they are. Those after the last one move, from the first whose ending, of two bytes
        // perhaps, stands there as a whole.
        let kept = self.starts().partition_point(|start| (*start as usize) < same).max(1);
        let from = self.starts()[kept - 1];
        let moved = self.starts().partition_point(|start| (*start as usize) < old.len() - rest + 2).max(kept);
        let to = self.starts().get(moved).copied();
        let shift = |offset: u32| (i64::from(offset) + new.len() as i64 - old.len() as i64) as u32;
        let wide_before = self.wide().partition_point(|packed| packed >> 2 < from);
        let mut lines = Lines {
            starts: self.starts()[..kept].to_vec(),
            long: self.long()[..self.long().partition_point(|line| *line as usize + 1 < kept)].to_vec(),
            wide: self.wide()[..wide_before].to_vec(),
        };
        lines.read(new, from as usize..to.map_or(new.len(), |to| shift(to) as usize));
        if let Some(to) = to {
            let line = lines.starts.len() as u32 - 1;
            lines.starts.extend(self.starts()[moved + 1..].iter().map(|start| shift(*start)));
            let long = self.long().partition_point(|line| (*line as usize) < moved);
            lines.long.extend(self.long()[long..].iter().map(|old| old - moved as u32 + line));
            let wide = self.wide().partition_point(|packed| packed >> 2 < to);
            lines.wide.extend(self.wide()[wide..].iter().map(|packed| shift(packed >> 2) << 2 | packed & 3));
        }
        lines.finish(text)
    }

    /// Byte offset of each line's first byte; the first is 0.
    fn starts(&self) -> &[u32] {
        &self.numbers[..self.parts.0 as usize]
    }

    /// The lines that end in two bytes, CRLF; all others but the last end in one.
    fn long(&self) -> &[u32] {
        &self.numbers[self.parts.0 as usize..self.parts.1 as usize]
    }

    /// Characters of more than one byte: `offset << 2 | length in bytes - 1`, in order; of the first GiB only.
    fn wide(&self) -> &[u32] {
        &self.numbers[self.parts.1 as usize..]
    }

    /// How many lines there are; at least one.
    pub fn count(&self) -> usize {
        self.starts().len()
    }

    /// How its lines end, by the first one: CRLF or a single character, which is mostly LF.
    pub fn ending(&self) -> &'static str {
        if self.long().first() == Some(&0) { "\r\n" } else { "\n" }
    }

    /// The span of a line's content without its ending, or `None` past the last line.
    pub fn line(&self, line: usize) -> Option<Span> {
        let start = *self.starts().get(line)?;
        let ending = 1 + u32::from(self.long().binary_search(&(line as u32)).is_ok());
        Some(Span { start, end: self.starts().get(line + 1).map_or(self.end, |next| next - ending) })
    }

    /// The line that holds a byte offset, from 0.
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts().partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The position of a byte offset; offsets past the end give the end.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        self.range(Span { start: offset, end: offset }, encoding).start
    }

    /// The positions of a span's start and end; offsets past the end give the end.
    pub fn range(&self, span: Span, encoding: Encoding) -> Range<Position> {
        let (from, to) = (span.start.min(self.end), span.end.min(self.end));
        let line = self.line_of(from);
        let start = self.starts().get(line).copied().unwrap_or(0);
        // How much shorter the text between the line's start and an offset is in the encoding, and which wide character comes next.
        let shorter = |first: usize, offset: u32| {
            let before = self.wide_after(first).take_while(|(at, _)| *at < offset);
            before.fold((0, first), |(shorter, next), (_, length)| (shorter + length - units(length, encoding), next + 1))
        };
        let wide = if encoding == Encoding::Utf8 { self.wide().len() } else { self.wide_at(start) };
        let (less, next) = shorter(wide, from);
        let first = Position { line: line as u32, character: from - start - less };
        // Most spans end in the line that they start in.
        if to < from || self.starts().get(line + 1).is_some_and(|next| *next <= to) {
            return first..self.position(to, encoding);
        }
        first..Position { line: line as u32, character: to - start - less - shorter(next, to).0 }
    }

    /// The byte offset of a position. A character past the line's end gives the line's end, a line past the last gives the end of the
    /// text, and a position inside a character gives that character's start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        let Some(line) = self.line(position.line as usize) else {
            return self.end;
        };
        // Walk the wide characters of the line, keeping the byte offset and the units read so far.
        let (mut offset, mut read) = (line.start, 0u32);
        for (at, length) in self.wide_from(line.start) {
            let width = if encoding == Encoding::Utf8 { length } else { units(length, encoding) };
            if at >= line.end || read + (at - offset) + width > position.character {
                // The position is before the end of this wide character.
                if at < line.end && read + (at - offset) <= position.character {
                    return at;
                }
                break;
            }
            read += at - offset + width;
            offset = at + length;
        }
        offset.saturating_add(position.character.saturating_sub(read)).min(line.end)
    }

    /// The wide characters at or after a byte offset, as `(offset, length)`.
    fn wide_from(&self, offset: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.wide_after(self.wide_at(offset))
    }

    /// The wide characters from the one with a number on, likewise.
    fn wide_after(&self, first: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.wide()[first..].iter().map(|&packed| (packed >> 2, (packed & 3) + 1))
    }

    /// The number of the first wide character at or after a byte offset.
    fn wide_at(&self, offset: u32) -> usize {
        self.wide().partition_point(|&packed| packed >> 2 < offset)
    }

    /// Heap bytes held, for the index's memory report.
    pub fn heap_bytes(&self) -> usize {
        4 * self.numbers.len()
    }
}

/// Lines while they are read.
#[derive(Default)]
struct Lines {
    starts: Vec<u32>,
    long: Vec<u32>,
    wide: Vec<u32>,
}

impl Lines {
    /// Reads the part of a text that begins with the last line here.
    fn read(&mut self, bytes: &[u8], part: Range<usize>) {
        let mut skip = usize::MAX;
        for at in memchr2_iter(b'\n', b'\r', &bytes[part.clone()]).map(|at| at + part.start) {
            if at == skip {
                continue;
            }
            let mut next = at + 1;
            if bytes[at] == b'\r' && bytes.get(next) == Some(&b'\n') {
                skip = next;
                next += 1;
                self.long.push(self.starts.len() as u32 - 1);
            }
            self.starts.push(next as u32);
        }
        // Most stretches have no wide characters: they are passed over as a whole.
        let stretches = bytes[part.start..part.end.min(FIRST).max(part.start)].chunks(STRETCH);
        for (stretch, start) in stretches.zip((part.start as u32..).step_by(STRETCH)).filter(|(stretch, _)| !stretch.is_ascii()) {
            for (&byte, at) in stretch.iter().zip(start..).filter(|(byte, _)| **byte >= 0xC0) {
                let length: u32 = if byte >= 0xF0 {
                    4
                } else if byte >= 0xE0 {
                    3
                } else {
                    2
                };
                self.wide.push(at << 2 | (length - 1));
            }
        }
    }

    fn finish(self, text: &str) -> LineMap {
        let Lines { starts, long, wide } = self;
        let parts = (starts.len() as u32, (starts.len() + long.len()) as u32);
        LineMap { numbers: [starts, long, wide].concat().into(), parts, end: text.len() as u32 }
    }
}

/// How many bytes two texts have in common at their start.
fn common_start(one: &[u8], other: &[u8]) -> usize {
    let stretches = one.chunks_exact(STRETCH).zip(other.chunks_exact(STRETCH)).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[stretches * STRETCH..], &other[stretches * STRETCH..]);
    stretches * STRETCH + one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// How many bytes two texts have in common at their end.
fn common_end(one: &[u8], other: &[u8]) -> usize {
    let stretches = one.rchunks_exact(STRETCH).zip(other.rchunks_exact(STRETCH)).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - stretches * STRETCH], &other[..other.len() - stretches * STRETCH]);
    stretches * STRETCH + one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

/// Units of one character of `length` UTF-8 bytes.
fn units(length: u32, encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => length,
        Encoding::Utf16 => 1 + u32::from(length == 4),
        Encoding::Utf32 => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "a\u{201C}b\u{201D}\r\n\u{1F600}x\ry\u{2028}z\n";

    #[test]
    fn lines_end_as_the_protocol_says() {
        let map = LineMap::new(TEXT);
        let lines: Vec<_> = (0..map.count()).map(|n| map.line(n).unwrap().of(TEXT)).collect();
        assert_eq!(lines, ["a\u{201C}b\u{201D}", "\u{1F600}x", "y\u{2028}z", ""]);
    }

    #[test]
    fn every_boundary_goes_there_and_back() {
        let map = LineMap::new(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, _) in TEXT.char_indices().filter(|&(at, c)| !(c == '\n' && at > 0 && TEXT.as_bytes()[at - 1] == b'\r')) {
                let position = map.position(offset as u32, encoding);
                assert_eq!(map.offset(position, encoding), offset as u32, "{encoding:?} {offset} {position:?}");
            }
        }
    }

    #[test]
    fn a_range_is_the_positions_of_both_ends() {
        let map = LineMap::new(TEXT);
        let places = || TEXT.char_indices().map(|(at, _)| at as u32).chain([TEXT.len() as u32, 99]);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (start, end) in places().flat_map(|start| places().map(move |end| (start, end))) {
                let both = map.position(start, encoding)..map.position(end, encoding);
                assert_eq!(map.range(Span { start, end }, encoding), both, "{encoding:?} {start} {end}");
            }
        }
    }

    #[test]
    fn counts_in_each_encoding() {
        let map = LineMap::new(TEXT);
        let x = TEXT.find('x').unwrap() as u32;
        let at = |encoding| map.position(x, encoding).character;
        assert_eq!((at(Encoding::Utf8), at(Encoding::Utf16), at(Encoding::Utf32)), (4, 2, 1));
    }

    #[test]
    fn positions_outside_are_clamped() {
        let map = LineMap::new(TEXT);
        let end = |line, character, encoding| map.offset(Position { line, character }, encoding);
        assert_eq!(end(0, 99, Encoding::Utf16), 8);
        assert_eq!(end(99, 0, Encoding::Utf16), TEXT.len() as u32);
        assert_eq!(end(1, 1, Encoding::Utf16), 10, "inside a surrogate pair: the character's start");
    }

    proptest! {
        /// Of texts that share their start, their end, both or nothing, longer than a stretch or not.
        #[test]
        fn what_is_read_again_is_as_if_read_for_the_first_time(
            start in "[a\r\n\u{201C}\u{1F600}é]{0,90}",
            one in "[b\r\n\u{201C}]{0,4}",
            other in "[b\r\n\u{1F600}]{0,4}",
            end in "[a\r\n\u{201C}é]{0,90}",
        ) {
            let (before, text) = (start.clone() + &one + &end, start + &other + &end);
            prop_assert_eq!(LineMap::new(&before).again(&before, &text), LineMap::new(&text));
            prop_assert_eq!(LineMap::new(&before).again(&before, &other), LineMap::new(&other));
        }
    }
}
