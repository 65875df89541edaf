//! `rank-inconsistent`: one officer with two ranks in an article.

use crate::actors::{ActorClass, ActorId, MentionKind};
use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "rank-inconsistent", level: Level::Off, summary: "One officer with two ranks in an article", check };

/// Words of an article that tells of a change of rank.
const CHANGES: &[&str] = &["promot", "demot", "rank", "then-", "former", "retired", "rose to"];

/// Ranks by their plainest form: the last word of "lieutenant general" says how its bearer is called later.
const PLAIN: &[(&str, &str)] = &[
    ("gen", "general"),
    ("col", "colonel"),
    ("maj", "major"),
    ("capt", "captain"),
    ("cpt", "captain"),
    ("lt", "lieutenant"),
    ("sgt", "sergeant"),
    ("adm", "admiral"),
    ("cmdr", "commander"),
    ("cpl", "corporal"),
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let actors = &context.reading.actors;
    let mut ranks: Vec<(ActorId, Span, &'static str)> = Vec::new();
    for mention in actors.mentions.iter().filter(|mention| mention.kind == MentionKind::Named && mention.class == ActorClass::Person) {
        let (Some(actor), Some(title)) = (mention.actor, mention.title) else { continue };
        let running = matches!(context.reading.article.blocks[mention.block as usize].kind, BlockKind::Paragraph);
        if !running || mention.in_quote || title.end > mention.span.start {
            continue;
        }
        let Some(rank) = rank(context.words(title)) else { continue };
        match ranks.iter().find(|(other, ..)| *other == actor) {
            Some((_, first, known)) if *known != rank => {
                if findings
                    .iter()
                    .any(|finding| finding.code == RULE.code && finding.related.iter().any(|other| other.place.span == *first))
                {
                    continue;
                }
                let message = format!(
                    "{} is “{}” here and “{}” elsewhere in this article",
                    actors.actor(actor).name,
                    context.words(title),
                    context.words(*first)
                );
                findings.push(Finding::new(RULE.code, RULE.level, title, message).relate(context.file, *first, context.words(*first)));
            }
            Some(_) => {}
            None => ranks.push((actor, title, rank)),
        }
    }
    if findings.iter().any(|finding| finding.code == RULE.code) {
        let lower = context.text().to_lowercase();
        if CHANGES.iter().any(|word| lower.contains(word)) {
            findings.retain(|finding| finding.code != RULE.code);
        }
    }
}

/// A military rank as its bearer is called on later references: "Lt. Gen." is a general.
fn rank(title: &str) -> Option<&'static str> {
    Tables::shared().rank(title).filter(|rank| rank.kind == "military")?;
    let last = title.split_whitespace().next_back()?.trim_end_matches('.').to_lowercase();
    PLAIN.iter().find(|(short, full)| *short == last || *full == last).map(|(_, full)| *full)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_two_ranks() {
        fires("rank-inconsistent", &["Col. Ann Roe opened the fort on Friday. <Maj.> Ann Roe said the fort was old. Maj. Ann Roe left."]);
    }

    #[test]
    fn silent_on_shorter_forms_and_on_promotions() {
        silent(
            "rank-inconsistent",
            &[
                "Lt. Gen. Ann Roe opened the fort on Friday. Gen. Ann Roe said the fort was old.",
                "Col. Ann Roe opened the fort on Friday. General Ann Roe said so after she had been promoted.",
                "Col. Ann Roe opened the fort on Friday. “Maj. Ann Roe is late,” Ben Poe said.",
                "Col. Ann Roe opened the fort on Friday. Maj. Ben Poe said the fort was old.",
                "Sgt. 1st Class Ann Roe opened the fort on Friday. Sgt. Ann Roe said the fort was old.",
            ],
        );
    }
}
