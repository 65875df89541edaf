//! Checkstyle's XML, which many continuous-integration servers read.

use super::xml::escaped;
use super::{Report, ends, path};
use crate::config::Level;
use crate::text::Encoding;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">")?;
    for (file, findings) in report.files.iter().filter(|(_, findings)| !findings.is_empty()) {
        let Some(lines) = report.lines(file) else { continue };
        writeln!(out, "  <file name=\"{}\">", escaped(&path(file)))?;
        for finding in *findings {
            let ((line, column), _) = ends(lines, finding.span, Encoding::Utf32);
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
