//! What the model sees of a block's tokens: normalised words, shapes, line case, table entries, and which tokens can belong to a name at all.

use super::classes::Classes;
use super::gazetteer::{self, Gazetteer};
use super::hash;
use crate::text::{Quote, Token, TokenKind, sentences};
use std::ops::Range;

/// How a line is written, which decides what a capital says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineCase {
    /// As sentences are: a capital marks a name.
    #[default]
    Running,
    /// As Headlines in Title Case Are.
    Title,
    /// ALL IN CAPITALS.
    Upper,
}

/// One token, as the model sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Hash of the lower-case form; of the mark for other tokens.
    pub low: u32,
    /// Where its lower-case form stands in [`Sheet::lower`].
    pub form: (u32, u32),
    /// A coarse shape, see [`shape`].
    pub shape: u8,
    /// The form's length in characters.
    pub length: u8,
    /// Entries of the tables, as bits of [`gazetteer`]; of words near names, as kind and class are.
    pub tables: u32,
    /// Their [summary](gazetteer::summary).
    pub kind: u32,
    /// Its [class](Classes), from 1; 0 where it is not known.
    pub class: u8,
    /// How its sentence is written.
    pub line: LineCase,
    /// Whether it is the first word of its sentence.
    pub first: bool,
    /// Whether no space stands before it.
    pub glued: bool,
    /// Whether it is a word, not a mark or number.
    pub is_word: bool,
    /// A word that begins with a capital, or has one inside.
    pub capital: bool,
    /// Whether it can belong to a name.
    pub active: bool,
    /// Whether a line break stands before it.
    pub new_line: bool,
}

/// All tokens of one block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// One for each token.
    pub words: Vec<Word>,
    /// The text in lower case, and after it the forms that are not as they stand there.
    pub lower: String,
}

/// The shapes of tokens.
pub mod shape {
    /// A word without capitals.
    pub const LOWER: u8 = 0;
    /// Xxx
    pub const CAPITAL: u8 = 1;
    /// XXX
    pub const UPPER: u8 = 2;
    /// McX, iX
    pub const MIXED: u8 = 3;
    /// X.
    pub const INITIAL: u8 = 4;
    /// X.X.
    pub const DOTTED: u8 = 5;
    /// X
    pub const LETTER: u8 = 6;
    /// A capital and digits: G7
    pub const DIGITS: u8 = 7;
    /// Abbreviation: Xxx.
    pub const STOPPED: u8 = 8;
    /// One or two digits.
    pub const NUMBER: u8 = 9;
    /// Four digits.
    pub const YEAR: u8 = 10;
    /// Any other number.
    pub const LONG_NUMBER: u8 = 11;
    /// Not a word or number; the mark itself says more.
    pub const MARK: u8 = 12;
}

impl Sheet {
    /// Reads a block's tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut lower = String::with_capacity(text.len() + text.len() / 8);
        lower.push_str(text);
        lower.make_ascii_lowercase();
        let mut sheet = Sheet { words: Vec::with_capacity(tokens.len()), lower };
        let mut end = 0;
        for token in tokens {
            let mut word = sheet.word(text, token);
            let gap = text.as_bytes().get(end..token.span.start as usize).unwrap_or_default();
            word.new_line = gap.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            end = token.span.end as usize;
            sheet.words.push(word);
        }
        sheet.mark_sentences(text, tokens);
        sheet.mark_active();
        sheet.mark_tables(Gazetteer::shared(), Classes::shared());
        sheet
    }

    /// A token's lower-case form.
    pub fn form(&self, at: usize) -> &str {
        let (start, end) = self.words[at].form;
        &self.lower[start as usize..end as usize]
    }

    fn word(&mut self, text: &str, token: &Token) -> Word {
        let form = token.text(text);
        let mut word = Word { glued: token.glued, capital: token.capital, ..Word::default() };
        let is_ascii = form.is_ascii();
        word.form = if token.is_word() && is_ascii {
            (token.span.start, token.span.end)
        } else {
            let start = self.lower.len();
            push_form(text, token, &mut self.lower);
            (start as u32, self.lower.len() as u32)
        };
        word.shape = match token.kind {
            TokenKind::Word => {
                word.is_word = true;
                word.capital |= form.bytes().any(|b| b.is_ascii_uppercase());
                // Only a word beyond ASCII has capitals that are not seen by now.
                if word.capital || !is_ascii { shape_of(form, token) } else { shape::LOWER }
            }
            TokenKind::Number => match form.len() {
                1 | 2 => shape::NUMBER,
                4 if form.bytes().all(|b| b.is_ascii_digit()) => shape::YEAR,
                _ => shape::LONG_NUMBER,
            },
            _ => shape::MARK,
        };
        let normal = &self.lower[word.form.0 as usize..word.form.1 as usize];
        word.low = hash::text(normal.as_bytes());
        word.length = if normal.is_ascii() { normal.len() } else { normal.chars().count() }.min(255) as u8;
        word
    }

    fn mark_sentences(&mut self, text: &str, tokens: &[Token]) {
        let mut at = 0;
        for sentence in sentences(text, tokens) {
            let end = at + tokens[at..].partition_point(|token| token.span.start < sentence.end);
            let words = &mut self.words[at..end];
            let line = line_case(words, &tokens[at..end]);
            let mut first = true;
            for word in words {
                word.line = line;
                word.first = first && word.is_word;
                first &= !word.is_word;
            }
            at = end;
        }
    }

    fn mark_active(&mut self) {
        let mut last: Option<usize> = None;
        for at in 0..self.words.len() {
            let word = self.words[at];
            let next = self.words.get(at + 1).is_some_and(|next| next.capital);
            let capital = word.capital && word.is_word && (next || !self.opens(at));
            let number = is_number(word.shape) && (next || last.is_some_and(|l| l + 1 == at));
            if !capital && !number {
                continue;
            }
            if capital {
                let from = last.map_or(0, |last| last + 1).max(at.saturating_sub(4));
                let connected = last.is_some_and(|last| from == last + 1) && (from..at).all(|between| self.connects(between));
                if connected {
                    self.words[from..at].iter_mut().for_each(|word| word.active = true);
                } else {
                    self.mark_particles(at);
                }
            }
            self.words[at].active = true;
            last = Some(at);
        }
        for at in 2..self.words.len() {
            // "Mei-yu": a second syllable in lower case.
            let glued = self.words[at].is_word && self.words[at].glued && self.words[at - 1].glued && self.form(at - 1) == "-";
            if glued && !self.words[at].active && self.words[at - 2].active && self.words[at - 2].capital && self.words[at].length <= 7 {
                self.words[at - 1].active = true;
                self.words[at].active = true;
            }
        }
        for at in 1..self.words.len() {
            // "McDonald's", "Moody's": the possessive may be part of the name.
            if self.words[at - 1].active && self.words[at - 1].capital && self.form(at) == "'s" {
                self.words[at].active = true;
            }
        }
    }

    /// Whether a capital says only that a sentence begins.
    fn opens(&self, at: usize) -> bool {
        let word = self.words[at];
        let may = (word.first || word.length == 1) && word.shape <= shape::LETTER && word.line == LineCase::Running;
        may && OPENERS.contains(&self.form(at))
    }

    /// "al-", "bin", "de" before a capital.
    fn mark_particles(&mut self, at: usize) {
        let mut from = at;
        while from > 0 && at - from < 3 {
            let form = self.form(from - 1);
            if !(PARTICLES.contains(&form) || form == "-" && from > 1 && PARTICLES.contains(&self.form(from - 2))) {
                break;
            }
            from -= 1;
        }
        self.words[from..at].iter_mut().for_each(|word| word.active = true);
    }

    /// Whether a token without a capital may stand inside a name.
    fn connects(&self, at: usize) -> bool {
        let word = self.words[at];
        let form = self.form(at);
        if word.is_word {
            return CONNECTORS.contains(&form) || PARTICLES.contains(&form);
        }
        match form {
            "," => matches!(
                self.words.get(at + 1).map(|_| self.form(at + 1)),
                Some("inc." | "inc" | "ltd." | "ltd" | "llc" | "jr." | "jr" | "sr.")
            ),
            "'s" | "-" | "&" | "." | "/" | "'" | "`" | "!" | "+" | "@" => true,
            _ => is_number(word.shape),
        }
    }

    fn mark_tables(&mut self, gazetteer: &Gazetteer, classes: Classes) {
        let near = self.near_names();
        for word in near.iter().flat_map(|near| near.clone()) {
            let word = &mut self.words[word];
            if word.is_word {
                word.tables = gazetteer.word(word.low);
                word.class = classes.of(word.low);
            }
        }
        for at in near.iter().flat_map(|near| near.clone()) {
            let word = self.words[at];
            if !word.active
                || (at > 0 && word.glued && self.words[at - 1].shape == shape::MARK && self.words[at - 1].low == gazetteer.hyphen)
            {
                continue;
            }
            let Some((length, bits)) = gazetteer.longest(self.words[at..].iter().map(|word| word.low)) else { continue };
            if length == 1 {
                self.words[at].tables |= bits;
            } else {
                for (offset, word) in self.words[at..at + length].iter_mut().enumerate() {
                    word.tables |= gazetteer::in_sequence(bits, offset == 0);
                }
            }
        }
        for at in near.into_iter().flatten() {
            let word = &mut self.words[at];
            if word.tables != 0 {
                word.kind = gazetteer::summary(word.tables);
            }
        }
    }

    /// The words that may be in names, and those beside them, which features look at too: of others, no table is asked.
    fn near_names(&self) -> Vec<Range<usize>> {
        let mut near: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.words.iter().enumerate().filter(|(_, word)| word.active || word.capital) {
            let (from, end) = (at.saturating_sub(REACH), (at + REACH + 1).min(self.words.len()));
            match near.last_mut() {
                Some(last) if last.end >= from => last.end = end,
                _ => near.push(from..end),
            }
        }
        near
    }
}

fn is_number(shape: u8) -> bool {
    matches!(shape, shape::NUMBER | shape::YEAR | shape::LONG_NUMBER)
}

/// How far beside a name's words features look.
pub const REACH: usize = 2;

/// Lower-case words that stand inside names.
const CONNECTORS: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "at", "to", "with", "a", "an", "by", "as", "n", "d", "l", "o", "or", "und", "et", "y", "e", "i",
    "des", "dos", "das", "do", "do", "del", "della", "delle", "der", "den", "het", "les", "los", "las", "en", "au", "aux", "sur", "upon",
    "against",
];

/// Words that open a sentence and are no name unless a capital follows.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "even",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "last",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "no",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "she",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "you",
    "your",
];

/// Lower-case words that begin names.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ur", "as", "ad", "bin", "bint", "ibn", "abu", "ben", "de", "du", "da", "di", "la", "le", "van", "von", "der", "den",
    "ter", "ten", "st", "ultra", "sub",
];

/// Writes a token's normal form: words in lower case with plain apostrophes, digits as zeros, quotation marks by their role.
pub fn push_form(text: &str, token: &Token, into: &mut String) {
    let form = token.text(text);
    let mark = match token.kind {
        TokenKind::Word if form.is_ascii() => {
            let start = into.len();
            into.push_str(form);
            return into[start..].make_ascii_lowercase();
        }
        TokenKind::Word => {
            return into.extend(form.chars().map(|c| if c == '\u{2019}' { '\'' } else { c }).flat_map(char::to_lowercase));
        }
        TokenKind::Number => return into.extend(form.chars().map(|c| if c.is_ascii_digit() { '0' } else { c })),
        TokenKind::Possessive => "'s",
        TokenKind::Open(Quote::Double) => "``",
        TokenKind::Close(Quote::Double) => "\'\'",
        TokenKind::Open(Quote::Single) => "`",
        TokenKind::Close(Quote::Single) => "'",
        TokenKind::Hyphen => "-",
        TokenKind::Dash => "--",
        TokenKind::Stop | TokenKind::Mark => form,
    };
    into.push_str(mark);
}

fn shape_of(form: &str, token: &Token) -> u8 {
    let mut letters = 0;
    let (mut upper, mut digit, mut dots, mut inner_upper) = (0, false, 0, false);
    for c in form.chars() {
        if c == '.' {
            dots += 1;
        } else if c.is_ascii_digit() {
            digit = true;
        } else {
            letters += 1;
            if c.is_uppercase() {
                inner_upper |= letters > 1;
                upper += 1;
            }
        }
    }
    match (letters, upper) {
        (_, 0) => shape::LOWER,
        _ if digit => shape::DIGITS,
        (1, 1) if dots > 0 => shape::INITIAL,
        (1, 1) => shape::LETTER,
        (all, up) if all == up => {
            if dots > 0 {
                shape::DOTTED
            } else {
                shape::UPPER
            }
        }
        _ if inner_upper => shape::MIXED,
        _ if token.stopped => shape::STOPPED,
        _ => shape::CAPITAL,
    }
}

/// How a sentence is written, from its words.
fn line_case(words: &[Word], tokens: &[Token]) -> LineCase {
    let (mut all, mut upper, mut long, mut long_lower, mut long_upper) = (0, 0, 0, 0, 0);
    for (word, token) in words.iter().zip(tokens).filter(|(word, _)| word.is_word) {
        let is_upper = token.upper || matches!(word.shape, shape::LETTER | shape::INITIAL);
        all += 1;
        upper += usize::from(is_upper);
        if word.length >= 4 {
            long += 1;
            long_lower += usize::from(!word.capital);
            long_upper += usize::from(is_upper);
        }
    }
    if all >= 2 && long_upper >= 1 && upper == all || all >= 5 && upper * 10 >= all * 8 {
        LineCase::Upper
    } else if all >= 4 && long >= 3 && long_lower * 7 <= long {
        LineCase::Title
    } else {
        LineCase::Running
    }
}
