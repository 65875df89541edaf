//! Words that point at a time named before, or at past, present and future as such.

use super::cursor::Cursor;
use super::{Candidate, Meaning, UnitOfTime};
use crate::dates::words::{Unit, Word};

type Found = Option<(Candidate, usize)>;

/// The longest of these expressions at the cursor.
pub(super) fn read(cursor: &Cursor<'_>) -> Found {
    let found = [anaphoric(cursor), edge(cursor), reference(cursor)];
    found.into_iter().flatten().max_by_key(|(candidate, _)| candidate.span.end)
}

/// "that day", "the same day", "the next day", "the following week", "the day" where it is the one spoken of.
fn anaphoric(cursor: &Cursor<'_>) -> Found {
    let (from, shift) = match (cursor.lower(0), cursor.written(1)) {
        ("that", "same") => (2, 0),
        ("that", _) => (1, 0),
        ("the", "same") => (2, 0),
        ("the", "following" | "next") => (2, 1),
        ("the", "previous" | "preceding") => (2, -1),
        ("the", _) => (1, 0),
        _ => return None,
    };
    // "that night", "in the morning".
    if let (Word::Part(part), 1) = (cursor.word(from), from) {
        let that = cursor.lower(0) == "that";
        let told = matches!(cursor.before(1), "in" | "by" | "during") && part != "NI" && !cursor.is(2, "of") && !cursor.is(2, "hours");
        let alone = cursor.token(2).is_none_or(|token| !token.is_word() || is_end_of_phrase(token.text(cursor.text)));
        let day = if that { Meaning::ThatDay } else { Meaning::DayAtHand };
        return ((that || told) && alone && !cursor.written(1).ends_with('s'))
            .then(|| cursor.candidate(2, "part-of-day", Meaning::Time(Box::new(day), part.to_owned())))
            .flatten();
    }
    if from == 2 && shift != 0 {
        match cursor.word(2) {
            // "the next morning".
            Word::Part(part) => {
                let day = Meaning::ShiftBefore(UnitOfTime::Day, shift);
                return cursor.candidate(3, "part-of-day", Meaning::Time(Box::new(day), part.to_owned()));
            }
            Word::Weekday(weekday) => {
                // "the preceding Friday, August 17" names its day.
                let dated = super::weekday::weekday_first(cursor, weekday, 2, None);
                if let Some(dated) = dated.filter(|(candidate, _)| candidate.weekday.is_some()) {
                    return Some(dated);
                }
                return cursor.candidate(3, "anaphoric", Meaning::WeekdayBefore(weekday, shift));
            }
            _ => {}
        }
    }
    // "that summer", "the next spring", "the previous December".
    match cursor.word(from) {
        Word::Season(season) if cursor.lower(0) == "that" || shift != 0 => {
            return cursor.candidate(from + 1, "anaphoric", Meaning::SeasonBefore(season, shift));
        }
        Word::Month(month) if shift != 0 && !matches!(cursor.word(from + 1), Word::Number(_)) => {
            return cursor.candidate(from + 1, "anaphoric", Meaning::MonthBefore(month, shift));
        }
        _ => {}
    }
    let unit: UnitOfTime = cursor.unit(from).filter(|unit| (Unit::Day..=Unit::Year).contains(unit))?.into();
    let after = cursor.written(from + 1);
    if cursor.written(from).ends_with('s') || cursor.is_title(from) {
        return None;
    }
    if cursor.lower(0) == "the" && from == 1 {
        return the_unit(cursor, unit, after);
    }
    // "That day has come", of one that was waited for.
    let comes =
        matches!(after, "comes" | "arrives" | "came") || matches!((after, cursor.written(from + 2)), ("has" | "had" | "will", "come"));
    if comes && unit == UnitOfTime::Day && from == 1 {
        return None;
    }
    if after == "'s" || unit == UnitOfTime::Quarter && shift != 0 {
        return None;
    }
    // "the next week" from the article's own day is a matter of taste; a day is always counted from the day named before, and so is what is told of
    // then: "cleared her the next year".
    if shift != 0 && unit != UnitOfTime::Day && cursor.is(1, "next") && !is_told(cursor) {
        return None;
    }
    let meaning = match (unit, shift) {
        (_, 0) => Meaning::Same(unit),
        (UnitOfTime::Year, _) => Meaning::UnitBefore(unit, shift),
        _ => Meaning::ShiftBefore(unit, shift),
    };
    cursor.candidate(from + 1, "anaphoric", meaning)
}

/// Whether "the next year" ends a clause that tells of the past: "and was cleared the next year".
fn is_told(cursor: &Cursor<'_>) -> bool {
    let ends = cursor.token(3).is_none_or(|token| !token.is_word() || is_end_of_phrase(token.text(cursor.text)));
    let words = (1..4).map_while(|back| cursor.token_before(back).filter(|token| token.is_word()).map(|token| token.text(cursor.text)));
    ends && !matches!(cursor.before(1), "in" | "over" | "for" | "within" | "during" | "of" | "through")
        && words.into_iter().any(|word| word.len() > 4 && word.ends_with("ed") && !matches!(word, "expected" | "planned" | "needed"))
}

/// "the day", "the week", "the month": the one spoken of, after words that make it one.
fn the_unit(cursor: &Cursor<'_>, unit: UnitOfTime, after: &str) -> Found {
    let before = cursor.before(1);
    // "the day he left", "the day after": another day than the one named.
    if matches!(after, "after" | "before" | "of" | "that" | "when" | "he" | "she" | "they" | "it" | "the" | "a" | "-" | "following" | "in")
    {
        return None;
    }
    // "The index ended the day higher".
    if unit == UnitOfTime::Day && matches!(before, "ended" | "closed" | "finished") {
        return cursor.candidate(2, "anaphoric", Meaning::DayOfTrade);
    }
    let spoken_of = match unit {
        UnitOfTime::Day => {
            matches!(before, "in" | "for" | "end" | "ended" | "ending" | "finish" | "finished" | "closed" | "on" | "during" | "of")
        }
        UnitOfTime::Week | UnitOfTime::Month => {
            matches!(before, "in" | "for" | "during" | "of" | "on" | "over") || after == "'s" && unit == UnitOfTime::Week
        }
        _ => false,
    };
    spoken_of.then(|| cursor.candidate(2, "anaphoric", Meaning::Same(unit))).flatten()
}

/// "the end of last year", "beginning of October", "the middle of the month".
fn edge(cursor: &Cursor<'_>) -> Found {
    let the = usize::from(cursor.lower(0) == "the");
    if !cursor.is(the + 1, "of") {
        return week_of_month(cursor);
    }
    let modifier = match cursor.written(the) {
        "end" | "close" => "END",
        "beginning" | "start" => "START",
        "middle" => "MID",
        "week" if the == 1 => "",
        _ => return None,
    };
    let inner = cursor.ahead(the + 2);
    if inner.at >= inner.tokens.len() {
        return None;
    }
    // "the week of March 6".
    if modifier.is_empty() {
        let (candidate, next) = super::calendar::read(&inner).filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Day { .. }))?;
        let meaning = Meaning::WeekOf(Box::new(candidate.meaning));
        return Some((Candidate { span: cursor.span(0, 1).to(candidate.span), meaning, rule: "week-of", ..candidate }, next));
    }
    let plain = match (inner.lower(0), inner.unit(1)) {
        ("the", Some(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade)))
            if !inner.written(1).ends_with('s') =>
        {
            inner.candidate(2, "unit", Meaning::UnitAtHand(unit.into()))
        }
        _ => super::calendar::read(&inner).or_else(|| super::period::relative(&inner)).or_else(|| super::period::read(&inner)),
    };
    let (candidate, next) = plain.filter(|(candidate, _)| {
        matches!(
            candidate.meaning,
            Meaning::Year(_)
                | Meaning::Month { .. }
                | Meaning::Unit(..)
                | Meaning::UnitAtHand(_)
                | Meaning::Quarter(..)
                | Meaning::Half(..)
                | Meaning::Decade(_)
                | Meaning::Century(_)
                | Meaning::Season(..)
                | Meaning::LatestQuarter(_)
        )
    })?;
    Some((Candidate { span: cursor.span(0, 1).to(candidate.span), modifier: Some(modifier), ..candidate }, next))
}

/// "the last week of January".
fn week_of_month(cursor: &Cursor<'_>) -> Found {
    let number = match cursor.word(1) {
        Word::Ordinal(number @ 1..=4) => number as i8,
        Word::Relative(-1) if cursor.is(1, "last") => -1,
        _ if cursor.is(1, "final") => -1,
        _ => return None,
    };
    if cursor.lower(0) != "the" || !cursor.is(2, "week") || !matches!(cursor.written(3), "of" | "in") {
        return None;
    }
    let Word::Month(month) = cursor.word(4) else { return None };
    let (candidate, next) = super::calendar::month_first(&cursor.ahead(4), month)
        .map(|found| super::lean::lean(cursor, found))
        .filter(|(candidate, _)| matches!(candidate.meaning, Meaning::Month { .. }))?;
    let meaning = Meaning::WeekOfMonth(Box::new(candidate.meaning), number);
    Some((Candidate { span: cursor.span(0, 1).to(candidate.span), meaning, rule: "week-of", ..candidate }, next))
}

/// "now", "recently", "the future", "the near term".
fn reference(cursor: &Cursor<'_>) -> Found {
    // "the current chairman": the time of the article, where it describes something.
    if cursor.written(0) == "current" && cursor.unit(1).is_none() && cursor.token(1).is_some_and(|token| token.is_word() && !token.capital)
    {
        return cursor.candidate(1, "present", Meaning::Value("DATE", "PRESENT_REF".to_owned()));
    }
    match (cursor.lower(0), cursor.written(1), cursor.written(2)) {
        ("the", "time", "being") => return cursor.candidate(3, "present", Meaning::Value("DATE", "PRESENT_REF".to_owned())),
        ("a", "later", "date" | "time") => return cursor.candidate(3, "future", Meaning::Value("DATE", "FUTURE_REF".to_owned())),
        ("very", "soon", _) => return cursor.candidate(2, "future", Meaning::Value("DATE", "FUTURE_REF".to_owned())),
        ("the", ..) => return past_or_future(cursor),
        _ => {}
    }
    let Word::Reference(value) = cursor.word(0) else { return None };
    let rule = match value {
        "PAST_REF" => "past",
        "FUTURE_REF" => "future",
        _ => "present",
    };
    // "as soon as", "sooner", "now that".
    if cursor.is(1, "as") || cursor.before(1) == "as" || cursor.is(1, "-") && cursor.glued(1) {
        return None;
    }
    cursor.candidate(1, rule, Meaning::Value("DATE", value.to_owned()))
}

/// "in the past", "the future", "in the near term".
fn past_or_future(cursor: &Cursor<'_>) -> Found {
    let kind = usize::from(matches!(cursor.written(1), "near" | "distant" | "immediate" | "recent" | "long" | "short" | "medium"));
    let dash = usize::from(kind == 1 && cursor.is(2, "-"));
    let noun = 1 + kind + dash;
    let next = cursor.token(noun + 1);
    // "the past president", "the future king", "the near-term prospects".
    let describes = next.is_some_and(|token| token.is_word() && !is_end_of_phrase(token.text(cursor.text)));
    let led = matches!(cursor.before(1), "in" | "for" | "over" | "of" | "into" | "from" | "about" | "on" | "to" | "with" | "and");
    let (rule, value) = match cursor.written(noun) {
        "future" if !describes && !cursor.is(noun + 1, "of") => ("future", "FUTURE_REF"),
        "past" if !describes && led && kind == usize::from(matches!(cursor.written(1), "recent" | "distant")) => ("past", "PAST_REF"),
        "term" if kind == 1 && !describes && led && !cursor.is(noun + 1, "-") => ("future", "FUTURE_REF"),
        _ => return None,
    };
    cursor.candidate(noun + 1, rule, Meaning::Value("DATE", value.to_owned()))
}

/// Words that begin a new phrase, so that the one before is complete.
fn is_end_of_phrase(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "if"
            | "that"
            | "as"
            | "to"
            | "in"
            | "of"
            | "on"
            | "for"
            | "with"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "will"
            | "would"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "the"
            | "a"
            | "an"
            | "about"
            | "because"
            | "by"
            | "at"
            | "when"
            | "who"
            | "which"
            | "while"
            | "than"
            | "after"
            | "before"
            | "from"
            | "looks"
            | "appears"
            | "appear"
            | "seem"
            | "seems"
            | "look"
            | "so"
            | "not"
            | "be"
            | "where"
            | "can"
            | "could"
            | "may"
            | "must"
            | "should"
            | "through"
            | "under"
            | "without"
    )
}
