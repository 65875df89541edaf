//! The records of knowledge files.

use super::PartialDate;
use crate::text::{Place, Span};
use jiff::civil::Date;

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// `[[person]]`
    Person,
    /// `[[org]]`
    Organisation,
    /// `[[place]]`
    Place,
    /// `[[office]]`
    Office,
    /// `[[event]]`
    Event,
    /// `[[claim]]`
    Claim,
}

impl RecordKind {
    /// All kinds, in their order.
    pub const ALL: [RecordKind; 6] =
        [RecordKind::Person, RecordKind::Organisation, RecordKind::Place, RecordKind::Office, RecordKind::Event, RecordKind::Claim];

    /// The name of its table in TOML and its `kind` in CSV.
    pub fn label(self) -> &'static str {
        match self {
            RecordKind::Person => "person",
            RecordKind::Organisation => "org",
            RecordKind::Place => "place",
            RecordKind::Office => "office",
            RecordKind::Event => "event",
            RecordKind::Claim => "claim",
        }
    }

    /// One of it in a message.
    pub fn noun(self) -> &'static str {
        match self {
            RecordKind::Organisation => "organisation",
            kind => kind.label(),
        }
    }

    /// The kind of a label.
    pub fn of(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label() == label)
    }
}

/// An office or job that a person held, with its own texts or those of a record that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role<T = String> {
    /// The id of an office record.
    pub office: Option<T>,
    /// After the name, or alone.
    pub title: Option<T>,
    /// Before the name.
    pub before: Option<T>,
    /// The id of an organisation record.
    pub org: Option<T>,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Until when; none if held when last checked.
    pub to: Option<PartialDate>,
    /// Where this is known from.
    pub source: Option<T>,
}

impl<T> Default for Role<T> {
    fn default() -> Self {
        Role { office: None, title: None, before: None, org: None, from: None, to: None, source: None }
    }
}

impl<T> Role<T> {
    /// Whether the role may have been held on a day: partial dates count at their widest.
    pub fn may_hold_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from.first <= day) && self.to.is_none_or(|to| day <= to.last)
    }

    /// The role with its texts in another form.
    pub(super) fn map<U>(self, change: impl Fn(T) -> U) -> Role<U> {
        Role {
            office: self.office.map(&change),
            title: self.title.map(&change),
            before: self.before.map(&change),
            org: self.org.map(&change),
            from: self.from,
            to: self.to,
            source: self.source.map(&change),
        }
    }
}

/// How a desk judges a tracked claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// `"verified"`
    Verified,
    /// `"disputed"`
    Disputed,
    /// `"superseded"`
    Superseded,
}

impl Status {
    /// How it is written.
    pub fn label(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Disputed => "disputed",
            Status::Superseded => "superseded",
        }
    }

    /// The status of a label.
    pub fn of(label: &str) -> Option<Self> {
        [Status::Verified, Status::Disputed, Status::Superseded].into_iter().find(|status| status.label() == label)
    }
}

/// The labels of bounds, as claims export them.
pub(super) const BOUNDS: &[&str] = &["exactly", "more-than", "at-least", "fewer-than", "at-most", "about"];

/// What a desk tracks: the fields of a claim's record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tracked {
    /// Counted phrases that it is about: "Chinese entities".
    pub phrases: Vec<String>,
    /// The figure.
    pub value: Option<f64>,
    /// How it is bounded: one of "exactly", "more-than", "at-least", "fewer-than", "at-most", "about".
    pub bound: Option<&'static str>,
    /// As of when.
    pub as_of: Option<PartialDate>,
    /// Where it is from.
    pub source: Option<String>,
    /// The desk's judgement.
    pub status: Option<Status>,
}

/// An id that a record names in another place than its own `id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The id.
    pub id: String,
    /// Where it stands in the record's file, quotation marks left out.
    pub span: Span,
}

/// A cell of a CSV file that is not simply a form of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// All of it, quotation marks included.
    pub span: Span,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// One record, as it is read and written. [`Knowledge`](super::Knowledge) keeps it smaller, as a [`RecordView`](super::RecordView) shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The slug.
    pub id: String,
    /// What it is about.
    pub kind: RecordKind,
    /// House form, first reference.
    pub name: String,
    /// Later references, where it is not the family name.
    pub short: Option<String>,
    /// Where that stands in its file, quotation marks left out.
    pub short_span: Option<Span>,
    /// The official form of an organisation's name.
    pub full: Option<String>,
    /// Whether the family name comes first.
    pub eastern: bool,
    /// Other right forms of the name; for offices all names but the first.
    pub aliases: Vec<String>,
    /// Wrong forms that are always reported.
    pub wrong: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Birth, or an event's first day.
    pub from: Option<PartialDate>,
    /// Death, or an event's last day.
    pub to: Option<PartialDate>,
    /// "he", "she" or "they".
    pub pronouns: Option<String>,
    /// A Wikidata item.
    pub wikidata: Option<String>,
    /// When a human last verified it.
    pub checked: Option<PartialDate>,
    /// Shown in hovers.
    pub note: Option<String>,
    /// Offices and jobs.
    pub roles: Vec<Role>,
    /// An office's names by country code.
    pub local: Vec<(String, String)>,
    /// What a place stands for: the id of an organisation record.
    pub stands_for: Option<String>,
    /// What an organisation belongs to: the id of an organisation record.
    pub part_of: Option<String>,
    /// Where an event is held: the id of a place record.
    pub venue: Option<String>,
    /// Whether a place is its country's capital.
    pub capital: bool,
    /// What a claim tracks.
    pub tracked: Option<Box<Tracked>>,
    /// Where it stands: its id, in its file, quotation marks left out.
    pub place: Place,
    /// All of it in its file: the table with its keys and roles, or the first row.
    pub extent: Span,
    /// Where each of [`Record::forms`] stands in its file, in the same order, quotation marks left out.
    pub form_spans: Vec<Span>,
    /// In CSV its forms where rows after the first write them again, quotation marks left out.
    pub repeated: Vec<(String, Span)>,
    /// In CSV the cells of its forms that hold more than the form itself: quotation marks, blank space, a list.
    pub cells: Vec<Cell>,
    /// The ids it names, in the order of its file; in CSV its own too, where it stands in rows after the first.
    pub references: Vec<Reference>,
}

impl Record {
    /// A record of which nothing but its id and name is known.
    pub fn new(kind: RecordKind, id: String, name: String, place: Place) -> Self {
        Record {
            id,
            kind,
            name,
            short: None,
            short_span: None,
            full: None,
            eastern: false,
            aliases: Vec::new(),
            wrong: Vec::new(),
            country: None,
            from: None,
            to: None,
            pronouns: None,
            wikidata: None,
            checked: None,
            note: None,
            roles: Vec::new(),
            local: Vec::new(),
            stands_for: None,
            part_of: None,
            venue: None,
            capital: false,
            tracked: None,
            extent: place.span,
            place,
            form_spans: Vec::new(),
            repeated: Vec::new(),
            cells: Vec::new(),
            references: Vec::new(),
        }
    }

    /// The right forms of its name: house form, full form, aliases.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let named = !matches!(self.kind, RecordKind::Claim);
        let all = std::iter::once(self.name.as_str()).chain(self.full.as_deref()).chain(self.aliases.iter().map(String::as_str));
        all.filter(move |form| named && !form.is_empty())
    }
}
