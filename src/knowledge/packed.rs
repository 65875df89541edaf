//! Records as they are kept: as bytes one behind the other, read where they stand.
//!
//! A desk may know a million people, and most of them are in no article. A record takes little more memory here than the words that it was
//! written in: its fields follow each other, each with a tag, a text and, where features ask for it, the place in the file. What a record does
//! not say takes nothing.

use super::record::{Record, RecordKind, Role, Status, Tracked};
use super::{PartialDate, RecordView};
use crate::text::{FileKey, PackedText, Span, Unpacker, put_number, put_text};

/// The records of one file.
#[derive(Clone, Debug)]
pub struct Records {
    file: FileKey,
    bytes: Vec<u8>,
    /// Where each record begins.
    starts: Vec<u32>,
    /// Where the one begins that was written last.
    last: u32,
}

/// What a field says. The order is that of [`Field::ALL`]; fields of a role follow [`Field::Role`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    End,
    Id,
    Name,
    Full,
    Alias,
    Repeated,
    Cell,
    Short,
    Eastern,
    Wrong,
    Country,
    From,
    To,
    Pronouns,
    Wikidata,
    Checked,
    Note,
    LocalCode,
    LocalName,
    StandsFor,
    PartOf,
    Venue,
    Capital,
    Phrase,
    Value,
    Bound,
    AsOf,
    ClaimSource,
    Status,
    Reference,
    Role,
    Office,
    Title,
    Before,
    Org,
    Since,
    Until,
    Source,
}

impl Field {
    #[rustfmt::skip]
    const ALL: [Field; 38] = {
        use Field::*;
        [
            End, Id, Name, Full, Alias, Repeated, Cell, Short, Eastern, Wrong, Country, From, To, Pronouns, Wikidata, Checked, Note, LocalCode,
            LocalName, StandsFor, PartOf, Venue, Capital, Phrase, Value, Bound, AsOf, ClaimSource, Status, Reference, Role, Office, Title, Before, Org,
            Since, Until, Source,
        ]
    };
}

/// The bit of a tag that says that a span follows the text.
const PLACED: u8 = 0x80;

/// What [`Field::Cell`] says of one in quotation marks.
pub(super) const QUOTED: &str = "\"";

impl Records {
    /// No records yet.
    pub(super) fn new(file: FileKey) -> Self {
        Records { file, bytes: Vec::new(), starts: Vec::new(), last: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The records in order.
    pub fn iter(&self) -> impl Iterator<Item = RecordView<'_>> {
        self.starts.iter().map(|start| self.at(*start))
    }

    /// A record by its number.
    pub fn get(&self, number: usize) -> Option<RecordView<'_>> {
        self.starts.get(number).map(|start| self.at(*start))
    }

    /// Where the records begin, in order.
    pub(super) fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The record that begins at one of [`Records::starts`].
    pub(super) fn at(&self, start: u32) -> RecordView<'_> {
        RecordView::new(&self.file, self.bytes.get(start as usize..).unwrap_or_default())
    }

    /// Adds a record.
    pub(super) fn push(&mut self, record: &Record) {
        let start = self.write(record);
        self.starts.push(start);
    }

    /// Puts another record in the place of one.
    pub(super) fn replace(&mut self, number: usize, record: &Record) {
        // What was written last is written over; the bytes of another record are lost.
        if self.starts[number] == self.last {
            self.bytes.truncate(self.last as usize);
        }
        self.starts[number] = self.write(record);
    }

    /// Keeps the records that are told to be good, by their numbers, and gives back memory that is not needed.
    pub(super) fn retain(&mut self, mut good: impl FnMut(usize) -> bool) {
        let mut number = 0;
        self.starts.retain(|_| {
            number += 1;
            good(number - 1)
        });
        self.starts.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }

    /// Writes a record and tells where it begins.
    fn write(&mut self, record: &Record) -> u32 {
        self.last = self.bytes.len() as u32;
        let mut writer = Writer { bytes: &mut self.bytes, from: record.extent.start };
        writer.bytes.push(record.kind as u8);
        put_number(writer.bytes, record.extent.start);
        put_number(writer.bytes, record.extent.end.saturating_sub(record.extent.start));
        writer.record(record);
        writer.bytes.push(Field::End as u8);
        self.last
    }
}

/// Writes one record.
struct Writer<'b> {
    bytes: &'b mut Vec<u8>,
    /// From where its places are counted: they are near.
    from: u32,
}

impl Writer<'_> {
    fn record(&mut self, record: &Record) {
        self.field(Field::Id, &record.id, Some(record.place.span));
        let mut spans = record.form_spans.iter().copied();
        self.field(Field::Name, &record.name, spans.next());
        record.full.iter().for_each(|full| self.field(Field::Full, full, spans.next()));
        record.aliases.iter().for_each(|alias| self.field(Field::Alias, alias, spans.next()));
        record.repeated.iter().for_each(|(form, span)| self.field(Field::Repeated, form, Some(*span)));
        record.cells.iter().for_each(|cell| self.field(Field::Cell, if cell.quoted { QUOTED } else { "" }, Some(cell.span)));
        record.short.iter().for_each(|short| self.field(Field::Short, short, record.short_span));
        self.flag(Field::Eastern, record.eastern);
        record.wrong.iter().for_each(|wrong| self.field(Field::Wrong, wrong, None));
        self.text(Field::Country, &record.country);
        self.date(Field::From, record.from);
        self.date(Field::To, record.to);
        self.text(Field::Pronouns, &record.pronouns);
        self.text(Field::Wikidata, &record.wikidata);
        self.date(Field::Checked, record.checked);
        self.text(Field::Note, &record.note);
        for (code, name) in &record.local {
            self.field(Field::LocalCode, code, None);
            self.field(Field::LocalName, name, None);
        }
        self.text(Field::StandsFor, &record.stands_for);
        self.text(Field::PartOf, &record.part_of);
        self.text(Field::Venue, &record.venue);
        self.flag(Field::Capital, record.capital);
        record.tracked.iter().for_each(|tracked| self.tracked(tracked));
        record.references.iter().for_each(|reference| self.field(Field::Reference, &reference.id, Some(reference.span)));
        record.roles.iter().for_each(|role| self.role(role));
    }

    fn tracked(&mut self, tracked: &Tracked) {
        tracked.phrases.iter().for_each(|phrase| self.field(Field::Phrase, phrase, None));
        self.text(Field::Value, &tracked.value.map(|value| value.to_string()));
        self.text(Field::Bound, &tracked.bound);
        self.date(Field::AsOf, tracked.as_of);
        self.text(Field::ClaimSource, &tracked.source);
        self.text(Field::Status, &tracked.status.map(Status::label));
    }

    fn role(&mut self, role: &Role) {
        self.field(Field::Role, "", None);
        self.text(Field::Office, &role.office);
        self.text(Field::Title, &role.title);
        self.text(Field::Before, &role.before);
        self.text(Field::Org, &role.org);
        self.date(Field::Since, role.from);
        self.date(Field::Until, role.to);
        self.text(Field::Source, &role.source);
    }

    fn field(&mut self, field: Field, text: &str, span: Option<Span>) {
        self.bytes.push(field as u8 | if span.is_some() { PLACED } else { 0 });
        put_text(self.bytes, text);
        if let Some(span) = span {
            put_number(self.bytes, span.start.wrapping_sub(self.from));
            put_number(self.bytes, span.end.saturating_sub(span.start));
        }
    }

    fn text(&mut self, field: Field, text: &Option<impl AsRef<str>>) {
        text.iter().for_each(|text| self.field(field, text.as_ref(), None));
    }

    fn date(&mut self, field: Field, date: Option<PartialDate>) {
        self.text(field, &date.map(|date| date.to_string()));
    }

    fn flag(&mut self, field: Field, set: bool) {
        self.text(field, &set.then_some(""));
    }
}

/// The fields of a record, as they were written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'k> {
    bytes: Unpacker<'k>,
    from: u32,
}

impl<'k> Fields<'k> {
    /// What a record is about, where all of it stands, and its fields.
    pub fn open(bytes: &'k [u8]) -> (RecordKind, Span, Self) {
        let mut fields = Fields { bytes: Unpacker::new(bytes), from: 0 };
        let kind = fields.bytes.byte().and_then(|kind| RecordKind::ALL.get(usize::from(kind)));
        let kind = kind.copied().unwrap_or(RecordKind::Person);
        let extent = fields.span().unwrap_or_default();
        fields.from = extent.start;
        (kind, extent, fields)
    }

    fn span(&mut self) -> Option<Span> {
        let start = self.bytes.small()?.wrapping_add(self.from);
        Some(Span { start, end: start.saturating_add(self.bytes.small()?) })
    }
}

impl<'k> Iterator for Fields<'k> {
    type Item = (Field, PackedText<'k>, Option<Span>);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.bytes.byte()?;
        let field = *Field::ALL.get(usize::from(tag & !PLACED)).filter(|field| **field != Field::End)?;
        let text = self.bytes.packed_text()?;
        let span = if tag & PLACED == 0 { None } else { self.span() };
        Some((field, text, span))
    }
}
