//! Where a name is not the writer's to change: in quoted words, and where it says whose work something is.

use crate::actors::Mention;
use crate::article::{BlockKind, Format};
use crate::reading::{Reading, has_work, of_work};

/// Why the words of a mention are not edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// It stands inside quotation marks.
    Quotation,
    /// It stands in a block quote of Markdown.
    BlockQuote,
    /// It stands in a byline or credit.
    Credit,
}

impl Kept {
    /// All of them, in their order.
    pub(super) const ALL: [Kept; 3] = [Kept::Quotation, Kept::BlockQuote, Kept::Credit];

    /// Where that is.
    pub fn place(self) -> &'static str {
        match self {
            Kept::Quotation => "inside quotation marks",
            Kept::BlockQuote => "in a block quote",
            Kept::Credit => "in a credit",
        }
    }
}

/// Why a mention of an article is not edited, if it is not.
pub fn kept(reading: &Reading, mention: &Mention) -> Option<Kept> {
    let quoted = reading.claims.quotations.iter().any(|quotation| quotation.span.overlaps(mention.span));
    if quoted { Some(Kept::Quotation) } else { kept_by_block(reading, mention) }
}

/// The same without a look at the quotations.
fn kept_by_block(reading: &Reading, mention: &Mention) -> Option<Kept> {
    InBlock::of(reading, mention.block).kept(reading, mention)
}

/// What a block tells of the names in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InBlock {
    /// They are the writer's to change.
    Free,
    /// None of them is.
    All(Kept),
    /// Some may stand in a credit.
    SomeInCredits,
}

impl InBlock {
    /// Of a block by its number.
    pub fn of(reading: &Reading, number: u32) -> Self {
        let Some(block) = reading.article.blocks.get(number as usize) else { return InBlock::Free };
        let text = &*reading.text;
        let opening = || text[..block.span.start as usize].rsplit('\n').next().unwrap_or_default();
        if reading.article.format == Format::Markdown && opening().contains('>') {
            return InBlock::All(Kept::BlockQuote);
        }
        if block.kind == BlockKind::Byline {
            return InBlock::All(Kept::Credit);
        }
        let read = reading.blocks.get(number as usize).and_then(Option::as_deref);
        let has_work = read.map_or_else(|| has_work(block.span.of(text)), |read| read.digest.has_work);
        if has_work || block.kind == BlockKind::Caption { InBlock::SomeInCredits } else { InBlock::Free }
    }

    /// Why a mention in the block is not edited, if it is not.
    pub fn kept(self, reading: &Reading, mention: &Mention) -> Option<Kept> {
        match self {
            InBlock::Free => None,
            InBlock::All(kept) => Some(kept),
            InBlock::SomeInCredits => {
                let block = reading.article.blocks.get(mention.block as usize)?;
                let before = reading.text.get(block.span.start as usize..mention.span.start as usize)?;
                let after = reading.text.get(mention.span.end as usize..block.span.end as usize)?;
                is_credit(before, after, block.kind == BlockKind::Caption).then_some(Kept::Credit)
            }
        }
    }
}

/// Whether a name stands in a credit by what stands around it: "(Reporting by …; editing by …)", "Photograph by …" at the beginning of a line,
/// and under a picture also a name with an agency in brackets.
fn is_credit(before: &str, after: &str, caption: bool) -> bool {
    let bracket = before.rfind(['(', '[', ')', ']']).filter(|at| before[*at..].starts_with(['(', '[']));
    match bracket {
        Some(at) => {
            let part = &before[at + 1..];
            let rest = after.split([')', ']']).next().unwrap_or_default();
            of_work(part).is_some_and(|rest| rest.contains("by ") || rest.starts_with(':'))
                || caption && (rest.contains(['/', '©']) || rest.contains(" via ") || part.contains(['/', '©', ':']))
        }
        None => {
            let line = before.rsplit('\n').next().unwrap_or_default();
            of_work(line).is_some_and(|rest| [" by ", " and ", ":"].iter().any(|start| rest.starts_with(start)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_by_what_stands_around_a_name() {
        assert!(is_credit("It ended. (Reporting by ", "; editing by Bo Ek)", false));
        assert!(is_credit("(Reporting by Vera Lund; editing by ", ")", false));
        assert!(is_credit("Photograph by ", "", false));
        assert!(is_credit("The plan is old.\nAdditional reporting by ", " in Oslo", false));
        assert!(is_credit("A boat. (", "/Nordwire Photo via AP)", true));
        assert!(!is_credit("A boat of ", ". (Jo Doe/Nordwire)", true));
        assert!(!is_credit("The minister (", "/Labour) left", false));
        assert!(!is_credit("Photographs of ", " were shown", false));
        assert!(!is_credit("A man (written off by all) met ", "", false));
    }
}
