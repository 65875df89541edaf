//! Places and organisations of one word and how they are misspelled: "Pontypridd" and "Pontyprydd".

use super::Context;
use super::spelling::{Shape, are_near};
use crate::actors::{ActorClass, KnownAs, MentionKind};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Fewer letters leave too many words near a name.
pub(super) const LETTERS: usize = 7;
/// So often a name that no table knows is written where it is spelled so.
const OFTEN: usize = 3;

/// Words, each with where it stands.
type Places<'a> = BTreeMap<&'a str, Vec<Span>>;

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
struct Right {
    by_first: FxHashMap<Option<char>, Vec<Shape>>,
    /// Whether another name may be near one of them.
    is_near_another: bool,
}

impl Right {
    fn new(context: &Context<'_>) -> Self {
        let (known, odd) = names(context);
        let mut right = Right { by_first: FxHashMap::default(), is_near_another: false };
        for shape in known.keys().map(|word| Shape::of(word)) {
            right.by_first.entry(shape.first()).or_default().push(shape);
        }
        right.is_near_another = odd.keys().any(|word| right.may_be_near(Shape::of(word)));
        right
    }

    fn may_be_near(&self, word: Shape) -> bool {
        self.by_first.get(&word.first()).into_iter().flatten().any(|name| name.may_be_near(word))
    }
}

/// The misspelled names of an article, each with the name that it is near to, and where either stands; `strange` are words that no table knows and
/// that may be no name. What is misspelled is known to none.
pub(super) fn misspelled<'a>(
    context: &Context<'a>,
    strange: &[(Span, Shape)],
    is_name: impl Fn(Span) -> bool,
) -> Vec<[(&'a str, Vec<Span>); 2]> {
    let right: &Right = context.reading.actors.memo.get(|| Right::new(context));
    let is_near = |(span, shape): &&(Span, Shape)| right.may_be_near(*shape) && !is_name(*span);
    let strange: Vec<Span> = strange.iter().filter(is_near).map(|(span, _)| *span).collect();
    if strange.is_empty() && !right.is_near_another {
        return Vec::new();
    }
    let (known, mut odd) = names(context);
    for span in strange {
        let word = context.words(span);
        if word.len() >= LETTERS && word.bytes().all(|c| c.is_ascii_alphabetic()) && !known.contains_key(word) {
            odd.entry(word).or_default().push(span);
        }
    }
    let mut by_first: FxHashMap<Option<char>, Vec<(Shape, &str)>> = FxHashMap::default();
    for word in known.keys() {
        by_first.entry(word.chars().next()).or_default().push((Shape::of(word), word));
    }
    let mut found = Vec::new();
    for (word, spans) in odd {
        let shape = Shape::of(word);
        let of_letter = by_first.get(&word.chars().next()).into_iter().flatten();
        // "Norrvik" and "Norrviker": who is of the place.
        let is_other = |name: &str| name.starts_with(word) || word.starts_with(name);
        let mut near = of_letter.filter(|(other, name)| shape.may_be_near(*other) && !is_other(name) && are_near(word, name));
        if let (Some((_, name)), None) = (near.next(), near.next()) {
            found.push([(*name, known[name].clone()), (word, spans)]);
        }
    }
    found
}
