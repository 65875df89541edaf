//! The blocks of an article from one reading to the next: those that are new are read, and those whose words are seen otherwise are settled again.

use super::{BlockReading, Digest, SharedBlocks};
use crate::actors::{Evidence, Scene, Words};
use crate::article::{Article, Block, BlockKind};
use crate::knowledge::Knowledge;
use crate::text::{Memo, tokenize};
use crate::{actors, claims, dates};
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
    /// What they show of actors, and the evidence that their names were settled under.
    scene: Option<(u64, Arc<Scene>)>,
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
        let (keys, otherwise) = self.recognise(text, article, knowledge);
        let read = keys.iter().zip(&article.blocks).map(|(key, block)| {
            let key = (*key)?;
            let known = self.known.get_mut(&key)?;
            if known.scene.is_none() || known.read.names.have(&otherwise) {
                let under = self.evidence.key_of(&known.read.names);
                if known.scene.as_ref().is_none_or(|(last, _)| *last != under) {
                    let settle = || settle(text, article, *block, &known.read, &self.evidence, knowledge);
                    known.scene = Some((under, self.shared.settle(key, under, settle)));
                }
            }
            known.scene.as_ref().map(|(_, scene)| (Arc::clone(&known.read), Arc::clone(scene)))
        });
        read.collect()
    }

    /// Reads the blocks that are new and forgets those that are gone: the contents of all, and the words that are seen otherwise than before.
    fn recognise(&mut self, text: &str, article: &Article, knowledge: &Knowledge) -> (Vec<Option<u64>>, Words) {
        let mut last = std::mem::take(&mut self.known);
        // Those of the last reading that were not met again, and those that were not there.
        let mut gone: FxHashMap<u64, usize> = last.iter().map(|(key, known)| (*key, known.count)).collect();
        let mut come: Vec<u64> = Vec::new();
        let mut keys = Vec::with_capacity(article.blocks.len());
        for block in &article.blocks {
            if !block.kind.is_read() {
                keys.push(None);
                continue;
            }
            let words = article.block_text(text, *block);
            let key = content_key(&words, block.kind);
            let known = self.known.entry(key).or_insert_with(|| match last.get_mut(&key) {
                Some(known) => Known { read: Arc::clone(&known.read), count: 0, scene: known.scene.take() },
                None => Known { read: self.shared.read(key, || recognise(&words, knowledge)), count: 0, scene: None },
            });
            known.count += 1;
            match gone.get_mut(&key) {
                Some(left) if *left > 0 => *left -= 1,
                _ => come.push(key),
            }
            keys.push(Some(key));
        }
        let gone = gone.iter().filter_map(|(key, left)| Some(std::iter::repeat_n(&last.get(key)?.read.names, *left)));
        let come = come.iter().filter_map(|key| Some(&self.known.get(key)?.read.names));
        let otherwise = self.evidence.replace(gone.flatten(), come);
        (keys, otherwise)
    }
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
