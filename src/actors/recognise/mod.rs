//! Names in a paragraph: a trained sequence model in two passes, rules for what rules do better, and the user's records, which win.
//!
//! [`recognise`] reads a paragraph alone and tallies what it takes each word for. [`settle`] reads it again with the [`Evidence`] of the
//! whole article, the sum of all tallies; its result depends on the paragraph and on [`Evidence::key`] only, so it can be remembered.

mod classes;
mod common;
mod compounds;
mod context;
mod evidence;
mod features;
mod gazetteer;
mod hash;
mod headlines;
mod known;
mod label;
mod labelled;
mod model;
mod path;
mod records;
mod results;
mod rules;
mod sheet;
mod titles;
pub mod training;
mod weights;

pub use evidence::Evidence;
pub use known::KnownAs;

use super::{ActorClass, MentionKind};
use crate::knowledge::Knowledge;
use crate::text::{Span, Token};
use evidence::Tallies;
use features::Second;
use gazetteer::Gazetteer;
use label::{Label, Sort};
use labelled::Labelled;
use model::Model;
use results::label_teams;
use sheet::Sheet;
use std::ops::Range;

/// A name found in a paragraph; spans are relative to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub span: Span,
    /// Its class, by context and tables.
    pub class: ActorClass,
    /// How it is mentioned.
    pub kind: MentionKind,
    /// The title before it: "Defense Secretary".
    pub title: Option<Span>,
    /// The description after it: "the Russian foreign minister".
    pub description: Option<Span>,
}

/// What a paragraph alone shows of its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockNames {
    sheet: Sheet,
    labels: Vec<Label>,
    tallies: Tallies,
    segments: Labelled,
}

/// How the segments of a paragraph were labelled when it was settled.
#[derive(Clone, Debug, Default)]
pub struct Segments(Labelled);

/// Unpacks the tables of words and the model, at once; else the first reading does so, one after the other.
pub fn warm_up() {
    rayon::join(Gazetteer::shared, Model::shared);
}

/// Reads a paragraph alone. `before` is what it was before an edit, where that is known: what looks the same is not read again.
pub fn recognise(text: &str, tokens: &[Token], before: Option<&BlockNames>) -> BlockNames {
    let sheet = Sheet::new(text, tokens);
    let before = before.map(|before| &before.segments);
    let (labels, tallies, segments) = Model::shared().first_pass(&sheet, before.unwrap_or(&Labelled::default()));
    BlockNames { sheet, labels, tallies, segments }
}

/// Some words.
#[derive(Debug)]
pub struct Words(Vec<u32>);

impl BlockNames {
    /// Whether any of these words may be a name here.
    pub fn have(&self, words: &Words) -> bool {
        self.tallies.has_any(&words.0)
    }
}

impl Evidence {
    /// What the paragraphs of an article show together.
    pub fn gather<'a>(blocks: impl Iterator<Item = &'a BlockNames> + Clone) -> Self {
        Evidence::of(blocks.map(|block| &block.tallies))
    }

    /// Exchanges what some paragraphs show for what others do; [`settle`] may read paragraphs otherwise than before that [have](BlockNames::have)
    /// any of the words.
    pub fn replace<'a>(&mut self, gone: impl Iterator<Item = &'a BlockNames>, come: impl Iterator<Item = &'a BlockNames>) -> Words {
        let tallies = |block: &'a BlockNames| &block.tallies;
        Words(self.exchange(&gone.map(tallies).collect::<Vec<_>>(), &come.map(tallies).collect::<Vec<_>>()))
    }

    /// A number that changes whenever [`settle`] could read this block otherwise.
    pub fn key_of(&self, block: &BlockNames) -> u64 {
        self.key(&block.tallies)
    }
}

/// The names of a paragraph under the evidence of its article, sorted by span; `before` is what the last time
/// left, of this paragraph or of what it was before an edit: what looks the same is not labelled again.
pub fn settle(
    text: &str,
    tokens: &[Token],
    block: &BlockNames,
    evidence: &Evidence,
    knowledge: &Knowledge,
    before: &Segments,
) -> (Vec<Name>, Segments) {
    let sheet = &block.sheet;
    let second = Second::new(sheet, evidence, &block.labels);
    let (mut labels, segments) = Model::shared().second_pass(sheet, &second, &block.segments, &before.0);
    label_teams(sheet, &mut labels);
    let mut found = rules::apply(sheet, &labels, evidence);
    records::apply(text, tokens, sheet, knowledge, &mut found);
    let taken = titles::Taken::by(sheet, &found);
    let span = |range: Range<usize>| tokens[range.start].span.to(tokens[range.end - 1].span);
    let actors = found.iter().filter_map(|name| match name.sort {
        Sort::Actor(class) => Some((name, class)),
        Sort::Other => None,
    });
    let names = actors
        .map(|(name, class)| {
            let person = class == ActorClass::Person;
            let title = person.then(|| titles::before(sheet, &taken, name.start)).flatten();
            let start = title.as_ref().map_or(name.start, |title| title.start);
            let beside = || titles::after(sheet, &taken, name.end).or_else(|| titles::explained(sheet, &taken, start, name.end));
            Name {
                span: span(name.start..name.end),
                class,
                kind: MentionKind::Named,
                description: person.then(beside).flatten().map(span),
                title: title.map(span),
            }
        })
        .collect();
    (names, Segments(segments))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    /// The paragraphs of one article with their names marked.
    fn read(paragraphs: &[&str]) -> String {
        let knowledge = Knowledge::default();
        let blocks: Vec<_> = paragraphs
            .iter()
            .map(|text| {
                let tokens = tokenize(text);
                let read = recognise(text, &tokens, None);
                (text, tokens, read)
            })
            .collect();
        let evidence = Evidence::gather(blocks.iter().map(|(.., read)| read));
        let mut out = String::new();
        for (text, tokens, read) in &blocks {
            let mut at = 0;
            for name in settle(text, tokens, read, &evidence, &knowledge, &Segments::default()).0 {
                let (start, end) = (name.span.start as usize, name.span.end as usize);
                out.push_str(&format!("{}[{} {}]", &text[at..start], name.class.label(), &text[start..end]));
                at = end;
            }
            out.push_str(&text[at..]);
            out.push('\n');
        }
        out
    }

    #[test]
    fn names_in_running_text() {
        assert_eq!(
            read(&["Chinese officials told Reuters in Beijing that President Maria Keller would visit the United Nations on Friday."]),
            "[NORP Chinese] officials told [ORG Reuters] in [LOC Beijing] that President [PER Maria Keller] would visit the [ORG United Nations] on Friday.\n"
        );
    }

    /// The first person's title and description.
    fn beside(text: &str) -> (Option<&str>, Option<&str>) {
        let knowledge = Knowledge::default();
        let tokens = tokenize(text);
        let block = recognise(text, &tokens, None);
        let evidence = Evidence::gather([&block].into_iter());
        let names = settle(text, &tokens, &block, &evidence, &knowledge, &Segments::default()).0;
        let person = names.iter().find(|name| name.class == ActorClass::Person).expect("a person");
        (person.title.map(|span| span.of(text)), person.description.map(|span| span.of(text)))
    }

    #[test]
    fn titles_before_a_name() {
        assert_eq!(beside("U.S. Defense Secretary Maria Keller said so.").0, Some("Defense Secretary"));
        assert_eq!(beside("They met former President Maria Keller in May.").0, Some("former President"));
        assert_eq!(beside("Energy Transition Minister Maria Keller spoke.").0, Some("Energy Transition Minister"));
        assert_eq!(beside("The White House national security adviser Maria Keller spoke.").0, Some("national security adviser"));
        assert_eq!(beside("On Monday Mr. Keller spoke in Lisbon.").0, Some("Mr."));
        assert_eq!(beside("While Prime Minister Maria Keller spoke, it rained.").0, Some("Prime Minister"));
        assert_eq!(beside("On Monday Maria Keller spoke.").0, None);
    }

    #[test]
    fn descriptions_after_a_name() {
        assert_eq!(beside("Maria Keller, the Russian foreign minister, said so.").1, Some("the Russian foreign minister"));
        assert_eq!(beside("Maria Keller, 45, a senator from Ohio, said so.").1, Some("a senator from Ohio"));
        assert_eq!(
            beside("It was Maria Keller, president of the United Nations General Assembly.").1,
            Some("president of the United Nations General Assembly")
        );
        assert_eq!(beside("Maria Keller, President Anna Roe and others met.").1, None);
        assert_eq!(beside("Maria Keller, in a letter to the president, said so.").1, None);
    }

    #[test]
    fn family_names_with_a_hyphen_are_one() {
        let read = read(&["Minister Ingrid Solberg-Haas spoke on Friday. Solberg-Haas said she would stay."]);
        assert!(read.contains("[PER Ingrid Solberg-Haas] spoke") && read.contains("[PER Solberg-Haas] said"), "{read}");
    }

    #[test]
    fn a_prefix_that_belongs_to_the_name() {
        let read = read(&["Most of the ultra-Orthodox schools in Antwerp lost money."]);
        assert!(read.contains("[NORP ultra-Orthodox] schools"), "{read}");
    }

    #[test]
    fn letters_that_tell_a_party_from_its_like() {
        let read = read(&["The MNP(T) and the MNP(K) split in 1998, and MPs of the MNP(K) won in Delhi."]);
        assert!(read.contains("[ORG MNP(T)] and") && read.contains("[ORG MNP(K)] split"), "{read}");
    }

    #[test]
    fn a_common_noun_alone_is_no_name() {
        let read = read(&["The Municipality of Arendal told the Court and its NGOs that the Kingdom would pay on Saturday."]);
        for noun in ["Court", "NGOs", "Kingdom", "Saturday"] {
            assert!(!read.contains(&format!("{noun}]")), "{read}");
        }
        assert!(read.contains("Arendal]"), "{read}");
    }

    #[test]
    fn a_second_syllable_written_small() {
        let read = read(&["Taiwanese President Kao Ming-te spoke on Monday. The Anna Keller-led party did not answer Kao Ming-te."]);
        assert!(read.contains("[PER Kao Ming-te] spoke") && read.contains("answer [PER Kao Ming-te]"), "{read}");
        assert!(!read.contains("Keller-led]"), "{read}");
    }

    #[test]
    fn names_by_the_words_beside_them() {
        let read = read(&[
            "By Ben Whitcombe at Moor Road",
            "The commissioner, Des Moran, left. Moran had been a teacher.",
            "He came from Brill, Jordan.",
            "His lawyer, Pak Sung-min, said nothing. Edith Stone spoke. Miss Stone said she would stay.",
            "Nadia Court, for the defence, said it was over.",
            "Cllr Ann Dawes spoke.",
        ]);
        for name in ["[PER Ben Whitcombe] at", "[PER Des Moran], left", "[LOC Brill], [LOC Jordan]", "[PER Pak Sung-min], said"] {
            assert!(read.contains(name), "{name}: {read}");
        }
        for name in ["Miss [PER Stone]", "[PER Nadia Court], for", "Cllr [PER Ann Dawes]"] {
            assert!(read.contains(name), "{name}: {read}");
        }
    }

    #[test]
    fn a_dateline_names_its_agency() {
        let read = read(&["LISBON, May 3, 2024 (Northwire) - The mayor left."]);
        assert!(read.starts_with("[LOC LISBON], May 3, 2024 ([ORG Northwire]) - The"), "{read}");
    }

    #[test]
    fn two_people_meet() {
        let read = read(&["Prime Minister Anna Keller met Ken Kato in May. The Keller-Kato meeting took an hour."]);
        assert!(read.contains("The [PER Keller]-[PER Kato] meeting"), "{read}");
    }

    #[test]
    fn the_article_helps_its_headline() {
        let body = "Anna Keller, the mayor of Lisbon, spoke on Monday. Mrs. Keller said the city would rebuild.";
        let read = read(&["KELLER SAYS CITY WILL REBUILD", body]);
        assert!(read.starts_with("[PER KELLER] SAYS CITY"), "{read}");
        assert!(read.contains("Mrs. [PER Keller] said"), "{read}");
    }

    #[test]
    fn a_verb_of_a_headline_is_in_no_name() {
        let body = "Anna Keller arrived in Oslo on Monday. Mrs. Keller said Norway was a friend.";
        let read = read(&["Keller Visits Norway to Discuss New Fishing Rights", body]);
        assert!(read.starts_with("[PER Keller] Visits [LOC Norway] to Discuss"), "{read}");
    }

    #[test]
    fn the_last_word_of_a_title_is_no_name() {
        let talks = "The State Department said U.S. Secretary of State Anna Keller met the State Department staff.";
        let read = read(&[talks, "U.S. Secretary of State Anna Keller left."]);
        assert!(
            read.contains("Secretary of State [PER Anna Keller] met") && read.contains("Secretary of State [PER Anna Keller] left"),
            "{read}"
        );
    }

    #[test]
    fn evidence_changes_only_when_the_words_of_a_block_do() {
        let read = |text: &str| recognise(text, &tokenize(text), None);
        let (one, two, other) = (read("Keller met Roe in Lisbon."), read("Keller left."), read("The Danube rose."));
        let key = |blocks: &[&BlockNames]| Evidence::gather(blocks.iter().copied()).key_of(&one);
        assert_eq!(key(&[&one]), key(&[&one, &other]));
        assert_ne!(key(&[&one]), key(&[&one, &two, &two, &two]));
    }

    #[test]
    fn nothing_panics() {
        for text in ["", " ", "(D-", "A", "U.S.", "\u{201C}\u{201D}", "é’s", "(X) (D-CA) -- 's 's", "İ İİ ẞ"] {
            read(&[text]);
        }
    }
}
