//! `figure-conflict-elsewhere`: another article of the workspace counts the same thing and gets another figure.

use crate::checks::{Context, Finding, Rule, related};
use crate::claims::Bound;
use crate::config::Level;
use crate::index::{Entry, FigureEntry, Particular, alike};
use crate::reading::Role;
use crate::text::Span;
use std::borrow::Cow;
use std::sync::Arc;

pub(super) const RULE: Rule = Rule {
    code: "figure-conflict-elsewhere",
    level: Level::Information,
    summary: "Another article counts the same thing and gets another figure",
    check,
};

/// Within this many days, two figures of one source should agree.
const DAYS: i32 = 14;
/// After so many days a figure is history, and a new one no conflict.
const LAPSED: i32 = 183;
/// How many other places a finding names.
const NAMED: usize = 5;
/// How many articles are compared with each other for being copies: an archive may hold thousands that count "people".
const COMPARED: usize = 24;
/// How many other figures are looked at, those of these days first.
const LOOKED_AT: usize = 2 * COMPARED;
/// Within how many bytes two figures stand side by side.
const BESIDE: u32 = 200;
/// How alike near copies of a sentence are.
const SAME_SENTENCE: f64 = 0.75;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let index = &context.snapshot.index;
    let Some(own) = index.entry(context.file) else { return };
    let copies = related::copies(context, own);
    let is_copy = |entry: &Arc<Entry>| copies.iter().any(|copy| Arc::ptr_eq(copy, entry));
    let some = !own.figures.is_empty() || !own.particulars.is_empty();
    let event = if some { related::of_one_event(context, own) } else { Vec::new() };
    for particular in &own.particulars {
        let others = copies.iter().chain(event.iter().filter(|entry| !is_copy(entry))).take(COMPARED);
        findings.extend(contradicted(own, particular, others));
    }
    let revised: Vec<f64> = own.figures.iter().filter(|figure| figure.revised).map(|figure| figure.value).collect();
    for figure in &own.figures {
        let may_disagree = may_disagree(own, figure);
        if revised.contains(&figure.value) || copies.is_empty() && event.is_empty() && !may_disagree {
            continue;
        }
        let mut others: Vec<(&Arc<Entry>, &FigureEntry)> = index.other_count(own, figure, LOOKED_AT);
        others.retain(|(entry, other)| match is_copy(entry) {
            true => copy_differs(own, figure, entry, other),
            false => may_disagree && disagree(own, figure, entry, other),
        });
        others.extend(event.iter().take(COMPARED).filter(|entry| !is_copy(entry)).flat_map(|entry| look_alikes(own, figure, entry)));
        if figure.role == Some(Role::Penalty) {
            let penalties = event.iter().take(COMPARED).filter(|entry| !is_copy(entry));
            others.extend(penalties.filter_map(|entry| Some((entry, own.other_penalty(entry)?))));
        }
        for copy in copies.iter().take(COMPARED) {
            // What is cheap is asked first: most figures of a copy are the same.
            let differs = |other: &&FigureEntry| other.key == figure.key && other.unit == figure.unit && !figure.may_equal(other);
            if !copy.figures.iter().any(|other| differs(&other)) {
                continue;
            }
            let like = copy.figures.iter().filter(|other| other.unit == figure.unit && are_of_one_sentence(figure, other));
            // A sentence with two figures is like itself: the same figure there means that nothing differs.
            let like: Vec<_> = like.collect();
            if like.iter().all(|other| !figure.may_equal(other)) {
                let found = like.into_iter().filter(differs).filter(|other| copy_differs(own, figure, copy, other));
                others.extend(found.map(|other| (copy, other)));
            }
        }
        others.retain(|(entry, _)| own.days_from(entry).is_none_or(|days| days <= LAPSED));
        others.retain(|(entry, other)| figure.value != other.value && !own.gives(other) && !entry.gives(figure) && !corrects(entry, other));
        others.dedup_by(|a, b| Arc::ptr_eq(a.0, b.0) && a.1.span == b.1.span);
        findings.extend(finding(own, figure, &others));
    }
}

/// Whether two copies have the sentences of both figures in common, or nearly; a short one without a change.
fn are_of_one_sentence(figure: &FigureEntry, other: &FigureEntry) -> bool {
    let (one, other) = (&figure.context, &other.context);
    alike(one, other) >= SAME_SENTENCE || !one.is_empty() && one == other
}

/// Whether there may be an article that does: shares change, and of a day that is not known, little is.
fn may_disagree(own: &Entry, figure: &FigureEntry) -> bool {
    let share = figure.unit == Some("percent");
    !share && (own.day().is_some() || !figure.grows() && figure.is_named())
}

/// The figures of another report of one event that look like a figure with a key struck wrongly, where neither report has the other's.
fn look_alikes<'e>(own: &Entry, figure: &FigureEntry, entry: &'e Arc<Entry>) -> Vec<(&'e Arc<Entry>, &'e FigureEntry)> {
    let like = entry.figures.iter().filter(|other| figure.looks_like(other) && !has_value(own, other.value));
    let mut found: Vec<_> = like.map(|other| (entry, other)).collect();
    if !found.is_empty() && has_value(entry, figure.value) {
        found.clear();
    }
    found
}

/// Whether an article has a figure of this value, whatever it counts.
fn has_value(entry: &Entry, value: f64) -> bool {
    entry.figures.iter().any(|figure| figure.value == value)
}

/// Whether an article says itself that a figure was another before, if only in one of the places that give it.
fn corrects(entry: &Entry, figure: &FigureEntry) -> bool {
    entry.figures.iter().any(|own| own.revised && own.value == figure.value)
}

/// Whether what differs between two copies may be a slip. An article that is updated from one day to the next has more dead or votes, other shares, and
/// says itself what it corrects; "just under 10%" is 9.75%.
fn copy_differs(own: &Entry, figure: &FigureEntry, entry: &Entry, other: &FigureEntry) -> bool {
    let later = own.day().zip(entry.day()).map(|(one, other)| one.cmp(&other)).filter(|order| order.is_ne());
    let grown = figure.grows() && later.is_some_and(|order| figure.value.total_cmp(&other.value) == order);
    let share = figure.unit == Some("percent") && later.is_some();
    let worded = figure.bound != other.bound && figure.holds_with(other);
    !(grown || share || worded)
}

/// Whether two articles that are told independently cannot both be right about what both count, where such a thing [may be](may_disagree). Where that takes a day that is not known, they may.
fn disagree(own: &Entry, figure: &FigureEntry, entry: &Entry, other: &FigureEntry) -> bool {
    let days = own.day().zip(entry.day());
    let dated = match figure.grows() {
        true => days.is_some_and(|(one, two)| one == two || (one < two) == (figure.value > other.value)),
        false => days.is_some() || figure.is_named() && other.is_named(),
    };
    dated && !figure.holds_with(other) && !adds_up(own, figure, other) && !adds_up(entry, other, figure)
}

/// Whether a figure and another one beside it are the other article's together: "50 in Norrvik and 20 in Skarvik".
fn adds_up(entry: &Entry, figure: &FigureEntry, whole: &FigureEntry) -> bool {
    let near = |part: &&FigureEntry| part.span != figure.span && part.span.start.abs_diff(figure.span.start) < BESIDE;
    entry.figures.iter().filter(near).any(|part| part.value + figure.value == whole.value)
}

/// How many of the articles are not copies of each other, of the first ones.
fn independent(articles: &[&Arc<Entry>]) -> usize {
    let mut known: Vec<&Arc<Entry>> = Vec::new();
    for entry in articles.iter().take(COMPARED) {
        if !known.iter().any(|known| known.is_copy_of(entry)) {
            known.push(entry);
        }
    }
    known.len()
}

/// A place in another article that gives something otherwise.
struct Place<'e> {
    entry: &'e Arc<Entry>,
    span: Span,
    words: Cow<'e, str>,
    /// Who says so.
    speaker: Option<String>,
}

fn finding(own: &Entry, figure: &FigureEntry, others: &[(&Arc<Entry>, &FigureEntry)]) -> Option<Finding> {
    let who = |entry: &Entry, figure: &FigureEntry| entry.speaker_of(figure).map(|speaker| entry.speaker_name(speaker).to_owned());
    let said_by = who(own, figure);
    let close = others.iter().any(|(entry, other)| {
        let near = own.days_from(entry).is_some_and(|days| days <= DAYS);
        // "At least 19 dead" are no fewer than 27 an hour later.
        let at_least = figure.fate.is_some() && figure.bound == other.bound && matches!(figure.bound, Bound::AtLeast | Bound::MoreThan);
        near && !at_least && (said_by == who(entry, other) || own.is_copy_of(entry))
    });
    let places = others.iter().map(|(entry, other)| {
        let (words, speaker) = (Cow::Borrowed(&*other.words), who(entry, other));
        Place { entry, span: other.span, words, speaker }
    });
    reported(figure.span, &figure.words, &places.collect::<Vec<_>>(), close)
}

/// An age, vote or prison term that near copies or other reports of one event give otherwise.
fn contradicted<'e>(own: &Entry, particular: &Particular, others: impl Iterator<Item = &'e Arc<Entry>>) -> Option<Finding> {
    let near = others.filter(|entry| own.days_from(entry).is_none_or(|days| days <= DAYS));
    let place = |entry: &'e Arc<Entry>| {
        let other = own.contradiction(particular, entry)?;
        Some(Place { entry, span: other.span, words: Cow::Owned(entry.words_of(other)), speaker: None })
    };
    let places: Vec<Place<'_>> = near.filter_map(place).collect();
    let copied = places.iter().any(|place| own.is_copy_of(place.entry));
    reported(particular.span, &own.words_of(particular), &places, copied)
}

/// What is reported of words that other articles contradict; `None` where none does. A warning where it is a slip rather than a series.
fn reported(span: Span, words: &str, others: &[Place<'_>], slip: bool) -> Option<Finding> {
    let first = others.first()?.entry;
    let mut articles: Vec<&Arc<Entry>> = others.iter().map(|other| other.entry).collect();
    articles.dedup_by(|a, b| Arc::ptr_eq(a, b));
    let elsewhere = match (independent(&articles), articles.len() > COMPARED) {
        (1, false) => format!("in {}", first.file.name()),
        (number, false) => format!("in {number} independent articles"),
        (_, true) => format!("in more than {COMPARED} articles"),
    };
    let mut seen: Vec<&str> = Vec::new();
    for other in others {
        if !seen.contains(&&*other.words) {
            seen.push(&other.words);
        }
        if seen.len() == 3 {
            break;
        }
    }
    let message = format!("“{words}” here, “{}” {elsewhere}", seen.join("”, “"));
    let mut found = Finding::new(RULE.code, if slip { Level::Warning } else { RULE.level }, span, message);
    for Place { entry, span, words, speaker } in others.iter().take(NAMED) {
        let day = entry.day().map_or_else(|| "no date".to_owned(), |day| day.to_string());
        let speaker = speaker.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
        found = found.relate(&entry.file, *span, format!("{day}{speaker}: {words}"));
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::findings;

    /// What is reported in the second of two articles.
    fn against(other: &str, one: &str) -> Vec<String> {
        let found = findings(&[("one.md", one), ("other.md", other)]);
        found.into_iter().filter(|finding| finding.code == RULE.code).map(|finding| finding.message).collect()
    }

    #[test]
    fn the_same_thing_in_like_words() {
        for (one, other) in [
            (
                "---\ndate: 2024-05-03\n---\nThe storm killed 70 sailors of the Norrvik ferry on Monday.\n",
                "---\ndate: 2024-05-03\n---\nThe storm killed 40 sailors of the Norrvik ferry on Monday.\n",
            ),
            ("Roe said that 31 Danish trawlers had left the harbour.\n", "Some 60 Danish trawlers have left Norrvik harbour, she said.\n"),
            (
                "---\ndate: 2024-05-03\n---\nThe storm near Norrvik killed 70 sailors and injured 90.\n",
                "---\ndate: 2024-05-04\n---\nThe storm near Norrvik has killed 40 sailors and sunk a ferry.\n",
            ),
        ] {
            assert_eq!(against(one, other).len(), 1, "{one}");
        }
    }

    /// Two reports of one event in other words, as far as the figures go.
    const REPORT: &str = "---\ndate: 2024-05-03\n---\nFerry hits rock off Norrvik\n\nNORRVIK — The ferry Alma, which was carrying \
        FIGURE, struck a rock near Skarvik on Friday.\n\nAnn Brandvik, who leads Norrvik Lines, said the crew had done all they could. Ole \
        Moen of the Skarvik Harbour Office said 15 crew members were questioned.\n";
    const OTHER: &str = "---\ndate: 2024-05-04\n---\n‘Like a wall’: a night on the Alma\n\nSKARVIK — Rolf Hegg was one of FIGURE when the \
        Alma ran aground.\n\nThe owner, Norrvik Lines, and its head, Ann Brandvik, thanked the islanders. Ole Moen, of the Skarvik Harbour \
        Office, wants to hear the 15 crew members. The ferry goes to Norrvik for repairs.\n";

    #[test]
    fn one_event_in_other_words() {
        let told = |one: &str, other: &str| against(&REPORT.replace("FIGURE", one), &OTHER.replace("FIGURE", other)).len();
        assert_eq!(told("214 passengers", "241 passengers aboard"), 1);
        assert_eq!(told("340 workers", "430 employees"), 1);
        // Not a slip of the fingers; other things; the text says itself that it was another.
        assert_eq!(told("214 passengers", "350 passengers aboard"), 0);
        assert_eq!(told("214 passengers", "241 cars aboard"), 0);
        assert_eq!(told("214 passengers", "241 passengers, correcting an earlier figure,"), 0);
        assert_eq!(told("214 passengers", "241 passengers, not 214 as first reported,"), 0);
        // These words correct nothing.
        assert_eq!(told("214 passengers", "241 passengers from the correctional house, as the previously elected mayor was,"), 1);
        // Another event.
        let elsewhere = OTHER.replace("Ann Brandvik", "Eva Lund").replace("Norrvik", "Tromvik").replace("Skarvik", "Langvik");
        assert_eq!(against(&REPORT.replace("FIGURE", "214 passengers"), &elsewhere.replace("FIGURE", "241 passengers")).len(), 0);
    }

    /// Two reports of one case in other words, as far as ages, votes, terms and sums go.
    const CASE: &str = "---\ndate: 2024-05-03\n---\nTreasurer of Norrvik Lines convicted\n\nNORRVIK — Ole Hegg, AGE, a former treasurer of Norrvik \
        Lines, was sentenced on Friday to TERM in prison. Hegg had pleaded guilty to stealing LOOT from the ferry company.\n\nThe judge, Ann \
        Brandvik, also imposed a fine of PENALTY. The council of Skarvik voted VOTE on Thursday to sell Norrvik Lines the 120 berths of the \
        old quay, which Rolf Moen of the Skarvik Harbour Office had opposed.\n";
    const AGAIN: &str = "---\ndate: 2024-05-04\n---\nThe man who sank a ferry line\n\nSKARVIK — Ole Hegg, AGE, came to court alone. Judge Ann \
        Brandvik ordered Hegg to spend TERM behind bars.\n\nHegg stole LOOT, enough for two ferries. He must also pay PENALTY, the judge ruled. \
        Norrvik Lines will have its quay: on a VOTE vote, the Skarvik council agreed to sell the 120 berths to Norrvik Lines, said Rolf Moen of \
        the Skarvik Harbour Office.\n";

    #[test]
    fn what_is_so_of_one_person_or_one_vote() {
        let given = [("AGE", "67"), ("TERM", "12 years"), ("LOOT", "$870,000"), ("PENALTY", "$250,000"), ("VOTE", "7-2")];
        let filled = |text: String| given.iter().fold(text, |text, (name, words)| text.replace(name, words));
        let found = |name: &str, words: &str| against(&filled(CASE.to_owned()), &filled(AGAIN.replace(name, words))).len();
        assert_eq!(found("AGE", "67"), 0);
        for (name, words) in [("AGE", "76"), ("TERM", "14 years"), ("LOOT", "$780,000"), ("PENALTY", "$220,000"), ("VOTE", "6-3")] {
            assert_eq!(found(name, words), 1, "{name} {words}");
        }
        // A birthday; a year in months; another sum that is no slip of the fingers; the same vote seen from the other side; another vote.
        for (name, words) in
            [("AGE", "68"), ("TERM", "144 months"), ("LOOT", "$650,000"), ("PENALTY", "£250,000"), ("VOTE", "2-7"), ("VOTE", "5-1")]
        {
            assert_eq!(found(name, words), 0, "{name} {words}");
        }
        // Another vote of the council in one night.
        let (sale, raise) = ("agreed to sell the 120 berths to Norrvik Lines", "raised its taxes");
        let taxes = AGAIN.replace("Norrvik Lines will have its quay: on a VOTE", "On a 6-3").replace(sale, raise);
        assert_eq!(against(&filled(CASE.to_owned()), &filled(taxes)), Vec::<String>::new());
        // The son; two terms, of which either may be another's.
        let (case, again) = (filled(CASE.to_owned()), filled(AGAIN.replace("AGE", "19").replace("TERM", "14 years")));
        assert_eq!(against(&case, &again).len(), 2);
        let son = again.replace("Ole Hegg", "Ole Hegg Jr.").replace("He must", "Knut Hegg was jailed for three years. He must");
        assert_eq!(against(&case, &son), Vec::<String>::new());
    }

    #[test]
    fn copies_that_are_updated() {
        let corrected = |headline: &str, first: &str| {
            format!(
                "---\ndate: 2024-05-03\n---\n{headline} arrested at Norrvik quay\n\nThe police of Norrvik arrested {first} on Friday night, when two \
                groups met at the old quay and threw stones and bottles at each other for an hour before the rain came.\n\nThe quay was closed.\n"
            )
        };
        let first = corrected("46", "46 people");
        assert!(!against(&corrected("38", "38 people"), &first).is_empty());
        assert_eq!(against(&corrected("38", "38 people, not 46 as first reported,"), &first), Vec::<String>::new());
        // A sentence of few words.
        let freed =
            |bail: &str| corrected("38", "38 people").replace("The quay was closed.", &format!("They were freed on US$ {bail} bail."));
        assert_eq!(against(&freed("20,000"), &freed("30,000")).len(), 1);

        let copy = |date: &str, killed: &str, share: &str| {
            format!(
                "---\ndate: {date}\n---\nThe storm near Norrvik killed {killed} sailors and sank a ferry, the harbour office of Skarvik said.\n\n\
                Ann Roe won {share} of the vote in the Norrvik council on the day of the storm, and the ferry is to be lifted in autumn when \
                the nets of the trawlers are dry.\n"
            )
        };
        let first = copy("2024-05-03", "40", "41%");
        assert_eq!(against(&copy("2024-05-03", "70", "41%"), &first).len(), 1);
        assert_eq!(against(&copy("2024-05-04", "70", "53%"), &first), Vec::<String>::new());
        assert_eq!(against(&copy("2024-05-03", "just under 41", "41%"), &first), Vec::<String>::new());
    }

    #[test]
    fn a_tally_grows() {
        let told = |day: &str, count: &str| {
            format!("---\ndate: 2024-05-{day}\n---\nAnn Roe now has {count} Norrvik Labour delegates for the nomination.\n")
        };
        let other = told("10", "382");
        assert_eq!(against(&told("20", "503"), &other), Vec::<String>::new());
        assert_eq!(against(&told("03", "211"), &other), Vec::<String>::new());
        for wrong in [told("20", "211"), told("03", "503"), told("10", "503")] {
            assert_eq!(against(&wrong, &other).len(), 1, "{wrong}");
        }
        let trawlers = |text: String| text.replace("delegates for the nomination", "trawlers in the harbour");
        assert_eq!(against(&trawlers(told("20", "503")), &trawlers(other)).len(), 1);
    }

    #[test]
    fn like_words_about_other_things() {
        for (one, other) in [
            (
                "The fire near Skarvik killed three sailors, the police said.\n",
                "The fire near Norrvik killed two sailors, the police said.\n",
            ),
            // A series that grows, the killed and the injured, parts and their sum, a lower bound.
            (
                "---\ndate: 2024-05-04\n---\nThe storm near Norrvik killed 70 sailors and injured 90.\n",
                "---\ndate: 2024-05-03\n---\nThe storm near Norrvik has killed 40 sailors and sunk a ferry.\n",
            ),
            (
                "---\ndate: 2024-05-03\n---\nThe storm near Norrvik killed 70 sailors.\n",
                "---\ndate: 2024-05-03\n---\nThe storm near Norrvik injured 90 sailors.\n",
            ),
            (
                "---\ndate: 2024-05-03\n---\nThe storm killed 70 sailors off Norrvik and Skarvik.\n",
                "---\ndate: 2024-05-03\n---\nThe storm killed 50 sailors off Norrvik and 20 off Skarvik.\n",
            ),
            (
                "---\ndate: 2024-05-03\n---\nThe storm killed 70 sailors off Norrvik and Skarvik.\n",
                "---\ndate: 2024-05-03\n---\nThe storm killed 50 sailors off Norrvik, then it killed 20 sailors off Skarvik.\n",
            ),
            (
                "---\ndate: 2024-05-03\n---\nThe storm near Norrvik killed more than 40 sailors.\n",
                "---\ndate: 2024-05-03\n---\nThe storm near Norrvik has killed 70 sailors and sunk a ferry.\n",
            ),
            // An event without a day; shares of two votes; speeds and hours; grades.
            ("The storm near Norrvik killed 70 sailors and sank a ferry.\n", "The storm killed 40 sailors near Norrvik, the port said.\n"),
            (
                "---\ndate: 2024-05-03\n---\nAnn Roe won the Norrvik council vote with 26% of the vote.\n",
                "---\ndate: 2024-05-17\n---\nAnn Roe came second in the Skarvik council vote with 20% of the vote.\n",
            ),
            (
                "---\ndate: 2024-05-03\n---\nThe storm Vera was moving to the north of Norrvik at 3 mph.\n",
                "---\ndate: 2024-05-04\n---\nBy noon Vera, a storm that was moving to the north, left Norrvik at 20 mph.\n",
            ),
            (
                "---\ndate: 2024-05-03\n---\nOn the scale of the Norrvik observatory, category 1 storms have winds that break trees.\n",
                "---\ndate: 2024-05-04\n---\nOn the scale of the Norrvik observatory, a category 3 storm has winds that break walls.\n",
            ),
            // Like deeds elsewhere; some of many.
            (
                "---\ndate: 2024-05-03\n---\nOff Norrvik, coast guards boarded four trawlers, cut nets and seized papers.\n",
                "---\ndate: 2024-05-04\n---\nOff Skarvik, coast guards boarded three trawlers, cut nets and seized papers.\n",
            ),
            (
                "The coast guards boarded four Danish fishing trawlers and cut two nets.\n",
                "Those coast guards boarded three Danish fishing trawlers, then cut three nets.\n",
            ),
            // Samples of two polls, what is needed, and all of whom the others are some.
            (
                "In a poll of 800 likely Norrvik Labour voters, most were for the new bridge.\n",
                "Among the 514 likely Norrvik Labour voters surveyed, half were against the new bridge.\n",
            ),
            (
                "Ann Roe still needs 159 Norrvik Labour delegates for the nomination.\n",
                "Ann Roe now has 382 Norrvik Labour delegates for the nomination.\n",
            ),
            (
                "Labour will defend 24 of the 34 Norrvik Council seats that are open in May.\n",
                "Labour has 24 Norrvik Council seats that are open in May.\n",
            ),
            // Others of a nation, and those of whom nothing is known but the nation.
            ("The harbour office gave 30 Danish trawlers a new berth.\n", "The storm sank two Danish trawlers on Monday.\n"),
            ("More than 20 million Danes will vote in May, she said.\n", "About 300 Danes were at the Norrvik quay, he said.\n"),
            ("Shares of Norrvik Lines closed at 50 cents on Monday.\n", "Shares of Norrvik Lines closed at 37 cents on Monday.\n"),
            (
                "---\ndate: 2024-05-02\n---\nThe storm killed 70 sailors of the Norrvik ferry.\n",
                "---\ndate: 2019-05-02\n---\nThe storm killed 40 sailors of the Norrvik ferry.\n",
            ),
        ] {
            assert_eq!(against(one, other), Vec::<String>::new(), "{one}");
        }
    }
}
