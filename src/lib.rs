//! backread reads news text: who acts, when, and who says what.
//!
//! The crate is a pure engine with two thin shells. The modules, each using only those above it (a test reads the `use` lines):
//!
//! | module | what it knows |
//! |---|---|
//! | [`text`] | characters: spans, the editable document, positions, tokens, sentences |
//! | [`article`] | structure: front matter, headline, dateline, paragraphs, captions, boilerplate |
//! | [`config`] | what a desk has chosen: rule levels, style, known acronyms |
//! | [`knowledge`] | what is known before reading: the user's records, built-in tables |
//! | [`actors`] | people, organisations, places: recognised, then resolved |
//! | [`dates`] | temporal expressions: recognised, then resolved against an anchor |
//! | [`claims`] | quotations, attributions, figures: recognised, then given their source |
//! | [`reading`] | the three over one article |
//! | [`index`] | every reading of the workspace, by actor, by day, by claim; and the snapshot that everything below takes |
//! | [`checks`] | a reading and the index to findings, one file a rule |
//! | [`features`] | a snapshot and a place to an answer, one file a feature |
//! | [`export`] | a reading to data others read, one file a format |
//! | [`server`] | the only place that knows the protocol |
//! | [`cli`] | one file a subcommand |
//!
//! Invariants: the engine (all but `server` and `cli`) is a pure function of text, knowledge and configuration. It does no input or output,
//! reads no clock, opens no socket, and does not panic on any text. Spans lie on character boundaries. Unknown is never guessed.

pub mod actors;
pub mod article;
pub mod checks;
pub mod claims;
pub mod cli;
pub mod config;
pub mod dates;
pub mod export;
pub mod features;
pub mod index;
pub mod knowledge;
pub mod reading;
pub mod server;
pub mod text;
