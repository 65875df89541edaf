//! Which acronyms an article spells out: with the acronym in brackets, or anywhere with the same initials.

use super::Context;
use super::acronyms::bare;
use super::found::{Blocks, Found};
use crate::reading::BlockReading;
use crate::text::{Span, Token, TokenKind, whole_places};
use rustc_hash::FxHashMap;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Where the acronyms of a long article were spelled out when they were looked for last.
#[derive(Default)]
struct Last {
    blocks: Blocks,
    /// By the numbers of those blocks.
    known: FxHashMap<Box<str>, Option<usize>>,
}

/// The acronyms whose words the article has. In a long one only the blocks that have changed are looked at again.
pub(super) fn spelled_out<'a>(context: &Context<'_>, acronyms: &[&'a str]) -> HashSet<&'a str> {
    let reading = context.reading;
    let all = 0..reading.blocks.len();
    if !reading.article.is_long() {
        return spelled_out_in(context, all, acronyms).into_iter().map(|(acronym, _)| acronym).collect();
    }
    let last = reading.memo.get(Mutex::<Last>::default);
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    let Last { blocks, known } = &mut *last;
    let (old, new) = blocks.renew(reading);
    let before = std::mem::take(known);
    let (mut missing, mut unknown) = (Vec::new(), Vec::new());
    let mut now: FxHashMap<&'a str, Option<usize>> = FxHashMap::default();
    for &acronym in acronyms {
        match before.get(acronym) {
            Some(None) => missing.push(acronym),
            Some(Some(at)) if *at < old.start => _ = now.insert(acronym, Some(*at)),
            Some(Some(at)) if *at >= old.end => _ = now.insert(acronym, Some(*at - old.end + new.end)),
            Some(Some(_)) | None => unknown.push(acronym),
        }
    }
    now.extend(missing.iter().chain(&unknown).map(|acronym| (*acronym, None)));
    let found = spelled_out_in(context, new, &missing).into_iter().chain(spelled_out_in(context, all, &unknown));
    now.extend(found.map(|(acronym, at)| (acronym, Some(at))));
    *known = now.iter().map(|(acronym, at)| ((*acronym).into(), *at)).collect();
    now.into_iter().filter_map(|(acronym, at)| at.map(|_| acronym)).collect()
}

/// An acronym that is looked for.
struct Wanted<'a> {
    /// Its letters as capitals; of "NHCs" the first three.
    letters: String,
    acronym: &'a str,
    /// Whether its last letter is left out, which stands for "of America" or "Association".
    cut: bool,
}

impl<'a> Wanted<'a> {
    fn new(acronym: &'a str) -> Self {
        Self { letters: bare(acronym).to_ascii_uppercase(), acronym, cut: false }
    }

    /// Whether the words from here on are its own; of one that is cut, all are of a name: "the United Quay Workers", the UQWA.
    fn is_spelled(&self, text: &str, tokens: &[Token]) -> bool {
        let words = || tokens.iter().filter(|token| token.is_word() && !is_small(token.text(text))).take(self.letters.len());
        has_initials(text, tokens, self.letters.as_bytes()) && (!self.cut || words().all(|token| token.capital))
    }
}

/// The acronyms whose words some blocks have, each with the number of such a block.
fn spelled_out_in<'a>(context: &Context<'_>, blocks: Range<usize>, acronyms: &[&'a str]) -> Vec<(&'a str, usize)> {
    let mut found = Vec::new();
    if acronyms.is_empty() {
        return found;
    }
    let mut by_letters: FxHashMap<&str, Vec<&'a str>> = FxHashMap::default();
    acronyms.iter().for_each(|acronym| by_letters.entry(bare(acronym)).or_default().push(acronym));
    let mut wanted: Vec<Wanted<'a>> = acronyms.iter().map(|acronym| Wanted::new(acronym)).collect();
    let cut = acronyms.iter().filter_map(|acronym| Some((bare(acronym).strip_suffix('A').filter(|letters| letters.len() >= 3)?, acronym)));
    wanted.extend(cut.map(|(letters, acronym)| Wanted { letters: letters.to_ascii_uppercase(), acronym, cut: true }));
    wanted.sort_unstable_by(|a, b| a.letters.cmp(&b.letters));
    let farthest = wanted.iter().map(|wanted| reach(wanted.letters.len())).max().unwrap_or(0);
    for number in blocks {
        let Some(read) = context.reading.blocks[number].as_deref() else { continue };
        let text = context.reading.article.blocks[number].span.of(context.text());
        let tokens = &read.tokens;
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.capital && token.is_word()) {
            let is = |at: Option<usize>, mark: &str| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.text(text) == mark);
            // "... (NHC)", "... (or NHCs)" or "NHC (...)": the brackets say what it stands for, whatever the words' initials are.
            let alone = at >= 2 && is(at.checked_sub(1), "(") && is(Some(at + 1), ")");
            let or = at >= 3 && is(at.checked_sub(2), "(") && is(at.checked_sub(1), "or");
            if alone || or || is(Some(at + 1), "(") {
                let same = by_letters.get(bare(token.text(text))).into_iter().flatten();
                found.extend(same.map(|acronym| (*acronym, number)));
            }
            let mut spelled = |wanted: &Wanted<'a>| {
                if wanted.is_spelled(text, &tokens[at..]) {
                    found.push((wanted.acronym, number));
                }
            };
            may_have_initials(text, &tokens[at..tokens.len().min(at + farthest)], &wanted, 0, &mut spelled);
        }
    }
    found
}

/// In so many blocks up to an acronym its words may stand in small letters: in a whole article some words have any initials.
const NEAR: usize = 3;

/// Offices that are written in small letters, and their letters: those are too few to be looked for by the initials.
const OFFICES: [(&str, &str); 4] =
    [("AG", "attorney general"), ("DA", "district attorney"), ("IG", "inspector general"), ("SG", "secretary general")];

/// A word of a block in small letters that may have two of an acronym's: its number among the tokens, and the second letter.
pub(super) type Prefixed = (usize, u8);

/// Those of one block.
pub(super) fn prefixed(text: &str, read: &BlockReading) -> Vec<Prefixed> {
    let small = read.tokens.iter().enumerate().filter(|(_, token)| is_small_word(token));
    small.filter_map(|(at, token)| Some((at, inner_initial(token.text(text))?))).collect()
}

fn is_small_word(token: &Token) -> bool {
    token.is_word() && !token.capital
}

/// Whether words in small letters before an acronym have its initials: shortly before, "the monetary policy committee ... the MPC", or anywhere
/// with two of its letters in one word, as no words have by chance: "nondisclosure agreement". Of the whole article those words are given.
pub(super) fn is_spelled_small(context: &Context<'_>, acronym: &str, first: Span, prefixed: &[Found<'_, Prefixed>]) -> bool {
    let letters = bare(acronym).to_ascii_uppercase();
    if let Some((_, office)) = OFFICES.iter().find(|(of, _)| *of == letters) {
        return whole_places(context.text(), office).next().is_some();
    }
    let Some(here) = context.reading.article.block_at(first.start).filter(|_| letters.len() > 2) else { return false };
    let letters = letters.as_bytes();
    let is_spelled = |number: usize, starts: &mut dyn Iterator<Item = usize>| {
        let block = context.reading.article.blocks[number].span;
        let Some(read) = context.reading.blocks[number].as_deref() else { return false };
        let (text, tokens) = (block.of(context.text()), &read.tokens);
        let end = tokens.partition_point(|token| token.span.start + block.start < first.start);
        starts.take_while(|at| *at < end).any(|at| is_small_word(&tokens[at]) && has_initials(text, &tokens[at..end], letters))
    };
    let near = (here + 1).saturating_sub(NEAR);
    let far = prefixed.iter().take_while(|found| found.number < near);
    (near..=here).any(|number| is_spelled(number, &mut (0..)))
        || far.into_iter().any(|found| {
            let starts = found.items.iter().filter(|(_, inner)| *inner == letters[1]).map(|(at, _)| *at);
            is_spelled(found.number, &mut starts.into_iter())
        })
}

/// How many tokens the words of an acronym of so many letters may take.
const fn reach(letters: usize) -> usize {
    3 * letters + 4
}

/// Gives the acronyms of which these words may have the initials, among others; the acronyms are sorted, and agree in so many letters.
fn may_have_initials<'a>(text: &str, tokens: &[Token], acronyms: &[Wanted<'a>], letters: usize, each: &mut impl FnMut(&Wanted<'a>)) {
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Hyphen | TokenKind::Possessive => {}
            TokenKind::Word => {
                let word = token.text(text);
                let mut after = |like: &[Wanted<'a>], letters: usize| {
                    let whole = like.partition_point(|acronym| acronym.letters.len() == letters);
                    like[..whole].iter().for_each(&mut *each);
                    if whole < like.len() {
                        may_have_initials(text, &tokens[at + 1..], &like[whole..], letters, each);
                    }
                };
                let like = with_letter(acronyms, letters, initial(word));
                after(like, letters + 1);
                let longer = &like[like.partition_point(|acronym| acronym.letters.len() == letters + 1)..];
                if let Some(inner) = longer.first().and_then(|_| inner_initial(word)) {
                    after(with_letter(longer, letters + 1, inner), letters + 2);
                }
                // The first word is none that may be left out.
                if letters == 0 || !is_small(word) {
                    return;
                }
            }
            _ if is_joint(token.text(text)) => {}
            _ => return,
        }
    }
}

/// Those of sorted acronyms, which agree in the letters before, that have this letter at a place.
fn with_letter<'s, 'a>(acronyms: &'s [Wanted<'a>], at: usize, wanted: u8) -> &'s [Wanted<'a>] {
    let letter = |acronym: &Wanted<'_>| acronym.letters.as_bytes()[at];
    let from = &acronyms[acronyms.partition_point(|acronym| letter(acronym) < wanted)..];
    &from[..from.partition_point(|acronym| letter(acronym) == wanted)]
}

/// Whether the words from here on have these initials; small words may be left out, hyphens divide, and a prefix may count as a word.
fn has_initials(text: &str, tokens: &[Token], letters: &[u8]) -> bool {
    let mut wanted = letters;
    for (at, token) in tokens.iter().enumerate().take(reach(letters.len())) {
        let [letter, more @ ..] = wanted else { break };
        let word = token.text(text);
        match token.kind {
            TokenKind::Hyphen | TokenKind::Possessive => {}
            TokenKind::Word if initial(word) == *letter => {
                if let ([inner, rest @ ..], Some(of_word)) = (more, inner_initial(word))
                    && of_word == *inner
                    && has_initials(text, &tokens[at + 1..], rest)
                {
                    return true;
                }
                wanted = more;
            }
            TokenKind::Word if is_small(word) => {}
            TokenKind::Word => return false,
            _ if is_joint(word) => {}
            _ => return false,
        }
    }
    wanted.is_empty()
}

/// What a word may begin with that counts as one of its own: "nondisclosure".
const PREFIXES: [&str; 5] = ["non", "counter", "anti", "micro", "cyber"];

/// The first byte, as a capital, of what follows such a prefix: "D" in "nondisclosure".
fn inner_initial(word: &str) -> Option<u8> {
    let begins = |prefix: &&str| word.len() > prefix.len() + 3 && word.as_bytes()[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes());
    let prefix = PREFIXES.iter().find(|prefix| begins(prefix))?;
    word.as_bytes().get(prefix.len()).map(u8::to_ascii_uppercase)
}

/// A word's first byte, as a capital where it is an ASCII letter.
fn initial(word: &str) -> u8 {
    word.bytes().next().map_or(0, |first| first.to_ascii_uppercase())
}

/// Words that acronyms leave out, in titles with a capital.
fn is_small(word: &str) -> bool {
    const SMALL: [&str; 16] = ["of", "the", "for", "and", "on", "in", "to", "de", "la", "du", "des", "y", "et", "&", "against", "with"];
    word.len() <= 7 && SMALL.iter().any(|small| small.eq_ignore_ascii_case(word))
}

/// Marks that join the words of a name.
fn is_joint(mark: &str) -> bool {
    matches!(mark, "&" | ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;
    use crate::config::Config;
    use crate::index::Snapshot;
    use crate::knowledge::Knowledge;
    use crate::reading::{Reader, Reading, Source};
    use crate::text::{FileKey, tokenize};
    use std::sync::Arc;

    const ACRONYMS: [&str; 5] = ["QZPA", "NVK", "HOQ", "BRTs", "WXY"];

    fn spelled_out_of(reading: &Reading, acronyms: &[&'static str]) -> Vec<&'static str> {
        let (file, snapshot, config) = (FileKey::new("a.txt"), Snapshot::default(), Config::default());
        let context = Context { file: &file, reading, snapshot: &snapshot, config: &config };
        crate::text::sorted(spelled_out(&context, acronyms).into_iter())
    }

    #[test]
    fn a_long_article_is_as_one_read_for_the_first_time_whatever_happened_to_it() {
        let knowledge = Knowledge::default();
        let mut reader = Reader::new();
        let mut lines: Vec<String> = (0..90).map(|number| format!("It rained in place {number}.")).collect();
        // What is put in the place of how many lines from where, and how many of the acronyms are looked for.
        let edits: [(usize, usize, &[&str], usize); 9] = [
            (40, 1, &["The Quay Zone Port Authority met."], 4),
            (0, 0, &["It snowed.", "The Norvik Vessel Keepers left."], 4),
            (42, 1, &["The Quay Zone Port Authority met again.", "The Harbour Office of Quays closed."], 4),
            (42, 1, &["Nobody met."], 5),
            (1, 1, &[], 5),
            (80, 3, &["The big red trucks (BRT) came.", "The Norvik Vessel Keepers came back."], 5),
            (10, 20, &["Rain."], 3),
            (0, 0, &["The Quay Zone Port Authority met."], 5),
            (0, 1, &[], 5),
        ];
        let mut some = 0;
        for (at, gone, come, wanted) in edits {
            lines.splice(at..at + gone, come.iter().map(|line| (*line).to_owned()));
            let text: Arc<str> = Arc::from(lines.join("\n\n"));
            let source = || Source { name: "a.txt", text: Arc::clone(&text), format: Format::Plain, date: None };
            let (again, fresh) = (reader.read(&source(), &knowledge), Reader::new().read(&source(), &knowledge));
            assert!(again.article.is_long());
            let found = spelled_out_of(&again, &ACRONYMS[..wanted]);
            assert_eq!(found, spelled_out_of(&fresh, &ACRONYMS[..wanted]), "{lines:?}");
            some += found.len();
        }
        assert!(some > 10, "{some}");
    }

    #[test]
    fn what_may_have_the_initials_is_all_that_has_them() {
        let text = "The Bank of Oslo and the Border-Control Office on the Old Quay, Harbour & Port of the Inner Norvik Authority met.";
        let tokens = tokenize(text);
        // All of two to four of these letters.
        let mut all: Vec<String> = vec![String::new()];
        for length in 0..4 {
            let longer = all
                .iter()
                .filter(|letters| letters.len() == length)
                .flat_map(|letters| "ABCHINOPQT".chars().map(move |c| format!("{letters}{c}")));
            let longer: Vec<String> = longer.collect();
            all.extend(longer);
        }
        all.retain(|letters| letters.len() >= 2);
        all.sort();
        let wanted: Vec<Wanted<'_>> = all.iter().map(|letters| Wanted::new(letters)).collect();
        let mut some = 0;
        for at in (0..tokens.len()).filter(|at| tokens[*at].is_word()) {
            let mut found: Vec<&str> = Vec::new();
            may_have_initials(text, &tokens[at..], &wanted, 0, &mut |acronym| {
                if has_initials(text, &tokens[at..], acronym.letters.as_bytes()) {
                    found.push(acronym.acronym);
                }
            });
            found.sort_unstable();
            found.dedup();
            // None begins with a word that it leaves out.
            let first = &tokens[at].text(text)[..1].to_ascii_uppercase();
            let each = all.iter().filter(|letters| letters.starts_with(first) && has_initials(text, &tokens[at..], letters.as_bytes()));
            let each: Vec<&str> = each.map(String::as_str).collect();
            assert_eq!(found, each, "{at}");
            some += found.len();
        }
        assert!(some > 20, "{some}");
        assert!(has_initials(text, &tokens[1..], b"BO") && has_initials(text, &tokens[6..], b"BCO"));
    }
}
