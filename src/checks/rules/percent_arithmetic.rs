//! `percent-arithmetic`: a share that does not follow from the two figures beside it.

use crate::checks::bases::{is_adjusted, is_hoped, is_of_another_time, is_of_other, leads_up};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::numbers;
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Span, pattern, tokenize};
use regex::{Captures, Regex};
use std::cell::LazyCell;
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "percent-arithmetic", level: Level::Warning, summary: "A share does not follow from the figures beside it", check };

/// How the figures of a pattern stand together.
#[derive(Clone, Copy)]
enum Kind {
    /// `a` to `b`, a change of `p` percent.
    Change,
    /// A change by `d` to the level `b`, or `p` percent.
    Step,
    /// `a` of `b`, or `p` percent.
    Part,
    /// From `a` percent to `b` percent, by `p` points.
    Points,
    /// Doubled from `a` to `b`.
    Times,
}

impl Kind {
    /// What two figures make.
    fn made(self) -> &'static str {
        match self {
            Kind::Points => "points",
            Kind::Times => "times as much",
            _ => "percent",
        }
    }
}

/// One way to give two figures and a share.
struct Pattern {
    kind: Kind,
    /// What every text has that it fits: most texts do not.
    has: &'static str,
    regex: Regex,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let number = |name: &str| {
        format!(
            r"(?P<{name}c>(?:US|A|C)?[$£€₹]|Rs\.? ?)?(?P<{name}>\d+(?:,\d+)*(?:\.\d+)?)(?: ?(?P<{name}s>hundred|thousand|million|billion|trillion|lakh|crore|mn|bn|tn|m|cents|pence)\b)?"
        )
    };
    let (a, b, d) = (number("a"), number("b"), number("d"));
    let p = r"(?P<about>about|around|roughly|nearly|almost|some|approximately|more than|over|at least|less than|under|just over|just under|up to)?\s?(?P<share>(?P<p>\d+(?:\.\d+)?)\s?(?:%|percent\b|per cent\b))";
    let when =
        r"(?: (?:in|on|at|by) (?:[A-Z][a-z]+ )?(?:\d{4}|[A-Z][a-z]+)| (?:last|this|a) (?:year|month|week)(?: (?:ago|earlier|before))?)?";
    // "in the third quarter", "in the three months to June 30", "for the year".
    let period = format!(
        r"(?P<period>{when}|,? (?:in|for|over|during) (?:the|its) (?:[a-z]+ ){{0,3}}?(?:quarter|half|half-year|year|period|months?|weeks?)(?: (?:to|ended|ending|through)(?: the end of)?(?: \d{{1,2}})? [A-Z][a-z]+\.?(?: \d{{1,2}})?(?:,? \d{{4}})?)?)"
    );
    let unit = r"(?: [a-z]+){0,2}?";
    let step = r"[^.;:%\d]{0,80}?\b(?:to|at|of|reaching) (?:a )?";
    let noun = r"(?:an? |or |a (?:[a-z]+ )?)?(?:(?:increase|rise|jump|gain|growth|surge|drop|fall|decline|decrease|reduction|cut|loss) of )?(?:(?:up|down) )?(?:by )?";
    let change = r"(?:increase|rise|jump|gain|surge|drop|fall|decline|decrease|reduction|cut)\b";
    let words = r"(?: [a-z]+){0,4}?";
    let moved = r"(?:rose|rises|gained|gains|climbed|jumped|added|adds|fell|falls|dropped|lost|loses|slipped|slid|shed|up|down)(?: by)?";
    let sign = r"\s?(?:%|percent\b|per cent\b)";
    let points =
        r"(?P<share>(?P<p>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:percentage )?points?\b)";
    let bounded = r"(?P<about>about|nearly|almost|more than|at least|less than|roughly)?\s?";
    let folded = format!(r"{bounded}(?P<share>(?P<p>doubled|tripled|trebled|quadrupled|halved))");
    let rows = [
        (Kind::Points, "from ", format!(r"\bfrom {a}{sign}{when} to {b}{sign}{when}(?:,| \(|,? or) ?{noun}{points}")),
        (Kind::Points, "from ", format!(r"\b{moved} {points},? from {a}{sign}{when} to {b}{sign}")),
        (Kind::Times, "ed from ", format!(r"{folded} from {a}(?:{sign})?{unit}{when} to {b}\b(?:{sign})?")),
        (Kind::Times, "ed to ", format!(r"{folded} to {b}(?:{sign})?{unit}{period},? from {a}\b(?:{sign})?")),
        (Kind::Change, "from ", format!(r"\bfrom {a}{unit}{when} to {b}{unit}{when}(?:,| \(|,? or|:|\s?[–—-]{{1,2}}) ?{noun}{p}")),
        (Kind::Change, "from ", format!(r"\b{p},? (?:[a-z]+ ){{0,2}}from {a}{unit}{when} to {b}\b")),
        (Kind::Change, "from ", format!(r"\b{p},?(?: year[- ]on[- ]year)? to {b}{unit}{period},? (?:up |down )?from {a}\b")),
        (Kind::Change, "compared ", format!(r"\b{p},?(?: year[- ]on[- ]year)? to {b}{unit}{period},? compared (?:with|to) {a}\b")),
        (Kind::Change, "from ", format!(r"\b{b}{words}{when},? (?:up|down) from {a}{words}{when}(?:,| \(|,? or) ?{noun}{p}")),
        (Kind::Change, "from ", format!(r"\bto {b}{unit}{when},? from {a}{unit}{when}(?:,| \(|,? or) ?{noun}{p}")),
        (Kind::Change, "from ", format!(r"{b}{words}{when},? (?:up|down) {p} from {a}\b")),
        (Kind::Change, " on ", format!(r"{b}{words}{when},? (?:up|down) {p} on (?:(?:last|the previous|the prior) year['’]s ){a}\b")),
        (Kind::Change, "compared ", format!(r"\b{b}{words}{when},? compared (?:with|to) {a}{words}{when}, an? {p} {change}")),
        (Kind::Step, " point", format!(r"\b{d} points?,? ?(?:\(|or ){p}\)?{step}{b}\b")),
        (Kind::Step, " point", format!(r"\b{p}(?:,? \(|,? or |, ){d} points?\)?{step}{b}\b")),
        (Kind::Step, " to ", format!(r"\b{moved} {d},? ?(?:\(|or ){p}(?:\)|,)? to {b}\b")),
        (
            Kind::Part,
            " of ",
            format!(
                r"\b{a} (?:out )?of (?:the |its |his |her |our |their |all )?{b}(?: [a-z]+| \d{{4}}){{0,4}}(?:,? \(|,? or |,? – |,? — ){p}"
            ),
        ),
        (Kind::Part, " of ", format!(r"\b{a} (?:out )?of (?:the |its |his |her |our |their |all )?{b}(?: [a-z]+){{0,4}}, {p}, [a-z]")),
        (
            Kind::Part,
            "f ",
            format!(r"\b[Oo]f (?:the |its |his |her |our |their |all )?(?:\w+['’]s )?{b}{words}, {a}(?: [a-z]+){{0,3}}(?:,? \(|,? or ){p}"),
        ),
    ];
    rows.into_iter().filter_map(|(kind, has, row)| Some(Pattern { kind, has, regex: pattern(&row)? })).collect()
});

/// A share that does not follow; spans are relative to its block.
struct Wrong {
    /// The share with its sign or word.
    whole: Span,
    /// Its number.
    number: Span,
    /// What it is counted from.
    figures: [Span; 2],
    /// What would follow; `None` where it is not told whether that is a rise.
    right: Option<String>,
    kind: Kind,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in context.found(wrong) {
        findings.extend(found.items.iter().map(|wrong| finding(context, wrong, found.block.span.start)));
    }
}

fn finding(context: &Context<'_>, wrong: &Wrong, start: u32) -> Finding {
    let [one, other] = wrong.figures.map(|figure| figure.shift(start));
    let number = wrong.number.shift(start);
    let said = context.words(number);
    let made = wrong.kind.made();
    let figures = format!("“{}” and “{}”", context.words(one), context.words(other));
    let message = match &wrong.right {
        Some(right) => format!("{figures} make {right} {made}, not {said}"),
        None => format!("{figures} make no {said} {made}, neither up nor down"),
    };
    let mut finding = Finding::new(RULE.code, RULE.level, wrong.whole.shift(start), message);
    for figure in [one, other] {
        finding = finding.relate(context.file, figure, "Counted from this figure");
    }
    match &wrong.right {
        Some(right) if !matches!(wrong.kind, Kind::Times) => {
            finding.fix(format!("Write “{right}”"), vec![Edit { span: number, text: right.clone() }], false)
        }
        _ => finding,
    }
}

fn wrong(text: &str, _: &BlockReading) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let adjusted = LazyCell::new(|| is_adjusted(text));
    if !text.contains('%') && !text.contains("cent") && !FOLDS.iter().any(|(word, _)| text.contains(word)) {
        return wrong;
    }
    for Pattern { kind, regex, .. } in PATTERNS.iter().filter(|pattern| text.contains(pattern.has)) {
        for found in regex.captures_iter(text) {
            // "by 18 points (58 percent to 40 percent)": shares, not levels.
            let after = found.get(0).map_or("", |whole| text[whole.end()..].trim_start());
            // "up 20 percent from 4 years ago", "from 3 May": no figures to count from.
            let is_level =
                ["%", "percent", "per cent", "years", "months", "weeks", "days", "hours"].iter().any(|word| after.starts_with(word));
            // "Doubled from 12 to 30 the number of days".
            let is_apart = is_of_another_time(&found, after)
                || matches!(kind, Kind::Times) && ["the ", "their ", "its "].iter().any(|word| after.starts_with(word));
            if !is_level && !is_hoped(after) && !is_apart && !is_of_other(text, &found) && !*adjusted {
                wrong.extend(judge(*kind, text, &found));
            }
        }
    }
    wrong
}

/// Verbs that say how many times as much something has become.
const FOLDS: [(&str, f64); 5] = [("doubled", 2.0), ("tripled", 3.0), ("trebled", 3.0), ("quadrupled", 4.0), ("halved", 0.5)];

fn judge(kind: Kind, text: &str, found: &Captures<'_>) -> Option<Wrong> {
    let place = found.name("p")?;
    let written = place.as_str();
    let in_words = || FOLDS.iter().find(|(word, _)| *word == written).map(|(_, times)| *times);
    let said: f64 = written.parse().ok().or_else(in_words).or_else(|| Some(numbers(written, &tokenize(written)).first()?.0))?;
    // Where one of two has a scale, so has the other: "from 1.2 to 1.5 million".
    let value = |name: &str, lender: &str| -> Option<Value> {
        let digits = found.name(name)?.as_str();
        let (own, other) = (found.name(&format!("{name}s")), found.name(&format!("{lender}s")));
        let money = found.name(&format!("{name}c"));
        // "up 20 percent from 2019": a year.
        if own.is_none() && money.is_none() && digits.len() == 4 && digits.parse().is_ok_and(|year: f64| years(year, year)) {
            return None;
        }
        // "From 500,000 to 1 million": in full.
        let in_full = digits.contains(',') || digits.parse().is_ok_and(|value: f64| value >= 1000.0);
        let lent = other.filter(|word| !in_full && (money.is_none() || scaled(word.as_str()) > 1.0));
        Value::read(digits, own.or(lent).map_or(1.0, |word| scaled(word.as_str())))
    };
    let mut right: Vec<f64> = Vec::new();
    let rounding;
    let mut is_sure = true;
    let figures = match kind {
        Kind::Change => {
            let (a, b) = (value("a", "b")?, value("b", "b")?);
            let (from, to) = (a.value, b.value);
            rounding = Value { value: to - from, half: a.half + b.half }.rounding_of_share(a);
            if from <= 0.0 || from == to || years(from, to) {
                return None;
            }
            right.push((to - from).abs() / from * 100.0);
            // "down to 40 percent of it" and a change counted from the other end are other readings.
            if to > from {
                right.push(to / from * 100.0);
            }
            [found.name("a")?, found.name("b")?]
        }
        Kind::Points | Kind::Times => {
            let (a, b) = (value("a", "b")?, value("b", "a")?);
            rounding = 0.0;
            let times = matches!(kind, Kind::Times);
            if times && a.value <= 0.0 || years(a.value, b.value) {
                return None;
            }
            right.push(if times { b.value / a.value } else { (b.value - a.value).abs() });
            [found.name("a")?, found.name("b")?]
        }
        Kind::Step => {
            let (d, b) = (value("d", "d")?, value("b", "b")?);
            let (step, level) = (d.value, b.value);
            rounding = d.rounding_of_share(b);
            if level <= step * 2.0 {
                return None;
            }
            let (share, d) = (found.name("share")?, found.name("d")?);
            // Counted from the level before a rise, from that before a fall, or from the level after.
            right.extend([step / (level - step) * 100.0, step / (level + step) * 100.0, step / level * 100.0]);
            match leads_up(&text[..share.start().min(d.start())], &text[share.end().max(d.end())..]) {
                Some(true) => {}
                Some(false) => right.swap(0, 1),
                None => is_sure = false,
            }
            [d, found.name("b")?]
        }
        Kind::Part => {
            let (a, b) = (value("a", "b")?, value("b", "b")?);
            let (part, whole) = (a.value, b.value);
            rounding = a.rounding_of_share(b);
            if part > whole || whole <= 1.0 || years(part, whole) {
                return None;
            }
            right.push(part / whole * 100.0);
            [found.name("a")?, found.name("b")?]
        }
    };
    let bound = found.name("about").map_or("", |words| words.as_str());
    let fits = |right: &f64| match kind {
        Kind::Times => is_about_times(said, *right, bound),
        _ => holds(said, written, *right, rounding, bound),
    };
    if right.iter().any(fits) {
        return None;
    }
    let decimals = written.split_once('.').map_or(usize::from(matches!(kind, Kind::Times)), |(_, after)| after.len());
    let best = right.first().copied().unwrap_or_default();
    let is_times = matches!(kind, Kind::Times);
    if is_times && best < 0.1 {
        return None;
    }
    let written_out = format!("{best:.decimals$}");
    let span = |of: regex::Match<'_>| Span::new(of.start(), of.end());
    Some(Wrong {
        whole: span(found.name("share").unwrap_or(place)),
        number: span(place),
        figures: figures.map(span),
        right: is_sure.then(|| written_out.strip_suffix(".0").filter(|_| is_times).map(str::to_owned).unwrap_or(written_out)),
        kind,
    })
}

/// A figure, and how far it may be from what was counted, since it is rounded to its last digit: "1.38 million" by five thousand. A plain number of
/// things is exact.
#[derive(Clone, Copy)]
struct Value {
    value: f64,
    half: f64,
}

impl Value {
    fn read(digits: &str, scale: f64) -> Option<Self> {
        let value: f64 = digits.replace(',', "").parse().ok()?;
        let half = match digits.split_once('.') {
            Some((_, decimals)) => 0.5 * 0.1_f64.powi(decimals.len() as i32),
            None if scale > 1.0 => 0.5,
            None => 0.0,
        };
        Some(Value { value: value * scale, half: half * scale })
    }

    /// By how many percentage points the share that this is of another may be off for the rounding of both.
    fn rounding_of_share(self, whole: Value) -> f64 {
        (self.half + whole.half * (self.value / whole.value).abs()) / whole.value.abs() * 100.0
    }
}

/// Whether a share may stand for the right one: rounded, or within what bounds it; `rounding` is that of the figures, in percentage points.
fn holds(said: f64, written: &str, right: f64, rounding: f64, bound: &str) -> bool {
    let unit = written.split_once('.').map_or(1.0, |(_, after)| 0.1_f64.powi(after.len() as i32));
    let slack = (unit * 1.01).max(right * 0.02).max(0.1).max(rounding + unit / 2.0);
    match bound {
        "" => (said - right).abs() <= slack,
        "more than" | "over" | "at least" => said <= right + slack && said >= right * 0.7,
        "less than" | "under" | "up to" => said >= right - slack && said <= right * 1.4,
        _ => (said - right).abs() <= slack.max(right * 0.1).max(2.0),
    }
}

/// Whether "doubled" may be said of what has become so many times as much.
fn is_about_times(said: f64, times: f64, bound: &str) -> bool {
    let near = |share: f64| (times - said).abs() <= said * share;
    match bound {
        "" => near(0.2),
        // "More than halved" is less than half.
        "more than" | "at least" if said < 1.0 => times <= said * 1.05,
        "more than" | "at least" => (said * 0.95..said + 1.1).contains(&times),
        _ => near(0.3),
    }
}

fn scaled(word: &str) -> f64 {
    match word {
        "cents" | "pence" => 1e-2,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "lakh" => 1e5,
        "million" | "mn" | "m" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" => 1e9,
        _ => 1e12,
    }
}

/// Two years are no figures to count with.
fn years(one: f64, other: f64) -> bool {
    [one, other].iter().all(|value| value.fract() == 0.0 && (1900.0..2100.0).contains(value))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn a_share_that_does_not_follow() {
        fires(
            "percent-arithmetic",
            &[
                "The fare rose from 40 to 50 kroner, or <20 percent>.",
                "Sales fell from $80 million in 2022 to $60 million in 2023, a drop of <33 per cent>.",
                "The index lost 54.10 points, or <6.2%>, to end at 1,352.50.",
                "It fell by <9.1%> (200 points) to a value of 3,800.",
                "The motion was backed by 30 of 40 members, or <65 percent>.",
                "Output grew <40%> from 100 to 120 tons.",
                "Output rose <10 percent> to 300 tons from 200 tons.",
                "The port counted 3,900 ships this year, up from 3,600 in the same period last year, a rise of <12 per cent>.",
                "Profit jumped <30 per cent> to Rs 120 crore from Rs 100 crore a year earlier.",
                "Revenue climbed <12%> year on year to €4.5bn, from €4.2bn.",
                "Of 64 ships counted, 16, or <20 per cent>, had no flag.",
                "He has won 31 of his 62 games, or <55 per cent>.",
                "The port has lost 310 of its 4,100 workers since 2020, or <13 percent>.",
                "Wolves killed 1,047 sheep this year, compared with 832 last year, a <16%> increase.",
                "The motion was backed by 30 of 40 members, or <65 percent> of them.",
                "Sales rose to $132 million from $110 million a year earlier, an increase of <30%>.",
                "The budget grew to $88 million from $80 million, or <20 percent>.",
                "Sales fell from 9,000 to 7,200, down <30 percent>.",
                "Sales rose to $310m from $248m in 2024, up <35%>.",
                "A gallon of milk costs $4.20, up <15 percent> from $4.",
                "Shares rose $1.50, or <5 percent>, to $51.50.",
                "Crude oil rose 90 cents, or <2.5 percent>, to $60.90 a barrel.",
                "Of 200 members, 50 voted (<35%>).",
                "Net profit rose <50%> to $120 million in the quarter, from $100 million.",
                "Profit fell <30 percent> to $8.4 million in the three months to June from $10.5 million a year earlier.",
                "Revenue rose <25 percent> to $210 million in the third quarter, compared with $180 million a year earlier.",
                "Revenue of $210 million was up <30 percent> on last year’s $180 million.",
                "Net profit rose <50%> to $120 million in the quarter, from $100 million in the same quarter of last year.",
                "Net profit rose <50%> to $120 million in 2024, from $100 million in 2023.",
                "Support rose from 52% to 57%, up <nine points>.",
                "Support fell <12 points>, from 48 percent in May to 41 percent.",
                "The number of ships has <doubled> from 2 million to 3 million.",
                "Profit more than <tripled> to $50 million in the quarter, from $20 million.",
                "Just 300 of 1,200 members, <35 percent>, said no.",
                "The port cut 600 of its 12,000 staff, or <10 percent> of its workforce.",
                "Of the nation’s 387 towns, 112, or <39 percent>, had more.",
                "The index gained 60 points, or <20%>, to end at 420.",
                "The index was off 60 points, or <25%>, at 360.",
                "The index gave up 60 points, or <25%>, to 360.",
            ],
        );
    }

    #[test]
    fn the_figures_are_told_without_the_commas_after_them() {
        let found = findings(&[("article.txt", "The fare rose from 2,000 to 4,000, or 30 percent.\n")]);
        let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
        assert_eq!(messages, ["“2,000” and “4,000” make 100 percent, not 30"]);
    }

    #[test]
    fn a_step_is_counted_from_the_level_before_it() {
        for (sentence, right) in [
            ("The shares fell at first. They went up by 40 points (12%), to a price of 240.", "20"),
            ("The shares fell by 40 points (12%), to a price of 160.", "20"),
            ("Having lost a lot, the index climbed 9.1% (50 points) to 250.", "25.0"),
            ("The index closed 50 points, or 11%, lower at 200.", "20"),
            ("Crude oil added $10, or 11 percent, to $60 a barrel.", "20"),
            ("The shares gave up $10, or 11 percent, to $40.", "20"),
        ] {
            let found = findings(&[("article.txt", &format!("{sentence}\n"))]);
            let fixes: Vec<&str> = found.iter().map(|finding| &*finding.fixes[0].title).collect();
            assert_eq!(fixes, [format!("Write “{right}”")], "{sentence}");
        }
    }

    #[test]
    fn times_are_told_without_a_nought() {
        let text = "Output doubled from 12 tonnes to 36. It halved from 40 to 12.\n";
        let found = findings(&[("article.txt", text)]);
        let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
        assert_eq!(messages, ["“12” and “36” make 3 times as much, not doubled", "“40” and “12” make 0.3 times as much, not halved"]);
    }

    #[test]
    fn a_share_that_does_follow() {
        silent(
            "percent-arithmetic",
            &[
                "The fare rose from 40 to 50 kroner, or 25 percent.",
                "Sales fell from $80 million in 2022 to $60 million in 2023, a drop of 25 per cent.",
                "The index lost 54.10 points, or 3.8%, to end at 1,352.50.",
                "It fell by 5% (200 points) to a value of 3,800.",
                "The motion was backed by 29 of 40 members, or nearly 75 percent.",
                "Output grew 20% from 100 to 120 tons.",
                "The rate rose from 2 percent to 4 percent, and 30 percent of owners sold.",
                "She won by 18 points (58 percent to 40 percent).",
                "Membership fell from 10 million in 1979 to 6 million, or 22 percent of workers.",
                "In constant currency, sales rose 3% to $103 million from $110 million.",
                "The port counted 3,900 ships this year, up from 3,600 in the same period last year, a rise of 8 per cent.",
                "Revenue climbed 7% year on year to €4.5bn, from €4.2bn.",
                "Of 64 ships counted, 16, or 25 per cent, had no flag.",
                "Wolves killed 1,047 sheep this year, compared with 832 last year, a 26% increase.",
                "From 2019 to 2020, 15 percent left.",
                "The town grew from 2,000 to 4,000, or 3 percent a year.",
                "Fares rose from £4 to £5, or 12 percent in real terms.",
                "The firm sold 20 of 80 flats, or 35 percent by value.",
                "Sales rose to $132 million from $110 million a year earlier, an increase of 20%.",
                "Sales were $310 million, up 35 percent from 2019.",
                "The port counted 300 ships, up 35 percent from 4 years ago.",
                "A gallon of milk costs $4.20, up 5 percent from $4.",
                "Shares rose $1.50, or 3 percent, to $51.50. Crude oil fell 90 cents, or 1.5 percent, to $60.90 a barrel.",
                "Sales rose to $5.2bn from $4.2bn a year ago, up 3% from the quarter before.",
                "Of 200 members, 50 voted (25%).",
                // From the level before or to that after; nothing tells whether it is up.
                "The index rose 60 points (20%) to 360 and fell 60 points, or 16.7%, to 300. It gained 60 points (16.7%) to 360.",
                "The index gave up 60 points, or 14.3 percent, to 360.",
                "As stocks fell, the fear gauge shot 6 points, or 14.3 percent, to 48.",
                "Reversing early gains, the index tanked 743.6 points, or 4.2 percent, to 16,961.",
                "The index rose at last and left Monday's losses far behind it: by 60 points, or 20%, to 360.",
                "Net profit rose 20% to $120 million in the quarter, from $100 million.",
                "Profit fell 20 percent to $8.4 million in the three months to June from $10.5 million a year earlier.",
                "Revenue rose 17 percent to $210 million in the third quarter, compared with $180 million a year earlier.",
                "Revenue rose 30 percent to $210 million, compared with $180 million expected by the bank.",
                "Revenue of $210 million was up 17 percent on last year’s $180 million.",
                "Support rose from 52% to 57%, up five points. It fell 6 percentage points, from 48.4 percent in May to 42 percent.",
                "The number of ships has doubled from 2 million to 3.9 million and nearly halved from 300 to 170.",
                "Profit more than tripled to $64 million in the quarter, from $20 million.",
                "Just 300 of 1,200 members, 25 percent, said no.",
                "The port cut 600 of its 12,000 staff, or 5 percent of its workforce.",
                "The port cut 600 of its 12,000 engineers, or 2 percent of its workforce.",
                "Sales were $310 million, up 35 percent from $248 million, excluding those of the quay.",
                "Of 64 frogs, 16, or 50 percent of the males, were green.",
                "The club won 12 of its 30 games, or 45 percent of those at home.",
                "Wages rose from $10 to $15, or 20 percent above the minimum of the state.",
                "The club won 12 of 16 games, or 30 percent more than last year.",
                "Sales rose from 1.2 to 1.5 million, up 25%.",
                "Organic landings rose 4.3% to 21.9 million tons in the quarter, from 22.1 million tons.",
                "Fares rose 5% to €410m in the first half, from €402m, at constant exchange rates.",
                "Underlying profit rose 12% to £330m in the year, up from £310m.",
                "Revenue grew 8 percent to $13.1 billion for the quarter, from $12.5 billion, because of a weaker dollar.",
                "Profit rose 9% to $2.1bn in the quarter, up from $1.8bn in the second quarter.",
                "Oil fell 1.2% to $62.40 a barrel in the week, down from $80 in January.",
                "Output doubled from 500,000 tons to 1 million.",
                "Output doubled to 1 million tons from 500,000.",
                "Landings halved from 1.2 million to 600,000.",
                "Output rose 20 percent to 1.1 million tons for the year, from 916,000.",
                "The port doubled from 12 to 30 the number of its boats.",
                // Within what both were rounded by.
                "Landings rose 6.9% to 1.48 million from 1.38 million.",
            ],
        );
    }
}
