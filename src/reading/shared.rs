//! Blocks that several articles have, as copies and updates of a story do: they are read once for all.

use super::blocks::Recognised;
use crate::actors::Scene;
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
    read: Recognised,
    /// What it shows of actors, by the evidence that its names were settled under.
    scenes: Vec<(u64, Arc<Scene>)>,
}

impl SharedBlocks {
    /// One that knows nothing yet.
    pub fn new() -> Self {
        SharedBlocks(Arc::new((0..PARTS).map(|_| Mutex::default()).collect()))
    }

    /// The block with a content; read where nobody has read it yet, without keeping others from theirs meanwhile.
    pub(super) fn read(&self, content: u64, read: impl FnOnce() -> Recognised) -> Recognised {
        let known = self.with(content, |known| known.map(|known| known.read.clone()));
        known.unwrap_or_else(|| {
            let read = read();
            let Some(part) = self.part(content) else { return read };
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            part.entry(content).or_insert_with(|| Known { read, scenes: Vec::new() }).read.clone()
        })
    }

    /// What it shows of actors under some evidence; settled where nobody has yet.
    pub(super) fn settle(&self, content: u64, evidence: u64, settle: impl FnOnce() -> Scene) -> Arc<Scene> {
        let of = |known: &Known| known.scenes.iter().find(|(under, _)| *under == evidence).map(|(_, scene)| Arc::clone(scene));
        self.with(content, |known| known.and_then(|known| of(known))).unwrap_or_else(|| {
            let scene = Arc::new(settle());
            self.with(content, |known| {
                let known = known.filter(|known| of(known).is_none());
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
        for (text, knowledge) in texts.iter().chain(&texts).map(|text| (text, Knowledge::default())) {
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
