//! A JSON schema of `backread.toml`, from the lists of rules and keys, for editors that complete and check TOML by one.

use crate::checks::RULES;
use crate::config::{Dialect, KEYS, Level, OVERRIDE_KEYS, Profile, Style};
use serde_json::{Map, Value, json};

/// The schema, in draft 7, which editors know best.
pub fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://raw.githubusercontent.com/backread/backread/main/docs/backread.schema.json",
        "title": "backread.toml",
        "description": "What a desk has chosen for backread. Every key may be left out.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties(KEYS),
        "definitions": { "rules": rules(), "level": level() },
    })
}

fn properties(keys: &[(&str, &str)]) -> Value {
    let one = |(key, description): &(&str, &str)| {
        let mut shape = shape(key);
        shape["description"] = json!(description);
        ((*key).to_owned(), shape)
    };
    Value::Object(keys.iter().map(one).collect::<Map<_, _>>())
}

/// What may stand behind a key.
fn shape(key: &str) -> Value {
    let texts = || json!({"type": "array", "items": {"type": "string", "minLength": 1}});
    match key {
        "profile" => json!({"type": "string", "enum": Profile::ALL.map(Profile::label), "default": Profile::Default.label()}),
        "style" => json!({"type": "string", "enum": Style::ALL.map(Style::label)}),
        "dialect" => json!({"type": "string", "enum": Dialect::ALL.map(Dialect::label)}),
        "as-of" => json!({"type": "string", "format": "date"}),
        "baseline" => json!({"type": "string"}),
        "extends" => json!({"anyOf": [{"type": "string"}, texts()]}),
        "files" => json!({"anyOf": [{"type": "string"}, texts()]}),
        "rules" => json!({"allOf": [{"$ref": "#/definitions/rules"}]}),
        "override" => json!({
            "type": "array",
            "items": {"type": "object", "additionalProperties": false, "required": ["files"], "properties": properties(OVERRIDE_KEYS)},
        }),
        _ => texts(),
    }
}

fn rules() -> Value {
    let one = |rule: &crate::checks::Rule| {
        let shape = json!({"allOf": [{"$ref": "#/definitions/level"}], "description": rule.summary, "default": rule.level.label()});
        (rule.code.to_owned(), shape)
    };
    json!({"type": "object", "additionalProperties": false, "properties": RULES.iter().map(one).collect::<Map<_, _>>()})
}

fn level() -> Value {
    json!({"type": "string", "enum": Level::ALL.map(Level::label)})
}
