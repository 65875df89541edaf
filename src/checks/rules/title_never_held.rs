//! `title-never-held`: an office that the person's record, which lists others, does not have.

use crate::actors::ActorId;
use crate::checks::titles::borne;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Office;

pub(super) const RULE: Rule = Rule {
    code: "title-never-held",
    level: Level::Off,
    summary: "An office beside a name that the person's record does not have among those it lists",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut reported: Vec<(ActorId, Office)> = Vec::new();
    let knowledge = &context.snapshot.knowledge;
    for one in borne(context) {
        let Some(office) = one.office.filter(|office| !reported.contains(&(one.actor, *office))) else { continue };
        let mut offices = one.record.roles().filter_map(|role| knowledge.role_office(one.record, &role)).peekable();
        if offices.peek().is_none() || offices.any(|known| known == office) {
            continue;
        }
        reported.push((one.actor, office));
        let (file, name) = (one.record.file(), one.record.name());
        let message = format!("“{}” is no office that {} has for {name}", context.words(one.title), file.name());
        let finding = Finding::new(RULE.code, RULE.level, one.title, message);
        findings.push(finding.relate(file, one.record.span(), format!("the record of {name}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::findings_with;

    fn found(text: &str) -> Vec<String> {
        let knowledge = r#"
            [[person]]
            id = "ann-roe"
            name = "Ann Roe"
            [[person.role]]
            before = "Trade Minister"
            to = 2023
            [[person.role]]
            before = "Foreign Minister"
            [[person]]
            id = "ben-poe"
            name = "Ben Poe"
            [[person.role]]
            title = "rower"
        "#
        .replace("to = 2023", "to = \"2023\"");
        let text = format!("Published: May 31, 2024\n\n{text}");
        findings_with("title-never-held", &knowledge, &text).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn fires_on_an_office_of_somebody_else() {
        assert_eq!(
            found("Transport Minister Ann Roe left. The transport minister, Ann Roe, came back."),
            ["“Transport Minister” is no office that entities.toml has for Ann Roe"]
        );
    }

    #[test]
    fn silent_on_recorded_offices_and_on_records_without_any() {
        for text in [
            "Trade Minister Ann Roe left.",
            "Foreign Minister Ann Roe left.",
            "Transport Minister Ben Poe left.",
            "Former Transport Minister Ann Roe left.",
            "Captain Ann Roe left.",
            "Transport Minister Cid Moe left.",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
