//! Other servers beside ours, in turn and over the same texts: one typed character to the next diagnostics, and what computing that took.

use super::client::Client;
use super::{Times, article::article, cpu, milliseconds, paragraphs, resident};
use serde_json::{Value, json};
use std::process::{Command, Stdio};

/// Sizes in kB, and how many characters are typed.
const SIZES: [(usize, usize); 5] = [(2, 200), (5, 200), (20, 100), (110, 40), (1000, 10)];

/// Prints a table: a line for each server and size.
pub fn run(others: &[&str]) {
    println!("{:<28} {:>5} {:>9} {:>9} {:>9} {:>12} {:>9}", "server", "kB", "p50 ms", "p95 ms", "p99 ms", "CPU ms/edit", "MB");
    for (kilobytes, count) in SIZES {
        let text = article(1, kilobytes * 1000);
        let ours = env!("CARGO_BIN_EXE_backread").to_owned() + " lsp";
        for server in std::iter::once(ours.as_str()).chain(others.iter().copied()) {
            measure(server, kilobytes, &text, count);
        }
    }
}

/// Whether a server wants the whole text at each edit (`TextDocumentSyncKind.Full`).
fn takes_whole_texts(capabilities: &Value) -> bool {
    let sync = &capabilities["textDocumentSync"];
    *sync == json!(1) || sync["change"] == json!(1)
}

fn measure(server: &str, kilobytes: usize, text: &str, count: usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut words = server.split(' ');
    let program = words.next().unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words).current_dir(folder.path()).stderr(Stdio::null());
    let mut client = Client::speaking_to(command).greet(json!({}), &[folder.path()]);
    let document = super::uri(&folder.path().join("article.md"));
    client.open(&document, "markdown", text);
    client.next_diagnostics(&document);
    let lines = paragraphs(text);
    let line = lines[lines.len() / 2];
    let process = client.process();
    let before = cpu(process);
    // A word grows in the middle of a paragraph, told as the server asked for it.
    let whole = takes_whole_texts(&client.capabilities);
    let mut words = text.to_owned();
    let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum::<usize>() + 40;
    let typed = Times::measure(count, |at| {
        let column = 40 + at as u32;
        if whole {
            words.insert(start + at, 'x');
            let document = json!({"uri": &document, "version": 2 + at as i32});
            client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": &words}]}));
        } else {
            client.edit(&document, 2 + at as i32, [line, column, line, column], "x");
        }
        client.next_diagnostics(&document);
    });
    let used = before.and_then(|before| Some(milliseconds(cpu(process)? - before) / count as f64));
    let name = program.rsplit('/').next().unwrap_or(program);
    let figure = |percent| milliseconds(typed.percentile(percent));
    println!(
        "{name:<28} {kilobytes:>5} {:>9.2} {:>9.2} {:>9.2} {:>12.2} {:>9.1}",
        figure(50),
        figure(95),
        figure(99),
        used.unwrap_or(f64::NAN),
        resident(process).unwrap_or(f64::NAN),
    );
    client.kill();
}
