//! Where reported words end: before another attribution, an act of whoever speaks, or what is no longer said.

use super::chunks::Kind;
use super::clause::Clause;
use super::content::{skip_adjuncts, starts_clause};
use super::words::{Form, Tag};

/// Where reported words that begin at `first` end: the sentence, less another attribution at its end.
pub(super) fn boundary(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let mut at = first + 1;
    while at <= end {
        let breaks = match clause.kind(at) {
            Kind::Comma => {
                let next = at + 1;
                match clause.kind(next) {
                    Kind::Ing => clause.is_cue(next),
                    Kind::According => true,
                    Kind::Adverb if clause.kind(next + 1) == Kind::According => true,
                    Kind::Verb if clause.is(next, "then") => clause.is_cue(next),
                    Kind::Verb => clause.is_speech_cue(next) && clause.kind(next + 1) == Kind::Noun,
                    Kind::Conjunction | Kind::Subordinator => own_cue(clause, next + 1, end),
                    Kind::Noun | Kind::Pronoun => closing_attribution(clause, next, end),
                    _ => false,
                }
            }
            Kind::According => true,
            Kind::Conjunction if clause.kind(at + 1) == Kind::Verb => {
                let told = clause.is_cue(at + 1) && clause.chunks[at + 1].bare && is_past(clause, at + 1);
                told && !goes_on_passive(clause, first, at) || leaves_future(clause, first, at)
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

/// "was checked and found to be safe": a participle after "and" at `at` that has its auxiliary before.
fn goes_on_passive(clause: &Clause<'_>, first: usize, at: usize) -> bool {
    let before = (first..at).rev().find(|&at| clause.kind(at) == Kind::Verb);
    before.is_some_and(|verb| clause.chunks[verb].passive && !clause.chunks[verb].bare) && clause.kind(at + 2) == Kind::Infinitive
}

/// "would answer and did not stop", "will cut jobs but gave no figure": what is not said any more after the conjunction at `at`.
fn leaves_future(clause: &Clause<'_>, first: usize, at: usize) -> bool {
    let Some(verb) = (first..at).rev().find(|&at| clause.kind(at) == Kind::Verb) else { return false };
    let chunk = clause.chunks[verb];
    let future = clause.is_any(verb, &["would", "will", "could", "might"])
        && (chunk.head == chunk.first || clause.head_word(verb).tag == Tag::Verb(Form::Base));
    let next = clause.chunks[at + 1];
    let past =
        next.bare && matches!(clause.head_word(at + 1).tag, Tag::Verb(Form::Past | Form::PastOrParticiple)) || clause.is(at + 1, "did");
    future && past
}

/// Where reported words end that begin with the quotation at `first`: a whole sentence in marks ends them, as in `shouted "Go!" at him`.
pub(super) fn quote_boundary(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    if clause.is_whole_quote(first) && !matches!(clause.kind(first + 1), Kind::Quote | Kind::Conjunction) {
        return first;
    }
    boundary(clause, first, end)
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
        let next = skip_adjuncts(clause, verb + 1);
        let announces = clause.kind(next) == Kind::Colon && clause.kind(next + 1) == Kind::Quote;
        clause.is_cue(verb) && announces
            || clause.is_speech_cue(verb) && (verb == end || matches!(clause.kind(next), Kind::Stop | Kind::Comma))
    })
}

/// Where a noun phrase or infinitive as content ends.
pub(super) fn noun_boundary(clause: &Clause<'_>, first: usize, end: usize) -> usize {
    let inner = |at: usize| (first..at).any(|at| matches!(clause.kind(at), Kind::Infinitive | Kind::Verb));
    let mut at = first + 1;
    while at <= end {
        let breaks = match clause.kind(at) {
            Kind::Comma => !matches!(clause.kind(at + 1), Kind::Noun | Kind::Conjunction if list_goes_on(clause, at + 1, end)),
            Kind::Semicolon | Kind::Dash | Kind::Colon | Kind::According => true,
            Kind::Conjunction => clause.kind(at + 1) == Kind::Verb,
            Kind::Subordinator if clause.is(at, "until") => clause.kind(at + 1) == Kind::Pronoun,
            // "declined to say when"
            Kind::Subordinator if clause.before(at) == Kind::Infinitive && clause.is_speech_cue(at - 1) => false,
            // "calls to close schools before the storm", "any rise before May"
            Kind::Subordinator
                if clause.is(at, "before") && (inner(at) || clause.before(at) == Kind::Noun && !starts_clause(clause, at + 1, end)) =>
            {
                false
            }
            Kind::Subordinator => clause.is_any(at, &["when", "while", "after", "before", "although", "though", "since"]),
            Kind::Preposition => at > first && clause.is_occasion(at + 1) && clause.is_any(at, &["in", "on", "at", "during"]),
            Kind::Time if matches!(clause.before(at), Kind::Preposition | Kind::Subordinator) => false,
            Kind::Time => !(first..at).any(|at| clause.kind(at) == Kind::Verb && !clause.is_reduced(at)),
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
        return !clause.is(at, "but")
            && clause.kind(at + 1) == Kind::Noun
            && !(at + 2..=end.min(at + 4)).any(|next| clause.kind(next) == Kind::Verb);
    }
    (at + 1..=end.min(at + 5)).any(|next| clause.kind(next) == Kind::Conjunction)
        && !(at..=end.min(at + 5)).any(|next| clause.kind(next) == Kind::Verb)
}
