//! Everything that the answer to `initialize` offers is called here, down to its last option: what is offered and not called fails.

use crate::client::{Client, place, uri};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

const ARTICLE: &str = "Council backs the new bridge

May 31, 2024

Mary Poole, the mayor of Norwick, spoke to the council on Friday. The plan is at https://example.org/plan.

\u{201C}We will build it before winter, and Karl Brandt will pay,\u{201D} Poole said. [CHECK]

Related Content

Poole was elected in 2021.
";

#[test]
fn tokens_are_offered_as_they_are_asked_for() {
    let offered = |requests: Value| {
        let tokens = json!({"requests": requests, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]});
        let client = Client::with(json!({"textDocument": {"semanticTokens": tokens}}), &[]);
        let offered = &client.capabilities["semanticTokensProvider"];
        (offered["full"].clone(), offered["range"].clone())
    };
    assert_eq!(offered(json!({"full": {"delta": true}, "range": true})), (json!({"delta": true}), json!(true)));
    assert_eq!(offered(json!({"full": true})), (json!(true), Value::Null));
    assert_eq!(offered(json!({"full": {"delta": false}, "range": false})), (json!(true), Value::Null));
}

/// What clients say that take code actions, and not commands alone.
fn literals() -> Value {
    json!({"codeActionKind": {"valueSet": ["quickfix", "source"]}})
}

/// A client that can do everything that changes what is offered.
fn everything() -> Value {
    let refresh = json!({"refreshSupport": true});
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "window": {"workDoneProgress": true, "showDocument": {"support": true}},
        "workspace": {
            "applyEdit": true, "configuration": true, "workspaceFolders": true, "diagnostics": refresh, "codeLens": refresh, "inlayHint": refresh,
            "semanticTokens": refresh, "fileOperations": {"willRename": true}, "symbol": {"resolveSupport": {"properties": ["location.range"]}},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"], "changeAnnotationSupport": {}},
        },
        "textDocument": {
            "diagnostic": {}, "rename": {"prepareSupport": true}, "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}},
            "codeAction": {"codeActionLiteralSupport": literals(), "dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}, "callHierarchy": {},
            "semanticTokens": {"requests": {"full": {"delta": true}, "range": true}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]},
        },
    })
}

/// The path of everything in an offer that is not absent: `renameProvider`, `renameProvider.prepareProvider`.
fn offered(path: &str, value: &Value, into: &mut BTreeSet<String>) {
    if value.is_null() || *value == json!(false) {
        return;
    }
    into.insert(path.to_owned());
    for (name, value) in value.as_object().into_iter().flatten() {
        offered(&format!("{path}.{name}"), value, into);
    }
}

/// The requests that use what is offered, and whether an answer is one. What no request has is tested where the last comment says.
fn calls(client: &mut Client, document: &str) -> BTreeSet<String> {
    let mut called = BTreeSet::new();
    let text = json!({"uri": document});
    let of_document = json!({"textDocument": text});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let at = |line, character| place(document, line, character);
    let with = |mut params: Value, name: &str, value: Value| {
        params[name] = value;
        params
    };
    let mut call = |path: &str, method: &str, params: Value| {
        called.insert(path.to_owned());
        let answer = client.request(method, params).unwrap_or_else(|error| panic!("{method}: {error:?}"));
        let is_empty = answer.is_null() || answer.as_array().is_some_and(Vec::is_empty);
        assert!(!is_empty || path == "executeCommandProvider", "{method} has nothing to say");
        answer
    };
    call("hoverProvider", "textDocument/hover", at(4, 1));
    call("definitionProvider", "textDocument/definition", at(6, 65));
    call("declarationProvider", "textDocument/declaration", at(6, 65));
    call("implementationProvider", "textDocument/implementation", at(6, 65));
    call("typeDefinitionProvider", "textDocument/typeDefinition", at(6, 47));
    call("referencesProvider", "textDocument/references", with(at(4, 1), "context", json!({"includeDeclaration": true})));
    call("documentHighlightProvider", "textDocument/documentHighlight", at(4, 1));
    call("documentSymbolProvider", "textDocument/documentSymbol", of_document.clone());
    call("foldingRangeProvider", "textDocument/foldingRange", of_document.clone());
    call("documentLinkProvider", "textDocument/documentLink", of_document.clone());
    call(
        "selectionRangeProvider",
        "textDocument/selectionRange",
        with(of_document.clone(), "positions", json!([{"line": 4, "character": 2}])),
    );
    let symbols = call("workspaceSymbolProvider", "workspace/symbol", json!({"query": "Poole"}));
    call("workspaceSymbolProvider.resolveProvider", "workspaceSymbol/resolve", symbols[0].clone());
    let hints = call("inlayHintProvider", "textDocument/inlayHint", with(of_document.clone(), "range", whole.clone()));
    call("inlayHintProvider.resolveProvider", "inlayHint/resolve", hints[0].clone());
    let asked = with(with(of_document.clone(), "range", whole.clone()), "context", json!({"diagnostics": []}));
    let actions = call("codeActionProvider", "textDocument/codeAction", asked);
    call("codeActionProvider.resolveProvider", "codeAction/resolve", actions[0].clone());
    let lenses = call("codeLensProvider", "textDocument/codeLens", of_document.clone());
    let lens = call("codeLensProvider.resolveProvider", "codeLens/resolve", lenses[0].clone());
    let command = json!({"command": lens["command"]["command"], "arguments": lens["command"]["arguments"]});
    call("executeCommandProvider", "workspace/executeCommand", command);
    let offers = call("completionProvider", "textDocument/completion", at(12, 4));
    call("completionProvider.resolveProvider", "completionItem/resolve", offers["items"][0].clone());
    call("renameProvider", "textDocument/rename", with(at(4, 1), "newName", json!("Maria Poole")));
    call("renameProvider.prepareProvider", "textDocument/prepareRename", at(4, 1));
    let tokens = call("semanticTokensProvider.full", "textDocument/semanticTokens/full", of_document.clone());
    let delta = with(of_document.clone(), "previousResultId", tokens["resultId"].clone());
    call("semanticTokensProvider.full.delta", "textDocument/semanticTokens/full/delta", delta);
    call("semanticTokensProvider.range", "textDocument/semanticTokens/range", with(of_document.clone(), "range", whole));
    let items = call("callHierarchyProvider", "textDocument/prepareCallHierarchy", at(6, 65));
    call("callHierarchyProvider", "callHierarchy/outgoingCalls", json!({"item": items[0]}));
    let brandt = call("callHierarchyProvider", "textDocument/prepareCallHierarchy", at(6, 47));
    call("callHierarchyProvider", "callHierarchy/incomingCalls", json!({"item": brandt[0]}));
    call("diagnosticProvider", "textDocument/diagnostic", of_document);
    call("diagnosticProvider.workspaceDiagnostics", "workspace/diagnostic", json!({"previousResultIds": []}));
    let renamed = |name: &str| format!("{}/{name}", document.rsplit_once('/').unwrap().0);
    let files = json!({"files": [{"oldUri": renamed("people.toml"), "newUri": renamed("who.toml")}]});
    call("workspace.fileOperations.willRename", "workspace/willRenameFiles", files);
    called
}

#[test]
fn everything_that_is_offered_answers() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("backread.toml"), "entities = [\"people.toml\"]\n").unwrap();
    let records = "format = 1\n\n[[org]]\nid = \"nordlink\"\nname = \"Nordlink\"\n\n[[person]]\nid = \"karl-brandt\"\nname = \"Karl Brandt\"\n\n[[person.role]]\ntitle = \"director\"\norg = \"nordlink\"\nfrom = \"2020\"\n";
    fs::write(folder.path().join("people.toml"), records).unwrap();
    let document = uri(&folder.path().join("bridge.txt"));
    let mut client = Client::with(everything(), &[folder.path()]);
    client.open(&document, "plaintext", &format!("{ARTICLE}\n@Poo"));
    let mut paths = BTreeSet::new();
    for (name, value) in client.capabilities.as_object().unwrap() {
        offered(name, value, &mut paths);
    }
    let called = calls(&mut client, &document);
    // What says how, and not what: characters, kinds, legends, filters; and what is no request: edits, folders, the encoding.
    let other = [
        "callHierarchyProvider",
        "codeActionProvider.codeActionKinds",
        "completionProvider.triggerCharacters",
        "diagnosticProvider.identifier",
        "diagnosticProvider.interFileDependencies",
        "executeCommandProvider.commands",
        "positionEncoding",
        "semanticTokensProvider",
        "semanticTokensProvider.legend",
        "semanticTokensProvider.legend.tokenModifiers",
        "semanticTokensProvider.legend.tokenTypes",
        "textDocumentSync",
        "textDocumentSync.change",
        "textDocumentSync.openClose",
        "textDocumentSync.save",
        "workspace",
        "workspace.fileOperations",
        "workspace.fileOperations.willRename.filters",
        "workspace.workspaceFolders",
        "workspace.workspaceFolders.changeNotifications",
        "workspace.workspaceFolders.supported",
    ];
    let uncalled: Vec<&String> = paths.iter().filter(|path| !called.contains(*path) && !other.contains(&path.as_str())).collect();
    assert!(uncalled.is_empty(), "offered and not called: {uncalled:?}");
    let unoffered: Vec<&String> = called.iter().filter(|path| !paths.contains(*path)).collect();
    assert!(unoffered.is_empty(), "called and not offered: {unoffered:?}");
}

#[test]
fn what_a_client_cannot_use_is_not_offered() {
    let client = Client::with(json!({}), &[]);
    let mut paths = BTreeSet::new();
    for (name, value) in client.capabilities.as_object().unwrap() {
        offered(name, value, &mut paths);
    }
    for path in [
        "codeActionProvider.resolveProvider",
        "diagnosticProvider",
        "executeCommandProvider",
        "inlayHintProvider.resolveProvider",
        "renameProvider.prepareProvider",
        "workspace.fileOperations",
        "workspaceSymbolProvider.resolveProvider",
    ] {
        assert!(!paths.contains(path), "{path}");
    }
}

#[test]
fn younger_requests_are_offered_to_clients_that_make_them() {
    let tokens = json!({"requests": {"full": true}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]});
    for (name, declared, provider) in [
        ("callHierarchy", json!({}), "callHierarchyProvider"),
        ("inlayHint", json!({}), "inlayHintProvider"),
        ("semanticTokens", tokens, "semanticTokensProvider"),
    ] {
        let without = Client::with(json!({"textDocument": {"hover": {}}}), &[]);
        assert_eq!(without.capabilities[provider], Value::Null, "{name}");
        let with = Client::with(json!({"textDocument": {"hover": {}, name: declared}}), &[]);
        assert_ne!(with.capabilities[provider], Value::Null, "{name}");
        // Who says nothing of documents may ask for all.
        assert_ne!(Client::with(json!({}), &[]).capabilities[provider], Value::Null, "{name}");
    }
    for (able, offered) in [(json!(true), json!({"supported": true, "changeNotifications": true})), (json!(false), Value::Null)] {
        let client = Client::with(json!({"workspace": {"workspaceFolders": able}}), &[]);
        assert_eq!(client.capabilities["workspace"]["workspaceFolders"], offered);
    }
}

#[test]
fn what_is_not_offered_is_no_method() {
    let mut client = Client::running();
    client.open("untitled:a", "plaintext", ARTICLE);
    for (method, more) in [
        ("textDocument/diagnostic", json!({})),
        ("workspace/diagnostic", json!({"previousResultIds": []})),
        ("workspace/executeCommand", json!({"command": "backread.show", "arguments": []})),
        ("textDocument/formatting", json!({"options": {"tabSize": 4, "insertSpaces": true}})),
        ("textDocument/signatureHelp", json!({})),
        ("textDocument/linkedEditingRange", json!({})),
        ("textDocument/moniker", json!({})),
        ("textDocument/prepareTypeHierarchy", json!({})),
        ("textDocument/documentColor", json!({})),
    ] {
        let mut params = place("untitled:a", 0, 0);
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(client.request(method, params).unwrap_err().code, -32601, "{method}");
    }
}

#[test]
fn nothing_is_asked_again_of_a_client_that_cannot() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..250 {
        fs::write(folder.path().join(format!("{at}.txt")), "Vote\n\nMary Poole spoke.\n").unwrap();
    }
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = uri(&folder.path().join("a.txt"));
    client.open(&document, "plaintext", ARTICLE);
    client.diagnostics(&document, 1);
    fs::write(folder.path().join("entities.toml"), "format = 1\n\n[[person]]\nid = \"poole\"\nname = \"Mary Poole\"\n").unwrap();
    let change = json!({"changes": [{"uri": uri(&folder.path().join("entities.toml")), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", change);
    client.listen(std::time::Duration::from_millis(1800));
    let asked: Vec<&Value> = client.heard.iter().filter(|message| message.get("id").is_some()).collect();
    assert!(asked.is_empty(), "{asked:?}");
    assert!(!client.heard.iter().any(|message| message["method"] == "$/progress"), "{:?}", client.heard);
}

#[test]
fn code_actions_are_offered_to_those_who_take_them() {
    for (action, is_offered) in [(json!({}), false), (json!({"codeActionLiteralSupport": literals()}), true)] {
        let client = Client::with(json!({"textDocument": {"codeAction": action}}), &[]);
        assert_eq!(client.capabilities["codeActionProvider"].is_object(), is_offered, "{action}");
    }
}
