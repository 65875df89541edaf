//! `title-not-held`: a title beside a name that the person's record gives for other years, or that another person's record has.

use crate::actors::ActorId;
use crate::checks::titles::{Borne, begins_sentence, borne};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::Day;
use crate::knowledge::{Office, RecordView, Role};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "title-not-held",
    level: Level::Warning,
    summary: "A title that the person does not hold on the article's day, by a knowledge file",
    check,
};

/// After so many days without a look a record may itself be out of date.
const LONG: i32 = 180;
/// So many days after its end a title may still be given: the events are of the days before.
const GRACE: i32 = 7;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(reference) = context.reading.dates.reference else { return };
    let mut reported: Vec<(ActorId, Option<Office>, usize)> = Vec::new();
    for one in borne(context) {
        if let Some((.., at)) = reported.iter().find(|(actor, office, _)| (*actor, *office) == (one.actor, one.office)) {
            let again = context.words(one.title).to_owned();
            findings[*at] = findings[*at].clone().relate(context.file, one.title, format!("“{again}” again"));
            continue;
        }
        let Some(finding) = judge(context, &one, reference.day) else { continue };
        reported.push((one.actor, one.office, findings.len()));
        findings.push(finding);
    }
}

fn judge(context: &Context<'_>, one: &Borne<'_>, day: Day) -> Option<Finding> {
    let record = one.record;
    let roles: Vec<Role<&str>> = one.roles(context, record).collect();
    let held = |role: &Role<&str>| {
        role.from.is_none_or(|from| (from.first - day).get_days() <= GRACE) && role.to.is_none_or(|to| (day - to.last).get_days() <= GRACE)
    };
    if roles.iter().any(held) {
        return None;
    }
    let words = context.words(one.title);
    let (said, other) = match roles.iter().max_by_key(|role| role.from.map(|from| from.first)) {
        Some(role) => (format!("{} {}", record.name(), term(role, day)), None),
        None => {
            let holder = holder(context, one, day)?;
            (format!("the {words} is {}", holder.name()), Some(holder))
        }
    };
    let checked = record.checked().or(other.and_then(RecordView::checked));
    let old = checked.is_some_and(|checked| (day - checked.last).get_days() > LONG);
    let level = if old { Level::Information } else { Level::Warning };
    let mut message = format!("“{words}” does not fit {day}: by {}, {said}", record.file().name());
    if let Some(checked) = checked.filter(|_| old) {
        message.push_str(&format!(", last checked {checked}"));
    }
    let mut finding = Finding::new(RULE.code, level, one.title, message);
    let told = other.unwrap_or(record);
    finding = finding.relate(told.file(), told.span(), format!("the record of {}", told.name()));
    if one.before
        && let Some(title) = record.roles_on(day).find_map(|role| role.before)
    {
        finding = finding.fix(format!("Write “{title}”"), vec![Edit { span: one.title, text: title.to_owned() }], false);
    }
    let past = roles.iter().any(|role| role.to.is_some_and(|to| to.last < day));
    if past {
        let at = one.front(context.text());
        let opens =
            context.words(Span { start: at, end: at + 1 }).starts_with(char::is_uppercase) && begins_sentence(context.text(), at as usize);
        let former = if opens { "Former " } else { "former " };
        let span = Span { start: at, end: at };
        finding = finding.fix("Put “former” before it", vec![Edit { span, text: former.to_owned() }], false);
        if one.before {
            let span = Span { start: one.title.start, end: one.title.start };
            let then = if one.adjective.is_none() && opens { "Then-" } else { "then-" };
            finding = finding.fix("Put “then-” before it", vec![Edit { span, text: then.to_owned() }], false);
        }
    }
    Some(finding)
}

/// "held it until 2024-04-19".
fn term(role: &Role<&str>, day: Day) -> String {
    match (role.from, role.to) {
        (from, Some(to)) if to.last < day => match from {
            Some(from) => format!("held it from {from} to {to}"),
            None => format!("held it until {to}"),
        },
        (Some(from), _) => format!("holds it from {from} on"),
        _ => "holds it at another time".to_owned(),
    }
}

/// The one other person who holds the office for the same country or body on the day, where the writer's person has another office.
fn holder<'a>(context: &Context<'a>, one: &Borne<'_>, day: Day) -> Option<RecordView<'a>> {
    let office = one.office?;
    let knowledge = &context.snapshot.knowledge;
    let many = ["ambassador", "deputy-defense-minister", "deputy-foreign-minister", "deputy-head-of-government", "vice-president"];
    if many.iter().any(|id| knowledge.offices().by_id(id) == Some(office)) {
        return None;
    }
    let other_office = one.record.roles_on(day).any(|role| role.from.is_some() && knowledge.role_office(one.record, &role).is_some());
    let country = one.record.country().filter(|_| other_office)?;
    let holds = |record: &RecordView<'a>| {
        record.roles_on(day).any(|role| role.from.is_some() && knowledge.role_office(*record, &role) == Some(office))
    };
    let holders = knowledge.holders(office, country, Some(day)).into_iter().filter_map(|id| knowledge.record(id));
    let others: Vec<RecordView<'_>> = holders.filter(holds).take(2).collect();
    match others[..] {
        [other] => Some(other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::apply;
    use crate::checks::testing::findings_with;
    use crate::config::Level;

    const KNOWLEDGE: &str = r#"
        format = 1
        [[office]]
        id = "trade-minister"
        names = ["trade minister"]
        [[person]]
        id = "ann-roe"
        name = "Ann Roe"
        country = "NO"
        checked = 2024-04-25
        [[person.role]]
        office = "trade-minister"
        title = "trade minister"
        before = "Trade Minister"
        from = 2021-10-14
        to = 2024-04-19
        [[person.role]]
        title = "defense minister"
        before = "Defense Minister"
        from = 2024-04-20
        [[person]]
        id = "ben-poe"
        name = "Ben Poe"
        country = "NO"
        checked = 2020-01-01
        [[person.role]]
        title = "foreign minister"
        before = "Foreign Minister"
        from = "2019"
        to = "2021"
        [[person]]
        id = "carl-moe"
        name = "Carl Moe"
        country = "NO"
        [[person.role]]
        title = "finance minister"
        before = "Finance Minister"
        from = "2022"
    "#;

    /// What is marked and why, in an article of 31 May 2024.
    fn found(text: &str) -> Vec<(String, Level)> {
        let text = format!("Published: May 31, 2024\n\n{text}");
        let found = findings_with("title-not-held", KNOWLEDGE, &text);
        found.into_iter().map(|finding| (format!("{}: {}", finding.span.of(&text), finding.message), finding.level)).collect()
    }

    #[test]
    fn fires_on_a_title_of_other_years() {
        assert_eq!(
            found("The ban stays, Norwegian Trade Minister Ann Roe said. Roe left."),
            [(
                "Trade Minister: “Trade Minister” does not fit 2024-05-31: by entities.toml, Ann Roe held it from 2021-10-14 to 2024-04-19"
                    .to_owned(),
                Level::Warning
            )]
        );
        let old = found("Foreign Minister Ben Poe said the quay would close.");
        assert_eq!(old.iter().map(|(_, level)| *level).collect::<Vec<_>>(), [Level::Information]);
        assert!(old[0].0.ends_with("held it from 2019 to 2021, last checked 2020-01-01"), "{old:?}");
        let text = "Published: May 31, 2024\n\nNorwegian Trade Minister Ann Roe said the ban stays.\n";
        for (checked, level) in [("2023-12-05", Level::Warning), ("2023-11-20", Level::Information)] {
            let found = findings_with("title-not-held", &KNOWLEDGE.replace("2024-04-25", checked), text);
            assert_eq!(found.iter().map(|finding| finding.level).collect::<Vec<_>>(), [level], "{checked}");
        }
    }

    #[test]
    fn fires_on_a_title_of_a_place() {
        let knowledge = r#"
            format = 1
            [[person]]
            id = "eva-roe"
            name = "Eva Roe"
            country = "US"
            [[person.role]]
            title = "mayor of Malden"
            before = "Mayor"
            from = 2018-01-01
            to = 2024-04-19
        "#;
        let found = |text: &str| {
            let text = format!("Published: May 31, 2024\n\n{text}");
            let found = findings_with("title-not-held", knowledge, &text);
            found.iter().map(|finding| finding.span.of(&text).to_owned()).collect::<Vec<_>>()
        };
        for (text, title) in [
            ("Malden Mayor Eva Roe said the quay would close.", "Mayor"),
            ("Malden mayor Eva Roe said the quay would close.", "mayor"),
            ("Eva Roe, the mayor of Malden, said the quay would close.", "the mayor of Malden"),
            ("The mayor of Malden, Eva Roe, said the quay would close.", "mayor of Malden"),
        ] {
            assert_eq!(found(text), [title], "{text}");
        }
        for text in [
            "Former Malden Mayor Eva Roe said the quay would close.",
            "Boston Mayor Eva Roe said the quay would close.",
            "The former mayor of Malden, Eva Roe, said the quay would close.",
            // Told of another time, or of somebody else.
            "As mayor of Malden, Eva Roe closed the quay.",
            "The deputy mayor of Malden, Eva Roe, said the quay would close.",
            "Unlike the mayor of Malden, Eva Roe said the quay would close.",
            "She beat the mayor of Malden, Eva Roe's cousin.",
            "The wife of the mayor of Malden, Eva Roe, closed the quay.",
            "The mayor of Malden, Eva Roe said, should close the quay.",
            "The mayor of Malden, Eva Roe, Tom Bray and a nurse closed the quay.",
            "A Malden Mayor Eva Roe scholarship was set up.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn fires_on_a_title_that_another_holds() {
        let found = found("The quay stays, Finance Minister Ann Roe said.");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0.ends_with("the Finance Minister is Carl Moe"), "{found:?}");
    }

    #[test]
    fn offers_the_title_of_the_day() {
        let text = "Published: May 31, 2024\n\nNorwegian Trade Minister Ann Roe said the quay would close.";
        let found = findings_with("title-not-held", KNOWLEDGE, text);
        let mended: Vec<String> = found[0].fixes.iter().map(|fix| apply(text, &fix.edits)[25..61].trim_end().to_owned()).collect();
        assert_eq!(
            mended,
            ["Norwegian Defense Minister Ann Roe s", "Former Norwegian Trade Minister Ann", "Norwegian then-Trade Minister Ann Ro"]
        );
    }

    #[test]
    fn silent_on_titles_held_and_on_earlier_times() {
        for text in [
            "Defense Minister Ann Roe said the quay would close.",
            "Former Trade Minister Ann Roe said the quay would close.",
            "The ban was the work of then-Trade Minister Ann Roe.",
            "Trade Minister-designate Ann Roe said the quay would close.",
            "In March 2023, Trade Minister Ann Roe said the quay would close.",
            "Ann Roe, the trade minister until April, said the quay would close.",
            "Ann Roe, a former trade minister, said the quay would close.",
            "Swedish Trade Minister Ann Roe said the quay would close.",
            "The quay closed two years ago, when Trade Minister Ann Roe ruled it.",
            "“It was Trade Minister Ann Roe,” he said.",
            "Trade Minister Dora Loe said the quay would close.",
            "Ms. Ann Roe said the quay would close.",
            "Finance Minister Carl Moe said the quay would close.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
