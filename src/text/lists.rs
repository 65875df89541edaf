//! Lists that are sorted, and lists that are mostly what they were.

use std::ops::Range;

/// Items in order, each once.
pub fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// The first of those who tell something, where all tell the same: what is told, and by whom.
pub fn unanimous<T: PartialEq, P>(mut told: impl Iterator<Item = (T, P)>) -> Option<(T, P)> {
    let first = told.next()?;
    told.all(|(other, _)| other == first.0).then_some(first)
}

/// What only the first and what only the second of two sorted lists holds.
pub fn differences<T: Ord>(old: Vec<T>, new: Vec<T>) -> (Vec<T>, Vec<T>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(a), Some(b)) if a == b => {
                old.next();
                new.next();
            }
            (Some(a), Some(b)) if a < b => gone.extend(old.next()),
            (Some(_), None) => gone.extend(old.next()),
            (_, Some(_)) => come.extend(new.next()),
            (None, None) => return (gone, come),
        }
    }
}

/// Where two lists differ: what of the first is gone, and what of the second has come in its place. Before and after that they are the same.
pub fn replaced<A, B>(old: &[A], new: &[B], same: impl Fn(&A, &B) -> bool) -> (Range<usize>, Range<usize>) {
    let same = |(one, other): &(&A, &B)| same(one, other);
    let start = old.iter().zip(new).take_while(same).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(same).count();
    (start..old.len() - end, start..new.len() - end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_replaced_between_two_lists() {
        let replaced = |old: &[u8], new: &[u8]| replaced(old, new, u8::eq);
        assert_eq!(replaced(b"abcd", b"axyd"), (1..3, 1..3));
        assert_eq!(replaced(b"aa", b"aaa"), (2..2, 2..3));
        assert_eq!(replaced(b"abc", b"c"), (0..2, 0..0));
        assert_eq!(replaced(b"ab", b"ab"), (2..2, 2..2));
        assert_eq!(replaced(b"", b"ab"), (0..0, 0..2));
    }

    #[test]
    fn those_who_tell_the_same() {
        let told = |all: &'static [(u8, char)]| unanimous(all.iter().copied());
        assert_eq!((told(&[(1, 'a'), (1, 'b')]), told(&[(1, 'a'), (2, 'b')]), told(&[])), (Some((1, 'a')), None, None));
    }

    #[test]
    fn differences_of_two_lists() {
        assert_eq!(differences(vec![1, 3, 4, 9], vec![2, 3, 5, 9, 10]), (vec![1, 4], vec![2, 5, 10]));
        assert_eq!(differences(vec![1], Vec::new()), (vec![1], Vec::new()));
        assert_eq!(differences(Vec::new(), vec!["a"]), (Vec::new(), vec!["a"]));
    }
}
