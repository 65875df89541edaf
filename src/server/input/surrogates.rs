//! Halves of characters: what clients whose strings are UTF-16 send where a text was cut inside a character beyond U+FFFF.
//!
//! JSON has them as escapes (`\ud83d`), and no Rust string can hold them. Each becomes U+FFFD, which is one
//! unit of UTF-16 as well, so that the positions after it stay as the client counts them.

/// A body without halves of characters.
pub(super) fn paired(mut body: Vec<u8>) -> Vec<u8> {
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        let escape = at + found;
        at = match (surrogate(&body, escape), surrogate(&body, escape + 6)) {
            // The escaped character may be a backslash.
            (None, _) => escape + 2,
            (Some(Half::First), Some(Half::Second)) => escape + 12,
            (Some(_), _) => {
                body[escape + 2..escape + 6].copy_from_slice(b"fffd");
                escape + 6
            }
        };
    }
    body
}

enum Half {
    First,
    Second,
}

/// Which half of a character is escaped at a place.
fn surrogate(body: &[u8], at: usize) -> Option<Half> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    match digits {
        [b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..] => Some(Half::First),
        [b'd' | b'D', b'c'..=b'f' | b'C'..=b'F', ..] => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_replaced_and_pairs_are_left() {
        for (given, expected) in [
            (r#""a""#, r#""a""#),
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\uDE00 x""#, r#""\ufffd x""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\ude00\ud83d\ud83d\uDE00\ud83d""#, r#""\ufffd\ufffd\ud83d\uDE00\ufffd""#),
            (r#""\\ud83d \n\\""#, r#""\\ud83d \n\\""#),
            (r#""\\\ud83d""#, r#""\\\ufffd""#),
            (r#""\u12"#, r#""\u12"#),
            ("\\", "\\"),
        ] {
            assert_eq!(String::from_utf8(paired(given.as_bytes().to_vec())).unwrap(), expected, "{given}");
        }
    }
}
