//! `name-full-repeated`: a person's full name again, where the surname alone is the rule after the first time.

use crate::actors::{ActorClass, Mention};
use crate::article::BlockKind;
use crate::checks::persons::{NameWords, Person, persons};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "name-full-repeated",
    level: Level::Off,
    summary: "A full name again, where the article has had the surname alone before",
    check,
};

/// What bears a person's name and is none.
const STORMS: [&str; 6] = ["Hurricane ", "Typhoon ", "Cyclone ", "Storm ", "Tropical ", "Vice "];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let words = NameWords::of(context);
    findings.extend(persons(context).iter().filter_map(|person| repeated(context, person, &words)));
}

fn repeated(context: &Context<'_>, person: &Person<'_>, words: &NameWords<'_>) -> Option<Finding> {
    let (first, later) = person.names.split_first()?;
    let full = context.words(first.span);
    let (_, surname) = full.rsplit_once([' ', '\u{A0}'])?;
    if STORMS.iter().any(|kind| full.starts_with(kind)) {
        return None;
    }
    // The article shows by its own use which part of the name stands alone, and that nobody else bears it.
    let short = later.iter().position(|mention| context.words(mention.span) == surname)?;
    if words.is_shared(surname) {
        return None;
    }
    let is_again = |mention: &&&Mention| {
        context.words(mention.span) == full
            && mention.title.is_none()
            && !is_signature(context, mention.span)
            && !is_listed(context, mention)
    };
    let mut again = later[short..].iter().filter(is_again);
    let second = again.next()?;
    if is_divided(context, first, second) {
        return None;
    }
    let message = format!("“{full}” again: “{surname}” is enough");
    let mut finding = Finding::new(RULE.code, RULE.level, second.span, message).relate(context.file, first.span, "The first time");
    let mut edits = vec![Edit { span: second.span, text: surname.to_owned() }];
    for mention in again {
        finding = finding.relate(context.file, mention.span, "Again");
        edits.push(Edit { span: mention.span, text: surname.to_owned() });
    }
    Some(finding.fix(format!("Write “{surname}”"), edits, false))
}

/// Whether a heading or a line of dots stands between two names: a section may introduce its people again.
fn is_divided(context: &Context<'_>, first: &Mention, second: &Mention) -> bool {
    let blocks = &context.reading.article.blocks[first.block as usize..second.block as usize];
    blocks.iter().any(|block| block.kind == BlockKind::Heading || !context.words(block.span).contains(char::is_alphanumeric))
        || context.words(first.span.to(second.span)).contains("\n___")
}

/// "— Ann Roe" after what she wrote.
fn is_signature(context: &Context<'_>, name: Span) -> bool {
    context.text()[..name.start as usize].trim_end().ends_with(['—', '–', '-', '―'])
}

/// Whether other people stand with their full names beside it, as in a list of candidates, or a number does.
fn is_listed(context: &Context<'_>, mention: &Mention) -> bool {
    let block = context.reading.article.blocks[mention.block as usize].span.start;
    let Some(read) = &context.reading.blocks[mention.block as usize] else { return false };
    let sentence = |other: &Mention| read.discourse.sentence_of(other.span.start - block);
    let here = context.reading.actors.mentions_in(mention.block as usize).iter();
    let full =
        |other: &&Mention| other.class == ActorClass::Person && other.actor != mention.actor && context.words(other.span).contains(' ');
    let others: Vec<&Mention> = here.filter(full).collect();
    let numbered = context.words(Span { start: block, end: mention.span.start });
    others.len() >= 3
        || others.iter().filter(|other| sentence(other) == sentence(mention)).count() >= 2
        || numbered.contains(|c: char| c.is_ascii_digit()) && !numbered.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_on_the_second_full_name() {
        fires(
            "name-full-repeated",
            &[
                "Quay to close\n\nMinister Ann Roe said the quay would close. Roe was sad.\n\nOn Monday <Ann Roe> left. Later Ann Roe came back.",
            ],
        );
    }

    #[test]
    fn writes_the_surname_in_all_places() {
        let text = "Quay to close\n\nMinister Ann Roe said so. Roe was sad.\n\nOn Monday Ann Roe left. Later Ann Roe came back.";
        let found = findings_with("name-full-repeated", "", text);
        let mended = crate::checks::apply(text, &found[0].fixes[0].edits);
        assert!(mended.ends_with("On Monday Roe left. Later Roe came back."), "{mended}");
        assert!(findings_with("name-full-repeated", "", &mended).is_empty());
    }

    #[test]
    fn silent_on_one_on_relatives_and_on_names_that_are_never_short() {
        silent(
            "name-full-repeated",
            &[
                "Ann Roe leaves\n\nMinister Ann Roe said the quay would close. Roe was sad.",
                "Quay to close\n\nMinister Ann Roe said so. Roe was sad. Her brother Ben Roe left. Ann Roe stayed.",
                "Quay to close\n\nMinister Ann Roe said so. On Monday Ann Roe left.",
                "Quay to close\n\nMinister Ann Roe said so. Roe was sad.\n\n___\n\nLater on Ann Roe left.",
                "Quay to close\n\nMinister Ann Roe said so. Roe was sad. Ann Roe, Ben Poe and Cid Coe left.",
                "Quay to close\n\nMinister Ann Roe said so. Roe wrote a letter:\n\nThe quay is old.\n\n— Ann Roe",
                "Quay to close\n\nMinister Ann Roe said so. Ann Roe, who is 40, left. Roe was sad.",
                "Quay to close\n\nMinister Ann Roe said so. Roe left. “We miss Ann Roe,” Ben Poe said.",
            ],
        );
    }
}
