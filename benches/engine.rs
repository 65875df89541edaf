//! How long the engine takes: reading an article, reading it again after one typed character, indexing it, checking it, hovering; and finding and
//! fixing its dates alone, or its claims (of other texts where `BACKREAD_TEXTS` names a file of JSON lines with a `text` each).

use backread::article::{Article, Format};
use backread::checks::{self, Context, RULES};
use backread::claims;
use backread::dates::{self, Candidate};
use backread::features;
use backread::index::{Entry, FileState, Snapshot};
use backread::knowledge::Knowledge;
use backread::reading::{Reader, Reading, Source};
use backread::text::{FileKey, Token, tokenize};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;

/// A sample article, repeated until it is about this many bytes long.
fn article(bytes: usize) -> String {
    let sample = include_str!("../samples/harbour-follow-up.txt");
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(sample);
        text.push('\n');
    }
    text
}

fn read(reader: &mut Reader, text: &str, knowledge: &Knowledge) -> Reading {
    reader.read(&Source { name: "a.txt", text: Arc::from(text), format: Format::Plain, date: None }, knowledge)
}

fn benches(criterion: &mut Criterion) {
    let knowledge = Knowledge::default();
    let mut group = criterion.benchmark_group("engine");
    group.sample_size(20);
    for bytes in [5_000, 110_000] {
        let text = article(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("read", bytes), &text, |bencher, text| {
            bencher.iter(|| read(&mut Reader::new(), black_box(text), &knowledge));
        });
        let place = text.find("put the figure").expect("a word of the sample");
        let typed = format!("{}x{}", &text[..place], &text[place..]);
        let mut reader = Reader::new();
        let mut turn = false;
        group.bench_function(BenchmarkId::new("one character typed", bytes), |bencher| {
            bencher.iter(|| {
                turn = !turn;
                read(&mut reader, black_box(if turn { &typed } else { &text }), &knowledge)
            });
        });
        let file = FileKey::new("a.txt");
        let reading = Arc::new(read(&mut Reader::new(), &text, &knowledge));
        let mut snapshot = Snapshot::default();
        snapshot.index.insert(Entry::new(&file, &reading, &knowledge));
        snapshot.open.insert_mut(file.clone(), FileState { version: None, reading: Arc::clone(&reading) });
        group.bench_function(BenchmarkId::new("index", bytes), |bencher| {
            bencher.iter_batched(|| snapshot.index.clone(), |index| index.with(&file, &reading, &knowledge), BatchSize::SmallInput);
        });
        group.bench_function(BenchmarkId::new("check", bytes), |bencher| bencher.iter(|| checks::check(black_box(&snapshot), &file)));
        let config = snapshot.config.of(&file);
        let context = Context { file: &file, reading: &reading, snapshot: &snapshot, config: &config };
        group.bench_function(BenchmarkId::new("every rule", bytes), |bencher| {
            bencher.iter(|| {
                let mut findings = Vec::new();
                RULES.iter().for_each(|rule| (rule.check)(black_box(&context), &mut findings));
                findings
            });
        });
        let offset = text.find("Wrona").expect("a name of the sample") as u32;
        group.bench_function(BenchmarkId::new("hover", bytes), |bencher| {
            bencher.iter(|| features::hover(black_box(&snapshot), &file, offset))
        });
    }
    group.finish();
}

/// What dates are found in: the texts of the JSON lines that `BACKREAD_TEXTS` names, or the sample.
fn texts() -> Vec<String> {
    let Some(path) = std::env::var_os("BACKREAD_TEXTS") else { return vec![article(110_000)] };
    let lines = std::fs::read_to_string(&path).expect("BACKREAD_TEXTS names a file of JSON lines");
    let text = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned);
    lines.lines().map(|line| text(line).expect("each line has a `text`")).collect()
}

/// The blocks of an article that are read, with their tokens.
fn blocks<'a>(text: &'a str, article: &Article) -> Vec<(u32, &'a str, Vec<Token>)> {
    let read = article.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_read());
    read.map(|(at, block)| (at as u32, block.span.of(text), tokenize(block.span.of(text)))).collect()
}

/// Recognition and resolution, from tokens on.
fn dates_alone(criterion: &mut Criterion) {
    let texts = texts();
    let articles: Vec<Article> = texts.iter().map(|text| Article::parse(text, Format::Plain)).collect();
    let read: Vec<_> = texts.iter().zip(&articles).map(|(text, article)| (text, article, blocks(text, article))).collect();
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("recognise and resolve", |bencher| {
        bencher.iter(|| {
            for (text, article, blocks) in &read {
                let found: Vec<(u32, Arc<[Candidate]>)> =
                    blocks.iter().map(|(at, words, tokens)| (*at, dates::recognise(black_box(words), tokens).into())).collect();
                let found: Vec<_> = found.iter().map(|(at, found)| (*at, found)).collect();
                let own = dates::own_date(text, article, "a.txt", None, &found);
                black_box(dates::resolve(article, own, &found, &mut dates::Resolved::default()));
            }
        });
    });
    group.finish();
}

/// From the text to its claims: structure, tokens, quotations, attributions and figures, and who says them. Actors and dates are read before.
fn claims_alone(criterion: &mut Criterion) {
    let knowledge = Knowledge::default();
    let texts = texts();
    let readings: Vec<Reading> = texts.iter().map(|text| read(&mut Reader::new(), text, &knowledge)).collect();
    let mut group = criterion.benchmark_group("claims");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("from the text", |bencher| {
        bencher.iter(|| {
            for (text, reading) in texts.iter().zip(&readings) {
                let article = Article::parse(black_box(text), Format::Plain);
                let blocks = blocks(text, &article);
                let found: Vec<_> = blocks.iter().map(|(at, words, tokens)| (*at, claims::recognise(words, tokens))).collect();
                let found: Vec<_> = found.iter().map(|(at, found)| (*at, found)).collect();
                black_box(claims::resolve(text, &article, &found, &reading.actors, &mut claims::Stated::default()));
            }
        });
    });
    group.finish();
}

criterion_group!(engine, benches, dates_alone, claims_alone);
criterion_main!(engine);
