//! Writing a rule's level into a configuration file, with the rest of it left as it is.

use super::Level;
use crate::text::{LineMap, Span};
use toml::de::{DeTable, DeValue};

/// What is put where in the text of a file, so that a rule has a level in all of its folder; `None` where the text is no TOML or has no place for it.
pub fn with_level(text: &str, code: &str, level: Level) -> Option<Vec<(Span, String)>> {
    let table = DeTable::parse(text).ok()?;
    let value = format!("\"{}\"", level.label());
    let (span, new) = of_file(text, table.get_ref(), code, &value)?;
    let mut edits = vec![(span, new.replace('\n', LineMap::new(text).ending()))];
    // Choices for some articles count before those of the file.
    let overrides = table.get_ref().get("override").and_then(|list| list.get_ref().as_array());
    for choice in overrides.into_iter().flatten() {
        let rules = choice.get_ref().as_table().and_then(|choice| choice.get("rules")).and_then(|rules| rules.get_ref().as_table());
        let old = rules.and_then(|rules| rules.get(code)).map(|old| old.span());
        edits.extend(old.map(|old| (Span::new(old.start, old.end), value.clone())));
    }
    Some(edits)
}

/// What gives the rule its level where nothing else is chosen.
fn of_file(text: &str, table: &DeTable<'_>, code: &str, value: &str) -> Option<(Span, String)> {
    let Some(rules) = table.get("rules") else {
        // Tables stand behind all keys of the file itself, and one more never hurts.
        let at = text.trim_end().len();
        let start = if at == 0 { "" } else { "\n\n" };
        return Some((Span::new(at, text.len()), format!("{start}[rules]\n{code} = {value}\n")));
    };
    let DeValue::Table(levels) = rules.get_ref() else { return None };
    if let Some(old) = levels.get(code) {
        return Some((Span::new(old.span().start, old.span().end), value.to_owned()));
    }
    if text.get(rules.span()).is_some_and(|written| written.starts_with('{')) {
        let at = rules.span().start + 1;
        let rest = if levels.is_empty() { "" } else { "," };
        return Some((Span::new(at, at), format!(" {code} = {value}{rest}")));
    }
    // After the last line of the table, or after its header; without a header its keys are written in full.
    let header = text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((line, *end - line.len()))
    });
    let header =
        header.into_iter().find(|(line, _)| line.replace([' ', '\t', '"', '\''], "").starts_with("[rules]")).map(|(_, start)| start);
    let full = if header.is_none() { "rules." } else { "" };
    let end = levels.values().map(|level| level.span().end).max().or(header)?;
    let at = text[end..].find('\n').map_or(text.len(), |length| end + length);
    let at = if text[..at].ends_with('\r') { at - 1 } else { at };
    Some((Span::new(at, at), format!("\n{full}{code} = {value}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, ConfigFile};
    use crate::text::FileKey;
    use std::path::Path;

    fn edited(text: &str) -> String {
        let mut edits = with_level(text, "placeholder", Level::Off).expect("a place");
        edits.sort_by_key(|(span, _)| *span);
        let mut edited = text.to_owned();
        edits.iter().rev().for_each(|(span, put)| edited.replace_range(span.start as usize..span.end as usize, put));
        edited
    }

    #[test]
    fn the_rule_has_the_level_and_the_rest_stays() {
        let texts = [
            "",
            "profile = \"desk\"\n",
            "[rules]\n",
            "[rules]   # ours\ndate-order = \"hint\" # for now\n\n[[override]]\nfiles = \"*.md\"\n",
            "rules = { date-order = \"hint\" }\n",
            "rules = {}\n",
            "[rules]\r\nplaceholder = \"error\"\r\ndate-order = \"hint\"\r\n",
            "rules.date-order = \"hint\"\n",
            "[ rules ]\n",
            "[ \"rules\" ]\n",
            "profile = \"desk\"\r\n",
            "[[override]]\nfiles = \"*.txt\"\nrules = { placeholder = \"error\" }\n\n[[override]]\nfiles = \"*.md\"\n[override.rules]\nplaceholder = 'hint'\n",
            "[[override]]\nfiles = \"*.md\"\n[override.rules]\nplaceholder = \"hint\"",
        ];
        for text in texts {
            let edited = edited(text);
            let file = ConfigFile::parse(&FileKey::new("backread.toml"), &edited, &["placeholder", "date-order"]);
            assert!(file.problems.is_empty(), "{edited}: {:?}", file.problems);
            let mut config = Config::default();
            file.layer.put_over(&mut config, Path::new("backread.toml"));
            assert_eq!(config.rules.get("placeholder"), Some(&Level::Off), "{edited}");
            assert_eq!(config.rules.contains_key("date-order"), text.contains("date-order"), "{edited}");
            assert_eq!(config.overrides.len(), text.matches("[[override]]").count(), "{edited}");
            let mut in_overrides = config.overrides.iter().filter(|choice| text.contains("placeholder") && !choice.rules.is_empty());
            assert!(in_overrides.all(|choice| choice.rules.get("placeholder") == Some(&Level::Off)), "{edited}");
            assert_eq!(edited.matches("\r\n").count(), if text.contains('\r') { edited.matches('\n').count() } else { 0 }, "{edited:?}");
        }
        assert_eq!(with_level("[rules", "placeholder", Level::Off), None);
    }
}
