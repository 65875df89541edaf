//! For people: the source line with the place underlined, and the other side.

use super::{Item, Report, ends, plural};
use crate::config::Level;
use crate::text::{Encoding, LineMap, Span};
use std::io::{self, Write};

/// How many characters of a long line are shown on each side of the place.
const AROUND: usize = 60;
/// How many other places are shown.
const RELATED: usize = 8;

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let paint = |code: &'static str| if report.colours { code } else { "" };
    let (bold, plain) = (paint("\x1b[1m"), paint("\x1b[0m"));
    let one = |out: &mut Vec<u8>, (file, finding): Item<'_>| {
        let ((line, column), _) = ends(file.lines, finding.span, Encoding::Utf32);
        let colour = paint(match finding.level {
            Level::Error => "\x1b[1;31m",
            Level::Warning => "\x1b[1;33m",
            Level::Information => "\x1b[1;36m",
            Level::Hint | Level::Off => "\x1b[2m",
        });
        let (level, message, code) = (finding.level.label(), &finding.message, finding.code);
        writeln!(out, "{bold}{}:{line}:{column}:{plain} {colour}{level}{plain}: {message} [{code}]", file.key)?;
        write_line(out, (file.text, file.lines), finding.span, (colour, plain))?;
        for related in finding.related.iter().take(RELATED) {
            let Some(lines) = report.lines(&related.place.file) else { continue };
            let ((line, column), _) = ends(lines, related.place.span, Encoding::Utf32);
            writeln!(out, "  {bold}{}:{line}:{column}:{plain} {}", related.place.file, related.message)?;
            if let Some(reading) = report.snapshot.reading(&related.place.file) {
                write_line(out, (&reading.text, &reading.lines), related.place.span, (paint("\x1b[1;34m"), plain))?;
            }
        }
        let more = finding.related.len().saturating_sub(RELATED);
        if more > 0 {
            writeln!(out, "  and {more} more place{}", plural(more))?;
        }
        writeln!(out)
    };
    report.by_file(|items, out| items.iter().try_for_each(|item| one(out, *item)), |lines| out.write_all(lines))?;
    let (count, articles, beside) = (report.all().count(), report.articles.len(), report.beside.len());
    write!(out, "{count} finding{} in {articles} article{}", plural(count), plural(articles))?;
    if beside > 0 {
        write!(out, " and {beside} file{} beside", plural(beside))?;
    }
    writeln!(out)
}

/// The source line around a span, and a line that underlines it.
fn write_line(out: &mut impl Write, (text, lines): (&str, &LineMap), span: Span, (colour, plain): (&str, &str)) -> io::Result<()> {
    let Some(line) = lines.line(lines.line_of(span.start)) else { return Ok(()) };
    let before: Vec<char> = Span { start: line.start, end: span.start.min(line.end) }.of(text).chars().collect();
    let inside: Vec<char> = Span { start: span.start.min(line.end), end: span.end.min(line.end) }.of(text).chars().collect();
    let after: Vec<char> = Span { start: span.end.min(line.end), end: line.end }.of(text).chars().collect();
    let head: String = before[before.len().saturating_sub(AROUND)..].iter().collect();
    let body: String = inside.iter().take(2 * AROUND).collect();
    let tail: String = after.iter().take(AROUND.saturating_sub(inside.len().min(AROUND / 2))).collect();
    // A control character of the text is none of the terminal's.
    let shown: String = format!("{head}{body}{tail}").chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    writeln!(out, "    {shown}")?;
    writeln!(out, "    {}{colour}{}{plain}", " ".repeat(head.chars().count()), "^".repeat(body.chars().count().max(1)))
}
