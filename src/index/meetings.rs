//! Who meets, addresses or accuses whom, as the words between two names say it.

use crate::actors::{ActorId, Mention};
use crate::reading::{BlockReading, Reading};
use crate::text::{Nothing, Span, spaced_words};

/// One actor does something to another that two meet in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Who, by the actor's place in [`Entry::actors`](super::Entry::actors).
    pub from: u32,
    /// With whom or to whom, likewise.
    pub to: u32,
    /// Where that one is mentioned.
    pub span: Span,
}

/// Longer words between two names are not one verb with its helpers.
const LONGEST: usize = 48;

/// What may stand before the verb.
#[rustfmt::skip]
const HELPERS: &[&str] = &[
    "also", "are", "be", "been", "being", "briefly", "can", "could", "earlier", "had", "has", "have", "is", "later", "may", "might", "never",
    "not", "privately", "publicly", "repeatedly", "should", "then", "to", "twice", "was", "were", "who", "will", "would",
];

/// The verbs, in all forms that stand between two names.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "accuse", "accused", "accuses", "accusing", "addressed", "addresses", "advised", "advises", "answered", "asked", "asking", "asks",
    "blamed", "blames", "called", "calls", "confronted", "confronts", "congratulated", "congratulates", "criticised", "criticises",
    "criticized", "criticizes", "denounced", "denounces", "greeted", "greets", "informed", "informs", "interviewed", "interviews",
    "invited", "invites", "joined", "joins", "meet", "meeting", "meets", "met", "ordered", "orders", "phoned", "phones", "praised",
    "praises", "received", "receives", "reminded", "reminds", "speak", "speaking", "speaks", "spoke", "spoken", "sued", "sues",
    "telephoned", "telephones", "tell", "telling", "tells", "thanked", "thanks", "told", "urge", "urged", "urges", "urging", "visit",
    "visited", "visiting", "visits", "warn", "warned", "warning", "warns", "welcomed", "welcomes",
];

/// What may stand after the verb.
const AFTER: &[&str] = &["to", "with", "the", "his", "her", "their", "a", "an"];

/// All of an article, in order.
pub(super) fn meetings(reading: &Reading) -> Box<[Meeting]> {
    let mut found: Vec<Meeting> = Vec::new();
    // Who meets, and the last one that is met, while a list of them goes on.
    let mut open: Option<(ActorId, &Mention)> = None;
    let nothing = Nothing::of_type();
    let (mut block, mut verbs) = (u32::MAX, &[][..]);
    for pair in reading.actors.mentions.windows(2) {
        let [one, other] = pair else { continue };
        if block != one.block {
            block = one.block;
            verbs = verbs_of(reading, block, nothing);
        }
        let start = reading.article.blocks.get(block as usize).map_or(0, |block| block.span.start);
        let behind = verbs.partition_point(|verb| start + verb < one.span.end);
        if open.is_none() && verbs.get(behind).is_none_or(|verb| start + verb >= other.span.start) {
            continue;
        }
        let between = between(reading, one, other).unwrap_or("\n");
        let goes_on = open.filter(|(_, last)| last.span == one.span && is_list(between)).map(|(from, _)| from);
        let from = goes_on.or(one.actor.filter(|_| is_meeting(between)));
        open = from.map(|from| (from, other));
        if let (Some(from), Some(to)) = (from, other.actor.filter(|to| Some(*to) != from)) {
            found.push(Meeting { from: from.0, to: to.0, span: other.span });
        }
    }
    found.into()
}

/// Where in a block a verb stands that two meet in, relative to it.
struct Verbs(Box<[u32]>);

fn verbs_of(reading: &Reading, block: u32, nothing: Nothing<Verbs>) -> &[u32] {
    let find = |read: &BlockReading| {
        let text = reading.article.block_text(&reading.text, reading.article.blocks[block as usize]);
        let verbs = read.tokens.iter().filter(|token| VERBS.binary_search(&token.text(&text)).is_ok()).map(|token| token.span.start);
        let verbs: Box<[u32]> = verbs.collect();
        (!verbs.is_empty()).then_some(Verbs(verbs))
    };
    let read = reading.blocks.get(block as usize).and_then(Option::as_deref);
    read.and_then(|read| read.memo.get_some(nothing, || find(read))).map_or(&[], |verbs| &verbs.0)
}

/// The words between two mentions of one paragraph, the second's title left out.
fn between<'r>(reading: &'r Reading, one: &Mention, other: &Mention) -> Option<&'r str> {
    let end = other.title.filter(|title| title.start < other.span.start).map_or(other.span.start, |title| title.start);
    let is_near = one.block == other.block && one.span.end <= end && ((end - one.span.end) as usize) < LONGEST;
    if is_near { reading.text.get(one.span.end as usize..end as usize) } else { None }
}

/// "met", "will meet with", "has told the"; no comma, as another may be the subject then.
fn is_meeting(between: &str) -> bool {
    let mut words = spaced_words(between).skip_while(|word| HELPERS.binary_search(word).is_ok());
    between.starts_with(char::is_whitespace)
        && words.next().is_some_and(|verb| VERBS.binary_search(&verb).is_ok())
        && words.all(|word| AFTER.contains(&word))
}

/// " and ", ", ", ", and the ".
fn is_list(between: &str) -> bool {
    let mut words = spaced_words(between.strip_prefix(',').unwrap_or(between)).filter(|word| *word != "the");
    let and = words.next();
    (and == Some("and") || and.is_none() && between.starts_with(',')) && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_between_two_names_tell() {
        assert!(VERBS.is_sorted() && HELPERS.is_sorted());
        for between in [" met ", " will meet with ", " told the ", " has repeatedly accused ", " had spoken to "] {
            assert!(is_meeting(between), "{between}");
        }
        for between in ["’s lawyer met ", ", who met ", " and ", " met a man who knew ", ""] {
            assert!(!is_meeting(between), "{between}");
        }
        assert!([" and ", ", ", ", and ", " and the "].into_iter().all(is_list));
        assert!([" or ", "", " met ", " and then "].into_iter().all(|between| !is_list(between)));
    }
}
