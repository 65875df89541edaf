//! Finds and reads the articles and knowledge files of workspace folders, in the background and in slices.

use crate::article::Format;
use crate::index::Entry;
use crate::knowledge::Knowledge;
use crate::reading::{Reader, Source};
use crate::text::FileKey;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types as lsp;

/// Larger files are no articles; skipped with a message.
const SIZE_LIMIT: u64 = 4 << 20;
/// No more files than this are indexed, with one message.
const COUNT_LIMIT: usize = 50_000;
/// How many files are read before the owner hears of them.
const SLICE: usize = 64;

/// The files of the workspace folders.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Articles, sorted.
    pub articles: Vec<PathBuf>,
    /// Knowledge files, sorted.
    pub knowledge: Vec<PathBuf>,
    /// What the user should know: limits that were reached.
    pub messages: Vec<String>,
}

/// Walks the folders, ignore files honoured.
pub(super) fn walk(folders: &[PathBuf]) -> Files {
    let mut files = Files::default();
    for folder in folders {
        if is_too_wide(folder) {
            files.messages.push(format!(
                "{} is not indexed: it is a home or root folder. Open the folder of your articles instead.",
                folder.display()
            ));
            continue;
        }
        for entry in ignore::WalkBuilder::new(folder).build().flatten() {
            let path = entry.path();
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            if is_knowledge(folder, path) {
                files.knowledge.push(entry.into_path());
            } else if is_article(path) {
                files.articles.push(entry.into_path());
            }
        }
    }
    for list in [&mut files.articles, &mut files.knowledge] {
        list.sort();
        list.dedup();
    }
    if files.articles.len() > COUNT_LIMIT {
        files.messages.push(format!("Of {} articles in the workspace the first {COUNT_LIMIT} are indexed.", files.articles.len()));
        files.articles.truncate(COUNT_LIMIT);
    }
    files
}

/// A home folder or the root of a disk holds everything and is nobody's archive.
fn is_too_wide(folder: &Path) -> bool {
    folder.parent().is_none() || std::env::home_dir().is_some_and(|home| home == folder)
}

/// Whether a file is an article by its name.
pub(super) fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["txt", "md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Whether a file of a folder is a knowledge file by its name.
pub(super) fn is_knowledge(folder: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(folder) else { return false };
    inside == Path::new("entities.toml")
        || inside.parent() == Some(Path::new("entities"))
            && inside.extension().is_some_and(|extension| extension == "toml" || extension == "csv")
}

/// Reads a file; an error is one line that names it.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let name = path.display();
    let size = fs::metadata(path).map_err(|error| format!("{name}: {error}"))?.len();
    if size > SIZE_LIMIT {
        return Err(format!("{name}: skipped, {size} bytes are more than the limit of {SIZE_LIMIT}"));
    }
    let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    if bytes.contains(&0) {
        return Err(format!("{name}: skipped, not text"));
    }
    String::from_utf8(bytes).map_err(|error| format!("{name}: skipped, not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
}

/// Reads articles in parallel, slice by slice; `done` takes each slice and what could not be read, and says whether to go on.
pub(super) fn index(paths: &[PathBuf], knowledge: &Arc<Knowledge>, mut done: impl FnMut(Vec<Entry>, Vec<String>) -> bool) {
    for slice in paths.chunks(SLICE) {
        let read: Vec<Result<Entry, String>> = slice.par_iter().map(|path| article(path, knowledge)).collect();
        let (mut entries, mut errors) = (Vec::new(), Vec::new());
        for result in read {
            match result {
                Ok(entry) => entries.push(entry),
                Err(error) => errors.push(error),
            }
        }
        if !done(entries, errors) {
            return;
        }
    }
}

fn article(path: &Path, knowledge: &Knowledge) -> Result<Entry, String> {
    let text = read(path)?;
    let uri = lsp::Url::from_file_path(path).map_err(|()| format!("{}: no URI for this path", path.display()))?;
    let file = FileKey::new(uri.as_str());
    let source = Source { name: file.name(), text: Arc::from(text), format: Format::of_name(file.name()), date: None };
    let reading = Reader::new().read(&source, knowledge);
    Ok(Entry::new(&file, &reading, knowledge))
}
