//! `name-inconsistent`: two near spellings of one person's name in an article.

use crate::actors::{ActorClass, MentionKind, is_known};
use crate::checks::spelling::{Neighbours, Shape, are_near, is_near};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Span, sorted};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

pub(super) const RULE: Rule =
    Rule { code: "name-inconsistent", level: Level::Warning, summary: "Two spellings of one name in an article", check };

/// Fewer letters leave too many words near a name.
const LETTERS: usize = 5;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let spellings = context.reading.actors.memo.get(|| Spellings::new(context));
    let strange = strange(context, spellings);
    let families = &spellings.families;
    let spelling = |at: usize| {
        let family = &families[at];
        let unnamed = strange.get(&*family.name).into_iter().flatten();
        let spans: Vec<Span> = family.places.iter().map(|place| place.span(context)).chain(unnamed.copied()).collect();
        let weight = (spans.len(), family.given.len());
        Spelling { name: &family.name, spans, weight }
    };
    for &(one, other) in &spellings.near {
        report(context, findings, spelling(one), spelling(other));
    }
    spellings.several.iter().for_each(|at| given_names(context, findings, &families[*at]));
    for (word, spans) in strange.iter().filter(|(word, _)| !families.iter().any(|family| *family.name == ***word)) {
        for at in (0..spellings.introduced).filter(|at| families[*at].person && is_near(&families[*at].name, word)) {
            report(context, findings, spelling(at), Spelling { name: word, spans: spans.clone(), weight: (spans.len(), 0) });
        }
    }
}

/// The spellings of an article's names and which of them are near each other, wherever they stand: it follows from the actors.
struct Spellings {
    /// Those with a given name before others.
    families: Vec<Family>,
    /// How many have one.
    introduced: usize,
    /// Two that may be one name: two without a given name are never compared.
    near: Vec<(usize, usize)>,
    /// Those with near spellings of a given name.
    several: Vec<usize>,
    /// The long ones of persons introduced, by their first letter.
    persons: FxHashMap<Option<char>, Vec<usize>>,
}

impl Spellings {
    fn new(context: &Context<'_>) -> Self {
        let mut families = families(context);
        families.sort_unstable_by(|a, b| (a.given.is_empty(), &a.name).cmp(&(b.given.is_empty(), &b.name)));
        let introduced = families.partition_point(|family| !family.given.is_empty());
        let mut near = Vec::new();
        let neighbours = Neighbours::of(families.iter().map(|family| family.shape));
        let mut persons: FxHashMap<Option<char>, Vec<usize>> = FxHashMap::default();
        for (at, one) in families[..introduced].iter().enumerate() {
            let others = neighbours.after(at, one.shape, |other| one.is_like(&families[other]));
            near.extend(others.into_iter().map(|other| (at, other)));
            if one.person && one.name.chars().count() >= LETTERS {
                persons.entry(one.shape.first()).or_default().push(at);
            }
        }
        let several = (0..introduced).filter(|at| {
            let Family { person, given, .. } = &families[*at];
            *person && given.iter().any(|(name, _)| *name != given[0].0) && near_given(&families[*at]).next().is_some()
        });
        let several = several.collect();
        Spellings { families, introduced, near, several, persons }
    }
}

/// One spelling of a family name.
struct Family {
    name: Box<str>,
    shape: Shape,
    places: Vec<Placed>,
    /// The given names before it.
    given: Vec<(Box<str>, Placed)>,
    person: bool,
}

/// A part of a mention, by the mention's number and where in it the part stands.
#[derive(Clone, Copy)]
struct Placed(usize, Span);

impl Placed {
    fn span(self, context: &Context<'_>) -> Span {
        self.1.shift(context.reading.actors.mentions[self.0].span.start)
    }
}

/// Each spelling that occurs as a family name.
fn families(context: &Context<'_>) -> Vec<Family> {
    let mut families: FxHashMap<&str, Family> = FxHashMap::default();
    // Most names are written again and again, and are taken apart once.
    let mut known: FxHashMap<&str, Option<Written<'_>>> = FxHashMap::default();
    let mentions = context.reading.actors.mentions.iter().enumerate();
    for (at, mention) in mentions.filter(|(_, mention)| mention.kind == MentionKind::Named && mention.class != ActorClass::Nationality) {
        let written = known.entry(context.words(mention.span)).or_insert_with_key(|name| Written::new(name));
        let Some(Written { family: (name, span), given }) = *written else { continue };
        let new = || Family { name: name.into(), shape: Shape::of(name), places: Vec::new(), given: Vec::new(), person: false };
        let family = families.entry(name).or_insert_with(new);
        family.places.push(Placed(at, span));
        family.person |= mention.class == ActorClass::Person;
        family.given.extend(given.map(|(given, span)| (given.into(), Placed(at, span))));
    }
    families.into_values().collect()
}

/// A word of a name and where it stands in it.
type Part<'a> = (&'a str, Span);

/// A name as written.
#[derive(Clone, Copy)]
struct Written<'a> {
    family: Part<'a>,
    /// The first word of several.
    given: Option<Part<'a>>,
}

impl<'a> Written<'a> {
    fn new(name: &'a str) -> Option<Self> {
        let words = name.split_whitespace().filter(|word| !matches!(*word, "Jr." | "Sr." | "II" | "III" | "Jr"));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')).filter(|word| !word.is_empty());
        let mut parts = words.map(|word| {
            let at = word.as_ptr() as usize - name.as_ptr() as usize;
            (word, Span::new(at, at + word.len()))
        });
        let first = parts.next()?;
        Some(parts.next_back().map_or(Written { family: first, given: None }, |last| Written { family: last, given: Some(first) }))
    }
}

impl Family {
    /// Whether another may be a spelling of this one: both names are near, at least one is introduced with a given name, and no given name speaks
    /// against it.
    fn is_like(&self, other: &Family) -> bool {
        self.shape.may_be_near(other.shape) && self.may_be_of(other) && are_near(&self.name, &other.name) && self.may_be(other)
    }

    /// Whether one is a person's and the other not the last word of some other name: "Wong" and "Hong Kong".
    fn may_be_of(&self, other: &Family) -> bool {
        let whole = |family: &Family| family.person || family.given.is_empty();
        (self.person || other.person) && whole(self) && whole(other)
    }

    /// Whether one is introduced with a given name, and no given name of the other speaks against it.
    fn may_be(&self, other: &Family) -> bool {
        let same = |a: &str, b: &str| {
            a.eq_ignore_ascii_case(b) || is_near(a, b) || a.starts_with(b.trim_end_matches('.')) || b.starts_with(a.trim_end_matches('.'))
        };
        match (self.given.is_empty(), other.given.is_empty()) {
            (true, true) => false,
            (false, false) => self.given.iter().any(|(a, _)| other.given.iter().any(|(b, _)| same(a, b))),
            _ => true,
        }
    }
}

/// The capitalised words of one block that no table knows; spans are relative to it.
fn unknown(text: &str, read: &BlockReading) -> Vec<(Span, Shape)> {
    let tokens = read.tokens.iter().filter(|token| token.is_word() && token.capital && !token.upper);
    let unknown = tokens.map(|token| (token.span, token.span.of(text))).filter(|(_, word)| !is_known(word));
    unknown.map(|(span, word)| (span, Shape::of(word))).collect()
}

/// Words that were taken for no name, as one misspelled at the start of a sentence is, where a person's family name is near.
fn strange<'a>(context: &Context<'a>, spellings: &Spellings) -> BTreeMap<&'a str, Vec<Span>> {
    let mut found: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    if spellings.persons.is_empty() {
        return found;
    }
    let mentions = &context.reading.actors.mentions;
    for block in context.found(unknown) {
        for (span, shape) in block.items {
            let Some(alike) = spellings.persons.get(&shape.first()) else { continue };
            let span = span.shift(block.block.span.start);
            let word = context.words(span);
            let near = |family: &Family| shape.may_be_near(family.shape) && are_near(word, &family.name);
            if !alike.iter().any(|at| near(&spellings.families[*at])) {
                continue;
            }
            let next = mentions.partition_point(|mention| mention.span.end <= span.start);
            let named = mentions.get(next).is_some_and(|mention| mention.kind == MentionKind::Named && mention.span.overlaps(span));
            if !named {
                found.entry(word).or_default().push(span);
            }
        }
    }
    found
}

/// Near spellings of a given name before one family name.
fn near_given(family: &Family) -> impl Iterator<Item = (&str, &str)> {
    let names = sorted(family.given.iter().map(|(name, _)| &**name));
    let list: Vec<_> = names.into_iter().map(|name| (name, Shape::of(name))).collect();
    let pairs = (0..list.len()).flat_map(move |at| list[at + 1..].iter().map(|other| (list[at], *other)).collect::<Vec<_>>());
    pairs
        .filter(|((one, shape), (other, like))| shape.may_be_near(*like) && are_near(one, other))
        .map(|((one, _), (other, _))| (one, other))
}

fn given_names(context: &Context<'_>, findings: &mut Vec<Finding>, family: &Family) {
    for (one, other) in near_given(family) {
        let [one, other] = [one, other].map(|name| {
            let places = family.given.iter().filter(|(given, _)| &**given == name).map(|(_, place)| place);
            let spans: Vec<Span> = places.map(|place| place.span(context)).collect();
            let weight = (spans.len(), 0);
            Spelling { name, spans, weight }
        });
        report(context, findings, one, other);
    }
}

/// A spelling and where it stands.
struct Spelling<'a> {
    name: &'a str,
    spans: Vec<Span>,
    /// More occurrences, then more introductions, make the spelling that is kept.
    weight: (usize, usize),
}

fn report(context: &Context<'_>, findings: &mut Vec<Finding>, one: Spelling<'_>, other: Spelling<'_>) {
    let first = |spelling: &Spelling<'_>| spelling.spans.first().map_or(u32::MAX, |span| span.start);
    // Equal weights: what stands first is kept.
    let keep_one = one.weight > other.weight || one.weight == other.weight && first(&one) < first(&other);
    let (kept, odd) = if keep_one { (one, other) } else { (other, one) };
    let (Some(&place), Some(&counterpart)) = (odd.spans.first(), kept.spans.first()) else { return };
    let outside = |span: &&Span| context.quotation_around(**span).is_none();
    // Again and again in what is quoted, and nowhere else, it is the spelling of the source; marks are no spelling; countries are known.
    let of_source = |spelling: &Spelling<'_>| spelling.spans.len() > 1 && !spelling.spans.iter().any(|span| outside(&span));
    let country = |name: &str| Tables::shared().country(name).is_some();
    if of_source(&odd) || of_source(&kept) || straight(odd.name) == straight(kept.name) || country(odd.name) || country(kept.name) {
        return;
    }
    let message = format!("“{}” is written “{}” elsewhere in this article", odd.name, kept.name);
    let mut finding = Finding::new(RULE.code, RULE.level, place, message).relate(context.file, counterpart, format!("“{}”", kept.name));
    for span in odd.spans.iter().skip(1) {
        finding = finding.relate(context.file, *span, format!("“{}” again", odd.name));
    }
    let edits = odd.spans.iter().filter(outside).map(|span| Edit { span: *span, text: kept.name.to_owned() }).collect::<Vec<_>>();
    findings.push(if edits.is_empty() {
        finding
    } else {
        finding.fix(format!("Write “{}” everywhere outside quotations", kept.name), edits, false)
    });
}

/// A name with straight apostrophes.
fn straight(name: &str) -> String {
    name.replace(['’', '‘', 'ʼ'], "'")
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn two_spellings_of_one_name() {
        fires(
            "name-inconsistent",
            &[
                "Mayor Eleanor Brandt spoke on Monday.\n\nBrandt said that <Brant> was a fool, said Brandt.\n",
                // Taken for no name where it stands.
                "Mayor Eleanor Quistgaard spoke on Monday.\n\n<Quistgard> then left for Norrvik.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. The <Quitsgaard> plan is not new.\n",
            ],
        );
        silent(
            "name-inconsistent",
            &[
                "Mayor Eleanor Brandt spoke on Monday. Brands were not named.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. Quistgaards have lived here for long.\n",
                "Mayor Eleanor Wong flew to Hong Kong on Monday. Wong will stay for a week.\n",
                "Mayor Eleanor Quistgaard met Paul Quistgard on Monday. Quistgaard spoke first.\n",
                "Mayor Eleanor O’Quistgaard spoke on Monday. O'Quistgaard then left.\n",
                "Mayor Eleanor Quistgaard wrote: \"I, Eleanor Quistgard, leave. Let nobody follow Quistgard, or Quistgard will stay.\"\n\nQuistgaard left.\n",
            ],
        );
    }
}
