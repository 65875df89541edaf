//! The guard around standard input and output: only well-formed messages reach the library, which would end its stream at any other.
//!
//! A body that is not JSON is answered with -32700, one that is no message with -32600, an unknown request of the `$/` kind with -32601, and
//! a request before `initialize` with -32002, one after `shutdown` with -32600. Header names are read without letter case. What a client sends before it has the answer to
//! `initialize` waits for that answer, since the library would drop it. `exit` and the end of input both close the library's input, so that
//! what it still has to say is said, and nothing more is read. Where the client's process is gone, the server ends too.

mod frame;
mod judge;
mod parent;
mod surrogates;

use frame::Frame;
use judge::{Kind, Trace, Verdict, judge, refusal};
use serde::Serialize;
use std::io::{self, BufReader};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tokio::runtime::Handle;
use tokio::sync::Notify;

/// How much may be under way between the guard and the library.
const PIPE: usize = 1 << 20;
/// How long the answer to `initialize` is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the guard saw of the connection's life.
#[derive(Clone, Debug, Default)]
pub(super) struct Life(Arc<State>);

#[derive(Debug, Default)]
struct State {
    shut_down: AtomicBool,
    ended: Notify,
    flushed: Notify,
    /// Whether the library has written anything: its first message is the answer to `initialize`.
    answered: Mutex<bool>,
    answer: Condvar,
}

impl Life {
    /// Waits for `exit`, the end of input, or the end of the client.
    pub async fn ended(&self) {
        self.0.ended.notified().await;
    }

    /// Waits until what the library wrote has left.
    pub async fn flushed(&self) {
        self.0.flushed.notified().await;
    }

    /// Whether `shutdown` was asked for.
    pub fn is_shut_down(&self) -> bool {
        self.0.shut_down.load(Ordering::SeqCst)
    }

    /// What is waited for next is yet to come.
    fn await_answer(&self) {
        *self.0.answered.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    fn note_answer(&self) {
        *self.0.answered.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.answer.notify_all();
    }

    fn wait_for_answer(&self) {
        let answered = self.0.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.answer.wait_timeout_while(answered, PATIENCE, |answered| !*answered);
        drop(waited);
    }
}

/// Says something past the library, which does not keep what is said in the course of an answer before that answer. Cloning is cheap.
#[derive(Clone, Debug)]
pub(super) struct Outlet {
    out: Arc<Mutex<io::Stdout>>,
    trace: Arc<Mutex<Trace>>,
}

impl Default for Outlet {
    fn default() -> Self {
        Outlet { out: Arc::new(Mutex::new(io::stdout())), trace: Arc::default() }
    }
}

impl Outlet {
    /// Sends a notification at once.
    pub fn notify(&self, method: &str, params: &impl Serialize) {
        #[derive(Serialize)]
        struct Notification<'a, P> {
            jsonrpc: &'static str,
            method: &'a str,
            params: &'a P,
        }
        match serde_json::to_vec(&Notification { jsonrpc: "2.0", method, params }) {
            Ok(message) => frame::write(&self.out, &message),
            Err(error) => tracing::error!(method, "a notification cannot be written: {error}"),
        }
    }

    /// Tells a client that traces the server what was answered, and in which time.
    pub fn trace(&self, method: &str, id: &impl std::fmt::Display, took: Duration) {
        let trace = *self.trace.lock().unwrap_or_else(PoisonError::into_inner);
        let message = format!("{method} answered in {:.1} ms", took.as_secs_f64() * 1000.0);
        match trace {
            Trace::Off => {}
            Trace::Messages => self.notify("$/logTrace", &serde_json::json!({"message": message})),
            Trace::Verbose => {
                self.notify("$/logTrace", &serde_json::json!({"message": message, "verbose": format!("request {id}")}));
            }
        }
    }

    fn set_trace(&self, trace: Trace) {
        *self.trace.lock().unwrap_or_else(PoisonError::into_inner) = trace;
    }
}

/// Starts the guard's two threads; what they return takes the place of standard input and output.
pub(super) fn open(runtime: &Handle) -> (DuplexStream, DuplexStream, Life, Outlet) {
    let (to_library, input) = tokio::io::duplex(PIPE);
    let (output, from_library) = tokio::io::duplex(PIPE);
    let life = Life::default();
    let outlet = Outlet::default();
    let out = Arc::clone(&outlet.out);
    let inward = Inward { outlet: outlet.clone(), life: life.clone(), runtime: runtime.clone(), pipe: to_library, initialized: false };
    std::thread::spawn(move || inward.run());
    let (runtime, outward_life) = (runtime.clone(), life.clone());
    std::thread::spawn(move || outward(&runtime, from_library, &out, &outward_life));
    (input, output, life, outlet)
}

/// From the client to the library.
struct Inward {
    outlet: Outlet,
    life: Life,
    runtime: Handle,
    pipe: DuplexStream,
    initialized: bool,
}

impl Inward {
    fn run(mut self) {
        let mut input = BufReader::with_capacity(1 << 16, io::stdin());
        loop {
            let body = match frame::read(&mut input) {
                Ok(Some(Frame::Body(body))) => body,
                Ok(Some(Frame::Malformed(why))) => {
                    self.answer(&refusal(None, -32700, &format!("Parse error: {why}")));
                    continue;
                }
                Ok(None) => break,
                Err(error) => {
                    tracing::debug!("standard input: {error}");
                    break;
                }
            };
            let body = surrogates::paired(body);
            let (kind, body) = match judge(&body) {
                Verdict::Pass(kind) => (kind, body),
                Verdict::Replace(kind, body) => (kind, body),
                Verdict::Answer(reply) => {
                    self.answer(&reply);
                    continue;
                }
                Verdict::Drop => continue,
            };
            if kind == Kind::Exit || !self.take(kind, &body) {
                break;
            }
        }
        self.life.0.ended.notify_one();
    }

    fn answer(&self, reply: &serde_json::Value) {
        frame::write(&self.outlet.out, reply.to_string().as_bytes());
    }

    /// Takes note of a message and passes it on. False where the library no longer reads.
    fn take(&mut self, kind: Kind, body: &[u8]) -> bool {
        match kind {
            // One that was refused may be followed by a better one.
            Kind::Initialize(process, trace) => {
                self.outlet.set_trace(trace);
                if let Some(process) = process.filter(|_| !self.initialized) {
                    let life = self.life.clone();
                    parent::watch(process, move || life.0.ended.notify_one());
                }
                self.initialized = true;
                self.life.await_answer();
                let sent = self.pass(body);
                self.life.wait_for_answer();
                return sent;
            }
            Kind::Request(id) | Kind::Shutdown(id) if !self.initialized => {
                self.answer(&refusal(Some(id), -32002, "Server not initialized"));
                return true;
            }
            // The library would still say which methods it does not know.
            Kind::Request(id) if self.life.is_shut_down() => {
                self.answer(&refusal(Some(id), -32600, "Invalid request: the server is shut down"));
                return true;
            }
            Kind::Notification | Kind::Reply if !self.initialized => return true,
            Kind::Trace(trace) => {
                self.outlet.set_trace(trace);
                return true;
            }
            Kind::Shutdown(_) => self.life.0.shut_down.store(true, Ordering::SeqCst),
            _ => {}
        }
        self.pass(body)
    }

    fn pass(&mut self, body: &[u8]) -> bool {
        let head = format!("Content-Length: {}\r\n\r\n", body.len());
        let sent = self.runtime.block_on(async {
            self.pipe.write_all(head.as_bytes()).await?;
            self.pipe.write_all(body).await
        });
        sent.is_ok()
    }
}

/// From the library to the client: each message in one piece, between those of the guard.
fn outward(runtime: &Handle, mut pipe: DuplexStream, out: &Mutex<io::Stdout>, life: &Life) {
    let mut buffer: Vec<u8> = Vec::new();
    let mut chunk = vec![0u8; 1 << 16];
    loop {
        match runtime.block_on(pipe.read(&mut chunk)) {
            Ok(0) | Err(_) => break,
            Ok(read) => buffer.extend_from_slice(&chunk[..read]),
        }
        let mut done = 0;
        while let Some((start, end)) = frame::first(&buffer[done..]) {
            frame::write(out, &buffer[done + start..done + end]);
            done += end;
            life.note_answer();
        }
        buffer.drain(..done);
    }
    life.0.flushed.notify_one();
}

/// The bodies of all messages of an input.
pub(super) fn bodies(input: &mut impl std::io::BufRead) -> Vec<Vec<u8>> {
    let frames = std::iter::from_fn(|| frame::read(input).ok().flatten());
    frames.filter_map(|frame| if let frame::Frame::Body(body) = frame { Some(body) } else { None }).collect()
}
