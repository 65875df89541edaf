//! Nouns for documents and bodies, which speak for an author or stand for an organisation named before.

use super::words::lowered;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Whose words a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Author {
    /// A person's or an organisation's: "letter".
    Anyone,
    /// An organisation's only: "data".
    Body,
}

static DOCUMENTS: LazyLock<FxHashMap<Box<[u8]>, Author>> = LazyLock::new(|| {
    let rows = include_str!("data/documents.tsv").lines().filter(|line| !line.starts_with('#'));
    let fields = rows.map(|line| line.split('\t').collect::<Vec<_>>());
    let entry = |word: &str, whose: &str| (word.as_bytes().into(), if whose == "anyone" { Author::Anyone } else { Author::Body });
    fields
        .filter_map(|row| if let [one, several, whose] = row[..] { Some([entry(one, whose), entry(several, whose)]) } else { None })
        .flatten()
        .collect()
});

static BODIES: LazyLock<FxHashMap<Box<[u8]>, bool>> = LazyLock::new(|| {
    let rows = include_str!("data/bodies.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t')).map(|(noun, named)| (noun.as_bytes().into(), named == "own")).collect()
});

/// Whose words a document has, by its noun.
pub(super) fn author_of(noun: &str) -> Option<Author> {
    lowered(noun, |bytes| DOCUMENTS.get(bytes).copied())
}

/// Whether a noun stands for an organisation named before; true where that has the noun in its name.
pub(super) fn body(noun: &str) -> Option<bool> {
    lowered(noun, |bytes| BODIES.get(bytes).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_whose_words_a_document_has() {
        assert_eq!((author_of("letters"), author_of("Data"), author_of("poll")), (Some(Author::Anyone), Some(Author::Body), None));
        assert_eq!((body("company"), body("Commission"), body("man")), (Some(false), Some(true), None));
    }
}
