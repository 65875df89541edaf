//! Around the library's service: a panic in a handler is one error reply, and what the library misreads is put right.

use super::input::Call;
use super::outlet::Outlet;
use super::{changes, greeting};
use futures_util::FutureExt;
use serde_json::json;
use std::borrow::Cow;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::time::Instant;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};

/// What `workspace/symbol` is called inside, where an answer may be one whose ranges are asked for later.
pub(super) const WORKSPACE_SYMBOLS: &str = "backread/workspaceSymbol";

/// An answer to come; none to a notification.
pub(super) type Answer = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// The service around the library's.
pub(super) struct Wrapper<S> {
    service: S,
    outlet: Outlet,
}

impl<S> Wrapper<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    pub fn new(service: S, outlet: Outlet) -> Self {
        Wrapper { service, outlet }
    }

    /// Calls a handler of the library, which is always ready for that and fails only after `exit`.
    pub fn call(&mut self, call: Call) -> Answer {
        let (method, id) = (call.method.clone(), call.id.clone());
        let answer = AssertUnwindSafe(self.service.call(request(call))).catch_unwind();
        let (outlet, started) = (self.outlet.clone(), Instant::now());
        Box::pin(async move {
            let answered = answer.await.unwrap_or_else(|_| {
                tracing::error!(%method, "a handler panicked");
                let error =
                    Error { code: ErrorCode::InternalError, message: format!("{method} failed inside the server").into(), data: None };
                Ok(id.as_ref().map(|id| Response::from_error(id.clone(), error)))
            });
            if let Some(id) = &id {
                outlet.trace(&method, id, started.elapsed());
            }
            answered.ok().flatten()
        })
    }
}

/// A call as the library reads it.
fn request(Call { method, id, params }: Call) -> Request {
    // It takes null for wrong parameters, and any for wrong ones where there are none to take.
    let params = params.filter(|params| !params.is_null());
    let (method, params) = match &*method {
        "initialize" => (method.into(), params.map(greeting::readable)),
        "textDocument/didChange" => (method.into(), params.map(changes::countable)),
        "workspace/symbol" => (WORKSPACE_SYMBOLS.into(), params),
        "shutdown" => (method.into(), None),
        // All that they take is optional.
        "backread/timeline" | "backread/actors" => (Cow::from(method), params.or_else(|| Some(json!({})))),
        _ => (Cow::from(method), params),
    };
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Poll};
    use tower_lsp::jsonrpc::Id;

    struct Panics;

    impl Service<Request> for Panics {
        type Response = Option<Response>;
        type Error = std::convert::Infallible;
        type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, Self::Error>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            Box::pin(async move { if request.method() == "bad" { panic!("on purpose") } else { Ok(None) } })
        }
    }

    #[tokio::test]
    async fn a_panic_is_one_error_reply() {
        let mut wrapper = Wrapper::new(Panics, Outlet::open(std::io::sink()).unwrap());
        let call = |method: &str, id| Call { method: method.to_owned(), id: Some(Id::Number(id)), params: None };
        let reply = wrapper.call(call("bad", 7)).await.unwrap();
        assert_eq!(reply.error().map(|error| error.code), Some(ErrorCode::InternalError));
        assert!(wrapper.call(call("good", 8)).await.is_none());
    }
}
