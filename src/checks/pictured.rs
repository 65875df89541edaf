//! Figures of captions that the body gives otherwise.

use super::Context;
use super::counts::{Count, is_told};
use crate::actors::{ActorClass, Mention};
use crate::article::BlockKind;
use crate::claims::Bound;
use crate::text::unanimous;

/// A picture taken longer before is one from the archive.
pub(super) const DAYS: i32 = 10;
/// How many content words a caption and a sentence share that speak of one thing.
pub(super) const SHARED: usize = 3;
/// And which part of the shorter one's.
pub(super) const LIKENESS: f64 = 0.5;

/// The counts of captions, each with the first of those in the body that count the same thing, say the same of it and agree on another figure, where
/// nothing but captions has the caption's. A picture may show a part: the caption's figure is the larger one, or has the digits of the other.
pub(super) fn pictured<'c, 'a>(context: &Context<'_>, counts: &'c [Count<'a>]) -> Vec<[&'c Count<'a>; 2]> {
    let captions = counts.iter().filter(|count| count.kind == BlockKind::Caption && count.figure.bound == Bound::Exactly);
    let differs = |caption: &'c Count<'a>| {
        let body = counts.iter().filter(|count| count.kind == BlockKind::Paragraph && count.same_thing(caption));
        let alike = |count: &&Count<'a>| count.shared_stems(caption) >= SHARED && count.likeness(caption) >= LIKENESS;
        let told = body.filter(|count| count.figure.bound == Bound::Exactly && !count.is_apart_from(caption)).filter(alike);
        let (value, first) = unanimous(told.map(|count| (count.figure.value, count)))?;
        let pictured = caption.figure.value;
        let is_more = value < pictured && pictured < 2.0 * value || have_same_digits(value, pictured);
        let is_elsewhere = || is_told(context, pictured, |kind| kind != BlockKind::Caption);
        let is_same = || is_of_now(context, caption) && is_in_the_body(context, caption) && !is_elsewhere();
        (is_more && !first.holds_with(caption) && is_same()).then_some([caption, first])
    };
    captions.filter_map(differs).collect()
}

/// Whether a caption says that its picture is an old one.
pub(super) fn is_archived(caption: &str) -> bool {
    let lower = caption.to_lowercase();
    ["file", "archive", "undated", "previous", "earlier", "last year", "library picture"].iter().any(|word| lower.contains(word))
}

/// Whether a caption's picture is of the article's days, as far as it tells.
fn is_of_now(context: &Context<'_>, caption: &Count<'_>) -> bool {
    let Some((at, block, _)) = context.blocks().find(|(_, block, _)| block.span.contains(caption.figure.span)) else { return false };
    let day = context.reading.dates.reference.map(|reference| reference.day);
    let mut days = context.reading.dates.expressions.iter().filter(|date| date.block as usize == at).filter_map(|date| date.days);
    !is_archived(context.words(block.span))
        && days.all(|(first, last)| day.is_none_or(|day| (day - last).get_days() <= DAYS && (first - day).get_days() <= DAYS))
}

/// "14" and "41".
fn have_same_digits(one: f64, other: f64) -> bool {
    let [one, other] = [one, other].map(|value| {
        let mut digits = value.to_string().into_bytes();
        digits.sort_unstable();
        digits
    });
    one.len() > 1 && one == other
}

/// Whether all places of a caption are told of outside of captions: what happened in another town, or in two, is another thing.
fn is_in_the_body(context: &Context<'_>, caption: &Count<'_>) -> bool {
    let mentions = &context.reading.actors.mentions;
    let kind = |block: u32| context.reading.article.blocks[block as usize].kind;
    let here = mentions.iter().filter(|mention| mention.class == ActorClass::Place && mention.block as usize == caption.paragraph);
    let told = |place: &Mention| {
        let mut others = mentions.iter().filter(|other| other.actor == place.actor);
        place.actor.is_none() || others.any(|other| kind(other.block) != BlockKind::Caption)
    };
    here.into_iter().all(told)
}
