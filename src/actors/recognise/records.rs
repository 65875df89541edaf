//! Names that the user's records know: they win over the model.

use super::label::Sort;
use super::rules::Found;
use super::sheet::{LineCase, Sheet};
use crate::actors::ActorClass;
use crate::knowledge::{Knowledge, RecordKind, RecordView};
use crate::text::Token;

/// Tokens in the longest form that is looked for.
const LONGEST: usize = 8;

/// Puts the records' names in the place of what the model found there. A longer name around one stays.
pub fn apply(text: &str, tokens: &[Token], sheet: &Sheet, knowledge: &Knowledge, found: &mut Vec<Found>) {
    if knowledge.is_empty() {
        return;
    }
    let mut at = 0;
    while at < tokens.len() {
        let longest = sheet.words[at].capital.then(|| longest(text, tokens, sheet, knowledge, at)).flatten();
        let Some(name) = longest else {
            at += 1;
            continue;
        };
        at = name.end;
        let within = |other: &Found| other.start <= name.start && name.end <= other.end && other.end - other.start > name.end - name.start;
        if found.iter().any(|other| within(other) && other.sort != Sort::Other) {
            continue;
        }
        found.retain(|other| other.end <= name.start || name.end <= other.start);
        found.push(name);
    }
    found.sort_by_key(|name| (name.start, name.end));
}

fn longest(text: &str, tokens: &[Token], sheet: &Sheet, knowledge: &Knowledge, start: usize) -> Option<Found> {
    let ends = (start + 1..=tokens.len().min(start + LONGEST)).rev().filter(|end| sheet.words[end - 1].is_word);
    ends.map(|end| (end, tokens[start].span.to(tokens[end - 1].span).of(text))).find_map(|(end, form)| {
        let records = knowledge.by_form(form).iter().filter_map(|id| knowledge.record(*id));
        let sort = records.filter(|record| written(*record, form, sheet, start, end)).find_map(sort_of)?;
        Some(Found { start, end, sort })
    })
}

/// Whether the form stands here as the record writes it. Lookup knows no letter case, but "Who" is not "WHO".
fn written(record: RecordView<'_>, form: &str, sheet: &Sheet, start: usize, end: usize) -> bool {
    end - start > 1 || sheet.words[start].line != LineCase::Running && form.len() > 3 || record.forms().any(|known| known == form)
}

fn sort_of(record: RecordView<'_>) -> Option<Sort> {
    match record.kind() {
        RecordKind::Person => Some(Sort::Actor(ActorClass::Person)),
        RecordKind::Organisation => Some(Sort::Actor(ActorClass::Organisation)),
        RecordKind::Place => Some(Sort::Actor(ActorClass::Place)),
        RecordKind::Event => Some(Sort::Other),
        RecordKind::Office | RecordKind::Claim => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::actors::{Evidence, Segments, recognise, settle};
    use crate::knowledge::{Knowledge, KnowledgeFile};
    use crate::text::{FileKey, tokenize};

    fn names(text: &str) -> Vec<String> {
        let file = KnowledgeFile::parse(
            &FileKey::new("entities.toml"),
            r#"
            format = 1
            [[org]]
            id = "pen"
            name = "Blue Pencil"
            [[org]]
            id = "who"
            name = "WHO"
            [[event]]
            id = "fair"
            name = "Lisbon Fair"
            "#,
        );
        let knowledge = Knowledge::build(&[&file]);
        let tokens = tokenize(text);
        let block = recognise(text, &tokens, None);
        let evidence = Evidence::gather([&block].into_iter());
        let found = settle(text, &tokens, &block, &evidence, &knowledge, &Segments::default()).0;
        found.iter().map(|name| format!("{} {}", name.class.label(), name.span.of(text))).collect()
    }

    #[test]
    fn a_record_wins() {
        assert_eq!(names("Critics of Blue Pencil met at the Lisbon Fair."), ["ORG Blue Pencil"]);
        assert_eq!(names("The WHO met. Who knows?"), ["ORG WHO"]);
    }
}
