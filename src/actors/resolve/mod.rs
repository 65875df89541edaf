//! Who each mention of an article is: names are joined into actors, then pronouns, titles and descriptions lean on them.

mod clauses;
mod descriptions;
mod discourse;
mod groups;
mod kin;
mod kinds;
mod metonyms;
mod names;
mod persons;
mod scene;
mod speakers;
mod strangers;
mod subjects;

pub use kin::is_kin;
pub use scene::{Scene, is_pair};

use super::{Actor, ActorClass, ActorId, Actors, Gender, Mention, MentionId, MentionKind, Resolution};
use crate::article::Article;
use crate::knowledge::{Knowledge, RecordId};
use crate::text::{Memo, spaced};
use jiff::civil::Date;
use names::{KnownNames, Names};
use rustc_hash::FxHasher;
use scene::Item;
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What resolving an article found, by the order of its mentions: an article with the same scenes is not resolved again.
#[derive(Debug, Default)]
pub struct Resolved {
    /// Of all that was looked at.
    key: u64,
    actors: Arc<[Actor]>,
    open: Vec<(MentionId, Vec<ActorId>)>,
    links: Vec<Link>,
    /// Mentions that are nobody's after all, in order; none of the links is theirs.
    nobody: Vec<usize>,
    names: KnownNames,
    memo: Arc<Memo>,
}

/// What resolving adds to a mention.
#[derive(Clone, Copy, Debug)]
struct Link {
    class: ActorClass,
    actor: Option<ActorId>,
    resolution: Resolution,
    antecedent: Option<MentionId>,
}

/// Joins what the blocks of an article show, given by their numbers, into actors and their mentions. `day` is the article's, where it states
/// one: offices are held on it. `last` is what was found last; it is used where nothing has changed that counts, and is renewed.
pub fn resolve(
    text: &str,
    article: &Article,
    scenes: &[(u32, &Scene)],
    knowledge: &Knowledge,
    day: Option<Date>,
    last: &mut Resolved,
) -> Actors {
    let key = key(text, article, scenes, knowledge, day);
    if key != last.key {
        let items = items(article, scenes);
        let mut known = std::mem::take(&mut last.names);
        let names = &known.of(&items, text, knowledge);
        let mut resolver =
            Resolver { text, knowledge, day, items, names, actors: Vec::new(), open: Vec::new(), nobody: Vec::new(), named_open: 0 };
        groups::place(&mut resolver);
        kinds::settle(&mut resolver);
        groups::join(&mut resolver);
        persons::join(&mut resolver);
        metonyms::join(&mut resolver);
        discourse::lean(&mut resolver);
        *last = Resolved { names: known, ..resolver.finish(key) };
    }
    let mentions = scenes.iter().flat_map(|(block, scene)| {
        let start = article.blocks[*block as usize].span.start;
        scene.items.iter().map(move |item| scene::placed(&item.mention, start, *block))
    });
    let kept = |(at, mention)| last.nobody.binary_search(&at).is_err().then_some(mention);
    let mentions = mentions.enumerate().filter_map(kept).zip(&last.links).map(|(mention, link)| {
        let Link { class, actor, resolution, antecedent } = *link;
        Mention { class, actor, resolution, antecedent, ..mention }
    });
    Actors { mentions: mentions.collect(), actors: Arc::clone(&last.actors), open: last.open.clone(), memo: Arc::clone(&last.memo) }
}

/// A number that changes with everything that resolving looks at.
fn key(text: &str, article: &Article, scenes: &[(u32, &Scene)], knowledge: &Knowledge, day: Option<Date>) -> u64 {
    let mut hasher = FxHasher::default();
    // What is masked, blocks do not show, but a name may go over it.
    article.masked.iter().for_each(|mask| mask.of(text).hash(&mut hasher));
    (knowledge.generation, day, scenes.len()).hash(&mut hasher);
    scenes.iter().for_each(|(_, scene)| scene.key.hash(&mut hasher));
    // Nothing was found last where nothing was read.
    hasher.finish().max(1)
}

/// Every mention of the article in order, none resolved yet.
fn items(article: &Article, scenes: &[(u32, &Scene)]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut sentences = 0;
    for &(block, scene) in scenes {
        let start = article.blocks[block as usize].span.start;
        items.extend(scene.items.iter().map(|item| item.placed(start, block, sentences)));
        sentences += scene.sentences + 1;
    }
    items
}

/// An actor on its way to completion.
struct Draft {
    class: ActorClass,
    name: Arc<str>,
    record: Option<RecordId>,
    gender: Option<Gender>,
    /// Most have a few.
    items: SmallVec<[usize; 4]>,
}

struct Resolver<'a> {
    text: &'a str,
    knowledge: &'a Knowledge,
    /// The article's day.
    day: Option<Date>,
    /// All mentions in the order of the text.
    items: Vec<Item>,
    names: &'a Names,
    actors: Vec<Draft>,
    /// Items with several equally good actors.
    open: Vec<(usize, Vec<usize>)>,
    /// How many of these are names: the first ones, in order.
    named_open: usize,
    /// Items that name nobody, in order.
    nobody: Vec<usize>,
}

impl<'a> Resolver<'a> {
    fn words(&self, item: usize) -> &'a str {
        self.items[item].mention.span.of(self.text)
    }

    /// A new actor that begins with an item.
    fn create(&mut self, item: usize, record: Option<RecordId>) -> usize {
        let mention = &self.items[item].mention;
        let name = match mention.kind {
            MentionKind::Named => Arc::clone(&self.names.of(item).spaced),
            _ => spaced(mention.span.of(self.text)).into(),
        };
        self.actors.push(Draft { class: mention.class, name, record, gender: None, items: SmallVec::new() });
        self.give(item, self.actors.len() - 1, Resolution::Introduction, None);
        self.actors.len() - 1
    }

    /// Gives an item to an actor.
    fn give(&mut self, item: usize, actor: usize, resolution: Resolution, antecedent: Option<usize>) {
        let mention = &mut self.items[item].mention;
        mention.actor = Some(ActorId(actor as u32));
        mention.resolution = resolution;
        // Antecedents are items until the end, when items are mentions.
        mention.antecedent = antecedent.map(|item| MentionId(item as u32));
        self.actors[actor].items.push(item);
    }

    /// Whether an item names somebody.
    fn is_named(&self, item: usize) -> bool {
        self.items[item].mention.kind == MentionKind::Named && self.nobody.binary_search(&item).is_err()
    }

    /// The mention that an item becomes.
    fn mention(&self, item: usize) -> MentionId {
        MentionId((item - self.nobody.partition_point(|nobody| *nobody < item)) as u32)
    }

    /// The actors in the order of their first mention, complete.
    fn finish(mut self, key: u64) -> Resolved {
        for actor in &mut self.actors {
            actor.items.sort_unstable();
        }
        let mut order: Vec<usize> = (0..self.actors.len()).filter(|at| !self.actors[*at].items.is_empty()).collect();
        order.sort_by_key(|at| self.actors[*at].items[0]);
        let mut number = vec![0u32; self.actors.len()];
        order.iter().enumerate().for_each(|(new, old)| number[*old] = new as u32);
        for item in &mut self.items {
            item.mention.actor = item.mention.actor.map(|ActorId(old)| ActorId(number[old as usize]));
        }
        let mut counts = vec![(0, 0); self.names.count()];
        let actors = order.iter().map(|at| self.complete(&self.actors[*at], &mut counts)).collect();
        let open = self
            .open
            .iter()
            .map(|(item, candidates)| (self.mention(*item), candidates.iter().map(|at| ActorId(number[*at])).collect()))
            .collect();
        let link = |Mention { class, actor, resolution, antecedent, .. }: Mention| Link { class, actor, resolution, antecedent };
        for item in 0..self.items.len() {
            self.items[item].mention.antecedent = self.items[item].mention.antecedent.map(|MentionId(item)| self.mention(item as usize));
        }
        let nobody = self.nobody;
        let kept = |(at, item): (usize, Item)| nobody.binary_search(&at).is_err().then(|| link(item.mention));
        let links = self.items.into_iter().enumerate().filter_map(kept).collect();
        Resolved { key, actors, open, links, nobody, names: KnownNames::default(), memo: Arc::default() }
    }

    /// An actor as it is found; `counts` has a place for each name of the article, all empty before and after.
    fn complete(&self, draft: &Draft, counts: &mut [(usize, usize)]) -> Actor {
        let named = || draft.items.iter().copied().filter(|item| self.items[*item].mention.kind == MentionKind::Named);
        // The introduction is the fullest form outside headlines and with a title, the first of its kind.
        let introduction = named()
            .min_by_key(|item| {
                let here = &self.items[*item];
                (here.headline, std::cmp::Reverse(self.names.of(*item).length.min(3)), here.mention.title.is_none(), *item)
            })
            .or(draft.items.first().copied())
            .unwrap_or(0);
        // How often it has each form, and where first.
        for item in named() {
            let (count, first) = &mut counts[self.names.number(item)];
            *first = if *count == 0 { item } else { *first };
            *count += 1;
        }
        let counted = named().map(|item| std::mem::take(&mut counts[self.names.number(item)])).filter(|(count, _)| *count > 0);
        let mut forms: Vec<(usize, usize)> = Vec::new();
        for (count, first) in counted {
            // The end of a line within a name makes no other form of it.
            match forms.iter_mut().find(|(_, other)| self.names.of(*other).spaced == self.names.of(first).spaced) {
                Some((sum, _)) => *sum += count,
                None => forms.push((count, first)),
            }
        }
        forms.sort_unstable_by_key(|(count, first)| (std::cmp::Reverse(*count), *first));
        let mut titles: Vec<String> = Vec::new();
        for item in draft.items.iter() {
            let here = &self.items[*item];
            for title in here.titles() {
                let title = spaced(title.of(self.text));
                if !is_courtesy(&title) && !titles.iter().any(|known| *known == title) {
                    titles.push(title.into_owned());
                }
            }
        }
        let record = draft.record.and_then(|id| self.knowledge.record(id));
        Actor {
            class: draft.class,
            name: record.map_or_else(|| Arc::clone(&draft.name), |record| record.name().into()),
            record: draft.record,
            introduction: self.mention(introduction),
            gender: draft.gender,
            forms: forms.into_iter().map(|(_, first)| Arc::clone(&self.names.of(first).spaced)).collect(),
            titles,
        }
    }
}

/// Whether a title says nothing of what its bearer does: "Mr.".
fn is_courtesy(title: &str) -> bool {
    matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Mister" | "Madam" | "Messrs")
}
