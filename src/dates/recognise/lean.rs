//! Which way the words around an expression point: to what has been or to what is to come.

use super::calendar::is_function_word;
use super::cursor::Cursor;
use super::{Candidate, Lean, Meaning};
use crate::dates::words::Word;
use crate::text::{Quote, Token, TokenKind, has_plural_ending};

/// Marks which way the words around an expression point, where that decides its value.
pub(super) fn lean(cursor: &Cursor<'_>, (mut candidate, next): (Candidate, usize)) -> (Candidate, usize) {
    let after = Cursor { text: cursor.text, tokens: cursor.tokens, words: cursor.words, at: next };
    if let Some((rule, meaning)) = tied(cursor, &after, &candidate.meaning) {
        return (Candidate { rule, meaning, ..candidate }, next);
    }
    match candidate.meaning {
        Meaning::Weekday { relative: None, .. } if !after.is_possessive(0) => {
            candidate.lean = lean_around(cursor, &after, 45, false);
            if candidate.lean == Lean::Future {
                candidate.rule = "future-weekday";
            }
        }
        Meaning::Month { year: None, relative: None, years: None, .. }
        | Meaning::Day { year: None, .. }
        | Meaning::Holiday(_, None)
        | Meaning::Season(_, None, None) => candidate.lean = lean_around(cursor, &after, 90, true),
        _ => {}
    }
    (candidate, next)
}

/// Words before, or else those right after, that speak of the past or the future.
fn lean_around(cursor: &Cursor<'_>, after: &Cursor<'_>, reach: u32, wide: bool) -> Lean {
    match lean_before(cursor, reach, wide) {
        Lean::Open if will_follows(cursor, after) => Lean::Future,
        Lean::Open if wide && is_told_after(after) => Lean::Past,
        lean => lean,
    }
}

/// Words before, in the same sentence, that speak of the past or the future.
pub(super) fn lean_before(cursor: &Cursor<'_>, reach: u32, wide: bool) -> Lean {
    let start = cursor.tokens[cursor.at].span.start;
    let edge = edge(cursor);
    // "announced in January", but "to be published in early November", "is published in June".
    if wide && matches!(cursor.before(1 + edge), "in" | "on") {
        let verb = cursor.before(2 + edge);
        let cue = matches!(verb, "expected" | "scheduled" | "planned" | "slated" | "postponed");
        match cursor.before(3 + edge) {
            "be" | "is" | "are" if verb.ends_with("ed") => return Lean::Future,
            _ if verb.ends_with("ed") && !cue => return Lean::Past,
            _ => {}
        }
    }
    match cursor.before(1 + edge) {
        "ended" | "since" => return Lean::Past,
        // "Until Thursday, they had not" looks back.
        "until" | "till" if cursor.written_before(1 + edge) != "Until" => {
            return if is_waited_for(cursor, 1 + edge) { Lean::Past } else { Lean::Future };
        }
        "effective" | "payable" | "ending" => return Lean::Future,
        "as" if matches!(cursor.before(2), "soon" | "early" | "late") => return Lean::Future,
        "by" | "through" if wide && edge == 0 && !matches!(cursor.written_before(1), "By" | "Through") && !was_done(cursor) => {
            return Lean::Future;
        }
        // "a report was expected by Tuesday".
        "by" if !wide && matches!(cursor.before(2), "expected" | "due" | "wanted" | "needed") && !matches!(cursor.before(4), "had") => {
            return Lean::Future;
        }
        // "rain through Wednesday", but "from May 3 through Wednesday" and "it rained through Wednesday".
        "through" if !wide && !is_end_of_range(cursor) => return Lean::Future,
        _ => {}
    }
    if !wide && let Some(lean) = verb_beside(cursor) {
        return lean;
    }
    let mut quoted = None;
    // Whether nothing but words of one clause are between: "will meet the trade commissioner of the union in the city on Wednesday".
    let mut plain = true;
    for back in 1..=24 {
        let Some(token) = cursor.token_before(back) else { break };
        let far = start - token.span.start;
        if token.kind == TokenKind::Stop || far > reach && !(plain && far <= 2 * reach) {
            break;
        }
        plain &= is_of_clause(cursor, token);
        // "“We will sign,” she said on Monday": words of a quotation that is over do not speak of what comes after it.
        match (token.kind, quoted) {
            (TokenKind::Close(mark), None) if mark == Quote::Double || is_opened(cursor, back, mark) => quoted = Some(mark),
            (TokenKind::Open(mark), Some(open)) if mark == open => quoted = None,
            _ => {}
        }
        if quoted.is_none() && speaks_of_the_future(cursor, back, wide) {
            return Lean::Future;
        }
    }
    Lean::Open
}

/// How many words before belong to the expression as an edge of it: "early", "the end of".
fn edge(cursor: &Cursor<'_>) -> usize {
    match cursor.before(1) {
        "early" | "late" | "mid" => 1,
        "-" if cursor.before(2) == "mid" => 2,
        "of" if matches!(cursor.before(2), "end" | "beginning" | "start" | "middle" | "close") => {
            2 + usize::from(cursor.before(3) == "the")
        }
        _ => 0,
    }
}

/// Whether "through", right before, ends a range or what was: "from May 3 through Wednesday", "it rained through Wednesday".
fn is_end_of_range(cursor: &Cursor<'_>) -> bool {
    matches!(cursor.word_before(2), Word::Weekday(_) | Word::Number(_))
        || (2..10).any(|back| cursor.before(back) == "from" || is_past(cursor.written_before(back)))
}

/// "had not been told until Monday": whether "until", `back` tokens before, is of what had not come before then.
fn is_waited_for(cursor: &Cursor<'_>, back: usize) -> bool {
    for back in back + 1..back + 12 {
        let Some(token) = cursor.token_before(back).filter(|token| token.kind != TokenKind::Stop) else { return false };
        match token.text(cursor.text) {
            "expected" | "due" | "scheduled" | "set" | "need" | "want" | "plan" | "expect" | "intend" => return false,
            "not" | "never" => return matches!(cursor.before(back + 1), "had" | "did" | "was" | "were" | "could"),
            "hadn't" | "hadn’t" | "didn't" | "didn’t" | "wasn't" | "wasn’t" | "weren't" | "weren’t" | "couldn't" | "couldn’t" => {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// Whether a token may stand inside a clause that tells one thing: no mark, no verb of saying.
fn is_of_clause(cursor: &Cursor<'_>, token: Token) -> bool {
    match token.kind {
        TokenKind::Word => !matches!(
            token.text(cursor.text),
            "said" | "says" | "told" | "that" | "when" | "after" | "who" | "which" | "whose" | "where" | "because" | "while" | "since"
        ),
        kind => matches!(kind, TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive),
    }
}

/// Whether a sentence or a quotation begins with the expression, and "will" comes after it: "In January we will see".
fn will_follows(cursor: &Cursor<'_>, after: &Cursor<'_>) -> bool {
    let edge = edge(cursor);
    let led = usize::from(matches!(cursor.before(1 + edge), "in" | "on" | "by" | "from"));
    let begins = cursor.token_before(1 + edge + led).is_none_or(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Open(_)));
    let comma = usize::from(after.is(0, ","));
    begins
        && (comma..comma + 5)
            .map_while(|ahead| after.token(ahead).filter(|token| token.is_word()))
            .any(|token| is_will(token.text(after.text)))
}

/// "will", "won't", "we'll".
fn is_will(word: &str) -> bool {
    matches!(word, "will" | "won't" | "won’t") || word.ends_with("'ll") || word.ends_with("’ll")
}

/// Whether a verb of the past comes right after, or after a noun: "in January found", "the January count found".
fn is_told_after(after: &Cursor<'_>) -> bool {
    let noun = usize::from(after.token(0).is_some_and(|token| token.is_word() && !token.capital) && !is_past(after.written(0)));
    is_past(after.written(noun)) && !matches!(after.written(noun), "expected" | "planned" | "scheduled" | "proposed" | "need")
}

/// Whether the sentence has a verb of the past before: "were called to the lane at about".
pub(super) fn is_narrated(cursor: &Cursor<'_>) -> bool {
    let words = (1..16).map_while(|back| cursor.token_before(back).filter(|token| token.kind != TokenKind::Stop));
    let told = words.filter(|token| token.is_word()).any(|token| matches!(token.text(cursor.text), "was" | "were" | "had"));
    told && lean_before(cursor, 45, false) != Lean::Future
}

/// Whether a verb of the past stands right before "at": "conceded at midnight".
pub(super) fn is_told_before(cursor: &Cursor<'_>) -> bool {
    let verb = cursor.written_before(2);
    let to_come =
        matches!(verb, "expected" | "planned" | "scheduled" | "proposed" | "needed") || matches!(cursor.before(3), "be" | "is" | "are");
    cursor.before(1) == "at" && is_past(verb) && !to_come
}

/// Whether a word is a verb of the past, as far as its form shows it.
fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
        || matches!(
            word,
            "found"
                | "held"
                | "saw"
                | "fell"
                | "rose"
                | "began"
                | "came"
                | "went"
                | "took"
                | "gave"
                | "left"
                | "led"
                | "brought"
                | "ran"
                | "won"
                | "lost"
                | "drew"
                | "grew"
        )
}

/// Whether a quotation mark `back` tokens before has its like before it.
fn is_opened(cursor: &Cursor<'_>, back: usize, mark: Quote) -> bool {
    (back + 1..back + 60).map_while(|back| cursor.token_before(back)).any(|token| token.kind == TokenKind::Open(mark))
}

/// Whether the word `back` tokens before speaks of what is to come; `wide` for months and days of them, where less of it is needed.
fn speaks_of_the_future(cursor: &Cursor<'_>, back: usize, wide: bool) -> bool {
    let word = cursor.written_before(back);
    let next = if back > 1 { cursor.written_before(back - 1) } else { "" };
    let had = cursor.before(back + 1) == "been" && cursor.before(back + 2) == "had" || cursor.before(back + 1) == "had";
    // "had been due", "was expected", and "was scheduled" for a month: what was to come then.
    let was = matches!(cursor.before(back + 1), "was" | "were");
    let then = had || wide && was;
    match word {
        "slated" | "postponed" => true,
        _ if is_will(word) => true,
        "expected" => !then && !was,
        "scheduled" | "due" => !then,
        "set" => !then && (next == "to" || next == "for" && (!wide || matches!(cursor.before(back + 1), "is" | "are"))),
        "is" | "are" if !wide && next != "to" => is_scheduled(cursor, back),
        "is" | "are" | "plans" | "plan" => next == "to",
        "would" | "expects" | "should" | "could" | "may" | "record" if wide => true,
        // "would have a scan", but "would have won".
        "would" if next == "have" => {
            back > 2 && matches!(cursor.before(back - 2), "a" | "an" | "another" | "his" | "her" | "its" | "no" | "to")
        }
        "would" => next != "not",
        "planned" if wide => !then,
        // "a service planned for Saturday was called off" is not to come.
        "planned" if cursor.before(1) == "for" => !then && !matches!(cursor.written(1), "was" | "were"),
        "must" => !wide && next != "have",
        "expects" | "expect" => !wide,
        "has" | "have" | "needs" | "need" | "hopes" | "hope" | "wants" | "want" | "aims" | "aim" | "intends" | "intend" => {
            !wide && next == "to"
        }
        "planned" => !then && matches!(next, "to" | "a" | "an" | "another"),
        "planning" | "intended" => !had && next == "to",
        "place" | "effect" | "force" | "polls" => !wide && is_scheduled_phrase(cursor, back),
        _ => is_scheduled(cursor, back),
    }
}

/// Whether the verb right before a weekday says of itself which way it points: "she said on Friday", "the vote is on Friday".
fn verb_beside(cursor: &Cursor<'_>) -> Option<Lean> {
    let on = 1 + usize::from(cursor.before(1) == "on");
    let (verb, before) = (cursor.written_before(on), cursor.written_before(on + 1));
    match verb {
        "is" | "are" => Some(Lean::Future),
        "expected" | "scheduled" | "slated" | "postponed" | "planned" => None,
        _ if matches!(before, "is" | "are") && is_past(verb) => Some(Lean::Future),
        _ if matches!(before, "be" | "and" | "or" | "been" | "is" | "are" | "to") => None,
        "said" | "told" | "wrote" | "spoke" | "met" | "left" | "began" | "took" | "came" | "went" | "won" | "lost" | "fell" | "rose" => {
            Some(Lean::Past)
        }
        _ if verb.len() > 4 && verb.ends_with("ed") => Some(Lean::Past),
        _ => None,
    }
}

/// Whether a word before is a verb of the present that speaks of what is arranged: "talks resume on Thursday", "they travel to Hull on Wednesday";
/// or bids do it: "Ask me again Thursday".
fn is_scheduled(cursor: &Cursor<'_>, back: usize) -> bool {
    let next = if back > 1 { cursor.before(back - 1) } else { "" };
    let (reach, plural) = match cursor.written_before(back) {
        "resumes" | "begins" | "starts" | "opens" | "expires" | "reopens" | "meets" | "travels" | "hosts" | "faces" | "returns"
        | "flies" => (6, false),
        "retires" | "arrives" | "departs" | "appears" => (6, false),
        // "comes out on", "goes on sale on".
        "comes" if next == "out" => (6, false),
        "goes" if next == "on" && matches!(cursor.before(back.saturating_sub(2)), "sale" | "show" | "trial") => (6, false),
        // "The next game is at home to Hull on Saturday".
        "is" | "are" if matches!(next, "at" | "against" | "away" | "in") => (8, false),
        _ if is_present(cursor, back) => (6, false),
        "ends" | "closes" => (2, false),
        "resume" | "begin" | "start" | "open" | "expire" | "reopen" | "meet" | "travel" | "host" | "face" | "return" | "fly" => (6, true),
        "end" | "close" => (2, true),
        "Ask" | "Call" | "Come" | "Join" | "Meet" | "See" | "Tell" | "Wait" => (6, false),
        _ => return false,
    };
    let plain = || (2..back).all(|back| cursor.token_before(back).is_some_and(|token| token.is_word()));
    let bids = cursor.written_before(back).starts_with(char::is_uppercase);
    let begins = || cursor.token_before(back + 1).is_none_or(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Open(_)));
    // "He hosts a Sunday show."
    let describes = matches!(cursor.before(1), "a" | "an" | "the" | "his" | "her" | "its" | "their");
    back <= reach && !describes && plain() && (!plural || after_plural(cursor, back)) && (!bids || begins())
}

/// "when he visits the city on", "before it breaks up on": whether a word before is a verb of the present, right after "he", "she" or "it", that tells
/// of a deed rather than a state or a thought.
fn is_present(cursor: &Cursor<'_>, back: usize) -> bool {
    let word = cursor.written_before(back);
    matches!(cursor.before(back + 1), "he" | "she" | "it")
        && word.len() > 4
        && word.ends_with('s')
        && !matches!(cursor.before(back + 2), "said" | "says" | "that")
        && !matches!(
            word,
            "adds"
                | "admits"
                | "always"
                | "argues"
                | "believes"
                | "claims"
                | "denies"
                | "feels"
                | "insists"
                | "knows"
                | "means"
                | "perhaps"
                | "recalls"
                | "remembers"
                | "seems"
                | "shows"
                | "sometimes"
                | "tells"
                | "thinks"
                | "writes"
        )
}

/// "was promised one by the summer": whether what is told before "by", right before, was done or said then.
fn was_done(cursor: &Cursor<'_>) -> bool {
    for back in 2..14 {
        let Some(token) = cursor.token_before(back).filter(|token| token.kind != TokenKind::Stop) else { return false };
        match token.text(cursor.text) {
            "was" | "were" => return matches!(cursor.before(back - 1), "promised" | "told" | "supposed" | "meant"),
            "to" | "will" | "would" | "that" => return false,
            _ => {}
        }
    }
    false
}

/// What a weekday or a season is where the words around it count it from something else than the article's day, with its rule: "the Thursday before
/// that"; "the Monday before the fire" and "a wet Monday" are of no day that the text tells.
fn tied(cursor: &Cursor<'_>, after: &Cursor<'_>, meaning: &Meaning) -> Option<(&'static str, Meaning)> {
    let the = (cursor.before(1) == "the" || cursor.lower(0) == "the") && matches!(after.written(0), "before" | "after");
    match *meaning {
        Meaning::Weekday { weekday, relative: None } => {
            let open = || Some(("untold", Meaning::Value("DATE", format!("XXXX-WXX-{}", weekday + 1))));
            match after.written(1) {
                "last" if the && after.is(0, "before") => Some(("last-weekday", Meaning::WeekdayAndWeeks(weekday, -1))),
                "that" | "then" if the && after.token(2).is_none_or(|token| !token.is_word()) => {
                    let count = if after.is(0, "before") { -1 } else { 1 };
                    Some(("anaphoric", Meaning::WeekdayBefore(weekday, count)))
                }
                _ if the => open(),
                // "on a wet Monday"; "in a Monday statement" is of this week.
                _ => {
                    let on_a = |back: usize| cursor.before(back) == "a" && cursor.before(back + 1) == "on";
                    let any = on_a(1) || on_a(2) || matches!(cursor.written_before(1), "one" | "One");
                    let ends = after.token(0).is_none_or(|token| {
                        !matches!(token.kind, TokenKind::Word | TokenKind::Hyphen | TokenKind::Possessive)
                            || is_function_word(token.text(after.text))
                    });
                    if any && ends { open() } else { None }
                }
            }
        }
        // "the summer after his father died".
        Meaning::Season(season, None, None) if the => Some(("untold", Meaning::Value("DATE", format!("XXXX-{season}")))),
        // "in 1997, in the winter".
        Meaning::Season(season, None, None) if cursor.before(1) == "in" && cursor.is(0, "the") && cursor.before(2) == "," => {
            let year = cursor.ahead_back(3).filter(|year| year.before(1) == "in").and_then(|year| year.year(0))?;
            Some(("season-year", Meaning::Season(season, Some(year), None)))
        }
        _ => None,
    }
}

/// The same of "takes place", "take effect", "comes into force", "go to the polls".
fn is_scheduled_phrase(cursor: &Cursor<'_>, back: usize) -> bool {
    let at = |further: usize| cursor.written_before(back + further);
    match cursor.written_before(back) {
        "force" | "effect" if at(1) == "into" => at(2) == "comes" || at(2) == "come" && after_plural(cursor, back + 2),
        "place" | "effect" => at(1) == "takes" || at(1) == "take" && after_plural(cursor, back + 1),
        "polls" => at(1) == "the" && at(2) == "to" && (at(3) == "goes" || at(3) == "go" && after_plural(cursor, back + 3)),
        _ => false,
    }
}

/// Whether a noun of the plural, or one name and another, stand before a verb, which makes it one of the present.
fn after_plural(cursor: &Cursor<'_>, verb: usize) -> bool {
    let Some(noun) = cursor.token_before(verb + 1).filter(|token| token.is_word()) else { return false };
    let two = noun.capital && (2..7).any(|back| cursor.before(verb + back) == "and");
    let noun = noun.text(cursor.text);
    two || matches!(noun, "they" | "They" | "we" | "We")
        || noun.len() > 3 && has_plural_ending(noun) && !matches!(noun, "does" | "this" | "This" | "always" | "helps" | "lets")
}
