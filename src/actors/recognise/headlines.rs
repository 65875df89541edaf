//! Headlines, whose capitals say little: a verb between two names makes no name of all three ("Keller Visits Norway").

use super::evidence::Evidence;
use super::gazetteer::{self, Gazetteer};
use super::label::Sort;
use super::rules::{Found, Parts};
use super::sheet::{LineCase, Sheet};
use crate::actors::ActorClass;
use smallvec::smallvec;

/// The parts of a name in a headline, where a verb stands between two parts that the article or the tables know; else the name.
pub fn parts(sheet: &Sheet, name: Found, evidence: &Evidence) -> Parts {
    let headline = sheet.words[name.start].line != LineCase::Running;
    if !headline || name.end - name.start < 3 || kinds(sheet, name.start, name.end) != 0 {
        return smallvec![name];
    }
    let verb = (name.start + 1..name.end - 1).find(|at| is_verb(sheet, *at, evidence));
    let split = verb.and_then(|verb| {
        let left = sort(sheet, name.start, verb, evidence)?;
        let right = sort(sheet, verb + 1, name.end, evidence)?;
        Some(smallvec![Found { start: name.start, end: verb, sort: left }, Found { start: verb + 1, end: name.end, sort: right }])
    });
    split.unwrap_or_else(|| smallvec![name])
}

fn kinds(sheet: &Sheet, start: usize, end: usize) -> u32 {
    Gazetteer::shared().whole(sheet.words[start..end].iter().map(|word| word.low))
}

/// A word in the form of a verb of headlines, which no table and no running text has as a name.
fn is_verb(sheet: &Sheet, at: usize, evidence: &Evidence) -> bool {
    let word = &sheet.words[at];
    let form = sheet.form(at);
    let inflected = form.ends_with('s') && !form.ends_with("ss") || form.ends_with("ed");
    let name = gazetteer::GIVEN | gazetteer::SURNAME | gazetteer::PLACE;
    word.is_word && inflected && word.tables & name == 0 && !evidence.in_running_text(word.low)
}

/// What a part is by itself: what running text takes all its words for, or a country.
fn sort(sheet: &Sheet, start: usize, end: usize, evidence: &Evidence) -> Option<Sort> {
    let kinds = kinds(sheet, start, end);
    if kinds & gazetteer::COUNTRY != 0 {
        return Some(Sort::Actor(ActorClass::Place));
    }
    let mut sorts = sheet.words[start..end].iter().map(|word| (evidence.view(word.low).name, evidence.in_running_text(word.low)));
    let (first, known) = sorts.next()?;
    let one = known && sorts.all(|(sort, known)| known && sort == first);
    let class = match first {
        1 => ActorClass::Person,
        2 => ActorClass::Organisation,
        3 => ActorClass::Place,
        4 => ActorClass::Nationality,
        _ => return None,
    };
    one.then_some(Sort::Actor(class))
}
