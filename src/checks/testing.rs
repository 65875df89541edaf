//! What tests of rules share: an article as a string, `<` and `>` around the place that must be reported.

use super::{Finding, check};
use crate::article::Format;
use crate::index::{Entry, FileState, Snapshot};
use crate::reading::{Reader, Source};
use crate::text::FileKey;
use std::sync::Arc;

/// The findings of articles that stand in one workspace, `(name, text)` each, for the last of them.
pub(crate) fn findings(articles: &[(&str, &str)]) -> Vec<Finding> {
    let mut snapshot = Snapshot::default();
    let mut last = None;
    for (name, text) in articles {
        let file = FileKey::new(*name);
        let source = Source { name, text: Arc::from(*text), format: Format::of_name(name), date: None };
        let reading = Arc::new(Reader::new().read(&source, &snapshot.knowledge));
        snapshot.index.insert(Entry::new(&file, &reading, &snapshot.knowledge));
        snapshot.open.insert_mut(file.clone(), FileState { version: None, reading });
        last = Some(file);
    }
    last.map(|file| check(&snapshot, &file)).unwrap_or_default()
}

/// Asserts that the rule reports the marked place of each article and nothing else.
pub(crate) fn fires(code: &str, articles: &[&str]) {
    for marked in articles {
        let start = marked.find('<').expect("a mark");
        let end = marked.find('>').expect("a mark") - 1;
        let text = marked.replace(['<', '>'], "");
        let found: Vec<_> = findings(&[("article.txt", &text)]).into_iter().filter(|finding| finding.code == code).collect();
        let spans: Vec<&str> = found.iter().map(|finding| finding.span.of(&text)).collect();
        assert_eq!(spans, [&text[start..end]], "{code}: {marked}");
        assert_eq!(found[0].span.range(), start..end, "{code}: {marked}");
    }
}

/// Asserts that the rule reports nothing in any of the articles.
pub(crate) fn silent(code: &str, articles: &[&str]) {
    for text in articles {
        let found: Vec<_> =
            findings(&[("article.txt", text)]).into_iter().filter(|finding| finding.code == code).map(|finding| finding.message).collect();
        assert!(found.is_empty(), "{code}: {text}: {found:?}");
    }
}
