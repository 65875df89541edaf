//! JSON lines: one object an article.

use crate::actors::{Actors, MentionKind};
use crate::checks::Finding;
use crate::claims::Speaker;
use crate::dates::Anchor;
use crate::knowledge::Knowledge;
use crate::reading::Reading;
use crate::text::Span;
use serde_json::{Value, json};

/// In what exported offsets are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Offsets {
    /// Unicode code points.
    #[default]
    CodePoints,
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
}

/// Turns byte offsets into the asked unit: the characters of several bytes before each offset are counted off.
struct Counter {
    /// After each such character: its end in bytes and how many units fewer than bytes have been read by then.
    wide: Vec<(u32, u32)>,
}

impl Counter {
    fn new(text: &str, offsets: Offsets) -> Self {
        let mut wide = Vec::new();
        let mut saved = 0;
        if offsets != Offsets::Utf8 && !text.is_ascii() {
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                let units = if offsets == Offsets::Utf16 { c.len_utf16() } else { 1 };
                saved += (c.len_utf8() - units) as u32;
                wide.push(((at + c.len_utf8()) as u32, saved));
            }
        }
        Counter { wide }
    }

    fn offset(&self, byte: u32) -> u32 {
        let before = self.wide.partition_point(|&(end, _)| end <= byte);
        byte - before.checked_sub(1).map_or(0, |last| self.wide[last].1)
    }

    fn pair(&self, span: Span) -> Value {
        json!([self.offset(span.start), self.offset(span.end)])
    }

    fn pairs(&self, spans: &[Span]) -> Value {
        spans.iter().map(|span| self.pair(*span)).collect()
    }
}

/// The record of one article. `findings` are added where given.
pub fn record(id: &str, reading: &Reading, knowledge: &Knowledge, offsets: Offsets, findings: Option<&[Finding]>) -> Value {
    let counter = Counter::new(&reading.text, offsets);
    let date = reading.dates.reference.map(|date| json!({"value": date.day.to_string(), "origin": date.origin.words()}));
    let mut value = json!({
        "id": id,
        "date": date,
        "version": env!("CARGO_PKG_VERSION"),
        "knowledge": format!("{:016x}", knowledge.generation),
        "mentions": mentions(&reading.actors, &reading.text, &counter),
        "actors": actors(&reading.actors, knowledge),
        "timexes": timexes(reading, &counter),
        "attributions": attributions(reading, &counter),
        "figures": figures(reading, &counter),
    });
    if let Some(findings) = findings {
        value["findings"] = findings
            .iter()
            .map(|finding| {
                let (start, end) = (counter.offset(finding.span.start), counter.offset(finding.span.end));
                json!({"start": start, "end": end, "code": finding.code, "severity": finding.level.label(), "message": finding.message})
            })
            .collect();
    }
    value
}

/// The record of a document that could not be read.
pub fn record_of_error(id: Option<&str>, error: &str) -> Value {
    json!({"id": id, "error": error, "version": env!("CARGO_PKG_VERSION")})
}

fn mentions(actors: &Actors, text: &str, counter: &Counter) -> Value {
    let one = |mention: &crate::actors::Mention| {
        let kind = match mention.kind {
            MentionKind::Named => "named",
            MentionKind::Nominal => "nominal",
            MentionKind::Pronoun => "pronoun",
        };
        let mut value = json!({
            "start": counter.offset(mention.span.start),
            "end": counter.offset(mention.span.end),
            "type": mention.class.label(),
            "kind": kind,
            "actor_id": mention.actor.map(|id| id.0),
        });
        if let Some(title) = mention.title {
            value["title"] = title.of(text).into();
        }
        if mention.in_quote {
            value["in_quote"] = true.into();
        }
        value
    };
    actors.mentions.iter().map(one).collect()
}

fn actors(actors: &Actors, knowledge: &Knowledge) -> Value {
    let one = |(id, actor): (usize, &crate::actors::Actor)| {
        let forms: Vec<&str> = actor.forms.iter().map(|form| &**form).collect();
        let mut value = json!({"id": id, "name": &*actor.name, "type": actor.class.label(), "forms": forms});
        if let Some(record) = actor.record.and_then(|id| knowledge.record(id)) {
            value["record"] = record.id().into();
        }
        value
    };
    actors.actors.iter().enumerate().map(one).collect()
}

fn timexes(reading: &Reading, counter: &Counter) -> Value {
    let one = |expression: &crate::dates::TimeExpression| {
        let anchor = match expression.anchor {
            Anchor::Itself => json!("itself"),
            Anchor::Reference => json!("reference"),
            Anchor::Missing => json!("missing"),
            Anchor::Expression(id) => reading.dates.expressions.get(id as usize).map_or(Value::Null, |other| counter.pair(other.span)),
        };
        let mut value = json!({
            "start": counter.offset(expression.span.start),
            "end": counter.offset(expression.span.end),
            "type": expression.kind.label(),
            "value": &*expression.value,
            "anchor": anchor,
            "rule": expression.rule,
        });
        if let Some(modifier) = expression.modifier {
            value["mod"] = modifier.into();
        }
        value
    };
    reading.dates.expressions.iter().map(one).collect()
}

fn attributions(reading: &Reading, counter: &Counter) -> Value {
    let one = |claim: &crate::claims::Claim| {
        let mut value = json!({
            "source": counter.pairs(&claim.source),
            "cue": counter.pairs(&[claim.cue]),
            "content": counter.pairs(&claim.content),
            "mode": claim.mode.label(),
            "certainty": claim.certainty.label(),
        });
        if let Speaker::Actor(id) = claim.speaker {
            value["actor_id"] = id.0.into();
        }
        if let Some(name) = claim.speaker_name(&reading.text, &reading.actors) {
            value["speaker"] = name.into();
        }
        value
    };
    reading.claims.claims.iter().map(one).collect()
}

fn figures(reading: &Reading, counter: &Counter) -> Value {
    let one = |figure: &crate::claims::Figure| {
        json!({
            "start": counter.offset(figure.span.start),
            "end": counter.offset(figure.span.end),
            "value": figure.value,
            "bound": figure.bound.label(),
            "unit": figure.unit,
            "counted": figure.counted.map(|span| span.of(&reading.text)),
        })
    };
    reading.claims.figures.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_the_asked_unit() {
        let text = "a\u{201C}\u{1F600}b";
        let end = text.len() as u32;
        let count = |offsets| Counter::new(text, offsets).offset(end);
        assert_eq!((count(Offsets::CodePoints), count(Offsets::Utf16), count(Offsets::Utf8)), (4, 5, 9));
    }
}
