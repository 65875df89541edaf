//! F1 of a model on annotated files, exact spans and classes.

use crate::data::{self, Document, Purpose};
use anyhow::{Context as _, Result};
use backread::actors::training::{Evidence, Label, Labelled, Model, Second, Sort};
use rayon::prelude::*;
use std::path::PathBuf;

#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }

    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// Prints F1 of both passes for each file; the copies in headline case apart.
pub fn report(model: &[u8], files: &[PathBuf]) -> Result<()> {
    let model = Model::read(model).context("not a model")?;
    for file in files {
        let documents = data::read(std::slice::from_ref(file), Purpose::Measuring)?;
        let counts: Vec<_> = documents.par_iter().map(|document| count(&model, document)).collect();
        let mut sums = [[Counts::default(); 3]; 4];
        for (at, counts) in counts.iter().enumerate() {
            for (pass, counts) in counts.iter().enumerate() {
                for (line, counts) in counts.iter().enumerate() {
                    sums[(at % 2) * 2 + pass][line].add(*counts);
                }
            }
        }
        let all = |sums: &[Counts; 3]| {
            let mut all = Counts::default();
            sums.iter().for_each(|counts| all.add(*counts));
            all.f1()
        };
        println!(
            "{}: first pass {:.2}, second {:.2}; with lines in headline case {:.2}, {:.2} (title case {:.2}, capitals {:.2})",
            file.file_name().unwrap_or_default().to_string_lossy(),
            all(&sums[0]),
            all(&sums[1]),
            all(&sums[2]),
            all(&sums[3]),
            sums[3][1].f1(),
            sums[3][2].f1()
        );
    }
    Ok(())
}

fn count(model: &Model, document: &Document) -> [[Counts; 3]; 2] {
    let first: Vec<_> = document.blocks.iter().map(|block| model.first_pass(&block.sheet, &Labelled::default())).collect();
    let evidence = Evidence::of(first.iter().map(|(_, tallies, _)| tallies));
    let mut counts = [[Counts::default(); 3]; 2];
    for (block, (labels, _, labelled)) in document.blocks.iter().zip(&first) {
        let second = Second::new(&block.sheet, &evidence, labels);
        let (second, _) = model.second_pass(&block.sheet, &second, labelled, &Labelled::default());
        let gold = names(&block.gold);
        for (pass, labels) in [labels, &second].into_iter().enumerate() {
            let found = names(labels);
            let line = |at: usize| block.sheet.words[at].line;
            for name in &found {
                let counts = &mut counts[pass][line(name.0) as usize];
                counts.found += 1;
                counts.right += usize::from(gold.contains(name));
            }
            for name in &gold {
                counts[pass][line(name.0) as usize].gold += 1;
            }
        }
    }
    counts
}

fn names(labels: &[Label]) -> Vec<(usize, usize, u8)> {
    let mut start = 0;
    let mut found = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if label.opens() {
            start = at;
        }
        if label.closes() && matches!(label.sort(), Some(Sort::Actor(_))) {
            found.push((start, at, label.sort_number() as u8));
        }
    }
    found
}
