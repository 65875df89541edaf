//! `deceased-speaking`: words of the day of somebody who had died before, by a knowledge file.

use crate::checks::{Context, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;

pub(super) const RULE: Rule = Rule {
    code: "deceased-speaking",
    level: Level::Off,
    summary: "Somebody says something on a day after the death that a knowledge file gives",
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (actors, knowledge) = (&context.reading.actors, &context.snapshot.knowledge);
    if knowledge.is_empty() {
        return;
    }
    for claim in &context.reading.claims.claims {
        let Speaker::Actor(actor) = claim.speaker else { continue };
        let record = actors.actor(actor).record.and_then(|id| knowledge.record(id));
        let Some((record, died)) = record.and_then(|record| Some((record, record.to()?))) else { continue };
        let (cue, Some(source)) = (claim.cue, claim.source.first().copied()) else { continue };
        // "said on Friday", "told reporters on June 3": the day stands beside the words of saying, outside what is said.
        let text = context.text();
        let frame = source.to(cue);
        let beside = context.reading.dates.expressions.iter().find(|date| {
            let near = date.span.start >= frame.end && text[frame.end as usize..date.span.start as usize].len() <= 24;
            let plain = near && !text[frame.end as usize..date.span.start as usize].contains(['.', ',', ';', '“', '"', '\n']);
            let said = plain
                && text[frame.end as usize..date.span.start as usize].split_whitespace().all(|word| {
                    matches!(
                        word,
                        "on" | "reporters"
                            | "lawmakers"
                            | "journalists"
                            | "a"
                            | "news"
                            | "conference"
                            | "late"
                            | "early"
                            | "in"
                            | "statement"
                    )
                });
            said && date.block == claim.block && date.days.is_some_and(|(first, last)| first > died.last && (last - first).get_days() <= 1)
        });
        let Some(date) = beside else { continue };
        if findings.iter().any(|finding| finding.code == RULE.code && finding.message.contains(record.name())) {
            continue;
        }
        let day = date.days.map(|(first, _)| first.to_string()).unwrap_or_default();
        let message = format!("By {}, {} died {died}; this is said on {day}", record.file().name(), record.name());
        let finding = Finding::new(RULE.code, RULE.level, source, message);
        findings.push(finding.relate(record.file(), record.span(), format!("the record of {}", record.name())));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::findings_with;

    fn found(text: &str) -> Vec<String> {
        let knowledge = "[[person]]\nid = \"ann-roe\"\nname = \"Ann Roe\"\ndied = 2024-01-20\n";
        let text = format!("Published: May 31, 2024\n\n{text}");
        findings_with("deceased-speaking", knowledge, &text).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn fires_on_words_after_a_death() {
        assert_eq!(
            found("Ann Roe said on Thursday that the quay would close. Roe told reporters on Friday that it was old."),
            ["By entities.toml, Ann Roe died 2024-01-20; this is said on 2024-05-30"]
        );
    }

    #[test]
    fn silent_on_earlier_words_and_on_the_living() {
        for text in [
            "Ann Roe said on January 3, 2024, that the quay would close.",
            "Ann Roe said in 2019 that the quay would close on Friday.",
            "Ann Roe once said that the quay would close. It closed on Friday.",
            "Ben Poe said on Thursday that the quay would close.",
            "Ann Roe had said that the quay would close on Thursday.",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
