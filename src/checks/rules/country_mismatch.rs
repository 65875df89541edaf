//! `country-mismatch`: a country beside an office and a name, or beside a capital, that is not theirs.

use crate::actors::{ActorClass, ActorId, MentionKind};
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::{Country, Tables};
use crate::text::{Span, Token, normalised};

pub(super) const RULE: Rule =
    Rule { code: "country-mismatch", level: Level::Warning, summary: "A country beside an office or a capital that is not its own", check };

/// A country beside an office of one person.
#[derive(Clone, Copy)]
struct Held {
    actor: ActorId,
    country: Country,
    /// The word that names the country.
    word: Span,
    /// From there to the end of the name.
    whole: Span,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let held = offices(context);
    let mut done: Vec<ActorId> = Vec::new();
    for one in &held {
        if !done.contains(&one.actor) {
            done.push(one.actor);
            let all: Vec<Held> = held.iter().copied().filter(|other| other.actor == one.actor).collect();
            person(context, &all, findings);
        }
    }
    for (_, block, read) in context.blocks() {
        let text = context.reading.article.block_text(context.text(), block);
        for at in 0..read.tokens.len() {
            if read.tokens[at].text(&text) == "capital" {
                let page = Page { text: &text, tokens: &read.tokens };
                findings.extend(
                    page.capital(at).map(|(span, message)| Finding::new(RULE.code, RULE.level, span.shift(block.span.start), message)),
                );
            }
        }
    }
}

/// The countries that stand right before a title and a name, or in the title.
fn offices(context: &Context<'_>) -> Vec<Held> {
    let mentions = &context.reading.actors.mentions;
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.class == ActorClass::Person && mention.kind != MentionKind::Pronoun) {
        let (Some(actor), nominal) = (mention.actor, mention.kind == MentionKind::Nominal) else { continue };
        let title = match mention.title {
            Some(title) if title.end <= mention.span.start => title,
            _ if nominal => mention.span,
            _ => continue,
        };
        let words = context.words(title).to_lowercase();
        // An ambassador may be named after either country.
        if ["ambassador", "envoy", "consul", "correspondent"].iter().any(|office| words.contains(office)) {
            continue;
        }
        let Some((word, country)) = country_before(context, title).or_else(|| country_in(context, title)) else { continue };
        found.push(Held { actor, country, word, whole: word.to(mention.span) });
    }
    found
}

/// A country or nationality whose last letter stands right before a place.
fn country_before(context: &Context<'_>, title: Span) -> Option<(Span, Country)> {
    let mentions = &context.reading.actors.mentions;
    let at = mentions.partition_point(|mention| mention.span.start < title.start);
    let near = mentions[..at].iter().rev().take(3).find(|mention| {
        mention.span.end <= title.start
            && context.text().get(mention.span.end as usize..title.start as usize).is_some_and(|gap| gap.trim().is_empty())
    })?;
    Some((near.span, country_of(context.words(near.span))?))
}

/// The country that a title begins with: "US President", "the Polish foreign minister".
fn country_in(context: &Context<'_>, title: Span) -> Option<(Span, Country)> {
    let words = context.words(title);
    let skipped = if words.to_lowercase().starts_with("the ") { 4 } else { 0 };
    let ends = words[skipped..].match_indices(' ').map(|(at, _)| at).take(3).collect::<Vec<_>>();
    ends.into_iter().rev().find_map(|end| {
        let span = Span::new(title.start as usize + skipped, title.start as usize + skipped + end);
        Some((span, country_of(context.words(span))?))
    })
}

fn country_of(words: &str) -> Option<Country> {
    let tables = Tables::shared();
    let whole = words.trim_end_matches("'s").trim_end_matches("’s");
    tables.country_of_demonym(whole).or_else(|| tables.country(whole))
}

/// The countries given to one person: the record's is right, else the one given most often, or the one of which the article speaks most.
fn person(context: &Context<'_>, held: &[Held], findings: &mut Vec<Finding>) {
    let actor = context.reading.actors.actor(held[0].actor);
    let tables = Tables::shared();
    let record = actor.record.and_then(|id| context.snapshot.knowledge.record(id));
    let known = record.and_then(|record| tables.country_of_code(record.country.as_deref()?));
    let count = |country: Country| held.iter().filter(|one| one.country == country).count();
    let spoken = |country: Country| {
        let mentions =
            context.reading.actors.mentions.iter().filter(|mention| matches!(mention.class, ActorClass::Place | ActorClass::Nationality));
        mentions.filter(|mention| mention.kind == MentionKind::Named && country_of(context.words(mention.span)) == Some(country)).count()
    };
    let right = known.or_else(|| held.iter().rev().map(|one| one.country).max_by_key(|country| (count(*country), spoken(*country))));
    let Some(right) = right else { return };
    let other = held.iter().find(|one| one.country == right);
    if known.is_none() && other.is_none() {
        return;
    }
    for wrong in held.iter().filter(|one| one.country != right) {
        let message = match known {
            Some(_) => format!("{} belongs to {}, not to {}", actor.name, right.name, wrong.country.name),
            None => format!("{} is given to {} here and to {} elsewhere", actor.name, wrong.country.name, right.name),
        };
        let mut finding = Finding::new(RULE.code, RULE.level, wrong.whole, message);
        if let Some(other) = other {
            let text = context.words(other.word).to_owned();
            finding = finding.relate(context.file, other.whole, right.name);
            finding = finding.fix(format!("Write “{text}”"), vec![Edit { span: wrong.word, text }], false);
        }
        findings.push(finding);
    }
}

struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Page<'_> {
    fn words(&self, first: usize, end: usize) -> Option<&str> {
        let span = self
            .tokens
            .get(first..end)
            .filter(|tokens| !tokens.is_empty())
            .map(|tokens| tokens[0].span.to(tokens[tokens.len() - 1].span))?;
        Some(span.of(self.text))
    }

    /// "the Laotian capital, Hanoi" and "Hanoi, the capital of Laos", by the word "capital".
    fn capital(&self, at: usize) -> Option<(Span, String)> {
        let is = |at: usize, word: &str| self.tokens.get(at).is_some_and(|token| token.text(self.text) == word);
        let span = |first: usize, end: usize| self.tokens[first].span.to(self.tokens[end - 1].span);
        let before =
            (1..=3).rev().filter(|length| at >= *length).find_map(|length| Some((at - length, country_of(self.words(at - length, at)?)?)));
        if let Some((first, country)) = before {
            let mut city = at + 1;
            city += usize::from(is(city, "city"));
            city += usize::from(is(city, "of") || is(city, ","));
            let (end, owner) = (1..=3).rev().find_map(|length| Some((city + length, self.owner(city, city + length)?)))?;
            return (!self.is_seat(country, city, end) && owner != country).then(|| {
                (
                    span(first, end),
                    format!("{} is the capital of {}, not of {}", self.words(city, end).unwrap_or(""), owner.name, country.name),
                )
            });
        }
        if !(is(at + 1, "of") && at >= 3 && is(at - 1, "the") && is(at - 2, ",")) {
            return None;
        }
        let of = at + 2 + usize::from(is(at + 2, "the"));
        let named = |length: &usize| self.tokens.get(of + length - 1).is_some_and(|token| token.is_word());
        let lengths = (1..=3).rev().filter(named);
        let (end, country) = lengths.into_iter().find_map(|length| Some((of + length, country_of(self.words(of, of + length)?)?)))?;
        let (first, owner) = (1..=3)
            .rev()
            .filter(|length| at >= 2 + length)
            .find_map(|length| Some((at - 2 - length, self.owner(at - 2 - length, at - 2)?)))?;
        (owner != country && !self.is_seat(country, first, at - 2)).then(|| {
            (
                span(first, end),
                format!("{} is the capital of {}, not of {}", self.words(first, at - 2).unwrap_or(""), owner.name, country.name),
            )
        })
    }

    /// The country whose capital a name is.
    fn owner(&self, first: usize, end: usize) -> Option<Country> {
        self.tokens.get(first).filter(|token| token.capital)?;
        self.tokens.get(end - 1).filter(|token| token.is_word())?;
        Tables::shared().country_of_capital(self.words(first, end)?)
    }

    fn is_seat(&self, country: Country, first: usize, end: usize) -> bool {
        let seat = Tables::shared().capital_of(country.code).map(normalised);
        seat.is_some() && seat == self.words(first, end).map(normalised)
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn two_countries_of_one_office_holder() {
        fires(
            "country-mismatch",
            &[
                "US President Ann Roe spoke in May.\n\nThe US Senate met on Monday. <Australian President Ann Roe> was there.\n",
                "Norwegian Foreign Minister Karin Dahl left Oslo. In Norway, <Danish Foreign Minister Karin Dahl> was praised.\n",
            ],
        );
        silent(
            "country-mismatch",
            &[
                "US President Ann Roe met Australian Prime Minister Bob Poe. President Roe thanked Poe.\n",
                "U.S. President Ann Roe spoke. American President Ann Roe left. The United States waited.\n",
                "Norwegian Ambassador Karin Dahl spoke. The Danish ambassador, Karin Dahl's friend, left.\n",
            ],
        );
    }

    #[test]
    fn a_capital_of_another_country() {
        fires(
            "country-mismatch",
            &[
                "They met in the <Laotian capital, Hanoi>, on Monday.",
                "Trains stopped in the <Irish capital London>.",
                "He flew to <Oslo, the capital of Denmark>, in May.",
            ],
        );
        silent(
            "country-mismatch",
            &[
                "They met in the Vietnamese capital, Hanoi, on Monday.",
                "They met in the US capital city of Washington, D.C.",
                "The Norwegian capital Oslo is small.",
                "He flew to Oslo, the capital of Norway, in May.",
                "Irish capital went to London.",
            ],
        );
    }

    #[test]
    fn the_record_is_right() {
        let knowledge = "[[person]]\nid = \"roe\"\nname = \"Ann Roe\"\ncountry = \"NO\"\n";
        let found = findings_with("country-mismatch", knowledge, "Danish Foreign Minister Ann Roe spoke on Monday.\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, "Ann Roe belongs to Norway, not to Denmark");
        assert!(findings_with("country-mismatch", knowledge, "Norwegian Foreign Minister Ann Roe spoke on Monday.\n").is_empty());
    }
}
