//! `placeholder`: something was to be filled in.

use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, Token, TokenKind};

pub(super) const RULE: Rule = Rule {
    code: "placeholder",
    level: Level::Warning,
    summary: "TK, XXX, [CHECK], lorem ipsum: something is still to be filled in",
    check,
};

/// What a note to the desk in square brackets begins with.
const NOTES: &[&str] = &[
    "CHECK",
    "TK",
    "CONFIRM",
    "VERIFY",
    "INSERT",
    "ADD",
    "FIX",
    "NAME",
    "DATE",
    "NUMBER",
    "SOURCE",
    "QUERY",
    "TODO",
    "TBD",
    "TBC",
    "XX",
    "FILL",
    "CITE",
    "LINK",
    "ASK",
    "PLACEHOLDER",
    "WHO",
    "AGE",
    "TITLE",
    "QUOTE",
    "PHOTO",
    "PICTURE",
];

/// What a note in small letters begins with, and what it asks for.
const ASKS: &[&str] = &["check", "insert", "add", "confirm", "verify"];
const THINGS: &[&str] = &[
    "spelling", "name", "names", "link", "links", "quote", "quotes", "photo", "age", "date", "figure", "figures", "title", "source",
    "fact", "facts",
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in context.found(placeholders) {
        for (span, what) in found.items {
            let span = span.shift(found.block.span.start);
            if is_spoken_of(context, span) {
                continue;
            }
            findings.push(Finding::new(RULE.code, RULE.level, span, format!("{what}: “{}” is still to be filled in", context.words(span))));
        }
    }
}

/// "Reporters write “TK” for what is to come": whether a placeholder is all of a quotation that is nobody's words.
fn is_spoken_of(context: &Context<'_>, span: Span) -> bool {
    let Some(quotation) = context.quotation_around(span) else { return false };
    let block = context.reading.article.blocks[quotation.block as usize].span;
    let before = context.words(Span { start: block.start, end: quotation.span.start }).trim_end();
    let after = context.words(Span { start: quotation.span.end, end: block.end }).trim_start();
    let inner = context.words(quotation.inner);
    // "“TK,” she said": the words are to come.
    let said = inner.ends_with([',', '.']) && quotation.claim.is_some()
        || before.ends_with([',', ':'])
        || before.is_empty()
        || ["said", "says", "he ", "she ", "they "].iter().any(|word| after.starts_with(word));
    !said && inner.trim_matches([',', '.', ' ']) == context.words(span).trim_end_matches('.')
}

/// The placeholders of one block and what they are; spans are relative to it.
fn placeholders(text: &str, read: &BlockReading) -> Vec<(Span, &'static str)> {
    let tokens = &read.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((length, what)) = placeholder(text, tokens, at) else {
            at += 1;
            continue;
        };
        found.push((tokens[at].span.to(tokens[at + length - 1].span), what));
        at += length;
    }
    found
}

/// How many tokens from here on are a placeholder, and of what kind.
fn placeholder(text: &str, tokens: &[Token], at: usize) -> Option<(usize, &'static str)> {
    let token = tokens[at];
    let word = token.text(text);
    // Most words begin otherwise than any placeholder.
    if !matches!(word.as_bytes().first(), Some(b'[' | b'(' | b'T' | b'X' | b'x' | b'L' | b'l' | b'F' | b'N' | b'Q' | b'0' | b'?')) {
        return None;
    }
    match token.kind {
        TokenKind::Mark if word == "[" => note(text, tokens, at),
        TokenKind::Mark if word == "(" => asked(text, tokens, at).map(|length| (length, "Note to the desk")),
        TokenKind::Stop if word == "?" => unknown(text, tokens, at).map(|length| (length, "Placeholder")),
        TokenKind::Number if word == "00" => no_amount(text, tokens, at).map(|length| (length, "Placeholder")),
        TokenKind::Word if matches!(word, "TODO" | "FIXME") && is_order(text, tokens, at) => Some((1, "Note to the desk")),
        TokenKind::Word if matches!(word, "NAME" | "QUOTE") && is_to_come(text, tokens, at) => Some((3, "Placeholder")),
        TokenKind::Word if word == "xx" => no_age(text, tokens, at).map(|length| (length, "Placeholder")),
        TokenKind::Word if is_tk(word) && !is_mark(text, tokens, at) => Some((1, "Placeholder")),
        TokenKind::Word if is_amount(word) => Some((1, "Placeholder")),
        TokenKind::Word if word.len() >= 2 && word.bytes().all(|b| b == b'X') && !is_numeral_or_name(text, tokens, at) => {
            Some((1, "Placeholder"))
        }
        TokenKind::Word if word.eq_ignore_ascii_case("lorem") && follows(text, tokens, at, "ipsum") => {
            Some((filler(tokens, at), "Filler text"))
        }
        _ => None,
    }
}

/// "£XXm": an amount with its scale.
fn is_amount(word: &str) -> bool {
    let bare = ["m", "bn", "tn"].iter().find_map(|scale| word.strip_suffix(scale));
    bare.is_some_and(|bare| bare.len() >= 2 && bare.bytes().all(|b| b == b'X'))
}

/// TK, TKTK, TKs: "to come" in newsroom spelling, which no English word contains.
fn is_tk(word: &str) -> bool {
    let bare = word.strip_suffix('s').unwrap_or(word);
    bare.len() >= 2 && bare.len().is_multiple_of(2) && bare.as_bytes().chunks(2).all(|pair| pair == b"TK")
}

/// "TODO: ask the mayor", and no "TODO list".
fn is_order(text: &str, tokens: &[Token], at: usize) -> bool {
    let begins = at.checked_sub(1).is_none_or(|before| tokens[before].kind == TokenKind::Stop);
    let capital = || tokens.get(at + 1).is_some_and(|next| next.is_word() && next.capital && !next.upper);
    follows(text, tokens, at, ":") || begins && !capital()
}

/// "TK Maxx", "flight TK 1721", "TK 500 crore": a firm, an airline's code, the currency of Bangladesh.
fn is_mark(text: &str, tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1).filter(|next| !next.glued);
    tokens[at].text(text) == "TK"
        && next.is_some_and(|next| next.kind == TokenKind::Number || next.is_word() && next.capital && !next.upper)
}

/// "Super Bowl XX", "the XXX Corps": a Roman numeral beside a name; "XX chromosome".
fn is_numeral_or_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].text(text).len();
    let capital = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word() && token.capital);
    let sentence_start = at.checked_sub(2).and_then(|before| tokens.get(before)).is_none_or(|token| token.kind == TokenKind::Stop);
    let hyphened = follows(text, tokens, at, "-") && follows(text, tokens, at + 1, "rated");
    let rated = hyphened || at > 0 && tokens[at - 1].text(text) == "rated";
    let named = rated || capital(at.checked_sub(1)) && !sentence_start || capital(Some(at + 1));
    named && word <= 3 || follows(text, tokens, at, "chromosome") || follows(text, tokens, at, "chromosomes")
}

fn follows(text: &str, tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at + 1).is_some_and(|token| token.text(text).eq_ignore_ascii_case(word))
}

/// "(age?)", "(CHECK SPELLING)".
fn asked(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let [first, second, close] = tokens.get(at + 1..at + 4)? else { return None };
    let (first, second) = (first.text(text), second.text(text));
    let is_thing = |word: &str| THINGS.contains(&word);
    let small = is_thing(first) && second == "?";
    let shouted = || first.to_lowercase() != first && first.chars().chain(second.chars()).all(char::is_uppercase);
    let checked = || shouted() && ASKS.contains(&first.to_lowercase().as_str()) && is_thing(&second.to_lowercase());
    (close.text(text) == ")" && (small || checked())).then_some(4)
}

/// "???" with a space or a bracket before it, outside of what somebody wrote.
fn unknown(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let length = tokens[at..].iter().take_while(|token| token.text(text) == "?").count();
    let before = at.checked_sub(1).map(|before| tokens[before]);
    let free = !tokens[at].glued || before.is_some_and(|before| before.text(text) == "(");
    let quoted = tokens.iter().any(|token| matches!(token.kind, TokenKind::Open(_) | TokenKind::Close(_)));
    (length >= 3 && free && !quoted && before.is_some_and(|before| before.kind != TokenKind::Stop)).then_some(length)
}

/// "£00m", "$00 million": an amount that is none.
fn no_amount(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    const SCALES: [&str; 7] = ["m", "bn", "tn", "k", "million", "billion", "trillion"];
    let currency = tokens[at].glued && at > 0 && matches!(tokens[at - 1].text(text), "$" | "£" | "€");
    (currency && tokens.get(at + 1).is_some_and(|scale| SCALES.contains(&scale.text(text)))).then_some(2)
}

/// "xx years old", "xx-year-old".
fn no_age(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let is = |words: &[&str]| words.iter().enumerate().all(|(ahead, word)| follows(text, tokens, at + ahead, word));
    (is(&["years", "old"]) || is(&["-", "year", "-", "old"])).then_some(1)
}

/// "NAME TO COME" in a text that is not all in capitals.
fn is_to_come(text: &str, tokens: &[Token], at: usize) -> bool {
    let to_come = |ahead: usize, word: &str| tokens.get(at + ahead).is_some_and(|token| token.text(text) == word);
    to_come(1, "TO") && to_come(2, "COME") && text.contains(|c: char| c.is_lowercase())
}

/// "[CHECK WITH DESK]", "[TK]", "[NAME?]": capitals in square brackets, or a word in capitals before a colon; "[insert link]".
fn note(text: &str, tokens: &[Token], at: usize) -> Option<(usize, &'static str)> {
    let close = (at + 1..tokens.len().min(at + 12)).find(|&at| tokens[at].text(text) == "]")?;
    let inside = &tokens[at + 1..close];
    let first = inside.first()?.text(text);
    let begins = NOTES.contains(&first) || is_tk(first);
    let shouted = inside.iter().filter(|token| token.is_word()).all(|token| !token.text(text).chars().any(char::is_lowercase));
    // "[PHOTO: Nordwire]" tells whose the picture is.
    let labelled = !matches!(first, "PHOTO" | "PICTURE") && inside.get(1).is_some_and(|next| next.text(text) == ":");
    let asked = inside.len() == 2 && ASKS.contains(&first) && THINGS.contains(&inside[1].text(text));
    (begins && (shouted || labelled) || asked).then_some((close + 1 - at, "Note to the desk"))
}

/// Filler text runs to the end of its sentence, or to the mark that closes its quotation.
fn filler(tokens: &[Token], at: usize) -> usize {
    let end = (at..tokens.len()).find(|&at| matches!(tokens[at].kind, TokenKind::Stop | TokenKind::Close(_)));
    end.map_or(tokens.len() - at, |end| end + usize::from(tokens[end].kind == TokenKind::Stop) - at)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_what_is_to_come() {
        fires(
            "placeholder",
            &[
                "The minister met <TK> officials.",
                "It sold <TKTK> tonnes.",
                "The plant, <[CHECK]> the owner said, closed.",
                "It cost <XXX> dollars.",
                "It cost £<XXm> to build.",
                "The label said “the <lorem ipsum>” and nothing else, she said.",
                "<Lorem ipsum dolor sit amet.> The plant closed.",
                "He was aged <[TK]> years.",
                "<[CHECK: does it open on Mondays?]> The port closed. TK Maxx opened.",
                "The port closed <[insert link]> at noon.",
                "It cost £<00m> to build.",
                "Ann Roe <(age?)> closed the port.",
                "Ann Rowe <(CHECK SPELLING)> closed the port.",
                "The mayor, <NAME TO COME>, closed the port.",
                "It sold <???> tonnes.",
                "The mayor, who is <xx> years old, left.",
                "The port closed. <TODO>: ask why.",
                "The port closed. <[QUOTE]> It opens in May.",
                "“<TK>,” Ann Roe said on Monday.",
            ],
        );
    }

    #[test]
    fn leaves_numerals_and_bracketed_words() {
        silent(
            "placeholder",
            &[
                "He watched Super Bowl XX at home.",
                "They [the owners] left.",
                "Fans of Malcolm X came.",
                "He [Check the video] left.",
                "It was an XXX-rated film.",
                "Reporters put “TK” for what is to come, and the words “lorem ipsum” for a text.",
                "He sold 00 gauge trains at $0.00 (spelling and all). What???",
                "THE NAME TO COME NEXT IS ROE",
                "She keeps a TODO list. The FIXME Film Week opened. [PHOTO: Nordwire]",
                "TK Maxx sold it. Flight TK 1721 landed. The film is rated XXX.",
            ],
        );
    }
}
