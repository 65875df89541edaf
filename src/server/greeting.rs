//! What a client says of itself in `initialize`, so that the library can read it: a part that it cannot read costs that part, not the server.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::lsp_types as lsp;

/// The parameters of `initialize` without what cannot be read: a client that says it wrongly, or in the words of a later protocol, is taken for
/// one that did not say it. What is left out is logged. Parameters without capabilities stay wrong ones.
pub(super) fn readable(mut params: Value) -> Value {
    // Clients say under `workspace.diagnostics` whether findings can be asked for again; the library looks under `workspace.diagnostic`.
    if let Some(workspace) = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut)
        && let Some(diagnostics) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
    if is_readable(&params) {
        return params;
    }
    let Some(all) = params.as_object_mut() else { return params };
    if let Some(folders) = all.get_mut("workspaceFolders").and_then(Value::as_array_mut) {
        folders.retain(|folder| lsp::WorkspaceFolder::deserialize(folder).is_ok());
    }
    all.retain(|name, value| name == "capabilities" || keep(name, is_readable(&json!({"capabilities": {}, name: value}))));
    if let Some(groups) = all.get_mut("capabilities").and_then(Value::as_object_mut) {
        for (group, value) in groups.iter_mut() {
            if let Some(parts) = value.as_object_mut() {
                parts.retain(|name, value| keep(name, is_readable(&json!({"capabilities": {group: {name: value}}}))));
            }
        }
        groups.retain(|group, value| keep(group, is_readable(&json!({"capabilities": {group: value}}))));
    }
    params
}

fn is_readable(params: &Value) -> bool {
    lsp::InitializeParams::deserialize(params).is_ok()
}

fn keep(name: &str, is_readable: bool) -> bool {
    if !is_readable {
        tracing::warn!("{name:?} of initialize cannot be read and is left out");
    }
    is_readable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_left_out_and_the_rest_stays() {
        let params = readable(json!({
            "processId": "7",
            "rootUri": "",
            "trace": "compact",
            "workspaceFolders": [{"uri": "file:///news", "name": "news"}, {"uri": "news", "name": "news"}],
            "capabilities": {
                "textDocument": {"hover": {"contentFormat": ["html", "markdown"]}, "definition": {"linkSupport": true}},
                "window": 3,
                "workspace": {"diagnostics": {"refreshSupport": true}},
            },
        }));
        let expected = json!({
            "workspaceFolders": [{"uri": "file:///news", "name": "news"}],
            "capabilities": {"textDocument": {"definition": {"linkSupport": true}}, "workspace": {"diagnostic": {"refreshSupport": true}}},
        });
        assert_eq!(params, expected);
    }

    #[test]
    fn a_client_that_says_nothing_of_what_it_can_do_is_none() {
        for params in [json!(null), json!([]), json!({}), json!({"capabilities": null}), json!({"capabilities": 3})] {
            assert!(!is_readable(&readable(params)));
        }
    }
}
