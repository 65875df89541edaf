//! A reading as data that others read, one file a format.

mod jsonl;

pub use jsonl::{Offsets, record, record_of_error};
