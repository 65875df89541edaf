//! The weights of features, as integers, for both passes side by side: most features speak in both, and finding them is what takes time.

use super::label::LABELS;
use crate::text::{Unpacker, put_number};
use std::sync::LazyLock;

/// A weight is `sign * STEP^code * UNIT`: 8 bits on a logarithmic scale.
const CODES: usize = 127;

/// What one unit of a weight's exponent is worth: from 1/512 to about 16 in 127 steps.
fn value_of(code: i8) -> i16 {
    if code == 0 {
        return 0;
    }
    let size = (f64::from(code.unsigned_abs()) / CODES as f64 * 9.0).exp2() * 16.0;
    if code < 0 { -size as i16 } else { size as i16 }
}

/// How many units make a weight of 1.
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

/// Labels, padded to whole vectors.
const LANES: usize = 24;

/// Scores of the labels of one token, and what pads them.
pub type Scores = [i32; LANES];

/// Weights from each label to each.
pub type Transitions = [[i32; LABELS]; LABELS];

/// Which pass a weight is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Sees the paragraph alone.
    First,
    /// Sees the article's evidence, too.
    Second,
}

/// Features are told apart by these bits of their hash, none of them 0 as a whole.
pub const KEY: u32 = 0x0FFF_FFFF;

/// The weights of one feature in both passes, one a label: a cache line.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Row {
    /// 0 where there is none.
    key: u32,
    /// What one unit of a pass's weights is worth.
    units: [i16; 2],
    weights: [[i8; LANES]; 2],
}

impl Row {
    /// Sets a pass's weights of the labels that have some.
    fn set(&mut self, pass: Pass, values: &[(u8, i16)]) {
        let largest = values.iter().map(|(_, value)| value.unsigned_abs()).max().unwrap_or(0);
        let unit = largest.div_ceil(i8::MAX as u16).max(1);
        for &(label, value) in values {
            // To the nearest unit.
            let size = ((2 * value.unsigned_abs() + unit) / (2 * unit)) as i8;
            self.weights[pass as usize][label as usize] = if value < 0 { -size } else { size };
        }
        self.units[pass as usize] = unit as i16;
    }
}

/// So many rows are summed with 16 bits: at most 127 units of 65 each.
const FEW: usize = 3;

/// The weights of the features of both passes, without a search: where a feature's row is follows from its key and the seed of its bucket, as in
/// Belazzougui, Botelho and Dietzfelbinger, "Hash, Displace, and Compress" (2009).
#[derive(Debug)]
pub struct Weights {
    /// One for each bucket; a key's high bits are its bucket.
    seeds: Box<[u16; BUCKETS]>,
    rows: Vec<Row>,
    /// The low bits of each row's key: most features have no weights, and are known by these few bytes, which stay at hand.
    marks: Vec<u8>,
}

/// How many low bits of a key are not its bucket.
const SHIFT: u32 = 13;

const BUCKETS: usize = (KEY >> SHIFT) as usize + 1;

/// Where the weights of a feature are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    key: u32,
    row: u32,
}

/// Where a key is among so many rows, under a seed.
fn place(key: u32, seed: u16, rows: usize) -> usize {
    let hash = (key ^ u32::from(seed).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    ((u64::from(hash) * rows as u64) >> 32) as usize
}

impl Default for Weights {
    /// No feature has any.
    fn default() -> Self {
        Weights { seeds: Box::new([0; BUCKETS]), rows: Vec::new(), marks: Vec::new() }
    }
}

/// What a file has of one pass: the weights of labels in a row, feature after feature.
#[derive(Debug, Default)]
struct PassFile {
    /// Each feature's key, and where its weights end.
    features: Vec<(u32, usize)>,
    values: Vec<(u8, i16)>,
}

impl PassFile {
    fn read(input: &mut Unpacker<'_>) -> Option<PassFile> {
        let value_of = &*VALUES;
        let count = number(input)? as usize;
        // No feature takes less than three bytes.
        let mut file = PassFile { features: Vec::with_capacity(count.min(input.rest.len() / 3)), values: Vec::new() };
        let mut key = 0u32;
        for _ in 0..count {
            key = key.checked_add(number(input)?).filter(|key| (1..=KEY).contains(key))?;
            let mut mask = number(input)?;
            while mask != 0 {
                let label = mask.trailing_zeros() as u8;
                if label as usize >= LABELS {
                    return None;
                }
                mask &= mask - 1;
                file.values.push((label, value_of[input.byte()? as usize]));
            }
            file.features.push((key, file.values.len()));
        }
        Some(file)
    }

    fn values(&self, at: usize) -> &[(u8, i16)] {
        let start = at.checked_sub(1).map_or(0, |before| self.features[before].1);
        &self.values[start..self.features[at].1]
    }
}

/// A number of 32 bits; `None` where there is none, or a larger one.
fn number(input: &mut Unpacker<'_>) -> Option<u32> {
    input.number().and_then(|number| u32::try_from(number).ok())
}

impl Weights {
    /// Writes the weights of one pass as [`Weights::read`] reads them: transitions, then features by rising key with their codes.
    pub fn write(transitions: &[[f64; LABELS]; LABELS], features: &[(u32, Vec<(u8, i8)>)], out: &mut Vec<u8>) {
        for weight in transitions.iter().flatten() {
            out.push(code_of(*weight) as u8);
        }
        put_number(out, features.len() as u64);
        let mut last = 0;
        for (key, codes) in features {
            put_number(out, key - last);
            last = *key;
            let mask = codes.iter().fold(0u32, |mask, (label, _)| mask | 1 << label);
            put_number(out, mask);
            out.extend(codes.iter().map(|(_, code)| *code as u8));
        }
    }

    /// Reads the weights of both passes, and the transitions of each; `None` if there are none.
    pub fn read(bytes: &[u8]) -> Option<(Weights, [Transitions; 2])> {
        let mut input = Unpacker::new(bytes);
        let mut transitions = [[[0; LABELS]; LABELS]; 2];
        let mut files = [PassFile::default(), PassFile::default()];
        for (transitions, file) in transitions.iter_mut().zip(&mut files) {
            for weight in transitions.as_flattened_mut() {
                *weight = i32::from(VALUES[input.byte()? as usize]);
            }
            *file = PassFile::read(&mut input)?;
        }
        Some((Weights::of(&files[0], &files[1])?, transitions))
    }

    fn of(first: &PassFile, second: &PassFile) -> Option<Weights> {
        let mut rows = Vec::with_capacity(first.features.len() + second.features.len());
        let (mut a, mut b) = (0, 0);
        while a < first.features.len() || b < second.features.len() {
            let key = |file: &PassFile, at: usize| file.features.get(at).map_or(u32::MAX, |(key, _)| *key);
            let (key_a, key_b) = (key(first, a), key(second, b));
            let mut row = Row { key: key_a.min(key_b), ..Row::default() };
            if key_a == row.key {
                row.set(Pass::First, first.values(a));
                a += 1;
            }
            if key_b == row.key {
                row.set(Pass::Second, second.values(b));
                b += 1;
            }
            rows.push(row);
        }
        Weights::place(&rows)
    }

    /// Gives each row, by rising key, its place; `None` where two have one key, or too many are alike.
    fn place(sorted: &[Row]) -> Option<Weights> {
        let mut buckets: Vec<&[Row]> = sorted.chunk_by(|a, b| a.key >> SHIFT == b.key >> SHIFT).collect();
        // The large ones first, while there is room.
        buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.len()));
        let mut weights = Weights { rows: vec![Row::default(); sorted.len() * 5 / 4 + 1], ..Weights::default() };
        let size = weights.rows.len();
        for bucket in buckets {
            let places = |seed: u16| bucket.iter().map(move |row| place(row.key, seed, size));
            let fits = |seed: &u16| {
                let free = |(at, place): (usize, usize)| weights.rows[place].key == 0 && places(*seed).take(at).all(|other| other != place);
                places(*seed).enumerate().all(free)
            };
            let seed = (0..=u16::MAX).find(fits)?;
            weights.seeds[(bucket[0].key >> SHIFT) as usize] = seed;
            for (row, place) in bucket.iter().zip(places(seed)) {
                weights.rows[place] = *row;
            }
        }
        weights.marks = weights.rows.iter().map(|row| row.key as u8).collect();
        Some(weights)
    }

    /// Writes where the rows of features are, of those that have weights. No step decides anything, so that memory is asked for many at a time.
    pub fn places(&self, features: &[u32], places: &mut Vec<Place>) {
        places.clear();
        if self.rows.is_empty() {
            return;
        }
        places.resize(features.len(), Place::default());
        let mut count = 0;
        for key in features.iter().map(|feature| feature & KEY) {
            let place = place(key, self.seeds[(key >> SHIFT) as usize], self.rows.len());
            places[count] = Place { key, row: place as u32 };
            count += usize::from(self.marks[place] == key as u8);
        }
        let marked = count;
        count = 0;
        for at in 0..marked {
            let place = places[at];
            places[count] = place;
            count += usize::from(self.rows[place.row as usize].key == place.key);
        }
        places.truncate(count);
    }

    /// The sums of the weights that a pass has in rows.
    pub fn sum(&self, places: &[Place], pass: Pass) -> Scores {
        let mut sum = [0; LANES];
        let mut add = |few: &[Place]| {
            let mut part = [0i16; LANES];
            for place in few {
                let row = &self.rows[place.row as usize];
                let unit = row.units[pass as usize];
                for (part, weight) in part.iter_mut().zip(&row.weights[pass as usize]) {
                    *part += i16::from(*weight) * unit;
                }
            }
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += i32::from(part);
            }
        };
        let (many, rest) = places.as_chunks::<FEW>();
        many.iter().for_each(|few| add(few));
        add(rest);
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small enough to be kept as it is.
    const WEIGHT: f64 = 0.2;

    /// Weights of features, each of one label, in the first pass and in the second.
    fn weights(first: &[u32], second: &[u32]) -> Option<Weights> {
        let mut bytes = Vec::new();
        for keys in [first, second] {
            let features: Vec<_> = keys.iter().map(|key| (*key, vec![((key % LABELS as u32) as u8, code_of(WEIGHT))])).collect();
            Weights::write(&[[0.0; LABELS]; LABELS], &features, &mut bytes);
        }
        Weights::read(&bytes).map(|(weights, _)| weights)
    }

    #[test]
    fn a_feature_has_its_weights_and_no_other() {
        let spread = |at: u32| at.wrapping_mul(0x9E37_79B1) & KEY;
        let (mut first, mut second): (Vec<u32>, Vec<u32>) = ((1..3000).map(spread).collect(), (2000..5000).map(spread).collect());
        first.sort_unstable();
        second.sort_unstable();
        let weights = weights(&first, &second).unwrap();
        let mut places = Vec::new();
        for at in 1..6000 {
            let key = spread(at);
            // The highest bits of a hash do not count.
            weights.places(&[key | !KEY], &mut places);
            for (pass, has) in [(Pass::First, at < 3000), (Pass::Second, (2000..5000).contains(&at))] {
                let scores = weights.sum(&places, pass);
                let label = (key % LABELS as u32) as usize;
                assert_eq!(scores[label], if has { i32::from(value_of(code_of(WEIGHT))) } else { 0 }, "{at}");
                assert!(scores.iter().enumerate().all(|(other, score)| other == label || *score == 0));
            }
        }
    }

    #[test]
    fn the_largest_weights_add_up() {
        let keys: Vec<u32> = (1..=100).map(|at| at * LABELS as u32 * 1000).collect();
        let mut bytes = Vec::new();
        for code in [i8::MAX, -i8::MAX] {
            let features: Vec<_> = keys.iter().map(|key| (*key, vec![(0, code)])).collect();
            Weights::write(&[[0.0; LABELS]; LABELS], &features, &mut bytes);
        }
        let (weights, _) = Weights::read(&bytes).unwrap();
        let mut places = Vec::new();
        weights.places(&keys, &mut places);
        let (first, second) = (weights.sum(&places, Pass::First), weights.sum(&places, Pass::Second));
        assert!(first[0] > 100 * 8000 && second[0] == -first[0], "{} {}", first[0], second[0]);
    }

    #[test]
    fn a_feature_stands_in_a_file_once() {
        assert!(weights(&[], &[]).is_some());
        assert!(weights(&[1, 2, 3], &[3, 4]).is_some());
        assert!(weights(&[7; 2], &[]).is_none());
    }
}
