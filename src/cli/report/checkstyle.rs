//! Checkstyle's XML, which many continuous-integration servers read.

use super::xml::escaped;
use super::{Report, ends};
use crate::cli::files::shown;
use crate::config::Level;
use crate::text::Encoding;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">")?;
    for file in report.files().filter(|file| !file.findings.is_empty()) {
        writeln!(out, "  <file name=\"{}\">", escaped(&shown(file.key.as_str())))?;
        for finding in file.findings {
            let ((line, column), _) = ends(file.lines, finding.span, Encoding::Utf32);
            let severity = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Information | Level::Hint => "info",
                Level::Off => "ignore",
            };
            let message = escaped(&finding.message);
            let source = finding.code;
            writeln!(
                out,
                "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{message}\" source=\"backread.{source}\"/>"
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}
