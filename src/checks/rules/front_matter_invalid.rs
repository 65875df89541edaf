//! `front-matter-invalid`: front matter that cannot be read, or a date in it.

use crate::article::is_date_key;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::dates::written_day;

pub(super) const RULE: Rule =
    Rule { code: "front-matter-invalid", level: Level::Warning, summary: "Front matter, or a date in it, that cannot be read", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let article = &context.reading.article;
    if let Some((span, message)) = &article.front_matter_problem {
        findings.push(Finding::new(RULE.code, RULE.level, *span, message.as_str()));
    }
    for entry in article.front_matter.iter().filter(|entry| is_date_key(&entry.key)) {
        if is_no_date_at_all(&entry.value) || written_day(&entry.value).is_some() {
            continue;
        }
        let message = format!("“{}” is no day that can be read: write it as 2024-05-31", entry.value);
        let mut finding = Finding::new(RULE.code, RULE.level, entry.span, message);
        // The next best statement of the date is the one that the front matter can repeat.
        if let Some(other) = context.reading.dates.sources.first() {
            let day = other.day.to_string();
            finding =
                finding.fix(format!("Write {day}, as {} has it", other.origin.words()), vec![Edit { span: entry.span, text: day }], false);
            if let Some(span) = other.span {
                finding = finding.relate(context.file, span, other.origin.words());
            }
        }
        findings.push(finding);
    }
}

/// Nothing, a switch ("published: true"), or what a template will fill in.
fn is_no_date_at_all(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    matches!(lower.as_str(), "" | "~" | "null" | "none" | "true" | "false" | "yes" | "no" | "draft") || value.contains(['{', '$', '%', '<'])
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn fires_on_what_cannot_be_read() {
        fires(
            "front-matter-invalid",
            &[
                "---\ntitle: x\ndate: <soon>\n---\n\nThe quay closed.",
                "---\ndate: <2024-02-30>\n---\n\nThe quay closed.",
                "<--->\ntitle: Harbour\ndate: 2024-05-31\n\nThe quay closed.",
                "---\npubDate: <soon>\n---\n\nThe quay closed.",
                "---\n<title: Harbour: closed>\ndate: 2024-05-31\n---\n\nThe quay closed.",
            ],
        );
    }

    #[test]
    fn the_date_stated_elsewhere_is_offered() {
        let found = findings(&[("2024-05-31-quay.md", "---\ndate: Friday\n---\n\nThe quay closed.")]);
        let fixes: Vec<_> = found.iter().filter(|finding| finding.code == super::RULE.code).flat_map(|finding| &finding.fixes).collect();
        assert_eq!(fixes.iter().map(|fix| fix.title.as_str()).collect::<Vec<_>>(), ["Write 2024-05-31, as the file name has it"]);
        assert_eq!(fixes[0].edits[0].text, "2024-05-31");
    }

    #[test]
    fn silent_on_dates_switches_and_templates() {
        silent(
            "front-matter-invalid",
            &[
                "---\ndate: 2024-05-31T10:00:00+02:00\n---\n\nThe quay closed.",
                "---\ndate: May 31, 2024\npublished: true\n---\n\nThe quay closed.",
                "---\ndate: \"2024-05-31 10:00:00 -0700\"\n---\n\nThe quay closed.",
                "---\ndate:\ntags: [a, b]\n---\n\nThe quay closed.",
                "---\ndate: \"{{ .Date }}\"\n---\n\nThe quay closed.",
                "---\nnotes: soon\n---\n\nThe quay closed.",
                "No front matter: at all.",
                "---\nA rule\n\ndate: soon.",
                "+++\ndate = 2024-05-31\n+++\n\nThe quay closed.",
            ],
        );
    }
}
