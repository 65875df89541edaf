//! The part of each word of a sentence, from the tables, its ending and its neighbours.

use super::anonymity::anonymous_noun;
use super::words::{Form, LEXICON, Tag, Word};
use crate::text::{Token, TokenKind};

/// Tags `tokens[first..end]`, one sentence, into `tagged`, which is as long as `tokens`.
pub(super) fn tag(text: &str, tokens: &[Token], first: usize, end: usize, tagged: &mut [Word]) {
    let headline = is_headline(tokens, first, end);
    let shouts = headline && !tokens[first..end].iter().any(|token| token.is_word() && token.span.len() > 3 && !token.upper);
    let mut starts = true;
    for at in first..end {
        tagged[at] = match tokens[at].kind {
            TokenKind::Word => {
                // "Downing Street said": no participle.
                let names = starts && at + 1 < end && NAME_ENDS.contains(&tokens[at + 1].text(text));
                word(text, tokens[at], starts && !names, headline, shouts)
            }
            TokenKind::Number => Word { tag: Tag::Number, ..Word::NOUN },
            // "it's", "who's", "that's": is or has, not a possessive.
            TokenKind::Possessive
                if at > first
                    && tokens[at].span.len() > 1
                    && (matches!(tagged[at - 1].tag, Tag::Subject | Tag::Wh)
                        || is_any(text, tokens[at - 1], &["there", "that", "how", "where", "here"])) =>
            {
                Word { tag: Tag::Be, ..Word::NOUN }
            }
            _ => Word { tag: Tag::Mark, ..Word::NOUN },
        };
        starts = match tokens[at].kind {
            TokenKind::Open(_) | TokenKind::Dash => starts || matches!(tokens[at].kind, TokenKind::Open(_)),
            _ => false,
        };
    }
    for at in first..end {
        tagged[at] = settle(text, tokens, tagged, first, end, at);
    }
}

/// Words that end names which may begin like a participle.
const NAME_ENDS: [&str; 6] = ["Bank", "Borough", "Council", "House", "Road", "Street"];

/// Whether nearly every word has a capital, as American headlines do.
fn is_headline(tokens: &[Token], first: usize, end: usize) -> bool {
    let (mut capitals, mut small) = (0, 0);
    for token in &tokens[first..end] {
        if token.is_word() && token.span.len() > 3 {
            if token.capital {
                capitals += 1;
            } else {
                small += 1;
            }
        }
    }
    capitals >= 4 && small * 5 <= capitals
}

fn is_any(text: &str, token: Token, words: &[&str]) -> bool {
    words.iter().any(|word| token.text(text).eq_ignore_ascii_case(word))
}

fn word(text: &str, token: Token, starts: bool, headline: bool, shouts: bool) -> Word {
    let Some(known) = LEXICON.word(text, token) else {
        let form = token.text(text);
        return by_ending(form, token.capital && !(starts && ["ing", "ed", "ly"].iter().any(|ending| form.ends_with(ending))));
    };
    // "US", "WHO": not "us", "who"; a line all in capitals is another matter.
    if token.upper && !shouts && token.span.len() > 1 && !matches!(known.tag, Tag::Time) {
        return Word { tag: Tag::Name, ..Word::NOUN };
    }
    if !token.capital || starts || headline {
        return known;
    }
    match known.tag {
        Tag::Verb(_) | Tag::Modal | Tag::Noun | Tag::Be | Tag::Have | Tag::Do => Word { tag: Tag::Name, ..Word::NOUN },
        _ => known,
    }
}

fn by_ending(form: &str, capital: bool) -> Word {
    let tag = if capital {
        Tag::Name
    } else if form.len() > 4 && form.ends_with("ly") {
        Tag::Adverb
    } else if form.len() > 5 && form.ends_with("ing") {
        Tag::Verb(Form::Ing)
    } else if form.len() > 4 && form.ends_with("ed") {
        Tag::Verb(Form::PastOrParticiple)
    } else {
        Tag::Noun
    };
    Word { tag, ..Word::NOUN }
}

/// Settles words that may be noun or verb by the words beside them.
fn settle(text: &str, tokens: &[Token], tagged: &[Word], first: usize, end: usize, at: usize) -> Word {
    let word = tagged[at];
    let glued_to_hyphen = (tokens[at].glued && at > first && tokens[at - 1].kind == TokenKind::Hyphen)
        || tokens.get(at + 1).is_some_and(|next| at + 1 < end && next.glued && next.kind == TokenKind::Hyphen);
    if glued_to_hyphen && !matches!(word.tag, Tag::Name | Tag::Number) {
        return Word::NOUN;
    }
    // "a person close to her".
    let whom = || tagged[at + 1].tag == Tag::To && matches!(tagged[at + 2].tag, Tag::Object | Tag::Possessive);
    let close = || at + 2 < end && is_any(text, tokens[at], &["close"]) && whom();
    if at > first && close() && anonymous_noun(tokens[at - 1].text(text)).is_some() {
        return Word::NOUN;
    }
    let Tag::Verb(form) = word.tag else {
        // "one official": a determiner.
        if word.tag == Tag::Indefinite && tokens[at].text(text).eq_ignore_ascii_case("one") {
            let noun = at + 1 < end && matches!(tagged[at + 1].tag, Tag::Noun | Tag::Name);
            return if noun { Word { tag: Tag::Determiner, ..word } } else { word };
        }
        // "a clerk there said": where, not the subject of "there was".
        if word.tag == Tag::Indefinite && at > first && tokens[at].text(text).eq_ignore_ascii_case("there") {
            let auxiliary = at + 1 < end && matches!(tagged[at + 1].tag, Tag::Be | Tag::Have | Tag::Do | Tag::Modal);
            let place = !auxiliary && matches!(tagged[at - 1].tag, Tag::Noun | Tag::Name);
            return if place { Word { tag: Tag::Adverb, ..word } } else { word };
        }
        // "to" and a word no table knows: a verb, unless it looks like a plural.
        if word.tag == Tag::Noun && at > first && tagged[at - 1].tag == Tag::To && !tokens[at].text(text).ends_with('s') {
            let right = if at + 1 < end { tagged[at + 1].tag } else { Tag::Mark };
            if !matches!(right, Tag::Noun | Tag::Name | Tag::Conjunction | Tag::Verb(Form::Third)) {
                return Word { tag: Tag::Verb(Form::Base), ..word };
            }
        }
        // "her" before no noun is an object; "that" before a noun after a preposition stays what it is.
        if word.tag == Tag::Possessive && tokens[at].text(text).eq_ignore_ascii_case("her") {
            // "somebody close to her said".
            let says = |next: Word| {
                let stated = at + 2 < end && matches!(tagged[at + 2].tag, Tag::Noun | Tag::Name);
                matches!(next.tag, Tag::Verb(Form::Past | Form::PastOrParticiple | Form::Third)) && next.cue > 0 && !next.noun && !stated
            };
            let noun = at + 1 < end
                && matches!(tagged[at + 1].tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Verb(_) | Tag::Adverb | Tag::Time)
                && !says(tagged[at + 1]);
            if !noun {
                return Word { tag: Tag::Object, ..Word::NOUN };
            }
        }
        return word;
    };
    let mut before = at;
    while before > first && tagged[before - 1].tag == Tag::Adverb {
        before -= 1;
    }
    let possessive = before > first && tokens[before - 1].kind == TokenKind::Possessive;
    let left = if before > first { tagged[before - 1].tag } else { Tag::Mark };
    let right = if at + 1 < end { tagged[at + 1].tag } else { Tag::Mark };
    let opens = at + 1 < end && matches!(tokens[at + 1].kind, TokenKind::Open(_));
    let noun = Word::NOUN;
    // "said undecided voter Ann Roe": a participle that no table knows, between the cue and its source.
    if form == Form::PastOrParticiple
        && before == at
        && matches!(left, Tag::Verb(_))
        && tagged[at - 1].cue > 0
        && LEXICON.word(text, tokens[at]).is_none()
        && matches!(right, Tag::Noun | Tag::Name)
    {
        return noun;
    }
    if !word.noun {
        let base = matches!(form, Form::Base | Form::Third);
        return if base && (possessive || matches!(left, Tag::Determiner | Tag::Possessive)) { noun } else { word };
    }
    let content = opens
        || matches!(
            right,
            Tag::Determiner | Tag::Possessive | Tag::Subject | Tag::Subordinator | Tag::Name | Tag::Object | Tag::SubjectAuxiliary
        );
    let plural = before > first && {
        let form = tokens[before - 1].text(text);
        form.ends_with('s') && !form.ends_with("ss")
    };
    let verb = match left {
        _ if possessive => false,
        Tag::Subject | Tag::Modal | Tag::SubjectAuxiliary | Tag::Do | Tag::Wh => true,
        Tag::To => {
            form == Form::Base
                && (content
                    || before > first + 1 && matches!(tagged[before - 2].tag, Tag::Verb(_) | Tag::Object)
                    || !matches!(right, Tag::Preposition | Tag::Conjunction | Tag::Mark))
        }
        // "...," Roe notes.
        Tag::Name | Tag::Noun
            if form == Form::Third && word.cue > 0 && right == Tag::Mark && closes_before(text, tokens, first, before) =>
        {
            true
        }
        Tag::Name if form == Form::Third => content || matches!(right, Tag::Noun | Tag::To | Tag::Preposition | Tag::Adverb | Tag::Wh),
        Tag::Noun if form == Form::Third => {
            let otherwise = at + 1 < end && tokens[at + 1].text(text) == "otherwise";
            !plural && (opens || otherwise || (content && right != Tag::Name))
        }
        Tag::Noun | Tag::Name | Tag::Indefinite if form == Form::Base => plural && content,
        Tag::Indefinite => form == Form::Third,
        // "the maker of biscuits, a Norrvik firm, cut its forecast"
        Tag::Mark
            if form == Form::Base
                && before > first
                && tokens[before - 1].text(text) == ","
                && matches!(right, Tag::Determiner | Tag::Possessive)
                && is_any(text, tokens[at], &["cut", "hit", "set", "shut", "bid"]) =>
        {
            true
        }
        Tag::Conjunction | Tag::Mark | Tag::Subordinator => content && (form == Form::Third || at == first) && right != Tag::Name,
        Tag::Time => content,
        _ => false,
    };
    if verb { word } else { noun }
}

/// Whether a quotation that ends in a comma or a mark stands at most a few words before `at`.
fn closes_before(text: &str, tokens: &[Token], first: usize, at: usize) -> bool {
    let close = (first..at).rev().take(6).find(|&at| !tokens[at].is_word() && tokens[at].kind != TokenKind::Possessive);
    close.is_some_and(|close| {
        matches!(tokens[close].kind, TokenKind::Close(_))
            && close > first
            && (tokens[close - 1].kind == TokenKind::Stop || tokens[close - 1].stopped || tokens[close - 1].text(text) == ",")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    /// The words read as verbs.
    fn verbs(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let mut tagged = vec![Word::NOUN; tokens.len()];
        tag(text, &tokens, 0, tokens.len(), &mut tagged);
        let verbs = tokens.iter().zip(&tagged).filter(|(_, word)| matches!(word.tag, Tag::Verb(_)));
        verbs.map(|(token, _)| token.text(text).to_owned()).collect()
    }

    #[test]
    fn tells_nouns_from_verbs() {
        assert_eq!(verbs("The report claims that he lied."), ["claims", "lied"]);
        assert_eq!(verbs("His claims of fraud collapsed."), ["collapsed"]);
        assert_eq!(verbs("Officials report a rise."), ["report"]);
        assert_eq!(verbs("The ministry\u{2019}s report was late."), Vec::<&str>::new());
        assert_eq!(verbs("They question the plan."), ["question"]);
    }

    #[test]
    fn headlines_keep_their_verbs() {
        assert_eq!(verbs("Minister Says River Plan Will Fail Again"), ["Says", "Fail"]);
        assert_eq!(verbs("Then Grant Shows was late."), Vec::<&str>::new());
    }
}
