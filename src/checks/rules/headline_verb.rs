//! `headline-verb`: a headline whose verb says the opposite of what the body says of the same people.

use crate::actors::{ActorId, Mention, MentionKind};
use crate::article::{Block, BlockKind};
use crate::checks::lists::rows;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    code: "headline-verb",
    level: Level::Off,
    summary: "The headline's verb says the opposite of what the body says of the same people",
    check,
};

/// In how many sentences the body must say the opposite.
const OFTEN: usize = 2;

/// What a word says: which pair of opposites, which side, and whether as a base form, which may be a noun, or as a noun of the same sense.
#[derive(Clone, Copy, Debug)]
struct Sense {
    pair: &'static str,
    side: &'static str,
    base: bool,
    noun: bool,
}

static SENSES: LazyLock<FxHashMap<&'static str, Sense>> = LazyLock::new(|| {
    let mut senses = FxHashMap::default();
    for [pair, side, words] in rows(include_str!("../data/opposites.tsv")) {
        let (verbs, nouns) = words.split_once(" / ").unwrap_or((words, ""));
        for (at, form) in verbs.split(' ').enumerate() {
            senses.insert(form, Sense { pair, side, base: at == 0, noun: false });
        }
        for form in nouns.split_whitespace() {
            senses.insert(form, Sense { pair, side, base: false, noun: true });
        }
    }
    senses
});

fn sense(word: &str) -> Option<Sense> {
    SENSES.get(word.to_lowercase().as_str()).copied()
}

/// The words after which a base form is a verb.
fn takes_verb(word: &str) -> bool {
    matches!(
        word,
        "to" | "will" | "would" | "may" | "might" | "can" | "could" | "must" | "shall" | "should" | "not" | "did" | "does" | "do"
    )
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((_, block, read)) = context.blocks().find(|(_, block, _)| block.kind == BlockKind::Headline) else { return };
    let Some(headline) = Headline::read(context, block, read) else { return };
    let mut against: Vec<Span> = Vec::new();
    let mut of_subject = 0;
    for (_, block, read) in context.blocks().filter(|(_, block, _)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)) {
        for sentence in sentences(block, read) {
            let subject = mentions(context, sentence).find(|mention| mention.actor == Some(headline.subject));
            let shared = headline.others.iter().filter(|other| mentions(context, sentence).any(|mention| mention.actor == Some(**other)));
            let (shared, mut opposite) = (shared.count(), None);
            for (span, sense, before) in words(context, block, read, sentence) {
                if sense.pair != headline.sense.pair {
                    continue;
                }
                if sense.side == headline.sense.side {
                    let is_verb = !sense.noun && (!sense.base || takes_verb(before));
                    // The body bears the headline out, or may.
                    if is_verb && subject.is_some_and(|subject| subject.span.end <= span.start) {
                        return;
                    }
                } else if !matches!(before, "not" | "no" | "never" | "without") {
                    opposite = opposite.or(Some(span));
                }
            }
            let Some(opposite) = opposite else { continue };
            if subject.is_some() && shared > 0 || shared > 1 {
                of_subject += usize::from(subject.is_some());
                against.push(opposite);
            }
        }
    }
    if of_subject == 0 || against.len() < OFTEN {
        return;
    }
    let message = format!(
        "The headline says “{}”; the body says nothing like it of {}, but “{}”",
        context.words(headline.verb),
        context.reading.actors.actor(headline.subject).name,
        context.words(against[0])
    );
    let mut finding = Finding::new(RULE.code, RULE.level, headline.verb, message);
    for span in against.into_iter().take(4) {
        finding = finding.relate(context.file, span, "The body says the opposite");
    }
    findings.push(finding);
}

/// What a headline says: who, by which verb, and who else is in it.
struct Headline {
    subject: ActorId,
    others: Vec<ActorId>,
    verb: Span,
    sense: Sense,
}

impl Headline {
    /// `None` where it does not begin with somebody and a verb of the table, says both sides, denies, asks or quotes.
    fn read(context: &Context<'_>, block: Block, read: &BlockReading) -> Option<Self> {
        let text = context.words(block.span);
        if text.contains(['?', '“', '"', '‘', ':']) {
            return None;
        }
        let subject = mentions(context, block.span).next()?;
        let mut said = None;
        for (span, sense, before) in words(context, block, read, block.span) {
            let beside = context.text()[subject.span.end as usize..span.start.max(subject.span.end) as usize].trim();
            let direct = matches!(beside, "" | "to" | "will" | "set to" | "vows to" | "may" | "could");
            match said {
                None if direct && !sense.noun && subject.span.end <= span.start => said = Some((span, sense)),
                None if matches!(before, "not" | "never" | "n't") => return None,
                Some((_, known)) if known.pair == sense.pair && known.side != sense.side => return None,
                _ => {}
            }
        }
        let (verb, sense) = said?;
        let owner = subject.actor?;
        let mut others: Vec<ActorId> = mentions(context, block.span).filter_map(|mention| mention.actor).collect();
        others.retain(|other| *other != owner);
        others.sort_unstable_by_key(|other| other.0);
        others.dedup();
        (!others.is_empty()).then_some(Headline { subject: owner, others, verb, sense })
    }
}

fn mentions<'a>(context: &Context<'a>, within: Span) -> impl Iterator<Item = &'a Mention> {
    let mentions = &context.reading.actors.mentions;
    let first = mentions.partition_point(|mention| mention.span.start < within.start);
    mentions[first..]
        .iter()
        .take_while(move |mention| mention.span.end <= within.end)
        .filter(|mention| mention.actor.is_some() && mention.kind != MentionKind::Pronoun)
}

/// The sentences of a block, in the article's bytes.
fn sentences(block: Block, read: &BlockReading) -> impl Iterator<Item = Span> {
    read.discourse.sentence_spans(block.span.len()).map(move |sentence| sentence.shift(block.span.start))
}

/// The words of the table between two bytes, with the word before each.
fn words<'a>(context: &Context<'a>, block: Block, read: &'a BlockReading, within: Span) -> impl Iterator<Item = (Span, Sense, &'a str)> {
    let text = block.span.of(context.text());
    (0..read.tokens.len()).filter_map(move |at| {
        let span = read.tokens[at].span.shift(block.span.start);
        let sense = within.contains(span).then(|| sense(read.tokens[at].text(text))).flatten()?;
        let before = at.checked_sub(1).map_or("", |before| read.tokens[before].text(text));
        Some((span, sense, before))
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    const BODY: &str = "Foreign Minister Ann Roe warned Norway on Monday against helping Denmark.\n\nRoe cautioned Norway twice this year.";

    #[test]
    fn fires_where_the_body_says_the_opposite() {
        fires("headline-verb", &[&format!("Ann Roe to <boost> Norway during visit\n\n{BODY}")]);
    }

    #[test]
    fn silent_where_the_body_bears_it_out_or_says_too_little() {
        silent(
            "headline-verb",
            &[
                &format!("Ann Roe to boost Norway during visit\n\n{BODY} Roe praised Norway as well."),
                &format!("Ann Roe warns Norway during visit\n\n{BODY}"),
                &format!("Ann Roe to visit Norway\n\n{BODY}"),
                &format!("Will Ann Roe boost Norway?\n\n{BODY}"),
                "Ann Roe to boost Norway during visit\n\nForeign Minister Ann Roe warned Norway on Monday.",
                "Ann Roe to boost Norway during visit\n\nBen Poe warned Denmark. Poe cautioned Norway.",
            ],
        );
    }
}
