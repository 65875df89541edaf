//! An attribution as one paragraph shows it.

use super::chunks::Kind;
use super::clause::Clause;
use super::subject::Source;
use super::words::{Cue, Frames};
use super::{CueClass, Mode};
use crate::text::{Span, Token};

/// An attribution as one paragraph shows it; spans are relative to the paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribution {
    /// The source as written, its apposition included; then the "who" that stands for it.
    pub source: Vec<Span>,
    /// The noun phrase in the source that names it.
    pub head: Option<Span>,
    /// What the source is called.
    pub described: Option<Span>,
    pub cue: Span,
    pub content: Vec<Span>,
    pub lemma: &'static str,
    pub class: CueClass,
    pub mode: Mode,
    /// The sentence it stands in.
    pub sentence: Span,
    /// "reportedly", "is said to": through somebody else.
    pub reported: bool,
    /// Whether the content is hedged: "may", "appears to".
    pub hedged: bool,
    /// The sentence ends with this attribution of a quotation, so a quotation right after it goes on.
    pub open_ended: bool,
}

pub(super) struct Statement<'c> {
    pub source: Option<Source>,
    pub cue: &'c Cue,
    pub cue_span: Span,
    pub content: Vec<(usize, usize)>,
    pub open_ended: bool,
}

impl Statement<'_> {
    pub fn push(self, clause: &Clause<'_>, found: &mut Vec<Attribution>) {
        let content: Vec<Span> =
            self.content.iter().filter(|(first, last)| first <= last).map(|&(first, last)| clause.span(first, last)).collect();
        if content.is_empty() {
            return;
        }
        let hedged = content.iter().any(|span| is_hedged(clause, *span));
        let source = self.source.map_or(Vec::new(), |source| spans_of(clause, source));
        let head = self.source.map(|source| clause.span(source.first, source.head));
        found.push(Attribution {
            described: head.zip(source.first()).and_then(|(head, source)| described(clause.text, head, *source)),
            source,
            head,
            cue: self.cue_span,
            mode: mode(clause, &content),
            content,
            lemma: self.cue.lemma,
            class: self.cue.class,
            sentence: clause.span(0, clause.chunks.len() - 1),
            reported: self.source.is_none() && self.cue.frames.has(Frames::CLAUSE) || is_reported(clause),
            hedged,
            open_ended: self.open_ended,
        });
    }
}

/// What a source is called that is no actor: its noun phrase without relative clause and apposition; nothing for a pronoun or a number.
fn described(text: &str, head: Span, source: Span) -> Option<Span> {
    let words = head.of(text);
    if PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(words)) || !words.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let rest = text.get(head.end as usize..source.end.max(head.end) as usize)?;
    let cut = [",", ";", "(", " who", " which", " that", " whose", " \u{2013}", " \u{2014}", " -", "\n"];
    let end = cut.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    Some(Span { start: head.start, end: head.end + rest[..end].trim_end().len() as u32 })
}

const PRONOUNS: [&str; 26] = [
    "i", "we", "you", "he", "she", "it", "they", "him", "her", "them", "who", "whom", "which", "that", "this", "these", "those", "what",
    "one", "some", "all", "both", "many", "others", "another", "either",
];

fn spans_of(clause: &Clause<'_>, source: Source) -> Vec<Span> {
    let span = clause.span(source.first, source.last);
    match source.pronoun {
        Some(at) if at == source.last + 1 => vec![span.to(clause.span(at, at))],
        Some(at) => vec![span, clause.span(at, at)],
        None => vec![span],
    }
}

/// Direct where every word stands in quotation marks, mixed where some do.
pub(super) fn mode_of(quoted: usize, words: usize) -> Mode {
    match (quoted, words) {
        (0, _) => Mode::Indirect,
        (quoted, words) if quoted == words => Mode::Direct,
        _ => Mode::Mixed,
    }
}

/// So many tokens of a content are looked at: no statement has more, and a text of nothing but cues has as many contents as words.
const LONGEST: usize = 1000;

/// The tokens of a content.
fn tokens_of<'c>(clause: &Clause<'c>, content: Span) -> impl Iterator<Item = &'c Token> + use<'c> {
    let first = clause.tokens.partition_point(|token| token.span.end <= content.start);
    clause.tokens[first..].iter().take_while(move |token| token.span.start < content.end).take(LONGEST)
}

fn mode(clause: &Clause<'_>, content: &[Span]) -> Mode {
    let (mut quoted, mut words) = (0, 0);
    for span in content {
        for token in tokens_of(clause, *span) {
            if matches!(token.kind, crate::text::TokenKind::Word | crate::text::TokenKind::Number) {
                words += 1;
                let at = clause.quotes.partition_point(|quote| quote.span(clause.tokens).end <= token.span.start);
                quoted += usize::from(clause.quotes.get(at).is_some_and(|quote| quote.span(clause.tokens).start <= token.span.start));
            }
        }
    }
    mode_of(quoted, words)
}

const HEDGES: [&str; 12] =
    ["may", "might", "appear", "appears", "appeared", "seem", "seems", "seemed", "possibly", "perhaps", "apparently", "likely"];

fn is_hedged(clause: &Clause<'_>, span: Span) -> bool {
    let mut words = tokens_of(clause, span).filter(|token| token.is_word() && !token.capital);
    words.any(|token| HEDGES.contains(&token.text(clause.text)))
}

/// "reportedly" and its like among the sentence's adverbs.
fn is_reported(clause: &Clause<'_>) -> bool {
    let mut adverbs = clause.chunks.iter().filter(|chunk| matches!(chunk.kind, Kind::Adverb | Kind::Verb));
    adverbs.any(|chunk| (chunk.first..chunk.end).any(|at| ["reportedly", "allegedly", "purportedly"].contains(&clause.word(at))))
}
