//! Titles before a person's name and descriptions after it: "Defense Secretary [Jane Roe]", "[Jane Roe], the Russian foreign minister,".

use super::gazetteer::{self, Gazetteer};
use super::label::Sort;
use super::rules::Found;
use super::sheet::{LineCase, Sheet, shape};
use crate::actors::ActorClass;
use std::ops::Range;

const PERSON: Sort = Sort::Actor(ActorClass::Person);

/// Tokens in the longest title that the tables hold.
const LONGEST: usize = 9;

/// Words in front of a title that belong to it.
const MODIFIERS: &[&str] = &[
    "former",
    "then",
    "acting",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "senior",
    "interim",
    "incoming",
    "outgoing",
    "late",
    "ex",
    "chief",
    "honorary",
    "retired",
    "newly",
    "elected",
    "longtime",
    "veteran",
    "co",
    "lead",
    "top",
];

/// Capitalised words at the start of a sentence that are no part of a title.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "when",
    "while",
    "after",
    "although",
    "as",
    "but",
    "for",
    "if",
    "in",
    "on",
    "since",
    "that",
    "this",
    "under",
    "with",
    "and",
    "at",
    "by",
    "from",
    "earlier",
    "meanwhile",
    "however",
    "both",
    "even",
    "like",
    "so",
    "then",
    "now",
    "last",
    "his",
    "her",
    "their",
    "our",
    "my",
    "citing",
    "quoting",
    "asked",
    "told",
    "meeting",
];

/// Words of dates, which may stand before a title.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that end a description.
const ENDS: &[&str] = &[
    "who",
    "whom",
    "whose",
    "which",
    "that",
    "said",
    "says",
    "told",
    "was",
    "is",
    "are",
    "were",
    "has",
    "had",
    "have",
    "will",
    "would",
    "did",
    "does",
    "can",
    "could",
    "may",
    "might",
    "must",
    "when",
    "where",
    "while",
    "because",
    "but",
    "as",
    "according",
    "added",
    "also",
];

/// Words that begin a phrase.
const DETERMINERS: &[&str] = &["the", "a", "an", "his", "her", "their", "its", "our", "my"];

/// Whether a word is a title that is only written before names, which no table has.
pub(super) fn is_short(form: &str) -> bool {
    matches!(form, "cllr" | "cllrs" | "justices" | "judges" | "comrade" | "comrades")
}

fn is_title(sheet: &Sheet, tokens: Range<usize>) -> bool {
    if tokens.len() == 1 && is_short(sheet.form(tokens.start)) && sheet.words[tokens.start].capital {
        return true;
    }
    let kinds = Gazetteer::shared().whole(sheet.words[tokens].iter().map(|word| word.low));
    kinds & (gazetteer::TITLE | gazetteer::RANK) != 0
}

/// The tokens of a paragraph that are in names.
pub struct Taken(Vec<u8>);

impl Taken {
    const ACTOR: u8 = 1;
    const PERSON: u8 = 2;

    /// By all names of the paragraph.
    pub fn by(sheet: &Sheet, names: &[Found]) -> Self {
        let mut taken = vec![0; sheet.words.len()];
        for name in names.iter().filter(|name| name.sort != Sort::Other) {
            let by = if name.sort == PERSON { Self::ACTOR | Self::PERSON } else { Self::ACTOR };
            taken[name.start..name.end].iter_mut().for_each(|token| *token |= by);
        }
        Taken(taken)
    }

    fn is_free(&self, at: usize) -> bool {
        self.0[at] == 0
    }

    fn has_person(&self, tokens: Range<usize>) -> bool {
        self.0[tokens].iter().any(|token| token & Self::PERSON != 0)
    }
}

/// The title directly before the name that starts at `start`.
pub fn before(sheet: &Sheet, taken: &Taken, start: usize) -> Option<Range<usize>> {
    let free = |at: usize| taken.is_free(at);
    let mut from = start;
    // "Secretary of State Dr.": one title may stand before another.
    while let Some(longer) = (from.saturating_sub(LONGEST)..from).find(|at| (*at..from).all(free) && is_title(sheet, *at..from)) {
        from = longer;
    }
    if from == start {
        return None;
    }
    while let Some(at) = from.checked_sub(1).filter(|at| free(*at)) {
        let word = &sheet.words[at];
        let form = sheet.form(at);
        let hyphen = form == "-" && at > 0 && free(at - 1) && MODIFIERS.contains(&sheet.form(at - 1));
        let capital = word.capital
            && sheet.words[from].shape != shape::STOPPED
            && !DAYS.contains(&form)
            && word.line == LineCase::Running
            && start - at <= 6
            && !(word.first && OPENERS.contains(&form));
        let joint = matches!(form, "and" | "of" | "for" | "&")
            && at > 0
            && sheet.words[at - 1].capital
            && free(at - 1)
            && sheet.words[from].capital;
        if hyphen || word.is_word && (MODIFIERS.contains(&form) && !word.first || capital || joint && start - at <= 6) {
            from = at;
        } else {
            break;
        }
    }
    Some(from..start)
}

/// The description between commas after the name that ends before `end`.
pub fn after(sheet: &Sheet, taken: &Taken, end: usize) -> Option<Range<usize>> {
    let is = |at: usize, form: &str| sheet.words.get(at).is_some() && sheet.form(at) == form;
    if !is(end, ",") {
        return None;
    }
    let mut start = end + 1;
    // "Roe, 45, a senator"
    if is(start + 1, ",") && matches!(sheet.words[start].shape, shape::NUMBER) {
        start += 2;
    }
    let limit = sheet.words.len().min(start + 18);
    let stop = (start..limit).find(|at| {
        let word = &sheet.words[*at];
        let form = sheet.form(*at);
        let mark = !word.is_word && word.shape == shape::MARK && !matches!(form, "-" | "'s" | "&" | "/");
        mark || word.new_line || word.is_word && ENDS.contains(&form)
    });
    let stop = stop.unwrap_or(limit);
    let closed = stop == sheet.words.len()
        || sheet.words[stop].new_line
        || sheet.words[stop].shape == shape::MARK
        || ENDS.contains(&sheet.form(stop));
    if stop <= start || !closed || taken.has_person(start..stop) {
        return None;
    }
    // The head is a title, and nothing before it is a preposition or begins another phrase: not "asked the judge".
    for head in start..stop {
        let led = head == start || matches!(sheet.form(head - 1), "then" | "now" | "once" | "both") || sheet.form(head - 1).ends_with("ly");
        if !led && DETERMINERS.contains(&sheet.form(head)) {
            return None;
        }
        if (head + 1..=stop.min(head + LONGEST)).any(|to| is_title(sheet, head..to)) {
            return Some(start..stop);
        }
        if matches!(sheet.form(head), "of" | "for" | "in" | "at" | "to" | "from" | "by" | "with" | "on" | "and" | "or") {
            return None;
        }
    }
    None
}

/// The title that a name between commas explains: "the finance minister, [Bo Lind],". The name begins at `start`, its own title included.
pub fn explained(sheet: &Sheet, taken: &Taken, start: usize, end: usize) -> Option<Range<usize>> {
    let is = |at: usize, forms: &[&str]| sheet.words.get(at).is_some() && forms.contains(&sheet.form(at));
    let comma = start.checked_sub(1).filter(|at| is(*at, &[","]))?;
    let closed = end == sheet.words.len() || sheet.words[end].new_line || is(end, &[",", ".", ";", "--"]);
    // "The minister, Bo Lind, and Ann Poe" are several.
    let listed = is(end, &[","]) && (is(end + 1, &["and", "or", "&"]) || end + 1 < sheet.words.len() && taken.has_person(end + 1..end + 2));
    if !closed || listed {
        return None;
    }
    let free = |at: usize| taken.is_free(at) && !sheet.words[at].new_line;
    let mut from = (comma.saturating_sub(LONGEST)..comma).find(|at| (*at..comma).all(free) && is_title(sheet, *at..comma))?;
    // Back to the article or whose it is, over "former", "Russian", "Harbour Board".
    for _ in 0..4 {
        let at = from.checked_sub(1)?;
        let (word, form) = (&sheet.words[at], sheet.form(at));
        if form == "'s" || DETERMINERS.contains(&form) {
            return Some(from..comma);
        }
        if !word.is_word || word.new_line || taken.has_person(at..from) || !word.capital && !MODIFIERS.contains(&form) {
            return None;
        }
        from = at;
    }
    None
}
