//! Whether a body is a message, and which. It is parsed once: what comes out is what the library takes.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use tower_lsp::jsonrpc::{Error, Id, Response};

/// What a body holds.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    /// A request or a notification.
    Call(Call),
    /// A reply to a request of the server.
    Reply(Response),
    /// No message; this is the answer.
    Wrong(Response),
    /// A reply to nothing, as to an error that had no id.
    Nothing,
}

/// A request, or a notification where it has no id.
#[derive(Debug, PartialEq)]
pub(in crate::server) struct Call {
    /// What is called.
    pub method: String,
    /// Under which id the answer is expected: a number or a text.
    pub id: Option<Id>,
    /// A structure or null.
    pub params: Option<Value>,
}

impl Call {
    /// A member of the parameters; null where it is missing.
    pub fn param(&self, name: &str) -> Value {
        self.params.as_ref().and_then(|params| params.get(name)).cloned().unwrap_or_default()
    }
}

/// The members of a message. Those that it should not have are read, too: what cannot be held is no JSON wherever it stands.
#[derive(Default)]
struct Members {
    jsonrpc: Option<Value>,
    method: Option<Value>,
    id: Option<Value>,
    params: Option<Value>,
    result: Option<Value>,
    error: Option<Value>,
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a message")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Members::default();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    let member = match &*name {
                        "jsonrpc" => &mut members.jsonrpc,
                        "method" => &mut members.method,
                        "id" => &mut members.id,
                        "params" => &mut members.params,
                        "result" => &mut members.result,
                        "error" => &mut members.error,
                        _ => continue,
                    };
                    if member.replace(value).is_some() {
                        return Err(A::Error::custom("a member stands there twice"));
                    }
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Look)
    }
}

/// An error reply.
pub(super) fn refusal(id: Id, code: i64, message: impl Into<Cow<'static, str>>) -> Response {
    Response::from_error(id, Error { code: code.into(), message: message.into(), data: None })
}

/// Judges a body.
pub(super) fn judge(body: &[u8]) -> Message {
    let Ok(members) = serde_json::from_slice::<Members>(body) else {
        return Message::Wrong(match serde_json::from_slice::<Value>(body) {
            Ok(_) => refusal(Id::Null, -32600, "Invalid request: not a message"),
            Err(error) => refusal(Id::Null, -32700, format!("Parse error: {error}")),
        });
    };
    let Members { jsonrpc, method, id, params, result, error } = members;
    let error = error.filter(|error| !error.is_null());
    let is_named = id.is_some();
    let id = match id {
        Some(Value::String(id)) => Some(Id::String(id)),
        Some(id) => id.as_i64().map(Id::Number),
        None => None,
    };
    let is_call = result.is_none() && error.is_none();
    match method.filter(|method| !method.is_null()) {
        _ if jsonrpc != Some(Value::from("2.0")) => {}
        Some(Value::String(method)) => {
            let is_structure = params.as_ref().is_none_or(|params| params.is_object() || params.is_array() || params.is_null());
            if is_call && is_structure && is_named == id.is_some() {
                return Message::Call(Call { method, id, params });
            }
        }
        Some(_) => {}
        None if is_call => {}
        None => {
            return match (id, error) {
                (Some(id), None) => Message::Reply(Response::from_ok(id, result.unwrap_or_default())),
                (Some(id), Some(error)) => {
                    let message = error["message"].as_str().unwrap_or_default().to_owned();
                    Message::Reply(refusal(id, error["code"].as_i64().unwrap_or(-32603), message))
                }
                (None, _) => Message::Nothing,
            };
        }
    }
    Message::Wrong(refusal(id.unwrap_or_default(), -32600, "Invalid request"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(body: &str) -> Option<i64> {
        match judge(body.as_bytes()) {
            Message::Wrong(reply) => reply.error().map(|error| error.code.code()),
            _ => None,
        }
    }

    #[test]
    fn what_is_no_message_is_answered() {
        for body in ["{", "", "\u{0}", "[1,", "{\"id\":1}}", "{\"id\":1,\"id\":1"] {
            assert_eq!(code(body), Some(-32700), "{body}");
        }
        for body in [
            "[]",
            "3",
            "{}",
            r#"["2.0","x"]"#,
            r#"{"jsonrpc":"1.0","id":1,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":null,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","method":"x","params":3}"#,
            r#"{"jsonrpc":"2.0","method":3}"#,
            r#"{"jsonrpc":"2.0","id":1}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"x","method":"y"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"x","result":1}"#,
        ] {
            assert_eq!(code(body), Some(-32600), "{body}");
        }
    }

    #[test]
    fn a_refusal_names_the_request_it_is_for() {
        for (id, named) in [("7", Id::Number(7)), ("\"a\"", Id::String("a".to_owned())), ("1.5", Id::Null), ("[]", Id::Null)] {
            let reply = judge(format!(r#"{{"id":{id},"method":"x"}}"#).as_bytes());
            assert_eq!(reply, Message::Wrong(refusal(named, -32600, "Invalid request")));
        }
    }

    #[test]
    fn a_call_keeps_its_parts() {
        let call = |method: &str, id, params| Message::Call(Call { method: method.to_owned(), id, params });
        assert_eq!(judge(br#"{"jsonrpc":"2.0","method":"exit"}"#), call("exit", None, None));
        assert_eq!(judge(br#"{"params":null,"id":1,"method":"x","jsonrpc":"2.0"}"#), call("x", Some(Id::Number(1)), Some(Value::Null)));
        assert_eq!(
            judge(br#"{"jsonrpc":"2.0","id":"\u0061","m\u0065thod":"x","params":["\n"],"error":null,"more":{}}"#),
            call("x", Some(Id::String("a".to_owned())), Some(Value::from(vec!["\n"])))
        );
    }

    #[test]
    fn what_nothing_can_hold_is_no_json_wherever_it_stands() {
        let in_params = |value: &str| format!(r#"{{"jsonrpc":"2.0","id":1,"method":"x","params":{{"a":{value}}},"b":1}}"#);
        let beside = |value: &str| format!(r#"{{"jsonrpc":"2.0","id":1,"method":"x","b":{value}}}"#);
        for place in [&in_params as &dyn Fn(&str) -> String, &beside] {
            assert_eq!(code(&place(&("[".repeat(60) + &"]".repeat(60)))), None);
            assert_eq!(code(&place(&("[".repeat(300) + &"]".repeat(300)))), Some(-32700));
            assert_eq!(code(&place("1e999")), Some(-32700));
            assert_eq!(code(&place(r#""\udc00""#)), Some(-32700));
            let mut bytes = place("\"?\"").into_bytes();
            bytes.iter_mut().filter(|byte| **byte == b'?').for_each(|byte| *byte = 0xFF);
            assert!(matches!(judge(&bytes), Message::Wrong(_)));
        }
    }

    #[test]
    fn replies_of_any_shape_are_read() {
        for (members, expected) in [
            (r#""result":null"#, Ok(Value::Null)),
            (r#""result":5,"error":null"#, Ok(Value::from(5))),
            (r#""error":{"code":5,"message":"no","more":[]}"#, Err((5, "no"))),
            (r#""result":5,"error":{"code":"five"}"#, Err((-32603, ""))),
            (r#""error":3"#, Err((-32603, ""))),
        ] {
            let reply = match expected {
                Ok(result) => Response::from_ok(Id::Number(1), result),
                Err((code, message)) => refusal(Id::Number(1), code, message),
            };
            assert_eq!(judge(format!(r#"{{"jsonrpc":"2.0","id":1,{members}}}"#).as_bytes()), Message::Reply(reply), "{members}");
            for id in ["null", "1.5"] {
                assert_eq!(judge(format!(r#"{{"jsonrpc":"2.0","id":{id},{members}}}"#).as_bytes()), Message::Nothing, "{members}");
            }
        }
    }

    /// The members of messages, right and wrong.
    const MEMBERS: &[&str] = &[
        r#""id":1"#,
        r#""id":"a""#,
        r#""id":null"#,
        r#""id":1.5"#,
        r#""method":"x""#,
        r#""method":"shutdown""#,
        r#""method":"\ud800""#,
        r#""method":null"#,
        r#""params":{"a":[1e5,-0,"\u0000"]}"#,
        r#""params":{"a":1e999}"#,
        r#""params":[1]"#,
        r#""params":null"#,
        r#""params":3"#,
        r#""result":null"#,
        r#""result":[{}]"#,
        r#""error":null"#,
        r#""error":{}"#,
        r#""error":{"code":1,"message":"m","more":1}"#,
        r#""error":{"code":99999999999999999999,"message":"m"}"#,
        r#""error":1"#,
        r#""jsonrpc":"1.0""#,
        r#""more":{"kind":[]}"#,
        r#""more":"\udc00""#,
    ];

    proptest! {
        /// What is taken for a message is one for the library as well.
        #[test]
        fn what_is_taken_can_be_read(members in prop::sample::subsequence(MEMBERS, 0..5).prop_shuffle()) {
            let body = format!(r#"{{"jsonrpc":"2.0",{}}}"#, members.join(","));
            match judge(body.as_bytes()) {
                Message::Call(call) => {
                    let read: tower_lsp::jsonrpc::Request = serde_json::from_str(&body).unwrap();
                    prop_assert_eq!((read.method(), read.id(), read.params()), (&*call.method, call.id.as_ref(), call.params.as_ref()));
                }
                Message::Reply(reply) => {
                    let read: Response = serde_json::to_string(&reply).unwrap().parse().unwrap();
                    prop_assert_eq!(read, reply);
                }
                Message::Wrong(_) | Message::Nothing => {}
            }
        }
    }
}
