//! Which persons have a word in their names: what a misspelled name is compared with.

use super::lookup::Lookup;
use super::{RecordId, RecordKind, RecordView};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Hashes of words with the persons that have them.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Lookup<RecordId>);

impl Words {
    pub fn of<'k>(records: impl Iterator<Item = (RecordId, RecordView<'k>)>) -> Self {
        let persons = records.filter(|(_, record)| record.kind() == RecordKind::Person);
        let words = persons.flat_map(|(id, record)| record.forms().flat_map(str::split_whitespace).map(move |word| (hash(word), id)));
        Words(Lookup::of(words.collect()))
    }

    pub fn with(&self, word: &str) -> impl Iterator<Item = RecordId> {
        self.0.get(hash(word)).iter().copied()
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, KnowledgeFile};
    use crate::text::FileKey;

    #[test]
    fn persons_by_any_word_of_any_form() {
        let text = "kind,id,name,aliases\nperson,poe,Ann Poe,Annie Poe\norg,poes,Poe Brothers,\nperson,roe,Ann Roe,\n";
        let knowledge = Knowledge::build(&[&KnowledgeFile::parse(&FileKey::new("a.csv"), text)]);
        let words = Words::of(knowledge.records());
        let with = |word: &str| words.with(word).map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((with("ANN"), with("Annie"), with("Poe"), with("Brothers")), (vec![0, 2], vec![0], vec![0], vec![]));
    }
}
