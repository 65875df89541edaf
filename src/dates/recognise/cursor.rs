//! A place among the tokens of a paragraph, and looks around it.

use super::{Candidate, Lean, Meaning};
use crate::dates::words::{Unit, Word};
use crate::text::{Span, Token, TokenKind};

/// A place among tokens.
pub(super) struct Cursor<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a [Word],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// The meaning of the word `ahead` tokens further.
    pub fn word(&self, ahead: usize) -> Word {
        self.words.get(self.at + ahead).copied().unwrap_or(Word::Other)
    }

    /// The token `ahead` tokens further.
    pub fn token(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// Its text as written; empty past the end.
    pub fn written(&self, ahead: usize) -> &'a str {
        self.token(ahead).map_or("", |token| token.text(self.text))
    }

    /// The text of the token before the one `ahead`.
    pub fn written_at(&self, ahead: usize, shift: isize) -> &'a str {
        ahead.checked_add_signed(shift).map_or("", |at| self.written(at))
    }

    /// Its text where it is one of the lower-case words of the grammar; first letters may be capitals.
    pub fn lower(&self, ahead: usize) -> &'a str {
        lower(self.written(ahead))
    }

    /// The same for words before the cursor.
    pub fn before(&self, back: usize) -> &'a str {
        self.token_before(back).map_or("", |token| lower(token.text(self.text)))
    }

    /// The word before the cursor as written.
    pub fn written_before(&self, back: usize) -> &'a str {
        self.token_before(back).map_or("", |token| token.text(self.text))
    }

    /// Whether money, shares or their change are spoken of shortly before, in the same sentence.
    pub fn speaks_of_money(&self) -> bool {
        for back in 1..=40 {
            let Some(token) = self.token_before(back) else { return false };
            match token.text(self.text) {
                "share" | "million" | "billion" | "$" | "%" | "percent" | "cents" | "profit" | "net" | "earned" | "revenue" | "sales"
                | "Sales" | "Profit" | "Revenue" | "Net" => {
                    return true;
                }
                _ if token.kind == TokenKind::Stop => return false,
                _ => {}
            }
        }
        false
    }

    /// The meaning of the word `back` tokens before the cursor.
    pub fn word_before(&self, back: usize) -> Word {
        self.at.checked_sub(back).and_then(|at| self.words.get(at).copied()).unwrap_or(Word::Other)
    }

    /// The token before the cursor.
    pub fn token_before(&self, back: usize) -> Option<Token> {
        self.at.checked_sub(back).and_then(|at| self.tokens.get(at).copied())
    }

    /// Whether the token is none of the words that no expression has inside.
    pub fn is_of_grammar(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| !token.is_word() || self.words[self.at + ahead] != Word::Other)
    }

    /// Whether the token is this mark.
    pub fn is(&self, ahead: usize, mark: &str) -> bool {
        self.written(ahead) == mark
    }

    /// Whether the token stands right after the one before, without a space.
    pub fn glued(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| token.glued)
    }

    /// Whether the token is digits.
    pub fn is_digits(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// A year of four digits without a separator.
    pub fn year(&self, ahead: usize) -> Option<i16> {
        let digits = self.written(ahead);
        let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        match self.word(ahead) {
            Word::Number(year) if plain && (1000..2200).contains(&year) => Some(year as i16),
            _ => None,
        }
    }

    /// A year in digits or spelled out ("nineteen ninety-six", "two thousand four"), and how many tokens it takes.
    pub fn long_year(&self, ahead: usize) -> Option<(i16, usize)> {
        if let Some(year) = self.year(ahead) {
            return Some((year, 1));
        }
        let spelled = |at: usize| match self.word(at) {
            Word::Number(number) if !self.is_digits(at) => Some(number as i16),
            _ => None,
        };
        let below_hundred = |at: usize| match spelled(at)? {
            tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) => {
                let hyphen = usize::from(self.is(at + 1, "-"));
                match spelled(at + 1 + hyphen) {
                    Some(ones @ 1..=9) => Some((tens + ones, 2 + hyphen)),
                    _ => Some((tens, 1)),
                }
            }
            number @ 10..=19 => Some((number, 1)),
            _ => None,
        };
        match spelled(ahead)? {
            century @ 15..=20 if spelled(ahead + 1) != Some(100) => {
                let (rest, used) = below_hundred(ahead + 1)?;
                Some((century * 100 + rest, 1 + used))
            }
            2 if spelled(ahead + 1) == Some(1000) => {
                let and = usize::from(self.is(ahead + 2, "and"));
                match (spelled(ahead + 2 + and), below_hundred(ahead + 2 + and)) {
                    (_, Some((rest, used))) => Some((2000 + rest, 2 + and + used)),
                    (Some(rest @ 1..=9), None) => Some((2000 + rest, 3 + and)),
                    _ => Some((2000, 2)),
                }
            }
            _ => None,
        }
    }

    /// Whether the token is a possessive ending.
    pub fn is_possessive(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| token.kind == TokenKind::Possessive)
    }

    /// Whether the token opens or is a quotation mark or apostrophe.
    pub fn is_quote(&self, ahead: usize) -> bool {
        matches!(self.written(ahead), "'" | "’" | "‘")
    }

    /// Whether a word of the grammar is written with a capital inside a sentence, as names of programmes are.
    pub fn is_title(&self, ahead: usize) -> bool {
        let written = self.written(ahead);
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        ahead > 0 && capital(written) && !written.chars().all(char::is_uppercase)
    }

    /// A unit.
    pub fn unit(&self, ahead: usize) -> Option<Unit> {
        match self.word(ahead) {
            Word::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    /// A candidate of the tokens from the cursor on.
    pub fn candidate(&self, count: usize, rule: &'static str, meaning: Meaning) -> Option<(Candidate, usize)> {
        let last = self.tokens.get((self.at + count).checked_sub(1)?)?;
        let span = self.tokens[self.at].span.to(last.span);
        Some((Candidate { span, rule, meaning, modifier: None, weekday: None, lean: Lean::Open, range: false }, self.at + count))
    }

    /// The span of some tokens.
    pub fn span(&self, from: usize, count: usize) -> Span {
        self.tokens[self.at + from].span.to(self.tokens[self.at + from + count - 1].span)
    }

    /// The cursor some tokens back.
    pub fn ahead_back(&self, count: usize) -> Option<Cursor<'a>> {
        Some(Cursor { text: self.text, tokens: self.tokens, words: self.words, at: self.at.checked_sub(count)? })
    }

    /// The cursor some tokens further.
    pub fn ahead(&self, count: usize) -> Cursor<'a> {
        Cursor { text: self.text, tokens: self.tokens, words: self.words, at: self.at + count }
    }
}

/// Words that the patterns ask for, in lower case whatever their first letter is.
fn lower(word: &str) -> &str {
    if !word.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        return word;
    }
    match word {
        "The" => "the",
        "A" => "a",
        "An" => "an",
        "In" => "in",
        "On" => "on",
        "Since" => "since",
        "By" => "by",
        "From" => "from",
        "Until" => "until",
        "During" => "during",
        "Between" => "between",
        "That" => "that",
        "This" => "this",
        "Last" => "last",
        "Next" => "next",
        "More" => "more",
        "Less" => "less",
        "At" => "at",
        "Nearly" => "nearly",
        "Almost" => "almost",
        "Noon" => "noon",
        "Midnight" => "midnight",
        "Fiscal" => "fiscal",
        "Mid" => "mid",
        "Years" => "years",
        "Few" => "few",
        "First" => "first",
        "Half" => "half",
        "Earlier" => "earlier",
        "Later" => "later",
        "Midday" => "midday",
        "Its" => "its",
        "These" => "these",
        "For" => "for",
        "Within" => "within",
        "Some" => "some",
        "Over" => "over",
        "After" => "after",
        "Before" => "before",
        "Of" => "of",
        "To" => "to",
        other => other,
    }
}
