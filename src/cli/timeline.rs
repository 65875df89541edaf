//! `backread timeline`: everything that is dated, by day.

use super::files::place;
use super::questions::{articles, read};
use crate::dates::{TimeExpression, TimeKind};
use crate::knowledge::PartialDate;
use crate::reading::Reading;
use crate::text::FileKey;
use anyhow::Result;
use clap::Args;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `timeline`.
#[derive(Debug, Args)]
pub struct Options {
    /// Files and folders; the current folder if none is named
    paths: Vec<PathBuf>,
    /// Only this day, month or year, as 2024-05-31, 2024-05 or 2024
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    of: Option<String>,
}

fn period(word: &str) -> Result<String, String> {
    let word = word.trim();
    // As it is written back, so that it can be the beginning of an expression's value.
    let written = PartialDate::parse(word).is_some_and(|date| date.to_string() == word);
    written.then(|| word.to_owned()).ok_or_else(|| "it must be a day, month or year such as 2024-05-31, 2024-05 or 2024".to_owned())
}

/// Bytes of text shown on either side of an expression.
const AROUND: usize = 48;

/// Runs `timeline`: 0 where anything is dated, 1 where nothing is, 2 where something cannot be read.
pub fn run(options: &Options) -> Result<ExitCode> {
    let (checked, found) = read(&options.paths);
    let mut dated: Vec<(&TimeExpression, &FileKey, &Reading)> = Vec::new();
    for (file, reading) in articles(&checked) {
        let of_period = |expression: &&TimeExpression| options.of.as_deref().is_none_or(|period| is_in(&expression.value, period));
        let placed = |expression: &&TimeExpression| expression.days.is_some() && matches!(expression.kind, TimeKind::Date | TimeKind::Time);
        dated.extend(reading.dates.expressions.iter().filter(placed).filter(of_period).map(|expression| (expression, file, reading)));
    }
    dated.sort_by(|(one, ..), (other, ..)| (one.days, &one.value).cmp(&(other.days, &other.value)));
    let mut out = BufWriter::new(io::stdout().lock());
    for (expression, file, reading) in &dated {
        writeln!(out, "{}: {}: {}", expression.value, place(file, &reading.lines, expression.span), words(reading, expression))?;
    }
    out.flush()?;
    Ok(found.code(u8::from(dated.is_empty())))
}

/// Whether a TIMEX3 value is this period or lies in it.
fn is_in(value: &str, period: &str) -> bool {
    value.strip_prefix(period).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', 'T']))
}

/// The expression with some of its paragraph on either side, on one line.
fn words(reading: &Reading, expression: &TimeExpression) -> String {
    let block = reading.article.blocks[expression.block as usize].span;
    let text = &reading.text;
    let mut start = (expression.span.start as usize).saturating_sub(AROUND).max(block.start as usize);
    let mut end = (expression.span.end as usize + AROUND).min(block.end as usize);
    // Whole words only.
    while start > block.start as usize && (!text.is_char_boundary(start) || !text[..start].ends_with(char::is_whitespace)) {
        start -= 1;
    }
    while end < block.end as usize && (!text.is_char_boundary(end) || !text[end..].starts_with(char::is_whitespace)) {
        end += 1;
    }
    let before = if start > block.start as usize { "… " } else { "" };
    let words: Vec<&str> = text[start..end].split_whitespace().collect();
    let after = if end < block.end as usize { " …" } else { "" };
    format!("{before}{}{after}", words.join(" "))
}
