//! A network with one hidden layer, trained by Adam on shares of answers.

use super::{ANSWERS, Answer};
use crate::data::Chance;

/// Units in the hidden layer.
const HIDDEN: usize = 64;
/// Rounds over the lessons.
const ROUNDS: usize = 40;
/// Lessons in one step.
const BATCH: usize = 256;
/// The step of the first round; it falls to nothing.
const RATE: f32 = 2e-3;
/// Share of hidden units that a lesson does without.
const DROPPED: f32 = 0.3;
/// Pulls weights towards nothing.
const DECAY: f32 = 1e-4;

/// Weights of both layers, each unit's bias last.
pub struct Network {
    hidden: Vec<Vec<f32>>,
    answers: Vec<Vec<f32>>,
}

/// What Adam remembers of a layer: means of gradients and of their squares.
struct Moments(Vec<Vec<(f32, f32)>>);

impl Moments {
    fn of(layer: &[Vec<f32>]) -> Self {
        Moments(layer.iter().map(|unit| vec![(0.0, 0.0); unit.len()]).collect())
    }

    fn step(&mut self, layer: &mut [Vec<f32>], gradients: &[Vec<f32>], rate: f32, time: i32) {
        let (first, second) = (1.0 - 0.9f32.powi(time), 1.0 - 0.999f32.powi(time));
        for ((unit, gradients), moments) in layer.iter_mut().zip(gradients).zip(&mut self.0) {
            for ((weight, gradient), (mean, square)) in unit.iter_mut().zip(gradients).zip(moments) {
                let gradient = gradient + DECAY * *weight;
                *mean = 0.9 * *mean + 0.1 * gradient;
                *square = 0.999 * *square + 0.001 * gradient * gradient;
                *weight -= rate * (*mean / first) / ((*square / second).sqrt() + 1e-8);
            }
        }
    }
}

fn weigh(unit: &[f32], input: &[f32]) -> f32 {
    let (bias, weights) = unit.split_last().expect("a unit has a bias");
    bias + weights.iter().zip(input).map(|(weight, x)| weight * x).sum::<f32>()
}

/// Adds a multiple of an input, and of 1 for the bias.
fn add(gradient: &mut [f32], input: &[f32], times: f32) {
    let (bias, weights) = gradient.split_last_mut().expect("a unit has a bias");
    weights.iter_mut().zip(input).for_each(|(weight, x)| *weight += times * x);
    *bias += times;
}

impl Network {
    fn new(inputs: usize, chance: &mut Chance) -> Self {
        let mut layer = |units: usize, inputs: usize| -> Vec<Vec<f32>> {
            // Twelve shares make a number that is near enough to normal.
            let mut normal = || (0..12).map(|_| chance.share()).sum::<f32>() - 6.0;
            let mut unit = || (0..inputs).map(|_| normal() / (inputs as f32).sqrt()).chain([0.0]).collect();
            (0..units).map(|_| unit()).collect()
        };
        Network { hidden: layer(HIDDEN, inputs), answers: layer(ANSWERS, HIDDEN) }
    }

    /// Learns from lessons: the number of an input, the shares of its answers, the lesson's weight.
    pub fn train(inputs: &[&[f32]], lessons: &[(usize, Answer, f32)]) -> Self {
        let mut chance = Chance(42);
        let mut network = Network::new(inputs.first().map_or(0, |input| input.len()), &mut chance);
        let (mut hidden_moments, mut answer_moments) = (Moments::of(&network.hidden), Moments::of(&network.answers));
        let zeros = |layer: &[Vec<f32>]| -> Vec<Vec<f32>> { layer.iter().map(|unit| vec![0.0; unit.len()]).collect() };
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        let mut time = 0;
        for round in 0..ROUNDS {
            for at in (1..order.len()).rev() {
                order.swap(at, chance.next() as usize % (at + 1));
            }
            for batch in order.chunks(BATCH) {
                let (mut hidden, mut answers) = (zeros(&network.hidden), zeros(&network.answers));
                for (input, right, weight) in batch.iter().map(|lesson| lessons[*lesson]) {
                    let kept: [f32; HIDDEN] = std::array::from_fn(|_| if chance.share() < DROPPED { 0.0 } else { 1.0 / (1.0 - DROPPED) });
                    let mut units = network.units(inputs[input]);
                    units.iter_mut().zip(kept).for_each(|(unit, kept)| *unit *= kept);
                    let given = network.shares(&units);
                    let mut back = [0.0; HIDDEN];
                    for (answer, gradient) in answers.iter_mut().enumerate() {
                        let error = (given[answer] - right[answer]) * weight / batch.len() as f32;
                        add(gradient, &units, error);
                        back.iter_mut().zip(&network.answers[answer]).for_each(|(back, weight)| *back += error * weight);
                    }
                    for (unit, gradient) in hidden.iter_mut().enumerate().filter(|(unit, _)| units[*unit] > 0.0) {
                        add(gradient, inputs[input], back[unit] * kept[unit]);
                    }
                }
                time += 1;
                let rate = RATE * (1.0 - round as f32 / ROUNDS as f32);
                hidden_moments.step(&mut network.hidden, &hidden, rate, time);
                answer_moments.step(&mut network.answers, &answers, rate, time);
            }
        }
        network
    }

    fn units(&self, input: &[f32]) -> [f32; HIDDEN] {
        std::array::from_fn(|unit| weigh(&self.hidden[unit], input).max(0.0))
    }

    fn shares(&self, units: &[f32; HIDDEN]) -> Answer {
        let sums: Answer = std::array::from_fn(|answer| weigh(&self.answers[answer], units));
        let top = sums.iter().copied().fold(f32::MIN, f32::max);
        let powers = sums.map(|sum| (sum - top).exp());
        let all: f32 = powers.iter().sum();
        powers.map(|power| power / all)
    }

    /// The shares of a word's uses.
    pub fn answer(&self, input: &[f32]) -> Answer {
        self.shares(&self.units(input))
    }
}
