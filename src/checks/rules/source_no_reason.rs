//! `source-no-reason`: anonymity was granted and no reason is given for it.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "source-no-reason", level: Level::Information, summary: "Anonymity granted, and no reason given", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut seen: Vec<Span> = Vec::new();
    for claim in &context.reading.claims.claims {
        let Speaker::Anonymous(anonymity) = claim.speaker else { continue };
        let (Some(granted), None) = (anonymity.granted, anonymity.reason) else { continue };
        if seen.contains(&granted) {
            continue;
        }
        seen.push(granted);
        let insert = Span { start: granted.end, end: granted.end };
        findings.push(Finding::new(RULE.code, RULE.level, granted, "Anonymity is granted here and no reason is given").fix(
            "Insert a stub for the reason",
            vec![Edit { span: insert, text: " because [TK]".to_owned() }],
            false,
        ));
    }
}
