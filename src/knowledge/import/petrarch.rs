//! PETRARCH actor dictionaries: names in capitals joined by underscores, `+` before other writings, and codes in brackets, some of which hold
//! for a time only. <https://petrarch.readthedocs.io>

use super::{Ids, Imported, date, new};
use crate::knowledge::{RecordKind, Role};

/// Reads a dictionary. Codes say what kind of actor somebody is and are kept as the note; those with dates become roles to be named.
///
/// # Errors
/// Where no line is an entry.
pub fn petrarch(source: &str) -> Result<Imported, String> {
    let mut found = Imported::default();
    let mut ids = Ids::default();
    for (number, line) in source.lines().enumerate() {
        let line = line.split(['#', ';']).next().unwrap_or_default();
        let words = line.trim();
        if words.is_empty() || words.starts_with("<!") {
            continue;
        }
        let (name, codes) = words.split_once('[').map_or((words, None), |(name, codes)| (name.trim(), Some(codes.trim_end_matches(']'))));
        if let Some(alias) = name.strip_prefix('+') {
            match found.records.last_mut() {
                Some(record) => record.aliases.push(readable(alias)),
                None => found.skipped.push(format!("line {}: another writing of nobody", number + 1)),
            }
        } else if !name.is_empty() {
            if !name.contains('_') && codes.is_none() {
                found.skipped.push(format!("line {}: no entry: {words:.40}", number + 1));
                continue;
            }
            let name = readable(name);
            found.records.push(new(RecordKind::Person, ids.slug(None, &name), &name));
        }
        if let (Some(codes), Some(record)) = (codes, found.records.last_mut()) {
            let (code, time) = codes.trim().split_once(' ').map_or((codes.trim(), ""), |(code, time)| (code, time.trim()));
            let note = record.note.get_or_insert_with(|| "CAMEO".to_owned());
            note.push_str(&format!(" {code}"));
            if !time.is_empty() {
                let (from, to) = period(time);
                record.roles.push(Role { title: Some(code.to_lowercase()), from, to, ..Role::default() });
            }
        }
    }
    if found.records.is_empty() {
        return Err("no entry of an actor dictionary, such as \"ANN_POE_ [NORGOV]\"".to_owned());
    }
    Ok(found)
}

/// "ANN_VAN_DER_POE_" as a name in the usual writing.
fn readable(name: &str) -> String {
    let words = name.trim().split('_').filter(|word| !word.is_empty());
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    words.map(word).collect::<Vec<_>>().join(" ")
}

/// "<20090120", ">20090120", "20090120-20170120"; years of two digits count from 1950 to 2049.
fn period(time: &str) -> (Option<crate::knowledge::PartialDate>, Option<crate::knowledge::PartialDate>) {
    let day = |digits: &str| {
        let digits = digits.trim();
        let whole = match digits.len() {
            6 => format!("{}{digits}", if digits < "50" { "20" } else { "19" }),
            _ => digits.to_owned(),
        };
        let part = |range: std::ops::Range<usize>| whole.get(range);
        date(&format!("{}-{}-{}", part(0..4)?, part(4..6)?, part(6..8)?))
    };
    if let Some(until) = time.strip_prefix('<') {
        (None, day(until))
    } else if let Some(since) = time.strip_prefix('>') {
        (day(since), None)
    } else {
        time.split_once('-').map_or((None, None), |(from, to)| (day(from), day(to)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_writings_and_codes() {
        let source = "# a comment\nANN_VAN_DER_POE_ ; said often\n+POE_\n\t[NORGOV 20200102-20240103]\n\t[NORELI >20240103]\nNORWICK_ [NOR]\nno entry\n";
        let found = petrarch(source).unwrap();
        assert_eq!(found.records.len(), 2);
        let ann = &found.records[0];
        assert_eq!((ann.name.as_str(), ann.aliases[0].as_str()), ("Ann Van Der Poe", "Poe"));
        assert_eq!(ann.note.as_deref(), Some("CAMEO NORGOV NORELI"));
        assert_eq!(ann.roles[0].to.map(|date| date.to_string()).as_deref(), Some("2024-01-03"));
        assert_eq!(found.skipped.len(), 1, "{:?}", found.skipped);
        assert!(petrarch("nothing\n").is_err());
    }
}
