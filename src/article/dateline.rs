//! "SINGAPORE, May 31 (Reuters) -": where and when a story was filed, at the start of its first paragraph.

use super::{Article, BlockKind, Dateline};
use crate::text::{Span, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// Place, then any of a date and an agency, then a dash. A place in capitals needs nothing else; any other needs a date or an agency.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)";
    let weekday = r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day|\.)?,\s+)?";
    let date = format!(r"{weekday}(?:{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month})(?:,?\s+\d{{4}})?");
    let place = r"(?:[A-Z][\p{L}.'’-]*)(?:(?:,|/|,? and)?[ /\u{A0}](?:[A-Z][\p{L}.'’-]*|de|la|du|al|el|of))*";
    let line = format!(r"^(?P<place>{place})(?:,?\s+(?P<date>{date}))?(?:,?\s*\((?P<agency>[^()\n]{{2,40}})\))?\s*(?:[-–—]|--)+(?:\s|$)");
    // The pattern is fixed and compiles: a test reads datelines with it.
    pattern(&line).expect("a fixed pattern")
});

/// In so many of the first paragraphs a dateline is looked for.
const PARAGRAPHS: usize = 3;
/// So many bytes of a paragraph are looked at.
const LEAD: usize = 160;

/// How the first paragraphs began when they were last read, and the datelines there: while an article is edited, they seldom change.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownLeads([(Box<str>, Option<Dateline>); PARAGRAPHS]);

/// The dateline of an article: in the first paragraphs, before any other text of theirs.
pub(super) fn find(text: &str, article: &Article, known: &mut KnownLeads) -> Option<Dateline> {
    let paragraphs = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.zip(&mut known.0).find_map(|(block, (before, dateline))| {
        let lead = lead(block.span.of(text));
        if lead != &**before {
            *dateline = at_start(lead);
            *before = lead.into();
        }
        dateline.as_ref().map(|dateline| dateline.shift(block.span.start))
    })
}

fn lead(paragraph: &str) -> &str {
    let mut end = LEAD.min(paragraph.len());
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    &paragraph[..end]
}

/// Whether a line begins with a dateline that has a date or an agency: a title may begin with a place and a dash.
pub(super) fn has_dateline(line: &str) -> bool {
    at_start(lead(line)).is_some_and(|found| found.date.is_some() || found.agency.is_some())
}

/// Whether a line is a dateline and nothing more.
pub(super) fn is_dateline(line: &str) -> bool {
    line.len() <= LEAD
        && line.ends_with(['-', '–', '—'])
        && at_start(line).is_some_and(|found| found.span.end as usize == line.len() && found.date.is_some())
}

/// The dateline that a paragraph begins with.
fn at_start(lead: &str) -> Option<Dateline> {
    let found = DATELINE.captures(lead)?;
    let span = |name: &str| found.name(name).map(|part| Span::new(part.start(), part.end()));
    let place = span("place")?;
    let letters = || place.of(lead).chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let first = place.of(lead).split([',', '/']).next().unwrap_or("");
    let upper = capitals >= 3 && first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let (date, agency) = (span("date"), span("agency"));
    let whole = found.get(0)?;
    let span = Span::new(whole.start(), whole.as_str().trim_end().len());
    (upper || date.is_some() || agency.is_some()).then_some(Dateline { span, place, date, agency })
}

impl Dateline {
    /// The same, so many bytes further on.
    fn shift(&self, offset: u32) -> Self {
        let shift = |span: Span| span.shift(offset);
        Dateline { span: shift(self.span), place: shift(self.place), date: self.date.map(shift), agency: self.agency.map(shift) }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Format};

    fn dateline(line: &str) -> Option<(String, Option<String>, Option<String>)> {
        let text = format!("A headline\n\n{line}");
        let found = Article::parse(&text, Format::Plain).dateline?;
        let of = |span: crate::text::Span| span.of(&text).to_owned();
        Some((of(found.place), found.date.map(of), found.agency.map(of)))
    }

    #[test]
    fn reads_datelines() {
        let some = |place: &str, date: &str, agency: &str| {
            let part = |part: &str| (!part.is_empty()).then(|| part.to_owned());
            Some((place.to_owned(), part(date), part(agency)))
        };
        assert_eq!(dateline("SINGAPORE, May 31 (Nordwire) - The talks ended."), some("SINGAPORE", "May 31", "Nordwire"));
        assert_eq!(dateline("ST. PAUL, Minn. (AP) — The talks ended."), some("ST. PAUL, Minn.", "", "AP"));
        assert_eq!(dateline("GENEVA — The talks ended."), some("GENEVA", "", ""));
        assert_eq!(dateline("Brussels, 4 June 2024 – The talks ended."), some("Brussels", "4 June 2024", ""));
        assert_eq!(dateline("RIGA/TALLINN, Dec. 2, 2023 (Nordwire) -- The talks ended."), some("RIGA/TALLINN", "Dec. 2, 2023", "Nordwire"));
    }

    #[test]
    fn a_line_of_its_own_may_stand_above_the_headline() {
        let text = "NORRVIK, Nov 25, 2024 (NOP) -\n\nHarbour reopens\n\nThe harbour reopened on Monday, the port said.\n";
        let article = Article::parse(text, Format::Plain);
        let date = article.dateline.as_ref().and_then(|dateline| dateline.date);
        assert_eq!(date.map(|date| date.of(text)), Some("Nov 25, 2024"));
        assert_eq!(article.headline().map(|headline| headline.of(text)), Some("Harbour reopens"));
    }

    #[test]
    fn other_first_sentences_are_none() {
        for line in ["The talks – long awaited – ended.", "Geneva - a city", "NATO said the talks ended.", "A - B", "—", ""] {
            assert_eq!(dateline(line), None, "{line}");
        }
    }
}
