//! Writing a rule's level into a configuration file, with the rest of it left as it is.

use super::Level;
use crate::text::Span;
use toml::de::{DeTable, DeValue};

/// What is put where in the text of a file, so that a rule has a level; `None` where the text is no TOML or has no place for it.
pub fn with_level(text: &str, code: &str, level: Level) -> Option<(Span, String)> {
    let table = DeTable::parse(text).ok()?;
    let value = format!("\"{}\"", level.label());
    let Some(rules) = table.get_ref().get("rules") else {
        // Tables stand behind all keys of the file itself, and one more never hurts.
        let at = text.trim_end().len();
        let start = if at == 0 { "" } else { "\n\n" };
        return Some((Span::new(at, text.len()), format!("{start}[rules]\n{code} = {value}\n")));
    };
    let DeValue::Table(levels) = rules.get_ref() else { return None };
    if let Some(old) = levels.get(code) {
        return Some((Span::new(old.span().start, old.span().end), value));
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
    let header = header.into_iter().find(|(line, _)| line.replace([' ', '\t'], "").starts_with("[rules]")).map(|(_, start)| start);
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
        let (span, put) = with_level(text, "placeholder", Level::Off).expect("a place");
        format!("{}{put}{}", &text[..span.start as usize], &text[span.end as usize..])
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
        }
        assert_eq!(with_level("[rules", "placeholder", Level::Off), None);
    }
}
