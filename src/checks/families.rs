//! How the family names of an article are spelled, and which spellings may be those of one name.

use super::Context;
use super::bearers::is_relative;
use super::found::Held;
use super::spelling::{FARTHEST, Neighbours, Shape, are_near, distance, is_near};
use crate::actors::{ActorClass, GENERATIONS, KnownAs, MentionKind, is_pair};
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Span, sorted, whole_places};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// More pairs of near names make a roll of names, of which nothing is told.
pub(super) const MANY: usize = 100;
/// So many places of a family name tell which given names stand before it.
const GIVEN: usize = 16;
/// More pairs of near given names before one family name make a roll, too.
const SEVERAL: usize = 8;
/// Fewer letters leave too many words near a name.
const LETTERS: usize = 5;

/// The spellings of an article's names and which of them are near each other, wherever they stand: it follows from the actors, and from what the text
/// says of spelling.
pub(super) struct Spellings {
    /// Those with a given name before others.
    pub families: Vec<Family>,
    /// How many have one.
    pub introduced: usize,
    /// Where they stand.
    places: Vec<Placed>,
    /// The given names before them.
    given: Vec<Placed>,
    /// Two that may be one name: two without a given name are never compared.
    pub near: Vec<(usize, usize)>,
    /// Those with near spellings of a given name.
    pub several: Vec<usize>,
    /// The long ones of persons introduced, by their first letter and their length.
    persons: Vec<((Option<char>, usize), usize)>,
    /// The blocks where a word that is no name is near one of them.
    pub strange: Held,
}

/// The spellings that were worked out last, and a number of what the text says of spelling.
#[derive(Default)]
struct Last(Mutex<Option<(u64, Arc<Spellings>)>>);

impl Spellings {
    /// Those of an article; in blocks of these numbers the writer tells how a name is not spelled. They are worked out again where the actors are
    /// others, or what the text says of spelling is.
    pub fn of(context: &Context<'_>, notes: &[usize]) -> Arc<Self> {
        // Blocks by their mentions: their numbers change with what lies between them.
        let mentions = &context.reading.actors.mentions;
        let in_block = |number: usize| [number, number + 1].map(|end| mentions.partition_point(|mention| (mention.block as usize) < end));
        let mut hasher = FxHasher::default();
        notes.iter().for_each(|number| in_block(*number).hash(&mut hasher));
        context.found(remark).iter().for_each(|found| (in_block(found.number), context.words(found.block.span)).hash(&mut hasher));
        let key = hasher.finish();
        let mut last = context.reading.actors.memo.get(Last::default).0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, spellings)) = last.as_ref().filter(|(of, _)| *of == key) {
            return Arc::clone(spellings);
        }
        let spellings = Arc::new(Spellings::new(context, notes));
        *last = Some((key, Arc::clone(&spellings)));
        spellings
    }

    fn new(context: &Context<'_>, notes: &[usize]) -> Self {
        let found = found(context, notes);
        let families = || found.chunk_by(|one, other| one.family == other.family);
        let is_introduced = |family: &&[Found<'_>]| family.iter().any(|found| found.given.is_some());
        let mut spellings = Spellings {
            families: Vec::with_capacity(families().count()),
            introduced: families().filter(is_introduced).count(),
            places: Vec::with_capacity(found.len()),
            given: Vec::new(),
            near: Vec::new(),
            several: Vec::new(),
            strange: Held::default(),
            persons: Vec::new(),
        };
        families().filter(is_introduced).for_each(|family| spellings.add(family));
        families().filter(|family| !is_introduced(family)).for_each(|family| spellings.add(family));
        spellings.compare(context);
        spellings
    }

    /// Adds a spelling by all its places.
    fn add(&mut self, found: &[Found<'_>]) {
        let (places, given) = (self.places.len(), self.given.len());
        self.places.extend(found.iter().map(|found| found.place));
        self.given.extend(found.iter().filter_map(|found| found.given));
        self.families.push(Family {
            shape: Shape::of(found[0].family),
            places: places..self.places.len(),
            given: given..self.given.len(),
            person: found.iter().any(|found| found.person),
        });
    }

    fn compare(&mut self, context: &Context<'_>) {
        let Spellings { families, introduced, .. } = &*self;
        let neighbours = Neighbours::of(families.iter().map(|family| family.shape));
        let mut near = Vec::new();
        for (at, one) in families[..*introduced].iter().enumerate() {
            let others = neighbours.after(at, one.shape, |other| self.is_like(one, &families[other], context));
            near.extend(others.into_iter().map(|other| (at, other)));
            if near.len() > MANY {
                self.introduced = 0;
                return;
            }
        }
        let several = |at: &usize| {
            let given = self.given(&families[*at]);
            let differ = given.iter().any(|name| name.of(context) != given[0].of(context));
            families[*at].person && differ && !near_given(context, given).is_empty()
        };
        let several: Vec<usize> = (0..*introduced).filter(several).take(MANY + 1).collect();
        if several.len() > MANY {
            self.introduced = 0;
            return;
        }
        let persons = families[..*introduced].iter().enumerate().filter(|(_, family)| family.person && family.shape.length() >= LETTERS);
        let persons = sorted(persons.map(|(at, family)| ((family.shape.first(), family.shape.length()), at)));
        (self.near, self.several, self.persons) = (near, several, persons);
    }

    /// Where a family name stands.
    pub fn places(&self, family: &Family) -> &[Placed] {
        &self.places[family.places.clone()]
    }

    /// The given names before it.
    pub fn given(&self, family: &Family) -> &[Placed] {
        &self.given[family.given.clone()]
    }

    /// The family name itself.
    pub fn name<'a>(&self, family: &Family, context: &Context<'a>) -> &'a str {
        self.places(family).first().map_or("", |place| place.of(context))
    }

    /// The numbers of the long ones of persons introduced that begin with the first letter of a word and are nearly as long.
    pub fn persons(&self, word: Shape) -> impl Iterator<Item = usize> {
        let with = move |length: usize| (word.first(), length);
        let from = self.persons.partition_point(|(known, _)| *known < with(word.length().saturating_sub(FARTHEST)));
        let near = self.persons[from..].iter().take_while(move |(known, _)| *known <= with(word.length() + FARTHEST));
        near.map(|(_, at)| *at)
    }

    /// The person, by the family's number, whose family name follows a word that is near that person's given name.
    pub fn before_family(&self, context: &Context<'_>, word: Span, written: &str) -> Option<usize> {
        let after = context.text()[word.end as usize..].strip_prefix(' ').filter(|after| after.starts_with(char::is_uppercase))?;
        let family = after.split(|c: char| !c.is_alphanumeric() && c != '-').next()?;
        let at = self.families[..self.introduced].binary_search_by(|known| self.name(known, context).cmp(family)).ok()?;
        let known = &self.families[at];
        (known.person && self.given(known).iter().take(GIVEN).any(|given| is_near(given.of(context), written))).then_some(at)
    }

    /// Whether another may be a spelling of one: both names are near, at least one is introduced with a given name, and no given name speaks
    /// against it.
    fn is_like(&self, one: &Family, other: &Family, context: &Context<'_>) -> bool {
        let near = || are_near(self.name(one, context), self.name(other, context)) || self.is_cut(one, other, context);
        one.shape.may_be_near(other.shape) && one.may_be_of(other) && near() && self.may_be(one, other, context)
    }

    /// "Dana Whitcombe" and "Dana Whitcomb": the last letter is left out after the same given name. Without one it may be a plural.
    fn is_cut(&self, one: &Family, other: &Family, context: &Context<'_>) -> bool {
        let (one_name, other_name) = (self.name(one, context), self.name(other, context));
        let longer = |long: &str, short: &str| short.len() >= 4 && long.strip_prefix(short).is_some_and(|rest| matches!(rest, "e" | "s"));
        let full = |given: &str| given.len() > 2 && !given.ends_with('.');
        let (one, other) = (self.given(one), self.given(other));
        (longer(one_name, other_name) || longer(other_name, one_name))
            && one.iter().map(|given| given.of(context)).any(|given| full(given) && other.iter().any(|other| other.of(context) == given))
    }

    /// Whether one is introduced with a given name, and no given name of the other speaks against it. "Xiaobo Zhang" and "Xiaobo Zheng" are two.
    fn may_be(&self, one_family: &Family, other_family: &Family, context: &Context<'_>) -> bool {
        let (one, other) = (self.given(one_family), self.given(other_family));
        match (one.is_empty(), other.is_empty()) {
            (true, true) => false,
            (false, false) => {
                let are_two = are_east_asian(self.name(one_family, context), self.name(other_family, context));
                let may_be = |a: &str, b: &str| may_be_same(a, b) && !(are_two && gender(a).is_none());
                one.iter().take(GIVEN).any(|a| other.iter().take(GIVEN).any(|b| may_be(a.of(context), b.of(context))))
            }
            _ => true,
        }
    }

    /// "Ahmed Hassan and Ahmed Hasan were held", "Ann Burke ... her sister, Anne Birke": whether the words around the full names of two families tell
    /// that these are two people.
    pub fn are_others(&self, one: usize, other: usize, context: &Context<'_>) -> bool {
        let [one, other] = [one, other].map(|at| self.given(&self.families[at]));
        one.iter().any(|a| {
            other.iter().any(|b| {
                let [first, second] = [a, b].map(|given| context.reading.actors.mentions[given.0].span);
                may_be_same(a.of(context), b.of(context)) && (in_one_breath(context, first, second) || is_no_slip(context, [first, second]))
            })
        })
    }
}

/// One spelling of a family name.
pub(super) struct Family {
    pub shape: Shape,
    /// Of [`Spellings::places`], in their order.
    places: Range<usize>,
    /// Of [`Spellings::given`], likewise.
    pub given: Range<usize>,
    /// Whether it is a person's.
    pub person: bool,
}

impl Family {
    /// Whether one is a person's and the other not the last word of some other name: "Wong" and "Hong Kong".
    fn may_be_of(&self, other: &Family) -> bool {
        let whole = |family: &Family| family.person || family.given.is_empty();
        (self.person || other.person) && whole(self) && whole(other)
    }
}

/// Whether two given names may be one: alike, or one an initial of the other; not a man's and a woman's.
fn may_be_same(one: &str, other: &str) -> bool {
    let begins = |one: &str, other: &str| one.starts_with(other.trim_end_matches('.'));
    let like = one.eq_ignore_ascii_case(other) || is_near(one, other) || begins(one, other) || begins(other, one);
    like && !differ_in_gender(one, other)
}

/// Whether a given name is a man's, 'm', or a woman's, 'f'.
fn gender(name: &str) -> Option<char> {
    Tables::shared().gender_of_given_name(name).filter(|gender| *gender != 'u')
}

/// "Zhang" and "Zheng": two family names of East Asia, which say nothing against being two where they are a letter apart.
fn are_east_asian(one: &str, other: &str) -> bool {
    let tables = Tables::shared();
    tables.is_east_asian_family(one) && tables.is_east_asian_family(other)
}

/// "Julio" and "Julia": the one a man's name and the other a woman's.
fn differ_in_gender(one: &str, other: &str) -> bool {
    gender(one).zip(gender(other)).is_some_and(|(one, other)| one != other)
}

/// Whether a word beside a full name says whose relative that one is, that it is nobody's, or that such people are meant: "her husband, Francis Burke",
/// "Francis Burke, no relation", "the Dana Clarks of this world".
pub(super) fn is_no_slip(context: &Context<'_>, names: [Span; 2]) -> bool {
    let text = context.text();
    names.iter().any(|name| {
        let (before, after) = (&text[..name.start as usize], &text[name.end as usize..]);
        let line = before.rsplit(['\n', '.']).next().unwrap_or_default();
        let sentence = after.split(['\n', '.']).next().unwrap_or_default();
        let told = |words: &str| ["no relation", "not related", "unrelated", "namesake", "in-law"].iter().any(|of| words.contains(of));
        before.ends_with("the ") || is_relative(before, after) || told(line) || told(sentence)
    })
}

/// A part of a mention, by the mention's number and where in it the part stands.
#[derive(Clone, Copy)]
pub(super) struct Placed(pub usize, Span);

impl Placed {
    /// Where the part stands in the text.
    pub fn span(self, context: &Context<'_>) -> Span {
        self.1.shift(context.reading.actors.mentions[self.0].span.start)
    }

    /// The part as written.
    pub fn of<'a>(self, context: &Context<'a>) -> &'a str {
        context.words(self.span(context))
    }
}

/// A mention by name.
struct Found<'a> {
    family: &'a str,
    place: Placed,
    given: Option<Placed>,
    person: bool,
}

/// All that are mentioned by name outside notes, in the order of their family names and then of their places.
fn found<'a>(context: &Context<'a>, notes: &[usize]) -> Vec<Found<'a>> {
    // Most names are written again and again, and are taken apart once.
    let mut known: FxHashMap<&str, Option<Written<'_>>> = FxHashMap::default();
    let mentions = context.reading.actors.mentions.iter().enumerate();
    let mentions = mentions.filter(|(_, mention)| mention.kind == MentionKind::Named && mention.class != ActorClass::Nationality);
    let mentions = mentions.filter(|(_, mention)| notes.binary_search(&(mention.block as usize)).is_err());
    let found = mentions.filter_map(|(at, mention)| {
        let name = context.words(mention.span);
        let Written { family: (family, span), given } = (*known.entry(name).or_insert_with_key(|name| Written::new(name)))?;
        // "Maine" beside Kaine: what else bears a name that the tables know is no misspelling of a person's.
        let is_other = || mention.class != ActorClass::Person && KnownAs::of(name).is_anything();
        if given.is_none() && (is_other() || shares_family(context, at))
            || is_sic(context, mention.span)
            || is_profile(context, mention.span)
        {
            return None;
        }
        let given = given.map(|(_, span)| Placed(at, span));
        Some(Found { family, place: Placed(at, span), given, person: mention.class == ActorClass::Person })
    });
    let mut found: Vec<Found<'_>> = found.collect();
    found.sort_unstable_by(|a, b| (a.family, a.place.0).cmp(&(b.family, b.place.0)));
    found
}

/// "Ann and Paul Roe": a given name alone, whose family name stands after the next one.
fn shares_family(context: &Context<'_>, at: usize) -> bool {
    let mentions = &context.reading.actors.mentions;
    let Some(next) = mentions.get(at + 1).filter(|next| next.class == ActorClass::Person && next.kind == MentionKind::Named) else {
        return false;
    };
    let one = &mentions[at];
    one.block == next.block && is_pair(context.text(), one.span, next.span) && context.words(next.span).contains(' ')
}

/// Where a block says beside a name that it is spelled so.
fn remark(text: &str, _: &BlockReading) -> Vec<()> {
    let says = whole_places(text, "sic").next().is_some() || text.contains('/') && SITES.iter().any(|site| text.contains(site));
    says.then_some(()).into_iter().collect()
}

/// Whether the writer says that it is spelled so: "Rowe [sic]".
fn is_sic(context: &Context<'_>, span: Span) -> bool {
    let after = &context.text()[span.end as usize..];
    let after = after.strip_prefix("’s").or_else(|| after.strip_prefix("'s")).unwrap_or(after);
    let mark = after.trim_start().strip_prefix(['[', '(']).and_then(|mark| mark.strip_prefix("sic"));
    mark.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Where pictures are taken from.
const SITES: [&str; 8] = ["Facebook", "Flickr", "Instagram", "LinkedIn", "Myspace", "Twitter", "Unsplash", "YouTube"];

/// "LinkedIn/Ann Roe": the credit of a picture, which has a name as its owner writes it there.
fn is_profile(context: &Context<'_>, span: Span) -> bool {
    let before = context.text()[..span.start as usize].strip_suffix('/');
    before.is_some_and(|before| SITES.iter().any(|site| before.ends_with(site)))
}

/// A word of a name and where it stands in it.
type Part<'a> = (&'a str, Span);

/// What else stands behind family names.
const HONOURS: [&str; 5] = ["KC", "QC", "SC", "MP", "MBE"];

/// A name as written.
#[derive(Clone, Copy)]
struct Written<'a> {
    family: Part<'a>,
    /// The first word of several.
    given: Option<Part<'a>>,
}

impl<'a> Written<'a> {
    fn new(name: &'a str) -> Option<Self> {
        let words = name.split_whitespace().filter(|word| !(GENERATIONS.contains(word) || HONOURS.contains(word)));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')).filter(|word| !word.is_empty());
        let mut parts = words.map(|word| {
            let at = word.as_ptr() as usize - name.as_ptr() as usize;
            (word, Span::new(at, at + word.len()))
        });
        let first = parts.next()?;
        Some(parts.next_back().map_or(Written { family: first, given: None }, |last| Written { family: last, given: Some(first) }))
    }
}

/// Near spellings of a given name among those before one family name.
pub(super) fn near_given<'a>(context: &Context<'a>, given: &[Placed]) -> Vec<(&'a str, &'a str)> {
    let names = sorted(given.iter().map(|name| name.of(context)));
    let list: Vec<_> = names.into_iter().take(MANY).map(|name| (name, Shape::of(name))).collect();
    let pairs = list.iter().enumerate().flat_map(|(at, one)| list[at + 1..].iter().map(move |other| (one, other)));
    // "Pete" and "Peter" are both hers or his.
    let is_short =
        |one: &str, other: &str| (one.starts_with(other) || other.starts_with(one)) && Tables::shared().same_given_name(one, other);
    // "Berni" beside "Bernie": no other form of the name, as "Ann" and "Anne" are.
    let is_cut = |one: &str, other: &str| {
        one.len().min(other.len()) >= 4
            && distance(one, other, 1) == Some(1)
            && [one, other].iter().any(|name| !KnownAs::of(name).is_anything())
    };
    // "Stephen" beside "Steven": the same name in two spellings that are in use.
    let is_respelled = |one: &str, other: &str| {
        let ends = |name: &str| (name.chars().next(), name.chars().next_back());
        one.len().min(other.len()) >= 6
            && ends(one) == ends(other)
            && distance(one, other, FARTHEST) == Some(FARTHEST)
            && Tables::shared().share_nickname(one, other)
    };
    let is_slip = |(one, shape): &(&str, Shape), (other, like): &(&str, Shape)| {
        shape.may_be_near(*like) && (are_near(one, other) || is_cut(one, other)) || is_respelled(one, other)
    };
    // "Zhang Min" and "Zheng Min": the family name stands first.
    let are_two = |one: &str, other: &str| is_short(one, other) || differ_in_gender(one, other) || are_east_asian(one, other);
    let near = pairs.filter(|(one, other)| is_slip(one, other) && !are_two(one.0, other.0));
    let near: Vec<_> = near.map(|((one, _), (other, _))| (*one, *other)).take(SEVERAL + 1).collect();
    if near.len() > SEVERAL { Vec::new() } else { near }
}

/// "Christian Roe and his sister Christina Roe": who is named in one breath with another is somebody else.
pub(super) fn in_one_breath(context: &Context<'_>, one: Span, other: Span) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    !Span { start: first.end, end: second.start.max(first.end) }.of(context.text()).contains(['.', '?', '!', '\n'])
}
