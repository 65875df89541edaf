//! `correction-elsewhere`: a figure, a name or a quotation that another article of the workspace has corrected.

use crate::actors::ActorClass;
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::index::{CorrectionEntry, Entry, Index, Key, MentionEntry, WrongFigure, shared};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::sync::Arc;

pub(super) const RULE: Rule = Rule {
    code: "correction-elsewhere",
    level: Level::Off,
    summary: "A figure, a name or a quotation that another article has corrected",
    check,
};

/// Articles on one thing share as many actors, or are copies of each other.
const ACTORS: usize = 2;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some(own) = index.entry(context.file) else { return };
    // What a note of the article itself says is no mistake.
    let noted = |span: Span| own.corrections.iter().any(|note| note.span.contains(span));
    let actors: FxHashSet<Key> = own.actors.keys().collect();
    let report = |span: Span, (entry, note): (&Arc<Entry>, &CorrectionEntry)| {
        let message = format!("{} has corrected this", entry.file.name());
        Finding::new(RULE.code, RULE.level, span, message).relate(&entry.file, note.span, "The correction")
    };
    for figure in own.figures.iter().filter(|figure| !noted(figure.span)) {
        let note = notes(index, own, &actors, Key::corrected_figure(figure.value)).find(|(_, note)| {
            let same = |wrong: &WrongFigure| {
                wrong.value == figure.value && wrong.unit == figure.unit && (wrong.key.is_none() || wrong.key == figure.key)
            };
            note.figures.iter().any(same) && shared(&figure.context, &note.words).next().is_some()
        });
        findings.extend(note.map(|note| report(figure.span, note)));
    }
    for (at, actor) in own.actors.iter().enumerate().filter(|(_, actor)| actor.class == ActorClass::Person) {
        for (form, name) in actor.forms().enumerate().filter(|(_, form)| form.contains(' ')) {
            let Some(note) =
                notes(index, own, &actors, Key::corrected_words(name)).find(|(_, note)| note.names.iter().any(|wrong| **wrong == *name))
            else {
                continue;
            };
            let is_it = |mention: &MentionEntry| usize::from(mention.form) == form && !noted(mention.span);
            findings.extend(own.mentions.of(at).find(is_it).map(|mention| report(mention.span, note)));
        }
    }
    for quote in own.quotes.iter().filter(|quote| !noted(quote.span)) {
        let note = notes(index, own, &actors, Key::corrected_words(quote.words)).find(|(entry, note)| {
            note.quotes.iter().filter_map(|at| entry.quotes.get(*at as usize)).any(|other| other.words == quote.words)
        });
        findings.extend(note.map(|note| report(quote.span, note)));
    }
}

/// The corrections of other articles on the same thing that have a key.
fn notes<'i>(
    index: &'i Index,
    own: &'i Entry,
    actors: &'i FxHashSet<Key>,
    key: Key,
) -> impl Iterator<Item = (&'i Arc<Entry>, &'i CorrectionEntry)> {
    let found = index.find(key).into_iter().filter(|(entry, _)| entry.file != own.file);
    let related = found.filter(move |(entry, _)| {
        let shared = entry.actors.keys().filter(|key| actors.contains(key)).count();
        shared >= ACTORS || own.is_copy_of(entry)
    });
    related.filter_map(|(entry, item)| Some((entry, entry.corrections.get(item)?)))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::findings_among;

    const OWN: &str = "Boat sinks\n\nMinister Ann Roe of Norway said on Monday that 41 people died when a boat sank near Oslo.\n\n\
                       “It was a very old boat and it had no papers at all,” Ben Poe said.\n";

    fn found(other: &str) -> Vec<String> {
        let found = findings_among("correction-elsewhere", &[("other.txt", other), ("article.txt", OWN)]);
        found.into_iter().map(|finding| format!("{}: {}", finding.span.of(OWN), finding.message)).collect()
    }

    #[test]
    fn fires_on_what_was_corrected() {
        let story = "Boat sinks\n\nMinister Ann Roe of Norway left for Oslo on Monday, where a boat had sunk.\n\n";
        let corrected = |note: &str| found(&format!("{story}{note}\n"));
        assert_eq!(
            corrected("Correction: An earlier version of this article said that 41 people died. It was 14."),
            ["41: other.txt has corrected this"]
        );
        assert_eq!(corrected("Clarification: The witness is Benjamin Poole, not Ben Poe."), ["Ben Poe: other.txt has corrected this"]);
        assert_eq!(
            corrected("Correction: “It was a very old boat and it had no papers at all” was said by Cid Coe."),
            ["It was a very old boat and it had no papers at all,: other.txt has corrected this"]
        );
    }

    #[test]
    fn silent_on_other_stories_on_other_figures_and_on_no_notes() {
        let note = "Correction: An earlier version of this article said that 41 people died. It was 14.";
        for other in [
            format!("Bus burns\n\nMinister Cid Coe of Chile left for Santiago on Monday.\n\n{note}\n"),
            format!("Boat sinks\n\nMinister Ann Roe of Norway left for Oslo.\n\n{}\n", note.replace("41", "40")),
            format!("Boat sinks\n\nMinister Ann Roe of Norway left for Oslo.\n\n{}\n", note.replace("people died", "boats sank")),
            "Boat sinks\n\nMinister Ann Roe of Norway said in Oslo that 41 people died. It was not 14.\n".to_owned(),
        ] {
            assert_eq!(found(&other), [] as [&str; 0], "{other}");
        }
    }
}
