//! Names with a hyphen: a family name of two parts, or two people who do something together.

use super::evidence::Evidence;
use super::gazetteer::{EITHER, ORDINARY, TITLE};
use super::rules::{Found, PERSON};
use super::sheet::{Sheet, Word};

/// What two people do together: "the Roe-Kato talks".
const TOGETHER: &[&str] = &[
    "summit", "meeting", "talks", "call", "debate", "ticket", "race", "rivalry", "alliance", "feud", "dialogue", "duel", "fight", "match",
    "matchup",
];

/// What two people may share, and one of a double name may have: "the Roe-Kato government".
const SHARED: &[&str] = &["era", "deal", "pact", "relationship", "government", "administration", "plan", "agreement", "axis", "war"];

/// "the Roe-Kato talks" are two people's, whom the article names elsewhere.
pub(super) fn pairs(sheet: &Sheet, found: &mut Vec<Found>, evidence: &Evidence) {
    for at in 1..sheet.words.len().saturating_sub(2) {
        let person = |at: usize| sheet.words[at].capital && evidence.view(sheet.words[at].low).name == 1;
        if hyphen_before(sheet, at + 1) && person(at - 1) && person(at + 1) && TOGETHER.contains(&sheet.form(at + 2)) {
            found.retain(|name| name.end < at || name.start > at + 2);
            found.extend([at - 1, at + 1].map(|at| Found { start: at, end: at + 1, sort: PERSON }));
        }
    }
}

/// "Ingrid Solberg-Haas": a family name of two parts. Of the first, it is enough that the article has it in a name.
pub(super) fn join_compounds(sheet: &Sheet, found: &mut Vec<Found>, evidence: &Evidence) {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found.drain(..) {
        let second = name.sort == PERSON && name.end - name.start == 1 && hyphen_before(sheet, name.start);
        let alone = second && !shared(sheet, name.end);
        let end = joined.last().map_or(0, |before| before.end);
        if let Some(first) = joined.last_mut().filter(|first| second && first.end + 1 == name.start && first.sort == PERSON)
            && (first.end - first.start > 1 || alone)
        {
            first.end = name.end;
            continue;
        }
        if alone && end + 1 < name.start && sheet.words[name.start - 2].capital {
            let first = evidence.view(sheet.words[name.start - 2].low);
            name.start -= if first.name == 1 { 2 } else { 0 };
        }
        joined.push(name);
    }
    *found = joined;
}

/// "Kao Ming-te": a given name whose second syllable is written small. "The Anna Keller-led party" is none.
pub(super) fn with_syllable(sheet: &Sheet, name: &mut Found) {
    let last = name.end + 1;
    let small = |word: &Word| word.is_word && !word.capital && word.length <= 5 && word.tables & (ORDINARY | EITHER | TITLE) == 0;
    if name.sort == PERSON && sheet.words.get(last).is_some_and(small) && hyphen_before(sheet, last) {
        name.end += 2;
    }
}

/// Whether a hyphen joins this word to the one before.
pub(super) fn hyphen_before(sheet: &Sheet, at: usize) -> bool {
    at >= 2 && sheet.words[at].glued && sheet.words[at - 1].glued && sheet.form(at - 1) == "-"
}

/// Whether the word here is something that two people have or do.
fn shared(sheet: &Sheet, at: usize) -> bool {
    at < sheet.words.len() && (TOGETHER.contains(&sheet.form(at)) || SHARED.contains(&sheet.form(at)))
}
