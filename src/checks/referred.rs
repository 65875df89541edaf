//! Whether a sentence goes back to what an earlier one told: "A bomb went off ..." and "The bombing, which ...".

use super::Context;
use super::counts::Count;
use crate::claims::{base_of, numbers};
use crate::text::{Span, Token, is_year, tokenize};

/// So many letters at least two words share that name one event: "bomb" and "bombing", "exploded" and "explosion".
const SHARED: usize = 4;

/// Words of a sentence that tells of a part of those counted before, of more than them or of another event.
const APART: [&str; 25] = [
    "alone",
    "too",
    "also",
    "including",
    "includes",
    "among",
    "last",
    "another",
    "other",
    "nationwide",
    "worldwide",
    "overall",
    "eventually",
    "later",
    "earlier",
    "previous",
    "previously",
    "ago",
    "since",
    "before",
    "after",
    "until",
    "by",
    "initially",
    "both",
];
/// Words before a place: "killed 14 people in the port".
const AT: [&str; 11] = ["in", "at", "on", "near", "off", "across", "around", "inside", "outside", "along", "aboard"];

/// Whether the sentence of a count begins with the event of an earlier one's and goes right on to whom it struck: "The bombing, in which 14 people
/// died", "The sinking killed 14 people". Both count one noun, neither figure is twice the other, no other event of that name and no other number
/// stands in between, and no place, day, year or word of a part is new.
pub(super) fn refers_back(context: &Context<'_>, first: &Count<'_>, count: &Count<'_>) -> bool {
    let (one, two) = (first.figure.value, count.figure.value);
    if !first.same_noun(count) || one.max(two) >= 2.0 * one.min(two) {
        return false;
    }
    let here = words(context, count.sentence());
    let [the, event, ..] = here[..] else { return false };
    let is_event = the == "The" && event.len() >= SHARED && event.chars().all(char::is_lowercase);
    let next: Vec<&str> = here[2..].iter().copied().filter(|word| *word != ",").take(2).collect();
    let goes_on = matches!(next[..], ["which" | "killed" | "injured" | "wounded" | "left" | "claimed", ..] | ["in", "which"]);
    let is_apart = || here.iter().any(|word| is_year(word) || APART.contains(word));
    if !is_event || !goes_on || is_apart() {
        return false;
    }
    let told = words(context, first.sentence());
    let is_new = |word: &str| !told.contains(&word);
    let names_new = here[1..].iter().any(|word| word.starts_with(char::is_uppercase) && is_new(word));
    // "killed 14 people in the port": where the first sentence tells of a quay.
    let behind = words(context, Span { start: count.extent().end, end: count.sentence().end });
    let place = behind.iter().take(2).position(|word| AT.contains(word)).map_or(&[][..], |at| &behind[at + 1..]);
    let place = place.iter().find(|word| !matches!(**word, "the" | "a" | "an" | "its"));
    let named = |words: &[&str]| words.iter().filter(|word| is_of_event(word, event)).count();
    let between = Span { start: first.sentence().end, end: count.sentence().start };
    let between = words(context, between);
    let has_number = between.iter().any(|word| !numbers(word, &tokenize(word)).is_empty());
    !names_new && !place.is_some_and(|word| is_new(word)) && !has_number && named(&told) == 1 && named(&between) == 0
}

/// The words of the paragraphs and the headline inside a place.
fn words<'a>(context: &Context<'a>, place: Span) -> Vec<&'a str> {
    let blocks = context.blocks().filter(|(_, block, _)| block.span.start < place.end && place.start < block.span.end);
    let inside = blocks.flat_map(|(_, block, read)| {
        let text = context.words(block.span);
        let inside = move |token: &&Token| place.contains(token.span.shift(block.span.start));
        read.tokens.iter().filter(inside).map(move |token| token.text(text))
    });
    inside.collect()
}

/// Whether a word names or tells the event that a noun names.
fn is_of_event(word: &str, event: &str) -> bool {
    let word = word.to_lowercase();
    let base = base_of(&word).unwrap_or(&word);
    let shared = base.chars().zip(event.chars()).take_while(|(one, two)| one == two).count();
    shared >= SHARED && (shared > SHARED || shared == base.len() || shared == event.len())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn the_event_again() {
        fires(
            "figure-conflict",
            &[
                "Harbour\n\nA bomb killed 12 people in Norrvik on Friday.\n\nThe mayor wept. The bombing, in which <14> people died, was the third this year.\n",
                "Harbour\n\nA ferry sank off Norrvik, killing 12 people.\n\nThe sinking, which killed <14> people, was the third this year.\n",
            ],
        );
        silent(
            "figure-conflict",
            &[
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing, in which 12 people died, was the third this year.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nIt came after a bombing in Skarvik. The bombing, in which 14 people died, shook it.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nTwo died in hospital. The bombing, in which 14 people died, was the third this year.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik after another bombing in Skarvik.\n\nThe bombing, in which 14 people died, shook it.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe fire, in which 14 people died, came later.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing, which killed seven sailors, was the third this year.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing, which killed 30 people, was the third this year.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing that killed 14 people was the third this year.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing, in which 14 people died in Skarvik, shook it.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing, in which 14 people died in the capital, shook it.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing killed ten people ashore alone.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik.\n\nThe bombing killed 14 people on Monday.\n",
                "Harbour\n\nA bomb killed 12 people in Norrvik and nine people died in a fire.\n\nThe bombing, in which 21 people died, shook it.\n",
            ],
        );
    }
}
