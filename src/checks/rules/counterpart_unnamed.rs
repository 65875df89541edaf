//! `counterpart-unnamed`: "his Chinese counterpart", and the article never says who that is.

use crate::actors::{ActorClass, ActorId, Mention, MentionKind};
use crate::article::BlockKind;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::knowledge::{Office, RecordView, Tables};
use crate::text::{Span, Token};

pub(super) const RULE: Rule =
    Rule { code: "counterpart-unnamed", level: Level::Off, summary: "A counterpart whom the article never names", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut reported: Vec<String> = Vec::new();
    for (_, block, read) in context.blocks().filter(|(_, block, _)| block.kind == BlockKind::Paragraph) {
        let text = block.span.of(context.text());
        for at in 0..read.tokens.len() {
            let Some((span, country)) = counterpart(text, &read.tokens, at) else { continue };
            if read.discourse.is_quoted(span) || reported.iter().any(|known| known == country) {
                continue;
            }
            let span = span.shift(block.span.start);
            let sentence = read.discourse.sentence_of(read.tokens[at].span.start);
            let end = read.discourse.sentences.get(sentence + 1).map_or(block.span.end, |end| block.span.start + end);
            if is_named(context, span, country, end) {
                continue;
            }
            reported.push(country.to_owned());
            findings.push(Finding::new(RULE.code, RULE.level, span, format!("Who “{}” is the article never says", context.words(span))));
        }
    }
}

/// "his Chinese counterpart", "her counterpart in": the phrase and the nationality, empty where there is none.
fn counterpart<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<(Span, &'t str)> {
    if !matches!(tokens[at].text(text), "his" | "her" | "His" | "Her") {
        return None;
    }
    let next = tokens.get(at + 1)?;
    let place = if next.capital { next.text(text) } else { "" };
    let noun = tokens.get(at + 1 + usize::from(next.capital))?;
    (noun.text(text) == "counterpart").then(|| (tokens[at].span.to(noun.span), place))
}

/// Whether somebody in the article may be the counterpart.
fn is_named(context: &Context<'_>, phrase: Span, country: &str, sentence_end: u32) -> bool {
    let actors = &context.reading.actors;
    let person = |mention: &&Mention| mention.class == ActorClass::Person && mention.actor.is_some();
    // Whose counterpart: the last person before with an office.
    let before = actors.mentions.iter().filter(person).filter(|mention| mention.span.end <= phrase.start);
    let owner = before.rev().take(6).find_map(|mention| Some((mention.actor?, office(context, mention.actor?)?)));
    let Some((owner, office_wanted)) = owner else { return true };
    let code = code(country);
    actors.actors.iter().enumerate().any(|(at, actor)| {
        let id = ActorId(at as u32);
        if actor.class != ActorClass::Person || id == owner {
            return false;
        }
        // Named right here, with whatever title: "his counterpart from China, the diplomat Wang Yi".
        let here = actors
            .mentions_of(id)
            .any(|mention| mention.kind == MentionKind::Named && phrase.end <= mention.span.start && mention.span.start < sentence_end);
        match office(context, id) {
            Some(office) => office == office_wanted && (code.is_none() || is_of(context, id, code, country).unwrap_or(true)),
            None => here || is_of(context, id, code, country) == Some(true),
        }
    })
}

/// The office that the article or a record gives an actor.
fn office(context: &Context<'_>, actor: ActorId) -> Option<Office> {
    let actor = context.reading.actors.actor(actor);
    let knowledge = &context.snapshot.knowledge;
    let record = actor.record.and_then(|id| knowledge.record(id));
    let known = record.into_iter().flat_map(RecordView::roles).flat_map(|role| [role.before, role.title]).flatten();
    let offices = knowledge.offices();
    actor.titles.iter().map(String::as_str).chain(known).find_map(|title| offices.named_in(title, None)).map(|(office, _)| office)
}

fn code(words: &str) -> Option<&'static str> {
    Tables::shared().country_of_either(words).map(|country| country.code)
}

/// Whether the article or a record makes somebody one of a country; `None` where neither says anything.
fn is_of(context: &Context<'_>, actor: ActorId, country: Option<&str>, written: &str) -> Option<bool> {
    let actors = &context.reading.actors;
    let record = actors.actor(actor).record.and_then(|id| context.snapshot.knowledge.record(id));
    if let Some(known) = record.and_then(RecordView::country) {
        return Some(country == Some(known));
    }
    let same = |words: &str| words == written || country.is_some() && code(words) == country;
    let mut said = None;
    for mention in actors.mentions_of(actor).filter(|mention| mention.kind == MentionKind::Named) {
        let start = mention.start();
        let beside = actors.mentions.iter().filter(|other| matches!(other.class, ActorClass::Nationality | ActorClass::Place));
        let beside = beside.filter(|other| {
            other.span.end <= start && start - other.span.end <= 4 || mention.title.is_some_and(|title| title.contains(other.span))
        });
        for other in beside {
            let words = context.words(other.span);
            match same(words) {
                true => return Some(true),
                false if code(words).is_some() => said = Some(false),
                false => {}
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_somebody_never_named() {
        fires(
            "counterpart-unnamed",
            &[
                "Foreign Minister Ann Roe left Beijing, where she had met with <her Chinese counterpart> and President Xi Jinping.",
                "Foreign Minister Ann Roe called <her Ruritanian counterpart> on Friday. Her Ruritanian counterpart was abroad.",
            ],
        );
    }

    #[test]
    fn silent_where_a_name_is_given() {
        silent(
            "counterpart-unnamed",
            &[
                "Foreign Minister Ann Roe met her Chinese counterpart, Wang Yi, on Friday.",
                "Foreign Minister Ann Roe met her Chinese counterpart. China's Foreign Minister Wang Yi smiled.",
                "Chinese Foreign Minister Wang Yi smiled.\n\nFrench Foreign Minister Ann Roe thanked her Chinese counterpart.",
                "“Foreign Minister Ann Roe met her Chinese counterpart,” Ben Poe said.",
                "Ann Roe met her Chinese counterpart.",
                "Foreign Minister Ann Roe met her French and Dutch counterparts.",
            ],
        );
    }
}
