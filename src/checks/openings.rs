//! What the headline and the first paragraph tell in two ways though no name ties them: the age of "a woman", the score of a match.

use super::Context;
use super::counts::is_told;
use super::outcomes::Outcomes;
use crate::article::BlockKind;
use crate::claims::base_of;
use crate::reading::{Fate, larger_first};
use crate::text::{Span, Token, TokenKind, WordTable, is_calendar};
use std::ops::Range;
use std::sync::LazyLock;

/// The age and the score of the headline that the first paragraph gives otherwise, and that no paragraph bears out.
pub(super) fn openings(context: &Context<'_>) -> Vec<Outcomes> {
    let paragraphs: Vec<Passage<'_>> = passages(context, BlockKind::Paragraph).collect();
    let (Some(head), Some(lead)) = (passages(context, BlockKind::Headline).next(), paragraphs.first()) else { return Vec::new() };
    age(context, &head, lead).into_iter().chain(score(&head, lead, &paragraphs)).collect()
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

    /// The tokens of the sentence around one.
    fn sentence(&self, at: usize) -> Range<usize> {
        let ends = |at: &usize| self.tokens[*at].kind == TokenKind::Stop;
        let from = (0..at).rev().find(ends).map_or(0, |stop| stop + 1);
        from..(at..self.tokens.len()).find(ends).unwrap_or(self.tokens.len())
    }

    /// How many of some tokens are so.
    fn count(&self, places: Range<usize>, is_so: impl Fn(usize) -> bool) -> usize {
        places.filter(|at| is_so(*at)).count()
    }

    /// What the words behind an age tell first of the one whose age it is: "dies" in "Woman, 84, dies", "missing" in "12-year-old boy missing".
    fn event(&self, age: usize) -> Option<Event<'a>> {
        let from = if self.word(age + 1) == "-" { (age..self.tokens.len()).find(|at| self.is_person(*at))? } else { age };
        let next = (from + 1..self.tokens.len()).find(|at| self.tokens[*at].is_word() && !matches!(self.word(*at), "is" | "was" | "has"));
        next.and_then(|at| Event::of(self.word(at)))
    }

    /// "As a 39-year-old nurse".
    fn is_as(&self, age: usize) -> bool {
        let before = |by: usize| age.checked_sub(by).map_or("", |at| self.word(at));
        [before(1), before(2)].iter().any(|word| matches!(*word, "as" | "As"))
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

/// Words beside the age of another than the one of the headline, or of another time.
const APART: [&str; 16] = [
    "another", "other", "also", "last", "earlier", "previous", "when", "while", "then", "years", "ago", "later", "second", "third",
    "being", "who",
];

/// "Woman, 84, dies" above "a 48-year-old woman died": the only age of each, of one noun that is the only one of a person in the headline and stands
/// once in the first sentence below, which tells that the same happened.
fn age(context: &Context<'_>, head: &Passage<'_>, lead: &Passage<'_>) -> Option<Outcomes> {
    let [(years, Some(person), at)] = head.ages()[..] else { return None };
    let [(other, Some(another), place)] = lead.ages()[..] else { return None };
    let is_elsewhere = || is_told(context, f64::from(years), |kind| kind == BlockKind::Paragraph);
    let first = lead.sentence(0);
    let is_only = |passage: &Passage<'_>| passage.count(0..passage.tokens.len(), |at| passage.is_person(at)) == 1;
    let is_apart = || first.clone().any(|at| APART.contains(&&*lead.word(at).to_lowercase()));
    let is_same = || head.event(at).is_some_and(|event| first.clone().any(|at| Event::of(lead.word(at)).is_some_and(|told| told == event)));
    let differ = years != other && person.eq_ignore_ascii_case(another) && first.contains(&place);
    let is_one = || is_only(head) && is_only(lead) && !lead.is_as(place) && !is_apart() && is_same();
    (differ && is_one() && !is_elsewhere()).then(|| Outcomes { head: head.span(at, at), body: lead.span(place, place) })
}

/// What happens to somebody: a fate, or what any other word tells.
#[derive(PartialEq)]
enum Event<'a> {
    Fate(Fate),
    Word(&'a str),
}

impl<'a> Event<'a> {
    fn of(word: &'a str) -> Option<Self> {
        const LINKS: [&str; 10] = ["from", "with", "over", "after", "that", "this", "near", "into", "whose", "before"];
        let named = || (word.len() > 3 && !LINKS.contains(&word)).then(|| Event::Word(base_of(word).unwrap_or(word)));
        Fate::of(word).map(Event::Fate).or_else(named)
    }
}

/// Words by which a score is of another match or moment than the result.
const EARLIER: [&str; 23] = [
    "had",
    "having",
    "last",
    "since",
    "after",
    "before",
    "earlier",
    "level",
    "previous",
    "previously",
    "following",
    "first",
    "half",
    "half-time",
    "halftime",
    "who",
    "which",
    "when",
    "where",
    "whose",
    "season",
    "again",
    "leg",
];

/// "Rovers beat Town 3-1" above "Rovers beat Town 2-1": the only score of each, one side or the sum the same, behind the only verb of a result below
/// and beside a name of the headline.
fn score(head: &Passage<'_>, lead: &Passage<'_>, paragraphs: &[Passage<'_>]) -> Option<Outcomes> {
    let [(sides, true, at)] = head.scores()[..] else { return None };
    let [(other, true, place)] = lead.scores()[..] else { return None };
    let is_vote = head.tokens.iter().any(|token| token.text(head.text).to_lowercase().starts_with("vote"));
    let (one, two) = (larger_first(sides), larger_first(other));
    let is_one = one.0 == two.0 || one.1 == two.1 || one.0.checked_add(one.1) == two.0.checked_add(two.1);
    let is_level = |sides: (u16, u16)| sides.0 == sides.1;
    let told = || paragraphs.iter().any(|passage| passage.scores().iter().any(|(sides, ..)| larger_first(*sides) == one));
    let sentence = lead.sentence(place);
    // "To go top" of a table is no result.
    let is_place = |at: usize| lead.word(at) == "top" && at.checked_sub(1).is_some_and(|at| !lead.tokens[at].capital);
    let is_result = |at: usize| lead.tokens.get(at).is_some_and(|token| RESULTS.get(lead.text, *token).is_some()) && !is_place(at);
    let is_only = || lead.count(0..lead.tokens.len(), is_result) == 1;
    let is_earlier = || sentence.clone().any(|at| EARLIER.contains(&&*lead.word(at).to_lowercase()));
    let is_in_headline = |at: usize| (0..head.tokens.len()).any(|other| head.word(other) == lead.word(at));
    let is_name = |at: &usize| lead.tokens.get(*at).is_some_and(|token| token.is_word() && token.capital) && !is_calendar(lead.word(*at));
    let verb = sentence.clone().find(|at| is_result(*at)).unwrap_or(place);
    // "Beat Town 2-1", "won 2-1 against Town".
    let beside = || (verb + 1..place).chain(place + 3..place + 6).find(is_name).is_some_and(is_in_headline);
    let opens = || sentence.clone().find(is_name).is_some_and(is_in_headline);
    let differ = one != two && is_one && is_level(one) == is_level(two) && !is_vote;
    let is_match = || is_only() && !is_earlier() && beside() && opens();
    (differ && is_match() && !told()).then(|| Outcomes { head: head.span(at, at + 2), body: lead.span(place, place + 2) })
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
                "Man, 30, held after Norrvik fire\n\nA man was held in Norrvik after a fire that killed a 31-year-old man.\n",
                "Boy, 15, held over Norrvik fire\n\nA 14-year-old boy was hurt in a fire in Norrvik on Monday.\n",
                "Driver, 30, held after pedestrian dies\n\nA 50-year-old driver was held in Norrvik on Monday.\n",
                "Nurse, 45, wins in court\n\nShe wins after she was dismissed as a 39-year-old nurse in Norrvik.\n",
                "Man, 30, held after Norrvik fire\n\nA man was held in Norrvik. A 31-year-old was hurt.\n",
                "Man, 30, held after Norrvik fire\n\nThe police made a third arrest. A 34-year-old man was held in May.\n",
                "Man, 30, held after Norrvik fire\n\nA 31-year-old man and a 28-year-old man fought in Norrvik on Monday.\n",
            ],
        );
    }

    #[test]
    fn the_score_of_a_match() {
        fires(
            "figure-conflict",
            &[
                "Norrvik beat Skarvik 3-1 in harbour cup\n\nNorrvik beat Skarvik <2-1> in the harbour cup on Monday.\n",
                "Norrvik beat Skarvik 3-1 to go top\n\nNorrvik beat Skarvik <2-1> on Monday to go top of the league.\n",
            ],
        );
        silent(
            "figure-conflict",
            &[
                "Norrvik beat Skarvik 3-1 in harbour cup\n\nNorrvik beat Skarvik 3–1 in the harbour cup on Monday.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik beat Skarvik, who had won 2-1 in May.\n\nIt was 3-1 at the end.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik beat Skarvik 2-1 on the day and 3-1 on aggregate.\n",
                "Norrvik draw 1-1 with Skarvik\n\nNorrvik beat Skarvik 2-1 on Saturday and could only manage a point on Monday.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik, who beat Skarvik 2-1 on Saturday, were too strong.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik, having lost 2-1 to Skarvik, came back.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik beat Holmvik 2-1 on Saturday and were as good on Monday.\n",
                "Norrvik beat Skarvik 3-1\n\nNorrvik won again on Monday. Norrvik lost 2-1 to Skarvik in May.\n",
                "Norrvik win to lead series 3-1\n\nNorrvik won 102-98 on Monday.\n",
            ],
        );
    }
}
