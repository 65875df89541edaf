//! Findings that are known and left: what an archive holds when checking begins.
//!
//! A finding is known by its file, its rule and a mark of its words with a few around them, not by its line, so that edits elsewhere in the file
//! do not bring it back.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A file of known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// What the paths in it are relative to.
    folder: PathBuf,
    /// How often each is known, by the file's path, the rule's code and the mark.
    known: BTreeMap<String, Marks>,
}

/// Why a file of known findings cannot be read: what follows its name in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is empty or broken, in this way: writing it again loses nothing.
    Broken(String),
    /// It is one of another format.
    Format(u32),
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unread::Broken(how) => write!(out, "{how}; write it again with --write-baseline"),
            Unread::Format(format) => write!(out, "is a baseline of format {format}, this version reads format 1"),
        }
    }
}

/// How often findings of one article are known, by the rule's code and the mark.
pub type Marks = BTreeMap<(String, String), u32>;

#[derive(Deserialize)]
struct Written {
    format: u32,
    findings: Vec<Known>,
}

#[derive(Deserialize, Serialize)]
struct Known {
    file: String,
    code: String,
    mark: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: u32,
}

fn one() -> u32 {
    1
}

// The attribute above passes a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(count: &u32) -> bool {
    *count == 1
}

impl Baseline {
    /// An empty one, for a file in this folder.
    pub fn new(folder: &Path) -> Self {
        Baseline { folder: folder.to_owned(), known: BTreeMap::new() }
    }

    /// Reads one that lies in this folder.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, Unread> {
        if text.trim().is_empty() {
            return Err(Unread::Broken("is empty".to_owned()));
        }
        let written: Written = serde_json::from_str(text).map_err(|error| {
            let what = if error.is_data() { "holds something else" } else { "cannot be read as JSON" };
            Unread::Broken(format!("is no baseline: line {} {what}", error.line()))
        })?;
        if written.format != 1 {
            return Err(Unread::Format(written.format));
        }
        let mut baseline = Baseline::new(folder);
        for Known { file, code, mark, count } in written.findings {
            *baseline.known.entry(file).or_default().entry((code, mark)).or_default() += count;
        }
        Ok(baseline)
    }

    /// What an article is called in it.
    pub fn name_of(&self, article: &Path) -> String {
        let inside = article.strip_prefix(&self.folder).unwrap_or(article);
        inside.to_string_lossy().replace('\\', "/")
    }

    /// What the articles in it are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Where an article in it lies.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What is known of an article.
    pub fn of(&self, name: &str) -> Option<&Marks> {
        self.known.get(name)
    }

    /// Puts what is known of an article in place of what was.
    pub fn set(&mut self, name: String, marks: Marks) {
        if marks.is_empty() {
            self.known.remove(&name);
        } else {
            self.known.insert(name, marks);
        }
    }

    /// How many findings are known.
    pub fn count(&self) -> u32 {
        self.known.values().flat_map(BTreeMap::values).sum()
    }

    /// As a file holds it: a line a finding, in order, so that changes of it can be read.
    pub fn write(&self) -> String {
        let lines = self.known.iter().flat_map(|(file, marks)| {
            marks.iter().map(|((code, mark), count)| {
                let known = Known { file: file.clone(), code: code.clone(), mark: mark.clone(), count: *count };
                serde_json::to_string(&known).unwrap_or_default()
            })
        });
        let lines: Vec<String> = lines.map(|line| format!("\n{line}")).collect();
        format!("{{\"format\": 1, \"findings\": [{}\n]}}\n", lines.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut baseline = Baseline::new(Path::new("/desk"));
        let name = baseline.name_of(Path::new("/desk/old/a.txt"));
        assert_eq!(name, "old/a.txt");
        baseline.set(name, [(("placeholder".to_owned(), "12".to_owned()), 2), (("date-order".to_owned(), "34".to_owned()), 1)].into());
        baseline.set("b.txt".to_owned(), Marks::new());
        let text = baseline.write();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert_eq!(Baseline::parse(&text, Path::new("/desk")), Ok(baseline.clone()));
        assert_eq!(baseline.count(), 3);
        assert_eq!(Baseline::parse(&Baseline::default().write(), Path::new("")), Ok(Baseline::default()));
        let wrong = |text: &str| Baseline::parse(text, Path::new("")).unwrap_err().to_string();
        assert_eq!(wrong(" \n"), "is empty; write it again with --write-baseline");
        assert_eq!(wrong("{\n"), "is no baseline: line 2 cannot be read as JSON; write it again with --write-baseline");
        assert_eq!(
            wrong("{\"format\": 1,\n\"findings\": 2}"),
            "is no baseline: line 2 holds something else; write it again with --write-baseline"
        );
        assert_eq!(wrong("{\"format\":2,\"findings\":[]}"), "is a baseline of format 2, this version reads format 1");
    }
}
