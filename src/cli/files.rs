//! Finds and reads the files a command is given: articles and knowledge files, folders walked with their ignore files honoured.

use crate::knowledge::{Knowledge, KnowledgeFile};
use crate::text::{Encoding, FileKey};
use std::fs;
use std::path::{Path, PathBuf};

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
    /// Knowledge files beside them, sorted by path.
    pub knowledge: Vec<TextFile>,
    /// What was skipped and why.
    pub skipped: Vec<String>,
}

/// Reads the files under `paths`: a file as it is, a folder with everything in it that is an article or a knowledge file.
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut articles = Vec::new();
    let mut knowledge = Vec::new();
    for path in paths {
        if path.is_dir() {
            for entry in ignore::WalkBuilder::new(path).sort_by_file_path(Ord::cmp).build() {
                match entry {
                    Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                        let file = entry.into_path();
                        if is_knowledge(path, &file) {
                            knowledge.push(file);
                        } else if is_article(&file) {
                            articles.push(file);
                        }
                    }
                    Ok(_) => {}
                    Err(error) => found.skipped.push(error.to_string()),
                }
            }
        } else {
            articles.push(path.clone());
            knowledge.extend(path.parent().map(|folder| folder.join("entities.toml")).filter(|file| file.is_file()));
        }
    }
    for list in [&mut articles, &mut knowledge] {
        list.sort();
        list.dedup();
    }
    found.articles = articles.into_iter().filter_map(|path| read(path, &mut found.skipped)).collect();
    found.knowledge = knowledge.into_iter().filter_map(|path| read(path, &mut found.skipped)).collect();
    found
}

impl Found {
    /// What the knowledge files say, and their problems, each in one line.
    pub fn knowledge(&self) -> (Knowledge, Vec<String>) {
        let key = |file: &TextFile| FileKey::new(file.path.to_string_lossy().as_ref());
        let files: Vec<KnowledgeFile> = self.knowledge.iter().map(|file| KnowledgeFile::parse(&key(file), &file.text)).collect();
        let problems = files.iter().flat_map(|file| {
            file.problems().iter().map(|problem| {
                let at = file.lines().position(problem.place.span.start, Encoding::Utf32);
                format!("{}:{}:{}: {}", file.key(), at.line + 1, at.character + 1, problem.message)
            })
        });
        (Knowledge::build(&files.iter().collect::<Vec<_>>()), problems.collect())
    }
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

fn read(path: PathBuf, skipped: &mut Vec<String>) -> Option<TextFile> {
    let mut refuse = |why: &str| {
        skipped.push(format!("{}: {why}", path.display()));
        None
    };
    match fs::metadata(&path) {
        Ok(metadata) if metadata.len() > SIZE_LIMIT => {
            return refuse(&format!("skipped: {} bytes, more than the limit of {SIZE_LIMIT}", metadata.len()));
        }
        Ok(_) => {}
        Err(error) => return refuse(&format!("cannot be read: {error}")),
    }
    match fs::read(&path) {
        Err(error) => refuse(&format!("cannot be read: {error}")),
        Ok(bytes) if bytes.contains(&0) => refuse("skipped: a binary file, not text"),
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(TextFile { path, text }),
            Err(error) => refuse(&format!("skipped: not UTF-8 (byte {}); convert it and try again", error.utf8_error().valid_up_to())),
        },
    }
}
