//! `date-order`: a range that ends before it begins.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::TimeExpression;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "date-order", level: Level::Error, summary: "A range of dates that ends before it begins", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let expressions = &context.reading.dates.expressions;
    for pair in expressions.windows(2) {
        ended_before_it_began(context, &pair[0], &pair[1], findings);
    }
    for first in expressions {
        let Some(second) = first.range_end.and_then(|end| expressions.get(end as usize)) else { continue };
        // Both ends must be sure: a month or day without a year may be of the next, unless both are of one month.
        let backwards = match (first.days, second.days) {
            _ if second.rule == "second-day" => first.value.len() == second.value.len() && second.value < first.value,
            (Some(_), Some(_)) if is_of_one_year(context, first, second) => first.value[4..] > second.value[4..],
            _ if is_of_one_month(first, second) => first.value[8..] > second.value[8..],
            (Some(from), Some(to)) => !first.relative && !second.relative && to.1 < from.0,
            _ => false,
        };
        if !backwards || is_told_backwards(context, first, second) || context.is_told_as_wrong(first.block) {
            continue;
        }
        let message = format!("The range runs backwards: “{}” is after “{}”", context.words(first.span), context.words(second.span));
        let swap = vec![
            Edit { span: first.span, text: context.words(second.span).to_owned() },
            Edit { span: second.span, text: context.words(first.span).to_owned() },
        ];
        findings.push(
            Finding::new(RULE.code, RULE.level, first.span.to(second.span), message)
                .relate(context.file, first.span, "after the other end")
                .fix("Swap the two", swap, false),
        );
    }
}

/// "between October and September of 2007": the year is said of both months.
fn is_of_one_year(context: &Context<'_>, first: &TimeExpression, second: &TimeExpression) -> bool {
    let before = &context.reading.text[..first.span.start as usize];
    let months =
        matches!(first.rule, "month" | "shared-year") && second.rule == "month-year" && first.value.len() == 7 && second.value.len() == 7;
    months && before.ends_with("between ") && context.words(second.span).contains(" of ")
}

/// "between May 9 and May 3": nobody counts to the same month of another year without saying so.
fn is_of_one_month(first: &TimeExpression, second: &TimeExpression) -> bool {
    let plain = |date: &TimeExpression| date.rule == "month-day" && date.value.len() == 10;
    plain(first) && plain(second) && first.value[5..7] == second.value[5..7]
}

/// "runs back from 2026 to 1845", "in reverse order from 2026 to 1990": whether the clause says that the range is told backwards.
fn is_told_backwards(context: &Context<'_>, first: &TimeExpression, second: &TimeExpression) -> bool {
    const REVERSED: [&str; 5] = ["backward", "backwards", "reverse", "reversed", "countdown"];
    let block = context.reading.article.blocks[first.block as usize].span;
    let before = context.words(Span { start: block.start, end: first.span.start }).rsplit([';', '!', '?']).next().unwrap_or_default();
    let after = context.words(Span { start: second.span.end, end: block.end }).split(['.', ';', '!', '?']).next().unwrap_or_default();
    let words = |words: &str| words.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let before: Vec<String> = before.split_whitespace().rev().take(8).map(words).collect();
    let back: Vec<&str> = before.iter().map(String::as_str).skip_while(|word| matches!(*word, "from" | "between")).collect();
    before.iter().cloned().chain(after.split_whitespace().take(6).map(words)).any(|word| REVERSED.contains(&word.as_str()))
        || matches!(back[..], ["back", ..] | ["time", "in", "back", ..] | ["down", "count" | "counts" | "counted" | "counting", ..])
}

/// "born in 1990 and died in 1985", "begun in 1994 and completed in 1989": the words between leave one person or thing only.
fn ended_before_it_began(context: &Context<'_>, began: &TimeExpression, ended: &TimeExpression, findings: &mut Vec<Finding>) {
    let (Some((from, _)), Some((_, to))) = (began.days, ended.days) else { return };
    if to >= from || began.block != ended.block || began.relative || ended.relative {
        return;
    }
    let between = context.words(Span { start: began.span.end, end: ended.span.start }).trim();
    let block = context.reading.article.blocks[began.block as usize].span;
    let before = context.words(Span { start: block.start, end: began.span.start });
    let of_life = match birth(before) {
        Some(Birth::Told) => DEATHS.contains(&between),
        Some(Birth::Apposed) => names_who_died(between),
        Some(Birth::Short) => matches!(between, ", d." | "; d." | ", died" | "; died"),
        None => false,
    };
    let when = |date: &TimeExpression| format!("{} {}", if date.value.len() == 10 { "on" } else { "in" }, context.words(date.span));
    let message = if of_life {
        format!("Died {} before being born {}", when(ended), when(began))
    } else if is_begun(before) && COMPLETIONS.contains(&between) {
        format!("Ended {} before it began {}", when(ended), when(began))
    } else {
        return;
    };
    if !context.is_told_as_wrong(began.block) {
        let related = if of_life { "the date of birth" } else { "the beginning" };
        findings.push(Finding::new(RULE.code, RULE.level, ended.span, message).relate(context.file, began.span, related));
    }
}

/// How a birth is told before its date.
enum Birth {
    /// "She was born in", "born in Leeds on".
    Told,
    /// "Born in": who it was comes after.
    Apposed,
    /// "(b."
    Short,
}

/// What tells of a death after the date of birth, of the same person.
const DEATHS: [&str; 10] =
    ["and died in", "and died on", "and died", ", died", ", died in", ", died on", ", and died in", ", and died on", "; died", "; died in"];
/// What tells of the end after the date of the beginning, of the same thing.
const COMPLETIONS: [&str; 6] =
    ["and completed in", "and finished in", "and ended in", "and was completed in", "and was finished in", "and was ended in"];

fn birth(before: &str) -> Option<Birth> {
    let mut words = before.split_whitespace().rev().peekable();
    let preposition = words.next_if(|word| matches!(*word, "in" | "on"));
    let mut named = false;
    while preposition.is_some() && words.next_if(|word| word.starts_with(char::is_uppercase) && *word != "Born").is_some() {
        named = true;
    }
    if named && !matches!(words.next()?, "in" | "at" | "near") {
        return None;
    }
    match words.next()? {
        "born" | "(born" => Some(Birth::Told),
        "Born" if words.next().is_none_or(|word| word.ends_with('.')) => Some(Birth::Apposed),
        "b." | "(b." if preposition.is_none() => Some(Birth::Short),
        _ => None,
    }
}

/// "in Leeds, Vera Lamb died in", ", she died on": a place, and then the one who died.
fn names_who_died(between: &str) -> bool {
    let Some((place, rest)) = between.split_once(", ") else { return false };
    let Some((name, when)) = rest.split_once(" died") else { return false };
    let is_name = |words: &str| words.split(' ').all(|word| word.starts_with(char::is_uppercase) && !word.contains(['’', '\'', ',']));
    let of_place = place.is_empty()
        || place.strip_prefix("in ").is_some_and(|place| place.split(' ').all(|word| word.starts_with(char::is_uppercase)));
    of_place && (matches!(name, "he" | "she") || is_name(name)) && matches!(when, "" | " in" | " on")
}

fn is_begun(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    words.next() == Some("in") && matches!(words.next(), Some("begun" | "began" | "started"))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_what_runs_backwards() {
        fires(
            "date-order",
            &[
                "It ran from <June 2024 to March 2023>.",
                "It ran from <July 17 to 13 of last year>.",
                "They met on <October 26-25, 2016>, in Vessel.",
                "She led it <2007–2006>.",
                "It rose between <October and September of 2007>.",
                "It grew between <2012 and 1980>.",
                "It runs from <May 9 to May 3>.",
                "The mayor was born in 1962 and died in <1926>.",
                "The mayor was born in Norrvik on 3 May 1962 and died on <2 June 1926>.",
                "Born in 1962 in Norrvik, Ann Rekdal died in <1926>.",
                "The poet (b. 1962, d. <1926>) was read.",
                "The poet (<3 May 1962 – 2 June 1926>) was read.",
                "The quay was begun in 1994 and completed in <1989>.",
            ],
        );
    }

    #[test]
    fn silent_on_what_may_be() {
        silent(
            "date-order",
            &[
                "It ran from November to March.",
                "It ran from 2006 to 2007.",
                "It runs from May 3 to May 9, and from December 29 to January 3.",
                "It rose between March and September of 2007, and from October to May 2008.",
                "Sales rose from 2024 levels to 2020.",
                "Ann was born in 1962, and her father died in 1926.",
                "She was born in 1962 and died in 2020.",
                "Born in 1962 in Norrvik, Ann Rekdal died in 2020. Born in 1962, her father’s house fell in 1926.",
                "Born in 1962, Ann Rekdal’s father died in 1926. Born in 1962 in Norrvik, Ann Rekdal’s died in 1926.",
                "The quay was begun in 1994 and completed in 1999. Work had started in 1994 and the plan was made in 1989.",
                "The tape runs back from 2024 to 1845.",
                "The rooms, in reverse order from 2024 to 1990, fill a hall.",
                "The book goes backwards from 1997 to 1979.",
                "The list counts down from 2019 to 2001, and the other runs from 2019 to 2001 in reverse.",
                "Correction: A column said that Europe was at war from 1918 to 1914.",
            ],
        );
    }
}
