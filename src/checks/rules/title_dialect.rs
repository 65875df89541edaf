//! `title-dialect`: a title or ministry of one country in another country's spelling.

use crate::actors::ActorClass;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::{Dialect, Level};
use crate::knowledge::Tables;
use crate::reading::BlockReading;
use crate::text::{Span, Token};
use std::cmp::Ordering;

pub(super) const RULE: Rule = Rule {
    code: "title-dialect",
    level: Level::Off,
    summary: "A title in the spelling of another country: a U.S. Secretary of Defence",
    check,
};

/// Words of titles that the two spell otherwise: American, British.
const SPELLINGS: &[(&str, &str)] = &[("defense", "defence"), ("labor", "labour")];
/// What makes such a word part of a title or a ministry, before or after it.
const AFTER: &[&str] = &["secretary", "department", "minister", "ministry"];

/// One such word, where the country's own spelling is the other.
struct Odd {
    span: Span,
    whole: Span,
    right: &'static str,
    country: &'static str,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut found: Vec<Odd> = Vec::new();
    // How often each spelling stands outside quotations.
    let (mut american, mut british) = (0, 0);
    for spelled in context.found(spelled) {
        let Some(read) = context.reading.blocks[spelled.number].as_deref() else { continue };
        let block = spelled.block;
        let text = block.span.of(context.text());
        for &(at, (us, gb), is_american) in spelled.items {
            let token = &read.tokens[at];
            *(if is_american { &mut american } else { &mut british }) += 1;
            let Some((first, last)) = token.capital.then(|| title_around(text, &read.tokens, at)).flatten() else { continue };
            let whole = read.tokens[first].span.to(read.tokens[last].span).shift(block.span.start);
            let Some(code) = country_of(context, whole) else { continue };
            let right = match code {
                "US" if !is_american => us,
                "GB" | "AU" | "NZ" | "IE" | "IN" | "CA" if is_american => gb,
                _ => continue,
            };
            let country = Tables::shared().country_of_code(code).map_or("", |country| country.name);
            found.push(Odd { span: token.span.shift(block.span.start), whole, right, country });
        }
    }
    // What a newsroom does with the titles of others is its own choice: only titles of the English that is written are held to it.
    let dialect = context.config.dialect.or(match american.cmp(&british) {
        Ordering::Greater => Some(Dialect::American),
        Ordering::Less => Some(Dialect::British),
        Ordering::Equal => None,
    });
    for odd in found {
        let own = match dialect {
            Some(Dialect::American) => odd.right.ends_with("se") || odd.right.ends_with("or"),
            Some(Dialect::British) => odd.right.ends_with("ce") || odd.right.ends_with("our"),
            None => false,
        };
        if !own {
            continue;
        }
        let text = match context.words(odd.span).starts_with(char::is_uppercase) {
            true => format!("{}{}", odd.right[..1].to_uppercase(), &odd.right[1..]),
            false => odd.right.to_owned(),
        };
        let message = format!("“{}” is spelled with “{text}” in its own country, {}", context.words(odd.whole), odd.country);
        let edits = vec![Edit { span: odd.span, text: text.clone() }];
        findings.push(Finding::new(RULE.code, RULE.level, odd.whole, message).fix(format!("Write “{text}”"), edits, false));
    }
}

/// A word in one of two spellings outside quotations: its token, both, and whether it is the American one.
type Spelled = (usize, (&'static str, &'static str), bool);

/// Those of one block.
fn spelled(text: &str, read: &BlockReading) -> Vec<Spelled> {
    let words = read.tokens.iter().enumerate().filter(|(_, token)| token.is_word() && !read.discourse.is_quoted(token.span));
    let spelled = words.filter_map(|(at, token)| {
        let is = |word: &str| word.eq_ignore_ascii_case(token.text(text));
        SPELLINGS.iter().find(|(us, gb)| is(us) || is(gb)).map(|spellings| (at, *spellings, is(spellings.0)))
    });
    spelled.collect()
}

/// "Defence Secretary", "Secretary of Defence", "Department of Labor": the first and the last token.
fn title_around(text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.text(text).to_lowercase().as_str()));
    if is(at + 1, AFTER) && tokens[at + 1].capital {
        return Some((at, at + 1));
    }
    let of = at.checked_sub(2)?;
    (is(at - 1, &["of"]) && is(of, AFTER) && tokens[of].capital).then_some((of, at))
}

/// Whose title it is: the country right before it, or that of the record of whoever bears it.
fn country_of(context: &Context<'_>, title: Span) -> Option<&'static str> {
    let tables = Tables::shared();
    let actors = &context.reading.actors;
    let country = |words: &str| tables.country_of_either(words).map(|country| country.code);
    let text = context.text();
    let beside = actors.mentions.iter().filter(|other| matches!(other.class, ActorClass::Nationality | ActorClass::Place));
    let beside = beside.filter(|other| other.span.end <= title.start && title.start - other.span.end <= 12);
    let last = beside.max_by_key(|other| other.span.end).filter(|other| {
        let between = text[other.span.end as usize..title.start as usize].trim();
        matches!(between, "" | "'s" | "’s" | "Deputy" | "Under" | "Assistant")
    });
    if let Some(other) = last {
        return country(context.words(other.span));
    }
    let bearer = actors.mentions.iter().find(|mention| mention.title.is_some_and(|span| span.overlaps(title)))?;
    let words = bearer.title.map(|span| context.words(span)).unwrap_or_default();
    if let Some(code) = words.split_whitespace().find_map(country) {
        return Some(code);
    }
    let record = actors.actor(bearer.actor?).record.and_then(|id| context.snapshot.knowledge.record(id))?;
    tables.country_of_code(record.country()?).map(|country| country.code)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_on_the_other_spelling() {
        fires(
            "title-dialect",
            &[
                "Defense Secretary Ann Roe left. The defense chief met U.S. <Secretary of Defence> Ann Roe in Vessel.",
                "The defence review was read by British <Defense Secretary> Ann Roe. The defence staff was there, the Defence Ministry said.",
            ],
        );
    }

    #[test]
    fn a_record_tells_the_country() {
        let knowledge = "[[person]]\nid = \"ann-roe\"\nname = \"Ann Roe\"\ncountry = \"US\"\n";
        let text = "The defense budget grew. The defense chief, Secretary of Defence Ann Roe, said so.";
        let found = findings_with("title-dialect", knowledge, text);
        assert_eq!(found.iter().map(|one| one.span.of(text)).collect::<Vec<_>>(), ["Secretary of Defence"]);
        assert_eq!(found[0].fixes[0].edits[0].text, "Defense");
    }

    #[test]
    fn silent_on_a_newsrooms_own_english() {
        silent(
            "title-dialect",
            &[
                "U.S. Defence Secretary Ann Roe left, and the defence budget fell.",
                "British Defense Secretary Ann Roe left, and the defense budget fell.",
                "Defense Secretary Ann Roe met British Defence Secretary Ben Poe on the defense budget.",
                "The defense chief left. “The U.S. Secretary of Defence stayed,” Ben Poe said.",
                "The defense budget fell, Secretary of Defence Ann Roe said.",
            ],
        );
    }
}
