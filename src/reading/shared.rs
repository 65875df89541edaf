//! Blocks that several articles have, as copies and updates of a story do: they are read once for all.

use super::BlockReading;
use super::blocks::Recognised;
use crate::actors::{BlockNames, Scene};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// In so many parts, so that threads seldom wait for each other.
const PARTS: usize = 64;

/// What is known of the blocks of many articles, by their content, under one knowledge. Cloning is cheap; all clones are one.
///
/// It keeps what it knows as long as it lives: for runs that keep all their readings anyway.
#[derive(Clone, Debug, Default)]
pub struct SharedBlocks(Arc<Vec<Mutex<FxHashMap<u64, Known>>>>);

#[derive(Debug)]
struct Known {
    block: Arc<BlockReading>,
    /// Its names, from the second article on: most blocks are in one alone, and names take as much room as all else.
    names: Option<Arc<BlockNames>>,
    /// What it shows of actors in the articles from then on, by the evidence that its names were settled under.
    scenes: Vec<(u64, Arc<Scene>)>,
}

impl SharedBlocks {
    /// One that knows nothing yet.
    pub fn new() -> Self {
        SharedBlocks(Arc::new((0..PARTS).map(|_| Mutex::default()).collect()))
    }

    /// The block with a content; read where nobody has read it yet, without keeping others from theirs meanwhile. Of a block that one article has,
    /// `names` reads the names again.
    pub(super) fn read(
        &self,
        content: u64,
        read: impl FnOnce() -> Recognised,
        names: impl FnOnce(&BlockReading) -> BlockNames,
    ) -> Recognised {
        let known = self.with(content, |known| known.map(|known| (Arc::clone(&known.block), known.names.clone())));
        let Some((block, known)) = known else {
            let read = read();
            let Some(part) = self.part(content) else { return read };
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            let known = part.entry(content).or_insert_with(|| Known { block: Arc::clone(&read.block), names: None, scenes: Vec::new() });
            return Recognised { block: Arc::clone(&known.block), ..read };
        };
        let names = known.unwrap_or_else(|| {
            let names = Arc::new(names(&block));
            self.with(content, |known| known.map(|known| Arc::clone(known.names.get_or_insert(Arc::clone(&names))))).unwrap_or(names)
        });
        Recognised { block, names }
    }

    /// What it shows of actors under some evidence; settled where nobody has yet whose names are kept.
    pub(super) fn settle(&self, content: u64, evidence: u64, settle: impl FnOnce() -> Scene) -> Arc<Scene> {
        let of = |known: &Known| known.scenes.iter().find(|(under, _)| *under == evidence).map(|(_, scene)| Arc::clone(scene));
        self.with(content, |known| known.and_then(|known| of(known))).unwrap_or_else(|| {
            let scene = Arc::new(settle());
            self.with(content, |known| {
                let known = known.filter(|known| known.names.is_some() && of(known).is_none());
                known.into_iter().for_each(|known| known.scenes.push((evidence, Arc::clone(&scene))));
            });
            scene
        })
    }

    fn with<T>(&self, content: u64, ask: impl FnOnce(Option<&mut Known>) -> T) -> T {
        let Some(part) = self.part(content) else { return ask(None) };
        ask(part.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&content))
    }

    /// `None` where nothing is shared.
    fn part(&self, content: u64) -> Option<&Mutex<FxHashMap<u64, Known>>> {
        // The hash's upper bits are the better ones.
        self.0.get((content >> 58) as usize)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Format;
    use crate::knowledge::Knowledge;
    use crate::reading::{Reader, Reading, SharedBlocks, Source};
    use std::sync::Arc;

    #[test]
    fn an_article_reads_the_same_whoever_has_read_its_blocks() {
        // The same paragraph, after one that shows Harding to be a person and one that shows it to be a place.
        let same = "Harding was quiet on Monday, two officials said.\n";
        let texts = [
            format!("Fire in Norrvik\n\nMayor Ann Harding spoke to reporters.\n\n{same}"),
            format!("Storm nears coast\n\nPolice closed the bridge in Harding, Ohio.\n\n{same}"),
            format!("Fire in Norrvik\n\nMayor Ann Harding left.\n\n{same}\n{same}"),
        ];
        let shared = SharedBlocks::new();
        // The first article reads a block, the second its names again, the third takes both over.
        for (text, knowledge) in texts.iter().chain(&texts).chain(&texts).map(|text| (text, Knowledge::default())) {
            let source = Source { name: "a.txt", text: Arc::from(text.as_str()), format: Format::Plain, date: None };
            let facts = |reading: &Reading| format!("{:?} {:?} {:?}", reading.actors, reading.dates, reading.claims);
            let (alone, with) = (Reader::new().read(&source, &knowledge), Reader::sharing(&shared).read(&source, &knowledge));
            assert_eq!(facts(&alone), facts(&with), "{text}");
        }
        let read = |text: &str| {
            let source = Source { name: "a.txt", text: Arc::from(text), format: Format::Plain, date: None };
            Reader::sharing(&shared).read(&source, &Knowledge::default())
        };
        let last = |reading: &Reading| reading.blocks.iter().flatten().last().map(Arc::as_ptr);
        assert_eq!(last(&read(&texts[0])), last(&read(&texts[1])), "the block is read once");
    }
}
