//! The words of the temporal grammar, looked up once a token.

use crate::text::{Token, TokenKind, WordTable};
use std::sync::LazyLock;

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// What a token means to the grammar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    Weekday(i8),
    /// A weekday cut short without a full stop, which is one only before a date.
    ShortWeekday(i8),
    Month(i8),
    /// Digits or a written-out number.
    Number(u32),
    Ordinal(u32),
    Unit(Unit),
    /// TIMEX3's MO, AF, EV, NI.
    Part(&'static str),
    Deictic(i32),
    Reference(&'static str),
    Season(&'static str),
    /// -2 past, -1 last, 0 this, 1 next.
    Relative(i32),
    Vague,
    Modifier(&'static str),
    Each,
    Set(&'static str),
    /// The first word of a holiday's name.
    Holiday,
    /// One that patterns ask for as written: "the", "ago".
    Written,
    Other,
}

static WORDS: LazyLock<WordTable<Word>> = LazyLock::new(|| {
    let rows = include_str!("data/words.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let (word, class, value) = (cells.next()?, cells.next()?, cells.next()?);
        let number = value.parse::<i32>().unwrap_or(0);
        let meaning = match class {
            "weekday" => Word::Weekday(number as i8),
            "short-weekday" => Word::ShortWeekday(number as i8),
            "month" => Word::Month(number as i8),
            "number" => Word::Number(number as u32),
            "ordinal" => Word::Ordinal(number as u32),
            "unit" => Word::Unit(unit(value)?),
            "part" => Word::Part(value),
            "day" => Word::Deictic(number),
            "present" | "past" | "future" => Word::Reference(value),
            "season" => Word::Season(value),
            "relative" => Word::Relative(number),
            "vague" => Word::Vague,
            "modifier" => Word::Modifier(value),
            "each" => Word::Each,
            "set" => Word::Set(value),
            "holiday" => Word::Holiday,
            "written" => Word::Written,
            _ => return None,
        };
        Some((word, meaning))
    })
    .collect()
});

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" | "night" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

/// What a token means.
pub(super) fn word(text: &str, token: Token) -> Word {
    match token.kind {
        TokenKind::Number => {
            let digits = token.text(text);
            if digits.contains('.') { Word::Other } else { digits.replace(',', "").parse().map_or(Word::Other, Word::Number) }
        }
        TokenKind::Word => match WORDS.get(text, token) {
            // Months and weekdays are written with a capital; "may", "march", "sun" and "sat" are not.
            Some(Word::Weekday(_) | Word::ShortWeekday(_) | Word::Month(_) | Word::Holiday) if !token.capital => Word::Other,
            Some(meaning) => *meaning,
            None => Word::Other,
        },
        _ => Word::Other,
    }
}
