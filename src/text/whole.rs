//! Where words stand as words of their own.

/// The places of words in a text that no letter or digit stands right before or after, in UTF-8 bytes; none of no words.
pub fn whole_places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_part = |c: char| c.is_alphanumeric();
    let found = text.match_indices(words).map(|(at, _)| at).filter(|_| !words.is_empty());
    found.filter(move |at| !text[..*at].ends_with(is_part) && !text[at + words.len()..].starts_with(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_words_are_left_out() {
        let places = |text: &str, words: &str| whole_places(text, words).collect::<Vec<_>>();
        assert_eq!(places("quay, quays and the quay", "quay"), [0, 20]);
        assert_eq!(places("équay quay", "quay"), [7]);
        assert!(places("quay", "").is_empty());
    }
}
