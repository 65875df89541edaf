//! Code actions that turn a rule off for a folder.

use super::{changes, convert, records};
use crate::checks::{self, Finding};
use crate::config::{FILE_NAME, Level, with_level};
use crate::server::turn::Turn;
use crate::text::{FileKey, LineMap};
use std::path::Path;
use tower_lsp::lsp_types as lsp;

/// An edit of the configuration file that counts for an article, or of a new one in its workspace folder, where the client can make files.
pub(super) fn in_folder(turn: &Turn, file: &FileKey, finding: &Finding) -> Option<(String, lsp::WorkspaceEdit)> {
    let code = checks::rule(finding.code)?.code;
    let config = turn.snapshot.config.of(file);
    let title = |folder: &Path| {
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
        format!("Turn {code} off in the folder {name} ({FILE_NAME})")
    };
    if let Some(path) = &config.file {
        let text = turn.config_texts.get(path)?;
        let lines = LineMap::new(text);
        let range = |span| convert::range(&lines, span, turn.client.encoding);
        let edits = with_level(text, code, Level::Off)?.into_iter();
        let edits = edits.map(|(span, new_text)| lsp::TextEdit { range: range(span), new_text });
        let uri = turn.spellings.uri(&convert::key_of_path(path)?)?;
        return Some((title(path.parent()?), changes(turn, [(uri, edits.collect())])));
    }
    let path = convert::path_of_key(file).filter(|_| turn.client.creates_files)?;
    let folder = records::own_folder(turn, file).or(path.parent())?;
    let (_, text) = with_level("", code, Level::Off)?.pop()?;
    Some((title(folder), records::create(lsp::Url::from_file_path(folder.join(FILE_NAME)).ok()?, text)))
}
