//! The features of the sequence model. They are part of the model's format: changing one means training again.

use super::evidence::{Evidence, View};
use super::gazetteer;
use super::hash::{self, feature, pair};
use super::label::Label;
use super::sheet::{LineCase, REACH, Sheet, Word, shape};
use std::ops::Range;

/// What the second pass sees beside the text.
#[derive(Clone, Debug)]
pub struct Second<'a> {
    /// What the article shows of each token.
    pub views: Vec<View>,
    /// The labels of the first pass, one a token.
    pub labels: &'a [Label],
}

impl<'a> Second<'a> {
    /// What a sheet's tokens are seen as under the evidence of its article.
    pub fn new(sheet: &Sheet, evidence: &Evidence, labels: &'a [Label]) -> Self {
        let view = |word: &Word| if word.capital || word.active { evidence.view(word.low) } else { View::default() };
        Second { views: sheet.words.iter().map(view).collect(), labels }
    }
}

/// A run of tokens that can belong to names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The first token.
    pub start: usize,
    /// After the last token.
    pub end: usize,
}

impl Segment {
    /// Its tokens.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// The active tokens of a sheet, in runs.
pub fn segments(sheet: &Sheet) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sheet.words.len() {
        if !sheet.words[at].active {
            at += 1;
            continue;
        }
        let start = at;
        while at < sheet.words.len() && sheet.words[at].active {
            at += 1;
        }
        found.push(Segment { start, end: at });
    }
    found
}

const EDGE: Word = Word {
    low: 1,
    form: (0, 0),
    shape: 63,
    length: 0,
    tables: 0,
    kind: 0,
    class: 0,
    line: LineCase::Running,
    first: false,
    glued: false,
    is_word: false,
    capital: false,
    active: false,
    new_line: false,
};

/// Templates that know the word itself, by their place in what [`features`] writes. Training leaves them out at times, so that the others learn
/// to do without.
pub const IDENTITY: &[usize] = &[1, 6, 7, 11, 20, 26, 27, 28, 29, 32, 35, 36, 41];

/// Writes the features that one token of a segment has by its paragraph alone.
pub fn features(sheet: &Sheet, segment: Segment, at: usize, out: &mut Vec<u32>) {
    let words: [&Word; 2 * REACH + 1] =
        std::array::from_fn(|place| (at + place).checked_sub(REACH).and_then(|at| sheet.words.get(at)).unwrap_or(&EDGE));
    let word = |offset: isize| words[REACH.wrapping_add_signed(offset)];
    let here = word(0);
    let line = here.line as u32;
    let (w2, w1, w0, n1, n2) = (word(-2).low, word(-1).low, here.low, word(1).low, word(2).low);
    let line_start = u32::from(here.new_line) | u32::from(at == 0) << 1;
    let line_end = u32::from(word(1).new_line) | u32::from(at + 1 == sheet.words.len()) << 1;

    // Shapes; where the line's case says nothing they are left out.
    let shapes =
        words.map(|word| if word.line == LineCase::Running || !word.is_word { u32::from(word.shape) } else { 32 + word.line as u32 });
    let shape_at = |offset: isize| shapes[REACH.wrapping_add_signed(offset)];
    let around = |from: isize, to: isize| (from..=to).fold(0, |all, offset| all << 6 | shape_at(offset));
    let first = u32::from(here.first) << 30;

    // Beginnings and endings.
    let form = sheet.form(at);
    let letters = if here.is_word && here.length > 0 { form } else { "" };
    let begins = |length: usize| pair(hash::text(head(letters, length).as_bytes()), line);
    let ends = |length: usize| pair(hash::text(tail(letters, length).as_bytes()), line);
    let ending = |offset: isize| -> u32 {
        let Some(at) = at.checked_add_signed(offset).filter(|at| *at < sheet.words.len()) else { return 0 };
        hash::text(tail(sheet.form(at), 3).as_bytes())
    };
    let next_ending = ending(1);

    // The run of capitals that the token stands in: what is before it, after it, at its end.
    let run = Run::around(sheet, segment, at);
    let before = run.start.checked_sub(1).map_or(&EDGE, |at| &sheet.words[at]);
    let before2 = run.start.checked_sub(2).map_or(&EDGE, |at| &sheet.words[at]);
    let after = sheet.words.get(run.end).unwrap_or(&EDGE);
    let after2 = sheet.words.get(run.end + 1).unwrap_or(&EDGE);
    let last = &sheet.words[run.end - 1];
    let start = &sheet.words[run.start];
    let place = run.place(at);

    // Tables, and classes of words.
    let tables = here.tables & SEEN;
    let kind = here.kind;
    let kind_at = |offset: isize| word(offset).kind;
    let class = |word: &Word| u32::from(word.class);
    let (c2, c1, c0, d1, d2) = (class(word(-2)), class(word(-1)), class(here), class(word(1)), class(word(2)));

    out.extend_from_slice(&templates(
        1,
        [
            line,
            w0,
            w1,
            n1,
            w2,
            n2,
            pair(w1, w0),
            pair(w0, n1),
            pair(w1, n1),
            pair(w2, w1),
            pair(n1, n2),
            pair(w0, line),
            line_start | line_end << 2 | u32::from(here.shape) << 4,
            around(0, 0) | first,
            around(-1, 0) | first,
            around(0, 1) | first,
            around(-1, 1),
            around(-2, 2),
            pair(w1, shape_at(0)),
            pair(n1, shape_at(0)),
            pair(w0, u32::from(here.first)),
            u32::from(here.length.min(12)) | line << 8,
            begins(1),
            ends(1),
            begins(2),
            ends(2),
            begins(3),
            ends(3),
            begins(4),
            ends(4),
            ending(-1),
            next_ending,
            pair(ending(0), next_ending),
            pair(before.low, place),
            pair(after.low, place),
            pair(last.low, place),
            pair(start.low, place),
            place | line << 8,
            pair(before.low, after.low),
            pair(before2.low, before.low),
            pair(after.low, after2.low),
            pair(last.low, before.low),
            tables,
            kind | kind_at(-1) << 10 | line << 24,
            kind | kind_at(1) << 10 | line << 24,
            kind | kind_at(-1) << 10 | kind_at(1) << 20,
            kind | shape_at(0) << 10 | place << 20 | line << 26 | first,
            start.kind | last.kind << 10 | place << 20,
            pair(kind, before.low),
            pair(kind, after.low),
            pair(kind, last.low),
            pair(kind, w1),
            pair(kind, n1),
            pair(c0, shape_at(0) | first),
            c1,
            d1,
            pair(c1, c0),
            pair(c0, d1),
            pair(c0, place | line << 8),
            pair(class(last), place),
            pair(class(start), place),
            pair(class(before), place),
            pair(class(after), place),
            pair(c0, kind),
            c2,
            d2,
            pair(c0, pair(c1, d1)),
        ],
    ));
    for bit in bits(tables) {
        out.push(feature(100, bit | line << 8));
        out.push(feature(101, bit | place << 8));
    }
    for (template, offset) in [(102, -1), (103, 1)] {
        out.extend(bits(word(offset).tables & SEEN).map(|bit| feature(template, bit)));
    }

    let glued = u32::from(here.glued) | u32::from(word(1).glued) << 1;
    out.push(feature(111, glued | shape_at(0) << 2 | shape_at(1) << 8 | shape_at(-1) << 14));
    if here.glued || word(1).glued {
        out.push(feature(112, pair(glued | shape_at(0) << 2, w1)));
        out.push(feature(113, pair(glued | shape_at(0) << 2, n1)));
        let (before, after) = (word(-2), word(2));
        out.push(feature(
            114,
            glued | before.kind << 2 | after.kind << 12 | u32::from(before.capital) << 22 | u32::from(after.capital) << 23,
        ));
    }
    if here.shape == shape::MARK {
        out.push(feature(115, pair(glued, pair(w0, pair(shape_at(-1), shape_at(1))))));
        out.push(feature(110, pair(w0, pair(shape_at(-1), shape_at(1)))));
    }
}

/// The features of values, each under the template of its place from the first on.
fn templates<const N: usize>(first: u32, values: [u32; N]) -> [u32; N] {
    std::array::from_fn(|at| feature(first + at as u32, values[at]))
}

/// The kinds of table entries that the model sees.
const SEEN: u32 = (1 << gazetteer::BITS) - 1;

/// The numbers of the bits that are set.
fn bits(mut set: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = set.trailing_zeros();
        (set != 0).then(|| {
            set &= set - 1;
            bit
        })
    })
}

/// Writes the features that the article and the first pass add.
pub fn article_features(sheet: &Sheet, segment: Segment, at: usize, second: &Second<'_>, out: &mut Vec<u32>) {
    let run = Run::around(sheet, segment, at);
    let place = run.place(at);
    let view = |offset: isize| -> View {
        let at = at.checked_add_signed(offset).filter(|at| sheet.words.get(*at).is_some_and(|word| word.capital));
        at.map_or(View { sort: 6, ..View::default() }, |at| second.views[at])
    };
    let label = |offset: isize| at.checked_add_signed(offset).and_then(|at| second.labels.get(at)).copied().unwrap_or_default();
    let (v0, v1, n1) = (view(0), view(-1), view(1));
    let line = sheet.words[at].line as u32;
    let first = u32::from(sheet.words[at].first);
    let sort = |view: View| u32::from(view.sort);
    let own = u32::from(label(0).0);
    let strong = |view: View| u32::from(view.together) | u32::from(view.lead) << 3;
    let last = second.views[run.end - 1];
    let start = second.views[run.start];
    out.extend_from_slice(&templates(
        201,
        [
            v0.number() & 0x7FF | line << 16,
            v0.joint() | line << 16,
            strong(v0) | own << 8 | line << 16,
            strong(v0) | u32::from(v0.often) << 8 | own << 16,
            strong(v0) | strong(v1) << 8 | strong(n1) << 16,
            strong(v0) | sort(v0) << 8 | u32::from(sheet.words[at].shape) << 16,
            sort(v0) | u32::from(v0.clear) << 4 | line << 16,
            sort(v0) | own << 4 | u32::from(v0.clear) << 16,
            sort(v0) | u32::from(v0.name) << 4 | own << 8 | line << 16,
            own | u32::from(label(-1).0) << 8 | u32::from(label(1).0) << 16,
            own | sort(v0) << 8 | sort(v1) << 12 | sort(n1) << 16,
            sort(v0) | sort(v1) << 4 | sort(n1) << 8 | line << 16,
            u32::from(v0.lower) | first << 1 | line << 2 | own << 4,
            own,
            sort(last) | u32::from(last.clear) << 4 | place << 8 | line << 16,
            strong(start) | strong(last) << 8 | place << 16 | line << 24,
            sort(start) | u32::from(start.clear) << 4 | place << 8 | line << 16,
            pair(sheet.words[at].low, sort(v0) | own << 4),
        ],
    ));
}

/// A run of words with capitals inside a segment.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
}

impl Run {
    fn around(sheet: &Sheet, segment: Segment, at: usize) -> Self {
        let capital = |at: usize| sheet.words[at].capital;
        let (mut start, mut end) = (at, at + 1);
        if capital(at) {
            while start > segment.start && capital(start - 1) && at - start < 8 {
                start -= 1;
            }
            while end < segment.end && capital(end) && end - at < 8 {
                end += 1;
            }
        }
        Run { start, end }
    }

    /// Where in the run a token stands: how far from its beginning, and from its end.
    fn place(self, at: usize) -> u32 {
        (at - self.start).min(3) as u32 | ((self.end - 1 - at).min(3) as u32) << 2
    }
}

/// The first `length` characters.
fn head(form: &str, length: usize) -> &str {
    match form.as_bytes().get(..length) {
        Some(head) if head.is_ascii() => &form[..length],
        _ => form.char_indices().nth(length).map_or(form, |(end, _)| &form[..end]),
    }
}

/// The last `length` characters.
fn tail(form: &str, length: usize) -> &str {
    let start = form.len().saturating_sub(length);
    if form.as_bytes()[start..].is_ascii() {
        return &form[start..];
    }
    form.char_indices().nth_back(length - 1).map_or(form, |(start, _)| &form[start..])
}
