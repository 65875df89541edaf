//! Any edits, in any of the three encodings, several in one notification, past the ends and inside of what cannot be divided: afterwards a
//! document answers as one that is opened with the same text.

use crate::client::Client;
use serde_json::{Value, json};

/// Numbers that look random and are the same at each run (a linear congruential generator, constants of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

const START: &str = "Council backs the bridge\r\n\r\nMay 31, 2024\r\n\r\nMary Poole, the mayor, spoke on Friday. TK\r\rPoole left.\n";

const PASTED: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\r\n\r\n",
    "\n\n",
    "\u{2028}",
    "\u{85}",
    "e\u{301}",
    "\u{301}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "\u{1F5F3}\u{FE0F}",
    "\u{201C}We will,\u{201D} Poole said. ",
    "\u{201C}",
    "TK",
    " Mary Poole ",
    " on Monday",
    "caf\u{E9}",
    "",
    "x",
];

/// Units of a character in an encoding.
fn units(encoding: &str, c: char) -> usize {
    match encoding {
        "utf-8" => c.len_utf8(),
        "utf-16" => c.len_utf16(),
        _ => 1,
    }
}

/// The lines of a text as the protocol counts them: where each starts and where it ends, its ending left out.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let (mut all, mut start, mut at) = (Vec::new(), 0, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let ending = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if ending > 0 {
            all.push((start, at));
            start = at + ending;
        }
        at += ending.max(1);
    }
    all.push((start, text.len()));
    all
}

/// The byte of a position, as the protocol says: past the end of a line its end, past the last line the end of the text.
fn offset(text: &str, encoding: &str, line: usize, character: usize) -> usize {
    let Some(&(start, end)) = lines(text).get(line) else { return text.len() };
    let mut left = character;
    for (at, c) in text[start..end].char_indices() {
        if left < units(encoding, c) {
            return start + at;
        }
        left -= units(encoding, c);
    }
    end
}

/// A change as the protocol writes it, applied to the text as well.
fn change(text: &mut String, encoding: &str, numbers: &mut Numbers) -> Value {
    let insert = PASTED[numbers.below(PASTED.len())];
    if numbers.below(25) == 0 {
        *text = format!("{START}{insert}");
        return json!({"text": text});
    }
    let count = lines(text).len();
    let mut position = || (numbers.below(count + 2), if numbers.below(8) == 0 { 1 << 30 } else { numbers.below(50) });
    let (mut from, mut to) = (position(), position());
    // Most edits are short.
    if numbers.below(3) > 0 {
        to = (from.0, from.1 + numbers.below(4));
    }
    if to < from {
        (from, to) = (to, from);
    }
    let (start, end) = (offset(text, encoding, from.0, from.1), offset(text, encoding, to.0, to.1));
    text.replace_range(start..end.max(start), insert);
    let at = |(line, character): (usize, usize)| json!({"line": line, "character": character});
    json!({"range": {"start": at(from), "end": at(to)}, "text": insert})
}

/// What the server says of a document.
fn answers(client: &mut Client, uri: &str) -> Vec<Value> {
    let document = json!({"textDocument": {"uri": uri}});
    let mut hints = document.clone();
    hints["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
    let mut answers = vec![
        client.request("textDocument/semanticTokens/full", document.clone()).unwrap()["data"].take(),
        client.request("textDocument/documentSymbol", document.clone()).unwrap(),
        client.request("textDocument/foldingRange", document).unwrap(),
        client.request("textDocument/inlayHint", hints).unwrap(),
    ];
    // The name of the document is no part of what is said of it.
    for answer in &mut answers {
        *answer = serde_json::from_str(&answer.to_string().replace(uri, "")).unwrap();
    }
    answers
}

fn edits_equal_opening(encoding: &str, seed: u64) {
    let mut client = Client::with(json!({"general": {"positionEncodings": [encoding]}}), &[]);
    assert_eq!(client.capabilities["positionEncoding"], encoding);
    let mut numbers = Numbers(seed);
    let mut text = START.to_owned();
    client.open("untitled:edited", "plaintext", &text);
    for version in 2..40 {
        let before = text.clone();
        let changes: Vec<Value> = (0..=numbers.below(4)).map(|_| change(&mut text, encoding, &mut numbers)).collect();
        let told = format!("{encoding}, version {version}: {changes:?} in {before:?}");
        let params = json!({"textDocument": {"uri": "untitled:edited", "version": version}, "contentChanges": changes});
        client.notify("textDocument/didChange", params);
        let edited = answers(&mut client, "untitled:edited");
        client.open("untitled:opened", "plaintext", &text);
        assert_eq!(edited, answers(&mut client, "untitled:opened"), "{told}");
        client.close("untitled:opened");
    }
}

#[test]
fn edits_in_utf_8_equal_opening() {
    edits_equal_opening("utf-8", 1);
}

#[test]
fn edits_in_utf_16_equal_opening() {
    edits_equal_opening("utf-16", 2);
}

#[test]
fn edits_in_utf_32_equal_opening() {
    edits_equal_opening("utf-32", 3);
}
