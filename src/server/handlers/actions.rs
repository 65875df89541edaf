//! Code actions: the fixes of the findings under the selection, a query note, ways to silence them, their rules' pages, and all safe fixes at once.

use super::{changes, commands, convert, document, records, silencing};
use crate::checks;
use crate::server::diagnostic::Page;
use crate::server::turn::Turn;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

/// Whether a client wants actions of a kind: of any, of that one, or of one that holds it.
fn wants(only: Option<&[lsp::CodeActionKind]>, kind: &str) -> bool {
    let holds = |asked: &str| asked.is_empty() || kind.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    only.is_none_or(|only| only.iter().any(|asked| holds(asked.as_str())))
}

/// The kind of the action that applies all safe fixes.
pub(in crate::server) const FIX_ALL: &str = "source.fixAll.backread";

/// The actions for a selection; without their edits where the client asks for the edit of the one that it applies.
pub(in crate::server) fn code_actions(turn: &Turn, params: &lsp::CodeActionParams) -> Option<lsp::CodeActionResponse> {
    let mut actions = all(turn, params)?;
    if turn.client.resolves.edits {
        let version = version(turn, &params.text_document.uri);
        let (uri, only) = (&params.text_document.uri, &params.context.only);
        for action in actions.iter_mut().filter(|action| action.edit.is_some()) {
            action.edit = None;
            let asked = Asked { uri: uri.clone(), version, range: params.range, only: only.clone(), finding: finding(action) };
            action.data = serde_json::to_value(asked).ok();
        }
    }
    Some(actions.into_iter().map(lsp::CodeActionOrCommand::CodeAction).collect())
}

/// What an action without its edit was the answer to.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Asked {
    uri: lsp::Url,
    version: Option<i32>,
    range: lsp::Range,
    only: Option<Vec<lsp::CodeActionKind>>,
    /// Two findings may have actions of one title.
    finding: Option<FindingKey>,
}

/// Where a finding stands, and its rule.
type FindingKey = (lsp::Range, Option<lsp::NumberOrString>);

/// The finding that an action is for.
fn finding(action: &lsp::CodeAction) -> Option<FindingKey> {
    let diagnostic = action.diagnostics.as_ref()?.first()?;
    Some((diagnostic.range, diagnostic.code.clone()))
}

/// An action with its edit. Refused where the text is another now.
pub(in crate::server) fn with_edit(turn: &Turn, mut action: lsp::CodeAction) -> Result<lsp::CodeAction> {
    let Some(asked) = action.data.as_ref().and_then(|data| Asked::deserialize(data).ok()) else { return Ok(action) };
    if version(turn, &asked.uri) != asked.version {
        return Err(Error::content_modified());
    }
    let params = lsp::CodeActionParams {
        text_document: lsp::TextDocumentIdentifier { uri: asked.uri },
        range: asked.range,
        context: lsp::CodeActionContext { only: asked.only, ..Default::default() },
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
    };
    let is_same = |found: &lsp::CodeAction| found.title == action.title && finding(found) == asked.finding;
    let found = all(turn, &params).and_then(|all| all.into_iter().find(is_same));
    // Where what is known has changed, the action may be gone with its reason.
    action.edit = Some(found.and_then(|found| found.edit).ok_or_else(Error::content_modified)?);
    Ok(action)
}

fn version(turn: &Turn, uri: &lsp::Url) -> Option<i32> {
    turn.snapshot.open.get(&turn.spellings.key(uri))?.version
}

fn all(turn: &Turn, params: &lsp::CodeActionParams) -> Option<Vec<lsp::CodeAction>> {
    let (file, reading) = document(turn, &params.text_document.uri)?;
    let only = params.context.only.as_deref();
    // What changes the whole file is offered to those who ask for it, as on saving, not beside every finding.
    let (quick, all) = (wants(only, "quickfix"), only.is_some_and(|only| !only.is_empty()) && wants(only, FIX_ALL));
    if !quick && !all {
        return Some(Vec::new());
    }
    let encoding = turn.client.encoding;
    let span = convert::span(&reading.lines, params.range, encoding);
    let findings = checks::check(&turn.snapshot, &file);
    let mut actions = Vec::new();
    let edit_of = |edits: &[checks::Edit]| {
        let edit =
            |edit: &checks::Edit| lsp::TextEdit { range: convert::range(&reading.lines, edit.span, encoding), new_text: edit.text.clone() };
        changes(turn, [(params.text_document.uri.clone(), edits.iter().map(edit).collect())])
    };
    let here =
        |finding: &&checks::Finding| finding.span.touches(span.start) || finding.span.touches(span.end) || span.contains(finding.span);
    let found: Vec<_> = findings.iter().filter(here).filter(|_| quick).collect();
    let page = Page::new(turn, &file)?;
    for finding in &found {
        let diagnostic = page.diagnostic(&(*finding).into());
        actions.extend(finding.fixes.iter().map(|fix| lsp::CodeAction {
            title: fix.title.clone(),
            kind: Some(lsp::CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic.clone()]),
            edit: Some(edit_of(&fix.edits)),
            is_preferred: fix.safe.then_some(true),
            ..Default::default()
        }));
    }
    if quick {
        actions.extend(records::actions(turn, &file, reading, span));
    }
    // What silences comes last: mending is the better answer.
    for finding in &found {
        let diagnostic = page.diagnostic(&(*finding).into());
        let query = checks::query(reading, finding);
        let mut ways: Vec<(String, lsp::WorkspaceEdit)> =
            query.into_iter().chain(checks::silencing(reading, finding)).map(|way| (way.title, edit_of(&way.edits))).collect();
        ways.extend(silencing::in_folder(turn, &file, finding));
        actions.extend(ways.into_iter().map(|(title, edit)| lsp::CodeAction {
            title,
            kind: Some(lsp::CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic.clone()]),
            edit: Some(edit),
            ..Default::default()
        }));
    }
    actions.extend(explanations(turn, &found, &page));
    let safe = if all { checks::safe_edits(&findings) } else { Vec::new() };
    if !safe.is_empty() {
        actions.push(lsp::CodeAction {
            title: "Apply all fixes that need no look".to_owned(),
            kind: Some(lsp::CodeActionKind::new(FIX_ALL)),
            edit: Some(edit_of(&safe)),
            ..Default::default()
        });
    }
    Some(actions)
}

/// For each rule among some findings the action that shows its page, where the client can show one.
fn explanations(turn: &Turn, found: &[&checks::Finding], page: &Page<'_>) -> Vec<lsp::CodeAction> {
    let mut actions: Vec<lsp::CodeAction> = Vec::new();
    for finding in found.iter().filter(|_| turn.client.shows_documents) {
        let title = format!("Explain {}", finding.code);
        if actions.iter().all(|action| action.title != title) {
            actions.push(lsp::CodeAction {
                command: Some(commands::explanation(finding.code, title.clone())),
                title,
                kind: Some(lsp::CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![page.diagnostic(&(*finding).into())]),
                ..Default::default()
            });
        }
    }
    actions
}
