//! Threads that help another with what it does at once.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

/// More of them have nothing to do in an article of any length.
const LARGEST: usize = 4;

/// Runs something on this thread as one of a crew of its own. Else it would hand each thing that two do at once to the threads of the whole
/// process, and wait until they wake up.
pub(super) fn with_crew(name: &'static str, run: impl FnOnce()) {
    let count = available_parallelism().map_or(1, NonZeroUsize::get).min(LARGEST);
    let crew =
        rayon::ThreadPoolBuilder::new().num_threads(count).thread_name(move |at| format!("{name} {at}")).use_current_thread().build();
    if let Err(error) = &crew {
        tracing::warn!("{name} has no crew: {error}");
    }
    run();
}
