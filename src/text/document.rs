//! The text of an open file, edited in place.

use super::{Encoding, Position};
use ropey::Rope;
use std::ops::Range;

/// A text under edit. Lines break where the protocol says, see [`LineMap`].
///
/// The rope applies edits whose positions refer to the text before them, one after the other, without a pass over the whole text;
/// everything that reads uses a [`LineMap`] of the text as a whole.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
}

impl Document {
    /// A document with this text.
    pub fn new(text: &str) -> Self {
        Document { rope: Rope::from_str(text) }
    }

    /// Replaces a range by `text`; returns the byte offset where it began. Positions past a line's end mean its end, lines past the last mean the
    /// end of the text. A range that ends before it starts is the one between its ends, as clients' own libraries take it.
    pub fn edit(&mut self, range: Range<Position>, text: &str, encoding: Encoding) -> usize {
        let (from, to) = (range.start.min(range.end), range.start.max(range.end));
        let start = self.char_index(from, encoding);
        if to > from {
            let end = self.char_index(to, encoding).max(start);
            self.rope.remove(start..end);
        }
        self.rope.insert(start, text);
        self.rope.char_to_byte(start)
    }

    /// Length in UTF-8 bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// The whole text in one piece.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.rope.len_bytes());
        self.rope.chunks().for_each(|chunk| text.push_str(chunk));
        text
    }

    fn char_index(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let start = self.rope.line_to_char(line);
        let mut index = start;
        let mut left = position.character as usize;
        for c in self.rope.chars_at(start) {
            let width = encoding.width(c);
            if c == '\n' || c == '\r' || left < width {
                break;
            }
            left -= width;
            index += 1;
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineMap;
    use proptest::prelude::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn edits_by_utf16_position() {
        let mut document = Document::new("one \u{1F600} two\r\nthree\rfour");
        document.edit(at(0, 7)..at(0, 10), "2", Encoding::Utf16);
        document.edit(at(9, 9)..at(2, 0), "4", Encoding::Utf16);
        assert_eq!(document.text(), "one \u{1F600} 2\r\nthree\r4");
    }

    proptest! {
        /// The rope and the line map agree on every position, so any edit equals the same edit on a string.
        #[test]
        fn an_edit_is_an_edit_of_the_string(
            text in "[ab\u{201C}\u{1F600}\u{2028}\r\n]{0,40}", insert in "[x\r\n\u{e9}]{0,5}",
            from in (0u32..6, 0u32..9), to in (0u32..6, 0u32..9), encoding in 0..3,
        ) {
            let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][encoding as usize];
            let (from, to) = (at(from.0, from.1), at(to.0, to.1));
            let (from, to) = (from.min(to), from.max(to));
            let map = LineMap::new(&text);
            let (start, end) = (map.offset(from, encoding) as usize, map.offset(to, encoding) as usize);
            let mut expected = text.clone();
            expected.replace_range(start..end.max(start), &insert);
            let mut document = Document::new(&text);
            document.edit(from..to, &insert, encoding);
            prop_assert_eq!(document.text(), expected);
        }

        /// Several edits of one notification, each in the text that the ones before it left, past its end and in the middle of what cannot
        /// be divided too: a document that was edited counts as one that was opened with the same text.
        #[test]
        fn a_document_after_edits_is_one_opened_afresh(
            text in "[a\u{301}\u{200D}\u{1F468}\u{E9}\u{2028}\u{85}\r\n]{0,30}",
            edits in prop::collection::vec(((0u32..7, 0u32..12), (0u32..7, 0u32..12), "[b\u{301}\u{1F469}\u{2029}\r\n]{0,4}"), 0..6),
            encoding in 0..3,
        ) {
            let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][encoding as usize];
            let mut document = Document::new(&text);
            let mut expected = text;
            for ((line, character), (end_line, end_character), insert) in edits {
                let (one, other) = (at(line, character), at(end_line, end_character));
                let (from, to) = (one.min(other), one.max(other));
                let map = LineMap::new(&expected);
                let (start, end) = (map.offset(from, encoding) as usize, map.offset(to, encoding) as usize);
                prop_assert_eq!(document.edit(one..other, &insert, encoding), start);
                expected.replace_range(start..end.max(start), &insert);
                prop_assert_eq!(document.text(), expected.as_str());
                let fresh = Document::new(&expected);
                for line in 0..9 {
                    for character in 0..14 {
                        prop_assert_eq!(document.char_index(at(line, character), encoding), fresh.char_index(at(line, character), encoding));
                    }
                }
            }
        }
    }
}
