//! A reading as data that others read, one file a format.

mod jsonl;
pub mod records;
mod timeml;

pub use jsonl::{Offsets, record, record_of_error};
pub use timeml::timeml;
