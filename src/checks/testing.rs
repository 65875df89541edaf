//! What tests of rules share: an article as a string, `<` and `>` around the place that must be reported.

use super::{Finding, check, rule};
use crate::article::Format;
use crate::config::{Config, Configs, Level};
use crate::index::{Entry, FileState, Snapshot};
use crate::knowledge::{Knowledge, KnowledgeFile};
use crate::reading::{Reader, Source};
use crate::text::FileKey;
use std::sync::Arc;

/// The findings of articles that stand in one workspace, `(name, text)` each, for the last of them.
pub(crate) fn findings(articles: &[(&str, &str)]) -> Vec<Finding> {
    found_in(Snapshot::default(), articles)
}

/// A workspace where a rule is on that is off by default.
fn with_rule(code: &str) -> Snapshot {
    let mut config = Config::default();
    if rule(code).is_some_and(|rule| rule.level == Level::Off) {
        config.rules.insert(code.to_owned(), Level::Information);
    }
    Snapshot { config: Arc::new(Configs::new(config)), ..Snapshot::default() }
}

/// The findings of one rule in an article beside a knowledge file.
pub(crate) fn findings_with(code: &str, knowledge: &str, text: &str) -> Vec<Finding> {
    let mut snapshot = with_rule(code);
    snapshot.knowledge = Arc::new(Knowledge::build(&[&KnowledgeFile::parse(&FileKey::new("entities.toml"), knowledge)]));
    found_in(snapshot, &[("article.txt", text)]).into_iter().filter(|finding| finding.code == code).collect()
}

/// The findings of one rule in the last of several articles.
pub(crate) fn findings_among(code: &str, articles: &[(&str, &str)]) -> Vec<Finding> {
    found_in(with_rule(code), articles).into_iter().filter(|finding| finding.code == code).collect()
}

/// The codes of the findings of an article where rules are on that are off by default.
pub(crate) fn codes_with(rules: &[&str], text: &str) -> Vec<&'static str> {
    let mut config = Config::default();
    config.rules.extend(rules.iter().map(|code| ((*code).to_owned(), Level::Information)));
    let snapshot = Snapshot { config: Arc::new(Configs::new(config)), ..Snapshot::default() };
    found_in(snapshot, &[("article.txt", text)]).into_iter().map(|finding| finding.code).collect()
}

fn found_in(snapshot: Snapshot, articles: &[(&str, &str)]) -> Vec<Finding> {
    let (snapshot, last) = with_articles(snapshot, articles);
    last.map(|file| check(&snapshot, &file)).unwrap_or_default()
}

/// A workspace with some more articles open, and the last of these.
pub(crate) fn with_articles(mut snapshot: Snapshot, articles: &[(&str, &str)]) -> (Snapshot, Option<FileKey>) {
    let mut last = None;
    for (name, text) in articles {
        let file = FileKey::new(*name);
        let source = Source { name, text: Arc::from(*text), format: Format::of_name(name), date: None };
        let reading = Arc::new(Reader::new().read(&source, &snapshot.knowledge));
        snapshot.index.insert(Entry::new(&file, &reading, &snapshot.knowledge));
        snapshot.open.insert_mut(file.clone(), FileState { version: None, reading });
        last = Some(file);
    }
    (snapshot, last)
}

/// Asserts that the rule reports the marked place of each article and nothing else.
pub(crate) fn fires(code: &str, articles: &[&str]) {
    for marked in articles {
        let start = marked.find('<').expect("a mark");
        let end = marked.find('>').expect("a mark") - 1;
        let text = marked.replace(['<', '>'], "");
        let found: Vec<_> =
            found_in(with_rule(code), &[("article.txt", &text)]).into_iter().filter(|finding| finding.code == code).collect();
        let spans: Vec<&str> = found.iter().map(|finding| finding.span.of(&text)).collect();
        assert_eq!(spans, [&text[start..end]], "{code}: {marked}");
        assert_eq!(found[0].span.range(), start..end, "{code}: {marked}");
    }
}

/// Asserts that the rule reports nothing in any of the articles.
pub(crate) fn silent(code: &str, articles: &[&str]) {
    for text in articles {
        let found: Vec<_> = found_in(with_rule(code), &[("article.txt", text)])
            .into_iter()
            .filter(|finding| finding.code == code)
            .map(|finding| finding.message)
            .collect();
        assert!(found.is_empty(), "{code}: {text}: {found:?}");
    }
}
