//! Inlay hints: the resolved day after a relative date; where they are wanted, who a pronoun is that says something, and who a description means.

use super::{hover, words};
use crate::actors::{Mention, MentionKind};
use crate::index::Snapshot;
use crate::reading::Reading;
use crate::text::{FileKey, Span};
use std::collections::BTreeSet;

/// A word or two that the editor shows in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// After which byte it stands.
    pub offset: u32,
    /// What it says.
    pub label: String,
    /// More of it.
    pub tooltip: String,
}

/// The hints that are wanted beside those for days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The speaker after a pronoun that says something.
    pub speakers: bool,
    /// The actor after a description, as "his Chinese counterpart".
    pub referents: bool,
}

/// The hints inside a span of an open file, in the order of the text.
pub fn inlay_hints(snapshot: &Snapshot, file: &FileKey, span: Span, wanted: Hints) -> Vec<InlayHint> {
    let Some(reading) = snapshot.reading(file) else { return Vec::new() };
    let relative = reading.dates.expressions.iter().filter(|expression| expression.relative && span.contains(expression.span));
    let days = relative.filter_map(|expression| {
        let (first, last) = expression.days?;
        let label = if first == last { first.to_string() } else { expression.value.to_string() };
        Some(InlayHint { offset: expression.span.end, label, tooltip: words::value(expression)? })
    });
    let mut hints: Vec<InlayHint> = days.chain(actors(reading, span, wanted)).collect();
    hints.sort_by_key(|hint| hint.offset);
    hints
}

/// Who is meant where no name says it.
fn actors(reading: &Reading, span: Span, wanted: Hints) -> Vec<InlayHint> {
    if wanted == Hints::default() {
        return Vec::new();
    }
    let sources: BTreeSet<Span> = reading.claims.claims.iter().flat_map(|claim| claim.source.iter().copied()).collect();
    let is_wanted = |mention: &&Mention| match mention.kind {
        MentionKind::Pronoun => wanted.speakers && sources.contains(&mention.span),
        MentionKind::Nominal => wanted.referents,
        MentionKind::Named => false,
    };
    let found = reading.actors.mentions.iter().filter(|mention| span.contains(mention.span)).filter(is_wanted);
    let hint = |mention: &Mention| {
        let actor = reading.actors.actor(mention.actor?);
        // An actor without a name is called by its description.
        let is_named = reading.actors.mention(actor.introduction).kind == MentionKind::Named;
        let tooltip = is_named.then(|| hover::why(reading, mention)).flatten()?;
        Some(InlayHint { offset: mention.span.end, label: actor.name.to_string(), tooltip })
    };
    found.filter_map(hint).collect()
}
