//! Whether a body is a message that the library can take.

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Value, json};
use std::fmt;

/// What becomes of a body.
#[derive(Debug)]
pub(super) enum Verdict {
    /// It goes on to the library.
    Pass(Kind),
    /// It goes on in other words, which mean the same and which the library can take.
    Replace(Kind, Vec<u8>),
    /// It is answered here.
    Answer(Value),
    /// It is a notification or reply that nobody needs.
    Drop,
}

/// The messages that the guard takes note of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `initialize`, with the client's process where it names one, and how much it wants to hear of the server's work.
    Initialize(Option<u32>, Trace),
    /// `shutdown`, as a request, with its id.
    Shutdown(Value),
    /// `exit`.
    Exit,
    /// `$/setTrace`, with what it sets.
    Trace(Trace),
    /// Any other request, with its id.
    Request(Value),
    /// Any other notification.
    Notification,
    /// A reply to a request of the server.
    Reply,
}

/// How much the client wants to hear of the server's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trace {
    /// Nothing.
    #[default]
    Off,
    /// What was answered, and in which time.
    Messages,
    /// The id of the request too.
    Verbose,
}

impl Trace {
    fn of(value: &Value) -> Self {
        match value.as_str() {
            Some("messages") => Trace::Messages,
            Some("verbose") => Trace::Verbose,
            _ => Trace::Off,
        }
    }
}

/// The parts of a message that the guard looks at.
#[derive(Deserialize)]
struct Envelope {
    jsonrpc: Option<String>,
    method: Option<String>,
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    params: Option<Shape>,
    #[serde(default, deserialize_with = "present")]
    result: Option<IgnoredAny>,
    error: Option<IgnoredAny>,
}

/// A field that is there, null or not.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What kind of value stands somewhere, and the client's process inside it; the rest is passed over without being kept.
#[derive(PartialEq)]
enum Shape {
    Structure { process: Option<u32>, trace: Trace },
    Null,
    Other,
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Look;
        impl<'de> Visitor<'de> for Look {
            type Value = Shape;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
                let (mut process, mut trace) = (None, Trace::Off);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "processId" => process = map.next_value::<Value>()?.as_u64().and_then(|process| u32::try_from(process).ok()),
                        // The first in `initialize`, the second in `$/setTrace`.
                        "trace" | "value" => trace = Trace::of(&map.next_value::<Value>()?),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Shape::Structure { process, trace })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Shape::Structure { process: None, trace: Trace::Off })
            }

            fn visit_unit<E: de::Error>(self) -> Result<Shape, E> {
                Ok(Shape::Null)
            }

            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_u64<E: de::Error>(self, _: u64) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Shape, E> {
                Ok(Shape::Other)
            }

            fn visit_str<E: de::Error>(self, _: &str) -> Result<Shape, E> {
                Ok(Shape::Other)
            }
        }
        deserializer.deserialize_any(Look)
    }
}

/// An error reply.
pub(super) fn refusal(id: Option<Value>, code: i32, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

/// Judges a body.
pub(super) fn judge(body: &[u8]) -> Verdict {
    // As a whole, too, as the library reads it: the envelope passes over what that stumbles upon, which are numbers that nothing can hold, lists in
    // lists without end, strings that are not UTF-8.
    let read = serde_json::from_slice::<Value>(body).and_then(|message| Ok((message, serde_json::from_slice::<Envelope>(body)?)));
    let (message, envelope) = match read {
        Ok(read) => read,
        Err(error) if error.is_data() => return Verdict::Answer(refusal(None, -32600, "Invalid request: not a message")),
        Err(error) => return Verdict::Answer(refusal(None, -32700, &format!("Parse error: {error}"))),
    };
    let good_id = envelope.id.as_ref().is_none_or(|id| id.is_string() || id.is_i64());
    let is_reply = envelope.result.is_some() || envelope.error.is_some();
    if envelope.jsonrpc.as_deref() != Some("2.0")
        || envelope.method.is_some() && (!good_id || is_reply || envelope.params == Some(Shape::Other))
        || envelope.method.is_none() && !is_reply
    {
        return Verdict::Answer(refusal(envelope.id.filter(|_| good_id), -32600, "Invalid request"));
    }
    let Some(method) = envelope.method else {
        return match envelope.id.filter(|_| good_id) {
            Some(id) if envelope.error.is_some() => Verdict::Replace(Kind::Reply, error_reply(id, &message["error"])),
            Some(_) => Verdict::Pass(Kind::Reply),
            // A reply to nothing, as to an error that had no id.
            None => Verdict::Drop,
        };
    };
    let is_null = envelope.params == Some(Shape::Null);
    let has_params = envelope.params.is_some();
    let (process, trace) = match envelope.params {
        Some(Shape::Structure { process, trace }) => (process, trace),
        _ => (None, Trace::Off),
    };
    let kind = match (method.as_str(), envelope.id) {
        ("exit", _) => Kind::Exit,
        ("initialize", Some(_)) => Kind::Initialize(process, trace),
        ("shutdown", Some(id)) => Kind::Shutdown(id),
        // Nobody would hear the answer, and the library would shut down.
        ("initialize" | "shutdown", None) => return Verdict::Drop,
        ("$/cancelRequest", None) => Kind::Notification,
        ("$/setTrace", None) => Kind::Trace(trace),
        (method, Some(id)) if method.starts_with("$/") => return Verdict::Answer(refusal(Some(id), -32601, "Method not found")),
        (method, None) if method.starts_with("$/") => return Verdict::Drop,
        (_, Some(id)) => Kind::Request(id),
        (_, None) => Kind::Notification,
    };
    // The library takes null for wrong parameters, and any for wrong ones where there are none to take.
    match is_null || has_params && matches!(kind, Kind::Shutdown(_)) {
        true => Verdict::Replace(kind, without_params(message)),
        false => Verdict::Pass(kind),
    }
}

/// An error reply of the client with what the library takes, which is a number, a text, and nothing that it does not know.
fn error_reply(id: Value, error: &Value) -> Vec<u8> {
    let (code, message) = (error["code"].as_i64().unwrap_or(-32603), error["message"].as_str().unwrap_or_default());
    refusal(Some(id), code as i32, message).to_string().into_bytes()
}

/// A message without its `params`.
fn without_params(mut message: Value) -> Vec<u8> {
    message.as_object_mut().map(|members| members.remove("params"));
    message.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(body: &str) -> Option<i64> {
        match judge(body.as_bytes()) {
            Verdict::Answer(reply) => reply["error"]["code"].as_i64(),
            _ => None,
        }
    }

    fn kind(body: &str) -> Option<Kind> {
        match judge(body.as_bytes()) {
            Verdict::Pass(kind) => Some(kind),
            _ => None,
        }
    }

    #[test]
    fn what_is_no_message_is_answered() {
        assert_eq!(code("{"), Some(-32700));
        assert_eq!(code("\u{0}"), Some(-32700));
        assert_eq!(code("[]"), Some(-32600));
        assert_eq!(code("{}"), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"1.0","id":1,"method":"x"}"#), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":null,"method":"x"}"#), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"x","params":3}"#), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1}"#), Some(-32600));
    }

    #[test]
    fn dollar_requests_are_answered_and_dollar_notifications_dropped() {
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"$/unknown"}"#), Some(-32601));
        assert!(matches!(judge(br#"{"jsonrpc":"2.0","method":"$/unknown","params":{"value":"off"}}"#), Verdict::Drop));
        assert_eq!(kind(r#"{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"messages"}}"#), Some(Kind::Trace(Trace::Messages)));
        assert_eq!(kind(r#"{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"loud"}}"#), Some(Kind::Trace(Trace::Off)));
        assert_eq!(kind(r#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}"#), Some(Kind::Notification));
    }

    #[test]
    fn notes_the_messages_of_the_life_cycle() {
        assert_eq!(
            kind(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"a":[1],"processId":7}}"#),
            Some(Kind::Initialize(Some(7), Trace::Off))
        );
        assert_eq!(
            kind(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"trace":"verbose"}}"#),
            Some(Kind::Initialize(None, Trace::Verbose))
        );
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#), Some(Kind::Shutdown(1.into())));
        assert_eq!(kind(r#"{"jsonrpc":"2.0","method":"exit"}"#), Some(Kind::Exit));
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":1,"result":null}"#), Some(Kind::Reply));
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":"a","method":"x","params":{}}"#), Some(Kind::Request("a".into())));
    }

    fn replaced(body: &str) -> (Kind, String) {
        match judge(body.as_bytes()) {
            Verdict::Replace(kind, body) => (kind, String::from_utf8(body).unwrap()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn params_that_are_none_are_left_out() {
        let (found, body) = replaced(r#"{"jsonrpc":"2.0","id":1,"method":"x","params":null}"#);
        assert_eq!((found, kind(&body)), (Kind::Request(1.into()), Some(Kind::Request(1.into()))));
        for params in ["null", "{}", "[]"] {
            let (found, body) = replaced(&format!(r#"{{"jsonrpc":"2.0","id":1,"method":"shutdown","params":{params}}}"#));
            assert_eq!((found, kind(&body)), (Kind::Shutdown(1.into()), Some(Kind::Shutdown(1.into()))));
        }
    }

    #[test]
    fn what_the_library_would_stumble_upon_is_no_json() {
        let in_params = |value: &str| format!(r#"{{"jsonrpc":"2.0","id":1,"method":"x","params":{{"a":{value}}},"b":{value}}}"#);
        assert_eq!(code(&in_params(&("[".repeat(60) + &"]".repeat(60)))), None);
        assert_eq!(code(&in_params(&("[".repeat(300) + &"]".repeat(300)))), Some(-32700));
        assert_eq!(code(&in_params("1e999")), Some(-32700));
        assert_eq!(code(&in_params(r#""\udc00""#)), Some(-32700));
        let mut bytes = in_params("\"?\"").into_bytes();
        bytes.iter_mut().filter(|byte| **byte == b'?').for_each(|byte| *byte = 0xFF);
        assert!(matches!(judge(&bytes), Verdict::Answer(_)));
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
        /// Whatever goes on is what the library can read: at anything else it would end.
        #[test]
        fn what_passes_can_be_read(members in prop::sample::subsequence(MEMBERS, 0..5).prop_shuffle()) {
            let body = format!(r#"{{"jsonrpc":"2.0",{}}}"#, members.join(","));
            let on = match judge(body.as_bytes()) {
                Verdict::Pass(_) => body.into_bytes(),
                Verdict::Replace(_, body) => body,
                Verdict::Answer(_) | Verdict::Drop => return Ok(()),
            };
            let is_call = serde_json::from_slice::<tower_lsp::jsonrpc::Request>(&on).is_ok_and(|call| !call.method().is_empty());
            prop_assert!(is_call || serde_json::from_slice::<tower_lsp::jsonrpc::Response>(&on).is_ok());
        }
    }

    #[test]
    fn an_error_of_the_client_has_what_the_library_takes() {
        for (error, expected) in [
            (r#"{"code":5,"message":"no","more":[]}"#, r#"{"code":5,"message":"no"}"#),
            (r#"{"code":"five"}"#, r#"{"code":-32603,"message":""}"#),
            ("3", r#"{"code":-32603,"message":""}"#),
        ] {
            let (kind, body) = replaced(&format!(r#"{{"jsonrpc":"2.0","id":"a","error":{error}}}"#));
            assert_eq!((kind, body), (Kind::Reply, format!(r#"{{"error":{expected},"id":"a","jsonrpc":"2.0"}}"#)));
        }
    }

    #[test]
    fn a_message_is_a_call_or_a_reply() {
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"x","result":1}"#), Some(-32600));
        assert!(matches!(judge(br#"{"jsonrpc":"2.0","method":"shutdown"}"#), Verdict::Drop));
    }
}
