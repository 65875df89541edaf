//! What the words of a temporal expression say, from one paragraph alone.
//!
//! A hand-written reader over tokens: each word that can begin an expression is looked up, and the longest pattern there is taken. The
//! patterns' names, meanings and examples are in `data/rules.tsv`; every example is a test.

mod calendar;
mod clock;
mod cursor;
mod holiday;
mod lean;
mod length;
mod period;
mod vague;
mod weekday;
mod year;

use super::words::{Unit, Word, word};
use crate::text::{Span, Token, TokenKind};
use cursor::Cursor;
pub(super) use holiday::day_of as holiday_day;

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
    /// "7 November last year": a day of a year counted from the anchor's.
    DayOfYear {
        /// Years from the anchor's.
        years: i32,
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
    /// A weekday; `relative` as for months.
    Weekday {
        /// 0 Monday to 6 Sunday.
        weekday: i8,
        /// -1 last, 1 next, where so written.
        relative: Option<i32>,
    },
    /// A weekday of the anchor's week, or of one before or after it: "Wednesday of next week".
    WeekdayOfWeek(i8, i32),
    /// So many weeks after the next such weekday, or before the last: "a week on Tuesday", "two weeks ago Monday".
    WeekdayAndWeeks(i8, i32),
    /// A weekday before (negative) or after the day named before.
    WeekdayBefore(i8, i32),
    /// Days from the anchor.
    Days(i32),
    /// The day named before in the same paragraph, else the anchor.
    DayAtHand,
    /// The same in a quotation, which may go on from the paragraph before.
    DayToldOf,
    /// The day named before in the same paragraph; else the anchor, unless the paragraph before names one of the two days before it.
    DayNarrated,
    /// The day named before, there or in the paragraph before; never the anchor: "that morning".
    ThatDay,
    /// Whole units from the anchor's own: "last week".
    Unit(UnitOfTime, i32),
    /// Whole centuries from the anchor's own: "this century".
    Centuries(i32),
    /// A quarter of a year.
    Quarter(i8, InYear),
    /// The quarter that ended on a day: month and day.
    QuarterEnded(i8, i8),
    /// The period named before, in another year.
    SamePeriod(InYear),
    /// The latest quarter that is over, or the quarter named before; years from it.
    LatestQuarter(i32),
    /// The period spoken of, a year before: "a year ago" after figures.
    YearBefore,
    /// The latest weekend that has begun.
    LatestWeekend,
    /// A half of a year.
    Half(i8, InYear),
    /// A season, with its year or counted from the anchor.
    Season(&'static str, Option<i16>, Option<i32>),
    /// So many units before (negative) or after the anchor.
    Shift(UnitOfTime, i32),
    /// So many units from the expression before, in its own grain.
    ShiftBefore(UnitOfTime, i32),
    /// The expression before.
    Same(UnitOfTime),
    /// Whole units from the one that holds the expression before: "the following year".
    UnitBefore(UnitOfTime, i32),
    /// The day at hand where it is one of the last week, else the anchor: "ended the day higher".
    DayOfTrade,
    /// A month before (negative) or after what was named before: "the previous December".
    MonthBefore(i8, i32),
    /// The same of a season; 0 for the one of the year named before: "that summer".
    SeasonBefore(&'static str, i32),
    /// The unit that holds what is to come and was named right before, else the anchor's: "on Jan. 4 ... by the end of the month".
    UnitAtHand(UnitOfTime),
    /// The week that holds a day.
    WeekOf(Box<Meaning>),
    /// A week of a month, by its number; -1 the last.
    WeekOfMonth(Box<Meaning>, i8),
    /// A part of a day, or a clock time, of another expression.
    Time(Box<Meaning>, String),
    /// A TIMEX3 value that needs no anchor: durations, sets, references to past, present, future.
    Value(&'static str, String),
    /// A holiday, by its rule; -1 last, 0 this, 1 next, where so written.
    Holiday(&'static str, Option<i32>),
    /// A day or hour that does not exist, and why; the year where it is written.
    Impossible(&'static str, Option<i16>),
}

/// The year that a part of a year is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InYear {
    /// Not said.
    Open,
    /// Written.
    Is(i16),
    /// Counted from the anchor's.
    From(i32),
}

/// Which way from the anchor the words around an expression point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lean {
    /// Nothing says so.
    #[default]
    Open,
    /// To what has been: "the year ended March 31".
    Past,
    /// To what is to come: "is expected on Monday".
    Future,
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
    /// Which way the words around it point.
    pub lean: Lean,
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
    let readers = [calendar::read, period::read, length::read, vague::read];
    readers.iter().filter_map(|read| read(cursor)).max_by_key(|(candidate, _)| candidate.span.end)
}

/// Whether an expression can begin with a word, by the one after it as well: nearly none does.
fn begins(cursor: &Cursor<'_>) -> bool {
    match cursor.words[cursor.at] {
        Word::Other => match cursor.tokens[cursor.at].kind {
            TokenKind::Word => false,
            TokenKind::Number => true,
            _ => cursor.is_digits(1) && cursor.is_quote(0),
        },
        Word::Written => match cursor.lower(0) {
            "the" | "a" | "an" | "that" | "few" | "its" => cursor.is_of_grammar(1),
            "nearly" | "almost" | "fiscal" | "earlier" | "later" => cursor.is_of_grammar(1),
            "more" | "less" => cursor.is(1, "than") && cursor.is_of_grammar(2),
            "at" => matches!(cursor.written(1), "least" | "most") && cursor.is_of_grammar(2),
            "half" => matches!(cursor.written(1), "a" | "an"),
            "very" => cursor.is(1, "soon"),
            "end" | "beginning" | "start" | "middle" => cursor.is(1, "of") && cursor.is_of_grammar(2),
            "noon" | "midday" | "midnight" | "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" => true,
            _ => false,
        },
        _ => true,
    }
}

/// The rule of what has its year from the expression after it.
pub(super) const SHARED_YEAR: &str = "shared-year";

/// "October to December 2023", "between October 5 and November 3, 2016": the year is of both, or the year before of the first.
fn share_year(found: &mut [Candidate], at: usize) {
    if let (&Meaning::DayOfYear { years, .. }, &Meaning::Day { year: None, month, day }) = (&found[at].meaning, &found[at - 1].meaning) {
        found[at - 1].meaning = Meaning::DayOfYear { years, month, day };
        return;
    }
    let (Meaning::Month { year: Some(year), month: last, .. } | Meaning::Day { year: Some(year), month: last, .. }) = found[at].meaning
    else {
        return;
    };
    let before = &mut found[at - 1];
    if let Meaning::Month { year: of @ None, month, relative: None, years: None } | Meaning::Day { year: of @ None, month, .. } =
        &mut before.meaning
    {
        *of = Some(year - i16::from(*month > last));
        before.rule = SHARED_YEAR;
    }
}

/// "from June to March", "2006–2007": two expressions with nothing but a word or a dash between.
fn link_ranges(text: &str, found: &mut [Candidate]) {
    for at in 1..found.len() {
        let (before, here) = (found[at - 1].span, found[at].span);
        if text
            .get(before.end as usize..here.start as usize)
            .is_some_and(|between| matches!(between.trim(), "to" | "and" | "through" | "–" | "-" | "—"))
        {
            share_year(found, at);
        }
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
            Unit::Week | Unit::Fortnight => UnitOfTime::Week,
            Unit::Weekend => UnitOfTime::Weekend,
            Unit::Month => UnitOfTime::Month,
            Unit::Quarter => UnitOfTime::Quarter,
            Unit::Year => UnitOfTime::Year,
            Unit::Decade | Unit::Century => UnitOfTime::Decade,
        }
    }
}
