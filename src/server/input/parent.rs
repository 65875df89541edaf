//! Whether the client's process is still there. Only where processes show under /proc; elsewhere the end of input has to do.

use std::fs;
use std::time::Duration;

/// How often it is looked for.
const PERIOD: Duration = Duration::from_secs(2);

/// A process and when it started: numbers are used again.
#[derive(Debug, PartialEq, Eq)]
struct Process {
    id: u32,
    started: String,
}

impl Process {
    /// A process that runs; `None` where it does not, or waits only for its parent to take note of its end.
    fn find(id: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name in brackets may hold anything; what follows it does not. The state is the 3rd field, the start the 22nd.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
        let state = fields.next()?;
        let started = fields.nth(18)?.to_owned();
        (!matches!(state, "Z" | "X")).then_some(Process { id, started })
    }
}

/// Calls `gone` when the client's process has ended. A process that cannot be seen from here is not watched: it may run in another container.
pub(super) fn watch(id: u32, gone: impl FnOnce() + Send + 'static) {
    let Some(process) = Process::find(id) else {
        tracing::debug!(id, "the client's process cannot be seen from here");
        return;
    };
    std::thread::spawn(move || {
        while Process::find(process.id).as_ref() == Some(&process) {
            std::thread::sleep(PERIOD);
        }
        tracing::info!("the client's process is gone");
        gone();
    });
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn sees_processes_that_run() {
        let own = std::process::id();
        assert_eq!(Process::find(own), Process::find(own));
        assert!(Process::find(own).is_some());
        assert_eq!(Process::find(u32::MAX), None);
    }
}
