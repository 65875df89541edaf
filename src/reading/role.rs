//! What a sum of money is: stolen, or the penalty that a court imposes.

use super::page::Page;
use super::terms::OTHERWISE;
use crate::claims::{Bound, Figure};
use crate::text::Span;

/// What a sum of money is to those in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody stole it.
    Loot,
    /// Somebody is to pay it, here and now, for an offence.
    Penalty,
}

/// Verbs and nouns that make it loot,
#[rustfmt::skip]
const STOLEN: [&str; 15] = [
    "defraud", "defrauded", "defrauding", "embezzle", "embezzled", "embezzlement", "embezzling", "steal", "stealing", "steals", "stole",
    "stolen", "swindled", "swindling", "theft",
];
/// or a penalty.
const FINED: [&str; 5] = ["fine", "fined", "fines", "penalty", "penalties"];
/// Who says that somebody must pay.
const COURTS: [&str; 6] = ["court", "judge", "magistrate", "magistrates", "tribunal", "jury"];
/// How many words before a sum the verb may stand.
const REACH: usize = 4;

/// What a figure of a sentence is.
pub(super) fn role(page: Page<'_>, figure: &Figure) -> Option<Role> {
    if !matches!(figure.unit, Some("dollars" | "pounds" | "euros" | "yen" | "yuan" | "rubles" | "rupees")) {
        return None;
    }
    let place = |offset: u32| page.tokens.partition_point(|token| token.span.start < offset);
    let Span { start, end } = figure.span;
    let (first, after) = (place(start), place(end));
    let near = |reach: usize, words: &[&str]| {
        let mut before = (first.saturating_sub(reach)..first).rev().take_while(|at| !page.is(*at, &[",", ";"]));
        before.any(|at| page.is(at, words))
    };
    if near(REACH, &STOLEN) {
        return Some(Role::Loot);
    }
    let counted = figure.key.rsplit(' ').next().unwrap_or_default();
    let must_pay = || {
        let told = page.is(first.checked_sub(1), &["pay"]) && near(REACH, &["must", "to"]);
        told && counted.is_empty() && page.has(&COURTS)
    };
    let is_penalty = FINED.contains(&counted) || counted.is_empty() && near(REACH, &FINED) || must_pay();
    // "was fined $750,000 in 2021" for something else.
    let dated = page.is(after, &["in"]) && page.is_year(after + 1);
    let certain = matches!(figure.bound, Bound::Exactly | Bound::About);
    (is_penalty && certain && !dated && !page.has(OTHERWISE)).then_some(Role::Penalty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::recognise;
    use crate::text::tokenize;

    #[test]
    fn a_sum_is_what_the_words_around_it_say() {
        let read = |text: &str| {
            let tokens = tokenize(text);
            let claims = recognise(text, &tokens);
            claims.figures().iter().map(|figure| role(Page { text, tokens: &tokens }, figure)).collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("She pleaded guilty to stealing $870,000 from the port.", Some(Role::Loot)),
            ("Norrvik Lines has been fined £1.4m for the spill.", Some(Role::Penalty)),
            ("Norrvik Lines must pay £1.2 million for the spill, a judge ruled.", Some(Role::Penalty)),
            ("He also got a $250,000 fine.", Some(Role::Penalty)),
            ("It was also told to pay £86,000 in costs, the court said.", None),
            ("The company was fined £750,000 in 2021.", None),
            ("It could be fined £750,000.", None),
            ("The bridge cost £750,000.", None),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }
}
