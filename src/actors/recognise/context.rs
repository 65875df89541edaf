//! What the words beside a name show after the model has spoken: bylines, teams that are called by their place, places with their country, and
//! persons whom a title or a courtesy makes known.

use super::evidence::Evidence;
use super::gazetteer::{self, Gazetteer};
use super::label::Sort;
use super::rules::Found;
use super::sheet::{LineCase, Sheet, shape};
use super::titles::{self, Taken};
use crate::actors::{ActorClass, is_kin};

const PERSON: Sort = Sort::Actor(ActorClass::Person);
const ORGANISATION: Sort = Sort::Actor(ActorClass::Organisation);
const PLACE: Sort = Sort::Actor(ActorClass::Place);

/// What teams are called after their place, sorted.
const TEAMS: [&str; 14] = [
    "albion",
    "argyle",
    "athletic",
    "city",
    "county",
    "hotspur",
    "orient",
    "rangers",
    "rovers",
    "town",
    "united",
    "vale",
    "villa",
    "wanderers",
];
/// Applies the rules to the names of a block, sorted.
pub(super) fn apply(sheet: &Sheet, found: &mut Vec<Found>, evidence: &Evidence) {
    for at in 0..found.len() {
        byline(sheet, &mut found[at]);
        if at + 1 < found.len() {
            in_country(sheet, found, at);
        }
    }
    teams(sheet, found);
    explained(sheet, found);
    missed(sheet, found, evidence);
}

fn form(sheet: &Sheet, at: usize) -> &str {
    if at < sheet.words.len() { sheet.form(at) } else { "" }
}

fn kinds(sheet: &Sheet, start: usize, end: usize) -> u32 {
    Gazetteer::shared().whole(sheet.words[start..end].iter().map(|word| word.low))
}

/// "By Ann Poe at Elland Road": the first word is no part of the name.
fn byline(sheet: &Sheet, name: &mut Found) {
    let first = name.start == 0 || sheet.words[name.start].new_line;
    if first && (3..=4).contains(&(name.end - name.start)) && sheet.form(name.start) == "by" {
        name.start += 1;
        name.sort = PERSON;
    }
}

/// "from Salt, Jordan": what has its country after it is a place.
fn in_country(sheet: &Sheet, found: &mut [Found], at: usize) {
    let [name, country] = [found[at], found[at + 1]];
    let beside = name.end + 1 == country.start && form(sheet, name.end) == "," && country.sort == PLACE;
    if matches!(name.sort, ORGANISATION | PERSON)
        && beside
        && name.start > 0
        && matches!(sheet.form(name.start - 1), "from" | "in" | "near" | "outside" | "to" | "toward" | "towards")
        && name.end - name.start <= 2
        && sheet.words[name.start].shape == shape::CAPITAL
        && kinds(sheet, country.start, country.end) & (gazetteer::COUNTRY | gazetteer::STATE) != 0
    {
        found[at].sort = PLACE;
    }
}

/// "Norwich City": a place and what its team is called are one.
fn teams(sheet: &Sheet, found: &mut Vec<Found>) {
    for at in (1..found.len()).rev() {
        let [place, team] = [found[at - 1], found[at]];
        let one = place.end == team.start && team.end == team.start + 1 && place.sort == PLACE && matches!(team.sort, PLACE | ORGANISATION);
        if one && TEAMS.binary_search(&sheet.form(team.start)).is_ok() && sheet.words[team.start].shape == shape::CAPITAL {
            let place_too = kinds(sheet, place.start, team.end) & gazetteer::PLACE != 0;
            found[at - 1] = Found { start: place.start, end: team.end, sort: if place_too { PLACE } else { ORGANISATION } };
            found.remove(at);
        }
    }
}

/// "the commissioner, Ben Poe,", "Ben Poe, the regional president,", "Ben Poe said he": who has a title and a given name is a person.
fn explained(sheet: &Sheet, found: &mut [Found]) {
    let may = |name: &Found| {
        let words = &sheet.words[name.start..name.end];
        matches!(name.sort, PLACE | ORGANISATION)
            && matches!(words.len(), 2 | 3)
            && words.iter().all(|word| word.shape == shape::CAPITAL)
            && words[0].tables & gazetteer::GIVEN != 0
            && words[0].tables & (gazetteer::ORDINARY | gazetteer::PLACE_BEGIN) == 0
            && kinds(sheet, name.start, name.end) == 0
    };
    if !found.iter().any(may) {
        return;
    }
    let taken = Taken::by(sheet, found);
    for name in found.iter_mut().filter(|name| may(name)) {
        let titled = titles::explained(sheet, &taken, name.start, name.end).is_some()
            || titles::after(sheet, &taken, name.end).is_some()
            || says_of_oneself(sheet, name.end);
        name.sort = if titled { PERSON } else { name.sort };
    }
}

/// "Poe said she", "Poe said that his".
fn says_of_oneself(sheet: &Sheet, at: usize) -> bool {
    let pronoun = at + 1 + usize::from(form(sheet, at + 1) == "that");
    matches!(form(sheet, at), "said" | "says") && matches!(form(sheet, pronoun), "he" | "she" | "his" | "her")
}

/// Names of persons that the model left out: "His lawyer, Pak Sung-min, said", "Miss Poe said", "Nadia Court, for the defence, said".
fn missed(sheet: &Sheet, found: &mut Vec<Found>, evidence: &Evidence) {
    let mut more: Vec<Found> = Vec::new();
    let mut taken: Option<Taken> = None;
    let mut names = found.iter().filter(|name| name.sort != Sort::Other).peekable();
    let mut at = 0;
    while at < sheet.words.len() {
        while names.next_if(|name| name.end <= at).is_some() {}
        let limit = names.peek().map_or(sheet.words.len(), |name| name.start);
        let word = &sheet.words[at];
        if !word.capital || word.shape != shape::CAPITAL || word.line != LineCase::Running || at >= limit {
            at += 1;
            continue;
        }
        let before = if at > 0 && !word.new_line { sheet.form(at - 1) } else { "" };
        let end = full_name(sheet, at).filter(|end| *end <= limit);
        let person = match (before, end) {
            (",", Some(end)) => {
                let hyphen = end - at > 2;
                let known = hyphen || word.tables & gazetteer::GIVEN != 0 && word.tables & gazetteer::ORDINARY == 0;
                let mut explained = || titles::explained(sheet, taken.get_or_insert_with(|| Taken::by(sheet, found)), at, end).is_some();
                known && (at > 1 && is_somebodys(sheet.form(at - 2)) || explained())
            }
            (_, Some(end)) if word.first => {
                let given = word.tables & gazetteer::GIVEN != 0 && word.tables & gazetteer::ORDINARY == 0;
                // "Victoria Police said" is no person.
                let speaks = matches!(form(sheet, end), "said" | "says" | "told") && word.tables & gazetteer::PLACE == 0;
                let acts = form(sheet, end) == ","
                    && form(sheet, end + 1) == "for"
                    && matches!(form(sheet, end + 2), "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "the");
                let speaks = speaks || acts || says_of_oneself(sheet, end);
                given && speaks
            }
            _ => false,
        };
        let end = match end.filter(|_| person) {
            Some(end) => end,
            // A courtesy makes a person of whom the article names elsewhere.
            None if matches!(before, "mr" | "mrs" | "ms" | "miss" | "mr." | "mrs." | "ms.") && evidence.view(word.low).name == 1 => at + 1,
            None => {
                at += 1;
                continue;
            }
        };
        more.push(Found { start: at, end, sort: PERSON });
        at = end;
    }
    if !more.is_empty() {
        found.retain(|name| more.iter().all(|person| name.end <= person.start || person.end <= name.start));
        found.append(&mut more);
        found.sort_by_key(|name| (name.start, name.end));
    }
}

/// Whether a noun says whose somebody is: "his lawyer, Ann Poe".
fn is_somebodys(noun: &str) -> bool {
    is_kin(noun)
        || matches!(noun, "agent" | "attorney" | "barrister" | "colleague" | "friend" | "lawyer" | "neighbor" | "neighbour" | "solicitor")
}

/// Where a name of two words ends that begins here: "Ann Poe", "Pak Sung-min".
fn full_name(sheet: &Sheet, start: usize) -> Option<usize> {
    let is = |at: usize, shape: u8| sheet.words.get(at).is_some_and(|word| word.is_word && word.shape == shape && !word.new_line);
    if !is(start + 1, shape::CAPITAL) || sheet.words[start + 1].glued {
        return None;
    }
    let hyphen = sheet.words.get(start + 2).is_some_and(|word| word.glued) && form(sheet, start + 2) == "-";
    let syllable = hyphen && sheet.words.get(start + 3).is_some_and(|word| word.glued && word.is_word);
    let end = start + if syllable { 4 } else { 2 };
    // A third capital is more than a name.
    (!is(end, shape::CAPITAL) && !is(end, shape::UPPER)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_teams_are_sorted() {
        assert!(TEAMS.is_sorted());
    }
}
