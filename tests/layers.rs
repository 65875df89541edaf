//! The order of the modules, as `lib.rs` states it: each uses only those above it, and only `server` knows the protocol.

use std::fs;
use std::path::{Path, PathBuf};

const ORDER: &[&str] = &[
    "text",
    "article",
    "config",
    "knowledge",
    "actors",
    "dates",
    "claims",
    "reading",
    "index",
    "checks",
    "features",
    "export",
    "server",
    "cli",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every `crate::module` that a source names, test modules included.
fn uses(source: &str) -> impl Iterator<Item = &str> {
    source.split("crate::").skip(1).flat_map(|rest| {
        let end = rest.find(';').unwrap_or(rest.len());
        let first = if rest.starts_with('{') { &rest[1..end] } else { rest };
        let names: Vec<&str> = if rest.starts_with('{') {
            first.split(',').map(|name| name.trim().split("::").next().unwrap_or("").trim_end_matches('}')).collect()
        } else {
            vec![first.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")]
        };
        names
    })
}

#[test]
fn modules_use_only_those_above_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (rank, module) in ORDER.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root.join(module), &mut files);
        assert!(!files.is_empty(), "no source in {module}");
        for file in files {
            let source = fs::read_to_string(&file).unwrap();
            for used in uses(&source) {
                let Some(other) = ORDER.iter().position(|name| *name == used) else { continue };
                if other > rank || (*module == "cli" && used == "server" && !file.ends_with("lsp.rs")) {
                    wrong.push(format!("{} uses {used}", file.strip_prefix(&root).unwrap().display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that run the wrong way: {wrong:#?}");
}

#[test]
fn only_the_server_knows_the_protocol() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files.iter().filter(|file| !file.starts_with(root.join("server"))) {
        let source = fs::read_to_string(file).unwrap();
        for word in ["tower_lsp", "lsp_types", "jsonrpc"] {
            assert!(!source.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn the_engine_neither_reads_nor_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in ORDER.iter().filter(|module| !matches!(**module, "server" | "cli")) {
        let mut files = Vec::new();
        sources(&root.join(module), &mut files);
        for file in files {
            let source = fs::read_to_string(&file).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap();
            for word in ["std::fs", "std::net", "std::time::SystemTime", "Instant::now", "println!", "tokio::", "std::env", "std::process"]
            {
                assert!(!code.contains(word), "{} names {word}", file.display());
            }
        }
    }
}
