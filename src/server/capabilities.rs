//! What the server offers, from what the client can do.

use super::handlers::{actions, commands, tokens};
use super::settings;
use crate::checks::Tag;
use crate::config::literal;
use crate::text::Encoding;
use std::path::PathBuf;
use tower_lsp::lsp_types as lsp;

/// What a client can do that changes what it is sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// In what positions are counted.
    pub encoding: Encoding,
    /// Hovers in Markdown; else as plain text.
    pub markdown: bool,
    /// The same for what is told of an offered completion.
    pub documents_markdown: bool,
    /// Watched files by registration.
    pub watches: bool,
    /// The same for files outside of its folders, by the folders that they lie in.
    pub watches_outside: bool,
    /// What can be asked for again.
    pub refreshes: Refreshes,
    /// What may be left out of answers until it is looked at.
    pub resolves: Resolves,
    /// Document symbols in a tree; else as a flat list.
    pub tree_symbols: bool,
    /// The kinds of symbols that it shows, of a document and of the workspace.
    pub document_kinds: SymbolKinds,
    pub workspace_kinds: SymbolKinds,
    /// Constants among the kinds of completions that it shows.
    pub completes_constants: bool,
    /// Where answers may be links that tell the span they were asked for.
    pub links: Links,
    /// Edits with the version that they were made for.
    pub versioned_edits: bool,
    /// A place can be shown when the server asks for it.
    pub shows_documents: bool,
    /// Settings are told when they are asked for.
    pub tells_settings: bool,
    /// That settings have changed is told by registration.
    pub registers_settings: bool,
    /// Work under way is shown.
    pub shows_progress: bool,
    /// Diagnostics are asked for, and again when the server says so; else they are told.
    pub pulls: bool,
    /// The same for those of all open documents at once.
    pub pulls_workspace: bool,
    /// The edits of a rename may be marked for confirmation, and the client heeds that.
    pub annotates_changes: bool,
    /// Whether a diagnostic may name other places.
    pub relates: bool,
    /// Whether a diagnostic may lead to the page of its rule.
    pub describes_codes: bool,
    /// Code actions may be more than commands.
    pub takes_actions: bool,
    /// The tags of diagnostics that it shows.
    pub tags: Tags,
    /// Edits may make files.
    pub creates_files: bool,
    /// Files are renamed with what the server changes for that.
    pub asks_before_renaming_files: bool,
    /// A rename can be asked about before.
    pub prepares_renames: bool,
    /// Which of the younger requests it makes.
    pub asks: Asks,
    /// Folders may come and go.
    pub changes_folders: bool,
    /// Which semantic tokens it asks for.
    pub tokens: TokenRequests,
    /// Semantic tokens may have names of our own, as the client's settings say.
    pub own_token_types: bool,
}

/// Which of the requests a client makes that came with the protocol's versions 3.16 and 3.17, by the capability that came with each. A client
/// that says nothing of what it does with documents may make all of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asks {
    calls: bool,
    hints: bool,
    tokens: bool,
}

impl Asks {
    fn new(document: Option<&lsp::TextDocumentClientCapabilities>) -> Self {
        Asks {
            calls: document.is_none_or(|document| document.call_hierarchy.is_some()),
            hints: document.is_none_or(|document| document.inlay_hint.is_some()),
            tokens: document.is_none_or(|document| document.semantic_tokens.is_some()),
        }
    }
}

/// Which semantic tokens a client asks for beside those of a whole document. One that says nothing of semantic tokens may ask for all.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenRequests {
    range: bool,
    delta: bool,
}

impl TokenRequests {
    fn new(asked: Option<&lsp::SemanticTokensClientCapabilities>) -> Self {
        let requests = asked.map(|asked| &asked.requests);
        let delta = |full: &lsp::SemanticTokensFullOptions| matches!(full, lsp::SemanticTokensFullOptions::Delta { delta: Some(true) });
        TokenRequests {
            range: requests.is_none_or(|requests| requests.range == Some(true)),
            delta: requests.is_none_or(|requests| requests.full.as_ref().is_some_and(delta)),
        }
    }
}

/// The kinds of symbols beyond those that every client shows, which are those up to `Array`.
#[derive(Clone, Copy, Debug)]
pub(super) struct SymbolKinds {
    events: bool,
    nulls: bool,
}

impl SymbolKinds {
    fn new(shown: Option<&lsp::SymbolKindCapability>) -> Self {
        let shown = shown.and_then(|shown| shown.value_set.as_deref()).unwrap_or_default();
        SymbolKinds { events: shown.contains(&lsp::SymbolKind::EVENT), nulls: shown.contains(&lsp::SymbolKind::NULL) }
    }

    /// A kind, or the nearest that is shown.
    pub fn nearest(self, kind: lsp::SymbolKind) -> lsp::SymbolKind {
        match kind {
            lsp::SymbolKind::EVENT if !self.events => lsp::SymbolKind::CONSTANT,
            lsp::SymbolKind::NULL if !self.nulls => lsp::SymbolKind::FIELD,
            kind => kind,
        }
    }
}

/// The tags of diagnostics that a client shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tags {
    unnecessary: bool,
    deprecated: bool,
}

impl Tags {
    fn new(shown: Option<&lsp::TagSupport<lsp::DiagnosticTag>>) -> Self {
        let shows = |tag| shown.is_some_and(|shown| shown.value_set.contains(&tag));
        Tags { unnecessary: shows(lsp::DiagnosticTag::UNNECESSARY), deprecated: shows(lsp::DiagnosticTag::DEPRECATED) }
    }

    /// Whether a tag is shown.
    pub fn shows(self, tag: Tag) -> bool {
        match tag {
            Tag::Unnecessary => self.unnecessary,
            Tag::Deprecated => self.deprecated,
        }
    }
}

/// Whether a client wants Markdown: the first of the formats that it names is the one it likes best. One that names none may show the marks.
fn likes_markdown(formats: Option<&[lsp::MarkupKind]>) -> bool {
    formats.and_then(<[_]>::first) == Some(&lsp::MarkupKind::Markdown)
}

/// What a client asks for again when it is told that it is out of date.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Refreshes {
    pub hints: bool,
    pub tokens: bool,
    pub lenses: bool,
}

/// What a client asks for only when it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolves {
    /// The edits of code actions.
    pub edits: bool,
    /// The tooltips of inlay hints.
    pub tooltips: bool,
    /// Where in its file a workspace symbol stands.
    pub ranges: bool,
    /// What is told of an offered completion.
    pub documentation: bool,
}

impl Resolves {
    fn new(offered: &lsp::ClientCapabilities) -> Self {
        let document = offered.text_document.as_ref();
        let holds = |properties: Option<&Vec<String>>, wanted: &str| properties.is_some_and(|all| all.iter().any(|one| one == wanted));
        let action = document.and_then(|document| document.code_action.as_ref()).filter(|action| action.data_support == Some(true));
        let hint = document.and_then(|document| document.inlay_hint.as_ref()?.resolve_support.as_ref());
        let item = document.and_then(|document| document.completion.as_ref()?.completion_item.as_ref()?.resolve_support.as_ref());
        let symbol = offered.workspace.as_ref().and_then(|workspace| workspace.symbol.as_ref()?.resolve_support.as_ref());
        Resolves {
            edits: holds(action.and_then(|action| action.resolve_support.as_ref()).map(|support| &support.properties), "edit"),
            tooltips: holds(hint.map(|support| &support.properties), "tooltip"),
            ranges: holds(symbol.map(|support| &support.properties), "location.range"),
            // The protocol had it before clients said what they resolve.
            documentation: item.is_none_or(|support| holds(Some(&support.properties), "documentation")),
        }
    }
}

/// The requests whose answers may be links.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links {
    pub definition: bool,
    pub declaration: bool,
    pub type_definition: bool,
    pub implementation: bool,
}

impl Client {
    /// Whether the user is told of what a change leaves out with the change itself.
    pub fn tells_changes(&self) -> bool {
        self.versioned_edits && self.annotates_changes
    }

    /// Reads what the client says of itself. UTF-8 is chosen wherever it is offered, then the first offer, else UTF-16 as the protocol has it.
    pub fn new(params: &lsp::InitializeParams) -> Self {
        let (offered, options) = (&params.capabilities, params.initialization_options.as_ref());
        let encodings = offered.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or(&[]);
        let encoding = if encodings.contains(&lsp::PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if encodings.first() == Some(&lsp::PositionEncodingKind::UTF32) {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        };
        let document = offered.text_document.as_ref();
        let workspace = offered.workspace.as_ref();
        let told = document.and_then(|document| document.publish_diagnostics.as_ref());
        let refreshes_diagnostics = workspace.and_then(|workspace| workspace.diagnostic.as_ref()?.refresh_support) == Some(true);
        let formats = document.and_then(|document| document.hover.as_ref()?.content_format.as_deref());
        Client {
            encoding,
            markdown: likes_markdown(formats),
            documents_markdown: likes_markdown(
                document.and_then(|document| document.completion.as_ref()?.completion_item.as_ref()?.documentation_format.as_deref()),
            ),
            watches: workspace.and_then(|workspace| workspace.did_change_watched_files?.dynamic_registration) == Some(true),
            watches_outside: workspace
                .and_then(|workspace| workspace.did_change_watched_files)
                .is_some_and(|watching| watching.dynamic_registration == Some(true) && watching.relative_pattern_support == Some(true)),
            refreshes: Refreshes {
                hints: workspace.and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support) == Some(true),
                tokens: workspace.and_then(|workspace| workspace.semantic_tokens.as_ref()?.refresh_support) == Some(true),
                lenses: workspace.and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support) == Some(true),
            },
            resolves: Resolves::new(offered),
            tree_symbols: document.and_then(|document| document.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                == Some(true),
            document_kinds: SymbolKinds::new(document.and_then(|document| document.document_symbol.as_ref()?.symbol_kind.as_ref())),
            workspace_kinds: SymbolKinds::new(workspace.and_then(|workspace| workspace.symbol.as_ref()?.symbol_kind.as_ref())),
            completes_constants: document
                .and_then(|document| document.completion.as_ref()?.completion_item_kind.as_ref()?.value_set.as_deref())
                .is_some_and(|kinds| kinds.contains(&lsp::CompletionItemKind::CONSTANT)),
            links: Links {
                definition: document.and_then(|document| document.definition?.link_support) == Some(true),
                declaration: document.and_then(|document| document.declaration?.link_support) == Some(true),
                type_definition: document.and_then(|document| document.type_definition?.link_support) == Some(true),
                implementation: document.and_then(|document| document.implementation?.link_support) == Some(true),
            },
            versioned_edits: workspace.and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes) == Some(true),
            shows_documents: offered.window.as_ref().and_then(|window| window.show_document.as_ref()).is_some_and(|show| show.support),
            tells_settings: workspace.and_then(|workspace| workspace.configuration) == Some(true),
            registers_settings: workspace.and_then(|workspace| workspace.did_change_configuration?.dynamic_registration) == Some(true),
            shows_progress: offered.window.as_ref().and_then(|window| window.work_done_progress) == Some(true),
            pulls: refreshes_diagnostics && document.is_some_and(|document| document.diagnostic.is_some()),
            // Neovim 0.12, told that its diagnostics are old, asks for those of the workspace alone, and drops them for open buffers.
            pulls_workspace: params.client_info.as_ref().is_none_or(|client| client.name != "Neovim"),
            relates: told.and_then(|told| told.related_information) == Some(true),
            describes_codes: told.and_then(|told| told.code_description_support) == Some(true),
            tags: Tags::new(told.and_then(|told| told.tag_support.as_ref())),
            annotates_changes: workspace
                .is_some_and(|workspace| workspace.workspace_edit.as_ref().is_some_and(|edit| edit.change_annotation_support.is_some()))
                && document.and_then(|document| document.rename.as_ref()?.honors_change_annotations) == Some(true),
            takes_actions: document
                .is_some_and(|document| document.code_action.as_ref().is_some_and(|action| action.code_action_literal_support.is_some())),
            creates_files: workspace.is_some_and(|workspace| {
                let operations = workspace.workspace_edit.as_ref().and_then(|edit| edit.resource_operations.as_ref());
                operations.is_some_and(|operations| operations.contains(&lsp::ResourceOperationKind::Create))
            }),
            asks_before_renaming_files: workspace.and_then(|workspace| workspace.file_operations.as_ref()?.will_rename) == Some(true),
            asks: Asks::new(document),
            changes_folders: workspace.is_none_or(|workspace| workspace.workspace_folders == Some(true)),
            tokens: TokenRequests::new(document.and_then(|document| document.semantic_tokens.as_ref())),
            prepares_renames: document.and_then(|document| document.rename.as_ref()?.prepare_support) == Some(true),
            own_token_types: options.and_then(|options| options.get("ownTokenTypes")?.as_bool()) == Some(true),
        }
    }
}

/// What this server answers, as far as the client can ask for it.
pub(super) fn server(client: Client) -> lsp::ServerCapabilities {
    let encoding = match client.encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    };
    let folders = client
        .changes_folders
        .then_some(lsp::WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(lsp::OneOf::Left(true)) });
    // Records and configuration: what names them is changed with their names.
    let filter = |glob: &str, matches| lsp::FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: lsp::FileOperationPattern { glob: glob.to_owned(), matches: Some(matches), options: None },
    };
    let operations = client.asks_before_renaming_files.then(|| lsp::WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(lsp::FileOperationRegistrationOptions {
            filters: vec![
                filter("**/*.{toml,csv,json}", lsp::FileOperationPatternKind::File),
                filter("**", lsp::FileOperationPatternKind::Folder),
            ],
        }),
        ..Default::default()
    });
    lsp::ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
            save: Some(lsp::TextDocumentSyncSaveOptions::Supported(true)),
            ..Default::default()
        })),
        hover_provider: Some(lsp::HoverProviderCapability::Simple(true)),
        definition_provider: Some(lsp::OneOf::Left(true)),
        references_provider: Some(lsp::OneOf::Left(true)),
        document_symbol_provider: Some(lsp::OneOf::Left(true)),
        workspace_symbol_provider: Some(match client.resolves.ranges {
            true => lsp::OneOf::Right(lsp::WorkspaceSymbolOptions {
                resolve_provider: Some(true),
                work_done_progress_options: Default::default(),
            }),
            false => lsp::OneOf::Left(true),
        }),
        declaration_provider: Some(lsp::DeclarationCapability::Simple(true)),
        type_definition_provider: Some(lsp::TypeDefinitionProviderCapability::Simple(true)),
        implementation_provider: Some(lsp::ImplementationProviderCapability::Simple(true)),
        document_highlight_provider: Some(lsp::OneOf::Left(true)),
        selection_range_provider: Some(lsp::SelectionRangeProviderCapability::Simple(true)),
        call_hierarchy_provider: client.asks.calls.then_some(lsp::CallHierarchyServerCapability::Simple(true)),
        code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(true) }),
        document_link_provider: Some(lsp::DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: Default::default(),
        }),
        execute_command_provider: client.shows_documents.then(|| lsp::ExecuteCommandOptions {
            commands: vec![commands::SHOW.to_owned(), commands::EXPLAIN.to_owned()],
            ..Default::default()
        }),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(vec!["@".to_owned()]),
            resolve_provider: Some(client.resolves.documentation),
            ..Default::default()
        }),
        rename_provider: Some(match client.prepares_renames {
            true => lsp::OneOf::Right(lsp::RenameOptions { prepare_provider: Some(true), work_done_progress_options: Default::default() }),
            false => lsp::OneOf::Left(true),
        }),
        semantic_tokens_provider: client.asks.tokens.then(|| {
            lsp::SemanticTokensServerCapabilities::SemanticTokensOptions(lsp::SemanticTokensOptions {
                legend: tokens::legend(client.own_token_types),
                range: client.tokens.range.then_some(true),
                full: Some(match client.tokens.delta {
                    true => lsp::SemanticTokensFullOptions::Delta { delta: Some(true) },
                    false => lsp::SemanticTokensFullOptions::Bool(true),
                }),
                ..Default::default()
            })
        }),
        diagnostic_provider: client.pulls.then(|| {
            lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                identifier: Some("backread".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: client.pulls_workspace,
                ..Default::default()
            })
        }),
        inlay_hint_provider: client.asks.hints.then(|| match client.resolves.tooltips {
            true => lsp::OneOf::Right(lsp::InlayHintServerCapabilities::Options(lsp::InlayHintOptions {
                resolve_provider: Some(true),
                ..Default::default()
            })),
            false => lsp::OneOf::Left(true),
        }),
        folding_range_provider: Some(lsp::FoldingRangeProviderCapability::Simple(true)),
        code_action_provider: client.takes_actions.then(|| {
            lsp::CodeActionProviderCapability::Options(lsp::CodeActionOptions {
                code_action_kinds: Some(vec![lsp::CodeActionKind::QUICKFIX, lsp::CodeActionKind::new(actions::FIX_ALL)]),
                resolve_provider: client.resolves.edits.then_some(true),
                ..Default::default()
            })
        }),
        workspace: Some(lsp::WorkspaceServerCapabilities { workspace_folders: folders, file_operations: operations }),
        ..Default::default()
    }
}

/// What files outside of the folders are watched under.
const OUTSIDE: &str = "backread-outside";
const WATCHING: &str = "workspace/didChangeWatchedFiles";

/// Has the client watch files by the folders that they lie in.
pub(super) fn outside(files: &[PathBuf]) -> lsp::Registration {
    let watcher = |file: &PathBuf| {
        let folder = lsp::Url::from_directory_path(file.parent()?).ok()?;
        let name = literal(file.file_name()?.to_str()?);
        Some(serde_json::json!({"globPattern": {"baseUri": folder, "pattern": name}}))
    };
    let watchers: Vec<_> = files.iter().filter_map(watcher).collect();
    let options = Some(serde_json::json!({"watchers": watchers}));
    lsp::Registration { id: OUTSIDE.to_owned(), method: WATCHING.to_owned(), register_options: options }
}

/// Ends [`outside`].
pub(super) fn no_more_outside() -> lsp::Unregistration {
    lsp::Unregistration { id: OUTSIDE.to_owned(), method: WATCHING.to_owned() }
}

/// What is registered once the client runs: the files to watch, and the settings.
pub(super) fn registrations(client: Client) -> Vec<lsp::Registration> {
    let registration = |id: &str, method: &str, options| lsp::Registration {
        id: id.to_owned(),
        method: method.to_owned(),
        register_options: Some(options),
    };
    // Letter case counts in a glob, but not in what is an article.
    let kinds =
        ["**/*.{txt,TXT,Txt,md,MD,Md,markdown,MARKDOWN,Markdown}", "**/*.{toml,csv}", "**/*baseline*.json", "**/{.gitignore,.ignore}"];
    let files = kinds.into_iter().map(|glob| serde_json::json!({"globPattern": glob}));
    // A folder that comes or goes, 1 and 4, is told by its own name alone.
    let watchers: Vec<_> = files.chain([serde_json::json!({"globPattern": "**", "kind": 1 | 4})]).collect();
    let files = client.watches.then(|| registration("backread-files", WATCHING, serde_json::json!({"watchers": watchers})));
    let settings = client
        .registers_settings
        .then(|| registration("backread-settings", "workspace/didChangeConfiguration", serde_json::json!({"section": settings::SECTION})));
    files.into_iter().chain(settings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_the_encoding() {
        let chosen = |offers: &[&'static str]| {
            let offers: Vec<String> = offers.iter().map(|offer| (*offer).to_owned()).collect();
            let capabilities = serde_json::from_value(serde_json::json!({"general": {"positionEncodings": offers}})).unwrap();
            Client::new(&lsp::InitializeParams { capabilities, ..Default::default() }).encoding
        };
        assert_eq!(chosen(&["utf-16"]), Encoding::Utf16);
        assert_eq!(chosen(&["utf-32", "utf-8", "utf-16"]), Encoding::Utf8);
        assert_eq!(chosen(&["utf-32", "utf-16"]), Encoding::Utf32);
        assert_eq!(chosen(&[]), Encoding::Utf16);
    }

    #[test]
    fn changes_of_every_article_and_of_ignore_files_are_watched() {
        let watching = serde_json::json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
        let capabilities = serde_json::from_value(watching).unwrap();
        let client = Client::new(&lsp::InitializeParams { capabilities, ..Default::default() });
        let options = registrations(client).remove(0).register_options.unwrap();
        let watchers = options["watchers"].as_array().unwrap().iter().filter(|watcher| watcher.get("kind").is_none());
        let globs: Vec<_> =
            watchers.map(|watcher| globset::Glob::new(watcher["globPattern"].as_str().unwrap()).unwrap().compile_matcher()).collect();
        for name in ["a.txt", "desk/A.TXT", "b.MD", "c.Markdown", "entities/people.csv", "backread.toml", ".gitignore", "desk/.ignore"] {
            assert!(globs.iter().any(|glob| glob.is_match(name)), "{name}");
        }
    }

    #[test]
    fn neovim_is_not_offered_what_makes_it_drop_diagnostics() {
        let of = |name: &str| lsp::ClientInfo { name: name.to_owned(), version: None };
        let pulls = |name: &str| Client::new(&lsp::InitializeParams { client_info: Some(of(name)), ..Default::default() }).pulls_workspace;
        assert_eq!((pulls("Neovim"), pulls("Visual Studio Code")), (false, true));
    }
}
