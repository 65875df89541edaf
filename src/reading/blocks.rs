//! The blocks of an article from one reading to the next: those that are new are read, and those whose words are seen otherwise are settled again.

use super::{BlockReading, Digest, SharedBlocks};
use crate::actors::{Evidence, Scene, Words};
use crate::article::{Article, Block, BlockKind};
use crate::knowledge::Knowledge;
use crate::text::{Memo, tokenize};
use crate::{actors, claims, dates};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What is known of an article's blocks.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// By their content.
    known: FxHashMap<u64, Known>,
    /// What they all show of words.
    evidence: Evidence,
    /// Those of other articles.
    shared: SharedBlocks,
}

/// One block, or several with the same content.
#[derive(Debug)]
struct Known {
    read: Arc<BlockReading>,
    /// How many there are.
    count: usize,
    /// What they show of actors under the evidence at hand and under that before: a word half typed is often another, which is seen otherwise for
    /// one keystroke.
    scenes: [Option<Settled>; 2],
}

/// What a block shows of actors, and the evidence that its names were settled under.
type Settled = (u64, Arc<Scene>);

impl Known {
    fn new(read: Arc<BlockReading>) -> Self {
        Known { read, count: 0, scenes: [None, None] }
    }

    /// Takes what it showed under some evidence for what it shows; whether that is known.
    fn shows_under(&mut self, evidence: u64) -> bool {
        let under = |scene: &Option<Settled>| scene.as_ref().is_some_and(|(under, _)| *under == evidence);
        if !under(&self.scenes[0]) {
            self.scenes.swap(0, 1);
        }
        under(&self.scenes[0])
    }
}

/// A block, read.
pub(super) type Read = (Arc<BlockReading>, Arc<Scene>);

impl Blocks {
    /// None yet, but for those that other articles share.
    pub fn sharing(shared: SharedBlocks) -> Self {
        Blocks { shared, ..Blocks::default() }
    }

    /// Forgets the article; what is shared with others stays.
    pub fn forget(&mut self) {
        *self = Blocks::sharing(std::mem::take(&mut self.shared));
    }

    /// Reads the blocks of an article; `None` for those that are not read. The knowledge is the same as before.
    pub fn read(&mut self, text: &str, article: &Article, knowledge: &Knowledge) -> Vec<Option<Read>> {
        let content = |block: &Block| block.kind.is_read().then(|| content_key(&article.block_text(text, *block), block.kind));
        let keys: Vec<Option<u64>> = article.blocks.iter().map(content).collect();
        let otherwise = self.recognise(text, article, &keys, knowledge);
        self.settle(text, article, &keys, &otherwise, knowledge);
        let read = |key: &Option<u64>| {
            let known = self.known.get(&(*key)?)?;
            known.scenes[0].as_ref().map(|(_, scene)| (Arc::clone(&known.read), Arc::clone(scene)))
        };
        keys.iter().map(read).collect()
    }

    /// Reads the blocks that are new and forgets those that are gone; returns the words that are seen otherwise than before.
    fn recognise(&mut self, text: &str, article: &Article, keys: &[Option<u64>], knowledge: &Knowledge) -> Words {
        let last = &mut self.known;
        let mut new: Vec<(u64, Block)> = keys.iter().zip(&article.blocks).filter_map(|(key, block)| Some(((*key)?, *block))).collect();
        // Those of the last reading that are not met again, and those that were not there.
        let mut gone: FxHashMap<u64, usize> = last.iter().map(|(key, known)| (*key, known.count)).collect();
        last.values_mut().for_each(|known| known.count = 0);
        let mut come: Vec<u64> = Vec::new();
        new.retain(|(key, _)| {
            match gone.get_mut(key) {
                Some(left) if *left > 0 => *left -= 1,
                _ => come.push(*key),
            }
            last.get_mut(key).map(|known| known.count += 1).is_none()
        });
        let read = |(key, block): &(u64, Block)| (*key, self.shared.read(*key, || recognise(&article.block_text(text, *block), knowledge)));
        new.sort_unstable_by_key(|(key, _)| *key);
        let mut once = new.clone();
        once.dedup_by_key(|(key, _)| *key);
        last.extend(for_each_of_many(&once, read).into_iter().map(|(key, read)| (key, Known::new(read))));
        for (key, _) in &new {
            last.entry(*key).and_modify(|known| known.count += 1);
        }
        let names = |key: &u64| last.get(key).map(|known| &known.read.names);
        let left = gone.iter().filter_map(|(key, left)| Some(std::iter::repeat_n(names(key)?, *left)));
        let otherwise = self.evidence.replace(left.flatten(), come.iter().filter_map(names));
        last.retain(|_, known| known.count > 0);
        otherwise
    }

    /// Settles the names of the blocks that are new or have one of the words that are seen otherwise.
    fn settle(&mut self, text: &str, article: &Article, keys: &[Option<u64>], otherwise: &Words, knowledge: &Knowledge) {
        let mut unsettled: Vec<(u64, u64, Block)> = Vec::new();
        for (key, block) in keys.iter().zip(&article.blocks).filter_map(|(key, block)| Some(((*key)?, *block))) {
            let Some(known) = self.known.get_mut(&key) else { continue };
            if known.scenes[0].is_none() || known.read.names.have(otherwise) {
                let under = self.evidence.key_of(&known.read.names);
                if !known.shows_under(under) {
                    unsettled.push((key, under, block));
                }
            }
        }
        unsettled.sort_unstable_by_key(|(key, ..)| *key);
        unsettled.dedup_by_key(|(key, ..)| *key);
        let settled = for_each_of_many(&unsettled, |(key, under, block)| {
            let read = &self.known.get(key)?.read;
            Some(self.shared.settle(*key, *under, || settle(text, article, *block, read, &self.evidence, knowledge)))
        });
        for ((key, under, _), scene) in unsettled.iter().zip(settled) {
            if let (Some(known), Some(scene)) = (self.known.get_mut(key), scene) {
                known.scenes[0] = Some((*under, scene));
            }
        }
    }
}

/// So many blocks are read side by side, as those of a long article are that is opened.
const MANY: usize = 32;

fn for_each_of_many<T: Sync, R: Send>(items: &[T], one: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    if items.len() < MANY { items.iter().map(one).collect() } else { items.par_iter().map(one).collect() }
}

fn content_key(text: &str, kind: BlockKind) -> u64 {
    let mut hasher = FxHasher::default();
    kind.hash(&mut hasher);
    text.hash(&mut hasher);
    hasher.finish()
}

/// What a block's text shows by itself.
fn recognise(text: &str, knowledge: &Knowledge) -> BlockReading {
    let tokens = tokenize(text);
    let names = actors::recognise(text, &tokens, knowledge);
    let discourse = actors::discourse(text, &tokens);
    let dates = dates::recognise(text, &tokens);
    let claims = claims::recognise(text, &tokens);
    let digest = Digest::new(text, &tokens, &claims);
    BlockReading { tokens, names, discourse, dates, claims, digest, memo: Memo::default() }
}

/// What it shows of actors under the evidence of the whole article.
fn settle(text: &str, article: &Article, block: Block, read: &BlockReading, evidence: &Evidence, knowledge: &Knowledge) -> Scene {
    let words = article.block_text(text, block);
    let names = actors::settle(&words, &read.tokens, &read.names, evidence, knowledge);
    Scene::new(&words, block.kind, &names, &read.discourse)
}
