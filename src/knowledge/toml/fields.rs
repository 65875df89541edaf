//! The fields of one record in TOML, each checked as it is read.

use super::{ROLE_KEYS, Reader, Role, Table, Tracked};
use crate::knowledge::record::{BOUNDS, Reference, Status};
use crate::knowledge::{PartialDate, Tables};
use crate::text::Span;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

type Value<'t> = Spanned<DeValue<'t>>;

/// The fields of one record; remembers whether any was wrong, since then the record is skipped.
pub(super) struct Fields<'r, 'f, 't> {
    pub reader: &'r mut Reader<'f>,
    table: &'r Table<'t>,
    pub failed: bool,
    /// The ids that were read.
    pub references: Vec<Reference>,
}

impl<'r, 'f, 't> Fields<'r, 'f, 't> {
    pub fn new(reader: &'r mut Reader<'f>, table: &'r Table<'t>) -> Self {
        Fields { reader, table, failed: false, references: Vec::new() }
    }

    pub fn fail(&mut self, span: Range<usize>, message: String) {
        self.failed = true;
        self.reader.problem(span, format!("{message}; this record is skipped"));
    }

    /// A text and where it stands, quotation marks left out. An empty text is none.
    pub fn text(&mut self, key: &str) -> Option<(String, Span)> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => (!text.trim().is_empty()).then(|| (text.to_string(), self.reader.inside(value.span()))),
            _ => {
                self.fail(value.span(), format!("\"{key}\" must be a text in quotes"));
                None
            }
        }
    }

    /// A text.
    pub fn plain(&mut self, key: &str) -> Option<String> {
        self.text(key).map(|(text, _)| text)
    }

    /// The id of another record.
    pub fn reference(&mut self, key: &str) -> Option<String> {
        let (id, span) = self.text(key)?;
        self.references.push(Reference { id: id.clone(), span });
        Some(id)
    }

    /// One of a few words.
    pub fn one_of(&mut self, key: &str, words: &'static [&'static str]) -> Option<&'static str> {
        let (text, _) = self.text(key)?;
        let known = words.iter().find(|word| **word == text).copied();
        if known.is_none() {
            let choices = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
            self.fail(self.span(key), format!("\"{key}\" must be one of {choices}"));
        }
        known
    }

    fn span(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or(0..0, Spanned::span)
    }

    pub fn list(&mut self, key: &str) -> Vec<(String, Span)> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::Array(items) => items,
            _ => {
                self.fail(value.span(), format!("\"{key}\" must be a list of texts: [\"...\"]"));
                return Vec::new();
            }
        };
        let mut list = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) if text.trim().is_empty() => {}
                DeValue::String(text) => list.push((text.to_string(), self.reader.inside(item.span()))),
                _ => self.fail(item.span(), format!("\"{key}\" must hold texts in quotes")),
            }
        }
        list
    }

    pub fn pairs(&mut self, key: &str) -> Vec<(String, String)> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.fail(value.span(), format!("\"{key}\" must be a table: {{ US = \"...\" }}"));
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table {
            match value.get_ref() {
                DeValue::String(_) if !Tables::shared().is_country_code(name.get_ref()) => {
                    self.fail(name.span(), no_country(name.get_ref()));
                }
                DeValue::String(text) => pairs.push((name.get_ref().to_string(), text.to_string())),
                _ => self.fail(value.span(), format!("\"{key}\" must hold texts in quotes")),
            }
        }
        pairs
    }

    pub fn truth(&mut self, key: &str) -> bool {
        match self.table.get(key).map(|value| (value.get_ref(), value.span())) {
            Some((DeValue::Boolean(truth), _)) => *truth,
            Some((_, span)) => {
                self.fail(span, format!("\"{key}\" must be true or false"));
                false
            }
            None => false,
        }
    }

    fn number(&mut self, key: &str) -> Option<f64> {
        let value = self.table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        };
        if number.is_none() {
            self.fail(value.span(), format!("\"{key}\" must be a number"));
        }
        number
    }

    pub fn date(&mut self, key: &str) -> Option<PartialDate> {
        let value = self.table.get(key)?;
        let date = date(value);
        if date.is_none() {
            self.fail(value.span(), format!("\"{key}\" must be a date: 2024-05-31, \"2024-05\" or \"2024\""));
        }
        date
    }

    pub fn country(&mut self) -> Option<String> {
        let (code, _) = self.text("country")?;
        if !Tables::shared().is_country_code(&code) {
            self.fail(self.span("country"), no_country(&code));
        }
        Some(code)
    }

    pub fn wikidata(&mut self) -> Option<String> {
        let (item, _) = self.text("wikidata")?;
        if !is_wikidata(&item) {
            self.fail(self.span("wikidata"), format!("\"{item}\" is no Wikidata item: Q and a number"));
        }
        Some(item)
    }

    pub fn tracked(&mut self) -> Tracked {
        let status = self.one_of("status", &["verified", "disputed", "superseded"]);
        Tracked {
            phrases: self.list("match").into_iter().map(|(phrase, _)| phrase).collect(),
            value: self.number("value"),
            bound: self.one_of("bound", BOUNDS),
            as_of: self.date("as-of"),
            source: self.plain("source"),
            status: status.and_then(Status::of),
        }
    }

    pub fn roles(&mut self) -> Vec<Role> {
        let Some(value) = self.table.get("role") else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.fail(value.span(), "roles are written [[person.role]]".to_owned());
            return Vec::new();
        };
        let mut roles = Vec::new();
        for item in items.iter() {
            let DeValue::Table(table) = item.get_ref() else {
                self.fail(item.span(), "roles are written [[person.role]]".to_owned());
                continue;
            };
            self.reader.unknown_keys(table, ROLE_KEYS);
            let mut fields = Fields::new(&mut *self.reader, table);
            let role = Role {
                office: fields.reference("office"),
                title: fields.plain("title"),
                before: fields.plain("before"),
                org: fields.reference("org"),
                from: fields.date("from"),
                to: fields.date("to"),
                source: fields.plain("source"),
            };
            if role.from.zip(role.to).is_some_and(|(from, to)| from.first > to.last) {
                let span = fields.span("to");
                fields.fail(span, "the role ends before it begins".to_owned());
            }
            self.failed |= fields.failed;
            self.references.append(&mut fields.references);
            roles.push(role);
        }
        roles
    }
}

/// Whether a text is the number of a Wikidata item: Q1, Q7768.
pub(in crate::knowledge) fn is_wikidata(item: &str) -> bool {
    let number = item.strip_prefix('Q').unwrap_or("");
    !number.is_empty() && !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit())
}

/// What is said of a country code that is none.
pub(in crate::knowledge) fn no_country(code: &str) -> String {
    format!("\"{code}\" is no country code: two capitals of ISO 3166-1, such as \"CN\"")
}

fn date(value: &Value<'_>) -> Option<PartialDate> {
    match value.get_ref() {
        DeValue::Datetime(date) => PartialDate::parse(&date.date?.to_string()),
        DeValue::String(text) => PartialDate::parse(text),
        _ => None,
    }
}
