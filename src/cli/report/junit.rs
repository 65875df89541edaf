//! JUnit's XML: an article is a suite, each finding a case that fails where its level fails the command.

use super::xml::escaped;
use super::{File, Report, ends};
use crate::cli::files::shown;
use crate::text::Encoding;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let failures = |findings: &[crate::checks::Finding]| findings.iter().filter(|finding| report.fails(finding)).count();
    // An article without findings is a case that passes.
    let tests: usize = report.files().map(|file| file.findings.len().max(1)).sum();
    let failed: usize = report.files().map(|file| failures(file.findings)).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    writeln!(out, "<testsuites name=\"backread\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\">")?;
    for File { key, lines, findings, .. } in report.files() {
        let name = escaped(&shown(key.as_str()));
        let (tests, failed) = (findings.len().max(1), failures(findings));
        writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\">")?;
        if findings.is_empty() {
            writeln!(out, "    <testcase name=\"no findings\" classname=\"{name}\"/>")?;
        }
        for finding in findings {
            let ((line, column), _) = ends(lines, finding.span, Encoding::Utf32);
            let (code, level, message) = (finding.code, finding.level.label(), escaped(&finding.message));
            writeln!(out, "    <testcase name=\"{code} {line}:{column}\" classname=\"{name}\">")?;
            let place = format!("{name}:{line}:{column}: {level}: {message} [{code}]");
            if report.fails(finding) {
                writeln!(out, "      <failure type=\"{level}\" message=\"{message}\">{place}</failure>")?;
            } else {
                writeln!(out, "      <system-out>{place}</system-out>")?;
            }
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}
