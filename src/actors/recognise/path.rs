//! The best labels of a run of tokens, and how much each sort of name falls short of them.

use super::label::{LABELS, Label};
use super::weights::{SCALE, Scores, Transitions};

/// How much each sort falls short of the best, 0 or less: outside, then the sorts in their order.
pub type Margins = [i16; 6];

/// No margin is larger: one sentence alone does not decide.
const LARGEST_MARGIN: i32 = 8 * SCALE as i32;

/// A token that cannot be in a name.
pub const OUTSIDE_ONLY: Margins = {
    let far = -(LARGEST_MARGIN as i16);
    [0, far, far, far, far, far]
};

const NEVER: i32 = i32::MIN / 4;

/// No label is possible.
const NONE: Scores = [NEVER; 24];

/// Before the first token: outside every name.
const START: Scores = {
    let mut start = NONE;
    start[0] = 0;
    start
};

/// How many labels may follow a complete name, and how many complete one: outside, and two of each sort.
const ENDS: usize = 11;

/// The same, padded to whole vectors.
const LANES: usize = 12;

/// The labels that may follow a complete name, in order.
const OPENING: [usize; ENDS] = [0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20];

/// The labels that complete a name, or are in none, in order.
const CLOSING: [usize; ENDS] = [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20];

/// The first label of each sort; the second, and the two that may follow both, are next to it.
const SORTS: [usize; 5] = [1, 5, 9, 13, 17];

/// How many pairs of labels may follow each other.
const PAIRS: usize = ENDS * ENDS + SORTS.len() * 4;

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

/// The weights between labels, as a path is searched along them.
#[derive(Debug)]
pub struct Paths {
    transitions: Transitions,
    /// From each closing label to all that open.
    onwards: [[i32; LANES]; ENDS],
    /// From all closing labels to each that opens.
    backwards: [[i32; LANES]; ENDS],
}

/// The best scores of paths that end in each label of a token, and the label before.
#[derive(Clone, Debug)]
pub struct Step {
    scores: Scores,
    from: [u8; LABELS],
}

impl Paths {
    /// Paths under these weights.
    pub fn new(transitions: Transitions) -> Self {
        let lanes = |weight: &dyn Fn(usize, usize) -> i32| {
            let mut rows = [[NEVER; LANES]; ENDS];
            rows.iter_mut().enumerate().for_each(|(a, row)| row.iter_mut().take(ENDS).enumerate().for_each(|(b, to)| *to = weight(a, b)));
            rows
        };
        Paths {
            onwards: lanes(&|a, b| transitions[CLOSING[a]][OPENING[b]]),
            backwards: lanes(&|a, b| transitions[CLOSING[b]][OPENING[a]]),
            transitions,
        }
    }

    /// The same as [`Paths::step`] from [`START`]: a path begins outside.
    fn first_step(&self, emission: &Scores) -> Step {
        let mut now = NONE;
        for (b, weight) in OPENING.into_iter().zip(&self.onwards[0]) {
            now[b] = (weight + emission[b]).max(NEVER);
        }
        Step { scores: now, from: [0; LABELS] }
    }

    /// The best score of a path that ends in each label, and the label before; of equals the lower one.
    fn step(&self, before: &Scores, emission: &Scores) -> Step {
        let mut now = NONE;
        let mut from = [0u8; LABELS];
        let mut best = [NEVER; LANES];
        let mut best_from = [0; LANES];
        for (a, row) in CLOSING.into_iter().zip(&self.onwards) {
            for lane in 0..LANES {
                let score = before[a] + row[lane];
                let better = score > best[lane];
                best[lane] = if better { score } else { best[lane] };
                best_from[lane] = if better { a as i32 } else { best_from[lane] };
            }
        }
        for (lane, b) in OPENING.into_iter().enumerate() {
            (now[b], from[b]) = (best[lane], best_from[lane] as u8);
        }
        for a in SORTS {
            for b in [a + 1, a + 2] {
                for a in [a, a + 1] {
                    let score = before[a] + self.transitions[a][b];
                    if score > now[b] {
                        (now[b], from[b]) = (score, a as u8);
                    }
                }
            }
        }
        now.iter_mut().zip(emission).for_each(|(now, emission)| *now = (*now + emission).max(NEVER));
        Step { scores: now, from }
    }

    /// Writes the best labels of a run; `steps` is what led to them.
    pub fn best(&self, scores: &[Scores], labels: &mut [Label], steps: &mut Vec<Step>) {
        steps.clear();
        let mut before = START;
        for emission in scores {
            let step = if steps.is_empty() { self.first_step(emission) } else { self.step(&before, emission) };
            before = step.scores;
            steps.push(step);
        }
        let mut label = CLOSING.into_iter().max_by_key(|label| before[*label] + self.transitions[*label][0]).unwrap_or(0);
        for (at, step) in steps.iter().enumerate().rev() {
            labels[at] = Label(label as u8);
            label = step.from[label] as usize;
        }
    }

    /// For each token and sort, the best path through that sort against the best path; `steps` are from [`Paths::best`].
    pub fn margins(&self, scores: &[Scores], steps: &[Step], margins: &mut [Margins]) {
        let mut after = NONE;
        CLOSING.into_iter().for_each(|label| after[label] = self.transitions[label][0]);
        for (at, margin) in margins.iter_mut().enumerate().rev() {
            let through: Scores = std::array::from_fn(|label| steps[at].scores[label] + after[label]);
            let mut sorts = [through[0]; 6];
            for (sort, first) in sorts[1..].iter_mut().zip(SORTS) {
                *sort = through[first..first + 4].iter().copied().max().unwrap_or(NEVER);
            }
            let top = sorts.into_iter().max().unwrap_or(0);
            *margin = sorts.map(|score| (score - top).clamp(-LARGEST_MARGIN, 0) as i16);
            if at > 0 {
                after = self.step_back(&scores[at], &after);
            }
        }
    }

    /// The best score of a path from each label on to the end, through this token.
    fn step_back(&self, emission: &Scores, after: &Scores) -> Scores {
        let through: Scores = std::array::from_fn(|label| emission[label] + after[label]);
        let mut now = NONE;
        let mut best = [NEVER; LANES];
        for (b, row) in OPENING.into_iter().zip(&self.backwards) {
            for lane in 0..LANES {
                best[lane] = best[lane].max(row[lane] + through[b]);
            }
        }
        for (lane, a) in CLOSING.into_iter().enumerate() {
            now[a] = best[lane];
        }
        for a in SORTS {
            for b in [a + 1, a + 2] {
                for a in [a, a + 1] {
                    now[a] = now[a].max(self.transitions[a][b] + through[b]);
                }
            }
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_legal_pair_is_tried_once() {
        let mut tried: Vec<_> = CLOSING.iter().flat_map(|a| OPENING.map(|b| (*a as u8, b as u8))).collect();
        let inner = SORTS.iter().flat_map(|a| [(*a, a + 1), (*a, a + 2), (a + 1, a + 1), (a + 1, a + 2)]);
        tried.extend(inner.map(|(a, b)| (a as u8, b as u8)));
        tried.sort_unstable();
        assert_eq!(tried, LEGAL);
    }

    /// The best score of any path, and the labels of it, by trying all.
    fn search(transitions: &Transitions, scores: &[Scores], label: usize, done: i32) -> i32 {
        let Some((emission, rest)) = scores.split_first() else {
            return if Label(label as u8).closes() { done + transitions[label][0] } else { NEVER };
        };
        let next = LEGAL.iter().filter(|(a, _)| *a as usize == label).map(|(_, b)| *b as usize);
        next.map(|b| search(transitions, rest, b, done + transitions[label][b] + emission[b])).max().unwrap()
    }

    #[test]
    fn the_best_path_is_as_good_as_any() {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 20) as i32 - 2048
        };
        for length in [1, 2, 3] {
            for _ in 0..20 {
                let transitions: Transitions = std::array::from_fn(|_| std::array::from_fn(|_| random()));
                let scores: Vec<Scores> = (0..length).map(|_| std::array::from_fn(|_| random())).collect();
                let paths = Paths::new(transitions);
                let (mut labels, mut steps) = (vec![Label::OUTSIDE; length], Vec::new());
                paths.best(&scores, &mut labels, &mut steps);
                let (mut before, mut score) = (0, 0);
                for (label, emission) in labels.iter().zip(&scores) {
                    assert!(Label(before as u8).may_precede(*label));
                    score += transitions[before][label.0 as usize] + emission[label.0 as usize];
                    before = label.0 as usize;
                }
                let best = search(&transitions, &scores, 0, 0);
                assert_eq!(score + transitions[before][0], best);
                // The sort of each label of the best path falls short of nothing; another falls short by what is missed without it.
                let mut margins = vec![OUTSIDE_ONLY; length];
                paths.margins(&scores, &steps, &mut margins);
                for (at, (label, margins)) in labels.iter().zip(&margins).enumerate() {
                    assert_eq!(margins[label.sort_number()], 0);
                    for (sort, margin) in margins.iter().enumerate() {
                        let mut held = scores.clone();
                        let other = |label: usize| Label(label as u8).sort_number() != sort;
                        (0..LABELS).filter(|label| other(*label)).for_each(|label| held[at][label] = NEVER / 8);
                        let short = (search(&transitions, &held, 0, 0) - best).max(-LARGEST_MARGIN);
                        assert_eq!(i32::from(*margin), short, "{sort} at {at}");
                    }
                }
            }
        }
    }
}
