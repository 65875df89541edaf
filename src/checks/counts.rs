//! What the figures of an article count, so that two of them can be compared.

use super::Context;
use crate::article::BlockKind;
use crate::claims::{Bound, Figure, base_of, numbers};
use crate::reading::{BlockReading, Fate};
use crate::text::{Span, Token, TokenKind, tokenize};
use std::sync::Arc;

/// One figure with what shows whom or what it counts.
#[derive(Debug)]
pub(super) struct Count<'a> {
    pub figure: &'a Figure,
    /// The kind of its block.
    pub kind: BlockKind,
    /// Its block's number among those with figures to count.
    pub paragraph: usize,
    /// Its sentence.
    sentence: Span,
    told: Arc<Told>,
}

/// What the words around a figure tell of it.
#[derive(Debug)]
pub(super) struct Told {
    /// The last word of what is counted, in base form; empty where nothing is.
    head: String,
    /// What is done to those counted: killed, arrested.
    event: Option<Fate>,
    /// "the eight men", "all 33 passengers"; not "the eight men who", which may be some of them.
    pub definite: bool,
    /// "all 33 passengers".
    pub whole: bool,
    /// "two men and one woman": more of them are named after it.
    pub goes_on: bool,
    /// "to 2.2%": where something has come to.
    pub reached: bool,
    /// "another 100 firms", "20 more men": they come on top of others and are no count of all.
    pub further: bool,
    /// Its sentence in the block.
    sentence: Span,
    /// The content words of its sentence, cut to their stems.
    words: Vec<Stem>,
}

/// What one block tells of each of its figures; `None` for the end of a range, which is no second count.
struct Figures(Vec<Option<Arc<Told>>>);

/// Nouns for people of whom more is known from the event than from the noun.
const PEOPLE: [&str; 14] = [
    "person",
    "other",
    "victim",
    "man",
    "woman",
    "child",
    "civilian",
    "life",
    "casualty",
    "individual",
    "fatality",
    "death",
    "injury",
    "more",
];

/// The first five letters of a word in small letters, side by side: they are the same in most forms of one word.
pub(super) type Stem = u128;
const STEM: usize = 5;

/// Whether a number stands in any block of these kinds.
pub(super) fn is_told(context: &Context<'_>, number: f64, is_kind: impl Fn(BlockKind) -> bool) -> bool {
    let mut blocks = context.blocks().filter(|(_, block, _)| is_kind(block.kind));
    blocks.any(|(_, block, read)| numbers(context.words(block.span), &read.tokens).iter().any(|(value, _)| *value == number))
}

/// The figures of headline, paragraphs and captions, in order.
pub(super) fn counts<'a>(context: &Context<'a>) -> Vec<Count<'a>> {
    let mut found = Vec::new();
    let figures = &context.reading.claims.figures;
    for (at, block, read) in context.blocks() {
        if !matches!(block.kind, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Caption) {
            continue;
        }
        let first = figures.partition_point(|figure| (figure.block as usize) < at);
        let mut here = figures[first..].iter().take_while(|figure| figure.block as usize == at).peekable();
        if here.peek().is_none() {
            continue;
        }
        let told = read.memo.get(|| {
            let text = context.reading.article.block_text(context.text(), block);
            let figures = read.claims.figures().iter().zip(&read.digest.fates);
            Figures(figures.map(|(figure, fate)| told(&text, read, figure, *fate).map(Arc::new)).collect())
        });
        // Those that are days or lengths of time are none of the article's.
        for (own, told) in read.claims.figures().iter().zip(&told.0) {
            let Some(figure) = here.next_if(|figure| figure.span == own.span.shift(block.span.start)) else { continue };
            let Some(told) = told else { continue };
            let sentence = told.sentence.shift(block.span.start);
            found.push(Count { figure, kind: block.kind, paragraph: at, sentence, told: Arc::clone(told) });
        }
    }
    found
}

/// What a block's text tells of one of its figures.
fn told(text: &str, read: &BlockReading, figure: &Figure, event: Option<Fate>) -> Option<Told> {
    let tokens = &read.tokens;
    let sentence = read.discourse.sentence_around(figure.span.start, text.len());
    let extent = figure.extent();
    let from = tokens.partition_point(|token| token.span.start < sentence.start);
    let to = tokens.partition_point(|token| token.span.end <= sentence.end);
    let inside = tokens.partition_point(|token| token.span.start < extent.start);
    let after = tokens.partition_point(|token| token.span.start < extent.end);
    let (before, behind) = (&tokens[from.min(inside)..inside], &tokens[after.min(to)..to.max(after)]);
    let abroad = before.last().is_some_and(|token| matches!(token.text(text), "US" | "A" | "C"));
    let previous = before.iter().rev().nth(usize::from(abroad)).map_or("", |token| token.text(text));
    // "90 to 95 percent": a range is no second count.
    if before.len() > 1 && ["to", "and", "-", "–"].contains(&previous) && before[before.len() - 2].kind == TokenKind::Number {
        return None;
    }
    let head = figure.key.rsplit(' ').next().unwrap_or("");
    let whole = previous.eq_ignore_ascii_case("all");
    let number_end = tokens.partition_point(|token| token.span.start < figure.span.end);
    let more = tokens.get(number_end).is_some_and(|next| next.text(text) == "more");
    // "Of the 19 arrested, two": those and no others, where nothing more is said of them.
    let all_of_them = event.is_some() && figure.counted.is_none() && behind.get(1).is_none_or(|next| !next.is_word());
    Some(Told {
        event,
        definite: figure.bound == Bound::Exactly
            && (whole || previous.eq_ignore_ascii_case("the"))
            // "the 5,000 mark" is a limit, and there are many.
            && !matches!(head, "mark" | "barrier" | "threshold" | "milestone")
            // "58 of the 120 seats": the whole of another count.
            && !(before.len() > 1 && before[before.len() - 2].text(text) == "of")
            && !text[figure.span.end as usize..].trim_start().starts_with("of ")
            && (figure.unit.is_some() && !head.is_empty() || all_of_them || behind.first().is_none_or(|next| !narrows(next, text))),
        whole,
        goes_on: behind.len() > 1 && behind[0].text(text) == "and" && ["one", "a", "an", "another"].contains(&behind[1].text(text)),
        reached: previous == "to",
        further: ["another", "further", "additional", "extra"].iter().any(|word| previous.eq_ignore_ascii_case(word)) || more,
        sentence,
        words: tokens[from.min(to)..to].iter().filter_map(|token| stem_of_base(token.text(text))).collect(),
        head: head.to_owned(),
    })
}

/// Whether a word goes on to say which of them: "the eight men who", "the 514 voters surveyed", "the three states in the north".
fn narrows(next: &Token, text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "who", "whom", "whose", "that", "which", "where", "when", "for", "in", "of", "from", "with", "on", "to", "at", "by", "without",
        "under", "near", "he", "she", "they", "we", "it",
    ];
    let word = next.text(text);
    next.is_word() && (WORDS.contains(&word) || next.capital || word.ends_with("ed") || word.ends_with("ing"))
}

/// The stem of a word, or of the base form of an irregular verb's: "fell" is "falls".
fn stem_of_base(word: &str) -> Option<Stem> {
    stem(base_of(word).unwrap_or(word))
}

/// The stem of a word of four letters or more.
pub(super) fn stem(word: &str) -> Option<Stem> {
    let letters = word.chars().nth(3).is_some() && word.chars().all(char::is_alphabetic);
    let first = word.chars().flat_map(char::to_lowercase).take(STEM);
    letters.then(|| first.fold(0, |stem, letter| stem << 24 | Stem::from(u32::from(letter))))
}

impl Count<'_> {
    /// The figure with what it counts.
    pub fn extent(&self) -> Span {
        self.figure.extent()
    }

    /// Its sentence.
    pub fn sentence(&self) -> Span {
        self.sentence
    }

    /// What the words around it tell.
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// What happens to those counted.
    pub fn fate(&self) -> Option<Fate> {
        self.told.event
    }

    /// "One in three", "two out of three voters".
    pub fn is_share(&self, context: &Context<'_>) -> bool {
        let after = &context.text()[self.figure.span.end as usize..];
        let rest = after.strip_prefix(" in ").or_else(|| after.strip_prefix(" out of ")).unwrap_or_default();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        !numbers(word, &tokenize(word)).is_empty()
    }

    /// The 40 before the 50 of "results in from 40 of 50 seats".
    pub fn part_before(&self, context: &Context<'_>) -> Option<f64> {
        let (_, block, read) = context.blocks().find(|(_, block, _)| block.span.contains(self.figure.span))?;
        let end = read.tokens.partition_point(|token| token.span.start + block.span.start < self.figure.span.start);
        let text = context.words(block.span);
        let words = read.tokens[..end].iter().enumerate().rev();
        let mut words = words.skip_while(|(_, token)| matches!(token.text(text), "the" | "its" | "all"));
        words.next().filter(|(_, token)| token.text(text) == "of")?;
        let (at, _) = words.find(|(_, token)| token.text(text) != "out")?;
        let (part, first) = *numbers(text, &read.tokens[..end]).last()?;
        (first <= at && numbers(text, &read.tokens[first..=at]).len() == 1).then_some(part)
    }

    /// Whether one of the two counts all of something and the other what comes on top of others.
    pub fn is_apart_from(&self, other: &Count<'_>) -> bool {
        self.told.further != other.told.further
    }

    /// Whether it is known what it counts.
    pub fn names_thing(&self) -> bool {
        !self.told.head.is_empty() || self.told.event.is_some() && self.figure.unit.is_none()
    }

    fn is_people(&self) -> bool {
        PEOPLE.contains(&self.told.head.as_str())
    }

    /// Whether it counts people, or persons of whom nothing more is told, and no group of them.
    pub fn is_of_persons(&self) -> bool {
        matches!(self.told.head.as_str(), "" | "person")
    }

    /// Whether both count the same thing: the same noun, or people to whom the same happened.
    pub fn is_of(&self, other: &Count<'_>) -> bool {
        if self.figure.unit != other.figure.unit || self.is_of_others(other) {
            return false;
        }
        match (self.told.event, other.told.event) {
            (Some(one), Some(two)) => one == two && (self.told.head == other.told.head || self.is_people() || other.is_people()),
            _ => !self.told.head.is_empty() && self.told.head == other.told.head && (!self.is_people() || self.likeness(other) >= 0.4),
        }
    }

    /// Whether it is told of one of the two only what happened to those counted: "two killed" of "164 people on board".
    pub fn is_of_others(&self, other: &Count<'_>) -> bool {
        self.figure.unit.is_none() && self.told.event.is_some() != other.told.event.is_some()
    }

    /// Whether both count the same noun with the same words before it, as far as both have any.
    pub fn same_thing(&self, other: &Count<'_>) -> bool {
        let within = |one: &Count<'_>, two: &Count<'_>| {
            one.figure.key.split(' ').all(|word| two.figure.key.split(' ').any(|another| word == another))
        };
        self.same_noun(other) && (within(self, other) || within(other, self))
    }

    /// How many words both name what they count with.
    pub fn shared_words(&self, other: &Count<'_>) -> usize {
        let shared = |word: &&str| word.len() > 3 && other.figure.key.split(' ').any(|another| *word == another);
        self.figure.key.split(' ').filter(shared).count()
    }

    /// Whether both count those to whom the same happened: "five girls" killed and "all five deaths".
    pub fn same_event(&self, other: &Count<'_>) -> bool {
        self.told.event.is_some() && self.is_of(other)
    }

    /// Whether what happened to those counted does not speak against it that both count the same.
    pub fn may_be_of(&self, other: &Count<'_>) -> bool {
        self.told.event.zip(other.told.event).is_none_or(|(one, two)| one == two)
    }

    /// Whether both count the same noun.
    pub fn same_noun(&self, other: &Count<'_>) -> bool {
        self.figure.unit == other.figure.unit && !self.told.head.is_empty() && self.told.head == other.told.head
    }

    /// Whether both figures can be true of one thing.
    pub fn holds_with(&self, other: &Count<'_>) -> bool {
        let (one, two) = (self.figure.value, other.figure.value);
        if one == two || rounds_to(one, two) || rounds_to(two, one) {
            return true;
        }
        let admits = |bound: Bound, limit: f64, value: f64| match bound {
            Bound::Exactly => false,
            Bound::MoreThan | Bound::AtLeast => value > limit && value < limit * 1.5,
            Bound::FewerThan | Bound::AtMost => value < limit,
            Bound::About => (value - limit).abs() <= limit.abs() * 0.15,
        };
        admits(self.figure.bound, one, two) || admits(other.figure.bound, two, one)
    }

    /// Whether it is a least number of those to whom something happened, and the other an exact one above it: "at least 12" and "14".
    pub fn is_outdone_by(&self, other: &Count<'_>) -> bool {
        let (one, two) = (self.figure.value, other.figure.value);
        let bounds = self.figure.bound == Bound::AtLeast && other.figure.bound == Bound::Exactly;
        bounds && one < two && self.same_event(other) && !rounds_to(one, two) && !rounds_to(two, one)
    }

    /// How many content words both sentences share.
    pub fn shared_stems(&self, other: &Count<'_>) -> usize {
        other.told.words.iter().filter(|word| self.told.words.contains(word)).count()
    }

    /// The share of the shorter sentence's content words that both have.
    pub fn likeness(&self, other: &Count<'_>) -> f64 {
        self.shared_stems(other) as f64 / self.told.words.len().min(other.told.words.len()).max(3) as f64
    }

    /// Whether it tells what happens to those counted.
    pub fn tells_event(&self) -> bool {
        self.told.event.is_some()
    }

    /// Whether another sentence says the same of the same people.
    pub fn is_told_again(&self, other: &Count<'_>) -> bool {
        self.sentence != other.sentence
            && self.same_event(other)
            && self.same_thing(other)
            && self.shared_stems(other) >= 5
            && self.likeness(other) >= 0.7
    }
}

/// Whether a figure is another rounded to fewer digits: 7.2 for 7.23, 30,000 for 29,700. What is written out in digits is not rounded by more than a
/// tenth, as millions are.
fn rounds_to(round: f64, exact: f64) -> bool {
    if round == 0.0 {
        return exact == 0.0;
    }
    let mut unit = 10_f64.powi(round.abs().log10().floor() as i32);
    while ((round / unit).round() * unit - round).abs() > unit * 1e-6 && unit > 1e-6 {
        unit /= 10.0;
    }
    unit = if round.abs() < 100.0 && round.fract() == 0.0 { 1.0 } else { unit };
    let written_out = (100.0..1e6).contains(&round.abs());
    let farthest = if written_out { (round.abs() / 10.0).min(unit / 2.0) } else { unit / 2.0 };
    (round - exact).abs() <= farthest + 1e-9
}

#[cfg(test)]
mod tests {
    use super::rounds_to;

    #[test]
    fn a_rounded_figure_stands_for_the_exact_one() {
        for (round, exact) in [(7.2, 7.23), (30_000.0, 29_700.0), (1.0, 1.4), (45.0, 45.3), (1_500.0, 1_520.0), (2e6, 2.4e6)] {
            assert!(rounds_to(round, exact), "{round} {exact}");
        }
        for (round, exact) in [(7.2, 7.4), (30_000.0, 20_000.0), (20_000.0, 16_000.0), (40.0, 38.0), (12.0, 13.0), (45.0, 35.0)] {
            assert!(!rounds_to(round, exact), "{round} {exact}");
        }
    }
}
