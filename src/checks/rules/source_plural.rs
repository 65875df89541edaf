//! `source-plural`: one anonymous source becomes several, or several become one.

use crate::checks::{Context, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { code: "source-plural", level: Level::Warning, summary: "One anonymous source becomes several", check };

/// How a source phrase refers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reference {
    /// "a US official": new, one.
    OneNew,
    /// "officials", "two officials": new, several.
    SeveralNew,
    /// "the official": the one before.
    One,
    /// "the officials": those before.
    Several,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // For each head noun: how it was last introduced, where, and how many single ones there were.
    let mut introduced: Vec<(String, Reference, Span, usize)> = Vec::new();
    for claim in &context.reading.claims.claims {
        let (Some(&span), true) = (claim.source.first(), !matches!(claim.speaker, Speaker::Actor(_))) else { continue };
        let Some((reference, head)) = reference(context.words(span)) else { continue };
        let known = introduced.iter().position(|(noun, ..)| *noun == head);
        match (reference, known) {
            (Reference::OneNew | Reference::SeveralNew, None) => introduced.push((head, reference, span, 1)),
            (Reference::OneNew | Reference::SeveralNew, Some(at)) => {
                let (_, last, place, count) = &mut introduced[at];
                (*last, *place, *count) = (reference, span, *count + 1);
            }
            (Reference::Several, Some(at)) if introduced[at].1 == Reference::OneNew && introduced[at].3 == 1 => {
                let words = context.words(introduced[at].2);
                let message = format!("“{}” are several, but only one was introduced: “{words}”", first_words(context.words(span)));
                findings.push(Finding::new(RULE.code, RULE.level, span, message).relate(context.file, introduced[at].2, "One source here"));
                introduced[at].3 += 1;
            }
            (Reference::One, Some(at)) if introduced[at].1 == Reference::SeveralNew && introduced[at].3 == 1 => {
                let words = context.words(introduced[at].2);
                let message = format!("“{}” is one, but several were introduced: “{words}”", first_words(context.words(span)));
                findings.push(Finding::new(RULE.code, RULE.level, span, message).relate(
                    context.file,
                    introduced[at].2,
                    "Several sources here",
                ));
                introduced[at].3 += 1;
            }
            _ => {}
        }
    }
}

fn first_words(words: &str) -> String {
    words.split([',', ';']).next().unwrap_or(words).trim().to_owned()
}

/// Nouns for people who speak without a name, singular and plural.
const HEADS: &[(&str, &str)] = &[
    ("official", "officials"),
    ("source", "sources"),
    ("aide", "aides"),
    ("diplomat", "diplomats"),
    ("adviser", "advisers"),
    ("lawmaker", "lawmakers"),
    ("officer", "officers"),
    ("person", "people"),
    ("witness", "witnesses"),
    ("insider", "insiders"),
    ("executive", "executives"),
    ("investigator", "investigators"),
    ("spokesperson", "spokespeople"),
    ("spokesman", "spokesmen"),
    ("spokeswoman", "spokeswomen"),
    ("minister", "ministers"),
];

/// The way a source phrase refers and its head noun in the singular, for phrases of an anonymous head.
fn reference(phrase: &str) -> Option<(Reference, String)> {
    let phrase = first_words(phrase).to_lowercase();
    let words: Vec<&str> = phrase
        .split_whitespace()
        .take_while(|word| !matches!(*word, "who" | "from" | "of" | "with" | "at" | "in" | "familiar" | "close" | "within" | "for"))
        .collect();
    let last = *words.last()?;
    let (singular, plural) =
        HEADS.iter().find_map(|(one, several)| (last == *one || last == *several).then_some((*one, last == *several)))?;
    let reference = match (*words.first()?, plural) {
        ("the" | "this" | "that" | "these" | "those", true) if words.len() <= 3 => Reference::Several,
        ("the" | "this" | "that", false) if words.len() <= 3 => Reference::One,
        ("the" | "this" | "that" | "these" | "those", _) => return None,
        ("a" | "an" | "one", false) => Reference::OneNew,
        (_, true) => Reference::SeveralNew,
        _ => return None,
    };
    Some((reference, singular.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_how_a_source_refers() {
        let read = |phrase| reference(phrase).map(|(reference, head)| (reference as u8, head));
        let is = |reference: Reference, head: &str| Some((reference as u8, head.to_owned()));
        assert_eq!(read("a senior defence official"), is(Reference::OneNew, "official"));
        assert_eq!(read("The officials, who briefed reporters"), is(Reference::Several, "official"));
        assert_eq!(read("two people familiar with the talks"), is(Reference::SeveralNew, "person"));
        assert_eq!(read("the ministry"), None);
    }
}
