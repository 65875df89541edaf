//! `name-inconsistent`: two near spellings of one person's name in an article.

use crate::actors::{KnownAs, MentionKind};
use crate::checks::families::{MANY, Placed, Spellings, in_one_breath, is_no_slip, near_given};
use crate::checks::oneword::{Right, misspelled};
use crate::checks::spelling::{Shape, are_near, is_near};
use crate::checks::tweets::is_tweet;
use crate::checks::{Context, Edit, Finding, Related, Rule};
use crate::config::Level;
use crate::index::is_correction;
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Place, Span, is_apostrophe, sorted};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

pub(super) const RULE: Rule =
    Rule { code: "name-inconsistent", level: Level::Warning, summary: "Two spellings of one name in an article", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let notes: Vec<usize> = context.found(note).into_iter().map(|found| found.number).collect();
    let spellings = &*Spellings::of(context, &notes);
    let strange = strange(context, spellings, &notes);
    if strange.families.len() + strange.given.len() > MANY {
        return;
    }
    let name = |at: usize| spellings.name(&spellings.families[at], context);
    let spelling = |at: usize| {
        let family = &spellings.families[at];
        let unnamed = strange.families.get(name(at)).into_iter().flatten();
        let spans: Vec<Span> = spellings.places(family).iter().map(|place| place.span(context)).chain(unnamed.copied()).collect();
        let weight = (spans.len(), family.given.len());
        Spelling { name: name(at), spans, weight }
    };
    for &(one, other) in spellings.near.iter().filter(|(one, other)| !spellings.are_others(*one, *other, context)) {
        report(context, findings, spelling(one), spelling(other));
    }
    spellings.several.iter().for_each(|at| given_names(context, findings, spellings.given(&spellings.families[*at])));
    for ((at, word), spans) in &strange.given {
        let given = spellings.given(&spellings.families[*at]);
        for name in sorted(given.iter().map(|given| given.of(context)).filter(|name| is_near(name, word))) {
            report(
                context,
                findings,
                Spelling::of_given(context, given, name),
                Spelling { name: word, spans: spans.clone(), weight: (spans.len(), 0) },
            );
        }
    }
    let names: FxHashSet<&str> =
        if strange.families.is_empty() { FxHashSet::default() } else { (0..spellings.families.len()).map(name).collect() };
    for (word, spans) in strange.families.iter().filter(|(word, _)| !names.contains(*word)) {
        for at in spellings.persons(Shape::of(word)).filter(|at| is_near(name(*at), word)) {
            report(context, findings, spelling(at), Spelling { name: word, spans: spans.clone(), weight: (spans.len(), 0) });
        }
    }
    places_and_bodies(context, &notes, findings);
}

/// "Police in Pontyprydd": places and organisations of one word.
fn places_and_bodies(context: &Context<'_>, notes: &[usize], findings: &mut Vec<Finding>) {
    let (right, unknown) = (Right::of(context), unknown_by_block(context));
    let blocks = right.blocks_near(context, &unknown).into_iter().filter(|number| notes.binary_search(number).is_err());
    let strange = blocks.flat_map(|number| {
        let start = context.reading.article.blocks[number].span.start;
        let near = unknown(number).iter().filter(|(_, shape)| right.may_be_near(*shape));
        near.map(move |(span, _)| span.shift(start))
    });
    let strange: Vec<Span> = strange.filter(|span| !is_named(context, *span)).collect();
    for [kept, odd] in misspelled(context, right, &strange) {
        let is_noted = |span: &Span| context.reading.article.block_at(span.start).is_some_and(|block| notes.binary_search(&block).is_ok());
        let spelling = |(name, spans): (_, Vec<Span>), weight| Spelling { name, weight: (weight, 0), spans };
        if ![&kept, &odd].iter().any(|(_, spans)| spans.iter().any(is_noted)) {
            report(context, findings, spelling(kept, 1), spelling(odd, 0));
        }
    }
}

/// Whether a block says how a name was written before that was wrong, and has both spellings, or is a tweet.
fn note(text: &str, _: &BlockReading) -> Vec<()> {
    const TOLD: [&str; 11] = [
        "misspelled",
        "misspelt",
        "misnamed",
        "misidentified",
        "incorrectly spelled",
        "wrongly spelled",
        "misstated the name",
        "name was given as",
        "s name as ",
        "her name as ",
        "corrects spelling",
    ];
    // One of these is in each of them, and mostly none in a block.
    let may = || ["mis", "spell", "name"].iter().any(|part| text.contains(part));
    let tells = is_tweet(text) || is_correction(text) || may() && TOLD.iter().any(|words| text.contains(words));
    tells.then_some(()).into_iter().collect()
}

/// The capitalised words of one block that no table knows; spans are relative to it.
fn unknown(text: &str, read: &BlockReading) -> Vec<(Span, Shape)> {
    let tokens = read.tokens.iter().filter(|token| token.is_word() && token.capital && !token.upper);
    let unknown = tokens.map(|token| (token.span, token.span.of(text))).filter(|(_, word)| !KnownAs::of(word).is_anything());
    unknown.map(|(span, word)| (span, Shape::of(word))).collect()
}

/// The same by the number of the block.
fn unknown_by_block<'a>(context: &Context<'a>) -> impl Fn(usize) -> &'a [(Span, Shape)] + use<'a> {
    let finder = context.finder(unknown);
    move |number| finder(number).map_or(&[], |found| found.items)
}

/// Whether a place is part of a name.
fn is_named(context: &Context<'_>, span: Span) -> bool {
    let mentions = &context.reading.actors.mentions;
    let next = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(next).is_some_and(|mention| mention.kind == MentionKind::Named && mention.span.overlaps(span))
}

/// Words that were taken for no name, by how they are spelled.
#[derive(Default)]
struct Strange<'a> {
    /// Where a person's family name is near, as one misspelled at the start of a sentence is.
    families: BTreeMap<&'a str, Vec<Span>>,
    /// Where the family name of a person follows whose given name is near, by the family's number.
    given: BTreeMap<(usize, &'a str), Vec<Span>>,
}

fn strange<'a>(context: &Context<'a>, spellings: &Spellings, notes: &[usize]) -> Strange<'a> {
    let mut found = Strange::default();
    if spellings.introduced == 0 {
        return found;
    }
    let unknown = unknown_by_block(context);
    let place = |number: usize, span: Span| span.shift(context.reading.article.blocks[number].span.start);
    let near = |span: Span, shape: Shape| {
        let word = context.words(span);
        let is_like = |at: usize| {
            let family = &spellings.families[at];
            shape.may_be_near(family.shape) && are_near(word, spellings.name(family, context))
        };
        let is_family = spellings.persons(shape).any(is_like);
        let given = if is_family { None } else { spellings.before_family(context, span, word) };
        (is_family || given.is_some()).then_some((word, given))
    };
    let any = |number: usize| unknown(number).iter().any(|(span, shape)| near(place(number, *span), *shape).is_some());
    for number in context.blocks_where(&spellings.strange, any).into_iter().filter(|number| notes.binary_search(number).is_err()) {
        for (span, shape) in unknown(number) {
            let span = place(number, *span);
            let Some((word, given)) = near(span, *shape).filter(|_| !is_named(context, span)) else { continue };
            match given {
                Some(at) => found.given.entry((at, word)).or_default().push(span),
                None => found.families.entry(word).or_default().push(span),
            }
            if found.families.len() + found.given.len() > MANY {
                return found;
            }
        }
    }
    found
}

fn given_names(context: &Context<'_>, findings: &mut Vec<Finding>, given: &[Placed]) {
    for (one, other) in near_given(context, given) {
        let places = |name: &str| -> Vec<Span> {
            let given = given.iter().filter(|given| given.of(context) == name);
            given.map(|given| context.reading.actors.mentions[given.0].span).collect()
        };
        let others = places(other);
        let is_other = |one: Span| others.iter().any(|other| in_one_breath(context, one, *other) || is_no_slip(context, [one, *other]));
        let are_two = places(one).into_iter().any(is_other);
        if !are_two {
            let [one, other] = [one, other].map(|name| Spelling::of_given(context, given, name));
            report(context, findings, one, other);
        }
    }
}

/// A spelling and where it stands.
struct Spelling<'a> {
    name: &'a str,
    spans: Vec<Span>,
    /// More occurrences, then more introductions, make the spelling that is kept.
    weight: (usize, usize),
}

impl<'a> Spelling<'a> {
    /// One of some given names, at its places among them.
    fn of_given(context: &Context<'_>, given: &[Placed], name: &'a str) -> Self {
        let places = given.iter().filter(|given| given.of(context) == name);
        let spans: Vec<Span> = places.map(|place| place.span(context)).collect();
        Spelling { name, weight: (spans.len(), 0), spans }
    }
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
    // One that is near several is told of once.
    if let Some(told) = findings.iter_mut().find(|finding| finding.span == place) {
        let place = Place { file: context.file.clone(), span: counterpart };
        told.related.push(Related { place, message: format!("“{}”, which is near, too", kept.name) });
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
    name.replace(is_apostrophe, "'")
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn a_spelling_is_told_of_once_and_a_roll_of_names_is_none_of_spellings() {
        let names =
            |text: &str| findings(&[("a.txt", text)]).into_iter().filter(|found| found.code == "name-inconsistent").collect::<Vec<_>>();
        let text = "Eleanor Karlsen spoke. Karlsen left.\n\nPaul Karlson came. Karlson left.\n\nKarlsan waited.\n";
        let found = names(text);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!((one.span.of(text), one.related.len()), ("Karlsan", 2));
        let letters = || ('a'..='z').flat_map(|one| ('a'..='z').map(move |other| format!("{one}{other}")));
        let roll: String = letters().map(|letters| format!("Eleanor Quist{letters}rd spoke. ")).collect();
        assert!(names(&roll).is_empty());
    }

    #[test]
    fn two_spellings_of_one_name() {
        fires(
            "name-inconsistent",
            &[
                "Mayor Eleanor Brandt spoke on Monday.\n\nBrandt said that <Brant> was a fool, said Brandt.\n",
                // Taken for no name where it stands.
                "Mayor Eleanor Quistgaard spoke on Monday.\n\n<Quistgard> then left for Norrvik.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. The <Quitsgaard> plan is not new.\n",
                "CEO Steve Jobs spoke of it on Monday. CEO <Stive> Jobs returned to the stage. \"Into the cloud,\" said Steve Jobs.\n",
                "Mayor Dana Whitcombe spoke on Monday. Whitcombe left.\n\nLater Dana <Whitcomb> came back.\n",
                "Dana Birtles spoke on Monday.\n\nDana <Birtle> left at noon. Birtles came back.\n",
                "Mayor Bernie Harding spoke on Monday. Then Mayor <Berni> Harding left. Bernie Harding had a car.\n",
                "The steel maker Thyssenkrupp closed the quay. <Thysenkrupp> will pay for it.\n",
                "It burned in Norrvik, near Liverpool, on Monday. The quay of <Liverpol> is closed.\n",
                "Boats on the Coast\n\n<Thysenkrupp> will pay for it. The steel maker Thyssenkrupp closed the quay.\n",
                "Stephen Quistgaard left at noon.\n\n<Steven> Quistgaard came back.\n",
                "Mayor Susan Zhang spoke on Monday. Zhang left.\n\nLater Susan <Zheng> came back.\n",
            ],
        );
        silent(
            "name-inconsistent",
            &[
                "Mayor Eleanor Brandt spoke on Monday. Brands were not named.\n",
                "Mayor Eleanor Quistgaard spoke.\n\n<tweet author=\"@quay\">Mayor Eleanor Quistgard left</tweet>.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. Quistgaards have lived here for long.\n",
                "Mayor Eleanor Wong flew to Hong Kong on Monday. Wong will stay for a week.\n",
                "Mayor Eleanor Quistgaard met Paul Quistgard on Monday. Quistgaard spoke first.\n",
                "Mayor Eleanor Quistgaard spoke on Monday. Eleanor Quistgard [sic] was on the poster.\n",
                "Mayor Eleanor Quistgaard spoke on Monday.\n\nFlickr/Eleanor Quistgard.\n",
                "Sen. Paul Kaine spoke on Monday. Voters in Ohio and Maine like Kaine.\n",
                "Thomas Davis spoke on Monday. David and Jeanne Roe wrote about Davis.\n",
                "Peter Quistgaard spoke on Monday. Pete Quistgaard left.\n",
                "Stephen Quistgaard spoke on Monday. Steven Quistgaard, no relation, left.\n",
                "Stephen Quistgaard spoke on Monday. His brother-in-law Steven Quistgaard left.\n",
                // Places and bodies that are two, or one that has two names.
                "The team of Wellington won. The train from Wallington was late.\n",
                "It rained in Hamburg. The boats of Homburg are old.\n",
                "It rained in Freiburg. The boats of Freiberg are old.\n",
                "It rained in Liverpool. The boats of Liverpol, a hamlet, are old.\n",
                "It rained in Liverpool. The shop in Liverpol Street is old.\n",
                "It rained in Liverpool, or Liverpol in old books. It was wet.\n",
                "It rained in Liverpool. The sign of the \"Liverpol\" was wet.\n",
                "It rained in Liverpool. Boats of Liverpol left. Those of Liverpol are old.\n",
                "It rained in Catalonia. The party of Catalunya leads.\n",
                "Ann Quistgaard spoke on Monday. Anne Quistgaard left.\n",
                "It rained in Slovenia and in Slavonia. Boats left Slovenia.\n",
                "Ellen Quistgaard left at noon.\n\nHelen Quistgaard came back.\n",
                "Zhang Hui spoke on Monday. Her rival Zheng Hui left.\n",
                "Wang Jun sells tea. Yang Jun sells rice. Wang Jun left.\n",
                "The harbour was studied by Xiaobo Zhang. In May, Xiaobo Zheng studied the quay.\n",
                "Erin Quistgaard and Eric Quistgaard run the shop. Eric Quistgaard cooks.\n",
                "The chief, Steve Jobs, spoke on Monday. Stove jobs are rare. At the Sleeve Jobs left.\n",
                "Dana Clark spoke on Monday. The Clarks left. Clarke left.\n",
                "Dana Clark spoke on Monday. It is more the Dana Clarks of this world, she said.\n",
                "Julio Prada spoke on Monday. Julia Prada wept.\n",
                "Frances Burke spoke on Monday. Her husband, Francis Burke, left.\n",
                "Maria Hernandez spoke on Monday. Mario Hernandez, her husband, left.\n",
                "Kim Min-seok spoke on Monday. His brother Kim Min-sook left.\n",
                "Ahmed Hassan and Ahmed Hasan were held on Monday. Hassan wept.\n",
                "Hans Peterson of Norway beat Hans Petersen of Denmark by two shots.\n",
                "Mayor Eleanor Quistgaard spoke on Monday.\n\n(Corrects spelling to Quistgaard, not Quistgard)\n",
                "Mayor Eleanor Quistgaard spoke on Monday.\n\nThe mayor’s name was given as Eleanor Quistgard. She is Eleanor Quistgaard.\n",
                "Mayor Eleanor Quistgaard spoke on Monday.\n\n(Adds comment; corrects spelling to Quistgaard, not Quistgard)\n",
                "Mayor Eleanor Quistgaard spoke on Monday.\n\nA report gave the mayor’s name as Eleanor Quistgard.\n",
                "The coroner, Sir Iain MacDonald, and counsel, Ian McDonald KC, left on Monday. Mr McDonald will be back.\n",
                "Mayor Eleanor Quistgaard spoke on Monday.\n\nA report misspelled the name of Eleanor Quistgaard as Eleanor Quistgard.\n",
                "Mayor Eleanor O’Quistgaard spoke on Monday. O'Quistgaard then left.\n",
                "Mayor Eleanor Quistgaard wrote: \"I, Eleanor Quistgard, leave. Let nobody follow Quistgard, or Quistgard will stay.\"\n\nQuistgaard left.\n",
            ],
        );
    }
}
