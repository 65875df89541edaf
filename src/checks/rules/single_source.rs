//! `single-source`: everything that the article attributes comes from one person.

use crate::actors::ActorClass;
use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;
use rustc_hash::FxHashSet;

pub(super) const RULE: Rule =
    Rule { code: "single-source", level: Level::Off, summary: "All that the article attributes comes from one person", check };

/// How many statements it takes.
const STATEMENTS: usize = 4;
/// How many words of running text: a brief has one source and may.
const WORDS: usize = 200;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.reading.claims.claims;
    let kind = |block: u32| context.reading.article.blocks.get(block as usize).map(|block| block.kind);
    let told: Vec<_> = claims.iter().filter(|claim| kind(claim.block) == Some(BlockKind::Paragraph)).collect();
    let Some(Speaker::Actor(actor)) = told.first().map(|claim| claim.speaker) else { return };
    let one = told.len() >= STATEMENTS && told.iter().all(|claim| claim.speaker == Speaker::Actor(actor));
    if !one || context.reading.actors.actor(actor).class != ActorClass::Person {
        return;
    }
    // A quotation that nothing attributes may be somebody else's.
    let loose = |at: &crate::claims::Quotation| at.claim.is_none() && context.words(at.inner).split_whitespace().count() > 4;
    let paragraphs = context.blocks().filter(|(_, block, _)| block.kind == BlockKind::Paragraph);
    let words: usize = paragraphs.map(|(_, block, _)| context.words(block.span).split_whitespace().count()).sum();
    if words < WORDS || context.reading.claims.quotations.iter().any(loose) {
        return;
    }
    let Some(place) = told.first().and_then(|claim| claim.source.first().copied()) else { return };
    let blocks: FxHashSet<u32> = told.iter().map(|claim| claim.block).collect();
    if blocks.len() < 3 {
        return;
    }
    let name = &context.reading.actors.actor(actor).name;
    let message = format!("All {} statements of the article are those of {name}", told.len());
    let mut finding = Finding::new(RULE.code, RULE.level, place, message);
    for claim in told.iter().skip(1).take(8) {
        let place = claim.source.first().copied().unwrap_or(claim.cue);
        finding = finding.relate(context.file, place, "The same source");
    }
    findings.push(finding);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    fn article(last: &str) -> String {
        let filler = "The quay is long and old and grey, and the boats that lie there at night are small. ".repeat(12);
        format!(
            "Quay to close\n\n<Harbour master Ann Roe> said that the quay would close.\n\n{filler}\n\nRoe said that the boats would go.\n\nRoe said that the quay was old.\n\n{last}"
        )
    }

    #[test]
    fn fires_on_one_voice() {
        fires("single-source", &[&article("Roe said that she was sorry.")]);
    }

    #[test]
    fn silent_on_two_voices_and_on_briefs() {
        let plain = |last: &str| article(last).replace(['<', '>'], "");
        silent(
            "single-source",
            &[
                &plain("Captain Ben Poe said that he was sorry."),
                &plain("An official said that it was a pity."),
                "Ann Roe said that it rained.\n\nRoe said that it was cold.\n\nRoe said that it was wet.\n\nRoe said that it was late.",
            ],
        );
    }
}
