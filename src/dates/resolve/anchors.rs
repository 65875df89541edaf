//! What an expression may be counted from: the article's own date and what was named before.

use crate::dates::{Day, TimeExpression};

/// What an expression may be counted from.
pub(super) struct Anchors<'a> {
    /// The article's own date.
    pub reference: Option<Day>,
    /// What was named before.
    pub expressions: &'a [TimeExpression],
    /// The block that the expression stands in.
    pub block: u32,
}

/// A period that figures are reported for, by its place among the expressions and its first day.
#[derive(Clone, Copy)]
pub(super) enum Period {
    Quarter(u32, Day),
    /// A part of a year of so many months, which one is not said.
    Months(u32),
}

/// So many expressions back an anchor is looked for.
const REACH: usize = 12;

impl<'a> Anchors<'a> {
    /// The last few expressions, the last first, with their places.
    fn back(&self) -> impl Iterator<Item = (u32, &'a TimeExpression)> + use<'a> {
        self.expressions.iter().enumerate().rev().take(REACH).map(|(at, expression)| (at as u32, expression))
    }

    /// The last few expressions of the same block.
    fn block_back(&self) -> impl Iterator<Item = (u32, &'a TimeExpression)> + use<'a> {
        let block = self.block;
        self.back().take_while(move |(_, expression)| expression.block == block)
    }

    /// The last few expressions with known days: place, first and last day.
    pub fn named(&self) -> impl Iterator<Item = (u32, Day, Day)> + use<'a> {
        self.back().filter_map(|(at, expression)| expression.days.map(|(first, last)| (at, first, last)))
    }

    /// The last expression with known days, for what counts from "that day".
    pub fn before(&self) -> Option<(u32, Day, Day)> {
        let (at, expression) = self.back().find(|(_, expression)| expression.days.is_some() && expression.rule != "earlier")?;
        let (first, last) = expression.days?;
        Some((at, first, last))
    }

    /// The last quarter named in the block.
    pub fn quarter(&self) -> Option<(u32, Day)> {
        let mut own = self.block_back().filter(|(_, expression)| !looks_back(expression));
        own.find_map(|(at, expression)| Some((at, expression.value.contains("-Q").then_some(expression.days?.0)?)))
    }

    /// The last single day named in the block.
    pub fn day(&self) -> Option<(u32, Day)> {
        self.block_back().find_map(|(at, expression)| Some((at, expression.days.filter(|(first, last)| first == last)?.0)))
    }

    /// The last period named: a quarter in the block or shortly before it, or so many months of a year in the block.
    pub fn period(&self) -> Option<Period> {
        let mut before = self.back().filter(|(_, expression)| !looks_back(expression));
        before.find_map(|(at, expression)| {
            if matches!(expression.value.as_str(), "P9M" | "P6M") && expression.block == self.block {
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
