//! What one block shows of actors before the article says whom it means. It depends on the block alone, so it is remembered with it; and it is
//! all that resolving looks at, so an article whose scenes are the same is resolved the same.

use super::clauses::{self, Stand};
use super::kinds::{self, Shown};
use super::{descriptions, kin, metonyms, persons, strangers, subjects};
use crate::actors::{ActorClass, Discourse, Gender, Mention, MentionKind, Name, NominalKind, Resolution};
use crate::article::BlockKind;
use crate::text::{Span, SpanSet};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// The mentions of one block.
#[derive(Clone, Debug)]
pub struct Scene {
    /// In order; spans are relative to the block.
    pub(super) items: Box<[Item]>,
    /// How many sentences the block has.
    pub(super) sentences: u32,
    /// A number that two scenes share if they show the same, wherever it stands.
    pub(super) key: u64,
}

/// A mention on its way to an actor.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub mention: Mention,
    /// After the name: "the Russian foreign minister".
    pub description: Option<Span>,
    /// What it is, where it is no name.
    pub nominal: Option<NominalKind>,
    /// The number of its sentence: in the block, then over the whole article.
    pub sentence: u32,
    pub headline: bool,
    /// In a caption or byline: no antecedent for the running text.
    pub aside: bool,
    /// The gender that a courtesy title before it gives, or an apposition after it.
    pub courtesy: Option<Gender>,
    /// The country that a name in its titles or right before them gives.
    pub country: Option<&'static str>,
    /// Whether it stands where a government would.
    pub acts: bool,
    /// Whether it follows another person with "and", or stands in a list that ends so.
    pub joined: bool,
    /// Whether another person follows it so.
    pub listed: bool,
    /// Whether it stands in a phrase before its sentence's subject: "citing Roe, the mayor said".
    pub fronted: bool,
    /// Whether the text calls it another of the same name: "another Ann Poe".
    pub another: bool,
    /// Whether it stands in brackets right after a mention: "Harbour Board (HB)".
    pub bracketed: bool,
    /// Where it is told whose relative another is, how many items after it the relative stands: "Roe's daughter, Ann".
    pub relative: Option<i32>,
    /// What the words beside it show of its name.
    pub shown: Option<Shown>,
    /// Whether it is a pronoun other than "he" and "she".
    oblique: bool,
    /// How it stands in its clause.
    pub stand: Stand,
}

impl Item {
    /// Its title and its description.
    pub fn titles(&self) -> impl Iterator<Item = Span> + use<> {
        [self.mention.title, self.description].into_iter().flatten()
    }

    /// Whether it is "his", "him", "her": what they stand before may be the subject.
    pub fn is_oblique(&self) -> bool {
        self.oblique
    }

    /// The same in an article where the block begins at `start`, is the block of this number, and `sentences` go before it.
    pub fn placed(&self, start: u32, block: u32, sentences: u32) -> Item {
        let mut item = self.clone();
        item.mention = placed(&item.mention, start, block);
        item.description = item.description.map(|description| description.shift(start));
        item.sentence += sentences;
        item
    }
}

/// A mention of a block as one of the article.
pub(super) fn placed(mention: &Mention, start: u32, block: u32) -> Mention {
    Mention { span: mention.span.shift(start), title: mention.title.map(|title| title.shift(start)), block, ..mention.clone() }
}

impl Scene {
    /// Of a block's text, its names and what stands for names in it.
    pub fn new(text: &str, kind: BlockKind, names: &[Name], discourse: &Discourse) -> Self {
        let mut items = mentions(text, names, discourse);
        for item in &mut items {
            item.headline = matches!(kind, BlockKind::Headline | BlockKind::Heading);
            item.aside = matches!(kind, BlockKind::Caption | BlockKind::Byline | BlockKind::Published);
        }
        items.sort_by_key(|item| item.mention.span);
        for at in 0..items.len() {
            items[at].country = descriptions::country_beside(text, &items, at);
            items[at].shown = kinds::shown(text, &items[at]);
            // "Jackson, Mississippi": a place that has another after it.
            let located = |next: &Item| kinds::is_located(text, items[at].mention.span, next);
            if items[at].mention.class == ActorClass::Place && items.get(at + 1).is_some_and(located) {
                items[at].shown = Some(Shown::Place);
            }
            items[at].bracketed = at > 0 && is_bracketed(text, items[at - 1].mention.span, items[at].mention.span);
        }
        subjects::mark(text, discourse, &mut items);
        clauses::mark(text, discourse, &mut items);
        kin::mark(text, &mut items);
        let mut hasher = FxHasher::default();
        for item in &items {
            item.hash_with(text, &mut hasher);
        }
        // Resolving does not look at this, but what is kept as long as an article is resolved the same may.
        items.windows(2).for_each(|pair| is_pair(text, pair[0].mention.span, pair[1].mention.span).hash(&mut hasher));
        let sentences = discourse.sentences.len() as u32;
        sentences.hash(&mut hasher);
        Scene { items: items.into(), sentences, key: hasher.finish() }
    }
}

impl Item {
    fn new(
        text: &str,
        discourse: &Discourse,
        span: Span,
        class: ActorClass,
        titles: [Option<Span>; 2],
        nominal: Option<NominalKind>,
    ) -> Self {
        let kind = match nominal {
            None => MentionKind::Named,
            Some(NominalKind::Pronoun(_)) => MentionKind::Pronoun,
            Some(_) => MentionKind::Nominal,
        };
        let [title, description] = titles;
        Item {
            mention: Mention {
                span,
                class,
                kind,
                actor: None,
                title: title.or(description),
                resolution: Resolution::Introduction,
                antecedent: None,
                in_quote: discourse.is_quoted(span),
                block: 0,
            },
            description,
            nominal,
            sentence: discourse.sentence_of(span.start) as u32,
            headline: false,
            aside: false,
            courtesy: persons::courtesy(text, span.start).or_else(|| apposition(text, span, kind, class)),
            country: None,
            acts: kind == MentionKind::Named && matches!(class, ActorClass::Place | ActorClass::Person) && metonyms::acts(text, span),
            joined: false,
            listed: false,
            fronted: false,
            another: text[..span.start as usize].ends_with("another "),
            bracketed: false,
            relative: None,
            shown: None,
            oblique: kind == MentionKind::Pronoun && !matches!(span.of(text), "he" | "He" | "she" | "She"),
            stand: Stand::default(),
        }
    }

    /// Everything that resolving may look at, places aside.
    fn hash_with(&self, text: &str, hasher: &mut FxHasher) {
        let words = |span: Span| span.of(text);
        let mention = &self.mention;
        (words(mention.span), mention.class, mention.kind, mention.in_quote).hash(hasher);
        (mention.title.map(words), self.description.map(words)).hash(hasher);
        (self.sentence, self.headline, self.aside, self.courtesy, self.country, self.acts).hash(hasher);
        (self.joined, self.fronted, self.stand, self.another, self.bracketed, self.relative, self.shown).hash(hasher);
        match &self.nominal {
            None => 0.hash(hasher),
            Some(NominalKind::Pronoun(gender)) => (1, gender).hash(hasher),
            Some(NominalKind::Title(title, country)) => (2, title, country).hash(hasher),
            Some(NominalKind::Counterpart(country)) => (3, country).hash(hasher),
        }
    }
}

/// "Ann and Paul": whether nothing but "and" stands between two names.
pub fn is_pair(text: &str, one: Span, other: Span) -> bool {
    text.get(one.end as usize..other.start as usize).is_some_and(|between| matches!(between.trim(), "and" | "&"))
}

/// Whether only a bracket stands between two spans, and another after them.
fn is_bracketed(text: &str, before: Span, span: Span) -> bool {
    text[span.end as usize..].starts_with(')') && text.get(before.end as usize..span.start as usize) == Some(" (")
}

/// "Ann Poe, a mother of two".
fn apposition(text: &str, span: Span, kind: MentionKind, class: ActorClass) -> Option<Gender> {
    let named = kind == MentionKind::Named && class == ActorClass::Person;
    named.then(|| strangers::apposition(&text[span.end as usize..])).flatten()
}

/// The block's names, and what stands for names without being part of one.
fn mentions(text: &str, names: &[Name], discourse: &Discourse) -> Vec<Item> {
    // "the Secretary" with a capital is a title all the same.
    let is_title = |name: &Name| {
        // No two end at the same place.
        let nominal = &discourse.nominals[discourse.nominals.partition_point(|nominal| nominal.span.end < name.span.end)..];
        name.class == ActorClass::Person
            && nominal.first().is_some_and(|nominal| {
                matches!(&nominal.kind, NominalKind::Title(title, _) if nominal.span.end == name.span.end
                    && nominal.span.start < name.span.start
                    && title.eq_ignore_ascii_case(name.span.of(text)))
            })
    };
    let names = || names.iter().filter(|name| !is_title(name));
    let mut items: Vec<Item> =
        names().map(|name| Item::new(text, discourse, name.span, name.class, [name.title, name.description], None)).collect();
    if discourse.nominals.is_empty() {
        return items;
    }
    // With the number of the item whose name, title or description it is.
    let taken = names().zip(0..).flat_map(|(name, at)| [Some(name.span), name.title, name.description].map(|span| Some((span?, at))));
    let taken: SpanSet = taken.flatten().collect();
    for nominal in &discourse.nominals {
        // A title that belongs to a name is part of that mention; a country inside a description is none of the person's.
        let is_inside = |span: Span, item: &Item| {
            let mention = &item.mention;
            span == mention.span && mention.class != ActorClass::Person && nominal.span.contains(span) && nominal.span != span
        };
        if taken.over(nominal.span).all(|(span, at)| is_inside(span, &items[at as usize])) {
            items.push(Item::new(text, discourse, nominal.span, ActorClass::Person, [None, None], Some(nominal.kind.clone())));
        }
    }
    items
}
