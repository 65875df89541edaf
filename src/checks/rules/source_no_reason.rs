//! `source-no-reason`: anonymity was granted and no reason is given for it.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::Speaker;
use crate::config::Level;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule { code: "source-no-reason", level: Level::Information, summary: "Anonymity granted, and no reason given", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let explained = context.reading.claims.claims.iter().filter_map(|claim| match claim.speaker {
        Speaker::Anonymous(anonymity) => anonymity.granted.filter(|_| anonymity.reason.is_some()),
        _ => None,
    });
    let explained: Vec<Span> = explained.collect();
    for (_, block, read) in context.blocks() {
        let granted = read.claims.unexplained().map(|granted| granted.shift(block.span.start));
        for granted in granted.filter(|granted| !explained.contains(granted) && context.quotation_around(*granted).is_none()) {
            let insert = Span { start: granted.end, end: granted.end };
            findings.push(Finding::new(RULE.code, RULE.level, granted, "Anonymity is granted here and no reason is given").fix(
                "Insert a stub for the reason",
                vec![Edit { span: insert, text: " because [TK]".to_owned() }],
                false,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn wherever_anonymity_is_granted_without_a_reason() {
        fires(
            "source-no-reason",
            &[
                "An official who spoke <on condition of anonymity> said the sides were far apart.\n",
                "The minister will go in May, a senior official said on Friday.\n\nThe official spoke <on condition of anonymity>.\n",
                "A minister, who <asked not to be named>, said it was over.\n",
                "An aide who <wished to remain anonymous> said it was over.\n",
                "An aide who <did not wish to be identified> said it was over.\n",
                "An aide who <declined to be named>, saying the quay would close, left at noon.\n",
            ],
        );
        silent(
            "source-no-reason",
            &[
                "An official who spoke on condition of anonymity because the talks are private said the sides were far apart.\n",
                "“I spoke on condition of anonymity,” Ann Roe said.\n",
                "An aide, who was not authorized to speak publicly, said it was over.\n",
                "Two officers spoke on condition of anonymity under ground rules that the navy had set.\n",
                "Two officers spoke on condition of anonymity under the rules of the briefing.\n",
                "The clerk declined to be named, saying she feared for her job.\n",
                "The woman, who was granted anonymity by the High Court, lives in Norrvik.\n",
                "The woman, who was granted anonymity by a judge, lives in Norrvik.\n",
            ],
        );
    }
}
