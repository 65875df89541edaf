//! The sequence model: the labels of a paragraph's tokens in two passes.

use super::evidence::Tallies;
use super::features::{Second, Segment, article_features, features, segments};
use super::label::{LABELS, Label};
use super::labelled::{Labelled, look};
use super::path::{OUTSIDE_ONLY, Paths, Step};
use super::results::label_teams;
use super::sheet::Sheet;
use super::weights::{Pass, Place, Scores, Weights};
use std::sync::LazyLock;

/// The first bytes of a model file.
pub const MAGIC: &[u8; 8] = b"BRNAMES1";

/// Both passes.
#[derive(Debug)]
pub struct Model {
    weights: Weights,
    /// Of the first pass, and of the second.
    paths: [Paths; 2],
}

static SHARED: LazyLock<Model> = LazyLock::new(|| Model::read(include_bytes!("../data/tagger.bin")).unwrap_or_default());

impl Default for Model {
    /// Finds no names.
    fn default() -> Self {
        let paths = || Paths::new([[0; LABELS]; LABELS]);
        Model { weights: Weights::default(), paths: [paths(), paths()] }
    }
}

/// What is used again from one token to the next.
#[derive(Default)]
struct Scratch {
    features: Vec<u32>,
    places: Vec<Place>,
    scores: Vec<Scores>,
    steps: Vec<Step>,
}

impl Model {
    /// The built-in model.
    pub fn shared() -> &'static Model {
        &SHARED
    }

    /// Reads a model file; `None` if it is not one.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let (weights, transitions) = Weights::read(bytes.strip_prefix(MAGIC)?)?;
        Some(Model { weights, paths: transitions.map(Paths::new) })
    }

    /// First-pass labels and tallies of a block, and what became of its segments; `before` is that of what the block was before an edit: segments
    /// that look as they did are not scored again.
    pub fn first_pass(&self, sheet: &Sheet, before: &Labelled) -> (Vec<Label>, Tallies, Labelled) {
        let mut labels = vec![Label::OUTSIDE; sheet.words.len()];
        let mut margins = vec![OUTSIDE_ONLY; sheet.words.len()];
        let segments = segments(sheet);
        let mut labelled = Labelled::with_room_for(&segments);
        let mut scratch = Scratch::default();
        let mut ahead = Vec::new();
        let mut from = 0;
        for segment in segments {
            let look = look(sheet, segment, None);
            let (labels, margins) = (&mut labels[segment.range()], &mut margins[segment.range()]);
            if let Some(same) = before.find(look, &mut from) {
                labelled.put_again(look, before, same.clone());
                labels.copy_from_slice(&before.labels[same.clone()]);
                margins.copy_from_slice(&before.margins[same]);
                continue;
            }
            self.score(sheet, segment, &mut scratch, &mut ahead);
            let paths = &self.paths[Pass::First as usize];
            paths.best(&scratch.scores, labels, &mut scratch.steps);
            paths.margins(&scratch.scores, &scratch.steps, margins);
            labelled.put(look, labels, margins, &ahead);
        }
        label_teams(sheet, &mut labels);
        let tallies = Tallies::of(sheet, &labels, &margins);
        (labels, tallies, labelled)
    }

    /// Scores a segment for the first pass, and `ahead` for the second, as far as the paragraph alone decides.
    fn score(&self, sheet: &Sheet, segment: Segment, scratch: &mut Scratch, ahead: &mut Vec<Scores>) {
        scratch.scores.clear();
        ahead.clear();
        for at in segment.range() {
            scratch.features.clear();
            features(sheet, segment, at, &mut scratch.features);
            self.weights.places(&scratch.features, &mut scratch.places);
            scratch.scores.push(self.weights.sum(&scratch.places, Pass::First));
            ahead.push(self.weights.sum(&scratch.places, Pass::Second));
        }
    }

    /// Second-pass labels, and what became of the segments that are not settled; `first` is from the first pass. Where the first pass and the whole
    /// article agree clearly, its labels stay.
    pub fn second_pass(&self, sheet: &Sheet, second: &Second<'_>, first: &Labelled, before: &Labelled) -> (Vec<Label>, Labelled) {
        let mut labels = second.labels.to_vec();
        labels.resize(sheet.words.len(), Label::OUTSIDE);
        let mut labelled = Labelled::default();
        let mut scratch = Scratch::default();
        let mut from = 0;
        let mut ahead = first.ahead.as_slice();
        for segment in segments(sheet) {
            let Some((scores, rest)) = ahead.split_at_checked(segment.range().len()) else { break };
            ahead = rest;
            if segment.range().all(|at| settled(sheet, at, second)) {
                continue;
            }
            let look = look(sheet, segment, Some(second));
            let labels = &mut labels[segment.range()];
            if let Some(same) = before.find(look, &mut from) {
                labelled.put_again(look, before, same.clone());
                labels.copy_from_slice(&before.labels[same]);
                continue;
            }
            scratch.scores.clear();
            for (at, ahead) in segment.range().zip(scores) {
                scratch.features.clear();
                article_features(sheet, segment, at, second, &mut scratch.features);
                self.weights.places(&scratch.features, &mut scratch.places);
                let article = self.weights.sum(&scratch.places, Pass::Second);
                scratch.scores.push(std::array::from_fn(|label| ahead[label] + article[label]));
            }
            self.paths[Pass::Second as usize].best(&scratch.scores, labels, &mut scratch.steps);
            labelled.put(look, labels, &[], &[]);
        }
        (labels, labelled)
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
