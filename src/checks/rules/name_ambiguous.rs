//! `name-ambiguous`: a bare family name where two bearers were introduced.

use crate::actors::{ActorClass, ActorId, KnownAs, Mention, MentionKind};
use crate::article::BlockKind;
use crate::checks::bearers::Bearers;
use crate::checks::{Context, Edit, Finding, Related, Rule};
use crate::config::Level;
use crate::text::{Place, Span};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

pub(super) const RULE: Rule =
    Rule { code: "name-ambiguous", level: Level::Warning, summary: "A bare family name where two bearers were introduced", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let actors = &context.reading.actors;
    if actors.open.is_empty() {
        return;
    }
    let mut bearers = Bearers::new(actors);
    let mut sorts: Vec<Option<Sort>> = vec![None; actors.actors.len()];
    // The words reported, with the number of their finding: the same words again are a related place of it.
    let mut reported: FxHashMap<&str, usize> = FxHashMap::default();
    for (id, candidates) in &actors.open {
        let mention = actors.mention(*id);
        let words = context.words(mention.span);
        if mention.kind != MentionKind::Named
            || mention.class != ActorClass::Person
            || candidates.len() < 2
            || words.contains(' ')
            // A title tells; a speaker's words are left as they are.
            || mention.title.is_some()
            || mention.in_quote
            // A headline never has room for more.
            || context.reading.article.blocks.get(mention.block as usize).is_none_or(|block| block.kind == BlockKind::Headline)
        {
            continue;
        }
        let mut is_any_sure = false;
        for candidate in candidates {
            let sort = sorts[candidate.0 as usize].get_or_insert_with(|| sort(context, *candidate, &bearers));
            is_any_sure |= *sort == Sort::Sure;
        }
        let is_person = |actor: &ActorId| match sorts[actor.0 as usize] {
            Some(Sort::Sure) => true,
            Some(Sort::Doubtful) => !is_any_sure,
            Some(Sort::Nobody) | None => false,
        };
        let persons = candidates.iter().copied().filter(is_person);
        if persons.clone().nth(1).is_none()
            || names_family(context.text(), mention.span)
            || told_apart(context.text(), mention.span)
            || bearers.read(*id, persons.clone()).is_some()
        {
            continue;
        }
        if let Some(at) = reported.get(words) {
            let place = Place { file: context.file.clone(), span: mention.span };
            findings[*at].related.push(Related { place, message: ["“", words, "” again"].concat() });
            continue;
        }
        reported.insert(words, findings.len());
        findings.push(finding(context, mention, words, persons));
    }
}

/// What is taken for somebody who bears a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A person.
    Sure,
    /// One beside whom there is no sure one: named once, and the first word is no given name, "Hail Harding", "Ill. Harding".
    Doubtful,
    /// Words that were joined: "Will Harding win?", "Hurricane Harding".
    Nobody,
}

fn sort(context: &Context<'_>, actor: ActorId, bearers: &Bearers<'_>) -> Sort {
    let actors = &context.reading.actors;
    let name = &*actors.actor(actor).name;
    if is_no_person(name) || is_question(context.text(), actors.mention(actors.actor(actor).introduction), name) {
        Sort::Nobody
    } else if bearers.count(actor) > 1 || KnownAs::of(name.split(' ').next().unwrap_or(name)).is_given_name() {
        Sort::Sure
    } else {
        Sort::Doubtful
    }
}

fn finding(context: &Context<'_>, mention: &Mention, words: &str, persons: impl Iterator<Item = ActorId>) -> Finding {
    let actors = &context.reading.actors;
    let mut message = ["“", words, "” may be "].concat();
    let persons: SmallVec<[(ActorId, &str); 4]> = persons.map(|person| (person, &*actors.actor(person).name)).collect();
    persons.iter().enumerate().for_each(|(at, (_, name))| message.extend([if at > 0 { " or " } else { "" }, name]));
    let mut finding = Finding::new(RULE.code, RULE.level, mention.span, message);
    finding.related.reserve_exact(persons.len());
    finding.fixes.reserve_exact(persons.len());
    for (person, name) in persons {
        finding = finding.relate(context.file, actors.mention(actors.actor(person).introduction).span, name.to_owned());
        let at = Span { start: mention.span.start, end: mention.span.start };
        if let Some(given) = name.strip_suffix(words).filter(|given| !given.is_empty()) {
            finding = finding.fix(["Write “", name, "”"].concat(), vec![Edit { span: at, text: given.to_owned() }], false);
        }
    }
    finding
}

/// "the Harding family", "a Harding voter": a name beside an article is no person; "Harding supporters": the one who runs.
fn names_family(text: &str, span: Span) -> bool {
    const BEFORE: [&str; 16] =
        ["his", "her", "their", "newest", "the", "The", "a", "A", "an", "An", "its", "Its", "this", "This", "that", "another"];
    let before = text[..span.start as usize].trim_end_matches([' ', '\u{A0}']);
    if BEFORE.contains(&before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
        && !text[span.end as usize..].starts_with(['’', '\''])
    {
        return true;
    }
    const WORDS: [&str; 42] = [
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
    ];
    let after = text[span.end as usize..].trim_start_matches([' ', '\u{A0}']);
    WORDS.contains(&after.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
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

/// "in Norrvik, N.Y. Harding provided": the end of a place, read as initials; "Hurricane Harding".
fn is_no_person(name: &str) -> bool {
    const FIRST: [&str; 19] = [
        "N.Y.",
        "N.J.",
        "N.C.",
        "S.C.",
        "N.D.",
        "S.D.",
        "N.M.",
        "N.H.",
        "R.I.",
        "D.C.",
        "W.Va.",
        "L.A.",
        "U.S.",
        "U.K.",
        "Hurricane",
        "Storm",
        "Typhoon",
        "Cyclone",
        "Tropical",
    ];
    name.split_once(' ').is_some_and(|(first, _)| FIRST.contains(&first) || KnownAs::of(first).is_no_given_name() || name.contains(" - "))
}

/// "Will Harding win?": a verb, read as a given name.
fn is_question(text: &str, introduction: &Mention, name: &str) -> bool {
    let (before, after) = (&text[..introduction.span.start as usize], &text[introduction.span.end as usize..]);
    let starts =
        before.trim_end_matches([' ', '"', '“', '\'', '‘']).chars().next_back().is_none_or(|c| matches!(c, '.' | '?' | '!' | '\n'));
    let ends = after.find(['.', '?', '!', '\n']).is_some_and(|end| after[end..].starts_with('?'));
    starts && ends && ["Will ", "May "].iter().any(|verb| name.starts_with(verb))
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
            ],
        );
        silent(
            "name-ambiguous",
            &[
                "Ann Harding met Paul Poole in Norrvik. Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. Ann Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. Mr. Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. The Harding family is an old one.\n",
                "Ann Harding met Paul Harding in Norrvik. Harding supporters paid for the hall.\n",
                "Ann Harding met Paul Harding in Norrvik. A Harding voter wrote a book on his Harding years.\n",
                "Ann Harding met Paul Harding in Norrvik. The elder Harding spoke first.\n",
                "Ann Harding met Paul Harding in Norrvik. Then Harding (D-Va.) spoke.\n",
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
                // The article is about one of them.
                "Ann Harding spoke. Harding left. Harding came back.\n\nPaul Harding left, too.\n\nThey stayed away.\n\nHarding won.\n",
                "Ann Harding spoke. Harding left. Harding came back.\n\nPaul Harding left, too, said Ann Harding. Harding won.\n",
            ],
        );
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
