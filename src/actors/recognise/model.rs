//! The weights of one pass, and the best labels under them.

use super::evidence::Tallies;
use super::features::{Second, features, segments};
use super::label::{LABELS, Label};
use super::sheet::Sheet;
use std::sync::LazyLock;

/// A weight is `sign * STEP^code * UNIT`: 8 bits on a logarithmic scale.
const CODES: usize = 127;

/// The weights of one pass, by feature.
#[derive(Debug, Default)]
pub struct Weights {
    /// Open addressing: a feature's key and where its weights start; key 0 is empty.
    slots: Vec<(u32, u32)>,
    mask: usize,
    /// Per feature: how many, then label and weight.
    weights: Vec<(u8, i16)>,
    /// From each label to each.
    transitions: [[i32; LABELS]; LABELS],
}

/// What one unit of a weight's exponent is worth: from 1/512 to about 16 in 127 steps.
fn value_of(code: i8) -> i16 {
    if code == 0 {
        return 0;
    }
    let size = (f64::from(code.unsigned_abs()) / CODES as f64 * 9.0).exp2() * 16.0;
    if code < 0 { -size as i16 } else { size as i16 }
}

/// How many units of [`Weights`] make a weight of 1.
pub const SCALE: f64 = 512.0;

static VALUES: LazyLock<[i16; 256]> = LazyLock::new(|| std::array::from_fn(|at| value_of(at as u8 as i8)));

/// The code nearest to a weight.
pub fn code_of(weight: f64) -> i8 {
    let size = weight.abs() * SCALE;
    if size < 8.0 {
        return 0;
    }
    let code = ((size / 16.0).log2() / 9.0 * CODES as f64).round().clamp(1.0, CODES as f64) as i8;
    if weight < 0.0 { -code } else { code }
}

/// The first bytes of a model file.
pub const MAGIC: &[u8; 8] = b"BRNAMES1";

/// Both passes.
#[derive(Debug, Default)]
pub struct Model {
    /// From the paragraph alone.
    pub first: Weights,
    /// With the article's evidence.
    pub second: Weights,
}

static SHARED: LazyLock<Model> = LazyLock::new(|| Model::read(include_bytes!("../data/tagger.bin")).unwrap_or_default());

impl Model {
    /// The built-in model.
    pub fn shared() -> &'static Model {
        &SHARED
    }

    /// Reads a model file; `None` if it is not one.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut input = Input(bytes.strip_prefix(MAGIC)?);
        let first = Weights::read(&mut input)?;
        let second = Weights::read(&mut input)?;
        Some(Model { first, second })
    }

    /// First-pass labels and tallies of a block.
    pub fn first_pass(&self, sheet: &Sheet) -> (Vec<Label>, Tallies) {
        let labels = self.first.label(sheet, None);
        let tallies = Tallies::of(sheet, &labels);
        (labels, tallies)
    }
}

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0u32, 0);
        loop {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }
}

/// Writes a number in groups of seven bits, low first.
pub fn write_number(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

impl Weights {
    /// Writes weights as [`Weights::read`] reads them: transitions, then features by rising key with their codes.
    pub fn write(transitions: &[[f64; LABELS]; LABELS], features: &[(u32, Vec<(u8, i8)>)], out: &mut Vec<u8>) {
        for weight in transitions.iter().flatten() {
            out.push(code_of(*weight) as u8);
        }
        write_number(features.len() as u32, out);
        let mut last = 0;
        for (key, codes) in features {
            write_number(key - last, out);
            last = *key;
            let mask = codes.iter().fold(0u32, |mask, (label, _)| mask | 1 << label);
            write_number(mask, out);
            out.extend(codes.iter().map(|(_, code)| *code as u8));
        }
    }

    fn read(input: &mut Input<'_>) -> Option<Weights> {
        let mut weights = Weights::default();
        for from in 0..LABELS {
            for to in 0..LABELS {
                weights.transitions[from][to] = i32::from(VALUES[input.byte()? as usize]);
            }
        }
        let count = input.number()? as usize;
        weights.mask = (count * 2).next_power_of_two() - 1;
        weights.slots = vec![(0, 0); weights.mask + 1];
        let mut key = 0u32;
        for _ in 0..count {
            key = key.wrapping_add(input.number()?);
            let mut mask = input.number()?;
            let at = weights.weights.len() as u32;
            weights.weights.push((mask.count_ones() as u8, 0));
            while mask != 0 {
                let label = mask.trailing_zeros() as u8;
                if label as usize >= LABELS {
                    return None;
                }
                mask &= mask - 1;
                weights.weights.push((label, VALUES[input.byte()? as usize]));
            }
            let mut slot = key as usize & weights.mask;
            while weights.slots[slot].0 != 0 {
                slot = (slot + 1) & weights.mask;
            }
            weights.slots[slot] = (key, at);
        }
        Some(weights)
    }

    fn add(&self, key: u32, scores: &mut [i32; LABELS]) {
        let mut slot = key as usize & self.mask;
        loop {
            let (found, at) = self.slots[slot];
            if found == 0 {
                return;
            }
            if found == key {
                let at = at as usize;
                let count = self.weights[at].0 as usize;
                for (label, weight) in &self.weights[at + 1..at + 1 + count] {
                    scores[*label as usize] += i32::from(*weight);
                }
                return;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The best labels, one a token.
    pub fn label(&self, sheet: &Sheet, second: Option<Second<'_>>) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; sheet.words.len()];
        if self.slots.is_empty() {
            return labels;
        }
        let mut found = Vec::with_capacity(96);
        let mut scores: Vec<[i32; LABELS]> = Vec::new();
        for segment in segments(sheet) {
            scores.clear();
            for at in segment.start..segment.end {
                found.clear();
                features(sheet, segment, at, second, &mut found);
                let mut sum = [0; LABELS];
                found.iter().for_each(|key| self.add(key & KEY, &mut sum));
                scores.push(sum);
            }
            self.best(&scores, &mut labels[segment.start..segment.end]);
        }
        labels
    }

    fn best(&self, scores: &[[i32; LABELS]], labels: &mut [Label]) {
        const NEVER: i32 = i32::MIN / 4;
        let mut before = [NEVER; LABELS];
        before[0] = 0;
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        for emission in scores {
            let mut now = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            for &(a, b) in LEGAL.iter() {
                let score = before[a as usize] + self.transitions[a as usize][b as usize];
                if score > now[b as usize] {
                    now[b as usize] = score;
                    from[b as usize] = a;
                }
            }
            now.iter_mut().zip(emission).for_each(|(now, emission)| *now = (*now + emission).max(NEVER));
            back.push(from);
            before = now;
        }
        let ends = (0..LABELS as u8).filter(|label| Label(*label).closes());
        let mut label = ends.max_by_key(|label| before[*label as usize] + self.transitions[*label as usize][0]).unwrap_or(0);
        for (at, from) in back.iter().enumerate().rev() {
            labels[at] = Label(label);
            label = from[label as usize];
        }
    }
}

/// Features are told apart by these bits of their hash, none of them 0 as a whole.
pub const KEY: u32 = 0x0FFF_FFFF;

/// Pairs of labels that may follow each other.
pub static LEGAL: LazyLock<Vec<(u8, u8)>> = LazyLock::new(|| {
    let all = 0..LABELS as u8;
    all.clone().flat_map(|a| all.clone().map(move |b| (a, b))).filter(|(a, b)| Label(*a).may_precede(Label(*b))).collect()
});
