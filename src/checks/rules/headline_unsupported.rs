//! `headline-unsupported`: a person, an organisation, a figure or a day in the headline that the article never mentions.

use crate::actors::{ActorClass, KnownAs, Mention, MentionKind};
use crate::checks::support::{Body, bears_out, is_body_noun};
use crate::checks::{Context, Finding, Rule};
use crate::config::Level;
use crate::dates::{Day, TimeKind};
use crate::knowledge::Tables;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: "headline-unsupported",
    level: Level::Warning,
    summary: "The headline has a name, a figure or a day that the body never mentions",
    check,
};

/// A body of fewer words is a brief, whose headline may hold what it does not.
const WORDS: usize = 60;
/// Smaller numbers need not be written: two men are two names.
const SMALL: f64 = 13.0;

/// What an article calls an organisation that it does not name.
const DESCRIPTIONS: [&str; 32] = [
    "airline",
    "agency",
    "alliance",
    "association",
    "authority",
    "bank",
    "body",
    "brand",
    "broadcaster",
    "cartel",
    "chain",
    "charity",
    "club",
    "company",
    "federation",
    "firm",
    "giant",
    "group",
    "league",
    "maker",
    "movement",
    "network",
    "operator",
    "organisation",
    "organization",
    "party",
    "platform",
    "regulator",
    "retailer",
    "team",
    "union",
    "watchdog",
];

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(headline) = context.reading.article.headline() else { return };
    let body = Body::of(context);
    // "OSLO (NTB) --" is a dateline, and the first line of an article without a headline.
    let dateline = context.words(headline).trim_end().ends_with(['-', '\u{2013}', '\u{2014}', '_']);
    if dateline || !body.has_words(WORDS) {
        return;
    }
    names(context, headline, &body, findings);
    findings.extend(organisation_at_start(context, headline, &body));
    figures(context, headline, &body, findings);
    days(context, headline, &body, findings);
}

fn names(context: &Context<'_>, headline: Span, body: &Body<'_>, findings: &mut Vec<Finding>) {
    let actors = &context.reading.actors;
    for mention in actors.mentions.iter().filter(|mention| headline.contains(mention.span) && mention.kind == MentionKind::Named) {
        let words = context.words(mention.span);
        let others =
            || mention.actor.into_iter().flat_map(|actor| actors.mentions_of(actor)).filter(|other| !headline.contains(other.span));
        let elsewhere = others().next().is_some();
        let missing = match mention.class {
            // "The minister for water resigned" names nobody.
            ActorClass::Person => {
                !others().any(|other| other.kind == MentionKind::Named)
                    && !is_unsure(context, headline, mention)
                    && !is_common(context, headline, mention)
                    && is_family_missing(context, headline, words, body)
            }
            ActorClass::Organisation => {
                !elsewhere && is_sure(context, mention) && !body.holds_name(words) && !is_common(context, headline, mention)
            }
            ActorClass::Place | ActorClass::Nationality => false,
        };
        if missing {
            let message = format!("The headline names “{words}”, whom the article never mentions");
            findings.push(Finding::new(RULE.code, RULE.level, mention.span, message));
        }
    }
}

/// "Greenpeace sues": an organisation that the tables know by its first word, where the capital tells nothing. Not where the article names or
/// describes any organisation: it may be the same, as Meta is Facebook and "European football's governing body" Uefa.
fn organisation_at_start(context: &Context<'_>, headline: Span, body: &Body<'_>) -> Option<Finding> {
    let first = context.words(headline).split_whitespace().next()?.trim_end_matches(':');
    let word = first.strip_suffix("'s").or_else(|| first.strip_suffix("’s")).unwrap_or(first);
    let start = first.as_ptr() as usize - context.text().as_ptr() as usize;
    let span = Span::new(start, start + word.len());
    let (known, tables) = (KnownAs::of(word), Tables::shared());
    let is_other = known.is_word() || known.is_name() || known.is_acronym() || known.is_medium() || tables.metonym(word).is_some();
    let acronym = word.chars().filter(|c| c.is_uppercase()).count() != 1;
    let named = context.reading.actors.mentions.iter().any(|mention| mention.span.overlaps(span));
    // A word with a capital behind it may be the first of another name.
    let rest = context.text()[span.end as usize..headline.end as usize].trim_start();
    let whole = rest.starts_with(char::is_lowercase);
    let may_be = || {
        let mut mentions = context.reading.actors.mentions.iter();
        let other = mentions.any(|other| other.class == ActorClass::Organisation && !headline.contains(other.span));
        let words = context.text()[headline.end as usize..].split(|c: char| !c.is_alphanumeric());
        let mut capital = words.filter(|word| word.starts_with(char::is_uppercase));
        other || capital.any(|word| tables.organisation(word).is_some()) || DESCRIPTIONS.iter().any(|word| body.holds(word))
    };
    let known = whole && !is_other && !acronym && !named && tables.organisation(word).is_some();
    (known && !body.holds_name(word) && !may_be()).then(|| {
        let message = format!("The headline names “{word}”, whom the article never mentions");
        Finding::new(RULE.code, RULE.level, span, message)
    })
}

/// Whether it is likely no person whom the article is about: a title ("Pope's plea"), what belongs to a person ("Pope's Angelus"), a nickname in
/// quotation marks, whoever wrote it ("Ann Roe: The quay and I"), or one word that has its capital from the
/// headline ("Daggers drawn", "Roe's Gun Grab"), or is a given name, which the article need not repeat.
fn is_unsure(context: &Context<'_>, headline: Span, mention: &Mention) -> bool {
    let before = context.text()[headline.start as usize..mention.span.start as usize].trim_end();
    let begins = before.is_empty() || before.ends_with([':', '.', '?', '!']);
    let words = context.words(mention.span);
    let author = before.is_empty() && context.text()[mention.span.end as usize..].starts_with(':');
    let known = KnownAs::of(words);
    let is_name = known.is_name() || !begins && !known.is_word();
    let single = !words.contains(' ');
    let title = single && Tables::shared().title(&words.to_lowercase()).is_some();
    let after = &context.text()[mention.span.end as usize..];
    let quoted = before.ends_with(['‘', '\'', '“', '"']) && after.starts_with(['’', '\'', '”', '"']) && !after.starts_with("'s");
    author
        || title
        || quoted
        || single && (!is_name || owner_is_person(context, before) || known.is_given_name() && !known.is_family_name())
}

/// What is no more a person's, as is said in passing.
const SAYINGS: [[&str; 2]; 8] = [
    ["Achilles", "heel"],
    ["Adam", "apple"],
    ["Hobson", "choice"],
    ["Midas", "touch"],
    ["Murphy", "law"],
    ["Noah", "ark"],
    ["Pandora", "box"],
    ["Sophie", "choice"],
];

/// Whether a headline's words only look like a name: ordinary words in title case behind whose they are ("Roe's Gun Deal"), a word behind such a one
/// ("Roe's Gun Grab", which is no company but in "Roe's Company Grab"), or a saying ("Achilles' heel").
fn is_common(context: &Context<'_>, headline: Span, mention: &Mention) -> bool {
    let common = |word: &str| KnownAs::of(word).is_word() && !DESCRIPTIONS.iter().any(|noun| noun.eq_ignore_ascii_case(word));
    let words = context.words(mention.span);
    let before = context.text()[headline.start as usize..mention.span.start as usize].trim_end();
    let (rest, last) = before.rsplit_once(' ').unwrap_or_default();
    let owned = match mention.class {
        ActorClass::Person => {
            words.contains(' ')
                && ["'s", "’s"].iter().any(|ending| before.ends_with(ending))
                && words.split(' ').all(|word| common(word) && !KnownAs::of(word).is_given_name())
        }
        _ => !words.contains(' ') && common(last) && owner_is_person(context, rest),
    };
    let behind = &context.text()[mention.span.end as usize..headline.end as usize];
    let next = behind.split(|c: char| !c.is_alphanumeric()).find(|word| word.len() > 1).unwrap_or_default();
    owned || SAYINGS.iter().any(|[name, rest]| words == *name && next.eq_ignore_ascii_case(rest))
}

/// "Pope's", "Roe's" at the end of some words, and not "Norway's" or "Airbus's".
fn owner_is_person(context: &Context<'_>, before: &str) -> bool {
    let owner = before.strip_suffix("'s").or_else(|| before.strip_suffix("’s")).and_then(|before| before.split_whitespace().next_back());
    owner.is_some_and(|owner| {
        let end = owner.as_ptr() as usize + owner.len() - context.text().as_ptr() as usize;
        let mentions = &context.reading.actors.mentions;
        let named = mentions.iter().find(|mention| mention.span.contains(Span::new(end - 1, end)));
        Tables::shared().title(&owner.to_lowercase()).is_some() || named.is_some_and(|mention| mention.class == ActorClass::Person)
    })
}

/// Whether no word of a person's name but given names stands in the article: the family name in any form is enough, since the tables may not know
/// that two forms are one. A given name that is somebody's family name there is none here: a headline's capitals join more than belongs together.
fn is_family_missing(context: &Context<'_>, headline: Span, name: &str, body: &Body<'_>) -> bool {
    let words: Vec<&str> = name.split([' ', '\u{A0}']).filter(|word| word.chars().count() > 1).collect();
    let given = |word: &str| Tables::shared().gender_of_given_name(word).is_some();
    let Some((last, first)) = words.split_last() else { return false };
    let family = first.iter().filter(|word| !given(word)).chain(std::iter::once(last));
    let mentions = context.reading.actors.mentions.iter();
    let mut others =
        mentions.filter(|other| other.class == ActorClass::Person && other.kind == MentionKind::Named && !headline.contains(other.span));
    // "Judge Judy" is Judith Roe.
    let short = |word: &str| given(last) && Tables::shared().same_given_name(last, word);
    let is_nickname = |other: &Mention| context.words(other.span).split(' ').next().is_some_and(short);
    !family.into_iter().any(|word| body.holds(word))
        && !others.clone().any(is_nickname)
        && !others.any(|other| first.iter().any(|word| context.words(other.span).ends_with(word)))
}

/// Whether a name is an organisation's for sure and spelled out: an acronym may stand for what the article says in other words, a building for
/// whoever sits there, and a site is where things are said.
fn is_sure(context: &Context<'_>, mention: &Mention) -> bool {
    let words = context.words(mention.span);
    let tables = Tables::shared();
    let acronym = words.split(' ').any(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1);
    let known =
        tables.organisation(words).is_some() || mention.actor.is_some_and(|actor| context.reading.actors.actor(actor).record.is_some());
    let named = words.contains(' ') && words.rsplit(' ').next().is_some_and(is_body_noun) || known;
    let before = context.text()[..mention.span.start as usize].trim_end();
    let site = ["on", "On", "via", "("].iter().any(|word| before.ends_with(word));
    named && !acronym && !site && tables.metonym(words).is_none()
}

fn figures(context: &Context<'_>, headline: Span, body: &Body<'_>, findings: &mut Vec<Finding>) {
    let figures = &context.reading.claims.figures;
    let head = figures.iter().filter(|figure| headline.contains(figure.span));
    // "31 ways to cross the harbour": a list that nobody counts.
    let list = |figure: &&crate::claims::Figure| figure.span.start == headline.start && figure.value < 100.0 && figure.unit.is_none();
    let head: Vec<_> = head.filter(|figure| (figure.value >= SMALL || figure.unit.is_some()) && !list(figure)).collect();
    if head.is_empty() {
        return;
    }
    let numbers = body.numbers();
    for figure in head {
        // What the article counts otherwise is a conflict, and another rule's.
        let counted = figures.iter().any(|other| !headline.contains(other.span) && other.key == figure.key && other.unit == figure.unit);
        if !counted && !bears_out(&numbers, figure.value) {
            let message = format!("The headline has “{}”, which the article never mentions", context.words(figure.span));
            findings.push(Finding::new(RULE.code, RULE.level, figure.span, message));
        }
    }
}

/// A weekday or date of the headline on which nothing in the article falls, its own day included.
fn days(context: &Context<'_>, headline: Span, body: &Body<'_>, findings: &mut Vec<Finding>) {
    let dates = &context.reading.dates;
    let Some(reference) = dates.reference else { return };
    for time in dates.expressions.iter().filter(|time| headline.contains(time.span) && time.kind == TimeKind::Date) {
        let Some((day, _)) = time.days.filter(|(first, last)| first == last) else { continue };
        // A weekday alone may be the one before or the one to come.
        let weekday = time.rule.contains("weekday");
        let same = |other: Day| other == day || weekday && other.weekday() == day.weekday();
        let touches = dates.expressions.iter().filter(|other| !headline.contains(other.span)).any(|other| match other.days {
            Some((from, to)) if from == to => same(from),
            Some((from, to)) => from <= day && day <= to || weekday,
            None => other.kind == TimeKind::Date,
        });
        if same(reference.day) {
            continue;
        }
        if !touches && !body.holds(context.words(time.span)) {
            let message = format!("The headline has “{}”, which the article never mentions", context.words(time.span));
            findings.push(Finding::new(RULE.code, RULE.level, time.span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    const REST: &str = "The talks in the town hall went on until midnight, and nobody who came out of them said what had been agreed. The \
                        harbour is the largest of the coast and was built in four years. Fishermen waited outside with their families, while \
                        the rain fell on the quay and on the boats. Those who had come from the islands slept in the school, and breakfast \
                        was served at seven.";

    #[test]
    fn names_that_the_article_does_not_have() {
        fires(
            "headline-unsupported",
            &[
                &format!("<Karin Dahl> opens the quay\n\nErik Sand opened the quay. {REST}\n"),
                &format!("<World Bank> pays for the quay\n\nErik Sand opened the quay. {REST}\n"),
                &format!("<Airbus> wins contract\n\nBoeing won a contract. {REST}\n"),
                &format!("<Greenpeace> sues over the quay\n\nErik Sand sued over the quay. {REST}\n"),
                &format!("Minister <Okafor> resigns\n\nThe minister for water resigned. {REST}\n"),
                &format!("Mayor's Company <Grab> Fails\n\nErik Roe opened the quay in Norway. {REST}\n"),
                &format!("Norway's <Dahl> wins\n\nErik Sand of Norway won. {REST}\n"),
            ],
        );
        silent(
            "headline-unsupported",
            &[
                &format!("Dahl opens the quay\n\nKarin Dahl opened the quay. {REST}\n"),
                &format!("Ann Dahl Wins\n\nKarin Dahl won the vote. {REST}\n"),
                &format!("Daggers drawn at the quay\n\nErik Sand opened the quay. {REST}\n"),
                &format!("Mayor's Gun Grab fails\n\nErik Sand opened the quay. {REST}\n"),
                &format!("Norway Hears About Roe’s Tax Grab, Waits\n\nErik Roe opened the quay in Norway. {REST}\n"),
                &format!("Port finds Achilles' heel of quay\n\nErik Roe opened the quay. {REST}\n"),
                &format!("Norway Hears About Roe’s Gun Plan\n\nErik Roe opened the quay in Norway. {REST}\n"),
                &format!("Pope's plea for the quay\n\nErik Sand spoke for the quay. {REST}\n"),
                &format!("Pope's Angelus draws many\n\nErik Sand spoke on the quay. {REST}\n"),
                &format!("Judge Judy opens the quay\n\nJudith Sand opened the quay. {REST}\n"),
                &format!("The quay waits as 'Karin Dahl' stalls\n\nErik Sand opened the quay. {REST}\n"),
                &format!("Greenpeace sues over the quay\n\nErik Sand of Greenpeace sued. {REST}\n"),
                &format!("Facebook pays for the quay\n\nMeta will pay for the quay, it said. {REST}\n"),
                &format!("Uefa opens the quay\n\nEuropean football's governing body opened the quay. {REST}\n"),
                &format!("Karin Dahl: The quay and I\n\nErik Sand opened the quay. {REST}\n"),
                &format!("World Bank pays for the quay\n\nThe bank will pay for the quay. {REST}\n"),
                &format!("European Commission pays\n\nThe EC will pay for the quay. {REST}\n"),
                &format!("EPA fines the port\n\nThe Environmental Protection Agency fined the port. {REST}\n"),
                &format!("Kremlin waits\n\nMoscow said nothing. {REST}\n"),
                &format!("Sand opens the quay on Twitter\n\nErik Sand opened the quay. {REST}\n"),
                "World Bank pays for the quay\n\nThe quay is old.\n",
            ],
        );
    }

    #[test]
    fn figures_that_the_article_does_not_have() {
        fires(
            "headline-unsupported",
            &[
                &format!("Port fined <$40 million>\n\nErik Sand, who runs the port, was fined. {REST}\n"),
                &format!("Data of <540 million> people found\n\nA list of names was found in the port. {REST}\n"),
            ],
        );
        silent(
            "headline-unsupported",
            &[
                &format!("Port fined $40 million\n\nThe port was fined 39.7 million dollars. {REST}\n"),
                &format!("Port fined $40 million\n\nOne fine is of $15 million, the other of $25 million. {REST}\n"),
                &format!("Port fined $40 million\n\nThe port was fined 40,000,000 dollars. {REST}\n"),
                &format!("Two men fined\n\nErik Sand and Ole Holm were fined. {REST}\n"),
                &format!("31 ways to cross the harbour\n\nErik Sand knows the harbour. {REST}\n"),
            ],
        );
    }

    #[test]
    fn days_that_the_article_does_not_have() {
        fires(
            "headline-unsupported",
            &[&format!("Quay closes on <Friday>\n\nMay 6, 2024\n\nThe quay will close on Thursday, Erik Sand said. {REST}\n")],
        );
        silent(
            "headline-unsupported",
            &[
                &format!("Quay closes on Friday\n\nMay 6, 2024\n\nThe quay will close on May 10, Erik Sand said. {REST}\n"),
                &format!("Quay closes on Friday\n\nMay 6, 2024\n\nThe quay will close this week, Erik Sand said. {REST}\n"),
                &format!("Quay closed on Monday\n\nMay 6, 2024\n\nThe quay is closed, Erik Sand said. {REST}\n"),
                &format!("Quay closes on Friday\n\nThe quay will close, Erik Sand said. {REST}\n"),
            ],
        );
    }
}
