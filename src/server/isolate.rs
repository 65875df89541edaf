//! A panic in the engine costs what was being computed, not the server.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `compute` returns; `None` where it panicked, with a line in the log. `what` says what was being done.
///
/// The closure must leave nothing half done that is looked at later.
pub(super) fn isolated<T>(what: &str, compute: impl FnOnce() -> T) -> Option<T> {
    let outcome = catch_unwind(AssertUnwindSafe(compute));
    if outcome.is_err() {
        tracing::error!("{what} failed inside the server");
    }
    outcome.ok()
}

/// From now on a panic is one line in the log that says where it was. Its message is left out: it may quote the text of a document.
pub(super) fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current();
        tracing::error!(place, thread = thread.name().unwrap_or_default(), "panicked");
        let message = panic.payload().downcast_ref::<String>().map(String::as_str).or_else(|| panic.payload().downcast_ref().copied());
        tracing::debug!(message = message.unwrap_or_default(), "panicked");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing() {
        assert_eq!(isolated("this", || 1), Some(1));
        assert_eq!(isolated("this", || -> i32 { panic!("on purpose") }), None);
    }
}
