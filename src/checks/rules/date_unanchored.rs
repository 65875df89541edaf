//! `date-unanchored`: relative dates in an article that states no date of its own.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::{Anchor, TimeExpression};
use crate::text::{Span, is_year};

pub(super) const RULE: Rule = Rule {
    code: "date-unanchored",
    level: Level::Information,
    summary: "Relative dates, and nothing says which day the article is of",
    check,
};

/// Within how many bytes a date has the year of the next one.
const BESIDE: u32 = 60;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dates = &context.reading.dates.expressions;
    let needs = |at: usize| needs_day(dates, at) && !is_of_event(context, &dates[at]);
    let mut open = dates.iter().enumerate().filter(|(at, _)| needs(*at)).map(|(_, expression)| expression);
    let Some(first) = open.next() else { return };
    let words = context.words(first.span);
    let dateline = context.reading.article.dateline.as_ref().and_then(|dateline| dateline.date);
    let message = match dateline {
        Some(date) => format!("“{words}” needs the article’s own date, and the dateline has no year: “{}”", context.words(date)),
        None => format!("“{words}” needs the article’s own date, and the article states none"),
    };
    let mut finding = Finding::new(RULE.code, RULE.level, first.span, message);
    for other in open.take(5) {
        finding = finding.relate(context.file, other.span, format!("“{}” needs it too", context.words(other.span)));
    }
    let below = context.text().find('\n').map_or(0, |end| end + 1);
    let (at, text) = match context.reading.article.front_matter.is_empty() {
        true => (0, "---\ndate: YYYY-MM-DD\n---\n\n"),
        false if context.text()[..below].contains("+++") => (below, "date = YYYY-MM-DD\n"),
        false => (below, "date: YYYY-MM-DD\n"),
    };
    findings.push(finding.fix(
        "Insert the article's date as front matter",
        vec![Edit { span: Span::new(at, at), text: text.replace('\n', context.reading.lines.ending()) }],
        false,
    ));
}

/// Whether an expression needs the article's day. "4 April" in front of "6 April 2016" has that year.
fn needs_day(dates: &[TimeExpression], at: usize) -> bool {
    let own = &dates[at];
    let month = |expression: &TimeExpression| expression.value.get(4..7).map(str::to_owned);
    let has_year = |next: &&TimeExpression| {
        next.span.start.saturating_sub(own.span.end) < BESIDE
            && next.anchor == Anchor::Itself
            && next.value.starts_with(|c: char| c.is_ascii_digit())
    };
    let year = || dates[at + 1..].iter().take(2).find(has_year).is_some_and(|next| month(next) == month(own));
    own.anchor == Anchor::Missing && !(own.value.starts_with("XXXX-") && year())
}

/// What is held in a year that its name has: "the 2016 Lake Summit".
const EVENTS: [&str; 12] = [
    "Summit",
    "Games",
    "Olympics",
    "Cup",
    "Championship",
    "Championships",
    "Festival",
    "Conference",
    "Congress",
    "Convention",
    "Forum",
    "Fair",
];

/// Whether an event's name has the year of a day of the year, or of "last year": "on 3 March for the 2016 Lake Summit", or the headline "Lake Summit
/// 2016".
fn is_of_event(context: &Context<'_>, own: &TimeExpression) -> bool {
    let is_day = own.value.starts_with("XXXX-") && own.value.as_bytes().get(5).is_some_and(u8::is_ascii_digit);
    if !is_day && !context.words(own.span).ends_with("year") {
        return false;
    }
    let names = |word: &str| EVENTS.contains(&word.trim_end_matches(|c: char| !c.is_alphabetic()));
    let after = &context.text()[own.span.end as usize..];
    let held = [" at the ", " during the "].iter().find_map(|lead| after.strip_prefix(lead));
    // Tickets are sold, and teams named, for what is held later; people meet for a summit.
    let summit = after.strip_prefix(" for the ");
    let mut name = held.or(summit).unwrap_or("").split_ascii_whitespace().take(5);
    let of_kind = |word: &str| if held.is_some() { names(word) } else { word.trim_end_matches(|c: char| !c.is_alphabetic()) == "Summit" };
    if name.next().is_some_and(is_year) && name.take_while(|word| word.starts_with(char::is_uppercase)).any(of_kind) {
        return true;
    }
    let mut headline = context.reading.article.headline().map_or("", |headline| context.words(headline)).rsplit(' ').take(6);
    headline.next().is_some_and(is_year) && headline.next().is_some_and(names) && headline.count() < 4
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn fires_once_and_names_the_others() {
        fires("date-unanchored", &["The quay closed <yesterday>. It opens on Monday, the port said."]);
        let found = findings(&[("a.txt", "The quay closed yesterday. It opens on Monday, the port said.")]);
        let finding = found.iter().find(|finding| finding.code == super::RULE.code).expect("a finding");
        assert_eq!(finding.related.iter().map(|related| related.message.as_str()).collect::<Vec<_>>(), ["“Monday” needs it too"]);
        assert_eq!(finding.fixes[0].edits[0].text, "---\ndate: YYYY-MM-DD\n---\n\n");
    }

    #[test]
    fn the_year_of_an_event_tells_no_weekday_and_nothing_of_what_is_not_held_then() {
        fires(
            "date-unanchored",
            &[
                "Lake Summit 2016\n\nAnn Roe met Jo Poe on <Monday>.",
                "Ann Roe recalled on <3 March> the 2016 Lake Summit.",
                "Tickets go on sale on <3 December> for the 2027 Lake Festival.",
                "Norrvik wants to host Lake Summit 2026\n\nAnn Roe said so on <3 March>.",
            ],
        );
    }

    #[test]
    fn a_dateline_without_a_year_is_told() {
        let found = findings(&[("a.txt", "OSLO, Nov. 24 — The quay closed yesterday, the port said on Monday.")]);
        let messages = found.iter().filter(|finding| finding.code == super::RULE.code).map(|finding| &*finding.message);
        let expected = "“Nov. 24” needs the article’s own date, and the dateline has no year: “Nov. 24”";
        assert_eq!(messages.collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn silent_where_the_day_is_known() {
        let texts = [
            "Published: May 31, 2024\n\nThe quay closed yesterday.",
            "NORRVIK, Nov 25, 2024 (NOP) -\n\nQuay reopens\n\nThe quay closed yesterday.",
            "The quay closed in 2019 for three days.",
            "It is open now.",
            "Ann Roe was in Norrvik on 4 April and in Skarvik on 6 April 2016.",
            "Ann Roe and Jo Poe met on 3 March for the 2016 Lake Summit at Norrvik.",
            "Lake Summit 2016\n\nAnn Roe met Jo Poe on 3 March, for the first time since last year.",
            "She read it in USA Today. If the day ever came, she said, she would go, and that day has come.",
        ];
        silent("date-unanchored", &texts);
    }
}
