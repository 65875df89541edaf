//! The rules, one file each, and the list of them.

mod acronym_undefined;
mod acronym_unused;
mod boilerplate;
mod caption_conflict;
mod claim_superseded;
mod correction_elsewhere;
mod counterpart_unnamed;
mod country_mismatch;
mod date_age;
mod date_ambiguous_numeric;
mod date_elapsed;
mod date_future_past;
mod date_impossible;
mod date_last_next_ambiguous;
mod date_order;
mod date_reference_conflict;
mod date_stale_relative;
mod date_unanchored;
mod date_weekday_mismatch;
mod date_year_missing;
mod deceased_speaking;
mod figure_conflict;
mod figure_conflict_elsewhere;
mod front_matter_invalid;
mod headline_unsupported;
mod headline_verb;
mod hedge_doubled;
mod honorific_inconsistent;
mod icd_confidence_likelihood;
mod icd_mixed_scale;
mod list_count;
mod name_ambiguous;
mod name_first_incomplete;
mod name_full_repeated;
mod name_given_as_surname;
mod name_inconsistent;
mod name_misspelled;
mod percent_arithmetic;
mod percent_points;
mod percent_sum;
mod placeholder;
mod quote_late_attribution;
mod quote_mixed_marks;
mod quote_nested_marks;
mod quote_unattributed;
mod quote_unbalanced;
mod quote_variant;
mod quote_word_suspect;
mod rank_inconsistent;
mod reportedly_unsourced;
mod single_source;
mod source_no_reason;
mod source_plural;
mod source_vague;
mod superlative_unsourced;
mod title_dialect;
mod title_never_held;
mod title_not_held;
mod total_mismatch;
mod verb_loaded;

use super::{Context, Related, Rule, RuleCode};
use crate::config::Level;
use crate::text::{Place, Span};

/// The code of what the silencer itself reports.
pub const SUPPRESSION_UNUSED: RuleCode = "suppression-unused";

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    acronym_undefined::RULE,
    acronym_unused::RULE,
    boilerplate::RULE,
    caption_conflict::RULE,
    claim_superseded::RULE,
    correction_elsewhere::RULE,
    counterpart_unnamed::RULE,
    country_mismatch::RULE,
    date_age::RULE,
    date_ambiguous_numeric::RULE,
    date_elapsed::RULE,
    date_future_past::RULE,
    date_impossible::RULE,
    date_last_next_ambiguous::RULE,
    date_order::RULE,
    date_reference_conflict::RULE,
    date_stale_relative::RULE,
    date_unanchored::RULE,
    date_weekday_mismatch::RULE,
    date_year_missing::RULE,
    deceased_speaking::RULE,
    figure_conflict::RULE,
    figure_conflict_elsewhere::RULE,
    front_matter_invalid::RULE,
    headline_unsupported::RULE,
    headline_verb::RULE,
    hedge_doubled::RULE,
    honorific_inconsistent::RULE,
    icd_confidence_likelihood::RULE,
    icd_mixed_scale::RULE,
    list_count::RULE,
    name_ambiguous::RULE,
    name_first_incomplete::RULE,
    name_full_repeated::RULE,
    name_given_as_surname::RULE,
    name_inconsistent::RULE,
    name_misspelled::RULE,
    percent_arithmetic::RULE,
    percent_points::RULE,
    percent_sum::RULE,
    placeholder::RULE,
    quote_late_attribution::RULE,
    quote_mixed_marks::RULE,
    quote_nested_marks::RULE,
    quote_unattributed::RULE,
    quote_unbalanced::RULE,
    quote_variant::RULE,
    quote_word_suspect::RULE,
    rank_inconsistent::RULE,
    reportedly_unsourced::RULE,
    single_source::RULE,
    source_no_reason::RULE,
    source_plural::RULE,
    source_vague::RULE,
    superlative_unsourced::RULE,
    Rule {
        code: SUPPRESSION_UNUSED,
        level: Level::Hint,
        summary: "A suppression that suppresses nothing, or names no rule",
        // Reported when all other rules have run.
        check: |_, _| {},
    },
    title_dialect::RULE,
    title_never_held::RULE,
    title_not_held::RULE,
    total_mismatch::RULE,
    verb_loaded::RULE,
];

/// Another place of the same article.
fn here(context: &Context<'_>, span: Span, message: &str) -> Related {
    Related { place: Place { file: context.file.clone(), span }, message: message.to_owned() }
}
