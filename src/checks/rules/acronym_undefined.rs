//! `acronym-undefined`: an acronym that the article never spells out.

use crate::actors::{ActorClass, KnownAs};
use crate::article::BlockKind;
use crate::checks::acronyms::{
    bare, is_code, is_cry, is_described, is_emphasised, is_label, is_opening, is_origin, is_shouted_word, is_ticker, is_traded, is_word,
};
use crate::checks::expansions::{is_spelled_small, prefixed, spelled_out};
use crate::checks::spoken::SpokenOf;
use crate::checks::tweets::is_tweet;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Span, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

pub(super) const RULE: Rule =
    Rule { code: "acronym-undefined", level: Level::Information, summary: "An acronym that is never spelled out", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut found: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut described: HashSet<&str> = HashSet::new();
    // The place of a dateline is written in capitals.
    let dateline = context.reading.article.dateline.as_ref().map_or(Span::default(), |dateline| dateline.span);
    let blocks = context.found(letters).into_iter();
    for block in blocks.filter(|found| matches!(found.block.kind, BlockKind::Paragraph | BlockKind::Caption)) {
        for letters in block.items {
            let span = letters.span.shift(block.block.span.start);
            let word = context.words(span);
            // Any of its places tells for all of them: "NVKX Group", then "NVKX said".
            if letters.described {
                described.insert(word);
            }
            if letters.bare && !dateline.contains(span) {
                found.entry(word).or_default().push(span);
            }
        }
    }
    found.retain(|acronym, _| {
        !is_known(context, acronym)
            && !is_at_home(context, acronym)
            && !described.contains(acronym)
            && !is_word(acronym)
            && !is_shouted_word(context.text(), acronym)
            && !is_person(context, acronym)
    });
    if found.is_empty() {
        return;
    }
    let spelled_out = spelled_out(context, &found.keys().copied().collect::<Vec<_>>());
    let prefixed = context.found(prefixed);
    for (acronym, spans) in found {
        if spelled_out.contains(acronym) || is_spelled_small(context, acronym, spans[0], &prefixed) {
            continue;
        }
        let mut finding = Finding::new(RULE.code, RULE.level, spans[0], format!("“{acronym}” is never spelled out"));
        let organisations = Tables::shared().acronym(acronym);
        if let [organisation] = organisations {
            let insert = Span { start: spans[0].start, end: spans[0].start };
            let after = Span { start: spans[0].end, end: spans[0].end };
            let edits = vec![Edit { span: insert, text: format!("{} (", organisation.name) }, Edit { span: after, text: ")".to_owned() }];
            finding = finding.fix(format!("Spell it out: {} ({acronym})", organisation.name), edits, false);
        }
        for span in spans.iter().skip(1).take(4) {
            finding = finding.relate(context.file, *span, "again");
        }
        findings.push(finding);
    }
}

/// Letters that papers of a country let stand, and the codes of their countries.
static HOMES: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut homes: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    let rows = include_str!("../data/home-acronyms.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).for_each(|(country, letters)| homes.entry(letters).or_default().push(country));
    homes
});

/// "The BJP", in an article that speaks of India.
fn is_at_home(context: &Context<'_>, acronym: &str) -> bool {
    HOMES.get(acronym).is_some_and(|homes| SpokenOf::of(context).meant.keys().any(|country| homes.contains(&country.code)))
}

/// An acronym in its block.
struct Letters {
    /// Relative to the block.
    span: Span,
    /// Whether the words around it say what it is.
    described: bool,
    /// Whether it stands by itself in the writer's words, where readers need it spelled out.
    bare: bool,
}

/// The acronyms of one block.
fn letters(text: &str, read: &BlockReading) -> Vec<Letters> {
    let tokens = &read.tokens;
    if is_tweet(text) {
        return Vec::new();
    }
    let mut shouted = None;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.capital) {
        if !is_acronym(token.text(text)) {
            continue;
        }
        let sentence = read.discourse.sentence_start(token.span.start);
        let (after, before) = in_name(text, tokens, at, sentence);
        let glued = token.glued && tokens[at - 1].kind != TokenKind::Mark
            || tokens.get(at + 1).is_some_and(|next| next.glued && next.kind == TokenKind::Hyphen);
        found.push(Letters {
            span: token.span,
            described: after && before || is_described(text, tokens, at) || is_traded(text, tokens, at),
            bare: !glued
                && !in_agency_mark(text, token.span)
                && !is_entity(text, token.span)
                && !is_note(text, token.span)
                && !in_capitals(text, tokens, at)
                && !is_code(text, tokens, at)
                && !is_label(text, tokens, at, sentence)
                && !is_cry(text, tokens, at)
                && !is_opening(text, tokens, at)
                && !is_origin(text, tokens, at)
                && !is_emphasised(text, tokens, at)
                && !is_ticker(text, tokens, at)
                && !after
                && !before
                && !read.discourse.is_quoted(token.span)
                && !*shouted.get_or_insert_with(|| is_shouted(text)),
        });
    }
    found
}

/// More letters are a word in capitals.
const LONGEST: usize = 6;

/// Two to six letters, nearly all capitals: "NHC", "TfL", "G20" is none.
fn is_acronym(word: &str) -> bool {
    let bare = bare(word);
    // Most capitalised words end here.
    if !bare.as_bytes().last().is_some_and(u8::is_ascii_uppercase) {
        return false;
    }
    let letters = bare.chars().count();
    let capitals = bare.chars().filter(|c| c.is_ascii_uppercase()).count();
    (2..=LONGEST).contains(&letters)
        && bare.chars().all(|c| c.is_ascii_alphabetic())
        && bare.starts_with(|c: char| c.is_ascii_uppercase())
        && bare.ends_with(|c: char| c.is_ascii_uppercase())
        && capitals >= 2
        && capitals + 1 >= letters
        && !is_numeral(bare)
}

fn is_numeral(word: &str) -> bool {
    word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

/// A line in capitals shouts; its words are no acronyms.
fn is_shouted(text: &str) -> bool {
    let (capitals, letters) = text.chars().fold((0, 0), |(capitals, letters), c| match c.is_ascii() {
        true => (capitals + usize::from(c.is_ascii_uppercase()), letters + usize::from(c.is_ascii_alphabetic())),
        false => (capitals + usize::from(c.is_uppercase()), letters + usize::from(c.is_alphabetic())),
    });
    letters > 0 && capitals * 2 > letters
}

/// "REUTERS/Jane Roe", "(AP Photo)": an agency's mark.
fn in_agency_mark(text: &str, span: Span) -> bool {
    let after = &text[span.end as usize..];
    after.starts_with('/') || text[..span.start as usize].ends_with('/') || after.starts_with(" Photo")
}

/// "&QZ;": a character written by its name.
fn is_entity(text: &str, span: Span) -> bool {
    text[..span.start as usize].ends_with('&') && text[span.end as usize..].starts_with(';')
}

/// "[QZP: which one?]", "[QZP]": a note of the desk, which is no part of the article.
fn is_note(text: &str, span: Span) -> bool {
    text[..span.start as usize].ends_with('[') && text[span.end as usize..].starts_with([':', ']'])
}

/// "FULL TEXT", "ADDIS ABABA, Ethiopia": beside an ordinary word in capitals, or what a paragraph begins with where it was sent from.
fn in_capitals(text: &str, tokens: &[Token], at: usize) -> bool {
    let loud = |token: &&Token| token.upper && !token.glued;
    let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| tokens.get(at));
    if neighbours.filter(loud).any(|token| KnownAs::of(token.text(text)).is_ordinary()) {
        return true;
    }
    let run = tokens.iter().take_while(loud).count();
    let after = |more: usize| tokens.get(run + more).map_or("", |token| token.text(text));
    let place = after(0) == "," && after(1).starts_with(char::is_uppercase);
    at < run && (place || matches!(after(0), "_" | "-" | "--" | "\u{2013}" | "\u{2014}"))
}

/// The words of the names of an article's persons, by what they are in capitals.
struct Called(FxHashMap<Box<str>, Vec<Box<str>>>);

impl Called {
    fn new(context: &Context<'_>) -> Self {
        let persons = context.reading.actors.actors.iter().filter(|actor| actor.class == ActorClass::Person);
        let mut called: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        // With the "s" of several.
        for word in persons.flat_map(|person| person.name.split(' ')).filter(|word| word.len() <= LONGEST + 1) {
            called.entry(word.to_ascii_uppercase().into()).or_default().push(word.into());
        }
        Called(called)
    }
}

/// Whether somebody in the article is called so, in capitals here.
fn is_person(context: &Context<'_>, letters: &str) -> bool {
    let called = || &context.reading.actors.memo.get(|| Called::new(context)).0;
    letters.len() > 3 && called().get(&*letters.to_ascii_uppercase()).is_some_and(|words| words.iter().any(|word| **word != *letters))
}

fn is_known(context: &Context<'_>, acronym: &str) -> bool {
    let tables = Tables::shared();
    let household = |word: &str| tables.acronym(word).iter().any(|organisation| organisation.household);
    let known = |word: &str| {
        tables.is_household(word) || household(word) || tables.country(word).is_some() && word.len() <= 3 || PLAIN.contains(&word)
    };
    let chosen = context.config.acronyms.iter().any(|chosen| chosen == acronym);
    let recorded = !context.snapshot.knowledge.by_form(acronym).is_empty();
    known(acronym) || known(bare(acronym)) || chosen || recorded
}

/// Capitals that are words or marks of their own.
const PLAIN: &[&str] = &[
    "AM", "PM", "OK", "TV", "ID", "VS", "PR", "UTC", "GMT", "FILE", "PHOTO", "TK", "TKTK", "XX", "XXX", "CQ", "DJ", "CD", "DVD", "PDF",
    "USB", "GPS", "FAQ", "SUV", "VIP", "DIY", "HD", "IQ", "MP", "MPs", "PM", "QC", "PhD", "BA", "MA", "MBA", "DC", "NYC", "LA", "AD", "BC",
    "TBA", "TBC", "TBD", "TODO", "FIXME", "BCE", "CE", "IOS", "ET", "EST", "EDT", "PST", "CET", "RSVP", "SOS", "LGBT", "LGBTQ", "WWII",
    "WWI", "COVID", "AIDS", "HIV", "DNA", "AI", "IT", "PC", "UK", "US", "USA", "EU", "UN", "VPN", "PVC", "KKK", "YMCA", "YWCA", "AAA",
    "AOL", "KFC", "DHL", "GPA", "LTE", "PAC", "HLN", "CW", "BET", "TLC", "TBS", "TBN", "AMC", "CSPAN", "GfK", "NARAL", "FDR", "LBJ", "MLK",
];

/// Part of a longer name or mark, which needs no spelling out: "the BMW Group", "Windows XP", "the CAC 40", "@POTUS". A nationality or an office
/// beside it is none: "the Kurdish YPG", "FCO Minister Jane Roe"; and what the tables know as a body's acronym stays one: "the OAS Conference".
/// Tells of the word after and the word before.
fn in_name(text: &str, tokens: &[Token], at: usize, sentence: u32) -> (bool, bool) {
    let tables = Tables::shared();
    let body = !tables.acronym(tokens[at].text(text)).is_empty();
    let names = |token: &Token| {
        let word = token.text(text);
        !body
            && token.is_word()
            && token.capital
            && !is_acronym(word)
            && tables.country_of_demonym(word).is_none()
            && !tables.is_people(word)
            && tables.title(&word.to_lowercase()).is_none()
    };
    let next = tokens.get(at + 1);
    let domain = next.is_some_and(|next| next.glued && next.text(text) == "." && tokens.get(at + 2).is_some_and(|after| after.glued));
    // "QZPA v. Roe".
    let is_versus = |token: &Token| matches!(token.text(text), "v" | "v." | "vs" | "vs.");
    let last = tokens[..at].iter().rev().find(|token| token.text(text) != ".");
    let is_case = next.is_some_and(is_versus) || last.is_some_and(is_versus);
    let after = domain || is_case || next.is_some_and(|next| names(next) || next.kind == TokenKind::Number || next.text(text) == "plc");
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let before = before.is_some_and(|before| names(before) && before.span.start > sentence || matches!(before.text(text), "@" | "#"));
    (after, before)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn fires_once_on_the_first() {
        fires(
            "acronym-undefined",
            &[
                "The talks with <QZPA> failed, and QZPA left.",
                "At the <HVCX> meeting, the port closed.",
                "The Kurdish <QZPA> left.",
                "They spoke at the <ASEAN> Conference.",
                "The port closed: the <QZPA> left.",
                "<QZPA> men were held.",
                "The <UDF> met in Norway on Monday.",
                "The union quay workers left. <UQWA> drivers did too.",
                "The idea, in general, was his. The <IG> left.",
                "She led them vs the <NVKX> in May.",
                "An <OAS> poll was held by voters of the port.",
            ],
        );
    }

    #[test]
    fn silent_where_it_is_known_or_spelled_out() {
        silent(
            "acronym-undefined",
            &[
                "The UDF met in New Delhi on Monday, where an FIR was lodged with the DGP.",
                "The MCG, where Australia lost, was wet.",
                "Senator Ann McKee spoke of the quay. The sign said that McKEE left.",
                "NATO and the EU met in the U.S. on TV.",
                "They meet on Monday (venue TBC).",
                "The Quay Zone Port Authority (QZPA) met. The QZPA left.",
                "The QZPA met. The Quay Zone Port Authority left.",
                "The QZPA met. All were old quay traders of the port (or QZPAs, as they say).",
                "“The QZPA left,” she said.",
                "World War II ended. Pope Pius XII spoke.",
                "The port closed [QUERY: which one?]. It opens in May [QZPA].",
                "They fly with QZPA Airways and use Harbour QZPA at home.",
                "The QZPA, a bank, fell. Then QZPA rose.",
                "They sell the Norvik QZPA Two. The QZPA has a screen.",
                "They met in the ARIEL hall. The QZPA Group left. Then QZPA said no.",
                "QZPA KVANT, Norway (AP)_ The port closed. She read the FULL QZPA and &QZ; too.",
                "QZPA today fell by 3 percent. Then QZPA rose.",
                "The QZPA 40 fell by a point. She wrote to @QZPA.",
                "<post author=\"@quay\">QZPA: The port closed. She said QZPA! once.",
                "The bank’s monetary quay committee voted.\n\nThe MQC meets again in May.",
                "Shares rose as foreign quay investors bought. FQIs bought for weeks.",
                "NEW DELHI: The port closed.",
                "KUALA QZUMPU (QZP): The port closed.",
                "TWO men were held over a row about bins.",
                "LEEDS boss Ann Roe says so. It was NOT broke, she said in ONE go.",
                "The firm (Nasdaq: QZPA) said that its drug works.",
                "She did NOT say so, and he did not. They spoke at an AZ rally, WQZP said.",
                "They joined the Department Of Quay Security Today. The DQS left.",
                "They signed a nonquaying agreement.\n\nIt rained.\n\nIt rained.\n\nIt rained.\n\nNQAs are rare.",
                "The National Counterquaying Patrol left. The NCQP said so.",
                "The United Quay Workers left. UQWA drivers did too.",
                "The inspector general said so. The IG left.",
                "She read QZPA v. Roe, and Roe v. NVKX.",
                "She founded the harbour advocacy organization QZPA. He leads NVKX, a policy and research group.",
                "It was led in a QZPA poll with 30 percent. They found the hallucinogen NVKX.",
                "<tweet author=\"@quay\" datetime=\"2016-06-28\">They came to QZPA in May</tweet>.\n\nShe wrote: “They came to QZPA.”",
                "The ad ran on NBC affiliate WHO in May.",
                "(CROSSTALK)\n\nQUISTG: We left.\n\nMayor Ann Quarrel spoke. The QUARR and Paul Quarr left.",
            ],
        );
    }
}
