//! Selection: word, name, name with title, clause, sentence, quotation, paragraph, article.

use crate::index::Snapshot;
use crate::text::{FileKey, Span, sentences};

/// The spans around a byte offset of an open file, each within the next.
pub fn selection(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Vec<Span> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let mut around: Vec<Span> = vec![Span::new(0, reading.text.len())];
    if let Some(at) = reading.article.block_at(offset) {
        let block = reading.article.blocks[at].span;
        around.push(block);
        if let Some(read) = &reading.blocks[at] {
            let words = read.tokens.iter().filter(|token| token.is_word()).map(|token| token.span);
            let all = words.chain(sentences(block.of(&reading.text), &read.tokens)).map(|span| span.shift(block.start));
            around.extend(all.filter(|span| span.touches(offset)));
        }
    }
    let mentions = reading.actors.mentions.iter().filter(|mention| mention.span.touches(offset));
    around.extend(mentions.flat_map(|mention| [Some(mention.span), mention.title.map(|title| title.to(mention.span))]).flatten());
    around.extend(reading.dates.expressions.iter().map(|time| time.span).filter(|span| span.touches(offset)));
    let quotations = reading.claims.quotations.iter().flat_map(|quotation| [quotation.inner, quotation.span]);
    around.extend(quotations.filter(|span| span.touches(offset)));
    let claims = reading.claims.claims.iter().flat_map(|claim| claim.content.iter().chain(&claim.source)).copied();
    around.extend(claims.filter(|span| span.touches(offset)));
    // The shortest first; what crosses the one before is left out.
    around.sort_by_key(|span| (span.len(), span.start));
    let mut chain: Vec<Span> = Vec::new();
    for span in around {
        if chain.last().is_none_or(|last| *last != span && span.contains(*last)) {
            chain.push(span);
        }
    }
    chain
}
