//! Text in XML.

/// A text for an attribute or an element: marks escaped, characters that XML does not have left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", c as u32)),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() && (c as u32) < 0x20 => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn marks_are_escaped_and_control_characters_left_out() {
        assert_eq!(escaped("“R&D” <b> \u{1}x\n"), "“R&amp;D” &lt;b&gt; x&#10;");
    }
}
