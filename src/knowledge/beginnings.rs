//! Which records have a word that begins with some letters: what completion asks at every key.

use super::{RecordId, RecordView};
use crate::text::normalised;

/// The first letters of every word of every form, as [`normalised`] writes them, sorted, with the records.
#[derive(Clone, Debug, Default)]
pub(super) struct Beginnings(Box<[(u32, RecordId)]>);

/// How many bytes are kept.
const KEPT: usize = size_of::<u32>();

impl Beginnings {
    pub fn of<'k>(records: impl Iterator<Item = (RecordId, RecordView<'k>)>) -> Self {
        let words = |form: &'k str| std::iter::once(form).chain(form.match_indices(' ').map(|(at, _)| &form[at + 1..]));
        let keys = records.flat_map(|(id, record)| record.forms().flat_map(words).map(move |rest| (key(&normalised(rest), 0), id)));
        let mut keys: Vec<(u32, RecordId)> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        Beginnings(keys.into())
    }

    /// The records with a word that begins so, in their order; those with a longer word in common are among them.
    pub fn with(&self, beginning: &str) -> Vec<RecordId> {
        let (least, greatest) = (key(beginning, 0), key(beginning, u8::MAX));
        let first = self.0.partition_point(|(key, _)| *key < least);
        let found = self.0[first..].iter().take_while(|(key, _)| *key <= greatest);
        let mut records: Vec<RecordId> = found.map(|(_, id)| *id).collect();
        records.sort_unstable();
        records.dedup();
        records
    }
}

/// The first bytes as a number in their order, filled up with `rest`.
fn key(text: &str, rest: u8) -> u32 {
    let mut bytes = [rest; KEPT];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, own)| *byte = own);
    u32::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Knowledge, KnowledgeFile};
    use crate::text::FileKey;

    #[test]
    fn any_word_of_any_form_may_begin_so() {
        let text = "kind,id,name,aliases\nperson,poe,Ann Poe,Annie O'Poe\norg,port,Port of Ærø,\nperson,roe,Jo Roe,\n";
        let knowledge = Knowledge::build(&[&KnowledgeFile::parse(&FileKey::new("a.csv"), text)]);
        let with = |beginning: &str| knowledge.by_beginning(beginning).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!((with("po"), with("opoe"), with("ann poe"), with("ær")), (vec![0, 1], vec![0], vec![0], vec![1]));
        assert_eq!((with(""), with("x"), with("of æ")), (vec![0, 1, 2], vec![], vec![1]));
    }
}
