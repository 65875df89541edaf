//! What a client was told of a document: its diagnostics as they were written. From one keystroke to the next nearly all of them stay, and are
//! neither made nor written again.

use crate::text::replaced;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::sync::Arc;
use tower_lsp::lsp_types as lsp;

/// Diagnostics, in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told(Vec<Arc<Written>>);

/// One diagnostic.
#[derive(Debug)]
struct Written {
    diagnostic: lsp::Diagnostic,
    /// In JSON.
    json: Box<RawValue>,
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        self.diagnostic == other.diagnostic
    }
}

impl Eq for Written {}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|written| &**written))
    }
}

impl Told {
    /// Nothing.
    pub const NOTHING: Told = Told(Vec::new());

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is to be told now: one diagnostic for each item. Those at the start and at the end that say already what an item `says` stay; the others
    /// are made.
    pub fn next<T>(&self, items: &[T], says: impl Fn(&lsp::Diagnostic, &T) -> bool, make: impl Fn(&T) -> lsp::Diagnostic) -> Told {
        let (gone, come) = replaced(&self.0, items, |written, item| says(&written.diagnostic, item));
        let new = items[come].iter().filter_map(|item| {
            let diagnostic = make(item);
            let json = to_raw_value(&diagnostic).inspect_err(|error| tracing::error!("a diagnostic cannot be written: {error}"));
            Some(Arc::new(Written { diagnostic, json: json.ok()? }))
        });
        let (first, last) = (self.0[..gone.start].iter().cloned(), self.0[gone.end..].iter().cloned());
        Told(first.chain(new).chain(last).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(told: &Told, messages: &[&str]) -> (Told, usize) {
        let made = std::cell::Cell::new(0);
        let make = |message: &&str| {
            made.set(made.get() + 1);
            lsp::Diagnostic { message: (*message).to_owned(), ..Default::default() }
        };
        let next = told.next(messages, |diagnostic, message| diagnostic.message == *message, make);
        (next, made.get())
    }

    #[test]
    fn what_stays_is_not_made_again() {
        let mut told = Told::default();
        let steps: [(&[&str], usize); 7] = [
            (&["a", "b", "c"], 3),
            (&["a", "b", "c"], 0),
            (&["a", "x", "c"], 1),
            (&["a", "c"], 0),
            (&["a", "a", "c"], 1),
            (&[], 0),
            (&["c"], 1),
        ];
        for (messages, made) in steps {
            let (now, count) = next(&told, messages);
            assert_eq!(count, made, "{messages:?}");
            let (fresh, _) = next(&Told::default(), messages);
            assert_eq!(now, fresh);
            assert_eq!(serde_json::to_string(&now).unwrap(), serde_json::to_string(&fresh).unwrap());
            told = now;
        }
        assert_eq!(serde_json::to_value(&told).unwrap()[0]["message"], "c");
    }
}
