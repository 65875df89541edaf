//! Semantic tokens: in full, in part, and as what changed since.

use super::{convert, document};
use crate::features::{self, SemanticKind, SemanticToken};
use crate::server::turn::Turn;
use crate::text::{Span, replaced};
use tower_lsp::lsp_types as lsp;

/// The token types: names of our own for clients that know them, else the standard ones that themes colour.
const TYPES: [(SemanticKind, &str, lsp::SemanticTokenType); 8] = [
    (SemanticKind::Person, "person", lsp::SemanticTokenType::CLASS),
    (SemanticKind::Organisation, "organisation", lsp::SemanticTokenType::NAMESPACE),
    (SemanticKind::Place, "place", lsp::SemanticTokenType::STRUCT),
    (SemanticKind::Date, "date", lsp::SemanticTokenType::ENUM_MEMBER),
    (SemanticKind::Figure, "figure", lsp::SemanticTokenType::NUMBER),
    (SemanticKind::Cue, "cue", lsp::SemanticTokenType::KEYWORD),
    (SemanticKind::Quotation, "quotation", lsp::SemanticTokenType::STRING),
    (SemanticKind::Boilerplate, "boilerplate", lsp::SemanticTokenType::COMMENT),
];

/// What the numbers in tokens mean.
pub(in crate::server) fn legend(own_types: bool) -> lsp::SemanticTokensLegend {
    let kind = |(_, own, standard): (SemanticKind, &'static str, lsp::SemanticTokenType)| match own_types {
        true => lsp::SemanticTokenType::new(own),
        false => standard,
    };
    let quoted = if own_types { lsp::SemanticTokenModifier::new("quoted") } else { lsp::SemanticTokenModifier::READONLY };
    lsp::SemanticTokensLegend {
        token_types: TYPES.map(kind).to_vec(),
        token_modifiers: vec![lsp::SemanticTokenModifier::DECLARATION, quoted, lsp::SemanticTokenModifier::DEPRECATED],
    }
}

/// All tokens of a document, or those that touch a range.
pub(in crate::server) fn tokens(turn: &Turn, uri: &lsp::Url, range: Option<lsp::Range>) -> Option<Vec<lsp::SemanticToken>> {
    let (file, reading) = document(turn, uri)?;
    let encoding = turn.client.encoding;
    let span = range.map_or(Span::new(0, reading.text.len()), |range| convert::span(&reading.lines, range, encoding));
    let found = features::semantic_tokens(&turn.snapshot, &file, span);
    let mut tokens = Vec::with_capacity(found.len());
    let mut last = lsp::Position::default();
    for token in found {
        for part in lines(&reading.text, token.span) {
            let range = convert::range(&reading.lines, part, encoding);
            let delta_line = range.start.line - last.line;
            let delta_start = if delta_line == 0 { range.start.character - last.character } else { range.start.character };
            let length = range.end.character - range.start.character;
            let (token_type, token_modifiers_bitset) = numbers(&token);
            tokens.push(lsp::SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset });
            last = range.start;
        }
    }
    Some(tokens)
}

fn numbers(token: &SemanticToken) -> (u32, u32) {
    let kind = TYPES.iter().position(|(kind, ..)| *kind == token.kind).unwrap_or(0) as u32;
    (kind, u32::from(token.first) | u32::from(token.quoted) << 1 | u32::from(token.expired) << 2)
}

/// The parts of a span, one a line, as many clients show none that run on.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let words = span.of(text);
    let parts = words.split(['\n', '\r']).filter(|part| !part.trim().is_empty());
    parts.map(move |part| {
        let start = span.start as usize + (part.as_ptr() as usize - words.as_ptr() as usize);
        Span::new(start, start + part.len())
    })
}

/// What turns one list of tokens into another: the one stretch between what both begin and end with.
pub(in crate::server) fn change(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    let (gone, come) = replaced(old, new, lsp::SemanticToken::eq);
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    // Counted in numbers: a token is five.
    let (start, deleted) = (5 * gone.start as u32, 5 * gone.len() as u32);
    vec![lsp::SemanticTokensEdit { start, delete_count: deleted, data: Some(new[come].to_vec()) }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(length: u32) -> lsp::SemanticToken {
        lsp::SemanticToken { delta_line: 0, delta_start: 0, length, token_type: 0, token_modifiers_bitset: 0 }
    }

    #[test]
    fn a_change_is_what_lies_between() {
        let list = |lengths: &[u32]| lengths.iter().map(|length| token(*length)).collect::<Vec<_>>();
        for (old, new) in [
            (&[1, 2, 3][..], &[1, 9, 3][..]),
            (&[1, 2, 3], &[1, 2, 3, 4]),
            (&[1, 1, 1], &[1, 1]),
            (&[], &[1]),
            (&[1, 2], &[]),
            (&[5, 6, 7, 8], &[5, 8]),
        ] {
            let (old, new) = (list(old), list(new));
            let edits = change(&old, &new);
            let mut changed = old.clone();
            for edit in edits {
                let (start, count) = (edit.start as usize / 5, edit.delete_count as usize / 5);
                changed.splice(start..start + count, edit.data.unwrap());
            }
            assert_eq!(changed, new);
        }
        assert_eq!(change(&list(&[1, 2]), &list(&[1, 2])), []);
    }
}
