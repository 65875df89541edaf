//! Lines and positions as the Language Server Protocol counts them, in any of its three encodings.
//!
//! Lines end at LF, CRLF or a lone CR (LSP 3.17, "Text Documents"), never at U+2028, U+0085 or VT.

use memchr::memchr2_iter;
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
    /// Byte offset of each line's first byte; the first is 0.
    starts: Arc<[u32]>,
    /// Byte offset of the end of the text.
    end: u32,
    /// The lines that end in two bytes, CRLF; all others but the last end in one.
    long: Arc<[u32]>,
    /// Characters of more than one byte: `offset << 2 | length in bytes - 1`, in order; of the first GiB only.
    wide: Arc<[u32]>,
}

/// The bytes whose wide characters can be kept: no text that is read is longer.
const FIRST: usize = 1 << 30;

/// So many bytes are looked at together.
const STRETCH: usize = 64;

impl LineMap {
    /// Reads the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut long = Vec::new();
        let mut skip = usize::MAX;
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if at == skip {
                continue;
            }
            let mut next = at + 1;
            if bytes[at] == b'\r' && bytes.get(next) == Some(&b'\n') {
                skip = next;
                next += 1;
                long.push(starts.len() as u32 - 1);
            }
            starts.push(next as u32);
        }
        let mut wide = Vec::new();
        if !text.is_ascii() {
            // Most stretches have none: they are passed over as a whole.
            let stretches = bytes[..bytes.len().min(FIRST)].chunks(STRETCH).zip((0..).step_by(STRETCH));
            for (stretch, start) in stretches.filter(|(stretch, _)| !stretch.is_ascii()) {
                for (&byte, at) in stretch.iter().zip(start..).filter(|(byte, _)| **byte >= 0xC0) {
                    let length: u32 = if byte >= 0xF0 {
                        4
                    } else if byte >= 0xE0 {
                        3
                    } else {
                        2
                    };
                    wide.push(at << 2 | (length - 1));
                }
            }
        }
        LineMap { starts: starts.into(), end: bytes.len() as u32, long: long.into(), wide: wide.into() }
    }

    /// How many lines there are; at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The span of a line's content without its ending, or `None` past the last line.
    pub fn line(&self, line: usize) -> Option<super::Span> {
        let start = *self.starts.get(line)?;
        let ending = 1 + u32::from(self.long.binary_search(&(line as u32)).is_ok());
        Some(super::Span { start, end: self.starts.get(line + 1).map_or(self.end, |next| next - ending) })
    }

    /// The line that holds a byte offset, from 0.
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The position of a byte offset; offsets past the end give the end.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let offset = offset.min(self.end);
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let mut character = offset - start;
        if encoding != Encoding::Utf8 {
            for (at, length) in self.wide_from(start) {
                if at >= offset {
                    break;
                }
                character -= length - units(length, encoding);
            }
        }
        Position { line: line as u32, character }
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
        let first = self.wide.partition_point(|&packed| packed >> 2 < offset);
        self.wide[first..].iter().map(|&packed| (packed >> 2, (packed & 3) + 1))
    }

    /// Heap bytes held, for the index's memory report.
    pub fn heap_bytes(&self) -> usize {
        4 * (self.starts.len() + self.long.len() + self.wide.len())
    }
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
}
