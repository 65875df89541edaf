//! The statements of an article as the index keeps them.

use super::quotes::push_start;
use crate::claims::{Certainty, Claim, Claims, Speaker};
use crate::reading::Reading;
use crate::text::{Span, SpanSet, Unpacker, put_number, put_text};

/// Who a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerEntry {
    /// An actor, by its place in [`Entry::actors`](super::Entry::actors).
    Actor(u32),
    /// A source without a name.
    Anonymous,
    /// Not known.
    Unknown,
}

impl From<Speaker> for SpeakerEntry {
    fn from(speaker: Speaker) -> Self {
        match speaker {
            Speaker::Actor(id) => SpeakerEntry::Actor(id.0),
            Speaker::Anonymous(_) => SpeakerEntry::Anonymous,
            Speaker::Unknown => SpeakerEntry::Unknown,
        }
    }
}

/// A statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimEntry<'e> {
    /// From its first to its last part.
    pub span: Span,
    /// Who says it as written, their title included; empty where nobody is named.
    pub source: Span,
    /// Who it comes from.
    pub speaker: SpeakerEntry,
    /// How firmly it stands.
    pub certainty: Certainty,
    /// Its first words, where an actor makes it and it neither quotes nor counts.
    pub told: Option<&'e str>,
}

/// The statements of an article, in order: ten bytes each or so, and the words that are kept of them.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    bytes: Box<[u8]>,
    /// Where reading can begin but at the start, at every [`MARKED`]th.
    marks: Box<[Mark]>,
}

/// The byte where a statement begins, and where the one before it does in the text.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: u32,
    last: u32,
}

/// So many statements are passed on the way to one at the most.
const MARKED: usize = 16;

/// UTF-8 bytes that are kept of a statement without a quotation.
const TOLD: usize = 48;

/// Numbers of the speakers that are no actors.
const UNKNOWN: u32 = 0;
const ANONYMOUS: u32 = 1;
const ACTORS: u32 = 2;

impl Statements {
    /// What the index keeps of the statements of a reading.
    pub(super) fn of(reading: &Reading) -> Self {
        let text = &*reading.text;
        let Claims { claims, quotations, figures } = &reading.claims;
        let marks: SpanSet = quotations.iter().map(|quotation| (quotation.span, 0)).collect();
        let mut counted = vec![false; claims.len()];
        figures.iter().filter_map(|figure| figure.claim).for_each(|claim| counted[claim as usize] = true);
        let mut words = String::new();
        let mut packer = Packer::default();
        for (at, claim) in claims.iter().enumerate() {
            let (span, speaker) = (claim.extent(), claim.speaker.into());
            let known = matches!(speaker, SpeakerEntry::Actor(_));
            let content = claim.content.first().filter(|_| known && !counted[at] && marks.over(span).next().is_none());
            words.clear();
            if let Some(content) = content {
                let content = content.of(text);
                push_start(content.strip_prefix("that ").unwrap_or(content), TOLD, &mut words);
            }
            let Claim { certainty, .. } = *claim;
            let source = claim.source.first().copied().unwrap_or_default();
            packer.put(&ClaimEntry { span, source, speaker, certainty, told: content.map(|_| &*words) });
        }
        packer.finish()
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = ClaimEntry<'_>> {
        self.from(Mark::default())
    }

    fn from(&self, Mark { byte, mut last }: Mark) -> impl Iterator<Item = ClaimEntry<'_>> {
        let mut bytes = Unpacker::new(self.bytes.get(byte as usize..).unwrap_or_default());
        std::iter::from_fn(move || {
            let start = last.wrapping_add(bytes.small()?);
            last = start;
            let end = start.saturating_add(bytes.small()?);
            let source = match bytes.small()? {
                0 => Span::default(),
                length => {
                    let from = start.wrapping_add(bytes.small()?);
                    Span { start: from, end: from.saturating_add(length) }
                }
            };
            let speaker = match bytes.small()? {
                UNKNOWN => SpeakerEntry::Unknown,
                ANONYMOUS => SpeakerEntry::Anonymous,
                actor => SpeakerEntry::Actor(actor - ACTORS),
            };
            // The lowest bit says that there are words.
            let kind = bytes.byte()?;
            let certainty = *Certainty::ALL.get(usize::from(kind >> 1))?;
            let told = if kind & 1 == 1 { Some(bytes.text()?) } else { None };
            Some(ClaimEntry { span: Span { start, end }, source, speaker, certainty, told })
        })
    }

    /// The one at a place.
    pub fn get(&self, at: usize) -> Option<ClaimEntry<'_>> {
        let mark = (at / MARKED).checked_sub(1).map_or(Some(Mark::default()), |mark| self.marks.get(mark).copied())?;
        self.from(mark).nth(at % MARKED)
    }
}

/// Writes statements one after the other.
#[derive(Default)]
struct Packer {
    bytes: Vec<u8>,
    marks: Vec<Mark>,
    count: usize,
    last: u32,
}

impl Packer {
    /// A number that does not come in its order is a large one, no wrong one.
    fn put(&mut self, claim: &ClaimEntry<'_>) {
        if self.count > 0 && self.count.is_multiple_of(MARKED) {
            self.marks.push(Mark { byte: self.bytes.len() as u32, last: self.last });
        }
        self.count += 1;
        let bytes = &mut self.bytes;
        let Span { start, end } = claim.span;
        put_number(bytes, start.wrapping_sub(self.last));
        put_number(bytes, end.saturating_sub(start));
        put_number(bytes, claim.source.len() as u64);
        if !claim.source.is_empty() {
            put_number(bytes, claim.source.start.wrapping_sub(start));
        }
        put_number(
            bytes,
            match claim.speaker {
                SpeakerEntry::Unknown => UNKNOWN,
                SpeakerEntry::Anonymous => ANONYMOUS,
                SpeakerEntry::Actor(actor) => actor + ACTORS,
            },
        );
        bytes.push((claim.certainty as u8) << 1 | u8::from(claim.told.is_some()));
        if let Some(told) = claim.told {
            put_text(bytes, told);
        }
        self.last = start;
    }

    fn finish(self) -> Statements {
        Statements { bytes: self.bytes.into(), marks: self.marks.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_kept() {
        let span = |start, end| Span { start, end };
        let given = [
            ClaimEntry {
                span: span(10, 90),
                source: span(10, 14),
                speaker: SpeakerEntry::Actor(0),
                certainty: Certainty::Asserted,
                told: Some("ærø"),
            },
            ClaimEntry {
                span: span(5, 70_000),
                source: Span::default(),
                speaker: SpeakerEntry::Unknown,
                certainty: Certainty::Hedged,
                told: None,
            },
            ClaimEntry {
                span: span(300, 400),
                source: span(290, 299),
                speaker: SpeakerEntry::Anonymous,
                certainty: Certainty::SecondHand,
                told: Some(""),
            },
            ClaimEntry {
                span: span(500, 600),
                source: span(550, 600),
                speaker: SpeakerEntry::Actor(300),
                certainty: Certainty::Anonymous,
                told: None,
            },
        ];
        let mut packer = Packer::default();
        given.iter().cycle().take(41).for_each(|claim| packer.put(claim));
        let kept = packer.finish();
        assert!(kept.iter().eq(given.iter().cycle().take(41).copied()));
        assert!((0..41).all(|at| kept.get(at) == Some(given[at % 4])));
        assert_eq!((kept.get(41), kept.get(48), kept.get(400)), (None, None, None));
    }
}
