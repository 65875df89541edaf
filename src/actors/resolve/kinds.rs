//! What the words beside one mention say of all mentions of the name: companies that look like persons, storms, oil, and places that speak.

use super::Resolver;
use super::scene::Item;
use crate::actors::{ActorClass, MentionKind};
use crate::knowledge::Tables;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the words beside a mention show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shown {
    /// "shares in Vane Hale", "Vane Hale, which makes".
    Company,
    /// "Hurricane Ida", "Brent crude": nobody, wherever it stands.
    Nobody,
    /// "Jackson, Mississippi", "Jackson-born".
    Place,
    /// "from Jackson": a place, if it is one elsewhere.
    Placed,
    /// "Roe's chief executive, Ann Roe": this one is the company.
    Owner,
}

/// Words before a company's name.
const BEFORE_COMPANY: &[&str] = &[
    "Shares in",
    "Shares of",
    "shares in",
    "shares of",
    "company",
    "airline",
    "carmaker",
    "automaker",
    "retailer",
    "drugmaker",
    "chipmaker",
    "insurer",
    "lender",
    "start-up",
    "startup",
    "media group",
    "energy group",
    "mining group",
    "retail group",
    "supermarket chain",
];
/// Words after a company's name.
const AFTER_COMPANY: &[&str] = &[
    " shares ",
    " stock ",
    "’s shares",
    "'s shares",
    " plc",
    " PLC",
    " Ltd",
    " Inc",
    " Corp",
    " LLC",
    " said it disagreed",
    ", the company",
];
/// Words before a place of work.
const BEFORE_WORK: &[&str] = &["Analysts at", "analysts at", "analyst at", "economist at", "strategist at"];
/// What companies do, after "which".
const DOES: &[&str] = &[
    "builds",
    "declined",
    "denied",
    "denies",
    "employs",
    "holds",
    "made",
    "maintained",
    "maintains",
    "makes",
    "manages",
    "operates",
    "owned",
    "owns",
    "produces",
    "provides",
    "runs",
    "said",
    "says",
    "sells",
    "supplies",
    "traces",
    "trades",
];
/// What only companies and bodies are.
const COMPANIES: &[&str] = &[
    "airline",
    "automaker",
    "bank",
    "brewer",
    "builder",
    "carmaker",
    "chain",
    "company",
    "conglomerate",
    "contractor",
    "developer",
    "drugmaker",
    "fund",
    "group",
    "insurer",
    "lender",
    "maker",
    "manufacturer",
    "operator",
    "producer",
    "retailer",
    "start-up",
    "startup",
    "subsidiary",
    "supplier",
    "utility",
];
/// Of these, what persons may be as well; they are companies only with "that" or "which".
const EITHER: &[&str] = &["brewer", "builder", "contractor", "developer", "lender", "manufacturer", "operator", "producer", "supplier"];
/// What only companies are to another, after "its".
const PARTNERS: &[&str] = &["competitor", "customer", "parent", "rival", "subsidiary", "supplier"];
/// Last words of companies' names that taken alone name none.
const LAST_WORDS: &[&str] = &[
    "Airlines", "Airways", "Bank", "Electric", "Energy", "Foods", "Gas", "Light", "Marine", "Media", "Mining", "Motors", "Power", "Rail",
    "Steel", "Telecom", "Water",
];
/// Words before the name of a storm.
const STORMS: &[&str] = &["Hurricane", "Typhoon", "Cyclone", "Storm"];

/// What the words beside a name of a block show.
pub(super) fn shown(text: &str, item: &Item) -> Option<Shown> {
    let span = item.mention.span;
    if item.mention.kind != MentionKind::Named || !matches!(item.mention.class, ActorClass::Person | ActorClass::Place) {
        return None;
    }
    let (before, after) = (text[..span.start as usize].trim_end_matches(' '), &text[span.end as usize..]);
    let ends = |words: &&str| before.strip_suffix(*words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let single = !span.of(text).contains(' ');
    if single && STORMS.iter().any(&ends) || after.starts_with(" crude") {
        return Some(Shown::Nobody);
    }
    if !item.titles().any(|title| title.end <= span.start) {
        // "a survey ship, the Thora.": no person has the article.
        let the = single && before.ends_with(" the") && (after.is_empty() || after.starts_with(['.', ',', ';', ':']));
        if the && item.mention.class == ActorClass::Person && !span.of(text).ends_with('s') {
            return Some(Shown::Nobody);
        }
        // "near Poe Wood", of no known given name.
        let unlike = || Tables::shared().gender_of_given_name(span.of(text).split(' ').next().unwrap_or("")).is_none();
        if ["-born", "-based"].iter().any(|words| after.starts_with(words)) || !single && ends(&"near") && unlike() {
            return Some(Shown::Place);
        }
        if is_led_by_namesake(span.of(text), after) {
            return Some(Shown::Owner);
        }
        if single && ["from", "in", "near"].iter().any(&ends) {
            return Some(Shown::Placed);
        }
    }
    let written = span.of(text);
    let last = written.rsplit(' ').next().unwrap_or("");
    let company = BEFORE_COMPANY.iter().any(&ends)
        || !single && item.acts && LAST_WORDS.binary_search(&last).is_ok()
        || item.mention.class == ActorClass::Place && BEFORE_WORK.iter().any(&ends)
        || single && (after.starts_with(" says its ") || after.starts_with(" said its "))
        || AFTER_COMPANY.iter().any(|words| after.starts_with(words))
        || after.strip_prefix(", which ").is_some_and(|rest| DOES.contains(&rest.split(' ').next().unwrap_or("")))
        || is_company(after)
        || is_partner(after);
    company.then_some(Shown::Company)
}

/// The most bytes in "chief executive of its northern arm".
const LONGEST_OFFICE: usize = 40;

/// "Roe's chief executive, Ann Roe": whether one who leads what bears a name is a namesake.
fn is_led_by_namesake(name: &str, after: &str) -> bool {
    let Some(rest) = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s ")) else { return false };
    let comma = rest.bytes().take(LONGEST_OFFICE).position(|byte| byte == b',');
    let Some((office, bearer)) = comma.and_then(|comma| Some((&rest[..comma], rest[comma..].strip_prefix(", ")?))) else { return false };
    let leads = ["executive", "chairman", "chairwoman", "chair", "founder", "president", "director", "spokesman", "spokeswoman"];
    office.starts_with(char::is_lowercase)
        && leads.iter().any(|lead| office.ends_with(lead))
        && bearer.split([',', '.']).next().is_some_and(|bearer| bearer.len() > name.len() && bearer.ends_with(name))
}

/// ", its largest customer,": whether words after a name say what a company is to another.
fn is_partner(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(", its ") else { return false };
    let noun = rest.split([',', '.', ';']).next().unwrap_or("");
    noun.split(' ').count() <= 3 && PARTNERS.contains(&noun.rsplit(' ').next().unwrap_or(""))
}

/// ", the British maker of", ", the contractor that".
fn is_company(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(", the ").or_else(|| after.strip_prefix(", a ")).or_else(|| after.strip_prefix(", an ")) else {
        return false;
    };
    let mut words = rest.split(' ').take(6);
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches([',', '.']);
        if COMPANIES.contains(&bare) {
            let next = words.next().unwrap_or("");
            let own = matches!(next, "that" | "which");
            // "the bank president".
            let whole = bare.len() < word.len() || own || matches!(next, "of" | "in" | "with" | "behind");
            return whole && (own || !EITHER.contains(&bare));
        }
        if bare.len() < word.len() || matches!(bare, "of" | "in" | "for" | "who" | "at" | "and") {
            return false;
        }
    }
    false
}

/// Whether a place stands right after a name: "Jackson, Mississippi".
pub(super) fn is_located(text: &str, name: Span, next: &Item) -> bool {
    next.mention.class == ActorClass::Place && text.get(name.end as usize..next.mention.span.start as usize) == Some(", ")
}

/// Gives the mentions of a name the class that the article shows, and finds which are nobody's.
pub(super) fn settle(resolver: &mut Resolver<'_>) {
    let names = resolver.names;
    let mut shown: FxHashMap<&str, Shown> = FxHashMap::default();
    // Names that something is in, and whether one that was read as a person's may be among them.
    let (mut placed, mut asks): (FxHashSet<&str>, _) = (FxHashSet::default(), false);
    for (at, item) in resolver.items.iter().enumerate() {
        match item.shown {
            None => {}
            Some(Shown::Owner) => asks = true,
            Some(Shown::Company) if is_personal(resolver, at) => {}
            Some(Shown::Placed) => {
                if item.mention.class == ActorClass::Place {
                    placed.insert(&names.of(at).normalised);
                } else {
                    asks = true;
                }
            }
            Some(what) => {
                shown.entry(&names.of(at).normalised).or_insert(what);
            }
        }
    }
    let named = |item: &Item| item.mention.kind == MentionKind::Named;
    let speaks = resolver.items.iter().any(|item| item.acts && item.mention.class == ActorClass::Person);
    if shown.is_empty() && !speaks && !asks {
        return;
    }
    // Family names of persons who have more than one.
    let families: FxHashSet<&str> = (0..resolver.items.len())
        .filter(|at| resolver.items[*at].mention.class == ActorClass::Person && names.of(*at).length > 1)
        .filter(|at| !matches!(shown.get(names.of(*at).normalised.as_str()), Some(Shown::Company | Shown::Place)))
        .flat_map(|at| [names.of(at).person.family(), names.of(at).person.parts.first().map_or("", String::as_str)])
        .collect();
    for at in 0..resolver.items.len() {
        let item = &resolver.items[at];
        if !named(item) || !matches!(item.mention.class, ActorClass::Person | ActorClass::Place) {
            continue;
        }
        let name = names.of(at);
        let key = name.normalised.as_str();
        let lone = !is_personal(resolver, at) && !families.contains(key);
        if item.shown == Some(Shown::Owner) && !is_personal(resolver, at) {
            resolver.items[at].mention.class = ActorClass::Organisation;
            continue;
        }
        match shown.get(key) {
            // "at a flat in Jackson", "a woman from Jackson".
            None if lone && placed.contains(key) && item.shown == Some(Shown::Placed) && item.mention.class == ActorClass::Person => {
                resolver.items[at].mention.class = ActorClass::Place;
            }
            Some(Shown::Nobody) if lone => resolver.nobody.push(at),
            Some(Shown::Company) if lone && !name.is_place => resolver.items[at].mention.class = ActorClass::Organisation,
            Some(Shown::Place) if lone && item.mention.class == ActorClass::Person => resolver.items[at].mention.class = ActorClass::Place,
            // "Washington said".
            None if item.acts && lone && name.is_place && item.mention.class == ActorClass::Person => {
                resolver.items[at].mention.class = ActorClass::Place;
            }
            _ => {}
        }
    }
}

/// Whether a mention has what only persons have: a title, a courtesy, a record.
fn is_personal(resolver: &Resolver<'_>, at: usize) -> bool {
    let item = &resolver.items[at];
    item.mention.class == ActorClass::Person
        && (item.titles().next().is_some() || item.courtesy.is_some() || resolver.names.of(at).person.record.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_by_apposition() {
        for after in [", the British maker of biscuits", ", the contractor that built", ", a bank in Oslo", ", the energy company, said"] {
            assert!(is_company(after), "{after}");
        }
        for after in [", the contractor, said", ", the bank president", ", a professor of group theory", " the company"] {
            assert!(!is_company(after), "{after}");
        }
    }
}
