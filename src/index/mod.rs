//! The entity index: every reading of the workspace, by actor, by day, by claim; and the snapshot that checks and features take.
//!
//! The index is persistent data: replacing one article gives a new index in time proportional to that article, and old snapshots stay valid.
//! It holds an [`Entry`] for each article, which is a [`Reading`] without its text, and [`Posting`]s that lead from a [`Key`] to the entries.

mod actors;
mod case;
mod corrections;
mod counts;
mod entry;
mod events;
mod figure;
mod kept;
mod key;
mod meetings;
mod mentions;
mod particular;
mod posting;
mod quotes;
mod set;
mod snapshot;
mod statements;

pub use actors::{ActorEntry, Actors};
pub use corrections::{CorrectionEntry, WrongFigure, is_correction};
pub use entry::{Entry, TimeEntry};
pub use figure::{FigureEntry, alike, shared};
pub use kept::{Kept, kept};
pub use key::{Key, KeyKind};
pub use meetings::Meeting;
pub use mentions::{MentionEntry, Mentions};
pub use particular::Particular;
pub use quotes::{QuoteEntry, Quotes, quote_keys};
pub use snapshot::{FileState, Snapshot};
pub use statements::{ClaimEntry, SpeakerEntry, Statements};

use crate::knowledge::Knowledge;
use crate::reading::Reading;
use crate::text::{FileKey, LineMap, differences, sorted};
use counts::Count;
use posting::{Posting, Postings};
use rpds::{HashTrieMapSync, VectorSync};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use set::SortedSet;
use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering as AtomicOrdering};

/// The number of an article in the index. Numbers of removed articles are used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A name that some articles give to an actor. Names are equal whose text and key are.
#[derive(Clone, Debug)]
struct Name {
    text: Arc<str>,
    key: Key,
    /// How many articles do.
    articles: u32,
}

impl Name {
    fn by(&self) -> (&str, Key) {
        (&self.text, self.key)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.by() == other.by()
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.by().cmp(&other.by())
    }
}

/// A run of words in more quotations than this is no sign of anything.
const COMMON: usize = 64;

/// A run of words in more articles than this is no sign of a copy.
const BOILERPLATE: usize = 512;

/// So many figures that have a key in common are compared with a new one.
const COMPARED: usize = 10_000;
/// Of those, how many are read that their words leave possible.
const READ: usize = 128;

/// Figures of this time before an article, and all since, are compared with its own first.
const RECENT: jiff::SignedDuration = jiff::SignedDuration::from_hours(14 * 24);

/// Every article of the workspace. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Index {
    ids: HashTrieMapSync<FileKey, FileId>,
    entries: VectorSync<Option<Arc<Entry>>>,
    free: VectorSync<FileId>,
    postings: SortedSet<Postings>,
    counts: SortedSet<Vec<Count>>,
    /// Names in lower case, for look-up by prefix.
    names: SortedSet<Vec<Name>>,
    state: State,
}

/// Which state of an index this is; each has a number of its own, that of the empty one is 0.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    number: u64,
    /// The article that changed last, and the state before it began to.
    latest: Option<(FileId, u64)>,
}

impl State {
    /// The state after a change of an article.
    fn after(self, file: FileId) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let before = self.latest.filter(|(latest, _)| *latest == file).map_or(self.number, |(_, before)| before);
        State { number: NEXT.fetch_add(1, AtomicOrdering::Relaxed), latest: Some((file, before)) }
    }
}

/// What articles can be found by that could not before, and the other way round.
#[derive(Default)]
struct Changes {
    postings: Vec<(Posting, bool)>,
    counts: Vec<(Count, bool)>,
    /// Names with how many articles more have them.
    names: Vec<(String, Key, i32)>,
}

impl Changes {
    /// Exchanges what one article can be found by, as far as that changed.
    fn add(&mut self, file: FileId, old: Option<&Entry>, new: Option<&Entry>) {
        let posting = |(key, item)| Posting { key, file, item };
        let keys = |entry: Option<&Entry>, known| sorted(entry.into_iter().flat_map(|entry| entry.keys_beside(known)).map(posting));
        let (gone, come) = differences(keys(old, new), keys(new, old));
        self.postings.extend(told(gone, come));
        let counts = |entry: Option<&Entry>, known| sorted(entry.into_iter().flat_map(|entry| entry.counts_beside(known, file)));
        let (gone, come) = differences(counts(old, new), counts(new, old));
        self.counts.extend(told(gone, come));
        let names = |entry: Option<&Entry>, known| sorted(entry.into_iter().flat_map(|entry| entry.names_beside(known)));
        let (gone, come) = differences(names(old, new), names(new, old));
        // Two actors of an article may have one name and one key: it counts once.
        let has = |entry: Option<&Entry>, (name, key): &(String, Key)| entry.is_some_and(|entry| entry.has_name(name, *key));
        let gone = gone.into_iter().filter(|name| !has(new, name)).map(|(name, key)| (name, key, -1));
        self.names.extend(gone);
        self.names.extend(come.into_iter().filter(|name| !has(old, name)).map(|(name, key)| (name, key, 1)));
    }
}

/// What is no longer there, and what is from now on.
fn told<T>(gone: Vec<T>, come: Vec<T>) -> impl Iterator<Item = (T, bool)> {
    gone.into_iter().map(|item| (item, false)).chain(come.into_iter().map(|item| (item, true)))
}

impl Index {
    /// The index with an article added or replaced.
    #[must_use]
    pub fn with(&self, file: &FileKey, reading: &Reading, knowledge: &Knowledge) -> Self {
        let mut index = self.clone();
        index.insert(Entry::new(file, reading, knowledge));
        index
    }

    /// The index without an article.
    #[must_use]
    pub fn without(&self, file: &FileKey) -> Self {
        let mut index = self.clone();
        index.remove(file);
        index
    }

    /// Adds or replaces an article in place: where no snapshot is taken in between.
    pub fn insert(&mut self, entry: Entry) {
        self.insert_all([entry]);
    }

    /// Adds or replaces many.
    pub fn insert_all(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut changes = Changes::default();
        for entry in entries {
            let id = self.ids.get(&entry.file).copied().unwrap_or_else(|| self.next_id());
            let old = self.entry_of(id).cloned();
            if old.is_none() {
                self.ids.insert_mut(entry.file.clone(), id);
            }
            changes.add(id, old.as_deref(), Some(&entry));
            self.state = self.state.after(id);
            let slot = id.0 as usize;
            if slot == self.entries.len() {
                self.entries.push_back_mut(Some(Arc::new(entry)));
            } else {
                self.entries.set_mut(slot, Some(Arc::new(entry)));
            }
        }
        self.post(changes);
    }

    /// Removes an article in place.
    pub fn remove(&mut self, file: &FileKey) {
        let Some(id) = self.ids.get(file).copied() else { return };
        let old = self.entry_of(id).cloned();
        let mut changes = Changes::default();
        changes.add(id, old.as_deref(), None);
        self.post(changes);
        self.state = self.state.after(id);
        self.ids.remove_mut(file);
        self.entries.set_mut(id.0 as usize, None);
        self.free.push_back_mut(id);
    }

    fn post(&mut self, Changes { postings, counts, mut names }: Changes) {
        self.postings.change(postings);
        self.counts.change(counts);
        names.sort_unstable();
        let same = names.chunk_by(|(name, key, _), (next, next_key, _)| (name, key) == (next, next_key));
        let counted = same.map(|same| {
            let (name, key, _) = &same[0];
            self.counted(name, *key, same.iter().map(|(.., change)| change).sum())
        });
        let counted = counted.collect();
        self.names.change(counted);
    }

    /// A name after articles more or fewer have it, and whether any do.
    fn counted(&self, text: &str, key: Key, change: i32) -> (Name, bool) {
        let sought = Name { text: text.into(), key, articles: 0 };
        let known = self.names.from(&sought).next().filter(|known| *known == sought).unwrap_or(sought);
        let articles = known.articles.saturating_add_signed(change);
        (Name { articles, ..known }, articles > 0)
    }

    fn next_id(&mut self) -> FileId {
        match self.free.last().copied() {
            Some(id) => {
                self.free.drop_last_mut();
                id
            }
            None => FileId(self.entries.len() as u32),
        }
    }

    fn entry_of(&self, id: FileId) -> Option<&Arc<Entry>> {
        self.entries.get(id.0 as usize)?.as_ref()
    }

    /// An article's entry.
    pub fn entry(&self, file: &FileKey) -> Option<&Arc<Entry>> {
        self.entry_of(*self.ids.get(file)?)
    }

    /// An article's lines, to turn its spans into positions.
    pub fn lines(&self, file: &FileKey) -> Option<&LineMap> {
        self.entry(file).map(|entry| &entry.lines)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.ids.size()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All articles, in no meaningful but a fixed order.
    pub fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().flatten()
    }

    /// A number that stays the same as long as no article but this one changes: what was found in the others then is there still.
    pub fn state_of_others(&self, file: &FileKey) -> u64 {
        let latest = self.state.latest.filter(|(latest, _)| Some(*latest) == self.ids.get(file).copied());
        latest.map_or(self.state.number, |(_, before)| before)
    }

    /// Where a key occurs: the articles with the number of the item in each, in the articles' order of day, then name.
    pub fn find(&self, key: Key) -> Vec<(&Arc<Entry>, usize)> {
        let mut found: Vec<_> = self.posted(key).collect();
        order(&mut found);
        found
    }

    fn postings_of(&self, key: Key) -> impl Iterator<Item = Posting> {
        let from = Posting { key, file: FileId(0), item: 0 };
        self.postings.from(&from).take_while(move |posting| posting.key == key)
    }

    /// Where a key occurs, in the order of the articles' numbers.
    fn posted(&self, key: Key) -> impl Iterator<Item = (&Arc<Entry>, usize)> {
        self.postings_of(key).filter_map(|posting| Some((self.entry_of(posting.file)?, posting.item as usize)))
    }

    /// Whether the index has no other article than this one.
    fn is_alone(&self, file: &FileKey) -> bool {
        self.len() < 2 && self.ids.contains_key(file)
    }

    /// The articles that share enough of their text with this one to be copies of it or of the same source, itself left out. What hundreds of
    /// articles say, such as who is not to be named and why, finds none.
    pub fn copies_of(&self, entry: &Entry) -> Vec<&Arc<Entry>> {
        if self.is_alone(&entry.file) {
            return Vec::new();
        }
        let mut shared: FxHashMap<FileId, usize> = FxHashMap::default();
        let mut files = Vec::new();
        let mut unknown = 0;
        for key in &entry.sample {
            files.clear();
            files.extend(self.postings_of(*key).take(BOILERPLATE + 1).map(|posting| posting.file));
            if files.len() > BOILERPLATE {
                unknown += 1;
            } else {
                files.iter().for_each(|file| *shared.entry(*file).or_default() += 1);
            }
        }
        let may_be = |(file, shared): (FileId, usize)| Some(file).filter(|_| shared + unknown >= entry::COPIED);
        let copies = shared.into_iter().filter_map(may_be).filter_map(|file| self.entry_of(file));
        let mut found: Vec<_> =
            copies.filter(|other| other.file != entry.file && entry.is_copy_of(other)).map(|other| (other, 0)).collect();
        order(&mut found);
        found.into_iter().map(|(other, _)| other).collect()
    }

    /// The figures of all articles that count the same thing as a figure, itself included, in the order of [`Index::find`].
    pub fn same_count(&self, figure: &FigureEntry) -> Vec<(&Arc<Entry>, &FigureEntry)> {
        let Some(key) = figure.key else { return Vec::new() };
        let mut found: Vec<_> = self.counting(figure, Count::first(key), (usize::MAX, usize::MAX), |_| true).collect();
        order(&mut found);
        figures(found)
    }

    /// The same of other articles than `own`, where the figure is another: all of them, or in a large archive `most`, those first that are not
    /// much older.
    pub fn other_count(&self, own: &Entry, figure: &FigureEntry, most: usize) -> Vec<(&Arc<Entry>, &FigureEntry)> {
        let Some(key) = figure.key else { return Vec::new() };
        let file = self.ids.get(&own.file).copied();
        let others = FxBuildHasher.hash_one((file, own.day(), self.state_of_others(&own.file))).max(1);
        if self.is_alone(&own.file) || figure.nowhere_else.load(AtomicOrdering::Relaxed) == others {
            return Vec::new();
        }
        let other = move |count: &Count| Some(count.file) != file && count.value != figure.value;
        let recent = own.day().and_then(|day| day.checked_sub(RECENT).ok()).map(|day| Count::first_since(key, day));
        let mut found: Vec<_> =
            recent.into_iter().flat_map(|recent| self.counting(figure, recent, (COMPARED, READ), other)).take(most).collect();
        if found.len() < most {
            let older = move |count: &Count| recent.is_none_or(|recent| *count < recent) && other(count);
            found.extend(self.counting(figure, Count::first(key), (COMPARED, READ), older).take(most - found.len()));
        }
        if found.is_empty() {
            figure.nowhere_else.store(others, AtomicOrdering::Relaxed);
        }
        order(&mut found);
        figures(found)
    }

    /// What counts the same thing as a figure, from a posting on, among so many, of which so many are read; asked first what is cheap,
    /// since an archive counts many "people".
    fn counting<'s>(
        &'s self,
        figure: &FigureEntry,
        from: Count,
        (most, read): (usize, usize),
        wanted: impl Fn(&Count) -> bool,
    ) -> impl Iterator<Item = (&'s Arc<Entry>, usize)> {
        let like = figure.counted();
        self.counts
            .from(&from)
            .take_while(move |count| count.key == from.key)
            .take(most)
            .filter(move |count| wanted(count) && like.may_be(count))
            .take(read)
            .filter_map(|count| Some((self.entry_of(count.file)?, count.item as usize)))
            .filter(move |(entry, item)| entry.figures.get(*item).is_some_and(|other| std::ptr::eq(other, figure) || like.is(other)))
    }

    /// The quotations that share a run of words with these words, as [`quoted_words`](crate::text::quoted_words) writes them, each once, in the
    /// order of [`Index::find`].
    pub fn quotes_like(&self, words: &str) -> Vec<(&Arc<Entry>, usize)> {
        self.quotes_at(quote_keys(words).flat_map(|key| self.postings_of(key)))
    }

    /// The same for the [`quote_keys`] of the words and articles other than `own`, in a large archive only by the runs that are said there less
    /// often: what everybody says tells no quotation from others.
    pub fn quotes_near(&self, keys: &[Key], own: &FileKey) -> Vec<(&Arc<Entry>, usize)> {
        let own = self.ids.get(own).copied();
        let others = |key: &Key| self.postings_of(*key).filter(move |posting| Some(posting.file) != own);
        let mut found: Vec<(Key, Vec<Posting>)> = keys.iter().map(|key| (*key, others(key).take(COMMON + 1).collect())).collect();
        found.sort_unstable_by_key(|(key, postings)| (postings.len(), *key));
        let mut left = COMMON;
        let rare = found.into_iter().take_while(|(_, postings)| {
            let taken = left > 0 && postings.len() <= COMMON;
            left = left.saturating_sub(postings.len());
            taken
        });
        self.quotes_at(rare.flat_map(|(_, postings)| postings))
    }

    fn quotes_at(&self, postings: impl Iterator<Item = Posting>) -> Vec<(&Arc<Entry>, usize)> {
        let mut seen = FxHashSet::default();
        let found = postings.filter_map(|posting| Some((self.entry_of(posting.file)?, posting.item as usize)));
        let mut found: Vec<_> = found.filter(|(entry, item)| seen.insert((Arc::as_ptr(entry), *item))).collect();
        order(&mut found);
        found
    }

    /// Names that begin with `prefix`, letter case aside, each once with its key.
    pub fn names_from(&self, prefix: &str) -> impl Iterator<Item = (Arc<str>, Key)> {
        let prefix: Arc<str> = prefix.to_lowercase().into();
        let from = Name { text: Arc::clone(&prefix), key: Key::MIN, articles: 0 };
        self.names.from(&from).take_while(move |name| name.text.starts_with(&*prefix)).map(|name| (name.text, name.key))
    }
}

/// The figures at places in their articles.
fn figures(places: Vec<(&Arc<Entry>, usize)>) -> Vec<(&Arc<Entry>, &FigureEntry)> {
    places.into_iter().filter_map(|(entry, item)| Some((entry, entry.figures.get(item)?))).collect()
}

/// Sorts by the articles' day, those without one last, then name.
fn order(found: &mut [(&Arc<Entry>, usize)]) {
    found.sort_by(|(a, x), (b, y)| (a.when(), &a.file, x).cmp(&(b.when(), &b.file, y)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Reader, Source};

    #[test]
    fn tells_whether_another_article_has_changed() {
        let knowledge = Knowledge::default();
        let with = |index: &Index, name: &str, text: &str| {
            let source = Source { name, text: text.into(), format: crate::article::Format::Plain, date: None };
            index.with(&FileKey::new(name), &Reader::new().read(&source, &knowledge), &knowledge)
        };
        let (a, b) = (FileKey::new("a"), FileKey::new("b"));
        let one = with(&with(&Index::default(), "a", "Ann Roe spoke.\n"), "b", "Bob Poe spoke.\n");
        let two = with(&with(&one, "b", "Bob Poe left.\n"), "b", "Bob Poe came.\n");
        assert_eq!(one.state_of_others(&b), two.state_of_others(&b));
        assert_ne!(one.state_of_others(&a), two.state_of_others(&a));
        let three = with(&two, "a", "Ann Roe left.\n");
        assert_ne!(two.state_of_others(&b), three.state_of_others(&b));
        assert_eq!(two.state_of_others(&a), three.state_of_others(&a));
        assert_ne!(three.state_of_others(&a), three.without(&b).state_of_others(&a));
    }
}
