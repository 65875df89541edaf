//! Characters: spans, the editable document, positions in the three encodings of the protocol, tokens and sentences.
//!
//! Invariant: nothing here knows what an article is. Offsets are UTF-8 bytes unless a name says otherwise.

mod document;
mod lines;
mod lists;
mod memo;
mod normalise;
mod packed;
mod pattern;
mod place;
mod quoted;
mod sentence;
mod spaced;
mod span;
mod spanset;
mod token;
mod whole;
mod words;

pub use document::Document;
pub use lines::{Encoding, LineMap, Position};
pub use lists::{differences, replaced, sorted, unanimous};
pub use memo::{Memo, Nothing};
pub use normalise::{Normalised, is_apostrophe, normalised};
pub use packed::{PackedText, Unpacker, put_number, put_text};
pub use pattern::pattern;
pub use place::{FileKey, Place, Problem};
pub use quoted::{CUT, quoted_words};
pub use sentence::sentences;
pub use spaced::{spaced, spaced_words};
pub use span::Span;
pub use spanset::SpanSet;
pub use token::{Quote, Token, TokenKind, tokenize};
pub use whole::whole_places;
pub use words::{WordTable, has_plural_ending, is_calendar, is_year};
