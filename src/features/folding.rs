//! Folding: front matter, captions, boilerplate, quotations over several paragraphs, sections.

use crate::article::BlockKind;
use crate::claims::Balance;
use crate::index::Snapshot;
use crate::text::{FileKey, Span};

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// What is not running text: front matter, captions, boilerplate, code.
    Aside,
    /// A part of the article: a section, a long quotation.
    Section,
}

/// A stretch that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From its first to its last byte.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded in an open file, by place. Only what covers more than one line is of use; the caller knows lines.
pub fn folding(snapshot: &Snapshot, file: &FileKey) -> Vec<Fold> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let blocks = &reading.article.blocks;
    let mut folds: Vec<Fold> = Vec::new();
    // Neighbouring asides fold together.
    for group in blocks.chunk_by(|a, b| is_aside(a.kind) && is_aside(b.kind) && a.kind == b.kind) {
        if let (Some(first), Some(last)) = (group.first(), group.last())
            && is_aside(first.kind)
        {
            folds.push(Fold { span: first.span.to(last.span), kind: FoldKind::Aside });
        }
    }
    let headings: Vec<usize> = (0..blocks.len()).filter(|&at| blocks[at].kind == BlockKind::Heading).collect();
    for (number, &at) in headings.iter().enumerate() {
        let last = headings.get(number + 1).map_or(blocks.len(), |next| *next) - 1;
        if last > at {
            folds.push(Fold { span: blocks[at].span.to(blocks[last].span), kind: FoldKind::Section });
        }
    }
    // A quotation that goes on: from its first paragraph to the one that closes it.
    let mut open: Option<Span> = None;
    for quotation in &reading.claims.quotations {
        let joined = open.map_or(quotation.span, |span| span.to(quotation.span));
        if quotation.balance == Balance::Continued {
            open = Some(joined);
        } else if open.take().is_some() {
            folds.push(Fold { span: joined, kind: FoldKind::Section });
        }
    }
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds.dedup();
    folds
}

fn is_aside(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::FrontMatter | BlockKind::Caption | BlockKind::Credit | BlockKind::Boilerplate | BlockKind::Code)
}
