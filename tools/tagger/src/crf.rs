//! A conditional random field over the runs of tokens that can belong to names, trained by AdaGrad.

use crate::Guess;
use crate::data::{Chance, Document};
use backread::actors::training::{
    Evidence, IDENTITY, KEY, LABELS, LEGAL, Label, Second, Weights, article_features, code_of, features, segments,
};
use rustc_hash::FxHashMap;

/// How to train.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Rounds over all runs.
    pub rounds: usize,
    /// Features kept at the end.
    pub keep: usize,
}

/// Weights as trained.
pub struct Trained {
    transitions: [[f64; LABELS]; LABELS],
    features: Vec<(u32, Vec<(u8, i8)>)>,
}

impl Trained {
    /// Writes them as a pass of a model file.
    pub fn write(&self, out: &mut Vec<u8>) {
        Weights::write(&self.transitions, &self.features, out);
    }
}

type Row = [f32; LABELS];

/// One run: where its tokens' features are, and which labels are right.
struct Run {
    from: usize,
    allowed: Vec<u32>,
}

struct Data {
    runs: Vec<Run>,
    /// Where each token's features start in `features`.
    tokens: Vec<usize>,
    features: Vec<u32>,
    keys: Vec<u32>,
    counts: Vec<u32>,
}

/// Features seen more seldom teach nothing that holds elsewhere.
const SEEN: u32 = 3;
/// The step of AdaGrad in the first round; it falls to a fifth.
const RATE: f32 = 0.015;
/// Pulls weights towards nothing.
const DECAY: f32 = 3e-4;
/// Share of features that a token does without in each step.
const DROPPED: f32 = 0.3;
/// Share of tokens that do without all features that know the word itself.
const BLIND: f32 = 0.1;
/// Smaller weights are not kept.
const LEAST: f32 = 0.03;
/// Marks a feature that knows the word itself.
const OWN: u32 = 1 << 31;

fn collect(documents: &[&Document], guesses: Option<&[Guess]>) -> Data {
    let mut data = Data { runs: Vec::new(), tokens: Vec::new(), features: Vec::new(), keys: Vec::new(), counts: Vec::new() };
    let mut found = Vec::new();
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    let mut seen: Vec<u32> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let evidence = guesses.map(|guesses| Evidence::of(guesses[at].1.iter()));
        for (number, block) in document.blocks.iter().enumerate() {
            let second =
                evidence.as_ref().zip(guesses).map(|(evidence, guesses)| Second::new(&block.sheet, evidence, &guesses[at].0[number]));
            for segment in segments(&block.sheet) {
                data.runs.push(Run { from: data.tokens.len(), allowed: block.allowed[segment.start..segment.end].to_vec() });
                for token in segment.start..segment.end {
                    data.tokens.push(data.features.len());
                    found.clear();
                    features(&block.sheet, segment, token, &mut found);
                    if let Some(second) = &second {
                        article_features(&block.sheet, segment, token, second, &mut found);
                    }
                    for (place, key) in found.iter().map(|key| key & KEY).enumerate().filter(|(_, key)| *key != 0) {
                        let next = numbers.len() as u32;
                        let number = *numbers.entry(key).or_insert(next);
                        if number == next {
                            seen.push(0);
                            data.keys.push(key);
                        }
                        seen[number as usize] += 1;
                        data.features.push(if IDENTITY.contains(&place) { number | OWN } else { number });
                    }
                }
            }
        }
    }
    data.tokens.push(data.features.len());
    // Keep only what was seen often enough, and number it anew.
    let mut kept = Vec::new();
    let mut counts = Vec::new();
    let renumbered: Vec<u32> = seen
        .iter()
        .zip(&data.keys)
        .map(|(seen, key)| {
            if *seen < SEEN {
                return u32::MAX;
            }
            kept.push(*key);
            counts.push(*seen);
            kept.len() as u32 - 1
        })
        .collect();
    let mut packed = Vec::with_capacity(data.features.len());
    let mut tokens = Vec::with_capacity(data.tokens.len());
    for pair in data.tokens.windows(2) {
        tokens.push(packed.len());
        packed.extend(data.features[pair[0]..pair[1]].iter().filter_map(|number| {
            let new = renumbered[(number & !OWN) as usize];
            (new != u32::MAX).then_some(new | number & OWN)
        }));
    }
    tokens.push(packed.len());
    Data { tokens, features: packed, keys: kept, counts, ..data }
}

/// Trains one pass; `guesses` are the first pass's labels, for the second.
pub fn train(documents: &[&Document], guesses: Option<&[Guess]>, settings: Settings) -> Trained {
    let data = collect(documents, guesses);
    let mut field = Field {
        weights: vec![[0.0; LABELS]; data.keys.len()],
        squares: vec![[1e-4; LABELS]; data.keys.len()],
        transitions: [[0.0; LABELS]; LABELS],
        transition_squares: [[1e-4; LABELS]; LABELS],
    };
    let mut order: Vec<usize> = (0..data.runs.len()).collect();
    let mut chance = Chance(42);
    let mut space = Space::default();
    for round in 0..settings.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, chance.next() as usize % (at + 1));
        }
        let rate = RATE * (1.0 - 0.8 * round as f32 / settings.rounds as f32);
        let mut loss = 0.0;
        for &run in &order {
            loss += f64::from(field.step(&data, &data.runs[run], rate, &mut chance, &mut space));
        }
        if guesses.is_some() || round + 1 == settings.rounds {
            eprintln!("round {round}: {} runs, {} features, loss {:.4}", data.runs.len(), data.keys.len(), loss / data.runs.len() as f64);
        }
    }
    field.finish(&data.keys, &data.counts, settings.keep)
}

struct Field {
    weights: Vec<Row>,
    squares: Vec<Row>,
    transitions: [Row; LABELS],
    transition_squares: [Row; LABELS],
}

#[derive(Default)]
struct Space {
    emissions: Vec<Row>,
    kept: Vec<u32>,
    starts: Vec<usize>,
    free: Marginals,
    held: Marginals,
}

/// Label and transition probabilities of a run.
#[derive(Default)]
struct Marginals {
    forward: Vec<Row>,
    labels: Vec<Row>,
    transitions: Box<[Row; LABELS]>,
    log_sum: f32,
}

impl Field {
    fn step(&mut self, data: &Data, run: &Run, rate: f32, chance: &mut Chance, space: &mut Space) -> f32 {
        space.emissions.clear();
        space.kept.clear();
        space.starts.clear();
        let keep = 1.0 / (1.0 - DROPPED);
        for token in run.from..run.from + run.allowed.len() {
            let mut sum = [0.0; LABELS];
            space.starts.push(space.kept.len());
            let blind = chance.share() < BLIND;
            for number in &data.features[data.tokens[token]..data.tokens[token + 1]] {
                if blind && number & OWN != 0 {
                    continue;
                }
                let number = &(number & !OWN);
                if chance.share() < DROPPED {
                    continue;
                }
                space.kept.push(*number);
                let row = &self.weights[*number as usize];
                sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
            }
            space.emissions.push(sum.map(|sum| sum * keep));
        }
        space.starts.push(space.kept.len());
        let scores: Vec<Row> = self.transitions.iter().map(|row| row.map(f32::exp)).collect();
        space.free.compute(&space.emissions, &scores, None);
        space.held.compute(&space.emissions, &scores, Some(&run.allowed));
        let (free, held) = (&space.free, &space.held);
        for (offset, (free, held)) in free.labels.iter().zip(&held.labels).enumerate() {
            let gradient: Row = std::array::from_fn(|label| free[label] - held[label]);
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for number in &space.kept[space.starts[offset]..space.starts[offset + 1]] {
                let row = &mut self.weights[*number as usize];
                let squares = &mut self.squares[*number as usize];
                for label in 0..LABELS {
                    let g = gradient[label] + DECAY * row[label];
                    squares[label] += g * g;
                    row[label] -= rate * g / squares[label].sqrt();
                }
            }
        }
        for &(a, b) in LEGAL.iter() {
            let (a, b) = (a as usize, b as usize);
            let g = free.transitions[a][b] - held.transitions[a][b];
            if g.abs() > 1e-5 {
                self.transition_squares[a][b] += g * g;
                self.transitions[a][b] -= rate * g / self.transition_squares[a][b].sqrt();
            }
        }
        free.log_sum - held.log_sum
    }

    fn finish(self, keys: &[u32], counts: &[u32], keep: usize) -> Trained {
        // A feature is worth its largest weight, and more where it is often seen.
        let largest = |row: &Row| row.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let worth: Vec<f32> = self.weights.iter().zip(counts).map(|(row, count)| largest(row) * (*count as f32).sqrt()).collect();
        let mut sorted = worth.clone();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let least = sorted.get(keep).copied().unwrap_or(0.0);
        let mut features: Vec<(u32, Vec<(u8, i8)>)> = Vec::new();
        for ((key, row), _) in keys.iter().zip(&self.weights).zip(&worth).filter(|(_, worth)| **worth > least) {
            let kept = row.iter().enumerate().filter(|(_, weight)| weight.abs() >= LEAST && weight.abs() * 100.0 >= largest(row));
            let codes: Vec<(u8, i8)> =
                kept.map(|(label, weight)| (label as u8, code_of(f64::from(*weight)))).filter(|(_, code)| *code != 0).collect();
            if !codes.is_empty() {
                features.push((*key, codes));
            }
        }
        features.sort_by_key(|(key, _)| *key);
        let transitions = self.transitions.map(|row| row.map(f64::from));
        Trained { transitions, features }
    }
}

impl Marginals {
    /// `scores` are the exponentials of the transition weights; with `allowed`, other labels count nothing.
    fn compute(&mut self, emissions: &[Row], scores: &[Row], allowed: Option<&[u32]>) {
        let length = emissions.len();
        self.forward.clear();
        self.labels.clear();
        self.transitions.iter_mut().for_each(|row| row.fill(0.0));
        self.log_sum = 0.0;
        let weigh = |at: usize| -> (Row, f32) {
            let top = emissions[at].iter().fold(f32::MIN, |a, b| a.max(*b));
            let open = allowed.map_or(u32::MAX, |allowed| allowed[at]);
            (std::array::from_fn(|label| if open >> label & 1 == 1 { (emissions[at][label] - top).exp() } else { 0.0 }), top)
        };
        let mut exps = Vec::with_capacity(length);
        let mut before = [0.0; LABELS];
        before[0] = 1.0;
        for at in 0..length {
            let (exp, top) = weigh(at);
            let mut now = [0.0; LABELS];
            for &(a, b) in LEGAL.iter() {
                now[b as usize] += before[a as usize] * scores[a as usize][b as usize];
            }
            now.iter_mut().zip(&exp).for_each(|(now, exp)| *now *= exp);
            let sum: f32 = now.iter().sum::<f32>().max(1e-30);
            now.iter_mut().for_each(|now| *now /= sum);
            self.log_sum += sum.ln() + top;
            self.forward.push(now);
            exps.push(exp);
            before = now;
        }
        // The run ends outside every name.
        let mut back: Row = std::array::from_fn(|label| if Label(label as u8).closes() { scores[label][0] } else { 0.0 });
        let total: f32 = before.iter().zip(&back).map(|(a, b)| a * b).sum::<f32>().max(1e-30);
        self.log_sum += total.ln();
        self.labels.resize(length, [0.0; LABELS]);
        for label in 0..LABELS {
            if Label(label as u8).closes() {
                self.transitions[label][0] += before[label] * back[label] / total;
            }
        }
        for at in (0..length).rev() {
            let mut label: Row = std::array::from_fn(|label| self.forward[at][label] * back[label]);
            let sum: f32 = label.iter().sum::<f32>().max(1e-30);
            label.iter_mut().for_each(|p| *p /= sum);
            self.labels[at] = label;
            let mut start = [0.0; LABELS];
            start[0] = 1.0;
            let before = if at == 0 { &start } else { &self.forward[at - 1] };
            let inner: Row = std::array::from_fn(|label| back[label] * exps[at][label]);
            let mut next = [0.0; LABELS];
            let mut sum = 0.0;
            for &(a, b) in LEGAL.iter() {
                let (a, b) = (a as usize, b as usize);
                let path = scores[a][b] * inner[b];
                next[a] += path;
                sum += before[a] * path;
            }
            let sum = sum.max(1e-30);
            for &(a, b) in LEGAL.iter() {
                let (a, b) = (a as usize, b as usize);
                self.transitions[a][b] += before[a] * scores[a][b] * inner[b] / sum;
            }
            let scale: f32 = next.iter().sum::<f32>().max(1e-30);
            back = next.map(|value| value / scale);
        }
    }
}
