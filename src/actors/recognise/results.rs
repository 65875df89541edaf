//! Lines of sports results, where a city is its team: "Lyon 2 Turin 1", "Lyon 4 3 1 0 8 2 10", "Lyon at Turin".

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
    /// "at", "v", "vs".
    Against,
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
        start = end;
    }
}

fn label_line(sheet: &Sheet, labels: &mut [Label], start: usize, end: usize) {
    let parts = parts(sheet, start, end);
    let teams: Vec<(usize, usize)> = match *parts.as_slice() {
        [Part::Run(a, b), Part::Number, Part::Run(c, d), Part::Number] | [Part::Run(a, b), Part::Against, Part::Run(c, d)] => {
            vec![(a, b), (c, d)]
        }
        [Part::Run(a, b), Part::Number, Part::Number, Part::Number, ref rest @ ..] if rest.iter().all(|part| *part == Part::Number) => {
            vec![(a, b)]
        }
        _ => return,
    };
    // "Anna Keller 70 68 71": a given name first, or a person by the model.
    let person = |&(a, b): &(usize, usize)| {
        let given = b - a > 1 && sheet.words[a].tables & gazetteer::GIVEN != 0 && sheet.words[a].tables & gazetteer::PLACE == 0;
        given || parts.len() != 4 && (a..b).all(|at| labels[at].sort() == Some(Sort::Actor(ActorClass::Person)))
    };
    if teams.iter().any(|team| person(team) || team.1 - team.0 > 4) {
        return;
    }
    for (a, b) in teams {
        open_around(labels, a, b);
        let kinds = Gazetteer::shared().whole(sheet.words[a..b].iter().map(|word| word.low));
        let class = if kinds & gazetteer::COUNTRY != 0 { ActorClass::Place } else { ActorClass::Organisation };
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

/// The parts of a line; what stands in brackets is left out.
fn parts(sheet: &Sheet, start: usize, end: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut depth = 0;
    for at in start..end {
        let word = &sheet.words[at];
        match sheet.form(at) {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ if depth > 0 => {}
            "at" | "v" | "vs" | "vs." if !word.capital || matches!(parts.last(), Some(Part::Run(..))) => parts.push(Part::Against),
            _ if word.capital => match parts.last_mut() {
                Some(Part::Run(_, run)) if *run == at => *run = at + 1,
                _ => parts.push(Part::Run(at, at + 1)),
            },
            "-" if word.glued && matches!(parts.last(), Some(Part::Run(..))) => {
                if let Some(Part::Run(_, run)) = parts.last_mut() {
                    *run = at + 1;
                }
            }
            _ if matches!(word.shape, shape::NUMBER | shape::LONG_NUMBER) && word.length <= 3 => parts.push(Part::Number),
            _ => parts.push(Part::Other),
        }
    }
    parts
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
        assert_eq!(teams("Lyon at Turin"), "Lyon Turin");
    }

    #[test]
    fn prose_is_left_alone() {
        assert_eq!(teams("Lyon beat Turin 2-1 on Friday."), "");
        assert_eq!(teams("Lyon has 4 bridges and Turin 12."), "");
    }
}
