//! `quote-unbalanced`: a quotation that is opened and never closed, or closed and never opened, paragraph by paragraph.

use crate::checks::{Context, Edit, Finding, Rule};
use crate::claims::{Balance, Quotation};
use crate::config::Level;
use crate::reading::BlockReading;
use crate::text::{Quote, Span, Token, TokenKind};

pub(super) const RULE: Rule =
    Rule { code: "quote-unbalanced", level: Level::Warning, summary: "A quotation mark without its other half", check };

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in context.found(single_marks) {
        for span in found.items {
            let message = "This mark opens a quotation that no mark in the paragraph closes";
            findings.push(Finding::new(RULE.code, RULE.level, span.shift(found.block.span.start), message));
        }
    }
    let quotations = &context.reading.claims.quotations;
    for (at, quotation) in quotations.iter().enumerate() {
        // A single mark alone may be an apostrophe: "'Tis the season."
        let mark = first_mark(context, quotation);
        let is_single = || matches!(context.words(mark), "'" | "‘") && !context.text()[mark.end as usize..].starts_with('\'');
        if quotation.balance != Balance::Closed && (is_single() || in_tag(context, quotation)) {
            continue;
        }
        // “He called it “wet” and left.”
        let (before, after) = quotations.split_at(at);
        let is_around = match quotation.balance {
            Balance::Unclosed => encloses(context, quotation, after.iter().skip(1), Balance::Unopened),
            Balance::Unopened => encloses(context, quotation, before.iter().rev(), Balance::Unclosed),
            Balance::Closed | Balance::Continued => false,
        };
        if is_around {
            continue;
        }
        match quotation.balance {
            Balance::Unclosed if quotations.get(at + 1).is_some_and(|next| closes_behind_name(context, quotation, next)) => {}
            Balance::Unclosed => findings.push(unclosed(context, quotation, quotations.get(at + 1))),
            // The mark that closes what the paragraph before left open is that finding's other half.
            Balance::Unopened
                if at > 0
                    && quotations[at - 1].balance == Balance::Unclosed
                    && quotation.block == next_block(context, &quotations[at - 1]) => {}
            // “It is 14" long,” he said.
            Balance::Unopened if at > 0 && ends_in_inches(context, &quotations[at - 1], quotation) => {}
            Balance::Unopened => {
                let message = "This mark closes a quotation that no mark in the paragraph opens";
                findings.push(Finding::new(RULE.code, RULE.level, last_mark(context, quotation), message));
            }
            Balance::Closed | Balance::Continued => {}
        }
    }
}

/// The single marks of one block that surely open what nothing closes; spans are relative to it. "‘We left, she said. ‘They stayed.’" has no close
/// between two that open, "“He said, ‘We left,”" none before the double mark that closes around.
fn single_marks(text: &str, read: &BlockReading) -> Vec<Span> {
    let tokens = &read.tokens;
    let opens = |at: usize| tokens[at].kind == TokenKind::Open(Quote::Single) && opens_words(text, tokens, at);
    let double = |token: &Token| matches!(token.kind, TokenKind::Open(Quote::Double) | TokenKind::Close(Quote::Double));
    let mut found = Vec::new();
    let Some(mut at) = (0..tokens.len()).find(|&at| opens(at)) else { return found };
    let last = tokens.iter().rposition(|token| token.kind == TokenKind::Close(Quote::Single));
    let in_single = !tokens.iter().any(double);
    while let Some(first) = (at..tokens.len()).find(|&at| opens(at)) {
        at = first + 1;
        // Any mark that may close a quotation, and an apostrophe that may, does.
        let is_mark = |token: &Token| double(token) || may_close(text, *token) || token.kind == TokenKind::Open(Quote::Single);
        let Some(next) = (at..tokens.len()).find(|&at| is_mark(&tokens[at])) else { break };
        let before = || tokens[..first].iter().rev().find(|token| double(token)).map(|token| token.kind);
        let unclosed = match tokens[next].kind {
            // A straight mark may be an apostrophe, and of three in a row one is single.
            TokenKind::Close(Quote::Double) => {
                next > first + 3
                    && tokens[first].text(text) != "'"
                    && tokens[next].text(text) != "''"
                    && before() == Some(TokenKind::Open(Quote::Double))
            }
            TokenKind::Open(Quote::Single) if opens(next) => {
                let said = tokens[first..next].iter().any(|token| matches!(token.text(text), "said" | "says" | "added" | "told" | "asked"));
                said && in_single && tokens[next - 1].kind == TokenKind::Stop && last.is_some_and(|last| last > next)
            }
            _ => false,
        };
        if unclosed {
            found.push(tokens[first].span);
        }
    }
    found
}

/// Whether a single mark opens a sentence that is said: behind a stop, a comma or a colon, before a capital, and no apostrophe of "’Tis".
fn opens_words(text: &str, tokens: &[Token], at: usize) -> bool {
    const CUT: [&str; 20] = [
        "Appen", "Bama", "Bout", "Canes", "Cause", "Cos", "Course", "Cuse", "Em", "Ere", "Fraid", "Frisco", "Huskers", "Nam", "Nuff",
        "Round", "Til", "Tis", "Twas", "Twill",
    ];
    let led = at == 0 || matches!(tokens[at - 1].kind, TokenKind::Stop) || matches!(tokens[at - 1].text(text), "," | ":");
    let next = tokens.get(at + 1).filter(|next| next.glued && next.is_word() && next.capital);
    led && next.is_some_and(|next| !CUT.contains(&next.text(text)))
}

/// Whether a mark may close a quotation in single marks: one that does, or the apostrophe of a plural's genitive.
fn may_close(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Close(Quote::Single) || token.kind == TokenKind::Possessive && matches!(token.text(text), "'" | "’")
}

/// Whether a quotation's lone mark and another one in the paragraph, which stand on both sides of whole quotations, are one quotation around those. One
/// that begins a sentence is none inside another.
fn encloses<'q>(
    context: &Context<'_>,
    quotation: &Quotation,
    others: impl Iterator<Item = &'q Quotation> + Clone,
    other_half: Balance,
) -> bool {
    let mut others = others.take_while(|other| other.block == quotation.block);
    let begins = |inner: &Quotation| context.text()[..inner.span.start as usize].trim_end().ends_with(['.', '!', '?']);
    let inner = others.clone().take_while(|other| other.balance == Balance::Closed && !begins(other)).count();
    inner > 0 && others.nth(inner).is_some_and(|other| other.balance == other_half)
}

/// “The quay is old. / Ann Rekdal.”: whether the mark that closes a quotation stands behind the speaker's name, on a line of its own.
fn closes_behind_name(context: &Context<'_>, quotation: &Quotation, next: &Quotation) -> bool {
    const MOST: usize = 8;
    let block = context.reading.article.blocks[next.block as usize].span;
    let words = || context.words(block).split_whitespace();
    next.balance == Balance::Unopened
        && next.block == next_block(context, quotation)
        && words().count() <= MOST
        && words().all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "for" | "and"))
}

/// Whether the quotation before, of the same paragraph, was opened by a curly mark and ends at a straight one after a digit, or at any after feet,
/// "6’2”", which stands for inches.
fn ends_in_inches(context: &Context<'_>, before: &Quotation, quotation: &Quotation) -> bool {
    let (end, text) = (last_mark(context, before), context.text());
    let height = &text[..end.start as usize];
    let feet = height.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_height =
        feet.len() < height.len() && feet.strip_suffix(['’', '\'']).is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()));
    before.block == quotation.block
        && context.words(first_mark(context, before)) == "“"
        && (is_height || context.words(end) == "\"" && height.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether one of its marks stands in a tag that a web page left in the text: `<img alt="Harbour">`.
fn in_tag(context: &Context<'_>, quotation: &Quotation) -> bool {
    let block = context.reading.article.blocks[quotation.block as usize].span;
    let tag = |mark: Span| {
        let before = Span { start: block.start, end: mark.start }.of(context.text());
        // The end of a tag that is broken into lines.
        if context.text()[mark.end as usize..].starts_with('>') {
            return true;
        }
        let open = before.rfind('<').filter(|open| !before[*open..].contains('>'));
        open.is_some_and(|open| before[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
    };
    tag(first_mark(context, quotation)) || tag(last_mark(context, quotation))
}

fn unclosed(context: &Context<'_>, quotation: &Quotation, next: Option<&Quotation>) -> Finding {
    let mark = first_mark(context, quotation);
    let next = next.filter(|next| next.balance == Balance::Unopened && next.block == next_block(context, quotation));
    let message = match next {
        Some(_) => "The quotation goes on in the next paragraph, which has no opening mark",
        None => "The paragraph opens a quotation and does not close it",
    };
    let mut finding = Finding::new(RULE.code, RULE.level, mark, message);
    let open = context.words(mark).to_owned();
    if let Some(next) = next {
        let start = context.reading.article.blocks[next.block as usize].span.start;
        finding = finding.relate(context.file, last_mark(context, next), "It is closed here").fix(
            "Reopen the quotation in the next paragraph",
            vec![Edit { span: Span { start, end: start }, text: open }],
            false,
        );
    } else {
        let end = context.reading.article.blocks[quotation.block as usize].span.end;
        let close = match open.as_str() {
            "“" => "”",
            "‘" => "’",
            other => other,
        };
        finding = finding.fix(
            "Close the quotation at the end of the paragraph",
            vec![Edit { span: Span { start: end, end }, text: close.to_owned() }],
            false,
        );
    }
    finding
}

/// The next block that is running text: captions and boilerplate may stand in between.
fn next_block(context: &Context<'_>, quotation: &Quotation) -> u32 {
    let blocks = &context.reading.article.blocks;
    let from = quotation.block as usize + 1;
    (from..blocks.len()).find(|&at| blocks[at].kind == crate::article::BlockKind::Paragraph).unwrap_or(from) as u32
}

fn first_mark(context: &Context<'_>, quotation: &Quotation) -> Span {
    let start = quotation.span.start;
    let length = context.words(quotation.span).chars().next().map_or(0, char::len_utf8) as u32;
    Span { start, end: start + length }
}

fn last_mark(context: &Context<'_>, quotation: &Quotation) -> Span {
    let end = quotation.span.end;
    let length = context.words(quotation.span).chars().next_back().map_or(0, char::len_utf8) as u32;
    Span { start: end - length, end }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::{findings_with, fires, silent};

    #[test]
    fn fires_on_a_mark_without_its_other_half() {
        fires(
            "quote-unbalanced",
            &[
                "<“>The quay is old, Ann Rekdal said on Monday.\n\nThe council met on Friday.",
                "The quay is old and wet,<”> Ann Rekdal said on Monday.\n\nThe council met on Friday.",
                "<‘>The quay is old, said Ann Rekdal. ‘It is wet.’\n\nThe council met on Friday.",
                "<'>The quay is old, said Ann Rekdal. 'It’s wet.'\n\nThe council met on Friday.",
                "“He told me, <‘>You will be back, and I laughed,” she said.\n\nThe council met on Friday.",
                "<“>The owners of “wet” boats are ill, Ann Rekdal said.\n\nThe council met on Friday.",
                "The owners of “wet” boats are ill,<”> Ann Rekdal said.\n\nThe council met on Friday.",
            ],
        );
    }

    #[test]
    fn one_finding_where_the_next_paragraph_closes_it() {
        let text = "“The quay is old, and it is wet.\n\nIt will close in May,” Ann Rekdal said.";
        let found = findings_with("quote-unbalanced", "", text);
        assert_eq!(found.len(), 1);
        assert!(crate::checks::apply(text, &found[0].fixes[0].edits).contains("\n\n“It will close in May,”"));
    }

    #[test]
    fn a_sentence_in_marks_is_none_inside_another() {
        let text = "“We will go, said Ann Rekdal. “They will not,” said Ola Moen. We all will,” said Eva Lund.";
        assert_eq!(findings_with("quote-unbalanced", "", text).len(), 2);
    }

    #[test]
    fn silent_where_marks_are_paired_or_no_quotations() {
        silent(
            "quote-unbalanced",
            &[
                "“The quay is old,” Ann Rekdal said. “It is wet.”",
                "“The quay is old, and it is wet.\n\n“It will close in May,” Ann Rekdal said.",
                "The quay <img alt=\"Harbour\" width=\"400> is old.",
                "“It is 14\" long,” he said.",
                "The ’90s were good to the fishermen’s union.",
                "“I said, ‘Is it what you call “wet”?’ He left,” said Ann Rekdal.",
                "A dog came. „Das Boot ist weg“, a guest said. „Tak”, said another.",
                "\"It is 5'10\" wide,\" Ann Rekdal said.",
                "'The quay is old,' said Ann Rekdal. 'It's the fishermen's.' 'Tis wet, she said.",
                "'The fishermen's quay is the owners', said Ann Rekdal. 'It is wet.'",
                "‘The quay is old. It is the owners’ quay,’ said Ann Rekdal. ‘It is wet.’",
                "“He told me, ‘You will be back,’ and I laughed,” she said. “He said, ‘’Tis wet.’”",
                "“He told me: ‘Tis wet, and I laughed,” she said. “Listen, ‘Nam was wet for all of us,” he said.",
                "\"In those days, 'Nettie was wet for all of us,\" she said.",
                "''He told me, 'You will be back,''' she said.",
                "“The owners of “wet” boats are ill, and “dry” ones too,” Ann Rekdal said.",
                "\"He called the quay \"wet\" and left,\" Ann Rekdal said.",
                "“He is like 6’2”,” Ann Rekdal said. “You are 5’8”. You lose.”",
                "He left. <tweet date=\"May 3,\n\n2024\">The quay is old.</tweet>",
                "“The quay is old, and I love it.\n\nMayor Ann Rekdal.”\n\nThe council met on Friday.",
                "‘Abd al-Karim and ‘Umar left, said Ann Rekdal. ‘It is wet.’",
            ],
        );
    }
}
