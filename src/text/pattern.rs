//! Patterns for lines and phrases with a fixed look.

use regex::Regex;

/// A regular expression whose `\b` and `\d` are those of ASCII. Between any other words the library cannot search fast once a text has a letter or a
/// quotation mark beyond ASCII, as nearly all news has; and the digits of all scripts make an automaton that takes ten times as long to build.
///
/// `None` where it is no expression.
pub fn pattern(expression: &str) -> Option<Regex> {
    Regex::new(&expression.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_in_any_text() {
        let found = pattern(r"\b\d+ percent\b").unwrap();
        let places = |text| found.find_iter(text).map(|place| place.as_str()).collect::<Vec<_>>();
        assert_eq!(places("“12 percent” — élan of 7 percent, 8 percents, x9 percent"), ["12 percent", "7 percent"]);
        assert!(pattern("(").is_none());
        let number = pattern(r"^[\d,]+[^\d.]?$").unwrap();
        assert_eq!(["1,000", "7%", "7.", "٧"].map(|text| number.is_match(text)), [true, true, false, false]);
    }
}
