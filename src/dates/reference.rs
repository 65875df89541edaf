//! The article's own date, and every place that states it.

use super::{Candidate, Day};
use crate::article::Article;
use crate::text::Span;

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

/// Every statement of the article's date, best first. `name` is the file's name, `given` a date that came with the text.
pub fn reference_dates(
    _text: &str,
    _article: &Article,
    _name: &str,
    given: Option<Day>,
    _found: &[(u32, &[Candidate])],
) -> Vec<ReferenceDate> {
    given.map(|day| ReferenceDate { day, origin: Origin::Given, span: None }).into_iter().collect()
}
