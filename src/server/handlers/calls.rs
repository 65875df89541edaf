//! The call hierarchy: who speaks of whom.

use super::{convert, place};
use crate::features::{self, Call, Party};
use crate::server::handlers::symbols::actor_kind;
use crate::server::turn::Turn;
use crate::text::Place;
use tower_lsp::lsp_types as lsp;

pub(in crate::server) fn prepare(turn: &Turn, at: &lsp::TextDocumentPositionParams) -> Option<Vec<lsp::CallHierarchyItem>> {
    let (file, _, offset) = place(turn, at)?;
    Some(vec![item(turn, features::party_at(&turn.snapshot, &file, offset)?)?])
}

pub(in crate::server) fn incoming(turn: &Turn, of: &lsp::CallHierarchyItem) -> Option<Vec<lsp::CallHierarchyIncomingCall>> {
    let calls = features::incoming(&turn.snapshot, &introduction(turn, of)?, &of.name);
    let calls = calls.into_iter().filter_map(|call| {
        let from_ranges = ranges(turn, &call.party.place, &call)?;
        Some(lsp::CallHierarchyIncomingCall { from: item(turn, call.party)?, from_ranges })
    });
    Some(calls.collect())
}

pub(in crate::server) fn outgoing(turn: &Turn, of: &lsp::CallHierarchyItem) -> Option<Vec<lsp::CallHierarchyOutgoingCall>> {
    let own = introduction(turn, of)?;
    let calls = features::outgoing(&turn.snapshot, &own, &of.name).into_iter().filter_map(|call| {
        let from_ranges = ranges(turn, &own, &call)?;
        Some(lsp::CallHierarchyOutgoingCall { to: item(turn, call.party)?, from_ranges })
    });
    Some(calls.collect())
}

/// Where the article of an item introduces its actor.
fn introduction(turn: &Turn, item: &lsp::CallHierarchyItem) -> Option<Place> {
    let file = turn.spellings.key(&item.uri);
    let span = convert::span(turn.snapshot.lines(&file)?, item.selection_range, turn.client.encoding);
    Some(Place { file, span })
}

/// The mentions of a call, in the speaker's article.
fn ranges(turn: &Turn, speaker: &Place, call: &Call) -> Option<Vec<lsp::Range>> {
    let lines = turn.snapshot.lines(&speaker.file)?;
    Some(call.mentions.iter().map(|span| convert::range(lines, *span, turn.client.encoding)).collect())
}

fn item(turn: &Turn, party: Party) -> Option<lsp::CallHierarchyItem> {
    let location = convert::location(turn, &party.place)?;
    let detail = if party.titles.is_empty() { party.class.noun().to_owned() } else { party.titles };
    Some(lsp::CallHierarchyItem {
        name: party.name,
        kind: actor_kind(party.class),
        tags: None,
        detail: Some(format!("{detail} - {}", party.place.file.name())),
        uri: location.uri,
        range: location.range,
        selection_range: location.range,
        data: None,
    })
}
