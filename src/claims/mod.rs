//! Quotations, attributions and figures: recognised in a paragraph, then given their source.

mod anonymity;
mod antecedent;
mod attribution;
mod boundary;
mod chunks;
mod clause;
mod colon;
mod content;
mod documents;
mod figures;
mod numbers;
mod quotes;
mod recognise;
mod resolve;
mod speaker;
mod statement;
mod subject;
mod tags;
mod words;

pub use numbers::numbers;
pub use recognise::{ParagraphClaims, recognise};
pub use resolve::{Attributed, Stated, figures, resolve};
pub use words::base_of;

use crate::actors::{ActorId, Actors};
use crate::text::{Span, spaced};
use smallvec::SmallVec;
use std::sync::Arc;

/// How a statement is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In quotation marks.
    Direct,
    /// Partly in quotation marks.
    Mixed,
    /// In the writer's words.
    Indirect,
}

impl Mode {
    /// The label in exported records.
    pub fn label(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Mixed => "mixed",
            Mode::Indirect => "indirect",
        }
    }
}

/// What a cue says about the statement, as news style guides class attribution verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueClass {
    /// said, told, according to
    Neutral,
    /// warned, hailed, complained
    Evaluative,
    /// noted, pointed out, acknowledged
    Factive,
    /// urged, ordered, called for
    Directive,
    /// claimed, alleged
    Distancing,
    /// denied, rejected, refused
    Denial,
    /// promised, pledged, vowed
    Commissive,
}

/// How firmly a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// Said outright by a named source.
    Asserted,
    /// Said with a hedge: may, appears to.
    Hedged,
    /// By a source without a name.
    Anonymous,
    /// Reported through somebody else.
    SecondHand,
}

impl Certainty {
    /// All of them, in their order.
    pub const ALL: [Certainty; 4] = [Certainty::Asserted, Certainty::Hedged, Certainty::Anonymous, Certainty::SecondHand];

    /// The label in hovers and exported records.
    pub fn label(self) -> &'static str {
        match self {
            Certainty::Asserted => "asserted",
            Certainty::Hedged => "hedged",
            Certainty::Anonymous => "anonymous",
            Certainty::SecondHand => "second-hand",
        }
    }
}

/// Who a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// An actor of the article.
    Actor(ActorId),
    /// A source without a name.
    Anonymous(Anonymity),
    /// Not known, or two candidates are equally good.
    Unknown,
}

/// An anonymous source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anonymity {
    /// Whether it is spoken of as several.
    pub plural: bool,
    /// Where the reason for anonymity is given.
    pub reason: Option<Span>,
    /// Where anonymity is said to have been granted: "on condition of anonymity".
    pub granted: Option<Span>,
}

/// The spans of one stretch; most have one or two.
pub type Parts = SmallVec<[Span; 2]>;

/// One attributed statement. Several spans are one discontinuous stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who says it, as written.
    pub source: Parts,
    /// The words that attribute it.
    pub cue: Span,
    /// What is said.
    pub content: Parts,
    /// How it is reported.
    pub mode: Mode,
    /// The class of its cue.
    pub cue_class: CueClass,
    /// The cue's lemma: "say", "accuse".
    pub lemma: &'static str,
    /// Who it comes from.
    pub speaker: Speaker,
    /// What the source is called, by its own phrase or the one that its pronoun goes back to: "two officials", "the ministry".
    pub described: Option<Span>,
    /// How firmly it stands.
    pub certainty: Certainty,
    /// The block where it begins.
    pub block: u32,
}

impl Claim {
    /// From the first to the last byte of its parts.
    pub fn extent(&self) -> Span {
        self.source.iter().chain(&self.content).fold(self.cue, |extent, part| extent.to(*part))
    }

    /// The same with all its places moved.
    fn moved(&self, to: impl Fn(Span) -> Span) -> Claim {
        let parts = |parts: &Parts| {
            let mut parts = Parts::from_slice(parts);
            parts.iter_mut().for_each(|part| *part = to(*part));
            parts
        };
        let speaker = match self.speaker {
            Speaker::Anonymous(Anonymity { plural, reason, granted }) => {
                Speaker::Anonymous(Anonymity { plural, reason: reason.map(&to), granted: granted.map(&to) })
            }
            Speaker::Actor(_) | Speaker::Unknown => self.speaker,
        };
        Claim {
            source: parts(&self.source),
            cue: to(self.cue),
            content: parts(&self.content),
            speaker,
            described: self.described.map(&to),
            ..*self
        }
    }

    /// The name of its actor, or else what the article calls the source, its white space made one blank; `None` where neither is known.
    pub fn speaker_name(&self, text: &str, actors: &Actors) -> Option<String> {
        match self.speaker {
            Speaker::Actor(id) => Some(actors.actor(id).name.to_string()),
            _ => self.described.map(|span| spaced(span.of(text)).into_owned()),
        }
    }
}

/// How a quotation stands in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Balance {
    /// Opened and closed.
    Closed,
    /// Not closed, and the next paragraph opens again: it goes on there.
    Continued,
    /// Not closed and not continued.
    Unclosed,
    /// Closed but never opened.
    Unopened,
}

/// Words in quotation marks, within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// How it stands.
    pub balance: Balance,
    /// The claim it belongs to, by its place in [`Claims::claims`].
    pub claim: Option<u32>,
    /// The block it stands in.
    pub block: u32,
}

/// How a figure bounds what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// 300
    Exactly,
    /// over 300, more than 300
    MoreThan,
    /// at least 300, 300 or more
    AtLeast,
    /// fewer than, under
    FewerThan,
    /// up to, at most
    AtMost,
    /// about, some, nearly
    About,
}

impl Bound {
    /// The label in knowledge files and exported records.
    pub fn label(self) -> &'static str {
        match self {
            Bound::Exactly => "exactly",
            Bound::MoreThan => "more-than",
            Bound::AtLeast => "at-least",
            Bound::FewerThan => "fewer-than",
            Bound::AtMost => "at-most",
            Bound::About => "about",
        }
    }
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with its bound and unit: "over 300", "$2.5 billion".
    pub span: Span,
    /// Its value, scaled ("2.5 billion" is 2.5e9).
    pub value: f64,
    /// How it bounds.
    pub bound: Bound,
    /// A currency, "percent" or a unit of measure.
    pub unit: Option<&'static str>,
    /// The counted noun phrase: "Chinese entities".
    pub counted: Option<Span>,
    /// What makes two figures count the same thing: the counted phrase's words in base form; empty where it counts nothing nameable.
    pub key: Arc<str>,
    /// The claim in whose content it stands.
    pub claim: Option<u32>,
    /// The block it stands in.
    pub block: u32,
}

impl Figure {
    /// The figure with what it counts.
    pub fn extent(&self) -> Span {
        self.counted.map_or(self.span, |counted| self.span.to(counted))
    }
}

/// The claims of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// Attributed statements, sorted by their first byte.
    pub claims: Vec<Claim>,
    /// Quotations, sorted.
    pub quotations: Vec<Quotation>,
    /// Figures, sorted.
    pub figures: Vec<Figure>,
}
