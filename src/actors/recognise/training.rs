//! What the trainer of the model shares with its use, so that the two cannot differ. No part of the engine uses it.
#![doc(hidden)]

pub use super::classes::{CLASSES, Slot};
pub use super::evidence::{Evidence, Tallies};
pub use super::features::{IDENTITY, Second, Segment, article_features, features, segments};
pub use super::gazetteer::{ACRONYM, COUNTRY, DEMONYM, GIVEN, Gazetteer, MEDIUM, ORGANISATION, PEOPLE, PLACE, STATE, SURNAME, write_words};
pub use super::hash::feature;
pub use super::label::{LABELS, Label, Position, Sort};
pub use super::labelled::Labelled;
pub use super::model::{MAGIC, Model};
pub use super::path::LEGAL;
pub use super::sheet::{LineCase, Sheet};
pub use super::weights::{KEY, Weights, code_of};
