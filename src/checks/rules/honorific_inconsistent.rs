//! `honorific-inconsistent`: "Mr. Roe" here and "Roe" there.

use crate::actors::Mention;
use crate::checks::persons::{NameWords, body, persons, stands_alone};
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "honorific-inconsistent",
    level: Level::Off,
    summary: "A surname with Mr., Mrs. or Ms. in one place and bare in another",
    check,
};

const HONORIFICS: [&str; 8] = ["Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Mx."];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut shared = None;
    let body = body(context);
    for mut person in persons(context) {
        person.names.retain(|name| !is_pasted(context, name));
        let with: Vec<Span> = person.names.iter().filter(|name| is_honoured(context, name)).map(|name| name.span).collect();
        if with.is_empty() {
            continue;
        }
        let bare: Vec<Span> =
            person.names.iter().filter(|name| name.block >= body && is_bare(context, name)).map(|name| name.span).collect();
        let (Some(one), Some(other)) = (with.first().copied(), bare.first().copied()) else { continue };
        // "Mr. Roe and Mrs. Roe" may be bare where it is clear who is meant.
        let surname = context.words(other);
        let firm = Tables::shared().organisation(surname).is_some();
        if firm || shared.get_or_insert_with(|| NameWords::of(context)).is_shared(surname) {
            continue;
        }
        let (few, against, message) = match with.len() < bare.len() {
            true => (&with, other, "With an honorific here, without one elsewhere"),
            false => (&bare, one, "Without an honorific here, with one elsewhere"),
        };
        let finding = Finding::new(RULE.code, RULE.level, few[0], message).relate(context.file, against, "Elsewhere");
        findings.push(few[1..].iter().fold(finding, |finding, span| finding.relate(context.file, *span, "As here")));
    }
}

/// Whether a name stands in text of another style: "ROE:" in a transcript, markup, what follows a paragraph that ends in a colon.
fn is_pasted(context: &Context<'_>, name: &Mention) -> bool {
    let before = (name.block as usize).checked_sub(1).map_or("", |before| context.words(context.reading.article.blocks[before].span));
    let capitals = !context.words(name.span).contains(char::is_lowercase);
    capitals || before.ends_with(':') || context.text()[name.span.end as usize..].starts_with('<')
}

/// Whether a surname follows an honorific.
fn is_honoured(context: &Context<'_>, name: &Mention) -> bool {
    let words = context.words(name.span);
    match words.split_once([' ', '\u{A0}']) {
        Some((first, surname)) => HONORIFICS.contains(&first) && !surname.contains([' ', '\u{A0}']),
        None => HONORIFICS.contains(&word_before(context, name.span)),
    }
}

/// Whether a surname stands for its bearer without a title of any kind.
fn is_bare(context: &Context<'_>, name: &Mention) -> bool {
    let words = context.words(name.span);
    let surname = !words.contains(char::is_whitespace);
    surname && name.title.is_none() && !HONORIFICS.contains(&word_before(context, name.span)) && stands_alone(context, name.span)
}

fn word_before<'a>(context: &Context<'a>, name: Span) -> &'a str {
    context.text()[..name.start as usize].trim_end().rsplit([' ', '\u{A0}', '\n', '(']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, silent};

    #[test]
    fn fires_once_a_person_on_the_fewer() {
        let text =
            "Quay to close\n\nMinister Ann Roe said the quay would close. Ms. Roe was sad. Ms. Roe left.\n\nOn Monday Roe came back.";
        let found = findings_with("honorific-inconsistent", "", text);
        let [finding] = &found[..] else { panic!("{found:?}") };
        assert_eq!(finding.span.start as usize, text.rfind("Roe").unwrap());
    }

    #[test]
    fn silent_on_one_way_on_parts_of_other_phrases_and_in_quotations() {
        silent(
            "honorific-inconsistent",
            &[
                "Quay to close\n\nMinister Ann Roe said the quay would close. Ms. Roe was sad. Ms. Roe left.",
                "Quay to close\n\nMinister Ann Roe said the quay would close. Roe was sad. Roe left.",
                "Quay to close\n\nMinister Ann Roe said the quay would close. Ms. Roe was sad. “Roe left,” Ben Poe said.",
                "Quay to close\n\nMinister Ann Roe said the quay would close. Ms. Roe was sad. The Roe plan failed, and Roe supporters left.",
                "Roe to leave\n\nRoe's successor is found\n\nMinister Ann Roe said on Monday that the quay would close in winter and that the boats would go. Ms. Roe was sad.",
                "Quay to close\n\nMinister Ann Roe said so. Ms. Roe was sad. Her agency, Roe, left, and so did Friends of Roe.",
                "Roe to leave\n\nMinister Ann Roe said the quay would close. Ms. Roe was sad.",
            ],
        );
    }
}
