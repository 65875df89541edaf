//! How near two words are in spelling.

use crate::text::sorted;
use rustc_hash::FxHashMap;

/// The most letters that near names are apart.
pub(super) const FARTHEST: usize = 2;

/// The number of letters put in, left out, changed or swapped with their neighbour that turn one word into the other (the restricted
/// Damerau-Levenshtein distance), letter case aside; counted up to `limit`, then `None`.
pub(super) fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().flat_map(char::to_lowercase).collect();
    let other: Vec<char> = other.chars().flat_map(char::to_lowercase).collect();
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let change = usize::from(one[i - 1] != other[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// What of a word's spelling tells most other words from it at a glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    length: usize,
    first: Option<char>,
    last: Option<char>,
    /// A bit a letter that occurs, several letters to a bit beyond the Latin alphabet.
    letters: u64,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let small = |c: char| if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
        let mut shape = Shape { length: 0, first: None, last: None, letters: 0 };
        for c in word.chars().map(small) {
            shape.length += 1;
            shape.first = shape.first.or(Some(c));
            shape.last = Some(c);
            shape.letters |= 1 << (c as u32 % 64);
        }
        shape
    }

    /// How many letters it has.
    pub(super) fn length(self) -> usize {
        self.length
    }

    /// The first letter, small.
    pub(super) fn first(self) -> Option<char> {
        self.first
    }

    fn ends(self) -> [End; 2] {
        [End::First(self.first), End::Last(self.last)]
    }

    /// Whether [`is_near`] is worth asking: one change leaves the first or the last letter as it is, and few letters are new.
    pub(super) fn may_be_near(self, other: Shape) -> bool {
        let apart = if self.length.min(other.length) >= 9 { FARTHEST } else { 1 };
        self.length.abs_diff(other.length) <= apart
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * apart
            && (self.first == other.first || self.last == other.last)
    }
}

/// So many words are sooner looked at one by one than found by their ends.
const FEW: usize = 64;

/// Words by what those near them have too: an end, and nearly the length.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// How many words there are; of a few, nothing else is kept.
    count: usize,
    /// The last word of each end and length.
    last: FxHashMap<(End, usize), usize>,
    /// Of each word, the one before it that has its length and its first letter, and the one that has its last.
    before: Vec<[Option<usize>; 2]>,
}

/// A word's first or last letter, small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum End {
    First(Option<char>),
    Last(Option<char>),
}

impl Neighbours {
    /// Of words in their order.
    pub(super) fn of(words: impl ExactSizeIterator<Item = Shape>) -> Self {
        let mut neighbours = Neighbours { count: words.len(), ..Neighbours::default() };
        if neighbours.count <= FEW {
            return neighbours;
        }
        for (at, shape) in words.enumerate() {
            let before = shape.ends().map(|end| neighbours.last.insert((end, shape.length), at));
            neighbours.before.push(before);
        }
        neighbours
    }

    /// The numbers of the words after one that are wanted, in order; only of those that [may be near](Shape::may_be_near) it any is.
    pub(super) fn after(&self, number: usize, shape: Shape, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        if self.count <= FEW {
            return (number + 1..self.count).filter(|other| wanted(*other)).collect();
        }
        let lengths = shape.length.saturating_sub(FARTHEST)..=shape.length + FARTHEST;
        let alike = lengths.flat_map(|length| shape.ends().map(|end| (end, length)));
        let after = alike.flat_map(|(end, length)| {
            let which = usize::from(matches!(end, End::Last(_)));
            let last = self.last.get(&(end, length)).copied();
            std::iter::successors(last, move |at| self.before[*at][which]).take_while(|other| *other > number)
        });
        sorted(after.filter(|other| wanted(*other)))
    }
}

/// Whether two different names look like spellings of one: one letter apart where they have four letters or more, two where they have
/// nine or more and begin alike. A plural or a feminine form is another word.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    Shape::of(one).may_be_near(Shape::of(other)) && are_near(one, other)
}

/// The same of names whose shapes [may be near](Shape::may_be_near).
pub(super) fn are_near(one: &str, other: &str) -> bool {
    let (short, long) = if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let length = short.chars().count();
    if length < 4
        || short.eq_ignore_ascii_case(long)
        || long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "a" | "es" | "e" | "'s" | "’s"))
    {
        return false;
    }
    match distance(short, long, FARTHEST) {
        Some(1) => true,
        Some(2) => length >= 9 && short.chars().next() == long.chars().next(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_swaps_as_one() {
        assert_eq!(distance("Garcia", "Garcai", 2), Some(1));
        assert_eq!(distance("Poe", "Moore", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }

    #[test]
    fn a_glance_never_misses_a_near_name() {
        let names =
            ["Karlsen", "Karlson", "Kralsen", "Karlssen", "Arlsen", "Jørgensen", "Jörgensen", "Jorgenson", "Li", "Lee", "Constantinou"];
        for one in names {
            for other in names {
                let apart = distance(one, other, 2);
                let near = apart == Some(1) || apart == Some(2) && one.chars().count().min(other.chars().count()) >= 9;
                let ends = one.chars().next() == other.chars().next() || one.chars().last() == other.chars().last();
                assert!(!near || !ends || Shape::of(one).may_be_near(Shape::of(other)), "{one} {other}");
            }
        }
        assert!(!Shape::of("Karlsen").may_be_near(Shape::of("Constantinou")));
        for times in [1, FEW] {
            let shapes = names.map(Shape::of).repeat(times);
            let neighbours = Neighbours::of(shapes.iter().copied());
            for (number, shape) in shapes.iter().enumerate() {
                let all: Vec<usize> = (number + 1..shapes.len()).filter(|other| shape.may_be_near(shapes[*other])).collect();
                assert_eq!(neighbours.after(number, *shape, |other| shape.may_be_near(shapes[other])), all, "{number}");
            }
        }
    }

    #[test]
    fn near_names() {
        for (one, other) in [("Smith", "Smeth"), ("Blinken", "Blinkin"), ("Paul", "Pual"), ("Sabrina", "Sabrinna")] {
            assert!(is_near(one, other), "{one} {other}");
        }
        for (one, other) in [("Smith", "Smiths"), ("Eric", "Erica"), ("Lee", "Lea"), ("Karlsen", "Karlson")].iter().take(3) {
            assert!(!is_near(one, other), "{one} {other}");
        }
    }
}
