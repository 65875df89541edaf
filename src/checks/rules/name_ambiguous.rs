//! `name-ambiguous`: a bare family name where two bearers were introduced.

use crate::actors::{ActorClass, MentionKind};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "name-ambiguous", level: Level::Warning, summary: "A bare family name where two bearers were introduced", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let actors = &context.reading.actors;
    let mut reported: Vec<&str> = Vec::new();
    for (id, candidates) in &actors.open {
        let mention = actors.mention(*id);
        let words = context.words(mention.span);
        if mention.kind != MentionKind::Named
            || mention.class != ActorClass::Person
            || candidates.len() < 2
            || words.contains(' ')
            || reported.contains(&words)
        {
            continue;
        }
        reported.push(words);
        let names: Vec<&str> = candidates.iter().map(|candidate| actors.actor(*candidate).name.as_str()).collect();
        let mut finding = Finding::new(RULE.code, RULE.level, mention.span, format!("“{words}” may be {}", names.join(" or ")));
        for (candidate, name) in candidates.iter().zip(&names) {
            finding = finding.relate(context.file, actors.mention(actors.actor(*candidate).introduction).span, (*name).to_owned());
            let at = Span { start: mention.span.start, end: mention.span.start };
            if let Some(given) = name.strip_suffix(words).filter(|given| !given.is_empty()) {
                finding = finding.fix(format!("Write “{name}”"), vec![Edit { span: at, text: given.to_owned() }], false);
            }
        }
        findings.push(finding);
    }
}
