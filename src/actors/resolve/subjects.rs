//! Where a person stands in its sentence: beside another with "and", or in a phrase that goes before the subject.

use super::scene::Item;
use crate::actors::{ActorClass, Discourse};
use crate::text::Span;

/// Prepositions that open a phrase before the subject, right before a name.
const PREPOSITIONS: &[&str] = &[
    "About",
    "Against",
    "Alongside",
    "At",
    "Behind",
    "Beside",
    "Besides",
    "By",
    "Despite",
    "From",
    "In",
    "Like",
    "Of",
    "On",
    "Under",
    "Unlike",
    "With",
    "Without",
];
/// Words that go before a participle: "after meeting Roe", "when asked about Roe".
const BEFORE_PARTICIPLES: &[&str] = &["After", "Before", "By", "In", "On", "Since", "When", "While", "Without"];
/// Words that follow a participle of the past and no subject: "asked about Roe".
const AFTER_PARTICIPLES: &[&str] =
    &["about", "alongside", "as", "by", "for", "from", "how", "if", "in", "of", "on", "that", "to", "whether", "why", "with"];
/// The most words between a name and the comma that ends its phrase: "at Roe's own request,".
const LONGEST: usize = 5;

/// Marks the persons among the items of a block, given in order.
pub(super) fn mark(text: &str, discourse: &Discourse, items: &mut [Item]) {
    let persons: Vec<usize> = (0..items.len()).filter(|at| items[*at].mention.class == ActorClass::Person).collect();
    // From the end on: a comma joins two persons where "and" follows, "Ann Poe, Bo Roe and Jan Lind".
    for pair in persons.windows(2).rev() {
        let [one, other] = [pair[0], pair[1]];
        if items[one].sentence != items[other].sentence {
            continue;
        }
        let listed = items[other].listed;
        match text.get(end(&items[one]) as usize..start(&items[other]) as usize).map(str::trim) {
            Some("and" | ", and" | "&") => (items[other].joined, items[one].listed) = (true, true),
            Some(",") if listed => (items[other].joined, items[one].listed) = (true, true),
            _ => {}
        }
    }
    for pair in persons.windows(2) {
        let (here, next) = (&items[pair[0]], &items[pair[1]]);
        let opening = Span { start: discourse.sentence_start(here.mention.span.start), end: start(here) };
        let first = here.sentence == next.sentence && opening.start < opening.end;
        let after = &text[end(here) as usize..start(next).max(end(here)) as usize];
        let same = here.sentence == next.sentence;
        // "Her sister, Ann Poe,": the noun may be the next one's title.
        let noun = || &text[end(here) as usize..next.mention.span.start.max(end(here)) as usize];
        items[pair[0]].fronted = first && is_fronted(opening.of(text), after)
            || same && opening.start == opening.end && after.starts_with(':')
            || same && (is_owner(after) || here.is_oblique() && is_apposed(noun()));
    }
}

/// Whether a phrase before the subject holds a name, by the words of its sentence before the name and those from it to the next person.
fn is_fronted(before: &str, after: &str) -> bool {
    let Some((rest, _)) = after.split_once(',') else { return false };
    if before.contains(',') || rest.split_whitespace().count() > LONGEST {
        return false;
    }
    let mut words = before.trim_start_matches(['"', '“', '\'', '‘']).split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let participle = |word: &str, next: &str| {
        let active = word.ends_with("ing") && word.len() > 5 && !word.ends_with("thing") && word != "According";
        active || (word.ends_with("ed") || matches!(word, "Told" | "told")) && (next.is_empty() || AFTER_PARTICIPLES.contains(&next))
    };
    participle(first, second)
        || PREPOSITIONS.contains(&first) && second.is_empty()
        || BEFORE_PARTICIPLES.contains(&first) && participle(second, words.next().unwrap_or(""))
}

/// Whether a name only says whose the next one is, by the words between: "Roe's attorney, Ann Poe, said".
fn is_owner(after: &str) -> bool {
    let Some(noun) = after.strip_prefix(['\'', '’']) else { return false };
    let noun = noun.strip_prefix('s').unwrap_or(noun);
    let noun = noun.trim_end();
    let noun = noun.strip_suffix(',').unwrap_or(noun).trim_start();
    let apposed = after.trim_end().ends_with(',') || noun.is_empty();
    apposed && noun.split_whitespace().count() <= LONGEST && !noun.contains([',', '.', ';', '“', '"'])
}

/// Whether a noun stands in these words and a comma that a name follows: "Her" in "Her mother, Ann Poe, said".
fn is_apposed(after: &str) -> bool {
    let Some(noun) = after.trim_end().strip_suffix(',').and_then(|noun| noun.strip_prefix(' ')) else { return false };
    noun.split(' ').count() <= 3 && !noun.contains([',', '.', ';', '“', '"'])
}

/// Where an item begins, its title included.
pub(super) fn start(item: &Item) -> u32 {
    item.titles().map(|title| title.start).min().unwrap_or(u32::MAX).min(item.mention.span.start)
}

/// Where an item ends, its description included.
pub(super) fn end(item: &Item) -> u32 {
    item.titles().map(|title| title.end).max().unwrap_or(0).max(item.mention.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_the_next_one_is() {
        assert!(is_owner("’s attorney, ") && is_owner("'s ") && is_owner("' younger sister, "));
        assert!(is_apposed(" mother, ") && !is_apposed(" death was announced by her daughter, ") && !is_apposed(" office "));
        assert!(!is_owner("’s decision angered ") && !is_owner(", ") && !is_owner(" and "));
    }

    #[test]
    fn phrases_before_the_subject() {
        for (before, after) in [
            ("Citing ", ", "),
            ("Asked about ", ", "),
            ("Like ", ", the head of the bank, "),
            ("At ", "’s own request, "),
            ("When asked about ", ", "),
            ("After meeting ", ", "),
            ("Told that ", " had left the bank, "),
        ] {
            assert!(is_fronted(before, after), "{before}…{after}");
        }
        for (before, after) in [
            ("", ", who met "),
            ("According to ", ", "),
            ("On Friday, ", ", who met "),
            ("On Friday ", ", who met "),
            ("When ", " left, "),
            ("Nothing moved ", ", "),
            ("Citing ", " and "),
        ] {
            assert!(!is_fronted(before, after), "{before}…{after}");
        }
    }
}
