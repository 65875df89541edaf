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
use crate::actors::Mention;
use crate::claims::{Certainty, Claim, Claims, Speaker};
use crate::dates::{Day, ReferenceDate};
use crate::knowledge::Knowledge;
use crate::reading::{Reading, SAMPLE};
use crate::text::{CUT, FileKey, LineMap, Span, SpanSet};
use std::sync::Arc;

/// A resolved temporal expression.
#[derive(Clone, Copy, Debug)]
pub struct TimeEntry {
    /// Where.
    pub span: Span,
    /// First and last day.
    pub days: (Day, Day),
}

/// Who a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerEntry {
    /// An actor, by its place in [`Entry::actors`].
    Actor(u32),
    /// A source without a name.
    Anonymous,
    /// Not known.
    Unknown,
}

/// A statement.
#[derive(Clone, Copy, Debug)]
pub struct ClaimEntry {
    /// From its first to its last part.
    pub span: Span,
    /// Who says it as written, their title included; empty where nobody is named.
    pub source: Span,
    /// Who it comes from.
    pub speaker: SpeakerEntry,
    /// How firmly it stands.
    pub certainty: Certainty,
    /// Whether its first words are kept, see [`Entry::statements`].
    told: bool,
}

/// A quotation of several words.
#[derive(Clone, Debug)]
pub struct QuoteEntry {
    /// Without its marks.
    pub span: Span,
    /// Its words as [`quoted_words`](crate::text::quoted_words) writes them.
    pub words: Arc<str>,
    /// Who says it.
    pub speaker: SpeakerEntry,
    /// Where its first words as they are written begin in the article's lines of them.
    line: u32,
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
    pub claims: Box<[ClaimEntry]>,
    /// Who meets or addresses whom, in order.
    pub meetings: Box<[Meeting]>,
    /// The first words of those that an actor makes and that neither quote nor count, a line each.
    told: Box<str>,
    /// Its figures, in order.
    pub figures: Box<[FigureEntry]>,
    /// Its ages, votes and prison terms.
    pub particulars: Box<[Particular]>,
    /// Its quotations, in order.
    pub quotes: Box<[QuoteEntry]>,
    /// The first words of each as they are written, a line each.
    written: Box<str>,
    /// The corrections that it carries, in order.
    pub corrections: Box<[CorrectionEntry]>,
    /// A sample of its word runs.
    pub sample: Box<[Key]>,
}

/// UTF-8 bytes that are kept of a statement without a quotation,
const TOLD: usize = 48;
/// and of a quotation as it is written.
const WRITTEN: usize = 56;

/// Copies share so many of the sampled word runs at least.
pub(super) const COPIED: usize = 4;

/// Quotations of fewer words are not compared between articles.
const QUOTE_WORDS: usize = 4;

/// Adds the words at the start of a text as a line; whole words, as many as `limit` bytes hold. Tells where the line begins.
fn push_line(text: &str, limit: usize, lines: &mut String) -> usize {
    if !lines.is_empty() {
        lines.push('\n');
    }
    let start = lines.len();
    let text = text.trim_end();
    // Mostly the words have one space between them.
    let head = &text.as_bytes()[..text.len().min(limit + 1)];
    if head.is_ascii() && head.iter().all(|byte| *byte >= b' ') && head.first() != Some(&b' ') && !head.windows(2).any(|two| two == b"  ") {
        let whole = text.len() <= limit;
        let end = if whole { text.len() } else { head.iter().rposition(|byte| *byte == b' ').unwrap_or(0) };
        lines.push_str(&text[..end]);
        lines.push_str(if whole { "" } else { "…" });
        return start;
    }
    for word in text.split_whitespace() {
        let gap = usize::from(lines.len() > start);
        if lines.len() + gap + word.len() > start + limit {
            lines.push('…');
            break;
        }
        lines.push_str(&" "[..gap]);
        lines.push_str(word);
    }
    start
}

impl Entry {
    /// What the index keeps of a reading.
    pub fn new(file: &FileKey, reading: &Reading, knowledge: &Knowledge) -> Self {
        let others = || (Mentioned::new(reading, knowledge), FigureEntry::all(reading), sample(reading));
        let said = || (Said::new(reading), meetings(reading));
        let ((Mentioned { actors, mentions }, figures, sample), (said, meetings)) = reading.article.both(others, said);
        let Said { claims, told, quotes, written } = said;
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
            told,
            written,
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

    /// Its statements, with the first words of those that an actor makes and that neither quote nor count.
    pub fn statements(&self) -> impl Iterator<Item = (&ClaimEntry, Option<&str>)> {
        let mut lines = self.told.split('\n');
        self.claims.iter().map(move |claim| (claim, claim.told.then(|| lines.next()).flatten()))
    }

    /// The first words of a quotation as they are written, with an ellipsis where there are more; not those it is compared by.
    pub fn written(&self, quote: &QuoteEntry) -> &str {
        self.written.get(quote.line as usize..).and_then(|lines| lines.split('\n').next()).unwrap_or_default()
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
        let quotes = self
            .quotes
            .iter()
            .enumerate()
            .filter(move |(at, quote)| new(*at, &|known, at| known.quotes.get(at).is_some_and(|other| other.words == quote.words)));
        let sample = self.sample.iter().filter(move |_| known.is_none_or(|known| known.sample != self.sample));
        let actors = actors.map(move |(at, key)| (key, number(at)));
        let times = times.map(move |(at, time)| {
            let (first, last) = time.days;
            (if first == last { Key::day(first) } else { Key::new(KeyKind::Period, (first.to_string(), last.to_string())) }, number(at))
        });
        let quotes = quotes.flat_map(move |(at, quote)| quote_keys(&quote.words).map(move |key| (key, number(at))));
        // Few articles have any: they are posted whole.
        let corrections = self.corrections.iter().enumerate().flat_map(move |(at, note)| {
            let figures = note.figures.iter().map(|figure| Key::corrected_figure(figure.value));
            let names = note.names.iter().map(|name| Key::corrected_words(name));
            let quotes = note.quotes.iter().map(|quote| Key::corrected_words(&self.quotes[*quote as usize].words));
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

/// What an article says.
struct Said {
    claims: Box<[ClaimEntry]>,
    told: Box<str>,
    quotes: Box<[QuoteEntry]>,
    written: Box<str>,
}

impl Said {
    fn new(reading: &Reading) -> Self {
        let text = &*reading.text;
        let Claims { claims, quotations, figures } = &reading.claims;
        let marks: SpanSet = quotations.iter().map(|quotation| (quotation.span, 0)).collect();
        let mut counted = vec![false; claims.len()];
        figures.iter().filter_map(|figure| figure.claim).for_each(|claim| counted[claim as usize] = true);
        let mut told = String::new();
        let entry = |(at, claim): (usize, &Claim)| {
            let span = claim.extent();
            let source = claim.source.first().copied().unwrap_or_default();
            let speaker = speaker(claim.speaker);
            let known = matches!(speaker, SpeakerEntry::Actor(_));
            let words = claim.content.first().filter(|_| known && !counted[at] && marks.over(span).next().is_none());
            if let Some(words) = words {
                let words = words.of(text);
                push_line(words.strip_prefix("that ").unwrap_or(words), TOLD, &mut told);
            }
            ClaimEntry { span, source, speaker, certainty: claim.certainty, told: words.is_some() }
        };
        let entries = claims.iter().enumerate().map(entry).collect();
        // The quotations of the article are those of its blocks in their order.
        let digests = reading.blocks.iter().flatten().flat_map(|block| &block.digest.quotations);
        let mut written = String::new();
        let quotes = quotations.iter().zip(digests).filter_map(|(quotation, words)| {
            let claim = quotation.claim.and_then(|claim| claims.get(claim as usize));
            let speaker = claim.map_or(SpeakerEntry::Unknown, |claim| speaker(claim.speaker));
            words.split(' ').nth(QUOTE_WORDS - 1)?;
            let line = push_line(quotation.inner.of(text), WRITTEN, &mut written) as u32;
            Some(QuoteEntry { span: quotation.inner, words: Arc::clone(words), speaker, line })
        });
        let quotes = quotes.collect();
        Said { claims: entries, told: told.into(), quotes, written: written.into() }
    }
}

fn speaker(speaker: Speaker) -> SpeakerEntry {
    match speaker {
        Speaker::Actor(id) => SpeakerEntry::Actor(id.0),
        Speaker::Anonymous(_) => SpeakerEntry::Anonymous,
        Speaker::Unknown => SpeakerEntry::Unknown,
    }
}

/// The keys of the word runs that quotations are found by: the first whole one, and about a third of the others, chosen by their own hash so that
/// two quotations that share words share runs wherever these stand. No run goes over what the writer cut.
pub fn quote_keys(words: &str) -> impl Iterator<Item = Key> {
    let starts: Vec<usize> = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let mut first = true;
    (0..(starts.len() + 1).saturating_sub(QUOTE_WORDS)).filter_map(move |at| {
        let end = starts.get(at + QUOTE_WORDS).map_or(words.len(), |end| end - 1);
        let run = &words[starts[at]..end];
        if run.contains(CUT) {
            return None;
        }
        let key = Key::new(KeyKind::Quote, run);
        (std::mem::take(&mut first) || key.is_sampled()).then_some(key)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_a_whole_word() {
        let line = |text: &str| {
            let mut lines = String::new();
            push_line(text, TOLD, &mut lines);
            lines
        };
        let long = "the port would be closed to all ships until next Monday";
        assert_eq!(line(long), "the port would be closed to all ships until next…");
        for apart in ["  ", "\n", "\u{A0}"] {
            assert_eq!(line(&long.replace(' ', apart)), line(long));
        }
        assert_eq!(line("the port would be closed to all ships until next "), "the port would be closed to all ships until next");
        assert_eq!((line("a port"), line(""), line(&"x".repeat(60))), ("a port".to_owned(), String::new(), "…".to_owned()));
    }
}
