//! What a desk has chosen, from `backread.toml`. Everything has a default; no file is needed.

use std::collections::BTreeMap;

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
}

/// The choices of one workspace folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Levels by rule code, over the rules' own.
    pub rules: BTreeMap<String, Level>,
    /// Acronyms that need no spelling out, beside the built-in ones.
    pub acronyms: Vec<String>,
    /// Names and globs of knowledge files, relative to the folder; empty means the default ones.
    pub entities: Vec<String>,
}
