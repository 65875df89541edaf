//! Letters that readers need no words for: what stands around them says what bears them, or they are a word in capitals.

use crate::actors::KnownAs;
use crate::knowledge::Tables;
use crate::text::{Token, TokenKind, whole_places};

/// What bears letters for its whole name, in the singular: readers are told what it is.
const KINDS: [&str; 54] = [
    "company",
    "firm",
    "bank",
    "lender",
    "insurer",
    "supplier",
    "retailer",
    "supermarket",
    "store",
    "chain",
    "carrier",
    "airline",
    "carmaker",
    "automaker",
    "maker",
    "manufacturer",
    "producer",
    "brand",
    "label",
    "broadcaster",
    "network",
    "channel",
    "station",
    "website",
    "index",
    "exchange",
    "phone",
    "device",
    "console",
    "browser",
    "software",
    "game",
    "trial",
    "rocket",
    "spacecraft",
    "satellite",
    "giant",
    "conglomerate",
    "subsidiary",
    "arm",
    "regulator",
    "watchdog",
    "agency",
    "operator",
    "ranking",
    "tour",
    "title",
    "utility",
    "charity",
    "contractor",
    "developer",
    "union",
    "party",
    "vaccine",
];

/// What tells what letters are only before them or in apposition: "the QZPA group" may be a group within it.
const APPOSED: [&str; 15] = [
    "organization",
    "organisation",
    "nonprofit",
    "group",
    "coalition",
    "alliance",
    "pollster",
    "drug",
    "hallucinogen",
    "painkiller",
    "stimulant",
    "chemical",
    "pesticide",
    "compound",
    "hormone",
];

/// What ends the names of companies.
const ENDINGS: [&str; 19] = [
    "SA", "AG", "SE", "NV", "plc", "Plc", "PLC", "Inc", "Inc.", "Ltd", "Ltd.", "Corp", "Corp.", "Co.", "GmbH", "SpA", "Group", "Holdings",
    "Bank",
];

/// How far a description after a comma may reach.
const REACH: usize = 8;

/// Whether the words around an acronym say what it is: "the gas supplier QZPA", "the QZPA index", "QZPA, the financing arm of", "shares in QZPA".
pub(super) fn is_described(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    // "QZPA Paribas SA", "QZPA Group"; "the QZPA index".
    let ending = ENDINGS.contains(&word(at + 1)) || ENDINGS.contains(&word(at + 2)) && tokens[at + 1].capital;
    if ending || is_kind(word(at + 1)) || matches!(word(at + 1), "shares" | "stock") {
        return true;
    }
    // "a QZPA poll": of the firm that asked, where no body is known by these letters.
    if word(at + 1) == "poll" && matches!(before(1), "a" | "an" | "new" | "latest") && Tables::shared().acronym(word(at)).is_empty() {
        return true;
    }
    if is_told_kind(before(1)) || before(2) == "shares" && matches!(before(1), "in" | "of") {
        return true;
    }
    let described = word(at + 1) == "," && matches!(word(at + 2), "the" | "a" | "an" | "its") && {
        let words = tokens[at + 3..].iter().take(REACH).take_while(|token| matches!(token.kind, TokenKind::Word | TokenKind::Hyphen));
        let leads_on = |word: &&str| !matches!(*word, "after" | "before" | "of" | "in" | "at" | "on" | "that" | "which" | "with" | "for");
        let words = || words.clone().map(|token| token.text(text));
        words().any(is_kind) || word(at + 2) != "the" && words().take_while(leads_on).any(|word| APPOSED.contains(&word))
    };
    // "the QZPA and NVKX exchanges".
    let paired = word(at + 1) == "and" && tokens.get(at + 2).is_some_and(|other| other.upper) && is_kind(word(at + 3));
    // A title of which the letters are the second word: "the journal PLOS ONE".
    let title = at > 0 && tokens[at - 1].upper && !tokens[at].glued && KnownAs::of(word(at)).is_ordinary();
    described || paired || title || is_introduced(text, tokens, at) || is_listed(text, tokens, at) || is_example(text, tokens, at)
}

/// "instructions per second, or QZPA", "gases known as QZPA": the words before say what the letters are.
fn is_introduced(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].text(text));
    before(2) == "," && before(1) == "or" || matches!((before(2), before(1)), ("known", "as") | ("abbreviated", "to" | "as"))
}

/// "QZPA, Norvik and Arendal Bank": one of a list of names, another of which ends as companies' names do; "two suppliers, Norvik and QZPA".
fn is_listed(text: &str, tokens: &[Token], at: usize) -> bool {
    let back = tokens[..at].iter().rev().take(REACH);
    let mut before = back.skip_while(|token| token.capital || matches!(token.text(text), "," | "and")).map(|token| token.text(text));
    let comma = || tokens[at.saturating_sub(REACH)..at].iter().any(|token| token.text(text) == ",");
    if before.next().is_some_and(|word| word.ends_with('s') && is_kind(word)) && comma() {
        return true;
    }
    let list = tokens[at + 1..].iter().take(REACH).take_while(|token| token.capital || matches!(token.text(text), "," | "and"));
    let mut divided = false;
    list.map(|token| token.text(text)).any(|word| {
        divided |= matches!(word, "," | "and");
        divided && ENDINGS.contains(&word)
    })
}

/// Verbs of prices.
const MOVES: [&str; 16] = [
    "fell", "dropped", "rose", "gained", "jumped", "climbed", "slid", "slipped", "lost", "added", "tumbled", "surged", "advanced", "shed",
    "declined", "plunged",
];

/// "QZPA fell 3.5%", "QZPA dropped in value by 3 percent": letters that are traded are a name.
pub(super) fn is_traded(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut after = tokens[at + 1..].iter().take(2 * REACH).map(|token| token.text(text)).take_while(|word| *word != ".");
    after.by_ref().take(2).any(|word| MOVES.contains(&word)) && after.any(|word| matches!(word, "%" | "percent" | "per" | "points"))
}

/// "stores like Norvik and QZPA", "firms, such as QZPA".
fn is_example(text: &str, tokens: &[Token], at: usize) -> bool {
    let listed = |token: &&Token| token.capital || matches!(token.text(text), "," | "and" | "or");
    let first = at - tokens[..at].iter().rev().take(REACH).take_while(listed).count();
    let word = |back: usize| first.checked_sub(back).map_or("", |at| tokens[at].text(text));
    let lead = match (word(2), word(1)) {
        ("such", "as") => 3,
        (_, "like") => 2,
        _ => return false,
    };
    is_kind(word(lead + usize::from(word(lead) == ",")))
}

fn is_kind(word: &str) -> bool {
    let singular = |end: &str, put: &str| word.strip_suffix(end).map(|stem| format!("{stem}{put}"));
    let forms = [Some(word.to_owned()), singular("s", ""), singular("es", ""), singular("ies", "y")];
    forms.iter().flatten().any(|form| KINDS.contains(&form.as_str()))
}

/// The same, or in apposition.
fn is_told_kind(word: &str) -> bool {
    is_kind(word) || APPOSED.contains(&word)
}

/// "AZ voters", "WKOW reported": the code of a state, the call sign of a station. Either is read as it stands; "the PA" is a body.
pub(super) fn is_code(text: &str, tokens: &[Token], at: usize) -> bool {
    let letters = tokens[at].text(text);
    let is_body = at > 0 && tokens[at - 1].text(text).eq_ignore_ascii_case("the");
    !is_body && (Tables::shared().is_state_code(letters) || is_call_sign(text, tokens, at))
}

/// Words that say that letters are a station's.
const STATIONS: [&str; 8] = ["radio", "Radio", "TV", "television", "FM", "AM", "affiliate", "station"];

/// Stations of the United States have three or four letters, of which the first is a K or a W (Code of Federal Regulations, 47 CFR 73.3550).
fn is_call_sign(text: &str, tokens: &[Token], at: usize) -> bool {
    let letters = tokens[at].text(text);
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let is_told = || {
        STATIONS.contains(&word(at + 1))
            || at > 0 && STATIONS.contains(&word(at - 1))
            || word(at + 1) == "-" && STATIONS.contains(&word(at + 2))
    };
    let is_one = letters.starts_with(['K', 'W']) && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    let affiliate = at > 0 && tokens[at - 1].text(text) == "affiliate";
    is_one && (affiliate || (letters.len() == 4 || letters.len() == 3 && is_told()) && Tables::shared().acronym(letters).is_empty())
}

/// "ROE: We left.": who speaks in a transcript, or a label, at the start of a sentence or right after markup.
pub(super) fn is_label(text: &str, tokens: &[Token], at: usize, sentence: u32) -> bool {
    let starts = tokens[at].span.start == sentence || tokens[at].glued && at > 0 && tokens[at - 1].text(text) == ">";
    starts && is_before(text, tokens, at, ":") && tokens.get(at + 2).is_none_or(|after| !after.glued)
}

/// "PREACH! They left.": a cry.
pub(super) fn is_cry(text: &str, tokens: &[Token], at: usize) -> bool {
    is_before(text, tokens, at, "!")
}

fn is_before(text: &str, tokens: &[Token], at: usize, mark: &str) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.glued && next.text(text) == mark)
}

/// An acronym in the singular: "NHCs".
pub(super) fn bare(acronym: &str) -> &str {
    acronym.strip_suffix('s').filter(|bare| bare.len() >= 2).unwrap_or(acronym)
}

/// Whether letters are a word of the language or a name in capitals, as titles of studies and missions are, and words that shout; short ones are so by
/// chance.
pub(super) fn is_word(letters: &str) -> bool {
    let known = KnownAs::of(letters);
    letters.len() >= LONG && letters.bytes().all(|letter| letter.is_ascii_uppercase()) && (known.is_ordinary() || known.is_plain())
}

/// "TWO men were held", "LEEDS boss": the first words of a paragraph in capitals, as some papers set them, where a table knows them as anything but
/// letters.
pub(super) fn is_opening(text: &str, tokens: &[Token], at: usize) -> bool {
    let opens = |token: &Token| token.upper || matches!(token.kind, TokenKind::Open(_) | TokenKind::Close(_));
    let known = KnownAs::of(tokens[at].text(text));
    tokens[..at].iter().all(opens) && known.is_anything() && !known.is_acronym()
}

/// "NEW DELHI: The court", "PORT HARCOURT (QZP): The mayor": where a paragraph was sent from.
pub(super) fn is_origin(text: &str, tokens: &[Token], at: usize) -> bool {
    let run = tokens.iter().take_while(|token| token.upper && !token.glued).count();
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let agency = if word(run) == "(" && word(run + 2) == ")" { 3 } else { 0 };
    at < run && word(run + agency) == ":" && tokens.get(run + agency + 1).is_some_and(|next| next.capital && !next.upper)
}

/// "(Nasdaq: QZPA)", "(NYSE:QZPA)": what a share is traded as.
pub(super) fn is_ticker(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].text(text));
    before(1) == ":" && before(3) == "(" && before(2).starts_with(char::is_uppercase)
}

/// "It was NOT broke", "a BIG fan": a word of two or three letters that is emphasised; after "the" letters are a body's.
pub(super) fn is_emphasised(text: &str, tokens: &[Token], at: usize) -> bool {
    let letters = tokens[at].text(text);
    let after_the = at > 0 && tokens[at - 1].text(text).eq_ignore_ascii_case("the");
    let known = KnownAs::of(letters);
    letters.len() < LONG && !after_the && known.is_word() && known.is_plain()
}

/// Whether short letters are a word of the language that the text writes in small letters, too: "she did NOT go".
pub(super) fn is_shouted_word(text: &str, letters: &str) -> bool {
    KnownAs::of(letters).is_plain() && whole_places(text, &letters.to_ascii_lowercase()).next().is_some()
}

/// Letters of a word that is none by chance.
const LONG: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn described(text: &str) -> bool {
        let tokens = tokenize(text);
        let at = tokens.iter().position(|token| token.text(text) == "QZPA").expect("the acronym");
        is_described(text, &tokens, at)
    }

    #[test]
    fn words_around_say_what_it_is() {
        for text in [
            "The gas supplier QZPA left.",
            "It chose between two suppliers, Norvik and QZPA.",
            "The QZPA index fell.",
            "Shares in it and shares in QZPA fell.",
            "The QZPA union left.",
            "The QZPA vaccine works.",
            "They sold QZPA Norvik SA in May.",
            "They sold QZPA, the financing arm of Norvik.",
            "Small stores like Norvik and QZPA stay open.",
            "Some firms, such as QZPA, left.",
            "They cut gases known as QZPA in half.",
            "It makes 15 million instructions per second, or QZPA.",
            "The money went to QZPA, Norvik and Arendal Bank, all owned by the state.",
        ] {
            assert!(described(text), "{text}");
        }
        for text in [
            "The QZPA left.",
            "Norvik and QZPA left.",
            "Troops like QZPA left.",
            "The party and the QZPA, who won, left.",
            "QZPA, Norvik and Keller left.",
        ] {
            assert!(!described(text), "{text}");
        }
    }

    #[test]
    fn letters_that_are_traded() {
        let traded = |text: &str| is_traded(text, &tokenize(text), 0);
        assert!(traded("QZPA fell 3.5% on Monday.") && traded("QZPA today dropped in value by 3 percent."));
        assert!(!traded("QZPA fell apart on Monday.") && !traded("QZPA said prices rose 3%."));
    }

    #[test]
    fn words_in_capitals() {
        assert!(is_word("ARIEL") && is_word("PARTY") && !is_word("QZPA") && !is_word("ICE"));
        assert!(
            is_shouted_word("She did not go, did NOT.", "NOT") && !is_shouted_word("A notion.", "NOT") && !is_shouted_word("a qzp", "QZP")
        );
    }

    #[test]
    fn codes_of_states_and_stations() {
        let code = |text: &str, at: usize| is_code(text, &tokenize(text), at);
        assert!(code("AZ voters left.", 0) && code("Jane Roe told KQZP on Monday.", 3) && code("He spoke on WQZ radio.", 3));
        assert!(!code("He told the PA that it was late.", 3) && !code("He told WQZ on Monday.", 2) && !code("The WIPO said so.", 1));
    }

    #[test]
    fn who_speaks_is_a_label() {
        let label = |text: &str| is_label(text, &tokenize(text), 0, 0);
        assert!(label("QZPA: We left.") && !label("QZPA left: it was late.") && !label("QZPA:3 is a mark."));
    }
}
