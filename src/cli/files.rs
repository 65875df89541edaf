//! Finds and reads the files a command is given: articles and knowledge files, folders walked with their ignore files honoured.

use super::configuration::{self, Configuration, Overrides};
use super::problems::Flawed;
use crate::checks::IN_RECORDS;
use crate::config::{Configs, named};
use crate::knowledge::{Knowledge, KnowledgeFile, Problem};
use crate::text::{Encoding, FileKey, LineMap, Span};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// Larger files are skipped with a message: no article is this long.
pub const SIZE_LIMIT: u64 = 4 << 20;

/// A file that was read.
#[derive(Debug)]
pub struct TextFile {
    /// As found.
    pub path: PathBuf,
    /// Its text, a byte-order mark included.
    pub text: String,
}

/// Files and what could not be read, each in one line.
#[derive(Debug, Default)]
pub struct Found {
    /// Articles, sorted by path.
    pub articles: Vec<TextFile>,
    /// Knowledge files beside them or named by the configuration, in the order in which they count.
    pub knowledge: Vec<TextFile>,
    /// What the desk has chosen.
    pub configuration: Configuration,
    /// The folders that were walked, without links in their paths.
    pub folders: Vec<PathBuf>,
    /// What was skipped and why.
    pub skipped: Vec<String>,
    /// The knowledge files with something wrong in them, once they were read.
    flawed: Vec<Flawed>,
    /// Whether one of them could not be read as what it is.
    is_knowledge_broken: bool,
}

/// Reads the files under `paths`: a file as it is, a folder with everything in it that is an article, and what is known and chosen for them.
pub fn find(paths: &[PathBuf], overrides: &Overrides) -> Found {
    let folders = paths.iter().filter(|path| path.is_dir()).filter_map(|path| fs::canonicalize(path).ok());
    let mut found = Found { folders: folders.collect(), ..Found::default() };
    let mut articles = Vec::new();
    for path in paths {
        if path.is_dir() {
            for entry in ignore::WalkBuilder::new(path).sort_by_file_path(Ord::cmp).build() {
                match entry {
                    Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                        articles.extend(Some(entry.into_path()).filter(|file| is_article(file)));
                    }
                    Ok(_) => {}
                    Err(error) => found.skipped.push(unwalked(path, &error)),
                }
            }
        } else {
            articles.push(path.clone());
        }
    }
    articles.sort();
    articles.dedup();
    if paths.len() > 1 {
        // "./a.txt" and "a.txt" are one.
        let mut seen = HashSet::new();
        articles.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    }
    // A file in each folder that is named, so that its configuration is known even where it holds no article itself.
    let roots: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).map(|path| path.join("_")).collect();
    let with_folders = articles.iter().map(PathBuf::as_path).chain(roots.iter().map(PathBuf::as_path));
    found.configuration = configuration::find(with_folders, overrides);
    let knowledge = knowledge_of(paths, &found.configuration.configs);
    read_all(articles, &mut found.articles, &mut found.skipped);
    read_all(knowledge, &mut found.knowledge, &mut found.skipped);
    found
}

/// What could not be walked and why, in one line.
fn unwalked(root: &Path, error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => unwalked(root, err),
        ignore::Error::WithPath { path, err } => unwalked(path, err),
        ignore::Error::Io(error) => format!("{}: cannot be read: {}", root.display(), why(error)),
        error => format!("{}: {error}", root.display()),
    }
}

/// An article that was given with its text, with what is known and chosen for where it belongs.
pub fn given(path: PathBuf, text: String, overrides: &Overrides) -> Found {
    let configuration = configuration::find([path.as_path()], overrides);
    let knowledge = knowledge_of(std::slice::from_ref(&path), &configuration.configs);
    let mut found = Found { articles: vec![TextFile { path, text }], configuration, ..Found::default() };
    read_all(knowledge, &mut found.knowledge, &mut found.skipped);
    found
}

/// The knowledge files of what was named: those that its configuration names, else those beside it or in the nearest folder above it that has any, up
/// to the working directory.
fn knowledge_of(paths: &[PathBuf], configs: &Configs) -> Vec<PathBuf> {
    let mut beside = Vec::new();
    let mut chosen: Vec<PathBuf> = Vec::new();
    let mut looked = HashSet::new();
    for path in paths {
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        // Many files of one folder are named at once by what runs before a commit.
        if !looked.insert(folder) {
            continue;
        }
        let config = configs.of(&key(&folder.join("_")));
        if !config.entities.is_empty() {
            chosen.extend(named(&config.entities, &mut list));
            continue;
        }
        let nearest = up_to_working(folder).iter().map(|folder| knowledge_in(folder)).find(|files| !files.is_empty());
        beside.extend(nearest.into_iter().flatten());
    }
    beside.sort();
    beside.extend(chosen);
    // "./entities.toml" and "entities.toml" are one.
    let mut seen = HashSet::new();
    beside.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    beside
}

/// `entities.toml` and the files of `entities`.
fn knowledge_in(folder: &Path) -> Vec<PathBuf> {
    let beside = Some(folder.join("entities.toml")).filter(|file| file.is_file());
    let inside = list(&folder.join("entities")).into_iter().map(|(file, _)| file).filter(|file| is_knowledge(folder, file));
    beside.into_iter().chain(inside).collect()
}

/// A folder and those above it down from the working directory; one outside of that alone.
fn up_to_working(folder: &Path) -> Vec<PathBuf> {
    let working = std::env::current_dir().unwrap_or_default();
    let below = if folder.is_absolute() { folder.strip_prefix(&working).ok() } else { Some(folder) };
    let Some(below) = below.filter(|below| below.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))) else {
        return vec![folder.to_owned()];
    };
    let depth = below.components().filter(|part| matches!(part, Component::Normal(_))).count();
    folder.ancestors().take(depth + 1).map(Path::to_owned).collect()
}

fn list(folder: &Path) -> Vec<(PathBuf, bool)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| (entry.path(), entry.path().is_dir())).collect()
}

fn read_all(paths: Vec<PathBuf>, texts: &mut Vec<TextFile>, skipped: &mut Vec<String>) {
    let read: Vec<Result<TextFile, String>> = paths.into_par_iter().map(read).collect();
    for result in read {
        match result {
            Ok(text) => texts.push(text),
            Err(why) => skipped.push(why),
        }
    }
}

/// Why a file could not be read or written, in plain words where the system's own hold a number.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// A path as it is shown, and as other programs compare it: slashes between folders, without a leading `./`.
pub fn shown(path: impl AsRef<Path>) -> String {
    let path = path.as_ref().to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

/// `file:line:column` of a place, both from 1, columns in characters.
pub fn place(key: &FileKey, lines: &LineMap, span: Span) -> String {
    let at = lines.position(span.start, Encoding::Utf32);
    format!("{}:{}:{}", shown(key.as_str()), at.line + 1, at.character + 1)
}

/// What the engine calls a file.
pub fn key(path: &Path) -> FileKey {
    FileKey::new(path.to_string_lossy().as_ref())
}

impl Found {
    /// The exit code of a command that read these: 2 where something could not be read or is wrong in the configuration, whatever else there is to
    /// say: else nobody would see that a desk's own rules are not looked at.
    pub fn code(&self, code: u8) -> ExitCode {
        let Configuration { unreadable, flawed, .. } = &self.configuration;
        let is_right = self.skipped.is_empty() && unreadable.is_empty() && flawed.is_empty() && !self.is_knowledge_broken;
        ExitCode::from(if is_right { code } else { 2 })
    }

    /// Reads what the knowledge files say, and what is wrong in them and between them.
    pub fn knowledge(&mut self) -> Knowledge {
        let files: Vec<KnowledgeFile> = self.knowledge.iter().map(|file| KnowledgeFile::parse(&key(&file.path), &file.text)).collect();
        let knowledge = Knowledge::build(&files.iter().collect::<Vec<_>>());
        self.is_knowledge_broken = files.iter().any(KnowledgeFile::is_broken);
        let flawed =
            self.knowledge.iter().zip(&files).filter_map(|(read, file)| {
                Flawed::new(file.key(), read.text.clone(), file.lines(), IN_RECORDS, problems_in(file, &knowledge))
            });
        self.flawed = flawed.collect();
        knowledge
    }

    /// The configurations and the knowledge files with something wrong in them.
    pub fn flawed(&self) -> impl Iterator<Item = &Flawed> {
        self.configuration.flawed.iter().chain(&self.flawed)
    }

    /// Tells on standard error what is wrong in the configuration and in the knowledge files.
    pub fn tell_problems(&self) {
        let problems = self.flawed().flat_map(Flawed::told);
        self.configuration.unreadable.iter().cloned().chain(problems).for_each(|line| eprintln!("backread: {line}"));
    }
}

/// What is wrong in a knowledge file, by itself and beside the others, in the order of the file.
pub fn problems_in<'k>(file: &'k KnowledgeFile, all: &'k Knowledge) -> Vec<&'k Problem> {
    let between = all.problems().iter().filter(|problem| problem.place.file == *file.key());
    let mut problems: Vec<_> = file.problems().iter().chain(between).collect();
    problems.sort_by(|one, other| (one.place.span, &one.message).cmp(&(other.place.span, &other.message)));
    problems.dedup_by(|one, other| (one.place.span, &one.message) == (other.place.span, &other.message));
    problems
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["txt", "md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

fn is_knowledge(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    inside == Path::new("entities.toml")
        || inside.parent() == Some(Path::new("entities"))
            && inside.extension().is_some_and(|extension| extension == "toml" || extension == "csv")
}

fn read(path: PathBuf) -> Result<TextFile, String> {
    match fs::metadata(&path) {
        Ok(metadata) if metadata.len() > SIZE_LIMIT => {
            Err(format!("{}: skipped: {} bytes, more than the limit of {SIZE_LIMIT}", path.display(), metadata.len()))
        }
        _ => read_whole(path),
    }
}

/// Reads a file of any size; an error is one line that says why it cannot be.
pub fn read_whole(path: PathBuf) -> Result<TextFile, String> {
    let refuse = |why: String| Err(format!("{}: {why}", path.display()));
    match fs::read(&path) {
        Err(error) => refuse(format!("cannot be read: {}", why(&error))),
        Ok(bytes) if bytes.contains(&0) => refuse("skipped: a binary file, not text".to_owned()),
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(TextFile { path, text }),
            Err(error) => refuse(format!("skipped: not UTF-8 (byte {}); convert it and try again", error.utf8_error().valid_up_to())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_walked_is_named_once() {
        let denied = ignore::Error::Io(io::Error::from(io::ErrorKind::PermissionDenied));
        let placed = ignore::Error::WithPath { path: "desk/sub".into(), err: Box::new(denied) };
        let error = ignore::Error::WithDepth { depth: 1, err: Box::new(placed) };
        assert_eq!(unwalked(Path::new("desk"), &error), "desk/sub: cannot be read: permission denied");
    }
}
