//! Finds and reads the articles and knowledge files of workspace folders.

use crate::config::FILE_NAME;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Larger files are no articles; skipped with a message.
pub(super) const SIZE_LIMIT: u64 = 1 << 20;
/// No more articles than this are indexed, with one message.
const ARTICLE_LIMIT: usize = 50_000;
/// No more files and folders than this are looked at, with one message.
const VISIT_LIMIT: usize = 500_000;

/// The articles of the workspace folders.
#[derive(Debug, Default)]
pub(super) struct Articles {
    /// Their paths, each once, sorted.
    pub paths: Vec<PathBuf>,
    /// The configuration files beside them.
    pub configs: Vec<PathBuf>,
    /// What the user should know: limits that were reached.
    pub messages: Vec<String>,
    /// What cannot be read, each in one line.
    pub unread: Vec<String>,
}

/// Walks the folders, ignore files honoured.
pub(super) fn articles(folders: &[PathBuf]) -> Articles {
    articles_within(folders, ARTICLE_LIMIT, VISIT_LIMIT)
}

/// The same, of so many articles and files at the most. What lies beyond is named in one message for all folders.
fn articles_within(folders: &[PathBuf], article_limit: usize, visit_limit: usize) -> Articles {
    let mut found = Articles::default();
    let mut paths = BTreeSet::new();
    let mut visited = 0;
    'folders: for folder in folders {
        if is_too_wide(folder) {
            let name = folder.display();
            found.messages.push(format!("{name} is not indexed: it is a home or root folder. Open the folder of your articles instead."));
            continue;
        }
        for entry in walker(folder).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    found.unread.push(error.to_string());
                    continue;
                }
            };
            visited += 1;
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let is_article = is_file && is_article(entry.path());
            if visited > visit_limit || is_article && paths.len() == article_limit && !paths.contains(entry.path()) {
                let (count, name) = (paths.len(), folder.display());
                found.messages.push(format!(
                    "{name} is large: only the first {count} articles of the workspace are indexed. An ignore file can leave folders out."
                ));
                break 'folders;
            }
            if is_article {
                paths.insert(entry.into_path());
            } else if is_file && entry.file_name() == FILE_NAME {
                found.configs.push(entry.into_path());
            }
        }
    }
    found.paths = paths.into_iter().collect();
    found
}

/// Whether a walk of the folders would find a file: it is there, inside one of them, and not ignored. Links are not followed, and a pipe by
/// the name of an article is none: reading it would never end.
pub(super) fn is_found(folders: &[PathBuf], path: &Path) -> bool {
    let around = folders.iter().filter(|folder| path.starts_with(folder) && !is_too_wide(folder));
    is_article(path)
        && around.into_iter().any(|folder| {
            let target = path.to_owned();
            let mut walk = walker(folder);
            walk.filter_entry(move |entry| target.starts_with(entry.path()));
            let is_file = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_file());
            walk.build().flatten().any(|entry| entry.path() == path && is_file(&entry))
        })
}

/// The files of a folder whose changes count: articles, and what may be knowledge or configuration.
pub(super) fn watched(folder: &Path) -> Vec<PathBuf> {
    if is_too_wide(folder) {
        return Vec::new();
    }
    let mut paths: BTreeSet<PathBuf> = knowledge(folder).into_iter().collect();
    let walk = walker(folder).build().take(VISIT_LIMIT).flatten();
    paths.extend(
        walk.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
            .map(ignore::DirEntry::into_path)
            .filter(|path| counts(path)),
    );
    paths.into_iter().collect()
}

/// Whether changes of a file count by its name: of an article, and of what may be knowledge or configuration.
pub(super) fn counts(path: &Path) -> bool {
    is_article(path) || path.extension().is_some_and(|extension| ["toml", "csv", "json"].iter().any(|known| extension == *known))
}

/// Whether a file says what a walk of the folders leaves out.
pub(super) fn is_ignore_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == ".gitignore" || name == ".ignore")
}

fn walker(folder: &Path) -> ignore::WalkBuilder {
    let mut walk = ignore::WalkBuilder::new(folder);
    // In the order of names, so that a limit leaves out the same files each time.
    walk.require_git(false).sort_by_file_name(Ord::cmp);
    walk
}

/// A home folder or the root of a disk holds everything and is nobody's archive.
fn is_too_wide(folder: &Path) -> bool {
    folder.parent().is_none() || std::env::home_dir().is_some_and(|home| home == folder)
}

/// Whether a file is an article by its name.
pub(super) fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["txt", "md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The knowledge files of a folder: `entities.toml`, then `entities/*.toml` and `entities/*.csv` by name. They count even where they are
/// ignored: a desk may keep its records out of the archive's history.
pub(super) fn knowledge(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("entities"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).filter(|path| is_knowledge(folder, path)).collect())
        .unwrap_or_default();
    paths.sort();
    paths.insert(0, folder.join("entities.toml"));
    paths.retain(|path| path.is_file());
    paths
}

/// What a folder holds: paths, and whether each is a folder.
pub(super) fn list(folder: &Path) -> Vec<(PathBuf, bool)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| (entry.path(), entry.path().is_dir())).collect()
}

/// Whether a file of a folder is a knowledge file by its name.
pub(super) fn is_knowledge(folder: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(folder) else { return false };
    inside == Path::new("entities.toml")
        || inside.parent() == Some(Path::new("entities"))
            && inside.extension().is_some_and(|extension| extension == "toml" || extension == "csv")
}

/// Reads a file, without its byte-order mark, which no editor counts as text.
///
/// # Errors
/// Says why it cannot be read, without the file's name.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > SIZE_LIMIT {
        return Err(format!("skipped, {size} bytes are more than the limit of {SIZE_LIMIT}"));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    if bytes.contains(&0) {
        return Err("skipped, a binary file, not text".to_owned());
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("skipped, not UTF-8 (byte {}); convert it and save it again", error.utf8_error().valid_up_to()))?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    #[test]
    fn ignore_files_are_honoured_and_knowledge_files_are_not_ignored() {
        let files: &[(&str, &[u8])] = &[
            ("a.txt", b""),
            ("b/c.MD", b""),
            ("b/d.rs", b""),
            ("old/e.txt", b""),
            ("entities.toml", b""),
            ("entities/x.csv", b""),
            ("entities/x.txt", b""),
            (".gitignore", b"old\nentities.toml\n"),
        ];
        let folder = folder(files);
        let root = folder.path();
        let folders = [root.to_owned()];
        let names = |paths: Vec<PathBuf>| -> Vec<String> {
            paths.iter().map(|path| path.strip_prefix(root).unwrap().display().to_string()).collect()
        };
        assert_eq!(names(articles(&folders).paths), ["a.txt", "b/c.MD", "entities/x.txt"]);
        assert_eq!(names(knowledge(root)), ["entities.toml", "entities/x.csv"]);
        let found = |name: &str| is_found(&folders, &root.join(name));
        assert!(found("a.txt") && found("b/c.MD"));
        assert!(!found("old/e.txt") && !found("b/d.rs") && !found("none.txt"));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = folder(&[("bom.txt", b"\xEF\xBB\xBFa"), ("latin.txt", b"caf\xE9"), ("picture.txt", b"\x89PNG\0")]);
        let read = |name: &str| read(&folder.path().join(name));
        assert_eq!(read("bom.txt").unwrap(), "a");
        assert!(read("latin.txt").unwrap_err().starts_with("skipped, not UTF-8 (byte 3)"));
        assert!(read("picture.txt").unwrap_err().starts_with("skipped, a binary file"));
    }

    #[test]
    fn limits_are_told_once_for_all_folders() {
        let files: &[(&str, &[u8])] = &[("a/1.txt", b""), ("a/2.txt", b""), ("b/3.txt", b""), ("b/4.txt", b""), ("b/5.rs", b"")];
        let folder = folder(files);
        let folders = [folder.path().join("a"), folder.path().join("b"), folder.path().to_owned()];
        let within = |articles, visits| {
            let found = articles_within(&folders, articles, visits);
            (found.paths.len(), found.messages)
        };
        assert_eq!(within(4, 100), (4, Vec::new()), "as many as there are, each once");
        let (count, messages) = within(3, 100);
        assert_eq!((count, messages.len()), (3, 1));
        assert!(messages[0].contains("only the first 3 articles"), "{messages:?}");
        let (count, messages) = within(1, 100);
        assert_eq!((count, messages.len()), (1, 1), "{messages:?}");
        // The folder itself is looked at, too.
        let (count, messages) = within(4, 2);
        assert_eq!((count, messages.len()), (1, 1), "{messages:?}");
    }

    #[test]
    fn a_disk_is_not_an_archive() {
        let found = articles(&[PathBuf::from("/")]);
        assert!(found.paths.is_empty());
        assert_eq!(found.messages.len(), 1);
    }
}
