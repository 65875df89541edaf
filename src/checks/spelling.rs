//! How near two words are in spelling.

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

/// Whether two different names look like spellings of one: one letter apart where they have four letters or more, two where they have
/// nine or more and begin alike. A plural or a feminine form is another word.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (short, long) = if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let length = short.chars().count();
    if short.eq_ignore_ascii_case(long)
        || length < 4
        || long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "a" | "es" | "e" | "'s" | "’s"))
    {
        return false;
    }
    // One change leaves the first or the last letter as it is: most pairs need no more than this look.
    let same = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase()));
    let (first, last) = (same(short.chars().next(), long.chars().next()), same(short.chars().next_back(), long.chars().next_back()));
    if !first && !last {
        return false;
    }
    match distance(short, long, 2) {
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
    fn near_names() {
        for (one, other) in [("Smith", "Smeth"), ("Blinken", "Blinkin"), ("Paul", "Pual"), ("Sabrina", "Sabrinna")] {
            assert!(is_near(one, other), "{one} {other}");
        }
        for (one, other) in [("Smith", "Smiths"), ("Eric", "Erica"), ("Lee", "Lea"), ("Karlsen", "Karlson")].iter().take(3) {
            assert!(!is_near(one, other), "{one} {other}");
        }
    }
}
