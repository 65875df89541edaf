//! Which rules count for an article, and at which level: by its profile, then by what the desk chose for each.

use super::{Finding, RULES, Rule};
use crate::config::{Config, Level, Profile};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A row of the table: a rule's level where a profile turns it on, and those profiles.
struct Row {
    level: Option<Level>,
    profiles: Vec<Profile>,
}

/// How a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It does not.
    Off,
    /// At the levels that it gives its findings, or at this one where it gives none.
    Own(Level),
    /// Only its errors.
    Errors,
    /// At the level that the desk chose.
    Fixed(Level),
}

/// How each rule counts under a configuration.
pub(super) fn choices(config: &Config) -> Vec<(&'static Rule, Choice)> {
    static ROWS_OF_RULES: LazyLock<Vec<Option<&Row>>> = LazyLock::new(|| RULES.iter().map(|rule| row(rule.code)).collect());
    RULES.iter().zip(&*ROWS_OF_RULES).map(|(rule, row)| (rule, by_row(rule, *row, config))).collect()
}

/// How a rule counts under a configuration.
pub fn choice(rule: &Rule, config: &Config) -> Choice {
    by_row(rule, row(rule.code), config)
}

/// How a rule counts, by its row of the table.
fn by_row(rule: &Rule, row: Option<&Row>, config: &Config) -> Choice {
    let named = |list: &[String]| list.iter().any(|name| is_named(rule.code, name));
    if named(&config.ignore) || config.select.as_ref().is_some_and(|select| !named(select)) {
        return Choice::Off;
    }
    let selected = config.select.is_some();
    match config.rules.get(rule.code) {
        Some(Level::Off) if selected => {}
        Some(Level::Off) => return Choice::Off,
        Some(level) => return Choice::Fixed(*level),
        None => {}
    }
    let own = match rule.level {
        Level::Off => row.and_then(|row| row.level).unwrap_or(Level::Information),
        level => level,
    };
    let listed = row.is_some_and(|row| row.profiles.contains(&config.profile));
    match config.profile {
        _ if selected || listed => Choice::Own(own),
        Profile::Strict => Choice::Own(own),
        Profile::Archive if rule.level == Level::Off => Choice::Off,
        Profile::Archive => Choice::Errors,
        _ if rule.level == Level::Off => Choice::Off,
        _ => Choice::Own(own),
    }
}

impl Choice {
    /// Sets the levels of a rule's findings, and leaves out those that are not wanted.
    pub(super) fn apply(self, findings: &mut Vec<Finding>) {
        match self {
            Choice::Off => findings.clear(),
            Choice::Own(own) => findings.iter_mut().filter(|finding| finding.level == Level::Off).for_each(|finding| finding.level = own),
            Choice::Errors => findings.retain(|finding| finding.level == Level::Error),
            Choice::Fixed(level) => findings.iter_mut().for_each(|finding| finding.level = level),
        }
    }
}

/// Whether a name names a rule: its code, or the first words of it, as "date" and "date-" name all rules about dates.
pub fn is_named(code: &str, name: &str) -> bool {
    code.strip_prefix(name.trim_end_matches('-')).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a rule compares an article with others.
pub fn speaks_of_others(code: &str) -> bool {
    row(code).is_some_and(|row| row.profiles.contains(&Profile::Archive))
}

fn row(code: &str) -> Option<&'static Row> {
    static ROWS: LazyLock<FxHashMap<&str, Row>> = LazyLock::new(|| rows().collect());
    ROWS.get(code)
}

fn rows() -> impl Iterator<Item = (&'static str, Row)> {
    table().map(|[code, level, profiles]| {
        (code, Row { level: Level::of(level), profiles: profiles.split(' ').filter_map(Profile::of).collect() })
    })
}

/// A rule's code, level and profiles, as written.
fn table() -> impl Iterator<Item = [&'static str; 3]> {
    include_str!("data/profiles.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn rule(code: &'static str, level: Level) -> Rule {
        Rule { code, level, summary: "", check: |_, _| {} }
    }

    fn with(profile: Profile) -> Config {
        Config { profile, ..Config::default() }
    }

    #[test]
    fn profiles_turn_rules_on_and_off() {
        let opt_in = rule("verb-loaded", Level::Off);
        assert_eq!(choice(&opt_in, &with(Profile::Default)), Choice::Off);
        assert_eq!(choice(&opt_in, &with(Profile::Analyst)), Choice::Off);
        assert_eq!(choice(&opt_in, &with(Profile::Desk)), Choice::Own(Level::Hint));
        assert_eq!(choice(&opt_in, &with(Profile::Strict)), Choice::Own(Level::Hint));
        let weekday = rule("date-weekday-mismatch", Level::Warning);
        assert_eq!(choice(&weekday, &with(Profile::Desk)), Choice::Own(Level::Warning));
        assert_eq!(choice(&weekday, &with(Profile::Archive)), Choice::Errors);
        assert_eq!(choice(&rule("quote-variant", Level::Information), &with(Profile::Archive)), Choice::Own(Level::Information));
    }

    #[test]
    fn what_the_desk_chose_counts_before_the_profile_and_what_was_asked_for_before_both() {
        let rules = BTreeMap::from([("placeholder".to_owned(), Level::Off), ("verb-loaded".to_owned(), Level::Error)]);
        let config = Config { rules, ..Config::default() };
        let (placeholder, loaded) = (rule("placeholder", Level::Warning), rule("verb-loaded", Level::Off));
        assert_eq!(choice(&placeholder, &config), Choice::Off);
        assert_eq!(choice(&loaded, &config), Choice::Fixed(Level::Error));
        let select = |names: &[&str]| Config { select: Some(names.iter().map(|name| (*name).to_owned()).collect()), ..config.clone() };
        assert_eq!(choice(&placeholder, &select(&["placeholder"])), Choice::Own(Level::Warning));
        assert_eq!(choice(&loaded, &select(&["placeholder"])), Choice::Off);
        let ignored = Config { ignore: vec!["verb".to_owned()], ..config.clone() };
        assert_eq!(choice(&loaded, &ignored), Choice::Off);
    }

    #[test]
    fn a_name_names_whole_words_of_codes() {
        assert!(is_named("date-order", "date") && is_named("date-order", "date-order") && is_named("date-order", "date-"));
        assert!(!is_named("dateline", "date") && !is_named("date", "date-order"));
    }

    #[test]
    fn the_table_is_sorted_and_its_words_are_known() {
        assert!(table().map(|[code, ..]| code).is_sorted());
        for [code, level, profiles] in table() {
            assert!(profiles.split(' ').all(|profile| Profile::of(profile).is_some()), "{code}: {profiles}");
            if let Some(rule) = super::super::rule(code) {
                assert_eq!(Level::of(level).is_some(), rule.level == Level::Off, "{code}: only rules that are off have a level here");
            }
        }
    }
}
