//! Whether the text of an article bears out what its headline has: a name by one of its words, an acronym or a metonym, a number by its value.

use super::Context;
use crate::article::BlockKind;
use crate::knowledge::Tables;
use crate::text::{Span, TokenKind};

/// The article below its headline.
pub(super) struct Body<'a> {
    context: Context<'a>,
    /// The spans of its blocks.
    spans: Vec<Span>,
}

/// Words of names that tell none from another.
const COMMON: [&str; 8] = ["the", "and", "for", "of", "new", "inc", "ltd", "plc"];
/// Nouns of organisations, which an article writes small when it speaks of one again.
const BODIES: [&str; 30] = [
    "Agency",
    "Airlines",
    "Airways",
    "Army",
    "Association",
    "Authority",
    "Bank",
    "Board",
    "Bureau",
    "Commission",
    "Committee",
    "Congress",
    "Corporation",
    "Council",
    "Court",
    "Department",
    "Federation",
    "Foundation",
    "Fund",
    "Government",
    "Group",
    "Institute",
    "Ministry",
    "Navy",
    "Parliament",
    "Party",
    "Police",
    "Senate",
    "Union",
    "University",
];

/// Whether a word is a noun of organisations, as in their names.
pub(super) fn is_body_noun(word: &str) -> bool {
    BODIES.contains(&word)
}

/// How far a headline may round.
const ROUNDING: f64 = 0.15;

/// More numbers than this tell nothing.
const MANY: usize = 200;

impl<'a> Body<'a> {
    pub fn of(context: &Context<'a>) -> Self {
        let blocks = context.reading.article.blocks.iter();
        Body { context: *context, spans: blocks.filter(|block| is_body(block.kind)).map(|block| block.span).collect() }
    }

    /// Whether it has at least so many words.
    pub fn has_words(&self, words: usize) -> bool {
        self.spans.iter().flat_map(|span| self.context.words(*span).split_whitespace()).take(words).count() >= words
    }

    /// Whether it has a word that is, or begins with, another, letter case aside.
    pub fn holds(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.spans.iter().any(|span| {
            let text = self.context.words(*span).to_lowercase();
            text.match_indices(&word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
        })
    }

    /// The same in just these letters.
    fn holds_written(&self, word: &str) -> bool {
        self.spans.iter().any(|span| {
            let text = self.context.words(*span);
            text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
        })
    }

    /// Whether it has any word of a name that tells it from others, its initials, or what an acronym stands for.
    pub fn holds_name(&self, name: &str) -> bool {
        let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let telling = |word: &&str| word.chars().count() > 2 && !COMMON.contains(&word.to_lowercase().as_str());
        let shouted = name.chars().all(|c| !c.is_lowercase());
        let small = |word: &str| shouted || is_body_noun(word) || !word.starts_with(char::is_uppercase);
        if words().filter(telling).any(|word| if small(word) { self.holds(stem(word)) } else { self.holds_written(stem(word)) }) {
            return true;
        }
        let initials: String = words().filter(|word| word.starts_with(char::is_uppercase)).filter_map(|word| word.chars().next()).collect();
        if initials.len() > 1 && self.holds(&initials) {
            return true;
        }
        let acronym: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let short = acronym.len() <= 6 && acronym.chars().filter(|c| c.is_uppercase()).count() > 1;
        short && (self.holds(&acronym) || self.spells_out(&acronym))
    }

    /// Whether a run of its words begins with the letters of an acronym, or a table knows what the acronym stands for and it has a word of that.
    fn spells_out(&self, acronym: &str) -> bool {
        let known = Tables::shared().acronym(acronym).iter().any(|organisation| {
            let words = organisation.name.split(' ').filter(|word| word.len() > 3);
            words.into_iter().any(|word| self.holds(stem(word)))
        });
        let wanted = acronym.to_uppercase();
        known
            || self.spans.iter().any(|span| {
                let words = self.context.words(*span).split(|c: char| !c.is_alphanumeric());
                let capitals = words.filter(|word| word.starts_with(char::is_uppercase) && word.len() > 1);
                let letters: String = capitals.filter_map(|word| word.chars().next()).collect();
                letters.contains(&wanted)
            })
    }

    /// All its numbers, scaled: in digits wherever they stand, in words where they count something.
    pub fn numbers(&self) -> Vec<f64> {
        let kind = |block: u32| self.context.reading.article.blocks[block as usize].kind;
        let figures = self.context.reading.claims.figures.iter().filter(|figure| is_body(kind(figure.block))).map(|figure| figure.value);
        let mut found: Vec<f64> = figures.collect();
        for (_, block, read) in self.context.blocks().filter(|(_, block, _)| is_body(block.kind)) {
            let text = self.context.reading.article.block_text(self.context.text(), block);
            let numbers = read.tokens.iter().filter(|token| token.kind == TokenKind::Number);
            found.extend(numbers.filter_map(|token| token.text(&text).replace(',', "").parse::<f64>().ok()));
        }
        found
    }
}

fn is_body(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Caption | BlockKind::Heading)
}

/// Whether one of the numbers is a value, or one that a headline rounds to it, or two of them are together or apart.
pub(super) fn bears_out(numbers: &[f64], value: f64) -> bool {
    let near = |number: f64| (number - value).abs() <= ROUNDING * value.abs().max(number.abs());
    let scaled = |number: f64| [1.0, 1e3, 1e6, 1e9].into_iter().any(|scale| near(number * scale) || near(number / scale));
    let together = |one: f64| numbers.iter().any(|other| near(one + other) || near((one - other).abs()));
    // Among very many numbers some two always make a third.
    numbers.len() > MANY || numbers.iter().any(|number| scaled(*number) || together(*number))
}

/// A word without the ending of a plural.
fn stem(word: &str) -> &str {
    match word.char_indices().nth(5) {
        Some(_) => word.strip_suffix('s').unwrap_or(word),
        None => word,
    }
}
