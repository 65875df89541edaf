//! A document after any edits is the edited string, whatever the encoding.
#![no_main]

use arbitrary::Arbitrary;
use backread::text::{Document, Encoding, LineMap, Position};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Edit {
    from: (u8, u8),
    to: (u8, u8),
    text: String,
}

#[derive(Arbitrary, Debug)]
struct Input {
    text: String,
    encoding: u8,
    edits: Vec<Edit>,
}

fuzz_target!(|input: Input| {
    let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][usize::from(input.encoding % 3)];
    let mut expected = input.text.clone();
    let mut document = Document::new(&input.text);
    for edit in input.edits {
        let at = |(line, character): (u8, u8)| Position { line: line.into(), character: character.into() };
        let (one, other) = (at(edit.from), at(edit.to));
        let (from, to) = (one.min(other), one.max(other));
        let lines = LineMap::new(&expected);
        let (start, end) = (lines.offset(from, encoding) as usize, lines.offset(to, encoding) as usize);
        document.edit(one..other, &edit.text, encoding);
        expected.replace_range(start..end.max(start), &edit.text);
        assert_eq!(document.text(), expected);
    }
});
