//! What rules know better than the model: nationalities, courtesy titles, acronyms in brackets, party and state after a name.

use super::common::is_common;
use super::compounds::{hyphen_before, join_compounds, pairs, with_syllable};
use super::context;
use super::evidence::Evidence;
use super::gazetteer::{self, Gazetteer};
use super::headlines;
use super::label::{Label, Sort};
use super::sheet::{LineCase, Sheet, shape};
use super::titles;
use crate::actors::ActorClass;
use smallvec::{SmallVec, smallvec};

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

/// A name, or those that it turns out to be.
pub type Parts = SmallVec<[Found; 2]>;

pub(super) const PERSON: Sort = Sort::Actor(ActorClass::Person);
const ORGANISATION: Sort = Sort::Actor(ActorClass::Organisation);
const PLACE: Sort = Sort::Actor(ActorClass::Place);
const NATIONALITY: Sort = Sort::Actor(ActorClass::Nationality);

/// The names under the labels, events and works included, with all rules applied.
pub fn apply(sheet: &Sheet, labels: &[Label], evidence: &Evidence) -> Vec<Found> {
    let mut found: Vec<Found> =
        spans(labels).into_iter().flat_map(|name| headlines::parts(sheet, name, evidence)).flat_map(|name| generic(sheet, name)).collect();
    join_compounds(sheet, &mut found, evidence);
    keep_titles(sheet, &mut found);
    for name in &mut found {
        trim_titles(sheet, name);
        trim_number(sheet, name);
        nationality(sheet, name);
        country(sheet, name);
        government(sheet, name, evidence);
        speaker(sheet, name, evidence);
        with_prefix(sheet, name);
        with_syllable(sheet, name);
        with_letters(sheet, name);
    }
    let mut more = rescue(sheet, &found, evidence);
    found.append(&mut more);
    found.retain(|name| !in_title(sheet, *name) && !is_rank(sheet, *name) && !is_common(sheet, name) && !is_short(sheet, *name));
    datelines(sheet, &mut found);
    pairs(sheet, &mut found, evidence);
    found.sort_by_key(|name| (name.start, name.end));
    bracketed(sheet, &mut found);
    context::apply(sheet, &mut found, evidence);
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

/// "Chilean Army" is a nationality and a body that every country has.
fn generic(sheet: &Sheet, name: Found) -> Parts {
    if name.sort == ORGANISATION {
        for middle in name.start + 1..name.end.min(name.start + 4) {
            let adjective = kinds(sheet, name.start, middle) & (gazetteer::DEMONYM | gazetteer::PEOPLE) != 0;
            let ministry =
                name.end - middle > 2 && matches!(sheet.form(middle), "ministry" | "department") && sheet.form(middle + 1) == "of";
            if adjective && (ministry || kinds(sheet, middle, name.end) & gazetteer::GENERIC != 0) {
                return smallvec![Found { end: middle, sort: NATIONALITY, ..name }, Found { start: middle, ..name }];
            }
        }
    }
    smallvec![name]
}

/// "LISBON, May 3 (Reuters) -", "LISBON (AP) --": a place in capitals at the start of a line, before a date, an agency or a dash.
fn datelines(sheet: &Sheet, found: &mut Vec<Found>) {
    for start in (0..sheet.words.len()).filter(|at| *at == 0 || sheet.words[*at].new_line) {
        let upper = |at: usize| sheet.words.get(at).is_some_and(|word| matches!(word.shape, shape::UPPER | shape::DOTTED));
        let end = (start..sheet.words.len().min(start + 5)).find(|at| !upper(*at)).unwrap_or(start);
        let after = sheet.words.get(end).filter(|word| !word.new_line);
        let follows = after.is_some_and(|word| is_number(word.shape) || matches!(sheet.form(end), "," | "(" | "--"));
        if end == start || !follows {
            continue;
        }
        let listed = kinds(sheet, start, end) & (gazetteer::PLACE | gazetteer::COUNTRY | gazetteer::STATE) != 0;
        let named = || found.iter().any(|name| name.start < end && name.end > start);
        if listed || named() && is_dated(sheet, end) {
            let mut put = |start: usize, end: usize, sort: Sort| {
                found.retain(|name| name.end <= start || name.start >= end);
                found.push(Found { start, end, sort });
            };
            put(start, end, PLACE);
            if let Some((start, end)) = agency(sheet, end) {
                put(start, end, ORGANISATION);
            }
        }
    }
}

/// The agency in brackets before the dash of a dateline that goes on here.
fn agency(sheet: &Sheet, from: usize) -> Option<(usize, usize)> {
    let line = (from..sheet.words.len().min(from + 16)).take_while(|at| !sheet.words[*at].new_line);
    let open = line.into_iter().find(|at| sheet.form(*at) == "(")?;
    let named = |at: &usize| sheet.words.get(*at).is_some_and(|word| word.capital || word.shape == shape::UPPER);
    let close = (open + 1..open + 5).find(|at| !named(at))?;
    let ends = close > open + 1 && close < sheet.words.len() && sheet.form(close) == ")";
    let dash = sheet.words.get(close + 1).is_some_and(|_| matches!(sheet.form(close + 1), "-" | "--"));
    (ends && dash).then_some((open + 1, close))
}

/// Whether a line goes on with a date and a dash, as datelines do: ", Italy, Aug. 3, 2024 (Reuters) -".
fn is_dated(sheet: &Sheet, from: usize) -> bool {
    let mut month = false;
    for at in from..sheet.words.len().min(from + 16) {
        let (word, form) = (&sheet.words[at], sheet.form(at));
        if word.new_line {
            return false;
        }
        match form {
            "-" | "--" if !word.glued => return month,
            "," | "." | "(" | ")" | "/" => {}
            _ if MONTHS.contains(&form.trim_end_matches('.')) => month = true,
            _ if word.capital || is_number(word.shape) => {}
            _ => return false,
        }
    }
    false
}

/// Months, as datelines write them.
const MONTHS: [&str; 23] = [
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "mar",
    "april",
    "apr",
    "may",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sept",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
];

fn is_number(shape: u8) -> bool {
    matches!(shape, shape::NUMBER | shape::YEAR | shape::LONG_NUMBER)
}

/// "“It is old,” Keller said": a single word that no table has and the article names once speaks as people do.
fn speaker(sheet: &Sheet, name: &mut Found, evidence: &Evidence) {
    let word = &sheet.words[name.start];
    let unknown = word.tables & !(gazetteer::GIVEN | gazetteer::SURNAME | gazetteer::ORDINARY | gazetteer::EITHER) == 0;
    let single = name.end - name.start == 1 && word.shape == shape::CAPITAL && unknown && evidence.view(word.low).often == 0;
    let quoted = name.start > 0 && sheet.form(name.start - 1) == "''";
    let says = sheet.words.get(name.end).is_some_and(|_| matches!(sheet.form(name.end), "said" | "says" | "added" | "told"));
    if single && quoted && says && matches!(name.sort, ORGANISATION | PLACE) {
        name.sort = PERSON;
    }
}

/// "ultra-Orthodox": the prefix belongs to the name.
fn with_prefix(sheet: &Sheet, name: &mut Found) {
    if name.sort == NATIONALITY && hyphen_before(sheet, name.start) && sheet.form(name.start - 2) == "ultra" {
        name.start -= 2;
    }
}

/// "CPI(M)", "JD(S)": letters in brackets that tell a party from its like.
fn with_letters(sheet: &Sheet, name: &mut Found) {
    let is = |at: usize, form: &str| sheet.words.get(at).is_some_and(|word| word.glued && sheet.form(at) == form);
    let letters = sheet
        .words
        .get(name.end + 1)
        .is_some_and(|word| word.glued && (word.shape == shape::LETTER || word.shape == shape::UPPER && word.length <= 2));
    let acronym = name.end - name.start == 1 && sheet.words[name.start].shape == shape::UPPER;
    if acronym && letters && is(name.end, "(") && is(name.end + 2, ")") {
        name.end += 3;
    }
}

/// "U.S. Defense Secretary Jane Roe": the first word of a title is not the last of an organisation.
fn keep_titles(sheet: &Sheet, found: &mut Vec<Found>) {
    for at in 1..found.len() {
        let (before, person) = (found[at - 1], found[at]);
        if person.sort != PERSON || person.start <= before.end || person.start - before.end > 2 || before.sort == PERSON {
            continue;
        }
        let title = (before.start..before.end)
            .find(|start| kinds(sheet, *start, person.start) & gazetteer::TITLE != 0 && sheet.words[person.start - 1].capital);
        if let Some(title) = title {
            found[at - 1].end = title;
        }
    }
    found.retain(|name| name.end > name.start);
}

/// The last word of a title such as "Secretary of State" is no name, also where another place has it in one ("State Department").
fn in_title(sheet: &Sheet, name: Found) -> bool {
    let of = |at: usize| matches!(sheet.form(at), "of" | "for");
    name.end == name.start + 1
        && name.start >= 2
        && of(name.start - 1)
        && (name.start.saturating_sub(4)..name.start - 1)
            .any(|start| sheet.words[start].capital && kinds(sheet, start, name.end) & gazetteer::TITLE != 0)
}

/// "Lt.", "Sen.": a title that is written short is no name.
fn is_rank(sheet: &Sheet, name: Found) -> bool {
    let short = sheet.words[name.end - 1].shape == shape::STOPPED;
    name.sort == PERSON && short && kinds(sheet, name.start, name.end) & (gazetteer::TITLE | gazetteer::RANK) != 0
}

/// "Cllr", "Justices": a title that stands before a name is none.
fn is_short(sheet: &Sheet, name: Found) -> bool {
    name.end == name.start + 1 && titles::is_short(sheet.form(name.start))
}

/// "Mr. Kato", "President Roe": the title is outside the name.
fn trim_titles(sheet: &Sheet, name: &mut Found) {
    if name.sort != PERSON {
        return;
    }
    while name.end - name.start > 1 {
        let longest = (name.start + 1..name.end).rev().find(|end| {
            let kinds = kinds(sheet, name.start, *end);
            let short = *end == name.start + 1 && titles::is_short(sheet.form(name.start));
            short || kinds & (gazetteer::TITLE | gazetteer::RANK) != 0 && kinds & gazetteer::COMMON_GIVEN == 0
        });
        let Some(end) = longest else { return };
        name.start = end;
    }
}

/// "Lyon 232": a number after a place is no part of it.
fn trim_number(sheet: &Sheet, name: &mut Found) {
    let number = |at: usize| is_number(sheet.words[at].shape);
    while name.end - name.start > 1 && matches!(name.sort, PERSON | PLACE) && number(name.end - 1) && !sheet.words[name.end - 1].glued {
        name.end -= 1;
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

/// "the Roe Administration", "the Solberg-Haas cabinet": the name is the person's.
fn government(sheet: &Sheet, name: &mut Found, evidence: &Evidence) {
    let last = name.end - 1;
    let double = name.end - name.start == 4 && sheet.form(name.start + 1) == "-";
    if name.sort != ORGANISATION || name.end - name.start != 2 && !double || sheet.words[name.start].line == LineCase::Upper {
        return;
    }
    // What is in no table of places, bodies or ordinary words names the person at the head.
    let word = &sheet.words[name.start];
    let plain = gazetteer::GIVEN | gazetteer::COMMON_GIVEN | gazetteer::SURNAME | gazetteer::COMMON_SURNAME;
    let family = word.tables & gazetteer::SURNAME != 0;
    let known =
        evidence.view(word.low).name == 1 || word.tables & !plain == 0 && !evidence.view(word.low).lower && word.shape == shape::CAPITAL;
    let person = match sheet.form(last) {
        "cabinet" | "administration" => known,
        "government" | "campaign" => evidence.view(word.low).name == 1 || known && family,
        _ => false,
    };
    if person {
        name.end = last;
        name.sort = PERSON;
    }
}

/// Countries and nationalities that the model left out, or put in the name of an event or a work: "the Korean War".
fn rescue(sheet: &Sheet, found: &[Found], evidence: &Evidence) -> Vec<Found> {
    let mut more = Vec::new();
    let mut at = 0;
    let mut names = found.iter().peekable();
    while at < sheet.words.len() {
        while names.next_if(|name| name.end <= at).is_some() {}
        let word = &sheet.words[at];
        let inside = names.peek().filter(|name| name.start <= at);
        if !word.active || !word.is_word || inside.is_some_and(|name| name.sort != Sort::Other) {
            at += 1;
            continue;
        }
        let in_other = inside.is_some();
        let limit =
            names.clone().find(|name| name.start > at || name.sort != Sort::Other).map_or(sheet.words.len(), |name| name.start.max(at + 1));
        let longest = (at + 1..=limit.min(at + 5))
            .rev()
            .find_map(|end| Some((end, sure(sheet, at, end, evidence).filter(|sort| !in_other || matches!(*sort, PLACE | NATIONALITY))?)));
        match longest {
            Some((end, sort)) => {
                more.push(Found { start: at, end, sort });
                at = end;
            }
            None => {
                if !in_other {
                    more.extend(elsewhere(sheet, at, evidence));
                }
                at += 1;
            }
        }
    }
    more
}

/// A word that the rest of the article takes for a name.
fn elsewhere(sheet: &Sheet, at: usize, evidence: &Evidence) -> Option<Found> {
    let word = &sheet.words[at];
    let view = evidence.view(word.low);
    let plain = word.capital && word.length > 2 && !word.first && word.line == LineCase::Running && word.tables & gazetteer::TITLE == 0;
    let sort = match view.name {
        1 => PERSON,
        2 => ORGANISATION,
        3 => PLACE,
        4 => NATIONALITY,
        _ => return None,
    };
    (plain && !view.lower).then_some(Found { start: at, end: at + 1, sort })
}

/// The sort of a form that means one thing only.
fn sure(sheet: &Sheet, start: usize, end: usize, evidence: &Evidence) -> Option<Sort> {
    let word = &sheet.words[start];
    if !sheet.words[end - 1].capital || !word.capital {
        return None;
    }
    let kinds = kinds(sheet, start, end);
    let single = end == start + 1;
    // "us" and "it" are also words: only their capitals tell.
    if kinds == 0 || single && word.length <= 4 && !matches!(word.shape, shape::UPPER | shape::DOTTED | shape::CAPITAL) {
        return None;
    }
    if single && word.length <= 3 && kinds & gazetteer::COUNTRY != 0 && word.shape == shape::CAPITAL {
        return None;
    }
    if kinds & gazetteer::COUNTRY != 0 && (!word.first || kinds & gazetteer::AMBIGUOUS == 0) {
        return Some(PLACE);
    }
    let person = gazetteer::GIVEN | gazetteer::SURNAME;
    let acronym = matches!(word.shape, shape::UPPER | shape::DOTTED | shape::DIGITS) && kinds & gazetteer::ACRONYM != 0;
    let other = gazetteer::AMBIGUOUS | gazetteer::TITLE | if acronym { 0 } else { gazetteer::OTHER };
    if kinds & other != 0 || single && kinds & person != 0 && (kinds & gazetteer::LARGE == 0 || word.first) {
        return None;
    }
    let plain = !word.first && !evidence.view(word.low).lower;
    if kinds & gazetteer::COUNTRY != 0 {
        Some(PLACE)
    } else if kinds & gazetteer::DEMONYM != 0 {
        Some(NATIONALITY)
    } else if kinds & gazetteer::ORGANISATION != 0 && (!single || plain)
        || acronym
        || kinds & gazetteer::MEDIUM != 0 && plain && word.line == LineCase::Running
    {
        Some(ORGANISATION)
    } else if kinds & (gazetteer::PLACE | gazetteer::STATE) != 0 {
        Some(PLACE)
    } else if kinds & gazetteer::PEOPLE != 0 && plain {
        Some(NATIONALITY)
    } else {
        None
    }
}

/// "International Atomic Energy Agency (IAEA)": the acronym is what its expansion is. "(D-CA)" is a party and a state, no names.
fn bracketed(sheet: &Sheet, found: &mut Vec<Found>) {
    for at in 1..sheet.words.len().saturating_sub(2) {
        if sheet.words[at].shape != shape::MARK || sheet.form(at) != "(" {
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
