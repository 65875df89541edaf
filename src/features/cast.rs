//! The actors of one article, or of all of them, with how often and where they are named.

use super::timeline::{NamedPlace, PLACES, entries};
use crate::actors::ActorClass;
use crate::index::{Entry, Key, Snapshot};
use crate::text::FileKey;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// An actor with where it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The fullest form of its name in the first article that names it.
    pub name: String,
    /// What kind.
    pub class: ActorClass,
    /// The titles it bears, in their order.
    pub titles: Vec<String>,
    /// How often it is mentioned, by name or otherwise.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// Of one article every mention, of several the introduction in each; at most [`PLACES`].
    pub places: Vec<NamedPlace>,
}

/// The actors of an article in the order of their first mention; where none is given those of the workspace, the most mentioned first.
pub fn cast(snapshot: &Snapshot, file: Option<&FileKey>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    // The role of a key, and the last article that it was counted in.
    let mut known: FxHashMap<Key, (usize, Option<usize>)> = FxHashMap::default();
    for (number, entry) in entries(snapshot, file).into_iter().enumerate() {
        let counts = counts(entry);
        for (at, actor) in entry.actors.iter().enumerate() {
            let (role, counted) = known.entry(actor.key).or_insert_with(|| {
                let (name, class) = (actor.name().to_string(), actor.class);
                roles.push(Role { name, class, titles: Vec::new(), mentions: 0, articles: 0, places: Vec::new() });
                (roles.len() - 1, None)
            });
            let role = &mut roles[*role];
            role.mentions += counts[at];
            role.articles += usize::from(counted.replace(number) != Some(number));
            for title in actor.titles() {
                if !role.titles.iter().any(|known| known == title) {
                    role.titles.push(title.to_string());
                }
            }
            let room = PLACES - role.places.len();
            if file.is_some() {
                let own = entry.mentions.of(at);
                role.places.extend(own.take(room).map(|mention| NamedPlace::new(snapshot, &entry.file, mention.span)));
            } else if room > 0 {
                role.places.push(NamedPlace::new(snapshot, &entry.file, actor.introduction));
            }
        }
    }
    if file.is_none() {
        roles.sort_by(|a, b| (Reverse(a.mentions), &a.name).cmp(&(Reverse(b.mentions), &b.name)));
    }
    roles
}

/// How often each actor of an article is mentioned.
fn counts(entry: &Entry) -> Vec<usize> {
    let mut counts = vec![0; entry.actors.len()];
    for mention in entry.mentions.iter() {
        if let Some(count) = counts.get_mut(mention.actor as usize) {
            *count += 1;
        }
    }
    counts
}
