//! Workflow commands, which GitHub Actions shows beside the lines of a change.

use super::{Report, ends};
use crate::cli::files::shown;
use crate::config::Level;
use crate::text::Encoding;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    for (file, finding) in report.all() {
        let ((line, column), (end_line, end_column)) = ends(file.lines, finding.span, Encoding::Utf32);
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Information | Level::Hint | Level::Off => "notice",
        };
        // Columns are only shown for places within one line.
        let columns = if line == end_line { format!(",col={column},endColumn={end_column}") } else { String::new() };
        let (file, title, message) =
            (property(&shown(file.key.as_str())), property(&format!("backread: {}", finding.code)), data(&finding.message));
        writeln!(out, "::{command} file={file},line={line},endLine={end_line}{columns},title={title}::{message}")?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
