//! A configuration file together with those that it extends.

use super::{Baseline, Config, ConfigFile};
use crate::text::{FileKey, Place, Problem};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How the files of a configuration are come by.
pub trait Files {
    /// The text of a file; an error is what follows its name in a message.
    fn read(&mut self, path: &Path) -> Result<String, String>;

    /// The last text of a file that could be read as TOML, for one that cannot.
    fn last_good(&mut self, _path: &Path) -> Option<String> {
        None
    }

    /// What the shell calls a file.
    fn key(&self, path: &Path) -> FileKey;
}

/// A configuration and the files that it was put together from.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The choices.
    pub config: Config,
    /// Every file that was read, the nearest first, with what is wrong in it.
    pub files: Vec<(PathBuf, ConfigFile)>,
    /// Every file that is named, a base or the baseline, whether or not it could be read.
    pub wanted: Vec<PathBuf>,
    /// Files that could not be read, each in one line. A missing file that another extends is a problem of that one instead.
    pub unreadable: Vec<String>,
    /// Why there are no known findings though a file names a baseline, where it does so.
    pub no_baseline: Option<Problem>,
}

impl Loaded {
    /// Puts what is wrong with the baseline among the problems of the file that names it.
    pub fn tell_baseline(&mut self) {
        let Some(problem) = self.no_baseline.take() else { return };
        if let Some((_, file)) = self.files.iter_mut().find(|(_, file)| file.key == problem.place.file) {
            file.add_problem(problem.place.span, problem.message);
        }
    }
}

/// Loads a configuration file; `codes` are the rules that there are. A base's choices count where its heirs make none.
pub fn load(path: &Path, codes: &[&str], files: &mut dyn Files) -> Loaded {
    let mut loader = Loader { loaded: Loaded::default(), codes, files };
    let path = plain(path);
    match loader.files.read(&path) {
        Ok(text) => loader.add(&path, &text, &mut Vec::new()),
        Err(error) => loader.loaded.unreadable.push(format!("{}: {error}", path.display())),
    }
    if !loader.loaded.files.is_empty() {
        loader.loaded.config.file = Some(path);
    }
    loader.baseline();
    loader.loaded
}

struct Loader<'l> {
    loaded: Loaded,
    codes: &'l [&'l str],
    files: &'l mut dyn Files,
}

impl Loader<'_> {
    fn add(&mut self, path: &Path, text: &str, heirs: &mut Vec<PathBuf>) {
        let key = self.files.key(path);
        let mut file = ConfigFile::parse(&key, text, self.codes);
        if file.is_broken
            && let Some(good) = self.files.last_good(path).map(|text| ConfigFile::parse(&key, &text, self.codes))
        {
            file.layer = good.layer;
            file.extends = good.extends;
        }
        let at = self.loaded.files.len();
        let (layer, extends, broken) = (file.layer.clone(), file.extends.clone(), file.is_broken);
        self.loaded.files.push((path.to_owned(), file));
        heirs.push(path.to_owned());
        for (name, span) in extends {
            let base = plain(&path.parent().unwrap_or(Path::new("")).join(&name));
            self.loaded.wanted.push(base.clone());
            let problem = if heirs.contains(&base) {
                Some(format!("\"{name}\" extends this file already: one of the two must go"))
            } else {
                match self.files.read(&base) {
                    Ok(text) => {
                        self.add(&base, &text, heirs);
                        None
                    }
                    Err(error) => Some(format!("\"{name}\" {error}; the name is relative to this file")),
                }
            };
            if let Some(message) = problem.filter(|_| !broken) {
                self.loaded.files[at].1.add_problem(span, message);
            }
        }
        heirs.pop();
        layer.put_over(&mut self.loaded.config, path);
    }

    /// Reads the baseline that counts.
    fn baseline(&mut self) {
        let Some(path) = self.loaded.config.baseline.clone() else { return };
        let folder = plain(path.parent().unwrap_or(Path::new("")));
        self.loaded.wanted.push(plain(&path));
        let text = self.files.read(&plain(&path)).map_err(|error| format!("{error}; backread check --write-baseline writes it"));
        match text.and_then(|text| Baseline::parse(&text, &folder).map_err(|unread| unread.to_string())) {
            Ok(known) => self.loaded.config.known = Some(Arc::new(known)),
            Err(error) => {
                let named = self.loaded.files.iter().filter(|(_, file)| !file.is_broken).find_map(|(from, file)| {
                    let (name, span) = file.layer.baseline.as_ref()?;
                    (from.parent()?.join(name) == path).then(|| Problem {
                        place: Place { file: file.key.clone(), span: *span },
                        message: format!("the baseline \"{name}\" {error}"),
                    })
                });
                self.loaded.no_baseline = named;
            }
        }
    }
}

/// A path without `.` and `..`.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Level, Profile};

    struct Texts(&'static [(&'static str, &'static str)], Option<&'static str>);

    impl Files for Texts {
        fn read(&mut self, path: &Path) -> Result<String, String> {
            let found = self.0.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| "is not there".to_owned())
        }

        fn last_good(&mut self, _: &Path) -> Option<String> {
            self.1.map(str::to_owned)
        }

        fn key(&self, path: &Path) -> FileKey {
            FileKey::new(path.to_string_lossy().as_ref())
        }
    }

    fn problems(loaded: &Loaded) -> Vec<String> {
        loaded.files.iter().flat_map(|(_, file)| &file.problems).map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn heirs_count_before_their_bases() {
        let files = &[
            ("/desk/city/backread.toml", "extends = [\"../backread.toml\", \"../house/style.toml\"]\n[rules]\na = \"hint\"\n"),
            ("/desk/backread.toml", "profile = \"desk\"\nacronyms = [\"QRX\"]\n[rules]\na = \"error\"\nb = \"off\"\n"),
            ("/desk/house/style.toml", "style = \"ap\"\nentities = [\"people.toml\"]\n[rules]\nb = \"error\"\n"),
        ];
        let loaded = load(Path::new("/desk/city/backread.toml"), &["a", "b"], &mut Texts(files, None));
        assert_eq!(problems(&loaded), Vec::<String>::new());
        assert_eq!(loaded.files.len(), 3);
        let config = loaded.config;
        assert_eq!(config.file.as_deref(), Some(Path::new("/desk/city/backread.toml")));
        assert_eq!((config.profile, config.rules["a"], config.rules["b"]), (Profile::Desk, Level::Hint, Level::Error));
        assert_eq!(config.entities, [("/desk/house".into(), "people.toml".to_owned())]);
        assert_eq!(config.acronyms, ["QRX"]);
    }

    #[test]
    fn a_circle_and_a_missing_base_are_problems_where_they_are_named() {
        let files = &[("/a.toml", "extends = \"b.toml\"\n"), ("/b.toml", "profile = \"desk\"\nextends = [\"a.toml\", \"c.toml\"]\n")];
        let loaded = load(Path::new("/a.toml"), &[], &mut Texts(files, None));
        assert_eq!(
            problems(&loaded),
            ["\"a.toml\" extends this file already: one of the two must go", "\"c.toml\" is not there; the name is relative to this file"]
        );
        assert_eq!(loaded.config.profile, Profile::Desk);
        assert_eq!(loaded.wanted, ["/b.toml", "/a.toml", "/c.toml"].map(PathBuf::from));
    }

    #[test]
    fn a_baseline_that_cannot_be_read_is_a_problem_where_it_is_named() {
        let files = &[
            ("/desk/a.toml", "extends = \"base/b.toml\"\n"),
            ("/desk/base/b.toml", "profile = \"desk\"\nbaseline = \"known.json\"\n"),
            ("/desk/c.toml", "baseline = \"empty.json\"\n"),
            ("/desk/empty.json", ""),
        ];
        let told = |path: &str| {
            let mut loaded = load(Path::new(path), &[], &mut Texts(files, None));
            assert!(loaded.config.known.is_none() && problems(&loaded).is_empty());
            loaded.tell_baseline();
            problems(&loaded)
        };
        assert_eq!(told("/desk/a.toml"), ["the baseline \"known.json\" is not there; backread check --write-baseline writes it"]);
        assert_eq!(told("/desk/c.toml"), ["the baseline \"empty.json\" is empty; write it again with --write-baseline"]);
    }

    #[test]
    fn a_broken_file_keeps_its_last_good_version_or_the_defaults() {
        let files = &[("/a.toml", "profile = \n")];
        let loaded = load(Path::new("/a.toml"), &[], &mut Texts(files, None));
        assert_eq!((loaded.config.profile, problems(&loaded).len()), (Profile::Default, 1));
        let loaded = load(Path::new("/a.toml"), &[], &mut Texts(files, Some("profile = \"desk\"\nextends = \"gone.toml\"")));
        assert_eq!((loaded.config.profile, problems(&loaded).len()), (Profile::Desk, 1));
    }
}
