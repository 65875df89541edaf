//! Which configuration an article has: that of the nearest folder.

use super::Config;
use crate::text::FileKey;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The configurations of all folders.
#[derive(Clone, Debug, Default)]
pub struct Configs {
    /// By the beginning of the keys of what is in the folder, its last slash included.
    folders: BTreeMap<String, Folder>,
    /// Of files that are in none of the folders.
    fallback: Arc<Config>,
    /// Of documents that are no files, where that is another.
    unsaved: Option<Arc<Config>>,
}

#[derive(Clone, Debug)]
struct Folder {
    /// The path from the configuration file's folder to this one, with a slash at its end unless they are the same.
    inside: String,
    /// Where it lies.
    root: PathBuf,
    config: Arc<Config>,
}

impl Configs {
    /// One configuration for all folders that have none of their own.
    pub fn new(fallback: Config) -> Self {
        Configs { folders: BTreeMap::new(), fallback: Arc::new(fallback), unsaved: None }
    }

    /// With this configuration for documents that are no files yet.
    pub fn with_unsaved(self, config: Config) -> Self {
        Configs { unsaved: Some(Arc::new(config)), ..self }
    }

    /// Adds a folder that lies at `root`: `prefix` is what the keys in it begin with, `inside` the path to it from the folder of its
    /// configuration file.
    pub fn add(&mut self, prefix: &str, inside: &str, root: &Path, config: Arc<Config>) {
        let slash = if inside.is_empty() || inside.ends_with('/') { "" } else { "/" };
        self.folders.insert(prefix.to_owned(), Folder { inside: format!("{inside}{slash}"), root: root.to_owned(), config });
    }

    /// The configuration of a file, overrides applied.
    pub fn of(&self, file: &FileKey) -> Arc<Config> {
        let Some((prefix, folder)) = self.nearest(file.as_str()) else {
            let unsaved = self.unsaved.as_ref().filter(|_| !file.as_str().starts_with("file:"));
            return Arc::clone(unsaved.unwrap_or(&self.fallback));
        };
        let path = file.inside(prefix).unwrap_or_default();
        match folder.config.overridden(&format!("{}{path}", folder.inside)) {
            Some(config) => Arc::new(config),
            None => Arc::clone(&folder.config),
        }
    }

    /// Where a file lies, if in one of the folders.
    pub fn path(&self, file: &FileKey) -> Option<PathBuf> {
        let (prefix, folder) = self.nearest(file.as_str())?;
        Some(folder.root.join(file.inside(prefix)?))
    }

    fn nearest(&self, key: &str) -> Option<(&str, &Folder)> {
        if self.folders.is_empty() {
            return None;
        }
        let ends = key.rmatch_indices(['/', '\\']).map(|(at, _)| at + 1).chain([0]);
        ends.filter_map(|end| self.folders.get_key_value(&key[..end])).map(|(prefix, folder)| (prefix.as_str(), folder)).next()
    }

    /// All configurations, those for what is in no folder last.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Config>> {
        self.folders.values().map(|folder| &folder.config).chain([&self.fallback]).chain(&self.unsaved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFile, Profile};

    fn config(text: &str) -> Arc<Config> {
        let mut config = Config::default();
        ConfigFile::parse(&FileKey::new("backread.toml"), text, &[]).layer.put_over(&mut config, Path::new("/backread.toml"));
        Arc::new(config)
    }

    #[test]
    fn the_nearest_folder_counts() {
        let mut configs = Configs::new(Config { profile: Profile::Strict, ..Config::default() });
        configs.add(
            "file:///desk/",
            "",
            Path::new("/desk"),
            config("profile = \"desk\"\n[[override]]\nfiles = \"old news/*\"\nprofile = \"archive\""),
        );
        configs.add("file:///desk/city/", "", Path::new("/desk/city"), config("profile = \"analyst\""));
        let profile = |key: &str| configs.of(&FileKey::new(key)).profile;
        assert_eq!(profile("file:///desk/a.txt"), Profile::Desk);
        assert_eq!(profile("file:///desk/sport/a.txt"), Profile::Desk);
        assert_eq!(profile("file:///desk/old%20news/a.txt"), Profile::Archive);
        assert_eq!(profile("file:///desk/city/a.txt"), Profile::Analyst);
        assert_eq!(profile("file:///deskless/a.txt"), Profile::Strict);
        assert_eq!(profile("untitled:Untitled-1"), Profile::Strict);
        assert_eq!(configs.path(&FileKey::new("file:///desk/old%20news/a.txt")), Some("/desk/old news/a.txt".into()));
        assert_eq!(configs.path(&FileKey::new("untitled:Untitled-1")), None);
    }

    #[test]
    fn what_is_no_file_yet_may_have_another_than_files_in_no_folder() {
        let unsaved = Config { profile: Profile::Desk, ..Config::default() };
        let configs = Configs::new(Config::default()).with_unsaved(unsaved);
        assert_eq!(configs.of(&FileKey::new("untitled:Untitled-1")).profile, Profile::Desk);
        assert_eq!(configs.of(&FileKey::new("file:///elsewhere/a.txt")).profile, Profile::Default);
        assert_eq!(configs.all().count(), 2);
    }

    #[test]
    fn a_folder_may_lie_below_its_configuration() {
        let mut configs = Configs::default();
        configs.add("", "desk/city", Path::new("/desk/city"), config("[[override]]\nfiles = \"desk/city/a.*\"\nprofile = \"archive\""));
        assert_eq!(configs.of(&FileKey::new("a.txt")).profile, Profile::Archive);
        assert_eq!(configs.of(&FileKey::new("b.txt")).profile, Profile::Default);
    }
}
