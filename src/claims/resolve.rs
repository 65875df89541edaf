//! Who each statement of an article comes from, and what it has to do with the quotations around it.

use super::anonymity::anonymous_noun;
use super::speaker::{self, Voice};
use super::statement::Attribution;
use super::{Balance, Certainty, Claim, Claims, Figure, Mode, ParagraphClaims, Quotation, Speaker, antecedent};
use crate::actors::{ActorClass, Actors, Mention};
use crate::article::{Article, BlockKind};
use crate::dates::Dates;
use crate::text::{Span, SpanSet};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// What the paragraphs of the last reading state by themselves, relative to them, by all that this follows from: where nothing of that has changed,
/// it is taken over.
#[derive(Debug, Default)]
pub struct Stated {
    /// With the number of the reading that had it last.
    known: FxHashMap<u64, (u64, Box<[Claim]>)>,
    readings: u64,
}

/// An article's claims without its figures.
#[derive(Debug)]
pub struct Attributed {
    claims: Vec<Claim>,
    quotations: Vec<Quotation>,
    contents: SpanSet,
}

/// Joins the paragraphs' claims, given as `(block, claims)`, and gives each its speaker. `stated` is renewed.
pub fn resolve(text: &str, article: &Article, found: &[(u32, &ParagraphClaims)], actors: &Actors, stated: &mut Stated) -> Attributed {
    stated.readings += 1;
    let now = stated.readings;
    let mut quotations = join_quotations(article, found);
    let mut claims = Vec::with_capacity(found.iter().map(|(_, paragraph)| paragraph.attributions.len()).sum());
    let mut mentions = &actors.mentions[..];
    for &(block, paragraph) in found.iter().filter(|(_, paragraph)| !paragraph.attributions.is_empty()) {
        let span = article.blocks[block as usize].span;
        // They go by their place, as the blocks do.
        mentions = &mentions[mentions.iter().take_while(|mention| mention.block < block).count()..];
        let here = &mentions[..mentions.iter().take_while(|mention| mention.block == block).count()];
        let (last, of_block) = stated.known.entry(key(text, article, span, paragraph, here)).or_insert_with(|| {
            (now, paragraph.attributions.iter().map(|attribution| state(text, attribution, span.start, paragraph, here)).collect())
        });
        *last = now;
        claims.extend(of_block.iter().map(|claim| Claim { block, ..claim.moved(|part| part.shift(span.start)) }));
    }
    stated.known.retain(|_, (last, _)| *last == now);
    announce(&mut claims, article, &quotations);
    after_dateline(&mut claims, text, article);
    spread(&mut claims, &quotations);
    float(&mut claims, article, &quotations);
    claims.sort_by_key(|claim| (claim.extent(), claim.cue));
    let contents = contents(&claims);
    chain(&mut claims, &contents);
    antecedent::lean(text, &mut claims, &contents, actors);
    for quotation in &mut quotations {
        quotation.claim = innermost(&contents, quotation.inner);
    }
    Attributed { claims, quotations, contents }
}

/// The paragraphs' figures, none in a claim yet.
pub fn figures(article: &Article, found: &[(u32, &ParagraphClaims)], dates: &Dates) -> Vec<Figure> {
    // Both go by their place.
    let mut times = &dates.expressions[..];
    let mut figures = Vec::new();
    for &(block, paragraph) in found {
        let start = article.blocks[block as usize].span.start;
        for figure in &paragraph.figures {
            let span = figure.span.shift(start);
            // "three days", "2024": time expressions, not counts.
            times = &times[times.iter().take_while(|time| time.span.end <= span.start).count()..];
            if times.iter().take_while(|time| time.span.start < span.end).any(|time| time.span.overlaps(span)) {
                continue;
            }
            let counted = figure.counted.map(|counted| counted.shift(start));
            figures.push(Figure { span, counted, block, ..figure.clone() });
        }
    }
    figures
}

impl Attributed {
    /// With the article's [`figures`], each in the claim in whose content it stands.
    pub fn with_figures(self, mut figures: Vec<Figure>) -> Claims {
        figures.iter_mut().for_each(|figure| figure.claim = innermost(&self.contents, figure.span));
        Claims { claims: self.claims, quotations: self.quotations, figures }
    }
}

/// A number that changes with everything that [`state`] looks at: the paragraph's text and its mentions. The paragraph stands at `place`.
fn key(text: &str, article: &Article, place: Span, paragraph: &ParagraphClaims, mentions: &[Mention]) -> u64 {
    let mut hasher = FxHasher::default();
    paragraph.key.hash(&mut hasher);
    article.masks_over(place).for_each(|mask| mask.of(text).hash(&mut hasher));
    // In few words: a long article has thousands of mentions.
    let place = |span: Span| u64::from(span.start - place.start) << 32 | u64::from(span.end - place.start);
    for mention in mentions {
        let actor = mention.actor.map_or(0, |actor| u64::from(actor.0) + 1);
        hasher.write_u64(place(mention.span));
        hasher.write_u64(actor << 8 | mention.class as u64);
        hasher.write_u64(mention.title.map_or(u64::MAX, place));
    }
    hasher.finish()
}

/// A statement by what its paragraph shows, relative to it. The paragraph begins at `start`, `mentions` are its own.
fn state(text: &str, attribution: &Attribution, start: u32, paragraph: &ParagraphClaims, mentions: &[Mention]) -> Claim {
    let voice = attribution.head.zip(attribution.source.first()).map(|(head, source)| Voice {
        head: head.shift(start),
        source: source.shift(start),
        sentence: attribution.sentence.shift(start),
        described: attribution.described.map(|described| described.shift(start)),
    });
    let speaker = voice.map_or(Speaker::Unknown, |voice| speaker::of(text, voice, start, paragraph, mentions));
    let certainty = if matches!(speaker, Speaker::Anonymous(_)) {
        Certainty::Anonymous
    } else if attribution.reported || cites(text, attribution, start, mentions) {
        Certainty::SecondHand
    } else if attribution.hedged {
        Certainty::Hedged
    } else {
        Certainty::Asserted
    };
    let claim = Claim {
        source: attribution.source.iter().map(|span| span.shift(start)).collect(),
        cue: attribution.cue.shift(start),
        content: attribution.content.iter().map(|span| span.shift(start)).collect(),
        mode: attribution.mode,
        cue_class: attribution.class,
        lemma: attribution.lemma,
        speaker,
        described: voice.and_then(|voice| voice.described),
        certainty,
        block: 0,
    };
    claim.moved(|part| Span { start: part.start - start, end: part.end - start })
}

/// "Citing Roe, the bank said": whom the speaker cites for what is said.
fn cites(text: &str, attribution: &Attribution, start: u32, mentions: &[Mention]) -> bool {
    let sentence = attribution.sentence.shift(start);
    let words = sentence.of(text);
    let Some(rest) = ["Citing ", "Quoting "].iter().find_map(|lead| words.strip_prefix(lead)) else { return false };
    let at = sentence.end - rest.len() as u32;
    let Some(phrase) = rest.find(',').map(|end| Span { start: at, end: at + end as u32 }) else { return false };
    let begins = |mention: &&Mention| mention.start() == at;
    let named = mentions.iter().find(begins).is_some_and(|m| matches!(m.class, ActorClass::Person | ActorClass::Organisation));
    attribution.cue.shift(start).start > phrase.end && (named || anonymous_noun(speaker::last_word(phrase.of(text))).is_some())
}

/// The quotations of all blocks. One left open goes on in the next paragraph if that opens again.
fn join_quotations(article: &Article, found: &[(u32, &ParagraphClaims)]) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    // The first running text of the blocks that follow; captions and headings may stand between.
    let is_text = |(block, _): &(u32, &ParagraphClaims)| article.blocks[*block as usize].kind == BlockKind::Paragraph;
    let mut following = found.iter().enumerate().filter(|(_, block)| is_text(block)).peekable();
    for (at, &(block, paragraph)) in found.iter().enumerate() {
        let start = article.blocks[block as usize].span.start;
        while following.next_if(|(next, _)| *next <= at).is_some() {}
        let next = following.peek().map(|(_, (_, paragraph))| *paragraph);
        for (number, quotation) in paragraph.quotations.iter().enumerate() {
            let last = number + 1 == paragraph.quotations.len();
            let goes_on = last && quotation.balance == Balance::Unclosed && next.is_some_and(|next| opens(next, quotation.single));
            let balance = if goes_on { Balance::Continued } else { quotation.balance };
            quotations.push(Quotation {
                span: quotation.span.shift(start),
                inner: quotation.inner.shift(start),
                balance,
                claim: None,
                block,
            });
        }
    }
    quotations
}

/// Whether a paragraph begins with a quotation that may be the rest of one with such marks.
fn opens(paragraph: &ParagraphClaims, single: bool) -> bool {
    let first = paragraph.quotations.first();
    first.is_some_and(|first| first.span.start == 0 && first.balance != Balance::Unopened && (first.single || !single))
}

/// Gives a claim that ends its paragraph in a colon the quotation that begins the next one; a claim without content is none.
fn announce(claims: &mut Vec<Claim>, article: &Article, quotations: &[Quotation]) {
    if claims.iter().all(|claim| !claim.content.is_empty()) {
        return;
    }
    let taken = contents(claims);
    let mut given = Vec::new();
    for claim in claims.iter_mut().filter(|claim| claim.content.is_empty()) {
        let later = &quotations[quotations.partition_point(|quotation| quotation.block <= claim.block)..];
        let next = later.iter().take_while(|quotation| follows(article, claim.block, quotation.block));
        let next = next.into_iter().find(|quotation| quotation.span.start == article.blocks[quotation.block as usize].span.start);
        let free = next.filter(|next| taken.over(next.inner).next().is_none() && !given.contains(&next.span));
        if let Some(next) = free {
            given.push(next.span);
            claim.content.push(next.span);
            claim.mode = Mode::Direct;
        }
    }
    claims.retain(|claim| !claim.content.is_empty());
}

/// A dateline is no part of what is said after it.
fn after_dateline(claims: &mut [Claim], text: &str, article: &Article) {
    let Some(line) = article.dateline.as_ref().map(|dateline| dateline.span) else { return };
    let rest = text.get(line.end as usize..).unwrap_or_default();
    let start = line.end + (rest.len() - rest.trim_start().len()) as u32;
    for claim in claims {
        let begun = claim.content.iter_mut().filter(|part| part.start < line.end && part.start >= line.start && part.end > start);
        begun.for_each(|part| part.start = start);
    }
}

/// Gives the claim of one part of a quotation that runs over paragraphs the other parts as well.
fn spread(claims: &mut [Claim], quotations: &[Quotation]) {
    if quotations.windows(2).all(|pair| !runs_on(&pair[0], &pair[1])) {
        return;
    }
    let contents = contents(claims);
    let mut first = 0;
    while first < quotations.len() {
        let mut end = first + 1;
        while end < quotations.len() && runs_on(&quotations[end - 1], &quotations[end]) {
            end += 1;
        }
        if end - first > 1 {
            let parts = &quotations[first..end];
            let owner = parts.iter().flat_map(|part| contents.over(part.inner)).map(|(_, at)| at).min();
            if let Some(claim) = owner.map(|owner| &mut claims[owner as usize]) {
                for part in parts {
                    if !claim.content.iter().any(|span| span.overlaps(part.inner)) {
                        claim.content.push(part.span);
                    }
                }
                claim.content.sort();
            }
        }
        first = end;
    }
}

/// Whether a quotation goes on in another: reopened, or never closed and closed without having been opened.
fn runs_on(one: &Quotation, other: &Quotation) -> bool {
    one.block != other.block
        && (one.balance == Balance::Continued || (one.balance == Balance::Unclosed && other.balance == Balance::Unopened))
}

/// A paragraph that is all quotation and has no source of its own goes on with the statement that the paragraph before quotes.
fn float(claims: &mut [Claim], article: &Article, quotations: &[Quotation]) {
    let is_all = |quotation: &Quotation| {
        let block = article.blocks[quotation.block as usize];
        block.kind == BlockKind::Paragraph && quotation.span == block.span && quotation.inner.len() >= 20
    };
    if !quotations.iter().any(is_all) {
        return;
    }
    let mut last: Option<(u32, u32)> = None;
    let contents = contents(claims);
    for quotation in quotations {
        let owners = contents.over(quotation.inner).map(|(_, at)| at);
        if let Some(owner) = owners.filter(|at| claims[*at as usize].mode != Mode::Indirect).min() {
            last = Some((quotation.block, owner));
            continue;
        }
        if !is_all(quotation) {
            continue;
        }
        last = last.filter(|(before, _)| follows(article, *before, quotation.block)).map(|(_, owner)| (quotation.block, owner));
        if let Some((_, owner)) = last {
            claims[owner as usize].content.push(quotation.span);
        }
    }
}

/// Whether one paragraph follows another, with nothing but captions between.
fn follows(article: &Article, one: u32, other: u32) -> bool {
    let between = article.blocks.get(one as usize + 1..other as usize).unwrap_or_default();
    between.iter().all(|block| block.kind != BlockKind::Paragraph && block.kind != BlockKind::Heading)
}

/// A statement inside another's content is second-hand: "CNN reported that the minister said".
fn chain(claims: &mut [Claim], contents: &SpanSet) {
    for (at, claim) in claims.iter_mut().enumerate() {
        let cue = claim.cue;
        let told = contents.over(cue).any(|(content, other)| other as usize != at && content.contains(cue));
        if told && claim.certainty != Certainty::Anonymous {
            claim.certainty = Certainty::SecondHand;
        }
    }
}

/// The contents of all claims, by the claim's place.
fn contents(claims: &[Claim]) -> SpanSet {
    claims.iter().zip(0..).flat_map(|(claim, at)| claim.content.iter().map(move |span| (*span, at))).collect()
}

/// The claim with the shortest content that holds a span.
fn innermost(contents: &SpanSet, span: Span) -> Option<u32> {
    contents.over(span).map(|(content, at)| (content.len(), at)).min().map(|(_, at)| at)
}
