//! What an expression may be counted from: the article's own date and what was named before.

use crate::dates::{Anchor, Day, TimeExpression};
use std::cell::Cell;

/// What an expression may be counted from.
pub(super) struct Anchors<'a> {
    /// The article's own date.
    pub reference: Option<Day>,
    /// What was named before, in other blocks and in its own.
    before: &'a [TimeExpression],
    own: &'a [TimeExpression],
    /// The number of its own block.
    block: u32,
    /// Whether those of other blocks were asked for.
    lean: Cell<bool>,
}

/// A period that figures are reported for, by its place among the expressions and its first day.
#[derive(Clone, Copy)]
pub(super) enum Period {
    Quarter(u32, Day),
    /// The latest of the months that were named last.
    Month(u32, Day),
    /// A part of a year of so many months, which one is not said.
    Months(u32),
}

/// So many expressions back an anchor is looked for.
const REACH: usize = 12;

impl<'a> Anchors<'a> {
    /// For an expression of a block of this number whose expressions have the numbers from `first` on.
    pub fn new(reference: Option<Day>, expressions: &'a [TimeExpression], first: u32, block: u32) -> Self {
        let (before, own) = expressions.split_at(first as usize);
        Anchors { reference, before, own, block, lean: Cell::new(false) }
    }

    /// Whether what was found hangs on what is named before the block.
    pub fn lean(&self) -> bool {
        self.lean.get()
    }

    /// The last few expressions, the last first, with their places.
    fn back(&self) -> impl Iterator<Item = (u32, &'a TimeExpression)> + use<'a, '_> {
        let others = || {
            self.lean.set(true);
            self.before.iter().enumerate().rev().map(|(at, expression)| (at as u32, expression))
        };
        let others = std::iter::once(()).flat_map(move |()| others());
        self.own_back().chain(others).take(REACH)
    }

    /// The last few expressions of the same block.
    fn own_back(&self) -> impl Iterator<Item = (u32, &'a TimeExpression)> + use<'a> {
        let first = self.before.len();
        let own = self.own.iter().enumerate().rev().take(REACH);
        own.map(move |(at, expression)| ((first + at) as u32, expression))
    }

    /// The last few expressions with known days: place, first and last day.
    pub fn named(&self) -> impl Iterator<Item = (u32, Day, Day)> + use<'a, '_> {
        self.back().filter_map(|(at, expression)| expression.days.map(|(first, last)| (at, first, last)))
    }

    /// The years of the last few expressions with known days whose year is written, with the expression's place: not of "Tuesday" and "in March", whose
    /// year is the article's own.
    pub fn years(&self) -> impl Iterator<Item = (u32, i16)> + use<'a, '_> {
        let is_written = |expression: &TimeExpression| {
            let (mut from, mut steps) = (expression, 0);
            while let Anchor::Expression(at) = from.anchor {
                steps += 1;
                match self.expression(at).filter(|_| steps < REACH) {
                    Some(other) => from = other,
                    None => return false,
                }
            }
            from.anchor == Anchor::Itself
        };
        self.back()
            .filter(move |(_, expression)| is_written(expression))
            .filter_map(|(at, expression)| Some((at, expression.days?.0.year())))
    }

    fn expression(&self, at: u32) -> Option<&'a TimeExpression> {
        self.before.iter().chain(self.own).nth(at as usize)
    }

    /// The last expression with known days, for what counts from "that day".
    pub fn before(&self) -> Option<(u32, Day, Day)> {
        let (at, expression) = self.back().find(|(_, expression)| expression.days.is_some() && expression.rule != "earlier")?;
        let (first, last) = expression.days?;
        Some((at, first, last))
    }

    /// The last quarter named in the block.
    pub fn quarter(&self) -> Option<(u32, Day)> {
        let mut own = self.own_back().filter(|(_, expression)| !looks_back(expression));
        own.find_map(|(at, expression)| Some((at, expression.value.contains("-Q").then_some(expression.days?.0)?)))
    }

    /// The last single day named in the block.
    pub fn day(&self) -> Option<(u32, Day)> {
        self.own_back().find_map(|(at, expression)| Some((at, expression.days.filter(|(first, last)| first == last)?.0)))
    }

    /// The last single day named in the block, or else the single day that is named last in the block before it.
    pub fn day_before(&self) -> Option<(u32, Day)> {
        self.day().or_else(|| {
            self.lean.set(true);
            let last = self.before.last().filter(|last| last.block + 1 >= self.block)?;
            let (first, _) = last.days.filter(|(first, last)| first == last)?;
            Some((self.before.len() as u32 - 1, first))
        })
    }

    /// Whether the block before names last one of the two days before a day.
    pub fn is_apart(&self, day: Day) -> bool {
        self.day_before().is_some_and(|(_, before)| (1..=2).contains(&(day - before).get_days()))
    }

    /// A day or month more than a year before the anchor, where the block names it last and in full: what follows is of then.
    pub fn told_of(&self) -> Option<(u32, Day)> {
        let (at, expression) = self.own_back().next().filter(|(_, expression)| expression.anchor == Anchor::Itself)?;
        let (first, last) = expression.days.filter(|(first, last)| (*last - *first).get_days() <= 31)?;
        ((self.reference? - last).get_days() > 366).then_some((at, first))
    }

    /// The day or month to come that was named right before, in the block: its place and first and last day.
    pub fn to_come(&self) -> Option<(u32, Day, Day)> {
        let dated = |rule: &str| matches!(rule, "full-date" | "month-day" | "month-year" | "month" | "relative-month");
        let (at, expression) = self.own_back().next().filter(|(_, expression)| dated(expression.rule))?;
        let (first, last) = expression.days.filter(|(first, _)| self.reference.is_some_and(|reference| *first > reference))?;
        Some((at, first, last))
    }

    /// The latest of the months that the block names last.
    fn month(&self) -> Option<(u32, Day)> {
        let months = self.own_back().map_while(|(at, expression)| {
            let (first, last) = expression.days.filter(|_| !looks_back(expression))?;
            ((28..=31).contains(&((last - first).get_days() + 1)) && first.day() == 1).then_some((at, first))
        });
        months.max_by_key(|(_, first)| *first)
    }

    /// The last period named: a quarter in the block or shortly before it, or so many months of a year in the block.
    pub fn period(&self) -> Option<Period> {
        if let Some((at, first)) = self.month() {
            return Some(Period::Month(at, first));
        }
        let mut before = self.back().filter(|(_, expression)| !looks_back(expression));
        before.find_map(|(at, expression)| {
            if matches!(&*expression.value, "P9M" | "P6M") && at as usize >= self.before.len() {
                return Some(Period::Months(at));
            }
            let (first, _) = expression.days.filter(|_| expression.value.contains("-Q"))?;
            Some(Period::Quarter(at, first))
        })
    }
}

/// Rules whose values speak of a year before: nothing is counted from them in turn.
fn looks_back(expression: &TimeExpression) -> bool {
    matches!(expression.rule, "earlier" | "ago" | "same-period")
}
