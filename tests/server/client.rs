//! A small client: starts the real server and speaks with it over standard input and output.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long an answer may take before the test fails; far longer than it should, for busy machines.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server and the conversation with it. Dropping it asserts that the server ends as it should.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that nobody asked for yet.
    pub heard: Vec<Value>,
    /// What the server answered to `initialize`.
    pub capabilities: Value,
    /// What the client answers to `workspace/configuration`.
    pub settings: Value,
    /// Whether the client leaves the server's requests without an answer.
    pub is_silent: bool,
    last: i64,
    over: bool,
}

/// An error reply.
#[derive(Debug, PartialEq)]
pub struct Refusal {
    pub code: i64,
    pub message: String,
}

impl Client {
    /// A server to which nothing was said yet.
    pub fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backread"));
        command.arg("lsp");
        Client::speaking_to(command)
    }

    /// Any server to which nothing was said yet.
    pub fn speaking_to(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Client {
            child,
            input,
            messages,
            heard: Vec::new(),
            capabilities: Value::Null,
            settings: Value::Null,
            is_silent: false,
            last: 0,
            over: false,
        }
    }

    /// A server that runs, for a client that counts in UTF-8 and can do nothing else, without a folder.
    pub fn running() -> Self {
        Client::with(json!({"general": {"positionEncodings": ["utf-8"]}}), &[])
    }

    /// A server that runs, for a client with these capabilities and folders.
    pub fn with(capabilities: Value, folders: &[&Path]) -> Self {
        Client::start().greet(capabilities, folders)
    }

    /// Says hello, as a client with these capabilities and folders.
    pub fn greet(mut self, capabilities: Value, folders: &[&Path]) -> Self {
        let folders: Vec<_> = folders.iter().map(|path| json!({"uri": uri(path), "name": "folder"})).collect();
        let params = json!({"processId": std::process::id(), "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
        self.capabilities = self.request("initialize", params).unwrap()["capabilities"].take();
        self.notify("initialized", json!({}));
        self
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    /// Sends a body with its header.
    pub fn send_body(&mut self, body: &str) {
        self.send_bytes(frame(body).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send_body(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    /// Sends a request and does not wait; returns its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.last, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send_body(&message.to_string());
        self.last
    }

    /// Sends a request and waits for its answer.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Refusal> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i64) -> Result<Value, Refusal> {
        let mut reply = self.wait_for(|message| message["id"] == id && message.get("method").is_none());
        match reply.get("error") {
            Some(error) => Err(Refusal { code: error["code"].as_i64().unwrap(), message: error["message"].as_str().unwrap().to_owned() }),
            None => Ok(reply["result"].take()),
        }
    }

    /// Waits for a message, also among those heard before. Requests of the server are answered on the way, with null but for settings.
    pub fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        if let Some(at) = self.heard.iter().position(&wanted) {
            return self.heard.remove(at);
        }
        loop {
            let message = match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => panic!("no such message; heard: {:#?}", self.heard),
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended; heard: {:#?}", self.heard),
            };
            self.reply_to(&message);
            if wanted(&message) {
                return message;
            }
            self.heard.push(message);
        }
    }

    /// Takes what comes within this time.
    pub fn listen(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while let Ok(message) = self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.reply_to(&message);
            self.heard.push(message);
        }
    }

    fn reply_to(&mut self, message: &Value) {
        if message.get("method").is_some() && message.get("id").is_some() && self.input.is_some() && !self.is_silent {
            let result = if message["method"] == "workspace/configuration" { &self.settings } else { &Value::Null };
            self.send_body(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}).to_string());
        }
    }

    /// Opens a document in version 1.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}));
    }

    /// Replaces a range, given as line and character of its start and end.
    pub fn edit(&mut self, uri: &str, version: i32, [line, character, end_line, end_character]: [u32; 4], text: &str) {
        let range = json!({"start": {"line": line, "character": character}, "end": {"line": end_line, "character": end_character}});
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": range, "text": text}]});
        self.notify("textDocument/didChange", params);
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// A request about a place.
    pub fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        self.request(method, place(uri, line, character)).unwrap()
    }

    /// Waits for the diagnostics of a version of a document, each as `line:character-line:character code`.
    pub fn diagnostics(&mut self, uri: &str, version: impl Into<Value>) -> Vec<String> {
        let version = version.into();
        let message = self.wait_for(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && params["version"] == version
        });
        message["params"]["diagnostics"].as_array().unwrap().iter().map(line).collect()
    }

    /// Waits for any diagnostics of a document.
    pub fn next_diagnostics(&mut self, uri: &str) {
        self.wait_for(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri);
    }

    /// Whether diagnostics of a document were heard that nobody asked for.
    pub fn heard_diagnostics(&self, uri: &str) -> bool {
        self.heard.iter().any(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri)
    }

    /// The id of the server's process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends a server that need not end as ours does.
    pub fn kill(&mut self) {
        self.over = true;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the server's end, which must come within a second; returns its exit code.
    pub fn exit_code(&mut self) -> i32 {
        self.over = true;
        let until = Instant::now() + Duration::from_secs(1);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().expect("an exit code");
            }
            if Instant::now() > until {
                let _ = self.child.kill();
                let _ = self.child.wait();
                panic!("the server runs a second after its end");
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the server's end for as long as it takes, for tests in which that is not the point.
    fn end(&mut self) -> Option<i32> {
        self.over = true;
        self.request("shutdown", Value::Null).ok()?;
        self.notify("exit", Value::Null);
        self.exit_code().into()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if self.over {
            return;
        }
        if thread::panicking() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        } else {
            assert_eq!(self.end(), Some(0), "the server ends as it should");
        }
    }
}

/// A body with its header.
pub fn frame(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A file's URI.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The parameters of a request about a place.
pub fn place(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

/// A range as `line:character-line:character`.
pub fn range(range: &Value) -> String {
    let at = |end: &str| format!("{}:{}", range[end]["line"], range[end]["character"]);
    format!("{}-{}", at("start"), at("end"))
}

/// Of what is wrong in knowledge and configuration the message tells more than the code.
fn line(diagnostic: &Value) -> String {
    let code = diagnostic["code"].as_str().filter(|code| !code.starts_with("knowledge-"));
    let code = code.or(diagnostic["message"].as_str()).unwrap_or_default();
    format!("{} {code}", range(&diagnostic["range"]))
}

/// The next message; `None` at the end. Anything else than messages is a failure of the server.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                let length_of = line.strip_prefix("Content-Length: ").and_then(|length| length.parse::<usize>().ok());
                assert!(length_of.is_some(), "the server wrote {line:?} to its output");
                length = length_of;
            }
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a message"))
}
