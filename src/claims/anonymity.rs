//! Anonymous sources: the nouns that name nobody, where anonymity is granted, and where a reason for it is given.

use super::words::lowered;
use crate::text::{Span, Token, TokenKind, WordTable};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Where a paragraph grants anonymity, and why; spans are relative to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grant {
    pub granted: Span,
    pub reason: Option<Span>,
}

static NOUNS: LazyLock<FxHashMap<Box<[u8]>, bool>> = LazyLock::new(|| {
    let rows = rows(include_str!("data/anonymous.tsv"));
    rows.flat_map(|(one, several)| [(one.as_bytes().into(), false), (several.as_bytes().into(), true)]).collect()
});

/// A phrase by its words.
type Phrase = Vec<&'static str>;

struct Phrases {
    /// By the first words, which are left out.
    granted: WordTable<Vec<Phrase>>,
    reasons: Vec<Phrase>,
    /// How the words begin of which one makes what an anonymous source says of itself a reason.
    fears: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let of = |kind: &'static str| {
        rows(include_str!("data/anonymity.tsv")).filter(move |row| row.0 == kind).map(|(_, phrase)| phrase.split(' ').collect::<Phrase>())
    };
    let mut granted: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for mut phrase in of("granted") {
        granted.entry(phrase.remove(0)).or_default().push(phrase);
    }
    let fears = of("fear").flatten().collect();
    Phrases { granted: granted.into_iter().collect(), reasons: of("reason").collect(), fears }
});

fn rows(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Whether a word is a noun for people without a name, and whether for several.
pub(super) fn anonymous_noun(word: &str) -> Option<bool> {
    lowered(word, |bytes| NOUNS.get(bytes).copied())
}

/// Where a paragraph grants anonymity.
pub(super) fn grants(text: &str, tokens: &[Token]) -> Vec<Grant> {
    let mut found: Vec<Grant> = Vec::new();
    let phrases = &*PHRASES;
    for at in 0..tokens.len() {
        let Some(begun) = phrases.granted.get(text, tokens[at]).filter(|_| tokens[at].is_word()) else { continue };
        let end = begun.iter().filter_map(|rest| matches(text, tokens, at + 1, rest)).max();
        let Some(end) = end else { continue };
        if found.last().is_some_and(|last| last.granted.end > tokens[at].span.start) {
            continue;
        }
        let granted = tokens[at].span.to(tokens[end - 1].span);
        // "was not authorized to speak publicly" is its own reason.
        let own = tokens[at].text(text).eq_ignore_ascii_case("not").then_some(granted);
        found.push(Grant { granted, reason: own.or_else(|| reason(text, tokens, end)) });
    }
    // "on condition of anonymity because he was not authorized to speak": one grant, with a reason.
    let mut at = 1;
    while at < found.len() {
        let (before, this) = (found[at - 1], found[at]);
        if before.reason.is_some_and(|reason| reason.overlaps(this.granted)) {
            found.remove(at);
        } else {
            at += 1;
        }
    }
    found
}

/// One past the phrase's last token, if it stands at `at`.
fn matches(text: &str, tokens: &[Token], at: usize, phrase: &[&str]) -> Option<usize> {
    let Some((first, rest)) = phrase.split_first() else { return Some(at) };
    if *first == "*" {
        return matches(text, tokens, at, rest)
            .or_else(|| tokens.get(at).filter(|t| t.is_word()).and_then(|_| matches(text, tokens, at + 1, rest)));
    }
    let token = tokens.get(at).filter(|token| token.text(text).eq_ignore_ascii_case(first));
    token.and_then(|_| matches(text, tokens, at + 1, rest))
}

/// The reason that begins at a token, up to a comma or the sentence's end.
fn reason(text: &str, tokens: &[Token], from: usize) -> Option<Span> {
    let mut at = from;
    // "on the condition of anonymity, citing the talks"; "asked not to be named because"
    if tokens.get(at).is_some_and(|token| token.text(text) == ",") {
        at += 1;
    }
    let length = PHRASES.reasons.iter().filter_map(|phrase| matches(text, tokens, at, phrase)).max()?;
    // "for a story", "as he left" are reasons only with words after; "to The Post" is an addressee.
    let next = tokens.get(length)?;
    let opener = tokens[at].text(text);
    if opener.eq_ignore_ascii_case("to") && (next.capital || ["the", "a", "reporters", "journalists"].contains(&next.text(text))) {
        return None;
    }
    // "declined to be named by the court reporter": another's.
    const AFTER_BODY: [&str; 14] =
        ["in", "on", "at", "for", "because", "until", "as", "to", "and", "after", "under", "during", "that", "last"];
    if opener.eq_ignore_ascii_case("by") && next.is_word() && !next.capital && !AFTER_BODY.contains(&next.text(text)) {
        return None;
    }
    let end = tokens[length..].iter().position(|token| {
        matches!(token.kind, TokenKind::Stop | TokenKind::Dash | TokenKind::Open(_) | TokenKind::Close(_))
            || matches!(token.text(text), "," | ";")
    });
    let last = end.map_or(tokens.len(), |end| length + end).checked_sub(1)?;
    // "saying he was tired" is a statement, and no fear or duty.
    let stop = tokens[length..].iter().position(|token| token.kind == TokenKind::Stop).map_or(tokens.len(), |stop| length + stop);
    let told =
        || tokens[length..stop].iter().any(|token| PHRASES.fears.iter().any(|fear| token.text(text).to_lowercase().starts_with(fear)));
    if opener.eq_ignore_ascii_case("saying") && !told() {
        return None;
    }
    // "by the judge" needs no more words.
    (last >= length || length > at + 1).then(|| tokens[at].span.to(tokens[last].span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> Vec<(&str, Option<&str>)> {
        let grants = grants(text, &tokenize(text));
        grants.iter().map(|grant| (grant.granted.of(text), grant.reason.map(|reason| reason.of(text)))).collect()
    }

    #[test]
    fn tells_a_grant_with_a_reason_from_one_without() {
        assert_eq!(read("An aide, who spoke on the condition of anonymity, said so."), [("on the condition of anonymity", None)]);
        assert_eq!(
            read("An aide spoke on condition of anonymity because the talks are private."),
            [("on condition of anonymity", Some("because the talks are private"))]
        );
        assert_eq!(
            read("A diplomat spoke on condition of anonymity to describe the mood in the room."),
            [("on condition of anonymity", Some("to describe the mood in the room"))]
        );
        assert_eq!(
            read("Two aides who were not authorized to speak publicly said so."),
            [("not authorized to speak", Some("not authorized to speak"))]
        );
        assert_eq!(read("He asked not to be named."), [("asked not to be named", None)]);
        assert_eq!(read("An aide who declined to be named, saying he was tired, left."), [("declined to be named", None)]);
        assert_eq!(
            read("An aide who declined to be named, saying he feared for his job, left."),
            [("declined to be named", Some("saying he feared for his job"))]
        );
        assert_eq!(read("An aide was granted anonymity by the court."), [("granted anonymity", Some("by the court"))]);
        assert_eq!(read("An aide who declined to be named by the court reporter left."), [("declined to be named", None)]);
    }

    #[test]
    fn an_addressee_is_no_reason() {
        assert_eq!(read("An aide spoke on condition of anonymity to The Herald."), [("on condition of anonymity", None)]);
    }
}
