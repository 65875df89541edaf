//! The knowledge files that a configuration names.

use super::load::plain;
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Path, PathBuf};

/// How deep `**` looks.
const DEPTH: usize = 8;

/// What a folder holds: paths, and whether each is a folder.
pub type Listing<'l> = dyn FnMut(&Path) -> Vec<(PathBuf, bool)> + 'l;

/// The files behind names and globs, each relative to its folder, in the order in which they are named; those of a glob by name. A name without
/// a glob's signs is given whether or not there is such a file.
pub fn named(entities: &[(PathBuf, String)], list: &mut Listing<'_>) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for (folder, name) in entities {
        let (parts, fixed) = parts(name);
        let start = if name.starts_with('/') { Path::new("/") } else { folder.as_path() };
        let root = plain(&parts[..fixed].iter().fold(start.to_owned(), |path, part| path.join(part)));
        if fixed == parts.len() {
            found.push(root);
            continue;
        }
        let rest = parts[fixed..].join("/");
        let Ok(glob) = matcher(&rest) else { continue };
        let depth = if rest.contains("**") { DEPTH } else { parts.len() - fixed };
        let mut matching = Vec::new();
        walk(&root, depth, list, &mut |path| {
            if path.strip_prefix(&root).is_ok_and(|inside| glob.is_match(inside)) {
                matching.push(path.to_owned());
            }
        });
        matching.sort();
        found.extend(matching);
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    found
}

/// The parts of a name, and how many come before the first with a glob's signs.
pub fn parts(name: &str) -> (Vec<&str>, usize) {
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let fixed = parts.iter().take_while(|part| !part.contains(SIGNS)).count();
    (parts, fixed)
}

/// What makes a glob of a name.
const SIGNS: [char; 4] = ['*', '?', '[', '{'];

/// A glob that matches a name alone.
pub fn literal(name: &str) -> String {
    let mut glob = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            c if SIGNS.contains(&c) || c == '}' => glob.extend(['[', c, ']']),
            c => glob.push(c),
        }
    }
    glob
}

/// What a glob of paths matches; `*` stands for a part of a name.
pub(super) fn matcher(glob: &str) -> Result<GlobMatcher, globset::Error> {
    Ok(GlobBuilder::new(glob).literal_separator(true).build()?.compile_matcher())
}

/// What is wrong with a name that has a glob's signs and is none.
pub(super) fn wrong_glob(name: &str) -> Option<globset::Error> {
    let (parts, fixed) = parts(name);
    matcher(&parts[fixed..].join("/")).err()
}

fn walk(folder: &Path, depth: usize, list: &mut Listing<'_>, take: &mut dyn FnMut(&Path)) {
    for (path, is_folder) in list(folder) {
        if !is_folder {
            take(&path);
        } else if depth > 1 {
            walk(&path, depth - 1, list, take);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_matches_itself() {
        for name in ["people.csv", "[p]", "a{b}c", "what?*", "a]b"] {
            assert!(matcher(&literal(name)).is_ok_and(|glob| glob.is_match(name)), "{name}");
        }
        assert!(!matcher(&literal("[p]")).unwrap().is_match("p"));
    }

    #[test]
    fn names_and_globs_in_their_order() {
        let files = ["/d/people.toml", "/d/desk/b.csv", "/d/desk/a.csv", "/d/desk/a.txt", "/d/desk/deep/c.csv"];
        let mut list = |folder: &Path| -> Vec<(PathBuf, bool)> {
            let mut found: Vec<(PathBuf, bool)> = files
                .iter()
                .filter_map(|file| {
                    let first = Path::new(file).strip_prefix(folder).ok()?.components().next()?;
                    let path = folder.join(first);
                    Some((path.clone(), path != Path::new(file)))
                })
                .collect();
            found.dedup();
            found
        };
        let mut of = |names: &[&str]| -> Vec<String> {
            let entities: Vec<_> = names.iter().map(|name| (PathBuf::from("/d"), (*name).to_owned())).collect();
            named(&entities, &mut list).iter().map(|path| path.display().to_string()).collect()
        };
        assert_eq!(of(&["desk/*.csv", "people.toml", "./desk/a.csv"]), ["/d/desk/a.csv", "/d/desk/b.csv", "/d/people.toml"]);
        assert_eq!(of(&["**/*.csv"]), ["/d/desk/a.csv", "/d/desk/b.csv", "/d/desk/deep/c.csv"]);
        assert_eq!(of(&["../shared/x.toml", "none/*.csv"]), ["/shared/x.toml"]);
    }
}
