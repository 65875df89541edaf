//! Capitals and whose they are: "the Laotian capital, Hanoi".

use crate::knowledge::{Country, Tables};
use crate::reading::BlockReading;
use crate::text::{Span, Token, TokenKind, normalised};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Great cities that are no capitals, and the codes of their countries.
static GREAT: LazyLock<FxHashMap<String, &str>> = LazyLock::new(|| {
    let rows = include_str!("data/great-cities.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(code, city)| (normalised(city), code)).collect()
});

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

    /// "the Laotian capital, Hanoi", "Hanoi, the Laotian capital" and "Hanoi, the capital of Laos", by the word "capital".
    fn capital(&self, at: usize) -> Option<(Span, String)> {
        let lengths = (1..=3).rev().filter(|length| at >= *length && self.tokens[at - length].is_word());
        let before = lengths.into_iter().find_map(|length| Some((at - length, country_of(self.words(at - length, at)?)?)));
        match before {
            Some((first, country)) => {
                let named = self.capital_after(at, first, country).or_else(|| self.apposition(at, first, country));
                named.or_else(|| self.great_city(at, first, country))
            }
            None if self.is(at + 1, "of") => self.capital_of(at),
            None => None,
        }
    }

    /// "the Laotian capital, Hanoi", by the word "capital" and the country's.
    fn capital_after(&self, at: usize, first: usize, country: Country) -> Option<(Span, String)> {
        let mut city = at + 1;
        city += usize::from(self.is(city, "city"));
        city += usize::from(self.is(city, "of") || self.is(city, ","));
        let (end, owner) = self.city_from(city)?;
        let shared = self.words(first, at).is_some_and(|words| Tables::shared().is_demonym_of(words, owner));
        self.mismatch((city, end), owner, country, (first, end)).filter(|_| !shared)
    }

    /// "Hanoi, the Laotian capital", "Hanoi, Laos's capital", by the word "capital" and the country's; not one of a row of places.
    fn apposition(&self, at: usize, first: usize, country: Country) -> Option<(Span, String)> {
        let comma = first.checked_sub(if first > 0 && self.is(first - 1, "the") { 2 } else { 1 })?;
        let (city, owner) = self.city_before(comma)?;
        let in_row = city > 0 && matches!(self.words(city - 1, city), Some("," | "and")) || self.is(at + 1, "and");
        let shared = self.words(first, at).is_some_and(|words| Tables::shared().is_demonym_of(words, owner));
        self.mismatch((city, comma), owner, country, (city, at + 1)).filter(|_| !in_row && !shared)
    }

    /// "Hanoi, the capital of Laos", "Hanoi, capital of Laos" and "the capital of Laos, Hanoi", by the word "capital".
    fn capital_of(&self, at: usize) -> Option<(Span, String)> {
        let of = at + 2 + usize::from(self.is(at + 2, "the"));
        let named = |length: &usize| {
            let next = self.tokens.get(of + length);
            // "the capital of British Columbia"
            self.tokens.get(of + length - 1).is_some_and(|token| token.is_word())
                && !next.is_some_and(|next| next.is_word() && next.capital)
        };
        let lengths = (1..=3).rev().filter(named);
        let (end, country) = lengths.into_iter().find_map(|length| Some((of + length, country_of(self.words(of, of + length)?)?)))?;
        let the = at > 0 && self.is(at - 1, "the");
        let before = at.checked_sub(if the { 2 } else { 1 }).and_then(|comma| Some((comma, self.city_before(comma)?)));
        if let Some((comma, (city, owner))) = before {
            return self.mismatch((city, comma), owner, country, (city, end));
        }
        let city = end + usize::from(self.is(end, ","));
        let (last, owner) = self.city_from(city).filter(|_| the && city > end)?;
        let closed = self.tokens.get(last).is_none_or(|next| {
            let next = next.text(self.text);
            [".", ",", "on", "in", "to", "for", "after"].contains(&next)
        });
        self.mismatch((city, last), owner, country, (at, last)).filter(|_| closed)
    }

    /// "the Turkish capital, Istanbul," and "Istanbul, the Turkish capital,": a great city that is no capital, by the word "capital" and the country's.
    /// Not one of a row of places, nor one that was the capital once.
    fn great_city(&self, at: usize, first: usize, country: Country) -> Option<(Span, String)> {
        let is_great = |first: usize, end: usize| {
            let whole = end > 0 && self.tokens.get(end - 1).is_some_and(|token| token.is_word());
            whole && self.words(first, end).is_some_and(|words| GREAT.get(&normalised(words)).is_some_and(|code| *code == country.code))
        };
        let lengths = || (1..=4).rev();
        let article = first > 0 && self.is(first - 1, "the");
        let (city, whole) = if let Some(length) = lengths().find(|length| self.is(at + 1, ",") && is_great(at + 2, at + 2 + length)) {
            let end = at + 2 + length;
            ((at + 2, end), (first, end))
        } else {
            let comma = first.checked_sub(1 + usize::from(article)).filter(|comma| self.is(*comma, ","))?;
            let start = lengths().find_map(|length| comma.checked_sub(length).filter(|start| is_great(*start, comma)))?;
            if start > 0 && matches!(self.words(start - 1, start), Some("," | "and")) {
                return None;
            }
            ((start, comma), (start, at + 1))
        };
        let is_end = |at: usize| self.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Stop || token.text(self.text) == ",");
        let after = city.1.max(at + 1);
        let in_row = self.is(after, ",") && self.tokens.get(after + 1).is_some_and(|next| next.capital || next.text(self.text) == "and");
        // "In 1950 they left the Brazilian capital", "the seat was moved": of another time.
        let earlier = self.tokens.iter().any(|token| {
            let word = token.text(self.text);
            let year = token.kind == TokenKind::Number && word.len() == 4;
            let word = word.to_ascii_lowercase();
            year || ["former", "formerly", "ancient", "imperial", "century", "moved", "until", "empire"].contains(&word.as_str())
        });
        let earlier =
            earlier || (whole.0.saturating_sub(2)..at).any(|at| ["then", "once", "old", "historic"].iter().any(|word| self.is(at, word)));
        let stops = self.tokens.get(after).is_none_or(|token| token.kind == TokenKind::Stop);
        if !is_end(after) || in_row || earlier || !stops && !self.is_in_place(whole.0) {
            return None;
        }
        let capital = Tables::shared().capital_of(country.code)?;
        let span = self.tokens[whole.0].span.to(self.tokens[whole.1 - 1].span);
        let city = self.words(city.0, city.1).unwrap_or_default();
        Some((span, format!("{city} is not the capital of {}: that is {capital}", country.name)))
    }

    /// "They met in the Turkish capital, ...," and "The Turkish capital, ..., shook": whether a phrase that begins at a token is the place of what is told
    /// or begins the sentence. "In the Turkish capital, Istanbul, which won, danced", "unlike the Turkish capital, Istanbul, a port, is loud": what
    /// stands behind the comma begins another phrase.
    fn is_in_place(&self, first: usize) -> bool {
        let is_start = |at: usize| at.checked_sub(1).is_none_or(|before| self.tokens[before].kind == TokenKind::Stop);
        if is_start(first) || self.is(first - 1, "The") && is_start(first - 1) {
            return true;
        }
        let place = first - 1 - usize::from(first > 1 && self.is(first - 1, "the"));
        let Some(before) = place.checked_sub(1).map(|before| self.tokens[before]).filter(|before| before.is_word()) else { return false };
        const JOINING: [&str; 14] =
            ["as", "addition", "apart", "away", "that", "and", "while", "but", "when", "because", "where", "than", "like", "unlike"];
        ["in", "to", "from", "at", "near"].iter().any(|word| self.is(place, word))
            && !JOINING.iter().any(|word| before.text(self.text).eq_ignore_ascii_case(word))
    }

    /// What is wrong with a city, given by its tokens, that is the capital of one country and is called that of another.
    fn mismatch(&self, city: (usize, usize), owner: Country, country: Country, whole: (usize, usize)) -> Option<(Span, String)> {
        if owner == country || self.is_seat(country, city.0, city.1) {
            return None;
        }
        let span = self.tokens[whole.0].span.to(self.tokens[whole.1 - 1].span);
        let city = self.words(city.0, city.1).unwrap_or_default();
        Some((span, format!("{city} is the capital of {}, not of {}", owner.name, country.name)))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text(self.text) == word)
    }

    /// The end of a capital's name that begins at a place, and its country.
    fn city_from(&self, city: usize) -> Option<(usize, Country)> {
        (1..=3).rev().find_map(|length| Some((city + length, self.owner(city, city + length)?)))
    }

    /// Where the name of a capital before a comma begins, and its country.
    fn city_before(&self, comma: usize) -> Option<(usize, Country)> {
        if !self.is(comma, ",") {
            return None;
        }
        let lengths = (1..=3).rev().filter(|length| comma >= *length);
        lengths.into_iter().find_map(|length| Some((comma - length, self.owner(comma - length, comma)?)))
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
