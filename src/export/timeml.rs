//! TimeML: the text with its temporal expressions as TIMEX3 elements.

use crate::dates::{Anchor, TimeExpression};
use crate::reading::Reading;

/// The TimeML document of one article: strip its tags from `TEXT` and the article's text is there again.
pub fn timeml(id: &str, reading: &Reading) -> String {
    let text = &reading.text;
    let mut out = String::with_capacity(text.len() + 2048);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>");
    escape(&mut out, id);
    out.push_str("</DOCID>\n");
    if let Some(date) = reading.dates.reference {
        let day = date.day;
        out.push_str(&format!(
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n"
        ));
    }
    out.push_str("<TEXT>");
    let mut at = 0;
    for (number, expression) in reading.dates.expressions.iter().enumerate() {
        let span = expression.span;
        // A range of expressions never overlaps; should two, the first is kept whole.
        if (span.start as usize) < at {
            continue;
        }
        escape(&mut out, &text[at..span.start as usize]);
        open(&mut out, number, expression, reading.dates.reference.is_some());
        escape(&mut out, span.of(text));
        out.push_str("</TIMEX3>");
        at = span.end as usize;
    }
    escape(&mut out, &text[at..]);
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

fn open(out: &mut String, number: usize, expression: &TimeExpression, dated: bool) {
    out.push_str(&format!("<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"", number + 1, expression.kind.label()));
    escape(out, &expression.value);
    out.push('"');
    if let Some(modifier) = expression.modifier {
        out.push_str(&format!(" mod=\"{modifier}\""));
    }
    let anchor = match expression.anchor {
        Anchor::Expression(other) => Some(other + 1),
        Anchor::Reference if dated => Some(0),
        _ => None,
    };
    if let Some(anchor) = anchor {
        out.push_str(&format!(" anchorTimeID=\"t{anchor}\""));
    }
    if expression.relative {
        out.push_str(" temporalFunction=\"true\"");
    }
    out.push('>');
}

/// Text as XML holds it. Line ends are written out, so that no reader folds them; what XML has no place for becomes U+FFFD.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;
    use crate::knowledge::Knowledge;
    use crate::reading::{Reader, Source};
    use std::sync::Arc;

    fn exported(text: &str) -> String {
        let source = Source { name: "a<b>.txt", text: Arc::from(text), format: Format::of_name("a.txt"), date: "2024-05-31".parse().ok() };
        timeml("a<b>.txt", &Reader::new().read(&source, &Knowledge::default()))
    }

    /// Reads XML as far as it is written here: every tag that opens is closed in order, every attribute is quoted, every entity known.
    /// The text of `TEXT` without tags, and the tags that open.
    fn read(xml: &str) -> (String, Vec<String>) {
        let (mut open, mut tags, mut text) = (Vec::new(), Vec::new(), String::new());
        let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
        while let Some(at) = rest.find('<') {
            if open.contains(&"TEXT") {
                text.push_str(&rest[..at]);
            }
            let end = at + rest[at..].find('>').expect("a tag ends");
            let tag = &rest[at + 1..end];
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{xml}"),
                None => {
                    assert!(!tag.contains('<') && tag.matches('"').count().is_multiple_of(2), "{tag}");
                    open.push(tag.split(' ').next().expect("a name"));
                    tags.push(tag.to_owned());
                }
            }
            rest = &rest[end + 1..];
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "{xml}");
        assert!(text.split('&').skip(1).all(|part| ["amp;", "lt;", "gt;", "quot;", "#13;"].iter().any(|name| part.starts_with(name))));
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#13;", "\r").replace("&amp;", "&");
        (text, tags)
    }

    #[test]
    fn the_text_is_there_when_tags_are_stripped() {
        let text = "Smith & Roe <Co.> \"closes\"\r\n\r\nThe quay, at 2 °C, closed on Friday; it opened &lt;early\u{201D} on June 1, 2019, two days later.\n";
        let (back, tags) = read(&exported(text));
        assert_eq!(back, text);
        let times: Vec<&str> = tags.iter().filter_map(|tag| tag.strip_prefix("TIMEX3 ")).collect();
        assert_eq!(
            times,
            [
                "tid=\"t0\" type=\"DATE\" value=\"2024-05-31\" functionInDocument=\"CREATION_TIME\"",
                "tid=\"t1\" type=\"DATE\" value=\"2024-05-31\" anchorTimeID=\"t0\" temporalFunction=\"true\"",
                "tid=\"t2\" type=\"DATE\" value=\"2019-06-01\"",
                "tid=\"t3\" type=\"DATE\" value=\"2019-06-03\" anchorTimeID=\"t2\" temporalFunction=\"true\"",
            ]
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        let (back, _) = read(&exported("The quay\u{1}closed in 2019."));
        assert_eq!(back, "The quay\u{FFFD}closed in 2019.");
    }
}
