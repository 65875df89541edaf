//! What the words of a temporal expression say, from one paragraph alone.
//!
//! A hand-written reader over tokens: each word that can begin an expression is looked up, and the longest pattern there is taken. The
//! patterns' names, meanings and examples are in `data/rules.tsv`; every example is a test.

mod calendar;
mod cursor;
mod period;

use super::words::{Unit, Word, word};
use crate::text::{Span, Token};
use cursor::Cursor;

/// An unresolved value: what the words say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A day of a month, with or without its year.
    Day {
        /// The year, where written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31, valid for the month.
        day: i8,
    },
    /// A month, with its year or counted from the anchor.
    Month {
        /// The year, where written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// -1 last, 0 this, 1 next, where so written.
        relative: Option<i32>,
        /// "June last year": years from the anchor's.
        years: Option<i32>,
    },
    /// A year.
    Year(i16),
    /// A decade, by its first three digits.
    Decade(i16),
    /// A century, by its first two digits.
    Century(i16),
    /// A weekday; `relative` as for months, `future` after words of the future.
    Weekday {
        /// 0 Monday to 6 Sunday.
        weekday: i8,
        /// -1 last, 1 next, where so written.
        relative: Option<i32>,
        /// Whether words of the future stand before.
        future: bool,
    },
    /// Days from the anchor.
    Days(i32),
    /// Whole units from the anchor's own: "last week".
    Unit(UnitOfTime, i32),
    /// A quarter of a year, with its year or counted.
    Quarter(i8, Option<i16>),
    /// The latest quarter that is over, or the quarter named before; years from it.
    LatestQuarter(i32),
    /// The latest weekend that has begun.
    LatestWeekend,
    /// A half of a year.
    Half(i8, Option<i16>),
    /// A season, with its year or counted from the anchor.
    Season(&'static str, Option<i16>, Option<i32>),
    /// So many units before (negative) or after the anchor.
    Shift(UnitOfTime, i32),
    /// So many units from the expression before, in its own grain.
    ShiftBefore(UnitOfTime, i32),
    /// The expression before.
    Same(UnitOfTime),
    /// A part of a day, or a clock time, of another expression.
    Time(Box<Meaning>, String),
    /// A TIMEX3 value that needs no anchor: durations, sets, references to past, present, future.
    Value(&'static str, String),
    /// A holiday of a fixed day: month and day.
    Holiday(i8, i8),
    /// A day or hour that does not exist, and why.
    Impossible(&'static str),
}

/// Units of time as other rooms name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitOfTime {
    /// Hours, minutes, seconds.
    Hour,
    /// Days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Months.
    Month,
    /// Quarters of years.
    Quarter,
    /// Years.
    Year,
    /// Tens of years.
    Decade,
}

/// An expression found in a paragraph, its value not yet fixed to a day; spans are relative to the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it stands.
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
    /// What the words say.
    pub meaning: Meaning,
    /// TIMEX3 mod.
    pub modifier: Option<&'static str>,
    /// A weekday written beside a date: 0 Monday to 6 Sunday, and where.
    pub weekday: Option<(i8, Span)>,
    /// Whether the next candidate is the other end of a range.
    pub range: bool,
}

/// The temporal expressions of one paragraph.
pub fn recognise(text: &str, tokens: &[Token]) -> Vec<Candidate> {
    let words: Vec<Word> = tokens.iter().map(|token| word(text, *token)).collect();
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let cursor = Cursor { text, tokens, words: &words, at };
        match expression(&cursor) {
            Some((candidate, next)) => {
                found.push(candidate);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    link_ranges(text, &mut found);
    found
}

/// The longest expression that begins at the cursor.
fn expression(cursor: &Cursor<'_>) -> Option<(Candidate, usize)> {
    if !begins(cursor) {
        return None;
    }
    let readers = [calendar::read, period::read];
    readers.iter().filter_map(|read| read(cursor)).max_by_key(|(candidate, _)| candidate.span.end)
}

/// Whether a word can begin an expression at all: nearly every word cannot.
fn begins(cursor: &Cursor<'_>) -> bool {
    match cursor.words[cursor.at] {
        Word::Other => {
            cursor.tokens[cursor.at].is_word()
                && matches!(
                    cursor.lower(0),
                    "the"
                        | "a"
                        | "an"
                        | "that"
                        | "more"
                        | "less"
                        | "at"
                        | "nearly"
                        | "almost"
                        | "noon"
                        | "midnight"
                        | "fiscal"
                        | "mid"
                        | "years"
                        | "few"
                )
        }
        _ => true,
    }
}

/// "from June to March", "2006–2007": two expressions with nothing but a word or a dash between.
fn link_ranges(text: &str, found: &mut [Candidate]) {
    for at in 1..found.len() {
        let (before, here) = (found[at - 1].span, found[at].span);
        let between = text.get(before.end as usize..here.start as usize).unwrap_or("").trim();
        let lead = text.get(..before.start as usize).unwrap_or("").trim_end();
        let from = lead.ends_with("from") || lead.ends_with("From");
        let between_and = (lead.ends_with("between") || lead.ends_with("Between")) && between == "and";
        found[at - 1].range =
            between_and || from && matches!(between, "to" | "through" | "until" | "till") || matches!(between, "–" | "-" | "—" | "through");
    }
}

impl From<Unit> for UnitOfTime {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => UnitOfTime::Hour,
            Unit::Day => UnitOfTime::Day,
            Unit::Week => UnitOfTime::Week,
            Unit::Weekend => UnitOfTime::Weekend,
            Unit::Month => UnitOfTime::Month,
            Unit::Quarter => UnitOfTime::Quarter,
            Unit::Year => UnitOfTime::Year,
            Unit::Decade | Unit::Century => UnitOfTime::Decade,
        }
    }
}
