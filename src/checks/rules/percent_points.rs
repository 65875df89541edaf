//! `percent-points`: the difference of two shares, given in percent where it is percentage points.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::text::{Span, pattern};
use regex::{Captures, Regex};
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    code: "percent-points",
    level: Level::Off,
    summary: "The difference of two shares given in percent: it is percentage points",
    check,
};

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let sign = r"(?:\s?%|[ -]per ?cent\b)";
    let change = format!(r"(?P<d>\d+(?:\.\d+)?)(?P<unit>{sign})");
    let levels = format!(
        r"from (?P<a>\d+(?:\.\d+)?)(?:{sign})?(?: (?:in|on) (?:[A-Z][a-z]+ )?(?:\d{{4}}|[A-Z][a-z]+))? to (?P<b>\d+(?:\.\d+)?){sign}"
    );
    let noun = r"(?:an? |or |by )*(?:(?:increase|rise|jump|gain|surge|drop|fall|decline|decrease) of )?";
    let rows = [
        format!(r"\b{levels}(?: (?:in|on) (?:[A-Z][a-z]+ )?(?:\d{{4}}|[A-Z][a-z]+))?(?:,| \(|,? or|\s?[–—-]{{1,2}}) ?{noun}{change}"),
        format!(r"\b(?:by|rose|fell|grew|dropped|up|down|climbed|declined|increased|decreased) {change},? {levels}"),
    ];
    rows.iter().filter_map(|row| pattern(row)).collect()
});

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let article = &context.reading.article;
    for (at, block, _) in context.blocks() {
        let text = article.block_text(context.text(), article.blocks[at]);
        if !text.contains('%') && !text.contains("cent") {
            continue;
        }
        for found in PATTERNS.iter().flat_map(|pattern| pattern.captures_iter(&text)) {
            let Some((share, unit, [from, to])) = difference(&found) else { continue };
            let span = share.to(unit).shift(block.span.start);
            let message = format!(
                "From {from} to {to} percent is {} percentage points; as a share of {from} it is {:.0} percent",
                share.of(&text),
                ((to - from) / from * 100.0).abs()
            );
            let edit = Edit { span: unit.shift(block.span.start), text: " percentage points".to_owned() };
            findings.push(Finding::new(RULE.code, RULE.level, span, message).fix("Write “percentage points”", vec![edit], false));
        }
    }
}

/// The number and the unit of a difference that is one of points and not of percent, and the two shares.
fn difference(found: &Captures<'_>) -> Option<(Span, Span, [f64; 2])> {
    let number = |name: &str| found.name(name)?.as_str().parse::<f64>().ok();
    let (a, b, d) = (number("a")?, number("b")?, number("d")?);
    let points = ((b - a).abs() - d).abs() < 0.051;
    let percent = a > 0.0 && ((b - a).abs() / a * 100.0 - d).abs() < 0.6;
    let span = |name: &str| found.name(name).map(|part| Span::new(part.start(), part.end()));
    (points && !percent && d > 0.0).then_some((span("d")?, span("unit")?, [a, b]))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_on_a_difference_of_shares_in_percent() {
        fires(
            "percent-points",
            &[
                "Turnout rose from 40 percent to 50 percent, an increase of <10 percent>.",
                "The tax rises from 19% to 21%, or <2%>, in May.",
                "The rate climbed <1.5 percent>, from 3 percent to 4.5 percent.",
                "Support fell from 60 per cent in 2020 to 45 per cent in 2024 – a fall of <15 per cent>.",
            ],
        );
    }

    #[test]
    fn silent_on_points_and_on_right_shares() {
        silent(
            "percent-points",
            &[
                "Turnout rose from 40 percent to 50 percent, an increase of 10 percentage points.",
                "Turnout rose from 40 percent to 50 percent, an increase of 25 percent.",
                "Sales rose from 40 to 50 tons, or 25 percent.",
                "The tax rises from 100 percent to 110 percent, or 10 percent.",
                "The rate rose from 3 percent to 4 percent, and 12 percent of firms closed.",
            ],
        );
    }
}
