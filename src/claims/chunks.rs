//! Phrases of a sentence: noun phrases, verb groups and what stands between them. One pass, no tree.

use super::quotes::Quoted;
use super::words::{Form, Tag, Word};
use crate::text::{Token, TokenKind};

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A noun phrase without what follows its head: "the former mayor".
    Noun,
    /// "he", "they"; also "him", "everyone".
    Pronoun,
    /// "Monday night", "last week".
    Time,
    /// A finite verb with its auxiliaries and adverbs.
    Verb,
    /// A verb in -ing without an auxiliary.
    Ing,
    /// "to" and a verb.
    Infinitive,
    Preposition,
    /// "according to"
    According,
    Conjunction,
    Subordinator,
    Wh,
    Adverb,
    Comma,
    Semicolon,
    Colon,
    Dash,
    /// (...) or [...]
    Bracket,
    /// A quotation, marks included.
    Quote,
    Stop,
    Other,
}

/// One phrase, by tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub kind: Kind,
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// A verb group's verb; elsewhere its last token.
    pub head: u32,
    /// A verb group in the passive, or a participle alone that may be one.
    pub passive: bool,
    /// A verb group with no auxiliary.
    pub bare: bool,
    /// For a quotation: its number.
    pub quote: u32,
}

impl Chunk {
    pub fn is_nominal(self) -> bool {
        matches!(self.kind, Kind::Noun | Kind::Pronoun)
    }

    pub fn is_verb(self) -> bool {
        matches!(self.kind, Kind::Verb | Kind::Ing | Kind::Infinitive)
    }
}

pub(super) struct Chunker<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub tagged: &'a [Word],
    pub quotes: &'a [Quoted],
    pub end: usize,
}

impl Chunker<'_> {
    /// Divides `tokens[first..end]` into phrases.
    pub fn run(&self, first: usize, chunks: &mut Vec<Chunk>) {
        let mut at = first;
        while at < self.end {
            let chunk = self.next(at);
            at = (chunk.end as usize).max(at + 1);
            chunks.push(chunk);
            if chunk.kind == Kind::Pronoun && self.tagged[chunk.first as usize].tag == Tag::SubjectAuxiliary {
                // "they've said": the pronoun has its auxiliary inside.
                if let Some(group) = self.verb_group(at, false) {
                    at = group.end as usize;
                    chunks.push(Chunk { bare: false, ..group });
                }
            }
        }
    }

    fn tag(&self, at: usize) -> Tag {
        if at < self.end { self.tagged[at].tag } else { Tag::Mark }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        at < self.end && self.tokens[at].text(self.text).eq_ignore_ascii_case(word)
    }

    fn make(&self, kind: Kind, first: usize, end: usize) -> Chunk {
        Chunk { kind, first: first as u32, end: end as u32, head: end as u32 - 1, passive: false, bare: false, quote: 0 }
    }

    /// The quotation that begins at a token.
    fn quote_at(&self, at: usize) -> Option<(usize, &Quoted)> {
        let number = self.quotes.partition_point(|quote| (quote.first as usize) < at);
        self.quotes.get(number).filter(|quote| quote.first as usize == at).map(|quote| (number, quote))
    }

    fn next(&self, at: usize) -> Chunk {
        if let Some((number, quote)) = self.quote_at(at) {
            let end = (quote.end as usize).min(self.end);
            return Chunk { quote: number as u32, ..self.make(Kind::Quote, at, end) };
        }
        let one = |kind| self.make(kind, at, at + 1);
        let token = self.tokens[at];
        match token.kind {
            TokenKind::Stop => return one(Kind::Stop),
            TokenKind::Dash => return one(Kind::Dash),
            TokenKind::Hyphen => return one(if token.glued { Kind::Other } else { Kind::Dash }),
            TokenKind::Mark => return self.mark(at),
            TokenKind::Possessive if self.tag(at) == Tag::Be => {}
            TokenKind::Open(_) | TokenKind::Close(_) | TokenKind::Possessive => return one(Kind::Other),
            TokenKind::Word | TokenKind::Number => {}
        }
        if self.is(at, "according") && self.is(at + 1, "to") {
            return self.make(Kind::According, at, at + 2);
        }
        match self.tag(at) {
            Tag::Subject | Tag::Object | Tag::Indefinite | Tag::SubjectAuxiliary => one(Kind::Pronoun),
            Tag::Conjunction => one(Kind::Conjunction),
            Tag::Wh => one(Kind::Wh),
            Tag::Subordinator if self.is(at, "once") && matches!(self.tag(at + 1), Tag::Verb(Form::Past | Form::PastOrParticiple)) => {
                one(Kind::Adverb)
            }
            Tag::Subordinator => one(Kind::Subordinator),
            Tag::Preposition
                if self.is(at, "at") && (self.is(at + 1, "least") || self.is(at + 1, "most")) && self.tag(at + 2) == Tag::Number =>
            {
                Chunk { first: at as u32, ..self.noun_phrase(at + 2) }
            }
            Tag::Preposition => one(Kind::Preposition),
            Tag::Time => self.time(at),
            Tag::To => self.infinitive(at),
            Tag::Modal | Tag::Be | Tag::Have | Tag::Do => self.verb_group(at, false).unwrap_or_else(|| one(Kind::Other)),
            Tag::Verb(Form::Ing | Form::PastOrParticiple | Form::Participle) if self.modifies(at) => self.noun_phrase(at),
            Tag::Verb(_) => self.verb_group(at, false).unwrap_or_else(|| one(Kind::Other)),
            Tag::Adverb => self.verb_group(at, true).unwrap_or_else(|| one(Kind::Adverb)),
            Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Name | Tag::Number => self.noun_phrase(at),
            Tag::Mark => one(Kind::Other),
        }
    }

    fn mark(&self, at: usize) -> Chunk {
        let one = |kind| self.make(kind, at, at + 1);
        match self.tokens[at].text(self.text) {
            "," => one(Kind::Comma),
            ";" => one(Kind::Semicolon),
            ":" => one(Kind::Colon),
            "(" | "[" => {
                let close = (at + 1..self.end.min(at + 60)).find(|&end| matches!(self.tokens[end].text(self.text), ")" | "]"));
                close.map_or(one(Kind::Other), |close| self.make(Kind::Bracket, at, close + 1))
            }
            "$" | "£" | "€" | "@" | "#" => self.noun_phrase(at),
            _ => one(Kind::Other),
        }
    }

    /// "Monday night"; a time word that goes on into a noun is part of a noun phrase: "Monday's vote".
    fn time(&self, at: usize) -> Chunk {
        let mut end = at + 1;
        while matches!(self.tag(end), Tag::Time | Tag::Number) && end < self.end {
            end += 1;
        }
        if self.goes_on(end - 1) { self.noun_phrase(at) } else { self.make(Kind::Time, at, end) }
    }

    /// Whether the noun phrase goes on after a time word.
    fn goes_on(&self, at: usize) -> bool {
        let end = at + 1;
        end < self.end
            && (self.tokens[end].kind == TokenKind::Possessive
                || (matches!(self.tag(end), Tag::Noun) && !self.is(end, "ago"))
                || (self.tokens[end].kind == TokenKind::Hyphen && self.tokens[end].glued))
    }

    fn is_quantifier(&self, at: usize) -> bool {
        ["some", "several", "many", "most", "few", "all", "both", "another", "these", "those", "this"].iter().any(|word| self.is(at, word))
    }

    fn infinitive(&self, at: usize) -> Chunk {
        let mut verb = at + 1;
        while self.tag(verb) == Tag::Adverb && verb < self.end {
            verb += 1;
        }
        if matches!(self.tag(verb), Tag::Verb(Form::Base) | Tag::Be | Tag::Have | Tag::Do)
            && let Some(group) = self.verb_group(verb, false)
        {
            return Chunk { kind: Kind::Infinitive, first: at as u32, ..group };
        }
        self.make(Kind::Preposition, at, at + 1)
    }

    /// Auxiliaries, adverbs and a verb.
    fn verb_group(&self, first: usize, needs_verb: bool) -> Option<Chunk> {
        let (mut be, mut auxiliary) = (false, false);
        let mut last = None;
        let mut at = first;
        while at < self.end && self.quote_at(at).is_none() {
            match self.tag(at) {
                Tag::Adverb => {}
                // "has since said", "once said"
                Tag::Subordinator if at > first && auxiliary && (self.is(at, "since") || self.is(at, "once")) => {}
                Tag::Be => {
                    be = true;
                    auxiliary = true;
                    last = Some(at);
                }
                Tag::Modal | Tag::Have | Tag::Do => {
                    auxiliary = true;
                    last = Some(at);
                }
                Tag::Verb(form) => {
                    if form == Form::Ing && !be {
                        if auxiliary || (needs_verb && at == first) {
                            break;
                        }
                        return Some(Chunk { head: at as u32, bare: true, ..self.make(Kind::Ing, first, at + 1) });
                    }
                    if auxiliary && matches!(form, Form::Third | Form::Past) {
                        break;
                    }
                    let passive = match form {
                        Form::PastOrParticiple => be,
                        Form::Participle => be || !auxiliary,
                        _ => false,
                    };
                    return Some(Chunk { head: at as u32, passive, bare: !auxiliary, ..self.make(Kind::Verb, first, at + 1) });
                }
                _ => break,
            }
            at += 1;
        }
        last.map(|head| Chunk { head: head as u32, ..self.make(Kind::Verb, first, head + 1) })
    }

    /// Whether a participle stands before a noun it belongs to, at the start of a phrase: "leading candidates". Not after a comma or a noun.
    fn modifies(&self, at: usize) -> bool {
        let starts = at == 0 || matches!(self.tag(at.saturating_sub(1)), Tag::Preposition | Tag::Determiner | Tag::Possessive);
        starts && self.tagged[at].cue == 0 && self.tag(at + 1) == Tag::Noun && at + 1 < self.end
    }

    fn noun_phrase(&self, first: usize) -> Chunk {
        let mut at = first;
        let mut open = true;
        while at < self.end {
            let token = self.tokens[at];
            if at > first
                && let Some((_, quote)) = self.quote_at(at)
            {
                // A scare quote inside a phrase: 'the so-called "snow clause" of the law'.
                let end = quote.end as usize;
                if end - at <= 7 && end < self.end && open && matches!(self.tag(end), Tag::Noun) {
                    at = end;
                    continue;
                }
                break;
            }
            match token.kind {
                TokenKind::Possessive => {
                    at += 1;
                    open = true;
                    continue;
                }
                TokenKind::Hyphen if token.glued && at > first => {
                    let next = self.tokens.get(at + 1).filter(|next| next.glued && at + 1 < self.end);
                    if next.is_none_or(|next| !matches!(next.kind, TokenKind::Word | TokenKind::Number)) {
                        break;
                    }
                    // "al-Holm said": a name closes the phrase.
                    open = !self.tokens[at + 1].capital;
                    at += 2;
                    continue;
                }
                TokenKind::Mark => match token.text(self.text) {
                    "$" | "£" | "€" | "@" | "#" | "%" | "&" => {
                        at += 1;
                        continue;
                    }
                    // "5:40"
                    ":" if token.glued && at > first && self.tag(at - 1) == Tag::Number && self.tag(at + 1) == Tag::Number => {
                        at += 2;
                        continue;
                    }
                    "/" if token.glued && at > first => {
                        at += 2;
                        continue;
                    }
                    _ => break,
                },
                TokenKind::Word | TokenKind::Number => {}
                _ => break,
            }
            match self.tag(at) {
                Tag::Determiner | Tag::Possessive if at == first || (open && self.tag(at - 1) == Tag::Determiner) => open = true,
                Tag::Noun | Tag::Name | Tag::Number => open = false,
                // "the Monday vote", "last week's vote"; "a statement Tuesday" ends before the day.
                Tag::Time if at == first || self.goes_on(at) || self.tag(at - 1) == Tag::Determiner => open = false,
                Tag::Adverb if open && at > first && matches!(self.tag(at + 1), Tag::Noun | Tag::Verb(_) | Tag::Number) => {}
                // "the biggest teaching union"
                Tag::Verb(Form::Ing)
                    if at > first
                        && at + 1 < self.end
                        && self.tag(at + 1) == Tag::Noun
                        && self.tokens[at - 1].text(self.text).ends_with("est") =>
                {
                    open = true;
                }
                Tag::Verb(Form::Ing | Form::PastOrParticiple | Form::Participle) if open => {
                    let noun_next = matches!(self.tag(at + 1), Tag::Noun | Tag::Name | Tag::Number) && at + 1 < self.end;
                    let ing = self.tag(at) == Tag::Verb(Form::Ing);
                    if !(noun_next || (ing && at > first)) {
                        break;
                    }
                    // "some said it", "others proposed changes": a quantifier alone may be the subject.
                    if !ing && at > first && self.tagged[at].cue > 0 && self.is_quantifier(at - 1) {
                        break;
                    }
                    open = noun_next;
                }
                _ => break,
            }
            at += 1;
        }
        let end = at.clamp(first + 1, self.end);
        // "this week", "the past"
        let time = end - first == 2 && self.tag(first) == Tag::Determiner && self.tag(first + 1) == Tag::Time;
        self.make(if time { Kind::Time } else { Kind::Noun }, first, end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::quotes::quotations;
    use super::super::tags;
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> String {
        let tokens = tokenize(text);
        let mut tagged = vec![Word::NOUN; tokens.len()];
        tags::tag(text, &tokens, 0, tokens.len(), &mut tagged);
        let quotes = quotations(text, &tokens);
        let mut chunks = Vec::new();
        Chunker { text, tokens: &tokens, tagged: &tagged, quotes: &quotes, end: tokens.len() }.run(0, &mut chunks);
        let show = |chunk: &Chunk| {
            let span = tokens[chunk.first as usize].span.to(tokens[chunk.end as usize - 1].span);
            format!("{:?}[{}]", chunk.kind, span.of(text))
        };
        chunks.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn divides_a_sentence() {
        assert_eq!(
            read("The former mayor of Paris has repeatedly said on Monday that they'll stay."),
            "Noun[The former mayor] Preposition[of] Noun[Paris] Verb[has repeatedly said] Preposition[on] Time[Monday] \
             Subordinator[that] Pronoun[they'll] Verb[stay] Stop[.]"
        );
    }

    #[test]
    fn keeps_quotes_and_brackets_whole() {
        assert_eq!(
            read("\u{201C}We left,\u{201D} Ann Roe (Leeds North) told the Post's editor, trying to smile."),
            "Quote[\u{201C}We left,\u{201D}] Noun[Ann Roe] Bracket[(Leeds North)] Verb[told] Noun[the Post's editor] Comma[,] Ing[trying] \
             Infinitive[to smile] Stop[.]"
        );
    }
}
