//! The weights of one pass, and the best labels under them.

use super::evidence::Tallies;
use super::features::{Second, features, segments};
use super::label::{LABELS, Label};
use super::labelled::{Labelled, look};
use super::results::label_teams;
use super::sheet::Sheet;
use crate::text::{Unpacker, put_number};
use std::sync::LazyLock;

/// A weight is `sign * STEP^code * UNIT`: 8 bits on a logarithmic scale.
const CODES: usize = 127;

/// The weights of one feature beside its key: half a cache line, so that finding it is all that is waited for.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Row {
    /// 0 where there is none.
    key: u32,
    /// What one unit of the weights is worth.
    unit: i16,
    /// A weight for each label, padded to whole vectors.
    weights: [i8; 24],
}

impl Row {
    /// The weights of the labels that have some.
    fn new(key: u32, values: &[(u8, i16)]) -> Self {
        let largest = values.iter().map(|(_, value)| value.unsigned_abs()).max().unwrap_or(0);
        let unit = largest.div_ceil(i8::MAX as u16).max(1);
        let mut weights = [0; 24];
        for &(label, value) in values {
            // To the nearest unit.
            let size = ((2 * value.unsigned_abs() + unit) / (2 * unit)) as i8;
            weights[label as usize] = if value < 0 { -size } else { size };
        }
        Row { key, unit: unit as i16, weights }
    }
}

/// The weights of one pass, by feature.
#[derive(Debug, Default)]
pub struct Weights {
    /// Open addressing, by the high bits of the keys: in a file they rise, and fill the rows in order.
    rows: Vec<Row>,
    /// How many low bits of a key do not count for its place.
    shift: u32,
    /// A bit for other bits of each key: most features have no weights, and this is small enough to be at hand.
    filter: Vec<u64>,
    /// From each label to each.
    transitions: [[i32; LABELS]; LABELS],
}

/// How many bits [`Weights::filter`] has.
const FILTER: u32 = 1 << 20;

/// A key's word and bit in [`Weights::filter`].
fn filter_bit(key: u32) -> (usize, u64) {
    let bit = (key >> 8) % FILTER;
    ((bit / 64) as usize, 1 << (bit % 64))
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
        let mut input = Unpacker::new(bytes.strip_prefix(MAGIC)?);
        let first = Weights::read(&mut input)?;
        let second = Weights::read(&mut input)?;
        Some(Model { first, second })
    }

    /// First-pass labels and tallies of a block, and what became of its segments; `before` is that of what the block was before an edit.
    pub fn first_pass(&self, sheet: &Sheet, before: &Labelled) -> (Vec<Label>, Tallies, Labelled) {
        let mut labels = vec![Label::OUTSIDE; sheet.words.len()];
        let mut margins = vec![OUTSIDE_ONLY; sheet.words.len()];
        let labelled = self.first.pass(sheet, None, before, &mut labels, &mut margins);
        label_teams(sheet, &mut labels);
        let tallies = Tallies::of(sheet, &labels, &margins);
        (labels, tallies, labelled)
    }

    /// Second-pass labels, and what became of the segments. Where the first pass and the whole article agree clearly, its labels stay.
    pub fn second_pass(&self, sheet: &Sheet, second: &Second<'_>, before: &Labelled) -> (Vec<Label>, Labelled) {
        let mut labels = second.labels.to_vec();
        labels.resize(sheet.words.len(), Label::OUTSIDE);
        let labelled = self.second.pass(sheet, Some(second), before, &mut labels, &mut []);
        (labels, labelled)
    }
}

/// A number of 32 bits; `None` where there is none, or a larger one.
fn number(input: &mut Unpacker<'_>) -> Option<u32> {
    input.number().and_then(|number| u32::try_from(number).ok())
}

impl Weights {
    /// Writes weights as [`Weights::read`] reads them: transitions, then features by rising key with their codes.
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

    fn read(input: &mut Unpacker<'_>) -> Option<Weights> {
        let mut weights = Weights::default();
        for from in 0..LABELS {
            for to in 0..LABELS {
                weights.transitions[from][to] = i32::from(VALUES[input.byte()? as usize]);
            }
        }
        let count = number(input)? as usize;
        weights.rows = vec![Row::default(); (count * 4 / 3).next_power_of_two()];
        weights.shift = KEY.count_ones().saturating_sub(weights.rows.len().ilog2());
        weights.filter = vec![0; (FILTER / 64) as usize];
        let mut key = 0u32;
        let mut values = Vec::with_capacity(LABELS);
        for _ in 0..count {
            key = key.wrapping_add(number(input)?);
            let mut mask = number(input)?;
            values.clear();
            while mask != 0 {
                let label = mask.trailing_zeros() as u8;
                if label as usize >= LABELS {
                    return None;
                }
                mask &= mask - 1;
                values.push((label, VALUES[input.byte()? as usize]));
            }
            let last = weights.rows.len() - 1;
            let mut at = weights.home(key);
            while weights.rows[at].key != 0 {
                at = (at + 1) & last;
            }
            weights.rows[at] = Row::new(key, &values);
            let (word, bit) = filter_bit(key);
            weights.filter[word] |= bit;
        }
        Some(weights)
    }

    /// Where a key is looked for first.
    fn home(&self, key: u32) -> usize {
        (key >> self.shift) as usize & (self.rows.len() - 1)
    }

    /// The sum of the weights of features. Each step asks memory for all of them before the next one decides anything: a decision that waits for
    /// one of them would have the others wait in turn.
    fn sum(&self, keys: &[u32], known: &mut Vec<(u32, u32)>) -> [i32; 24] {
        known.clear();
        known.resize(keys.len(), (0, 0));
        let mut count = 0;
        for key in keys.iter().map(|key| key & KEY) {
            let (word, bit) = filter_bit(key);
            known[count].0 = key;
            count += usize::from(self.filter[word] & bit != 0);
        }
        let last = self.rows.len() - 1;
        for (key, home) in &mut known[..count] {
            *home = self.rows[self.home(*key)].key;
        }
        let mut sum = [0; 24];
        for &(key, home) in &known[..count] {
            let mut at = self.home(key);
            let mut found = home;
            while found != key && found != 0 {
                at = (at + 1) & last;
                found = self.rows[at].key;
            }
            if found == key {
                let row = &self.rows[at];
                // At most 127 units of 65: small enough for 16 bits, which all processors multiply at once.
                for (sum, weight) in sum.iter_mut().zip(&row.weights) {
                    *sum += i32::from(i16::from(*weight) * row.unit);
                }
            }
        }
        sum
    }

    /// Labels the segments of a sheet, and says how much each sort falls short of the best one where `margins` are as many as labels. Segments that
    /// look as they did before are not scored again; those of a second pass that are settled stay as they are.
    fn pass(
        &self,
        sheet: &Sheet,
        second: Option<&Second<'_>>,
        before: &Labelled,
        labels: &mut [Label],
        margins: &mut [Margins],
    ) -> Labelled {
        let mut labelled = Labelled::default();
        if self.rows.is_empty() {
            return labelled;
        }
        let (mut found, mut known) = (Vec::with_capacity(128), Vec::with_capacity(128));
        let (mut scores, mut forward): (Vec<Scores>, _) = (Vec::new(), Vec::new());
        let mut from = 0;
        for segment in segments(sheet) {
            let range = segment.start..segment.end;
            if second.is_some_and(|second| range.clone().all(|at| settled(sheet, at, second))) {
                continue;
            }
            let look = look(sheet, segment, second);
            let labels = &mut labels[range.clone()];
            let margins = margins.get_mut(range.clone()).unwrap_or_default();
            if let Some((same, same_margins)) = before.find(look, &mut from) {
                labels.copy_from_slice(same);
                margins.copy_from_slice(same_margins);
            } else {
                scores.clear();
                for at in range {
                    found.clear();
                    features(sheet, segment, at, second, &mut found);
                    let sum = self.sum(&found, &mut known);
                    scores.push(std::array::from_fn(|label| sum[label]));
                }
                self.best(&scores, labels, &mut forward);
                self.margins(&scores, &forward, margins);
            }
            labelled.put(look, labels, margins);
        }
        labelled
    }

    /// The best score of a path that ends in each label, and the label before.
    fn step(&self, before: &Scores, emission: &Scores) -> (Scores, [u8; LABELS]) {
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
        (now, from)
    }

    fn best(&self, scores: &[Scores], labels: &mut [Label], forward: &mut Vec<(Scores, [u8; LABELS])>) {
        forward.clear();
        let mut before = START;
        for emission in scores {
            let step = self.step(&before, emission);
            before = step.0;
            forward.push(step);
        }
        let ends = (0..LABELS as u8).filter(|label| Label(*label).closes());
        let mut label = ends.max_by_key(|label| before[*label as usize] + self.transitions[*label as usize][0]).unwrap_or(0);
        for (at, (_, from)) in forward.iter().enumerate().rev() {
            labels[at] = Label(label);
            label = from[label as usize];
        }
    }

    /// For each token and sort, the best path through that sort against the best path; `forward` is from [`Weights::best`].
    fn margins(&self, scores: &[Scores], forward: &[(Scores, [u8; LABELS])], margins: &mut [Margins]) {
        let mut after: Scores = std::array::from_fn(|label| if Label(label as u8).closes() { self.transitions[label][0] } else { NEVER });
        for (at, margin) in margins.iter_mut().enumerate().rev() {
            let mut sorts = [NEVER; 6];
            for (label, (to, from)) in forward[at].0.iter().zip(&after).enumerate() {
                let sort = Label(label as u8).sort_number();
                sorts[sort] = sorts[sort].max(to.saturating_add(*from));
            }
            let top = sorts.into_iter().max().unwrap_or(0);
            *margin = sorts.map(|score| (score - top).clamp(-LARGEST_MARGIN, 0) as i16);
            let mut now = [NEVER; LABELS];
            for &(a, b) in LEGAL.iter() {
                let (a, b) = (a as usize, b as usize);
                now[a] = now[a].max(self.transitions[a][b] + scores[at][b] + after[b]).max(NEVER);
            }
            after = now;
        }
    }
}

/// Whether all places of a word speak for the label that it has here.
fn settled(sheet: &Sheet, at: usize, second: &Second<'_>) -> bool {
    let word = &sheet.words[at];
    let Some(label) = second.labels.get(at) else { return false };
    if !word.capital || word.length < 2 {
        return true;
    }
    let view = second.views[at];
    let sort = label.sort_number() as u8;
    view.clear == 2 && view.sort == sort && view.together == sort && view.lead == 3
}

/// Scores of the labels of one token.
type Scores = [i32; LABELS];

/// How much each sort falls short of the best, 0 or less: outside, then the sorts in their order.
pub type Margins = [i16; 6];

/// No margin is larger: one sentence alone does not decide.
const LARGEST_MARGIN: i32 = 8 * SCALE as i32;

/// A token that cannot be in a name.
const OUTSIDE_ONLY: Margins = {
    let far = -(LARGEST_MARGIN as i16);
    [0, far, far, far, far, far]
};

const NEVER: i32 = i32::MIN / 4;

/// Before the first token: outside every name.
const START: Scores = {
    let mut start = [NEVER; LABELS];
    start[0] = 0;
    start
};

/// Features are told apart by these bits of their hash, none of them 0 as a whole.
pub const KEY: u32 = 0x0FFF_FFFF;

/// How many pairs of labels may follow each other.
const PAIRS: usize = 11 * 11 + 5 * 4;

/// Pairs of labels that may follow each other.
pub const LEGAL: [(u8, u8); PAIRS] = {
    let mut pairs = [(0, 0); PAIRS];
    let (mut at, mut a) = (0, 0);
    while a < LABELS as u8 {
        let mut b = 0;
        while b < LABELS as u8 {
            if Label(a).may_precede(Label(b)) {
                pairs[at] = (a, b);
                at += 1;
            }
            b += 1;
        }
        a += 1;
    }
    pairs
};
