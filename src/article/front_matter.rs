//! YAML between `---` lines at the top of a file.

use super::FrontMatterEntry;
use crate::text::{LineMap, Span};
use saphyr_parser::{Event, Parser};

/// What is read of the top of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub entries: Vec<FrontMatterEntry>,
    /// The byte where the body begins; 0 where there is no front matter.
    pub body: usize,
    /// Where it stops being valid YAML, and why.
    pub problem: Option<(Span, String)>,
}

/// Reads the front matter. What is not valid YAML ends the entries where it stands; the rest of the file is read all the same.
pub(super) fn read(text: &str, lines: &LineMap) -> FrontMatter {
    let is = |line: usize, marks: &[&str]| lines.line(line).is_some_and(|span| marks.contains(&span.of(text).trim_end()));
    let first = lines.line(0).map_or("", |span| span.of(text));
    if first.trim_start_matches('\u{FEFF}').trim_end() != "---" {
        return FrontMatter::default();
    }
    let Some(close) = (1..lines.count()).find(|&line| is(line, &["---", "..."])) else { return FrontMatter::default() };
    let start = lines.line(1).map_or(0, |span| span.start as usize);
    let end = lines.line(close).map_or(start, |span| span.start as usize);
    let body = lines.line(close + 1).map_or(text.len(), |span| span.start as usize);
    let (entries, broken) = entries(text, start, end);
    let problem = broken.map(|(at, why)| {
        // The parser often stops behind what is wrong: the last line with words counts.
        let read = (1..=lines.line_of(at).min(close - 1)).rev().filter_map(|line| lines.line(line));
        let words = |line: Span| Span { start: line.start, end: line.start + line.of(text).trim_end().len() as u32 };
        let span = read.map(words).find(|line| !line.is_empty());
        (span.unwrap_or(Span { start: at, end: at }), why)
    });
    FrontMatter { entries, body, problem }
}

/// The entries, and where and why they end too early.
fn entries(text: &str, start: usize, end: usize) -> (Vec<FrontMatterEntry>, Option<(u32, String)>) {
    let yaml = &text[start..end];
    // The parser counts characters; spans are bytes.
    let bytes: Vec<u32> = yaml.char_indices().map(|(at, _)| (start + at) as u32).chain([end as u32]).collect();
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(end as u32);
    let mut found = Vec::new();
    // The path of keys down to here; `None` where a mapping waits for its next key.
    let mut path: Vec<Level> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let (event, span) = match event {
            Ok(read) => read,
            Err(error) => return (found, Some((byte(error.marker().index()), error.info().to_owned()))),
        };
        match event {
            Event::MappingStart(..) => path.push(Level { sequence: false, key: None }),
            Event::SequenceStart(..) => path.push(Level { sequence: true, key: None }),
            Event::MappingEnd | Event::SequenceEnd => {
                path.pop();
                done(&mut path);
            }
            Event::Scalar(value, ..) => match path.last_mut() {
                Some(level) if !level.sequence && level.key.is_none() => level.key = Some(value.into_owned()),
                Some(_) => {
                    let keys: Vec<&str> = path.iter().filter_map(|level| level.key.as_deref()).collect();
                    let span = Span { start: byte(span.start.index()), end: byte(span.end.index()).max(byte(span.start.index())) };
                    found.push(FrontMatterEntry { key: keys.join("."), value: value.trim().to_owned(), span });
                    done(&mut path);
                }
                None => {}
            },
            Event::Alias(_) => done(&mut path),
            _ => {}
        }
    }
    (found, None)
}

/// A mapping or sequence that is open.
struct Level {
    sequence: bool,
    key: Option<String>,
}

/// A value is complete: the mapping that held it waits for its next key.
fn done(path: &mut [Level]) {
    if let Some(level) = path.last_mut().filter(|level| !level.sequence) {
        level.key = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_scalars_lists_and_nested_keys() {
        let text = "---\ntitle: “A title”\ndate: 2024-05-31\nbackread:\n  ignore: [a, b]\n---\nBody";
        let FrontMatter { entries, body, problem } = read(text, &LineMap::new(text));
        let shown: Vec<_> = entries.iter().map(|e| (e.key.as_str(), e.value.as_str(), e.span.of(text))).collect();
        assert_eq!(
            shown,
            [
                ("title", "“A title”", "“A title”"),
                ("date", "2024-05-31", "2024-05-31"),
                ("backread.ignore", "a", "a"),
                ("backread.ignore", "b", "b"),
            ]
        );
        assert_eq!(&text[body..], "Body");
        assert_eq!(problem, None);
    }

    #[test]
    fn an_open_rule_is_no_front_matter() {
        for text in ["---\ntitle: x\n", "no", "", "----\na: b\n---\n"] {
            assert_eq!(read(text, &LineMap::new(text)), FrontMatter::default(), "{text:?}");
        }
    }

    #[test]
    fn broken_yaml_keeps_the_body() {
        let text = "---\ndate: 2024-05-31\nbad: [unclosed\n---\nBody";
        let FrontMatter { entries, body, problem } = read(text, &LineMap::new(text));
        assert_eq!(&text[body..], "Body");
        assert_eq!(entries.first().map(|entry| entry.value.as_str()), Some("2024-05-31"));
        assert_eq!(problem.map(|(span, _)| span.of(text)), Some("bad: [unclosed"));
    }
}
