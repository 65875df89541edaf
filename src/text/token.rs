//! Tokens: words, numbers, marks. One pass over the bytes, made for news text.
//!
//! A token never crosses a hyphen or a slash, so "Ching-te", "mid-March" and "30-year" are several tokens, each but the first with
//! [`Token::glued`] set; whoever wants them together joins glued tokens. An abbreviation keeps its full stop ("U.S.", "Gen.", "a.m.",
//! the initial "J."), and a possessive ending is a token of its own.

use super::Span;
use super::words::{WordTable, word_key};
use std::sync::LazyLock;

/// The two kinds of quotation marks; British and American practice nest them either way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quote {
    /// “ ” " « »
    Double,
    /// ‘ ’ '
    Single,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, digits after a letter, apostrophes inside ("don't"), the stop of an abbreviation.
    Word,
    /// Digits, with commas and points between digits ("1,000", "3.5").
    Number,
    /// 's or the bare apostrophe after s.
    Possessive,
    /// An opening quotation mark; a straight one is judged by what stands beside it.
    Open(Quote),
    /// A closing quotation mark.
    Close(Quote),
    /// - or a hyphen of Unicode, inside a compound or not.
    Hyphen,
    /// – or — or two hyphens in a row.
    Dash,
    /// . ! ? … that is not part of a word.
    Stop,
    /// Any other mark.
    Mark,
}

/// One token; its span is relative to the text that was tokenised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// No space between it and the token before.
    pub glued: bool,
    /// A word that begins with an upper-case letter.
    pub capital: bool,
    /// A word of two letters or more, all upper case.
    pub upper: bool,
    /// A word that ends in the full stop of an abbreviation or initial.
    pub stopped: bool,
    /// A word's number in a [`WordTable`](super::WordTable); 0 for what is no word.
    pub(super) key: u16,
}

impl Token {
    /// The token's text.
    pub fn text(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// Whether it is a word.
    pub fn is_word(self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// What may follow an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// A name or a number: the abbreviation never ends a sentence.
    Always,
    /// Anything.
    Any,
}

static ABBREVIATIONS: LazyLock<WordTable<Follows>> = LazyLock::new(|| {
    include_str!("data/abbreviations.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(form, follows)| (form, if follows == "before" { Follows::Always } else { Follows::Any }))
        .collect()
});

/// How an abbreviation without its last stop is known, if it is.
pub(super) fn abbreviation(word: &str) -> Option<Follows> {
    ABBREVIATIONS.of(word).copied()
}

/// The tokens of `text` in order. Whitespace, no-break spaces included, is between tokens and in none.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, tokens: Vec::with_capacity(text.len() / 5 + 4), space: true };
    while scanner.at < text.len() {
        scanner.next();
    }
    scanner.tokens
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    tokens: Vec<Token>,
    /// Whether whitespace, or nothing, stands before `at`.
    space: bool,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn push(&mut self, end: usize, kind: TokenKind) {
        let span = Span::new(self.at, end);
        let (mut capital, mut upper, mut stopped, mut key) = (false, false, false, 0);
        if kind == TokenKind::Word {
            let word = &self.text[self.at..end];
            capital = word.starts_with(char::is_uppercase);
            stopped = word.ends_with('.');
            let mixed = || word.as_bytes()[1..].first().is_some_and(u8::is_ascii_lowercase) || word.contains(char::is_lowercase);
            upper = capital && !mixed() && word.chars().filter(|c| c.is_uppercase()).nth(1).is_some();
            key = word_key(word);
        }
        self.tokens.push(Token { span, kind, glued: !self.space, capital, upper, stopped, key });
        self.at = end;
        self.space = false;
    }

    fn next(&mut self) {
        let Some(c) = self.char_at(self.at) else { return };
        let end = self.at + c.len_utf8();
        match c {
            'a'..='z' | 'A'..='Z' => self.word(),
            c if c.is_whitespace() || is_invisible(c) => {
                self.at = end;
                self.space |= c.is_whitespace();
            }
            '0'..='9' => self.number(),
            c if c.is_alphanumeric() => self.word(),
            '"' => {
                let kind = if self.opens(end) { TokenKind::Open(Quote::Double) } else { TokenKind::Close(Quote::Double) };
                self.push(end, kind);
            }
            '\u{201C}' | '\u{201E}' | '\u{AB}' | '\u{201F}' => self.push(end, TokenKind::Open(Quote::Double)),
            '\u{201D}' | '\u{BB}' => self.push(end, TokenKind::Close(Quote::Double)),
            '\u{2018}' | '\u{201A}' | '\u{201B}' => self.push(end, TokenKind::Open(Quote::Single)),
            // As the wires write them: two backticks, two apostrophes.
            '`' if self.bytes.get(end) == Some(&b'`') => self.push(end + 1, TokenKind::Open(Quote::Double)),
            '`' => self.push(end, TokenKind::Open(Quote::Single)),
            '\'' if self.bytes.get(end) == Some(&b'\'') => {
                let kind = if self.opens(end + 1) { TokenKind::Open(Quote::Double) } else { TokenKind::Close(Quote::Double) };
                self.push(end + 1, kind);
            }
            '\'' | '\u{2019}' => self.apostrophe(c, end),
            '-' if self.bytes.get(end) == Some(&b'-') => {
                let run = self.bytes[self.at..].iter().take_while(|&&b| b == b'-').count();
                self.push(self.at + run, TokenKind::Dash);
            }
            '-' | '\u{2010}' | '\u{2011}' => self.push(end, TokenKind::Hyphen),
            '\u{2012}'..='\u{2015}' => self.push(end, TokenKind::Dash),
            '.' | '!' | '?' | '\u{2026}' => {
                let run = self.bytes[self.at..].iter().take_while(|&&b| b == b'.').count();
                self.push(if run > 1 { self.at + run } else { end }, TokenKind::Stop);
            }
            _ => self.push(end, TokenKind::Mark),
        }
    }

    /// Whether a straight mark that ends at `end` opens: nothing, space or an opening mark before it, and no space after it.
    fn opens(&self, end: usize) -> bool {
        let free = self.space
            || self.tokens.last().is_some_and(|token| match token.kind {
                TokenKind::Open(_) | TokenKind::Dash => true,
                TokenKind::Mark => matches!(token.text(self.text), "(" | "[" | "{" | "/"),
                _ => false,
            });
        free && self.char_at(end).is_some_and(|c| !c.is_whitespace())
    }

    fn number(&mut self) {
        let mut end = self.at;
        while let Some(&byte) = self.bytes.get(end) {
            let inner = matches!(byte, b',' | b'.') && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_digit() && !inner {
                break;
            }
            end += 1;
        }
        self.push(end, TokenKind::Number);
    }

    fn word(&mut self) {
        let mut end = self.at;
        loop {
            // Of most words that is all.
            while self.bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
                end += 1;
            }
            let Some(c) = self.char_at(end) else { break };
            let after = end + c.len_utf8();
            let apostrophe = matches!(c, '\'' | '\u{2019}');
            let inside = c.is_alphanumeric()
                || is_joiner(c)
                || apostrophe && self.char_at(after).is_some_and(char::is_alphabetic) && !self.is_possessive(after)
                || c == '&' && self.joins_ampersand(end);
            if inside {
                end = after;
            } else if c == '.' && self.keeps_stop(end) {
                end = after;
                if !self.char_at(end).is_some_and(char::is_alphabetic) {
                    break;
                }
            } else {
                break;
            }
        }
        self.push(end, TokenKind::Word);
    }

    /// Whether the letters from `at` are the s of a possessive and nothing more.
    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S'))
            && !self.char_at(at + 1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}'))
    }

    /// Whether the stop at `stop` belongs to the word before it: an initial, "U.S.", "a.m." or a known abbreviation.
    fn keeps_stop(&self, stop: usize) -> bool {
        let word = &self.text[self.at..stop];
        let last = word.rsplit('.').next().unwrap_or(word);
        let mut letters = last.chars();
        let single = letters
            .next()
            .filter(|c| c.is_alphabetic())
            .is_some_and(|c| letters.next().is_none() && (c.is_uppercase() || word.contains('.') || self.letter_and_stop(stop + 1)));
        if single {
            return true;
        }
        !word.contains('.') && abbreviation(word).is_some() && self.abbreviation_stands(word, stop + 1)
    }

    /// Whether one letter and a stop follow: the first half of "a.m.", "e.g.", "u.k.".
    fn letter_and_stop(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|c| c.is_alphabetic() && self.bytes.get(at + c.len_utf8()) == Some(&b'.'))
    }

    /// Short words that are also abbreviations ("no.", "co.", "mo.") are so only where it shows: a capital first, and for "No." a number after.
    fn abbreviation_stands(&self, word: &str, after: usize) -> bool {
        let next = self.text[after.min(self.text.len())..].trim_start().chars().next();
        match word {
            "No" | "Nos" | "no" | "nos" | "fig" | "Fig" => next.is_some_and(|c| c.is_ascii_digit()),
            _ if abbreviation(word) == Some(Follows::Always) => {
                (word.starts_with(char::is_uppercase) || word == "vs" || word == "viz") && next.is_some_and(|c| c.is_alphanumeric())
            }
            "etc" | "ft" => true,
            _ => word.starts_with(char::is_uppercase),
        }
    }

    /// "AT&T", "R&D": capitals on both sides and no space.
    fn joins_ampersand(&self, at: usize) -> bool {
        self.text[self.at..at].chars().all(char::is_uppercase) && self.char_at(at + 1).is_some_and(char::is_uppercase)
    }

    fn apostrophe(&mut self, c: char, end: usize) {
        let after_word = !self.space && self.tokens.last().is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        if after_word && self.is_possessive(end) {
            return self.push(end + 1, TokenKind::Possessive);
        }
        if after_word && self.tokens.last().is_some_and(|t| t.text(self.text).ends_with('s')) && !self.in_single_quotes() {
            return self.push(end, TokenKind::Possessive);
        }
        if c == '\'' && self.opens(end) && !self.elides(end) {
            return self.push(end, TokenKind::Open(Quote::Single));
        }
        if self.space && self.elides(end) {
            return self.push(end, TokenKind::Mark);
        }
        self.push(end, TokenKind::Close(Quote::Single));
    }

    /// Whether the last single mark before here is an opening one.
    fn in_single_quotes(&self) -> bool {
        let last = self.tokens.iter().rev().find(|t| matches!(t.kind, TokenKind::Open(Quote::Single) | TokenKind::Close(Quote::Single)));
        last.is_some_and(|token| token.kind == TokenKind::Open(Quote::Single))
    }

    /// An apostrophe for something left out: '90s, 'em, 'til, 'tis, 'cause.
    fn elides(&self, end: usize) -> bool {
        let rest = &self.bytes[end..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        digits == 2 || ["em ", "til ", "tis ", "twas ", "cause "].iter().any(|form| rest.starts_with(form.as_bytes()))
    }
}

/// Zero-width marks and byte-order marks: neither text nor space.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}' | '\u{202A}'..='\u{202E}')
}

/// Combining marks continue a word.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).into_iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn keeps_abbreviations_whole() {
        assert_eq!(
            words("Maj. Gen. Ann J. Poe of the U.S. said No. 5 at 3 a.m. today."),
            ["Maj.", "Gen.", "Ann", "J.", "Poe", "of", "the", "U.S.", "said", "No.", "5", "at", "3", "a.m.", "today", "."]
        );
        assert_eq!(words("She said no. He may."), ["She", "said", "no", ".", "He", "may", "."]);
        assert_eq!(words("in May. Co. Ltd. and so"), ["in", "May", ".", "Co.", "Ltd.", "and", "so"]);
    }

    #[test]
    fn splits_compounds_and_marks_them_glued() {
        let text = "Lai Ching-te (D-CA)";
        let tokens = tokenize(text);
        assert_eq!(words(text), ["Lai", "Ching", "-", "te", "(", "D", "-", "CA", ")"]);
        assert_eq!(tokens.iter().map(|t| t.glued).collect::<Vec<_>>(), [false, false, true, true, false, true, true, true, true]);
    }

    #[test]
    fn tells_quotes_from_apostrophes() {
        let kinds =
            |text: &str| -> Vec<TokenKind> { tokenize(text).into_iter().map(|t| t.kind).filter(|k| *k != TokenKind::Word).collect() };
        use TokenKind::*;
        assert_eq!(kinds("\u{201C}It isn\u{2019}t China\u{2019}s\u{201D}"), [Open(Quote::Double), Possessive, Close(Quote::Double)]);
        assert_eq!(kinds("the officials\u{2019} plan"), [Possessive]);
        assert_eq!(
            kinds("\"It's 'fine' now\""),
            [Open(Quote::Double), Possessive, Open(Quote::Single), Close(Quote::Single), Close(Quote::Double)]
        );
        assert_eq!(kinds("the '90s"), [Mark, Number]);
    }

    #[test]
    fn numbers_keep_separators() {
        assert_eq!(words("1,000 rose 3.5% to $40bn, 10:30"), ["1,000", "rose", "3.5", "%", "to", "$", "40", "bn", ",", "10", ":", "30"]);
    }

    #[test]
    fn no_break_space_separates() {
        assert_eq!(words("BIDEN\u{A0}FACES AT&T"), ["BIDEN", "FACES", "AT&T"]);
    }
}
