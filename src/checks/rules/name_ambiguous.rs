//! `name-ambiguous`: a bare family name where two bearers were introduced.

use crate::actors::{ActorClass, ActorId, Mention, MentionKind};
use crate::article::BlockKind;
use crate::checks::bearers::{Bearers, is_kinship};
use crate::checks::namesakes::pairs;
use crate::checks::{Context, Edit, Finding, Related, Rule};
use crate::config::Level;
use crate::text::{Place, Span};
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule =
    Rule { code: "name-ambiguous", level: Level::Warning, summary: "A bare family name where two bearers were introduced", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    in_one_breath(context, findings);
    let actors = &context.reading.actors;
    if actors.open.is_empty() {
        return;
    }
    let mut bearers = Bearers::new(context);
    // The words reported, with the number of their finding: the same words again are a related place of it.
    let mut reported: FxHashMap<&str, usize> = FxHashMap::default();
    for (id, candidates) in &actors.open {
        let mention = actors.mention(*id);
        let words = context.words(mention.span);
        if candidates.len() < 2 || !is_bare(context, mention) || !bearers.is_unclear(*id, candidates) {
            continue;
        }
        if let Some(at) = reported.get(words) {
            let place = Place { file: context.file.clone(), span: mention.span };
            findings[*at].related.push(Related { place, message: ["“", words, "” again"].concat() });
            continue;
        }
        reported.insert(words, findings.len());
        let mut finding = finding(context, mention, words, bearers.persons(candidates));
        // What went before may tell a reader what it does not tell us.
        if !bearers.was_named_lately(*id, candidates) {
            finding.level = Level::Information;
        }
        findings.push(finding);
    }
}

/// Whether a person's family name stands alone in running text, and nothing beside it tells whose it is.
fn is_bare(context: &Context<'_>, mention: &Mention) -> bool {
    let (text, span) = (context.text(), mention.span);
    let block = context.reading.article.blocks.get(mention.block as usize);
    mention.kind == MentionKind::Named
        && mention.class == ActorClass::Person
        && !context.words(span).contains(' ')
        // A title tells; a speaker's words are left as they are.
        && mention.title.is_none_or(|title| is_kinship(context.words(title)))
        && !mention.in_quote
        // A headline never has room for more.
        && block.is_some_and(|block| block.kind != BlockKind::Headline)
        && !is_attributive(text, span)
        && !is_spelled_out(text, span)
        && !told_apart(text, span)
}

/// "Ann and Paul Harding came. Harding spoke."
fn in_one_breath(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for pair in pairs(context) {
        let mut bare = pair.bare(context).into_iter().filter(|mention| is_bare(context, mention));
        let Some(mention) = bare.next() else { continue };
        let [(one, first), (other, second)] = &pair.names;
        let words = context.words(mention.span);
        let mut finding = Finding::new(RULE.code, RULE.level, mention.span, format!("“{words}” may be {one} or {other}"));
        for (name, span) in [(one, first), (other, second)] {
            finding = finding.relate(context.file, *span, name.clone());
            finding = finding.fix(format!("Write “{name}”"), vec![Edit { span: mention.span, text: name.clone() }], false);
        }
        findings.push(bare.fold(finding, |finding, again| finding.relate(context.file, again.span, format!("“{words}” again"))));
    }
}

fn finding(context: &Context<'_>, mention: &Mention, words: &str, persons: impl Iterator<Item = ActorId> + Clone) -> Finding {
    let actors = &context.reading.actors;
    let mut message = ["“", words, "” may be "].concat();
    let persons = persons.map(|person| (person, &*actors.actor(person).name));
    persons.clone().enumerate().for_each(|(at, (_, name))| message.extend([if at > 0 { " or " } else { "" }, name]));
    let mut finding = Finding::new(RULE.code, RULE.level, mention.span, message);
    for (person, name) in persons {
        finding = finding.relate(context.file, actors.mention(actors.actor(person).introduction).span, name.to_owned());
        let at = Span { start: mention.span.start, end: mention.span.start };
        if let Some(given) = name.strip_suffix(words).filter(|given| !given.is_empty()) {
            finding = finding.fix(["Write “", name, "”"].concat(), vec![Edit { span: at, text: given.to_owned() }], false);
        }
    }
    finding
}

/// "the Harding family", "a Harding voter": a name beside an article is no person; "Harding supporters": the one who runs; "Harding's Bakery",
/// "Harding & Co" are firms.
fn is_attributive(text: &str, span: Span) -> bool {
    let rest = &text[span.end as usize..];
    let owned = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s ")).or_else(|| rest.strip_prefix(" & "));
    if owned.is_some_and(|owned| owned.starts_with(char::is_uppercase)) {
        return true;
    }
    const BEFORE: [&str; 23] = [
        "his", "her", "their", "newest", "the", "The", "a", "A", "an", "An", "its", "Its", "this", "This", "that", "another", "Another",
        "one", "One", "third", "fourth", "fellow", "namesake",
    ];
    let before = text[..span.start as usize].trim_end_matches([' ', '\u{A0}']);
    if BEFORE.contains(&before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
        && !text[span.end as usize..].starts_with(['’', '\''])
    {
        return true;
    }
    const WORDS: [&str; 44] = [
        "family",
        "families",
        "clan",
        "dynasty",
        "brothers",
        "sisters",
        "siblings",
        "twins",
        "couple",
        "estate",
        "campaign",
        "camp",
        "administration",
        "presidency",
        "government",
        "era",
        "case",
        "event",
        "rally",
        "supporters",
        "allies",
        "aides",
        "adviser",
        "advisers",
        "backers",
        "voters",
        "fans",
        "donors",
        "delegate",
        "delegates",
        "surrogate",
        "surrogates",
        "loyalists",
        "operation",
        "team",
        "staff",
        "staffer",
        "staffers",
        "headquarters",
        "chief",
        "poster",
        "ads",
        "employee",
        "employees",
    ];
    let after = text[span.end as usize..].trim_start_matches([' ', '\u{A0}']);
    WORDS.contains(&after.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
}

/// "Harding, Ann Harding,", "HARDING--Ann": the full name stands behind it.
fn is_spelled_out(text: &str, span: Span) -> bool {
    let dashed = ["--", "—", "–"].iter().find_map(|dash| text[span.end as usize..].strip_prefix(dash));
    if dashed.is_some_and(|name| name.starts_with(char::is_uppercase)) && !span.of(text).contains(char::is_lowercase) {
        return true;
    }
    let apposition = text[span.end as usize..].strip_prefix(", ").and_then(|after| after.split([',', '.', '\n', ';']).next());
    apposition.is_some_and(|name| {
        let words = || name.split(' ');
        words().count() > 1 && words().all(|word| word.starts_with(char::is_uppercase)) && words().any(|word| word == span.of(text))
    })
}

/// "the elder Harding", "“Bobby” Harding", "Harding (D-Va.)": it is said which; "pro-Harding" names a side.
fn told_apart(text: &str, span: Span) -> bool {
    let before = text[..span.start as usize].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let name = word.trim_matches(['"', '“', '”', '\'', '‘', '’']);
    let nickname = word.starts_with(['"', '“', '\'', '‘']) && word.ends_with(['"', '”', '\'', '’']) && name.starts_with(char::is_uppercase);
    let after = text[span.end as usize..].trim_start();
    let party = ["(D", "(R", "(I"].iter().any(|mark| after.strip_prefix(mark).is_some_and(|rest| rest.starts_with(['-', '–', ',', ')'])));
    nickname || party || word.ends_with('-') || ["elder", "younger", "older", "senior", "junior"].contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings, fires, silent};

    #[test]
    fn a_bare_name_of_two_bearers() {
        fires(
            "name-ambiguous",
            &[
                "Ann Harding met Paul Harding in Norrvik. <Harding> spoke first.\n",
                "Ann Harding met Paul Harding. Then <Harding> spoke.\n",
                "Ann Harding spoke. Harding left. Harding came back.\n\nPaul Harding left, too.\n\n<Harding> won.\n",
                "Ann and Paul Harding keep boats. <Harding> spoke first.\n",
                "Paul Harding Sr. and Paul Harding Jr. were charged. <Harding> left at noon.\n",
                // A relative was named just before; or it is the mayor who has one.
                "Ann Harding spoke.\n\nHer husband, the former mayor Paul Harding, came late.\n\n<Harding> won.\n",
                "Ann Harding spoke to her sister. Paul Harding listened.\n\nIt rained.\n\n<Harding> won.\n",
                "Ann Harding spoke. Her husband greeted Paul Harding.\n\nIt rained.\n\n<Harding> won.\n",
                // The one who comes again and again, and another right before.
                "Ann Harding spoke. Harding left. Harding sat. Harding ate.\n\nPaul Harding, the clerk, left, too. <Harding> won.\n",
                // What "she" and "him" tell is not whose the name is.
                "Ann Harding met Paul Harding in Norrvik. <Harding> said she would win.\n",
                "Ann Harding met Paul Harding in Norrvik. <Harding> thanked him.\n",
                "Ann Harding met Paul Harding in Norrvik. <Harding> and Eve Poole took her boat.\n",
                "Ann Harding served under Mayor Paul Harding, and <Harding> won.\n",
                "Ann Harding and Paul Harding ran. The bishop backed <Harding> in his sermon.\n",
                "Ann Harding and Paul Harding ran. <Harding>'s driver was found in her car.\n",
                "Ann Harding and Paul Harding ran. <Harding> fled when a neighbour lost his nerve.\n",
                // Brought in to be quoted, or the subject of the paragraph before.
                "Ann Harding spoke. Three men, including Paul Harding, left.\n\n<Harding> called it a farce.\n",
                "Ann Harding spoke. Harding left. Harding sat. Harding ate.\n\nPaul Harding, a clerk, opposed it.\n\n<Harding> called it a farce.\n",
            ],
        );
        silent(
            "name-ambiguous",
            &[
                "Ann Harding met Paul Poole in Norrvik. Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. Ann Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. Mr. Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. The Harding family is an old one.\n",
                "Ann Harding met Paul Harding in Norrvik. Harding’s Bakery stays open.\n",
                "Ann Harding met Paul Harding in Norrvik. The Harding campaign paid for the hall.\n",
                "Ann Harding met Paul Harding in Norrvik. Harding supporters paid for the hall.\n",
                "Ann Harding met Paul Harding in Norrvik. A Harding voter wrote a book on his Harding years.\n",
                "Ann Harding met Paul Harding in Norrvik. The elder Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. Then Harding (D-Va.) spoke.\n",
                "Ann Harding met Paul Harding in Norrvik.\n\nAnother Harding, Eve Harding, came late.\n",
                "Ann and Paul Harding keep boats. Paul Harding spoke. Harding left.\n",
                "Ann and Paul Harding keep boats. Ann spoke. Harding left.\n",
                "Madonna and Paul Harding keep boats. Harding left. Madonna stayed.\n",
                "Eve Simon keeps boats. Simon and Ann Harding came. Harding left.\n",
                "Simon and Ann Harding keep boats. Harding left.\n",
                "Oleh and Ann Hardova keep boats. Hardova left.\n",
                // What stands beside the name tells.
                "Ann and Paul Harding keep boats. Harding, 64, left.\n",
                "Ann and Paul Harding keep boats. Harding, who built them, left.\n",
                "Ann and Paul Harding keep boats. Harding said that his wife built them.\n",
                "Ann and Paul Harding keep boats. Then she slept. Harding left.\n",
                "Paul Harding Sr. and Paul Harding Jr. were charged. Paul Harding Jr. said he was ill. Harding left.\n",
                "Ann Harding met Paul Harding in Norrvik. First came Harding, Ann Harding, who spoke.\n",
                "Ann Harding met Paul Harding in Norrvik. The hall was pro-Harding.\n",
                "Ann Harding met Paul Harding in Norrvik. Then \"Annie\" Harding spoke.\n",
                "Hurricane Harding left Norrvik. Storm Harding was weak on Monday. Then Harding grew again.\n",
                "Ann Harding lives in Norrvik, N.Y. Harding has a boat there.\n",
                "Ann Harding spoke. Will Harding win? Harding hopes so.\n",
                "Ann Harding spoke. Hail Harding and praise the quay. Harding hopes so.\n",
                "Ann Harding spoke. Young Harding supporters cheered. Harding hopes so.\n",
                "François Harding spoke. Francois Harding left. Harding hopes so.\n",
                "Ann Harding spoke. Filipino Harding voters came. Harding hopes so.\n",
                "Ann Harding met Paul Harding in Norrvik. President Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. \"Harding spoke first,\" said Ann Harding.\n",
                "Gareth Harding was jailed. His wife, Denise Harding, was cleared. Mrs Harding wept. Harding showed nothing.\n",
                "Ann Harding won. Harding, 47, hugged her father, Paul Harding.\n\nHarding studied law.\n",
                "HARDING--Ann. Beloved wife of Paul Harding and sister of Eve Harding.\n",
                "Tony Harding leads the Harding Group with his brother, John Harding.\n\nIt rained.\n\nA former clerk met Harding employees.\n",
                // "He" or "her" behind the name tells.
                "Ann Harding met Paul Harding in Norrvik. Harding and his wife left at noon.\n",
                "Ann Harding met Paul Harding in Norrvik. Voters are for Harding because she is the first woman to run.\n",
                "Ann Harding met Paul Harding in Norrvik. Then Harding began to lose her voice.\n",
                // The one who comes again and again is meant after a relative, and after a sentence about something else.
                "Ann Harding spoke. Harding left. Harding sat. Harding ate.\n\nHer father, Paul Harding, kept sheep. Harding studied law.\n",
                "Ann Harding spoke. Harding left. Harding sat. Harding ate.\n\nPoole met Paul Harding, the clerk.\n\nHarding won.\n",
                "Ann Harding spoke. Harding left.\n\nAnn Harding was born Paula Marit Harding. Harding won.\n",
                // Whose time it was.
                "Ann Harding spoke. Harding left. Poole served under former Mayor Paul Harding.\n\nHarding won.\n",
                // The other is only told of as a relative.
                "Ann Harding spoke, beside her husband, the former mayor Paul Harding.\n\nIt rained.\n\nHarding won.\n",
                "Ann Harding was born in Norrvik to her parents, Paul Harding and Eve Harding.\n\nIt rained.\n\nHarding studied law.\n",
                "Ann Harding spoke. Paul Harding, 40, her younger brother, did not.\n\nIt rained.\n\nHarding won.\n",
                // The article is about one of them.
                "Ann Harding spoke. Harding left. Harding came back.\n\nPaul Harding left, too.\n\nThey stayed away.\n\nHarding won.\n",
                "Ann Harding spoke. Harding left. Harding came back.\n\nPaul Harding left, too, said Ann Harding. Harding won.\n",
            ],
        );
    }

    #[test]
    fn is_a_query_where_neither_was_named_lately() {
        let told = |between: &str| {
            let text = format!("Ann Harding met Paul Harding in Norrvik.{between}\n\nHarding spoke first.\n");
            let found = findings(&[("article.txt", &text)]);
            found.iter().filter(|finding| finding.code == "name-ambiguous").map(|finding| finding.level.label()).collect::<Vec<_>>()
        };
        assert_eq!(told(""), ["warning"]);
        assert_eq!(told("\n\nIt rained."), ["information"]);
    }

    #[test]
    fn is_told_once_with_its_other_places() {
        let text = "Ann Harding met Paul Harding in Norrvik. Harding spoke first.\n\nThey left at noon. Harding drove.\n";
        let found = findings(&[("article.txt", text)]);
        let found: Vec<_> = found.iter().filter(|finding| finding.code == "name-ambiguous").collect();
        let [one] = found[..] else { panic!("{} findings", found.len()) };
        let messages: Vec<&str> = one.related.iter().map(|related| related.message.as_str()).collect();
        assert_eq!(messages, ["Ann Harding", "Paul Harding", "“Harding” again"]);
    }
}
