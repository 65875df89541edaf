//! What is said: where reported words stand, before a cue, after it, and on both sides.

use super::anonymity::anonymous_noun;
use super::boundary::{boundary, noun_boundary, quote_boundary};
use super::chunks::Kind;
use super::clause::Clause;
use super::subject::Source;
use super::words::{Cue, Frames, Tag};

/// Where the statement that ends before an attribution begins: the sentence, less a conjunction at its start.
pub(super) fn content_start(clause: &Clause<'_>, end: usize) -> usize {
    (0..end).rev().find(|&at| clause.kind(at) == Kind::Semicolon).map_or(0, |at| at + 1)
}

/// What stands before an attribution.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
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
pub(super) fn content_around(
    clause: &Clause<'_>,
    source: Source,
    after: usize,
    end: usize,
    cue: &Cue,
) -> Option<(Vec<(usize, usize)>, bool)> {
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
        // "Asked about it, she laughed, then said"
        Prefix::Adjunct | Prefix::Fragment if cue.frames.has(Frames::WEAK) && !cue.frames.has(Frames::CLAUSE) => return None,
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

pub(super) fn prefix_kind(clause: &Clause<'_>, first: usize, last: usize) -> Prefix {
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
            && (start + 1..=last).any(|at| {
                clause.kind(at) == Kind::Verb && !clause.is_reduced(at) && matches!(clause.subject(at), Some(super::subject::Found::Own(_)))
            });
        return if own { Prefix::Clause } else { Prefix::Adjunct };
    }
    if verb { Prefix::Clause } else { Prefix::Fragment }
}

/// Adds what goes on after an attribution in the middle: `..., she said, "..."` Returns whether the sentence ended with the attribution.
pub(super) fn push_rest(clause: &Clause<'_>, from: usize, end: usize, content: &mut Vec<(usize, usize)>, quoted: bool) -> bool {
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
            Kind::Verb if clause.is(next, "then") => true,
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
        } else if quoted && let Some(quote) = later_quote(clause, next, end) {
            content.push((quote, quote_run(clause, quote, end)));
        }
        return quoted;
    }
    true
}

/// The quotation that goes on after words between commas: `she said, speaking of the mayor, "..."`
fn later_quote(clause: &Clause<'_>, from: usize, end: usize) -> Option<usize> {
    let quote = (from..=end).find(|&at| clause.kind(at) == Kind::Quote)?;
    let told = (from..quote).any(|at| clause.kind(at) == Kind::Verb && clause.is_speech_cue(at));
    (clause.before(quote) == Kind::Comma && !told).then_some(quote)
}

fn quote_run(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let mut last = first;
    while last < end && clause.kind(last + 1) == Kind::Quote {
        last += 1;
    }
    last
}

/// Past the addressee: "told reporters", "said to him".
pub(super) fn addressee(clause: &Clause<'_>, from: usize, cue: &Cue) -> usize {
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
pub(super) fn skip_adjuncts(clause: &Clause<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        match clause.kind(at) {
            Kind::Adverb | Kind::Time | Kind::Bracket => at += 1,
            Kind::Preposition if matches!(clause.kind(at + 1), Kind::Noun | Kind::Time | Kind::Pronoun) => {
                // "in an interview the plan was late" and "on Monday the plan was late" keep their noun phrases apart by the article.
                let occasion = clause.is_occasion(at + 1);
                at += 2;
                // "in a statement released by the ministry"
                let participle = occasion && clause.kind(at) == Kind::Verb && clause.chunks[at].bare && !clause.is_speech_cue(at);
                if participle && matches!(clause.kind(at + 1), Kind::Preposition | Kind::Time) {
                    at += 1;
                }
            }
            _ => return at,
        }
    }
}

/// Whether a clause begins at `at`: a subject and a finite verb, or a subordinator.
pub(super) fn starts_clause(clause: &Clause<'_>, at: usize, end: usize) -> bool {
    match clause.kind(at) {
        Kind::Subordinator => clause.is_any(at, &["that", "whether", "how", "why", "if", "where", "when", "because"]),
        Kind::Wh => true,
        Kind::Noun | Kind::Pronoun | Kind::Adverb | Kind::Ing => {
            // A relative or subordinate clause has its own verb.
            let mut inside = 0;
            for next in at + 1..=end {
                match clause.kind(next) {
                    Kind::Verb if inside == 0 => return true,
                    Kind::Verb => inside -= 1,
                    Kind::Quote if next > at + 1 || clause.chunks[next].end - clause.chunks[next].first > 4 => return true,
                    Kind::Wh | Kind::Subordinator => inside += 1,
                    // "announced cuts and left"
                    Kind::Conjunction if inside == 0 && next == at + 1 && clause.kind(next + 1) == Kind::Verb => return false,
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
pub(super) fn content_after(clause: &Clause<'_>, after: usize, end: usize, cue: &Cue, kind: Kind) -> Option<(usize, usize)> {
    let frames = cue.frames;
    if after > end {
        return None;
    }
    // "talk about", "respond to", "accuse of"
    let after = if !cue.prepositions.is_empty() && clause.kind(after) == Kind::Adverb && clause.kind(after + 1) == Kind::Preposition {
        after + 1
    } else {
        after
    };
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
        return Some((at + 1, quote_boundary(clause, at + 1, end)));
    }
    if clause.kind(at) == Kind::Colon && at < end {
        return Some((at + 1, end));
    }
    if clause.kind(at) == Kind::Quote && (!frames.has(Frames::NOUN) || at == direct) {
        return Some((at, quote_boundary(clause, at, end)));
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
        // "added regarding the quay, they would wait"
        let about = at > direct && clause.is_any(direct, &["regarding", "concerning", "about"]);
        if about && clause.kind(at) == Kind::Comma && clause.kind(at + 1) == Kind::Pronoun && starts_clause(clause, at + 1, end) {
            return Some((at + 1, boundary(clause, at + 1, end)));
        }
        // ", however, that"
        if clause.kind(at) == Kind::Comma {
            let close = (at + 1..=end.min(at + 6)).find(|&next| clause.kind(next) == Kind::Comma)?;
            if close < end && (clause.is(close + 1, "that") || clause.kind(close + 1) == Kind::Quote) {
                return Some((close + 1, boundary(clause, close + 1, end)));
            }
        }
    }
    if is_naming(clause, cue, direct) || names_whom(clause, cue, direct) {
        return None;
    }
    // "dismissed as “idle” the talk of a sale"
    if frames.has(Frames::OBJECT) && clause.is(direct, "as") && clause.kind(direct + 1) == Kind::Quote {
        return Some((direct + 1, noun_boundary(clause, direct + 1, end)));
    }
    // "compared the plan to “a sieve”"
    if frames.has(Frames::OBJECT) && frames.has(Frames::WEAK) && is_likened(clause, direct, end) {
        return Some((direct, noun_boundary(clause, direct, end)));
    }
    // "denied hiding it", "admitted taking the money"
    if frames.has(Frames::NOUN)
        && !frames.has(Frames::WEAK)
        && clause.kind(direct) == Kind::Ing
        && direct < end
        && DOING.contains(&cue.lemma)
    {
        return Some((direct, noun_boundary(clause, direct, end)));
    }
    let nominal = clause.chunks[direct.min(end)].is_nominal() || clause.kind(direct) == Kind::Quote;
    if (frames.has(Frames::NOUN) || frames.has(Frames::OBJECT)) && !frames.has(Frames::WEAK) && nominal && direct <= end {
        return Some((direct, noun_boundary(clause, direct, end)));
    }
    let _ = kind;
    None
}

/// Whether a noun phrase is likened to words in quotation marks: "the plan to “a sieve”".
fn is_likened(clause: &Clause<'_>, at: usize, end: usize) -> bool {
    let quote = (at + 1..=end.min(at + 6)).find(|&at| !matches!(clause.kind(at), Kind::Noun | Kind::Preposition));
    clause.kind(at) == Kind::Noun
        && quote.is_some_and(|quote| clause.kind(quote) == Kind::Quote && clause.is_any(quote - 1, &["to", "with", "as"]))
}

/// Verbs that name as well as judge: "a party called Forward" reports nothing, "called him a liar" does.
const NAMING: [&str; 5] = ["call", "label", "dub", "term", "deem"];

/// Verbs that take what was done, or should be, as their object: "denied hiding it", "recommended closing it".
const DOING: [&str; 10] = ["deny", "admit", "acknowledge", "confess", "oppose", "propose", "suggest", "recommend", "advocate", "recall"];

/// Verbs whose object is a statement, or else a person to whom something is done: "dismissed the report", "dismissed his commissioner".
const OF_PERSONS: [&str; 3] = ["dismiss", "question", "reject"];

/// What is claimed without a word: "claimed damages", "the storm claimed nine lives".
const CLAIMED: [&str; 10] = ["compensation", "damages", "benefits", "benefit", "asylum", "costs", "expenses", "refund", "lives", "life"];

/// Whether the object of such a verb is a person.
fn names_whom(clause: &Clause<'_>, cue: &Cue, at: usize) -> bool {
    if cue.lemma == "claim" {
        return clause.chunks.get(at).is_some_and(|chunk| CLAIMED.iter().any(|word| clause.word(chunk.end - 1).eq_ignore_ascii_case(word)));
    }
    if !OF_PERSONS.contains(&cue.lemma) {
        return false;
    }
    let Some(chunk) = clause.chunks.get(at).filter(|chunk| chunk.is_nominal()) else { return false };
    let word = clause.word(chunk.end - 1);
    let person = chunk.kind == Kind::Pronoun && ["him", "her", "them", "me", "us"].contains(&word)
        || anonymous_noun(word).is_some()
        || ["er", "or", "man", "woman", "ist"].iter().any(|ending| word.len() > 6 && word.ends_with(ending))
        || ["head", "chief", "aide", "judge", "secretary", "suspect"].contains(&word);
    person && !matches!(clause.kind(at + 1), Kind::Quote) && !clause.is(at + 1, "as")
}

/// Whether a verb only names what it is said of: "called Morning Star".
pub(super) fn is_naming(clause: &Clause<'_>, cue: &Cue, at: usize) -> bool {
    NAMING.contains(&cue.lemma) && only_names(clause, at)
}

/// Whether the object is a name and nothing is said of it.
fn only_names(clause: &Clause<'_>, at: usize) -> bool {
    let Some(chunk) = clause.chunks.get(at).filter(|chunk| chunk.kind == Kind::Noun) else { return false };
    let names = (chunk.first..chunk.end)
        .all(|token| matches!(clause.tagged[token as usize].tag, Tag::Name | Tag::Number | Tag::Mark | Tag::Determiner));
    let said = match clause.kind(at + 1) {
        Kind::Noun | Kind::Quote | Kind::Adverb | Kind::Pronoun | Kind::Other => true,
        Kind::Comma => clause.kind(at + 2) == Kind::Noun,
        _ => false,
    };
    names && !said
}

/// The quotation that ends right before a phrase, a comma between allowed.
pub(super) fn quote_before(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    if clause.kind(before) == Kind::Comma {
        before = before.checked_sub(1)?;
    }
    (clause.kind(before) == Kind::Quote).then_some(before)
}
