//! Tells headline, headings, bylines, captions, credits and boilerplate from running text, by how a line looks and where it stands.

use super::dateline::{KnownLeads, has_dateline, is_dateline};
use super::{Article, Block, BlockKind, Format};
use crate::text::{Span, is_year, pattern, spaced_words};
use aho_corasick::AhoCorasick;
use regex::Regex;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// Longest headline or heading, in words.
const HEADING_WORDS: usize = 22;

struct Boilerplate {
    exact: Vec<&'static str>,
    list: Vec<&'static str>,
    prefix: Vec<&'static str>,
}

static BOILERPLATE: LazyLock<Boilerplate> = LazyLock::new(|| {
    let mut table = Boilerplate { exact: Vec::new(), list: Vec::new(), prefix: Vec::new() };
    for line in include_str!("data/boilerplate.tsv").lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('\t') {
            Some(("exact", text)) => table.exact.push(text),
            Some(("list", text)) => table.list.push(text),
            Some(("prefix", text)) => table.prefix.push(text),
            _ => {}
        }
    }
    table.exact.sort_unstable();
    table.list.sort_unstable();
    table
});

/// Marks that stand under pictures and hardly anywhere else.
static PICTURE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let marks = [
        "FILE PHOTO",
        "File photo",
        "FILE -",
        "FILE –",
        "FILE —",
        "AP Photo",
        "Photo via",
        "Photo by",
        "Photo:",
        "Photograph:",
        "Photo courtesy",
        "/Getty Images",
        "Getty Images",
        "via AP",
        "via REUTERS",
        "via Reuters",
        "REUTERS/",
        "Reuters/",
        "/AFP",
        "AFP/",
        "/AP)",
        "/EPA",
        "EPA-EFE",
        "Image:",
        "Picture:",
        "Credit:",
        "Image credit",
        "Photo credit",
        "Handout",
        "File Photo",
        "/Pool",
        "Pool Photo",
        "/File",
        "Shutterstock",
    ];
    // A fixed list of literals always builds.
    AhoCorasick::new(marks).expect("fixed literals")
});

static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    // The pattern is fixed and compiles: a test reads lines with it.
    pattern(r"(?i)^(?:(?-i:\p{Lu})[^,:;\d]{1,30}, (?:published|updated): .*\d|(?:first |last |originally )?(?:published|updated|posted|modified|filed|issued)\b.*\d|(?:date|dated?):? .*\d{4})")
        .expect("a fixed pattern")
});

/// A line that is a date and nothing more, a time of day allowed.
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)";
    let date = format!(
        r"(?i)^(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day|\.)?,?\s+)?(?:{month}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{month},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?:,?\s+(?:at\s+)?\d{{1,2}}[:.]\d\d.{{0,20}})?[.]?$"
    );
    // As above.
    pattern(&date).expect("a fixed pattern")
});

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    // As above.
    pattern(r"^(?:By|BY) [\p{Lu}][\p{L}.'’-]+(?: [\p{Lu}][\p{L}.'’-]*){1,3}(?:(?:,| and| in) .{0,60})?$").expect("a fixed pattern")
});

/// How lines looked when they were last read: while an article is edited, all but one look the same.
#[derive(Clone, Debug, Default)]
pub struct KnownLines {
    /// By a hash of each, and when it was seen last.
    known: FxHashMap<u64, (Looks, u32)>,
    /// How many times an article was read.
    time: u32,
    /// How many different lines were seen this time.
    seen: usize,
    pub(super) leads: KnownLeads,
}

/// How a line looks by itself.
#[derive(Clone, Copy, Debug)]
struct Looks {
    boilerplate: bool,
    begins_list: bool,
    /// What it is if it is no heading already.
    kind: BlockKind,
}

impl KnownLines {
    /// How a line looks; an item of a list, or near the top, it may look otherwise.
    fn looks(&mut self, line: &str, item: bool, near_top: bool) -> Looks {
        let key = FxBuildHasher.hash_one((line, item, near_top));
        let (looks, time) = self.known.entry(key).or_insert_with(|| {
            let (boilerplate, begins_list) = left_over(line);
            (Looks { boilerplate, begins_list, kind: kind_of(line, item, near_top) }, self.time.wrapping_sub(1))
        });
        self.seen += usize::from(*time != self.time);
        *time = self.time;
        *looks
    }

    /// Forgets the lines that were not seen since the last call, once they are more than those that were.
    fn forget_unseen(&mut self) {
        if self.known.len() > 2 * self.seen {
            self.known.retain(|_, (_, time)| *time == self.time);
        }
        self.time = self.time.wrapping_add(1);
        self.seen = 0;
    }
}

/// Gives each block its kind.
pub(super) fn classify(text: &str, article: &mut Article, lines: &mut KnownLines) {
    let mut in_list = false;
    let marked = article.format == Format::Markdown && article.blocks.iter().any(|block| block.kind == BlockKind::Heading);
    for at in 0..article.blocks.len() {
        let block = article.blocks[at];
        if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code) {
            continue;
        }
        let line = block.span.of(text);
        if is_directive(article, block) {
            article.blocks[at].kind = BlockKind::Code;
            continue;
        }
        let item = is_item(text, block.span, line);
        in_list &= item;
        let looks = lines.looks(line, item, at < 8);
        // A sentence is none of the links that a list has.
        in_list &= !is_sentence(line);
        if in_list || looks.boilerplate {
            article.blocks[at].kind = BlockKind::Boilerplate;
            in_list = in_list || looks.begins_list && !item;
        } else if block.kind == BlockKind::Paragraph {
            article.blocks[at].kind = looks.kind;
        }
    }
    lines.forget_unseen();
    if marked {
        // A Markdown file that marks its headings has no others.
        article
            .blocks
            .iter_mut()
            .filter(|block| block.kind == BlockKind::Heading && !is_marked(text, block.span))
            .for_each(|block| block.kind = BlockKind::Paragraph);
    }
    headline(text, article);
    slugs(text, article);
}

fn is_marked(text: &str, span: Span) -> bool {
    let before = &text[..span.start as usize];
    let after = &text[span.end as usize..];
    before.trim_end_matches(' ').ends_with('#')
        || after.trim_start_matches(['\r', '\n', ' ']).starts_with("===")
        || after.trim_start_matches(['\r', '\n', ' ']).starts_with("---")
}

/// Whether a block holds nothing but directives and comments.
fn is_directive(article: &Article, block: Block) -> bool {
    article.masked.iter().any(|mask| mask.contains(block.span))
        && article.directives.iter().any(|directive| block.span.overlaps(*directive))
}

/// Whether a line of several words ends as a sentence does.
fn is_sentence(line: &str) -> bool {
    line.trim_end_matches(CLOSING).ends_with(['.', '!']) && spaced_words(line).nth(3).is_some()
}

fn is_item(text: &str, span: Span, line: &str) -> bool {
    let marked = |s: &str| s.starts_with(['-', '*', '•', '+']) && s.chars().nth(1).is_some_and(char::is_whitespace);
    let start = text[..span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    marked(line) || marked(text[start..].trim_start())
}

/// Whether a line is left over from a web page, and whether it is the head of a list that is.
fn left_over(line: &str) -> (bool, bool) {
    if !line.contains(char::is_alphanumeric) {
        return (true, false);
    }
    if line.len() > 160 {
        return (false, false);
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(['-', '–', '—', ' ', '*', '_']);
    let table = &*BOILERPLATE;
    let known = |list: &[&str], line: &str| list.binary_search(&line).is_ok();
    let begins_list = known(&table.list, lower.trim());
    let boilerplate = known(&table.exact, bare)
        || is_notice(bare)
        || known(&table.list, bare)
        || table.prefix.iter().any(|prefix| bare.starts_with(prefix)) && !tells_of_something_else(bare)
        || is_breadcrumb(line)
        || is_shouted_link(line);
    (boilerplate, begins_list)
}

/// "© 2026 The Harbour Post. All rights reserved.": the notice at the foot of a page, which has its year.
fn is_notice(line: &str) -> bool {
    line.starts_with(['©', 'c', '('])
        && ["© ", "copyright ", "(c) "].iter().any(|mark| line.starts_with(mark))
        && line.trim_end_matches('.').ends_with("all rights reserved")
        && line.split(|c: char| !c.is_alphanumeric()).any(is_year)
}

/// "Follow us to the river, the sign said.": a sentence of the article that begins as a page's calls to its readers do, and speaks of nothing that
/// these speak of.
fn tells_of_something_else(line: &str) -> bool {
    const SUBJECTS: [&str; 26] = [
        "newsletter",
        "inbox",
        "email",
        "e-mail",
        "facebook",
        "twitter",
        "instagram",
        "telegram",
        "whatsapp",
        "youtube",
        "tiktok",
        "app",
        "apps",
        "alerts",
        "notifications",
        "channel",
        "channels",
        "updates",
        "cookies",
        "privacy",
        "terms",
        "account",
        "originally",
        "here",
        "briefing",
        "podcast",
    ];
    let words = || line.split(|c: char| !c.is_alphanumeric() && c != '-');
    says_who_says_so(line) || line.ends_with('.') && spaced_words(line).nth(6).is_some() && !words().any(|word| SUBJECTS.contains(&word))
}

/// "Follow us, the sign said.": whether a line ends in who says it.
fn says_who_says_so(line: &str) -> bool {
    let Some((_, tail)) = line.strip_suffix('.').and_then(|line| line.rsplit_once(", ")) else { return false };
    let is_saying = |word: Option<&str>| {
        matches!(word, Some("said" | "says" | "read" | "reads" | "told" | "asked" | "added" | "wrote" | "writes" | "shouted" | "whispered"))
    };
    let mut words = tail.split(' ');
    is_saying(words.next()) || is_saying(words.next_back())
}

/// "HomeWorldA headline cut short...": the path to a page run together with its title.
fn is_breadcrumb(line: &str) -> bool {
    let run = line
        .strip_prefix("Home")
        .is_some_and(|rest| rest.starts_with(char::is_uppercase) || rest.trim_start().starts_with(['>', '»', '/', '›']));
    run || line.matches(['»', '›']).count() >= 2
}

/// A link in capitals in mid-article: several words held together by no-break spaces, as web editors set them.
fn is_shouted_link(line: &str) -> bool {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    line.matches('\u{A0}').count() >= 3 && letters().count() > 10 && letters().all(char::is_uppercase)
}

fn kind_of(line: &str, item: bool, near_top: bool) -> BlockKind {
    let words = spaced_words(line).count();
    if let Some(kind) = picture(line, words) {
        return kind;
    }
    // "*Published: May 31, 2024*", in italics.
    let plain = line.trim_matches(['*', '_']);
    if words <= 14 && PUBLISHED.is_match(plain) || near_top && DATE_LINE.is_match(plain) {
        return BlockKind::Published;
    }
    if words <= 14 && BYLINE.is_match(line) {
        return BlockKind::Byline;
    }
    // The first paragraph while it is written has no end yet.
    let is_heading = !item && words <= HEADING_WORDS && looks_like_heading(line) && !has_dateline(line);
    if is_heading { BlockKind::Heading } else { BlockKind::Paragraph }
}

/// Captions and credits carry an agency's or photographer's mark.
fn picture(line: &str, words: usize) -> Option<BlockKind> {
    if line.starts_with('©') || line.starts_with("(c) ") || line.starts_with("Copyright ") {
        return Some(if words > 14 { BlockKind::Caption } else { BlockKind::Credit });
    }
    // Long paragraphs speak of photographs too; a caption is short and bears its mark near an end.
    if words > 90 || !PICTURE.is_match(line) {
        return None;
    }
    // A caption may stand in brackets as a whole.
    let sentence = line.trim_start_matches(['(', '[']).split(['(', '[']).next().unwrap_or("");
    Some(if spaced_words(sentence).count() >= 7 || words >= 14 { BlockKind::Caption } else { BlockKind::Credit })
}

/// Marks that close a quotation.
const CLOSING: [char; 5] = ['”', '"', '’', '\'', '»'];

/// A line without the end of a sentence that begins like a title.
fn looks_like_heading(line: &str) -> bool {
    let ends = line.ends_with(['.', '!', ';', ',', '…', ':', ')', '-', '–', '—']) && !line.ends_with("...");
    let quoted = line.ends_with(CLOSING) && line.trim_end_matches(CLOSING).ends_with(['.', ',', '!', '?']);
    let begins = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    // An abbreviation at the end of a title keeps its stop.
    let abbreviated = line.ends_with("U.S.") || line.ends_with("U.K.") || line.ends_with("U.N.");
    begins && !quoted && (!ends || abbreviated) && !is_question(line)
}

/// Whether a line is asked in an interview: "Q: Why did he leave?", or a question after another sentence.
fn is_question(line: &str) -> bool {
    let ends_sentence = |at: usize| {
        let word = line[..at].rsplit(' ').next().unwrap_or("").trim_end_matches(CLOSING);
        word.len() > 4
            && word.ends_with(char::is_lowercase)
            && line[at..].trim_start_matches(['.', '”', '"', ' ']).starts_with(char::is_uppercase)
    };
    line.ends_with('?') && (line.starts_with("Q: ") || line.match_indices(['.', '?']).any(|(at, _)| ends_sentence(at)))
}

/// The first heading before the first paragraph is the headline; the same words again are left over.
fn headline(text: &str, article: &mut Article) {
    // A dateline may stand on a line of its own above the headline.
    let is_text = |block: &Block| block.kind == BlockKind::Paragraph && !is_dateline(block.span.of(text));
    let first_paragraph = article.blocks.iter().position(is_text).unwrap_or(article.blocks.len());
    let Some(at) = article.blocks[..first_paragraph].iter().position(|block| block.kind == BlockKind::Heading) else {
        return headline_as_sentence(text, article, first_paragraph);
    };
    article.blocks[at].kind = BlockKind::Headline;
    let title = article.blocks[at].span.of(text).to_owned();
    for block in &mut article.blocks[at + 1..] {
        if block.kind == BlockKind::Heading && block.span.of(text) == title {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// A first line that ends like a sentence is still the headline where it is short and stands alone before longer paragraphs, or before what
/// says who wrote it and when.
fn headline_as_sentence(text: &str, article: &mut Article, at: usize) {
    let words = |block: &Block| spaced_words(block.span.of(text)).count();
    let Some(block) = article.blocks.get(at) else { return };
    let alone = article.blocks.get(at + 1).is_some_and(|next| match next.kind {
        BlockKind::Heading | BlockKind::Byline | BlockKind::Published => true,
        BlockKind::Paragraph => words(next) > words(block),
        _ => false,
    });
    let line = block.span.of(text);
    // A short word before a stop is an abbreviation: "Rep. Roe", "U.S. ports".
    let is_short =
        |at: usize| line[..at].rsplit([' ', '.']).next().is_some_and(|word| word.len() <= 3 && word.starts_with(char::is_uppercase));
    let sentences = line.match_indices(". ").filter(|(at, _)| !is_short(*at)).count();
    if alone
        && !has_dateline(line)
        && words(block) <= 16
        && sentences == 0
        && !line.ends_with(['”', '"', ':'])
        && !line.contains(['“', '"'])
    {
        article.blocks[at].kind = BlockKind::Headline;
    }
}

/// A short line right before a caption is the picture's slug, not a heading.
fn slugs(text: &str, article: &mut Article) {
    for at in 1..article.blocks.len() {
        let (before, here) = (article.blocks[at - 1], article.blocks[at]);
        let between = &text[before.span.end as usize..here.span.start as usize];
        if here.kind == BlockKind::Caption && before.kind == BlockKind::Heading && between.matches('\n').count() == 1 {
            article.blocks[at - 1].kind = BlockKind::Credit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        Article::parse(text, Format::Plain).blocks.iter().map(|block| block.kind).collect()
    }

    #[test]
    fn tells_the_parts_of_an_article() {
        use BlockKind::*;
        let text = "Harbour talks end without a deal\n\nBy Ann Poe\n\nPublished June 3, 2024\n\nThe talks ended on Monday after nine days, the port authority said.\n\n\
            - Advertisement -\n\nWhat comes next\n\nPort director Ann Roe speaks at the quay in Vessel, June 2, 2024. (Jo Doe/Nordwire Photo via AP)\n\n\
            She said no more.\n\nRelated stories\n- One headline here\n- Another\n\n© 2024 The Vessel Times";
        assert_eq!(
            kinds(text),
            [
                Headline,
                Byline,
                Published,
                Paragraph,
                Boilerplate,
                Heading,
                Caption,
                Paragraph,
                Boilerplate,
                Boilerplate,
                Boilerplate,
                Credit
            ]
        );
    }

    #[test]
    fn a_caption_may_stand_in_brackets() {
        use BlockKind::*;
        let text = "Head\n\nThe talks ended.\n\n[Photo: Mayor Ann Roe at the quay in Vessel, June 2, 2024. Jo Doe/Nordwire]\n\n(Jo Doe/Nordwire Photo via AP)\n";
        assert_eq!(kinds(text), [Headline, Paragraph, Caption, Credit]);
    }

    #[test]
    fn a_question_of_an_interview_is_no_heading() {
        for line in ["Q: Why did you leave?", "Your predecessor, Ann Poe, said it rained. Have you spoken since?", "“It rained.” Did it?"]
        {
            assert!(!looks_like_heading(line), "{line}");
        }
        for line in ["Who will win the vote?", "Gov. Poe: what now?", "U.S. votes: Who will win?"] {
            assert!(looks_like_heading(line), "{line}");
        }
    }

    #[test]
    fn an_article_may_begin_with_its_first_paragraph() {
        let text = "The talks ended on Monday after nine days, the port authority said in a long statement.\n\nNo date was set.";
        assert_eq!(kinds(text), [BlockKind::Paragraph, BlockKind::Paragraph]);
    }

    #[test]
    fn a_dateline_begins_a_paragraph_also_while_it_is_written() {
        use BlockKind::*;
        let text = "Head\n\nOSLO, May 3, 2024 (Nordwire) - Tom Lee met Bo Lind on Thursday. Tom Lee left. The\n";
        assert_eq!(kinds(text), [Headline, Paragraph]);
        assert!(Article::parse(text, Format::Plain).dateline.is_some());
        assert_eq!(kinds("OSLO, May 3, 2024 (Nordwire) - Tom Lee left on Thursday.\n\nThey\n")[0], Paragraph);
    }

    #[test]
    fn a_sentence_is_no_boilerplate() {
        let kind = |line: &str| kinds(&format!("Harbour talks end\n\nThe talks ended on Monday after nine days.\n\n{line}\n"))[2];
        assert_eq!(kind("Follow us to the river, the old sign said."), BlockKind::Paragraph);
        assert_eq!(kind("Sign up for our newsletter to get the news each morning."), BlockKind::Boilerplate);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        use BlockKind::*;
        let text = "\u{FEFF}VESSEL, June 1, 2024 (Nordwire) - The talks ended on Monday.";
        let article = Article::parse(text, Format::Plain);
        assert_eq!(article.blocks[0].span.start, 3);
        assert!(article.dateline.is_some());
        for format in [Format::Plain, Format::Markdown] {
            let text = "\u{FEFF}[[backread: ignore placeholder: agreed]]\n\nThe port lost TK jobs, the port authority said.\n";
            assert_eq!(Article::parse(text, format).blocks.iter().map(|block| block.kind).collect::<Vec<_>>(), [Code, Paragraph]);
        }
    }

    #[test]
    fn furniture_before_the_headline_is_passed_over() {
        use BlockKind::*;
        let text = "HomeWorldTalks end without a deal at the...\n\nTalks end without a deal at the harbour\n\n.\n\nTalks end without a deal at the harbour\n\nThey ended late.";
        assert_eq!(kinds(text), [Boilerplate, Headline, Boilerplate, Boilerplate, Paragraph]);
    }

    #[test]
    fn a_date_on_its_own_line_is_the_published_line() {
        assert_eq!(kinds("Talks end\n\nMonday, June 3, 2024\n\nThe talks ended.")[1], BlockKind::Published);
        assert_eq!(kinds("Talks end\n\nNew Vessel, Published: 3 June 2024\n\nThe talks ended.")[1], BlockKind::Published);
    }
}
