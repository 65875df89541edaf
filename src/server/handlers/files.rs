//! What changes with the name of a file: the configuration that names it.

use super::convert;
use crate::config::plain;
use crate::server::turn::Turn;
use crate::text::{LineMap, Span};
use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};
use tower_lsp::lsp_types as lsp;

/// The edits of configuration files that name another file, or a knowledge file or the known findings, by a name that is about to change: with that
/// file, or with the configuration from whose folder on it is named.
pub(in crate::server) fn will_rename(turn: &Turn, params: &lsp::RenameFilesParams) -> Option<lsp::WorkspaceEdit> {
    let path = |uri: &str| convert::path(&lsp::Url::parse(uri).ok()?);
    let renames: Vec<(PathBuf, PathBuf)> =
        params.files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    let mut seen = BTreeSet::new();
    let mut changes = HashMap::new();
    for config in turn.snapshot.config.all() {
        let (Some(file), Some(text)) = (&config.file, &config.text) else { continue };
        let Some(folder) = file.parent().filter(|_| seen.insert(file.clone())) else { continue };
        let new_file = moved(file, &renames);
        let Some(new_folder) = new_file.parent() else { continue };
        let mut names: BTreeSet<&str> = config.extends.iter().map(String::as_str).collect();
        names.extend(config.entities.iter().filter(|(from, _)| from == folder).map(|(_, name)| name.as_str()));
        names.extend(config.baseline.as_ref().and_then(|path| path.strip_prefix(folder).unwrap_or(path).to_str()));
        let lines = LineMap::new(text);
        let edits: Vec<lsp::TextEdit> = names
            .into_iter()
            .filter_map(|name| Some((name, renamed(name, folder, new_folder, &renames)?)))
            .flat_map(|(name, new)| places(text, name).into_iter().map(move |span| (span, new.clone())))
            .map(|(span, new_text)| lsp::TextEdit { range: convert::range(&lines, span, turn.client.encoding), new_text })
            .collect();
        if let Some(uri) = convert::key_of_path(file).and_then(|key| turn.spellings.uri(&key)).filter(|_| !edits.is_empty()) {
            changes.insert(uri, edits);
        }
    }
    (!changes.is_empty()).then(|| lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() })
}

/// Where a file is after it or a folder around it is renamed.
fn moved(path: &Path, renames: &[(PathBuf, PathBuf)]) -> PathBuf {
    let new = renames.iter().find_map(|(old, new)| {
        let inside = path.strip_prefix(old).ok()?;
        Some(if inside.as_os_str().is_empty() { new.clone() } else { new.join(inside) })
    });
    new.unwrap_or_else(|| path.to_owned())
}

/// The new name of a file by its name from a folder on, which is another after the renames; `None` where the name stays.
fn renamed(name: &str, folder: &Path, new_folder: &Path, renames: &[(PathBuf, PathBuf)]) -> Option<String> {
    let path = plain(&folder.join(name));
    let new_path = moved(&path, renames);
    let new = relative(new_folder, &new_path)?;
    let stays = if Path::new(name).is_absolute() { path == new_path } else { relative(folder, &path).as_ref() == Some(&new) };
    (!stays).then_some(new)
}

/// The name of a file from a folder on.
fn relative(folder: &Path, path: &Path) -> Option<String> {
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let parts = up.chain(path.components().skip(shared)).map(|part| part.as_os_str().to_str().map(str::to_owned));
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

/// Where a name stands between quotation marks of a TOML text, comments left out; without the marks.
fn places(text: &str, name: &str) -> Vec<Span> {
    if name.is_empty() {
        return Vec::new();
    }
    let quoted = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
        before == after && matches!(before, Some('"' | '\''))
    };
    let commented = |at: usize| text[..at].rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('#'));
    let found = text.match_indices(name).map(|(at, _)| at).filter(|at| quoted(*at) && !commented(*at));
    found.map(|at| Span::new(at, at + name.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_written_from_the_folder_of_the_configuration() {
        let renames = [("/desk/people.toml".into(), "/desk/new/who.toml".into()), ("/lists".into(), "/desk/lists".into())];
        let renamed = |name| renamed(name, Path::new("/desk"), Path::new("/desk"), &renames);
        assert_eq!(renamed("people.toml").as_deref(), Some("new/who.toml"));
        assert_eq!(renamed("/lists/a.csv").as_deref(), Some("lists/a.csv"));
        assert_eq!(renamed("other.toml"), None);
        assert_eq!(renamed("new/*.toml"), None);
        assert_eq!(renamed("../desk/people.toml").as_deref(), Some("new/who.toml"));
    }

    #[test]
    fn a_name_stays_where_both_ends_move_together() {
        let all = [("/desk".into(), "/archive/desk".into())];
        let renamed = |name, renames: &[_]| renamed(name, Path::new("/desk"), &moved(Path::new("/desk"), renames), renames);
        assert_eq!(renamed("people.toml", &all), None);
        assert_eq!(renamed("./lists/*.csv", &all), None);
        assert_eq!(renamed("../shared.toml", &all).as_deref(), Some("../../shared.toml"));
        assert_eq!(renamed("/desk/people.toml", &all).as_deref(), Some("people.toml"));
        assert_eq!(renamed("/shared.toml", &all), None);
    }

    #[test]
    fn names_are_found_between_their_marks() {
        let text = "# \"a.toml\"\nentities = [\"a.toml\", 'a.toml', \"aa.toml\"]\n";
        let found: Vec<_> = places(text, "a.toml").iter().map(|span| span.start).collect();
        assert_eq!(found, [24, 34]);
    }
}
