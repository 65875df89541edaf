//! `claim-superseded`: what somebody is said to have said, and said otherwise later, by a newer article of the workspace.

use crate::checks::{Context, Finding, Rule, Tag};
use crate::claims::Bound;
use crate::config::Level;
use crate::index::{Entry, FigureEntry, SpeakerEntry};

pub(super) const RULE: Rule = Rule {
    code: "claim-superseded",
    level: Level::Off,
    summary: "A figure for which a newer article has another from the same source",
    check,
};

/// How many other figures are looked at.
const LOOKED_AT: usize = 96;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some((own, today)) = index.entry(context.file).and_then(|own| Some((own, own.day()?))) else { return };
    for figure in &own.figures {
        let others = index.other_count(own, figure, LOOKED_AT);
        // Mostly nobody else counts the same.
        let Some(source) = (!others.is_empty()).then(|| source(own, figure)).flatten() else { continue };
        let newer = others.into_iter().filter_map(|(entry, other)| Some((entry.day().filter(|day| *day > today)?, entry, other)));
        let changed = newer.filter(|(_, entry, other)| {
            let same = self::source(entry, other) == Some(source);
            same && !holds_with(figure, other) && !own.gives(other) && !entry.gives(figure) && !own.is_copy_of(entry)
        });
        let Some((day, entry, other)) = changed.max_by_key(|(day, ..)| *day) else { continue };
        let name = own.speaker_of(figure).map_or("", |speaker| own.speaker_name(speaker));
        let message = format!("By {}, {name} gives “{}” on {day}; here “{}”", entry.file.name(), other.words, figure.words);
        let mut finding = Finding::new(RULE.code, RULE.level, figure.span, message);
        finding.tags.push(Tag::Deprecated);
        findings.push(finding.relate(&entry.file, other.span, format!("{day}: {}", other.words)));
    }
}

/// The key of the actor whose statement a figure stands in.
fn source(entry: &Entry, figure: &FigureEntry) -> Option<crate::index::Key> {
    match entry.speaker_of(figure)? {
        SpeakerEntry::Actor(actor) => Some(entry.actors.get(actor as usize)?.key),
        SpeakerEntry::Anonymous | SpeakerEntry::Unknown => None,
    }
}

/// Whether the newer figure leaves the older one true.
fn holds_with(old: &FigureEntry, new: &FigureEntry) -> bool {
    matches!(old.bound, Bound::AtMost | Bound::FewerThan) && new.value <= old.value || old.may_equal(new)
}

#[cfg(test)]
mod tests {
    use crate::checks::Tag;
    use crate::checks::testing::findings_among;

    const OLD: &str = "Published: March 3, 2024\n\nMinister Ann Roe said that 100 Ruritanian firms had been barred from the old quay.\n";

    fn found(newer: &str) -> Vec<String> {
        let found = findings_among("claim-superseded", &[("newer.txt", newer), ("article.txt", OLD)]);
        assert!(found.iter().all(|finding| finding.tags == [Tag::Deprecated]));
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn fires_on_a_newer_figure_of_the_same_source() {
        assert_eq!(
            found("Published: April 26, 2024\n\nMinister Ann Roe said that 200 Ruritanian firms had been barred from the old quay.\n"),
            ["By newer.txt, Ann Roe gives “200 Ruritanian firms” on 2024-04-26; here “100 Ruritanian firms”"]
        );
    }

    #[test]
    fn silent_on_older_ones_on_other_sources_and_on_the_same_figure() {
        for newer in [
            "Published: February 2, 2024\n\nMinister Ann Roe said that 200 Ruritanian firms had been barred from the old quay.\n",
            "Published: April 26, 2024\n\nMinister Ben Poe said that 200 Ruritanian firms had been barred from the old quay.\n",
            "Published: April 26, 2024\n\nMinister Ann Roe said that 100 Ruritanian firms had been barred from the old quay.\n",
            "Published: April 26, 2024\n\nMinister Ann Roe said that 200 Ruritanian firms had been barred, after 100 Ruritanian firms in March.\n",
            "Published: April 26, 2024\n\nThe old quay has barred 200 Ruritanian firms.\n",
        ] {
            assert_eq!(found(newer), [] as [&str; 0], "{newer}");
        }
    }
}
