//! The command as a user sees it: the real binary, its output and its exit code.

mod configuration;
mod rules;
mod run;
