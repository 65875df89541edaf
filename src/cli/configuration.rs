//! Finds the configuration of the files that a command is given, on disk.

use super::files::why;
use super::problems::Flawed;
use crate::checks::{self, IN_CONFIGURATION};
use crate::config::{self, Baseline, Config, Configs, FILE_NAME, Files, Loaded};
use crate::text::FileKey;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the command line says over every file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// In place of the profile.
    pub profile: Option<config::Profile>,
    /// Only these rules.
    pub select: Option<Vec<String>>,
    /// None of these rules.
    pub ignore: Vec<String>,
    /// In place of the day of articles that state none.
    pub as_of: Option<jiff::civil::Date>,
    /// A file to use in place of the nearest one.
    pub file: Option<PathBuf>,
    /// Known findings in place of those that files name.
    pub baseline: Option<KnownFindings>,
}

/// Known findings that were asked for.
#[derive(Clone, Debug)]
pub enum KnownFindings {
    /// Those of a file.
    Of(PathBuf, Arc<Baseline>),
    /// None: all findings are wanted.
    Nothing,
}

impl Overrides {
    /// Whether some rules are left out, or some of what they find, that would be there otherwise.
    pub fn narrow(&self) -> bool {
        self.profile.is_some() || self.select.is_some() || !self.ignore.is_empty()
    }

    fn put_over(&self, config: &mut Config) {
        if let Some(profile) = self.profile {
            config.profile = profile;
            // What was asked for here counts before what a file says for some of its articles.
            config.overrides.iter_mut().for_each(|choice| choice.profile = None);
        }
        if let Some(day) = self.as_of {
            config.as_of = Some(day);
            config.overrides.iter_mut().for_each(|choice| choice.as_of = None);
        }
        match &self.baseline {
            Some(KnownFindings::Of(path, known)) => {
                config.baseline = Some(path.clone());
                config.known = Some(Arc::clone(known));
            }
            Some(KnownFindings::Nothing) => config.known = None,
            None => {}
        }
        config.select.clone_from(&self.select);
        config.ignore.extend(self.ignore.iter().cloned());
    }
}

/// The configurations of all folders that hold files, and what is wrong in them.
#[derive(Debug, Default)]
pub struct Configuration {
    /// By folder.
    pub configs: Configs,
    /// Files that could not be read, each in one line.
    pub unreadable: Vec<String>,
    /// Files with something wrong in them.
    pub flawed: Vec<Flawed>,
}

/// Finds the configurations of these files.
pub fn find<'p>(files: impl IntoIterator<Item = &'p Path>, overrides: &Overrides) -> Configuration {
    let mut fallback = Config::default();
    overrides.put_over(&mut fallback);
    let found = Configuration { configs: Configs::new(fallback.clone()), ..Configuration::default() };
    let mut finder = Finder { overrides, loaded: BTreeMap::new(), fallback: Arc::new(fallback), found };
    let mut folders: Vec<(String, &Path)> = files.into_iter().map(|file| (prefix(file), file.parent().unwrap_or(Path::new("")))).collect();
    folders.sort();
    folders.dedup();
    for (prefix, folder) in folders {
        finder.folder(&prefix, folder);
    }
    finder.found
}

/// What the keys of the files in a file's folder begin with.
fn prefix(file: &Path) -> String {
    let key = file.to_string_lossy();
    key[..key.rfind(['/', '\\']).map_or(0, |at| at + 1)].to_owned()
}

struct Finder<'o> {
    overrides: &'o Overrides,
    loaded: BTreeMap<PathBuf, Option<Arc<Config>>>,
    fallback: Arc<Config>,
    found: Configuration,
}

impl Finder<'_> {
    fn folder(&mut self, prefix: &str, folder: &Path) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = fs::canonicalize(folder) else { return };
        let file = match &self.overrides.file {
            Some(file) => fs::canonicalize(file).ok().or_else(|| Some(file.clone())),
            None => folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file()),
        };
        let config = file.as_ref().and_then(|file| self.load(file));
        let root = file.as_deref().and_then(Path::parent).filter(|_| config.is_some());
        let inside = root.and_then(|root| folder.strip_prefix(root).ok()).map(slashes).unwrap_or_default();
        // A folder without a file is added too, so that it is known where it lies.
        let config = config.unwrap_or_else(|| Arc::clone(&self.fallback));
        self.found.configs.add(prefix, &inside, &folder, config);
    }

    fn load(&mut self, file: &Path) -> Option<Arc<Config>> {
        if let Some(config) = self.loaded.get(file) {
            return config.clone();
        }
        let mut loaded = config::load(file, &checks::codes(), &mut Disk);
        // Where another is asked for, or it is about to be written, nothing is missed.
        if self.overrides.baseline.is_none() {
            loaded.tell_baseline();
        }
        let Loaded { mut config, files, unreadable, .. } = loaded;
        self.found.unreadable.extend(unreadable);
        for (path, file) in files.iter().filter(|(_, file)| !file.problems.is_empty()) {
            let text = Disk.read(path).unwrap_or_default();
            self.found.flawed.extend(Flawed::new(&file.key, text, &file.lines, IN_CONFIGURATION, &file.problems));
        }
        self.overrides.put_over(&mut config);
        let config = (!files.is_empty()).then(|| Arc::new(config));
        self.loaded.insert(file.to_owned(), config.clone());
        config
    }
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The files as they lie on disk.
struct Disk;

impl Files for Disk {
    fn read(&mut self, path: &Path) -> Result<String, String> {
        let bytes = fs::read(path).map_err(|error| format!("cannot be read: {}", why(&error)))?;
        String::from_utf8(bytes).map_err(|_| "is not UTF-8; convert it and try again".to_owned())
    }

    fn key(&self, path: &Path) -> FileKey {
        // Shown as short as it can be.
        let here = std::env::current_dir().and_then(fs::canonicalize).ok();
        let short = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
        FileKey::new(short.as_deref().unwrap_or(path).to_string_lossy().as_ref())
    }
}
