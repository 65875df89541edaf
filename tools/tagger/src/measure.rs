//! F1 of a model on annotated files, exact spans and classes.

use crate::data::{self, Document};
use anyhow::{Context as _, Result};
use backread::actors::training::{Label, LineCase, Model, Second, Sort};
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
        let documents = data::read(std::slice::from_ref(file))?;
        if std::env::var("ERRORS").is_ok() {
            let mut tally = std::collections::BTreeMap::<String, usize>::new();
            for document in documents.iter().step_by(2) {
                let first = crate::label(&model, document);
                let evidence = crate::evidence(&document.blocks, &first);
                for (block, labels) in document.blocks.iter().zip(&first) {
                    let second = model.second.label(&block.sheet, Some(Second { evidence: &evidence, labels }));
                    let gold = names(&block.gold);
                    let found = names(&second);
                    let form = |n: &(usize, usize, u8)| (n.0..=n.1).map(|at| block.sheet.form(at)).collect::<Vec<_>>().join(" ");
                    for g in gold.iter().filter(|g| !found.contains(g)) {
                        let over: Vec<_> =
                            found.iter().filter(|f| f.0 <= g.1 && g.0 <= f.1).map(|f| format!("{}/{}", form(f), f.2)).collect();
                        let raw: Vec<u8> = (g.0..=g.1).map(|at| second[at].sort_number() as u8).collect();
                        let line = block.sheet.words[g.0].line;
                        *tally.entry(format!("MISS {}/{} as {:?} raw {:?} {:?}", form(g), g.2, over, raw, line)).or_default() += 1;
                    }
                    for f in found.iter().filter(|f| !gold.iter().any(|g| f.0 <= g.1 && g.0 <= f.1)) {
                        let from = f.0.saturating_sub(3);
                        let to = (f.1 + 3).min(labels.len() - 1);
                        let around = format!(
                            "{} [] {}",
                            (from..f.0).map(|at| block.sheet.form(at)).collect::<Vec<_>>().join(" "),
                            (f.1 + 1..=to).map(|at| block.sheet.form(at)).collect::<Vec<_>>().join(" ")
                        );
                        *tally.entry(format!("EXTRA {}/{} {}", form(f), f.2, if f.0 == f.1 { "" } else { &around })).or_default() += 1;
                    }
                }
            }
            let mut tally: Vec<_> = tally.into_iter().collect();
            tally.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            tally.iter().for_each(|(text, n)| println!("{n} {text}"));
        }
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
            "{}: first {:.2} (P {:.1} R {:.1}) second {:.2}; copy: first {:.2} second {:.2} (title {:.2}, upper {:.2})",
            file.file_name().unwrap_or_default().to_string_lossy(),
            all(&sums[0]),
            100.0 * sums[0].iter().map(|c| c.right).sum::<usize>() as f64 / sums[0].iter().map(|c| c.found).sum::<usize>() as f64,
            100.0 * sums[0].iter().map(|c| c.right).sum::<usize>() as f64 / sums[0].iter().map(|c| c.gold).sum::<usize>() as f64,
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
    let first = crate::label(model, document);
    let evidence = crate::evidence(&document.blocks, &first);
    let mut counts = [[Counts::default(); 3]; 2];
    for (block, labels) in document.blocks.iter().zip(&first) {
        let second = model.second.label(&block.sheet, Some(Second { evidence: &evidence, labels }));
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
    let _ = LineCase::Running;
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
