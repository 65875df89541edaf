//! What a client says of itself in `initialize`, so that the library can read it: a part that it cannot read costs that part, not what stands
//! around it.

use serde::Deserialize;
use serde_json::{Map, Value, json};
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
                parts.retain(|name, value| {
                    let left = readable_part(value, &|part| is_readable(&json!({"capabilities": {group: {name: part}}})));
                    keep(name, left.as_ref() == Some(value));
                    let stays = left.is_some();
                    *value = left.unwrap_or_default();
                    stays
                });
            }
        }
        groups.retain(|group, value| keep(group, is_readable(&json!({"capabilities": {group: value}}))));
    }
    params
}

/// What is left of a part without what cannot be read in it: members of a structure, or words of a list; `None` where that cannot be read either.
fn readable_part(part: &Value, is_readable: &dyn Fn(&Value) -> bool) -> Option<Value> {
    if is_readable(part) {
        return Some(part.clone());
    }
    let left = match part {
        Value::Array(words) => Value::Array(words.iter().filter(|word| is_readable(&json!([word]))).cloned().collect()),
        Value::Object(members) => {
            // Beside the others, which may have to be there; each alone only where several cannot be read.
            if let Some(left) = members.keys().find_map(|name| without_errors_in(name, members, is_readable)) {
                return Some(Value::Object(left));
            }
            let own = |(name, member): (&String, &Value)| {
                let left = readable_part(member, &|member| is_readable(&json!({name: member})))?;
                Some((name.clone(), left))
            };
            Value::Object(members.iter().filter_map(own).collect())
        }
        _ => return None,
    };
    is_readable(&left).then_some(left)
}

/// The members of a structure without what cannot be read in one of them, or without that one; `None` where it is not that one alone.
fn without_errors_in(name: &str, members: &Map<String, Value>, is_readable: &dyn Fn(&Value) -> bool) -> Option<Map<String, Value>> {
    let with = |member: &Value| {
        let mut all = members.clone();
        all.insert(name.to_owned(), member.clone());
        all
    };
    let mended = readable_part(&members[name], &|member| is_readable(&Value::Object(with(member)))).map(|left| with(&left));
    mended.or_else(|| {
        let mut others = members.clone();
        others.remove(name);
        is_readable(&Value::Object(others.clone())).then_some(others)
    })
}

fn is_readable(params: &Value) -> bool {
    lsp::InitializeParams::deserialize(params).is_ok()
}

fn keep(name: &str, is_readable: bool) -> bool {
    if !is_readable {
        tracing::warn!("what cannot be read in {name:?} of initialize is left out");
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
                "workspace": {
                    "diagnostics": {"refreshSupport": true},
                    "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "copy"], "failureHandling": "magic"},
                    "symbol": {"resolveSupport": {"properties": 3}},
                    "codeLens": [],
                },
            },
        }));
        let expected = json!({
            "workspaceFolders": [{"uri": "file:///news", "name": "news"}],
            "capabilities": {
                "textDocument": {"hover": {"contentFormat": ["markdown"]}, "definition": {"linkSupport": true}},
                "workspace": {
                    "diagnostic": {"refreshSupport": true},
                    "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
                    "symbol": {},
                },
            },
        });
        assert_eq!(params, expected);
    }

    #[test]
    fn what_must_be_there_stays_beside_a_word_that_cannot_be_read() {
        let read = |tokens: Value| readable(json!({"capabilities": {"textDocument": {"semanticTokens": tokens}}}));
        let expected = |tokens: Value| json!({"capabilities": {"textDocument": {"semanticTokens": tokens}}});
        let tokens =
            |requests: Value, formats: Value| json!({"requests": requests, "tokenTypes": [], "tokenModifiers": [], "formats": formats});
        let requests = json!({"range": true, "full": {"delta": true}});
        assert_eq!(read(tokens(requests.clone(), json!([3, "relative"]))), expected(tokens(requests.clone(), json!(["relative"]))));
        let later = tokens(json!({"range": true, "full": "later"}), json!(["relative"]));
        assert_eq!(read(later), expected(tokens(json!({"range": true}), json!(["relative"]))));
        let mut more = tokens(requests.clone(), json!(["relative"]));
        more["multilineTokenSupport"] = json!("sometimes");
        assert_eq!(read(more), expected(tokens(requests.clone(), json!(["relative"]))));
        let worse = json!({"requests": requests, "tokenTypes": 3, "tokenModifiers": [], "formats": ["relative"]});
        assert_eq!(read(worse), json!({"capabilities": {"textDocument": {}}}));
    }

    #[test]
    fn a_client_that_says_nothing_of_what_it_can_do_is_none() {
        for params in [json!(null), json!([]), json!({}), json!({"capabilities": null}), json!({"capabilities": 3})] {
            assert!(!is_readable(&readable(params)));
        }
    }
}
