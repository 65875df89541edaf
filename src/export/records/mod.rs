//! Records of knowledge files in the forms that people and programs exchange, one file a form.

mod csv;
mod follow_the_money;
mod popolo;
mod toml;

pub use csv::{CSV_KINDS, csv};
pub use follow_the_money::{FTM_KINDS, follow_the_money};
pub use popolo::{POPOLO_KINDS, popolo};
pub use toml::{HEAD, toml, toml_record};
