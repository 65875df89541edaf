//! How two quotations differ that may be one.

use crate::text::CUT;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher as _;

/// Shorter quotations are phrases that many use.
pub(super) const WORDS: usize = 5;

/// How many of the words are the speaker's.
pub(super) fn literal<'w>(words: impl IntoIterator<Item = &'w str>) -> usize {
    words.into_iter().filter(|word| *word != CUT).count()
}

/// In how many words two variants may differ, by the length of the shorter.
pub(super) fn allowed(literal: usize) -> usize {
    (literal / 5).max(1)
}

/// A quotation, ready to be compared with others.
pub(super) struct Quoted<'q> {
    written: &'q str,
    words: Vec<Word<'q>>,
    /// How many of them are the speaker's.
    literal: usize,
}

/// A word, and what tells at a glance that it is another.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Word<'q> {
    hash: u64,
    text: &'q str,
    is_cut: bool,
}

impl<'q> Word<'q> {
    fn new(text: &'q str) -> Self {
        Word { hash: FxBuildHasher.hash_one(text), text, is_cut: text == CUT }
    }
}

impl<'q> Quoted<'q> {
    /// A quotation as [`quoted_words`](crate::text::quoted_words) writes it.
    pub fn new(written: &'q str) -> Self {
        let words: Vec<Word<'q>> = spelled_out(written).map(Word::new).collect();
        Quoted { written, literal: words.iter().filter(|word| !word.is_cut).count(), words }
    }

    /// How it differs from another; `None` where they are the same, or not one.
    pub fn differs(&self, other: &str) -> Option<String> {
        if self.written == other {
            return None;
        }
        difference(self, &Quoted::new(other))
    }
}

/// The words, with the contractions that can be nothing else spelled out: whether "we've" or "we have" is written down is no matter of what was
/// said.
fn spelled_out(words: &str) -> impl Iterator<Item = &str> {
    let parts = |word| match word {
        "ive" => ["i", "have"],
        "im" => ["i", "am"],
        "weve" => ["we", "have"],
        "youve" => ["you", "have"],
        "youre" => ["you", "are"],
        "theyve" => ["they", "have"],
        "theyre" => ["they", "are"],
        "dont" => ["do", "not"],
        "doesnt" => ["does", "not"],
        "didnt" => ["did", "not"],
        "isnt" => ["is", "not"],
        "arent" => ["are", "not"],
        "wasnt" => ["was", "not"],
        "werent" => ["were", "not"],
        "havent" => ["have", "not"],
        "hasnt" => ["has", "not"],
        "hadnt" => ["had", "not"],
        "couldnt" => ["could", "not"],
        "wouldnt" => ["would", "not"],
        "shouldnt" => ["should", "not"],
        "cannot" => ["can", "not"],
        _ => [word, ""],
    };
    words.split(' ').flat_map(parts).filter(|word| !word.is_empty())
}

/// What differs, in words, between a quotation and the best fitting part of another: `None` where one is part of the other, or where more
/// than a fifth differs. What the writer cut or put into either may stand for any words.
fn difference(one: &Quoted<'_>, other: &Quoted<'_>) -> Option<String> {
    let swapped = one.literal > other.literal;
    let (short, long) = if swapped { (other, one) } else { (one, other) };
    let allowed = allowed(short.literal);
    let mut missing = short.words.iter().filter(|word| !word.is_cut && !long.words.contains(word));
    if short.literal < WORDS || missing.nth(allowed).is_some() || short.words == long.words {
        return None;
    }
    // Cuts at the same places leave the words beside them to compare.
    let has_cuts = [short, long].iter().any(|quoted| quoted.literal < quoted.words.len());
    let strict = if has_cuts { align(&short.words, &long.words, false, usize::MAX).filter(Alignment::only_replaces) } else { None };
    let Alignment { kept, pairs } = strict.or_else(|| align(&short.words, &long.words, true, allowed))?;
    if pairs.is_empty() || pairs.len() > allowed || kept + allowed < short.literal {
        return None;
    }
    let (here, there) = pairs.into_iter().next().map(|(a, b)| if swapped { (b, a) } else { (a, b) })?;
    Some(match (here.map(|word| word.text), there.map(|word| word.text)) {
        (Some(here), Some(there)) => format!("“{there}” for “{here}”"),
        (Some(here), None) => format!("no “{here}”"),
        (None, Some(there)) => format!("“{there}” more"),
        (None, None) => return None,
    })
}

/// A word of the one and a word of the other that stand for each other; `None` where one has no counterpart.
type Pair<'a> = (Option<Word<'a>>, Option<Word<'a>>);

/// How one row of words becomes a part of another.
struct Alignment<'a> {
    /// How many words are the same.
    kept: usize,
    /// The changes, in order.
    pairs: Vec<Pair<'a>>,
}

impl Alignment<'_> {
    /// Whether words of the speaker stand for words of the speaker, and nothing else differs.
    fn only_replaces(&self) -> bool {
        !self.pairs.is_empty() && self.pairs.iter().all(|pair| matches!(pair, (Some(one), Some(other)) if !one.is_cut && !other.is_cut))
    }
}

/// The fewest changes that turn `short` into some part of `long`; a cut may stand for any words where `cuts_stand` says so. `None` where it is found
/// out before the end that they are more than `most`.
fn align<'a>(short: &[Word<'a>], long: &[Word<'a>], cuts_stand: bool, most: usize) -> Option<Alignment<'a>> {
    let columns = long.len() + 1;
    let free = |word: &Word<'_>| cuts_stand && word.is_cut;
    // What it costs to leave out a word of either: nothing beside a cut of the other, or a cut itself.
    let down = |i: usize, j: usize| u32::from(!(free(&short[i - 1]) || j > 0 && free(&long[j - 1])));
    let right = |i: usize, j: usize| u32::from(!(free(&long[j - 1]) || free(&short[i - 1])));
    let change = |i: usize, j: usize| u32::from(short[i - 1] != long[j - 1]);
    // Starting anywhere in the longer one costs nothing.
    let mut table = vec![0u32; (short.len() + 1) * columns];
    for i in 1..=short.len() {
        let (before, row) = table[(i - 1) * columns..][..2 * columns].split_at_mut(columns);
        let word = &short[i - 1];
        row[0] = before[0] + down(i, 0);
        let (mut left, mut least) = (row[0], row[0]);
        for ((other, cost), before) in long.iter().zip(&mut row[1..]).zip(before.windows(2)) {
            // The same for a word of either.
            let alone = u32::from(!(free(word) || free(other)));
            left = (before[0] + u32::from(word != other)).min(before[1] + alone).min(left + alone);
            least = least.min(left);
            *cost = left;
        }
        // Every way on leads over this row, and none becomes cheaper.
        if least as usize > most {
            return None;
        }
    }
    // Ending anywhere costs nothing either; the latest of the best ends has a word for the last one, if any has.
    let last = short.len() * columns;
    let mut j = (0..columns).rev().min_by_key(|j| table[last + j]).unwrap_or(0);
    let mut i = short.len();
    let mut found = Alignment { kept: 0, pairs: Vec::new() };
    while i > 0 {
        let here = table[i * columns + j];
        if j > 0 && here == table[(i - 1) * columns + j - 1] + change(i, j) {
            if short[i - 1] != long[j - 1] {
                found.pairs.push((Some(short[i - 1]), Some(long[j - 1])));
            } else if !short[i - 1].is_cut {
                found.kept += 1;
            }
            i -= 1;
            j -= 1;
        } else if here == table[(i - 1) * columns + j] + down(i, j) {
            if down(i, j) > 0 {
                found.pairs.push((Some(short[i - 1]), None));
            }
            i -= 1;
        } else {
            if right(i, j) > 0 {
                found.pairs.push((None, Some(long[j - 1])));
            }
            j -= 1;
        }
    }
    found.pairs.reverse();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(one: &str, other: &str) -> Option<String> {
        Quoted::new(one).differs(other)
    }

    #[test]
    fn tells_variants_from_parts() {
        assert_eq!(differs("the quay would be closed by spring", "the quay will be closed by spring"), Some("“will” for “would”".into()));
        assert_eq!(differs("the quay would be closed", "we said the quay would be closed by spring"), None, "a part of it");
        assert_eq!(differs("the quay would be closed by spring", "nobody asked the port authority about it"), None, "another quotation");
        assert_eq!(differs("the quay would be closed by spring", "the quay would be fully closed by spring"), Some("“fully” more".into()));
    }

    #[test]
    fn a_contraction_is_no_other_word() {
        assert_eq!(differs("weve got to close the quay by spring", "we have got to close the quay by spring"), None);
        assert_eq!(differs("i dont say that the quay is closed", "i do not say that the quay was closed"), Some("“was” for “is”".into()));
    }

    #[test]
    fn what_the_writer_cut_stands_for_any_words() {
        assert_eq!(differs("the quay … closed by the spring", "the quay would be closed by the spring"), None);
        assert_eq!(
            differs("the quay … closed by the spring", "the quay would be closed by the summer"),
            Some("“summer” for “spring”".into())
        );
        assert_eq!(differs("the quay … closed by the spring", "the quay … opened by the spring"), Some("“opened” for “closed”".into()));
        assert_eq!(differs("the quay would … closed by the spring", "the quay … be closed by the spring"), None);
        assert_eq!(differs("we urge … to leave the quay at once", "… we urge the mayor to leave the … at once"), None);
        assert_eq!(differs("nobody has asked us anything", "nobody has … at all"), None, "too little is left to compare");
    }
}
