//! What a share beside two figures is counted from, where that is something else than they are.

use crate::text::is_year;
use regex::Captures;

/// Words by which a change is counted from other figures than those beside it: money of one year counted in that of another, sales without those of
/// a part.
const ADJUSTED: [&str; 17] = [
    "constant currenc",
    "constant exchange",
    "adjusted ",
    "underlying",
    "weaker dollar",
    "weaker pound",
    "weaker euro",
    "stronger dollar",
    "stronger pound",
    "stronger euro",
    "excluding",
    "like-for-like",
    "organic",
    "same-store",
    "comparable",
    "quarter before",
    "previous quarter",
];

/// Whether the changes of a paragraph are counted from other figures.
pub(super) fn is_adjusted(text: &str) -> bool {
    let text = text.to_lowercase();
    ADJUSTED.iter().any(|words| text.contains(words))
}

/// Whether the words behind a figure make it no level that was ever reached.
pub(super) fn is_hoped(after: &str) -> bool {
    const HOPED: [&str; 5] = ["expected", "forecast", "estimate", "predicted", "target"];
    let clause = after.split(['.', ',', ';']).next().unwrap_or_default();
    HOPED.iter().any(|word| clause.contains(word))
}

/// "To $2.1bn in the quarter, up from $1.8bn in the second quarter", "in the week, down from $80 in January": the last figure has a time of its own,
/// and the share may be counted from another. "In the same period", "in 2023" beside a year are none.
pub(super) fn is_of_another_time(found: &Captures<'_>, after: &str) -> bool {
    const SAME: [&str; 8] =
        ["same", "year-ago", "year-earlier", "corresponding", "comparable", "prior-year", "equivalent", "previous year"];
    let Some(period) = found.name("period").map(|period| period.as_str()) else { return false };
    let Some(time) = ["in ", "at ", "on ", "for ", "during "].iter().find_map(|word| after.strip_prefix(word)) else { return false };
    let named = time.strip_prefix("the ").unwrap_or(time);
    let begins_with_year = time.get(..4).is_some_and(is_year);
    let is_part = ["quarter", "half", "month", "week"].iter().any(|part| period.contains(part));
    !SAME.iter().any(|same| named.starts_with(same)) && (!begins_with_year || is_part)
}

/// What makes a share one of something else than the figures beside it.
const OTHER: [&str; 24] = [
    "a year",
    "per year",
    "each year",
    "every year",
    "a month",
    "a week",
    "annually",
    "in real terms",
    "by value",
    "by volume",
    "by weight",
    "above",
    "below",
    "more than",
    "less than",
    "fewer than",
    "higher than",
    "lower than",
    "larger than",
    "smaller than",
    "from the",
    "from a",
    "compared",
    "since",
];
/// What may stand for the whole that the figures are of.
const WHOLE: [&str; 3] = ["them", "those", "the total"];

/// "fell to 6 million, or 22 percent of workers", "or 3 percent a year", "or 35 percent by value": a share of something else. "Of them" is none.
pub(super) fn is_of_other(text: &str, found: &Captures<'_>) -> bool {
    let (Some(whole), Some(share)) = (found.get(0), found.name("share")) else { return false };
    let is_last = ["a", "b", "d"].iter().filter_map(|name| found.name(name)).all(|figure| figure.end() < share.start());
    let after = text[if is_last { whole.end() } else { share.end() }..].trim_start();
    let begins = |words: &str| after.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let of_whole = |rest: &str| {
        let rest = WHOLE.iter().find_map(|words| rest.strip_prefix(words)).map(str::trim_start);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    after.strip_prefix("of ").is_some_and(|rest| !of_whole(rest) && !is_of_staff(text, found, rest))
        || OTHER.iter().any(|words| begins(words))
}

/// "600 of its 12,000 staff, or 5 percent of its workforce": another word for the whole.
fn is_of_staff(text: &str, found: &Captures<'_>, rest: &str) -> bool {
    const STAFF: [&str; 6] = ["workforce", "staff", "employees", "workers", "people", "jobs"];
    let first = |words: &str| words.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| STAFF.contains(&word));
    let counted = found.name("a").and(found.name("b")).and_then(|whole| text[whole.end()..].strip_prefix(' '));
    let own = ["its ", "the ", "their "].iter().find_map(|own| rest.strip_prefix(own));
    found.name("d").is_none() && counted.is_some_and(first) && own.is_some_and(first)
}

/// Words by which a level becomes higher.
#[rustfmt::skip]
const RISES: &[&str] = &[
    "add", "added", "adding", "adds", "advance", "advanced", "advancing", "climb", "climbed", "climbing", "climbs", "gain", "gained", "gaining",
    "gains", "grew", "grow", "growing", "grown", "growth", "higher", "increase", "increased", "increases", "increasing", "jump", "jumped",
    "jumping", "jumps", "leap", "leapt", "rallied", "rally", "rallying", "rebounded", "recovered", "recovering", "rise", "risen", "rises",
    "rising", "rose", "soared", "soaring", "spiked", "surge", "surged", "surges", "surging", "up",
];
/// Words by which it becomes lower.
#[rustfmt::skip]
const FALLS: &[&str] = &[
    "crashed", "decline", "declined", "declines", "declining", "decrease", "decreased", "decreases", "dip", "dipped", "dive", "dived", "dove",
    "down", "drop", "dropped", "dropping", "drops", "eased", "fall", "fallen", "falling", "falls", "fell", "lose", "loses", "losing", "loss",
    "losses", "lost", "lower", "plummeted", "plunge", "plunged", "plunging", "retreated", "sank", "shed", "shedding", "sheds", "shrank",
    "sink", "sinking", "skidded", "slid", "slide", "sliding", "slip", "slipped", "slipping", "slips", "slump", "slumped", "slumping",
    "tumble", "tumbled", "tumbling",
];

/// Within how many words a direction is surely that of the figures behind it.
const NEAR: usize = 4;

/// Whether a step leads up, as the word right behind its share tells, "41 points, or 3%, lower", else the last of the few before its figures that does;
/// `None` where none do.
pub(super) fn leads_up(before: &str, behind: &str) -> Option<bool> {
    let is = |word: &str, words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let told = |word: &str| if is(word, RISES) { Some(true) } else { is(word, FALLS).then_some(false) };
    let between = |c: char| !c.is_alphanumeric();
    let next = behind.trim_start_matches([')', ',', ' ']).split(between).next().filter(|word| is(word, &["up", "down", "higher", "lower"]));
    let words = || before.rsplit(". ").next().unwrap_or_default().rsplit(between).filter(|word| !word.is_empty());
    // "Gave up 60 points".
    let gave = |at: usize| words().nth(at + 1).is_some_and(|word| is(word, &["gave", "give", "gives", "given", "giving"]));
    let near = || words().take(NEAR).enumerate().find_map(|(at, word)| told(word).map(|up| up && !(word == "up" && gave(at))));
    next.and_then(told).or_else(near)
}
