//! Attributions of one sentence: each cue with its source and content.

use super::boundary::{boundary, noun_boundary};
use super::chunks::Kind;
use super::clause::Clause;
use super::content::{
    Prefix, content_after, content_around, content_start, is_naming, prefix_kind, push_rest, quote_before, skip_adjuncts,
};
use super::statement::{Attribution, Statement};
use super::subject::{Found, Source};
use super::words::{Cue, Form, Frames, LEXICON, Tag};
use crate::text::Span;

/// Finds the attributions of a sentence.
pub(super) fn attributions(clause: &Clause<'_>, found: &mut Vec<Attribution>) {
    for at in 0..clause.chunks.len() {
        match clause.kind(at) {
            Kind::According => according(clause, at, found),
            Kind::Verb | Kind::Ing | Kind::Infinitive => {
                if is_handed_on(clause, at) {
                    continue;
                }
                if let Some((cue, last)) = cue_at(clause, at) {
                    verb(clause, at, last, cue, found);
                }
            }
            _ => {}
        }
    }
}

/// The cue of a verb group and its last token: the verb, or the particle after it.
pub(super) fn cue_at(clause: &Clause<'_>, at: usize) -> Option<(&'static Cue, u32)> {
    let word = clause.head_word(at);
    let head = clause.chunks[at].head;
    for phrase in LEXICON.phrases(word) {
        let matches = phrase.rest.iter().enumerate().all(|(n, rest)| clause.word(head + 1 + n as u32).eq_ignore_ascii_case(rest));
        if matches {
            return Some((&LEXICON.cues[phrase.cue as usize - 1], head + phrase.rest.len() as u32));
        }
    }
    (word.cue > 0).then(|| (&LEXICON.cues[word.cue as usize - 1], head))
}

/// The last phrase of the sentence, its full stop left out.
fn last(clause: &Clause<'_>) -> usize {
    let mut last = clause.chunks.len() - 1;
    while last > 0 && clause.kind(last) == Kind::Stop {
        last -= 1;
    }
    last
}

fn according(clause: &Clause<'_>, at: usize, found: &mut Vec<Attribution>) {
    let first = at + 1;
    if !clause.chunks.get(first).is_some_and(|chunk| chunk.is_nominal() || chunk.kind == Kind::Quote) {
        return;
    }
    let source = clause.noun_right(first, false);
    let end = last(clause);
    let mut content = Vec::new();
    let mut source_last = source.last;
    let initial = at == 0 || matches!(clause.before(at), Kind::Conjunction | Kind::Semicolon | Kind::Subordinator);
    // The comma that closes the source, over an apposition or a relative clause.
    let close = (source.last + 1..=end).find(|&next| clause.kind(next) == Kind::Comma);
    if initial {
        let Some(close) = close else { return };
        source_last = close - 1;
        content.push((close + 1, end));
    } else {
        let mut before = at - 1;
        while before > 0
            && matches!(clause.kind(before), Kind::Comma | Kind::Dash | Kind::Adverb)
            && !clause.is_any(before, &["earlier", "later", "ago", "before"])
        {
            before -= 1;
        }
        let first = content_start(clause, before);
        content.push((first, before));
        if clause.before(at) == Kind::Comma
            && let Some(close) = close
            && close < end
            && (!matches!(clause.kind(close + 1), Kind::Ing | Kind::Wh | Kind::Noun | Kind::Conjunction | Kind::Adverb | Kind::Preposition)
                || prefix_kind(clause, first, before) != Prefix::Clause)
        {
            content.push((close + 1, end));
        }
    }
    let cue = &LEXICON.cues[0];
    let statement =
        Statement { source: Some(Source { last: source_last, ..source }), cue, cue_span: clause.span(at, at), content, open_ended: false };
    let length = found.len();
    statement.push(clause, found);
    if let Some(new) = found.get_mut(length) {
        new.lemma = "according to";
    }
}

fn verb(clause: &Clause<'_>, at: usize, cue_last: u32, cue: &'static Cue, found: &mut Vec<Attribution>) {
    let chunk = clause.chunks[at];
    let cue_span = clause.tokens[chunk.head as usize].span.to(clause.tokens[cue_last as usize].span);
    // The phrase after the cue; a particle may have its own phrase.
    let mut after = at + 1;
    while clause.chunks.get(after).is_some_and(|next| next.end <= cue_last + 1) {
        after += 1;
    }
    if at == 0 && chunk.kind == Kind::Verb && chunk.bare && cue.frames.has(Frames::SPEECH) && announced(clause, after, cue, cue_span, found)
    {
        return;
    }
    if is_silent(clause, at, after, cue) {
        return;
    }
    if chunk.passive || (chunk.kind == Kind::Verb && is_asked(clause, at)) {
        if ["believe", "hear"].contains(&cue.lemma) {
            return;
        }
        return passive(clause, at, after, cue, cue_span, found);
    }
    if let Some((source, words)) = quoted_by(clause, at) {
        return handed_on(clause, at, (cue, cue_span), source, words, found);
    }
    let subject = clause.subject(at);
    let mut end = last(clause);
    if let Some(Found::Relative(source)) = subject
        && let Some(close) = relative_end(clause, source, after, end)
    {
        end = close;
    }
    // `"...," said Ann Roe` and `..., said Ann Roe`
    let quote_before = quote_before(clause, at);
    let comma_before = clause.before(at) == Kind::Comma;
    let own = matches!(subject, Some(Found::Own(_)));
    if chunk.kind == Kind::Verb && clause.kind(after) == Kind::Noun && cue.frames.has(Frames::SPEECH) && at > 0 {
        let right = clause.noun_right(after, true);
        let next = clause.kind(right.last + 1);
        // "says a source involved in it"
        let reduced = next == Kind::Verb
            && clause.chunks[right.last + 1].bare
            && clause.head_word(right.last + 1).tag == Tag::Verb(Form::PastOrParticiple);
        let closes = reduced && quote_before.is_some()
            || matches!(
                next,
                Kind::Stop
                    | Kind::Comma
                    | Kind::Wh
                    | Kind::Preposition
                    | Kind::Subordinator
                    | Kind::Time
                    | Kind::Dash
                    | Kind::Semicolon
                    | Kind::Colon
                    | Kind::Ing
                    | Kind::Adverb
                    | Kind::Conjunction
            );
        let plain = chunk.bare && chunk.end - chunk.first <= 2;
        let addressed = cue.frames.has(Frames::ADDRESSEE) && clause.is_any(right.last + 1, &["that", "whether", "if", "how", "why"]);
        let clause_before = comma_before && !own && !addressed && (0..at).any(|n| clause.kind(n) == Kind::Verb);
        if closes && plain && (quote_before.is_some() || clause_before) {
            let mut content = Vec::new();
            let before = if comma_before { at - 2 } else { at - 1 };
            content.push((content_start(clause, before), before));
            let open_ended = push_rest(clause, right.last + 1, end, &mut content, quote_before.is_some());
            Statement { source: Some(right), cue, cue_span, content, open_ended }.push(clause, found);
            return;
        }
    }
    let Some(subject) = subject else {
        return;
    };
    let source = subject.source();
    if let Found::Own(source) = subject
        && chunk.kind == Kind::Verb
        && cue.frames.has(Frames::STATEMENT)
        && may_report(clause, at, source, cue)
    {
        if let Some((content, open_ended)) = content_around(clause, source, after, end, cue) {
            Statement { source: Some(source), cue, cue_span, content, open_ended }.push(clause, found);
            return;
        }
        // "what she said was", "a plan the mayor said would fail": the statement is about what stands before.
        if clause.kind(after) == Kind::Verb && cue.frames.has(Frames::CLAUSE) && source.first > 0 {
            let before = source.first - 1;
            let about = match clause.kind(before) {
                Kind::Wh | Kind::Noun => Some(before),
                Kind::Subordinator if clause.is(before, "that") => Some(before),
                Kind::Preposition if before > 0 && clause.kind(before - 1) == Kind::Wh => Some(before - 1),
                _ => None,
            };
            if let Some(about) = about {
                let content = vec![(about, about), (after, boundary(clause, after, end))];
                Statement { source: Some(source), cue, cue_span, content, open_ended: false }.push(clause, found);
                return;
            }
        }
    }
    // A participle that belongs to the noun before it: "a website called", "the plan proposed in May".
    if chunk.bare
        && own
        && !cue.frames.has(Frames::CLAUSE)
        && clause.head_word(at).tag == Tag::Verb(Form::PastOrParticiple)
        && clause.kind(source.first) == Kind::Noun
        && matches!(clause.before(source.first), Kind::Verb | Kind::Ing | Kind::Infinitive | Kind::Preposition)
    {
        return;
    }
    if !may_report(clause, at, source, cue) {
        return;
    }
    let strong = Cue { frames: cue.frames.strengthened(), ..cue.clone() };
    let cue_here = if cue.frames.has(Frames::EVIDENCE) && clause.is_evidence(source.head) { &strong } else { cue };
    if let Some(content) = content_after(clause, after, end, cue_here, chunk.kind) {
        Statement { source: Some(source), cue, cue_span, content: vec![content], open_ended: false }.push(clause, found);
    }
}

/// How many phrases at the most stand between "quoted" and "as saying".
const QUOTED: usize = 8;

/// Who is quoted or cited by the verb at `at`, and where "saying" stands: "quoted Ann Roe, the mayor, as saying".
fn quoted_by(clause: &Clause<'_>, at: usize) -> Option<(Source, usize)> {
    let cue = clause.head_word(at).cue.checked_sub(1).map(|cue| &LEXICON.cues[cue as usize])?;
    if !["quote", "cite"].contains(&cue.lemma) || !clause.chunks.get(at + 1)?.is_nominal() {
        return None;
    }
    let between = (at + 2..).take(QUOTED).take_while(|&next| {
        matches!(clause.kind(next), Kind::Noun | Kind::Pronoun | Kind::Preposition | Kind::Comma | Kind::Conjunction | Kind::Subordinator)
            || matches!(clause.kind(next), Kind::Adverb | Kind::Time | Kind::Bracket)
    });
    let by_as = between.into_iter().find(|&next| clause.is(next, "as") && clause.kind(next + 1) == Kind::Ing && clause.is_cue(next + 1))?;
    let last = if clause.before(by_as) == Kind::Comma { by_as - 2 } else { by_as - 1 };
    let head = clause.noun_right(at + 1, false).head;
    (last > at).then_some((Source { first: at + 1, last, head, pronoun: None }, by_as + 1))
}

/// Whether the participle at `at` is said by somebody who is quoted, and was read there.
fn is_handed_on(clause: &Clause<'_>, at: usize) -> bool {
    let follows = clause.kind(at) == Kind::Ing && at > 2 && clause.is(at - 1, "as");
    let quotes = |verb: usize| {
        clause.chunks[verb].is_verb() && !clause.chunks[verb].passive && quoted_by(clause, verb).is_some_and(|(_, words)| words == at)
    };
    follows && (at.saturating_sub(QUOTED + 3)..at - 2).any(quotes)
}

/// Words that one source hands on from another: whoever quotes states that the other said it, and the other says it.
fn handed_on(
    clause: &Clause<'_>,
    at: usize,
    (cue, cue_span): (&'static Cue, Span),
    source: Source,
    words: usize,
    found: &mut Vec<Attribution>,
) {
    let end = last(clause);
    let Some((said, said_last)) = cue_at(clause, words) else { return };
    let after = (words + 1..).find(|&next| clause.chunks.get(next).is_none_or(|chunk| chunk.end > said_last + 1)).unwrap_or(words + 1);
    let Some(content) = content_after(clause, after, end, said, Kind::Ing) else { return };
    if let Some(quoting) = clause.subject(at) {
        Statement { source: Some(quoting.source()), cue, cue_span, content: vec![(source.first, content.1)], open_ended: false }
            .push(clause, found);
    }
    let said_span = clause.tokens[clause.chunks[words].head as usize].span.to(clause.tokens[said_last as usize].span);
    Statement { source: Some(source), cue: said, cue_span: said_span, content: vec![content], open_ended: false }.push(clause, found);
}

/// Where a relative clause between commas ends: before "lives" in "Roe, who says the boat is hers, lives in Norrvik".
fn relative_end(clause: &Clause<'_>, source: Source, after: usize, end: usize) -> Option<usize> {
    let pronoun = source.pronoun.filter(|&pronoun| clause.before(pronoun) == Kind::Comma)?;
    let ends = |at: usize| clause.kind(at) == Kind::Comma && clause.kind(at + 1) == Kind::Verb && !clause.is(at + 1, "then");
    (after.max(pronoun + 1)..end).find(|&at| ends(at)).and_then(|comma| comma.checked_sub(1))
}

/// "Leeds Crown Court heard": where statements are made. "Roe believes": what a writer knows from being told; not "it was believed".
fn may_report(clause: &Clause<'_>, at: usize, source: Source, cue: &Cue) -> bool {
    const HEARINGS: [&str; 9] = ["court", "inquest", "inquiry", "jury", "tribunal", "trial", "hearing", "meeting", "committee"];
    match cue.lemma {
        "hear" => {}
        "believe" => return clause.head_word(at).tag == Tag::Verb(Form::Third),
        _ => return true,
    }
    let word = clause.word(clause.chunks[source.head].end - 1);
    HEARINGS.iter().any(|hearing| word.eq_ignore_ascii_case(hearing))
}

/// "could not verify", "would not say how", "asked not to be named", "declined to say": nothing is stated.
fn is_silent(clause: &Clause<'_>, at: usize, after: usize, cue: &Cue) -> bool {
    const LEMMAS: [&str; 6] = ["say", "comment", "verify", "show", "answer", "mention"];
    // "Anyone who knows more should call 101, quoting incident 44".
    let reference = |at: usize| {
        let first = clause.word(clause.chunks[at].first);
        ["case", "crime", "incident", "log", "reference"].contains(&first)
    };
    if cue.lemma == "quote" && clause.kind(at) == Kind::Ing && clause.kind(after) == Kind::Noun && reference(after) {
        return true;
    }
    if cue.lemma == "ask" && clause.is(after, "not") && clause.kind(after + 1) == Kind::Infinitive {
        return true;
    }
    let declined = |verb: usize| {
        let cue = clause.head_word(verb).cue;
        cue > 0 && ["decline", "refuse"].contains(&LEXICON.cues[cue as usize - 1].lemma)
    };
    if clause.kind(at) == Kind::Infinitive && at > 0 && declined(at - 1) {
        return true;
    }
    LEMMAS.contains(&cue.lemma) && clause.is_negated(at)
}

/// `Said Ann Roe, "..."`: cue and source before the quotation. Whether it was one.
fn announced(clause: &Clause<'_>, after: usize, cue: &'static Cue, cue_span: Span, found: &mut Vec<Attribution>) -> bool {
    if clause.kind(after) != Kind::Noun {
        return false;
    }
    let source = clause.noun_right(after, true);
    let end = last(clause);
    let quote = (source.last + 1..=end).find(|&at| clause.kind(at) == Kind::Quote);
    let Some(quote) = quote.filter(|&quote| matches!(clause.before(quote), Kind::Comma | Kind::Colon)) else { return false };
    if (source.last + 1..quote).any(|at| clause.is_speech_cue(at)) {
        return false;
    }
    let content = vec![(quote, boundary(clause, quote, end))];
    Statement { source: Some(source), cue, cue_span, content, open_ended: true }.push(clause, found);
    true
}

/// "was accused of", "it was reported that", "were told".
fn passive(clause: &Clause<'_>, at: usize, after: usize, cue: &'static Cue, cue_span: Span, found: &mut Vec<Attribution>) {
    let end = last(clause);
    let by = (after..=end.min(after + 8)).find(|&next| clause.kind(next) == Kind::Preposition && clause.is(next, "by"));
    let by = by.filter(|&by| clause.kind(by + 1) == Kind::Noun || clause.kind(by + 1) == Kind::Pronoun);
    let source = by.map(|by| clause.noun_right(by + 1, false));
    let skipped = skip_adjuncts(clause, after);
    let mut content = Vec::new();
    let reduced = clause.chunks[at].bare && !is_asked(clause, at);
    // "asked about the plan", "pressed on it"
    if clause.kind(skipped_to(clause, after)) == Kind::Preposition && skipped_to(clause, after) < end {
        let preposition = skipped_to(clause, after);
        if cue.prepositions.iter().any(|word| clause.is(preposition, word)) && !reduced {
            content.push((preposition + 1, noun_boundary(clause, preposition + 1, end)));
            Statement { source, cue, cue_span, content, open_ended: false }.push(clause, found);
            return;
        }
    }
    if cue.frames.has(Frames::CLAUSE)
        && (clause.is_any(skipped, &["that", "whether", "why", "how", "if"]) || clause.kind(skipped) == Kind::Infinitive)
        && !reduced
    {
        let stop = if is_asked(clause, at) { before_answer(clause, skipped, end) } else { end };
        content.push((skipped, boundary(clause, skipped, stop)));
        // Past the beginning of what is said, "by" belongs to it: "told to leave by the gate".
        let source = source.filter(|source| source.first < skipped);
        Statement { source, cue, cue_span, content, open_ended: false }.push(clause, found);
        return;
    } else if !cue.frames.has(Frames::ADDRESSEE) && (cue.frames.has(Frames::OBJECT) || cue.frames.has(Frames::NOUN)) {
        let Some(subject) = clause.subject(at) else { return };
        if is_naming(clause, cue, after) || is_summoned(clause, cue, after) {
            return;
        }
        let subject = subject.source();
        content.push((subject.first, subject.last));
        if !reduced
            && after <= end
            && by.is_none_or(|by| by > after)
            && matches!(clause.kind(after), Kind::Preposition | Kind::Noun | Kind::Quote | Kind::Infinitive)
        {
            let stop = by.map_or(end, |by| by - 1);
            content.push((after, noun_boundary(clause, after, stop)));
        }
    }
    Statement { source, cue, cue_span, content, open_ended: false }.push(clause, found);
}

/// "called by the committee", "called to the scene", "painted over", "described in a journal": nothing is said of it.
fn is_summoned(clause: &Clause<'_>, cue: &Cue, after: usize) -> bool {
    (cue.lemma == "call" && clause.is_any(after, &["by", "in", "out", "to"]))
        || (cue.lemma == "paint" && !clause.is(after, "as"))
        || (cue.lemma == "describe" && clause.is_any(after, &["by", "in", "at", "on"]))
}

/// Where what somebody is asked or told ends that begins at `first`: "asked whether it would close, he said", "told that it would, she left".
fn before_answer(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let answers = |at: usize| match clause.subject(at) {
        Some(Found::Own(source)) => source.first.checked_sub(1).filter(|&comma| comma > first && clause.kind(comma) == Kind::Comma),
        _ => None,
    };
    let verbs = || (first + 1..=end).filter(|&at| clause.kind(at) == Kind::Verb);
    let comma = verbs().filter(|&at| clause.is_speech_cue(at)).find_map(answers).or_else(|| verbs().find_map(answers));
    comma.map_or(end, |comma| comma - 1)
}

/// "When asked", "Asked in May": a participle at the start of its clause, without a subject.
fn is_asked(clause: &Clause<'_>, at: usize) -> bool {
    clause.chunks[at].bare
        && clause.head_word(at).tag == Tag::Verb(Form::PastOrParticiple)
        && (matches!(clause.before(at), Kind::Stop | Kind::Comma | Kind::Conjunction) && (at == 0 || clause.subject(at).is_none())
            || (clause.before(at) == Kind::Subordinator && clause.is_any(at - 1, &["when", "if", "once", "after", "as"])))
}

/// Past adverbs, times, and an addressee by "by": "asked on Monday about".
fn skipped_to(clause: &Clause<'_>, after: usize) -> usize {
    let mut at = after;
    while matches!(clause.kind(at), Kind::Adverb | Kind::Time)
        || (clause.kind(at) == Kind::Preposition
            && clause.is_any(at, &["by", "on", "in", "at", "during"])
            && matches!(clause.kind(at + 1), Kind::Noun | Kind::Time | Kind::Pronoun)
            && matches!(clause.kind(at + 2), Kind::Preposition | Kind::Subordinator))
    {
        at += if clause.kind(at) == Kind::Preposition { 2 } else { 1 };
    }
    at
}
