//! The language server as a client sees it: the real binary over standard input and output.

#[allow(dead_code)]
mod client;
mod configuration;
mod diagnostics;
mod documents;
mod knowledge;
mod lifecycle;
mod navigation;
mod overview;
mod preferences;
mod protocol;
mod requests;
mod resolving;
mod silencing;
mod workspace;
