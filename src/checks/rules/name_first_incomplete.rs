//! `name-first-incomplete`: somebody comes up by the surname alone before the reader has the full name.

use crate::checks::persons::{NameWords, Person, acts, body, is_free, persons};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::{Claim, Mode};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "name-first-incomplete", level: Level::Off, summary: "A surname alone before the full name has been given", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let words = NameWords::of(context);
    let body = body(context);
    let told = persons(context).into_iter().filter(|person| person.names[0].block >= body);
    findings.extend(told.filter_map(|person| incomplete(context, &person, &words)));
}

fn incomplete(context: &Context<'_>, person: &Person<'_>, words: &NameWords<'_>) -> Option<Finding> {
    let (first, later) = person.names.split_first()?;
    let surname = context.words(first.span);
    if surname.contains(BLANKS)
        || first.title.is_some()
        || words.is_shared(surname)
        || Tables::shared().gender_of_given_name(surname).is_some()
    {
        return None;
    }
    if let Some(mention) = later.iter().find(|mention| ends_in(context.words(mention.span), surname)) {
        if !acts(context, first.span) {
            return None;
        }
        let name = context.words(mention.span);
        let edit = Edit { span: first.span, text: name.to_owned() };
        let finding = Finding::new(RULE.code, RULE.level, first.span, format!("“{surname}” comes before the full name"));
        return Some(finding.relate(context.file, mention.span, "The full name").fix(format!("Write “{name}”"), vec![edit], false));
    }
    // Nobody needs the full name of those whom the desk or everybody knows; a headline or a caption may have it.
    let knowledge = &context.snapshot.knowledge;
    let known = !knowledge.by_short_form(surname).is_empty()
        || !knowledge.by_form(surname).is_empty()
        || knowledge.persons_with_word(surname).next().is_some()
        || person.actor.record.is_some()
        || person.actor.forms.iter().any(|form| form.contains(BLANKS))
        || !person.actor.titles.is_empty();
    if known || !is_speaker(context, first.span) || is_part_of_name(context, surname) {
        return None;
    }
    Some(Finding::new(RULE.code, RULE.level, first.span, format!("“{surname}” has no full name here")))
}

const BLANKS: [char; 2] = [' ', '\u{A0}'];

/// Whether a name of several words ends in a surname.
fn ends_in(name: &str, surname: &str) -> bool {
    name.rsplit_once(BLANKS).is_some_and(|(_, last)| last == surname)
}

/// What only people do, and no firms, papers or polls.
const SAYING: [&str; 10] = ["say", "tell", "add", "continue", "explain", "go on", "joke", "recall", "ask", "reply"];

/// Whether a quotation has the name, and nothing more, as its source.
fn is_speaker(context: &Context<'_>, name: Span) -> bool {
    let claims = &context.reading.claims.claims;
    let near = |claim: &&Claim| claim.source[..] == [name] && claim.mode != Mode::Indirect && SAYING.contains(&claim.lemma);
    is_free(context, name) && claims.iter().any(|claim| near(&claim))
}

/// Whether the word, accents aside, is part of any longer name of the article.
fn is_part_of_name(context: &Context<'_>, surname: &str) -> bool {
    let same = |word: &str| {
        let alike = word.chars().zip(surname.chars()).all(|(one, other)| one == other || !one.is_ascii() || !other.is_ascii());
        alike && word.chars().count() == surname.chars().count()
    };
    let forms = context.reading.actors.actors.iter().flat_map(|actor| &actor.forms);
    forms.filter(|form| form.contains(BLANKS)).any(|form| form.split(BLANKS).any(same))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_on_a_surname_before_the_full_name() {
        fires(
            "name-first-incomplete",
            &[
                "Quay to close\n\n<Rekdal> said the quay would close. Later Minister Ann Rekdal was sad. Rekdal left.",
                "Quay to close\n\nThe quay will close in May. “It is old,” <Brekkestad> said.",
            ],
        );
        let text = "Quay to close\n\nRekdal said so. Later Minister Ann Rekdal was sad.";
        let found = findings_with("name-first-incomplete", "", text);
        assert!(crate::checks::apply(text, &found[0].fixes[0].edits).contains("\n\nAnn Rekdal said so."));
    }

    #[test]
    fn silent_where_the_name_is_whole_or_known_or_something_else() {
        silent(
            "name-first-incomplete",
            &[
                "Rekdal leaves\n\nAnn Rekdal said the quay would close. Rekdal was sad.",
                "Quay to close\n\nPresident Rekdal said the quay would close.",
                "Quay to close\n\n“Rekdal is sad,” Ben Poe said. Ann Rekdal left.",
                "Quay to close\n\nThe Rekdal plan failed. Ann Rekdal was sad.",
                "Quay to close\n\nFourteen-year-old Zoe said: “It is old and it is wet.”",
                "Quay to close\n\nA student named Rekdal said: “It is old and it is wet.”",
                "Quay to close\n\nMinister Ann Brekkéstad left. “It is old and it is wet,” Brekkestad said.",
            ],
        );
        let records = "[[person]]\nid = \"rekdal\"\nname = \"Ann Rekdal\"\nforms = [\"Rekdal\"]\n";
        assert!(findings_with("name-first-incomplete", records, "Quay to close\n\n“It is old,” Rekdal said.").is_empty());
    }
}
