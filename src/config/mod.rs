//! What a desk has chosen, from `backread.toml`. Everything has a default; no file is needed.
//!
//! The file nearest to an article counts, alone unless it `extends` others. [`ConfigFile`] is one file as written, [`load`] puts it together with
//! those that it extends, and [`Configs`] says which configuration an article has. Reading the files themselves is left to the shells.

mod baseline;
mod edit;
mod file;
mod folders;
mod load;
mod named;
mod words;

pub use baseline::{Baseline, Marks, Unread};
pub use edit::with_level;
pub use file::{ConfigFile, KEYS, OVERRIDE_KEYS};
pub use folders::Configs;
pub use load::{Files, Loaded, load, plain};
pub use named::{literal, named, parts};
pub use words::{Dialect, Level, Profile, Style, near};

use globset::GlobMatcher;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The name of the configuration file.
pub const FILE_NAME: &str = "backread.toml";

/// The choices for one article.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file they stand in; none where everything is as built in.
    pub file: Option<PathBuf>,
    /// Which rules are on.
    pub profile: Profile,
    /// Levels by rule code, over the profile's.
    pub rules: BTreeMap<String, Level>,
    /// If given, no other rules count, and these do even where they are off: codes or their first words.
    pub select: Option<Vec<String>>,
    /// Rules that do not count whatever else is said: codes or their first words.
    pub ignore: Vec<String>,
    /// Whose style guide is followed.
    pub style: Option<Style>,
    /// Which English is written.
    pub dialect: Option<Dialect>,
    /// The day of articles that state none.
    pub as_of: Option<Date>,
    /// Acronyms that need no spelling out, beside the built-in ones.
    pub acronyms: Vec<String>,
    /// Names and globs of knowledge files, each with the folder that it is relative to; empty means the default ones.
    pub entities: Vec<(PathBuf, String)>,
    /// The file of findings that are known and left.
    pub baseline: Option<PathBuf>,
    /// What stands in that file.
    pub known: Option<Arc<Baseline>>,
    /// Choices for some articles, in order.
    pub overrides: Vec<Override>,
}

/// Choices for the articles that a glob matches.
#[derive(Clone, Debug)]
pub struct Override {
    /// Paths below the folder of the configuration file.
    pub files: Vec<GlobMatcher>,
    /// In place of the file's profile.
    pub profile: Option<Profile>,
    /// Over the file's levels.
    pub rules: BTreeMap<String, Level>,
    /// Beside the file's.
    pub acronyms: Vec<String>,
    /// In place of the file's.
    pub as_of: Option<Date>,
}

impl Config {
    /// The days of articles that state none, for all that it covers.
    pub fn days(&self) -> impl Iterator<Item = Option<Date>> {
        [self.as_of].into_iter().chain(self.overrides.iter().map(|choice| choice.as_of))
    }

    /// The choices for the article at a path below the folder of the configuration file; `None` where no override matches.
    fn overridden(&self, path: &str) -> Option<Config> {
        let mut matching = self.overrides.iter().filter(|choice| choice.files.iter().any(|glob| glob.is_match(path))).peekable();
        matching.peek()?;
        let mut config = self.clone();
        for choice in matching {
            config.profile = choice.profile.unwrap_or(config.profile);
            config.rules.extend(choice.rules.iter().map(|(code, level)| (code.clone(), *level)));
            config.acronyms.extend(choice.acronyms.iter().cloned());
            config.as_of = choice.as_of.or(config.as_of);
        }
        Some(config)
    }
}
