//! Sports, where a city is its team: lines of results, where a city is its team: "Lyon 2 Turin 1", "Lyon 4 3 1 0 8 2 10", "Lyon at Turin", "Lyon 195, Turin 429-7";
//! and what only teams do: "Lyon beat Turin", "Lyon striker Jane Roe".

use super::gazetteer::{self, Gazetteer};
use super::label::{Label, Position, Sort};
use super::sheet::{Sheet, shape};
use crate::actors::ActorClass;

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Words with capitals, by their tokens.
    Run(usize, usize),
    /// A number of up to three digits.
    Number,
    /// "v", "vs".
    Against,
    /// "at": the second team plays at home, so its city is meant.
    At,
    /// What parts two results in one line: a comma, "and", "points".
    Link,
    /// Anything else.
    Other,
}

/// Labels the teams in lines of results as organisations; countries stay places and people people.
pub fn label_teams(sheet: &Sheet, labels: &mut [Label]) {
    let mut start = 0;
    while start < sheet.words.len() {
        let end = (start + 1..sheet.words.len()).find(|at| sheet.words[*at].new_line).unwrap_or(sheet.words.len());
        // Prose is longer.
        if end - start <= 24 {
            label_line(sheet, labels, start, end);
        }
        label_prose(sheet, labels, start, end);
        start = end;
    }
}

fn label_line(sheet: &Sheet, labels: &mut [Label], start: usize, end: usize) {
    let parts = parts(sheet, start, end);
    let teams: Vec<(usize, usize)> = match *parts.as_slice() {
        [Part::Run(a, b), Part::Number, Part::Run(c, d), Part::Number] | [Part::Run(a, b), Part::Against, Part::Run(c, d)] => {
            vec![(a, b), (c, d)]
        }
        [Part::Run(a, b), Part::At, Part::Run(_, _)] => vec![(a, b)],
        [Part::Run(a, b), Part::Number, Part::Number, Part::Number, ref rest @ ..] if rest.iter().all(|part| *part == Part::Number) => {
            vec![(a, b)]
        }
        ref parts => {
            let teams = innings(parts);
            // "Roe 32, Keller 18" are players.
            if !teams.iter().any(|&(a, b)| whole(sheet, a, b) & (gazetteer::PLACE | gazetteer::STATE | gazetteer::ORGANISATION) != 0) {
                return;
            }
            teams
        }
    };
    // "Anna Keller 70 68 71": a given name first, or a person by the model.
    let person = |&(a, b): &(usize, usize)| {
        let given = b - a > 1 && sheet.words[a].tables & gazetteer::GIVEN != 0 && sheet.words[a].tables & gazetteer::PLACE == 0;
        given || parts.len() != 4 && (a..b).all(|at| labels[at].sort() == Some(Sort::Actor(ActorClass::Person)))
    };
    if teams.iter().any(|team| person(team) || team.1 - team.0 > 4) {
        return;
    }
    teams.into_iter().for_each(|(a, b)| label_team(sheet, labels, a, b));
}

/// A country stays a place.
fn label_team(sheet: &Sheet, labels: &mut [Label], a: usize, b: usize) {
    open_around(labels, a, b);
    let class = if whole(sheet, a, b) & gazetteer::COUNTRY != 0 { ActorClass::Place } else { ActorClass::Organisation };
    for (at, label) in labels.iter_mut().enumerate().take(b).skip(a) {
        let position = match (at == a, at + 1 == b) {
            (true, true) => Position::Unit,
            (true, false) => Position::Begin,
            (false, true) => Position::Last,
            (false, false) => Position::Inside,
        };
        *label = Label::new(Sort::Actor(class), position);
    }
}

/// Whether a word is what one team does to the other.
fn wins(form: &str) -> bool {
    matches!(
        form,
        "beat" | "beats" | "thrashed" | "thrash" | "trounced" | "outplayed" | "outclassed" | "edged" | "routed" | "downed" | "blanked"
    )
}

/// Whether a word is who plays for a team.
fn plays(form: &str) -> bool {
    matches!(
        form,
        "striker"
            | "midfielder"
            | "goalkeeper"
            | "winger"
            | "defender"
            | "forward"
            | "skipper"
            | "batsman"
            | "bowler"
            | "all-rounder"
            | "quarterback"
            | "fullback"
            | "scrum-half"
            | "fly-half"
    )
}

/// How long the shortest word is that says what teams do or who plays.
const SHORTEST: u8 = 4;

/// "Lyon beat Turin", "Lyon striker Jane Roe": cities of the tables that do what teams do.
fn label_prose(sheet: &Sheet, labels: &mut [Label], start: usize, end: usize) {
    let place = |a: usize, b: usize| whole(sheet, a, b) & (gazetteer::PLACE | gazetteer::STATE | gazetteer::COUNTRY) != 0;
    let city = |&(a, b): &(usize, usize)| {
        let kinds = whole(sheet, a, b);
        kinds & gazetteer::PLACE != 0 && kinds & (gazetteer::COUNTRY | gazetteer::GIVEN) == 0
    };
    let capital = |at: usize| sheet.words.get(at).is_some_and(|word| word.capital);
    let city_from = |a: usize| {
        let b = (a + 1..=end.min(a + 3)).rev().find(|b| capital(a) && place(a, *b))?;
        Some((a, b)).filter(city)
    };
    let city_to = |b: usize| {
        let a = (start.max(b.saturating_sub(3))..b).find(|a| capital(*a) && place(*a, b))?;
        // "Newcastle" of "South Newcastle" is no name of its own.
        Some((a, b)).filter(city).filter(|_| a == start || !capital(a - 1))
    };
    // A city before it, of up to three tokens.
    let mut last_capital = None;
    for at in start..end {
        let word = &sheet.words[at];
        if word.is_word && word.length >= SHORTEST && last_capital.is_some_and(|last| at - last <= 3) {
            let form = sheet.form(at);
            if wins(form) {
                if let (Some(one), Some(other)) = (city_to(at), city_from(at + 1)) {
                    label_team(sheet, labels, one.0, one.1);
                    label_team(sheet, labels, other.0, other.1);
                }
            } else if plays(form)
                && !word.capital
                && let Some((a, b)) = city_to(at)
            {
                label_team(sheet, labels, a, b);
            }
        }
        if word.capital {
            last_capital = Some(at);
        }
    }
}

/// Several results in one line, each a team and its numbers: "Lyon 195, Turin 429-7 and 12". None where anything else stands in the line.
fn innings(parts: &[Part]) -> Vec<(usize, usize)> {
    let mut teams = Vec::new();
    for result in parts.split(|part| *part == Part::Link) {
        let numbers = match *result {
            [Part::Run(a, b), ref numbers @ ..] if !numbers.is_empty() => {
                teams.push((a, b));
                numbers
            }
            ref numbers => numbers,
        };
        if numbers.iter().any(|part| *part != Part::Number) || teams.is_empty() {
            return Vec::new();
        }
    }
    if teams.len() < 2 { Vec::new() } else { teams }
}

/// The kinds of a run in the tables.
fn whole(sheet: &Sheet, a: usize, b: usize) -> u32 {
    Gazetteer::shared().whole(sheet.words[a..b].iter().map(|word| word.low))
}

/// Takes apart names that reach over the edges of a team.
fn open_around(labels: &mut [Label], a: usize, b: usize) {
    let mut from = a;
    while from > 0 && !labels[from].opens() {
        from -= 1;
    }
    let mut to = b;
    while to < labels.len() && !labels[to].opens() {
        to += 1;
    }
    labels[from..to].fill(Label::OUTSIDE);
}

/// The parts of a line; what stands in brackets is left out. None of a line that is no result, as far as its first parts show.
fn parts(sheet: &Sheet, start: usize, end: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut depth = 0;
    for at in start..end {
        // A colon takes away two parts at the most.
        if parts.len() > 2 && parts.contains(&Part::Other) {
            return Vec::new();
        }
        let word = &sheet.words[at];
        match sheet.form(at) {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ if depth > 0 => {}
            "at" if !word.capital || matches!(parts.last(), Some(Part::Run(..))) => parts.push(Part::At),
            "v" | "vs" | "vs." if !word.capital || matches!(parts.last(), Some(Part::Run(..))) => parts.push(Part::Against),
            "," | "and" | "points" if !word.capital => parts.push(Part::Link),
            // "London:" and "At London:" before a result.
            ":" if matches!(*parts.as_slice(), [Part::Run(..)] | [Part::Other | Part::At, Part::Run(..)]) => parts.clear(),
            // Parts of ".567", "1/2", "429-7"; a dash for no number; the stop at the end.
            "." if parts.last() == Some(&Part::Number) => {}
            "." | "/" | "-" if sheet.words.get(at + 1).is_some_and(|next| next.glued && is_number(next.shape)) => {}
            "-" if !word.glued && parts.last() == Some(&Part::Number) => {}
            _ if word.capital => match parts.last_mut() {
                Some(Part::Run(_, run)) if *run == at => *run = at + 1,
                _ => parts.push(Part::Run(at, at + 1)),
            },
            "-" if word.glued && matches!(parts.last(), Some(Part::Run(..))) => {
                if let Some(Part::Run(_, run)) = parts.last_mut() {
                    *run = at + 1;
                }
            }
            form if is_number(word.shape) && (word.length <= 3 || form.starts_with('.')) => parts.push(Part::Number),
            _ => parts.push(Part::Other),
        }
    }
    parts
}

fn is_number(shape: u8) -> bool {
    matches!(shape, shape::NUMBER | shape::YEAR | shape::LONG_NUMBER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn teams(text: &str) -> String {
        let tokens = tokenize(text);
        let mut labels = vec![Label::OUTSIDE; tokens.len()];
        label_teams(&Sheet::new(text, &tokens), &mut labels);
        let found: Vec<_> =
            tokens.iter().zip(&labels).filter(|(_, label)| label.sort_number() > 0).map(|(token, _)| token.text(text)).collect();
        found.join(" ")
    }

    #[test]
    fn scores_standings_and_fixtures() {
        assert_eq!(teams("Lyon 2 East Turin 1 (in 12)"), "Lyon East Turin");
        assert_eq!(teams("Lyon 4 3 1 0 8 2 10"), "Lyon");
        assert_eq!(teams("Lyon at Turin"), "Lyon");
        assert_eq!(teams("Lyon 56 78 .418 16 1/2"), "Lyon");
        assert_eq!(teams("Turin 75 59 .560 -"), "Turin");
        assert_eq!(teams("Geneva (The Green): Lyon 195, East Turin 429-7 (A. Roe 80 not out) and 12."), "Lyon East Turin");
        assert_eq!(teams("Lyon 22 points, Turin 4."), "Lyon Turin");
    }

    #[test]
    fn teams_in_prose() {
        assert_eq!(teams("Lyon beat Turin 2-1 on Friday."), "Lyon Turin");
        assert_eq!(teams("On Friday the former Lyon striker Jane Roe left for Turin."), "Lyon");
        assert_eq!(teams("Heavy rain beat Turin on Friday."), "");
        assert_eq!(teams("France beat Turin on Friday."), "");
        assert_eq!(teams("Turin beat San Marino on Friday."), "");
    }

    #[test]
    fn prose_is_left_alone() {
        assert_eq!(teams("Lyon has 4 bridges and Turin 12."), "");
        assert_eq!(teams("Lyon, Turin and Geneva, 12"), "");
        assert_eq!(teams("May 12, June 14 and July 3"), "");
        assert_eq!(teams("Keller 32, Roe 18"), "");
    }
}
