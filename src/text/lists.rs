//! Sorted lists.

/// Items in order, each once.
pub fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_two_lists() {
        assert_eq!(differences(vec![1, 3, 4, 9], vec![2, 3, 5, 9, 10]), (vec![1, 4], vec![2, 5, 10]));
        assert_eq!(differences(vec![1], Vec::new()), (vec![1], Vec::new()));
        assert_eq!(differences(Vec::new(), vec!["a"]), (Vec::new(), vec!["a"]));
    }
}
