//! The language server as a client sees it: the real binary over standard input and output.

mod capabilities;
#[allow(dead_code)]
mod client;
mod commands;
mod configuration;
mod diagnostics;
mod documents;
mod edits;
mod folders;
mod hovers;
mod knowledge;
mod lifecycle;
mod load;
mod logging;
mod navigation;
mod overview;
mod parts;
mod preferences;
mod protocol;
mod renaming;
mod requests;
mod resolving;
mod settings;
mod silencing;
mod tokens;
mod workspace;
