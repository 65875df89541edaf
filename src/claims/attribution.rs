//! Attributions of one sentence: each cue with its source and content.

use super::chunks::Kind;
use super::clause::{Clause, Found, Source};
use super::words::{Cue, Form, Frames, LEXICON, Tag};
use super::{CueClass, Mode};
use crate::text::Span;

/// An attribution as one paragraph shows it; spans are relative to the paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribution {
    /// The source as written, its apposition included; then the "who" that stands for it.
    pub source: Vec<Span>,
    /// The noun phrase in the source that names it.
    pub head: Option<Span>,
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

/// Finds the attributions of a sentence.
pub(super) fn attributions(clause: &Clause<'_>, found: &mut Vec<Attribution>) {
    for at in 0..clause.chunks.len() {
        match clause.kind(at) {
            Kind::According => according(clause, at, found),
            Kind::Verb | Kind::Ing | Kind::Infinitive => {
                if let Some((cue, last)) = cue_at(clause, at) {
                    verb(clause, at, last, cue, found);
                }
            }
            _ => {}
        }
    }
}

/// The cue of a verb group and its last token: the verb, or the particle after it.
fn cue_at(clause: &Clause<'_>, at: usize) -> Option<(&'static Cue, u32)> {
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

struct Statement<'c> {
    source: Option<Source>,
    cue: &'c Cue,
    cue_span: Span,
    content: Vec<(usize, usize)>,
    open_ended: bool,
}

impl Statement<'_> {
    fn push(self, clause: &Clause<'_>, found: &mut Vec<Attribution>) {
        let content: Vec<Span> =
            self.content.iter().filter(|(first, last)| first <= last).map(|&(first, last)| clause.span(first, last)).collect();
        if content.is_empty() {
            return;
        }
        let hedged = content.iter().any(|span| is_hedged(clause, *span));
        found.push(Attribution {
            source: self.source.map_or(Vec::new(), |source| spans_of(clause, source)),
            head: self.source.map(|source| clause.span(source.first, source.head)),
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

fn mode(clause: &Clause<'_>, content: &[Span]) -> Mode {
    let (mut quoted, mut words) = (0, 0);
    for span in content {
        let first = clause.tokens.partition_point(|token| token.span.end <= span.start);
        for token in clause.tokens[first..].iter().take_while(|token| token.span.start < span.end) {
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
    let first = clause.tokens.partition_point(|token| token.span.end <= span.start);
    let inside = clause.tokens[first..].iter().take_while(|token| token.span.start < span.end);
    inside.filter(|token| token.is_word() && !token.capital).any(|token| HEDGES.contains(&token.text(clause.text)))
}

/// "reportedly" and its like among the sentence's adverbs.
fn is_reported(clause: &Clause<'_>) -> bool {
    let mut adverbs = clause.chunks.iter().filter(|chunk| matches!(chunk.kind, Kind::Adverb | Kind::Verb));
    adverbs.any(|chunk| (chunk.first..chunk.end).any(|at| ["reportedly", "allegedly", "purportedly"].contains(&clause.word(at))))
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
        while before > 0 && matches!(clause.kind(before), Kind::Comma | Kind::Dash | Kind::Adverb) {
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

/// Where the statement that ends before an attribution begins: the sentence, less a conjunction at its start.
fn content_start(clause: &Clause<'_>, end: usize) -> usize {
    (0..end).rev().find(|&at| clause.kind(at) == Kind::Semicolon).map_or(0, |at| at + 1)
}

fn verb(clause: &Clause<'_>, at: usize, cue_last: u32, cue: &'static Cue, found: &mut Vec<Attribution>) {
    let chunk = clause.chunks[at];
    let cue_span = clause.tokens[chunk.head as usize].span.to(clause.tokens[cue_last as usize].span);
    // The phrase after the cue; a particle may have its own phrase.
    let mut after = at + 1;
    while clause.chunks.get(after).is_some_and(|next| next.end <= cue_last + 1) {
        after += 1;
    }
    if chunk.passive || (chunk.kind == Kind::Verb && is_asked(clause, at)) {
        return passive(clause, at, after, cue, cue_span, found);
    }
    let end = last(clause);
    let subject = clause.subject(at);
    // `"...," said Ann Roe` and `..., said Ann Roe`
    let quote_before = quote_before(clause, at);
    let comma_before = clause.before(at) == Kind::Comma;
    let own = matches!(subject, Some(Found::Own(_)));
    if chunk.kind == Kind::Verb && clause.kind(after) == Kind::Noun && cue.frames.has(Frames::SPEECH) && at > 0 {
        let right = clause.noun_right(after, true);
        let next = clause.kind(right.last + 1);
        let closes = matches!(
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
        let clause_before = comma_before && !own && (0..at).any(|n| clause.kind(n) == Kind::Verb);
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
    let strong = Cue { frames: cue.frames.strengthened(), ..cue.clone() };
    let cue_here = if cue.frames.has(Frames::EVIDENCE) && clause.is_evidence(source.head) { &strong } else { cue };
    if let Some(content) = content_after(clause, after, end, cue_here, chunk.kind) {
        Statement { source: Some(source), cue, cue_span, content: vec![content], open_ended: false }.push(clause, found);
    }
}

/// The quotation that ends right before a phrase, a comma between allowed.
fn quote_before(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    if clause.kind(before) == Kind::Comma {
        before = before.checked_sub(1)?;
    }
    (clause.kind(before) == Kind::Quote).then_some(before)
}

/// What stands before an attribution.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    /// A whole quotation.
    Quote,
    /// A clause.
    Clause,
    /// "When asked", "In a speech": no statement unless it goes on after the attribution.
    Adjunct,
    /// Words without a verb.
    Fragment,
}

/// `..., Ann Roe said`, `"...," she said`, `..., he said, ...`: what is said before the source, and after the cue; and whether a quotation
/// right after the sentence goes on with it.
fn content_around(clause: &Clause<'_>, source: Source, after: usize, end: usize, cue: &Cue) -> Option<(Vec<(usize, usize)>, bool)> {
    let mut before = source.first.checked_sub(1)?;
    let as_clause = clause.is(before, "as") && clause.kind(before) == Kind::Subordinator;
    if as_clause {
        // "As CNN reported, ..." and "..., as CNN reported"
        let Some(earlier) = before.checked_sub(1) else {
            let comma = (after..end).find(|&at| clause.kind(at) == Kind::Comma)?;
            return Some((vec![(comma + 1, end)], false));
        };
        before = earlier;
    }
    let comma = matches!(clause.kind(before), Kind::Comma | Kind::Dash);
    if !(comma || clause.is_whole_quote(before)) {
        return None;
    }
    let last = if comma { before.checked_sub(1)? } else { before };
    let first = content_start(clause, last);
    let prefix = match clause.kind(last) {
        Kind::Quote if clause.is_whole_quote(last) => Prefix::Quote,
        _ => prefix_kind(clause, first, last),
    };
    let addressed = addressee(clause, after, cue);
    let next = skip_adjuncts(clause, addressed);
    let rest = clause.kind(next);
    let ends = next > end || matches!(rest, Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Dash);
    let goes_on_in_quote = rest == Kind::Comma && clause.kind(next + 1) == Kind::Quote;
    let before_only = match prefix {
        Prefix::Quote => true,
        Prefix::Adjunct | Prefix::Fragment if goes_on_in_quote => return None,
        Prefix::Adjunct => ends && rest == Kind::Comma,
        Prefix::Fragment => ends,
        Prefix::Clause => {
            ends || !(rest == Kind::Quote
                || rest == Kind::Colon
                || clause.is(next, "that")
                || starts_clause(clause, next, end)
                || cue.frames.has(Frames::NOUN))
        }
    };
    if !before_only && !as_clause {
        return None;
    }
    let mut content = vec![(first, last)];
    let quoted = prefix == Prefix::Quote;
    let length = content.len();
    let open_ended = push_rest(clause, if quoted { addressed } else { next }, end, &mut content, quoted);
    // A phrase without a verb is a statement only with what follows.
    if content.len() == length && prefix == Prefix::Adjunct {
        return None;
    }
    Some((content, open_ended))
}

fn prefix_kind(clause: &Clause<'_>, first: usize, last: usize) -> Prefix {
    let verb = (first..=last).any(|at| clause.kind(at) == Kind::Verb);
    let mut start = first;
    while start < last && matches!(clause.kind(start), Kind::Conjunction | Kind::Comma) {
        start += 1;
    }
    let comma = (start..=last).any(|at| clause.kind(at) == Kind::Comma);
    let adjunct = match clause.kind(start) {
        Kind::Subordinator => !clause.is_any(start, &["that", "how", "why", "where"]),
        Kind::Preposition | Kind::Ing | Kind::Time | Kind::Adverb | Kind::Infinitive => true,
        Kind::Verb => clause.chunks[start].bare,
        Kind::Noun => last == start && !verb,
        _ => false,
    };
    if adjunct && (!comma || !verb) {
        // "On Monday the plan failed" has its own subject and verb.
        let own = clause.kind(start) != Kind::Subordinator
            && clause.kind(start) != Kind::Verb
            && (start + 1..=last)
                .any(|at| clause.kind(at) == Kind::Verb && matches!(clause.subject(at), Some(super::clause::Found::Own(_))));
        return if own { Prefix::Clause } else { Prefix::Adjunct };
    }
    if verb { Prefix::Clause } else { Prefix::Fragment }
}

/// Adds what goes on after an attribution in the middle: `..., she said, "..."` Returns whether the sentence ended with the attribution.
fn push_rest(clause: &Clause<'_>, from: usize, end: usize, content: &mut Vec<(usize, usize)>, quoted: bool) -> bool {
    if from > end {
        return true;
    }
    let mut at = from;
    if quoted {
        // Anything may stand between: `she said in an interview, "..."`
        while at <= end && !matches!(clause.kind(at), Kind::Comma | Kind::Colon | Kind::Dash | Kind::Semicolon) {
            at += 1;
        }
    }
    if at < end && matches!(clause.kind(at), Kind::Comma | Kind::Dash | Kind::Colon) {
        let next = at + 1;
        if clause.kind(next) == Kind::Quote {
            content.push((next, quote_run(clause, next, end)));
            return true;
        }
        if clause.kind(next) == Kind::Conjunction && clause.kind(next + 1) == Kind::Quote {
            content.push((next, next + 1));
            return true;
        }
        let other = match clause.kind(next) {
            Kind::Ing | Kind::Wh | Kind::Preposition | Kind::According | Kind::Time => true,
            Kind::Subordinator => !clause.is_any(next, &["that", "because", "if", "unless", "until"]),
            Kind::Noun | Kind::Pronoun | Kind::Adverb | Kind::Conjunction => {
                quoted
                    || (next..=end).any(|n| {
                        clause.is_speech_cue(n)
                            && clause.kind(n) == Kind::Verb
                            && clause.subject(n).is_some_and(|found| found.source().first >= next)
                    })
            }
            _ => quoted,
        };
        if !other {
            content.push((next, boundary(clause, next, end)));
        }
        return quoted;
    }
    true
}

fn quote_run(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let mut last = first;
    while last < end && clause.kind(last + 1) == Kind::Quote {
        last += 1;
    }
    last
}

/// Past the addressee: "told reporters", "said to him".
fn addressee(clause: &Clause<'_>, from: usize, cue: &Cue) -> usize {
    let mut at = from;
    if cue.frames.has(Frames::ADDRESSEE) && clause.chunks.get(at).is_some_and(|chunk| chunk.is_nominal()) {
        // "told the paper the plan was late": the first phrase is the addressee only if something follows it.
        let right = clause.noun_right(at, false);
        at = if clause.kind(at) == Kind::Pronoun { at + 1 } else { right.last + 1 };
        if clause.kind(at) == Kind::Verb {
            // "warned the plan was late": no addressee after all.
            return from;
        }
    }
    at
}

/// Past adverbs, times and prepositional phrases.
fn skip_adjuncts(clause: &Clause<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        match clause.kind(at) {
            Kind::Adverb | Kind::Time | Kind::Bracket => at += 1,
            Kind::Preposition if matches!(clause.kind(at + 1), Kind::Noun | Kind::Time | Kind::Pronoun) => {
                // "in an interview the plan was late" and "on Monday the plan was late" keep their noun phrases apart by the article.
                at += 2;
            }
            _ => return at,
        }
    }
}

/// Whether a clause begins at `at`: a subject and a finite verb, or a subordinator.
fn starts_clause(clause: &Clause<'_>, at: usize, end: usize) -> bool {
    match clause.kind(at) {
        Kind::Subordinator => clause.is_any(at, &["that", "whether", "how", "why", "if", "where", "when", "because"]),
        Kind::Wh => true,
        Kind::Noun | Kind::Pronoun | Kind::Adverb => {
            // A relative or subordinate clause has its own verb.
            let mut inside = 0;
            for next in at + 1..=end {
                match clause.kind(next) {
                    Kind::Verb if inside == 0 => return true,
                    Kind::Verb => inside -= 1,
                    Kind::Quote if next > at + 1 || clause.chunks[next].end - clause.chunks[next].first > 4 => return true,
                    Kind::Wh | Kind::Subordinator => inside += 1,
                    Kind::Semicolon | Kind::Colon | Kind::According => return false,
                    _ => {}
                }
            }
            false
        }
        _ => false,
    }
}

/// The content after a cue: first and last phrase.
fn content_after(clause: &Clause<'_>, after: usize, end: usize, cue: &Cue, kind: Kind) -> Option<(usize, usize)> {
    let frames = cue.frames;
    if after > end {
        return None;
    }
    // "talk about", "respond to", "accuse of"
    if clause.kind(after) == Kind::Preposition && !cue.prepositions.is_empty() {
        let word = clause.word(clause.chunks[after].first);
        if cue.prepositions.iter().any(|prep| word.eq_ignore_ascii_case(prep)) && after < end && !clause.is_occasion(after + 1) {
            return Some((after + 1, noun_boundary(clause, after + 1, end)));
        }
    }
    let mut at = addressee(clause, after, cue);
    let addressed = at != after;
    if addressed && clause.is_any(at, &["about", "of"]) && at < end {
        return Some((at + 1, noun_boundary(clause, at + 1, end)));
    }
    if (addressed || frames.has(Frames::INFINITIVE)) && clause.kind(at) == Kind::Infinitive {
        return Some((at, noun_boundary(clause, at, end)));
    }
    let direct = at;
    at = skip_adjuncts(clause, at);
    if matches!(clause.kind(at), Kind::Comma | Kind::Colon | Kind::Dash) && clause.kind(at + 1) == Kind::Quote {
        return Some((at + 1, boundary(clause, at + 1, end)));
    }
    if clause.kind(at) == Kind::Colon && at < end {
        return Some((at + 1, end));
    }
    if clause.kind(at) == Kind::Quote && (!frames.has(Frames::NOUN) || at == direct) {
        return Some((at, boundary(clause, at, end)));
    }
    if frames.has(Frames::INFINITIVE) && clause.kind(at) == Kind::Infinitive {
        return Some((at, noun_boundary(clause, at, end)));
    }
    if frames.has(Frames::CLAUSE) {
        let that = clause.is_any(at, &["that", "whether", "how", "why", "if", "what", "where"]) || clause.kind(at) == Kind::Wh;
        if (that || (!frames.has(Frames::WEAK) && starts_clause(clause, at, end))) && at <= end {
            return Some((at, boundary(clause, at, end)));
        }
        if !frames.has(Frames::WEAK) && starts_clause(clause, direct, end) {
            return Some((direct, boundary(clause, direct, end)));
        }
        // ", however, that"
        if clause.kind(at) == Kind::Comma {
            let close = (at + 1..=end.min(at + 6)).find(|&next| clause.kind(next) == Kind::Comma)?;
            if close < end && (clause.is(close + 1, "that") || clause.kind(close + 1) == Kind::Quote) {
                return Some((close + 1, boundary(clause, close + 1, end)));
            }
        }
    }
    let nominal = clause.chunks[direct.min(end)].is_nominal() || clause.kind(direct) == Kind::Quote;
    if (frames.has(Frames::NOUN) || frames.has(Frames::OBJECT)) && !frames.has(Frames::WEAK) && nominal && direct <= end {
        return Some((direct, noun_boundary(clause, direct, end)));
    }
    let _ = kind;
    None
}

/// Where reported words that begin at `first` end: the sentence, less another attribution at its end.
fn boundary(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let mut at = first + 1;
    while at <= end {
        let breaks = match clause.kind(at) {
            Kind::Comma => {
                let next = at + 1;
                match clause.kind(next) {
                    Kind::Ing => clause.is_cue(next),
                    Kind::According => true,
                    Kind::Adverb if clause.kind(next + 1) == Kind::According => true,
                    Kind::Verb => clause.is_speech_cue(next) && clause.kind(next + 1) == Kind::Noun,
                    Kind::Conjunction | Kind::Subordinator => own_cue(clause, next + 1, end),
                    Kind::Noun | Kind::Pronoun => closing_attribution(clause, next, end),
                    _ => false,
                }
            }
            Kind::According => true,
            Kind::Conjunction => {
                clause.is_cue(at + 1) && clause.kind(at + 1) == Kind::Verb && clause.chunks[at + 1].bare && is_past(clause, at + 1)
            }
            Kind::Subordinator if clause.is_any(at, &["while", "as", "after", "before", "when"]) => own_cue(clause, at + 1, end),
            Kind::Semicolon => own_cue(clause, at + 1, end),
            _ => false,
        };
        if breaks {
            return at - 1;
        }
        at += 1;
    }
    end
}

fn is_past(clause: &Clause<'_>, at: usize) -> bool {
    matches!(clause.head_word(at).tag, Tag::Verb(Form::Past | Form::PastOrParticiple | Form::Third))
}

/// Whether a new attribution with its own subject begins at `at`.
fn own_cue(clause: &Clause<'_>, at: usize, end: usize) -> bool {
    let verb = (at..=end.min(at + 8)).find(|&next| clause.kind(next) == Kind::Verb);
    verb.is_some_and(|verb| clause.is_speech_cue(verb) && !clause.chunks[verb].passive)
}

/// ", the mayor said" at the end of a sentence.
fn closing_attribution(clause: &Clause<'_>, at: usize, end: usize) -> bool {
    let verb = (at..=end.min(at + 8)).find(|&next| clause.kind(next) == Kind::Verb);
    verb.is_some_and(|verb| {
        clause.is_speech_cue(verb) && (verb == end || matches!(clause.kind(skip_adjuncts(clause, verb + 1)), Kind::Stop | Kind::Comma))
    })
}

/// Where a noun phrase or infinitive as content ends.
fn noun_boundary(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let mut at = first + 1;
    while at <= end {
        let breaks = match clause.kind(at) {
            Kind::Comma => !matches!(clause.kind(at + 1), Kind::Noun | Kind::Conjunction if list_goes_on(clause, at + 1, end)),
            Kind::Semicolon | Kind::Dash | Kind::Colon | Kind::According => true,
            Kind::Conjunction => clause.kind(at + 1) == Kind::Verb,
            Kind::Subordinator => clause.is_any(at, &["when", "while", "after", "before", "although", "though", "since", "until"]),
            Kind::Preposition => at > first && clause.is_occasion(at + 1) && clause.is_any(at, &["in", "on", "at", "during"]),
            Kind::Time => true,
            Kind::Ing => clause.is_cue(at) && clause.is_any(at, &["saying", "adding", "calling", "telling"]),
            _ => false,
        };
        if breaks {
            return at - 1;
        }
        at += 1;
    }
    end
}

/// Whether "A, B and C" goes on at `at`.
fn list_goes_on(clause: &Clause<'_>, at: usize, end: usize) -> bool {
    if clause.kind(at) == Kind::Conjunction {
        return clause.kind(at + 1) == Kind::Noun && !(at + 2..=end.min(at + 4)).any(|next| clause.kind(next) == Kind::Verb);
    }
    (at + 1..=end.min(at + 5)).any(|next| clause.kind(next) == Kind::Conjunction)
        && !(at..=end.min(at + 5)).any(|next| clause.kind(next) == Kind::Verb)
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
        content.push((skipped, boundary(clause, skipped, end)));
    } else if !cue.frames.has(Frames::ADDRESSEE) && (cue.frames.has(Frames::OBJECT) || cue.frames.has(Frames::NOUN)) {
        let Some(subject) = clause.subject(at) else { return };
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
