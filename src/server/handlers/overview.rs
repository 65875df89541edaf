//! Requests of our own, `backread/timeline` and `backread/actors`, for views beside the text. `docs/protocol.md` describes them.

use super::convert;
use crate::actors::ActorClass;
use crate::features::{self, NamedPlace};
use crate::server::turn::Turn;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types as lsp;

/// How many days or actors one answer holds, unless the request says.
const LIMIT: usize = 500;

/// What both requests take.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct OverviewParams {
    /// Of this article alone; else of the workspace.
    text_document: Option<lsp::TextDocumentIdentifier>,
    /// At most so many.
    limit: Option<usize>,
}

/// The answer to `backread/timeline`.
#[derive(Clone, Debug, Serialize)]
pub(in crate::server) struct Timeline {
    days: Vec<DayItem>,
    /// How many earlier ones were left out.
    omitted: usize,
}

#[derive(Clone, Debug, Serialize)]
struct DayItem {
    value: String,
    title: String,
    first: String,
    last: String,
    mentions: usize,
    places: Vec<PlaceItem>,
}

/// The answer to `backread/actors`.
#[derive(Clone, Debug, Serialize)]
pub(in crate::server) struct Actors {
    actors: Vec<ActorItem>,
    /// How many less mentioned ones were left out.
    omitted: usize,
}

#[derive(Clone, Debug, Serialize)]
struct ActorItem {
    name: String,
    class: &'static str,
    titles: Vec<String>,
    mentions: usize,
    articles: usize,
    places: Vec<PlaceItem>,
}

#[derive(Clone, Debug, Serialize)]
struct PlaceItem {
    location: lsp::Location,
    /// What the article is called.
    article: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

pub(in crate::server) fn timeline(turn: &Turn, params: &OverviewParams) -> Timeline {
    let file = params.text_document.as_ref().map(|document| turn.spellings.key(&document.uri));
    let mut dated = features::timeline(&turn.snapshot, file.as_ref());
    let omitted = dated.len().saturating_sub(params.limit.unwrap_or(LIMIT));
    dated.drain(..omitted);
    let days = dated.into_iter().map(|day| DayItem {
        value: day.value,
        title: day.title,
        first: day.days.0.to_string(),
        last: day.days.1.to_string(),
        mentions: day.mentions,
        places: places(turn, day.places),
    });
    Timeline { days: days.collect(), omitted }
}

pub(in crate::server) fn actors(turn: &Turn, params: &OverviewParams) -> Actors {
    let file = params.text_document.as_ref().map(|document| turn.spellings.key(&document.uri));
    let mut roles = features::cast(&turn.snapshot, file.as_ref());
    let limit = params.limit.unwrap_or(LIMIT);
    let omitted = roles.len().saturating_sub(limit);
    roles.truncate(limit);
    let actors = roles.into_iter().map(|role| ActorItem {
        name: role.name,
        class: class(role.class),
        titles: role.titles,
        mentions: role.mentions,
        articles: role.articles,
        places: places(turn, role.places),
    });
    Actors { actors: actors.collect(), omitted }
}

/// One word, as in the names of semantic tokens.
fn class(class: ActorClass) -> &'static str {
    match class {
        ActorClass::Person => "person",
        ActorClass::Organisation => "organisation",
        ActorClass::Place => "place",
        ActorClass::Nationality => "nationality",
    }
}

fn places(turn: &Turn, places: Vec<NamedPlace>) -> Vec<PlaceItem> {
    let items = places.into_iter().filter_map(|named| {
        let location = convert::location(turn, &named.place)?;
        Some(PlaceItem { location, article: named.place.file.name().to_owned(), words: named.words })
    });
    items.collect()
}
