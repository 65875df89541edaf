//! What an editor waits for: the real binary over standard input and output, timed from the last byte sent to the message received.
//!
//! `cargo bench --bench server` prints one line a figure; `-- --check` also fails where a figure misses its limit, `-- --text FILE` only
//! types into a text of your own, `-- --beside "COMMAND"` (as often as you like) only types, into texts of many sizes, with other servers in turn. `cargo test --benches` runs it once over little text, to see that it works.

mod article;
mod beside;
#[allow(dead_code)]
#[path = "../../tests/server/client.rs"]
mod client;

use article::article;
use client::{Client, place, uri};
use serde_json::json;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// Times in order, shortest first.
struct Times(Vec<Duration>);

impl Times {
    fn measure(count: usize, mut run: impl FnMut(usize)) -> Self {
        let mut times: Vec<Duration> = (0..count)
            .map(|at| {
                let started = Instant::now();
                run(at);
                started.elapsed()
            })
            .collect();
        times.sort();
        Times(times)
    }

    fn percentile(&self, percent: usize) -> Duration {
        self.0[(self.0.len() - 1) * percent / 100]
    }
}

struct Report {
    failed: bool,
}

impl Report {
    /// A figure and the limit that it must keep.
    fn line(&mut self, what: &str, figure: f64, limit: f64, unit: &str, note: &str) {
        let kept = figure <= limit;
        self.failed |= !kept;
        println!("{what:<44} {figure:>9.2} {unit:<3} {:<7} {limit:>7} {unit:<3} {note}", if kept { "within" } else { "OVER" });
    }

    fn times(&mut self, what: &str, times: &Times, limit: f64) {
        let note = format!("p95 {:.2}, p99 {:.2}", milliseconds(times.percentile(95)), milliseconds(times.percentile(99)));
        self.line(what, milliseconds(times.percentile(50)), limit, "ms", &note);
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Types into a paragraph, one character after the other, and waits for the diagnostics of each version.
fn type_into(client: &mut Client, document: &str, line: u32, count: usize) -> Times {
    let mut version = 1;
    Times::measure(count, |at| {
        version += 1;
        // A word grows in the middle of a paragraph.
        client.edit(document, version, [line, 40 + at as u32, line, 40 + at as u32], "x");
        client.diagnostics(document, version);
    })
}

/// What a person who types in a text waits for; `lines` are paragraphs of it.
fn typing(report: &mut Report, text: &str, lines: &[u32], limit: f64, count: usize) {
    let size = format!("{} kB", (text.len() + 500) / 1000);
    let mut client = Client::running();
    let document = "untitled:typing";
    client.open(document, "plaintext", text);
    client.diagnostics(document, 1);
    let line = lines[lines.len() / 2];
    let before = cpu(client.process());
    let typed = type_into(&mut client, document, line, count);
    report.times(&format!("a character typed at {size}, to diagnostics"), &typed, limit);
    if let Some(used) = before.and_then(|before| Some(cpu(client.process())? - before)) {
        report.line(&format!("processor time a character at {size}"), milliseconds(used) / count as f64, limit, "ms", "");
    }
    let hovers = Times::measure(count, |at| {
        client.at("textDocument/hover", document, lines[at % lines.len()], 4);
    });
    report.times(&format!("hover at {size}"), &hovers, 1.0);
    let version = 1000;
    let both = Times::measure(count.min(100), |at| {
        client.edit(document, version + at as i32, [line, 40, line, 40], "y");
        client.at("textDocument/hover", document, lines[0], 4);
    });
    report.line(&format!("hover right after a character at {size}"), milliseconds(both.percentile(99)), limit.max(2.0), "ms", "is p99");
}

/// The lines of a text that are paragraphs.
fn paragraphs(text: &str) -> Vec<u32> {
    text.lines().zip(0..).filter(|(line, _)| line.len() > 100 && !line.starts_with('#')).map(|(_, at)| at).collect()
}

fn burst(report: &mut Report, bytes: usize, limit: f64) {
    let text = article(1, bytes);
    let line = paragraphs(&text)[0];
    let mut client = Client::running();
    let document = "untitled:burst";
    client.open(document, "plaintext", &text);
    client.diagnostics(document, 1);
    let started = Instant::now();
    for version in 2..302 {
        client.edit(document, version, [line, 38 + version as u32, line, 38 + version as u32], "x");
    }
    client.diagnostics(document, 301);
    report.line(&format!("300 edits at once at {} kB, to current", bytes / 1000), milliseconds(started.elapsed()), limit, "ms", "");
    // A page pasted and taken back, thirty times.
    let page = article(2, 5000);
    let end = [line, 0, line + page.lines().count() as u32, 0];
    let pasted = Times::measure(30, |at| {
        let version = 302 + 2 * at as i32;
        client.edit(document, version, [line, 0, line, 0], &page);
        client.edit(document, version + 1, end, "");
        client.diagnostics(document, version + 1);
    });
    report.times(&format!("a page pasted and undone at {} kB", bytes / 1000), &pasted, limit);
}

fn opening(report: &mut Report) {
    let mut client = Client::start();
    let started = Instant::now();
    client.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}})).unwrap();
    client.notify("initialized", json!({}));
    client.open("untitled:first", "plaintext", &article(1, 5000));
    client.diagnostics("untitled:first", 1);
    report.line("from hello to the first diagnostics", milliseconds(started.elapsed()), 250.0, "ms", "");
}

fn indexing(report: &mut Report, count: usize) {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..count {
        // Articles of different days and lengths, the last with a name of its own.
        let name = if at + 1 == count { "Vera Quill, the last, spoke on Friday.\n" } else { "" };
        fs::write(folder.path().join(format!("{at:05}.txt")), article(at, 2500 + 37 * (at % 50)) + name).unwrap();
    }
    let started = Instant::now();
    let mut client = Client::with(json!({}), &[folder.path()]);
    let document = "untitled:while";
    client.open(document, "plaintext", &article(1, 5000));
    client.diagnostics(document, 1);
    let mut version = 1;
    while client.request("workspace/symbol", json!({"query": "Vera Quill"})).unwrap() == json!([]) {
        thread::sleep(Duration::from_millis(5));
    }
    report.line(&format!("{count} articles indexed"), started.elapsed().as_secs_f64(), 5.0, "s", "");
    client.close(document);

    // Again, with somebody typing all the while.
    let mut client = Client::with(json!({}), &[folder.path()]);
    client.open(document, "plaintext", &article(1, 5000));
    client.diagnostics(document, 1);
    let typed = Times::measure(count.min(100), |_| {
        version += 1;
        client.edit(document, version, [4, 40, 4, 40], "x");
        client.diagnostics(document, version);
        thread::sleep(Duration::from_millis(5));
    });
    let typed = Times(typed.0.into_iter().map(|time| time.saturating_sub(Duration::from_millis(5))).collect());
    report.times("a character typed at 5 kB while indexing", &typed, 6.0);
    drop(client);

    // Five of them open.
    let mut client = Client::with(json!({}), &[]);
    for at in 0..5.min(count) {
        let document = uri(&folder.path().join(format!("{at:05}.txt")));
        client.open(&document, "plaintext", &article(at, 5000));
        client.diagnostics(&document, 1);
        client.request("textDocument/hover", place(&document, 4, 4)).unwrap();
    }
    if let Some(megabytes) = resident(client.process()) {
        report.line("memory with five articles open", megabytes, 50.0, "MB", "");
    }
    let mut client = Client::with(json!({}), &[folder.path()]);
    while client.request("workspace/symbol", json!({"query": "Vera Quill"})).unwrap() == json!([]) {
        thread::sleep(Duration::from_millis(5));
    }
    if let Some(megabytes) = resident(client.process()) {
        report.line(&format!("memory with {count} articles indexed"), megabytes, 200.0, "MB", "");
    }
    let symbols = Times::measure(50, |_| drop(client.request("workspace/symbol", json!({"query": "oo"}))));
    report.times(&format!("workspace symbols over {count} articles"), &symbols, 20.0);
}

/// What a process has computed so far, all its threads taken together, where the system tells.
fn cpu(process: u32) -> Option<Duration> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).ok()?.flatten();
    let spent = tasks.filter_map(|task| fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse::<u64>().ok());
    Some(Duration::from_nanos(spent.sum()))
}

/// Resident memory of a process, where the system tells.
fn resident(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()? / 1024.0)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    let quick = !arguments.iter().any(|argument| argument == "--bench");
    let check = arguments.iter().any(|argument| argument == "--check");
    let mut report = Report { failed: false };
    if quick {
        // Unoptimised and short: only whether it runs.
        typing(&mut report, &article(1, 1000), &[4, 6], 1000.0, 3);
        indexing(&mut report, 3);
        return ExitCode::SUCCESS;
    }
    let others = arguments.windows(2).filter(|pair| pair[0] == "--beside").map(|pair| pair[1].as_str()).collect::<Vec<_>>();
    if !others.is_empty() {
        beside::run(&others);
        return ExitCode::SUCCESS;
    }
    if let Some(file) = arguments.iter().position(|argument| argument == "--text").and_then(|at| arguments.get(at + 1)) {
        let text = fs::read_to_string(file).expect("the text to type into");
        typing(&mut report, &text, &paragraphs(&text), if text.len() < 10_000 { 0.4 } else { 2.0 }, 200);
        return ExitCode::SUCCESS;
    }
    opening(&mut report);
    for (kilobytes, limit, count) in [(5, 0.4, 300), (110, 2.0, 200), (1000, 15.0, 50)] {
        let text = article(1, kilobytes * 1000);
        typing(&mut report, &text, &paragraphs(&text), limit, count);
    }
    burst(&mut report, 5000, 100.0);
    burst(&mut report, 110_000, 300.0);
    indexing(&mut report, 1000);
    indexing(&mut report, 5000);
    if check && report.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
