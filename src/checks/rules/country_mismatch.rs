//! `country-mismatch`: a country beside an office and a name, or beside a capital, that is not theirs.

use crate::actors::{ActorClass, ActorId, MentionKind};
use crate::checks::capitals::{self, country_of};
use crate::checks::spoken::SpokenOf;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::config::Level;
use crate::knowledge::{Country, Tables, lacks_office};
use crate::text::{Span, is_year};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

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
    /// The title, the country not in it.
    office: Span,
    /// Whether the country stands behind the name.
    behind: bool,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let held = offices(context);
    let mut by_person: Vec<Held> = held.iter().copied().chain(leaders_of(context)).collect();
    by_person.sort_by_key(|one| (one.actor, one.whole.start));
    for held in by_person.chunk_by(|one, other| one.actor == other.actor) {
        person(context, held, findings);
    }
    let mut reported: FxHashSet<Span> = findings.iter().map(|finding| finding.span).collect();
    for one in &held {
        if !reported.contains(&one.whole)
            && let Some(finding) = absent(context, one).or_else(|| nowhere_else(context, one))
        {
            reported.insert(finding.span);
            findings.push(finding);
        }
    }
    for found in context.found(capitals::mismatches) {
        let start = found.block.span.start;
        let finding = |(span, message): &(Span, String)| Finding::new(RULE.code, RULE.level, span.shift(start), message.as_str());
        findings.extend(found.items.iter().map(finding));
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
        let Some((word, country)) = country_before(context, title).or_else(|| country_in(context, title)) else { continue };
        let words = context.words(title).to_lowercase();
        // An ambassador may be named after either country.
        if ["ambassador", "envoy", "consul", "correspondent"].iter().any(|office| words.contains(office)) {
            continue;
        }
        let office = Span { start: title.start.max(word.end), end: title.end };
        found.push(Held { actor, country, word, whole: word.to(mention.span), office, behind: false });
    }
    found
}

/// "Prime Minister Ann Roe of Norway": leaders whose country stands right behind their name.
fn leaders_of(context: &Context<'_>) -> Vec<Held> {
    const OFFICES: [&str; 6] = ["chancellor", "foreign minister", "interior minister", "president", "prime minister", "vice president"];
    let mentions = &context.reading.actors.mentions;
    let pairs = mentions.iter().zip(mentions.iter().skip(1));
    let found = pairs.filter_map(|(mention, place)| {
        let (actor, title) = (mention.actor?, mention.title.filter(|title| title.end <= mention.span.start)?);
        let text = context.text();
        let beside = text.get(mention.span.end as usize..place.span.start as usize).is_some_and(|between| between == " of ");
        if !beside || place.class != ActorClass::Place {
            return None;
        }
        let office = context.words(title).to_lowercase();
        // "President Ann Roe of Norway's chess club", "of Norway Chess"
        let behind = &text[place.span.end as usize..];
        let whole = behind.starts_with(['.', ',']) || behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        if !whole || !OFFICES.contains(&&*office) {
            return None;
        }
        let country = country_of(context.words(place.span))?;
        Some(Held { actor, country, word: place.span, whole: title.to(place.span), office: title, behind: true })
    });
    found.collect()
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

/// The country that a title begins with, with a capital: "US President", "the Polish foreign minister".
fn country_in(context: &Context<'_>, title: Span) -> Option<(Span, Country)> {
    let words = context.words(title);
    let skipped = if words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the ")) { 4 } else { 0 };
    if words[skipped..].starts_with(char::is_lowercase) {
        return None;
    }
    let ends: SmallVec<[usize; 3]> = words[skipped..].match_indices(' ').map(|(at, _)| at).take(3).collect();
    ends.into_iter().rev().find_map(|end| {
        let span = Span::new(title.start as usize + skipped, title.start as usize + skipped + end);
        Some((span, country_of(context.words(span))?))
    })
}

/// "British President Ann Roe": the country has no such office. In lower case, or behind a name, it may be a club's or a company's: "Netball
/// Australia President Ann Roe", "the club's British President".
fn absent(context: &Context<'_>, held: &Held) -> Option<Finding> {
    let office = context.words(held.office).trim();
    let before = context.text()[..held.word.start as usize].strip_suffix(' ').unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_body = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric) || word.ends_with(['’', '\'']) || {
        let owner = word.strip_suffix('s').unwrap_or_default();
        owner.ends_with(['’', '\''])
    };
    let capital = office.starts_with(char::is_uppercase) && (!is_body || word == "The");
    (capital && lacks_office(held.country, &office.to_lowercase().replace('-', " "))).then(|| {
        let message = format!("“{}”: {} has no such office", context.words(held.whole), held.country.name);
        Finding::new(RULE.code, RULE.level, held.whole, message)
    })
}

/// Offices whose holders stand for their country.
const LEADERS: [&str; 16] = [
    "president",
    "vice president",
    "prime minister",
    "deputy prime minister",
    "chancellor",
    "king",
    "queen",
    "foreign minister",
    "foreign secretary",
    "defense minister",
    "defence minister",
    "defense secretary",
    "finance minister",
    "interior minister",
    "secretary of state",
    "senator",
];

/// How often a leader, and another country, are mentioned where a leader's own country is sure to be mentioned again.
const OFTEN: usize = 3;

/// A leader of whom the article speaks, while it names the country only here and another country again and again: a query, no more.
fn nowhere_else(context: &Context<'_>, held: &Held) -> Option<Finding> {
    let office = context.words(held.office).trim().to_lowercase().replace('-', " ");
    let before = context.text()[..held.word.start as usize].trim_end();
    if ["former", "Former", "late"].iter().any(|word| before.ends_with(word)) {
        return None;
    }
    if !LEADERS.contains(&office.as_str()) || tells_of_last_century(context, held.whole) {
        return None;
    }
    let spoken_of = SpokenOf::of(context);
    if spoken_of.meant.get(&held.country) != Some(&1) {
        return None;
    }
    let ask = |why: String| {
        let message = format!("Is it {}? The article names that country nowhere else, and {why}", held.country.name);
        Finding::new(RULE.code, Level::Information, held.whole, message)
    };
    if let Some((span, words)) = unnamed(context, held, &office) {
        return Some(ask(format!("speaks of {words}")).relate(context.file, span, words));
    }
    if spoken_of.actors[held.actor.0 as usize] < OFTEN {
        return None;
    }
    let others = spoken_of.meant.iter().filter(|(country, _)| **country != held.country);
    let most = others.map(|(_, often)| *often).max().unwrap_or(0);
    (most >= OFTEN).then(|| ask(format!("speaks of {} more than once", context.reading.actors.actor(held.actor).name)))
}

/// "hanged in 1961": whether the paragraph has a year of another century, whose leaders come from anywhere.
fn tells_of_last_century(context: &Context<'_>, span: Span) -> bool {
    let block = context.reading.article.block_at(span.start).and_then(|at| Some((at, context.reading.blocks[at].as_deref()?)));
    block.is_some_and(|(at, read)| {
        let text = context.reading.article.block_text(context.text(), context.reading.article.blocks[at]);
        read.tokens.iter().map(|token| token.text(&text)).any(|word| word.starts_with('1') && is_year(word))
    })
}

/// "the Greek foreign minister": the same office of another country, and nobody is named who holds it.
fn unnamed<'a>(context: &Context<'a>, held: &Held, office: &str) -> Option<(Span, &'a str)> {
    let mentions = context.reading.actors.mentions.iter();
    let nominal = mentions.filter(|mention| mention.kind == MentionKind::Nominal && mention.actor.is_none());
    nominal.map(|mention| (mention.span, context.words(mention.span))).find(|(span, words)| {
        let other = country_in(context, *span).filter(|(_, country)| *country != held.country);
        other.is_some_and(|_| words.to_lowercase().replace('-', " ").ends_with(office))
    })
}

/// The countries given to one person: the record's is right, else the one given most often, or the one of which the article speaks most.
fn person(context: &Context<'_>, held: &[Held], findings: &mut Vec<Finding>) {
    let actor = context.reading.actors.actor(held[0].actor);
    let tables = Tables::shared();
    let record = actor.record.and_then(|id| context.snapshot.knowledge.record(id));
    let known = record.and_then(|record| tables.country_of_code(record.country()?));
    if known.is_none() && held.iter().all(|one| one.country == held[0].country) {
        return;
    }
    let mut given: FxHashMap<Country, usize> = FxHashMap::default();
    held.iter().for_each(|one| *given.entry(one.country).or_default() += 1);
    let spoken_of = SpokenOf::of(context);
    let weight = |country: &Country| (given.get(country), spoken_of.named.get(country));
    let Some(right) = known.or_else(|| held.iter().rev().map(|one| one.country).max_by_key(weight)) else { return };
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
            if other.behind == wrong.behind {
                finding = finding.fix(format!("Write “{text}”"), vec![Edit { span: wrong.word, text }], false);
            }
        }
        findings.push(finding);
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
                "Prime Minister Ann Roe of Norway left. <Danish Prime Minister Ann Roe> came back.\n",
                "Norwegian Foreign Minister Karin Dahl left Oslo. In Norway, <Danish Foreign Minister Karin Dahl> was praised.\n",
            ],
        );
        silent(
            "country-mismatch",
            &[
                "US President Ann Roe met Australian Prime Minister Bob Poe. President Roe thanked Poe.\n",
                "U.S. President Ann Roe spoke. American President Ann Roe left. The United States waited.\n",
                "Prime Minister Ann Roe of Norway left. Norwegian Prime Minister Ann Roe came back.\n",
                "President Ann Roe of Norway’s chess club left. The Finnish president, Ann Roe, came back. Finnish President Ann Roe left.\n",
                "Norwegian Ambassador Karin Dahl spoke. The Danish ambassador, Karin Dahl's friend, left.\n",
            ],
        );
    }

    #[test]
    fn an_office_that_the_country_does_not_have() {
        fires(
            "country-mismatch",
            &[
                "On Monday, <British President Ann Roe> spoke in Oslo.",
                "It was agreed under former <Canadian Vice-President Bob Poe>, she said.",
                "They met <American Prime Minister Ann Roe> in May.",
            ],
        );
        silent(
            "country-mismatch",
            &[
                "On Monday, French President Ann Roe spoke in Oslo.",
                "On Monday, Netball Australia President Ann Roe spoke in Oslo.",
                "On Monday, Rotary’s British President Ann Roe spoke in Oslo.",
                "They met in the Congolese capital, Brazzaville, and in the Congolese capital, Kinshasa.",
                "British Secretary of State Ann Roe spoke.",
                "The club's Swedish president Ann Roe spoke.",
                "Dutch President of the Senate Ann Roe spoke.",
            ],
        );
    }

    #[test]
    fn a_leader_of_a_country_that_is_named_once() {
        let about = "Norway and Iceland signed. Norway pays, Norway builds, and Norway waits.";
        let states = "Voters in Ohio, Iowa and Nevada waited.";
        fires(
            "country-mismatch",
            &[
                &format!("{about} <Peruvian President Ann Roe> came. Roe spoke. Roe left."),
                &format!("{states} <Peruvian Senator Ann Roe> came. Roe spoke. Roe left."),
                "Norway waited. The Greek foreign minister had written.\n\n<Peruvian Foreign Minister Ann Roe> was late, she said.\n",
            ],
        );
        silent(
            "country-mismatch",
            &[
                &format!("{about} Peruvian President Ann Roe came. Roe spoke. Roe left for Lima."),
                &format!("{about} Peruvian President Ann Roe came."),
                "Peruvian Foreign Minister Ann Roe came. The Greek president waved. Norway waited.",
                "Peruvian Foreign Minister Ann Roe came to Lima. The Greek foreign minister waved.",
                &format!("{about} It was 1961. Peruvian President Ann Roe came. Roe spoke. Roe left."),
                &format!("{about} Former Peruvian President Ann Roe came. Roe spoke. Roe left."),
                "Peruvian President Ann Roe came. Roe spoke. Roe left. Norway waited.",
            ],
        );
    }

    #[test]
    fn a_leader_may_be_spoken_of_without_the_name() {
        let text = "Norway and Iceland signed. Norway pays and Norway waits. Peruvian President Ann Roe came. She spoke. She left.\n";
        let found = findings_with("country-mismatch", "", text);
        let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
        assert_eq!(messages, ["Is it Peru? The article names that country nowhere else, and speaks of Ann Roe more than once"]);
    }

    #[test]
    fn a_capital_of_another_country() {
        fires(
            "country-mismatch",
            &[
                "They met in the <Laotian capital, Hanoi>, on Monday.",
                "Trains stopped in the <Irish capital London>.",
                "He flew to <Oslo, the capital of Denmark>, in May.",
                "They met in <Hanoi, the Laotian capital>.",
                "They met in <Hanoi, Laos’s capital>.",
                "They met in <Hanoi, capital of Laos>.",
                "They met in the <capital of Laos, Hanoi>.",
                "They met in the <Turkish capital, Istanbul>, on Monday.",
                "They met in the <Brazilian capital, Rio de Janeiro>.",
                "They met in <Sydney, Australia's capital>, on Monday.",
                "They met in <Istanbul, the Turkish capital>.",
                "The <Turkish capital, Istanbul>, shook on Monday.",
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
                "He flew to Victoria, the capital of British Columbia.",
                "They met in India's commercial capital, Mumbai, on Monday.",
                "They met in the former Turkish capital, Istanbul.",
                "In 1950 they met in the Brazilian capital, Rio de Janeiro.",
                "They met in Istanbul, the Turkish capital, Ankara, and Izmir.",
                "They saw the Turkish capital, Istanbul and Izmir.",
                "They saw the Turkish capital, Istanbul, Izmir and Bursa.",
                "They spoke in Sydney, Australia's capital gains tax being the reason.",
                "They met in the Turkish capital, Ankara.",
                // The city begins another phrase.
                "In the Spanish capital, Barcelona, who won 4-0, danced.",
                "Besides the Turkish capital, Istanbul, a port, shook.",
                "Unlike the Turkish capital, Istanbul, with its ports, is loud.",
                "In addition to the Italian capital, Milan, where the boats are, shook.",
                "Unlike Istanbul, the Turkish capital, far from the sea, is calm.",
                "He saw London, Berlin, the French capital, and Rome.",
                "He flew to Kyoto, the former Japanese capital, and to Bonn, the West German capital.",
                "They met in Vientiane, the Laotian capital, and in the capital of Vietnam, Hanoi.",
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
