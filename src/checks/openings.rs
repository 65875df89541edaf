//! What the headline and the first paragraph tell in two ways though no name ties them: the age of "a woman", the score of a match.

use super::Context;
use super::outcomes::Outcomes;
use crate::article::BlockKind;
use crate::claims::numbers;
use crate::reading::larger_first;
use crate::text::{Span, Token, TokenKind, WordTable};
use std::sync::LazyLock;

/// The age and the score of the headline that the first paragraph gives otherwise, and that no paragraph bears out.
pub(super) fn openings(context: &Context<'_>) -> Vec<Outcomes> {
    let paragraphs: Vec<Passage<'_>> = passages(context, BlockKind::Paragraph).collect();
    let (Some(head), Some(lead)) = (passages(context, BlockKind::Headline).next(), paragraphs.first()) else { return Vec::new() };
    age(&head, lead, &paragraphs).into_iter().chain(score(&head, lead, &paragraphs)).collect()
}

/// The words of one block.
struct Passage<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: u32,
}

fn passages<'a>(context: &Context<'a>, kind: BlockKind) -> impl Iterator<Item = Passage<'a>> {
    let blocks = context.blocks().filter(move |(_, block, _)| block.kind == kind);
    blocks.map(|(_, block, read)| Passage { text: context.words(block.span), tokens: &read.tokens, start: block.span.start })
}

/// Nouns for one person of whom a headline gives no name.
static PERSONS: LazyLock<WordTable<()>> = LazyLock::new(|| {
    let nouns = [
        "man",
        "woman",
        "boy",
        "girl",
        "teenager",
        "teen",
        "pensioner",
        "toddler",
        "grandmother",
        "grandfather",
        "mother",
        "father",
        "driver",
        "motorist",
        "cyclist",
        "motorcyclist",
        "pedestrian",
        "student",
        "pupil",
        "teacher",
        "nurse",
        "doctor",
        "farmer",
        "worker",
        "soldier",
        "fisherman",
        "climber",
        "hiker",
        "swimmer",
    ];
    nouns.into_iter().map(|noun| (noun, ())).collect()
});

/// Verbs that tell how a match ended.
static RESULTS: LazyLock<WordTable<()>> = LazyLock::new(|| {
    let verbs = [
        "beat", "beats", "beaten", "beating", "defeat", "defeats", "defeated", "win", "wins", "won", "lose", "loses", "lost", "draw",
        "draws", "drew", "thrash", "thrashes", "thrashed", "edge", "edges", "edged", "rout", "routs", "routed", "crush", "crushes",
        "crushed", "hammer", "hammers", "hammered", "victory", "stun", "stuns", "stunned", "sink", "sinks", "sank", "top", "tops",
        "topped",
    ];
    verbs.into_iter().map(|verb| (verb, ())).collect()
});

/// How far before its score the verb of a match may stand.
const REACH: usize = 8;

impl<'a> Passage<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    fn is_person(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| PERSONS.get(self.text, *token).is_some())
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.to(self.tokens[to].span).shift(self.start)
    }

    /// The ages of a passage, with whom they are of where a noun tells it: "Woman, 84", "a 48-year-old Leith woman", "a man aged 30".
    fn ages(&self) -> Vec<(u8, Option<&'a str>, usize)> {
        let number = |at: &usize| self.tokens[*at].kind == TokenKind::Number;
        (0..self.tokens.len()).filter(number).filter_map(|at| self.age(at)).collect()
    }

    fn age(&self, at: usize) -> Option<(u8, Option<&'a str>, usize)> {
        let years = self.word(at).parse::<u8>().ok()?;
        if self.word(at + 1) == "-" {
            let hyphened = self.word(at + 2) == "year" && self.word(at + 4) == "old";
            let person =
                (at + 5..at + 8).take_while(|at| self.tokens.get(*at).is_some_and(|token| token.is_word())).find(|at| self.is_person(*at));
            return hyphened.then(|| (years, person.map(|at| self.word(at)), at));
        }
        let before = at.checked_sub(2)?;
        let closes = matches!(self.word(at + 1), "" | "," | ")" | "." | ";");
        let beside = closes && matches!(self.word(at - 1), "," | "(") || self.word(at - 1) == "aged";
        let named = beside && self.tokens[before].is_word();
        named.then(|| (years, Some(self.word(before)).filter(|_| self.is_person(before)), at))
    }

    /// The results of matches in figures, "3-1", with whether a verb before tells of one.
    fn scores(&self) -> Vec<((u16, u16), bool, usize)> {
        let side = |at: usize| self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?.text(self.text).parse::<u16>().ok();
        let glued = |at: usize| self.tokens.get(at).is_some_and(|token| token.glued);
        let dash = |at: usize| self.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash));
        let score = |at: usize| {
            let in_chain = at > 0 && dash(at - 1) && glued(at) || dash(at + 3) && glued(at + 3);
            let sides = (side(at)?, side(at + 2)?);
            let words = self.tokens[at.saturating_sub(REACH)..at].iter().rev().take_while(|token| token.kind != TokenKind::Stop);
            let told = words.filter(|token| RESULTS.get(self.text, **token).is_some()).count() > 0;
            (!in_chain && dash(at + 1) && glued(at + 1) && glued(at + 2)).then_some((sides, told, at))
        };
        (0..self.tokens.len()).filter_map(score).collect()
    }
}

/// "Woman, 84, dies" above "a 48-year-old woman died": the only age of each, of one noun.
fn age(head: &Passage<'_>, lead: &Passage<'_>, paragraphs: &[Passage<'_>]) -> Option<Outcomes> {
    let [(years, Some(person), at)] = head.ages()[..] else { return None };
    let [(other, Some(another), place)] = lead.ages()[..] else { return None };
    let told =
        || paragraphs.iter().any(|passage| numbers(passage.text, passage.tokens).iter().any(|(value, _)| *value == f64::from(years)));
    let differ = years != other && person.eq_ignore_ascii_case(another) && !told();
    differ.then(|| Outcomes { head: head.span(at, at), body: lead.span(place, place) })
}

/// "Rovers beat Town 3-1" above "Rovers beat Town 2-1": the only score of each, one side or the sum the same.
fn score(head: &Passage<'_>, lead: &Passage<'_>, paragraphs: &[Passage<'_>]) -> Option<Outcomes> {
    let [(sides, true, at)] = head.scores()[..] else { return None };
    let [(other, true, place)] = lead.scores()[..] else { return None };
    let is_vote = head.tokens.iter().any(|token| token.text(head.text).to_lowercase().starts_with("vote"));
    let (one, two) = (larger_first(sides), larger_first(other));
    let is_one = one.0 == two.0 || one.1 == two.1 || one.0.checked_add(one.1) == two.0.checked_add(two.1);
    let told = || paragraphs.iter().any(|passage| passage.scores().iter().any(|(sides, ..)| larger_first(*sides) == one));
    let differ = one != two && is_one && !is_vote && !told();
    differ.then(|| Outcomes { head: head.span(at, at + 2), body: lead.span(place, place + 2) })
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn the_age_of_somebody_without_a_name() {
        fires(
            "figure-conflict",
            &[
                "Woman, 84, dies in Norrvik fire\n\nA <48>-year-old woman died in a fire in Norrvik on Monday.\n",
                "12-year-old boy missing in Norrvik\n\nA boy aged <14> has been missing from Norrvik since Monday.\n",
            ],
        );
        silent(
            "figure-conflict",
            &[
                "Woman, 84, dies in Norrvik fire\n\nAn 84-year-old woman died in a fire in Norrvik on Monday.\n",
                "Woman, 84, dies in Norrvik fire\n\nA 48-year-old man raised the alarm in Norrvik on Monday.\n",
                "Man, 30, held after Norrvik fire\n\nA 68-year-old man was hurt in Norrvik on Monday.\n\nA man of 30 was held.\n",
                "Man, 30, held over death of man, 60\n\nA 31-year-old man was held in Norrvik on Monday.\n",
                "Man, 30, held after Norrvik fire\n\nA 31-year-old man and a 28-year-old man fought in Norrvik on Monday.\n",
            ],
        );
    }

    #[test]
    fn the_score_of_a_match() {
        fires(
            "figure-conflict",
            &["Norrvik beat Skarvik 3-1 in harbour cup\n\nNorrvik beat Skarvik <2-1> in the harbour cup on Monday.\n"],
        );
        silent(
            "figure-conflict",
            &[
                "Norrvik beat Skarvik 3-1 in harbour cup\n\nNorrvik beat Skarvik 3–1 in the harbour cup on Monday.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik beat Skarvik, who had won 2-1 in May.\n\nIt was 3-1 at the end.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik beat Skarvik 2-1 on the day and 3-1 on aggregate.\n",
                "Norrvik win to lead series 3-1\n\nNorrvik won 102-98 on Monday.\n",
            ],
        );
    }
}
