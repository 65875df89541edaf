//! What stands above an article: YAML between `---` lines, or TOML between `+++` lines.

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

/// The keys that state an article's date, in small letters and without joints.
const DATE_KEYS: [&str; 5] = ["date", "published", "pubdate", "publishdate", "datepublished"];

/// Whether a key states the article's date: `date`, `pubDate`, `publish_date`.
pub fn is_date_key(key: &str) -> bool {
    let bare: String = key.chars().filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()).collect();
    DATE_KEYS.contains(&bare.as_str())
}

/// Reads the front matter. What is not valid YAML ends the entries where it stands; the rest of the file is read all the same.
pub(super) fn read(text: &str, lines: &LineMap) -> FrontMatter {
    let is = |line: usize, marks: &[&str]| lines.line(line).is_some_and(|span| marks.contains(&span.of(text).trim_end()));
    let first = lines.line(0).map_or("", |span| span.of(text)).trim_start_matches('\u{FEFF}').trim_end();
    let closing: &[&str] = match first {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return FrontMatter::default(),
    };
    let Some(close) = (1..lines.count()).find(|&line| is(line, closing)) else { return unclosed(text, lines, first) };
    let start = lines.line(1).map_or(0, |span| span.start as usize);
    let end = lines.line(close).map_or(start, |span| span.start as usize);
    let body = lines.line(close + 1).map_or(text.len(), |span| span.start as usize);
    if first == "+++" {
        return FrontMatter {
            entries: (1..close).map_while(|line| toml_entry(text, lines.line(line)?)).flatten().collect(),
            body,
            problem: None,
        };
    }
    let (entries, broken) = entries(text, start, end);
    let problem = broken.map(|(at, why)| {
        let message = format!("From here on the front matter is no valid YAML: {why}");
        // The parser often stops behind what is wrong: the last line with words counts.
        let read = (1..=lines.line_of(at).min(close - 1)).rev().filter_map(|line| lines.line(line));
        let words = |line: Span| Span { start: line.start, end: line.start + line.of(text).trim_end().len() as u32 };
        let span = read.map(words).find(|line| !line.is_empty());
        (span.unwrap_or(Span { start: at, end: at }), message)
    });
    FrontMatter { entries, body, problem }
}

/// Front matter whose last line is missing: lines of a key and a value, a date among them, up to the first that is none.
fn unclosed(text: &str, lines: &LineMap, first: &str) -> FrontMatter {
    let key = |line: usize| {
        let (key, value) = lines.line(line)?.of(text).split_once(if first == "---" { ": " } else { " = " })?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        is_key.then_some((key, value))
    };
    let end = (1..lines.count()).find(|&line| key(line).is_none()).unwrap_or(lines.count());
    let states_date = |line: usize| key(line).is_some_and(|(key, value)| is_date_key(key) && value.contains(|c: char| c.is_ascii_digit()));
    let (Some(mark), Some(start), true) = (lines.line(0), lines.line(1), (1..end).any(states_date)) else { return FrontMatter::default() };
    let body = lines.line(end).map_or(text.len(), |span| span.start as usize);
    let entries = match first {
        "---" => entries(text, start.start as usize, body).0,
        _ => (1..end).filter_map(|line| toml_entry(text, lines.line(line)?)).flatten().collect(),
    };
    let mark = Span { start: mark.start, end: mark.start + mark.of(text).trim_end().len() as u32 };
    FrontMatter { entries, body, problem: Some((mark, format!("The front matter is never closed: a line of {first} is missing below it"))) }
}

/// The entry of a line of TOML, if it has a plain one; `None` where the first table begins.
fn toml_entry(text: &str, line: Span) -> Option<Option<FrontMatterEntry>> {
    let words = line.of(text);
    if words.starts_with('[') {
        return None;
    }
    let entry = words.split_once('=').map(|(key, value)| {
        let bare = value.trim().trim_matches(['"', '\'']);
        let start = line.start as usize + words.len() - value.len() + value.find(bare).unwrap_or_default();
        FrontMatterEntry { key: key.trim().to_owned(), value: bare.to_owned(), span: Span::new(start, start + bare.len()) }
    });
    Some(entry.filter(|entry| !entry.value.is_empty() && !entry.value.starts_with(['[', '{', '#'])))
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
    fn lines_with_a_date_under_an_open_rule_are_front_matter_that_is_never_closed() {
        for (text, mark) in [("---\ntitle: x\ndate: 2024-05-31\n\nBody\n", "---"), ("+++\ndate = 2024-05-31\n\nBody\n", "+++")] {
            let FrontMatter { entries, body, problem } = read(text, &LineMap::new(text));
            assert_eq!(&text[body..], "\nBody\n");
            assert_eq!(entries.last().map(|entry| entry.value.as_str()), Some("2024-05-31"));
            assert_eq!(problem.map(|(span, _)| span.of(text)), Some(mark));
        }
    }

    #[test]
    fn toml_stands_between_plus_signs() {
        let text = "+++\ntitle = \"A title\"\ntags = [\"a\"]\npublishDate = 2024-05-31T10:00:00Z\n[params]\ndate = 2020-01-01\n+++\nBody";
        let FrontMatter { entries, body, problem } = read(text, &LineMap::new(text));
        let shown: Vec<_> = entries.iter().map(|e| (e.key.as_str(), e.value.as_str(), e.span.of(text))).collect();
        let date = "2024-05-31T10:00:00Z";
        assert_eq!(shown, [("title", "A title", "A title"), ("publishDate", date, date)]);
        assert_eq!((&text[body..], problem), ("Body", None));
        assert!(["Date", "pubDate", "publish_date"].iter().all(|key| is_date_key(key)) && !is_date_key("updated"));
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
