//! What stands for an actor without naming it, in one paragraph: pronouns, titles alone, descriptions by country; and the paragraph's
//! sentences and quotations, which say what a pronoun may lean on.

use super::Gender;
use crate::knowledge::Tables;
use crate::text::{Quote, Span, Token, TokenKind, sentences};

/// A pronoun, title alone or description; spans are relative to the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominal {
    /// The whole phrase.
    pub span: Span,
    /// What it is.
    pub kind: NominalKind,
}

/// What stands for an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NominalKind {
    /// "he", "her".
    Pronoun(Gender),
    /// "the secretary", "the Chinese foreign minister": the title in lower case, and the country it names.
    Title(String, Option<&'static str>),
    /// "his Chinese counterpart": the country.
    Counterpart(Option<&'static str>),
}

/// How a paragraph is built, for whoever resolves mentions in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discourse {
    /// Pronouns, titles, descriptions, in order.
    pub nominals: Vec<Nominal>,
    /// Where each sentence begins.
    pub sentences: Vec<u32>,
    /// What stands in double quotation marks, in order, the last to the paragraph's end where it is not closed.
    pub quoted: Vec<Span>,
}

impl Discourse {
    /// The number of the sentence that a byte stands in.
    pub fn sentence_of(&self, offset: u32) -> usize {
        self.sentences.partition_point(|start| *start <= offset)
    }

    /// Where the sentence begins that a byte stands in.
    pub fn sentence_start(&self, offset: u32) -> u32 {
        self.sentence_of(offset).checked_sub(1).map_or(0, |at| self.sentences[at])
    }

    /// The sentence that a byte stands in, of a paragraph of so many bytes.
    pub fn sentence_around(&self, offset: u32, length: usize) -> Span {
        let end = self.sentences.get(self.sentence_of(offset)).copied();
        Span { start: self.sentence_start(offset), end: end.unwrap_or(length as u32) }
    }

    /// All sentences of a paragraph of so many bytes, in order.
    pub fn sentence_spans(&self, length: usize) -> impl Iterator<Item = Span> {
        let ends = self.sentences.iter().skip(1).copied().chain([length as u32]);
        self.sentences.iter().zip(ends).map(|(start, end)| Span { start: *start, end })
    }

    /// Whether a span stands in quotation marks.
    pub fn is_quoted(&self, span: Span) -> bool {
        let before = self.quoted.partition_point(|quoted| quoted.start <= span.start);
        self.quoted[..before].last().is_some_and(|quoted| quoted.contains(span))
    }
}

/// The longest title in words.
const LONGEST: usize = 5;

/// Reads one paragraph.
pub fn discourse(text: &str, tokens: &[Token]) -> Discourse {
    let sentences = sentences(text, tokens).into_iter().map(|sentence| sentence.start).collect();
    let mut nominals = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match nominal(text, tokens, at) {
            Some((nominal, next)) => {
                nominals.push(nominal);
                at = next;
            }
            None => at += 1,
        }
    }
    Discourse { nominals, sentences, quoted: quoted(text, tokens) }
}

fn quoted(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<u32> = None;
    for token in tokens {
        match token.kind {
            TokenKind::Open(Quote::Double) => open = Some(token.span.start),
            TokenKind::Close(Quote::Double) => {
                let start = open.take().unwrap_or(if spans.is_empty() { 0 } else { token.span.start });
                spans.push(Span { start, end: token.span.end });
            }
            _ => {}
        }
    }
    spans.extend(open.map(|start| Span { start, end: text.len() as u32 }));
    spans
}

fn nominal(text: &str, tokens: &[Token], at: usize) -> Option<(Nominal, usize)> {
    let token = tokens[at];
    if token.capital && tokens.get(at + 1).is_some_and(|next| next.text(text) == "counterpart") {
        return bare_counterpart(text, tokens, at);
    }
    if token.kind != TokenKind::Word || token.span.len() > 3 {
        return None;
    }
    let word = token.text(text);
    let gender = match word {
        "he" | "He" | "him" | "his" | "His" => Gender::Male,
        "she" | "She" | "her" | "Her" => Gender::Female,
        "the" | "The" => return title(text, tokens, at),
        _ => return None,
    };
    if let Some(found) = matches!(word, "his" | "His" | "her" | "Her").then(|| counterpart(text, tokens, at)).flatten() {
        return Some(found);
    }
    Some((Nominal { span: token.span, kind: NominalKind::Pronoun(gender) }, at + 1))
}

/// The country that an adjective names.
fn country(word: &str) -> Option<&'static str> {
    let known = word.starts_with(char::is_uppercase).then(|| Tables::shared().country_of_either(word)).flatten();
    known.map(|country| country.code)
}

/// "his Chinese counterpart"; one whose name follows is that name's description.
fn counterpart(text: &str, tokens: &[Token], at: usize) -> Option<(Nominal, usize)> {
    let place = country(tokens.get(at + 1)?.text(text));
    let noun = at + 1 + usize::from(place.is_some());
    if tokens.get(noun)?.text(text) != "counterpart" || named_after(text, tokens, noun + 1) {
        return None;
    }
    Some((Nominal { span: tokens[at].span.to(tokens[noun].span), kind: NominalKind::Counterpart(place) }, noun + 1))
}

/// "Chinese counterpart" with nothing that says whose, as headlines have it.
fn bare_counterpart(text: &str, tokens: &[Token], at: usize) -> Option<(Nominal, usize)> {
    let place = country(tokens[at].text(text))?;
    let owned = at.checked_sub(1).is_some_and(|before| matches!(tokens[before].text(text), "his" | "her" | "their" | "its" | "the" | "a"));
    if owned || named_after(text, tokens, at + 2) {
        return None;
    }
    Some((Nominal { span: tokens[at].span.to(tokens[at + 1].span), kind: NominalKind::Counterpart(Some(place)) }, at + 2))
}

/// Whether a name follows, as an apposition or right away.
fn named_after(text: &str, tokens: &[Token], at: usize) -> bool {
    let comma = usize::from(tokens.get(at).is_some_and(|token| token.text(text) == ","));
    tokens.get(at + comma).is_some_and(|token| token.is_word() && token.capital)
}

/// Whether a title may stand for who bears it.
fn stands_alone(title: &str) -> bool {
    Tables::shared().title(title).is_some_and(|title| {
        matches!(title.kind, "office" | "military" | "royal" | "religious" | "business" | "police" | "job" | "academic")
    })
}

/// "the secretary", "the Chinese foreign minister", "the top American diplomat": the longest title of the table there.
fn title(text: &str, tokens: &[Token], at: usize) -> Option<(Nominal, usize)> {
    let mut first = at + 1;
    let top = tokens.get(first)?.text(text) == "top";
    first += usize::from(top);
    let place = country(tokens.get(first)?.text(text));
    first += usize::from(place.is_some());
    tokens.get(first).filter(|token| Tables::shared().may_begin_title(text, **token))?;
    let mut best = None;
    let mut words = String::new();
    for (count, token) in tokens[first..].iter().take(LONGEST).enumerate() {
        if !token.is_word() {
            break;
        }
        if count > 0 {
            words.push(' ');
        }
        let word = token.text(text).to_lowercase();
        words.push_str(&word);
        // "the chief engineer": one title may go on in another.
        let goes_on = || !token.capital && best.as_ref().is_some_and(|(_, next)| *next == first + count) && stands_alone(&word);
        if stands_alone(&words) || goes_on() {
            best = Some((words.clone(), first + count + 1));
        }
    }
    let (words, next) = best?;
    let words = if top && words == "diplomat" { "foreign minister".to_owned() } else { words };
    let follows = tokens.get(next).map_or("", |token| token.text(text));
    // "the president of France", "the minister's office", "the official news agency": more is said, or something else is meant; and who is elected
    // holds no office yet, "the president-elect".
    let more = follows == "of"
        || follows == "-" && tokens.get(next + 1).is_some_and(|token| matches!(token.text(text), "elect" | "designate"))
        || tokens.get(next).is_some_and(|token| token.is_word() && (token.capital || token.text(text).ends_with("general")));
    if more || named_after(text, tokens, next) && follows != "," {
        return None;
    }
    if follows == "," && named_after(text, tokens, next) {
        return None;
    }
    Some((Nominal { span: tokens[at].span.to(tokens[next - 1].span), kind: NominalKind::Title(words, place) }, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> Vec<(String, NominalKind)> {
        discourse(text, &tokenize(text)).nominals.into_iter().map(|nominal| (nominal.span.of(text).to_owned(), nominal.kind)).collect()
    }

    #[test]
    fn sentences_have_their_bytes() {
        let discourse = Discourse { sentences: vec![0, 10, 25], ..Discourse::default() };
        let spans: Vec<Span> = discourse.sentence_spans(40).collect();
        assert_eq!(spans, [Span::new(0, 10), Span::new(10, 25), Span::new(25, 40)]);
        for (offset, sentence) in [(0, spans[0]), (9, spans[0]), (10, spans[1]), (39, spans[2])] {
            assert_eq!(discourse.sentence_around(offset, 40), sentence);
        }
        assert_eq!(Discourse::default().sentence_around(3, 40), Span::new(0, 40));
        assert_eq!(Discourse::default().sentence_spans(40).count(), 0);
    }

    #[test]
    fn finds_what_stands_for_actors() {
        use NominalKind::*;
        assert_eq!(
            read("He met the secretary and his Chinese counterpart."),
            [
                ("He".into(), Pronoun(Gender::Male)),
                ("the secretary".into(), Title("secretary".into(), None)),
                ("his Chinese counterpart".into(), Counterpart(Some("CN"))),
            ]
        );
        assert_eq!(
            read("The Russian foreign minister left."),
            [("The Russian foreign minister".into(), Title("foreign minister".into(), Some("RU")))]
        );
        assert_eq!(read("The president of the club, and the captain, Ann Poe, left."), []);
    }

    #[test]
    fn quoted_words_are_known() {
        let text = "“He left,” she said. “And then";
        let found = discourse(text, &tokenize(text));
        assert!(found.is_quoted(found.nominals[0].span) && !found.is_quoted(found.nominals[1].span));
        assert_eq!(found.sentences.len(), 2);
    }
}
