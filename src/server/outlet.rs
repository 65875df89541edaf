//! Standard output: whole messages, in the order in which they are given.
//!
//! What is queued is written by a thread of its own, so that nobody who answers waits for a client that does not read. Who has something urgent
//! writes it himself, after what was queued before: no other thread has to wake up for it.

use super::frame::Outgoing;
use futures_util::{Stream, StreamExt};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_lsp::jsonrpc::{Id, Request};

/// How many requests may be under way at once, from their reading to the writing of their answer. Where a client sends more and reads nothing,
/// nothing more is read from it.
const SLOTS: u32 = 4096;

/// The place of a request among those under way; free again when it is dropped.
pub(super) type Slot = Option<OwnedSemaphorePermit>;

/// Says things. Cloning is cheap.
#[derive(Clone)]
pub(super) struct Outlet(Arc<Shared>);

struct Shared {
    queue: Mutex<VecDeque<(Outgoing, Slot)>>,
    filled: Condvar,
    out: Mutex<Box<dyn Write + Send>>,
    slots: Arc<Semaphore>,
    trace: Mutex<Trace>,
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
    /// As a client names it; what it says wrongly is nothing.
    pub fn of(value: &Value) -> Self {
        match value.as_str() {
            Some("messages") => Trace::Messages,
            Some("verbose") => Trace::Verbose,
            _ => Trace::Off,
        }
    }
}

/// Standard output without the buffer that the standard library puts before it, which would write a message in two pieces.
pub(super) fn standard() -> io::Result<File> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(own.into())
}

impl Outlet {
    /// An outlet to `out`, with the thread that writes what is queued.
    ///
    /// # Errors
    /// Fails where no thread can be started.
    pub fn open(out: impl Write + Send + 'static) -> io::Result<Self> {
        let outlet = Outlet(Arc::new(Shared {
            queue: Mutex::default(),
            filled: Condvar::new(),
            out: Mutex::new(Box::new(out)),
            slots: Arc::new(Semaphore::new(SLOTS as usize)),
            trace: Mutex::default(),
        }));
        let own = outlet.clone();
        std::thread::Builder::new().name("outlet".to_owned()).spawn(move || own.run())?;
        Ok(outlet)
    }

    fn run(&self) {
        loop {
            drop(self.0.filled.wait_while(lock(&self.0.queue), |queue| queue.is_empty()));
            self.drain();
        }
    }

    /// Writes what is queued. Where the client no longer reads there is nobody to tell.
    fn drain(&self) {
        let mut out = lock(&self.0.out);
        loop {
            let Some((message, _slot)) = lock(&self.0.queue).pop_front() else { return };
            if let Err(error) = out.write_all(message.bytes()) {
                tracing::debug!("the client no longer reads: {error}");
            }
        }
    }

    fn push(&self, message: &impl Serialize, slot: Slot) {
        match Outgoing::new(message) {
            Ok(message) => lock(&self.0.queue).push_back((message, slot)),
            Err(error) => tracing::error!("a message cannot be written: {error}"),
        }
    }

    /// Waits until another request may be under way.
    pub async fn slot(&self) -> Slot {
        Arc::clone(&self.0.slots).acquire_owned().await.ok()
    }

    /// Waits until no request is under way.
    pub async fn idle(&self) {
        drop(self.0.slots.acquire_many(SLOTS).await);
    }

    /// Sends a message, and frees a slot once it is written.
    pub fn send(&self, message: &impl Serialize, slot: Slot) {
        self.push(message, slot);
        self.0.filled.notify_one();
    }

    /// Sends what the library has to say to the client.
    pub async fn relay(self, mut requests: impl Stream<Item = Request> + Unpin) {
        while let Some(request) = requests.next().await {
            let slot = self.slot().await;
            self.send(&request, slot);
        }
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(&Notification { jsonrpc: "2.0", method, params }, None);
    }

    /// Writes a notification on the thread of the caller, which waits while the client does not read.
    pub fn notify_now(&self, method: &str, params: &impl Serialize) {
        self.push(&Notification { jsonrpc: "2.0", method, params }, None);
        self.drain();
    }

    /// Tells a client that traces the server what was answered, and in which time.
    pub fn trace(&self, method: &str, id: &Id, took: Duration) {
        let trace = *lock(&self.0.trace);
        let message = || format!("{method} answered in {:.1} ms", took.as_secs_f64() * 1000.0);
        match trace {
            Trace::Off => {}
            Trace::Messages => self.notify("$/logTrace", &json!({"message": message()})),
            Trace::Verbose => self.notify("$/logTrace", &json!({"message": message(), "verbose": format!("request {id}")})),
        }
    }

    /// What a client wants to hear from now on.
    pub fn set_trace(&self, trace: Trace) {
        *lock(&self.0.trace) = trace;
    }
}

impl fmt::Debug for Outlet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outlet")
    }
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: &'a P,
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::frame::{self, Frame};
    use super::*;
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// A client that reads only what it is allowed to.
    struct Slow(Receiver<()>, Sender<Vec<u8>>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.recv().map_err(io::Error::other)?;
            self.1.send(bytes.to_vec()).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn number(mut message: &[u8]) -> Value {
        match frame::read(&mut message) {
            Ok(Some(Frame::Body(body))) => {
                let body: Value = serde_json::from_slice(&body).unwrap();
                body.get("params").unwrap_or(&body).clone()
            }
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn who_sends_does_not_wait_and_the_order_stays() {
        let ((allow, allowed), (sender, written)) = (channel(), channel());
        let outlet = Outlet::open(Slow(allowed, sender)).unwrap();
        for at in 0..20 {
            let slot = outlet.slot().await;
            outlet.send(&at, slot);
        }
        assert!(outlet.0.slots.available_permits() < SLOTS as usize);
        (0..21).for_each(|_| allow.send(()).unwrap());
        outlet.notify_now("now", &20);
        outlet.idle().await;
        assert_eq!(written.try_iter().map(|message| number(&message)).collect::<Vec<_>>(), (0..21).map(Value::from).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn who_no_longer_reads_holds_nobody_up() {
        let ((allow, allowed), (sender, written)) = (channel(), channel());
        drop((allow, written));
        let outlet = Outlet::open(Slow(allowed, sender)).unwrap();
        let slot = outlet.slot().await;
        outlet.send(&1, slot);
        outlet.notify_now("now", &2);
        outlet.idle().await;
        assert_eq!(outlet.0.slots.available_permits(), SLOTS as usize);
    }
}
