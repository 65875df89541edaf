//! Where a pronoun stands in its clause, as far as the words around it show: whose object it is and whose it is not, which subject is nearest, and
//! whether somebody without a name comes between.

use super::kin::is_kin;
use super::scene::Item;
use super::strangers::Stranger;
use super::{speakers, strangers, subjects};
use crate::actors::{ActorClass, Discourse, MentionKind, NominalKind};

/// Words that follow "her" where it is an object and owns nothing: "told her that".
const AFTER_OBJECT: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "and",
    "as",
    "at",
    "because",
    "before",
    "but",
    "by",
    "during",
    "for",
    "from",
    "he",
    "how",
    "if",
    "in",
    "into",
    "it",
    "not",
    "off",
    "on",
    "or",
    "out",
    "over",
    "she",
    "so",
    "that",
    "the",
    "they",
    "this",
    "through",
    "to",
    "today",
    "twice",
    "until",
    "up",
    "what",
    "when",
    "where",
    "whether",
    "while",
    "who",
    "why",
    "with",
    "without",
    "yesterday",
];
/// Words that go before a verb and belong to it.
pub(super) const BEFORE_VERB: &[&str] = &[
    "almost", "already", "also", "always", "are", "be", "been", "being", "can", "could", "did", "do", "does", "even", "had", "has", "have",
    "having", "is", "just", "later", "may", "might", "must", "never", "not", "now", "often", "once", "should", "soon", "still", "then",
    "twice", "was", "were", "will", "would",
];
/// Prepositions that go with a verb: who is spoken to does not speak. "Behind her" may be behind the subject.
const WITH_VERB: &[&str] = &["about", "against", "at", "for", "from", "of", "on", "to", "with"];
/// Words after which no verb has an object in the same clause.
const NO_VERB: &[&str] = &[
    "a", "across", "after", "all", "an", "and", "any", "around", "as", "because", "before", "behind", "beside", "but", "by", "everyone",
    "he", "her", "his", "how", "i", "if", "in", "into", "it", "its", "like", "my", "near", "no", "nobody", "or", "our", "over", "she",
    "since", "so", "some", "someone", "than", "that", "the", "their", "they", "this", "under", "until", "we", "what", "when", "where",
    "whether", "which", "while", "who", "whom", "whose", "why", "you",
];
/// Verbs of speech and thought, after which another clause may begin without "that".
pub(super) const SAYS: &[&str] = &[
    "acknowledged",
    "added",
    "adds",
    "admitted",
    "admits",
    "alleged",
    "announced",
    "argued",
    "argues",
    "believed",
    "believes",
    "claimed",
    "claims",
    "confirmed",
    "denied",
    "denies",
    "feared",
    "fears",
    "hoped",
    "hopes",
    "insisted",
    "insists",
    "knew",
    "knows",
    "said",
    "say",
    "says",
    "stressed",
    "thinks",
    "thought",
    "wrote",
];
/// Words that open a clause.
pub(super) const OPENERS: &[&str] = &[
    "after", "although", "as", "because", "before", "but", "how", "if", "since", "that", "though", "until", "when", "where", "whether",
    "while", "why",
];
/// Words that follow a name which is no subject.
pub(super) const NO_PREDICATE: &[&str] =
    &["and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "to", "when", "while", "who", "whose", "with"];
/// The most words between a subject and the object of its verb.
const LONGEST: usize = 8;

/// How a mention stands in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Stand {
    /// Whether it is the subject of a clause within its sentence.
    pub heads: bool,
    /// Whether it is a pronoun and owns what follows: "her client".
    pub owns: bool,
    /// Whether it is a pronoun and an object.
    pub object: bool,
    /// Whether only "said" stands between the name before and it.
    pub told: bool,
    /// How many mentions before it the subject stands whose verb's object it is.
    pub subject: Option<usize>,
    /// How many mentions stand between it and somebody before who has no name and may be meant.
    pub stranger: Option<usize>,
    /// Whether somebody who has no name is the subject of its sentence before it: "a spokeswoman met Roe".
    pub behind: bool,
    /// Whether the pronoun right before it tells whose relative it is: "Her sister, Ann Roe".
    pub kin: bool,
    /// Whether it owns an office before or after its own: "her predecessor".
    pub office: bool,
    /// How many mentions after it the subject of its sentence stands, where it stands in a phrase before that: "In her last years Ann Roe".
    pub ahead: Option<usize>,
    /// How many mentions before it, or after it, whoever says the words stands in which it is.
    pub speaker: Option<isize>,
}

/// The most bytes in " eldest surviving daughter, ".
const LONGEST_KIN: usize = 40;
/// How many people without a name are looked at.
const FEW: usize = 12;

/// The most mentions between a verb's subject and its object.
const NEAR: usize = 4;

/// Marks how the mentions of a block stand, given in order.
pub(super) fn mark(text: &str, discourse: &Discourse, items: &mut [Item]) {
    let mut unnamed: Option<Vec<Stranger>> = None;
    for at in 0..items.len() {
        let here = &items[at];
        let span = here.mention.span;
        let after = &text[span.end as usize..];
        let mut stand = Stand::default();
        match here.nominal {
            Some(NominalKind::Pronoun(gender)) => {
                let words = span.of(text);
                let nominative = matches!(words, "he" | "He" | "she" | "She");
                stand.heads = nominative && opens_clause(&text[..span.start as usize], after);
                stand.owns = owns(words, after);
                stand.object = !nominative && !stand.owns;
                let between = |other: &Item| text.get(subjects::end(other) as usize..span.start as usize).unwrap_or("");
                let mut before = items[..at].iter().rev().take(NEAR).take_while(|other| other.sentence == here.sentence);
                if stand.object {
                    let subject =
                        |other: &Item| other.mention.class == ActorClass::Person && !other.is_oblique() && only_verb(between(other));
                    stand.subject = before.position(subject).map(|back| back + 1);
                } else {
                    let named = before.next().filter(|other| other.mention.kind == MentionKind::Named);
                    stand.told = named.is_some_and(|other| only_says(between(other)));
                }
                let unnamed = unnamed.get_or_insert_with(|| strangers::strangers(text));
                let since = |start: u32| items[..at].iter().rev().take_while(|other| other.mention.span.start >= start).count();
                let before = &unnamed[..unnamed.partition_point(|stranger| stranger.start < span.start)];
                let may = |stranger: &&Stranger| {
                    stranger.gender.is_none_or(|kind| kind == gender)
                        && !(stranger.met && (stand.owns || discourse.sentence_of(stranger.start) as u32 != here.sentence))
                };
                stand.stranger = before.iter().rev().take(FEW).find(may).map(|stranger| since(stranger.start));
                if nominative && strangers::is_met_before(&text[..span.start as usize], gender) {
                    stand.stranger = Some(0);
                }
                if here.mention.in_quote {
                    stand.speaker = speakers::speaker(text, items, at).map(|speaker| speaker as isize - at as isize);
                    if let Some(open) = speakers::told_of(text, span) {
                        stand.stranger = Some(since(open).min(stand.stranger.unwrap_or(usize::MAX)));
                    }
                }
                stand.office = stand.owns && matches!(first_word(after.strip_prefix(' ').unwrap_or("")), "predecessor" | "successor");
                if stand.owns && is_led(&text[discourse.sentence_start(span.start) as usize..span.start as usize]) {
                    let rest = items[at + 1..].iter().take_while(|other| other.sentence == here.sentence);
                    let mut persons = rest.enumerate().filter(|(_, other)| other.mention.class == ActorClass::Person);
                    let named = persons.next().filter(|(_, other)| other.mention.kind == MentionKind::Named);
                    stand.ahead = named.map(|(steps, _)| steps + 1);
                }
            }
            _ if here.mention.class == ActorClass::Person => {
                stand.heads = opens_clause(&text[..subjects::start(here) as usize], after);
                stand.kin = items[..at].last().is_some_and(|owner| {
                    let between = text.get(owner.mention.span.end as usize..span.start as usize).unwrap_or("");
                    owner.is_oblique() && between.len() <= LONGEST_KIN && is_kin(between.trim().trim_end_matches(','))
                });
            }
            _ => {}
        }
        items[at].stand = stand;
    }
    // Whoever comes after a subject without a name is not the subject.
    let mut last = None;
    for stranger in unnamed.iter().flatten().filter(|stranger| !stranger.met) {
        let sentence = discourse.sentence_of(stranger.start) as u32;
        // The first of a sentence stands before all others.
        if last.replace(sentence) == Some(sentence) {
            continue;
        }
        let after = items.partition_point(|item| item.mention.span.start <= stranger.start);
        let here = items[after..].iter_mut().take_while(|item| item.sentence == sentence);
        for item in here.filter(|item| item.mention.kind == MentionKind::Named) {
            item.stand.behind = !item.stand.heads;
        }
    }
}

/// Whether a phrase that begins a sentence leads to a pronoun: "In", "Throughout most of".
fn is_led(before: &str) -> bool {
    let mut words = before.split_whitespace();
    let first = words.next().unwrap_or("");
    words.count() < 3
        && matches!(first, "After" | "At" | "Before" | "By" | "During" | "Despite" | "From" | "In" | "On" | "Throughout" | "With")
}

/// Whether "her" owns what follows: "her client"; not in "told her that".
fn owns(pronoun: &str, after: &str) -> bool {
    match pronoun {
        "his" | "His" => true,
        "her" | "Her" => {
            let next = first_word(after.strip_prefix(' ').unwrap_or(""));
            !next.is_empty() && !AFTER_OBJECT.contains(&next)
        }
        _ => false,
    }
}

/// Whether the words between a subject and an object are one verb and what belongs to it: "Roe had almost not picked him", "Roe, who met him".
fn only_verb(between: &str) -> bool {
    let words = between.strip_prefix(", who ").or_else(|| between.strip_prefix(' ')).unwrap_or("").trim_end();
    let words = words.strip_prefix("who ").unwrap_or(words);
    let words = match words.rsplit_once(' ') {
        Some((verb, last)) if WITH_VERB.contains(&last) => verb,
        _ => words,
    };
    // "wanted to meet him": of each part one word is a verb.
    let part = |part: &str| {
        let mut verbs = 0;
        for word in part.split(' ') {
            let adverb = word.ends_with("ly") || word.ends_with("n't") || word.ends_with("n’t") || BEFORE_VERB.contains(&word);
            verbs += usize::from(!adverb);
            if !word.starts_with(char::is_lowercase) || word.ends_with([',', '.', ';', ':']) || NO_VERB.contains(&word) {
                return false;
            }
        }
        verbs <= 1
    };
    !words.is_empty() && words.split(' ').count() <= LONGEST && words.split(" to ").all(part)
}

/// Whether a name between these words is the subject of a clause within its sentence: "said that Roe had", "when Roe was".
fn opens_clause(before: &str, after: &str) -> bool {
    let last = before.trim_end().rsplit([' ', '\n']).next().unwrap_or("");
    let next = first_word(after.strip_prefix(' ').unwrap_or(""));
    (OPENERS.contains(&last) || SAYS.contains(&last)) && next.starts_with(char::is_lowercase) && !NO_PREDICATE.contains(&next)
}

/// Whether only "said" or "said that" stands in these words after a name.
fn only_says(between: &str) -> bool {
    let words = between.trim();
    let verb = words.strip_suffix(" that").unwrap_or(words);
    SAYS.contains(&verb.strip_prefix("has ").or_else(|| verb.strip_prefix("also ")).unwrap_or(verb))
}

/// Whether words tell of somebody who speaks, beside a quotation.
pub(super) fn tells(between: &str) -> bool {
    let says = |word: &str| {
        SAYS.contains(&word)
            || matches!(
                word,
                "asked"
                    | "asks"
                    | "told"
                    | "tells"
                    | "recalled"
                    | "recalls"
                    | "replied"
                    | "continued"
                    | "explained"
                    | "promised"
                    | "warned"
                    | "joked"
                    | "concluded"
                    | "noted"
                    | "wondered"
                    | "shouted"
            )
    };
    between.split(|c: char| !c.is_alphanumeric()).any(says)
}

fn first_word(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_stands_after_a_verb() {
        for between in [
            " described ",
            " had almost not picked ",
            " wanted to meet ",
            ", who met ",
            " had written to ",
            " spoke with ",
            " didn’t know ",
        ] {
            assert!(only_verb(between), "{between}");
        }
        for between in
            [" said the board had sacked ", " believes doctors saved ", ", ", " kept the book with ", " and ", " looked behind ", " ", ""]
        {
            assert!(!only_verb(between), "{between}");
        }
    }

    #[test]
    fn her_owns_what_follows_or_is_an_object() {
        assert!(owns("her", " client") && owns("his", " office") && owns("Her", " 11-year-old son"));
        assert!(!owns("her", " that") && !owns("her", ".") && !owns("him", " money"));
    }

    #[test]
    fn a_subject_within_the_sentence() {
        assert!(opens_clause("Poe said that ", " had telephoned his office") && opens_clause("Poe said ", " had won"));
        assert!(!opens_clause("a letter to ", " had come") && !opens_clause("Poe said ", " and others") && !opens_clause("", " won"));
    }
}
