//! A record where it is kept: see [`Records`](super::packed::Records).

use super::PartialDate;
use super::packed::{Field, Fields, QUOTED};
use super::record::{BOUNDS, Cell, Record, RecordKind, Reference, Role, Status, Tracked};
use crate::text::{FileKey, Place, Span};
use jiff::civil::Date;

/// A record where it is kept. Copying costs nothing; each question reads its bytes.
#[derive(Clone, Copy, Debug)]
pub struct RecordView<'k> {
    file: &'k FileKey,
    bytes: &'k [u8],
}

impl<'k> RecordView<'k> {
    pub(super) fn new(file: &'k FileKey, bytes: &'k [u8]) -> Self {
        RecordView { file, bytes }
    }

    fn open(self) -> (RecordKind, Span, Fields<'k>) {
        Fields::open(self.bytes)
    }

    fn fields(self) -> Fields<'k> {
        self.open().2
    }

    fn all(self, field: Field) -> impl Iterator<Item = (&'k str, Option<Span>)> {
        self.fields().filter(move |(own, ..)| *own == field).map(|(_, text, span)| (text.read(), span))
    }

    fn text(self, field: Field) -> Option<&'k str> {
        self.all(field).next().map(|(text, _)| text)
    }

    fn date(self, field: Field) -> Option<PartialDate> {
        PartialDate::parse(self.text(field)?)
    }

    /// The slug.
    pub fn id(self) -> &'k str {
        self.text(Field::Id).unwrap_or_default()
    }

    /// What it is about.
    pub fn kind(self) -> RecordKind {
        self.open().0
    }

    /// House form, first reference.
    pub fn name(self) -> &'k str {
        self.text(Field::Name).unwrap_or_default()
    }

    /// See [`Record::forms`], each with where it stands in its file.
    pub fn placed_forms(self) -> impl Iterator<Item = (&'k str, Option<Span>)> {
        let (kind, _, fields) = self.open();
        let named = kind != RecordKind::Claim;
        let forms = fields.filter(move |(field, ..)| named && matches!(field, Field::Name | Field::Full | Field::Alias));
        forms.map(|(_, text, span)| (text.read(), span)).filter(|(form, _)| !form.is_empty())
    }

    /// The short form that it gives, if any, with where it stands in its file.
    pub fn placed_short_form(self) -> Option<(&'k str, Option<Span>)> {
        self.all(Field::Short).next()
    }

    /// Its forms where later rows of a CSV file write them again.
    pub fn repeated_forms(self) -> impl Iterator<Item = (&'k str, Option<Span>)> {
        self.all(Field::Repeated)
    }

    /// The edits of its file that write another name where one of its forms stands. A cell of a CSV file is put in quotation marks where the new
    /// name needs them.
    pub fn edits_of_form(self, form: Span, new: &str) -> Vec<(Span, String)> {
        if !self.file.name().ends_with(".csv") {
            return vec![(form, new.to_owned())];
        }
        let held = self.all(Field::Cell).filter_map(|(text, span)| Some(Cell { span: span?, quoted: text == QUOTED }));
        let cell = held.into_iter().find(|cell| cell.span.contains(form)).unwrap_or(Cell { span: form, quoted: false });
        let (opens, closes) = (Span { end: cell.span.start, ..cell.span }, Span { start: cell.span.end, ..cell.span });
        let mark = || "\"".to_owned();
        match (cell.quoted, new.contains([',', '"'])) {
            (true, _) => vec![(form, new.replace('"', "\"\""))],
            (false, false) => vec![(form, new.to_owned())],
            (false, true) if cell.span == form => vec![(form, format!("\"{}\"", new.replace('"', "\"\"")))],
            (false, true) => vec![(opens, mark()), (form, new.replace('"', "\"\"")), (closes, mark())],
        }
    }

    /// The right forms of its name: house form, full form, aliases.
    pub fn forms(self) -> impl Iterator<Item = &'k str> {
        self.placed_forms().map(|(form, _)| form)
    }

    /// Whether it has other forms than its name and the full one.
    pub fn has_aliases(self) -> bool {
        self.all(Field::Alias).next().is_some()
    }

    /// Wrong forms that are always reported.
    pub fn wrong(self) -> impl Iterator<Item = &'k str> {
        self.all(Field::Wrong).map(|(form, _)| form)
    }

    /// Whether the family name comes first.
    pub fn is_eastern(self) -> bool {
        self.text(Field::Eastern).is_some()
    }

    /// How the person is called on later references: the given short form, else the family name.
    pub fn short_form(self) -> &'k str {
        self.text(Field::Short).unwrap_or_else(|| {
            let name = self.name();
            let mut words = name.split_whitespace();
            let family = if self.is_eastern() { words.next() } else { words.next_back() };
            family.unwrap_or(name)
        })
    }

    /// ISO 3166-1 alpha-2.
    pub fn country(self) -> Option<&'k str> {
        self.text(Field::Country)
    }

    /// Birth, or an event's first day.
    pub fn from(self) -> Option<PartialDate> {
        self.date(Field::From)
    }

    /// Death, or an event's last day.
    pub fn to(self) -> Option<PartialDate> {
        self.date(Field::To)
    }

    /// "he", "she" or "they".
    pub fn pronouns(self) -> Option<&'k str> {
        self.text(Field::Pronouns)
    }

    /// When a human last verified it.
    pub fn checked(self) -> Option<PartialDate> {
        self.date(Field::Checked)
    }

    /// Shown in hovers.
    pub fn note(self) -> Option<&'k str> {
        self.text(Field::Note)
    }

    /// What a place stands for: the id of an organisation record.
    pub fn stands_for(self) -> Option<&'k str> {
        self.text(Field::StandsFor)
    }

    /// What an organisation belongs to: the id of an organisation record.
    pub fn part_of(self) -> Option<&'k str> {
        self.text(Field::PartOf)
    }

    /// Counted phrases that a claim is about.
    pub fn phrases(self) -> impl Iterator<Item = &'k str> {
        self.all(Field::Phrase).map(|(phrase, _)| phrase)
    }

    /// Offices and jobs.
    pub fn roles(self) -> impl Iterator<Item = Role<&'k str>> {
        let mut fields = self.fields().skip_while(|(field, ..)| *field != Field::Role).skip(1);
        let mut more = self.text(Field::Role).is_some();
        std::iter::from_fn(move || {
            let mut role = std::mem::take(&mut more).then(Role::default)?;
            for (field, text, _) in fields.by_ref() {
                let text = text.read();
                match field {
                    Field::Office => role.office = Some(text),
                    Field::Title => role.title = Some(text),
                    Field::Before => role.before = Some(text),
                    Field::Org => role.org = Some(text),
                    Field::Since => role.from = PartialDate::parse(text),
                    Field::Until => role.to = PartialDate::parse(text),
                    Field::Source => role.source = Some(text),
                    _ => {
                        more = true;
                        break;
                    }
                }
            }
            Some(role)
        })
    }

    /// The roles that may have been held on a day.
    pub fn roles_on(self, day: Date) -> impl Iterator<Item = Role<&'k str>> {
        self.roles().filter(move |role| role.may_hold_on(day))
    }

    /// The title that the record gives for a day.
    pub fn title_on(self, day: Date) -> Option<&'k str> {
        self.roles_on(day).find_map(|role| role.title.or(role.before))
    }

    /// Its file.
    pub fn file(self) -> &'k FileKey {
        self.file
    }

    /// Where its id stands in its file, quotation marks left out.
    pub fn span(self) -> Span {
        self.all(Field::Id).find_map(|(_, span)| span).unwrap_or_default()
    }

    /// Where it stands: its id, in its file.
    pub fn place(self) -> Place {
        Place { file: self.file.clone(), span: self.span() }
    }

    /// All of it in its file: the table with its keys and roles, or the first row.
    pub fn extent(self) -> Span {
        self.open().1
    }

    /// The ids it names and where they stand, in the order of its file; in CSV its own too, where it stands in rows after the first.
    pub fn references(self) -> impl Iterator<Item = (&'k str, Span)> {
        self.all(Field::Reference).filter_map(|(id, span)| Some((id, span?)))
    }

    /// All that it says, to write it elsewhere.
    pub fn to_record(self) -> Record {
        let (kind, extent, fields) = self.open();
        let mut record = Record::new(kind, self.id().to_owned(), self.name().to_owned(), self.place());
        record.extent = extent;
        let mut tracked = Tracked::default();
        for (field, text, span) in fields {
            let text = text.read();
            let own = || Some(text.to_owned());
            match field {
                Field::Name => record.form_spans.extend(span),
                Field::Full => {
                    record.full = own();
                    record.form_spans.extend(span);
                }
                Field::Alias => {
                    record.aliases.extend(own());
                    record.form_spans.extend(span);
                }
                Field::Repeated => record.repeated.extend(own().zip(span)),
                Field::Cell => record.cells.extend(span.map(|span| Cell { span, quoted: text == QUOTED })),
                Field::Short => (record.short, record.short_span) = (own(), span),
                Field::Eastern => record.eastern = true,
                Field::Wrong => record.wrong.extend(own()),
                Field::Country => record.country = own(),
                Field::From => record.from = PartialDate::parse(text),
                Field::To => record.to = PartialDate::parse(text),
                Field::Pronouns => record.pronouns = own(),
                Field::Wikidata => record.wikidata = own(),
                Field::Checked => record.checked = PartialDate::parse(text),
                Field::Note => record.note = own(),
                Field::LocalCode => record.local.push((text.to_owned(), String::new())),
                Field::LocalName => record.local.last_mut().into_iter().for_each(|(_, name)| text.clone_into(name)),
                Field::StandsFor => record.stands_for = own(),
                Field::PartOf => record.part_of = own(),
                Field::Venue => record.venue = own(),
                Field::Capital => record.capital = true,
                Field::Phrase => tracked.phrases.extend(own()),
                Field::Value => tracked.value = text.parse().ok(),
                Field::Bound => tracked.bound = BOUNDS.iter().find(|bound| **bound == text).copied(),
                Field::AsOf => tracked.as_of = PartialDate::parse(text),
                Field::ClaimSource => tracked.source = own(),
                Field::Status => tracked.status = Status::of(text),
                Field::Reference => record.references.push(Reference { id: text.to_owned(), span: span.unwrap_or_default() }),
                // Roles come last.
                Field::Role => break,
                _ => {}
            }
        }
        record.tracked = (kind == RecordKind::Claim).then(|| Box::new(tracked));
        record.roles = self.roles().map(|role| role.map(str::to_owned)).collect();
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Records;

    /// A record that says everything, though no kind does.
    fn full() -> Record {
        let date = PartialDate::parse;
        let text = |text: &str| Some(text.to_owned());
        let place = Place { file: FileKey::new("entities.toml"), span: Span::new(1_000_010, 1_000_017) };
        let role = Role {
            office: text("mayor"),
            title: text("mayor of Ostport"),
            before: text("Mayor"),
            org: text("ostport"),
            from: date("2021-01-26"),
            to: date("2023"),
            source: text("https://port.example"),
        };
        Record {
            short: text("Poë"),
            short_span: Some(Span::new(1_000_050, 1_000_054)),
            full: text("Ann Poe of Ostport"),
            eastern: true,
            aliases: vec!["A. Poe".into(), "Annie Poe".into()],
            wrong: vec!["Anne Poe".into()],
            country: text("DK"),
            from: date("1962-04"),
            to: date("2031"),
            pronouns: text("she"),
            wikidata: text("Q7"),
            checked: date("2024-07-31"),
            note: Some("Of the harbour. ".repeat(20)),
            roles: vec![Role::default(), role],
            local: vec![("GB".into(), "first harbour lord".into()), ("DK".into(), "havneminister".into())],
            stands_for: text("council"),
            part_of: text("league"),
            venue: text("hall"),
            capital: true,
            extent: Span::new(1_000_000, 1_000_400),
            form_spans: vec![Span::new(1_000_020, 1_000_027), Span::new(900_000, 900_018), Span::new(5, 11), Span::new(12, 21)],
            repeated: vec![("Ann Poe".into(), Span::new(1_000_300, 1_000_307))],
            cells: vec![Cell { span: Span::new(4, 22), quoted: true }, Cell { span: Span::new(30, 40), quoted: false }],
            references: vec![Reference { id: "mayor".into(), span: Span::new(1_000_100, 1_000_105) }],
            ..Record::new(RecordKind::Person, "ann-poe".into(), "Ann Poe".into(), place)
        }
    }

    fn tracked() -> Record {
        let tracked = Tracked {
            phrases: vec!["boats".into(), "vessels".into()],
            value: Some(300.25),
            bound: Some("more-than"),
            as_of: PartialDate::parse("2024-07"),
            source: Some("a.txt".into()),
            status: Some(Status::Disputed),
        };
        let place = Place { file: FileKey::new("entities.toml"), span: Span::new(3, 8) };
        Record { tracked: Some(tracked.into()), ..Record::new(RecordKind::Claim, "boats".into(), "Boats in the harbour".into(), place) }
    }

    #[test]
    fn all_that_a_record_says_is_kept() {
        let (person, claim) = (full(), tracked());
        let mut records = Records::new(FileKey::new("entities.toml"));
        [&claim, &claim, &person].into_iter().for_each(|record| records.push(record));
        records.replace(0, &person);
        records.replace(2, &claim);
        records.retain(|number| number != 1);
        assert_eq!(records.iter().map(RecordView::to_record).collect::<Vec<_>>(), [person, claim]);
    }

    #[test]
    fn each_question_is_answered_as_the_record_does() {
        let record = full();
        let mut records = Records::new(FileKey::new("entities.toml"));
        records.push(&record);
        let view = records.get(0).expect("a record");
        assert!(view.forms().eq(record.forms()));
        assert!(view.placed_forms().filter_map(|(_, span)| span).eq(record.form_spans.iter().copied()));
        assert!(view.roles().map(|role| role.map(str::to_owned)).eq(record.roles.iter().cloned()));
        assert!(view.references().eq(record.references.iter().map(|reference| (&*reference.id, reference.span))));
        assert_eq!((view.kind(), view.id(), view.name(), view.short_form()), (RecordKind::Person, "ann-poe", "Ann Poe", "Poë"));
        assert_eq!((view.from(), view.to(), view.checked(), view.note()), (record.from, record.to, record.checked, record.note.as_deref()));
        assert_eq!((view.place(), view.extent()), (record.place, record.extent));
        assert_eq!(view.title_on(jiff::civil::date(2022, 5, 1)), Some("mayor of Ostport"));
        assert_eq!(view.title_on(jiff::civil::date(2024, 5, 1)), None);
    }

    #[test]
    fn the_family_name_is_the_short_form() {
        let short = |name: &str, eastern: bool| {
            let place = Place { file: FileKey::new("a.csv"), span: Span::default() };
            let mut records = Records::new(FileKey::new("a.csv"));
            records.push(&Record { eastern, ..Record::new(RecordKind::Person, "a".into(), name.into(), place) });
            records.get(0).map(|record| record.short_form().to_owned())
        };
        assert_eq!((short("Ann Poe", false).as_deref(), short("Lai Ching-te", true).as_deref()), (Some("Poe"), Some("Lai")));
    }
}
