//! Numbers of a paragraph, with what bounds them and what they count.

use super::numbers::{NumberKind, Reader, TABLES};
use super::words::{Form, Tag, Word, lowered};
use super::{Bound, Figure};
use crate::text::{Token, TokenKind, has_plural_ending};

/// The figures of a paragraph, relative to it. A number that counts nothing and has no unit or bound is none: "Section 9", "in 2024".
pub(super) fn figures(text: &str, tokens: &[Token], tagged: &[Word]) -> Vec<Figure> {
    let reader = Reader { text, tokens, tagged };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tagged[at].tag != Tag::Number {
            at += 1;
            continue;
        }
        let (figure, next) = reader.figure(at);
        found.extend(figure);
        at = next.max(at + 1);
    }
    found
}

/// What is said of people after their bare number, and what is done to people before it.
const SUFFERED: [&str; 17] = [
    "others",
    "killed",
    "dead",
    "died",
    "die",
    "injured",
    "wounded",
    "hurt",
    "missing",
    "arrested",
    "jailed",
    "detained",
    "charged",
    "sentenced",
    "hospitalized",
    "hospitalised",
    "rescued",
];
const SUFFERS: [&str; 22] = [
    "kill",
    "kills",
    "killed",
    "killing",
    "injure",
    "injures",
    "injured",
    "injuring",
    "wound",
    "wounds",
    "wounded",
    "wounding",
    "hurts",
    "arrest",
    "arrests",
    "arrested",
    "arresting",
    "jail",
    "jails",
    "jailed",
    "detain",
    "detains",
];

impl Reader<'_> {
    fn unit(&self, at: usize) -> Option<(bool, &'static str)> {
        let word = self.word(at);
        match TABLES.units.get(word.as_bytes()) {
            Some(unit) => Some(*unit),
            None => lowered(word, |bytes| TABLES.units.get(bytes).copied()),
        }
    }

    /// The figure whose number begins at a token, and the token after it.
    fn figure(&self, first: usize) -> (Option<Figure>, usize) {
        let Some((mut value, mut end)) = self.value(first) else { return (None, first + 1) };
        let mut start = first;
        let currency = start.checked_sub(1).and_then(|at| self.unit(at)).filter(|unit| unit.0 && self.glued(start));
        if currency.is_some() {
            start -= 1;
        } else if self.part_of_a_name(first, end) {
            return (None, end);
        }
        // "a dozen", "half a dozen"
        if self.number(first).is_some_and(|(_, kind)| kind == NumberKind::Scale)
            && start > 0
            && (self.is(start - 1, "a") || self.is(start - 1, "one"))
        {
            start -= 1;
            if start > 0 && self.is(start - 1, "half") {
                start -= 1;
                value /= 2.0;
            }
        }
        let (mut bound, bounded) = self.bound_before(start);
        start = bounded;
        let mut unit = currency.map(|(_, unit)| unit);
        let mut last = end;
        for (words, after) in &TABLES.after {
            if words.iter().enumerate().all(|(n, word)| self.is(end + n, word)) {
                bound = *after;
                last = end + words.len();
            } else if words.len() == 1 && self.glued(end + 1) && self.is(end, "-") && self.is(end + 1, words[0]) {
                bound = *after;
                last = end + 2;
            }
        }
        end = last;
        if self.is(end, "+") && self.glued(end) {
            (bound, end) = (Bound::AtLeast, end + 1);
        }
        if unit.is_none()
            && let Some((false, after)) = self.unit(end)
            && !(self.glued(end) && self.tokens[end].is_word() && self.word(end).len() > 2)
        {
            unit = Some(after);
            end += 1;
        } else if self.is(end, "percentage") && (self.is(end + 1, "point") || self.is(end + 1, "points")) {
            unit = Some("percentage points");
            end += 2;
        } else if unit.is_none() && self.is(end, "per") && self.is(end + 1, "cent") {
            unit = Some("percent");
            end += 2;
        }
        let span = self.tokens[start].span.to(self.tokens[end - 1].span);
        let counted = self.counted(end, unit.is_some(), currency.is_some());
        let people = unit.is_none() && counted.is_none() && self.counts_people(start, end);
        let key = match counted {
            Some((from, to)) => self.key(from, to),
            None if people => "person".to_owned(),
            None => String::new(),
        };
        let after = counted.map_or(end, |(_, to)| to);
        let counted = counted.map(|(from, to)| self.tokens[from].span.to(self.tokens[to - 1].span));
        if unit.is_none() && counted.is_none() && bound == Bound::Exactly && !people {
            return (None, end);
        }
        let figure = Figure { span, value, bound, unit, counted, key: key.into(), claim: None, block: 0 };
        (Some(figure), after)
    }

    /// "Three killed", "police arrest twelve": people, though no noun says so.
    fn counts_people(&self, start: usize, end: usize) -> bool {
        let known =
            |at: usize, list: &[&str]| lowered(self.word(at), |word| Some(list.iter().any(|known| known.as_bytes() == word))) == Some(true);
        let closed = self
            .tokens
            .get(end)
            .is_none_or(|next| !next.is_word() || matches!(self.tag(end), Tag::Preposition | Tag::Conjunction | Tag::Subordinator));
        known(end, &SUFFERED) || closed && start > 0 && known(start - 1, &SUFFERS)
    }

    /// "COVID-19", "F-16", "21st", "10:30", "3 p.m.", "May 31", "30-year": numbers that measure nothing by themselves.
    fn part_of_a_name(&self, first: usize, end: usize) -> bool {
        let before = first.checked_sub(1);
        let joined = self.glued(first)
            && before.is_some_and(|at| !matches!(self.tokens[at].kind, TokenKind::Open(_)) && !matches!(self.word(at), "(" | "[" | "~"));
        let after = self.tokens.get(end).filter(|next| next.glued);
        let runs_on = after.is_some_and(|next| match next.kind {
            TokenKind::Hyphen => !self.is(end + 1, "plus") || !self.glued(end + 1),
            TokenKind::Word => self.unit(end).is_none(),
            TokenKind::Mark => matches!(self.word(end), ":" | "/"),
            TokenKind::Number => true,
            _ => false,
        });
        let month =
            before.is_some_and(|at| self.tag(at) == Tag::Time && !self.is(at, "last") && !self.is(at, "next") && !self.is(at, "past"));
        let clock = matches!(self.word(end), "a.m." | "p.m." | "am" | "pm" | "o'clock" | "o’clock");
        let dated = self.tag(end) == Tag::Time && self.unit(end).is_none();
        let numbered = before.is_some_and(|at| NUMBERED.contains(&self.word(at)));
        joined || runs_on || month || clock || dated || numbered
    }

    /// The bound before a figure that starts at `start`, and where the figure starts with it.
    fn bound_before(&self, start: usize) -> (Bound, usize) {
        for (words, bound) in &TABLES.before {
            let Some(from) = start.checked_sub(words.len()) else { continue };
            if words.iter().enumerate().all(|(n, word)| self.is(from + n, word)) {
                return (*bound, from);
            }
        }
        (Bound::Exactly, start)
    }

    /// The counted noun phrase from `from`: tokens from the first to one past the last.
    fn counted(&self, from: usize, united: bool, money: bool) -> Option<(usize, usize)> {
        let mut first = from;
        if self.is(first, "of") {
            first += 1;
            while matches!(self.tag(first), Tag::Determiner | Tag::Possessive) {
                first += 1;
            }
        } else if united {
            // "$2 million in aid", "a $2 million bond"
            if self.is(first, "in") && self.tag(first + 1) == Tag::Noun {
                first += 1;
            } else if !(money && matches!(self.tag(first), Tag::Noun | Tag::Name)) {
                return None;
            }
        }
        let mut at = first;
        let mut end = first;
        // After a plural the phrase is over where a verb or a word of place follows: "people suffered injuries", "passengers aboard".
        let mut plural = false;
        while at < self.tokens.len() && at < first + 7 {
            let token = self.tokens[at];
            match token.kind {
                TokenKind::Hyphen if token.glued && at > first && self.glued(at + 1) => at += 1,
                TokenKind::Word => {}
                _ => break,
            }
            if plural && (matches!(self.tag(at), Tag::Verb(_)) || AFTER_ALL.iter().any(|word| self.is(at, word))) {
                break;
            }
            match self.tag(at) {
                Tag::Noun | Tag::Name => {
                    end = at + 1;
                    plural = is_plural(self.word(at));
                }
                Tag::Verb(Form::Ing | Form::PastOrParticiple | Form::Participle) if matches!(self.tag(at + 1), Tag::Noun | Tag::Name) => {}
                Tag::Adverb if matches!(self.tag(at + 1), Tag::Noun | Tag::Verb(_)) && at == first => {}
                _ => break,
            }
            at += 1;
        }
        (end > first && end <= self.tokens.len()).then_some((first, end))
    }

    /// The words of a counted phrase in base form, lower case.
    fn key(&self, first: usize, end: usize) -> String {
        let mut key = String::new();
        for at in first..end {
            let token = self.tokens[at];
            if !token.is_word() {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            let word = token.text(self.text).to_lowercase();
            key.push_str(&if at + 1 == end { singular(&word) } else { word });
        }
        key
    }
}

/// What is told apart by numbers: "Local 1488", "Flight 370 passengers".
const NUMBERED: [&str; 22] = [
    "Local",
    "Flight",
    "Route",
    "Highway",
    "Interstate",
    "Room",
    "Unit",
    "District",
    "Ward",
    "Platform",
    "Gate",
    "Channel",
    "Article",
    "Chapter",
    "Measure",
    "Proposition",
    "Amendment",
    "Title",
    "Zone",
    "Boeing",
    "Airbus",
    "Apollo",
];

/// Words that follow what is counted, and look like nouns.
const AFTER_ALL: [&str; 10] = ["aboard", "abroad", "apiece", "alike", "alive", "inside", "nationwide", "online", "outside", "worldwide"];

/// Whether a word is a plural that another noun hardly follows.
fn is_plural(word: &str) -> bool {
    word.len() > 3 && has_plural_ending(word) || matches!(word, "people" | "men" | "women" | "children")
}

/// The singular of a plural noun.
fn singular(word: &str) -> String {
    match word {
        "people" => return "person".into(),
        "men" => return "man".into(),
        "women" => return "woman".into(),
        "children" => return "child".into(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    let keeps = ["ss", "us", "is", "series", "news"].iter().any(|ending| word.ends_with(ending));
    match word.strip_suffix('s').filter(|stem| !keeps && stem.len() > 1) {
        Some(stem) => stem.to_owned(),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::tags;
    use crate::text::tokenize;

    fn read(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let mut tagged = vec![Word::NOUN; tokens.len()];
        tags::tag(text, &tokens, 0, tokens.len(), &mut tagged);
        let show = |figure: Figure| {
            let unit = figure.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{} = {} {}{unit} [{}]", figure.span.of(text), figure.bound.label(), figure.value, figure.key)
        };
        figures(text, &tokens, &tagged).into_iter().map(show).collect()
    }

    #[test]
    fn reads_bounds_and_what_is_counted() {
        assert_eq!(read("The port fined over 300 Danish firms."), ["over 300 = more-than 300 [danish firm]"]);
        assert_eq!(read("more than 100 Danish firms and persons"), ["more than 100 = more-than 100 [danish firm]"]);
        assert_eq!(read("no more than a dozen boats"), ["no more than a dozen = at-most 12 [boat]"]);
        assert_eq!(read("It had 214 passengers aboard."), ["214 = exactly 214 [passenger]"]);
        assert_eq!(read("Four people suffered minor burns."), ["Four = exactly 4 [person]"]);
        assert_eq!(read("Two cutters ferried them home."), ["Two = exactly 2 [cutter]"]);
        assert_eq!(read("It has 300 or more workers."), ["300 or more = at-least 300 [worker]"]);
        assert_eq!(read("Nearly half a dozen cities"), ["Nearly half a dozen = about 6 [city]"]);
        assert_eq!(read("185 miles (~295 km) off"), ["185 miles = exactly 185 mile []", "~295 km = about 295 kilometre []"]);
    }

    #[test]
    fn reads_money_shares_and_measures() {
        assert_eq!(read("It cost about $2.5 billion in aid."), ["about $2.5 billion = about 2500000000 dollars [aid]"]);
        assert_eq!(read("up to 40% of the voters"), ["up to 40% = at-most 40 percent [voter]"]);
        assert_eq!(read("over 12 tons of body armor"), ["over 12 tons = more-than 12 ton [body armor]"]);
        assert_eq!(read("a £40bn plan"), ["£40bn = exactly 40000000000 pounds [plan]"]);
        assert_eq!(read("rose three percentage points"), ["three percentage points = exactly 3 percentage points []"]);
    }

    #[test]
    fn reads_numbers_in_words() {
        assert_eq!(read("twenty-one ships"), ["twenty-one = exactly 21 [ship]"]);
        assert_eq!(read("three hundred thousand tourists"), ["three hundred thousand = exactly 300000 [tourist]"]);
        assert_eq!(read("A thousand rifles"), ["A thousand = exactly 1000 [rifle]"]);
    }

    #[test]
    fn reads_people_without_a_noun() {
        assert_eq!(read("Three killed in a fire, two injured"), ["Three = exactly 3 [person]", "two = exactly 2 [person]"]);
        assert_eq!(read("Police arrest twelve after a theft"), ["twelve = exactly 12 [person]"]);
        assert_eq!(read("It killed one of them and three left."), Vec::<String>::new());
    }

    #[test]
    fn names_dates_and_times_are_no_figures() {
        for text in
            ["COVID-19 rules", "an F-16", "the 21st dialogue", "at 10:30", "on May 31, 2024", "at 3 p.m.", "a 30-year plan", "in 2024"]
        {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
