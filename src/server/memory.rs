//! Gives memory back to the system.

/// Has the allocator return the pages that hold nothing any more, on a thread of its own. Only glibc keeps them: it returns by itself what lies at
/// the end of its heaps, and an article that is closed lies between others.
pub(super) fn release() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    std::thread::spawn(|| {
        // SAFETY: malloc_trim takes no pointer and may be called at any time from any thread (malloc_trim(3)).
        #[allow(unsafe_code)]
        let returned = unsafe { libc::malloc_trim(0) } != 0;
        tracing::debug!(returned, "memory given back");
    });
}
