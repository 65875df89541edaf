//! Which persons have a word in their names: what a misspelled name is compared with.

use super::{Record, RecordId, RecordKind};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::sync::Arc;

/// Hashes of words with the persons that have them, sorted. Made when it is first asked: most sessions and most names never do.
#[derive(Clone, Debug)]
pub(super) struct Words(Vec<(u32, RecordId)>);

impl Words {
    pub fn of(records: &[Arc<Record>]) -> Self {
        let persons = records.iter().enumerate().filter(|(_, record)| record.kind == RecordKind::Person);
        let words = persons
            .flat_map(|(at, record)| record.forms().flat_map(str::split_whitespace).map(move |word| (hash(word), RecordId(at as u32))));
        let mut words: Vec<_> = words.collect();
        words.sort_unstable();
        words.dedup();
        Words(words)
    }

    pub fn with(&self, word: &str) -> impl Iterator<Item = RecordId> {
        let key = hash(word);
        let first = self.0.partition_point(|(hash, _)| *hash < key);
        self.0[first..].iter().take_while(move |(hash, _)| *hash == key).map(|(_, id)| *id)
    }
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(u32::from(c)));
    (hasher.finish() >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FileKey, Place, Span};

    #[test]
    fn persons_by_any_word_of_any_form() {
        let place = Place { file: FileKey::new("entities.toml"), span: Span::default() };
        let mut one = Record::new(RecordKind::Person, "poe".into(), "Ann Poe".into(), place.clone());
        one.aliases = vec!["Annie Poe".into()];
        let two = Record::new(RecordKind::Person, "roe".into(), "Ann Roe".into(), place.clone());
        let org = Record::new(RecordKind::Organisation, "poes".into(), "Poe Brothers".into(), place);
        let words = Words::of(&[Arc::new(one), Arc::new(org), Arc::new(two)]);
        let with = |word: &str| words.with(word).map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((with("ANN"), with("Annie"), with("Poe"), with("Brothers")), (vec![0, 2], vec![0], vec![0], vec![]));
    }
}
