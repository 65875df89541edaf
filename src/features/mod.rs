//! Answers: a snapshot and a place to what an editor shows, one file a feature, in the engine's own types.
