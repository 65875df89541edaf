//! `list-count`: a number announces a list, and the list has more or fewer members.

use crate::actors::ActorClass;
use crate::article::BlockKind;
use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::{Bound, Figure};
use crate::config::Level;
use crate::text::{Span, Token, TokenKind};

pub(super) const RULE: Rule =
    Rule { code: "list-count", level: Level::Warning, summary: "A list has more or fewer members than its number says", check };

/// Longer lists are seldom given whole.
const LONGEST: f64 = 12.0;
/// More words than these between what is counted and a colon speak of something else.
const BETWEEN: usize = 8;
/// A member of more words is a clause, not a name.
const MEMBER: usize = 9;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for figure in &context.reading.claims.figures {
        let counts = figure.bound == Bound::Exactly && figure.unit.is_none() && figure.value.fract() == 0.0;
        let (true, 2.0..=LONGEST, Some(counted)) = (counts, figure.value, figure.counted) else { continue };
        let block = context.reading.article.blocks[figure.block as usize];
        let Some(read) = context.reading.blocks.get(figure.block as usize).and_then(Option::as_deref) else { continue };
        let text = context.reading.article.block_text(context.text(), block);
        let from = read.tokens.partition_point(|token| token.span.start + block.span.start < counted.end);
        let is_place = |span: Span| {
            let mentions = context.reading.actors.mentions.iter();
            mentions.filter(|mention| mention.class == ActorClass::Place).any(|mention| mention.span.contains(span.shift(block.span.start)))
        };
        let first = read.tokens.partition_point(|token| token.span.start + block.span.start < figure.span.start);
        let definite = first > 0 && read.tokens[first - 1].text(&text).eq_ignore_ascii_case("the");
        let list = List::of_parts(&text, &read.tokens, from).or_else(|| List::read(&text, &read.tokens, from, definite, is_place));
        let list = list.map(|list| List { span: list.span.shift(block.span.start), ..list });
        let is_head = || block.kind == BlockKind::Paragraph && heads_items(&text, &read.tokens, first, from);
        let items = || is_head().then(|| List::of_items(context.text(), block.span.end, figure.value as usize)).flatten();
        let Some(list) = list.or_else(items) else { continue };
        if list.members as f64 != figure.value {
            findings.push(finding(context, figure, counted, list.span, list.members));
        }
    }
}

fn finding(context: &Context<'_>, figure: &Figure, counted: Span, list: Span, members: usize) -> Finding {
    let written = context.words(figure.span);
    let right = like(written, members);
    let message = format!("“{written}” announces a list of {members}");
    let whole = figure.span.to(counted);
    Finding::new(RULE.code, RULE.level, whole, message).relate(context.file, list, format!("{members} here")).fix(
        format!("Write “{right}”"),
        vec![Edit { span: figure.span, text: right }],
        false,
    )
}

/// A number in the way another is written: digits, a word, a word with a capital.
fn like(written: &str, number: usize) -> String {
    const WORDS: [&str; 13] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = WORDS.get(number).filter(|_| !written.starts_with(|c: char| c.is_ascii_digit()));
    match word {
        None => number.to_string(),
        Some(word) if written.starts_with(char::is_uppercase) => word[..1].to_uppercase() + &word[1..],
        Some(word) => (*word).to_owned(),
    }
}

/// A list that is given whole: its members are joined by commas, the last by "and".
struct List {
    members: usize,
    span: Span,
}

impl List {
    /// The list after a colon whose members are names with more about them, parted by semicolons: "Ann Roe, 31; Bob Poe, 44; and Carl Moe, 52".
    fn of_parts(text: &str, tokens: &[Token], from: usize) -> Option<List> {
        let colon = if tokens.get(from)?.text(text) == ":" { from } else { colon_after(text, tokens, from)? };
        let end = tokens[colon..].iter().position(|token| token.kind == TokenKind::Stop).map_or(tokens.len(), |at| colon + at);
        let inside = tokens.get(colon + 1..end).filter(|inside| !inside.is_empty())?;
        let parts: Vec<&[Token]> = inside.split(|token| token.text(text) == ";").collect();
        let (last, before) = parts.split_last().filter(|(_, before)| !before.is_empty())?;
        let joins = |token: &Token| matches!(token.text(text), "and" | "&");
        let last = last.split_first().filter(|(first, _)| joins(first))?.1;
        let fit = |part: &[Token]| {
            let words = part.len() <= 2 * MEMBER && part.iter().all(|token| !joins(token) && !OPEN.contains(&token.text(text)));
            // "Ann Roe, Bob Poe; and Carl Moe": several in one.
            let several = part.windows(2).any(|pair| pair[0].text(text) == "," && pair[1].capital);
            words
                && !several
                && part.first().is_some_and(|first| first.capital)
                && !part.iter().any(|token| matches!(token.kind, TokenKind::Open(_)))
        };
        let whole = before.iter().all(|part| fit(part)) && fit(last);
        whole.then(|| List { members: parts.len(), span: inside[0].span.to(inside[inside.len() - 1].span) })
    }

    /// The items below a paragraph that ends at a byte, each on a line of its own behind a mark or a number. What is indented belongs to an item. Where
    /// they are more than announced, a label before one may make it no member.
    fn of_items(text: &str, end: u32, announced: usize) -> Option<List> {
        let below = &text[end as usize..];
        let lines = below.split_inclusive('\n').scan(end as usize, |at, line| {
            let start = std::mem::replace(at, *at + line.len());
            Some((start, line.trim_end()))
        });
        let mut lines = lines.filter(|(_, line)| !line.is_empty()).peekable();
        let mark = item_mark(lines.peek()?.1)?;
        let indented = |line: &str| line.starts_with([' ', '\t']);
        let mut list: Vec<(usize, &str)> = Vec::new();
        while let Some(line) = lines.next_if(|(_, line)| indented(line) || item_mark(line) == Some(mark)) {
            list.push(line);
        }
        let (last, (first, _)) = (list.last()?, list.first()?);
        let items = || list.iter().map(|(_, line)| *line).filter(|line| !indented(line));
        let members = items().count();
        // "- Turnout: 34%", "- Further reading: the report": more than the members.
        let extra = members > announced && items().any(|line| line.contains(':'));
        let added = lines.peek().is_some_and(|(_, line)| ["And ", "Plus ", "Plus: ", "Finally"].iter().any(|word| line.starts_with(word)));
        (members > 1 && !extra && !added && !goes_on(last.1)).then(|| List { members, span: Span::new(*first, last.0 + last.1.len()) })
    }

    /// The list after a counted phrase, whose next token is at `from`; `definite` after "the".
    fn read(text: &str, tokens: &[Token], from: usize, definite: bool, is_place: impl Fn(Span) -> bool) -> Option<List> {
        // "The five judges are Ann Roe, Bob Poe and Carl Moe": names in full only.
        let is_told = definite && tokens.get(from).is_some_and(|token| matches!(token.text(text), "are" | "were"));
        let dash = dash_after(text, tokens, from);
        let from = colon_after(text, tokens, from).or(dash).unwrap_or(from);
        let intro = tokens.get(from)?;
        let bracketed = intro.text(text) == "(";
        let named_only = is_told || bracketed || dash.is_some();
        let strong = match intro.kind {
            TokenKind::Dash => true,
            TokenKind::Hyphen => !intro.glued,
            TokenKind::Mark if intro.text(text) == ":" => true,
            TokenKind::Mark if matches!(intro.text(text), "," | "(") => false,
            TokenKind::Word if is_told => false,
            _ => return None,
        };
        let dashed = matches!(intro.kind, TokenKind::Dash | TokenKind::Hyphen);
        let mut members: Vec<Vec<&Token>> = vec![Vec::new()];
        let mut joined = false;
        let mut end = None;
        for (at, token) in tokens.iter().enumerate().skip(from + 1) {
            let word = token.text(text);
            if is_age(text, tokens, at) || word == "," && is_age(text, tokens, at + 1) {
                continue;
            }
            match token.kind {
                // "Ann Roe, of Norrvik, and Bob Poe": where a member is from belongs to it.
                TokenKind::Mark if word == "," && tokens.get(at + 1).is_some_and(|next| matches!(next.text(text), "of" | "from")) => {}
                TokenKind::Stop if !matches!(word, "." | "!") => return None,
                TokenKind::Stop => {
                    end = Some(at);
                    break;
                }
                TokenKind::Dash if dashed => {
                    end = Some(at);
                    break;
                }
                TokenKind::Hyphen if dashed && !token.glued => {
                    end = Some(at);
                    break;
                }
                TokenKind::Mark if bracketed && word == ")" => {
                    end = Some(at);
                    break;
                }
                TokenKind::Hyphen if token.glued => {}
                TokenKind::Mark if word == "," => {
                    // After "and" the list is at its end: what follows is the sentence.
                    if joined && !dashed && members.last().is_some_and(|member| !member.is_empty()) {
                        // "Trade and Industry, Health, and Justice": the first "and" was inside a name.
                        // "Yorkshire and the Humber, the North East and the North West": so may it be where another follows.
                        let mut next = tokens[at + 1..].iter().take(MEMBER).take_while(|token| token.kind == TokenKind::Word);
                        if strong || tokens.get(at + 1).is_none_or(|next| next.capital) || next.any(|token| token.text(text) == "and") {
                            return None;
                        }
                        end = Some(at);
                        break;
                    }
                    if members.last()?.is_empty() {
                        return None;
                    }
                    members.push(Vec::new());
                }
                TokenKind::Word if matches!(word, "and" | "&") => {
                    if joined {
                        return None;
                    }
                    joined = true;
                    if !members.last()?.is_empty() {
                        members.push(Vec::new());
                    }
                }
                TokenKind::Word | TokenKind::Number | TokenKind::Possessive => members.last_mut()?.push(token),
                TokenKind::Mark if matches!(word, "(" | ")") && strong => {}
                _ => return None,
            }
        }
        let last = end.unwrap_or(tokens.len()).checked_sub(1)?;
        let fit = |member: &Vec<&Token>| {
            let long = member.is_empty() || member.len() > MEMBER;
            let in_full = !is_told || member.len() > 1 && member.iter().all(|token| token.capital);
            !long && is_member(text, member, strong) && (!named_only || member[0].capital) && in_full
        };
        let closed = !bracketed || end.is_some_and(|at| tokens[at].text(text) == ")");
        let whole = closed && joined && members.len() >= 2 && members.iter().all(fit);
        if !whole {
            return None;
        }
        // "and more", "and others": the list is not given whole.
        let open = members.last()?.iter().any(|token| OPEN.contains(&token.text(text)));
        // "Ann Roe of the University of California, San Diego": where somebody is from is no member.
        let at_place = |pair: &[Vec<&Token>]| {
            let (before, member) = (&pair[0], &pair[1]);
            before.iter().any(|token| matches!(token.text(text), "of" | "at" | "in" | "from")) && is_place(span_of(member))
        };
        if members.windows(2).any(at_place) || members.iter().any(|member| is_appended(text, member)) || has_appositions(text, &members) {
            return None;
        }
        (!open).then(|| List { members: members.len(), span: tokens[from + 1].span.to(tokens[last].span) })
    }
}

/// "Mo." in "St. Louis, Mo., and Flint, Mich.", "Jr.", "D.C.": an abbreviation that belongs to the name before; "a couple": more than one.
fn is_appended(text: &str, member: &[&Token]) -> bool {
    const SEVERAL: [&str; 4] = ["couple", "pair", "family", "twins"];
    member.len() == 1 && member[0].text(text).ends_with('.') || member.iter().any(|token| SEVERAL.contains(&token.text(text)))
}

/// "Ann Roe, a Democrat from Ohio, and Bob Poe, head of Customs": some are names, and some say what bears them.
fn has_appositions(text: &str, members: &[Vec<&Token>]) -> bool {
    let has_article = |member: &Vec<&Token>| matches!(member[0].text(text), "a" | "an");
    // "Her son" is somebody; "head of Customs", "the member for Bath", "chief executive" are the ones named before.
    let is_role = |member: &Vec<&Token>| {
        let first = usize::from(member[0].text(text) == "the");
        let plain = member.get(first).is_some_and(|token| token.is_word() && !token.capital);
        let own = matches!(member[0].text(text), "his" | "her" | "their");
        let links = member.iter().any(|token| matches!(token.text(text), "of" | "for" | "at"));
        plain && !own && (links || first == 0 && !member.iter().any(|token| token.capital))
    };
    // "Labour MP for Bath", "Bishop of Cork".
    let is_office = |member: &Vec<&Token>| {
        let word = |at: usize| member.get(at).map_or("", |token| token.text(text));
        member[0].capital && (word(1) == "of" || (1..4).any(|at| word(at) == "for"))
    };
    let named = members.iter().any(|member| member[0].capital);
    let in_full = members.iter().any(|member| member[0].capital && member.len() > 1);
    named && members.iter().any(has_article) || in_full && members.iter().any(|member| is_role(member) || is_office(member))
}

/// Whether a paragraph ends with what is counted, as the head of a list: "The plan has three parts:", "The four finalists are:"; not "results of the
/// two rounds:". The number is at `first`, what follows the counted at `from`.
fn heads_items(text: &str, tokens: &[Token], first: usize, from: usize) -> bool {
    const BELONGS: [&str; 18] = [
        "after", "of", "from", "in", "for", "to", "on", "at", "by", "with", "over", "between", "against", "since", "until", "across",
        "during", "about",
    ];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let colon = if matches!(word(from), "are" | "were") { from + 1 } else { from };
    let mut before = tokens[..first].iter().rev().map(|token| token.text(text)).skip_while(|word| matches!(*word, "the" | "these" | "its"));
    word(colon) == ":" && colon + 1 == tokens.len() && before.next().is_none_or(|word| !BELONGS.contains(&&*word.to_lowercase()))
}

/// Whether the last item of a list shows that there are more: "and two others"; "more trams" are some of their own.
fn goes_on(item: &str) -> bool {
    const OF_MORE: [&str; 8] = ["to", "of", "in", "on", "than", "here", "below", "soon"];
    let words: Vec<&str> = item.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let is_own = matches!(words[..], ["more", next, ..] if !OF_MORE.contains(&next));
    words.iter().skip(usize::from(is_own)).any(|word| OPEN.contains(word))
}

/// What stands before an item of a list: its mark, or a figure for any number.
fn item_mark(line: &str) -> Option<char> {
    // "* * *" parts what is above from what is below.
    if !line.contains(char::is_alphanumeric) {
        return None;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = line[digits..].chars();
    let (mark, space) = (rest.next()?, rest.next()?);
    match digits {
        0 => (matches!(mark, '-' | '*' | '+' | '•') && space == ' ').then_some(mark),
        _ => (matches!(mark, '.' | ')') && space == ' ').then_some('1'),
    }
}

fn span_of(member: &[&Token]) -> Span {
    member[0].span.to(member[member.len() - 1].span)
}

/// The colon that ends the clause of a counted phrase: "only three mayors have ever resigned: ...".
fn colon_after(text: &str, tokens: &[Token], from: usize) -> Option<usize> {
    // "Two dates in three cities: ...": the list is of what is counted last.
    let between = |token: &&Token| token.is_word() && !GROUPS.contains(&token.text(text));
    let words = tokens[from..].iter().take(BETWEEN).take_while(between).count();
    (words > 0 && tokens.get(from + words).is_some_and(|token| token.text(text) == ":")).then_some(from + words)
}

/// The dash that ends what says where those counted are: "four students at Norrvik — Ann Roe and Bob Poe — left".
fn dash_after(text: &str, tokens: &[Token], from: usize) -> Option<usize> {
    let place = matches!(tokens.get(from)?.text(text), "at" | "in" | "of" | "from" | "on" | "for");
    let words = tokens[from..].iter().take(BETWEEN).take_while(|token| token.is_word() && !CLAUSE.contains(&token.text(text))).count();
    (place && tokens.get(from + words)?.kind == TokenKind::Dash).then_some(from + words)
}

/// Whether a number is the age of the one whose name stands before it: "Ann Roe, 34, and Bob Poe, 51, were hurt"; the comma belongs to it.
fn is_age(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(age) = tokens.get(at).filter(|token| token.kind == TokenKind::Number && token.text(text).parse::<u8>().is_ok()) else {
        return false;
    };
    let Some([name, comma]) = at.checked_sub(2).map(|before| [tokens[before], tokens[before + 1]]) else { return false };
    let ends = |next: &Token| matches!(next.kind, TokenKind::Stop | TokenKind::Dash) || matches!(next.text(text), "," | "and" | ";");
    !age.glued && name.capital && comma.text(text) == "," && tokens.get(at + 1).is_none_or(ends)
}

/// Words that show that a list goes on beyond what it names, or that it is none.
const OPEN: [&str; 16] = [
    "more",
    "others",
    "other",
    "another",
    "elsewhere",
    "many",
    "several",
    "various",
    "so",
    "beyond",
    "etc",
    "both",
    "two",
    "three",
    "its",
    "their",
];
/// Numbers in words, which begin a group and not a member.
const GROUPS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// Small words inside names and titles.
const INSIDE: [&str; 24] = [
    "the", "of", "a", "an", "for", "de", "da", "di", "del", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "ibn", "in", "at",
    "on", "from", "to",
];
/// Words that make a clause of what they stand in.
const CLAUSE: [&str; 34] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "should",
    "must",
    "do",
    "does",
    "did",
    "not",
    "that",
    "which",
    "who",
    "whom",
    "whose",
    "or",
    "but",
    "including",
    "said",
    "says",
    "if",
    "because",
    "including",
];

/// Whether words can be a member: a name, or after a colon or dash any short phrase without a verb.
fn is_member(text: &str, member: &[&Token], strong: bool) -> bool {
    let member = if matches!(member[0].text(text), "their" | "his" | "her") { &member[1..] } else { member };
    if member.is_empty() {
        return false;
    }
    let lower = |token: &&&Token| token.is_word() && !token.capital;
    if member.iter().any(|token| CLAUSE.contains(&token.text(text)) || token.kind == TokenKind::Number && member.len() == 1) {
        return false;
    }
    // "a dozen candidates - two Democrats and ten Republicans": groups, not members.
    if member[0].kind == TokenKind::Number || GROUPS.contains(&&*member[0].text(text).to_lowercase()) {
        return false;
    }
    let plain = member.iter().filter(lower).filter(|token| !INSIDE.contains(&token.text(text))).count();
    let named = member.last().is_some_and(|last| last.capital || last.kind == TokenKind::Number) || member[0].capital;
    if strong { plain == 0 && named || member.len() <= 3 } else { named && plain <= 1 && member.iter().any(|token| token.capital) }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{fires, silent};

    #[test]
    fn a_list_with_too_few_or_too_many() {
        fires(
            "list-count",
            &[
                "The fund backs <three countries>: Norway and Chile.",
                "The kit comes in <three colours> – black and white – and two sizes.",
                "The deal is with <five ports> - Oslo, Bergen, Stavanger, Tromsø, Bodø and Narvik.",
                "Voters punished <two ministers>, Ann Roe, Karin Dahl and Bob Poe, who had backed the tax.",
                "<Three lawyers>, Ann Roe and Bob Poe, sued the port on Monday.",
                "<Three people>, Ann Roe, 34, and Bob Poe, 51, were killed.",
                "<Three people>, Ann Roe, 34, of Norrvik, and Bob Poe, 51, of Oslo, were killed.",
                "They have <three children>: Ann, 5, and Bob, 3.",
                "It was founded by <four students> at Norrvik — Ann Roe, Bob Poe and Carl Moe — in 2011.",
                "<Two people> were hurt: Ann Roe, her son and Bob Poe.",
                "<Four suspects> were held: Ann Roe, 31; Bob Poe, 44, a clerk; and Carl Moe, 52.",
                "Envoys came from <six countries> (Norway, Chile, Peru, Iran and Fiji).",
                "The <five judges> are Ann Roe, Bob Poe, Carl Moe and Eve Foe.",
                "Only <three mayors> have ever resigned: Ann Roe and Bob Poe.",
            ],
        );
    }

    #[test]
    fn a_list_of_items_below() {
        fires(
            "list-count",
            &[
                "The <four finalists> are:\n\n- Ann Roe\n- Bob Poe\n  and his band\n- Carl Moe\n\nThey sing on Monday.\n",
                "The plan has <three parts>:\n\n- cheaper buses\n- more trams\n",
                "The plan has <three parts>:\n\n1. cheaper buses\n2. more trams\n3. fewer cars\n4. wider pavements\n",
            ],
        );
        silent(
            "list-count",
            &[
                "The plan has three parts:\n\n- cheaper buses\n- more trams\n  - in the old town\n- fewer cars\n\nIt costs little.\n",
                "Here are the results of the two rounds:\n\n- Ann Roe 31\n- Bob Poe 44\n- Carl Moe 52\n",
                "The plan has four parts:\n\n- cheaper buses\n- more trams\n- and two others\n",
                "The plan has four parts:\n\nBuses will be cheaper.\n",
                "The plan has two parts:\n\n* cheaper buses\n\n* new trams\n\n* * *\n\nIt costs little.\n",
                "The four candidates are:\n\n- Labour: Ann Roe\n- Green: Bob Poe\n- Liberal: Carl Moe\n- Reform: Eve Foe\n- Turnout: 34%\n",
                "The two teams are:\n\n- **Norrvik:** Roe; Poe\n- **Skarvik:** Moe; Foe\n- **Referee:** Ann Lie\n",
                "The port asked two questions:\n\n* Who knew?\n* When?\n* Further reading: the report\n",
                "You need three things:\n\n- flour\n- water\n\nAnd patience.\n",
            ],
        );
    }

    #[test]
    fn a_list_that_fits_or_is_none() {
        silent(
            "list-count",
            &[
                "The fund backs two countries: Norway and Chile.",
                "Two people, Ann Roe, 34, of Norrvik, and Bob Poe, 51, of Oslo, were killed.",
                "Two people, Ann Roe, 34, and Bob Poe, 51, were killed.",
                "Three children: Ann, 5, and twins Bob and Eve, 3.",
                "Two rooms in the house — hot, damp and dark — were shut.",
                "Two ships in the port — Ann Roe and Bob Poe said — were sunk.",
                "The fund backs three countries: Norway, Chile and Peru.",
                "The fund backs three countries, including Norway and Chile.",
                "The fund backs three countries: Norway, Chile and others.",
                "Three lawyers, Ann Roe and Bob Poe said, would sue the port.",
                "He gave three reasons: the quay is old and the town is poor.",
                "A dozen boats came - two tugs and ten ferries.",
                "Three economists, Ann Roe of the University of California, San Diego and Bob Poe, were there.",
                "At least three countries: Norway and Chile.",
                "Two senators, Ann Roe, a Democrat from Ohio, and Bob Poe, a Republican from Iowa, voted no.",
                "Two officials, Ann Roe, head of Customs, and Bob Poe, head of Police, were suspended.",
                "Two men, Rev. Bob Poe, pastor of Grace Church, and Carl Moe, were hurt.",
                "Two members, Ann Roe, the member for Norrvik, and Bob Poe, the member for Skarvik, left.",
                "Three people were hurt: Ann Roe, mayor of Norrvik, Bob Poe and Carl Moe.",
                "Three people left: Ann Roe, chief executive, Bob Poe and Carl Moe.",
                "Two members, Ann Roe, Labour MP for Norrvik, and Bob Poe, left.",
                "Two bishops, Ann Roe, Bishop of Norrvik, and Bob Poe, left.",
                "Three cities - St. Louis, Mo., Gary, Ind., and Flint, Mich. - bid.",
                "Five people died: a couple, their two children and a neighbour.",
                "Three regions, Yorkshire and the Humber, the North East and the North West, lag behind.",
                "Three men, Ann Roe, Bob Poe, Jr., and Carl Moe, were held.",
                "Three suspects were held: Ann Roe, 31; Bob Poe, 44, a clerk; and Carl Moe, 52.",
                "Five clerks were sacked: Ann Roe, Bob Poe, Eve Foe; Carl Moe; and Tom Lie.",
                "The five winners: Norrvik, Skarvik; Holmvik, Sandvik; and Oslo.",
                "Three suspects were held: Ann and Bob Roe, 31 and 33; and Carl Moe, 52.",
                "Envoys came from six countries (Norway, Chile, Peru, Iran, Fiji and Cuba).",
                "Envoys came from six countries (Norway, Chile and parts of Peru).",
                "The five judges are Norwegian and Danish.",
                "The three judges are Ann Roe, Member for Norrvik, and Bob Poe, Member for Skarvik.",
                "They sang on two days in three towns: Norrvik, on Monday; Skarvik, on Friday; and Oslo, at noon.",
                "Five judges are Ann Roe and Bob Poe.",
                "After three rounds, Norway and Chile were level.",
                "It has three ministries: Trade and Industry, Health and Care, and Justice.",
            ],
        );
    }
}
