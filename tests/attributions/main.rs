//! Who says what in whole articles: text in, source, cue and content out.

mod orders;
mod quotations;
mod reported;
mod speakers;

use backread::claims::{Claim, Speaker};
use backread::knowledge::Knowledge;
use backread::reading::{Reader, Reading, Source};
use backread::text::Span;
use std::sync::Arc;

fn read(text: &str) -> Reading {
    let source = Source { name: "article.txt", text: Arc::from(text), format: Default::default(), date: None };
    Reader::new().read(&source, &Knowledge::default())
}

fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" / ")
}

fn line(text: &str, claim: &Claim) -> String {
    let (source, cue, content) = (words(text, &claim.source), words(text, &[claim.cue]), words(text, &claim.content));
    format!("{source} | {cue} | {content} | {}", claim.mode.label())
}

/// Every attribution of an article as `source | cue | content | mode`, parts of one span divided by ` / `.
fn attributions(text: &str) -> Vec<String> {
    let reading = read(text);
    reading.claims.claims.iter().map(|claim| line(text, claim)).collect()
}

/// Asserts that each article holds exactly the attributions beside it.
fn hold(articles: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in articles {
        let found = attributions(text);
        if found != *expected {
            wrong += &format!("\n{text}\n  expected {expected:#?}\n  found {found:#?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The speakers of an article's attributions, by name: `-` for one not known, `anonymous` for one without a name.
fn speakers(text: &str) -> Vec<String> {
    let reading = read(text);
    let name = |claim: &Claim| match claim.speaker {
        Speaker::Actor(actor) => reading.actors.actor(actor).name.to_string(),
        Speaker::Anonymous(_) => "anonymous".to_owned(),
        Speaker::Unknown => "-".to_owned(),
    };
    reading.claims.claims.iter().map(name).collect()
}
