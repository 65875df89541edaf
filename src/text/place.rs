//! Which file, and where in it.

use super::Span;
use std::fmt;
use std::sync::Arc;

/// What a shell calls a file: a URI in the server, a path on the command line. The engine compares it and shows its last segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey {
    key: Arc<str>,
    /// The last segment of a URI without its escapes, where it has any.
    name: Option<Arc<str>>,
}

impl FileKey {
    /// The key for a URI or path.
    pub fn new(key: impl Into<Arc<str>>) -> Self {
        let key = key.into();
        let name = key.contains("://").then(|| key.rsplit('/').next()).flatten().and_then(unescaped).map(Arc::from);
        FileKey { key, name }
    }

    /// The whole key.
    pub fn as_str(&self) -> &str {
        &self.key
    }

    /// The path below a folder that its key begins with, `/` between segments and without escapes; `None` outside of it.
    pub fn inside(&self, folder: &str) -> Option<String> {
        let path = self.key.strip_prefix(folder)?;
        if !self.key.contains("://") {
            return Some(path.replace('\\', "/"));
        }
        let segments = path.split('/').map(|segment| unescaped(segment).unwrap_or_else(|| segment.to_owned()));
        Some(segments.collect::<Vec<_>>().join("/"))
    }

    /// The last segment, without escapes: what a hover calls the file.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.key.rsplit(['/', '\\']).next().unwrap_or(&self.key))
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}

/// A segment of a URI with its percent escapes resolved; `None` where it has none or they are no text.
fn unescaped(segment: &str) -> Option<String> {
    let mut parts = segment.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    let mut found = false;
    for part in parts {
        let digits = part.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
        found = true;
    }
    found.then(|| String::from_utf8(bytes).ok()).flatten()
}

/// A span of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileKey,
    /// The span, in UTF-8 bytes of the file.
    pub span: Span,
}

/// Something in a file of the user's, be it knowledge or configuration, that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong and what to do.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_what_a_reader_calls_it() {
        let name = |key: &str| FileKey::new(key).name().to_owned();
        assert_eq!(name("file:///desk/the%20vote%2C%20caf%C3%A9.txt"), "the vote, caf\u{e9}.txt");
        assert_eq!(name("file:///desk/a.txt"), "a.txt");
        assert_eq!(name("file:///desk/100%.txt"), "100%.txt");
        assert_eq!(name("file:///desk/%FF.txt"), "%FF.txt");
        assert_eq!(name("desk/100%25.txt"), "100%25.txt", "a path has no escapes");
        assert_eq!(name("untitled:Untitled-1"), "untitled:Untitled-1");
    }

    #[test]
    fn a_path_below_a_folder() {
        let inside = |key: &str, folder: &str| FileKey::new(key).inside(folder);
        assert_eq!(inside("file:///desk/old%20news/a%2Bb.txt", "file:///desk/").as_deref(), Some("old news/a+b.txt"));
        assert_eq!(inside("desk\\old\\a.txt", "desk\\").as_deref(), Some("old/a.txt"));
        assert_eq!(inside("a.txt", "").as_deref(), Some("a.txt"));
        assert_eq!(inside("file:///other/a.txt", "file:///desk/"), None);
    }
}
