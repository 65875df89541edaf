//! Which file, and where in it.

use super::Span;
use std::fmt;
use std::sync::Arc;

/// What a shell calls a file: a URI in the server, a path on the command line. The engine compares it and shows its last segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(Arc<str>);

impl FileKey {
    /// The key for a URI or path.
    pub fn new(key: impl Into<Arc<str>>) -> Self {
        FileKey(key.into())
    }

    /// The whole key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment, without escapes: what a hover calls the file.
    pub fn name(&self) -> &str {
        self.0.rsplit(['/', '\\']).next().unwrap_or(&self.0)
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A span of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileKey,
    /// The span, in UTF-8 bytes of the file.
    pub span: Span,
}
