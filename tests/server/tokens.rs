//! Semantic tokens in full, in part and as what changed since: whichever way a client asks, it ends up with the same.

use crate::client::Client;
use serde_json::{Value, json};

const DOCUMENT: &str = "untitled:bridge";
const ARTICLE: &str = "Council backs the bridge

May 31, 2024

Mary Poole, the mayor of Norwick, spoke to the council on Friday.

\u{201C}We will build it before winter, and Karl Brandt will pay,\u{201D} Poole said. The bridge costs 300 million euros.

Karl Brandt said on Monday that he would pay.
";

fn client(encodings: &[&str]) -> Client {
    let mut client = Client::with(json!({"general": {"positionEncodings": encodings}}), &[]);
    client.open(DOCUMENT, "plaintext", ARTICLE);
    client
}

fn numbers(tokens: &Value) -> Vec<u64> {
    tokens.as_array().unwrap_or_else(|| panic!("{tokens}")).iter().map(|number| number.as_u64().unwrap()).collect()
}

/// The tokens of all of the text, and the id of this answer.
fn full(client: &mut Client) -> (Vec<u64>, Value) {
    let answer = client.request("textDocument/semanticTokens/full", json!({"textDocument": {"uri": DOCUMENT}})).unwrap();
    (numbers(&answer["data"]), answer["resultId"].clone())
}

/// Tokens with their places in the text, not after one another: line, character, length, type, modifiers.
fn placed(numbers: &[u64]) -> Vec<[u64; 5]> {
    let (mut line, mut character) = (0, 0);
    let place = |token: &[u64]| {
        character = if token[0] == 0 { character + token[1] } else { token[1] };
        line += token[0];
        [line, character, token[2], token[3], token[4]]
    };
    assert_eq!(numbers.len() % 5, 0);
    numbers.chunks(5).map(place).collect()
}

#[test]
fn tokens_are_in_order_inside_their_lines_and_apart() {
    for encodings in [&["utf-8"][..], &["utf-16"], &["utf-32"]] {
        let mut client = client(encodings);
        let legend = client.capabilities["semanticTokensProvider"]["legend"].clone();
        let types = legend["tokenTypes"].as_array().unwrap().len() as u64;
        let modifiers = legend["tokenModifiers"].as_array().unwrap().len() as u32;
        let tokens = placed(&full(&mut client).0);
        assert!(tokens.len() > 8, "{tokens:?}");
        for pair in tokens.windows(2) {
            let ([line, character, length, ..], [next_line, next_character, ..]) = (pair[0], pair[1]);
            assert!(next_line > line || next_character >= character + length, "{pair:?} overlap");
        }
        for [line, character, length, kind, modified] in tokens {
            let line = ARTICLE.lines().nth(line as usize).unwrap();
            let units = match encodings[0] {
                "utf-8" => line.len(),
                "utf-16" => line.encode_utf16().count(),
                _ => line.chars().count(),
            };
            assert!(length > 0 && character + length <= units as u64, "past the end of {line:?}");
            assert!(kind < types && modified < 1 << modifiers);
        }
    }
}

#[test]
fn a_range_has_the_tokens_that_touch_it() {
    let mut client = client(&[]);
    let all = placed(&full(&mut client).0);
    let mut within = |from: [u64; 2], to: [u64; 2]| {
        let range = json!({"start": {"line": from[0], "character": from[1]}, "end": {"line": to[0], "character": to[1]}});
        let answer =
            client.request("textDocument/semanticTokens/range", json!({"textDocument": {"uri": DOCUMENT}, "range": range})).unwrap();
        placed(&numbers(&answer["data"]))
    };
    assert_eq!(within([0, 0], [99, 0]), all);
    for line in 0..10 {
        let expected: Vec<_> = all.iter().copied().filter(|token| token[0] == line).collect();
        assert_eq!(within([line, 0], [line, 999]), expected, "line {line}");
    }
    assert_eq!(within([1, 0], [1, 0]), Vec::<[u64; 5]>::new());
    for from in 0..70 {
        let expected: Vec<_> =
            all.iter().copied().filter(|[line, start, length, ..]| *line == 6 && *start < from + 9 && start + length > from).collect();
        assert_eq!(within([6, from], [6, from + 9]), expected, "from {from}");
    }
}

#[test]
fn changes_on_changes_end_in_the_whole() {
    let mut client = client(&["utf-16"]);
    let (mut held, mut id) = full(&mut client);
    let edits = [
        ([0, 0, 0, 0], "Norwick: "),
        ([4, 0, 4, 0], "On Monday Ann Harding left.\n\n"),
        ([0, 0, 5, 0], ""),
        ([2, 0, 2, 0], "\u{1F5F3} \u{201C}No,\u{201D} Brandt said on Tuesday.\r\n"),
        ([0, 0, 99, 0], ""),
        ([0, 0, 0, 0], ARTICLE),
    ];
    for (version, (range, text)) in edits.into_iter().enumerate() {
        client.edit(DOCUMENT, version as i32 + 2, range, text);
        let params = json!({"textDocument": {"uri": DOCUMENT}, "previousResultId": id});
        let answer = client.request("textDocument/semanticTokens/full/delta", params).unwrap();
        assert_ne!(answer["resultId"], id);
        id = answer["resultId"].clone();
        // From the last to the first, as each counts in the old numbers.
        for edit in answer["edits"].as_array().unwrap().iter().rev() {
            let (start, count) = (edit["start"].as_u64().unwrap() as usize, edit["deleteCount"].as_u64().unwrap() as usize);
            held.splice(start..start + count, edit.get("data").map(numbers).unwrap_or_default());
        }
        // Asked for as a range, which has no id: the one of the change stays the last.
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
        let params = json!({"textDocument": {"uri": DOCUMENT}, "range": range});
        let whole = client.request("textDocument/semanticTokens/range", params).unwrap();
        assert_eq!(held, numbers(&whole["data"]), "after edit {version}");
    }
}

#[test]
fn without_a_change_nothing_changes_and_what_is_not_known_is_sent_whole() {
    let mut client = client(&[]);
    let (whole, id) = full(&mut client);
    let mut ask = |id: &Value| {
        let params = json!({"textDocument": {"uri": DOCUMENT}, "previousResultId": id});
        client.request("textDocument/semanticTokens/full/delta", params).unwrap()
    };
    let same = ask(&id);
    assert_eq!((&same["edits"], same.get("data")), (&json!([]), None));
    for unknown in [&id, &json!("nothing")] {
        let answer = ask(unknown);
        assert_eq!((numbers(&answer["data"]), answer.get("edits")), (whole.clone(), None), "{unknown}");
    }
}
