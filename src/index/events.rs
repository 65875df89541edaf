//! Articles that tell of one event, however each words it.

use super::figure::FigureEntry;
use super::{ActorEntry, Entry, FileId, Index, Key, order};
use crate::actors::ActorClass;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Within so many days articles tell of one event.
const DAYS: i32 = 14;
/// An actor of more articles than this tells nothing of their event.
const RARE: usize = 12;
/// Two articles of one event have so many rare actors in common,
const RARE_SHARED: usize = 2;
/// so many actors at all,
const SHARED: usize = 4;
/// and of those of the one with fewer, one in so many.
const ONE_IN: usize = 3;

impl Index {
    /// The other articles of these days that tell of the same event, by who and what is named in them, in the order of [`Index::find`].
    pub fn of_one_event(&self, own: &Entry) -> Vec<&Arc<Entry>> {
        if self.is_alone(&own.file) || own.day().is_none() {
            return Vec::new();
        }
        let keys: FxHashSet<Key> = own.actors.keys().collect();
        let mut rare: FxHashMap<FileId, usize> = FxHashMap::default();
        let mut files: Vec<FileId> = Vec::new();
        for key in &keys {
            files.clear();
            // An article's postings of one actor stand side by side.
            for posting in self.postings_of(*key) {
                if files.last() != Some(&posting.file) {
                    files.push(posting.file);
                }
                if files.len() > RARE {
                    break;
                }
            }
            if files.len() <= RARE {
                files.iter().for_each(|file| *rare.entry(*file).or_default() += 1);
            }
        }
        let file = self.ids.get(&own.file).copied();
        rare.retain(|other, shared| *shared >= RARE_SHARED && Some(*other) != file);
        if rare.is_empty() {
            return Vec::new();
        }
        let likely = rare.into_keys().filter_map(|file| self.entry_of(file));
        let near: Vec<&Arc<Entry>> = likely.filter(|other| own.days_from(other).is_some_and(|days| days <= DAYS)).collect();
        if near.is_empty() {
            return Vec::new();
        }
        let named = names(own);
        let is_one = |other: &&Arc<Entry>| {
            // What one takes for a place, the other may take for its council: the name is the same.
            let theirs = names(other);
            let shared = theirs.intersection(&named).count();
            shared >= SHARED && shared * ONE_IN >= named.len().min(theirs.len())
        };
        let mut found: Vec<_> = near.into_iter().filter(is_one).map(|other| (other, 0)).collect();
        order(&mut found);
        found.into_iter().map(|(other, _)| other).collect()
    }
}

/// The names of an article's actors.
fn names(entry: &Entry) -> FxHashSet<Key> {
    entry.actors.iter().map(|actor| name_of(&actor)).collect()
}

/// The name of an actor, whatever it is taken for: without case, as datelines are in capitals, and without middle names.
pub(super) fn name_of(actor: &ActorEntry<'_>) -> Key {
    Key::named(ActorClass::Person, actor.name())
}

impl FigureEntry {
    /// Whether one of the two looks like the other with a key struck wrongly: two digits side by side exchanged, where both count the same, or one
    /// digit another, where sentences and words about it are the same. Only asked of two articles that tell of one event.
    pub fn looks_like(&self, other: &FigureEntry) -> bool {
        if self.unit != other.unit || self.bound != other.bound || self.fate != other.fate {
            return false;
        }
        match struck(self.value, other.value) {
            None => false,
            Some(Struck::Exchanged(digits)) => match (self.head(), other.head()) {
                (None, None) => self.unit.is_some() && (digits >= 3 || self.role.is_some() && self.role == other.role),
                (one, other) => one == other,
            },
            Some(Struck::Other) => self.key.is_some() && self.key == other.key && self.is_told_like(other),
        }
    }

    /// The last word of what it counts; those who work somewhere are counted by many words.
    fn head(&self) -> Option<&str> {
        const WORK: [&str; 6] = ["workers", "employees", "jobs", "positions", "posts", "staff"];
        let word = self.words.rsplit(' ').next().filter(|word| word.starts_with(char::is_alphabetic))?;
        // "$3.2 million", "40 percent" count nothing.
        let counts = self.unit.is_none() || self.key.is_some();
        counts.then_some(if WORK.contains(&word) { WORK[0] } else { word })
    }
}

/// How one number becomes another by a slip of the fingers.
#[derive(Debug, PartialEq, Eq)]
enum Struck {
    /// Two digits side by side are exchanged, of so many that are not zeros at the end.
    Exchanged(usize),
    /// One digit is another.
    Other,
}

fn struck(one: f64, other: f64) -> Option<Struck> {
    let (one, other) = (one.to_string(), other.to_string());
    if one.len() != other.len() || one.find('.') != other.find('.') {
        return None;
    }
    let digits = |number: &str| number.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let (one, other) = (digits(&one), digits(&other));
    let mut differing = one.iter().zip(&other).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at);
    let (first, second, third) = (differing.next()?, differing.next(), differing.next());
    match (second, third) {
        (None, _) => (one.len() > 1).then_some(Struck::Other),
        (Some(second), None) if second == first + 1 && one[first] == other[second] && one[second] == other[first] => {
            let zeros = |number: &[u8]| number.iter().rev().take_while(|digit| **digit == b'0').count();
            Some(Struck::Exchanged(one.len() - zeros(&one).min(zeros(&other))))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_fingers() {
        for (one, other, how) in [
            (214.0, 241.0, Some(Struck::Exchanged(3))),
            (41.2, 42.1, Some(Struck::Exchanged(3))),
            (870_000.0, 780_000.0, Some(Struck::Exchanged(2))),
            (12_500.0, 15_200.0, Some(Struck::Exchanged(3))),
            (3_200_000.0, 3_500_000.0, Some(Struck::Other)),
            (214.0, 412.0, None),
            (4.12, 41.2, None),
            (3.0, 5.0, None),
            (214.0, 214.0, None),
        ] {
            assert_eq!(struck(one, other), how, "{one} {other}");
        }
    }
}
