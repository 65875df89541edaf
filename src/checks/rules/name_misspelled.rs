//! `name-misspelled`: a name that is nearly one of a knowledge file's, or that it lists as wrong.

use crate::actors::{Actor, ActorClass, ActorId, Mention, MentionKind};
use crate::article::BlockKind;
use crate::checks::spelling::is_near;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::{RecordId, RecordView, Tables};
use crate::text::{Span, normalised};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "name-misspelled",
    level: Level::Warning,
    summary: "A name that is nearly a known person's, or that a knowledge file lists as wrong",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.snapshot.knowledge.is_empty() {
        return;
    }
    let wrong = listed(context, findings);
    for (at, actor) in context.reading.actors.actors.iter().enumerate() {
        if actor.class == ActorClass::Person && actor.record.is_none() {
            near_miss(context, findings, ActorId(at as u32), actor, &wrong);
        }
    }
}

fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Caption | BlockKind::Headline | BlockKind::Heading)
}

/// Reports the forms that records list as wrong, and tells where they stand.
fn listed(context: &Context<'_>, findings: &mut Vec<Finding>) -> Vec<Span> {
    let knowledge = &context.snapshot.knowledge;
    let mut found: BTreeMap<(RecordId, &str), Vec<Span>> = BTreeMap::new();
    for (_, block, read) in context.blocks().filter(|(_, block, _)| is_prose(block.kind)) {
        let text = block.span.of(context.text());
        let span = |tokens: &std::ops::Range<usize>| read.tokens[tokens.start].span.to(read.tokens[tokens.end - 1].span);
        let wrong = knowledge.wrong_matches(text, &read.tokens);
        if wrong.is_empty() {
            continue;
        }
        let right = knowledge.matches(text, &read.tokens);
        for one in wrong.iter().filter(|one| !right.iter().any(|right| span(&right.tokens).contains(span(&one.tokens)))) {
            let [record] = one.records else { continue };
            let span = span(&one.tokens).shift(block.span.start);
            found.entry((*record, context.words(span))).or_default().push(span);
        }
    }
    for ((id, form), spans) in &found {
        let Some(record) = knowledge.record(*id) else { continue };
        let message = format!("“{form}” is listed as a wrong form of “{}” in {}", record.name(), record.file().name());
        let edits = spans.iter().map(|span| Edit { span: *span, text: record.name().to_owned() }).collect();
        findings.push(finding(context, record, message, spans, edits));
    }
    found.into_values().flatten().collect()
}

fn finding(context: &Context<'_>, record: RecordView<'_>, message: String, spans: &[Span], edits: Vec<Edit>) -> Finding {
    let mut finding = Finding::new(RULE.code, RULE.level, spans[0], message);
    finding = finding.relate(record.file(), record.span(), format!("the record of {}", record.name()));
    for span in &spans[1..] {
        finding = finding.relate(context.file, *span, format!("“{}” again", context.words(*span)));
    }
    let edits: Vec<Edit> = edits.into_iter().filter(|edit| context.quotation_around(edit.span).is_none()).collect();
    match &edits[..] {
        [] => finding,
        [edit] => {
            let title = format!("Write “{}”", edit.text);
            finding.fix(title, edits, false)
        }
        [edit, ..] => {
            let title = format!("Write “{}” everywhere outside quotations", edit.text);
            finding.fix(title, edits, false)
        }
    }
}

/// A full name of nobody known that is one word's misspelling away from exactly one known person's.
fn near_miss(context: &Context<'_>, findings: &mut Vec<Finding>, id: ActorId, actor: &Actor, wrong: &[Span]) {
    let mentions: Vec<&Mention> = context.reading.actors.mentions_of(id).filter(|mention| mention.kind == MentionKind::Named).collect();
    let prose = |mention: &&&Mention| is_prose(context.reading.article.blocks[mention.block as usize].kind);
    let Some(full) = mentions.iter().filter(prose).find(|mention| words(context.words(mention.span)).count() > 1) else { return };
    if wrong.iter().any(|span| span.overlaps(full.span)) {
        return;
    }
    let written: Vec<&str> = words(context.words(full.span)).collect();
    let knowledge = &context.snapshot.knowledge;
    if written.len() > 4 || !knowledge.by_form(context.words(full.span)).is_empty() {
        return;
    }
    let mut candidates: Vec<RecordId> = written.iter().flat_map(|word| knowledge.persons_with_word(word)).collect();
    candidates.sort();
    candidates.dedup();
    let near = candidates.into_iter().filter_map(|id| Some((id, knowledge.record(id)?)));
    let near: Vec<_> = near.filter_map(|(id, record)| Some((id, record, odd_word(&written, record)?))).collect();
    let [(record_id, record, (odd, right))] = &near[..] else { return };
    // The one who is meant is there already: two spellings in one article are another rule's.
    let there = context.reading.actors.actors.iter().any(|other| other.record == Some(*record_id));
    if there || speaks_against(context, actor, *record) || given_names(&written, odd, right) && !same_title(context, actor, *record) {
        return;
    }
    let mut spans: Vec<Span> = Vec::new();
    for mention in &mentions {
        let (start, text) = (mention.span.start as usize, context.words(mention.span));
        let found = text.split_whitespace().find(|word| normalised(word) == normalised(odd));
        spans.extend(found.map(|word| {
            let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
            Span::new(at, at + word.len())
        }));
    }
    if spans.is_empty() {
        return;
    }
    let message = format!("“{}” is nearly “{}”, whom {} knows", actor.name, record.name(), record.file().name());
    let edits = spans.iter().map(|span| Edit { span: *span, text: right.clone() }).collect();
    findings.push(finding(context, *record, message, &spans, edits));
}

/// The words of a name that count: initials and what follows a family name do not.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let counts =
        |word: &&str| word.trim_end_matches('.').chars().count() > 1 && !matches!(*word, "Jr." | "Jr" | "Sr." | "II" | "III" | "IV");
    name.split_whitespace().filter(counts)
}

/// The one word of a written name that a record's name has in another spelling, and that spelling.
fn odd_word<'w>(written: &[&'w str], record: RecordView<'_>) -> Option<(&'w str, String)> {
    record.forms().find_map(|form| {
        let known: Vec<&str> = words(form).collect();
        if known.len() != written.len() {
            return None;
        }
        let mut odd = written.iter().zip(&known).filter(|(one, other)| plain(one) != plain(other));
        let (one, other) = odd.next().filter(|_| known.len() > 1)?;
        (odd.next().is_none() && is_near(one, other)).then(|| (*one, (*other).to_owned()))
    })
}

/// A word without case and without the marks on its letters, which many newsrooms leave out.
fn plain(word: &str) -> String {
    normalised(word).chars().map(bare).collect()
}

/// A Latin letter without its mark.
fn bare(c: char) -> char {
    const MARKED: &[(&str, char)] = &[
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđð", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ķ", 'k'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    MARKED.iter().find(|(marked, _)| marked.contains(c)).map_or(c, |(_, bare)| *bare)
}

/// Two given names that people bear: Marc and Mark are not one person's for their spelling alone.
fn given_names(written: &[&str], odd: &str, right: &str) -> bool {
    let tables = Tables::shared();
    written.last() != Some(&odd) && tables.gender_of_given_name(odd).is_some() && tables.gender_of_given_name(right).is_some()
}

/// Whether the article gives the person an office that the record has as well.
fn same_title(context: &Context<'_>, actor: &Actor, record: RecordView<'_>) -> bool {
    let knowledge = &context.snapshot.knowledge;
    let offices = actor.titles.iter().filter_map(|title| knowledge.offices().named_in(title, record.country()));
    offices.into_iter().any(|(office, _)| record.roles().any(|role| knowledge.role_office(record, &role) == Some(office)))
}

/// Whether the article gives the person another office than the record, or the other gender.
fn speaks_against(context: &Context<'_>, actor: &Actor, record: RecordView<'_>) -> bool {
    let knowledge = &context.snapshot.knowledge;
    let named = actor.titles.iter().any(|title| knowledge.offices().named_in(title, record.country()).is_some());
    let known = record.roles().any(|role| knowledge.role_office(record, &role).is_some());
    named && known && !same_title(context, actor, record)
}

#[cfg(test)]
mod tests {
    use crate::checks::apply;
    use crate::checks::testing::findings_with;

    const KNOWLEDGE: &str = r#"
        format = 1
        [[office]]
        id = "harbour-minister"
        names = ["harbour minister"]
        [[person]]
        id = "ida-karlsen"
        name = "Ida Karlsen"
        wrong = ["Ada Karlsen"]
        [[person.role]]
        office = "harbour-minister"
        title = "harbour minister"
        [[person]]
        id = "mark-doyle"
        name = "Mark Doyle"
        [[person.role]]
        title = "foreign minister"
        [[person]]
        id = "jose-penalver"
        name = "José Peñalver"
        [[place]]
        id = "kelda"
        name = "Kelda"
        wrong = ["Keldo"]
    "#;

    fn found(text: &str) -> Vec<(&str, String)> {
        let found = findings_with("name-misspelled", KNOWLEDGE, text);
        found.into_iter().map(|finding| (finding.span.of(text), finding.message)).collect()
    }

    #[test]
    fn fires_on_near_names_and_on_listed_ones() {
        assert_eq!(
            found("The harbour minister, Ida Karlson, left. The quay was closed, Karlson said."),
            [("Karlson", "“Ida Karlson” is nearly “Ida Karlsen”, whom entities.toml knows".to_owned())]
        );
        assert_eq!(
            found("The quay of Keldo was closed, Ada Karlsen said."),
            [
                ("Keldo", "“Keldo” is listed as a wrong form of “Kelda” in entities.toml".to_owned()),
                ("Ada Karlsen", "“Ada Karlsen” is listed as a wrong form of “Ida Karlsen” in entities.toml".to_owned())
            ]
        );
        assert_eq!(found("The quay was closed, Foreign Minister Marc Doyle said on Friday.").len(), 1);
    }

    #[test]
    fn mends_every_place_outside_quotations() {
        let text = "The quay was closed, Ida Karlson said. Karlson left. “Ask Ida Karlson,” said Ben Poe.";
        let found = findings_with("name-misspelled", KNOWLEDGE, text);
        assert_eq!(
            apply(text, &found[0].fixes[0].edits),
            "The quay was closed, Ida Karlsen said. Karlsen left. “Ask Ida Karlson,” said Ben Poe."
        );
    }

    #[test]
    fn silent_on_known_names_and_on_others() {
        for text in [
            "The quay was closed, Ida Karlsen said.",
            "The quay was closed, Marc Doyle said on Friday.",
            "The quay was closed, Jose Penalver said on Friday.",
            "The quay was closed, Finance Minister Ida Karlson said.",
            "The quay was closed, Ben Karlson said on Friday.",
            "Ida Karlsen met Ida Karlson on the quay on Friday.",
            "By Ida Karlson\n\nThe quay of Kelda was closed on Friday, the port said.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
