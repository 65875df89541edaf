//! The names of articles as the engine reads them, for scoring.

use anyhow::Result;
use backread::actors::{Evidence, recognise, settle};
use backread::article::{Article, Format};
use backread::knowledge::Knowledge;
use backread::text::tokenize;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Prints one line a document: `{"id", "mentions": [{"start", "end", "type", "kind"}]}`, offsets in code points.
pub fn tag(files: &[PathBuf]) -> Result<()> {
    for file in files {
        let text = std::fs::read_to_string(file)?;
        let records: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let lines: Vec<String> = records.par_iter().map(|record| names(record).to_string()).collect();
        lines.iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn names(record: &Value) -> Value {
    let text = record["text"].as_str().unwrap_or("");
    let knowledge = Knowledge::default();
    let article = Article::parse(text, Format::Plain);
    let blocks: Vec<_> = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_read())
        .map(|block| {
            let words = article.block_text(text, *block);
            let tokens = tokenize(&words);
            let read = recognise(&words, &tokens, &knowledge);
            (block.span.start, words, tokens, read)
        })
        .collect();
    let evidence = Evidence::gather(blocks.iter().map(|(.., read)| read));
    let mut mentions = Vec::new();
    for (start, words, tokens, read) in &blocks {
        for name in settle(words, tokens, read, &evidence, &knowledge) {
            let span = name.span.shift(*start);
            let count = |to: u32| text[..to as usize].chars().count();
            let title = name.title.map(|title| title.shift(*start).of(text).to_owned());
            mentions.push(
                json!({"start": count(span.start), "end": count(span.end), "type": name.class.label(), "kind": "named", "title": title}),
            );
        }
    }
    json!({"id": record["id"], "mentions": mentions})
}
