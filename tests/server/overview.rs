//! The requests for views beside the text: what `docs/protocol.md` promises.

use crate::client::{Client, range, uri};
use serde_json::{Value, json};
use std::fs;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const VOTE: &str =
    "---\ndate: 2024-06-03\n---\n\nCouncil votes\n\nMary Poole, the mayor of Norwick, spoke on Friday. Poole left on June 10.\n";
const BRIDGE: &str =
    "---\ndate: 2024-06-05\n---\n\nBridge opens\n\n\u{201C}It is done,\u{201D} Mary Poole said. Adam Falk was elected in May 2021.\n";

/// A client with one article open and another in its folder.
fn desk() -> (TempDir, Client, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("vote.txt"), VOTE).unwrap();
    fs::write(folder.path().join("bridge.txt"), BRIDGE).unwrap();
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = uri(&folder.path().join("vote.txt"));
    client.open(&document, "plaintext", VOTE);
    (folder, client, document)
}

/// The answer once the folder has been read: when it names Adam Falk or May 2021.
fn of_folder(client: &mut Client, method: &str, params: Value) -> Value {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let answer = client.request(method, params.clone()).unwrap();
        let text = answer.to_string();
        if text.contains("bridge.txt") || Instant::now() > until {
            return answer;
        }
        client.listen(Duration::from_millis(20));
    }
}

fn item<'v>(items: &'v Value, key: &str, wanted: &str) -> &'v Value {
    items.as_array().unwrap().iter().find(|item| item[key] == wanted).unwrap_or_else(|| panic!("no {wanted} in {items:#}"))
}

#[test]
fn the_timeline_of_an_article_is_in_the_order_of_days() {
    let (_folder, mut client, document) = desk();
    let answer = client.request("backread/timeline", json!({"textDocument": {"uri": document}})).unwrap();
    assert_eq!(answer["omitted"], 0);
    let days: Vec<_> = answer["days"].as_array().unwrap().iter().map(|day| day["value"].as_str().unwrap()).collect();
    assert_eq!(days, ["2024-05-31", "2024-06-10"]);
    let friday = &answer["days"][0];
    assert_eq!((&friday["title"], &friday["mentions"]), (&json!("Friday 31 May 2024"), &json!(1)));
    let place = &friday["places"][0];
    assert_eq!((&place["words"], &place["article"]), (&json!("Friday"), &json!("vote.txt")));
    assert_eq!((&place["location"]["uri"], range(&place["location"]["range"]).as_str()), (&json!(document), "6:43-6:49"));
}

#[test]
fn the_timeline_of_a_folder_has_every_article() {
    let (_folder, mut client, _) = desk();
    let answer = of_folder(&mut client, "backread/timeline", json!({}));
    let month = item(&answer["days"], "value", "2021-05");
    assert_eq!((&month["title"], &month["first"], &month["last"]), (&json!("May 2021"), &json!("2021-05-01"), &json!("2021-05-31")));
    // The text of an article that is not open is not kept.
    assert_eq!((&month["places"][0]["article"], &month["places"][0]["words"]), (&json!("bridge.txt"), &Value::Null));
    let all = answer["days"].as_array().unwrap().len();
    let last = client.request("backread/timeline", json!({"limit": 1})).unwrap();
    assert_eq!((last["days"][0]["value"].as_str(), &last["omitted"]), (Some("2024-06-10"), &json!(all - 1)));
}

#[test]
fn the_actors_of_an_article_with_every_mention() {
    let (_folder, mut client, document) = desk();
    let answer = client.request("backread/actors", json!({"textDocument": {"uri": document}})).unwrap();
    let poole = item(&answer["actors"], "name", "Mary Poole");
    assert_eq!((&poole["class"], &poole["mentions"], &poole["articles"]), (&json!("person"), &json!(2), &json!(1)));
    assert!(poole["titles"].to_string().contains("mayor"), "{poole}");
    let words: Vec<_> = poole["places"].as_array().unwrap().iter().map(|place| place["words"].as_str().unwrap()).collect();
    assert_eq!(words, ["Mary Poole", "Poole"]);
}

#[test]
fn the_actors_of_a_folder_with_each_article() {
    let (_folder, mut client, _) = desk();
    let answer = of_folder(&mut client, "backread/actors", json!({}));
    let poole = &answer["actors"][0];
    assert_eq!((&poole["name"], &poole["mentions"], &poole["articles"]), (&json!("Mary Poole"), &json!(3), &json!(2)));
    let articles: Vec<_> = poole["places"].as_array().unwrap().iter().map(|place| place["article"].as_str().unwrap()).collect();
    assert_eq!(articles, ["vote.txt", "bridge.txt"]);
    item(&answer["actors"], "name", "Adam Falk");
    let fewer = client.request("backread/actors", json!({"limit": 1})).unwrap();
    assert_eq!(fewer["actors"].as_array().unwrap().len(), 1);
    assert!(fewer["omitted"].as_u64() > Some(0), "{fewer}");
}

#[test]
fn what_is_not_known_has_nothing() {
    let mut client = Client::running();
    let params = json!({"textDocument": {"uri": "untitled:nothing"}});
    assert_eq!(client.request("backread/timeline", params.clone()), Ok(json!({"days": [], "omitted": 0})));
    assert_eq!(client.request("backread/actors", params), Ok(json!({"actors": [], "omitted": 0})));
    assert_eq!(client.request("backread/actors", json!({"limit": "many"})).unwrap_err().code, -32602);
}

#[test]
fn no_parameters_are_all_optional_ones() {
    let mut client = Client::running();
    for method in ["backread/timeline", "backread/actors"] {
        for params in ["", r#","params":null"#, r#","params":{}"#] {
            client.send_body(&format!(r#"{{"jsonrpc":"2.0","id":"{method}","method":"{method}"{params}}}"#));
            let answer = client.wait_for(|message| message["id"] == method);
            assert!(answer["result"].is_object(), "{params}: {answer}");
        }
    }
}
