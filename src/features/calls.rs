//! Who speaks of whom, meets or addresses whom: the actors that an actor's statements name, and the actors whose statements name it.

use crate::actors::ActorClass;
use crate::index::{Entry, Snapshot, SpeakerEntry};
use crate::text::{FileKey, Place, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An actor of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// What kind.
    pub class: ActorClass,
    /// Its titles in the article.
    pub titles: String,
    /// Where the article introduces it.
    pub place: Place,
}

/// That one actor speaks of another, meets or addresses it, and where: the places are in the speaker's article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The other one.
    pub party: Party,
    /// The mentions in the statements and where they meet.
    pub mentions: Vec<Span>,
}

/// The actor at a byte offset of an open file.
pub fn party_at(snapshot: &Snapshot, file: &FileKey, offset: u32) -> Option<Party> {
    let reading = snapshot.reading(file)?;
    let id = reading.actors.mention(reading.actors.mention_at(offset)?).actor?;
    party(snapshot.index.entry(file)?, id.0 as usize)
}

/// Whom an actor speaks of, meets or addresses, in the article where it is introduced at `place`, or by that name where the text is another by now.
pub fn outgoing(snapshot: &Snapshot, place: &Place, name: &str) -> Vec<Call> {
    let Some((entry, speaker)) = find(snapshot, place, name) else { return Vec::new() };
    let mut spoken_of: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for (at, span) in named_by(entry, speaker).filter(|(at, _)| *at != speaker) {
        spoken_of.entry(at).or_default().push(span);
    }
    let calls = spoken_of.into_iter().filter_map(|(at, mentions)| Some(Call { party: party(entry, at)?, mentions }));
    calls.collect()
}

/// Who speaks of an actor, meets or addresses it, over the workspace: one call for each speaker of each article.
pub fn incoming(snapshot: &Snapshot, place: &Place, name: &str) -> Vec<Call> {
    let Some((own, actor)) = find(snapshot, place, name) else { return Vec::new() };
    let Some(key) = own.actors.get(actor).map(|actor| actor.key) else { return Vec::new() };
    let mut calls = Vec::new();
    for (entry, item) in snapshot.index.find(key) {
        for speaker in (0..entry.actors.len()).filter(|speaker| *speaker != item) {
            let mentions: Vec<Span> = named_by(entry, speaker).filter(|(at, _)| *at == item).map(|(_, span)| span).collect();
            if let (false, Some(party)) = (mentions.is_empty(), party(entry, speaker)) {
                calls.push(Call { party, mentions });
            }
        }
    }
    calls
}

/// The mentions inside the statements of one speaker, and of those whom it meets, with the actor of each. What stands beside the speaker's own
/// name says who that is.
fn named_by(entry: &Entry, speaker: usize) -> impl Iterator<Item = (usize, Span)> {
    let said = entry.claims.iter().filter(move |claim| claim.speaker == SpeakerEntry::Actor(speaker as u32));
    let mut found: Vec<(usize, Span)> = said
        .flat_map(|claim| {
            let inside = entry.mentions.iter().take_while(move |mention| mention.span.start < claim.span.end);
            let named = inside.filter(move |mention| claim.span.contains(mention.span) && !claim.source.contains(mention.span));
            named.map(|mention| (mention.actor as usize, mention.span))
        })
        .collect();
    let met = entry.meetings.iter().filter(|meeting| meeting.from as usize == speaker);
    found.extend(met.map(|meeting| (meeting.to as usize, meeting.span)));
    found.sort_unstable_by_key(|(_, span)| *span);
    found.dedup();
    found.into_iter()
}

fn find<'a>(snapshot: &'a Snapshot, place: &Place, name: &str) -> Option<(&'a Arc<Entry>, usize)> {
    let entry = snapshot.index.entry(&place.file)?;
    let named = || entry.actors.iter().enumerate().filter(|(_, actor)| actor.name() == name);
    let (actor, _) = named().find(|(_, actor)| actor.introduction == place.span).or_else(|| named().next())?;
    Some((entry, actor))
}

fn party(entry: &Entry, at: usize) -> Option<Party> {
    let actor = entry.actors.get(at)?;
    Some(Party {
        name: actor.name().to_string(),
        class: actor.class,
        titles: actor.titles().collect::<Vec<_>>().join(", "),
        place: Place { file: entry.file.clone(), span: actor.introduction },
    })
}
