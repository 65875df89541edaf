//! What changes with the name of a file: the configuration that names it.

use super::{changes, convert};
use crate::config::{literal, parts, plain};
use crate::server::turn::Turn;
use crate::text::{LineMap, Span};
use std::path::{Component, Path, PathBuf};
use toml::de::DeTable;
use tower_lsp::lsp_types as lsp;

/// The edits of configuration files that name another file, or a knowledge file or the known findings, by a name that is about to change: with that
/// file, or with the configuration from whose folder on it is named.
pub(in crate::server) fn will_rename(turn: &Turn, params: &lsp::RenameFilesParams) -> Option<lsp::WorkspaceEdit> {
    let path = |uri: &str| convert::path(&lsp::Url::parse(uri).ok()?);
    let renames: Vec<(PathBuf, PathBuf)> =
        params.files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    let mut edited = Vec::new();
    for (file, text) in &*turn.config_texts {
        let new_file = moved(file, &renames);
        let (Some(folder), Some(new_folder)) = (file.parent(), new_file.parent()) else { continue };
        let lines = LineMap::new(text);
        let edits: Vec<lsp::TextEdit> = names(text)
            .into_iter()
            .filter_map(|(name, span, is_glob)| Some((renamed(&name, is_glob, folder, new_folder, &renames)?, span)))
            .map(|(new, span)| written(text, span, &new))
            .map(|(span, new_text)| lsp::TextEdit { range: convert::range(&lines, span, turn.client.encoding), new_text })
            .collect();
        if let Some(uri) = convert::key_of_path(file).and_then(|key| turn.spellings.uri(&key)).filter(|_| !edits.is_empty()) {
            edited.push((uri, edits));
        }
    }
    (!edited.is_empty()).then(|| changes(turn, edited))
}

/// Where a file is after it or a folder around it is renamed.
fn moved(path: &Path, renames: &[(PathBuf, PathBuf)]) -> PathBuf {
    let new = renames.iter().find_map(|(old, new)| {
        let inside = path.strip_prefix(old).ok()?;
        Some(if inside.as_os_str().is_empty() { new.clone() } else { new.join(inside) })
    });
    new.unwrap_or_else(|| path.to_owned())
}

/// The new name of a file by its name from a folder on, which is another after the renames; `None` where the name stays. Of a glob only what
/// comes before its signs is the name of something.
fn renamed(name: &str, is_glob: bool, folder: &Path, new_folder: &Path, renames: &[(PathBuf, PathBuf)]) -> Option<String> {
    let (parts, fixed) = if is_glob { parts(name) } else { (vec![name], 1) };
    let start = if Path::new(name).is_absolute() { Path::new("/") } else { folder };
    let path = plain(&parts[..fixed].iter().fold(start.to_owned(), |path, part| path.join(part)));
    let new_path = moved(&path, renames);
    let new = relative(new_folder, &new_path)?;
    let stays = if Path::new(name).is_absolute() { path == new_path } else { relative(folder, &path).as_ref() == Some(&new) };
    let new = if is_glob { literal(&new) } else { new };
    let all: Vec<&str> = std::iter::once(&*new).filter(|new| !new.is_empty()).chain(parts[fixed..].iter().copied()).collect();
    (!stays).then(|| all.join("/"))
}

/// The name of a file from a folder on.
fn relative(folder: &Path, path: &Path) -> Option<String> {
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let parts = up.chain(path.components().skip(shared)).map(|part| part.as_os_str().to_str().map(str::to_owned));
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

/// The names of other files in a configuration, where they stand with their quotation marks, and whether they may be globs.
fn names(text: &str) -> Vec<(String, Span, bool)> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let mut found = Vec::new();
    for key in ["extends", "entities", "baseline"] {
        let Some(value) = table.get_ref().get(key) else { continue };
        let texts = value.get_ref().as_array().map_or_else(|| vec![value], |list| list.iter().collect());
        found.extend(texts.into_iter().filter_map(|text| {
            let span = Span::new(text.span().start, text.span().end);
            Some((text.get_ref().as_str()?.to_owned(), span, key == "entities"))
        }));
    }
    found
}

/// What is written where, so that a new name stands in place of another: between the marks that are there, if it can.
fn written(text: &str, span: Span, new: &str) -> (Span, String) {
    let mark = span.of(text).chars().next().unwrap_or_default();
    let is_plain = !new.contains(['"', '\'', '\\']) && !new.contains(char::is_control);
    if is_plain && !span.of(text).starts_with(&format!("{mark}{mark}{mark}")) {
        return (Span { start: span.start + 1, end: span.end - 1 }, new.to_owned());
    }
    (span, toml::Value::from(new).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_written_from_the_folder_of_the_configuration() {
        let renames = [("/desk/people.toml".into(), "/desk/new/who.toml".into()), ("/lists".into(), "/desk/lists".into())];
        let renamed = |name| renamed(name, true, Path::new("/desk"), Path::new("/desk"), &renames);
        assert_eq!(renamed("people.toml").as_deref(), Some("new/who.toml"));
        assert_eq!(renamed("/lists/a.csv").as_deref(), Some("lists/a.csv"));
        assert_eq!(renamed("other.toml"), None);
        assert_eq!(renamed("new/*.toml"), None);
        assert_eq!(renamed("../desk/people.toml").as_deref(), Some("new/who.toml"));
    }

    #[test]
    fn a_name_stays_where_both_ends_move_together() {
        let all = [("/desk".into(), "/archive/desk".into())];
        let renamed = |name, renames: &[_]| renamed(name, true, Path::new("/desk"), &moved(Path::new("/desk"), renames), renames);
        assert_eq!(renamed("people.toml", &all), None);
        assert_eq!(renamed("./lists/*.csv", &all), None);
        assert_eq!(renamed("../shared.toml", &all).as_deref(), Some("../../shared.toml"));
        assert_eq!(renamed("/desk/people.toml", &all).as_deref(), Some("people.toml"));
        assert_eq!(renamed("/shared.toml", &all), None);
    }

    #[test]
    fn a_name_with_the_signs_of_a_glob_stays_a_name() {
        let renames = [("/desk/people".into(), "/desk/[p]".into()), ("/desk/who.toml".into(), "/desk/{who}.toml".into())];
        let renamed = |name| renamed(name, true, Path::new("/desk"), Path::new("/desk"), &renames);
        assert_eq!(super::renamed("who.toml", false, Path::new("/desk"), Path::new("/desk"), &renames).as_deref(), Some("{who}.toml"));
        assert_eq!(renamed("people/*.csv").as_deref(), Some("[[]p]/*.csv"));
        assert_eq!(renamed("who.toml").as_deref(), Some("[{]who[}].toml"));
        assert_eq!(renamed("**/*.csv"), None);
    }

    #[test]
    fn names_stand_where_they_are_values() {
        let text = "# \"a.toml\"\nextends = 'a.toml'\nentities = [\"./a.toml\", \"b\\\\c.csv\"]\nbaseline = \"./known.json\"\n";
        let found: Vec<_> = names(text).into_iter().map(|(name, span, _)| format!("{name} {}", span.of(text))).collect();
        assert_eq!(found, ["a.toml 'a.toml'", "./a.toml \"./a.toml\"", "b\\c.csv \"b\\\\c.csv\"", "./known.json \"./known.json\""]);
        let (_, span, _) = names(text).remove(0);
        assert_eq!(written(text, span, "b.toml"), (Span { start: span.start + 1, end: span.end - 1 }, "b.toml".to_owned()));
        for odd in ["a\"b\\c.toml", "it's.toml", "a\nb.toml"] {
            let (place, put) = written(text, span, odd);
            let edited = format!("{}{put}{}", &text[..place.start as usize], &text[place.end as usize..]);
            assert_eq!(names(&edited)[0].0, odd, "{edited}");
        }
    }
}
