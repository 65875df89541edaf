//! `headline-unsupported`: somebody in the headline whom the article never mentions.

use crate::actors::{ActorClass, MentionKind};
use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "headline-unsupported",
    level: Level::Warning,
    summary: "The headline names somebody whom the body never mentions",
    check,
};

/// A body of fewer words is a brief, whose headline may hold what it does not.
const WORDS: usize = 60;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(headline) = context.reading.article.headline() else { return };
    let body: Vec<Span> = body(context);
    if body.iter().flat_map(|span| context.words(*span).split_whitespace()).take(WORDS).count() < WORDS {
        return;
    }
    let actors = &context.reading.actors;
    for mention in actors.mentions.iter().filter(|mention| headline.contains(mention.span)) {
        if mention.kind != MentionKind::Named || mention.class != ActorClass::Person {
            continue;
        }
        let elsewhere = mention.actor.is_some_and(|actor| actors.mentions_of(actor).any(|other| !headline.contains(other.span)));
        // The family name in any form is enough: the tables may not know that two forms are one.
        let words = context.words(mention.span);
        let family = words.rsplit([' ', '\u{A0}']).next().unwrap_or(words);
        if !elsewhere && !body.iter().any(|span| holds_word(context.words(*span), family)) {
            findings.push(Finding::new(
                RULE.code,
                RULE.level,
                mention.span,
                format!("The headline names “{words}”, whom the article never mentions"),
            ));
        }
    }
}

fn body(context: &Context<'_>) -> Vec<Span> {
    let read = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Caption | BlockKind::Heading);
    context.reading.article.blocks.iter().filter(|block| read(block.kind)).map(|block| block.span).collect()
}

/// Whether a text has a word that is, or begins with, another, letter case aside.
fn holds_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    text.match_indices(&word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}
