//! Places and organisations of one word and how they are misspelled: "Pontypridd" and "Pontyprydd".

use super::Context;
use super::families::in_one_breath;
use super::found::Held;
use super::spelling::{Shape, are_near, distance};
use crate::actors::{ActorClass, KnownAs, MentionKind};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Fewer letters leave too many words near a name.
pub(super) const LETTERS: usize = 7;
/// So often a name that no table knows is written where it is spelled so.
const OFTEN: usize = 3;

/// What a name follows at the start of a sentence.
const OPENING: [&str; 12] = ["In", "At", "From", "To", "Near", "The", "Outside", "But", "And", "When", "For", "Around"];

/// Words, each with where it stands.
type Places<'a> = BTreeMap<&'a str, Vec<Span>>;

/// A word of these with its places, and the one of those that it may be a misspelling of.
type Slip<'a> = ((&'a str, Vec<Span>), &'a str);

/// The names of one word of an article: what a table knows or what stands there again and again, and then what neither is.
fn names<'a>(context: &Context<'a>) -> (Places<'a>, Places<'a>) {
    let mut written = Places::new();
    let mentions = context.reading.actors.mentions.iter();
    let named = mentions.filter(|mention| mention.kind == MentionKind::Named);
    let named = named.filter(|mention| matches!(mention.class, ActorClass::Place | ActorClass::Organisation)).map(|mention| mention.span);
    for span in named {
        let word = context.words(span);
        if word.len() >= LETTERS && word.bytes().all(|c| c.is_ascii_alphabetic()) && !word.bytes().all(|c| c.is_ascii_uppercase()) {
            written.entry(word).or_default().push(span);
        }
    }
    written.into_iter().partition(|(word, spans)| spans.len() >= OFTEN || KnownAs::of(word).is_anything())
}

/// How the names of one word are spelled that may be right: it follows from the actors.
pub(super) struct Right {
    by_first: FxHashMap<Option<char>, Vec<Shape>>,
    /// Whether another name may be a misspelling of one of them.
    has_slips: bool,
    /// The blocks where another word may be.
    near: Held,
}

impl Right {
    /// Those of an article.
    pub fn of<'a>(context: &Context<'a>) -> &'a Right {
        context.reading.actors.memo.get(|| Right::new(context))
    }

    /// The blocks with a word, of those that `words` gives of each, that may be near one of them, in order.
    pub fn blocks_near<'w>(&self, context: &Context<'_>, words: impl Fn(usize) -> &'w [(Span, Shape)]) -> Vec<usize> {
        context.blocks_where(&self.near, |number| words(number).iter().any(|(_, shape)| self.may_be_near(*shape)))
    }

    fn new(context: &Context<'_>) -> Self {
        let (known, odd) = names(context);
        let mut right = Right { by_first: FxHashMap::default(), has_slips: false, near: Held::default() };
        for shape in known.keys().map(|word| Shape::of(word)) {
            right.by_first.entry(shape.first()).or_default().push(shape);
        }
        right.has_slips = !slips(&known, odd).is_empty();
        right
    }

    /// Whether a word may be near one of them; only one of so many letters.
    pub fn may_be_near(&self, word: Shape) -> bool {
        word.length() >= LETTERS && self.by_first.get(&word.first()).into_iter().flatten().any(|name| name.may_be_near(word))
    }
}

/// The misspelled names of an article, each with the name that it is near to, and where either stands; `strange` are words that no table knows, that
/// [may be near](Right::may_be_near) what is right and that are no name. What is misspelled is known to none.
pub(super) fn misspelled<'a>(context: &Context<'a>, right: &Right, strange: &[Span]) -> Vec<[(&'a str, Vec<Span>); 2]> {
    if strange.is_empty() && !right.has_slips {
        return Vec::new();
    }
    let (known, mut odd) = names(context);
    for &span in strange {
        let word = context.words(span);
        if word.len() >= LETTERS && word.bytes().all(|c| c.is_ascii_alphabetic()) && !known.contains_key(word) {
            odd.entry(word).or_default().push(span);
        }
    }
    let slips = slips(&known, odd).into_iter().filter(|((_, spans), name)| stands_alone(context, spans[0], &known[name]));
    slips.map(|(odd, name)| [(name, known[name].clone()), odd]).collect()
}

/// Those that stand there once and are near one that may be right, which is the only one.
fn slips<'a>(known: &Places<'a>, odd: Places<'a>) -> Vec<Slip<'a>> {
    let mut by_first: FxHashMap<Option<char>, Vec<(Shape, &str)>> = FxHashMap::default();
    for word in known.keys() {
        by_first.entry(word.chars().next()).or_default().push((Shape::of(word), word));
    }
    let once = odd.into_iter().filter(|(_, spans)| spans.len() == 1);
    let slip = once.filter_map(|(word, spans)| {
        let shape = Shape::of(word);
        let of_letter = by_first.get(&word.chars().next()).into_iter().flatten();
        // "Norrvik" and "Norrviker": who is of the place.
        let is_other = |name: &str| name.starts_with(word) || word.starts_with(name);
        let mut near = of_letter.filter(|(other, name)| shape.may_be_near(*other) && !is_other(name) && are_near(word, name));
        let (Some((_, name)), None) = (near.next(), near.next()) else { return None };
        is_slip(word, name).then_some(((word, spans), *name))
    });
    slip.collect()
}

/// Whether a name is another with a letter left out, put in, swapped with the next or, far from either end, changed. "Wallington" is not Wellington,
/// nor "Freiberg" Freiburg; "Andalucia" is Andalusia in its own language.
fn is_slip(word: &str, name: &str) -> bool {
    const SOUNDS: [&str; 2] = ["cskzqx", "vwf"];
    let changed = || {
        let mut pairs = word.bytes().zip(name.bytes()).enumerate().filter(|(_, (one, other))| one != other);
        let (Some((at, (one, other))), None) = (pairs.next(), pairs.next()) else { return true };
        let alike = SOUNDS.iter().any(|sounds| [one, other].iter().all(|letter| sounds.as_bytes().contains(letter)));
        (4..word.len() - 1).contains(&at) && !alike
    };
    let ends = |one: &str, other: &str| (word.ends_with(one) && name.ends_with(other)) || (word.ends_with(other) && name.ends_with(one));
    let are_two = [("burg", "berg"), ("ton", "town")].iter().any(|(one, other)| ends(one, other));
    distance(word, name, 1) == Some(1) && !are_two && (word.len() != name.len() || changed())
}

/// Whether nothing around a name tells that it is another one: it stands in running text, in no sentence with that which it is near to, in no longer
/// name ("Grenville Street", "Junts per Catalunya"), and it is not said where or what it is ("Kambala, Sierra Leone", "Bretford, a hamlet").
fn stands_alone(context: &Context<'_>, span: Span, kept: &[Span]) -> bool {
    let text = context.text();
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let marks = ['"', '“', '”', '‘', '\'', '«', '»', '„', '(', '[', '-', '–', '/'];
    // A heading ends without a stop.
    let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let named = ["per", "or", "called", "named", "spelled", "spelt", "as"].contains(&last)
        || capital(last) && !before.trim_end().ends_with(['.', '!', '?', ',', ';', ':']) && !OPENING.contains(&last);
    let next = after.strip_prefix(", ").unwrap_or(after.trim_start_matches(' '));
    let described = capital(next)
        || ["a ", "an ", "the ", "in ", "near "].iter().any(|word| after.strip_prefix(", ").is_some_and(|next| next.starts_with(word)));
    let beside = kept.iter().any(|kept| in_one_breath(context, span, *kept));
    !before.ends_with(marks) && !after.starts_with(marks) && !named && !described && !beside && context.quotation_around(span).is_none()
}
