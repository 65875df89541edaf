//! How the index and the knowledge grow: memory and the time of one edit beside thousands of articles and records.
//!
//! `cargo bench --bench scale` measures 1,000, 10,000 and 100,000 articles and 1,000, 100,000 and 1,000,000 records, in CSV and in TOML, each
//! in a process of its own, so that no size finds memory that another left; `-- --check` also fails where a figure misses its limit,
//! `-- articles 1000`, `-- csv 1000` or `-- toml 1000` measures one size here. `cargo test --benches` runs small sizes once, to see that it works.

#[path = "server/article.rs"]
mod article;

use article::article;
use backread::article::Format;
use backread::checks;
use backread::features::completion;
use backread::index::{Entry, FileState, Index, Snapshot};
use backread::knowledge::{Knowledge, KnowledgeFile};
use backread::reading::{Reader, Reading, Source};
use backread::text::FileKey;
use rayon::prelude::*;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, hint};

/// Bytes of an article: about 500 words.
const BYTES: usize = 3000;
/// Articles that are read at once, so that few texts are in memory at a time.
const SLICE: usize = 500;
/// How many edits are timed.
const EDITS: usize = 50;

/// The limits: bytes an article, bytes a record, milliseconds an edit.
const ARTICLE: f64 = 8000.0;
const RECORD: f64 = 400.0;
const EDIT: f64 = 5.0;

struct Report {
    failed: bool,
}

impl Report {
    fn line(&mut self, what: &str, figure: f64, limit: Option<f64>, unit: &str) {
        let kept = limit.is_none_or(|limit| figure <= limit);
        self.failed |= !kept;
        let limit = limit.map_or(String::new(), |limit| format!("{} {limit} {unit}", if kept { "within" } else { "OVER" }));
        println!("{what:<62} {figure:>10.2} {unit:<3} {limit}");
    }
}

/// A name that only this number has.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "del", "kor", "mi", "nar", "os", "pel", "qui", "rud", "sta", "tol", "ul", "ver", "wen", "yas", "zor"];
    let word = |mut rest: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(SYLLABLES[rest % 16]);
            rest /= 16;
        }
        word[..1].to_uppercase() + &word[1..]
    };
    // A number's two words are spread over the alphabet.
    let mixed = number.wrapping_mul(0x9E37_79B1);
    format!("{} {}", word(mixed >> 4), word(number ^ mixed >> 12))
}

/// News with a few names that stand in no other article.
fn news(number: usize) -> String {
    let (one, other) = (name(2 * number), name(2 * number + 1));
    let mut text = article(number, BYTES - 200);
    text.push_str(&format!(
        "Harbour master {one} told reporters that {other}, a lawyer, had left. “We knew nothing of it until May,” {one} said.\n"
    ));
    text
}

fn read(reader: &mut Reader, text: &str, knowledge: &Knowledge) -> Reading {
    reader.read(&Source { name: "a.txt", text: Arc::from(text), format: Format::Plain, date: None }, knowledge)
}

fn key(number: usize) -> FileKey {
    FileKey::new(format!("file:///desk/archive/{number:06}.txt"))
}

/// What the system tells of this process's memory, in bytes; 0 where it does not.
fn status(what: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() * 1024.0
}

/// Resident memory now.
fn resident() -> f64 {
    status("VmRSS:")
}

/// The most memory that was ever resident.
fn most() -> f64 {
    status("VmHWM:")
}

/// The middle and the longest but one in a hundred of the times of what is done again and again.
fn times(count: usize, mut run: impl FnMut(usize) -> Duration) -> (f64, f64) {
    let mut times: Vec<f64> = (0..count).map(|at| run(at).as_secs_f64() * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    (times[count / 2], times[(count - 1) * 99 / 100])
}

/// One character typed into an article, then all that the server does before it answers: read, replace in the index, publish a
/// snapshot, check. Older snapshots are still held, as a reader holds them.
fn edits(report: &mut Report, what: &str, snapshot: &mut Snapshot, number: usize) {
    let file = key(number);
    let text = news(number);
    let mut reader = Reader::new();
    let place = text.len() / 2;
    let place = (place..).find(|at| text.is_char_boundary(*at)).unwrap_or(place);
    read(&mut reader, &text, &snapshot.knowledge);
    let mut parts = [const { Vec::new() }; 2];
    let (middle, worst) = times(EDITS, |at| {
        let typed = format!("{}{}{}", &text[..place], "x".repeat(at % 7 + 1), &text[place..]);
        let held = snapshot.clone();
        let started = Instant::now();
        let reading = Arc::new(read(&mut reader, &typed, &snapshot.knowledge));
        let begun = started.elapsed();
        snapshot.index.insert(Entry::new(&file, &reading, &snapshot.knowledge));
        snapshot.open.insert_mut(file.clone(), FileState { version: None, reading });
        parts[0].push((started.elapsed() - begun).as_secs_f64() * 1000.0);
        let begun = started.elapsed();
        hint::black_box(checks::check(snapshot, &file));
        parts[1].push((started.elapsed() - begun).as_secs_f64() * 1000.0);
        let taken = started.elapsed();
        drop(held);
        taken
    });
    for (part, times) in ["index", "check"].into_iter().zip(&mut parts) {
        times.sort_by(f64::total_cmp);
        report.line(&format!("{what}: one edit, of it to {part}"), times[EDITS / 2], None, "ms");
    }
    report.line(&format!("{what}: one edit, middle"), middle, Some(EDIT), "ms");
    report.line(&format!("{what}: one edit, longest of a hundred"), worst, None, "ms");
}

/// Some letters after "@": who is meant.
fn completions(report: &mut Report, what: &str, snapshot: &mut Snapshot, number: usize) {
    let file = key(number);
    let text = format!("{}\nThe mayor met @wen", news(number));
    let reading = Arc::new(read(&mut Reader::new(), &text, &snapshot.knowledge));
    snapshot.open.insert_mut(file.clone(), FileState { version: None, reading });
    let (middle, _) = times(EDITS, |_| {
        let started = Instant::now();
        hint::black_box(completion(snapshot, &file, text.len() as u32));
        started.elapsed()
    });
    report.line(&format!("{what}: one completion, middle"), middle, None, "ms");
}

fn articles(report: &mut Report, count: usize) {
    let what = format!("{count} articles");
    let knowledge = Arc::new(Knowledge::default());
    // What is loaded once, whatever the number of articles.
    (0..20).into_par_iter().for_each(|at| drop(read(&mut Reader::new(), &news(at), &knowledge)));
    let before = resident();
    let mut index = Index::default();
    let mut inserting = Duration::ZERO;
    for slice in (0..count).collect::<Vec<_>>().chunks(SLICE) {
        let of = |at: &usize| Entry::new(&key(*at), &read(&mut Reader::new(), &news(*at), &knowledge), &knowledge);
        let entries: Vec<Entry> = slice.par_iter().map(of).collect();
        let started = Instant::now();
        entries.into_iter().for_each(|entry| index.insert(entry));
        inserting += started.elapsed();
    }
    report.line(&format!("{what}: memory an article"), (resident() - before) / count as f64, Some(ARTICLE), "B");
    report.line(&format!("{what}: put into the index, each"), inserting.as_secs_f64() * 1e6 / count as f64, None, "µs");
    let mut snapshot = Snapshot { index, knowledge, ..Snapshot::default() };
    edits(report, &what, &mut snapshot, count / 2);
    completions(report, &what, &mut snapshot, count / 2);
}

/// A knowledge file of persons with a title and an organisation each, the way a newsroom's export has them.
fn csv(count: usize) -> String {
    let mut text = String::from("kind,id,name,aliases,country,born,wikidata,role_title,role_org,role_from\n");
    for number in 0..count {
        let name = name(number);
        let (given, family) = name.split_once(' ').unwrap();
        if number % 10 == 0 {
            text.push_str(&format!("org,org-{number},{family} Board of {given},,GB,,Q{},,,\n", number + 1));
        } else {
            let org = number / 10 * 10;
            text.push_str(&format!(
                "person,person-{number},{name},{given} J. {family},GB,1962-04-16,Q{},director,org-{org},2021\n",
                number + 1
            ));
        }
    }
    text
}

/// The same in TOML.
fn toml(count: usize) -> String {
    let mut text = String::from("format = 1\n");
    for number in 0..count {
        let name = name(number);
        let (given, family) = name.split_once(' ').unwrap();
        let item = number + 1;
        if number % 10 == 0 {
            text.push_str(&format!("\n[[org]]\nid = \"org-{number}\"\nname = \"{family} Board of {given}\"\n"));
            text.push_str(&format!("country = \"GB\"\nwikidata = \"Q{item}\"\n"));
        } else {
            let org = number / 10 * 10;
            text.push_str(&format!("\n[[person]]\nid = \"person-{number}\"\nname = \"{name}\"\naliases = [\"{given} J. {family}\"]\n"));
            text.push_str(&format!("country = \"GB\"\nborn = 1962-04-16\nwikidata = \"Q{item}\"\n\n[[person.role]]\n"));
            text.push_str(&format!("title = \"director\"\norg = \"org-{org}\"\nfrom = \"2021\"\n"));
        }
    }
    text
}

fn knowledge(report: &mut Report, form: &str, count: usize) {
    let what = format!("{count} records in {}", form.to_uppercase());
    let text = |count| if form == "csv" { csv(count) } else { toml(count) };
    let parse = |text: &str| KnowledgeFile::parse(&FileKey::new(format!("file:///desk/entities/all.{form}")), text);
    // What is loaded once, whatever the number of records.
    read(&mut Reader::new(), &news(1), &Knowledge::build(&[&parse(&text(10))]));
    let text = text(count);
    let before = resident();
    let started = Instant::now();
    let file = parse(&text);
    let parsed = started.elapsed();
    let knowledge = Knowledge::build(&[&file]);
    let built = started.elapsed() - parsed;
    let most = most();
    assert_eq!((knowledge.records().len(), file.problems().len()), (count, 0), "{:?}", file.problems().first());
    report.line(&format!("{what}: memory a record"), (resident() - before) / count as f64, Some(RECORD), "B");
    report.line(&format!("{what}: memory while it was read, each"), (most - before) / count as f64, None, "B");
    report.line(&format!("{what}: read from the file, each"), parsed.as_secs_f64() * 1e6 / count as f64, None, "µs");
    report.line(&format!("{what}: put together, each"), built.as_secs_f64() * 1e6 / count as f64, None, "µs");
    let mut snapshot = Snapshot { knowledge: Arc::new(knowledge), ..Snapshot::default() };
    edits(report, &what, &mut snapshot, count / 2);
    completions(report, &what, &mut snapshot, count / 2);
}

fn measure(report: &mut Report, kind: &str, count: usize) {
    match kind {
        "articles" => articles(report, count),
        _ => knowledge(report, kind, count),
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let check = arguments.iter().any(|argument| argument == "--check");
    let mut report = Report { failed: false };
    let size = |kind: &&str| arguments.iter().position(|argument| argument == kind).and_then(|at| arguments.get(at + 1)?.parse().ok());
    let one = ["articles", "csv", "toml"].into_iter().find_map(|kind| Some((kind, size(&kind)?)));
    if let Some((kind, count)) = one {
        measure(&mut report, kind, count);
    } else if arguments.iter().any(|argument| argument == "--bench") {
        const RECORDS: [usize; 3] = [1_000, 100_000, 1_000_000];
        for (kind, sizes) in [("articles", [1_000, 10_000, 100_000]), ("csv", RECORDS), ("toml", RECORDS)] {
            for size in sizes {
                let mut command = Command::new(env::current_exe().expect("this program"));
                command.args([kind, &size.to_string(), "--check"]);
                report.failed |= !command.status().expect("this program again").success();
            }
        }
    } else {
        // Unoptimised and small: only whether it runs.
        measure(&mut report, "articles", 5);
        measure(&mut report, "csv", 50);
        measure(&mut report, "toml", 50);
        return ExitCode::SUCCESS;
    }
    if check && report.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
