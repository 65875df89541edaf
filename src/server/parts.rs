//! Long answers in parts, and how long anybody wants an answer.

use super::outlet::Outlet;
use serde::Serialize;
use serde_json::json;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::lsp_types as lsp;

/// How many results one part of a long answer holds.
const PART: usize = 100;

/// Whether anybody still waits for an answer; inside, whether that is over.
#[derive(Debug, Default)]
pub(super) struct Wanted(Arc<Mutex<bool>>);

/// Nobody waits any more when this is dropped: the library drops a handler whose request was cancelled.
pub(super) struct End(Arc<Mutex<bool>>);

impl Wanted {
    /// To be kept while somebody waits.
    pub fn end(&self) -> End {
        End(Arc::clone(&self.0))
    }

    /// Whether somebody waits.
    pub fn is_so(&self) -> bool {
        self.still().is_some()
    }

    /// The same for as long as what is returned is kept: an end in between waits for that.
    fn still(&self) -> Option<MutexGuard<'_, bool>> {
        Some(lock(&self.0)).filter(|over| !**over)
    }
}

impl Drop for End {
    fn drop(&mut self) {
        *lock(&self.0) = true;
    }
}

fn lock(over: &Mutex<bool>) -> MutexGuard<'_, bool> {
    over.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the parts of an answer go, if the client takes it in parts.
pub(super) struct Parts {
    token: Option<lsp::ProgressToken>,
    outlet: Outlet,
}

impl Parts {
    pub fn new(outlet: &Outlet, params: lsp::PartialResultParams) -> Self {
        Parts { token: params.partial_result_token, outlet: outlet.clone() }
    }

    /// Sends results part by part while they are wanted; what is left for the answer itself.
    pub fn send<T: Serialize>(&self, results: Vec<T>, wanted: &Wanted) -> Vec<T> {
        let Some(token) = &self.token else { return results };
        for part in results.chunks(PART) {
            // Nothing follows the answer to a cancelled request.
            let Some(_still) = wanted.still() else { break };
            self.outlet.notify("$/progress", &json!({"token": token, "value": part}));
        }
        Vec::new()
    }
}
