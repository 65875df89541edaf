//! Puts the pages of the rules into the program.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=docs/rules");
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut pages = Vec::new();
    for entry in fs::read_dir(Path::new(&root).join("docs/rules"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md")
            && let Some(code) = path.file_stem().and_then(|stem| stem.to_str())
        {
            pages.push(format!("    ({code:?}, include_str!({:?})),\n", path.display().to_string()));
        }
    }
    pages.sort();
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&out).join("rule_pages.rs"), format!("&[\n{}]\n", pages.concat()))
}
