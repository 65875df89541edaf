//! What rules know better than the model: nationalities, courtesy titles, acronyms in brackets, party and state after a name.

use super::evidence::Evidence;
use super::gazetteer::{self, Gazetteer};
use super::label::{Label, Sort};
use super::sheet::{LineCase, Sheet, shape};
use crate::actors::ActorClass;

/// A name by its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The first token.
    pub start: usize,
    /// After the last token.
    pub end: usize,
    /// What it names.
    pub sort: Sort,
}

const PERSON: Sort = Sort::Actor(ActorClass::Person);
const ORGANISATION: Sort = Sort::Actor(ActorClass::Organisation);
const PLACE: Sort = Sort::Actor(ActorClass::Place);
const NATIONALITY: Sort = Sort::Actor(ActorClass::Nationality);

/// The names under the labels, events and works included, with all rules applied.
pub fn apply(sheet: &Sheet, labels: &[Label], evidence: &Evidence) -> Vec<Found> {
    let mut found = spans(labels);
    for name in &mut found {
        trim_titles(sheet, name);
        nationality(sheet, name);
        country(sheet, name);
        government(sheet, name, evidence);
    }
    let mut more = rescue(sheet, &found);
    found.append(&mut more);
    found.sort_by_key(|name| (name.start, name.end));
    bracketed(sheet, &mut found);
    found
}

/// The names under the labels.
fn spans(labels: &[Label]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, label) in labels.iter().enumerate() {
        if label.opens() {
            start = at;
        }
        if let (true, Some(sort)) = (label.closes(), label.sort()) {
            found.push(Found { start, end: at + 1, sort });
        }
    }
    found
}

/// The kinds of a whole name in the tables.
fn kinds(sheet: &Sheet, start: usize, end: usize) -> u32 {
    Gazetteer::shared().whole(sheet.words[start..end].iter().map(|word| word.low))
}

/// "Mr. Kato", "President Roe": the title is outside the name.
fn trim_titles(sheet: &Sheet, name: &mut Found) {
    if name.sort != PERSON {
        return;
    }
    while name.end - name.start > 1 {
        let longest = (name.start + 1..name.end).rev().find(|end| {
            let kinds = kinds(sheet, name.start, *end);
            kinds & (gazetteer::TITLE | gazetteer::RANK) != 0 && kinds & gazetteer::COMMON_GIVEN == 0
        });
        let Some(end) = longest else { return };
        name.start = end;
    }
}

/// A form that names a nationality, a religion or a party's people.
fn nationality(sheet: &Sheet, name: &mut Found) {
    let kinds = kinds(sheet, name.start, name.end);
    if kinds & (gazetteer::DEMONYM | gazetteer::PEOPLE) == 0 {
        return;
    }
    let elsewhere = gazetteer::COUNTRY | gazetteer::STATE | gazetteer::PLACE;
    let person = gazetteer::GIVEN | gazetteer::SURNAME;
    match name.sort {
        ORGANISATION | Sort::Other => name.sort = NATIONALITY,
        PLACE if kinds & elsewhere == 0 => name.sort = NATIONALITY,
        PERSON if kinds & (elsewhere | person) == 0 => name.sort = NATIONALITY,
        _ => {}
    }
}

/// A country is a place, also where it plays or decides.
fn country(sheet: &Sheet, name: &mut Found) {
    let kinds = kinds(sheet, name.start, name.end);
    if kinds & gazetteer::COUNTRY == 0 || name.sort == NATIONALITY && kinds & gazetteer::DEMONYM != 0 {
        return;
    }
    let person = kinds & (gazetteer::GIVEN | gazetteer::SURNAME) != 0;
    if name.sort != PERSON || !person {
        name.sort = PLACE;
    }
}

/// "the Roe Administration": the name is the person's.
fn government(sheet: &Sheet, name: &mut Found, evidence: &Evidence) {
    if name.sort != ORGANISATION || name.end - name.start != 2 {
        return;
    }
    let head = sheet.form(name.end - 1);
    if matches!(head, "administration" | "government" | "cabinet" | "campaign") && evidence.view(sheet.words[name.start].low).name == 1 {
        name.end -= 1;
        name.sort = PERSON;
    }
}

/// Countries and nationalities that the model left out, or put in the name of an event or a work: "the Korean War".
fn rescue(sheet: &Sheet, found: &[Found]) -> Vec<Found> {
    let mut more = Vec::new();
    let mut at = 0;
    let mut names = found.iter().peekable();
    while at < sheet.words.len() {
        while names.next_if(|name| name.end <= at).is_some() {}
        let word = &sheet.words[at];
        let inside = names.peek().filter(|name| name.start <= at);
        if !word.active || !word.is_word || word.line == LineCase::Upper || inside.is_some_and(|name| name.sort != Sort::Other) {
            at += 1;
            continue;
        }
        let limit =
            names.clone().find(|name| name.start > at || name.sort != Sort::Other).map_or(sheet.words.len(), |name| name.start.max(at + 1));
        let longest = (at + 1..=limit.min(at + 5)).rev().find_map(|end| Some((end, sure(sheet, at, end)?)));
        match longest {
            Some((end, sort)) => {
                more.push(Found { start: at, end, sort });
                at = end;
            }
            None => at += 1,
        }
    }
    more
}

/// The sort of a form that means one thing only.
fn sure(sheet: &Sheet, start: usize, end: usize) -> Option<Sort> {
    let kinds = kinds(sheet, start, end);
    let other =
        gazetteer::GIVEN | gazetteer::SURNAME | gazetteer::AMBIGUOUS | gazetteer::OTHER | gazetteer::TITLE | gazetteer::ORGANISATION;
    if kinds & other != 0 {
        return None;
    }
    let word = &sheet.words[start];
    // "us" and "it" are also words: only their capitals tell.
    if end == start + 1 && word.length <= 3 && !matches!(word.shape, shape::UPPER | shape::DOTTED) {
        return None;
    }
    if kinds & gazetteer::COUNTRY != 0 {
        Some(PLACE)
    } else if kinds & gazetteer::DEMONYM != 0 {
        Some(NATIONALITY)
    } else {
        None
    }
}

/// "International Atomic Energy Agency (IAEA)": the acronym is what its expansion is. "(D-CA)" is a party and a state, no names.
fn bracketed(sheet: &Sheet, found: &mut Vec<Found>) {
    for at in 1..sheet.words.len().saturating_sub(2) {
        if sheet.form(at) != "(" {
            continue;
        }
        let inner = &sheet.words[at + 1];
        let closes = |at: usize| sheet.words.get(at).is_some() && sheet.form(at) == ")";
        if matches!(sheet.form(at + 1), "d" | "r" | "i") && sheet.form(at + 2) == "-" {
            found.retain(|name| name.end <= at + 1 || name.start > at + 1);
            continue;
        }
        if inner.shape != shape::UPPER || !closes(at + 2) {
            continue;
        }
        let before = found.iter().find(|name| name.end == at && name.end - name.start > 1).copied();
        let own = found.iter().position(|name| name.start == at + 1 && name.end == at + 2);
        let Some(before) = before.filter(|name| initials(sheet, *name) == sheet.form(at + 1)) else { continue };
        match own {
            Some(own) => found[own].sort = before.sort,
            None => found.push(Found { start: at + 1, end: at + 2, sort: before.sort }),
        }
    }
    found.sort_by_key(|name| (name.start, name.end));
}

/// The first letters of a name's capitalised words.
fn initials(sheet: &Sheet, name: Found) -> String {
    let words = (name.start..name.end).filter(|at| sheet.words[*at].capital);
    words.filter_map(|at| sheet.form(at).chars().next()).collect()
}
