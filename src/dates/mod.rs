//! Temporal expressions: recognised in a paragraph, then resolved against an anchor, as TIMEX3 (TimeML) has them.
//!
//! Two steps are kept apart. [`recognise`] says what the words mean, from the paragraph alone; [`resolve`] says which day that is.

mod recognise;
mod reference;
mod resolve;
mod words;

pub use recognise::{Candidate, InYear, Lean, Meaning, UnitOfTime, recognise};
pub use reference::{Origin, OwnDate, ReferenceDate, own_date, written_day};
pub use resolve::{Resolved, resolve};

use crate::text::Span;
use std::sync::Arc;

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
    pub value: Arc<str>,
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
    /// A weekday written beside the date: 0 Monday to 6 Sunday, and where.
    pub weekday: Option<(i8, Span)>,
    /// The other end of a range that begins here, by its place in [`Dates::expressions`].
    pub range_end: Option<u32>,
    /// Why no calendar has this day or hour.
    pub impossible: Option<&'static str>,
}

impl TimeExpression {
    /// The modifier in words that go before the value: "the end of".
    pub fn modifier_words(&self) -> Option<&'static str> {
        Some(match self.modifier? {
            "START" => "the beginning of",
            "MID" => "the middle of",
            "END" => "the end of",
            "MORE_THAN" => "more than",
            "LESS_THAN" => "less than",
            "EQUAL_OR_MORE" => "at least",
            "EQUAL_OR_LESS" => "at most",
            _ => return None,
        })
    }
}

/// The dates of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The article's own date: the first of [`Dates::sources`].
    pub reference: Option<ReferenceDate>,
    /// Every place that states the article's date, best first.
    pub sources: Vec<ReferenceDate>,
    /// What would state it where none does, were it a day of the calendar: "Published: June 31, 2024".
    pub unread: Option<Span>,
    /// All expressions, sorted by span.
    pub expressions: Vec<TimeExpression>,
}

/// So many days may pass between a story's filing and its publishing.
const FILED: i32 = 3;

impl Dates {
    /// What is first to state the article's own date, and the places that state another one, days apart. Captions and lone dates speak of events.
    pub fn conflict(&self) -> Option<(&ReferenceDate, impl Iterator<Item = &ReferenceDate>)> {
        let states = |source: &&ReferenceDate| {
            matches!(source.origin, Origin::FrontMatter | Origin::Dateline | Origin::Published | Origin::FileName)
        };
        let mut stated = self.sources.iter().filter(states);
        let first = stated.next()?;
        let mut others = stated.filter(|other| first.days_from(other) > FILED).peekable();
        others.peek().is_some().then_some((first, others))
    }

    /// The expression that an offset touches.
    pub fn expression_at(&self, offset: u32) -> Option<usize> {
        self.expressions.iter().position(|expression| expression.span.touches(offset))
    }
}

/// A rule in one line, for hovers; empty for an unknown one.
pub fn explain(rule: &str) -> &'static str {
    rules().find(|(name, _)| *name == rule).map_or("", |(_, explanation)| explanation)
}

/// The grammar's rules: name and explanation.
fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = include_str!("data/rules.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format};
    use crate::text::tokenize;
    use proptest::prelude::*;

    /// The dates of an article, by this module alone.
    pub(super) fn dates(name: &str, text: &str, given: Option<Day>) -> Dates {
        let article = Article::parse(text, Format::of_name(name));
        let read = article.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_read());
        let found: Vec<(u32, Arc<[Candidate]>)> =
            read.map(|(at, block)| (at as u32, recognise(block.span.of(text), &tokenize(block.span.of(text))).into())).collect();
        let found: Vec<(u32, &Arc<[Candidate]>)> = found.iter().map(|(at, found)| (*at, found)).collect();
        resolve(&article, own_date(text, &article, name, given, &found), &found, &mut Resolved::default())
    }

    /// Every expression of a text as "words = value", read on Friday 31 May 2024.
    fn read(text: &str) -> Vec<String> {
        let text = format!("{text} The quay stayed open.");
        let dates = dates("a.txt", &text, "2024-05-31".parse().ok());
        let shown = |date: &TimeExpression| {
            format!("{} = {}{}", date.span.of(&text), date.value, date.modifier.map(|m| format!(" {m}")).unwrap_or_default())
        };
        dates.expressions.iter().map(shown).collect()
    }

    #[test]
    fn every_rule_has_an_example_with_its_value() {
        for line in include_str!("data/rules.tsv").lines().filter(|line| !line.starts_with('#')) {
            let [rule, explanation, example, value] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("not four columns: {line}") };
            let dates = dates("a.txt", example, "2024-05-31".parse().ok());
            let found: Vec<_> = dates.expressions.iter().map(|date| (date.rule, &*date.value)).collect();
            assert!(found.contains(&(rule, value)), "{rule}: {example}: {found:?}");
            assert!(!explanation.is_empty(), "{rule}");
        }
    }

    #[test]
    fn modifiers_are_said_in_words() {
        for (text, words) in [
            ("It opened in early 2023.", "the beginning of"),
            ("It opened in mid-July.", "the middle of"),
            ("It opened at the end of March.", "the end of"),
            ("It took more than two years.", "more than"),
            ("It took less than two years.", "less than"),
            ("It took nearly two years.", "less than"),
            ("It took at least two years.", "at least"),
            ("It took at most two years.", "at most"),
        ] {
            let dates = dates("a.txt", text, "2024-05-31".parse().ok());
            assert_eq!(dates.expressions.iter().find_map(TimeExpression::modifier_words), Some(words), "{text}: {:?}", dates.expressions);
        }
        assert!(dates("a.txt", "It opened in 2023.", None).expressions[0].modifier_words().is_none());
    }

    #[test]
    fn values_on_a_friday() {
        let cases: &[(&str, &[&str])] = &[
            ("They met on Friday and left on Monday.", &["Friday = 2024-05-31", "Monday = 2024-05-27"]),
            ("They will meet on Monday.", &["Monday = 2024-06-03"]),
            ("She spoke last Friday and last October.", &["last Friday = 2024-05-24", "last October = 2023-10"]),
            ("It fell last week and will rise next month.", &["last week = 2024-W21", "next month = 2024-06"]),
            ("In February 2022 and in June.", &["February 2022 = 2022-02", "June = 2024-06"]),
            ("On Monday, June 19, 2023, they met.", &["Monday, June 19, 2023 = 2023-06-19"]),
            ("On 26 April they met again.", &["26 April = 2024-04-26"]),
            ("Two years ago, sales rose; three days later they fell.", &["Two years ago = 2022", "three days later = XXXX"]),
            ("Sales rose in the third quarter from a year earlier.", &["the third quarter = 2023-Q3", "a year earlier = 2022-Q3"]),
            ("Over the past three months, it rained.", &["the past three months = P3M"]),
            ("He stayed for several years, more than 10 days each.", &["several years = PXY", "more than 10 days = P10D MORE_THAN"]),
            ("She won in 2:14:04 and left at 9:30 a.m.", &["9:30 a.m. = 2024-05-31T09:30"]),
            ("It began in early 2024.", &["early 2024 = 2024 START"]),
            (
                "They met Wednesday night at 10:30 p.m. Tuesday.",
                &["Wednesday night = 2024-05-29TNI", "10:30 p.m. Tuesday = 2024-05-28T22:30"],
            ),
            ("In the 1990s and the 20th century.", &["the 1990s = 199", "the 20th century = 19"]),
            ("They met in the seventies.", &["the seventies = 197"]),
            ("It closed on Thanksgiving Day and on Good Friday.", &["Thanksgiving Day = 2023-11-23", "Good Friday = 2024-03-29"]),
            ("They will meet at 9 a.m. on Tuesday.", &["9 a.m. on Tuesday = 2024-06-04T09:00"]),
            ("It was announced in November and is expected in December.", &["November = 2023-11", "December = 2024-12"]),
            ("Sales rose in April from the same period last year.", &["April = 2024-04", "the same period last year = 2023-04"]),
            (
                "It fell by the end of the year, in this year's third quarter.",
                &["the end of the year = 2024 END", "this year's third quarter = 2024-Q3"],
            ),
            (
                "On May 3 it opened at noon; it rained later in the day.",
                &["May 3 = 2024-05-03", "noon = 2024-05-03T12:00", "the day = 2024-05-03"],
            ),
            ("For weeks, in the days before, they waited two to three weeks.", &["weeks = PXW", "days = PXD", "two to three weeks = P2W"]),
            ("It took 2 1/2 years, or at least 20 more days.", &["2 1/2 years = P2Y6M", "at least 20 more days = P20D EQUAL_OR_MORE"]),
            (
                "In nineteen ninety-six and by the year two thousand four.",
                &["nineteen ninety-six = 1996", "the year two thousand four = 2004"],
            ),
            ("She left on 7 November last year.", &["7 November last year = 2023-11-07"]),
            (
                "It runs from Wednesday 20 August to Friday 22 August next year.",
                &["Wednesday 20 August = 2025-08-20", "Friday 22 August next year = 2025-08-22"],
            ),
            (
                "He was convicted on Wednesday, March 7, 2018. Sentencing followed on Thursday, June 14.",
                &["Wednesday, March 7, 2018 = 2018-03-07", "Thursday, June 14 = 2018-06-14"],
            ),
            ("The trial will start on Tuesday, 14 January.", &["Tuesday, 14 January = 2025-01-14"]),
            ("They spoke of the past and of the near future.", &["the past = PAST_REF", "the near future = FUTURE_REF"]),
            ("The fruit is three-quarters of its weight, 60 Minutes said; Jan Roe left.", &[]),
            (
                "It ran from October to December 2022 and between November 28 and January 3, 2020.",
                &["October = 2022-10", "December 2022 = 2022-12", "November 28 = 2019-11-28", "January 3, 2020 = 2020-01-03"],
            ),
            (
                "On Tuesday at 7 p.m. it closed; he died that night.",
                &["Tuesday at 7 p.m. = 2024-05-28T19:00", "that night = 2024-05-28TNI"],
            ),
            ("Johnnie Christmas read the LA Weekly in the first half.", &[]),
            ("It rose in Q3 2022 and in Q1, and fell in H1 2023.", &["Q3 2022 = 2022-Q3", "Q1 = 2024-Q1", "H1 2023 = 2023-H1"]),
            ("A fortnight ago they met; on Mondays they rest.", &["A fortnight ago = 2024-W20", "Mondays = XXXX-WXX-1"]),
            (
                "It ran June 3 to 5, 2021, and 3 to 5 June 2021, and 3-5 June 2022, and on 4 and 6 April.",
                &[
                    "June 3 = 2021-06-03",
                    "5, 2021 = 2021-06-05",
                    "3 = 2021-06-03",
                    "5 June 2021 = 2021-06-05",
                    "3 = 2022-06-03",
                    "5 June 2022 = 2022-06-05",
                    "4 = 2024-04-04",
                    "6 April = 2024-04-06",
                ],
            ),
            (
                "It closed (28 November 2023), “3 May” it said, and *5 June* (3-5 July 2022); 1,28 November and B4 June are none.",
                &[
                    "28 November 2023 = 2023-11-28",
                    "3 May = 2024-05-03",
                    "5 June = 2024-06-05",
                    "3 = 2022-07-03",
                    "5 July 2022 = 2022-07-05",
                    "November = 2023-11",
                ],
            ),
            (
                "It rained from June to September 2023, and from April to June; April to August 2022 was dry.",
                &[
                    "June = 2023-06",
                    "September 2023 = 2023-09",
                    "April = 2024-04",
                    "June = 2024-06",
                    "April = 2022-04",
                    "August 2022 = 2022-08",
                ],
            ),
            ("It rained in January, February and April.", &["January = 2024-01", "February = 2024-02", "April = 2024-04"]),
            ("They won 3 to 5 games, and 7-5 June met.", &[]),
            ("She is in her late 30s; highs were in the mid-70s.", &[]),
            ("Tesco has roughly 2000 stores; it stays until at least 2031, and 1720 had left.", &["2031 = 2031"]),
            ("He may march second; a 44-year-old fell.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    /// The value of each expression of a text that is read on a Monday, 3 June 2024.
    fn on_monday(text: &str) -> Vec<String> {
        let text = format!("{text} The quay stayed open.");
        let dates = dates("a.txt", &text, "2024-06-03".parse().ok());
        dates.expressions.iter().map(|date| date.value.to_string()).collect()
    }

    #[test]
    fn weekdays_that_are_ahead() {
        for (text, value) in [
            ("Talks resume on Thursday.", "2024-06-06"),
            ("The fair opens in Leeds on Friday.", "2024-06-07"),
            ("Rooms in the port reopen Friday.", "2024-05-31"),
            ("The port expects rain on Wednesday.", "2024-06-05"),
            ("They must go by Tuesday.", "2024-06-04"),
            ("They have to go by Tuesday.", "2024-06-04"),
            ("The vote takes place on Friday.", "2024-06-07"),
            ("Voters go to the polls on Sunday.", "2024-06-09"),
            ("The rules come into force Saturday.", "2024-06-08"),
            ("The hearing is set for Wednesday.", "2024-06-05"),
            ("The ship was due to leave on Sunday.", "2024-06-09"),
            ("The deadline is Friday.", "2024-06-07"),
            ("The storm was expected to pass on Friday.", "2024-05-31"),
            ("“It will rain,” she said on Friday.", "2024-05-31"),
            ("They must leave, the port said Friday.", "2024-05-31"),
            ("The ship had been due to leave on Sunday.", "2024-06-02"),
            ("Officials failed to open the gates on Friday.", "2024-05-31"),
            ("The start on Friday was slow.", "2024-05-31"),
            ("They must have left on Friday.", "2024-05-31"),
            ("They will be told on Thursday.", "2024-06-06"),
            ("Its crews would row to the lock on Thursday unless it froze, she added.", "2024-06-06"),
            ("He intended to ask the board before flying to Riga on Friday.", "2024-06-07"),
            ("The choir planned a supper for Saturday.", "2024-06-08"),
            ("A survey is planned for Thursday.", "2024-06-06"),
            ("The mayor will meet Harbour Commissioner Asta Brunnholm Lindqvist on Wednesday.", "2024-06-05"),
            ("They travel to Ghent on Wednesday.", "2024-06-05"),
            ("The Rovers host the Wanderers on Saturday.", "2024-06-08"),
            ("Snow could fall on the hills through Wednesday.", "2024-06-05"),
            ("Snow covered the hills through Wednesday.", "2024-05-29"),
            ("He hosts a Sunday show.", "2024-06-02"),
            ("“Ask me again Thursday,” he said.", "2024-06-06"),
            ("The owners had not been told of it until Friday.", "2024-05-31"),
            ("The owners didn't hear of it until Friday.", "2024-05-31"),
            ("They were not expected back until Friday.", "2024-06-07"),
            ("On Friday they will row.", "2024-06-07"),
            ("He would not comment on Friday.", "2024-05-31"),
            ("A row planned for Saturday was called off.", "2024-06-01"),
            ("The crews planned a long row to the lock on Saturday.", "2024-06-08"),
            ("Rowers were planning to go up to the lock on Saturday.", "2024-06-08"),
            ("Ann Roe and Jo Poe meet separately Thursday.", "2024-06-06"),
            ("A report was expected by Tuesday.", "2024-06-04"),
            ("She said the boat would have a coat of paint on Wednesday.", "2024-06-05"),
            ("She said the boat would have sunk on Wednesday.", "2024-05-29"),
            ("The warden of the quay retires on Friday.", "2024-06-07"),
            ("Her book comes out on Thursday.", "2024-06-06"),
            ("The next race is at home to Ghent on Saturday.", "2024-06-08"),
            ("The mayor will ask when she visits Ghent on Friday.", "2024-06-07"),
            ("It may rain before it breaks up on Friday.", "2024-06-07"),
            ("She remembers the flood on Friday.", "2024-05-31"),
        ] {
            assert_eq!(on_monday(text), [value], "{text}");
        }
    }

    #[test]
    fn what_is_counted_from_no_day_stays_open() {
        let cases: &[(&str, &[&str])] = &[
            ("He warned them the Monday before the fire.", &["XXXX-WXX-1"]),
            ("She asked for a pencil on the Sunday before her death.", &["XXXX-WXX-7"]),
            ("They came on Tuesday and the Thursday before that.", &["2024-05-28", "2024-05-23"]),
            ("They came the Monday before last.", &["2024-05-20"]),
            ("On a wet Tuesday in Ghent, she rows.", &["XXXX-WXX-2"]),
            ("He counts the boats on a Saturday.", &["XXXX-WXX-6"]),
            ("He counted the boats in a Saturday report, at a rally Thursday.", &["2024-05-25", "2024-05-30"]),
            ("He wrote it the summer after his father died.", &["XXXX-SU"]),
            ("She rowed from April to September 2022. Two days later she slept.", &["2022-04", "2022-09", "XXXX"]),
            ("The geese came in the spring of 2023. He left the following week.", &["2023-SP", "XXXX"]),
            ("He became a doctor that morning.", &["XXXX-XX-XXTMO"]),
        ];
        for (text, expected) in cases {
            let dates = dates("a.txt", &format!("{text} The quay stayed open."), "2024-05-31".parse().ok());
            assert_eq!(dates.expressions.iter().map(|date| &*date.value).collect::<Vec<_>>(), *expected, "{text}");
            // No article's date would help.
            assert!(dates.expressions.iter().all(|date| date.anchor != Anchor::Missing), "{text}");
        }
    }

    #[test]
    fn what_was_promised_or_done_then_is_not_ahead() {
        let cases: &[(&str, &[&str])] = &[
            ("He was promised a boat by the winter.", &["2023-WI"]),
            ("He will have a boat by the winter.", &["2024-WI"]),
            ("She died in 1997, in the winter.", &["1997", "1997-WI"]),
            ("In 1977 they accused her, and a court cleared her the next year.", &["1977", "1978"]),
            ("Sales should double over the next year.", &["2025"]),
            ("He conceded at midnight.", &["2024-05-30T24:00"]),
            ("The strike is to begin at midnight.", &["2024-05-31T24:00"]),
            ("On Wednesday it ended at midnight.", &["2024-05-29", "2024-05-29T24:00"]),
            ("They met on Sept. 9, 2021. It burned at 2:15 a.m. the following day.", &["2021-09-09", "2021-09-10T02:15"]),
        ];
        for (text, expected) in cases {
            let dates = dates("a.txt", &format!("{text} The quay stayed open."), "2024-05-31".parse().ok());
            assert_eq!(dates.expressions.iter().map(|date| &*date.value).collect::<Vec<_>>(), *expected, "{text}");
        }
    }

    #[test]
    fn this_winter_began_before_the_new_year() {
        let of = |day: &str| dates("a.txt", "It has rained three times this winter.", day.parse().ok()).expressions[0].value.to_string();
        assert_eq!((of("2024-01-19"), of("2023-12-19")), ("2023-WI".to_owned(), "2023-WI".to_owned()));
    }

    #[test]
    fn an_hour_told_after_another_day_is_of_no_day_that_is_told() {
        let of = |text: &str| {
            let dates = dates("a.txt", text, "2024-07-08".parse().ok());
            dates.expressions.last().map(|date| date.value.to_string())
        };
        let text = "The boat sank early on Sunday.\n\nDivers were called to the quay at about 1.40am.";
        assert_eq!(of(text).as_deref(), Some("XXXX-XX-XXT01:40"));
        assert_eq!(of("The boat sank.\n\nDivers were called to the quay at about 1.40am.").as_deref(), Some("2024-07-08T01:40"));
    }

    #[test]
    fn of_two_weekdays_to_come_the_second_is_after_the_first() {
        assert_eq!(on_monday("They will row on Sunday and Monday."), ["2024-06-09", "2024-06-10"]);
        assert_eq!(on_monday("They will row on Monday and Friday."), ["2024-06-03", "2024-06-07"]);
    }

    #[test]
    fn months_and_seasons_that_are_ahead_or_over() {
        let on = |day: &str, text: &str| {
            let text = format!("{text} The quay stayed open.");
            dates("a.txt", &text, day.parse().ok()).expressions.iter().map(|date| date.value.to_string()).collect::<Vec<_>>()
        };
        for (day, text, value) in [
            ("2027-01-11", "The towns agreed to extend the ferry until the end of September.", "2027-09"),
            ("2027-01-11", "The towns had no ferry since the end of September.", "2026-09"),
            ("2025-10-08", "“In January we will row again,” she said.", "2026-01"),
            ("2025-10-08", "The season starts in March.", "2026-03"),
            ("2025-11-03", "The nets stay in place until the spring.", "2026-SP"),
            ("2025-11-03", "The nets were mended in the spring.", "2025-SP"),
            ("2026-11-03", "He faces prison when he is sentenced on Feb. 18.", "2027-02-18"),
            ("2026-11-03", "Sentencing is set for Feb. 18.", "2027-02-18"),
            ("2026-11-20", "Helpers who went out on a single night in January found 60 boats.", "2026-01"),
            ("2026-11-20", "The January count showed 60 boats.", "2026-01"),
        ] {
            assert_eq!(on(day, text), [value], "{text}");
        }
    }

    #[test]
    fn what_is_written_in_two_parts_is_one_expression() {
        let cases: &[(&str, &[&str])] = &[
            ("They offered talks on Wednesday of next week.", &["Wednesday of next week = 2024-06-05"]),
            ("They showed film on Monday of last week’s fire.", &["Monday = 2024-05-27", "last week = 2024-W21"]),
            ("They met on Tuesday last week.", &["Tuesday last week = 2024-05-21"]),
            ("The clerk came two weeks ago Monday.", &["two weeks ago Monday = 2024-05-13"]),
            ("They play Ghent a week on Tuesday.", &["a week on Tuesday = 2024-06-11"]),
            ("It will close for a week on Tuesday.", &["a week = P1W", "Tuesday = 2024-06-04"]),
            ("They play Ghent on Tuesday week.", &["Tuesday week = 2024-06-11"]),
            (
                "They row from 00:01 on Tuesday 4 June until 23:59 the following Thursday.",
                &["00:01 on Tuesday 4 June = 2024-06-04T00:01", "23:59 the following Thursday = 2024-06-06T23:59"],
            ),
            ("The fair was in the last week of January.", &["the last week of January = 2024-W04"]),
            ("Rain is expected in the second half of the year.", &["the second half of the year = 2024-H2"]),
            ("They meet on 9 July at 10.30am.", &["9 July at 10.30am = 2024-07-09T10:30"]),
            ("It fell on Monday at 3:00 am (0100 GMT).", &["Monday at 3:00 am = 2024-05-27T03:00", "0100 GMT = 2024-05-27T01:00Z"]),
            ("They won in the 2022-23 season.", &["2022 = 2022", "23 = 2023"]),
            ("It has rained since beginning of April.", &["beginning of April = 2024-04 START"]),
            ("It will rain until the end of June.", &["the end of June = 2024-06 END"]),
            ("The dam broke on May 11, a Saturday.", &["May 11, a Saturday = 2024-05-11"]),
            ("They will row next Saturday.", &["next Saturday = 2024-06-08"]),
            ("They light a lamp every Thanksgiving.", &["every Thanksgiving = P1Y"]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn names_with_a_weekday_in_them_are_no_dates() {
        for text in [
            "She told the Sunday Times.",
            "They live in Friday Harbor.",
            "FRIDAY HARBOR floods",
            "It came before the Good Friday Agreement.",
            "He went where the minutes are written.",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_told_of_is_counted_from_the_time_named_before() {
        let cases: &[(&str, &[&str])] = &[
            ("She vanished on Oct. 21, 2014. A hunter found her hat the next spring.", &["2014-10-21", "2015-SP"]),
            ("In March 2019, they bought it from a widower who had died the previous December.", &["2019-03", "2018-12"]),
            ("It opened in October 2013 and closed the following March.", &["2013-10", "2014-03"]),
            ("In March 2013 she warned them. She left that summer.", &["2013-03", "2013-SU"]),
            ("He wrote in June 2019 that all would be in by Christmas.", &["2019-06", "2019-12-25"]),
            ("Prices rose 4.4% in April, down from 4.7% in March and 6.1% a year earlier.", &["2024-04", "2024-03", "2023-04"]),
            ("Works will begin on July 4 and be over by the end of the month.", &["2024-07-04", "2024-07"]),
            ("Works began on May 4 and will be over by the end of the month.", &["2024-05-04", "2024-05"]),
            ("It will be shown from mid-October through January.", &["2024-10", "2025-01"]),
            ("The vote was on March 3. The index ended the day higher.", &["2024-03-03", "2024-05-31"]),
            ("The index ended the day higher.", &["2024-05-31"]),
        ];
        for (text, expected) in cases {
            let text = format!("{text} The quay stayed open.");
            let dates = dates("a.txt", &text, "2024-05-31".parse().ok());
            assert_eq!(dates.expressions.iter().map(|date| &*date.value).collect::<Vec<_>>(), *expected, "{text}");
        }
    }

    #[test]
    fn words_of_a_quotation_say_nothing_of_what_is_outside() {
        let of = |text: &str| {
            let dates = dates("a.txt", text, "2024-10-09".parse().ok());
            dates.expressions.last().map(|date| date.value.to_string())
        };
        for text in [
            "“I told them that we will sign in October,” Lund said on May 30.",
            "\"I told them that we will sign in October,\" Lund said on May 30.",
            "‘We will sign,’ Lund said on May 30.",
            "we will sign in October,” Lund said on May 30.",
        ] {
            assert_eq!(of(text).as_deref(), Some("2024-05-30"), "{text}");
        }
        assert_eq!(of("Lund, who is “no saint”, will leave on May 30.").as_deref(), Some("2025-05-30"));
        assert_eq!(of("“Lund will leave on May 30,” she said.").as_deref(), Some("2025-05-30"));
    }

    #[test]
    fn a_time_in_a_quotation_is_of_the_day_that_it_tells_of() {
        let of = |text: &str| {
            let dates = dates("a.txt", text, "2024-10-09".parse().ok());
            dates.expressions.last().map(|date| date.value.to_string())
        };
        assert_eq!(of("The fire began on Monday.\n\n“At noon it was out,” Lund said.").as_deref(), Some("2024-10-07T12:00"));
        assert_eq!(of("The fire began on Monday.\n\n“We will meet at noon,” Lund said.").as_deref(), Some("2024-10-09T12:00"));
        // Another day is nearer, or nobody is quoted, or it is too far.
        assert_eq!(of("It began on Monday.\n\nOn Tuesday, “at noon”, it was out.").as_deref(), Some("2024-10-08T12:00"));
        assert_eq!(of("The fire began on Monday.\n\nAt noon, Lund said it was out.").as_deref(), Some("2024-10-09T12:00"));
        let far = "The fire began on Monday.\n\nIt rained.\n\n“At noon it was out,” Lund said.";
        assert_eq!(of(far).as_deref(), Some("2024-10-09T12:00"));
    }

    #[test]
    fn a_year_that_stands_with_the_other_end_is_its_anchor() {
        for text in ["It fell between March and August 2022.", "It ran June 3 to 5, 2021.", "It ran from 30 December to 2 January 2021."] {
            let dates = dates("a.txt", text, "2024-06-03".parse().ok());
            let first = &dates.expressions[0];
            assert_eq!((first.rule, first.anchor), ("shared-year", Anchor::Expression(1)), "{text}");
            assert_eq!(dates.expressions[1].anchor, Anchor::Itself, "{text}");
        }
    }

    /// Blocks that say their days themselves, that count from the article's date, and that lean on what is named in themselves or before them.
    const BLOCKS: [&str; 9] = [
        "It rained.",
        "The harbour opened on May 3, 2021.",
        "On Tuesday it closed; he died that night.",
        "Sales rose a year earlier and three days later.",
        "It rained from October to December 2022.",
        "Sales rose in the third quarter from a year earlier.",
        "In the first nine months they fell; a year earlier they rose.",
        "It was the same week. It was that day.",
        "“At noon it was out,” she said.",
    ];

    proptest! {
        /// A long article under edit is as one that is read for the first time.
        #[test]
        fn what_is_taken_over_is_what_would_be_found(
            blocks in prop::collection::vec(0..BLOCKS.len(), 70..80),
            edits in prop::collection::vec((0usize..70, 0usize..4, prop::collection::vec(0..BLOCKS.len(), 0..3), 0i8..4), 1..6),
        ) {
            let lists = BLOCKS.map(|text| -> Arc<[Candidate]> { recognise(text, &tokenize(text)).into() });
            let (mut blocks, mut last) = (blocks, Resolved::default());
            for (at, gone, come, day) in edits {
                blocks.splice(at.min(blocks.len())..(at + gone).min(blocks.len()), come);
                let text = blocks.iter().map(|block| BLOCKS[*block]).collect::<Vec<_>>().join("\n\n");
                let article = Article::parse(&text, Format::Plain);
                // Some days state the article's date, some edits change nothing of it.
                let sources = Day::new(2024, 5, 28 + day.min(2)).map(|day| ReferenceDate { day, origin: Origin::AsOf, span: None });
                let own = || OwnDate { sources: sources.iter().copied().filter(|_| day < 3).collect(), unread: None };
                let found: Vec<(u32, &Arc<[Candidate]>)> = (0..).zip(blocks.iter().map(|block| &lists[*block])).collect();
                prop_assert_eq!(article.blocks.len(), blocks.len());
                prop_assert_eq!(resolve(&article, own(), &found, &mut last), resolve(&article, own(), &found, &mut Resolved::default()));
            }
        }
    }

    #[test]
    fn impossible_days_say_why() {
        let read =
            |text: &str| recognise(text, &tokenize(text)).into_iter().map(|c| (c.span.of(text).to_owned(), c.rule)).collect::<Vec<_>>();
        assert_eq!(read("on April 31"), [("April 31".to_owned(), "impossible")]);
        assert_eq!(read("on 30 February 2023"), [("30 February 2023".to_owned(), "impossible")]);
        assert_eq!(read("on February 29, 2023"), [("February 29, 2023".to_owned(), "impossible")]);
        assert_eq!(read("at 25:00 GMT"), [("25:00".to_owned(), "impossible")]);
    }
}
