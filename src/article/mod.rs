//! Structure: what each part of a file is, before anything in it is read.
//!
//! An [`Article`] divides the text into [`Block`]s, in order and without overlap. What is read for actors, dates and claims is a block whose
//! kind [is read](BlockKind::is_read); links, code and comments inside it are blanked by [`Article::block_text`], which keeps every offset.

mod classify;
mod dateline;
mod front_matter;
mod markdown;
mod masks;
mod plain;

pub use classify::KnownLines;
use front_matter::FrontMatter;
pub use front_matter::is_date_key;

use crate::text::{LineMap, Span};
use std::borrow::Cow;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown (CommonMark).
    Markdown,
}

impl Format {
    /// The format of a file by its name: `.md` and `.markdown` are Markdown, all else is plain text.
    pub fn of_name(name: &str) -> Self {
        let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if matches!(extension.as_str(), "md" | "markdown" | "mdx") { Format::Markdown } else { Format::Plain }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// YAML between `---` lines at the top, or TOML between `+++` lines.
    FrontMatter,
    /// The article's title; at most one. A web page's repetition of it is boilerplate.
    Headline,
    /// A line that titles a section.
    Heading,
    /// "By Jane Roe", "Jane Roe, City Desk".
    Byline,
    /// "Published May 31, 2024", "Updated ...".
    Published,
    /// Running text, list items included.
    Paragraph,
    /// Under a picture.
    Caption,
    /// "(Jane Roe/Agency)", "© 2024 ..." on a line of its own.
    Credit,
    /// Left over from a web page: "Related Content", "- Advertisement -".
    Boilerplate,
    /// Code, HTML comments, tables of links: never read.
    Code,
}

impl BlockKind {
    /// Whether actors, dates and claims are read in it.
    pub fn is_read(self) -> bool {
        matches!(
            self,
            BlockKind::Headline | BlockKind::Heading | BlockKind::Byline | BlockKind::Published | BlockKind::Paragraph | BlockKind::Caption
        )
    }
}

/// One part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without surrounding blank space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One `key: value` of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterEntry {
    /// The key as written; nested keys are joined by dots.
    pub key: String,
    /// The scalar's text, quotes of YAML removed; one entry an item for lists.
    pub value: String,
    /// Where the value stands in the file.
    pub span: Span,
}

/// "SINGAPORE, May 31 (Reuters) -" at the start of the first paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, the dash included.
    pub span: Span,
    /// The place or places.
    pub place: Span,
    /// The date, where it has one.
    pub date: Option<Span>,
    /// The agency in brackets, where it has one.
    pub agency: Option<Span>,
}

/// The structure of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// How the file is written.
    pub format: Format,
    /// All blocks, in order.
    pub blocks: Vec<Block>,
    /// The front matter's entries, in order.
    pub front_matter: Vec<FrontMatterEntry>,
    /// The line where the front matter stops being read, and why in a sentence.
    pub front_matter_problem: Option<(Span, String)>,
    /// The dateline, if there is one.
    pub dateline: Option<Dateline>,
    /// Parts of blocks that are not prose: inline code, link targets, bare URLs, comments. Sorted.
    pub masked: Vec<Span>,
    /// Web addresses with their scheme, in order.
    pub addresses: Vec<Span>,
    /// Comments that speak to backread, whole: `<!-- backread: ... -->`, `[[backread: ...]]`. Sorted.
    pub directives: Vec<Span>,
}

/// From so many blocks on an article is long.
const LONG: usize = 64;

impl Article {
    /// Whether it is so long that two threads are done with it sooner than one.
    pub fn is_long(&self) -> bool {
        self.blocks.len() >= LONG
    }

    /// Does two things, at once where it is long.
    pub fn both<A: Send, B: Send>(&self, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
        if self.is_long() { rayon::join(one, other) } else { (one(), other()) }
    }

    /// Divides a text into blocks.
    pub fn parse(text: &str, format: Format) -> Self {
        Article::parse_again(text, &LineMap::new(text), format, &mut KnownLines::default())
    }

    /// Divides a text into blocks, by its lines, with what is known of these from the last time.
    pub fn parse_again(text: &str, lines: &LineMap, format: Format, known: &mut KnownLines) -> Self {
        let FrontMatter { entries, body, problem } = front_matter::read(text, lines);
        let mut article = Article { format, ..Article::default() };
        if body > 0 {
            article.blocks.push(Block { span: Span::new(0, text[..body].trim_end().len()), kind: BlockKind::FrontMatter });
        }
        article.front_matter = entries;
        article.front_matter_problem = problem;
        // A byte order mark is no part of the first line.
        let body = body.max(text.len() - text.trim_start_matches('\u{FEFF}').len());
        match format {
            Format::Plain => plain::divide(text, body, lines, &mut article),
            Format::Markdown => markdown::divide(text, body, &mut article),
        }
        masks::find(text, body, &mut article);
        classify::classify(text, &mut article, known);
        article.dateline = dateline::find(text, &article, &mut known.leads);
        article
    }

    /// What is masked in a span, in order.
    pub fn masks_over(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.masked.partition_point(|mask| mask.end <= span.start);
        self.masked[first..].iter().take_while(move |mask| mask.start < span.end).copied()
    }

    /// A block's text with everything masked replaced by spaces, byte for byte, so that offsets stay.
    pub fn block_text<'t>(&self, text: &'t str, block: Block) -> Cow<'t, str> {
        let whole = block.span.of(text);
        let mut blanked: Option<String> = None;
        for mask in self.masks_over(block.span) {
            let start = mask.start.max(block.span.start) - block.span.start;
            let end = mask.end.min(block.span.end) - block.span.start;
            let range = start as usize..end as usize;
            blanked.get_or_insert_with(|| whole.to_owned()).replace_range(range.clone(), &" ".repeat(range.len()));
        }
        blanked.map_or(Cow::Borrowed(whole), Cow::Owned)
    }

    /// The index of the block that an offset touches.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        let at = self.blocks.partition_point(|block| block.span.end < offset);
        self.blocks.get(at).filter(|block| block.span.touches(offset)).map(|_| at)
    }

    /// The headline's span.
    pub fn headline(&self) -> Option<Span> {
        self.blocks.iter().find(|block| block.kind == BlockKind::Headline).map(|block| block.span)
    }
}
