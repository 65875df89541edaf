//! Around the library's service: a panic in a handler is one error reply, and what the library misreads is put right.

use super::guard::Outlet;
use super::{changes, greeting};
use futures_util::FutureExt;
use serde_json::Value;
use std::borrow::Cow;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

/// The service around the library's.
pub(super) struct Wrapper<S> {
    service: S,
    outlet: Outlet,
}

impl<S> Wrapper<S> {
    pub fn new(service: S, outlet: Outlet) -> Self {
        Wrapper { service, outlet }
    }
}

impl<S> Service<Request> for Wrapper<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (id, method) = (request.id().cloned(), request.method().to_owned());
        let request = match &*method {
            "initialize" => mended(request, greeting::readable),
            "textDocument/didChange" => mended(request, changes::countable),
            "workspace/symbol" => renamed(request, WORKSPACE_SYMBOLS),
            _ => request,
        };
        let answer = AssertUnwindSafe(self.service.call(request)).catch_unwind();
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
            answered
        })
    }
}

/// What `workspace/symbol` is called inside, where an answer may be one whose ranges are asked for later.
pub(super) const WORKSPACE_SYMBOLS: &str = "backread/workspaceSymbol";

fn renamed(request: Request, method: &'static str) -> Request {
    let (_, id, params) = request.into_parts();
    build(method.into(), id, params)
}

fn build(method: Cow<'static, str>, id: Option<Id>, params: Option<Value>) -> Request {
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

/// A request or notification whose parameters are put right.
fn mended(request: Request, mend: fn(Value) -> Value) -> Request {
    let (method, id, params) = request.into_parts();
    build(method, id, Some(mend(params.unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut wrapper = Wrapper::new(Panics, Outlet::default());
        let reply = wrapper.call(Request::build("bad").id(7).finish()).await.unwrap().unwrap();
        assert_eq!(reply.error().map(|error| error.code), Some(ErrorCode::InternalError));
        assert!(wrapper.call(Request::build("good").id(8).finish()).await.unwrap().is_none());
    }
}
