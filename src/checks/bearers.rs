//! Who a reader takes a bare family name for, where several bear it.

use crate::actors::{ActorId, Actors, MentionId, MentionKind};

/// An article is about one of several bearers where it names that one so many times as often as each other.
const MAIN: u32 = 3;

/// The bearers of names while an article is read from its beginning.
pub(super) struct Bearers<'a> {
    actors: &'a Actors,
    /// How often the article names each actor.
    counts: Vec<u32>,
    /// Where each was named last: the mention's number and its block, from 1 on; 0 before.
    last: Vec<(usize, u32)>,
    /// The mention that is read next.
    next: usize,
}

impl<'a> Bearers<'a> {
    /// Nothing is read yet.
    pub fn new(actors: &'a Actors) -> Self {
        let mut counts = vec![0; actors.actors.len()];
        let named = actors.mentions.iter().filter(|mention| mention.kind == MentionKind::Named);
        named.filter_map(|mention| mention.actor).for_each(|actor| counts[actor.0 as usize] += 1);
        Bearers { actors, counts, last: vec![(0, 0); actors.actors.len()], next: 0 }
    }

    /// How often the article names an actor.
    pub fn count(&self, actor: ActorId) -> u32 {
        self.counts[actor.0 as usize]
    }

    /// Who a bare name is read as: the one whom the article is about, unless another was named since, in this paragraph or the one before. Names are
    /// asked for in the order of the text.
    pub fn read(&mut self, id: MentionId, candidates: impl Iterator<Item = ActorId> + Clone) -> Option<ActorId> {
        let at = id.0 as usize;
        for number in self.next..at {
            let mention = &self.actors.mentions[number];
            if let Some(actor) = mention.actor.filter(|_| mention.kind == MentionKind::Named) {
                self.last[actor.0 as usize] = (number + 1, mention.block);
            }
        }
        self.next = self.next.max(at);
        let main = candidates.clone().max_by_key(|candidate| self.count(*candidate))?;
        if candidates.clone().any(|other| other != main && self.count(other) * MAIN > self.count(main)) {
            return None;
        }
        let here = self.actors.mentions[at].block;
        let latest = candidates.max_by_key(|candidate| self.last[candidate.0 as usize].0)?;
        let (_, block) = self.last[latest.0 as usize];
        if latest != main && block + 1 >= here {
            return None;
        }
        self.last[main.0 as usize] = (at + 1, here);
        Some(main)
    }
}
