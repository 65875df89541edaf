//! Capitals and whose they are: "the Laotian capital, Hanoi".

use crate::knowledge::{Country, Tables};
use crate::reading::BlockReading;
use crate::text::{Span, Token, normalised};

/// The country that a name, an adjective or a possessive of it names.
pub(super) fn country_of(words: &str) -> Option<Country> {
    Tables::shared().country_of_either(words.trim_end_matches("'s").trim_end_matches("’s"))
}

/// The country that a name, an adjective, a capital or a state of a federation speaks of.
pub(super) fn country_meant(words: &str) -> Option<Country> {
    let tables = Tables::shared();
    country_of(words).or_else(|| tables.country_of_capital(words)).or_else(|| tables.country_of_state(words))
}

/// Places in a paragraph where a capital is given to another country, each with what is wrong; spans are relative to the paragraph.
pub(super) fn mismatches(text: &str, read: &BlockReading) -> Vec<(Span, String)> {
    let tokens = &read.tokens;
    let page = Page { text, tokens };
    (0..tokens.len()).filter(|at| tokens[*at].text(text) == "capital").filter_map(|at| page.capital(at)).collect()
}

/// A paragraph's words.
struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Page<'_> {
    fn words(&self, first: usize, end: usize) -> Option<&str> {
        let span = self
            .tokens
            .get(first..end)
            .filter(|tokens| !tokens.is_empty())
            .map(|tokens| tokens[0].span.to(tokens[tokens.len() - 1].span))?;
        Some(span.of(self.text))
    }

    /// "the Laotian capital, Hanoi" and "Hanoi, the capital of Laos", by the word "capital".
    fn capital(&self, at: usize) -> Option<(Span, String)> {
        let is = |at: usize, word: &str| self.tokens.get(at).is_some_and(|token| token.text(self.text) == word);
        let span = |first: usize, end: usize| self.tokens[first].span.to(self.tokens[end - 1].span);
        let before =
            (1..=3).rev().filter(|length| at >= *length).find_map(|length| Some((at - length, country_of(self.words(at - length, at)?)?)));
        if let Some((first, country)) = before {
            let mut city = at + 1;
            city += usize::from(is(city, "city"));
            city += usize::from(is(city, "of") || is(city, ","));
            let (end, owner) = (1..=3).rev().find_map(|length| Some((city + length, self.owner(city, city + length)?)))?;
            let shared = self.words(first, at).is_some_and(|words| Tables::shared().is_demonym_of(words, owner));
            return (!self.is_seat(country, city, end) && owner != country && !shared).then(|| {
                (
                    span(first, end),
                    format!("{} is the capital of {}, not of {}", self.words(city, end).unwrap_or(""), owner.name, country.name),
                )
            });
        }
        if !(is(at + 1, "of") && at >= 3 && is(at - 1, "the") && is(at - 2, ",")) {
            return None;
        }
        let of = at + 2 + usize::from(is(at + 2, "the"));
        let named = |length: &usize| self.tokens.get(of + length - 1).is_some_and(|token| token.is_word());
        let lengths = (1..=3).rev().filter(named);
        let (end, country) = lengths.into_iter().find_map(|length| Some((of + length, country_of(self.words(of, of + length)?)?)))?;
        let (first, owner) = (1..=3)
            .rev()
            .filter(|length| at >= 2 + length)
            .find_map(|length| Some((at - 2 - length, self.owner(at - 2 - length, at - 2)?)))?;
        (owner != country && !self.is_seat(country, first, at - 2)).then(|| {
            (
                span(first, end),
                format!("{} is the capital of {}, not of {}", self.words(first, at - 2).unwrap_or(""), owner.name, country.name),
            )
        })
    }

    /// The country whose capital a name is.
    fn owner(&self, first: usize, end: usize) -> Option<Country> {
        self.tokens.get(first).filter(|token| token.capital)?;
        self.tokens.get(end - 1).filter(|token| token.is_word())?;
        Tables::shared().country_of_capital(self.words(first, end)?)
    }

    fn is_seat(&self, country: Country, first: usize, end: usize) -> bool {
        let seat = Tables::shared().capital_of(country.code).map(normalised);
        seat.is_some() && seat == self.words(first, end).map(normalised)
    }
}
