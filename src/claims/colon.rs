//! Statements after a colon: "CNN: Minister to resign", "ROE: Thank you.", and the colon that announces the next paragraph.

use super::CueClass;
use super::anonymity::anonymous_noun;
use super::attribution::cue_at;
use super::chunks::Kind;
use super::clause::Clause;
use super::statement::{Attribution, Statement};
use super::subject::{Found, Source};
use super::words::{Cue, Frames, LEXICON, Tag};
use crate::text::TokenKind;

/// Words before a colon that announce a topic, not a speaker.
const LABELS: [&str; 42] = [
    "also",
    "analysis",
    "answer",
    "breaking",
    "caption",
    "contact",
    "correction",
    "credit",
    "details",
    "editorial",
    "exclusive",
    "explainer",
    "fact",
    "factbox",
    "false",
    "file",
    "follow",
    "here",
    "latest",
    "live",
    "more",
    "note",
    "now",
    "opinion",
    "photo",
    "photos",
    "q",
    "question",
    "read",
    "related",
    "review",
    "see",
    "story",
    "summary",
    "text",
    "time",
    "timeline",
    "true",
    "update",
    "video",
    "watch",
    "world",
];

/// The statement of a sentence that begins with a short source and a colon.
pub(super) fn leading(clause: &Clause<'_>, found: &mut Vec<Attribution>) {
    let Some(colon) = (1..clause.chunks.len().min(6)).find(|&at| clause.kind(at) == Kind::Colon) else { return };
    let named = (0..colon).all(|at| matches!(clause.kind(at), Kind::Noun | Kind::Preposition | Kind::Bracket | Kind::Conjunction));
    if !named || clause.kind(0) != Kind::Noun || colon + 1 >= clause.chunks.len() {
        return;
    }
    let source = clause.noun_right(0, false);
    let last = clause.chunks[source.head].end - 1;
    let word = clause.word(last);
    let label = LABELS.iter().any(|label| word.eq_ignore_ascii_case(label) || clause.is(0, label));
    let name = clause.tagged[last as usize].tag == Tag::Name && clause.tokens[last as usize].is_word();
    let speaks = name || clause.is_evidence(source.head) || anonymous_noun(word).is_some();
    let quoted = clause.kind(colon + 1) == Kind::Quote;
    let starts = clause.chunks[0].first == 0;
    let first = clause.tokens[clause.chunks[colon + 1].first as usize];
    let opens = quoted || first.capital || matches!(first.kind, TokenKind::Open(_) | TokenKind::Number);
    // Inside a paragraph only a quotation is sure to be a statement.
    if label || !speaks || !opens || !(starts || quoted) || source.last + 1 < colon || clause.chunks[0].end > 8 + clause.chunks[0].first {
        return;
    }
    let end = clause.chunks.len() - 1;
    let end = if clause.kind(end) == Kind::Stop && end > colon + 1 { end - 1 } else { end };
    if !quoted && clause.chunks[end].end - clause.chunks[colon + 1].first < 3 {
        return;
    }
    let cue = Cue { lemma: ":", class: CueClass::Neutral, frames: Frames::SPEECH, prepositions: Vec::new() };
    let content = vec![(colon + 1, end)];
    Statement { source: Some(source), cue: &cue, cue_span: clause.span(colon, colon), content, open_ended: quoted }.push(clause, found);
    // A transcript: everything to the paragraph's end.
    if starts && clause.tokens[last as usize].upper && !quoted {
        let to = clause.tokens[clause.tokens.len() - 1].span;
        if let Some(span) = found.last_mut().and_then(|attribution| attribution.content.last_mut()) {
            *span = span.to(to);
        }
    }
}

/// The statement of a headline that ends in a colon and its source: "Quay to close in spring: mayor".
pub(super) fn trailing(clause: &Clause<'_>, found: &mut Vec<Attribution>) {
    let last = clause.chunks.len() - 1;
    let Some(colon) = last.checked_sub(1).filter(|&at| clause.kind(at) == Kind::Colon && clause.kind(last) == Kind::Noun) else { return };
    let whole = clause.chunks[0].first == 0 && clause.chunks[last].end as usize == clause.tokens.len();
    let noun = clause.chunks[last];
    let word = clause.word(noun.end - 1);
    let name = clause.tagged[noun.end as usize - 1].tag == Tag::Name && clause.tokens[noun.end as usize - 1].is_word();
    let speaks = name || clause.is_evidence(last) || anonymous_noun(word).is_some();
    let states = (0..colon).any(|at| matches!(clause.kind(at), Kind::Verb | Kind::Infinitive)) && clause.chunks[colon].first >= 3;
    let again = (0..colon).any(|at| clause.kind(at) == Kind::Colon || clause.is_speech_cue(at));
    let label = LABELS.iter().any(|label| word.eq_ignore_ascii_case(label));
    if !whole || !speaks || !states || again || label || noun.end - noun.first > 4 {
        return;
    }
    let cue = Cue { lemma: ":", class: CueClass::Neutral, frames: Frames::SPEECH, prepositions: Vec::new() };
    let statement = Statement {
        source: Some(Source::at(last, last)),
        cue: &cue,
        cue_span: clause.span(colon, colon),
        content: vec![(0, colon - 1)],
        open_ended: false,
    };
    statement.push(clause, found);
}

/// A sentence that ends in a colon and a quotation that no cue has taken: `She handed him a note: "..."` The subject is the one who speaks.
pub(super) fn quoting(clause: &Clause<'_>, before: usize, found: &mut Vec<Attribution>) {
    let last = clause.chunks.len() - 1;
    let end = if clause.kind(last) == Kind::Stop && last > 0 { last - 1 } else { last };
    let Some(colon) = (1..end).find(|&at| clause.kind(at) == Kind::Colon && clause.kind(at + 1) == Kind::Quote) else { return };
    let quote = clause.span(colon + 1, colon + 1);
    let taken = found[before..].iter().any(|attribution| attribution.content.iter().any(|content| content.overlaps(quote)));
    if taken || !clause.is_whole_quote(colon + 1) || colon + 1 != end {
        return;
    }
    // "More from Ann Roe: ...", "The polls agree - Ann Roe: ..."
    let near = colon - 1;
    let named = clause.kind(near) == Kind::Noun && clause.head_word(near).tag == Tag::Name;
    let beside = named && near > 0 && (clause.kind(near - 1) == Kind::Dash || clause.is(near - 1, "from"));
    let (source, cue_span) = if beside {
        (Source::at(near, near), clause.span(colon, colon))
    } else {
        let verbs = (0..colon).filter(|&at| clause.kind(at) == Kind::Verb);
        let own = verbs.filter_map(|at| match clause.subject(at) {
            Some(Found::Own(source)) => Some((at, source)),
            _ => None,
        });
        let own: Vec<(usize, Source)> = own.collect();
        let Some(&(verb, source)) = own.iter().rfind(|(at, _)| clause.is_speech_cue(*at)).or(own.first()) else { return };
        (source, clause.tokens[clause.chunks[verb].head as usize].span)
    };
    let cue = Cue { lemma: ":", class: CueClass::Neutral, frames: Frames::SPEECH, prepositions: Vec::new() };
    let content = vec![(colon + 1, colon + 1)];
    Statement { source: Some(source), cue: &cue, cue_span, content, open_ended: true }.push(clause, found);
}

/// A paragraph's last sentence that ends in a colon, for the next paragraph to fill: "She said in a statement:".
pub(super) fn awaiting(clause: &Clause<'_>, found: &mut Vec<Attribution>) {
    let Some(colon) = clause.chunks.len().checked_sub(1).filter(|&at| clause.kind(at) == Kind::Colon) else { return };
    let verbs = (0..colon).rev().filter(|&at| matches!(clause.kind(at), Kind::Verb | Kind::Ing | Kind::Infinitive));
    let verb = verbs.filter_map(|at| Some((at, cue_at(clause, at)?))).find(|(_, (cue, _))| cue.frames.has(Frames::SPEECH));
    let (source, cue, cue_span) = if let Some((verb, (cue, last))) = verb {
        let span = clause.tokens[clause.chunks[verb].head as usize].span.to(clause.tokens[last as usize].span);
        (clause.subject(verb).map(|subject| subject.source()), cue, span)
    } else {
        // "released the following statement:"
        let Some(noun) = (0..colon).rev().find(|&at| clause.kind(at) == Kind::Noun && clause.is_occasion(at)) else { return };
        let verb = (0..noun).rev().find(|&at| clause.kind(at) == Kind::Verb);
        let subject = verb.and_then(|verb| clause.subject(verb)).map(|subject| subject.source());
        (subject, &LEXICON.cues[0], clause.tokens[clause.chunks[noun].end as usize - 1].span)
    };
    let Some(source) = source else { return };
    if found.last().is_some_and(|last| last.cue == cue_span) {
        return;
    }
    push_empty(clause, source, cue, cue_span, found);
}

fn push_empty(clause: &Clause<'_>, source: Source, cue: &Cue, cue_span: crate::text::Span, found: &mut Vec<Attribution>) {
    let statement = Statement { source: Some(source), cue, cue_span, content: vec![(0, 0)], open_ended: false };
    statement.push(clause, found);
    if let Some(last) = found.last_mut() {
        last.content.clear();
    }
}
