//! The class of a word: what words that stand in the same company are in news text, so that a name nobody wrote down is known by its kin.
//!
//! Some 300 thousand words to 64 classes, as a static function after Graf and Lemire, "Xor Filters" (2020): a word's hash names three cells
//! whose exclusive or is its class beside a check. Words that are not among them pass the check once in 64 times.

use super::hash::spread;

/// How many classes there are.
pub const CLASSES: usize = 64;

/// The classes of words, by the hashes of their lower-case forms.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    /// Cells of 12 bits, two in three bytes.
    cells: &'static [u8],
    /// Cells in each third.
    third: u32,
    seed: u32,
}

/// The cells that hold a word's class, and the check that lies over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// One cell in each third.
    pub cells: [usize; 3],
    /// Six bits that tell the word from others.
    pub check: u16,
}

impl Slot {
    /// The slot of a word among three times `third` cells.
    pub fn of(low: u32, seed: u32, third: u32) -> Self {
        let cell = |number: u32| {
            let hash = spread(low ^ seed.wrapping_add(number.wrapping_mul(0x9E37_79B9)));
            number as usize * third as usize + ((u64::from(hash) * u64::from(third)) >> 32) as usize
        };
        Slot { cells: [cell(0), cell(1), cell(2)], check: (spread(low.wrapping_add(seed)) >> 26) as u16 }
    }
}

impl Classes {
    /// The built-in classes.
    pub fn shared() -> Self {
        Self::read(include_bytes!("../data/classes.bin"))
    }

    /// What a file of classes holds: the seed, the cells in a third, the cells.
    pub fn read(bytes: &'static [u8]) -> Self {
        let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
        Classes { seed: number(0), third: number(4), cells: bytes.get(8..).unwrap_or_default() }
    }

    /// A word's class, from 1; 0 where it is not known.
    pub fn of(&self, low: u32) -> u8 {
        let slot = Slot::of(low, self.seed, self.third);
        let value = slot.cells.iter().fold(0, |value, cell| value ^ self.cell(*cell));
        if value >> 6 == slot.check && self.third > 0 { (value & 0x3F) as u8 + 1 } else { 0 }
    }

    fn cell(&self, at: usize) -> u16 {
        let byte = at / 2 * 3 + at % 2;
        let Some(two) = self.cells.get(byte..byte + 2) else { return 0 };
        let two = u16::from_le_bytes([two[0], two[1]]);
        if at.is_multiple_of(2) { two & 0xFFF } else { two >> 4 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::recognise::hash::text;

    #[test]
    fn words_of_news_have_classes() {
        let classes = Classes::shared();
        for word in ["minister", "keller", "lisbon", "reuters", "said", "portuguese"] {
            assert_ne!(classes.of(text(word.as_bytes())), 0, "{word}");
        }
        assert_ne!(classes.of(text(b"keller")), classes.of(text(b"lisbon")));
    }

    #[test]
    fn other_words_have_one_by_chance_only() {
        let classes = Classes::shared();
        let known = (0..6400).filter(|number| classes.of(text(format!("qz{number}").as_bytes())) > 0).count();
        assert!(known < 200, "{known} of 6400");
    }

    #[test]
    fn a_file_that_is_cut_knows_nothing() {
        for bytes in [&b""[..], b"\x01\x00\x00", b"\x01\x00\x00\x00\xFF\xFF\xFF\xFF"] {
            let classes = Classes::read(bytes);
            let known = (0..640).filter(|number| classes.of(*number) > 0).count();
            assert!(known < 40, "{known} of 640");
        }
    }
}
