//! Who is the subject of a verb: noun phrases with what follows their heads, over commas, relative clauses and shared subjects.

use super::chunks::Kind;
use super::clause::Clause;
use super::words::{Form, Frames, LEXICON, Tag};

/// A source: phrases `first..=last`; `head` is the last phrase of what names it, which begins at `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub first: usize,
    pub last: usize,
    pub head: usize,
    /// The relative pronoun that stands for it: "who".
    pub pronoun: Option<usize>,
}

/// Over so many verbs one subject is shared: "said, shrugged, rose and left".
const SHARED: u8 = 8;
/// How many phrases back the verb stands that a subject is shared with.
const REACH: usize = 64;

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
        let of = last >= 2 && (self.is(last - 1, "of") && self.is_indefinite(last - 2) || self.is_close_to(last - 1));
        if self.kind(last) == Kind::Pronoun && !self.is_indefinite(last) && !of {
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
                    && (!matches!(self.before(at), Kind::Verb | Kind::Ing | Kind::Infinitive | Kind::Preposition | Kind::Wh)
                        || self.are_names_of(at, first))
            });
            match list {
                Some(at) => first = at,
                None => return Source::at(first, last).titled(self),
            }
        }
    }

    /// "the mayors of Leeds and York": names that a noun and "of" stand before.
    fn are_names_of(&self, one: usize, other: usize) -> bool {
        let name = |at: usize| self.tagged[self.chunks[at].first as usize].tag == Tag::Name && self.head_word(at).tag == Tag::Name;
        one >= 2 && self.is(one - 1, "of") && self.kind(one - 2) == Kind::Noun && self.kind(one) == Kind::Noun && name(one) && name(other)
    }

    /// The subject of the verb group at `at`; of a verb that would share it over more than [`SHARED`] others, none.
    pub fn subject(&self, at: usize) -> Option<Found> {
        let shared = self.shared.get();
        if shared == SHARED {
            return None;
        }
        self.shared.set(shared + 1);
        let found = self.subject_left(at);
        self.shared.set(shared);
        found
    }

    fn subject_left(&self, at: usize) -> Option<Found> {
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
                let of = left >= 3
                    && (self.is(left - 2, "of") && (self.is_indefinite(left - 3) || self.kind(left - 3) == Kind::Noun)
                        || self.is_close_to(left - 2));
                if self.tagged[self.chunks[left - 1].first as usize].tag == Tag::Object && !of {
                    return None;
                }
                let mut source = self.noun_left(left - 1);
                if let Some(found) = self.over_relative(source).or_else(|| self.over_participle(source)) {
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
            Kind::Conjunction => self.shared(left - 1, at).map(Found::Shared),
            Kind::Comma | Kind::Dash => self.over_apposition(left - 1, at),
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

    /// "a report filed in the case": what was done to the subject and where is no subject.
    fn over_participle(&self, place: Source) -> Option<Found> {
        let preposition = place.first.checked_sub(1).filter(|&at| self.kind(at) == Kind::Preposition)?;
        let participle = preposition.checked_sub(1).filter(|&at| {
            self.kind(at) == Kind::Verb
                && self.chunks[at].bare
                && matches!(self.head_word(at).tag, Tag::Verb(Form::PastOrParticiple | Form::Participle))
        })?;
        let noun = participle.checked_sub(1).filter(|&at| self.kind(at) == Kind::Noun)?;
        let subject = self.noun_left(noun);
        let begins = matches!(self.before(subject.first), Kind::Stop | Kind::Comma | Kind::Conjunction | Kind::Subordinator | Kind::Quote);
        begins.then_some(Found::Own(Source { last: place.last, ..subject }))
    }

    /// "a person close to her": whether a preposition belongs to "close" and the noun before it.
    fn is_close_to(&self, preposition: usize) -> bool {
        let close = |at: usize| self.word(self.chunks[at].end - 1) == "close";
        self.is(preposition, "to") && preposition.checked_sub(1).is_some_and(close)
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
        // "Ann Roe, 54, who"
        let age = left >= 3 && self.kind(left - 2) == Kind::Comma && self.kind(left - 3) == Kind::Noun && self.is_number(left - 1);
        if age {
            return Some(Found::Relative(Source { last: left - 1, pronoun: Some(at), ..self.noun_left(left - 3) }));
        }
        (left > 0 && self.kind(left - 1) == Kind::Noun).then(|| {
            // The person nearest: "a spokesman for the mayor who said" is rarer than "a meeting with Roe, who said".
            let near = left - 1;
            let name = self.tagged[self.chunks[near].first as usize].tag == Tag::Name;
            let source = if name { Source::at(near, near) } else { self.noun_left(near) };
            Found::Relative(Source { pronoun: Some(at), ..source })
        })
    }

    fn is_number(&self, at: usize) -> bool {
        let chunk = self.chunks[at];
        chunk.kind == Kind::Noun && chunk.end == chunk.first + 1 && self.head_word(at).tag == Tag::Number
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
    fn shared(&self, conjunction: usize, verb: usize) -> Option<Source> {
        let verbs =
            || (conjunction.saturating_sub(REACH)..conjunction).rev().filter(|&at| self.kind(at) == Kind::Verb && !self.is_reduced(at));
        let near = verbs().next()?;
        let own = self.subject(near);
        if let Some(teller) = own.and_then(|own| self.teller(own)).filter(|_| self.is_tellers_own(verb)) {
            return self.subject(teller).map(Found::source);
        }
        let own = own.map(Found::source);
        let cue = verbs().find(|&at| self.is_speech_cue(at) && !self.chunks[at].passive);
        if let Some(cue) = cue.filter(|&cue| cue != near) {
            // The nearer verb counts if it begins a clause of its own after a comma: "When she asked, he rose and said".
            let apart = own.filter(|source| source.first > cue && self.before(source.first) == Kind::Comma);
            return apart.or_else(|| self.subject(cue).map(Found::source));
        }
        own
    }

    /// The verb that reports the clause of a subject: "said" for "both sides" in "the envoy said both sides agreed".
    fn teller(&self, subject: Found) -> Option<usize> {
        let Found::Own(subject) = subject else { return None };
        let mut before = subject.first.checked_sub(1)?;
        if self.is(before, "that") {
            before = before.checked_sub(1)?;
        }
        (self.kind(before) == Kind::Verb && self.is_speech_cue(before) && !self.chunks[before].passive).then_some(before)
    }

    /// "but refused to name a date", "and added": what the one who speaks does, not those spoken of.
    fn is_tellers_own(&self, verb: usize) -> bool {
        const LEMMAS: [&str; 3] = ["refuse", "decline", "add"];
        let word = self.head_word(verb);
        self.chunks[verb].bare && word.cue > 0 && LEMMAS.contains(&LEXICON.cues[word.cue as usize - 1].lemma)
    }

    /// A participle that belongs to the object or the place before it: "kept its rate unchanged", "in a letter filed in May".
    pub fn is_reduced(&self, at: usize) -> bool {
        self.chunks[at].bare
            && self.kind(at) == Kind::Verb
            && matches!(self.head_word(at).tag, Tag::Verb(Form::PastOrParticiple | Form::Participle))
            && self.before(at) == Kind::Noun
            && {
                let first = self.noun_left(at - 1).first;
                match self.before(first) {
                    Kind::Verb => !self.is_cue(first - 1),
                    Kind::Ing | Kind::Infinitive | Kind::Preposition => true,
                    _ => false,
                }
            }
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
    fn over_apposition(&self, comma: usize, at: usize) -> Option<Found> {
        let mut close = comma;
        let mut found = None;
        for _ in 0..4 {
            let open = (0..close).rev().find(|&at| matches!(self.kind(at), Kind::Comma | Kind::Dash | Kind::Quote));
            let Some(open) = open.filter(|&open| open > 0 && self.kind(open) != Kind::Quote) else { break };
            let inside = open + 1;
            let finite = (inside..close).any(|at| self.kind(at) == Kind::Verb && !self.chunks[at].passive);
            let relative = matches!(self.kind(inside), Kind::Wh | Kind::Subordinator | Kind::Ing)
                || (self.kind(inside) == Kind::Preposition && self.kind(inside + 1) == Kind::Wh)
                || self.is_any(inside, &["whose", "including"])
                || self.apposes(inside, close);
            if finite && !relative && found.is_some() {
                break;
            }
            if finite && !relative && self.kind(inside) != Kind::Conjunction {
                return self.shared(comma, at).map(Found::Shared);
            }
            let mut left = open;
            while self.before(left) == Kind::Bracket || (self.before(left) == Kind::Adverb && self.is_any(left - 1, &["here", "there"])) {
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
                    // "Roe's son, Ben, reached by phone,": the name says who the son is.
                    let kin = name && start + 1 == earlier && self.kind(start) == Kind::Noun && self.head_word(start).tag == Tag::Noun;
                    if adjunct || name && !kin {
                        break;
                    }
                }
            }
            close = open;
        }
        match found {
            Some(source) => Some(Found::Own(source)),
            None => self.shared(comma, at).map(Found::Shared),
        }
    }

    /// Whether what stands between commas says more of the noun before: "a Dane who took office in May", "asked about it".
    fn apposes(&self, inside: usize, close: usize) -> bool {
        let Some(verb) = (inside..close).find(|&at| self.kind(at) == Kind::Verb) else { return false };
        if verb == inside {
            // "asked about it"; not "said it was late".
            let cue = self.is_cue(verb).then(|| LEXICON.cues[self.head_word(verb).cue as usize - 1].frames);
            let passive = cue.is_none_or(|frames| frames.has(Frames::ADDRESSEE) && !self.chunks[verb + 1].is_nominal());
            return passive
                && self.chunks[verb].bare
                && matches!(self.head_word(verb).tag, Tag::Verb(Form::PastOrParticiple | Form::Participle));
        }
        self.kind(inside) == Kind::Noun && (self.kind(verb - 1) == Kind::Wh || self.is_any(verb - 1, &["that", "whose"]))
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
