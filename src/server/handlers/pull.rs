//! Diagnostics for clients that ask for them instead of being told.

use super::document;
use crate::server::diagnostic::{Page, shown};
use crate::server::publisher;
use crate::server::turn::Turn;
use crate::text::FileKey;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn of_document(turn: &Turn, params: &lsp::DocumentDiagnosticParams) -> lsp::DocumentDiagnosticReportResult {
    let found = document(turn, &params.text_document.uri).map(|(file, _)| report(turn, &file)).unwrap_or_default();
    let report = match params.previous_result_id.as_deref() == Some(&found.0) {
        true => lsp::DocumentDiagnosticReport::Unchanged(lsp::RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id: found.0 },
        }),
        false => lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport { result_id: Some(found.0), items: found.1 },
        }),
    };
    lsp::DocumentDiagnosticReportResult::Report(report)
}

/// The diagnostics of all open articles, which are those that have any, and for each other file that the client holds a report of, none.
pub(in crate::server) fn of_workspace(turn: &Turn, params: &lsp::WorkspaceDiagnosticParams) -> lsp::WorkspaceDiagnosticReportResult {
    let held: BTreeMap<FileKey, &lsp::PreviousResultId> =
        params.previous_result_ids.iter().map(|previous| (turn.spellings.key(&previous.uri), previous)).collect();
    let open = turn.snapshot.open.iter().filter_map(|(file, state)| {
        let uri = turn.spellings.uri(file)?;
        let (result_id, items) = report(turn, file);
        let version = state.version.map(i64::from);
        Some(match held.get(file).is_some_and(|previous| previous.value == result_id) {
            true => lsp::WorkspaceDocumentDiagnosticReport::Unchanged(lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id },
            }),
            false => full(uri, version, Some(result_id), items),
        })
    });
    let closed = held.iter().filter(|(file, _)| turn.snapshot.open.get(*file).is_none());
    let closed = closed.map(|(_, previous)| full(previous.uri.clone(), None, None, Vec::new()));
    lsp::WorkspaceDiagnosticReportResult::Report(lsp::WorkspaceDiagnosticReport { items: open.chain(closed).collect() })
}

fn full(
    uri: lsp::Url,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<lsp::Diagnostic>,
) -> lsp::WorkspaceDocumentDiagnosticReport {
    lsp::WorkspaceDocumentDiagnosticReport::Full(lsp::WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport { result_id, items },
    })
}

/// The diagnostics of an open article, with an id that is the same as long as they are.
fn report(turn: &Turn, file: &FileKey) -> (String, Vec<lsp::Diagnostic>) {
    let edit = turn.resting.as_ref().filter(|(resting, _)| resting == file).map(|(_, offset)| *offset);
    let findings = publisher::findings(turn, file, edit, || true).unwrap_or_default();
    let written = |page: Page<'_>| shown(&findings).iter().map(|finding| page.diagnostic(finding)).collect();
    let diagnostics: Vec<lsp::Diagnostic> = Page::new(turn, file).map(written).unwrap_or_default();
    let id = FxBuildHasher.hash_one(serde_json::to_string(&diagnostics).unwrap_or_default());
    (format!("{id:016x}"), diagnostics)
}
