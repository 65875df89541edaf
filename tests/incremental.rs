//! An article that is read again after each of many edits reads as if it had just been opened.

use backread::article::Format;
use backread::checks;
use backread::index::{Entry, FileState, Snapshot};
use backread::knowledge::Knowledge;
use backread::reading::{Reader, Reading, Source};
use backread::text::FileKey;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Numbers that look random and are the same at each run (a linear congruential generator, constants of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

const PASTED: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "\u{201C}",
    "\u{201D}",
    "Ann Poe",
    "Poe",
    " said on Friday",
    "yesterday",
    "31 May 2024",
    "- Advertisement -",
    "CLICK HERE TO READ MORE",
    "# ",
    "---\ndate: 2024-05-31\n---\n",
    "\u{1F600}",
    "\r",
    "\u{2028}",
    "300 ships",
    "the minister",
    "[CHECK]",
    "Related stories\n- One\n- Two\n",
    "VESSEL, June 3 (Nordwire) \u{2014} ",
    "[[backread: ignore placeholder]]",
];

fn read(reader: &mut Reader, name: &str, text: &str) -> Reading {
    reader.read(&Source { name, text: Arc::from(text), format: Format::of_name(name), date: None }, &Knowledge::default())
}

fn findings(name: &str, reading: Reading) -> String {
    findings_among(&mut Snapshot::default(), name, reading)
}

/// The findings of an article beside those of a workspace, which takes it up.
fn findings_among(snapshot: &mut Snapshot, name: &str, reading: Reading) -> String {
    let file = FileKey::new(name);
    let reading = Arc::new(reading);
    snapshot.index.insert(Entry::new(&file, &reading, &Knowledge::default()));
    snapshot.open.insert_mut(file.clone(), FileState { version: None, reading });
    format!("{:#?}", checks::check(snapshot, &file))
}

fn edited(text: &mut String, numbers: &mut Numbers) {
    let boundary = |at: usize, text: &str| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let at = boundary(numbers.below(text.len() + 1), text);
    match numbers.below(4) {
        // A letter typed, something pasted, a stretch deleted, a stretch moved to the end.
        0 => text.insert(at, (b'a' + numbers.below(26) as u8) as char),
        1 => text.insert_str(at, PASTED[numbers.below(PASTED.len())]),
        2 => {
            let end = boundary((at + numbers.below(60)).min(text.len()), text);
            text.replace_range(at..end, "");
        }
        _ => {
            let end = boundary((at + numbers.below(200)).min(text.len()), text);
            let moved: String = text.drain(at..end).collect();
            text.push_str(&moved);
        }
    }
}

/// How often each article is edited.
const STEPS: usize = 40;

/// The articles of the samples' newsroom, by name.
fn articles() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/newsroom");
    let files = fs::read_dir(folder).expect("the samples").map(|file| file.expect("a sample").path());
    let is_article = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md" || extension == "txt");
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut articles: Vec<_> = files.filter(is_article).map(|path| (name(&path), fs::read_to_string(&path).expect("a text"))).collect();
    articles.sort();
    articles
}

/// Words that decide what the words beside them are.
const DECIDING: &[&str] = &[
    "[sic]",
    "said",
    "not",
    "daughter",
    "'s",
    "and",
    "former",
    "Mr",
    "Mrs",
    "he",
    "she",
    "his",
    "it",
    "they",
    "who",
    "Friday",
    "last",
    "tomorrow",
    "ago",
    "percent",
    "more",
    "than",
    "killed",
    "Inc.",
    "President",
    "French",
    "capital",
    "of",
    ",",
    "(",
    ")",
    "\"",
    "according",
    "to",
    "declined",
    "3",
    "40",
    "was",
];

/// One word replaced, deleted or put before another; `words` are what other articles have.
fn reworded(text: &mut String, words: &[&str], numbers: &mut Numbers) {
    let spans: Vec<(usize, usize)> =
        text.split(' ').scan(0, |at, word| Some((std::mem::replace(at, *at + word.len() + 1), word.len()))).collect();
    let (start, length) = spans[numbers.below(spans.len())];
    let other = match numbers.below(2) {
        0 => DECIDING[numbers.below(DECIDING.len())],
        _ => words[numbers.below(words.len())],
    };
    match numbers.below(3) {
        0 => text.replace_range(start..start + length, other),
        1 => text.replace_range(start..(start + length + 1).min(text.len()), ""),
        _ => text.insert_str(start, &format!("{other} ")),
    }
}

#[test]
fn words_exchanged_beside_other_articles_are_read_as_afresh() {
    let samples = articles();
    let words: Vec<&str> = samples.iter().flat_map(|(_, text)| text.split_whitespace()).collect();
    let mut others = Snapshot::default();
    for (name, text) in &samples {
        findings_among(&mut others, name, read(&mut Reader::new(), name, text));
    }
    let mut numbers = Numbers(11);
    for (name, sample) in &samples {
        let (mut desk, mut reader, mut text) = (others.clone(), Reader::new(), sample.clone());
        for step in 0..STEPS {
            let before = text.clone();
            reworded(&mut text, &words, &mut numbers);
            let again = read(&mut reader, name, &text);
            let fresh = read(&mut Reader::new(), name, &text);
            let told = || format!("{name}, step {step}: {before:?} became {text:?}");
            assert_eq!(again.actors, fresh.actors, "{}", told());
            assert_eq!(format!("{:?}", again.dates), format!("{:?}", fresh.dates), "{}", told());
            assert_eq!(again.claims, fresh.claims, "{}", told());
            let found = findings_among(&mut desk, name, again);
            assert_eq!(found, findings_among(&mut others.clone(), name, fresh), "{}", told());
        }
    }
}

#[test]
fn words_exchanged_in_a_long_article_are_read_as_afresh() {
    // The samples one after the other, and beside them what few of them have.
    const MORE: &[&str] = &[
        "told",
        "met",
        "NVKX",
        "(NVKX)",
        "Facebook/Ann",
        "nonaggression",
        "misspelled",
        "Karlsen",
        "Karlsson",
        "Norwicc",
        "\n\n",
        "Correction:",
        "and",
        "&",
        "Paul Roe",
    ];
    let samples = articles();
    let mut text = String::new();
    for (_, sample) in samples.iter().filter(|(name, _)| name.ends_with(".txt")) {
        text.push_str(sample.trim());
        text.push_str("\n\n");
        if text.len() > 25_000 {
            break;
        }
    }
    let words: Vec<&str> = samples.iter().flat_map(|(_, text)| text.split_whitespace()).chain(MORE.repeat(200)).collect();
    let (mut desk, mut reader, mut numbers) = (Snapshot::default(), Reader::new(), Numbers(13));
    let mut told_of = BTreeSet::new();
    for step in 0..2 * STEPS {
        let before = text.clone();
        reworded(&mut text, &words, &mut numbers);
        let again = read(&mut reader, "long.txt", &text);
        assert!(again.article.is_long());
        let fresh = read(&mut Reader::new(), "long.txt", &text);
        let told = || format!("step {step}: {:?}", diffy::create_patch(&before, &text).to_string());
        assert_eq!(again.actors, fresh.actors, "{}", told());
        assert_eq!(again.claims, fresh.claims, "{}", told());
        let [again, fresh] = [again, fresh].map(Arc::new);
        let entry = |reading: &Arc<Reading>| format!("{:?}", Entry::new(&FileKey::new("long.txt"), reading, &Knowledge::default()));
        assert_eq!(entry(&again), entry(&fresh), "{}", told());
        let afresh = checks_of(&mut Snapshot::default(), &fresh);
        let found = checks_of(&mut desk, &again);
        assert_eq!(found, afresh, "{}", told());
        told_of.extend(["name-inconsistent", "acronym-undefined"].into_iter().filter(|rule| found.contains(rule)));
    }
    assert_eq!(told_of.len(), 2, "{told_of:?}");
}

/// What every rule finds in a long article.
fn checks_of(snapshot: &mut Snapshot, reading: &Arc<Reading>) -> String {
    let file = FileKey::new("long.txt");
    snapshot.index.insert(Entry::new(&file, reading, &Knowledge::default()));
    snapshot.open.insert_mut(file.clone(), FileState { version: None, reading: Arc::clone(reading) });
    let config = snapshot.config.of(&file);
    let context = checks::Context { file: &file, reading, snapshot, config: &config };
    let mut found = Vec::new();
    checks::RULES.iter().for_each(|rule| (rule.check)(&context, &mut found));
    format!("{found:#?}")
}

#[test]
fn a_word_between_two_names_is_read_again() {
    let text = |word: &str| format!("Lowry sued the port. Beth Lowry, Lowry's {word}, spoke. Mr Lowry left.\n");
    let mut reader = Reader::new();
    let [lawyer, daughter] = ["lawyer", "daughter"].map(|word| read(&mut reader, "port.txt", &text(word)));
    assert_eq!(daughter.actors, read(&mut Reader::new(), "port.txt", &text("daughter")).actors);
    assert_ne!(daughter.actors.actors.len(), lawyer.actors.actors.len());
}

#[test]
fn what_stands_between_two_names_is_seen_when_it_changes() {
    let text = |between: &str| format!("Mayor Eleanor Quistgaard spoke. He saw Quistgard{between}Paul Roe on Monday.\n");
    let between = [" and ", ", and ", " and ", " or ", " and ", " and\n\n", " and "];
    let mut reader = Reader::new();
    let mut told = Vec::new();
    for between in between {
        let found = findings("port.txt", read(&mut reader, "port.txt", &text(between)));
        assert_eq!(found, findings("port.txt", read(&mut Reader::new(), "port.txt", &text(between))), "{between:?}");
        told.push(found.contains("name-inconsistent"));
    }
    // "Quistgard and Paul Roe" are taken for two of one family.
    assert_eq!(told, [false, true, false, true, false, true, false]);
}

#[test]
fn paragraphs_that_change_places_are_seen() {
    let [first, plain, marked] = ["Mayor Eleanor Quistgaard spoke.\n\n", "Quistgard left.\n\n", "Quistgard [sic] left.\n\n"];
    let texts =
        [[first, plain, marked, ""], [first, "```\ncode\n```\n\n", marked, plain], [first, marked, plain, ""]].map(|parts| parts.concat());
    let mut reader = Reader::new();
    for text in &texts {
        let found = findings("port.md", read(&mut reader, "port.md", text));
        assert_eq!(found, findings("port.md", read(&mut Reader::new(), "port.md", text)), "{text}");
        assert!(found.contains("name-inconsistent"));
    }
}

#[test]
fn a_mark_after_a_name_is_seen_when_it_is_put() {
    let text = |mark: &str| format!("Ann Brandvik left. Later Ann Brandvig{mark} came back, and Brandvik spoke.\n");
    let mut reader = Reader::new();
    let [plain, marked, again] = ["", " [sic]", ""].map(|mark| findings("port.txt", read(&mut reader, "port.txt", &text(mark))));
    assert!(plain.contains("name-inconsistent") && again == plain);
    assert!(!marked.contains("name-inconsistent"));
}

#[test]
fn reading_again_is_reading_afresh() {
    let samples = [
        ("harbour-follow-up.txt", include_str!("../samples/harbour-follow-up.txt")),
        ("harbour-follow-up.md", include_str!("../samples/harbour-follow-up.txt")),
    ];
    for (name, sample) in samples {
        let mut numbers = Numbers(7);
        let mut text = sample.to_owned();
        let mut reader = Reader::new();
        for step in 0..150 {
            let before = text.clone();
            edited(&mut text, &mut numbers);
            let again = read(&mut reader, name, &text);
            let fresh = read(&mut Reader::new(), name, &text);
            let told = || format!("{name}, step {step}: {before:?} became {text:?}");
            assert_eq!(format!("{:?}", again.article), format!("{:?}", fresh.article), "{}", told());
            assert_eq!(again.actors, fresh.actors, "{}", told());
            assert_eq!(format!("{:?}", again.dates), format!("{:?}", fresh.dates), "{}", told());
            assert_eq!(again.claims, fresh.claims, "{}", told());
            assert_eq!(findings(name, again), findings(name, fresh), "{}", told());
            if text.len() > 3 * sample.len() || text.len() < sample.len() / 3 {
                text = sample.to_owned();
            }
        }
    }
}
