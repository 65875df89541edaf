//! Who is the subject of a verb: noun phrases with what follows their heads, over commas, relative clauses and shared subjects.

use super::chunks::Kind;
use super::clause::Clause;
use super::words::Tag;

/// A source: phrases `first..=last`; `head` is the last phrase of what names it, which begins at `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub first: usize,
    pub last: usize,
    pub head: usize,
    /// The relative pronoun that stands for it: "who".
    pub pronoun: Option<usize>,
}

impl Source {
    pub fn at(first: usize, last: usize) -> Self {
        Source { first, last, head: first, pronoun: None }
    }

    /// "Secretary of State Ann Roe": a title with "of" and the name after it are one head.
    fn titled(self, clause: &Clause<'_>) -> Self {
        let of = self.first + 1;
        let title = of < self.last
            && clause.kind(of) == Kind::Preposition
            && clause.is(of, "of")
            && clause.kind(of + 1) == Kind::Noun
            && clause.head_word(self.first).tag == Tag::Name;
        if !title {
            return self;
        }
        let chunk = clause.chunks[of + 1];
        let names = (chunk.first..chunk.end).filter(|at| clause.tagged[*at as usize].tag == Tag::Name).count();
        if names >= 3
            || (names == 2
                && clause.is_any(
                    of + 1,
                    &[
                        "State",
                        "Defense",
                        "Defence",
                        "Labor",
                        "Education",
                        "Energy",
                        "Transportation",
                        "Commerce",
                        "Finance",
                        "Justice",
                        "Interior",
                    ],
                ))
        {
            Source { head: of + 1, ..self }
        } else {
            self
        }
    }
}

/// Where a subject was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Right before the verb, or over its apposition.
    Own(Source),
    /// The subject of another verb: "and said", ", saying".
    Shared(Source),
    /// "who", with its antecedent.
    Relative(Source),
}

impl Found {
    pub fn source(self) -> Source {
        match self {
            Found::Own(source) | Found::Shared(source) | Found::Relative(source) => source,
        }
    }
}

impl Clause<'_> {
    /// Extends a noun phrase at `last` to the left over "of" and "for" phrases and lists.
    pub fn noun_left(&self, last: usize) -> Source {
        let mut first = last;
        if self.kind(last) == Kind::Pronoun && !self.is_indefinite(last) {
            return Source::at(last, last);
        }
        loop {
            let prep = first.checked_sub(2).filter(|&at| {
                self.kind(first - 1) == Kind::Preposition
                    && (self.kind(at) == Kind::Noun || self.is_indefinite(at))
                    && !self.is_adjunct(first - 1)
            });
            if let Some(at) = prep {
                first = at;
                continue;
            }
            let bracket = first.checked_sub(1).filter(|&at| self.kind(at) == Kind::Bracket && at > 0 && self.kind(at - 1) == Kind::Noun);
            if let Some(at) = bracket {
                first = at - 1;
                continue;
            }
            let list = first.checked_sub(2).filter(|&at| {
                self.is_any(first - 1, &["and", "or"])
                    && self.chunks[at].is_nominal()
                    && !matches!(self.before(at), Kind::Verb | Kind::Ing | Kind::Infinitive | Kind::Preposition | Kind::Wh)
            });
            match list {
                Some(at) => first = at,
                None => return Source::at(first, last).titled(self),
            }
        }
    }

    /// The subject of the verb group at `at`.
    pub fn subject(&self, at: usize) -> Option<Found> {
        let chunk = self.chunks[at];
        match chunk.kind {
            Kind::Infinitive => return self.governor(at).and_then(|verb| self.subject(verb)).map(|found| Found::Shared(found.source())),
            Kind::Ing => return self.participle_subject(at),
            _ => {}
        }
        // "did the mayor refuse": the auxiliary before the subject.
        let mut left = at;
        loop {
            match self.before(left) {
                Kind::Adverb | Kind::Bracket => left -= 1,
                // "the mayor on Monday said"
                Kind::Time => left -= if left >= 2 && self.kind(left - 2) == Kind::Preposition { 2 } else { 1 },
                // "the mayor in a statement said"
                Kind::Noun
                    if left >= 2
                        && self.kind(left - 2) == Kind::Preposition
                        && self.is_adjunct(left - 2)
                        && left >= 3
                        && self.chunks[left - 3].is_nominal() =>
                {
                    left -= 2;
                }
                _ => break,
            }
        }
        match self.before(left) {
            Kind::Noun | Kind::Pronoun => {
                if self.tagged[self.chunks[left - 1].first as usize].tag == Tag::Object {
                    return None;
                }
                let mut source = self.noun_left(left - 1);
                if let Some(found) = self.over_relative(source) {
                    return Some(found);
                }
                source.last = left.max(source.last + 1) - 1;
                // A bracket after the name belongs to it: "Ann Roe (Leeds North)".
                if at > left && self.kind(left) == Kind::Bracket {
                    source.last = left;
                }
                Some(Found::Own(source))
            }
            Kind::Wh => self.antecedent(left - 1),
            Kind::Subordinator if self.is(left - 1, "that") => self.antecedent(left - 1),
            Kind::Conjunction => self.shared(left - 1).map(Found::Shared),
            Kind::Comma | Kind::Dash => self.over_apposition(left - 1),
            // `Ann Roe, citing "the cost," said`: the comma stands inside the marks.
            Kind::Quote if left >= 4 && self.is_whole_quote(left - 1) && matches!(self.kind(left - 2), Kind::Ing | Kind::Noun) => {
                let open = (0..left - 1).rev().find(|&at| self.kind(at) == Kind::Comma)?;
                let participle = self.kind(open + 1) == Kind::Ing && open > 0 && self.chunks[open - 1].is_nominal();
                participle.then(|| Found::Own(self.noun_left(open - 1)))
            }
            Kind::Verb if chunk.bare => self.subject(left - 1).map(|found| Found::Shared(found.source())),
            _ => None,
        }
    }

    /// "officials who saw the plan": the object of a relative clause is not whose verb comes next, but whom the clause is about.
    fn over_relative(&self, object: Source) -> Option<Found> {
        let verb = object.first.checked_sub(1).filter(|&at| self.kind(at) == Kind::Verb && !self.is_cue(at))?;
        let pronoun = verb.checked_sub(1).filter(|&at| self.is_any(at, &["who", "which"]))?;
        let antecedent = pronoun.checked_sub(1).filter(|&at| self.kind(at) == Kind::Noun)?;
        Some(Found::Own(Source { last: object.last, ..self.noun_left(antecedent) }))
    }

    /// The noun phrase that a relative pronoun at `at` goes back to.
    fn antecedent(&self, at: usize) -> Option<Found> {
        let mut left = at;
        // "some of whom", ", who"
        if self.before(left) == Kind::Preposition && left >= 2 && self.chunks[left - 2].is_nominal() {
            left -= 2;
        }
        if matches!(self.before(left), Kind::Comma | Kind::Dash) {
            left -= 1;
        }
        if self.before(left) == Kind::Bracket {
            left -= 1;
        }
        (left > 0 && self.kind(left - 1) == Kind::Noun).then(|| {
            // The person nearest: "a spokesman for the mayor who said" is rarer than "a meeting with Roe, who said".
            let near = left - 1;
            let name = self.tagged[self.chunks[near].first as usize].tag == Tag::Name;
            let source = if name { Source::at(near, near) } else { self.noun_left(near) };
            Found::Relative(Source { pronoun: Some(at), ..source })
        })
    }

    /// The verb that an infinitive depends on.
    fn governor(&self, at: usize) -> Option<usize> {
        let mut left = at;
        while left > 0 {
            left -= 1;
            match self.kind(left) {
                Kind::Verb | Kind::Ing => return Some(left),
                Kind::Infinitive => return Some(left),
                Kind::Noun | Kind::Pronoun | Kind::Adverb | Kind::Preposition | Kind::Time | Kind::Conjunction => {}
                _ => return None,
            }
        }
        None
    }

    /// The subject that a verb after "and" shares with the verb before.
    fn shared(&self, conjunction: usize) -> Option<Source> {
        let verbs = || (0..conjunction).rev().filter(|&at| matches!(self.kind(at), Kind::Verb));
        let near = verbs().next()?;
        let cue = verbs().find(|&at| self.is_speech_cue(at) && !self.chunks[at].passive);
        if let Some(cue) = cue.filter(|&cue| cue != near) {
            // The nearer verb counts if it begins a clause of its own after a comma: "When she asked, he rose and said".
            let own = self.subject(near).map(Found::source).filter(|source| source.first > cue && self.before(source.first) == Kind::Comma);
            return own.or_else(|| self.subject(cue).map(Found::source));
        }
        self.subject(near).map(Found::source)
    }

    /// The first finite verb before `end` that is not inside a subordinate or relative clause.
    fn main_verb(&self, end: usize) -> Option<usize> {
        let mut inside = false;
        for at in 0..end {
            match self.kind(at) {
                Kind::Subordinator | Kind::Wh => inside = true,
                Kind::Comma => inside = false,
                Kind::Verb if inside => inside = false,
                Kind::Verb => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// The subject of a participle: ", adding", "by saying", "with the mayor saying".
    fn participle_subject(&self, at: usize) -> Option<Found> {
        let mut left = at;
        while self.before(left) == Kind::Adverb {
            left -= 1;
        }
        match self.before(left) {
            Kind::Noun => {
                let source = self.noun_left(left - 1);
                // ", with a report saying"; not "came out with a report saying".
                let with = source.first > 0
                    && self.is(source.first - 1, "with")
                    && !matches!(self.before(source.first - 1), Kind::Verb | Kind::Adverb | Kind::Preposition);
                let document = self.is_occasion(left - 1) || self.is_occasion(source.first);
                if document && !with {
                    return self.nearest_subject(source.first).map(Found::Shared);
                }
                Some(Found::Own(source))
            }
            Kind::Pronoun => Some(Found::Own(Source::at(left - 1, left - 1))),
            Kind::Stop => {
                // "Citing the rise, the mayor said": the subject after the comma.
                let comma = (at..self.chunks.len()).find(|&after| self.kind(after) == Kind::Comma)?;
                let verb = (comma + 1..self.chunks.len()).find(|&after| self.kind(after) == Kind::Verb)?;
                self.subject(verb).map(|found| Found::Shared(found.source()))
            }
            _ => self.nearest_subject(left).map(Found::Shared),
        }
    }

    /// The subject of the nearest finite verb before `end` that reports, or else of the main verb.
    fn nearest_subject(&self, end: usize) -> Option<Source> {
        let cue = (0..end).rev().find(|&at| self.kind(at) == Kind::Verb && self.is_speech_cue(at) && !self.chunks[at].passive);
        let verb = cue.or_else(|| self.main_verb(end)).or_else(|| (0..end).rev().find(|&at| self.kind(at) == Kind::Verb));
        match verb {
            Some(verb) => self.subject(verb).map(Found::source).or_else(|| self.inverted(verb)),
            // "said Roe, adding": the subject after the verb was taken above; with no verb at all there is none.
            None => None,
        }
    }

    /// The subject after its verb: "said Ann Roe".
    pub fn inverted(&self, verb: usize) -> Option<Source> {
        let first = verb + 1;
        (self.kind(first) == Kind::Noun).then(|| self.noun_right(first, true))
    }

    /// The subject before a comma: "Ann Roe, a lawyer for the city, said".
    fn over_apposition(&self, comma: usize) -> Option<Found> {
        let mut close = comma;
        let mut found = None;
        for _ in 0..4 {
            let open = (0..close).rev().find(|&at| matches!(self.kind(at), Kind::Comma | Kind::Dash | Kind::Quote));
            let Some(open) = open.filter(|&open| open > 0 && self.kind(open) != Kind::Quote) else { break };
            let inside = open + 1;
            let finite = (inside..close).any(|at| self.kind(at) == Kind::Verb && !self.chunks[at].passive);
            let relative = matches!(self.kind(inside), Kind::Wh | Kind::Subordinator | Kind::Ing)
                || (self.kind(inside) == Kind::Preposition && self.kind(inside + 1) == Kind::Wh)
                || self.is_any(inside, &["whose", "including"]);
            if finite && !relative && found.is_some() {
                break;
            }
            if finite && !relative && self.kind(inside) != Kind::Conjunction {
                return self.shared(comma).map(Found::Shared);
            }
            let mut left = open;
            while matches!(self.before(left), Kind::Bracket) {
                left -= 1;
            }
            if left > 0 && self.chunks[left - 1].is_nominal() {
                let mut source = self.noun_left(left - 1);
                let subject_place = match self.before(source.first) {
                    Kind::Stop
                    | Kind::Comma
                    | Kind::Conjunction
                    | Kind::Subordinator
                    | Kind::Quote
                    | Kind::Adverb
                    | Kind::Dash
                    | Kind::Semicolon => true,
                    Kind::Preposition | Kind::Verb | Kind::Ing | Kind::Infinitive | Kind::Noun => false,
                    _ => true,
                };
                // An apposition belongs to the source; a clause or an occasion does not.
                if self.kind(inside) == Kind::Noun {
                    source.last = comma;
                }
                if subject_place {
                    found = Some(source);
                    if !matches!(self.before(source.first), Kind::Comma) {
                        break;
                    }
                    // A comma before: an adjunct ends there, or the apposition goes on.
                    let earlier = source.first - 1;
                    let start = (0..earlier).rev().find(|&at| matches!(self.kind(at), Kind::Comma | Kind::Dash)).map_or(0, |at| at + 1);
                    let adjunct = matches!(
                        self.kind(start),
                        Kind::Preposition
                            | Kind::Subordinator
                            | Kind::Ing
                            | Kind::Adverb
                            | Kind::Time
                            | Kind::Conjunction
                            | Kind::According
                    ) || (start..earlier).any(|at| self.kind(at) == Kind::Verb);
                    let name = self.tagged[self.chunks[source.first].end as usize - 1].tag == Tag::Name
                        && self.tagged[self.chunks[source.first].first as usize].tag != Tag::Determiner;
                    if adjunct || name {
                        break;
                    }
                }
            }
            close = open;
        }
        match found {
            Some(source) => Some(Found::Own(source)),
            None => self.shared(comma).map(Found::Shared),
        }
    }

    /// A noun phrase from `first` to the right, with "of" phrases and, if wanted, the apposition after it.
    pub fn noun_right(&self, first: usize, apposition: bool) -> Source {
        let mut last = first;
        loop {
            let next = last + 1;
            let joined = match self.kind(next) {
                Kind::Preposition => self.chunks.get(next + 1).is_some_and(|chunk| chunk.kind == Kind::Noun) && !self.is_adjunct(next),
                Kind::Conjunction => {
                    self.is(next, "and") && self.kind(next + 1) == Kind::Noun && !matches!(self.kind(next + 2), Kind::Verb)
                }
                _ => false,
            };
            if joined {
                last = next + 1;
            } else if self.kind(next) == Kind::Bracket {
                last = next;
            } else {
                break;
            }
        }
        let mut source = Source::at(first, last).titled(self);
        if apposition && self.kind(last + 1) == Kind::Comma && self.kind(last + 2) == Kind::Noun {
            let inner = self.noun_right(last + 2, false);
            let mut end = inner.last;
            let mut next = end + 1;
            // "a lawyer who ...", "a lawyer based in Leeds"
            if matches!(self.kind(next), Kind::Wh) || (self.kind(next) == Kind::Verb && self.chunks[next].bare && !self.is_speech_cue(next))
            {
                while !matches!(self.kind(next), Kind::Comma | Kind::Stop | Kind::Quote | Kind::Semicolon | Kind::Dash) {
                    end = next;
                    next += 1;
                }
            }
            if matches!(self.kind(next), Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Preposition | Kind::Time) {
                source.last = end;
            }
        }
        source
    }
}
