//! Reads articles, remembering blocks by their content.

use super::{BlockReading, Digest, Memo, Reading};
use crate::actors::{Evidence, Resolved, Scene};
use crate::article::{Article, BlockKind, Format, KnownLines};
use crate::dates::{Day, Origin, ReferenceDate};
use crate::knowledge::Knowledge;
use crate::text::{LineMap, tokenize};
use crate::{actors, claims, dates};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What is read.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file's name, for a date in it and for its format.
    pub name: &'a str,
    /// The text.
    pub text: Arc<str>,
    /// How it is written.
    pub format: Format,
    /// The article's date, where it came with the text.
    pub date: Option<Day>,
}

/// Reads one article again and again while it is edited.
#[derive(Debug, Default)]
pub struct Reader {
    generation: u64,
    lines: KnownLines,
    blocks: FxHashMap<u64, Arc<BlockReading>>,
    /// What blocks show of actors, by their content and the evidence that their names were settled under.
    scenes: FxHashMap<(u64, u64), Arc<Scene>>,
    /// Whom they meant at the last reading.
    resolved: Resolved,
    /// The day of articles that state none.
    as_of: Option<Day>,
}

impl Reader {
    /// A reader that has read nothing.
    pub fn new() -> Self {
        Reader::default()
    }

    /// The same, with a day for articles that state none.
    #[must_use]
    pub fn as_of(mut self, day: Option<Day>) -> Self {
        self.as_of = day;
        self
    }

    /// Reads an article. Blocks read before under the same knowledge are not read again; blocks that are gone are forgotten.
    pub fn read(&mut self, source: &Source<'_>, knowledge: &Knowledge) -> Reading {
        if self.generation != knowledge.generation {
            self.generation = knowledge.generation;
            self.blocks.clear();
            self.scenes.clear();
        }
        let text = &*source.text;
        let article = Article::parse_again(text, source.format, &mut self.lines);
        let mut kept = FxHashMap::default();
        let mut blocks = Vec::with_capacity(article.blocks.len());
        let mut keys = Vec::with_capacity(article.blocks.len());
        for block in &article.blocks {
            if !block.kind.is_read() {
                blocks.push(None);
                keys.push(0);
                continue;
            }
            let words = article.block_text(text, *block);
            let key = content_key(&words, block.kind);
            let read =
                kept.get(&key).cloned().or_else(|| self.blocks.remove(&key)).unwrap_or_else(|| Arc::new(read_block(&words, knowledge)));
            kept.insert(key, Arc::clone(&read));
            blocks.push(Some(read));
            keys.push(key);
        }
        self.blocks = kept;
        let read = || blocks.iter().enumerate().filter_map(|(at, block)| Some((at as u32, block.as_deref()?)));
        let evidence = Evidence::gather(read().map(|(_, block)| &block.names));
        let mut scenes = FxHashMap::default();
        let mut found = Vec::with_capacity(blocks.len());
        for (at, block) in read() {
            let key = (keys[at as usize], evidence.key_of(&block.names));
            let scene = scenes.get(&key).cloned().or_else(|| self.scenes.remove(&key)).unwrap_or_else(|| {
                let place = article.blocks[at as usize];
                let words = article.block_text(text, place);
                let names = actors::settle(&words, &block.tokens, &block.names, &evidence, knowledge);
                Arc::new(Scene::new(&words, place.kind, &names, &block.discourse))
            });
            scenes.insert(key, Arc::clone(&scene));
            found.push((at, scene));
        }
        self.scenes = scenes;
        let scenes: Vec<_> = found.iter().map(|(at, scene)| (*at, &**scene)).collect();
        let candidates: Vec<_> = read().map(|(at, block)| (at, block.dates.as_slice())).collect();
        let mut sources = dates::reference_dates(text, &article, source.name, source.date, &candidates);
        if let (true, Some(day)) = (sources.is_empty(), self.as_of) {
            sources.push(ReferenceDate { day, origin: Origin::AsOf, span: None });
        }
        let actors = actors::resolve(text, &article, &scenes, knowledge, sources.first().map(|source| source.day), &mut self.resolved);
        let dates = dates::resolve(text, &article, sources, &candidates);
        let found: Vec<_> = read().map(|(at, block)| (at, &block.claims)).collect();
        let claims = claims::resolve(text, &article, &found, &actors, &dates);
        let lines = LineMap::new(text);
        Reading { text: Arc::clone(&source.text), lines, article, blocks, actors, dates, claims }
    }
}

fn content_key(text: &str, kind: BlockKind) -> u64 {
    let mut hasher = FxHasher::default();
    kind.hash(&mut hasher);
    text.hash(&mut hasher);
    hasher.finish()
}

fn read_block(text: &str, knowledge: &Knowledge) -> BlockReading {
    let tokens = tokenize(text);
    let names = actors::recognise(text, &tokens, knowledge);
    let discourse = actors::discourse(text, &tokens);
    let dates = dates::recognise(text, &tokens);
    let claims = claims::recognise(text, &tokens);
    let digest = Digest::new(text, &tokens, &claims);
    BlockReading { tokens, names, discourse, dates, claims, digest, memo: Memo::default() }
}
