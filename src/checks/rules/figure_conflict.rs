//! `figure-conflict`: one article counts the same thing twice, and the figures cannot both hold.

use crate::article::BlockKind;
use crate::checks::added::make_up;
use crate::checks::ages::differing_ages;
use crate::checks::counts::{Count, counts, is_told};
use crate::checks::openings::openings;
use crate::checks::outcomes::{Outcomes, outcomes};
use crate::checks::pictured::pictured;
use crate::checks::referred::refers_back;
use crate::checks::{Context, Finding, Rule};
use crate::claims::numbers;
use crate::config::Level;
use crate::text::{Span, Token, tokenize, unanimous};
use std::cell::LazyCell;

pub(super) const RULE: Rule =
    Rule { code: "figure-conflict", level: Level::Warning, summary: "One article counts the same thing twice, and differently", check };

/// The share of a headline's content words that a sentence must have to speak of the same.
const ALIKE: f64 = 0.4;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let counts = counts(context);
    headline(context, &counts, findings);
    again(context, &counts, findings);
    retold(context, &counts, findings);
    for [caption, body] in pictured(context, &counts) {
        findings.push(conflict(context, caption, body, "in the body"));
    }
    age(context, findings);
    outcome(context, findings);
}

/// A vote, a prison term, a score or the age of "a woman" of the headline that the body gives otherwise.
fn outcome(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for Outcomes { head, body } in outcomes(context).into_iter().chain(openings(context)) {
        let words = context.words(head);
        let message = format!("“{}” here, “{words}” in the headline", context.words(body));
        findings.push(Finding::new(RULE.code, RULE.level, body, message).relate(context.file, head, format!("“{words}” here")));
    }
}

/// Two ages of one person. The first stands; what differs from it is reported.
fn age(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for [first, age] in differing_ages(context) {
        let name = &context.reading.actors.actor(age.actor).name;
        let message = format!("{name} is {} here, {} before", age.years, first.years);
        findings.push(Finding::new(RULE.code, RULE.level, age.span, message).relate(
            context.file,
            first.span,
            format!("{} here", first.years),
        ));
    }
}

/// A figure of the headline that the body gives otherwise.
fn headline(context: &Context<'_>, counts: &[Count<'_>], findings: &mut Vec<Finding>) {
    let body: Vec<&Count<'_>> = counts.iter().filter(|count| count.kind == BlockKind::Paragraph).collect();
    let Some((lead, _, read)) = context.blocks().find(|(_, block, _)| block.kind == BlockKind::Paragraph) else { return };
    let span = context.reading.article.blocks[lead].span;
    let lead_text = context.words(span);
    let in_lead = LazyCell::new(|| {
        let found = numbers(lead_text, &read.tokens).into_iter();
        found.map(|(value, token)| (value, read.tokens[token].span.start + span.start)).collect::<Vec<(f64, u32)>>()
    });
    let heads: Vec<&Count<'_>> = counts.iter().filter(|count| count.kind == BlockKind::Headline).collect();
    for head in heads.iter().copied() {
        if head.is_share(context) {
            continue;
        }
        // "40 of 50 seats", where the body tells of the 40: only "40 of 52 seats" is held against it.
        if let Some(part) = head.part_before(context).filter(|part| in_body(context, *part)) {
            let first = body.iter().take_while(|count| count.paragraph == lead);
            let mut wholes = first.filter(|count| count.same_noun(head) && count.part_before(context) == Some(part));
            let other = wholes.next().filter(|count| !count.holds_with(head) && !in_body(context, head.figure.value));
            findings.extend(other.map(|other| conflict(context, other, head, "in the headline")));
            continue;
        }
        let like: Vec<&Count<'_>> = body.iter().copied().filter(|count| count.figure.unit == head.figure.unit).collect();
        let other = match head.names_thing() {
            true => named(context, head, &like, lead),
            false => None,
        };
        let other = other.or_else(|| told(context, head, &like, lead));
        // "Two dead, three hurt": the same number in the first paragraph is the one that the headline takes up, unless something else happened to
        // those, or the other one stands before it, counts the same thing and is none of the headline's own.
        let is_taken_up = |other: &Count<'_>| {
            in_lead.iter().filter(|(value, _)| *value == head.figure.value).any(|(_, start)| {
                let counted = body.iter().find(|count| count.figure.span.start == *start);
                let fits = counted.is_none_or(|counted| counted.may_be_of(head));
                let is_in_headline = heads.iter().any(|head| head.figure.value == other.figure.value);
                fits && (is_in_headline || *start < other.figure.span.start || !(other.same_noun(head) || other.same_event(head)))
            })
        };
        let is_explained =
            |other: &Count<'_>| is_taken_up(other) || counts_himself(lead_text, head, other) || is_made_up(context, head, other);
        if let Some(other) = other.filter(|other| !is_explained(other)) {
            findings.push(conflict(context, other, head, "in the headline"));
        }
    }
}

/// Whether a paragraph has a number.
fn in_body(context: &Context<'_>, number: f64) -> bool {
    is_told(context, number, |kind| kind == BlockKind::Paragraph)
}

/// "At least 12 killed" under a headline's "14 killed" that no paragraph has, where nobody else is told of behind it and the 12 are no narrower group.
fn is_short(context: &Context<'_>, count: &Count<'_>, head: &Count<'_>, lead: usize) -> bool {
    const MORE: [&str; 28] = [
        " and a ",
        " and an ",
        " and one ",
        " and his ",
        " and her ",
        " and its ",
        " and their ",
        "another",
        "as well as",
        "along with",
        " plus ",
        " also ",
        " later ",
        " both ",
        " several ",
        " couple",
        " died",
        " dead",
        " dies",
        " die ",
        " death",
        " body",
        " bodies",
        " added",
        " bringing",
        " including",
        " while ",
        " more ",
    ];
    let behind = context.text()[count.extent().end as usize..].split('\n').next().unwrap_or_default();
    let missing = head.figure.value - count.figure.value;
    let adds = || numbers(behind, &tokenize(behind)).iter().any(|(value, _)| *value <= missing);
    let is_first = count.paragraph == lead && count.is_outdone_by(head) && (count.is_of_persons() || count.same_noun(head));
    is_first && !MORE.iter().any(|words| behind.contains(words)) && !adds() && !in_body(context, head.figure.value)
}

/// "Four dead", of whom one "shot himself dead": who did it is one more.
fn counts_himself(lead: &str, head: &Count<'_>, other: &Count<'_>) -> bool {
    let himself = ["himself", "herself", "themselves", "turned the gun on", "including the"];
    head.figure.value == other.figure.value + 1.0 && himself.iter().any(|words| lead.contains(words))
}

/// How many paragraphs, the count's own among them, may tell of those who come on top.
const TOLD_IN: usize = 2;

/// "Three dead" of whom two were killed at once "and a third died in hospital".
fn is_made_up(context: &Context<'_>, head: &Count<'_>, other: &Count<'_>) -> bool {
    let Some(fate) = other.fate() else { return false };
    let blocks = context.blocks().filter(|(at, block, _)| *at >= other.paragraph && block.kind == BlockKind::Paragraph).take(TOLD_IN);
    blocks.into_iter().any(|(at, block, read)| {
        let behind = |token: &&Token| at > other.paragraph || token.span.start + block.span.start >= other.extent().end;
        let tokens: Vec<Token> = read.tokens.iter().filter(behind).copied().collect();
        make_up(context.words(block.span), &tokens, fate, other.figure.value, head.figure.value)
    })
}

/// The count of the same thing that differs from the headline's: in a body that nowhere bears the headline out, or in its first paragraph.
fn named<'c>(context: &Context<'_>, head: &Count<'_>, like: &[&'c Count<'c>], lead: usize) -> Option<&'c Count<'c>> {
    let same: Vec<&Count<'_>> = like.iter().copied().filter(|count| count.is_of(head)).collect();
    let holds = |count: &Count<'_>| count.holds_with(head) && !is_short(context, count, head, lead);
    let first = same.iter().copied().find(|count| !holds(count) && !count.is_apart_from(head))?;
    let near = first.paragraph == lead;
    if same.iter().any(|count| holds(count)) {
        return (near && first.same_noun(head) && first.likeness(head) >= ALIKE).then_some(first);
    }
    let sum = |values: &[f64]| values.iter().sum::<f64>() == head.figure.value;
    let values: Vec<f64> = like.iter().filter(|count| count.paragraph <= first.paragraph).map(|count| count.figure.value).collect();
    let adds_up = values.windows(2).any(sum) || values.windows(3).any(sum);
    let alike = first.likeness(head) >= ALIKE;
    let plain = near && alike && first.same_noun(head) || !borne_out(context, head) && (near || alike);
    (!adds_up && !first.told().goes_on && plain).then_some(first)
}

/// The only count of its kind in the first paragraph, or one with the same words before another noun, whose sentence tells what the headline does.
fn told<'c>(context: &Context<'_>, head: &Count<'_>, like: &[&'c Count<'c>], lead: usize) -> Option<&'c Count<'c>> {
    if like.iter().any(|count| count.holds_with(head)) || borne_out(context, head) {
        return None;
    }
    let first: Vec<&Count<'_>> = like.iter().copied().filter(|count| count.paragraph == lead).collect();
    let like = match first[..] {
        [only] => Some(only).filter(|only| head.figure.unit.is_some() || only.shared_words(head) > 0),
        // "falls to 2.2%", "fell to 2.4% from 2.9%".
        _ => first.iter().copied().find(|count| count.shared_words(head) > 1).or_else(|| only_reached(head, &first)),
    };
    like.filter(|count| count.likeness(head) >= ALIKE && !count.is_apart_from(head) && !count.is_of_others(head))
}

/// The only one of some figures with a unit to which something has come, as the headline says of its own.
fn only_reached<'c>(head: &Count<'_>, counts: &[&'c Count<'c>]) -> Option<&'c Count<'c>> {
    let mut reached = counts.iter().copied().filter(|count| count.told().reached && count.figure.unit.is_some());
    let first = reached.next().filter(|_| head.told().reached)?;
    reached.next().is_none().then_some(first)
}

/// Whether the body has the very number, whatever it counts there; small ones are everywhere and show nothing.
fn borne_out(context: &Context<'_>, head: &Count<'_>) -> bool {
    if head.figure.value < 13.0 && head.figure.value.fract() == 0.0 {
        return false;
    }
    let number = context.words(head.figure.span);
    let digits: String =
        number.chars().skip_while(|c| !c.is_ascii_digit()).take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    let digits = digits.trim_end_matches(['.', ',']);
    let blocks = context.blocks().filter(|(_, block, _)| block.kind == BlockKind::Paragraph);
    let whole = |text: &str, at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + digits.len()..].chars().next());
        !before.is_some_and(|c| c.is_ascii_digit() || c == ',' || c == '.') && !after.is_some_and(|c| c.is_ascii_digit())
    };
    !digits.is_empty()
        && blocks.into_iter().any(|(_, block, _)| {
            let text = context.words(block.span);
            text.match_indices(digits).any(|(at, _)| whole(text, at))
        })
}

/// "The eight men" where nine men were introduced just before.
fn again(context: &Context<'_>, counts: &[Count<'_>], findings: &mut Vec<Finding>) {
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| count.kind == BlockKind::Paragraph && count.told().definite) {
        let others = counts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        let of_all = |other: &Count<'_>| count.told().whole && other.same_event(count);
        if others.clone().any(|other| (other.same_noun(count) || of_all(other)) && other.holds_with(count)) {
            continue;
        }
        let before = |other: &&Count<'_>| other.figure.span.start < count.figure.span.start && other.kind == BlockKind::Paragraph;
        let is_same = |other: &&Count<'_>| (other.same_thing(count) || of_all(other)) && !other.is_apart_from(count);
        let near: Vec<&Count<'_>> = others.filter(before).filter(is_same).collect();
        let [.., last] = near[..] else { continue };
        let one = near.iter().all(|other| other.figure.value == last.figure.value);
        // A sum of money is known by its amount alone; men and tanks only while they are fresh in mind.
        let fresh = count.figure.unit.is_some() || count.paragraph <= last.paragraph + 3;
        // "Of the 614 arrested", behind 1,500: of one raid.
        let (most, least) = (last.figure.value.max(count.figure.value), last.figure.value.min(count.figure.value));
        let close = count.figure.counted.is_some() || most < 2.0 * least && count.paragraph <= last.paragraph + 1;
        let plain = one && close && (!last.told().definite || last.told().whole && !count.told().whole) && fresh;
        if plain && !is_accounted_for(context, last, count) {
            findings.push(conflict(context, count, last, "before"));
        }
    }
}

/// Whether the words between tell where the figure comes from: "ten workers ... three were dug out ... the seven", "cut to three ... the three".
fn is_accounted_for(context: &Context<'_>, first: &Count<'_>, count: &Count<'_>) -> bool {
    let (one, value) = (first.figure.value, count.figure.value);
    let between = Span { start: first.figure.span.end, end: count.figure.span.start };
    let blocks = context.blocks().filter(|(at, ..)| (first.paragraph..=count.paragraph).contains(at));
    let mut numbers = blocks.flat_map(|(_, block, read)| {
        let found = numbers(context.words(block.span), &read.tokens);
        found.into_iter().map(move |(value, token)| (value, read.tokens[token].span.shift(block.span.start)))
    });
    numbers.any(|(other, span)| between.contains(span) && (other == value || one - other == value || one + other == value))
}

/// So many counts before one are compared with it: where there are more it is a list.
const NEAR: usize = 64;

/// People to whom the same happened, in another sentence that says the same or goes back to it.
fn retold(context: &Context<'_>, counts: &[Count<'_>], findings: &mut Vec<Finding>) {
    let body: Vec<&Count<'_>> = counts.iter().filter(|count| count.kind == BlockKind::Paragraph && count.tells_event()).collect();
    for (at, count) in body.iter().enumerate() {
        let before = &body[at.saturating_sub(NEAR)..at];
        let goes_back =
            |first: &&Count<'_>| !first.holds_with(count) && refers_back(context, first, count) && !is_accounted_for(context, first, count);
        let again = || before.iter().copied().find(|other| other.is_told_again(count));
        let Some(first) = again().or_else(|| only(before, count).filter(goes_back)) else { continue };
        if !first.holds_with(count) && !first.is_apart_from(count) {
            findings.push(conflict(context, count, first, "before"));
        }
    }
}

/// The first of some counts of those to whom the same happened as to another's, where all of them agree.
fn only<'c>(before: &[&'c Count<'c>], count: &Count<'_>) -> Option<&'c Count<'c>> {
    let same = before.iter().filter(|other| other.same_event(count) && other.sentence() != count.sentence());
    unanimous(same.map(|other| (other.figure.value, *other))).map(|(_, first)| first)
}

fn conflict(context: &Context<'_>, count: &Count<'_>, other: &Count<'_>, place: &str) -> Finding {
    let words = |count: &Count<'_>| context.words(count.extent());
    let message = format!("“{}” here, “{}” {place}", words(count), words(other));
    Finding::new(RULE.code, RULE.level, count.figure.span, message).relate(context.file, other.figure.span, words(other))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn a_caption_against_the_body() {
        let article = |caption: &str| {
            format!(
                "May 31, 2024\n\nHarbour\n\nA bomb killed 12 people at the market of Norrvik on Friday, the port said.\n\n{caption}\n\nThe mayor wept.\n"
            )
        };
        fires(
            "figure-conflict",
            &[
                &article("Boats at the market of Norrvik, where a bomb killed <19> people on Friday, May 31, 2024. (Jo Doe/AP Photo)"),
                &article("Boats at the market of Norrvik, where a bomb killed <21> people on Friday, May 31, 2024. (Jo Doe/AP Photo)"),
            ],
        );
        silent(
            "figure-conflict",
            &[
                &article("Boats at the market of Norrvik, where a bomb killed 12 people on Friday, May 31, 2024. (Jo Doe/AP Photo)"),
                &article("Boats at the market of Norrvik, where a bomb killed 19 people on Friday, May 3, 2019. (Jo Doe/AP Photo)"),
                &article(
                    "Relatives of eight people whom a bomb killed at the market of Norrvik on Friday, May 31, 2024. (Jo Doe/AP Photo)",
                ),
                &article("Boats at the market of Skarvik near Norrvik, where a bomb killed 19 people on Friday. (Jo Doe/AP Photo)"),
                &article("FILE - Boats at the market of Norrvik, where a bomb killed 19 people in May. (Jo Doe/AP Photo)"),
                &article("Boats at the market of Norrvik, where a bomb killed two people of one family on Friday. (Jo Doe/AP Photo)"),
                &article("Boats at the quay of Skarvik, where a storm killed 19 people on Friday, May 31, 2024. (Jo Doe/AP Photo)"),
            ],
        );
    }

    #[test]
    fn the_headline_against_the_body() {
        fires(
            "figure-conflict",
            &[
                "Three killed in Norrvik harbour fire\n\nA fire in the harbour of Norrvik killed <two> people on Monday, the police said.\n",
                "Port of Norrvik to cut 300 jobs\n\nThe port of Norrvik will cut <500> jobs before the summer, it said on Monday.\n",
                "Norrvik ferry fares rise by 12 percent\n\nFerry fares in Norrvik will rise by <21 percent> in May, the port said.\n",
                "Three killed, three others hurt in Norrvik attack\n\nAn attack in Norrvik killed three people and hurt <two> others on Monday.\n",
                "Port of Norrvik to cut 300 jobs\n\nThe port of Norrvik will cut <500> jobs this year. In all, 300 jobs will be cut.\n",
                "Port wins $13 million harbour contract\n\nThe port of Norrvik has won an <$11 million> contract to rebuild the harbour.\n",
                "Council votes 8-1 to close Norrvik quay\n\nThe council of Norrvik voted <7-2> on Monday to close the old quay.\n",
                "Harbour master jailed for eight years\n\nAnn Roe was sentenced on Monday to <seven years> in prison for fraud.\n",
                "Three killed in Norrvik crash\n\nA crash in Norrvik killed <two> people on Monday and a woman was arrested.\n",
                "Norrvik inflation falls to 2.2%\n\nInflation in Norrvik fell to <2.4%> in October, the port said.\n",
                "Norrvik inflation falls to 2.2% as fuel gets cheaper\n\nInflation in Norrvik fell to <2.4%> in October from 2.9% in May.\n",
                "Norrvik swim raises £16,000 for boat\n\nA swim in Norrvik has raised <£20,000> for the boat.\n",
                "Ferry sinking kills 14 people off Norrvik\n\nA ferry sank off Norrvik on Monday, killing <at least 12> people.\n",
                "Nine of 12 sailors rescued off Norrvik\n\nNine of <13> sailors of a sunken ferry were rescued off Norrvik on Monday.\n",
                "Norrvik orders twelve blue harbour cranes\n\nThe port of Norrvik ordered <14> blue harbour machines and three boats on Monday.\n",
            ],
        );
        silent(
            "figure-conflict",
            &[
                "Three killed in Norrvik harbour fire\n\nA fire in the harbour of Norrvik killed three people and injured two on Monday.\n",
                "Council votes 8-1 to close Norrvik quay\n\nThe council voted 8-1 to close the quay and 7-2 to sell it.\n",
                "Council votes 8-1 to close Norrvik quay\n\nThe council closed the quay. It had voted 5-3 on the sale in May.\n",
                "Harbour master jailed for eight years\n\nAnn Roe was sentenced to seven years in prison for fraud and one for theft, eight in all.\n",
                "Harbour master jailed for eight years\n\nAnn Roe was jailed for eight years. Bob Poe was jailed for seven years.\n",
                "Two dead, three hurt in Norrvik crash\n\nTwo people have died and three have been injured in a crash in Norrvik on Friday.\n",
                "3 charged after Norrvik crash that killed 5\n\nThree men have been charged over a crash that killed five people in Norrvik.\n",
                "Four dead in Norrvik bank shooting\n\nA gunman killed three people at a bank in Norrvik before he shot himself dead.\n",
                "One in three doctors plans to quit\n\nA third of doctors plan to quit, a survey of 2,300 doctors said on Friday.\n",
                "20 killed in Norrvik blast\n\nA bomb killed 20 people in Norrvik on Friday. A bomb killed nine people in Norrvik in May.\n",
                "Council to build 400 homes\n\nThe council is to build 400 homes, 120 homes of which will be for rent.\n",
                "Mine\n\nTen workers were trapped in Norrvik. Three were dug out. The seven workers are still inside.\n",
                "Song\n\nSix finalists were named in May. On Friday the list was cut to three. The three finalists will sing on Sunday.\n",
                "Crash\n\nJohn Smith, 45, and his son John Smith, 19, were killed on Friday.\n",
                "Three killed in Norrvik harbour fire\n\nA fire in the harbour killed two men and one woman on Monday, the police said.\n",
                "Port of Norrvik to cut 300 jobs\n\nThe port of Norrvik will cut more than 300 jobs before the summer.\n",
                "Three dead after Norrvik crash\n\nTwo people were killed in a crash in Norrvik on Monday and a third died in hospital.\n",
                "Three dead after Norrvik crash\n\nTwo people were killed in a crash in Norrvik on Monday. A third person died on Tuesday.\n",
                "Three dead after Norrvik crash\n\nTwo people were killed in a crash in Norrvik on Monday and a woman died later.\n",
                "Three dead after Norrvik crash\n\nTwo men were killed in a crash in Norrvik along with a woman of 80.\n",
                "Three dead after Norrvik crash\n\nTwo passengers were killed in a crash in Norrvik on Monday, as was the driver.\n",
                "200 firms leave Norrvik\n\nAnother 100 firms have left the port of Norrvik this year, taking the total to 200.\n",
                "Port of Norrvik to cut 300 jobs\n\nThe port of Norrvik will cut 298 jobs before the summer.\n",
                "Norrvik ferry fares rise by 12 percent\n\nFerry fares in Norrvik will rise by 11.9 percent in May, the port said.\n",
                "Port of Norrvik to cut 300 jobs\n\nThe port will cut 200 jobs in Norrvik and 100 jobs elsewhere.\n",
                "Two killed in Norrvik ferry fire\n\nA ferry with 164 people on board caught fire off Norrvik on Friday and two people were killed.\n",
                "Three die as boat sinks off Norrvik; two missing\n\nA boat sank off Norrvik on Friday with nine people on board. Three people died.\n",
                "Two sailors die as boat sinks off Norrvik\n\nA boat with nine sailors sank off Norrvik on Friday. Two sailors died.\n",
                "Six rescued as yacht sinks off Norrvik\n\nA yacht with nine people aboard sank off Norrvik on Friday. A cutter rescued six people.\n",
                "Five arrested at Norrvik rally\n\nThe police said 2,000 people took part in a rally in Norrvik on Friday. Five people were arrested.\n",
                "Ferry sinking kills 14 people off Norrvik\n\nA ferry sank off Norrvik, killing at least 12 people. Later 14 bodies were found.\n",
                "Ferry sinking kills 14 people off Norrvik\n\nA ferry sank off Norrvik, killing at least 12 people and a couple ashore.\n",
                "Four dead in Norrvik fire\n\nA fire killed at least three children in Norrvik, and their nurse died in hospital.\n",
                "Police arrest 11 after Norrvik derby\n\nAt least nine fans were arrested before the match in Norrvik, and two after it.\n",
                "Storm kills 12 in Norrvik\n\nA storm killed at least ten people in Norrvik, with both drivers of a bus among the dead.\n",
                "Slide kills seven in Norrvik\n\nA slide killed at least five people in Norrvik and buried a couple.\n",
                "Results in from 40 of 50 Norrvik seats\n\nOf the 40 seats declared, 21 went to the harbour party.\n",
                "40 of the 50 Norrvik schools fail test\n\nForty schools failed the test on Friday.\n",
                "Storm deaths pass 1,000 confirmed deaths in Norrvik\n\nOn Monday the number of those whom the storm killed in Norrvik passed 1,000.\n\n\
                 Norrvik had the most confirmed storm deaths, with the next town, Skarvik, at 375 storm deaths.\n",
            ],
        );
    }

    #[test]
    fn the_same_men_again() {
        fires(
            "figure-conflict",
            &[
                "The court of Norrvik jailed nine men on Monday. The <eight> men had robbed the harbour office.\n",
                "He was held on a $2 million bond in May. The judge set the <$4 million> bond for fear of his flight.\n",
                "A fire killed five girls on Monday. The police said that all <four> deaths were due to the smoke.\n",
                "The police arrested nine people in Norrvik. Of the <eight> arrested, two were freed.\n",
                "Ann Roe won all three votes. The <four> votes were open to everybody.\n",
            ],
        );
        silent(
            "figure-conflict",
            &[
                "The court jailed nine men on Monday. The nine men had robbed the harbour office.\n",
                "The court jailed nine men on Monday. The two men who led the gang got ten years.\n",
                "The police arrested nine people in Norrvik. Of the eight arrested in May, two were freed.\n",
                "The police arrested 900 people in Norrvik. Of the 314 arrested, two were freed.\n",
                "The court jailed nine men on Monday. Two men had robbed the harbour office.\n",
                "A fire killed five girls and hurt two boys on Monday. The police said that all five deaths were due to the smoke.\n",
                "The index fell below the 5,000 mark. Another fell below the 10,000 mark.\n",
                "One ferry sank, killing all seven sailors. Another burned, killing all six aboard.\n",
            ],
        );
    }

    #[test]
    fn the_same_sentence_again() {
        fires(
            "figure-conflict",
            &["The harbour police confirmed that the storm has killed 70 members of the Norrvik crew.\n\n\
               Ann Roe was shocked by the news that the storm has killed <40> members of the Norrvik crew.\n"],
        );
        silent(
            "figure-conflict",
            &["Near Norrvik, three strikes destroyed two storage sites, a boat and a harbour crane.\n\n\
               Near Skarvik, five strikes destroyed four storage sites, a boat and a harbour crane.\n"],
        );
    }

    #[test]
    fn two_ages_of_one_person() {
        fires(
            "figure-conflict",
            &[
                "Singer Ann Roe dies aged 78\n\nAnn Roe, who sang for the harbour choir, died on Saturday aged <58>.\n",
                "Singer Ann Roe dies aged 78\n\nAnn Roe died in Norrvik on Saturday. The former voice of the harbour choir was <68>.\n",
                "Ann Roe, 34, was elected on Monday after nine years in office. Ann Roe, <43>, will take office in May.\n",
                "Ann Roe, 34, was elected on Monday. Her rival was Bob Poe, 51. Ann Roe, <43>, will take office in May.\n",
                "May 4, 2026\n\nAnn Roe, 34, was elected on Monday. Ann Roe, <35>, will take office in May.\n",
            ],
        );
        silent(
            "figure-conflict",
            &[
                "Singer Ann Roe dies aged 78\n\nAnn Roe died on Saturday at the age of 78. Her husband, Bob Poe, 81, was with her.\n",
                "Singer Ann Roe dies aged 78\n\nAnn Roe died on Saturday. She was 19 when she joined the choir.\n",
                "Ann Roe, 34, and her brother Bob Poe, 36, were elected.\n",
                "John Roe Sr., 70, and John Roe Jr., 40, were hurt.\n",
                "John Roe Sr., 70, spoke of the crash.\n\nJohn Roe Jr., 40, said nothing.\n",
                "Ann Roe, 34, was hurt. Her daughter, Ann Roe, 9, was not.\n",
                "Ann Roe, 24, won in 2019. Seven years later Ann Roe, 31, won again.\n",
                "May 4, 2026\n\nAnn Roe, 38, laughs. In a photo from 2011, Ann Roe, 23, stands in the snow.\n",
                "Ann Roe, 34, was hurt. Another woman named Ann Roe, 51, was not.\n",
                "Ann Roe, 34, was hurt. A singer who is no relation, Ann Roe, 51, was not.\n",
            ],
        );
    }

    #[test]
    fn names_the_other_side() {
        let text =
            "Three killed in Norrvik harbour fire\n\nA fire in the harbour of Norrvik killed two people on Monday, the police said.\n";
        let found = findings(&[("article.txt", text)]);
        let finding = found.iter().find(|finding| finding.code == "figure-conflict").expect("a finding");
        assert_eq!(finding.related.iter().map(|related| related.place.span.of(text)).collect::<Vec<_>>(), ["Three"]);
    }
}
