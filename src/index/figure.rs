//! A figure as the index keeps it, and when two of them count the same thing.

use super::counts::{Count, bits};
use super::key::{Key, KeyKind};
use crate::claims::{Bound, Figure};
use crate::reading::{BlockReading, ContextWord, Fate, Reading, Role};
use crate::text::{Span, spaced};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// How alike the sentences of two figures are that count the same thing.
pub(super) const SAME_SUBJECT: f64 = 0.6;

/// How alike those are that two reporters write of one event,
const SAME_EVENT: f64 = 0.4;
/// and how many words they share.
const TOLD_LIKE: usize = 4;

/// Fewer than so many may be some of all.
pub(super) const FEW: f64 = 13.0;
/// Two figures of which one is so many times the other count two things.
const FAR: f64 = 10.0;

/// A figure where it stands in its article.
#[derive(Clone, Debug)]
pub struct FigureEntry {
    /// What its block shows of it.
    pub(super) shown: Arc<ShownFigure>,
    /// The number with its bound and unit.
    pub span: Span,
    /// The statement that it stands in, by its place in [`Entry::claims`](super::Entry::claims).
    pub claim: Option<u32>,
}

/// What a block shows of one of its figures.
#[derive(Debug)]
pub struct ShownFigure {
    /// What two figures share that count the same thing; `None` where it counts nothing nameable.
    pub key: Option<Key>,
    /// A currency, "percent" or a unit of measure.
    pub unit: Option<&'static str>,
    /// The content words of its sentence, sorted: figures in like sentences speak of the same thing.
    pub context: Box<[ContextWord]>,
    /// Whether what it counts is written in several words, one of them with a capital.
    pub named: bool,
    /// As written, with what it counts.
    pub words: Box<str>,
    /// Its value.
    pub value: f64,
    /// How it bounds.
    pub bound: Bound,
    /// What happens to those counted.
    pub fate: Option<Fate>,
    /// Whether it is a count that goes on from day to day.
    pub(super) tally: bool,
    /// What it is, where it is a sum of money.
    pub role: Option<Role>,
    /// Whether its sentence says that it was another before.
    pub revised: bool,
    /// The state of the other articles in which none of them counted the same, as a number; 0 at first.
    pub(super) nowhere_else: AtomicU64,
}

impl Deref for FigureEntry {
    type Target = ShownFigure;

    fn deref(&self) -> &ShownFigure {
        &self.shown
    }
}

/// All figures of a block.
struct ShownFigures(Box<[Arc<ShownFigure>]>);

impl ShownFigures {
    fn of(text: &str, block: &BlockReading) -> Self {
        let told = block.digest.contexts.iter().zip(&block.digest.fates).zip(&block.digest.roles);
        let shown = block.claims.figures().iter().zip(told).map(|(figure, ((context, fate), role))| {
            let (fate, role) = (*fate, *role);
            Arc::new(ShownFigure {
                key: counts_something(text, figure).then(|| Key::new(KeyKind::Figure, (&figure.key, &figure.unit, fate))),
                unit: figure.unit,
                context: context.clone(),
                fate,
                tally: TALLIES.contains(&head(figure)),
                role,
                named: figure.counted.is_some_and(|counted| {
                    let words = counted.of(text).split_whitespace();
                    words.clone().count() >= 2 && words.into_iter().any(|word| word.starts_with(char::is_uppercase))
                }),
                words: spaced(figure.extent().of(text)).into(),
                value: figure.value,
                bound: figure.bound,
                revised: is_revised(text, figure),
                nowhere_else: AtomicU64::new(0),
            })
        });
        ShownFigures(shown.collect())
    }
}

impl FigureEntry {
    /// What the index keeps of the figures of a reading.
    pub(super) fn all(reading: &Reading) -> Box<[FigureEntry]> {
        let Reading { text, article, blocks, claims, .. } = reading;
        let shown = |figure: &Figure| {
            let at = figure.block as usize;
            let (place, block) = (*article.blocks.get(at)?, blocks.get(at)?.as_ref()?);
            let found = block.claims.figures().binary_search_by_key(&figure.span, |own| own.span.shift(place.span.start)).ok()?;
            let shown = block.memo.get(|| ShownFigures::of(&article.block_text(text, place), block));
            shown.0.get(found).cloned()
        };
        claims
            .figures
            .iter()
            .filter_map(|figure| Some(FigureEntry { shown: shown(figure)?, span: figure.span, claim: figure.claim }))
            .collect()
    }

    /// Whether a block that is the same shows both.
    pub(super) fn is_same(&self, other: &FigureEntry) -> bool {
        Arc::ptr_eq(&self.shown, &other.shown)
    }

    /// Whether both count the same thing: the same phrase that names whom it counts, as by a nationality, in sentences about one subject, or the
    /// same phrase in like sentences with the same names. Without one, two killed here and three killed there are told in the same words.
    pub fn counts_the_same(&self, other: &FigureEntry) -> bool {
        self.counted().is(other)
    }

    /// Whether both give the same figure of the same thing, however they bound it.
    pub fn gives_the_same(&self, other: &FigureEntry) -> bool {
        self.value == other.value && self.key == other.key && self.unit == other.unit
    }

    /// Whether what it counts becomes more from day to day: the dead and the injured of an event, delegates as they are won.
    pub fn grows(&self) -> bool {
        self.fate.is_some() || self.tally
    }

    /// Whether both values can be true of one thing: they are the same, or either is about the other.
    pub fn may_equal(&self, other: &FigureEntry) -> bool {
        let loose = self.bound == Bound::About || other.bound == Bound::About;
        self.value == other.value || loose && (self.value - other.value).abs() <= 0.1 * self.value.abs()
    }

    /// Whether both values can be true of one thing: they may be equal, either bounds the other, or they are so far apart that they count
    /// something else. Deaths only become more; of other things "over 100" is no longer said of 300.
    pub fn holds_with(&self, other: &FigureEntry) -> bool {
        let reach = if self.fate.is_some() { f64::INFINITY } else { 1.5 };
        let admits = |bounding: &FigureEntry, value: f64| match bounding.bound {
            Bound::Exactly | Bound::About => false,
            Bound::MoreThan | Bound::AtLeast => value >= bounding.value && value < bounding.value * reach,
            Bound::FewerThan | Bound::AtMost => value <= bounding.value,
        };
        let (low, high) = (self.value.min(other.value), self.value.max(other.value));
        self.may_equal(other) || admits(self, other.value) || admits(other, self.value) || high >= low * FAR
    }

    /// Whether the sentences of both are told alike, as far as two reporters tell one thing in the same words.
    pub(super) fn is_told_like(&self, other: &FigureEntry) -> bool {
        shared(&self.context, &other.context).count() >= TOLD_LIKE && alike(&self.context, &other.context) >= SAME_EVENT
    }

    /// What it counts, to compare many others with.
    pub(super) fn counted(&self) -> Counted<'_> {
        let part = |of: fn(&ContextWord) -> bool| bits(self.context.iter().copied().filter(of));
        Counted {
            figure: self,
            named: self.is_named(),
            words: bits(self.context.iter().copied()),
            names: part(|word| word.is_name()),
            subject: part(|word| word.tells_subject()),
        }
    }

    /// Whether what is counted is named by several words, one of them with a capital: "12 Americans" may be any, and so may "three Danish
    /// trawlers".
    pub fn is_named(&self) -> bool {
        self.unit.is_none() && self.named && self.value >= FEW
    }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'f> {
    figure: &'f FigureEntry,
    named: bool,
    /// The bits of its sentence's words, of its names, and of what tells its subject.
    words: u64,
    names: u64,
    subject: u64,
}

impl Counted<'_> {
    /// Whether a posting's figure may count it; if not, it is told so for certain. A figure is in its own sentence.
    pub fn may_be(self, count: &Count) -> bool {
        self.named && count.has_any(self.subject) || count.has_all(self.names) && count.may_share(&self.figure.context, self.words)
    }

    /// Whether another figure counts it too.
    pub fn is(self, other: &FigureEntry) -> bool {
        self.figure.key.is_some()
            && self.figure.key == other.key
            && (self.named && share_a_subject(&self.figure.context, &other.context)
                || is_same_subject(&self.figure.context, &other.context))
    }
}

/// What is counted on from day to day: by the end of a race there are more delegates, of an outbreak more cases. Votes, goals and medals are told when they are final.
#[rustfmt::skip]
const TALLIES: [&str; 8] =
    ["case", "delegate", "download", "follower", "infection", "signature", "subscriber", "superdelegate"];

/// The noun of what a figure counts, in the singular.
fn head(figure: &Figure) -> &str {
    figure.key.rsplit(' ').next().unwrap_or_default()
}

/// Whether a figure counts what can be told from other things: "50 cents" are the price of anything, "20 mph" the speed of anything at any
/// hour, "10 others" those whom the sentence has not counted; "category 3" counts nothing. The sample of a poll is that poll's alone, and what is
/// needed is not what there is.
fn counts_something(text: &str, figure: &Figure) -> bool {
    const NOTHING: [&str; 28] = [
        "cent", "penny", "pence", "dollar", "pound", "euro", "franc", "mark", "yen", "yuan", "peso", "rupee", "rouble", "ruble", "krona",
        "krone", "mph", "kph", "knot", "degree", "utc", "gmt", "est", "edt", "cet", "bst", "am", "pm",
    ];
    const SCALES: [&str; 12] =
        ["category", "level", "phase", "type", "grade", "stage", "number", "no.", "class", "article", "section", "chapter"];
    let head = head(figure);
    let (before, after) = (&text[..figure.span.start as usize], &text[figure.span.end as usize..]);
    let previous = before.split_whitespace().next_back().unwrap_or_default();
    let next = after.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    !head.is_empty()
        && !NOTHING.iter().any(|word| word.eq_ignore_ascii_case(head))
        && !SCALES.iter().any(|word| word.eq_ignore_ascii_case(previous))
        && !["others", "other"].contains(&next)
        && !goes_on(after)
        && !is_sample(head, before, after)
        && !is_needed(before)
        && !is_whole(before)
}

/// "a poll of 800 likely voters", "the 514 adults surveyed".
fn is_sample(head: &str, before: &str, after: &str) -> bool {
    const ASKED: [&str; 8] = ["voter", "adult", "respondent", "participant", "person", "parent", "student", "household"];
    const ASKING: [&str; 7] = ["survey", "polled", "poll of", "margin of error", "interviewed", "sample of", "questioned"];
    let sentence = || [before.rsplit(". ").next(), after.split(". ").next()].into_iter().flatten().map(str::to_lowercase);
    ASKED.contains(&head) && sentence().any(|part| ASKING.iter().any(|asking| part.contains(asking)))
}

/// "still needs 159 delegates", "it takes 2,383 votes".
fn is_needed(before: &str) -> bool {
    const NEEDS: [&str; 8] = ["need", "needs", "needed", "require", "requires", "required", "takes", "lacks"];
    before.split_whitespace().rev().take(3).any(|word| NEEDS.contains(&word))
}

/// "24 of the 34 seats": the sentence counts some of them, by the same noun.
fn is_whole(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let of_the =
        words.next().is_some_and(|word| matches!(word, "the" | "its" | "their" | "his" | "her" | "those")) && words.next() == Some("of");
    of_the && words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// "38, not 46 as first reported", "correcting an earlier figure": the sentence itself says that there was another.
fn is_revised(text: &str, figure: &Figure) -> bool {
    #[rustfmt::skip]
    const REVISES: [&str; 13] = [
        "correct", "corrected", "correcting", "correction", "corrects", "initially", "misstated", "revise", "revised", "revises", "revising",
        "revision", "revisions",
    ];
    const BEFORE: [&str; 4] = ["first", "previously", "originally", "earlier"];
    #[rustfmt::skip]
    const GIVEN: [&str; 14] = [
        "announced", "believed", "count", "estimate", "estimated", "figure", "figures", "given", "put", "report", "reported", "reports",
        "said", "thought",
    ];
    let is = |word: &str, words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let (before, after) = (&text[..figure.span.start as usize], &text[figure.span.end as usize..]);
    let sentence = [before.rsplit(". ").next(), after.split(". ").next()];
    sentence.into_iter().flatten().any(|part| {
        let mut last = "";
        part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
            let given = is(last, &BEFORE) && (is(word, &GIVEN) || word.starts_with(|c: char| c.is_ascii_digit()));
            last = word;
            given || is(word, &REVISES)
        })
    })
}

/// Whether a sentence goes on to count the rest elsewhere: "50 sailors off Norrvik and 20 off Skarvik".
fn goes_on(after: &str) -> bool {
    let sentence = after.split(". ").next().unwrap_or_default();
    let mut words = sentence.split_whitespace().skip_while(|word| *word != "and").skip(1);
    let number = words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    number && words.next().is_some_and(|word| ["in", "at", "near", "off", "on", "from"].contains(&word))
}

/// The words that two contexts share, as each writes them. Each has a word once.
pub fn shared<'c>(one: &'c [ContextWord], other: &'c [ContextWord]) -> impl Iterator<Item = (ContextWord, ContextWord)> + 'c {
    let mut rest = other;
    one.iter().filter_map(move |word| {
        while let [known, after @ ..] = rest
            && known < word
            && !known.is(*word)
        {
            rest = after;
        }
        rest.first().filter(|known| known.is(*word)).map(|known| (*word, *known))
    })
}

/// How much the contexts of two figures share, from 0 to 1: of the shorter one's words. 0 where either has fewer than three.
pub fn alike(one: &[ContextWord], other: &[ContextWord]) -> f64 {
    share(one, other, || shared(one, other).count())
}

/// The share that words which two contexts share are of the shorter one's.
fn share(one: &[ContextWord], other: &[ContextWord], shared: impl FnOnce() -> usize) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter < 3 { 0.0 } else { shared() as f64 / shorter as f64 }
}

/// Whether two contexts are alike and have the same names, and have one: what is told in the same words of another place is told of something
/// else.
fn is_same_subject(one: &[ContextWord], other: &[ContextWord]) -> bool {
    let named = |context: &[ContextWord]| context.iter().filter(|word| word.is_name()).count();
    let (mut words, mut all, mut back) = (0, 0, 0);
    for (own, other) in shared(one, other) {
        words += 1;
        all += usize::from(own.is_name());
        back += usize::from(other.is_name());
    }
    all + back > 0 && all == named(one) && back == named(other) && share(one, other, || words) >= SAME_SUBJECT
}

/// Whether two contexts share a word that tells a subject.
fn share_a_subject(one: &[ContextWord], other: &[ContextWord]) -> bool {
    shared(one, other).any(|(one, other)| one.tells_subject() && other.tells_subject())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_shared_however_each_writes_it() {
        let words = |words: &[(&str, bool)]| {
            let mut words: Vec<_> = words.iter().map(|(word, name)| ContextWord::new(word, *name)).collect();
            words.sort_unstable();
            words
        };
        // "Ferry" begins the one sentence; "Norrvik" the other.
        let (one, other) = (
            words(&[("ferry", false), ("norrvik", true), ("sank", false)]),
            words(&[("norrvik", false), ("ferry", true), ("left", false), ("harbour", false)]),
        );
        assert_eq!(shared(&one, &other).count(), 2);
        assert_eq!(shared(&other, &one).count(), 2);
        assert_eq!(alike(&one, &other), 2.0 / 3.0);
        assert!(is_same_subject(&one, &other));
        let nobody = words(&[("sank", false), ("ferry", false), ("harbour", false)]);
        assert_eq!(alike(&nobody, &nobody), 1.0);
        assert!(!is_same_subject(&nobody, &nobody));
    }
}
