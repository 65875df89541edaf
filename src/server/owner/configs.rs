//! The configuration files of the workspace: on disk and in the editor, the editor's text first.

use crate::checks;
use crate::config::{self, Config, ConfigFile, Configs, FILE_NAME, Files, Loaded};
use crate::server::isolate::isolated;
use crate::server::{convert, scan};
use crate::text::FileKey;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// All configuration files.
#[derive(Debug, Default)]
pub(super) struct ConfigFiles {
    /// What the editor has open, by path: its text and version.
    open: BTreeMap<PathBuf, (String, i32)>,
    /// The last text of each file that could be read as TOML.
    good: BTreeMap<PathBuf, Arc<str>>,
    /// The texts of all files that count now, where they can be read as TOML.
    texts: Arc<BTreeMap<PathBuf, Arc<str>>>,
    /// The files named `backread.toml` that there are, with those that they extend.
    loaded: BTreeMap<PathBuf, Loaded>,
    /// Folders in which one was looked for.
    looked: BTreeSet<PathBuf>,
    changed: bool,
    /// When the files were last changed, as of the last look.
    times: BTreeMap<PathBuf, SystemTime>,
    /// Files that problems were told of.
    told: BTreeSet<FileKey>,
    /// Files that cannot be read, each in one line, since the last time that they were taken.
    unread: Vec<String>,
}

impl ConfigFiles {
    /// Looks at the folders and all above them anew, and around open articles, which may lie elsewhere. What was known in the folders, or is open,
    /// stays. Nothing has changed where the same files count after it as before.
    pub fn look<'p>(&mut self, folders: &[PathBuf], articles: impl IntoIterator<Item = &'p Path>) {
        let (changed, mut before) = (self.changed, std::mem::take(&mut self.loaded));
        let known: Vec<PathBuf> = before.keys().cloned().collect();
        self.looked.clear();
        folders.iter().for_each(|folder| self.look_above(folder));
        articles.into_iter().for_each(|article| self.look_around(article));
        let is_open = |path: &PathBuf| self.open.contains_key(path) && path.file_name().is_some_and(|name| name == FILE_NAME);
        let stays = |path: &PathBuf| is_open(path) || folders.iter().any(|folder| path.starts_with(folder));
        let staying: Vec<PathBuf> = known.iter().filter(|path| stays(path)).cloned().collect();
        self.add(staying);
        self.changed = changed || !self.loaded.keys().eq(&known);
        for (path, loaded) in &mut self.loaded {
            *loaded = before.remove(path).unwrap_or_default();
        }
    }

    /// The folders are others, or in another order: what is chosen is put together anew.
    pub fn put_together_anew(&mut self) {
        self.changed = true;
    }

    /// Looks for the files that count for an article.
    pub fn look_around(&mut self, article: &Path) {
        if let Some(folder) = article.parent() {
            self.look_above(folder);
        }
    }

    fn look_above(&mut self, folder: &Path) {
        for folder in folder.ancestors() {
            if !self.looked.insert(folder.to_owned()) {
                return;
            }
            self.add([folder.join(FILE_NAME)]);
        }
    }

    /// Takes files named `backread.toml`, where they are there.
    pub fn add(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            if !self.loaded.contains_key(&path) && self.is_there(&path) {
                self.loaded.insert(path, Loaded::default());
                self.changed = true;
            }
        }
    }

    fn is_there(&self, path: &Path) -> bool {
        self.open.contains_key(path) || path.is_file()
    }

    /// Every file that the configuration is put together from, the baselines with them, and those that are named and not there.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.loaded.iter().flat_map(|(path, loaded)| std::iter::once(path).chain(&loaded.wanted)).map(PathBuf::as_path)
    }

    /// Whether a file is one of configuration, there or not: by its name, or since another names it.
    pub fn is_one(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == FILE_NAME) || self.files().any(|file| file == path)
    }

    /// Takes the editor's text of a file.
    pub fn open(&mut self, path: PathBuf, text: String, version: i32) {
        self.open.insert(path.clone(), (text, version));
        self.touch(&path);
    }

    /// The editor let go of a file.
    pub fn close(&mut self, path: &Path) {
        self.open.remove(path);
        self.touch(path);
    }

    /// A file changed, came or went.
    pub fn touch(&mut self, path: &Path) {
        self.changed = true;
        if path.file_name().is_some_and(|name| name == FILE_NAME) {
            // What it named last counts until it is read.
            match self.is_there(path) {
                true => self.add([path.to_owned()]),
                false => drop(self.loaded.remove(path)),
            }
        }
    }

    /// Looks whether files changed on disk, for clients that do not watch them: a few questions to the file system.
    pub fn poll(&mut self) {
        let own = self.looked.iter().map(|folder| folder.join(FILE_NAME));
        let paths: BTreeSet<PathBuf> = own.chain(self.files().map(Path::to_owned)).collect();
        let time = |path: PathBuf| Some((path.clone(), fs::metadata(&path).and_then(|data| data.modified()).ok()?));
        let times: BTreeMap<PathBuf, SystemTime> = paths.into_iter().filter_map(time).collect();
        // One that was found otherwise, and went before it was ever looked at here, has no time.
        let gone = self.loaded.keys().filter(|path| !times.contains_key(*path) && !self.open.contains_key(*path));
        let other = times.keys().chain(self.times.keys()).filter(|path| times.get(*path) != self.times.get(*path));
        let changed: BTreeSet<PathBuf> = other.chain(gone).cloned().collect();
        self.times = times;
        changed.iter().for_each(|path| self.touch(path));
    }

    /// What is chosen now, if any file changed since the last call. What is no file yet has the configuration of the first folder.
    pub fn build(&mut self, folders: &[PathBuf]) -> Option<Configs> {
        if !std::mem::take(&mut self.changed) {
            return None;
        }
        let codes = checks::codes();
        let paths: Vec<PathBuf> = self.loaded.keys().cloned().collect();
        for path in &paths {
            let mut loaded = isolated("reading a configuration", || config::load(path, &codes, &mut Disk(self))).unwrap_or_default();
            loaded.tell_baseline();
            self.unread.extend(loaded.unreadable.iter().cloned());
            for (path, file) in &loaded.files {
                if !file.is_broken
                    && let Ok(text) = Disk(self).read(path)
                {
                    self.good.insert(path.clone(), text.into());
                }
            }
            self.loaded.insert(path.clone(), loaded);
        }
        let whole = self.loaded.values().flat_map(|loaded| &loaded.files).filter(|(_, file)| !file.is_broken);
        self.texts = Arc::new(whole.filter_map(|(path, _)| Some((path.clone(), Arc::clone(self.good.get(path)?)))).collect());
        let above = folders.first().and_then(|folder| folder.ancestors().find_map(|folder| self.loaded.get(&folder.join(FILE_NAME))));
        let unsaved = above.map_or_else(Config::default, |loaded| loaded.config.clone());
        let mut configs = Configs::default().with_unsaved(unsaved);
        for (path, loaded) in &self.loaded {
            let key = convert::key_of_path(path);
            if let (Some(prefix), Some(folder)) = (key.as_ref().and_then(|key| key.as_str().strip_suffix(FILE_NAME)), path.parent()) {
                configs.add(prefix, "", folder, Arc::new(loaded.config.clone()));
            }
        }
        Some(configs)
    }

    /// The versions of what the editor has open.
    pub fn open_versions(&self) -> Arc<BTreeMap<FileKey, i32>> {
        Arc::new(self.open.iter().filter_map(|(path, (_, version))| Some((convert::key_of_path(path)?, *version))).collect())
    }

    /// The texts of all files, where they can be read as TOML, as of the last build.
    pub fn texts(&self) -> Arc<BTreeMap<PathBuf, Arc<str>>> {
        Arc::clone(&self.texts)
    }

    /// The files that could not be read since the last call, each in one line.
    pub fn take_unread(&mut self) -> Vec<String> {
        std::mem::take(&mut self.unread)
    }

    /// Every file that was read, once, with the version of the editor's text; and the files that have gone since the last call.
    pub fn take_files(&mut self) -> (Vec<(ConfigFile, Option<i32>)>, Vec<FileKey>) {
        let mut files: BTreeMap<FileKey, (ConfigFile, Option<i32>)> = BTreeMap::new();
        for (path, file) in self.loaded.values().flat_map(|loaded| &loaded.files) {
            let version = self.open.get(path).map(|(_, version)| *version);
            files.entry(file.key.clone()).or_insert_with(|| (file.clone(), version));
        }
        let there: BTreeSet<FileKey> = files.keys().cloned().collect();
        let told = std::mem::replace(&mut self.told, there);
        (files.into_values().collect(), told.difference(&self.told).cloned().collect())
    }
}

/// The files as the editor has them, or else the disk.
struct Disk<'c>(&'c ConfigFiles);

impl Files for Disk<'_> {
    fn read(&mut self, path: &Path) -> Result<String, String> {
        match self.0.open.get(path) {
            Some((text, _)) => Ok(text.clone()),
            None => scan::read(path).map_err(|why| if path.exists() { why } else { "cannot be read".to_owned() }),
        }
    }

    fn last_good(&mut self, path: &Path) -> Option<String> {
        self.0.good.get(path).map(|text| text.to_string())
    }

    fn key(&self, path: &Path) -> FileKey {
        convert::key_of_path(path).unwrap_or_else(|| FileKey::new(path.to_string_lossy().as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_looks_again_and_finds_the_same_files_has_nothing_to_do() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("desk")).unwrap();
        fs::create_dir_all(at("other")).unwrap();
        fs::write(at("desk/backread.toml"), "extends = \"../house.toml\"\n").unwrap();
        fs::write(at("house.toml"), "").unwrap();
        fs::write(at("other/backread.toml"), "").unwrap();
        let (folders, article) = ([at("desk")], at("other/a.txt"));
        let mut configs = ConfigFiles::default();
        configs.look(&folders, [&*article]);
        assert!(configs.build(&folders).is_some());
        configs.look(&folders, [&*article]);
        assert!(configs.is_one(&at("house.toml")), "what is named counts before it is read again");
        assert!(configs.build(&folders).is_none());

        configs.look(&folders, []);
        assert!(configs.is_one(&at("house.toml")));
        assert!(configs.build(&folders).is_some(), "the configuration around the article counts no more");
        configs.touch(&at("desk/backread.toml"));
        assert!(configs.is_one(&at("house.toml")));
        configs.look(&folders, []);
        assert!(configs.build(&folders).is_some(), "what changed before is not forgotten");
        configs.put_together_anew();
        assert!(configs.build(&folders).is_some());

        fs::remove_file(at("desk/backread.toml")).unwrap();
        configs.touch(&at("desk/backread.toml"));
        assert!(!configs.is_one(&at("house.toml")) && configs.build(&folders).is_some());
    }
}
