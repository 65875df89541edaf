//! `quote-late-attribution`: a long quotation whose speaker the reader learns only after several sentences.

use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;

pub(super) const RULE: Rule =
    Rule { code: "quote-late-attribution", level: Level::Off, summary: "A long quotation that says only at its end whose it is", check };

/// How many words of quotation may go before the attribution.
const WORDS: usize = 45;
/// How many sentences.
const SENTENCES: usize = 3;

const PRONOUNS: [&str; 3] = ["he", "she", "they"];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.reading.claims;
    for (number, block, read) in context.blocks().filter(|(_, block, _)| block.kind == BlockKind::Paragraph) {
        let first = claims.quotations.partition_point(|quotation| (quotation.block as usize) < number);
        // The paragraph begins with it.
        let Some(quotation) = claims.quotations.get(first).filter(|quotation| quotation.span.start == block.span.start) else { continue };
        let Some(claim) = quotation.claim.and_then(|claim| claims.claims.get(claim as usize)) else { continue };
        let Some(source) = claim.source.first() else { continue };
        let attributed = source.start.min(claim.cue.start);
        if attributed < quotation.span.end || claim.block as usize != number || attributed >= block.span.end {
            continue;
        }
        // "he said": whoever he is, the reader has met him. An answer is the speaker's who was asked.
        let met = PRONOUNS.contains(&context.words(*source)) || is_asked(context, number);
        // The speaker of the paragraph before goes on, or the paragraph before speaks of the one who speaks here.
        let before = claims.claims[..claims.claims.partition_point(|other| (other.block as usize) < number)].last();
        if met || before.is_some_and(|before| before.speaker == claim.speaker) || is_introduced(context, claim.speaker, number) {
            continue;
        }
        let words = context.words(quotation.inner).split_whitespace().count();
        let of = |offset: u32| read.discourse.sentence_of(offset.saturating_sub(block.span.start));
        let sentences = of(quotation.inner.end.saturating_sub(1)) - of(quotation.inner.start) + 1;
        if words < WORDS || sentences < SENTENCES {
            continue;
        }
        let message = format!("{sentences} sentences, {words} words, before the reader learns who speaks");
        let speaker = source.to(claim.cue);
        findings.push(Finding::new(RULE.code, RULE.level, speaker, message).relate(context.file, quotation.span, "The quotation"));
    }
}

/// Whether the paragraph before asks something.
fn is_asked(context: &Context<'_>, number: usize) -> bool {
    let before = number.checked_sub(1).map(|before| context.words(context.reading.article.blocks[before].span));
    before.is_some_and(|before| before.contains('?'))
}

/// Whether the read block before names the speaker, or somebody without a name who may be the speaker.
fn is_introduced(context: &Context<'_>, speaker: Speaker, number: usize) -> bool {
    let actors = &context.reading.actors;
    match speaker {
        Speaker::Actor(actor) => number > 0 && actors.mentions_in(number - 1).iter().any(|mention| mention.actor == Some(actor)),
        _ => actors.mentions.first().is_some_and(|mention| (mention.block as usize) < number),
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    const LONG: &str = "It is a very old quay and nobody has looked after it since the war was over. We asked for money every year. We were told every year that there was none, and the boats that lie here now are all that we have left, and they are small";

    #[test]
    fn fires_on_a_speaker_at_the_end() {
        fires("quote-late-attribution", &[&format!("Quay to close\n\nThe quay of Vessel will close.\n\n“{LONG},” <Ann Roe said>.")]);
    }

    #[test]
    fn silent_on_early_speakers_on_short_ones_and_on_one_who_goes_on() {
        silent(
            "quote-late-attribution",
            &[
                &format!("Quay to close\n\nThe quay of Vessel will close.\n\n“It is old,” Ann Roe said. “{LONG}.”"),
                &format!("Quay to close\n\nThe quay of Vessel will close.\n\nAnn Roe said: “{LONG}.”"),
                "Quay to close\n\nThe quay of Vessel will close.\n\n“It is old. It leaks. It is wet,” Ann Roe said.",
                &format!("Quay to close\n\nAnn Roe said the quay will close.\n\n“{LONG},” Roe said."),
                &format!("Quay to close\n\nWhy will the quay of Vessel close?\n\n“{LONG},” Ann Roe said."),
                &format!("Quay to close\n\nThe quay will close. Ann Roe is not pleased.\n\n“{LONG},” she said."),
            ],
        );
    }
}
