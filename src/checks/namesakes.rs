//! Two who are named in one breath and of whom the reading takes a bare family name for one: "Ann and Paul Harding", "Paul Harding Sr. and Paul
//! Harding Jr."

use super::Context;
use crate::actors::{ActorClass, ActorId, GENERATIONS, KnownAs, Mention, MentionKind};
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Span, Token};

/// Two of one family name.
pub(super) struct Pair<'a> {
    /// Their full names, and where they stand.
    pub names: [(String, Span); 2],
    family: &'a str,
    /// Whom the bare name is taken for.
    actor: ActorId,
    /// The number of the mention of the second.
    at: usize,
}

/// More of them make a roll of names.
const MANY: usize = 32;

/// The pairs of an article.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let found = context.found(in_one_breath);
    let spans = found.iter().flat_map(|found| found.items.iter().map(|names| names.map(|span| span.shift(found.block.span.start))));
    spans.take(MANY).filter_map(|spans| pair(context, spans)).collect()
}

impl<'a> Pair<'a> {
    /// The bare names after it that may be either's, as long as neither is named alone and nothing beside the name tells whose it is: an age, a clause
    /// or, of a man and a woman, "he" or "his wife".
    pub fn bare(&self, context: &Context<'a>) -> Vec<&'a Mention> {
        let given = |word: &str| self.names.iter().any(|(name, _)| name.split(' ').next() == Some(word));
        let mentions = context.reading.actors.mentions[self.at + 1..].iter().filter(|mention| mention.kind == MentionKind::Named);
        let tells = |mention: &&Mention| {
            let words = context.words(mention.span);
            given(words) || words.contains(' ') && (mention.actor == Some(self.actor) || words.ends_with(self.family))
        };
        let mentions = mentions.take_while(|mention| !tells(mention));
        let bare = mentions.filter(|mention| mention.actor == Some(self.actor) && context.words(mention.span) == self.family);
        bare.take_while(|mention| !self.is_told(context, mention.span)).collect()
    }

    fn is_told(&self, context: &Context<'a>, name: Span) -> bool {
        const OF_ONE: [&str; 9] = ["he", "she", "his", "her", "him", "wife", "husband", "himself", "herself"];
        let after = &context.text()[name.end as usize..];
        let beside = after.strip_prefix(", ").unwrap_or_default();
        if beside.starts_with(|c: char| c.is_ascii_digit())
            || beside.starts_with("who")
            || beside.starts_with("a ")
            || beside.starts_with("the ")
        {
            return true;
        }
        let gender = |name: &str| Tables::shared().gender_of_given_name(name.split(' ').next()?).filter(|gender| *gender != 'u');
        let alike = gender(&self.names[0].0).zip(gender(&self.names[1].0)).is_some_and(|(one, other)| one == other);
        let clause = after.find(['.', '?', '!', '\n']).unwrap_or(after.len());
        let told = Span { start: self.names[1].1.end, end: name.end + clause as u32 }.of(context.text());
        !alike && told.split(|c: char| !c.is_alphanumeric()).any(|word| OF_ONE.iter().any(|of| word.eq_ignore_ascii_case(of)))
    }
}

/// "Petro and Olena Zarudna": only the woman's name has this form.
fn is_womans(given: &str, family: &str) -> bool {
    let man = Tables::shared().gender_of_given_name(given).is_none_or(|gender| gender != 'f');
    man && ["ska", "cka", "ova", "eva", "na", "aya"].iter().any(|end| family.ends_with(end))
}

/// The names in a paragraph, relative to it, that stand to the left and right of an "and": a given name and a full one, or two that end in what
/// tells generations apart.
fn in_one_breath(text: &str, read: &BlockReading) -> Vec<[Span; 2]> {
    let tokens = &read.tokens;
    let word = |at: usize| tokens.get(at).filter(|token| token.is_word() && token.capital).map(|token| token.text(text));
    let given = |at: usize| word(at).is_some_and(|word| KnownAs::of(word).is_given_name());
    let one_family = |at: usize| {
        let (first, last) = (at.checked_sub(1)?, at + 2);
        let alone = first.checked_sub(1).is_none_or(|before| word(before).is_none() && !matches!(tokens[before].text(text), "," | "-"));
        let whole = word(last).is_some() && word(last + 1).is_none() && tokens.get(last + 1).is_none_or(|next| next.text(text) != "-");
        (alone && whole && given(first) && given(at + 1)).then(|| [tokens[first].span, tokens[at + 1].span.to(tokens[last].span)])
    };
    let generations = |at: usize| {
        let is_end = |token: &Token| GENERATIONS.contains(&token.text(text));
        let last = at.checked_sub(1).filter(|last| is_end(&tokens[*last]))?;
        let first = (0..last).rev().take_while(|at| word(*at).is_some()).last()?;
        let end = (at + 1..tokens.len()).take_while(|at| word(*at).is_some()).find(|at| is_end(&tokens[*at]))?;
        let family = |end: usize| end.checked_sub(1).and_then(word);
        (family(last) == family(end)).then(|| [tokens[first].span.to(tokens[last].span), tokens[at + 1].span.to(tokens[end].span)])
    };
    let ands = (0..tokens.len()).filter(|at| tokens[*at].text(text) == "and");
    ands.filter_map(|at| one_family(at).or_else(|| generations(at))).collect()
}

fn pair<'a>(context: &Context<'a>, spans: [Span; 2]) -> Option<Pair<'a>> {
    let mentions = &context.reading.actors.mentions;
    let number = |span: Span| {
        let at = mentions.partition_point(|mention| mention.span.end <= span.start);
        mentions.get(at).filter(|mention| mention.span.contains(span) && mention.class == ActorClass::Person).map(|_| at)
    };
    let [first, second] = [number(spans[0])?, number(spans[1])?];
    let actor = mentions[second].actor?;
    let words = spans.map(|span| context.words(span));
    let family = words[1].split(' ').rfind(|word| !GENERATIONS.contains(word))?;
    let names = if words[0].contains(' ') {
        // One person has been made of both.
        (mentions[first].actor == Some(actor)).then(|| words.map(str::to_owned))
    } else {
        // Who stands alone in other places, too, or has more of a name, is known by it: "Madonna and Paul Harding".
        let mut others = mentions.iter().enumerate().filter(|(at, _)| *at != first);
        let has = |name: &str| name.starts_with(words[0]) || name.split(' ').any(|word| word == words[0]);
        // "James and Ben Roe", of whom one is Ann James.
        let known = KnownAs::of(words[0]).is_family_name() || others.any(|(_, other)| has(context.words(other.span)));
        let actors = &context.reading.actors;
        let is_new = std::ptr::eq(actors.mention(actors.actor(actor).introduction), &raw const mentions[second]);
        (!known && is_new && !is_womans(words[0], family)).then(|| [[words[0], family].join(" "), words[1].to_owned()])
    }?;
    let [one, other] = names;
    Some(Pair { names: [(one, spans[0]), (other, spans[1])], family, actor, at: second })
}
