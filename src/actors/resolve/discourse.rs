//! Pronouns, titles alone and descriptions: which actor before they lean on.

use super::descriptions::{is_of, office};
use super::{Resolver, descriptions};
use crate::actors::{ActorClass, Gender, MentionKind, NominalKind, Resolution};
use smallvec::SmallVec;

/// How many sentences back a pronoun may reach.
const REACH: u32 = 6;
/// How many mentions back are looked at.
const LOOK: usize = 40;

/// How much better than others whom a quotation may speak of the best must be.
const UNSURE: i32 = 2;

/// How much better than others a name of several must be that the pronoun alone tells apart.
const CLEAR: i32 = 5;

/// Gives pronouns, titles and descriptions to actors where one fits best.
pub(super) fn lean(resolver: &mut Resolver<'_>) {
    let mut titles = Titles::default();
    resolver.named_open = resolver.open.len();
    told(resolver);
    for item in 0..resolver.items.len() {
        match resolver.items[item].nominal.take() {
            Some(NominalKind::Pronoun(gender)) => pronoun(resolver, item, gender),
            Some(NominalKind::Title(title, country)) => by_title(resolver, &mut titles, item, &title, country),
            Some(NominalKind::Counterpart(country)) => descriptions::counterpart(resolver, item, country),
            None => {}
        }
    }
}

/// A person before: the subject of the sentence at hand or of one before, of the right gender.
fn pronoun(resolver: &mut Resolver<'_>, item: usize, gender: Gender) {
    match antecedent(resolver, item, gender) {
        Ok((antecedent, actor)) => {
            resolver.give(item, actor, Resolution::Pronoun, Some(antecedent));
            // Who is "she" once is no "he" later.
            let near = resolver.items[antecedent].sentence == resolver.items[item].sentence;
            if near || !resolver.items[item].mention.in_quote {
                resolver.actors[actor].gender.get_or_insert(gender);
            }
        }
        Err(candidates) if candidates.is_empty() => {}
        Err(candidates) => resolver.open.push((item, candidates)),
    }
}

/// Persons whose gender is not known yet and whom the text calls "he" or "she" where nobody else is meant: "Roe said she".
fn told(resolver: &mut Resolver<'_>) {
    for item in 1..resolver.items.len() {
        let (before, here) = (&resolver.items[item - 1], &resolver.items[item]);
        let (Some(NominalKind::Pronoun(gender)), true) = (&here.nominal, here.stand.told && !here.mention.in_quote) else { continue };
        if let Some(actor) = before.mention.actor {
            resolver.actors[actor.0 as usize].gender.get_or_insert(*gender);
        }
    }
}

/// A mention that may be whom a pronoun means.
#[derive(Clone, Copy)]
struct Candidate {
    score: i32,
    /// The best mention, and the one nearest before.
    item: usize,
    nearest: usize,
    /// `None` for somebody who is not known.
    actor: Option<usize>,
}

/// The mention before that a pronoun leans on best, with its actor; else the actors that fit equally well, or none.
pub(super) fn antecedent(resolver: &Resolver<'_>, item: usize, gender: Gender) -> Result<(usize, usize), Vec<usize>> {
    let here = &resolver.items[item];
    let (sentence, quoted, block) = (here.sentence, here.mention.in_quote, here.mention.block);
    let speaker = here.stand.speaker.and_then(|at| who_is(resolver, item.checked_add_signed(at)?));
    // "Roe described her": the subject of a verb is not its object.
    let subject = here.stand.subject.and_then(|back| who_is(resolver, item - back));
    // The best mention of each actor, the nearest first.
    let mut found: SmallVec<[Candidate; 8]> = SmallVec::new();
    let mut clause = false;
    for other in (item.saturating_sub(LOOK)..item).rev() {
        let candidate = &resolver.items[other];
        let back = sentence - candidate.sentence;
        if back > REACH {
            break;
        }
        let apart = (candidate.headline || candidate.aside) && candidate.mention.block != block
            || candidate.mention.in_quote && !quoted && candidate.mention.block == block;
        if apart || candidate.mention.class != ActorClass::Person {
            continue;
        }
        let actor = candidate.mention.actor.map(|actor| actor.0 as usize);
        let known = actor.map_or(candidate.courtesy, |actor| resolver.actors[actor].gender);
        if known.is_some_and(|known| known != gender) || actor.is_some() && (actor == speaker || actor == subject) {
            continue;
        }
        let mut score = -3 * back as i32;
        score += if is_subject(resolver, other) && !candidate.stand.object { 4 } else { 0 };
        score += i32::from(candidate.mention.kind == MentionKind::Pronoun);
        score += i32::from(actor.is_some() && known.is_some());
        // "Roe said Poe had lost his seat": what a clause has is first of all its subject's.
        if here.stand.owns && back == 0 && !clause && candidate.stand.heads {
            clause = true;
            score += 5;
        }
        // What stands in another's words is hardly an antecedent for the writer's, least of all in the words at hand, nor the other way round.
        score -= match (candidate.mention.in_quote, quoted) {
            (true, false) => 12,
            (false, true) => 3,
            _ => 0,
        };
        // The words of a quotation do not speak of whoever says them.
        score -= if quoted && speaker.is_none() && !candidate.mention.in_quote && candidate.mention.block == block { 4 } else { 0 };
        match found.iter_mut().find(|known| known.actor == actor && actor.is_some()) {
            Some(known) if score > known.score => (known.score, known.item) = (score, other),
            Some(_) => {}
            None if actor.is_some() || is_somebody(resolver, other, gender) => {
                found.push(Candidate { score, item: other, nearest: other, actor });
            }
            None => {}
        }
        // "her sister, Ann Roe", where nobody knows who "her" is: she may be meant as well.
        if candidate.stand.kin && whose_kin(resolver, other).is_none() && owner_may_be(resolver, other, gender) {
            found.push(Candidate { score, item: other, nearest: other, actor: None });
        }
        // "Her sister, Ann Roe, left." The next paragraph may speak of either.
        if candidate.mention.block != block
            && let Some((owner, whose)) = whose_kin(resolver, other).filter(|(_, whose)| Some(*whose) != actor && Some(*whose) != speaker)
            && resolver.actors[whose].gender.is_none_or(|known| known == gender)
        {
            match found.iter_mut().find(|known| known.actor == Some(whose)) {
                Some(known) => known.score = known.score.max(score),
                None => found.push(Candidate { score, item: owner, nearest: owner, actor: Some(whose) }),
            }
        }
    }
    // "His predecessor": somebody who holds an office, where anybody does.
    if here.stand.office {
        let holds = |candidate: &Candidate| {
            candidate.actor.is_some_and(|at| resolver.actors[at].items.iter().any(|item| resolver.items[*item].titles().next().is_some()))
        };
        if found.iter().any(holds) {
            found.retain(|candidate| holds(candidate));
        }
    }
    let top = found.iter().map(|candidate| candidate.score).max().unwrap_or(0);
    // Of whom a quotation speaks, it says little.
    let best = found.iter().find(|candidate| candidate.score == top);
    let outside = quoted && best.is_some_and(|best| !resolver.items[best.nearest].mention.in_quote);
    let rivals: SmallVec<[usize; 4]> =
        found.iter().filter(|candidate| candidate.score >= top - CLEAR).filter_map(|candidate| candidate.actor).collect();
    found.retain(|candidate| candidate.score >= top - if outside { UNSURE } else { 0 });
    match found[..] {
        [Candidate { item: antecedent, nearest, actor: Some(actor), .. }]
            if here.stand.stranger.is_none_or(|between| {
                let before = &resolver.items[antecedent];
                item - nearest <= between && !(before.stand.behind && before.sentence < sentence)
            }) =>
        {
            // "In her last years Ann Roe painted": she may be the one who comes, or the one before.
            let ahead = here.stand.ahead.map(|steps| item + steps).filter(|ahead| !may_be(resolver, *ahead, actor));
            match ahead.map(|ahead| who_is(resolver, ahead)) {
                Some(Some(other)) if resolver.actors[other].gender.is_none_or(|known| known == gender) => Err(vec![actor, other]),
                Some(None) => Err(Vec::new()),
                _ => Ok((antecedent, actor)),
            }
        }
        [Candidate { actor: Some(_), .. }] => Err(Vec::new()),
        [Candidate { item: name, actor: None, .. }] if here.stand.stranger.is_none_or(|between| item - name <= between) => {
            let only = only_of_gender(resolver, name, gender);
            only.filter(|only| rivals.iter().all(|rival| rival == only)).map(|only| (name, only)).ok_or_else(Vec::new)
        }
        _ => Err(found.iter().filter_map(|candidate| candidate.actor).collect()),
    }
}

/// The actor of a mention; of a pronoun that is still to come, whom it leans on.
fn who_is(resolver: &Resolver<'_>, item: usize) -> Option<usize> {
    let here = &resolver.items[item];
    match here.nominal {
        Some(NominalKind::Pronoun(gender)) if !here.mention.in_quote => antecedent(resolver, item, gender).ok().map(|(_, actor)| actor),
        _ => here.mention.actor.map(|actor| actor.0 as usize),
    }
}

/// The actors that a name of several fits equally well.
fn open_actors<'r>(resolver: &'r Resolver<'_>, item: usize) -> &'r [usize] {
    // Those of names stand first, in order.
    let named = &resolver.open[..resolver.named_open];
    named.binary_search_by_key(&item, |(open, _)| *open).map_or(&[][..], |at| &named[at].1)
}

/// Of several whom a name that begins its sentence fits, the only one that a pronoun of a gender can mean: "Roe left when she", of Ann and Ben Roe.
fn only_of_gender(resolver: &Resolver<'_>, item: usize, gender: Gender) -> Option<usize> {
    let here = &resolver.items[item];
    let before = item.checked_sub(1).map(|before| &resolver.items[before]);
    if before.is_some_and(|before| before.sentence == here.sentence && before.mention.class == ActorClass::Person) {
        return None;
    }
    let mut may = open_actors(resolver, item).iter().filter(|at| resolver.actors[**at].gender.is_none_or(|known| known == gender));
    let only = may.next().filter(|at| resolver.actors[**at].gender.is_some());
    if may.next().is_some() { None } else { only.copied() }
}

/// Whether a mention is, or may be, an actor.
fn may_be(resolver: &Resolver<'_>, item: usize, actor: usize) -> bool {
    who_is(resolver, item) == Some(actor) || open_actors(resolver, item).contains(&actor)
}

/// Whose relative a mention is told to be by a pronoun before it, "Her sister, Ann Roe", with the pronoun.
fn whose_kin(resolver: &Resolver<'_>, item: usize) -> Option<(usize, usize)> {
    let owner = item.checked_sub(1).filter(|_| resolver.items[item].stand.kin)?;
    Some((owner, resolver.items[owner].mention.actor?.0 as usize))
}

/// Whether the pronoun right before a relative is of a gender.
fn owner_may_be(resolver: &Resolver<'_>, item: usize, gender: Gender) -> bool {
    let female = resolver.words(item - 1).eq_ignore_ascii_case("her");
    female == (gender == Gender::Female)
}

/// Whether a person who is not known to be one of the article's is somebody all the same, whom a pronoun of a gender may mean: one of two of the
/// same name, "the artist" as a subject.
fn is_somebody(resolver: &Resolver<'_>, item: usize, gender: Gender) -> bool {
    match resolver.items[item].mention.kind {
        MentionKind::Named => {
            open_actors(resolver, item).iter().any(|actor| resolver.actors[*actor].gender.is_none_or(|known| known == gender))
        }
        MentionKind::Nominal => is_subject(resolver, item) || resolver.items[item].stand.heads,
        MentionKind::Pronoun => false,
    }
}

/// Whether a mention looks like its sentence's subject: the first person of it, or one of several with "and"; phrases before the subject aside.
pub(super) fn is_subject(resolver: &Resolver<'_>, item: usize) -> bool {
    let sentence = resolver.items[item].sentence;
    // No sentence has more before its subject, however long it goes on.
    let farthest = item.saturating_sub(LOOK);
    let persons = |item: usize| {
        let before = (farthest..item).rev().take_while(|other| resolver.items[*other].sentence == sentence);
        before.filter(|other| resolver.items[*other].mention.class == ActorClass::Person)
    };
    // Who is joined to others is what the first of them is.
    let mut first = item;
    while resolver.items[first].joined {
        let Some(before) = persons(first).next() else { return true };
        first = before;
    }
    let may = |other: usize| {
        let before = &resolver.items[other];
        before.mention.actor.is_some() && !before.fronted && !before.is_oblique()
    };
    !resolver.items[first].fronted && !persons(first).any(may)
}

/// "the secretary": the person before who bears such a title; one mentioned most lately where several do, unless both were just now.
fn by_title(resolver: &mut Resolver<'_>, titles: &mut Titles, item: usize, title: &str, country: Option<&'static str>) {
    let mut bearers: Vec<(usize, usize)> = Vec::new();
    for other in (0..item).rev().take(4 * LOOK) {
        let candidate = &resolver.items[other];
        let Some(actor) = candidate.mention.actor.map(|actor| actor.0 as usize).filter(|_| candidate.mention.class == ActorClass::Person)
        else {
            continue;
        };
        // Each actor is asked once, however often it is mentioned.
        if titles.asks_first(resolver, actor, item) && bears(resolver, titles.of(resolver, actor), actor, title, country) {
            bearers.push((actor, other));
        }
    }
    let near = |item: usize, other: usize| resolver.items[item].sentence - resolver.items[other].sentence <= 2;
    match bearers[..] {
        [] => {
            if let Some((office, code)) = resolver.knowledge.offices().of(title, country).zip(country) {
                descriptions::from_records(resolver, item, office, code, None);
            }
        }
        [(actor, antecedent)] => resolver.give(item, actor, Resolution::Title, Some(antecedent)),
        [(actor, antecedent), (_, second), ..] if !near(item, second) => resolver.give(item, actor, Resolution::Title, Some(antecedent)),
        _ => resolver.open.push((item, bearers.iter().map(|(actor, _)| *actor).collect())),
    }
}

/// The titles that the text gives to actors, in lower case.
#[derive(Default)]
struct Titles(Vec<TitlesOfOne>);

#[derive(Clone, Default)]
struct TitlesOfOne {
    /// The item for which the actor was asked last.
    asked: Option<usize>,
    /// How many of the actor's items were looked at.
    seen: usize,
    /// Each once.
    words: Vec<String>,
}

impl Titles {
    fn one(&mut self, resolver: &Resolver<'_>, actor: usize) -> &mut TitlesOfOne {
        if self.0.len() <= actor {
            self.0.resize(resolver.actors.len(), TitlesOfOne::default());
        }
        &mut self.0[actor]
    }

    /// Whether an actor is asked for an item for the first time.
    fn asks_first(&mut self, resolver: &Resolver<'_>, actor: usize, item: usize) -> bool {
        self.one(resolver, actor).asked.replace(item) != Some(item)
    }

    /// Those of one actor, up to now.
    fn of(&mut self, resolver: &Resolver<'_>, actor: usize) -> &[String] {
        let TitlesOfOne { seen, words, .. } = self.one(resolver, actor);
        let items = &resolver.actors[actor].items;
        for span in items[*seen..].iter().flat_map(|item| resolver.items[*item].titles()) {
            let title = span.of(resolver.text).to_lowercase();
            let long = resolver.knowledge.tables().long_title(&title);
            for title in [Some(title), long].into_iter().flatten() {
                if !words.contains(&title) {
                    words.push(title);
                }
            }
        }
        *seen = items.len();
        words
    }
}

/// Whether an actor's titles in the text or its record have these words, and its country fits.
fn bears(resolver: &Resolver<'_>, titles: &[String], actor: usize, title: &str, country: Option<&'static str>) -> bool {
    let draft = &resolver.actors[actor];
    let fits = |words: &str| has_words(words, title) && !words.starts_with("former");
    let written = titles.iter().any(|words| fits(words)) && country.is_none_or(|code| is_of(resolver, actor, code));
    let record = draft.record.and_then(|id| resolver.knowledge.record(id));
    written
        || by_office(resolver, actor, title, country)
        || record.is_some_and(|record| {
            country.is_none_or(|code| record.country() == Some(code))
                && record.roles().any(|role| [role.title, role.before].into_iter().flatten().any(|words| fits(&words.to_lowercase())))
        })
}

/// Whether a text has a title as words of its own.
fn has_words(text: &str, title: &str) -> bool {
    let begins = |at: &usize| text.is_char_boundary(*at) && text[*at..].starts_with(title);
    let whole = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric) && !text[*at + title.len()..].starts_with(char::is_alphanumeric);
    let mut found = (0..=text.len().saturating_sub(title.len())).filter(begins).filter(whole);
    // A vice president is no president.
    found.any(|at| !DEPUTIES.contains(&text[..at].trim_end_matches([' ', '-']).rsplit(' ').next().unwrap_or("")))
}

/// Words before a title that make it another one.
const DEPUTIES: [&str; 6] = ["assistant", "associate", "deputy", "ex", "former", "vice"];

/// Whether an actor holds the office that a title names in another country's words: "the top American diplomat" for a secretary of state.
fn by_office(resolver: &Resolver<'_>, actor: usize, title: &str, country: Option<&'static str>) -> bool {
    let Some(code) = country else { return false };
    let wanted = resolver.knowledge.offices().of(title, Some(code));
    wanted.is_some() && is_of(resolver, actor, code) && office(resolver, actor, Some(code)) == wanted
}
