//! Trains and measures the name model: `tagger train OUT FILES...`, `tagger measure FILES...`.
//!
//! Files hold one JSON object a line: `{"id", "text", "mentions": [{"start", "end", "type"}]}`, offsets in code points, types PER, ORG, LOC,
//! NORP and MISC. Training is deterministic: same files in the same order, same model.

mod crf;
mod data;
mod measure;
mod tag;

use anyhow::Result;
use backread::actors::training::{Evidence, LABELS, Label, MAGIC, Model, Weights};
use clap::{Parser, Subcommand};
use data::{Block, Document};
use rayon::prelude::*;
use std::path::PathBuf;

#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train a model
    Train {
        /// Where the model is written
        out: PathBuf,
        /// Training files
        files: Vec<PathBuf>,
        /// Rounds over the text
        #[arg(long, default_value_t = 8)]
        rounds: usize,
        /// Features kept in each pass
        #[arg(long, default_value_t = 150_000)]
        features: usize,
        /// Parts for the jackknife
        #[arg(long, default_value_t = 4)]
        folds: usize,
        /// Measure on these afterwards; never trained on
        #[arg(long)]
        measure: Vec<PathBuf>,
    },
    /// Name the actors of articles as the engine does, with the model it was built with: one JSON object a line
    Tag {
        /// Files with one {"id", "text"} a line
        files: Vec<PathBuf>,
    },
    /// Measure a model
    Measure {
        /// The model
        model: PathBuf,
        /// Files with the right answers
        files: Vec<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Options::parse().command {
        Command::Train { out, files, rounds, features, folds, measure } => {
            let documents = data::read(&files)?;
            let model = train(&documents, rounds, features, folds)?;
            std::fs::write(&out, &model)?;
            eprintln!("{} bytes", model.len());
            measure::report(&model, &measure)
        }
        Command::Tag { files } => tag::tag(&files),
        Command::Measure { model, files } => measure::report(&std::fs::read(model)?, &files),
    }
}

/// Both passes, as the bytes of a model file.
fn train(documents: &[Document], rounds: usize, keep: usize, folds: usize) -> Result<Vec<u8>> {
    let all: Vec<&Document> = documents.iter().collect();
    let settings = crf::Settings { rounds, keep };
    let first = crf::train(&all, None, settings);
    if std::env::var("FIRST").is_ok() {
        let mut model = MAGIC.to_vec();
        first.write(&mut model);
        Weights::write(&[[0.0; LABELS]; LABELS], &[], &mut model);
        return Ok(model);
    }
    // The second pass must see first-pass labels as wrong as they will be on new text, so each part is labelled by a model of the others.
    let labelled: Vec<Vec<(usize, Vec<Vec<Label>>)>> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let others: Vec<&Document> = documents.iter().enumerate().filter(|(at, _)| at % folds != fold).map(|(_, d)| d).collect();
            let model = one_pass(&crf::train(&others, None, settings));
            let mine = documents.iter().enumerate().filter(|(at, _)| at % folds == fold);
            mine.map(|(at, document)| (at, label(&model, document))).collect()
        })
        .collect();
    let mut guesses = vec![Vec::new(); documents.len()];
    labelled.into_iter().flatten().for_each(|(at, labels)| guesses[at] = labels);
    eprintln!("jackknife done");
    let second = crf::train(&all, Some(&guesses), settings);
    let mut model = MAGIC.to_vec();
    first.write(&mut model);
    second.write(&mut model);
    Ok(model)
}

fn one_pass(trained: &crf::Trained) -> Model {
    let mut bytes = MAGIC.to_vec();
    trained.write(&mut bytes);
    Weights::write(&[[0.0; LABELS]; LABELS], &[], &mut bytes);
    Model::read(&bytes).expect("the model just written")
}

fn label(model: &Model, document: &Document) -> Vec<Vec<Label>> {
    document.blocks.iter().map(|block| model.first_pass(&block.sheet).0).collect()
}

/// The tallies of a document's blocks under first-pass labels.
fn evidence(blocks: &[Block], labels: &[Vec<Label>]) -> Evidence {
    let tallies: Vec<_> =
        blocks.iter().zip(labels).map(|(block, labels)| backread::actors::training::Tallies::of(&block.sheet, labels)).collect();
    Evidence::of(tallies.iter())
}
