//! The names of articles as the engine reads them, for scoring.

use anyhow::Result;
use backread::actors::{Evidence, Segments, recognise, settle};
use backread::article::{Article, Format};
use backread::knowledge::Knowledge;
use backread::text::tokenize;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

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

/// Prints megabytes a second for each part, on one core.
pub fn speed(files: &[PathBuf]) -> Result<()> {
    let knowledge = Knowledge::default();
    for file in files {
        let text = std::fs::read_to_string(file)?;
        let records: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let texts: Vec<&str> = records.iter().filter_map(|record| record["text"].as_str()).collect();
        let size: usize = texts.iter().map(|text| text.len()).sum();
        let load = Instant::now();
        settle("", &[], &recognise("", &[], None), &Evidence::default(), &knowledge, &Segments::default());
        let load = load.elapsed();
        let (mut tokens_time, mut first, mut second) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
        for text in &texts {
            let start = Instant::now();
            let blocks: Vec<_> = text.lines().map(|line| (line, tokenize(line))).collect();
            let tokenised = Instant::now();
            let read: Vec<_> = blocks.iter().map(|(line, tokens)| recognise(line, tokens, None)).collect();
            let recognised = Instant::now();
            let evidence = Evidence::gather(read.iter());
            for ((line, tokens), read) in blocks.iter().zip(&read) {
                settle(line, tokens, read, &evidence, &knowledge, &Segments::default());
            }
            tokens_time += tokenised - start;
            first += recognised - tokenised;
            second += recognised.elapsed();
        }
        let rate = |time: Duration| size as f64 / 1e6 / time.as_secs_f64();
        println!(
            "{}: load {:.0} ms; tokens {:.1} MB/s, first pass {:.1}, second pass and rules {:.1}, both passes {:.1}",
            file.display(),
            load.as_secs_f64() * 1e3,
            rate(tokens_time),
            rate(first),
            rate(second),
            rate(first + second)
        );
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
            let read = recognise(&words, &tokens, None);
            (block.span.start, words, tokens, read)
        })
        .collect();
    let evidence = Evidence::gather(blocks.iter().map(|(.., read)| read));
    let mut mentions = Vec::new();
    for (start, words, tokens, read) in &blocks {
        for name in settle(words, tokens, read, &evidence, &knowledge, &Segments::default()).0 {
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
