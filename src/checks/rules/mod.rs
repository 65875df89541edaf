//! The rules, one file each, and the list of them.

mod boilerplate;
mod date_unanchored;
mod placeholder;
mod quote_unbalanced;
mod source_no_reason;
mod source_plural;

use super::{Rule, RuleCode};
use crate::config::Level;

/// The code of what the silencer itself reports.
pub(super) const SUPPRESSION_UNUSED: RuleCode = "suppression-unused";

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    boilerplate::RULE,
    date_unanchored::RULE,
    placeholder::RULE,
    quote_unbalanced::RULE,
    source_no_reason::RULE,
    source_plural::RULE,
    Rule {
        code: SUPPRESSION_UNUSED,
        level: Level::Hint,
        summary: "A suppression that suppresses nothing, or names no rule",
        // Reported when all other rules have run.
        check: |_, _| {},
    },
];
