//! Names with a hyphen: a family name of two parts, or two people who do something together.

use super::evidence::Evidence;
use super::rules::{Found, PERSON};
use super::sheet::Sheet;

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
        let joined = sheet.form(at) == "-" && sheet.words[at].glued && sheet.words[at + 1].glued;
        let person = |at: usize| sheet.words[at].capital && evidence.view(sheet.words[at].low).name == 1;
        if joined && person(at - 1) && person(at + 1) && TOGETHER.contains(&sheet.form(at + 2)) {
            found.retain(|name| name.end < at || name.start > at + 2);
            found.extend([at - 1, at + 1].map(|at| Found { start: at, end: at + 1, sort: PERSON }));
        }
    }
}

/// "Ingrid Solberg-Haas": a family name of two parts.
pub(super) fn join_compounds(sheet: &Sheet, found: &mut Vec<Found>) {
    let mut at = 1;
    while at < found.len() {
        let (left, right) = (found[at - 1], found[at]);
        let hyphen =
            left.end + 1 == right.start && sheet.form(left.end) == "-" && sheet.words[left.end].glued && sheet.words[right.start].glued;
        let one = hyphen && left.sort == PERSON && right.sort == PERSON && right.end - right.start == 1;
        let noun = sheet.words.get(right.end).map(|_| sheet.form(right.end));
        let two = left.end - left.start == 1 && noun.is_some_and(|noun| TOGETHER.contains(&noun) || SHARED.contains(&noun));
        if one && !two {
            found[at - 1].end = right.end;
            found.remove(at);
        } else {
            at += 1;
        }
    }
}
