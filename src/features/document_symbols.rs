//! Document symbols: headline, dateline, paragraphs by their first words, quotations by speaker, captions, boilerplate.

use super::words;
use crate::article::BlockKind;
use crate::index::Snapshot;
use crate::reading::Reading;
use crate::text::{FileKey, Span};

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A part of the article.
    Block(BlockKind),
    /// The dateline.
    Dateline,
    /// A quotation.
    Quotation,
}

/// A part of an article, as an outline shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its first words, or who speaks.
    pub name: String,
    /// What it is, in words.
    pub detail: &'static str,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// What to select; inside `span`.
    pub selection: Span,
    /// What stands inside.
    pub children: Vec<Symbol>,
}

/// How many characters of a block name it.
const NAME: usize = 50;

/// The outline of an open file.
pub fn document_symbols(snapshot: &Snapshot, file: &FileKey) -> Vec<Symbol> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let mut symbols: Vec<Symbol> = Vec::new();
    for (at, block) in reading.article.blocks.iter().enumerate() {
        let symbol = Symbol {
            name: words::quoted(reading, block.span, NAME),
            detail: detail(block.kind),
            kind: SymbolKind::Block(block.kind),
            span: block.span,
            selection: block.span,
            children: children(reading, at),
        };
        symbols.push(symbol);
    }
    symbols
}

fn detail(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::FrontMatter => "front matter",
        BlockKind::Headline => "headline",
        BlockKind::Heading => "heading",
        BlockKind::Byline => "byline",
        BlockKind::Published => "published line",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Boilerplate => "boilerplate",
        BlockKind::Code => "code",
    }
}

fn children(reading: &Reading, block: usize) -> Vec<Symbol> {
    let span = reading.article.blocks[block].span;
    let dateline = reading.article.dateline.as_ref().filter(|dateline| span.contains(dateline.span)).map(|dateline| Symbol {
        name: words::quoted(reading, dateline.span, NAME),
        detail: "dateline",
        kind: SymbolKind::Dateline,
        span: dateline.span,
        selection: dateline.place,
        children: Vec::new(),
    });
    let quotations = reading.claims.quotations.iter().filter(|quotation| quotation.block as usize == block).map(|quotation| {
        let claim = quotation.claim.and_then(|claim| reading.claims.claims.get(claim as usize));
        let speaker = claim.and_then(|claim| claim.speaker_name(&reading.text, &reading.actors)).unwrap_or_else(|| "not known".to_owned());
        Symbol {
            name: format!("{speaker}: {}", words::quoted(reading, quotation.inner, NAME)),
            detail: "quotation",
            kind: SymbolKind::Quotation,
            span: quotation.span,
            selection: quotation.inner,
            children: Vec::new(),
        }
    });
    dateline.into_iter().chain(quotations).collect()
}
