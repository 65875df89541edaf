//! One configuration file as written.

use super::named::{matcher, wrong_glob};
use super::words::{Dialect, Level, Profile, Style, near};
use super::{Config, Override};
use crate::text::{FileKey, LineMap, Place, Problem, Span};
use globset::GlobMatcher;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of a file and what each is for, in one line.
pub const KEYS: &[(&str, &str)] = &[
    ("extends", "Another configuration file, or several, whose choices count where this file makes none"),
    ("profile", "Which rules are on"),
    ("style", "Whose style guide is followed, where guides differ"),
    ("dialect", "Which English is written"),
    ("as-of", "The day of articles that state none: what \"Friday\" in them is counted from"),
    ("acronyms", "Acronyms that need no spelling out"),
    ("entities", "Knowledge files, as names or globs relative to this file; without it entities.toml and what the folder entities holds"),
    ("baseline", "A file of findings that are known and left, as written by backread check --write-baseline"),
    ("rules", "The level of each rule, over the profile's"),
    ("override", "Choices for some articles"),
];

/// The keys of an `[[override]]`.
pub const OVERRIDE_KEYS: &[(&str, &str)] = &[
    ("files", "The articles, as globs relative to this file"),
    ("profile", "Which rules are on in them"),
    ("as-of", "The day of those that state none"),
    ("acronyms", "Acronyms that need no spelling out in them"),
    ("rules", "The level of each rule in them"),
];

type Table<'t> = DeTable<'t>;
type Value<'t> = Spanned<DeValue<'t>>;

/// One configuration file as read.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Which file.
    pub key: FileKey,
    /// Its lines.
    pub lines: LineMap,
    /// What is wrong in it, by place.
    pub problems: Vec<Problem>,
    /// Whether it could not be read at all.
    pub is_broken: bool,
    /// The files that it extends, and where it says so.
    pub(super) extends: Vec<(String, Span)>,
    pub(super) layer: Layer,
}

/// What one file chooses.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    profile: Option<Profile>,
    style: Option<Style>,
    dialect: Option<Dialect>,
    as_of: Option<Date>,
    acronyms: Vec<String>,
    entities: Vec<String>,
    /// The name as written, and where.
    pub(super) baseline: Option<(String, Span)>,
    rules: BTreeMap<String, Level>,
    overrides: Vec<Override>,
}

impl Layer {
    /// Puts this file's choices over those of the files that it extends.
    pub fn put_over(&self, config: &mut Config, path: &Path) {
        let folder = path.parent().unwrap_or(Path::new(""));
        config.file = Some(path.to_owned());
        config.profile = self.profile.unwrap_or(config.profile);
        config.style = self.style.or(config.style);
        config.dialect = self.dialect.or(config.dialect);
        config.as_of = self.as_of.or(config.as_of);
        config.acronyms.extend(self.acronyms.iter().cloned());
        config.rules.extend(self.rules.iter().map(|(code, level)| (code.clone(), *level)));
        config.overrides.extend(self.overrides.iter().cloned());
        if !self.entities.is_empty() {
            config.entities = self.entities.iter().map(|name| (folder.to_owned(), name.clone())).collect();
        }
        if let Some((baseline, _)) = &self.baseline {
            config.baseline = Some(folder.join(baseline));
        }
    }
}

impl ConfigFile {
    /// Reads a file; `codes` are the rules that there are. What is wrong is left out with a problem, all else counts.
    pub fn parse(key: &FileKey, text: &str, codes: &[&str]) -> Self {
        let file = ConfigFile {
            key: key.clone(),
            lines: LineMap::new(text),
            problems: Vec::new(),
            is_broken: false,
            extends: Vec::new(),
            layer: Layer::default(),
        };
        let mut reader = Reader { file, codes };
        match DeTable::parse(text) {
            Ok(table) => reader.root(table.get_ref()),
            Err(error) => {
                let why = error.message().trim_end_matches('.');
                let message = format!(
                    "this file cannot be read as TOML: {why}; mend this place, until then its last good version counts, or else the defaults"
                );
                reader.problem(error.span().unwrap_or(0..0), message);
                reader.file.is_broken = true;
            }
        }
        let mut file = reader.file;
        file.sort();
        file
    }

    /// Adds a problem, keeping them in order.
    pub(super) fn add_problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem { place: Place { file: self.key.clone(), span }, message });
        self.sort();
    }

    fn sort(&mut self) {
        self.problems.sort_by(|one, other| (one.place.span, &one.message).cmp(&(other.place.span, &other.message)));
    }
}

struct Reader<'r> {
    file: ConfigFile,
    codes: &'r [&'r str],
}

impl Reader<'_> {
    fn problem(&mut self, span: Range<usize>, message: String) {
        let place = Place { file: self.file.key.clone(), span: Span::new(span.start, span.end.max(span.start)) };
        self.file.problems.push(Problem { place, message });
    }

    fn root(&mut self, table: &Table<'_>) {
        self.unknown_keys(table, KEYS);
        let extends = self.list_or_text(table, "extends");
        self.file.extends = extends;
        let layer = Layer {
            profile: self.profile(table),
            style: self.word(table, "style", Style::of, &Style::ALL.map(Style::label)),
            dialect: self.word(table, "dialect", Dialect::of, &Dialect::ALL.map(Dialect::label)),
            as_of: self.date(table, "as-of"),
            acronyms: self.list(table, "acronyms"),
            entities: self.entities(table),
            baseline: self.placed_text(table, "baseline"),
            rules: self.rules(table),
            overrides: self.overrides(table),
        };
        self.file.layer = layer;
    }

    fn unknown_keys(&mut self, table: &Table<'_>, known: &[(&str, &str)]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.iter().any(|(word, _)| *word == name) {
                let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
                let hint = self.meant(name, &words, table);
                self.problem(key.span(), format!("\"{name}\" is not known here and ignored; {hint}"));
            }
        }
    }

    /// What a key that is not known was probably meant to be.
    fn meant(&self, name: &str, known: &[&str], table: &Table<'_>) -> String {
        let is_level = table.get(name).is_some_and(|value| matches!(value.get_ref(), DeValue::String(word) if Level::of(word).is_some()));
        match near(name, known.iter().copied()) {
            Some(word) => format!("did you mean \"{word}\"?"),
            None if is_level && self.codes.contains(&name) => "levels of rules stand under [rules]".to_owned(),
            None => format!("the keys are {}", known.join(", ")),
        }
    }

    fn text(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => {
                self.problem(value.span(), format!("\"{key}\" must be a text in quotes; it is ignored"));
                None
            }
        }
    }

    fn word<T: Copy>(&mut self, table: &Table<'_>, key: &str, of: fn(&str) -> Option<T>, words: &[&str]) -> Option<T> {
        let text = self.text(table, key)?;
        let found = of(&text);
        if found.is_none() {
            let span = table.get(key).map_or(0..0, Spanned::span);
            self.problem(span, format!("\"{text}\" is no {key}; it is one of {}", words.join(", ")));
        }
        found
    }

    fn profile(&mut self, table: &Table<'_>) -> Option<Profile> {
        self.word(table, "profile", Profile::of, &Profile::ALL.map(Profile::label))
    }

    fn date(&mut self, table: &Table<'_>, key: &str) -> Option<Date> {
        let value = table.get(key)?;
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let day = written.get(..10).filter(|_| written.len() == 10).and_then(|day| day.parse().ok());
        if day.is_none() {
            self.problem(value.span(), format!("\"{key}\" must be a day such as 2024-05-31; it is ignored"));
        }
        day
    }

    fn texts(&mut self, value: &Value<'_>, key: &str) -> Vec<(String, Span)> {
        let place = |value: &Value<'_>| Span::new(value.span().start, value.span().end);
        let mut found = Vec::new();
        let items = match value.get_ref() {
            DeValue::Array(items) => items,
            _ => {
                self.problem(value.span(), format!("\"{key}\" must be a list of texts in quotes; it is ignored"));
                return found;
            }
        };
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => found.push((text.to_string(), place(item))),
                _ => self.problem(item.span(), format!("each of \"{key}\" must be a text in quotes; this one is ignored")),
            }
        }
        found
    }

    fn list(&mut self, table: &Table<'_>, key: &str) -> Vec<String> {
        let found = table.get(key).map(|value| self.texts(value, key)).unwrap_or_default();
        found.into_iter().map(|(text, _)| text).collect()
    }

    fn list_or_text(&mut self, table: &Table<'_>, key: &str) -> Vec<(String, Span)> {
        match table.get(key) {
            Some(value) if matches!(value.get_ref(), DeValue::Array(_)) => self.texts(value, key),
            _ => self.placed_text(table, key).into_iter().collect(),
        }
    }

    fn placed_text(&mut self, table: &Table<'_>, key: &str) -> Option<(String, Span)> {
        let place = table.get(key)?.span();
        Some((self.text(table, key)?, Span::new(place.start, place.end)))
    }

    fn rules(&mut self, table: &Table<'_>) -> BTreeMap<String, Level> {
        let Some(value) = table.get("rules") else { return BTreeMap::new() };
        let DeValue::Table(rules) = value.get_ref() else {
            self.problem(
                value.span(),
                "\"rules\" must be a table: write [rules] and below it lines such as placeholder = \"off\"".to_owned(),
            );
            return BTreeMap::new();
        };
        let mut levels = BTreeMap::new();
        for (key, value) in rules {
            let code: &str = key.get_ref();
            if !self.codes.contains(&code) {
                let hint = near(code, self.codes.iter().copied()).map_or_else(
                    || "backread rules lists them".to_owned(), //
                    |near| format!("did you mean \"{near}\"?"),
                );
                self.problem(key.span(), format!("there is no rule \"{code}\"; {hint}"));
                continue;
            }
            let level = if let DeValue::String(word) = value.get_ref() { Level::of(word) } else { None };
            match level {
                Some(level) => drop(levels.insert(code.to_owned(), level)),
                None => {
                    let words = Level::ALL.map(|level| format!("\"{}\"", level.label())).join(", ");
                    self.problem(value.span(), format!("the level of a rule is one of {words}; this line is ignored"));
                }
            }
        }
        levels
    }

    fn overrides(&mut self, table: &Table<'_>) -> Vec<Override> {
        let Some(value) = table.get("override") else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.problem(value.span(), "\"override\" must be a list of tables: write [[override]]".to_owned());
            return Vec::new();
        };
        let mut overrides = Vec::new();
        for item in items.iter() {
            let DeValue::Table(table) = item.get_ref() else {
                self.problem(item.span(), "an override must be a table: write [[override]]".to_owned());
                continue;
            };
            self.unknown_keys(table, OVERRIDE_KEYS);
            let globs = self.list_or_text(table, "files");
            if globs.is_empty() {
                self.problem(item.span(), "an override needs files, such as files = [\"archive/**\"]; it is ignored".to_owned());
                continue;
            }
            let files = globs.into_iter().filter_map(|(glob, span)| self.glob(&glob, span)).collect();
            overrides.push(Override {
                files,
                profile: self.profile(table),
                rules: self.rules(table),
                acronyms: self.list(table, "acronyms"),
                as_of: self.date(table, "as-of"),
            });
        }
        overrides
    }

    fn glob(&mut self, written: &str, span: Span) -> Option<GlobMatcher> {
        matcher(&as_path(written)).map_err(|error| self.no_glob(written, span, &error)).ok()
    }

    fn no_glob(&mut self, written: &str, span: Span, error: &globset::Error) {
        self.problem(span.range(), format!("\"{written}\" is no glob: {}; it is ignored", error.kind()));
    }

    /// The knowledge files, as named. A broken glob stays among them and names none: its desk did not ask for the default files.
    fn entities(&mut self, table: &Table<'_>) -> Vec<String> {
        let named = table.get("entities").map(|value| self.texts(value, "entities")).unwrap_or_default();
        for (name, span) in &named {
            if let Some(error) = wrong_glob(name) {
                self.no_glob(name, *span, &error);
            }
        }
        named.into_iter().map(|(name, _)| name).collect()
    }
}

/// A glob of whole paths: one without a slash is the name of a file in any folder, one that ends in a slash is everything below.
fn as_path(glob: &str) -> String {
    let glob = glob.strip_prefix("./").unwrap_or(glob);
    match glob.strip_suffix('/') {
        Some(folder) => format!("{}/**", folder.trim_start_matches('/')),
        None if !glob.contains('/') => format!("**/{glob}"),
        None => glob.trim_start_matches('/').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Config, Vec<String>) {
        let file = ConfigFile::parse(&FileKey::new("backread.toml"), text, &["date-order", "placeholder"]);
        let mut config = Config::default();
        file.layer.put_over(&mut config, Path::new("desk/backread.toml"));
        let problems = file.problems.iter().map(|problem| format!("{}: {}", problem.place.span.of(text), problem.message)).collect();
        (config, problems)
    }

    #[test]
    fn every_key_is_read() {
        let (config, problems) = parse(
            r#"
            profile = "desk"
            style = "ap"
            dialect = "en-GB"
            as-of = 2024-05-31
            acronyms = ["QRX"]
            entities = ["people.toml", "desk/*.csv"]
            baseline = "known.json"
            [rules]
            placeholder = "error"
            [[override]]
            files = "archive/"
            profile = "archive"
            as-of = "2020-01-02"
            rules = { placeholder = "off" }
            "#,
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((config.profile, config.style, config.dialect), (Profile::Desk, Some(Style::Ap), Some(Dialect::British)));
        assert_eq!(config.as_of, "2024-05-31".parse().ok());
        assert_eq!(config.acronyms, ["QRX"]);
        assert_eq!(config.entities[1], ("desk".into(), "desk/*.csv".to_owned()));
        assert_eq!(config.baseline.as_deref(), Some(Path::new("desk/known.json")));
        assert_eq!(config.rules.get("placeholder"), Some(&Level::Error));
        let old = config.overridden("archive/1999/a.txt").expect("an override");
        assert_eq!(
            (old.profile, old.rules.get("placeholder"), old.as_of),
            (Profile::Archive, Some(&Level::Off), "2020-01-02".parse().ok())
        );
        assert!(config.overridden("new/archive.txt").is_none());
    }

    #[test]
    fn what_is_wrong_is_named_with_what_to_do_and_the_rest_counts() {
        let (config, problems) = parse(
            "profil = \"desk\"\nstyle = \"times\"\nas-of = 2024\n[rules]\ndate-ordre = \"off\"\nplaceholder = \"loud\"\ndate-order = \"hint\"\n",
        );
        assert_eq!(
            problems,
            [
                "profil: \"profil\" is not known here and ignored; did you mean \"profile\"?",
                "\"times\": \"times\" is no style; it is one of ap, reuters, guardian, bbc, chicago",
                "2024: \"as-of\" must be a day such as 2024-05-31; it is ignored",
                "date-ordre: there is no rule \"date-ordre\"; did you mean \"date-order\"?",
                "\"loud\": the level of a rule is one of \"off\", \"hint\", \"information\", \"warning\", \"error\"; this line is ignored",
            ]
        );
        assert_eq!(config.rules.into_iter().collect::<Vec<_>>(), [("date-order".to_owned(), Level::Hint)]);
        assert!(parse("placeholder = \"off\"").1[0].ends_with("levels of rules stand under [rules]"));
        assert!(parse("[[override]]\nfiles = [\"a{\"]").1[0].contains("is no glob"));
        let (config, problems) = parse("entities = [\"desk/[x.csv\", \"a}.toml\", \"desk/*.csv\"]");
        assert_eq!(problems, ["\"desk/[x.csv\": \"desk/[x.csv\" is no glob: unclosed character class; missing ']'; it is ignored"]);
        assert_eq!(config.entities.len(), 3);
        assert!(parse("[[override]]\nprofile = \"desk\"").1[0].contains("needs files"));
    }

    #[test]
    fn a_file_that_is_no_toml_has_one_problem() {
        let file = ConfigFile::parse(&FileKey::new("backread.toml"), "profile = \"desk\"\n[rules\n", &[]);
        assert!(file.is_broken);
        assert_eq!(file.problems.len(), 1);
        assert_eq!(file.lines.line_of(file.problems[0].place.span.start), 1);
    }

    #[test]
    fn globs_are_of_paths_or_of_names() {
        let matches = |glob: &str, path: &str| {
            let text = format!("[[override]]\nfiles = [\"{glob}\"]\n");
            parse(&text).0.overridden(path).is_some()
        };
        assert!(matches("*.md", "a.md") && matches("*.md", "old/b.md") && !matches("*.md", "a.txt"));
        assert!(matches("old/*.md", "old/b.md") && !matches("old/*.md", "old/1999/b.md") && matches("old/**", "old/1999/b.md"));
        assert!(matches("./old/", "old/b.md") && !matches("old/", "very/old/b.md") && matches("**/old/**", "very/old/b.md"));
    }
}
