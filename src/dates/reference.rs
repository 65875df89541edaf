//! The article's own date, and every place that states it.

use super::{Candidate, Day, Meaning};
use crate::article::{Article, BlockKind, is_date_key};
use crate::text::{Span, tokenize};
use std::sync::Arc;

/// Where a reference date comes from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Given from outside, with the text: an archive's record.
    Given,
    /// `date:` in the front matter.
    FrontMatter,
    /// The dateline.
    Dateline,
    /// A "Published ..." or "Updated ..." line.
    Published,
    /// The file's name.
    FileName,
    /// A full date in a photo caption that is not a file photo.
    Caption,
    /// The single full date of the body.
    Body,
    /// Chosen for articles that state none.
    AsOf,
}

impl Origin {
    /// In words, as hovers show it: "the photo caption".
    pub fn words(self) -> &'static str {
        match self {
            Origin::Given => "the record the article came with",
            Origin::FrontMatter => "the front matter",
            Origin::Dateline => "the dateline",
            Origin::Published => "the published line",
            Origin::FileName => "the file name",
            Origin::Caption => "the photo caption",
            Origin::Body => "the only full date in the body",
            Origin::AsOf => "the day chosen for articles that state none",
        }
    }
}

/// A date stated for the article as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReferenceDate {
    /// The day.
    pub day: Day,
    /// What states it.
    pub origin: Origin,
    /// Where, if in the text.
    pub span: Option<Span>,
}

impl ReferenceDate {
    /// How many days are between two.
    pub fn days_from(&self, other: &ReferenceDate) -> i32 {
        (other.day - self.day).get_days().abs()
    }
}

/// What an article says of its own date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnDate {
    /// Every statement of it, best first.
    pub sources: Vec<ReferenceDate>,
    /// What would state it where none does, were it a day of the calendar.
    pub unread: Option<Span>,
}

/// What an article says of its own date. `name` is the file's name, `given` a date that came with the text, `found` the candidates of each block.
pub fn own_date(text: &str, article: &Article, name: &str, given: Option<Day>, found: &[(u32, &Arc<[Candidate]>)]) -> OwnDate {
    let mut sources: Vec<ReferenceDate> = Vec::new();
    let mut add = |day: Day, origin: Origin, span: Option<Span>| sources.push(ReferenceDate { day, origin, span });
    if let Some(day) = given {
        add(day, Origin::Given, None);
    }
    for entry in article.front_matter.iter().filter(|entry| is_date_key(&entry.key)) {
        if let Some(day) = written_day(&entry.value) {
            add(day, Origin::FrontMatter, Some(entry.span));
            break;
        }
    }
    // The candidates of a kind of block, each with where it stands.
    let of_kind = |kind: BlockKind| {
        let blocks = found.iter().map(|(at, block)| (&article.blocks[*at as usize], *block)).filter(move |(block, _)| block.kind == kind);
        let blocks = blocks.filter(move |(block, _)| kind != BlockKind::Caption || is_fresh(block.span.of(text)));
        blocks.flat_map(|(block, found)| found.iter().map(|candidate| (&candidate.meaning, candidate.span.shift(block.span.start))))
    };
    let full = |(meaning, span): (&Meaning, Span)| Some((full_day(meaning)?, span));
    if let Some((day, span)) = of_kind(BlockKind::Published).find_map(full) {
        add(day, Origin::Published, Some(span));
    }
    if let Some(day) = in_name(name) {
        add(day, Origin::FileName, None);
    }
    if let Some((day, span)) = of_kind(BlockKind::Caption).find_map(full) {
        add(day, Origin::Caption, Some(span));
    }
    let dateline = article.dateline.as_ref().map_or(Span::default(), |dateline| dateline.span);
    let mut body = of_kind(BlockKind::Paragraph).filter_map(full).filter(|(_, span)| !dateline.contains(*span));
    let in_body = (body.next(), body.next());
    if let (Some((day, span)), None) = in_body {
        add(day, Origin::Body, Some(span));
    }
    // A dateline without a year takes it from the best of the others.
    if let Some(span) = article.dateline.as_ref().and_then(|dateline| dateline.date)
        && let Some(day) = dateline_day(span.of(text), sources.first().map(|source| source.day))
    {
        sources.push(ReferenceDate { day, origin: Origin::Dateline, span: Some(span) });
    }
    sources.sort_by_key(|source| source.origin);
    if !sources.is_empty() {
        return OwnDate { sources, unread: None };
    }
    let unread = |(meaning, span): (&Meaning, Span)| matches!(meaning, Meaning::Impossible(_, Some(_))).then_some(span);
    let mut other = of_kind(BlockKind::Paragraph).filter_map(unread);
    let stated = of_kind(BlockKind::Published).chain(of_kind(BlockKind::Caption)).find_map(unread);
    let unread = stated.or_else(|| other.next().filter(|span| dateline.contains(*span) || in_body.0.is_none() && other.next().is_none()));
    OwnDate { sources, unread }
}

/// Whether a caption is of a photo that is no file photo.
fn is_fresh(caption: &str) -> bool {
    !caption.to_ascii_lowercase().contains("file photo") && !caption.starts_with("FILE")
}

fn full_day(meaning: &Meaning) -> Option<Day> {
    match meaning {
        Meaning::Day { year: Some(year), month, day } => Day::new(*year, *month, *day).ok(),
        Meaning::Time(day, _) => full_day(day),
        _ => None,
    }
}

/// A date as front matter writes it: ISO, with or without a time, or in words.
pub fn written_day(value: &str) -> Option<Day> {
    if let Some(day) = value.get(..10).and_then(|head| head.parse::<Day>().ok()) {
        return Some(day);
    }
    super::recognise(value, &tokenize(value)).iter().find_map(|candidate| full_day(&candidate.meaning))
}

fn dateline_day(words: &str, year_of: Option<Day>) -> Option<Day> {
    super::recognise(words, &tokenize(words)).iter().find_map(|candidate| match candidate.meaning {
        Meaning::Day { year: None, month, day } => {
            let anchor = year_of?;
            let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
            years.into_iter().filter_map(|year| Day::new(year, month, day).ok()).min_by_key(|day| (*day - anchor).get_days().abs())
        }
        ref meaning => full_day(meaning),
    })
}

/// "2024-05-31-harbour.md", "20240531_harbour.txt".
fn in_name(name: &str) -> Option<Day> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let digits: String = name.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '_')).filter(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let day = Day::new(part(0..4)?, i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?).ok()?;
    (1990..2100).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use crate::dates::tests::dates;

    fn sources(name: &str, text: &str) -> Vec<String> {
        dates(name, text, None).sources.iter().map(|source| format!("{} {:?}", source.day, source.origin)).collect()
    }

    #[test]
    fn the_cascade() {
        let text = "---\ndate: 2024-06-03\n---\nTalks end\n\nPublished: June 4, 2024\n\nVESSEL, June 2 (Nordwire) - The talks ended.\n\nAnn Roe speaks in Vessel, June 1, 2024. (Jo Doe/Nordwire Photo via AP)\n\nThey began on May 25, 2024.";
        assert_eq!(
            sources("2024-06-05-talks.txt", text),
            [
                "2024-06-03 FrontMatter",
                "2024-06-02 Dateline",
                "2024-06-04 Published",
                "2024-06-05 FileName",
                "2024-06-01 Caption",
                "2024-05-25 Body"
            ]
        );
    }

    #[test]
    fn what_no_calendar_has_states_nothing() {
        for (text, unread) in [
            ("Talks end\n\nMonday, June 31, 2024\n\nThe talks ended.", Some("Monday, June 31, 2024")),
            (
                "Talks end\n\nPublished: Monday 34 May 2024\n\nThey began on May 25, 2024, and ended on May 27, 2024.",
                Some("Monday 34 May 2024"),
            ),
            ("Talks end\n\nVESSEL, June 31, 2024 (Nordwire) - The talks ended.", Some("June 31, 2024")),
            (
                "Talks end\n\nAnn Roe speaks in Vessel, June 31, 2024. (Jo Doe/Nordwire Photo via AP)\n\nThe talks ended.",
                Some("June 31, 2024"),
            ),
            ("Talks end\n\nThe talks end at 10 a.m. June 31, 2024.", Some("June 31, 2024")),
            ("Talks end\n\nThey began on May 25, 2024, left on May 27, 2024, and ended on June 31, 2024.", None),
            ("Talks end\n\nThey began on May 25, 2024, and ended on June 31, 2024.", None),
            ("Talks end\n\nThe talks ended on June 31.", None),
        ] {
            assert_eq!(dates("talks.txt", text, None).unread.map(|span| span.of(text)), unread, "{text}");
        }
    }

    #[test]
    fn unknown_is_not_guessed() {
        assert!(sources("talks.txt", "Talks end\n\nVESSEL, June 2 (Nordwire) - The talks ended on Friday.").is_empty());
        assert!(sources("talks.txt", "Talks end\n\nThey began on May 25, 2024, and ended on May 27, 2024.").is_empty());
        assert!(
            sources("talks.txt", "Talks end\n\nFILE PHOTO: Ann Roe speaks at the quay in Vessel, June 1, 2021. Nordwire/Jo Doe/File Photo")
                .is_empty()
        );
    }
}
