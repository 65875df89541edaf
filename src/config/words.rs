//! The words that values of the configuration are chosen from.

/// How a rule is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not at all.
    Off,
    /// Style or clean-up.
    Hint,
    /// An editor would ask.
    Information,
    /// Two things in front of the reader disagree.
    Warning,
    /// Logically impossible.
    Error,
}

impl Level {
    /// All levels, the least first.
    pub const ALL: [Level; 5] = [Level::Off, Level::Hint, Level::Information, Level::Warning, Level::Error];

    /// The word in configuration, reports and records.
    pub fn label(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The level of a word.
    pub fn of(word: &str) -> Option<Self> {
        Level::ALL.into_iter().find(|level| level.label() == word)
    }
}

/// A choice of rules that are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// What is right nearly always.
    #[default]
    Default,
    /// Everything.
    Strict,
    /// What a copy desk asks as well.
    Desk,
    /// What an analyst asks of sources and estimates as well.
    Analyst,
    /// What a fact-checker asks of names, dates and figures as well.
    Factcheck,
    /// Only what is impossible, and what disagrees between articles.
    Archive,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Profile; 6] =
        [Profile::Default, Profile::Strict, Profile::Desk, Profile::Analyst, Profile::Factcheck, Profile::Archive];

    /// The word in configuration.
    pub fn label(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Strict => "strict",
            Profile::Desk => "desk",
            Profile::Analyst => "analyst",
            Profile::Factcheck => "factcheck",
            Profile::Archive => "archive",
        }
    }

    /// The profile of a word.
    pub fn of(word: &str) -> Option<Self> {
        Profile::ALL.into_iter().find(|profile| profile.label() == word)
    }
}

/// Whose style guide is followed, where guides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Associated Press.
    Ap,
    /// Reuters.
    Reuters,
    /// The Guardian.
    Guardian,
    /// BBC.
    Bbc,
    /// Chicago.
    Chicago,
}

impl Style {
    /// All styles.
    pub const ALL: [Style; 5] = [Style::Ap, Style::Reuters, Style::Guardian, Style::Bbc, Style::Chicago];

    /// The word in configuration.
    pub fn label(self) -> &'static str {
        match self {
            Style::Ap => "ap",
            Style::Reuters => "reuters",
            Style::Guardian => "guardian",
            Style::Bbc => "bbc",
            Style::Chicago => "chicago",
        }
    }

    /// The style of a word.
    pub fn of(word: &str) -> Option<Self> {
        Style::ALL.into_iter().find(|style| style.label() == word)
    }
}

/// Which English is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// American: Defense Secretary, 5/31/2024.
    American,
    /// British: Defence Secretary, 31/5/2024.
    British,
}

impl Dialect {
    /// All dialects.
    pub const ALL: [Dialect; 2] = [Dialect::American, Dialect::British];

    /// The word in configuration: a language tag.
    pub fn label(self) -> &'static str {
        match self {
            Dialect::American => "en-US",
            Dialect::British => "en-GB",
        }
    }

    /// The dialect of a language tag.
    pub fn of(word: &str) -> Option<Self> {
        Dialect::ALL.into_iter().find(|dialect| dialect.label().eq_ignore_ascii_case(word))
    }
}

/// The word that a mistyped one was probably meant to be: the nearest of those that are at most a third of its letters away.
pub fn near<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let limit = (written.chars().count() / 3).max(1);
    let candidates = words.into_iter().map(|word| (distance(written, word), word));
    candidates.filter(|(distance, _)| *distance <= limit).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// The number of letters put in, left out or changed that turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_are_one_to_one() {
        assert!(Level::ALL.into_iter().all(|level| Level::of(level.label()) == Some(level)));
        assert!(Profile::ALL.into_iter().all(|profile| Profile::of(profile.label()) == Some(profile)));
        assert!(Style::ALL.into_iter().all(|style| Style::of(style.label()) == Some(style)));
        assert!(Dialect::ALL.into_iter().all(|dialect| Dialect::of(dialect.label()) == Some(dialect)));
        assert_eq!(Level::of("warn"), None);
    }

    #[test]
    fn a_mistyped_word_is_guessed_only_where_it_is_near() {
        let words = ["date-order", "date-impossible", "placeholder"];
        assert_eq!(near("date-ordre", words), Some("date-order"));
        assert_eq!(near("place-holder", words), Some("placeholder"));
        assert_eq!(near("quotes", words), None);
    }
}
