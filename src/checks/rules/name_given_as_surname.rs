//! `name-given-as-surname`: somebody whose family name comes first, called by the given name: "Jinping said".

use crate::actors::{ActorClass, MentionKind};
use crate::article::BlockKind;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::text::Span;
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule = Rule {
    code: "name-given-as-surname",
    level: Level::Off,
    summary: "A given name used as a family name, where the family name comes first",
    check,
};

/// Family names of a people that calls its own by the given name.
const VIETNAMESE: &[&str] = &[
    "Nguyen", "Tran", "Le", "Pham", "Hoang", "Huynh", "Phan", "Vu", "Vo", "Dang", "Bui", "Do", "Ho", "Ngo", "Duong", "Ly", "Truong",
    "Dinh", "Trinh", "Doan", "Mai", "To", "Luong", "Cao", "Vuong", "Ta", "Thich",
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let actors = &context.reading.actors;
    let mut single: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    let spans = actors
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Named && mention.class != ActorClass::Nationality && !mention.in_quote)
        .filter(|mention| context.reading.article.blocks[mention.block as usize].kind == BlockKind::Paragraph)
        .map(|mention| mention.span)
        .filter(|span| !context.words(*span).contains(char::is_whitespace));
    spans.for_each(|span| single.entry(context.words(span)).or_default().push(span));
    if single.is_empty() {
        return;
    }
    for actor in actors.actors.iter().filter(|actor| actor.class == ActorClass::Person) {
        let record = actor.record.and_then(|id| context.snapshot.knowledge.record(id));
        let words: Vec<&str> = actor.name.split_whitespace().collect();
        let [family, .., given] = words[..] else { continue };
        let Some(spans) = single.get(given) else { continue };
        let first = match record {
            Some(record) => record.is_eastern() && record.short_form() != given,
            // Without a record the article itself must use the family name: nothing else tells which is which.
            None => {
                let tables = Tables::shared();
                tables.is_family_first(family) && !VIETNAMESE.contains(&family) && words.len() == 2 && single.contains_key(family)
            }
        };
        if !first || given.chars().count() < 3 || Tables::shared().is_family_first(given) || is_of_another(context, &actor.name, given) {
            continue;
        }
        let place = spans[0];
        let short = record.map_or(family, |record| record.short_form());
        let message = format!("“{given}” is the given name of {}: the family name comes first", actor.name);
        let mut finding = Finding::new(RULE.code, RULE.level, place, message);
        finding = finding.relate(context.file, actors.mention(actor.introduction).span, &*actor.name);
        for span in &spans[1..] {
            finding = finding.relate(context.file, *span, format!("“{given}” again"));
        }
        let edits = spans.iter().map(|span| Edit { span: *span, text: short.to_owned() }).collect();
        findings.push(finding.fix(format!("Write “{short}”"), edits, false));
    }
}

/// Whether somebody else has that for the last word of a name.
fn is_of_another(context: &Context<'_>, name: &str, given: &str) -> bool {
    let ends = |other: &str| other.strip_suffix(given).is_some_and(|before| before.ends_with(' '));
    context.reading.actors.actors.iter().any(|other| &*other.name != name && ends(&other.name))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_where_the_article_has_both() {
        fires(
            "name-given-as-surname",
            &["Zhao Renjie, a hydrologist, came on Friday. Zhao said the soil was wet. <Renjie> said it would dry."],
        );
    }

    #[test]
    fn a_record_knows_the_order() {
        let record = |more: &str| format!("[[person]]\nid = \"zhao\"\nname = \"Zhao Renjie\"\norder = \"eastern\"\n{more}");
        let text = "Zhao Renjie, the director, came on Friday. Renjie said the stamps were forged.";
        let found = findings_with("name-given-as-surname", &record(""), text);
        assert_eq!(found.iter().map(|one| one.span.of(text)).collect::<Vec<_>>(), ["Renjie"]);
        assert_eq!(found[0].fixes[0].edits[0].text, "Zhao");
        assert_eq!(findings_with("name-given-as-surname", &record("short = \"Renjie\"\n"), text), []);
    }

    #[test]
    fn silent_where_the_order_is_not_known() {
        silent(
            "name-given-as-surname",
            &[
                "Zhao Renjie, a hydrologist, came on Friday. Zhao said the soil was wet.",
                "Zhao Renjie, a hydrologist, came on Friday. Renjie said the soil was wet.",
                "Nguyen Trong, a hydrologist, came on Friday. Nguyen is his family name. Trong said the soil was wet.",
                "Ann Roe, a hydrologist, came on Friday. Roe said the soil was wet. “Ask Ann,” she said.",
            ],
        );
    }
}
