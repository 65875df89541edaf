//! The commands, in clients that can be asked to show something: the one behind the lens shows the place that a part of it tells of, the other the
//! page of a rule.

use super::{convert, document, refused};
use crate::features::{self, Lens};
use crate::server::diagnostic;
use crate::server::turn::Turn;
use serde::Deserialize;
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

/// The command behind the lens.
pub(in crate::server) const SHOW: &str = "backread.show";

/// The command that shows the page of a rule; its argument is the rule's code.
pub(in crate::server) const EXPLAIN: &str = "backread.explain";

/// The argument of the lens. The place is looked for when it is wanted: the text may be another by then.
#[derive(Deserialize)]
struct Asked {
    uri: lsp::Url,
    part: String,
}

/// What a part of the lens does where it leads somewhere; nothing, as its words are all there is, where it does not or nobody could show it.
pub(super) fn of_lens(turn: &Turn, uri: &lsp::Url, part: Lens, title: String) -> lsp::Command {
    let leads = turn.client.shows_documents && features::lens_place(&turn.snapshot, &turn.spellings.key(uri), part).is_some();
    match leads {
        true => lsp::Command::new(title, SHOW.to_owned(), Some(vec![json!({"uri": uri, "part": part.label()})])),
        false => lsp::Command::new(title, String::new(), None),
    }
}

/// What shows the page of a rule.
pub(super) fn explanation(code: &str, title: String) -> lsp::Command {
    lsp::Command::new(title, EXPLAIN.to_owned(), Some(vec![json!(code)]))
}

/// What the client is to show.
pub(in crate::server) fn show(turn: &Turn, params: &lsp::ExecuteCommandParams) -> Result<lsp::ShowDocumentParams> {
    if !turn.client.shows_documents {
        return Err(Error::method_not_found());
    }
    if params.command == EXPLAIN {
        let page = params.arguments.first().and_then(|code| diagnostic::page(code.as_str()?));
        let uri = page.ok_or_else(|| Error::invalid_params(format!("{EXPLAIN} takes the code of a rule")))?;
        return Ok(lsp::ShowDocumentParams { uri, external: Some(true), take_focus: None, selection: None });
    }
    if params.command != SHOW {
        return Err(Error::invalid_params(format!("no such command: {}", params.command)));
    }
    let asked = params.arguments.first().map(Asked::deserialize).and_then(std::result::Result::ok);
    let (asked, part) = asked
        .and_then(|asked: Asked| Lens::of(&asked.part).map(|part| (asked, part)))
        .ok_or_else(|| Error::invalid_params(format!("{SHOW} takes {{\"uri\", \"part\"}}")))?;
    let (file, reading) = document(turn, &asked.uri).ok_or_else(|| refused("This article is not open".to_owned()))?;
    let span = features::lens_place(&turn.snapshot, &file, part).ok_or_else(|| refused("There is no such place any more".to_owned()))?;
    Ok(lsp::ShowDocumentParams {
        uri: asked.uri,
        external: None,
        take_focus: Some(true),
        selection: Some(convert::range(&reading.lines, span, turn.client.encoding)),
    })
}
