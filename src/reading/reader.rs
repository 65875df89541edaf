//! Reads articles, remembering blocks by their content.

use super::blocks::Blocks;
use super::{Reading, SharedBlocks};
use crate::actors::Resolved;
use crate::article::{Article, Format, KnownLines};
use crate::claims::Stated;
use crate::dates::{Day, Origin, ReferenceDate};
use crate::knowledge::Knowledge;
use crate::text::{LineMap, Memo};
use crate::{actors, claims, dates};
use std::sync::Arc;

/// What is read.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file's name, for a date in it and for its format.
    pub name: &'a str,
    /// The text.
    pub text: Arc<str>,
    /// How it is written.
    pub format: Format,
    /// The article's date, where it came with the text.
    pub date: Option<Day>,
}

/// Reads one article again and again while it is edited.
#[derive(Debug, Default)]
pub struct Reader {
    generation: u64,
    /// What was read last, and its lines.
    last: Option<(Arc<str>, LineMap)>,
    lines: KnownLines,
    blocks: Blocks,
    /// Whom the names and pronouns of the last reading meant.
    resolved: Resolved,
    /// What its temporal expressions came to.
    dated: dates::Resolved,
    /// What its paragraphs stated.
    stated: Stated,
    memo: Arc<Memo>,
    /// The day of articles that state none.
    as_of: Option<Day>,
}

impl Reader {
    /// A reader that has read nothing.
    pub fn new() -> Self {
        Reader::default()
    }

    /// A reader that reads blocks for others too, all under one knowledge, and need not read what they have read.
    pub fn sharing(blocks: &SharedBlocks) -> Self {
        Reader { blocks: Blocks::sharing(blocks.clone()), ..Reader::default() }
    }

    /// The same, with a day for articles that state none.
    #[must_use]
    pub fn as_of(mut self, day: Option<Day>) -> Self {
        self.as_of = day;
        self
    }

    /// Reads an article. Blocks read before under the same knowledge are not read again; blocks that are gone are forgotten.
    pub fn read(&mut self, source: &Source<'_>, knowledge: &Knowledge) -> Reading {
        if self.generation != knowledge.generation {
            self.generation = knowledge.generation;
            self.blocks.forget();
        }
        let text = &*source.text;
        let lines = match &self.last {
            Some((before, lines)) => lines.again(before, text),
            None => LineMap::new(text),
        };
        self.last = Some((Arc::clone(&source.text), lines.clone()));
        let article = Article::parse_again(text, &lines, source.format, &mut self.lines);
        let blocks = self.blocks.read(text, &article, knowledge);
        let read = || blocks.iter().enumerate().filter_map(|(at, block)| Some((at as u32, block.as_ref()?)));
        let scenes: Vec<_> = read().map(|(at, (_, scene))| (at, &**scene)).collect();
        let candidates: Vec<_> = read().map(|(at, (block, _))| (at, &block.dates)).collect();
        let statements: Vec<_> = read().map(|(at, (block, _))| (at, &block.claims)).collect();
        let mut own = dates::own_date(text, &article, source.name, source.date, &candidates);
        if let (true, Some(day)) = (own.sources.is_empty(), self.as_of) {
            own.sources.push(ReferenceDate { day, origin: Origin::AsOf, span: None });
        }
        let day = own.sources.first().map(|source| source.day);
        let said = || {
            let actors = actors::resolve(text, &article, &scenes, knowledge, day, &mut self.resolved);
            let claims = claims::resolve(text, &article, &statements, &actors, &mut self.stated);
            (actors, claims)
        };
        let counted = || {
            let dates = dates::resolve(&article, own, &candidates, &mut self.dated);
            let figures = claims::figures(&article, &statements, &dates);
            (dates, figures)
        };
        let ((actors, claims), (dates, figures)) = article.both(said, counted);
        let claims = claims.with_figures(figures);
        let blocks = blocks.into_iter().map(|block| block.map(|(read, _)| read)).collect();
        Reading { text: Arc::clone(&source.text), lines, article, blocks, actors, dates, claims, memo: Arc::clone(&self.memo) }
    }
}
