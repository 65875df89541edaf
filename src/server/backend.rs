//! The relay: every handler sends its event first and answers from the snapshot of its turn.

use super::capabilities::{self, Client as ClientCan};
use super::convert;
use super::handlers;
use super::handlers::overview::{Actors, OverviewParams, Timeline};
use super::mailbox::{Event, Mailbox};
use super::outbox::{self, Message, Outbox};
use super::outlet::Outlet;
use super::owner;
use super::parts::{Parts, Wanted};
use super::sent::SentTokens;
use super::settings::{self, Inquiry};
use super::turn::Turn;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;
use tower_lsp::lsp_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoImplementationParams, GotoImplementationResponse, GotoTypeDefinitionParams,
    GotoTypeDefinitionResponse,
};
use tower_lsp::{Client, LanguageServer};

/// What tower-lsp calls.
#[derive(Debug)]
pub(super) struct Backend {
    mailbox: Mailbox,
    outbox: Outbox,
    outlet: Outlet,
    tokens: SentTokens,
    inquiry: Inquiry,
    /// Whether the client can be asked for its settings.
    is_asked: AtomicBool,
    /// Whether the client runs.
    is_ready: AtomicBool,
}

impl Backend {
    /// Starts the owner and the outbox.
    pub fn new(client: Client, outlet: Outlet) -> Self {
        let (outbox, messages) = Outbox::new();
        tokio::spawn(outbox::deliver(client.clone(), messages));
        let mailbox = owner::start(outbox.clone(), outlet.clone());
        let inquiry = Inquiry::new(client, mailbox.clone());
        Backend {
            mailbox,
            outbox,
            outlet,
            tokens: SentTokens::default(),
            inquiry,
            is_asked: AtomicBool::new(false),
            is_ready: AtomicBool::new(false),
        }
    }

    /// The answer to `workspace/symbol`, for which the library has only one of the two forms.
    pub async fn workspace_symbols(&self, params: lsp::WorkspaceSymbolParams) -> Result<lsp::WorkspaceSymbolResponse> {
        let parts = Parts::new(&self.outlet, params.partial_result_params);
        self.answer_while_wanted(move |turn, wanted| match handlers::symbols::workspace(turn, &params.query) {
            lsp::WorkspaceSymbolResponse::Flat(symbols) => lsp::WorkspaceSymbolResponse::Flat(parts.send(symbols, wanted)),
            lsp::WorkspaceSymbolResponse::Nested(symbols) => lsp::WorkspaceSymbolResponse::Nested(parts.send(symbols, wanted)),
        })
        .await
    }

    /// The user wants no more of some work under way.
    pub async fn cancel_work(&self, params: lsp::WorkDoneProgressCancelParams) {
        self.outbox.cancel(&params.token);
    }

    /// `backread/timeline`.
    pub async fn timeline(&self, params: OverviewParams) -> Result<Timeline> {
        self.answer(move |turn| handlers::overview::timeline(turn, &params)).await
    }

    /// `backread/actors`.
    pub async fn actors(&self, params: OverviewParams) -> Result<Actors> {
        self.answer(move |turn| handlers::overview::actors(turn, &params)).await
    }

    /// Computes an answer on the pool from the state after all events so far. A request that was cancelled while it waited is not computed.
    async fn answer<T: Send + 'static>(&self, compute: impl FnOnce(&Turn) -> T + Send + 'static) -> Result<T> {
        self.answer_while_wanted(|turn, _| compute(turn)).await
    }

    /// The same for what is sent in parts, which ends with the request.
    async fn answer_while_wanted<T: Send + 'static>(&self, compute: impl FnOnce(&Turn, &Wanted) -> T + Send + 'static) -> Result<T> {
        let wanted = Wanted::default();
        let _end = wanted.end();
        let (sender, answer) = oneshot::channel();
        let pool = Handle::current();
        let compute = move |turn: Turn| {
            let computed = wanted.is_so().then(|| compute(&turn, &wanted));
            let _ = sender.send(computed.ok_or_else(Error::request_cancelled));
        };
        self.mailbox.send(Event::Read(Box::new(move |turn| drop(pool.spawn_blocking(|| compute(turn))))));
        // Where it panicked, nothing is sent.
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

/// The workspace folders; older clients name one root, by URI or by path.
fn folders(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders {
        Some(folders) if !folders.is_empty() => folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect(),
        _ => {
            // The field is deprecated, and still all that some clients send.
            #[allow(deprecated)]
            let root = params.root_path.as_ref().map(PathBuf::from);
            params.root_uri.as_ref().and_then(convert::path).or(root).into_iter().collect()
        }
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let client = ClientCan::new(&params);
        self.mailbox.send(Event::Start(client, folders(&params)));
        if let Some(options) = &params.initialization_options {
            self.inquiry.begin(options);
        }
        self.is_asked.store(client.tells_settings, Ordering::Relaxed);
        let info = lsp::ServerInfo { name: "backread".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        Ok(lsp::InitializeResult { capabilities: capabilities::server(client), server_info: Some(info) })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        // What is registered twice under one name, some clients take for an error.
        if self.is_ready.swap(true, Ordering::Relaxed) {
            return;
        }
        self.mailbox.send(Event::Ready);
        if self.is_asked.load(Ordering::Relaxed) {
            self.inquiry.ask();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        self.tokens.open(&params.text_document.uri);
        self.mailbox.send(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        self.mailbox.send(Event::Change(params));
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.tokens.forget(&params.text_document.uri);
        self.mailbox.send(Event::Close(params.text_document.uri));
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        self.mailbox.send(Event::Save(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        self.mailbox.send(Event::Files(params.changes));
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<lsp::WorkspaceFolder>| folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect();
        self.mailbox.send(Event::Folders(paths(params.event.added), paths(params.event.removed)));
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        if self.is_asked.load(Ordering::Relaxed) {
            self.inquiry.ask();
        } else if let Some(settings) = params.settings.get(settings::SECTION) {
            self.inquiry.tell(settings);
        }
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        self.answer(move |turn| handlers::navigation::hover(turn, &params.text_document_position_params)).await
    }

    async fn goto_definition(&self, params: lsp::GotoDefinitionParams) -> Result<Option<lsp::GotoDefinitionResponse>> {
        self.answer(move |turn| handlers::navigation::definition(turn, &params.text_document_position_params)).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let parts = Parts::new(&self.outlet, params.partial_result_params.clone());
        self.answer_while_wanted(move |turn, wanted| Some(parts.send(handlers::navigation::references(turn, &params)?, wanted))).await
    }

    async fn document_symbol(&self, params: lsp::DocumentSymbolParams) -> Result<Option<lsp::DocumentSymbolResponse>> {
        self.answer(move |turn| handlers::symbols::document_outline(turn, &params.text_document.uri)).await
    }

    async fn symbol_resolve(&self, symbol: lsp::WorkspaceSymbol) -> Result<lsp::WorkspaceSymbol> {
        self.answer(move |turn| handlers::symbols::with_range(turn, symbol)).await?
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        self.answer(move |turn| handlers::display::inlay_hints(turn, &params)).await
    }

    async fn inlay_hint_resolve(&self, hint: lsp::InlayHint) -> Result<lsp::InlayHint> {
        self.answer(move |turn| handlers::display::with_tooltip(turn, hint)).await?
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.answer(move |turn| handlers::display::folding(turn, &params.text_document.uri)).await
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        self.answer(move |turn| handlers::actions::code_actions(turn, &params)).await
    }

    async fn code_action_resolve(&self, action: lsp::CodeAction) -> Result<lsp::CodeAction> {
        self.answer(move |turn| handlers::actions::with_edit(turn, action)).await?
    }

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        self.answer(move |turn| handlers::navigation::declaration(turn, &params.text_document_position_params)).await
    }

    async fn goto_type_definition(&self, params: GotoTypeDefinitionParams) -> Result<Option<GotoTypeDefinitionResponse>> {
        self.answer(move |turn| handlers::navigation::type_definition(turn, &params.text_document_position_params)).await
    }

    async fn goto_implementation(&self, params: GotoImplementationParams) -> Result<Option<GotoImplementationResponse>> {
        self.answer(move |turn| handlers::navigation::implementation(turn, &params.text_document_position_params)).await
    }

    async fn document_highlight(&self, params: lsp::DocumentHighlightParams) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        self.answer(move |turn| handlers::navigation::highlights(turn, &params.text_document_position_params)).await
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        self.answer(move |turn| handlers::navigation::selections(turn, &params)).await
    }

    async fn prepare_call_hierarchy(&self, params: lsp::CallHierarchyPrepareParams) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
        self.answer(move |turn| handlers::calls::prepare(turn, &params.text_document_position_params)).await
    }

    async fn incoming_calls(&self, params: lsp::CallHierarchyIncomingCallsParams) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
        self.answer(move |turn| handlers::calls::incoming(turn, &params.item)).await
    }

    async fn outgoing_calls(&self, params: lsp::CallHierarchyOutgoingCallsParams) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
        self.answer(move |turn| handlers::calls::outgoing(turn, &params.item)).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.answer(move |turn| handlers::display::lens(turn, &params.text_document.uri)).await
    }

    async fn code_lens_resolve(&self, lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
        self.answer(move |turn| handlers::display::fill_lens(turn, lens)).await?
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.answer(move |turn| handlers::display::links(turn, &params.text_document.uri)).await
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        self.answer(move |turn| handlers::edits::completion(turn, &params.text_document_position)).await
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        self.answer(move |turn| handlers::edits::documented(turn, item)).await
    }

    async fn prepare_rename(&self, at: lsp::TextDocumentPositionParams) -> Result<Option<lsp::PrepareRenameResponse>> {
        self.answer(move |turn| handlers::edits::prepare_rename(turn, &at)).await?
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let Some((edit, told)) = self.answer(move |turn| handlers::edits::rename(turn, &params)).await?? else { return Ok(None) };
        told.into_iter().for_each(|line| self.outbox.send(Message::Tell(line)));
        Ok(Some(edit))
    }

    async fn semantic_tokens_full(&self, params: lsp::SemanticTokensParams) -> Result<Option<lsp::SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let asked = uri.clone();
        let tokens = self.answer(move |turn| handlers::tokens::tokens(turn, &asked, None)).await?;
        Ok(tokens.map(|data| {
            let result_id = Some(self.tokens.remember(&uri, data.clone()));
            lsp::SemanticTokensResult::Tokens(lsp::SemanticTokens { result_id, data })
        }))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        let asked = uri.clone();
        let Some(data) = self.answer(move |turn| handlers::tokens::tokens(turn, &asked, None)).await? else { return Ok(None) };
        let before = self.tokens.recall(&uri, &params.previous_result_id);
        let result_id = Some(self.tokens.remember(&uri, data.clone()));
        Ok(Some(match before {
            Some(before) => {
                let edits = handlers::tokens::change(&before, &data);
                lsp::SemanticTokensFullDeltaResult::TokensDelta(lsp::SemanticTokensDelta { result_id, edits })
            }
            None => lsp::SemanticTokensFullDeltaResult::Tokens(lsp::SemanticTokens { result_id, data }),
        }))
    }

    async fn semantic_tokens_range(&self, params: lsp::SemanticTokensRangeParams) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        let tokens = self.answer(move |turn| handlers::tokens::tokens(turn, &params.text_document.uri, Some(params.range))).await?;
        Ok(tokens.map(|data| lsp::SemanticTokensRangeResult::Tokens(lsp::SemanticTokens { result_id: None, data })))
    }

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReportResult> {
        self.answer(move |turn| turn.client.pulls.then(|| handlers::pull::of_document(turn, &params)))
            .await?
            .ok_or_else(Error::method_not_found)
    }

    async fn workspace_diagnostic(&self, params: lsp::WorkspaceDiagnosticParams) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        self.answer(move |turn| turn.client.pulls.then(|| handlers::pull::of_workspace(turn, &params)))
            .await?
            .ok_or_else(Error::method_not_found)
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        let place = self.answer(move |turn| handlers::commands::show(turn, &params)).await??;
        self.outbox.send(Message::ShowDocument(place));
        Ok(None)
    }

    async fn will_rename_files(&self, params: lsp::RenameFilesParams) -> Result<Option<lsp::WorkspaceEdit>> {
        self.answer(move |turn| handlers::files::will_rename(turn, &params)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::jsonrpc::ErrorCode;

    /// No text makes the engine panic, so that it cannot be had from outside: what becomes of a panic is tested where it would come out.
    #[tokio::test]
    async fn a_panic_costs_one_answer() {
        let (service, _socket) = tower_lsp::LspService::new(|client| Backend::new(client, Outlet::open(std::io::sink()).unwrap()));
        let backend = service.inner();
        for _ in 0..2 {
            let failed = backend.answer(|_| -> u32 { panic!("on purpose") }).await;
            assert_eq!(failed.map_err(|error| error.code), Err(ErrorCode::InternalError));
            assert_eq!(backend.answer(|_| 7).await, Ok(7));
        }
    }
}
