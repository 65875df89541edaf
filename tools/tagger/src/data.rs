//! Annotated text as blocks of labelled tokens, and its copies in headline case.

use anyhow::{Context as _, Result};
use backread::actors::ActorClass;
use backread::actors::training::{DEMONYM, LABELS, Label, LineCase, PEOPLE, Position, Sheet, Sort, write_words};
use backread::text::{Token, sentences, tokenize};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One paragraph.
pub struct Block {
    /// What the model sees.
    pub sheet: Sheet,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The right labels.
    pub gold: Vec<Label>,
    /// Labels that are as good as the right one, as bits.
    pub allowed: Vec<u32>,
}

/// One text.
pub struct Document {
    /// Its paragraphs.
    pub blocks: Vec<Block>,
}

#[derive(Deserialize)]
struct Record {
    text: String,
    mentions: Vec<Mention>,
    id: String,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    r#type: String,
}

/// What texts are read for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Texts that are not fully annotated are left out.
    Training,
    /// Every text counts.
    Measuring,
}

/// Reads annotated files; each document is followed by a copy with some lines in headline case.
pub fn read(files: &[PathBuf], purpose: Purpose) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let records: Vec<Record> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        // A corpus without events and works says nothing about them: what it leaves out may be one.
        let partial = !records.iter().any(|record| record.mentions.iter().any(|mention| mention.r#type == "MISC"));
        for record in &records {
            let mut chance = Chance(seed(&record.id));
            let spans = spans(record);
            let pieces = pieces(&record.text);
            let plain = pieces.iter().map(|(start, piece)| block(piece, *start, &spans, partial));
            let mut plain: Vec<Block> = plain.filter(|block| !block.tokens.is_empty()).collect();
            if doubt(&mut plain) > 0.5 && purpose == Purpose::Training {
                documents.push(Document { blocks: Vec::new() });
                documents.push(Document { blocks: Vec::new() });
                continue;
            }
            let mut cased = Vec::new();
            for (start, piece) in &pieces {
                for (at, sentence) in split(piece) {
                    let words = sentence.split_whitespace().count();
                    let short = (3..=22).contains(&words);
                    let copy = match chance.next() % 8 {
                        0 | 1 if short => title_case(sentence),
                        2 if short => sentence.to_uppercase(),
                        _ => sentence.to_owned(),
                    };
                    let copy = if copy.len() == sentence.len() { copy } else { sentence.to_owned() };
                    cased.push(block(&copy, start + at, &spans, partial));
                }
            }
            doubt(&mut cased);
            documents.push(Document { blocks: plain });
            documents.push(Document { blocks: cased });
        }
    }
    Ok(documents)
}

/// Paragraphs with their byte offsets: lines, or what blank lines part where lines are wrapped.
fn pieces(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let wrapped = lines > 8 && text.lines().filter(|line| (45..=90).contains(&line.trim().len())).count() * 3 > lines;
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(if wrapped { "\n\n" } else { "\n" }) {
        found.push((at, piece.to_owned()));
        at += piece.len() + if wrapped { 2 } else { 1 };
    }
    found
}

/// Words that stand in lower case in two texts or more, three times or more.
pub fn ordinary_words(files: &[PathBuf]) -> Result<Vec<u8>> {
    #[derive(Default)]
    struct Seen {
        lower: u32,
        capital: u32,
        texts: u32,
    }
    let mut seen: BTreeMap<u32, Seen> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(file)?;
        for record in text.lines().map(serde_json::from_str::<Record>) {
            let mut here = BTreeSet::new();
            for (_, piece) in pieces(&record?.text) {
                let sheet = Sheet::new(&piece, &tokenize(&piece));
                for word in sheet.words.iter().filter(|word| word.is_word && word.line == LineCase::Running && !word.first) {
                    let entry = seen.entry(word.low).or_default();
                    if word.capital {
                        entry.capital += 1;
                    } else {
                        entry.lower += 1;
                        entry.texts += u32::from(here.insert(word.low));
                    }
                }
            }
        }
    }
    let words =
        seen.iter().filter(|(_, seen)| seen.lower >= 3 && seen.texts >= 2).map(|(word, seen)| (*word, seen.capital * 4 > seen.lower));
    Ok(write_words(&words.collect::<Vec<_>>()))
}

fn split(piece: &str) -> Vec<(usize, &str)> {
    let tokens = tokenize(piece);
    sentences(piece, &tokens).into_iter().map(|span| (span.start as usize, span.of(piece))).collect()
}

/// Mentions as byte spans, articles, blank space and possessives left out.
fn spans(record: &Record) -> Vec<(usize, usize, Sort)> {
    let text = &record.text;
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let mut found = Vec::new();
    for mention in &record.mentions {
        let (Some(&start), Some(&end)) = (bytes.get(mention.start), bytes.get(mention.end)) else { continue };
        let sort = match mention.r#type.as_str() {
            "PER" => Sort::Actor(ActorClass::Person),
            "ORG" => Sort::Actor(ActorClass::Organisation),
            "LOC" => Sort::Actor(ActorClass::Place),
            "NORP" => Sort::Actor(ActorClass::Nationality),
            _ => Sort::Other,
        };
        let (mut start, mut end) = (start, end);
        loop {
            let name = &text[start..end];
            let trimmed = name.trim_start_matches(|c: char| c.is_whitespace() || "\"'\u{201C}\u{2018}(,".contains(c));
            let trimmed =
                ["the ", "The ", "THE ", "a ", "an ", "A ", "An "].iter().find_map(|a| trimmed.strip_prefix(a)).unwrap_or(trimmed);
            let tail = trimmed.trim_end_matches(|c: char| c.is_whitespace() || "\"'\u{201D}\u{2019}),:;".contains(c));
            let tail = tail.strip_suffix("'s").or_else(|| tail.strip_suffix("\u{2019}s")).filter(|rest| rest.len() > 1).unwrap_or(tail);
            if tail.len() == name.len() || tail.is_empty() {
                break;
            }
            start += name.len() - trimmed.len();
            end = start + tail.len();
        }
        found.push((start, end, sort));
    }
    found.sort_by_key(|(start, ..)| *start);
    found
}

fn block(text: &str, offset: usize, spans: &[(usize, usize, Sort)], partial: bool) -> Block {
    let tokens = tokenize(text);
    let sheet = Sheet::new(text, &tokens);
    let mut gold = vec![Label::OUTSIDE; tokens.len()];
    for (start, end, sort) in spans {
        let inside = |token: &Token| {
            let from = (token.span.start as usize + offset).max(*start);
            let to = (token.span.end as usize + offset).min(*end);
            to > from && (to - from) * 2 > token.span.len()
        };
        let Some(first) = tokens.iter().position(inside) else { continue };
        let last = tokens.iter().rposition(inside).unwrap_or(first);
        // Some corpora call believers and party members organisations.
        let people = sheet.words[last].tables & (DEMONYM | PEOPLE) != 0 && first == last;
        let sort = if people && matches!(sort, Sort::Other | Sort::Actor(ActorClass::Organisation)) {
            &Sort::Actor(ActorClass::Nationality)
        } else {
            sort
        };
        for (at, label) in gold.iter_mut().enumerate().take(last + 1).skip(first) {
            let position = match (at == first, at == last) {
                (true, true) => Position::Unit,
                (true, false) => Position::Begin,
                (false, true) => Position::Last,
                _ => Position::Inside,
            };
            *label = Label::new(*sort, position);
        }
    }
    cut(&sheet, &mut gold);
    let other = (0..LABELS as u8).filter(|label| Label(*label).sort() == Some(Sort::Other)).fold(0u32, |mask, label| mask | 1 << label);
    let open = |label: &Label| if partial && *label == Label::OUTSIDE { 1 | other } else { 1 << label.0 };
    let allowed = gold.iter().map(open).collect();
    Block { sheet, tokens, gold, allowed }
}

/// A name that reaches over tokens the model never sees is dropped.
fn cut(sheet: &Sheet, gold: &mut [Label]) {
    let mut start = 0;
    for at in 0..gold.len() {
        if gold[at].opens() {
            start = at;
        }
        if gold[at].closes() && (start..=at).any(|at| !sheet.words[at].active) {
            gold[start..=at].fill(Label::OUTSIDE);
        }
    }
}

/// Corpora miss names. Where a word is named in one place of a text and left out in another, the other place says nothing. Returns the share of
/// capitalised words in running text that are left out: too high, and the text is not fully annotated.
fn doubt(blocks: &mut [Block]) -> f32 {
    let inner = |block: &Block, at: usize| {
        let word = block.sheet.words[at];
        word.is_word && word.capital && !word.first && word.line == LineCase::Running && word.length > 2
    };
    let (mut all, mut out) = (0, 0);
    let mut named = std::collections::HashSet::new();
    for block in blocks.iter() {
        for at in 0..block.gold.len() {
            if inner(block, at) {
                all += 1;
                out += usize::from(block.gold[at] == Label::OUTSIDE);
                if block.gold[at] != Label::OUTSIDE && block.gold[at].position() != Position::Inside {
                    named.insert(block.sheet.words[at].low);
                }
            }
        }
    }
    for block in blocks.iter_mut() {
        for at in 0..block.gold.len() {
            if block.gold[at] == Label::OUTSIDE && inner(block, at) && named.contains(&block.sheet.words[at].low) {
                block.allowed[at] = u32::MAX >> (32 - LABELS);
            }
        }
    }
    if all < 8 { 0.0 } else { out as f32 / all as f32 }
}

const SMALL: &[&str] =
    &["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over", "the", "to", "with", "vs"];

fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begin = true;
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
        let bare = word.trim_end_matches(|c: char| c.is_whitespace() || c == '-');
        let small = SMALL.contains(&bare) && !begin;
        let mut chars = word.chars();
        match chars.next() {
            Some(c) if c.is_lowercase() && !small => out.extend(c.to_uppercase()),
            Some(c) => out.push(c),
            None => {}
        }
        out.push_str(chars.as_str());
        begin = false;
    }
    out
}

/// Numbers that look random and are the same on every run.
pub struct Chance(pub u64);

impl Chance {
    /// The next number, from 0 to 1.
    pub fn share(&mut self) -> f32 {
        ((self.next() >> 8) & 0xFFFF) as f32 / 65536.0
    }

    /// The next number.
    pub fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }
}

fn seed(id: &str) -> u64 {
    id.bytes().fold(7, |seed, byte| (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
