//! Which day each expression is.

mod anchors;
mod period;
mod units;

use super::recognise::SHARED_YEAR;
use super::{Anchor, Candidate, Dates, Day, Lean, Meaning, OwnDate, TimeExpression, TimeKind, UnitOfTime};
use crate::article::Article;
use crate::text::{Span, replaced};
use anchors::{Anchors, Period};
use jiff::ToSpan;
use jiff::civil::Weekday;
use period::{
    fix_latest_quarter, fix_month, fix_month_before, fix_part, fix_same, fix_same_period, fix_season, fix_season_before, fix_shift_before,
    fix_unit_at_hand,
};
use std::sync::Arc;
use units::{holiday, leaning, period, shifted, weekday_day, whole_unit};

/// What the blocks of the last reading of an article came to, in order.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The article's own date.
    reference: Option<Day>,
    blocks: Vec<Block>,
}

/// One block with temporal expressions.
#[derive(Debug)]
struct Block {
    candidates: Arc<[Candidate]>,
    /// What they come to wherever the block stands; `None` where that hangs on what is named before it.
    alone: Option<Box<[TimeExpression]>>,
}

/// Fixes the candidates of an article's blocks, given as `(block, candidates)`, to days. `last` is what was found last; of a long article, what it
/// has of the same blocks is taken over, and it is renewed.
pub fn resolve(article: &Article, own: OwnDate, found: &[(u32, &Arc<[Candidate]>)], last: &mut Resolved) -> Dates {
    let OwnDate { sources, unread } = own;
    let reference = sources.first().copied();
    let day = reference.map(|reference| reference.day);
    let found: Vec<_> = found.iter().filter(|(_, candidates)| !candidates.is_empty()).collect();
    let mut expressions: Vec<TimeExpression> = Vec::with_capacity(found.iter().map(|(_, candidates)| candidates.len()).sum());
    let mut before = std::mem::replace(last, Resolved { reference: day, blocks: Vec::new() });
    if before.reference != day {
        before.blocks.clear();
    }
    let (gone, come) = replaced(&before.blocks, &found, |then, (_, now)| Arc::ptr_eq(&then.candidates, now));
    before.blocks.drain(gone);
    let mut known = before.blocks.into_iter();
    for (number, (block, candidates)) in found.into_iter().enumerate() {
        let start = article.blocks[*block as usize].span.start;
        let place = Place { start, block: *block, first: expressions.len() as u32 };
        let known = if come.contains(&number) { None } else { known.next() };
        if let Some(Block { alone: Some(alone), .. }) = &known {
            expressions.extend(alone.iter().map(|expression| place.put(expression)));
            last.blocks.extend(known);
            continue;
        }
        let leans = fix_block(candidates, day, place, &mut expressions);
        if article.is_long() {
            let alone = (!leans).then(|| expressions[place.first as usize..].iter().map(|expression| place.take(expression)).collect());
            last.blocks.push(Block { candidates: Arc::clone(candidates), alone });
        }
    }
    let count = expressions.len() as u32;
    for expression in &mut expressions {
        expression.range_end = expression.range_end.filter(|end| *end < count);
    }
    Dates { reference, sources, unread, expressions }
}

/// Where a block stands in an article.
#[derive(Clone, Copy)]
struct Place {
    /// Its first byte.
    start: u32,
    /// Its number.
    block: u32,
    /// The number of its first expression.
    first: u32,
}

impl Place {
    /// An expression of the block alone as one of the article.
    fn put(self, alone: &TimeExpression) -> TimeExpression {
        let at = |number: u32| number + self.first;
        self.moved(alone, |span| span.shift(self.start), at, self.block)
    }

    /// An expression of the article as one of the block alone.
    fn take(self, expression: &TimeExpression) -> TimeExpression {
        let span = |span: Span| Span { start: span.start - self.start, end: span.end - self.start };
        self.moved(expression, span, |number| number - self.first, 0)
    }

    fn moved(self, from: &TimeExpression, span: impl Fn(Span) -> Span, number: impl Fn(u32) -> u32, block: u32) -> TimeExpression {
        let anchor = match from.anchor {
            Anchor::Expression(at) => Anchor::Expression(number(at)),
            Anchor::Itself | Anchor::Reference | Anchor::Missing => from.anchor,
        };
        let weekday = from.weekday.map(|(weekday, place)| (weekday, span(place)));
        TimeExpression { span: span(from.span), anchor, block, weekday, range_end: from.range_end.map(number), ..from.clone() }
    }
}

/// Fixes the candidates of one block; returns whether any hangs on what is named before the block.
fn fix_block(candidates: &[Candidate], reference: Option<Day>, place: Place, expressions: &mut Vec<TimeExpression>) -> bool {
    let Place { start, block, first } = place;
    let mut leans = false;
    let mut before: Option<&Candidate> = None;
    for candidate in candidates {
        let anchors = Anchors::new(reference, expressions, first, block);
        let fixed = fix(candidate, &anchors);
        leans |= anchors.lean();
        let mut expression = TimeExpression {
            span: candidate.span.shift(start),
            kind: fixed.kind,
            value: fixed.value.into(),
            modifier: candidate.modifier,
            days: fixed.days,
            anchor: fixed.anchor,
            rule: candidate.rule,
            relative: fixed.relative,
            block,
            weekday: candidate.weekday.map(|(weekday, span)| (weekday, span.shift(start))),
            range_end: None,
            impossible: None,
        };
        if let Meaning::Impossible(reason, _) = candidate.meaning {
            expression.impossible = Some(reason);
        }
        // Its year stands in the expression after it.
        if candidate.rule == SHARED_YEAR {
            expression.anchor = Anchor::Expression(expressions.len() as u32 + 1);
        }
        if candidate.range {
            expression.range_end = Some(expressions.len() as u32 + 1);
        }
        if let Some(begin) = before.replace(candidate)
            && let Some(first) = expressions.last_mut()
        {
            if begin.range {
                order(first, &mut expression, reference, begin.lean);
            }
            // "will meet on Wednesday and Thursday", on a Thursday.
            let joined = candidate.span.start - begin.span.end <= AND;
            if joined && candidate.rule == "future-weekday" && begin.rule == "future-weekday" && expression.days < first.days {
                let day = expression.days.and_then(|(day, _)| day.checked_add(7.days()).ok());
                expression.days = day.map(|day| (day, day));
                expression.value = day.map_or(expression.value, |day| day.to_string().into());
            }
        }
        expressions.push(expression);
    }
    leans
}

/// The bytes of " and ".
const AND: u32 = 5;

/// "from mid-October through January": no range ends before it begins; one of the two is of another year.
fn order(first: &mut TimeExpression, last: &mut TimeExpression, reference: Option<Day>, lean: Lean) {
    let open = |end: &TimeExpression| matches!(end.rule, "month" | "month-day") && end.anchor == Anchor::Reference;
    let (Some((begin, _)), Some((end, _))) = (first.days, last.days) else { return };
    if !open(first) || !open(last) || end >= begin {
        return;
    }
    // One that begins this month is not over.
    let begins = reference.is_some_and(|reference| begin.first_of_month() == reference.first_of_month());
    let (moved, years) = if lean == Lean::Future || begins { (last, 1) } else { (first, -1) };
    let Some((day, _)) = moved.days else { return };
    let unit = if moved.rule == "month" { UnitOfTime::Month } else { UnitOfTime::Day };
    if let Some((value, days)) = day.checked_add(years.years()).ok().and_then(|day| whole_unit(day, unit, 0)) {
        moved.value = value.into();
        moved.days = Some(days);
    }
}

/// What an expression comes to.
struct Fixed {
    kind: TimeKind,
    value: String,
    days: Option<(Day, Day)>,
    anchor: Anchor,
    relative: bool,
}

impl Fixed {
    fn absolute(value: String, days: Option<(Day, Day)>) -> Self {
        Fixed { kind: TimeKind::Date, value, days, anchor: Anchor::Itself, relative: false }
    }

    fn relative(value: String, days: Option<(Day, Day)>, anchor: Anchor) -> Self {
        Fixed { kind: TimeKind::Date, value, days, anchor, relative: true }
    }

    /// What no day of the article fixes, not even its own.
    fn untold(value: impl Into<String>) -> Self {
        Fixed::absolute(value.into(), None)
    }

    /// What needs an anchor that the article does not have; `value` shows what the words alone say.
    fn open(value: impl Into<String>) -> Self {
        Fixed::relative(value.into(), None, Anchor::Missing)
    }
}

/// A day without a year. Where its weekday does not fit, a year that was named shortly before may be meant: "On Wednesday, March 6, 2024. On Thursday,
/// June 13".
fn fix_day(reference: Day, month: i8, day: i8, candidate: &Candidate, anchors: &Anchors<'_>) -> Fixed {
    let weekday = candidate.weekday.map(|(weekday, _)| weekday);
    let fits = |day: &Day| weekday.is_none_or(|weekday| day.weekday().to_monday_zero_offset() == weekday);
    let Some(chosen) = leaning(reference, month, day, candidate.lean, weekday) else {
        return Fixed::absolute(format!("XXXX-{month:02}-{day:02}"), None);
    };
    if !fits(&chosen) {
        let named = anchors.years().take(YEARS_BACK).filter_map(|(at, year)| Some((at, Day::new(year, month, day).ok()?)));
        if let Some((at, named)) = named.into_iter().find(|(_, day)| fits(day)) {
            return Fixed::relative(named.to_string(), Some((named, named)), Anchor::Expression(at));
        }
    }
    Fixed::relative(chosen.to_string(), Some((chosen, chosen)), Anchor::Reference)
}

/// So many expressions back a year is looked for.
const YEARS_BACK: usize = 4;

/// The day named before that a time of the day is of.
fn day_named(meaning: &Meaning, anchors: &Anchors<'_>) -> Option<(u32, Day)> {
    match meaning {
        Meaning::DayToldOf | Meaning::ThatDay => anchors.day_before(),
        Meaning::DayOfTrade => {
            anchors.day().filter(|(_, day)| anchors.reference.is_none_or(|own| (0..7).contains(&(own - *day).get_days())))
        }
        _ => anchors.day(),
    }
}

fn fix(candidate: &Candidate, anchors: &Anchors<'_>) -> Fixed {
    match &candidate.meaning {
        Meaning::Day { year: Some(year), month, day } => match Day::new(*year, *month, *day) {
            Ok(day) => Fixed::absolute(day.to_string(), Some((day, day))),
            Err(_) => Fixed::absolute(format!("{year:04}-{month:02}-XX"), None),
        },
        Meaning::Day { year: None, month, day } => match anchors.reference {
            Some(reference) => fix_day(reference, *month, *day, candidate, anchors),
            None => Fixed::open(format!("XXXX-{month:02}-{day:02}")),
        },
        Meaning::DayOfYear { years, month, day } => match anchors.reference {
            Some(reference) => match Day::new(reference.year().saturating_add(*years as i16), *month, *day) {
                Ok(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                Err(_) => Fixed::absolute(format!("XXXX-{month:02}-{day:02}"), None),
            },
            None => Fixed::open(format!("XXXX-{month:02}-{day:02}")),
        },
        Meaning::Holiday(rule, relative) => {
            // "In June 2019 he promised it by Christmas".
            let told = anchors.told_of().filter(|_| relative.is_none() && candidate.lean == Lean::Future);
            if let Some((day, at)) = told.and_then(|(at, first)| Some((holiday(first, rule, Some(1), Lean::Open)?, at))) {
                return Fixed::relative(day.to_string(), Some((day, day)), Anchor::Expression(at));
            }
            match anchors.reference.and_then(|reference| holiday(reference, rule, *relative, candidate.lean)) {
                Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                None => Fixed::open("XXXX-XX-XX"),
            }
        }
        Meaning::Month { year, month, relative, years } => fix_month(*year, *month, *relative, *years, candidate.lean, anchors),
        Meaning::Year(year) => Fixed::absolute(format!("{year:04}"), period(*year, 1, *year, 12)),
        Meaning::Decade(decade) => Fixed::absolute(decade.to_string(), period(decade * 10, 1, decade * 10 + 9, 12)),
        Meaning::Century(century) => Fixed::absolute(century.to_string(), None),
        Meaning::Weekday { weekday, relative } => match anchors.reference {
            Some(reference) => {
                let day = weekday_day(reference, *weekday, *relative, candidate.lean == Lean::Future);
                Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference)
            }
            None => Fixed::open(format!("XXXX-WXX-{}", weekday + 1)),
        },
        Meaning::WeekdayOfWeek(weekday, weeks) => {
            let days = anchors.reference.and_then(|reference| Some(whole_unit(reference, UnitOfTime::Week, *weeks)?.1));
            match days.and_then(|(monday, _)| monday.checked_add(i32::from(*weekday).days()).ok()) {
                Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                None => Fixed::open(format!("XXXX-WXX-{}", weekday + 1)),
            }
        }
        Meaning::WeekdayAndWeeks(weekday, weeks) => {
            let near = anchors.reference.map(|reference| weekday_day(reference, *weekday, Some(weeks.signum()), false));
            match near.and_then(|near| near.checked_add((7 * weeks).days()).ok()) {
                Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                None => Fixed::open(format!("XXXX-WXX-{}", weekday + 1)),
            }
        }
        Meaning::Days(days) => match anchors.reference.and_then(|reference| reference.checked_add(days.days()).ok()) {
            Some(day) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
            None => Fixed::open("XXXX-XX-XX"),
        },
        Meaning::DayAtHand | Meaning::DayToldOf | Meaning::DayNarrated | Meaning::ThatDay | Meaning::DayOfTrade => {
            match (day_named(&candidate.meaning, anchors), anchors.reference) {
                (Some((at, day)), _) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Expression(at)),
                (None, _) if candidate.meaning == Meaning::ThatDay => Fixed::untold("XXXX-XX-XX"),
                (None, Some(own)) if candidate.meaning == Meaning::DayNarrated && anchors.is_apart(own) => Fixed::untold("XXXX-XX-XX"),
                // The day that a midnight of the past ends.
                (None, Some(day)) if candidate.lean == Lean::Past && day > Day::MIN => {
                    let day = day.yesterday().unwrap_or(day);
                    Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference)
                }
                (None, Some(day)) => Fixed::relative(day.to_string(), Some((day, day)), Anchor::Reference),
                (None, None) => Fixed::open("XXXX-XX-XX"),
            }
        }
        Meaning::WeekdayBefore(weekday, count) => {
            let (from, anchor) = match (anchors.before(), anchors.reference) {
                (Some((at, first, _)), _) => (first, Anchor::Expression(at)),
                (None, Some(day)) => (day, Anchor::Reference),
                (None, None) => return Fixed::open(format!("XXXX-WXX-{}", weekday + 1)),
            };
            let day = weekday_day(from, *weekday, Some(*count), false);
            Fixed::relative(day.to_string(), Some((day, day)), anchor)
        }
        Meaning::Centuries(count) => match anchors.reference {
            Some(reference) => Fixed::relative((i32::from(reference.year() / 100) + count).to_string(), None, Anchor::Reference),
            None => Fixed::open("XX"),
        },
        Meaning::QuarterEnded(month, day) => {
            let end = anchors.reference.and_then(|reference| leaning(reference, *month, *day, Lean::Past, None));
            match end.and_then(|end| whole_unit(end.checked_sub(45.days()).ok()?, UnitOfTime::Quarter, 0)) {
                Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
                None => Fixed::open("XXXX-QX"),
            }
        }
        Meaning::YearBefore => match (anchors.period(), anchors.reference) {
            (Some(Period::Month(at, first)), _) => {
                match first.checked_sub(1.years()).ok().and_then(|day| whole_unit(day, UnitOfTime::Month, 0)) {
                    Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                    None => Fixed::open("XXXX-XX"),
                }
            }
            (Some(Period::Quarter(at, first)), _) => {
                match first.checked_sub(1.years()).ok().and_then(|day| whole_unit(day, UnitOfTime::Quarter, 0)) {
                    Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                    None => Fixed::open("XXXX-QX"),
                }
            }
            (Some(Period::Months(at)), reference) => match reference.and_then(|day| whole_unit(day, UnitOfTime::Year, -1)) {
                Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                None => Fixed::open("XXXX"),
            },
            (None, _) => fix_latest_quarter(-1, anchors),
        },
        Meaning::SamePeriod(year) => fix_same_period(*year, anchors),
        Meaning::Unit(unit, count) => match anchors.reference.and_then(|reference| whole_unit(reference, *unit, (*count).clamp(-1, 1))) {
            Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
            None => Fixed::open("XXXX"),
        },
        // "a year ago" after a quarter speaks of that quarter.
        Meaning::Shift(UnitOfTime::Year, -1) if anchors.quarter().is_some() => fix_latest_quarter(-1, anchors),
        Meaning::Shift(unit, count) => match anchors.reference.and_then(|reference| shifted(reference, *unit, *count)) {
            Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
            None => Fixed::open("XXXX"),
        },
        Meaning::ShiftBefore(unit, count) => fix_shift_before(*unit, *count, anchors),
        Meaning::Same(unit) => fix_same(*unit, anchors),
        Meaning::UnitBefore(unit, count) => match anchors.before() {
            Some((at, first, _)) => match whole_unit(first, *unit, *count) {
                Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Expression(at)),
                None => Fixed::open("XXXX"),
            },
            None => Fixed::open("XXXX"),
        },
        Meaning::MonthBefore(month, count) => fix_month_before(*month, *count, anchors),
        Meaning::SeasonBefore(season, count) => fix_season_before(season, *count, anchors),
        Meaning::UnitAtHand(unit) => fix_unit_at_hand(*unit, anchors),
        Meaning::WeekOfMonth(month, number) => {
            let inner = Candidate { meaning: (**month).clone(), ..candidate.clone() };
            let fixed = fix(&inner, anchors);
            // A week is of the month that most of it, its Thursday, is in.
            let thursday = fixed.days.and_then(|(first, _)| first.nth_weekday_of_month(*number, Weekday::Thursday).ok());
            match thursday.and_then(|day| whole_unit(day, UnitOfTime::Week, 0)) {
                Some((value, days)) => Fixed { value, days: Some(days), ..fixed },
                None => fixed,
            }
        }
        Meaning::WeekOf(day) => {
            let inner = Candidate { meaning: (**day).clone(), ..candidate.clone() };
            let fixed = fix(&inner, anchors);
            match fixed.days.and_then(|(first, _)| whole_unit(first, UnitOfTime::Week, 0)) {
                Some((value, days)) => Fixed { value, days: Some(days), ..fixed },
                None => fixed,
            }
        }
        Meaning::Quarter(number, year) => fix_part(*number, 3, 'Q', *year, anchors),
        Meaning::LatestQuarter(years) => fix_latest_quarter(*years, anchors),
        Meaning::LatestWeekend => match anchors.reference {
            Some(reference) => {
                let weeks = if reference.weekday().to_monday_zero_offset() >= 5 { 0 } else { -1 };
                match whole_unit(reference, UnitOfTime::Weekend, weeks) {
                    Some((value, days)) => Fixed::relative(value, Some(days), Anchor::Reference),
                    None => Fixed::open("XXXX"),
                }
            }
            None => Fixed::open("XXXX-WXX-WE"),
        },
        Meaning::Half(number, year) => fix_part(*number, 6, 'H', *year, anchors),
        Meaning::Season(season, year, relative) => fix_season(season, *year, *relative, candidate.lean, anchors),
        Meaning::Time(day, time) => {
            let inner = Candidate { meaning: (**day).clone(), modifier: None, weekday: None, range: false, ..candidate.clone() };
            let fixed = fix(&inner, anchors);
            Fixed { kind: TimeKind::Time, value: format!("{}T{time}", fixed.value), ..fixed }
        }
        Meaning::Value(kind, value) => {
            let kind = match *kind {
                "DURATION" => TimeKind::Duration,
                "SET" => TimeKind::Set,
                _ => TimeKind::Date,
            };
            Fixed { kind, value: value.clone(), days: None, anchor: Anchor::Itself, relative: false }
        }
        Meaning::Impossible(..) => Fixed::absolute("XXXX-XX-XX".to_owned(), None),
    }
}
