//! Records of knowledge files in the forms that people and programs exchange, one file a form.

mod csv;
mod follow_the_money;
mod popolo;
mod toml;

pub use csv::csv;
pub use follow_the_money::follow_the_money;
pub use popolo::popolo;
pub use toml::{HEAD, toml, toml_record};
