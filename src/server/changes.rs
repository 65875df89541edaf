//! What a client says of an edit, so that the library can read it: an edit that is dropped for a number leaves the text another than the client's
//! for good.

use serde_json::{Value, json};

/// The parameters of `textDocument/didChange` with numbers that the library can hold: no version, as older protocols allow, is 0; positions past
/// all that can be counted are past the end of every text all the same; the length beside a range, deprecated and not needed, is left out.
pub(super) fn countable(mut params: Value) -> Value {
    if let Some(document) = params.get_mut("textDocument").and_then(Value::as_object_mut)
        && document.get("version").is_none_or(Value::is_null)
    {
        document.insert("version".to_owned(), json!(0));
    }
    let changes = params.get_mut("contentChanges").and_then(Value::as_array_mut);
    for change in changes.into_iter().flatten().filter_map(Value::as_object_mut) {
        change.remove("rangeLength");
        let Some(range) = change.get_mut("range") else { continue };
        for (end, part) in [("start", "line"), ("start", "character"), ("end", "line"), ("end", "character")] {
            if let Some(number) = range.get_mut(end).and_then(|end| end.get_mut(part))
                && number.as_f64().is_some_and(|number| number > f64::from(u32::MAX))
            {
                *number = json!(u32::MAX);
            }
        }
    }
    params
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_cannot_be_held_are_those_that_mean_the_same() {
        let at = |line: Value| json!({"line": line, "character": 2});
        let params = |version: Value, end: Value, more: Value| {
            let mut change = json!({"range": {"start": at(json!(1)), "end": at(end)}, "text": "x"});
            change.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({"textDocument": {"uri": "untitled:a", "version": version}, "contentChanges": [change, {"text": "y"}]})
        };
        let expected = params(json!(0), json!(u32::MAX), json!({}));
        assert_eq!(countable(params(Value::Null, json!(1_u64 << 53), json!({"rangeLength": 5_000_000_000_u64}))), expected);
        assert_eq!(countable(params(Value::Null, json!(1.5e300), json!({"rangeLength": null}))), expected);
        // What is wrong in another way stays wrong.
        for value in [json!(null), json!([1]), json!({"textDocument": 3, "contentChanges": 4}), params(json!(7), json!(-1), json!({}))] {
            assert_eq!(countable(value.clone()), value);
        }
    }
}
