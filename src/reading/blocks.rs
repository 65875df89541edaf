//! The blocks of an article from one reading to the next: those that are new are read, and those whose words are seen otherwise are settled again.

use super::{BlockReading, Digest, SharedBlocks};
use crate::actors::{BlockNames, Evidence, Scene, Segments, Words};
use crate::article::{Article, Block, BlockKind};
use crate::knowledge::Knowledge;
use crate::text::{Memo, tokenize};
use crate::{actors, claims, dates};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::iter::repeat_n;
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
    read: Recognised,
    /// How many there are.
    count: usize,
    /// What they show of actors under the evidence at hand and under that before: a word half typed is often another, which is seen otherwise for
    /// one keystroke.
    scenes: [Option<Settled>; 2],
    /// What its names, or those of the block in whose place it is, left when they were settled last.
    segments: Arc<Segments>,
}

/// What a block shows of actors, and the evidence that its names were settled under.
type Settled = (u64, Arc<Scene>);

/// What a block's text shows by itself. Its names are of use to nobody once the article has been read for the last time, unless others have the
/// block too.
#[derive(Clone, Debug)]
pub(super) struct Recognised {
    pub block: Arc<BlockReading>,
    pub names: Arc<BlockNames>,
}

impl Known {
    fn new(read: Recognised, segments: Arc<Segments>) -> Self {
        Known { read, count: 0, scenes: [None, None], segments }
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

/// The contents of an article's blocks: for each the first block that has it, and how many do.
type Now = FxHashMap<u64, (Block, usize)>;

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
        // Each content once: where it stands first, and how often.
        let mut now: Now = FxHashMap::default();
        for (key, block) in keys.iter().zip(&article.blocks).filter_map(|(key, block)| Some(((*key)?, *block))) {
            now.entry(key).or_insert((block, 0)).1 += 1;
        }
        let otherwise = self.recognise(text, article, &now);
        self.settle(text, article, &now, &otherwise, knowledge);
        let read = |key: &Option<u64>| {
            let known = self.known.get(&(*key)?)?;
            known.scenes[0].as_ref().map(|(_, scene)| (Arc::clone(&known.read.block), Arc::clone(scene)))
        };
        keys.iter().map(read).collect()
    }

    /// Reads the blocks that are new and forgets those that are gone; returns the words that are seen otherwise than before.
    fn recognise(&mut self, text: &str, article: &Article, now: &Now) -> Words {
        let Blocks { known, evidence, shared } = self;
        let new = now.iter().filter(|(key, _)| !known.contains_key(key)).map(|(key, (block, _))| (*key, *block));
        let new: Vec<(u64, Block)> = new.collect();
        let count = |key: &u64| now.get(key).map_or(0, |(_, count)| *count);
        // An edit puts a block in the place of another, which is like it.
        let before = known.iter().find(|(key, known)| known.count > count(key)).map(|(_, known)| known);
        let names = before.map(|before| &*before.read.names);
        let read = |(key, block): &(u64, Block)| {
            let words = article.block_text(text, *block);
            let again = |block: &BlockReading| actors::recognise(&words, &block.tokens, names);
            (*key, shared.read(*key, || recognise(&words, names), again))
        };
        let new = for_each_of_many(&new, read);
        let segments = before.map(|before| Arc::clone(&before.segments)).unwrap_or_default();
        known.extend(new.into_iter().map(|(key, read)| (key, Known::new(read, Arc::clone(&segments)))));
        let gone = known.iter().flat_map(|(key, known)| repeat_n(&*known.read.names, known.count.saturating_sub(count(key))));
        let come = known.iter().flat_map(|(key, known)| repeat_n(&*known.read.names, count(key).saturating_sub(known.count)));
        let otherwise = evidence.replace(gone, come);
        known.retain(|key, known| {
            known.count = count(key);
            known.count > 0
        });
        otherwise
    }

    /// Settles the names of the blocks that are new or have one of the words that are seen otherwise.
    fn settle(&mut self, text: &str, article: &Article, now: &Now, otherwise: &Words, knowledge: &Knowledge) {
        let mut unsettled: Vec<(u64, u64, Block)> = Vec::new();
        for (key, (block, _)) in now {
            let Some(known) = self.known.get_mut(key) else { continue };
            if known.scenes[0].is_none() || known.read.names.have(otherwise) {
                let under = self.evidence.key_of(&known.read.names);
                if !known.shows_under(under) {
                    unsettled.push((*key, under, *block));
                }
            }
        }
        let settled = for_each_of_many(&unsettled, |(key, under, block)| {
            let known = self.known.get(key)?;
            let mut segments = None;
            let scene = self.shared.settle(*key, *under, || {
                let (scene, left) = settle(text, article, *block, known, &self.evidence, knowledge);
                segments = Some(Arc::new(left));
                scene
            });
            Some((scene, segments))
        });
        for ((key, under, _), settled) in unsettled.iter().zip(settled) {
            if let (Some(known), Some((scene, segments))) = (self.known.get_mut(key), settled) {
                known.scenes[0] = Some((*under, scene));
                known.segments = segments.unwrap_or_default();
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
    FxBuildHasher.hash_one((kind, text))
}

/// What a block's text shows by itself.
fn recognise(text: &str, before: Option<&BlockNames>) -> Recognised {
    let tokens = tokenize(text);
    let names = actors::recognise(text, &tokens, before);
    let discourse = actors::discourse(text, &tokens);
    let dates = dates::recognise(text, &tokens).into();
    let claims = claims::recognise(text, &tokens);
    let digest = Digest::new(text, &tokens, &claims);
    let block = BlockReading { tokens, discourse, dates, claims, digest, memo: Memo::default() };
    Recognised { block: Arc::new(block), names: Arc::new(names) }
}

/// What it shows of actors under the evidence of the whole article.
fn settle(text: &str, article: &Article, block: Block, known: &Known, evidence: &Evidence, knowledge: &Knowledge) -> (Scene, Segments) {
    let words = article.block_text(text, block);
    let Recognised { block: read, names } = &known.read;
    let (names, segments) = actors::settle(&words, &read.tokens, names, evidence, knowledge, &known.segments);
    (Scene::new(&words, block.kind, &names, &read.discourse), segments)
}
