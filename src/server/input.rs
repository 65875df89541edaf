//! Standard input: a thread that reads what the client sends and gives it to the library, message by message.
//!
//! Each is handled as far as it goes without waiting before the next is read: what changes the workspace has reached its owner by then, in order
//! and without another thread. An answer that has to be waited for is a task of the runtime.
//!
//! Only well-formed messages reach the library. A body that is not JSON is answered with -32700, one that is no message with -32600, an unknown
//! request of the `$/` kind with -32601, a request before `initialize` with -32002, one after `shutdown` with -32600. Header names are read
//! without letter case. `exit` and the end of input are the same: nothing more is read. Where the client's process is gone, the server ends too.

mod judge;
mod parent;
mod surrogates;

use super::frame::{self, Frame};
use super::isolate::isolated;
use super::outlet::{Outlet, Trace};
use super::wrapper::Wrapper;
use futures_util::{Sink, SinkExt};
pub(super) use judge::Call;
use judge::{Message, judge, refusal};
use serde_json::Value;
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tower::Service;
use tower_lsp::jsonrpc::{Id, Request, Response};

/// What others want to know of the connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Life(Arc<State>);

#[derive(Debug, Default)]
struct State {
    shut_down: AtomicBool,
    ended: Notify,
}

impl Life {
    /// Waits for `exit`, the end of input, or the end of the client.
    pub async fn ended(&self) {
        self.0.ended.notified().await;
    }

    /// Whether `shutdown` was asked for.
    pub fn is_shut_down(&self) -> bool {
        self.0.shut_down.load(Ordering::SeqCst)
    }
}

/// How far the client has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// It was not told yet what the server can do.
    Greeting,
    /// It runs.
    Running,
    /// It said `shutdown`.
    ShutDown,
}

/// Requests that the library knows and this server does not offer: it would look at their parameters first.
const NOT_OFFERED: &[&str] = &[
    "documentLink/resolve",
    "textDocument/colorPresentation",
    "textDocument/documentColor",
    "textDocument/formatting",
    "textDocument/inlineValue",
    "textDocument/linkedEditingRange",
    "textDocument/moniker",
    "textDocument/onTypeFormatting",
    "textDocument/prepareTypeHierarchy",
    "textDocument/rangeFormatting",
    "textDocument/signatureHelp",
    "textDocument/willSaveWaitUntil",
    "typeHierarchy/subtypes",
    "typeHierarchy/supertypes",
    "workspace/willCreateFiles",
    "workspace/willDeleteFiles",
];

/// What becomes of a call.
enum Fate {
    /// The library takes it.
    Taken,
    /// It is refused, with a code and why.
    Refused(i64, &'static str),
    /// It changes nothing.
    Dropped,
    /// It is `$/setTrace`.
    Traced,
    /// It is `exit`.
    Ended,
}

/// Reads what the client sends.
pub(super) struct Input<S, R> {
    wrapper: Wrapper<S>,
    replies: R,
    outlet: Outlet,
    life: Life,
    runtime: Handle,
    phase: Phase,
}

impl<S, R> Input<S, R>
where
    S: Service<Request, Response = Option<Response>> + Send + 'static,
    S::Future: Send + 'static,
    R: Sink<Response> + Send + Unpin + 'static,
{
    /// Starts to read; the calls go to the service, the replies of the client to those who wait for them. Inside a runtime only.
    ///
    /// # Errors
    /// Fails where no thread can be started.
    pub fn open(wrapper: Wrapper<S>, replies: R, outlet: Outlet, life: Life) -> io::Result<()> {
        let runtime = Handle::current();
        let mut input = Input { wrapper, replies, outlet, life: life.clone(), runtime, phase: Phase::Greeting };
        let run = move || {
            input.run(&mut BufReader::with_capacity(1 << 16, io::stdin()));
            life.0.ended.notify_one();
        };
        std::thread::Builder::new().name("input".to_owned()).spawn(run)?;
        Ok(())
    }

    fn run(&mut self, bytes: &mut impl BufRead) {
        let runtime = self.runtime.clone();
        let _inside = runtime.enter();
        loop {
            match frame::read(bytes) {
                Ok(Some(Frame::Body(body))) => {
                    if isolated("a message", || self.read(body)) == Some(ControlFlow::Break(())) {
                        return;
                    }
                }
                Ok(Some(Frame::Malformed(why))) => self.answer(&refusal(Id::Null, -32700, format!("Parse error: {why}"))),
                Ok(None) => return,
                Err(error) => {
                    tracing::debug!("standard input: {error}");
                    return;
                }
            }
        }
    }

    /// Does what a message says; breaks off where that is to end.
    fn read(&mut self, body: Vec<u8>) -> ControlFlow<()> {
        match judge(&surrogates::paired(body)) {
            Message::Call(call) => match self.fate(&call) {
                Fate::Taken => self.take(call),
                Fate::Refused(code, why) => self.answer(&refusal(call.id.unwrap_or_default(), code, why)),
                Fate::Dropped => {}
                Fate::Traced => self.outlet.set_trace(Trace::of(&call.param("value"))),
                Fate::Ended => return ControlFlow::Break(()),
            },
            Message::Reply(reply) if self.phase != Phase::Greeting => drop(self.replies.start_send_unpin(reply)),
            Message::Wrong(refusal) => self.answer(&refusal),
            Message::Reply(_) | Message::Nothing => {}
        }
        ControlFlow::Continue(())
    }

    fn answer(&self, reply: &Response) {
        let slot = self.runtime.block_on(self.outlet.slot());
        self.outlet.send(reply, slot);
    }

    fn fate(&self, call: &Call) -> Fate {
        let is_internal = call.method.starts_with("$/");
        match (&*call.method, &call.id) {
            ("exit", _) => Fate::Ended,
            ("$/setTrace", None) => Fate::Traced,
            ("$/cancelRequest", None) => Fate::Taken,
            (_, Some(_)) if is_internal => Fate::Refused(-32601, "Method not found"),
            (_, None) if is_internal => Fate::Dropped,
            // Nobody would hear the answer, and the library would shut down.
            ("initialize" | "shutdown", None) => Fate::Dropped,
            ("initialize", Some(_)) if self.phase == Phase::Greeting => Fate::Taken,
            (_, Some(_)) => match self.phase {
                Phase::Running if NOT_OFFERED.contains(&&*call.method) => Fate::Refused(-32601, "Method not found"),
                Phase::Running => Fate::Taken,
                // The library would still say which methods it does not know.
                Phase::Greeting => Fate::Refused(-32002, "Server not initialized"),
                Phase::ShutDown => Fate::Refused(-32600, "Invalid request: the server is shut down"),
            },
            (_, None) if self.phase == Phase::Running => Fate::Taken,
            (_, None) => Fate::Dropped,
        }
    }

    /// Gives a call to the library.
    fn take(&mut self, call: Call) {
        let slot = call.id.is_some().then(|| self.runtime.block_on(self.outlet.slot())).flatten();
        let greeting = (call.method == "initialize").then(|| (call.param("processId"), call.param("trace")));
        if call.method == "shutdown" {
            self.phase = Phase::ShutDown;
            self.life.0.shut_down.store(true, Ordering::SeqCst);
        }
        let mut answer = self.wrapper.call(call);
        match Pin::new(&mut answer).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(None) => {}
            Poll::Ready(Some(response)) => {
                self.outlet.send(&response, slot);
                // One that was refused may be followed by a better one.
                if let Some((process, trace)) = greeting.filter(|_| response.is_ok()) {
                    self.greeted(&process, &trace);
                }
            }
            Poll::Pending => {
                let outlet = self.outlet.clone();
                self.runtime.spawn(async move {
                    if let Some(response) = answer.await {
                        outlet.send(&response, slot);
                    }
                });
            }
        }
    }

    /// The client was told what the server can do.
    fn greeted(&mut self, process: &Value, trace: &Value) {
        self.phase = Phase::Running;
        self.outlet.set_trace(Trace::of(trace));
        if let Some(process) = process.as_u64().and_then(|process| u32::try_from(process).ok()) {
            let life = self.life.clone();
            parent::watch(process, move || life.0.ended.notify_one());
        }
    }
}

/// The bodies of all messages of an input.
pub(super) fn bodies(input: &mut impl BufRead) -> Vec<Vec<u8>> {
    let frames = std::iter::from_fn(|| frame::read(input).ok().flatten());
    frames.filter_map(|frame| if let Frame::Body(body) = frame { Some(body) } else { None }).collect()
}
