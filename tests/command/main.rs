//! The command as a user sees it: the real binary, its output and its exit code.

mod annotate;
mod baseline;
mod check;
mod configuration;
mod entities;
mod fix;
mod formats;
mod questions;
mod rules;
mod run;
mod slips;
