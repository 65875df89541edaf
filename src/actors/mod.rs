//! People, organisations, places and nationalities: recognised in a paragraph, then resolved over the article.

mod nominal;
mod recognise;
mod resolve;

pub use nominal::{Discourse, Nominal, NominalKind, discourse};
#[doc(hidden)]
pub use recognise::training;
pub use recognise::{BlockNames, Evidence, KnownAs, Name, Segments, Words, recognise, settle, warm_up};
pub use resolve::{Resolved, Scene, is_kin, is_pair, resolve};

use crate::knowledge::RecordId;
use crate::text::{Memo, Span};
use std::sync::Arc;

/// What tells people of one name and family apart, behind the family name.
pub const GENERATIONS: [&str; 6] = ["Jr.", "Sr.", "Jr", "Sr", "II", "III"];

/// The four classes of actors, as corpora name them: PER, ORG, LOC, NORP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorClass {
    /// A person.
    Person,
    /// An organisation: agencies, companies, parties, parliaments.
    Organisation,
    /// A place.
    Place,
    /// A nationality, religion or party as an adjective or a group: "Chinese", "Democrats".
    Nationality,
}

impl ActorClass {
    /// All classes, in their order.
    pub(crate) const ALL: [ActorClass; 4] = [ActorClass::Person, ActorClass::Organisation, ActorClass::Place, ActorClass::Nationality];

    /// The label in exported records.
    pub fn label(self) -> &'static str {
        match self {
            ActorClass::Person => "PER",
            ActorClass::Organisation => "ORG",
            ActorClass::Place => "LOC",
            ActorClass::Nationality => "NORP",
        }
    }

    /// In words, for hovers.
    pub fn noun(self) -> &'static str {
        match self {
            ActorClass::Person => "person",
            ActorClass::Organisation => "organisation",
            ActorClass::Place => "place",
            ActorClass::Nationality => "nationality or group",
        }
    }
}

/// How an actor is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name.
    Named,
    /// By description or title alone: "the secretary".
    Nominal,
    /// "he", "she", "they".
    Pronoun,
}

impl MentionKind {
    /// All kinds, in their order.
    pub(crate) const ALL: [MentionKind; 3] = [MentionKind::Named, MentionKind::Nominal, MentionKind::Pronoun];
}

/// An actor of one article, by its place in [`Actors::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// A mention of one article, by its place in [`Actors::mentions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// Why a mention is taken for its actor. Hovers show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// The actor is introduced here.
    Introduction,
    /// The same name again.
    SameName,
    /// A shorter form of a fuller name.
    ShortName,
    /// A nickname or initial form of the same name.
    Variant,
    /// An acronym whose expansion stands with it, or an expansion.
    Acronym,
    /// A record of a knowledge file names this form.
    Record,
    /// A built-in table names this form.
    Table,
    /// A title alone, held by one person here.
    Title,
    /// A description by office, country or role.
    Description,
    /// A pronoun and the nearest fitting antecedent.
    Pronoun,
    /// A capital or seat that stands for its government.
    Metonym,
}

/// One mention of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name itself, titles and possessives left out; for descriptions and pronouns the whole phrase.
    pub span: Span,
    /// What kind of actor.
    pub class: ActorClass,
    /// How it is mentioned.
    pub kind: MentionKind,
    /// The actor; `None` where two candidates are equally good or none is known.
    pub actor: Option<ActorId>,
    /// The title or description beside the name: "Defense Secretary", "the Russian foreign minister".
    pub title: Option<Span>,
    /// Why it is this actor.
    pub resolution: Resolution,
    /// The mention that it leans on.
    pub antecedent: Option<MentionId>,
    /// Whether it stands inside quotation marks.
    pub in_quote: bool,
    /// The block it stands in.
    pub block: u32,
}

impl Mention {
    /// The byte where it begins, with the title before the name.
    pub fn start(&self) -> u32 {
        self.title.map_or(self.span.start, |title| title.start.min(self.span.start))
    }
}

/// A person's grammatical gender as the text or a table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he", "Mr.", a name mostly given to men.
    Male,
    /// "she", "Ms.", a name mostly given to women.
    Female,
}

/// One actor of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What kind.
    pub class: ActorClass,
    /// The fullest form of its name in the article, or its record's house form.
    pub name: Arc<str>,
    /// Its record in the knowledge files.
    pub record: Option<RecordId>,
    /// Its fullest introduction.
    pub introduction: MentionId,
    /// What is known of its gender.
    pub gender: Option<Gender>,
    /// The forms of its name with one space between the words, most frequent first.
    pub forms: Vec<Arc<str>>,
    /// The titles and descriptions, spaced likewise, in order of appearance.
    pub titles: Vec<String>,
}

/// The actors of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actors {
    /// All mentions, sorted by span.
    pub mentions: Vec<Mention>,
    /// All actors, in order of appearance.
    pub actors: Arc<[Actor]>,
    /// Mentions with several equally good candidates.
    pub open: Vec<(MentionId, Vec<ActorId>)>,
    /// What the index has worked out from the actors, wherever they stand.
    pub memo: Arc<Memo>,
}

impl Actors {
    /// The mention that an offset touches; the innermost where several do.
    pub fn mention_at(&self, offset: u32) -> Option<MentionId> {
        let touching = self.mentions.iter().enumerate().filter(|(_, mention)| mention.span.touches(offset));
        touching.min_by_key(|(_, mention)| mention.span.len()).map(|(at, _)| MentionId(at as u32))
    }

    /// A mention by its number.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.0 as usize]
    }

    /// An actor by its number.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }

    /// The mentions of a block, by its number in [`Article::blocks`](crate::article::Article::blocks), in order.
    pub fn mentions_in(&self, block: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| (mention.block as usize) < block);
        let here = &self.mentions[first..];
        &here[..here.iter().take_while(|mention| mention.block as usize == block).count()]
    }

    /// All mentions of an actor, in order.
    pub fn mentions_of(&self, id: ActorId) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |mention| mention.actor == Some(id))
    }
}
