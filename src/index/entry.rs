//! One article as the index keeps it: a reading without its text.

use super::FileId;
use super::actors::{Actors, Written};
use super::corrections::{CorrectionEntry, corrections};
use super::counts::Count;
use super::figure::FigureEntry;
use super::kept::{InBlock, Kept};
use super::key::{Key, KeyKind};
use super::meetings::{Meeting, meetings};
use super::mentions::{MentionEntry, Mentions};
use super::particular::Particular;
use super::quotes::{Quotes, quote_keys};
use super::statements::{SpeakerEntry, Statements};
use crate::actors::Mention;
use crate::dates::{Day, ReferenceDate};
use crate::knowledge::Knowledge;
use crate::reading::{Reading, SAMPLE};
use crate::text::{FileKey, LineMap, Span};

/// A resolved temporal expression.
#[derive(Clone, Copy, Debug)]
pub struct TimeEntry {
    /// Where.
    pub span: Span,
    /// First and last day.
    pub days: (Day, Day),
}

/// One article of the index.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which file.
    pub file: FileKey,
    /// Its lines, to turn spans into positions.
    pub lines: LineMap,
    /// Its date.
    pub date: Option<ReferenceDate>,
    /// Its headline.
    pub headline: Box<str>,
    /// Its actors.
    pub actors: Actors,
    /// All mentions of them, in order.
    pub mentions: Mentions,
    /// Its resolved dates, in order.
    pub times: Box<[TimeEntry]>,
    /// Its statements, in order.
    pub claims: Statements,
    /// Who meets or addresses whom, in order.
    pub meetings: Box<[Meeting]>,
    /// Its figures, in order.
    pub figures: Box<[FigureEntry]>,
    /// Its ages, votes and prison terms.
    pub particulars: Box<[Particular]>,
    /// Its quotations, in order.
    pub quotes: Quotes,
    /// The corrections that it carries, in order.
    pub corrections: Box<[CorrectionEntry]>,
    /// A sample of its word runs.
    pub sample: Box<[Key]>,
}

/// Copies share so many of the sampled word runs at least.
pub(super) const COPIED: usize = 4;

impl Entry {
    /// What the index keeps of a reading.
    pub fn new(file: &FileKey, reading: &Reading, knowledge: &Knowledge) -> Self {
        let others = || (Mentioned::new(reading, knowledge), FigureEntry::all(reading), sample(reading));
        let said = || (Statements::of(reading), Quotes::of(reading), meetings(reading));
        let ((Mentioned { actors, mentions }, figures, sample), (claims, quotes, meetings)) = reading.article.both(others, said);
        let corrections = corrections(reading, &figures, &quotes);
        let times = reading.dates.expressions.iter().filter_map(|time| Some(TimeEntry { span: time.span, days: time.days? }));
        Entry {
            file: file.clone(),
            lines: reading.lines.clone(),
            date: reading.dates.reference,
            headline: reading.article.headline().map_or("", |span| span.of(&reading.text)).into(),
            actors,
            mentions,
            times: times.collect(),
            claims,
            meetings,
            figures,
            particulars: Particular::all(reading),
            quotes,
            corrections,
            sample,
        }
    }

    /// The day of the article.
    pub fn day(&self) -> Option<Day> {
        self.date.map(|date| date.day)
    }

    /// What articles are sorted by: those that state no day come last.
    pub fn when(&self) -> (bool, Option<Day>) {
        (self.date.is_none(), self.day())
    }

    /// How many days lie between two articles, where both tell theirs.
    pub fn days_from(&self, other: &Entry) -> Option<i32> {
        self.day().zip(other.day()).map(|(one, other)| (other - one).get_days().abs())
    }

    /// Whether it gives another article's figure too.
    pub fn gives(&self, figure: &FigureEntry) -> bool {
        self.figures.iter().any(|own| own.gives_the_same(figure))
    }

    /// Whose statement one of its figures stands in; `None` where it stands in none.
    pub fn speaker_of(&self, figure: &FigureEntry) -> Option<SpeakerEntry> {
        Some(self.claims.get(figure.claim? as usize)?.speaker)
    }

    /// The name of whoever a statement comes from.
    pub fn speaker_name(&self, speaker: SpeakerEntry) -> &str {
        match speaker {
            SpeakerEntry::Actor(actor) => self.actors.get(actor as usize).map_or("not known", |actor| actor.name()),
            SpeakerEntry::Anonymous => "a source without a name",
            SpeakerEntry::Unknown => "not known",
        }
    }

    /// The names of its actors in lower case, with their keys; without those that stand in the same places of `known`.
    pub(super) fn names_beside<'e>(&'e self, known: Option<&'e Entry>) -> impl Iterator<Item = (String, Key)> + 'e {
        let same = known.is_some_and(|known| known.actors.is_same(&self.actors));
        let some = if same { 0 } else { self.actors.len() };
        let others = (0..some).filter(move |at| known.is_none_or(|known| !known.actors.is_same_at(&self.actors, *at)));
        let names = others.filter_map(move |at| Some((at, self.actors.get(at)?))).filter(move |(at, actor)| {
            known.and_then(|known| known.actors.get(*at)).is_none_or(|other| other.key != actor.key || other.name() != actor.name())
        });
        names.map(|(_, actor)| (actor.name().to_lowercase(), actor.key))
    }

    /// Whether an actor has a name, in lower case, and a key.
    pub(super) fn has_name(&self, name: &str, key: Key) -> bool {
        let of_key = self.actors.keys().enumerate().filter(|(_, own)| *own == key);
        of_key.filter_map(|(at, _)| self.actors.get(at)).any(|actor| actor.name().to_lowercase() == name)
    }

    /// Everything that the article can be found by, keys with the number of the item; without the items that are the same under the same numbers
    /// in `known`.
    pub(super) fn keys_beside<'e>(&'e self, known: Option<&'e Entry>) -> impl Iterator<Item = (Key, u32)> + 'e {
        let number = |at: usize| at as u32;
        let new = move |at: usize, same: &dyn Fn(&Entry, usize) -> bool| known.is_none_or(|known| !same(known, at));
        let same = known.is_some_and(|known| known.actors.is_same(&self.actors));
        let some = if same { 0 } else { self.actors.len() };
        let mut before = known.into_iter().flat_map(|known| known.actors.keys());
        let actors = self.actors.keys().take(some).enumerate().filter(move |(_, key)| before.next() != Some(*key));
        let times = self
            .times
            .iter()
            .enumerate()
            .filter(move |(at, time)| new(*at, &|known, at| known.times.get(at).is_some_and(|other| other.days == time.days)));
        let unsaid = known.is_none_or(|known| !known.quotes.say_the_same(&self.quotes));
        let quotes = self.quotes.iter().enumerate().filter(move |_| unsaid);
        let quotes =
            quotes.filter(move |(at, quote)| new(*at, &|known, at| known.quotes.get(at).is_some_and(|other| other.words == quote.words)));
        let sample = self.sample.iter().filter(move |_| known.is_none_or(|known| known.sample != self.sample));
        let actors = actors.map(move |(at, key)| (key, number(at)));
        let times = times.map(move |(at, time)| {
            let (first, last) = time.days;
            (if first == last { Key::day(first) } else { Key::new(KeyKind::Period, (first.to_string(), last.to_string())) }, number(at))
        });
        let quotes = quotes.flat_map(move |(at, quote)| quote_keys(quote.words).map(move |key| (key, number(at))));
        // Few articles have any: they are posted whole.
        let corrections = self.corrections.iter().enumerate().flat_map(move |(at, note)| {
            let figures = note.figures.iter().map(|figure| Key::corrected_figure(figure.value));
            let names = note.names.iter().map(|name| Key::corrected_words(name));
            let quotes = note.quotes.iter().filter_map(|quote| Some(Key::corrected_words(self.quotes.get(*quote as usize)?.words)));
            figures.chain(names).chain(quotes).map(move |key| (key, number(at)))
        });
        actors.chain(times).chain(quotes).chain(sample.map(|key| (*key, 0))).chain(corrections)
    }

    /// What its figures count; without those that are the same under the same numbers in `known`.
    pub(super) fn counts_beside<'e>(&'e self, known: Option<&'e Entry>, file: FileId) -> impl Iterator<Item = Count> + 'e {
        let known = known.filter(|known| known.day() == self.day());
        let same =
            move |at: usize, figure: &FigureEntry| known.and_then(|known| known.figures.get(at)).is_some_and(|other| other.is_same(figure));
        let figures = self.figures.iter().enumerate().filter(move |(at, figure)| !same(*at, figure));
        figures.filter_map(move |(at, figure)| Count::new(figure, self.day(), file, at))
    }

    /// Whether the other article is a copy of this one, or nearly: half of the sampled word runs are the same.
    pub fn is_copy_of(&self, other: &Entry) -> bool {
        let (mut shared, mut missed) = (0, 0);
        let mut rest = &*other.sample;
        for key in &self.sample {
            let before = rest.iter().take_while(|known| *known < key).count();
            rest = &rest[before..];
            if rest.first() == Some(key) {
                shared += 1;
            } else {
                missed += 1;
                // Most articles have next to nothing in common.
                if missed * 2 > self.sample.len() {
                    return false;
                }
            }
        }
        self.shares_enough(shared) && other.shares_enough(shared)
    }

    /// Whether so many of the sampled word runs are enough, as far as this article tells.
    fn shares_enough(&self, shared: usize) -> bool {
        shared * 2 >= self.sample.len() && shared >= COPIED
    }
}

/// Who an article speaks of.
struct Mentioned {
    actors: Actors,
    mentions: Mentions,
}

impl Mentioned {
    fn new(reading: &Reading, knowledge: &Knowledge) -> Self {
        let written = Written::of(reading, knowledge);
        // Both are sorted, and no quotation lies over another.
        let mut quotations = reading.claims.quotations.iter().map(|quotation| quotation.span).peekable();
        let mut in_block = (u32::MAX, InBlock::Free);
        let mentions = reading.actors.mentions.iter().zip(&written.forms).filter_map(|(mention, form)| {
            let Mention { span, kind, .. } = *mention;
            while quotations.next_if(|quotation| quotation.end <= span.start).is_some() {}
            let quoted = quotations.peek().is_some_and(|quotation| quotation.overlaps(span));
            if in_block.0 != mention.block {
                in_block = (mention.block, InBlock::of(reading, mention.block));
            }
            let kept = if quoted { Some(Kept::Quotation) } else { in_block.1.kept(reading, mention) };
            Some(MentionEntry { span, actor: mention.actor?.0, kind, form: *form, kept })
        });
        Mentioned { mentions: mentions.collect(), actors: Actors::new(reading, written) }
    }
}

/// The smallest of the blocks' samples.
fn sample(reading: &Reading) -> Box<[Key]> {
    let mut runs: Vec<u64> = Vec::with_capacity(2 * SAMPLE);
    for block in reading.blocks.iter().flatten() {
        // Each sample is sorted: where one of its runs is too large, those after it are.
        let largest = runs.get(SAMPLE - 1).copied().unwrap_or(u64::MAX);
        let before = runs.len();
        runs.extend(block.digest.sample.iter().take_while(|run| **run < largest));
        if runs.len() > before {
            runs.sort_unstable();
            runs.dedup();
            runs.truncate(SAMPLE);
        }
    }
    let mut keys: Vec<Key> = runs.into_iter().map(|run| Key::new(KeyKind::Copy, run)).collect();
    keys.sort_unstable();
    keys.into()
}
