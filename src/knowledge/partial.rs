//! Dates of less than a day's precision.

use jiff::civil::Date;
use std::fmt;

/// A day, a month or a year, as a knowledge file gives it: every check takes it at its widest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The first day that it may be.
    pub first: Date,
    /// The last day that it may be.
    pub last: Date,
}

impl PartialDate {
    /// "2022", "2022-08" or "2022-08-17"; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(day) = text.parse::<Date>() {
            return Some(PartialDate { first: day, last: day });
        }
        let number = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
        };
        let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
        let year = number(year, 4)?;
        match month {
            Some(month) => {
                let first = Date::new(year, i8::try_from(number(month, 2)?).ok()?, 1).ok()?;
                Some(PartialDate { first, last: first.last_of_month() })
            }
            None => {
                let first = Date::new(year, 1, 1).ok()?;
                Some(PartialDate { first, last: first.last_of_year() })
            }
        }
    }
}

/// As knowledge files write it: with no more precision than is known.
impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        if first == last {
            write!(out, "{first}")
        } else if first.month() == last.month() {
            write!(out, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(out, "{:04}", first.year())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_to_what_it_may_be() {
        let days = |text| PartialDate::parse(text).map(|date| (date.first.to_string(), date.last.to_string()));
        assert_eq!(days("2024-02"), Some(("2024-02-01".into(), "2024-02-29".into())));
        assert_eq!(days("2022"), Some(("2022-01-01".into(), "2022-12-31".into())));
        assert_eq!(days("2022-08-17"), Some(("2022-08-17".into(), "2022-08-17".into())));
        for bad in ["", "22", "2022-13", "2022-8", "x", "2022-02-30"] {
            assert_eq!(days(bad), None, "{bad}");
        }
    }
}
