//! One form for several writings of a name or phrase.

use std::hash::{Hash, Hasher};

/// A name or phrase without case, marks and double spaces: what two writings of one name share.
pub fn normalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    write(name, |c| out.push(c));
    out
}

/// A name as [`normalised`] writes it, to be hashed only.
#[derive(Clone, Copy, Debug)]
pub struct Normalised<'a>(pub &'a str);

impl Hash for Normalised<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        write(self.0, |c| state.write_u32(c as u32));
        // No character: where it ends, in a row of them.
        state.write_u32(u32::MAX);
    }
}

/// Whether a character is written for an apostrophe: the marks of a typewriter, of print, and the opening mark that an editor's automatics put for it.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2BC}')
}

/// Puts the characters of a normalised name one after the other.
fn write(name: &str, mut put: impl FnMut(char)) {
    // Whether one was put, and whether something that is no letter or digit came after it.
    let (mut begun, mut gap) = (false, false);
    for c in name.chars().filter(|c| *c != '.' && !is_apostrophe(*c)) {
        if !c.is_alphanumeric() {
            gap = begun;
            continue;
        }
        if std::mem::take(&mut gap) {
            put(' ');
        }
        begun = true;
        if c.is_ascii() { put(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut put) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxBuildHasher;
    use std::hash::BuildHasher;

    #[test]
    fn writings_of_one_name_are_one() {
        assert_eq!(normalised("Al-Noor  O'Brien, Jr."), "al noor obrien jr");
        assert_eq!(normalised("U.S."), "us");
        assert_eq!(normalised("Roe\u{2018}s \u{2018}plan\u{2019}"), "roes plan");
        assert_eq!(normalised(" -- "), "");
        assert_eq!(normalised("¿Être -- \u{130}?"), "être i\u{307}");
        let keys = ["U.S.", "us", "u s"].map(|name| FxBuildHasher.hash_one((Normalised(name), 1)));
        assert!(keys[0] == keys[1] && keys[1] != keys[2]);
    }
}
