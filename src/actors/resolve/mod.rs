//! Who each mention of an article is: names are joined into actors, then pronouns, titles and descriptions lean on them.

mod descriptions;
mod discourse;
mod groups;
mod metonyms;
mod persons;

use super::nominal::Discourse;
use super::{Actor, ActorClass, ActorId, Actors, Gender, Mention, MentionId, MentionKind, Name, NominalKind, Resolution};
use crate::article::{Article, BlockKind};
use crate::knowledge::{Knowledge, RecordId, RecordKind};
use crate::text::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// What one block shows of actors.
#[derive(Clone, Copy, Debug)]
pub struct BlockActors<'a> {
    /// The block, by its place in [`Article::blocks`].
    pub block: u32,
    /// Its names.
    pub names: &'a [Name],
    /// Its pronouns, titles, sentences and quotations.
    pub discourse: &'a Discourse,
}

/// Joins what the blocks of an article show into actors and their mentions. `day` is the article's, where it states one: offices are held on it.
pub fn resolve(text: &str, article: &Article, found: &[BlockActors<'_>], knowledge: &Knowledge, day: Option<Date>) -> Actors {
    let mut resolver = Resolver { text, knowledge, day, items: items(text, article, found), actors: Vec::new(), open: Vec::new() };
    groups::join(&mut resolver);
    persons::join(&mut resolver);
    metonyms::join(&mut resolver);
    discourse::lean(&mut resolver);
    resolver.finish()
}

/// A mention on its way to an actor.
struct Item {
    mention: Mention,
    /// After the name: "the Russian foreign minister".
    description: Option<Span>,
    /// What it is, where it is no name.
    nominal: Option<NominalKind>,
    /// The number of its sentence over the whole article.
    sentence: u32,
    headline: bool,
    /// In a caption or byline: no antecedent for the running text.
    aside: bool,
}

/// An actor on its way to completion.
struct Draft {
    class: ActorClass,
    name: String,
    record: Option<RecordId>,
    gender: Option<Gender>,
    items: Vec<usize>,
}

struct Resolver<'a> {
    text: &'a str,
    knowledge: &'a Knowledge,
    /// The article's day.
    day: Option<Date>,
    /// All mentions in the order of the text.
    items: Vec<Item>,
    actors: Vec<Draft>,
    /// Items with several equally good actors.
    open: Vec<(usize, Vec<usize>)>,
}

/// Every mention of the article in order, none resolved yet.
fn items(text: &str, article: &Article, found: &[BlockActors<'_>]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut sentences = 0u32;
    for one in found {
        let block = article.blocks[one.block as usize];
        let start = block.span.start;
        let mut push = |span: Span,
                        class: ActorClass,
                        kind: MentionKind,
                        title: Option<Span>,
                        description: Option<Span>,
                        nominal: Option<NominalKind>| {
            items.push(Item {
                mention: Mention {
                    span: span.shift(start),
                    class,
                    kind,
                    actor: None,
                    title: title.or(description).map(|title| title.shift(start)),
                    resolution: Resolution::Introduction,
                    antecedent: None,
                    in_quote: one.discourse.is_quoted(span),
                    block: one.block,
                },
                description: description.map(|description| description.shift(start)),
                nominal,
                sentence: sentences + one.discourse.sentence_of(span.start) as u32,
                headline: matches!(block.kind, BlockKind::Headline | BlockKind::Heading),
                aside: matches!(block.kind, BlockKind::Caption | BlockKind::Byline | BlockKind::Published),
            });
        };
        let block_text = block.span.of(text);
        // "the Secretary" with a capital is a title all the same.
        let is_title = |name: &Name| {
            name.class == ActorClass::Person
                && one.discourse.nominals.iter().any(|nominal| {
                    matches!(&nominal.kind, NominalKind::Title(title, _) if nominal.span.end == name.span.end
                        && nominal.span.start < name.span.start
                        && title.eq_ignore_ascii_case(name.span.of(block_text)))
                })
        };
        let names = || one.names.iter().filter(|name| !is_title(name));
        for name in names() {
            push(name.span, name.class, MentionKind::Named, name.title, name.description, None);
        }
        for nominal in &one.discourse.nominals {
            // A title that belongs to a name is part of that mention; a country inside a description is none of the person's.
            let beside = |name: &Name| {
                let inside = name.class != ActorClass::Person && nominal.span.contains(name.span) && nominal.span != name.span;
                let own = Some(name.span).filter(|_| !inside);
                [own, name.title, name.description].into_iter().flatten().any(|span| span.overlaps(nominal.span))
            };
            if !names().any(beside) {
                let kind = if matches!(nominal.kind, NominalKind::Pronoun(_)) { MentionKind::Pronoun } else { MentionKind::Nominal };
                push(nominal.span, ActorClass::Person, kind, None, None, Some(nominal.kind.clone()));
            }
        }
        sentences += one.discourse.sentences.len() as u32 + 1;
    }
    items.sort_by_key(|item| item.mention.span);
    items
}

impl<'a> Resolver<'a> {
    fn words(&self, item: usize) -> &'a str {
        self.items[item].mention.span.of(self.text)
    }

    /// A new actor that begins with an item.
    fn create(&mut self, item: usize, record: Option<RecordId>) -> usize {
        let mention = &self.items[item].mention;
        let name = mention.span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.actors.push(Draft { class: mention.class, name, record, gender: None, items: Vec::new() });
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

    /// The one record of a kind that a name belongs to.
    fn record_of(&self, name: &str, kind: RecordKind) -> Option<RecordId> {
        let mut records =
            self.knowledge.by_form(name).iter().filter(|id| self.knowledge.record(**id).is_some_and(|record| record.kind == kind));
        let first = records.next().copied();
        if records.next().is_some() { None } else { first }
    }

    /// The actors in the order of their first mention, complete.
    fn finish(mut self) -> Actors {
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
        let actors = order.iter().map(|at| self.complete(&self.actors[*at])).collect();
        let open = self
            .open
            .iter()
            .map(|(item, candidates)| (MentionId(*item as u32), candidates.iter().map(|at| ActorId(number[*at])).collect()))
            .collect();
        Actors { actors, open, mentions: self.items.into_iter().map(|item| item.mention).collect() }
    }

    fn complete(&self, draft: &Draft) -> Actor {
        let named = || draft.items.iter().copied().filter(|item| self.items[*item].mention.kind == MentionKind::Named);
        // The introduction is the fullest form outside headlines and with a title, the first of its kind.
        let introduction = named()
            .min_by_key(|item| {
                let here = &self.items[*item];
                (here.headline, std::cmp::Reverse(self.words(*item).split_whitespace().count().min(3)), here.mention.title.is_none(), *item)
            })
            .or(draft.items.first().copied())
            .unwrap_or(0);
        let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        for item in named() {
            let entry = counts.entry(self.words(item)).or_insert((0, item));
            entry.0 += 1;
        }
        let mut forms: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
        forms.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
        let mut titles: Vec<String> = Vec::new();
        for item in draft.items.iter() {
            let here = &self.items[*item];
            for title in [here.mention.title, here.description].into_iter().flatten() {
                let title = title.of(self.text).to_owned();
                if !is_courtesy(&title) && !titles.contains(&title) {
                    titles.push(title);
                }
            }
        }
        let record = draft.record.and_then(|id| self.knowledge.record(id));
        Actor {
            class: draft.class,
            name: record.map_or_else(|| draft.name.clone(), |record| record.name.clone()),
            record: draft.record,
            introduction: MentionId(introduction as u32),
            gender: draft.gender,
            forms: forms.into_iter().map(|(form, _)| form.to_owned()).collect(),
            titles,
        }
    }
}

/// Whether a title says nothing of what its bearer does: "Mr.".
fn is_courtesy(title: &str) -> bool {
    matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Mister" | "Madam" | "Messrs")
}
