//! What stands in prose and is not prose: addresses, and the comments that speak to backread.

use super::Article;
use crate::text::Span;
use memchr::memmem;

/// Adds bare addresses and comments to the masks and collects directives; sorts both.
pub(super) fn find(text: &str, body: usize, article: &mut Article) {
    for at in memmem::find_iter(&text.as_bytes()[body..], b"://").map(|at| at + body) {
        let scheme = text[body..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let address = Span::new(at - scheme, address_end(text, at + 3));
        if scheme > 0 {
            article.masked.push(address);
            article.addresses.push(address);
        }
    }
    for at in memmem::find_iter(&text.as_bytes()[body..], b"www.").map(|at| at + body) {
        article.masked.push(Span::new(at, address_end(text, at)));
    }
    for (open, close) in [("<!--", "-->"), ("[[backread:", "]]")] {
        for start in memmem::find_iter(&text.as_bytes()[body..], open.as_bytes()).map(|at| at + body) {
            let Some(length) = memmem::find(&text.as_bytes()[start..], close.as_bytes()) else { continue };
            let span = Span::new(start, start + length + close.len());
            article.masked.push(span);
            if span.of(text).trim_start_matches(['<', '!', '-', '[', ' ']).starts_with("backread:") {
                article.directives.push(span);
            }
        }
    }
    article.directives.sort();
    article.directives.dedup();
    article.masked.sort();
    article.masked = merged(&article.masked);
}

/// Where an address ends: at a space, a quotation mark or a bracket that was not opened in it, before the punctuation of its sentence.
fn address_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut open = 0;
    let end = rest.find(|c: char| {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open -= 1,
            _ => {}
        }
        open < 0 || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '“' | '`')
    });
    let address = &rest[..end.unwrap_or(rest.len())];
    start + address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']).len()
}

fn merged(sorted: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(sorted.len());
    for &span in sorted {
        match spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Format};

    #[test]
    fn masks_addresses_and_directives() {
        let text = "See https://example.org/a?b=1. Or www.example.org, now.\n\n[[backread: ignore name-ambiguous: twins]]\n\nText <!-- a comment --> here.";
        let article = Article::parse(text, Format::Plain);
        let masked: Vec<_> = article.masked.iter().map(|span| span.of(text)).collect();
        assert_eq!(
            masked,
            ["https://example.org/a?b=1", "www.example.org", "[[backread: ignore name-ambiguous: twins]]", "<!-- a comment -->"]
        );
        assert_eq!(article.directives.len(), 1);
    }
}
