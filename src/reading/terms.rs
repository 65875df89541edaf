//! How long somebody is sent to prison for: "sentenced to 12 years", "gets 14 months in jail".

use super::page::Page;
use crate::claims::numbers;
use crate::text::Span;

/// A prison term that a court imposes, where it stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// How long.
    pub months: u16,
    /// Where.
    pub span: Span,
}

/// Where a term is served,
const PRISON: [&str; 7] = ["prison", "jail", "custody", "imprisonment", "detention", "bars", "incarceration"];
/// the verbs that send there,
const SENT: [&str; 3] = ["sentenced", "jailed", "imprisoned"];
/// and those that do so where the prison is named.
const GIVEN: [&str; 10] = ["gets", "got", "gave", "given", "receives", "received", "handed", "ordered", "spend", "serve"];
/// One of these words is in every sentence that tells of a term.
pub(super) const CUES: [&[&str]; 2] = [&PRISON, &SENT];
/// What makes a punishment one that is not imposed here and now, or not on one alone, or not to be suffered.
#[rustfmt::skip]
pub(super) const OTHERWISE: &[&str] = &[
    "agreed", "already", "appeal", "argued", "asked", "both", "carries", "carry", "combined", "commuted", "concurrent", "concurrently", "consecutive",
    "consecutively", "could", "demanded", "each", "earlier", "face", "faced", "faces", "facing", "initially", "originally", "overturned",
    "parole", "plea", "previously", "probation", "reduced", "recommended", "requested", "respectively", "seek", "seeking", "served", "serving",
    "should", "sought", "supervised", "suspended", "total", "upheld", "would",
];
/// What makes it a bound or a part of one, near before it.
#[rustfmt::skip]
const LOOSE: [&str; 13] = [
    "additional", "another", "between", "extra", "further", "least", "less", "maximum", "minimum", "more", "most", "much", "up",
];

/// Those of a sentence.
pub(super) fn terms(page: Page<'_>) -> Vec<Term> {
    let is_sent = |at: usize| page.is(at, &SENT) && !page.is(at.checked_sub(1), &["be"]);
    let sent = (0..page.tokens.len()).any(is_sent);
    if !(sent || page.has(&GIVEN) && page.has(&PRISON)) || page.has(OTHERWISE) {
        return Vec::new();
    }
    numbers(page.text, page.tokens).into_iter().filter_map(|(value, at)| term(&page, value, at)).collect()
}

/// The term whose number begins at a token.
fn term(page: &Page<'_>, value: f64, at: usize) -> Option<Term> {
    const YEARS: [&str; 2] = ["year", "years"];
    const MONTHS: [&str; 2] = ["month", "months"];
    let is_unit = |at: &usize| page.is(*at, &YEARS) || page.is(*at, &MONTHS);
    let unit = (at + 1..at + 4).find(is_unit)?;
    let months = if page.is(unit, &YEARS) { 12.0 * value } else { value };
    let near = |from: usize, words: &[&str]| {
        (from..from + 4).take_while(|at| page.tokens.get(*at).is_some_and(|token| token.is_word())).any(|at| page.is(at, words))
    };
    let before = || (at.saturating_sub(5)..at).rev();
    let loose = (at.saturating_sub(3)..at).any(|at| page.is(at, &LOOSE));
    let sentenced = page.is(at.checked_sub(1), &["to", "for"]) && before().any(|at| page.is(at, &SENT));
    let old = page.is(unit + 1, &["old", "-"]);
    // "three years and six months" is one term, of which this reads a part; another year is another term.
    let goes_on = page.is(unit + 1, &["and"]) || page.is(at.checked_sub(1), &["and", "or"]);
    let dated = before().chain(unit + 1..unit + 6).any(|at| page.is(at, &["in"]) && page.is_year(at + 1));
    let counts = (near(unit + 1, &PRISON) || sentenced) && !old && !goes_on && !dated && !loose;
    let whole = months.fract() == 0.0 && (1.0..=2400.0).contains(&months);
    (counts && whole).then(|| Term { months: months as u16, span: page.tokens[at].span.to(page.tokens[unit].span) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn a_term_is_one_that_is_imposed() {
        let read = |text: &str| {
            let tokens = tokenize(text);
            terms(Page { text, tokens: &tokens }).into_iter().map(|term| (term.months, term.span.of(text).to_owned())).collect::<Vec<_>>()
        };
        for (text, months, words) in [
            ("She was sentenced on Tuesday to 12 years in prison.", 144, "12 years"),
            ("The judge ordered her to spend 18 months behind bars.", 18, "18 months"),
            ("Roe was jailed for two years.", 24, "two years"),
            ("Roe got a 12-year prison sentence.", 144, "12-year"),
        ] {
            assert_eq!(read(text), [(months, words.to_owned())], "{text}");
        }
        for text in [
            "She will be sentenced to 12 years.",
            "She could be sentenced to 12 years in prison.",
            "She was sentenced to up to 12 years in prison.",
            "She was sentenced in 2019 to 12 years in prison.",
            "Each was sentenced to 12 years in prison.",
            "He had served 12 years in prison.",
            "He got the job 12 years ago.",
            "Roe, 19 years old, was jailed.",
            "He was jailed for two years and six months.",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
