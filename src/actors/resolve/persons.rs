//! Persons: full names joined by family and given name, then family names alone.

use super::Resolver;
use super::kin;
use super::kinds::Shown;
use super::names::{Name, Person, record_of};
use crate::actors::{ActorClass, Gender, Resolution};
use crate::knowledge::{RecordKind, RecordView, Tables};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Those who have one family name.
#[derive(Default)]
struct Family<'a> {
    bearers: Vec<Bearer<'a>>,
    /// How often they have changed.
    changes: u32,
}

/// A full name.
struct Bearer<'a> {
    actor: usize,
    /// Given names and initials, normalised.
    given: &'a [String],
    /// The first item, in the order of the text.
    first: usize,
    /// Whether the text calls it another of the same name.
    other: bool,
    /// The first of two family names.
    first_of_two: Option<&'a str>,
}

/// Joins every named mention of a person, and single words of other classes that are a person's family name.
pub(super) fn join(resolver: &mut Resolver<'_>) {
    let tables = resolver.knowledge.tables();
    let names = resolver.names;
    let mut families: Families<'_> = FxHashMap::default();
    let named: Vec<usize> = (0..resolver.items.len()).filter(|at| resolver.is_named(*at)).collect();
    let mut found = vec![None; names.count()];
    for &item in &named {
        if resolver.items[item].mention.class == ActorClass::Person && names.of(item).person.parts.len() > 1 {
            full_name(resolver, &mut families, item, &mut found[names.number(item)], tables);
        }
    }
    let relatives = kin::relatives(resolver);
    let shorter = Shorter::of(&families);
    let mut alone: FxHashMap<&str, usize> = FxHashMap::default();
    for &item in &named {
        let class = resolver.items[item].mention.class;
        let words = resolver.words(item);
        let person = class == ActorClass::Person;
        if resolver.items[item].mention.actor.is_some() && person || resolver.items[item].shown == Some(Shown::Owner) {
            continue;
        }
        let Name { person: Person { parts, .. }, is_place, .. } = names.of(item);
        let [single] = &parts[..] else { continue };
        // "U.N." is no Kim Jong Un.
        let initials = words.contains('.') || words.len() <= 3 && words.chars().all(char::is_uppercase);
        if !person && (*is_place || initials || !families.contains_key(single.as_str())) || class == ActorClass::Nationality {
            continue;
        }
        if !person && let Some(old) = resolver.items[item].mention.actor.take() {
            // A family name that was taken for a place or an organisation.
            resolver.actors[old.0 as usize].items.retain(|other| *other != item);
            resolver.items[item].mention.class = ActorClass::Person;
        }
        short_name(resolver, &families, &shorter, &relatives, &mut alone, item, single);
    }
    for at in 0..resolver.actors.len() {
        if resolver.actors[at].class == ActorClass::Person {
            resolver.actors[at].gender = gender(resolver, at, tables);
        }
    }
}

/// What persons may be called besides their family name.
struct Shorter<'f, 'a> {
    /// The first of two family names.
    first: FxHashMap<&'a str, Vec<&'f Bearer<'a>>>,
    /// Given names; `None` where several persons have one.
    given: FxHashMap<&'a str, Option<&'f Bearer<'a>>>,
}

impl<'f, 'a> Shorter<'f, 'a> {
    fn of(families: &'f Families<'a>) -> Self {
        let mut shorter = Shorter { first: FxHashMap::default(), given: FxHashMap::default() };
        for bearer in families.values().flat_map(|family| &family.bearers).filter(|bearer| !bearer.other) {
            if let Some(first) = bearer.first_of_two {
                shorter.first.entry(first).or_default().push(bearer);
            }
            if let Some(given) = bearer.given.first() {
                shorter.given.entry(given).and_modify(|known| *known = None).or_insert(Some(bearer));
            }
        }
        shorter.first.values_mut().for_each(|bearers| bearers.sort_unstable_by_key(|bearer| bearer.first));
        shorter
    }
}

/// By family name.
type Families<'a> = FxHashMap<&'a str, Family<'a>>;

/// Who a name was found to be last, by the place among those of its family name, and after how many changes of these.
type Found = Option<(u32, usize)>;

fn full_name<'a>(resolver: &mut Resolver<'a>, families: &mut Families<'a>, item: usize, found: &mut Found, tables: &Tables) {
    let names = resolver.names;
    let name = names.of(item);
    let (family, given) = (name.person.family(), name.person.given());
    let (written, record) = (resolver.words(item), name.person.record);
    let Family { bearers, changes } = families.entry(family).or_default();
    // As long as nobody of the name has changed, the same words are the same person.
    let last = found.filter(|(then, _)| then == changes && !resolver.items[item].another).map(|(_, at)| at);
    let known = last.or_else(|| {
        let apart = resolver.items[item].another;
        bearers.iter().position(|bearer| match (record, resolver.actors[bearer.actor].record) {
            _ if apart || bearer.other => false,
            (Some(one), Some(other)) => one == other,
            _ => compatible(bearer.given, given, tables),
        })
    });
    match known {
        Some(at) => {
            let bearer = &mut bearers[at];
            let (actor, first) = (bearer.actor, bearer.first);
            // What stands before a name and is no given name is no part of it.
            let prefixed = |long: &[String], short: &[String]| {
                long.len() > short.len() && long.ends_with(short) && tables.gender_of_given_name(&capitalised(&long[0])).is_none()
            };
            let (longer, stripped) = (prefixed(given, bearer.given), prefixed(bearer.given, given));
            if given.len() > bearer.given.len() && !longer || stripped {
                bearer.given = given;
                *changes += 1;
            }
            let same = names.of(first).normalised == name.normalised;
            resolver.give(item, actor, if same { Resolution::SameName } else { Resolution::Variant }, Some(first));
            let fuller = name.length > resolver.actors[actor].name.split_whitespace().count();
            let shouted = resolver.actors[actor].name.chars().all(|c| !c.is_lowercase());
            let better = resolver.items[first].headline && shouted || fuller && !longer && !written.chars().all(|c| !c.is_lowercase());
            if stripped || !resolver.items[item].headline && better {
                resolver.actors[actor].name = Arc::clone(&name.spaced);
            }
            if record.is_some() && resolver.actors[actor].record != record {
                resolver.actors[actor].record = record;
                *changes += 1;
            }
            *found = Some((*changes, at));
        }
        None => {
            let actor = resolver.create(item, record);
            let other = resolver.items[item].another;
            bearers.push(Bearer { actor, given, first: item, other, first_of_two: name.person.first_of_two() });
            *changes += 1;
        }
    }
}

/// Whether two lists of given names may belong to one person: the first ones equal, one the initial of the other, or nicknames; or one list ends
/// the other, as where something stands before the name that is no part of it ("Emeritus Ann Poe"), or only a particle is left of the one.
fn compatible(one: &[String], other: &[String], tables: &Tables) -> bool {
    // "Norway Ann Poe", where the name began too early.
    let own = |names: &'_ [String]| {
        let country =
            |name: &String| tables.country(&capitalised(name)).is_some() && tables.gender_of_given_name(&capitalised(name)).is_none();
        usize::from(names.len() > 1 && country(&names[0]))
    };
    let (one, other) = (&one[own(one)..], &other[own(other)..]);
    let (Some(a), Some(b)) = (one.first(), other.first()) else { return true };
    if one.ends_with(other) || other.ends_with(one) {
        return true;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    same_but_marks(a, b) || initial(a, b) || initial(b, a) || tables.same_given_name(&capitalised(a), &capitalised(b))
}

/// Whether two names are one, the marks of letters aside: "François" and "Francois".
fn same_but_marks(one: &str, other: &str) -> bool {
    let same = |(a, b): (char, char)| a == b || a.is_ascii() != b.is_ascii();
    one == other || one.chars().count() == other.chars().count() && one.chars().zip(other.chars()).all(same)
}

/// A normalised word as names are written.
fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A name of one word: the family name of somebody introduced, else a given name of one person only, else somebody new.
fn short_name<'a>(
    resolver: &mut Resolver<'a>,
    families: &Families<'a>,
    shorter: &Shorter<'_, 'a>,
    relatives: &FxHashMap<&'a str, Vec<usize>>,
    alone: &mut FxHashMap<&'a str, usize>,
    item: usize,
    name: &'a str,
) {
    let tables = resolver.knowledge.tables();
    let courtesy = resolver.items[item].courtesy;
    let empty = Vec::new();
    let bearers = families.get(name).map(|family| &family.bearers);
    let bearers = bearers
        .or_else(|| first_of_eastern(resolver, families, item))
        .or_else(|| families.get(&*format!("al {name}")).map(|family| &family.bearers));
    let mut bearers: Vec<&Bearer<'_>> = bearers.unwrap_or(&empty).iter().collect();
    // "Soto" is Ana Soto Vidal rather than Luis Vidal Soto.
    if let Some(first) = shorter.first.get(name)
        && bearers.iter().all(|bearer| bearer.first_of_two.is_some())
    {
        bearers.clone_from(first);
    }
    if bearers.is_empty() {
        bearers.extend(by_given_name(resolver, shorter, item, name));
    }
    // Those introduced before; in a headline, or where nobody was, those introduced later.
    let before: Vec<&Bearer<'_>> = bearers.iter().copied().filter(|bearer| bearer.first < item && !resolver.items[item].headline).collect();
    let mut candidates: Vec<&Bearer<'_>> = if before.is_empty() { bearers } else { before };
    if candidates.len() > 1 && courtesy.is_some() {
        candidates.retain(|bearer| gender(resolver, bearer.actor, tables).is_none_or(|gender| Some(gender) == courtesy));
    }
    if candidates.len() > 1 && courtesy.is_none() {
        leading(resolver, &mut candidates, item);
    }
    let start = resolver.items[item].mention.span.start;
    let kin = |before: bool| {
        let mut titles = resolver.items[item].titles().filter(|title| (title.start < start) == before).map(|title| title.of(resolver.text));
        titles.any(|title| kin::is_kin(title) && (before || title.starts_with("his ") || title.starts_with("her ")))
    };
    if let [only] = candidates[..] {
        if only.given.first().is_none_or(|given| given != name) && kin(true) {
            // "Her son, Ben": a given name.
            candidates.clear();
        } else if only.first < item && courtesy.is_some() && kin(false) {
            // "Ms. Roe, his daughter": no Roe who was spoken of, but perhaps one who is introduced later.
            let fits = |bearer: &&Bearer<'_>| {
                bearer.first > item && gender(resolver, bearer.actor, tables).is_none_or(|gender| Some(gender) == courtesy)
            };
            candidates = families.get(name).into_iter().flat_map(|family| &family.bearers).filter(fits).collect();
        }
    }
    let relatives: Vec<usize> = relatives
        .get(name)
        .into_iter()
        .flatten()
        .filter_map(|item| resolver.items[*item].mention.actor)
        .map(|actor| actor.0 as usize)
        .collect();
    if !relatives.is_empty() && candidates.iter().all(|bearer| relatives.contains(&bearer.actor)) {
        // "Roe's daughter, Ann Roe": Roe is somebody else, and Ms. Roe may be either.
        candidates.retain(|bearer| courtesy.is_some() && gender(resolver, bearer.actor, tables) == courtesy);
        if let Some(&other) = alone.get(name).filter(|_| !candidates.is_empty()) {
            let open = candidates.iter().map(|bearer| bearer.actor).chain([other]).collect();
            resolver.open.push((item, open));
            return;
        }
    }
    match candidates[..] {
        [bearer] => {
            let (actor, first) = (bearer.actor, bearer.first);
            let given = bearer.given.first().is_some_and(|given| given == name);
            resolver.give(item, actor, if given { Resolution::Variant } else { Resolution::ShortName }, Some(first));
        }
        [] => {
            let actor = match alone.get(name) {
                Some(&actor) => {
                    let first = resolver.actors[actor].items[0];
                    resolver.give(item, actor, Resolution::SameName, Some(first));
                    return;
                }
                None => resolver.create(item, record_of(name, RecordKind::Person, resolver.knowledge)),
            };
            alone.insert(name, actor);
        }
        _ => {
            let open = candidates.iter().map(|bearer| bearer.actor).collect();
            resolver.open.push((item, open));
        }
    }
}

/// Whom a given name alone means: the only person who has it. One that a relative bears is the only one's who is introduced later.
fn by_given_name<'f, 'a>(resolver: &Resolver<'a>, shorter: &Shorter<'f, 'a>, item: usize, name: &str) -> Option<&'f Bearer<'a>> {
    let bearer = (*shorter.given.get(name)?)?;
    let here = &resolver.items[item];
    let start = here.mention.span.start;
    let title = here.titles().find(|title| title.start < start).map_or("", |title| title.of(resolver.text));
    // "President Ray", "Mr Ray" bear a family name.
    let fits = match title {
        "" | "Dame" | "Sir" => true,
        _ => kin::is_kin(title) && bearer.first > item,
    };
    (fits && here.mention.class == ActorClass::Person && !resolver.names.of(item).is_place).then_some(bearer)
}

/// Of several of one family name, whom the article goes on calling by it: the only one so called before, more than once, where the others were
/// named a single time, and neither in this paragraph nor in the one before.
fn leading(resolver: &Resolver<'_>, candidates: &mut Vec<&Bearer<'_>>, item: usize) {
    let names = resolver.names;
    let items = |bearer: &Bearer<'_>| &resolver.actors[bearer.actor].items;
    // Short names come after all full ones.
    let short = |bearer: &Bearer<'_>| items(bearer).iter().rev().take(2).filter(|at| names.of(**at).length == 1).count();
    let block = |at: usize| resolver.items[at].mention.block;
    let passing = |bearer: &Bearer<'_>| matches!(items(bearer)[..], [only] if block(only) + 1 < block(item));
    let mut leading = candidates.iter().filter(|bearer| short(bearer) > 1);
    if let (Some(&leader), None) = (leading.next(), leading.next())
        && candidates.iter().all(|bearer| bearer.actor == leader.actor || passing(bearer))
    {
        *candidates = vec![leader];
    }
}

/// "Dong" for Dong Jun: a family name that stands first in one full name, where neither word told which is which.
fn first_of_eastern<'a, 'b>(resolver: &Resolver<'a>, families: &'b Families<'a>, item: usize) -> Option<&'b Vec<Bearer<'a>>> {
    if !Tables::shared().is_family_first(resolver.words(item)) {
        return None;
    }
    let name = &resolver.names.of(item).normalised;
    let bearers = families.values().map(|family| &family.bearers);
    let mut fitting = bearers.filter(|bearers| matches!(&bearers[..], [bearer] if bearer.given == std::slice::from_ref(name)));
    let only = fitting.next();
    if fitting.next().is_some() { None } else { only }
}

/// The gender that a courtesy title before a byte of a block gives.
pub(super) fn courtesy(text: &str, start: u32) -> Option<Gender> {
    let before = text.get(..start as usize).unwrap_or("").trim_end_matches([' ', '\u{A0}']);
    let word = before.rsplit([' ', '\u{A0}', '\n', '“', '"', '(']).next().unwrap_or("");
    match word {
        "Mr." | "Mr" | "Sir" | "Lord" => Some(Gender::Male),
        "Ms." | "Ms" | "Mrs." | "Mrs" | "Miss" | "Lady" | "Dame" => Some(Gender::Female),
        _ => None,
    }
}

/// The gender of an actor: its record's pronoun, a courtesy title, a title of one gender, its given name.
fn gender(resolver: &Resolver<'_>, actor: usize, tables: &Tables) -> Option<Gender> {
    let draft = &resolver.actors[actor];
    let of = |letter: char| match letter {
        'm' => Some(Gender::Male),
        'f' => Some(Gender::Female),
        _ => None,
    };
    let record = draft.record.and_then(|id| resolver.knowledge.record(id)).and_then(RecordView::pronouns);
    match record {
        Some("he") => return Some(Gender::Male),
        Some("she") => return Some(Gender::Female),
        Some(_) => return None,
        None => {}
    }
    let titles = draft.items.iter().filter_map(|item| {
        let title = resolver.items[*item].mention.title?.of(resolver.text).to_lowercase();
        tables.title(title.rsplit(' ').next().unwrap_or("")).and_then(|title| of(title.gender))
    });
    let courtesies = draft.items.iter().filter_map(|item| resolver.items[*item].courtesy);
    let given = draft
        .name
        .split_whitespace()
        .filter(|word| !word.ends_with('.'))
        .take(1)
        .filter_map(|word| tables.gender_of_given_name(word).and_then(of));
    courtesies.chain(titles).chain(given).next()
}
