//! The guard around standard input and output: only well-formed messages reach the library, which would end its stream at any other.
//!
//! A body that is not JSON is answered with -32700, one that is no message with -32600, an unknown request of the `$/` kind with -32601.
//! Header names are read without letter case. After `exit` or the end of input nothing more is read. Where the client's process is gone,
//! the server ends too.

use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::runtime::Handle;
use tokio::sync::Notify;

/// How much may be under way between the guard and the library.
const PIPE: usize = 1 << 20;
/// The largest message; a larger one cannot be a sane article.
const LARGEST: usize = 1 << 28;
/// How often the client's process is looked for.
const WATCH: Duration = Duration::from_secs(2);

/// What the guard saw of the connection's life.
#[derive(Clone, Debug, Default)]
pub(super) struct Life {
    /// Whether `shutdown` was answered.
    pub shut_down: Arc<AtomicBool>,
    end: Arc<Notify>,
    flushed: Arc<Notify>,
}

impl Life {
    /// Waits for `exit`, the end of input, or the end of the client.
    pub fn ended(&self) -> impl Future<Output = ()> + use<> {
        let end = Arc::clone(&self.end);
        async move { end.notified().await }
    }

    /// Waits until what the library wrote has left, or a short while.
    pub async fn flushed(&self) {
        let _ = tokio::time::timeout(Duration::from_millis(200), self.flushed.notified()).await;
    }
}

/// Starts the guard's two threads; what they return takes the place of standard input and output.
pub(super) fn open(runtime: &Handle) -> (DuplexStream, DuplexStream, Life) {
    let (to_library, input) = tokio::io::duplex(PIPE);
    let (output, from_library) = tokio::io::duplex(PIPE);
    let life = Life::default();
    let out = Arc::new(Mutex::new(io::stdout()));
    let reader = Inward { out: Arc::clone(&out), life: life.clone(), runtime: runtime.clone(), pipe: to_library };
    std::thread::spawn(move || reader.run());
    let (runtime, flushed) = (runtime.clone(), Arc::clone(&life.flushed));
    std::thread::spawn(move || {
        outward(&runtime, from_library, &out);
        flushed.notify_one();
    });
    (input, output, life)
}

/// The parts of a message that the guard looks at.
#[derive(Deserialize)]
struct Envelope {
    jsonrpc: Option<String>,
    method: Option<String>,
    id: Option<Value>,
    params: Option<Value>,
    result: Option<serde::de::IgnoredAny>,
    error: Option<serde::de::IgnoredAny>,
}

struct Inward {
    out: Arc<Mutex<io::Stdout>>,
    life: Life,
    runtime: Handle,
    pipe: DuplexStream,
}

impl Inward {
    fn run(mut self) {
        let mut input = BufReader::with_capacity(1 << 16, io::stdin());
        while let Ok(Some(body)) = read_frame(&mut input) {
            let (pass, exit) = match judge(&body) {
                Verdict::Pass => (body, false),
                Verdict::Exit => (body, true),
                Verdict::Watch(process) => {
                    watch(process, self.life.clone());
                    (body, false)
                }
                Verdict::WithoutParams => (without_params(&body), false),
                Verdict::Answer(reply) => {
                    write_frame(&self.out, reply.to_string().as_bytes());
                    continue;
                }
                Verdict::Drop => continue,
            };
            let head = format!("Content-Length: {}\r\n\r\n", pass.len());
            let sent = self.runtime.block_on(async {
                self.pipe.write_all(head.as_bytes()).await?;
                self.pipe.write_all(&pass).await
            });
            if sent.is_err() || exit {
                break;
            }
        }
        self.life.end.notify_one();
    }
}

enum Verdict {
    Pass,
    /// Pass, and read nothing more.
    Exit,
    /// Pass without its `params`, which are null: the library takes them for wrong ones.
    WithoutParams,
    /// `initialize`: pass, and watch the client's process.
    Watch(u32),
    Answer(Value),
    Drop,
}

fn judge(body: &[u8]) -> Verdict {
    let refuse = |id: Option<Value>, code: i32, message: &str| {
        Verdict::Answer(json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}))
    };
    let value: Result<Envelope, _> = serde_json::from_slice(body);
    let envelope = match value {
        Ok(envelope) => envelope,
        Err(error) if error.is_data() => return refuse(None, -32600, "Invalid request: not a message"),
        Err(error) => return refuse(None, -32700, &format!("Parse error: {error}")),
    };
    let well_formed_id = envelope.id.as_ref().is_none_or(|id| id.is_string() || id.is_i64() || id.is_null());
    let well_formed_params = envelope.params.as_ref().is_none_or(|params| params.is_object() || params.is_array() || params.is_null());
    let is_reply = envelope.result.is_some() || envelope.error.is_some();
    if envelope.jsonrpc.as_deref() != Some("2.0")
        || !well_formed_id
        || !well_formed_params
        || envelope.method.is_none() && !is_reply && envelope.id.is_none()
    {
        return refuse(envelope.id.filter(|id| id.is_string() || id.is_i64()), -32600, "Invalid request");
    }
    let null_params = envelope.params.is_none() && envelope.method.is_some() && memchr::memmem::find(body, b"\"params\"").is_some();
    match envelope.method.as_deref() {
        Some("exit") => Verdict::Exit,
        Some("initialize") => match envelope.params.as_ref().and_then(|params| params.get("processId")?.as_u64()) {
            Some(process) => Verdict::Watch(process as u32),
            None => Verdict::Pass,
        },
        Some("$/cancelRequest") => Verdict::Pass,
        Some(method) if method.starts_with("$/") => match envelope.id {
            Some(id) => refuse(Some(id), -32601, "Method not found"),
            None => Verdict::Drop,
        },
        Some(_) if null_params => Verdict::WithoutParams,
        _ => Verdict::Pass,
    }
}

/// A message without its `params`.
fn without_params(body: &[u8]) -> Vec<u8> {
    let mut message: serde_json::Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    message.remove("params");
    Value::Object(message).to_string().into_bytes()
}

/// The body of the next message; `None` at the end of input.
fn read_frame(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    loop {
        let mut length = None;
        let mut lines = 0;
        loop {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if line.is_empty() {
                break;
            }
            lines += 1;
            if let Some((name, value)) = line.split_once(':')
                && name.trim().eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().ok();
            }
        }
        match length {
            Some(length) if length <= LARGEST => {
                let mut body = vec![0; length];
                input.read_exact(&mut body)?;
                return Ok(Some(body));
            }
            Some(length) => {
                io::copy(&mut input.by_ref().take(length as u64), &mut io::sink())?;
            }
            // A blank line between messages, or headers that name no length: the next header is tried.
            None if lines == 0 => {}
            None => tracing::warn!("a message without Content-Length was skipped"),
        }
    }
}

fn write_frame(out: &Mutex<io::Stdout>, body: &[u8]) {
    let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
    let written = write!(out, "Content-Length: {}\r\n\r\n", body.len()).and_then(|()| out.write_all(body)).and_then(|()| out.flush());
    if let Err(error) = written {
        tracing::debug!("the client no longer reads: {error}");
    }
}

/// Copies the library's messages out, each in one piece.
fn outward(runtime: &Handle, mut pipe: DuplexStream, out: &Mutex<io::Stdout>) {
    let mut buffer: Vec<u8> = Vec::new();
    let mut chunk = vec![0u8; 1 << 16];
    loop {
        match runtime.block_on(pipe.read(&mut chunk)) {
            Ok(0) | Err(_) => return,
            Ok(read) => buffer.extend_from_slice(&chunk[..read]),
        }
        // The library's own messages are well-formed: a head that ends at a blank line, then the body.
        let mut done = 0;
        while let Some((start, end)) = frame(&buffer[done..]) {
            if buffer.len() < done + end {
                break;
            }
            write_frame(out, &buffer[done + start..done + end]);
            done += end;
        }
        buffer.drain(..done);
    }
}

/// Where the body of the first message starts and ends.
fn frame(bytes: &[u8]) -> Option<(usize, usize)> {
    let head = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    let text = std::str::from_utf8(&bytes[..head]).ok()?;
    let length = text.lines().find_map(|line| line.strip_prefix("Content-Length:")?.trim().parse::<usize>().ok())?;
    Some((head + 4, head + 4 + length))
}

/// Ends the connection when the client's process is gone. Only where processes show under /proc.
fn watch(process: u32, life: Life) {
    let folder = std::path::PathBuf::from(format!("/proc/{process}"));
    if !folder.exists() {
        return;
    }
    std::thread::spawn(move || {
        while folder.exists() {
            std::thread::sleep(WATCH);
        }
        tracing::info!("the client's process is gone");
        life.end.notify_one();
    });
}

impl Life {
    /// Notes that `shutdown` was asked for.
    pub fn shutting_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_headers_without_case_and_skips_others() {
        let mut input: &[u8] = b"content-type: x\r\nCONTENT-LENGTH: 2\r\n\r\n{}Nonsense: 1\r\n\r\nContent-Length:3\n\n[1]";
        assert_eq!(read_frame(&mut input).unwrap().as_deref(), Some(&b"{}"[..]));
        assert_eq!(read_frame(&mut input).unwrap().as_deref(), Some(&b"[1]"[..]));
        assert_eq!(read_frame(&mut input).unwrap(), None);
    }

    #[test]
    fn judges_messages() {
        let code = |body: &str| match judge(body.as_bytes()) {
            Verdict::Answer(reply) => reply["error"]["code"].as_i64(),
            _ => None,
        };
        assert_eq!(code("{"), Some(-32700));
        assert_eq!(code("[]"), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"$/unknown"}"#), Some(-32601));
        assert_eq!(code(r#"{"jsonrpc":"1.0","id":1,"method":"x"}"#), Some(-32600));
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"x","params":3}"#), Some(-32600));
        assert!(matches!(judge(br#"{"jsonrpc":"2.0","method":"$/setTrace","params":{}}"#), Verdict::Drop));
        assert!(matches!(judge(br#"{"jsonrpc":"2.0","method":"exit"}"#), Verdict::Exit));
        assert!(matches!(judge(br#"{"jsonrpc":"2.0","id":1,"result":null}"#), Verdict::Pass));
    }
}
