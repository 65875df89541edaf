//! `verb-loaded`: "claimed", "admitted": a verb of saying that judges what is said.

use crate::checks::lists::rows;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::Mode;
use crate::config::Level;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "verb-loaded", level: Level::Off, summary: "A verb of saying that judges what is said: claimed, admitted", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let from = findings.len();
    let mut found: Vec<&str> = Vec::new();
    for claim in &context.reading.claims.claims {
        let cue = claim.cue;
        let word = context.words(cue).to_lowercase();
        let Some(&[lemma, forms, sense]) = LOADED.get(&*word) else { continue };
        if claim.source.is_empty() || !is_statement(context, cue, claim.mode) || context.quotation_around(cue).is_some() {
            continue;
        }
        if let Some(at) = found.iter().position(|known| *known == lemma) {
            findings[from + at].related.push(super::here(context, cue, "The same verb"));
            continue;
        }
        found.push(lemma);
        let mut finding = Finding::new(RULE.code, RULE.level, cue, format!("“{word}” tells the reader that {sense}; “said” does not"));
        let said = forms.split(' ').position(|form| form == word).and_then(|at| ["say", "says", "said", "saying"].get(at));
        if let Some(said) = said {
            finding = finding.fix(format!("Write “{said}”"), vec![Edit { span: cue, text: (*said).to_owned() }], false);
        }
        findings.push(finding);
    }
}

/// The verbs by their forms: the lemma, its forms, and what it tells the reader.
static LOADED: LazyLock<FxHashMap<&str, [&str; 3]>> = LazyLock::new(|| {
    let rows = rows::<3>(include_str!("../data/loaded.tsv"));
    rows.flat_map(|row| row[1].split(' ').map(move |form| (form, row))).collect()
});

/// Whether a statement follows or goes before the verb, and not a thing: "claimed responsibility", "admitted to hospital".
fn is_statement(context: &Context<'_>, cue: Span, mode: Mode) -> bool {
    let after = &context.text()[cue.end as usize..];
    let next: &str = after.trim_start().split([' ', '\n']).next().unwrap_or_default();
    next == "that" || (mode == Mode::Direct && (after.starts_with(", “") || after.starts_with(", \"") || after.starts_with(['.', ','])))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_verbs_that_judge() {
        fires(
            "verb-loaded",
            &[
                "Minister Ann Roe <claimed> that the quay was safe.",
                "Ann Roe <admitted> that the quay was old. Ben Poe admitted that it was closed.",
                "“The quay is the best in the country,” Ann Roe <boasted>.",
            ],
        );
    }

    #[test]
    fn silent_on_things_claimed_and_on_plain_verbs() {
        silent(
            "verb-loaded",
            &[
                "Minister Ann Roe said that the quay was safe.",
                "The group claimed responsibility for the fire.",
                "Ann Roe was admitted to the hospital.",
                "“He claimed that the quay was safe,” Ann Roe said.",
            ],
        );
    }
}
