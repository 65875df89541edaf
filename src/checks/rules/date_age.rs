//! `date-age`: an age that does not follow from the birth date a knowledge file gives.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::Day;
use crate::knowledge::PartialDate;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "date-age", level: Level::Off, summary: "An age that does not fit the birth date in a knowledge file", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(reference) = context.reading.dates.reference else { return };
    let (actors, knowledge) = (&context.reading.actors, &context.snapshot.knowledge);
    for mention in &actors.mentions {
        let record = mention.actor.and_then(|actor| actors.actor(actor).record).and_then(|record| knowledge.record(record));
        let Some((record, born)) = record.and_then(|record| Some((record, record.from()?))) else { continue };
        let Some((age, span)) = age_after(context, mention.span) else { continue };
        // Partial birth dates leave a year open.
        let (most, least) = (years(born.first, reference.day), years(born.last, reference.day));
        if (least..=most).contains(&age) {
            continue;
        }
        let told = if least == most { least.to_string() } else { format!("{least} or {most}") };
        let message = format!("{} is {told} on {}, not {age}: born {}", record.name(), reference.day, day_or_year(born));
        let mut finding = Finding::new(RULE.code, RULE.level, span, message);
        if least == most {
            finding = finding.fix(format!("Write {least}"), vec![Edit { span, text: least.to_string() }], false);
        }
        findings.push(finding);
    }
}

/// The age in ", 52," after a name.
fn age_after(context: &Context<'_>, name: Span) -> Option<(i16, Span)> {
    let rest = context.text().get(name.end as usize..)?.strip_prefix(", ")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let closed = rest[digits..].starts_with([',', '.', ';', ')']) && !rest[digits..].starts_with(",0");
    let start = name.end + 2;
    (closed && (1..=3).contains(&digits)).then(|| Some((rest[..digits].parse().ok()?, Span { start, end: start + digits as u32 })))?
}

/// A birth date as far as it is known.
fn day_or_year(born: PartialDate) -> String {
    if born.first == born.last { born.first.to_string() } else { born.first.year().to_string() }
}

/// Full years from a birth to a day.
fn years(born: Day, day: Day) -> i16 {
    day.year() - born.year() - i16::from((day.month(), day.day()) < (born.month(), born.day()))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::findings_with;

    const KNOWLEDGE: &str = "[[person]]\nid = \"ann-roe\"\nname = \"Ann Roe\"\nborn = 1962-04-16\n";

    fn ages(text: &str) -> Vec<String> {
        let text = format!("Published: May 31, 2024\n\n{text}");
        findings_with("date-age", KNOWLEDGE, &text).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn fires_on_a_wrong_age() {
        assert_eq!(ages("The mayor, Ann Roe, 60, left."), ["Ann Roe is 62 on 2024-05-31, not 60: born 1962-04-16"]);
    }

    #[test]
    fn silent_on_the_right_one_and_on_others() {
        for text in ["Ann Roe, 62, left.", "Ann Roe, 3,000 guests and a band left.", "Ben Poe, 60, left.", "Ann Roe left."] {
            assert!(ages(text).is_empty(), "{text}");
        }
    }
}
