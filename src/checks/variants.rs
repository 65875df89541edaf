//! How two quotations differ that may be one.

use crate::text::CUT;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher as _;
use std::ops::Range;

/// Shorter quotations are phrases that many use.
pub(super) const WORDS: usize = 5;

/// How many of the words are the speaker's.
pub(super) fn literal<'w>(words: impl IntoIterator<Item = &'w str>) -> usize {
    words.into_iter().filter(|word| *word != CUT).count()
}

/// In how many words two variants may differ, by the length of the shorter.
pub(super) fn allowed(literal: usize) -> usize {
    (literal / 6).max(1)
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
        let words: Vec<Word<'q>> = written.split(' ').map(Word::new).collect();
        Quoted { written, literal: words.iter().filter(|word| !word.is_cut).count(), words }
    }

    /// How it differs from another; `None` where they are the same, or not one.
    pub fn differs(&self, other: &str) -> Option<Difference> {
        if self.written == other {
            return None;
        }
        difference(self, &Quoted::new(other))
    }
}

/// How two variants differ.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The first change, in words.
    pub told: String,
    /// Whether it puts other words in the midst of the shorter one.
    pub replaces_inside: bool,
}

/// What differs between a quotation and the best fitting part of another: `None` where one is part of the other, or where more than a sixth differs.
/// What the writer cut or put into either may stand for any words.
fn difference(one: &Quoted<'_>, other: &Quoted<'_>) -> Option<Difference> {
    let swapped = one.literal > other.literal;
    let (short, long) = if swapped { (other, one) } else { (one, other) };
    let allowed = allowed(short.literal);
    let mut missing = short.words.iter().filter(|word| !word.is_cut && !long.words.contains(word));
    if short.literal < WORDS || missing.nth(allowed).is_some() || short.words == long.words {
        return None;
    }
    // Cuts at the same places leave the words beside them to compare.
    let has_cuts = [short, long].iter().any(|quoted| quoted.literal < quoted.words.len());
    let strict = if has_cuts { align(short, long, false, usize::MAX).filter(Alignment::only_replaces) } else { None };
    let found = strict.or_else(|| align(short, long, true, allowed))?;
    if found.cost == 0 || found.cost > allowed || found.kept + allowed < short.literal {
        return None;
    }
    let change = found.changes.first()?.of_the_edge(short, long);
    let (a, b) = (written(&short.words[change.short.clone()]), written(&long.words[change.long.clone()]));
    let (here, there) = if swapped { (b, a) } else { (a, b) };
    let told = match (here.is_empty(), there.is_empty()) {
        (false, false) => format!("“{there}” for “{here}”"),
        (false, true) => format!("no “{here}”"),
        (true, _) => format!("“{there}” more"),
    };
    let replaces = !change.short.is_empty() && !change.long.is_empty();
    Some(Difference { told, replaces_inside: replaces && change.short.start > 0 && change.short.end < short.words.len() })
}

/// So many words of a change are told.
const TOLD: usize = 6;

/// Words as a message has them.
fn written(words: &[Word<'_>]) -> String {
    let told: Vec<&str> = words.iter().take(TOLD).map(|word| word.text).collect();
    let more = if words.len() > TOLD { " …" } else { "" };
    told.join(" ") + more
}

/// Words of the shorter one for which words of the longer one stand; none on one side where there is no counterpart.
#[derive(Clone, Debug)]
struct Change {
    short: Range<usize>,
    long: Range<usize>,
}

impl Change {
    /// The same where the shorter one begins or ends with it: its words are often a few words farther on, with what only the longer one has between.
    fn of_the_edge(&self, short: &Quoted<'_>, long: &Quoted<'_>) -> Change {
        let words = &short.words[self.short.clone()];
        if words.is_empty() || self.long.is_empty() {
            return self.clone();
        }
        let is_here = |at: &usize| long.words[*at..].starts_with(words);
        if self.short.start == 0 {
            let first = self.long.start.saturating_sub(FARTHER);
            let found = (first..self.long.end.saturating_sub(words.len())).rev().find(is_here);
            if let Some(at) = found {
                return Change { short: 0..0, long: at + words.len()..self.long.end };
            }
        } else if self.short.end == short.words.len() {
            let last = long.words.len().min(self.long.end + FARTHER);
            let found = (self.long.start + 1..last).find(is_here);
            if let Some(at) = found {
                return Change { short: self.short.end..self.short.end, long: self.long.start..at };
            }
        }
        self.clone()
    }
}

/// How many words farther on the first or last words of a quotation are looked for.
const FARTHER: usize = 12;

/// How one row of words becomes a part of another.
struct Alignment {
    /// How many words are the same.
    kept: usize,
    /// How many words are changed, left out or put in.
    cost: usize,
    /// The changes, in order.
    changes: Vec<Change>,
    /// Whether words of the speaker stand for words of the speaker, and nothing else differs.
    replaces: bool,
}

impl Alignment {
    fn only_replaces(&self) -> bool {
        self.replaces && self.cost > 0
    }
}

/// The fewest changes that turn `short` into some part of `long`; a cut may stand for any words where `cuts_stand` says so. `None` where it is found
/// out before the end that they are more than `most`.
fn align(short: &Quoted<'_>, long: &Quoted<'_>, cuts_stand: bool, most: usize) -> Option<Alignment> {
    let (short, long) = (short.words.as_slice(), long.words.as_slice());
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
    let mut found = Alignment { kept: 0, cost: 0, changes: Vec::new(), replaces: true };
    while i > 0 {
        let here = table[i * columns + j];
        let (to_i, to_j) = (i, j);
        let cost = if j > 0 && here == table[(i - 1) * columns + j - 1] + change(i, j) {
            (i, j) = (i - 1, j - 1);
            found.kept += usize::from(short[i] == long[j] && !short[i].is_cut);
            found.replaces &= short[i] == long[j] || !short[i].is_cut && !long[j].is_cut;
            u32::from(short[i] != long[j])
        } else if here == table[(i - 1) * columns + j] + down(i, j) {
            i -= 1;
            found.replaces &= down(to_i, j) == 0;
            down(to_i, j)
        } else {
            j -= 1;
            found.replaces &= right(i, to_j) == 0;
            right(i, to_j)
        };
        if cost == 0 {
            continue;
        }
        found.cost += 1;
        match found.changes.last_mut() {
            Some(next) if (next.short.start, next.long.start) == (to_i, to_j) => (next.short.start, next.long.start) = (i, j),
            _ => found.changes.push(Change { short: i..to_i, long: j..to_j }),
        }
    }
    found.changes.reverse();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(one: &str, other: &str) -> Option<String> {
        Quoted::new(one).differs(other).map(|difference| difference.told)
    }

    #[test]
    fn tells_variants_from_parts() {
        assert_eq!(differs("the quay would be closed by spring", "the quay will be closed by spring"), Some("“will” for “would”".into()));
        assert_eq!(differs("the quay would be closed", "we said the quay would be closed by spring"), None, "a part of it");
        assert_eq!(differs("the quay would be closed by spring", "nobody asked the port authority about it"), None, "another quotation");
        assert_eq!(differs("the quay would be closed by spring", "the quay would be fully closed by spring"), Some("“fully” more".into()));
    }

    #[test]
    fn words_in_a_row_are_one_change() {
        let long = "we will close the quay and the bridge and the old harbour road in the spring of next year";
        let told = |short: &str| differs(short, long);
        assert_eq!(
            told("we will close the quay and the bridge and the new port road in the spring of next year"),
            Some("“old harbour” for “new port”".into())
        );
        assert_eq!(
            differs(
                "by the way we will close the quay and the old bridge at once this year or in the spring of the next",
                "by the way if they ask if they ask we will close the quay and the old bridge at once this year or in the spring of the next"
            ),
            Some("“if they ask if they ask” more".into())
        );
        assert_eq!(
            differs(
                "the quay and the old bridge will be closed by us this year",
                "the quay and the old bridge will be closed by us as we all know now this year"
            ),
            Some("“as we all know now” more".into())
        );
    }

    #[test]
    fn a_change_inside_is_told_from_one_at_an_edge() {
        let inside = |one: &str, other: &str| Quoted::new(one).differs(other).map(|difference| difference.replaces_inside);
        assert_eq!(inside("the quay would be closed", "the quay will be closed by spring"), Some(true));
        assert_eq!(inside("we believed in the old quay", "we never believed in the old quay"), Some(false));
        assert_eq!(inside("they believed in the old quay", "we believed in the old quay"), Some(false));
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
