//! The mentions of an article as the index keeps them.

use super::Kept;
use crate::actors::MentionKind;
use crate::text::{Span, Unpacker, put_number};

/// A mention of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MentionEntry {
    /// Where.
    pub span: Span,
    /// The actor, by its place in [`Entry::actors`](super::Entry::actors).
    pub actor: u32,
    /// How it is mentioned.
    pub kind: MentionKind,
    /// As what, by the form's place among [`ActorEntry::forms`](super::ActorEntry::forms); [`MentionEntry::NO_FORM`] where it is no name, or one
    /// of very many.
    pub form: u8,
    /// Why it is not edited, where it is not.
    pub kept: Option<Kept>,
}

impl MentionEntry {
    /// Of descriptions and pronouns.
    pub const NO_FORM: u8 = u8::MAX;
}

/// The mentions of an article, in order: six bytes each or so.
#[derive(Clone, Debug, Default)]
pub struct Mentions(Box<[u8]>);

impl Mentions {
    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = MentionEntry> {
        let (mut bytes, mut last) = (Unpacker::new(&self.0), 0u32);
        std::iter::from_fn(move || {
            let start = last.wrapping_add(bytes.small()?);
            last = start;
            let end = start.saturating_add(bytes.small()?);
            let (actor, kind, form) = (bytes.small()?, bytes.byte()?, bytes.byte()?);
            // Two bits say why it is kept, none set that it is not.
            let kept = usize::from(kind & 3).checked_sub(1).and_then(|kept| Kept::ALL.get(kept)).copied();
            Some(MentionEntry { span: Span { start, end }, actor, kind: *MentionKind::ALL.get(usize::from(kind >> 2))?, form, kept })
        })
    }

    /// Those of one actor, by its place in [`Entry::actors`](super::Entry::actors).
    pub fn of(&self, actor: usize) -> impl Iterator<Item = MentionEntry> {
        self.iter().filter(move |mention| mention.actor as usize == actor)
    }
}

impl FromIterator<MentionEntry> for Mentions {
    fn from_iter<I: IntoIterator<Item = MentionEntry>>(mentions: I) -> Self {
        let (mut bytes, mut last) = (Vec::new(), 0u32);
        for mention in mentions {
            // A mention that does not come in its order makes a large number, no wrong one.
            put_number(&mut bytes, mention.span.start.wrapping_sub(last));
            put_number(&mut bytes, mention.span.end.saturating_sub(mention.span.start));
            put_number(&mut bytes, mention.actor);
            bytes.push((mention.kind as u8) << 2 | mention.kept.map_or(0, |kept| kept as u8 + 1));
            bytes.push(mention.form);
            last = mention.span.start;
        }
        Mentions(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_kept() {
        let mention = |start, end, actor, kind, form, kept| MentionEntry { span: Span { start, end }, actor, kind, form, kept };
        let given = [
            mention(0, 8, 0, MentionKind::Named, 0, None),
            mention(4, 8, 300, MentionKind::Pronoun, MentionEntry::NO_FORM, Some(Kept::Quotation)),
            mention(2, 3, 1, MentionKind::Named, 2, Some(Kept::Credit)),
            mention(70_000, 140_000, 1, MentionKind::Named, 1, Some(Kept::BlockQuote)),
        ];
        let kept: Mentions = given.into_iter().collect();
        assert_eq!(kept.iter().collect::<Vec<_>>(), given);
        assert_eq!(kept.of(1).count(), 2);
    }
}
