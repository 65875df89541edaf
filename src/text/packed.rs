//! Numbers and texts as bytes: what is kept of very many articles and records takes little more memory than it says.

/// Adds a number: seven bits to a byte, the lowest first; the eighth says that more follow.
pub fn put_number(bytes: &mut Vec<u8>, number: impl Into<u64>) {
    let mut number = number.into();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Adds a text with its length before it.
pub fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads what was put, in the same order; `None` from where on there is nothing more.
#[derive(Clone, Copy, Debug)]
pub struct Unpacker<'b> {
    /// What is not read yet.
    pub rest: &'b [u8],
}

impl<'b> Unpacker<'b> {
    /// From the first byte on.
    pub fn new(bytes: &'b [u8]) -> Self {
        Unpacker { rest: bytes }
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }

    /// A number that is mostly 0 or a large one: read without a look at each byte.
    pub fn large(&mut self) -> Option<u64> {
        const MORE: u64 = 0x8080_8080_8080_8080;
        let (first, eight) = (*self.rest.first()?, self.rest.first_chunk().map_or(MORE, |eight| u64::from_le_bytes(*eight)));
        let last = !eight & MORE;
        if first < 0x80 || last == 0 {
            return self.number();
        }
        self.rest = &self.rest[last.trailing_zeros() as usize / 8 + 1..];
        // The bits up to the first that says that no more follow, without those that say so.
        let parts = eight & (last ^ (last - 1)) & !MORE;
        // Two and two of them are joined, then four and four, then all.
        let pairs = parts & 0x007F_007F_007F_007F | (parts & 0x7F00_7F00_7F00_7F00) >> 1;
        let fours = pairs & 0x0000_3FFF_0000_3FFF | (pairs & 0x3FFF_0000_3FFF_0000) >> 2;
        Some(fours & 0x0FFF_FFFF | (fours & 0x0FFF_FFFF_0000_0000) >> 4)
    }

    /// A number that was put as one of 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        self.number().map(|number| number as u32)
    }

    /// A text, not yet looked at.
    pub fn packed_text(&mut self) -> Option<PackedText<'b>> {
        let length = self.number()? as usize;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(PackedText(text))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'b str> {
        self.packed_text().map(PackedText::read)
    }
}

/// A text that may be passed over.
#[derive(Clone, Copy, Debug)]
pub struct PackedText<'b>(&'b [u8]);

impl<'b> PackedText<'b> {
    /// The text itself.
    pub fn read(self) -> &'b str {
        std::str::from_utf8(self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_read() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        numbers.iter().for_each(|number| put_number(&mut bytes, *number));
        put_text(&mut bytes, "Ærø");
        put_text(&mut bytes, "");
        let mut unpacker = Unpacker::new(&bytes);
        assert!(numbers.iter().all(|number| unpacker.number() == Some(*number)));
        assert_eq!((unpacker.text(), unpacker.text(), unpacker.text(), unpacker.number()), (Some("Ærø"), Some(""), None, None));
        assert_eq!(Unpacker::new(&[5, b'a']).text(), None, "cut off");
        assert_eq!((Unpacker::new(&[0x85, 0x85]).number(), Unpacker::new(&[0x85, 0x85]).large()), (None, None), "cut off");
    }

    #[test]
    fn numbers_of_any_length_are_read_whatever_follows() {
        for (bits, rest) in (0..=64).flat_map(|bits| (0..10).map(move |rest| (bits, rest))) {
            let number = 0xD6E8_FEB8_6659_FD93_u64.checked_shr(64 - bits).unwrap_or(0);
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            bytes.extend(std::iter::repeat_n(0xFF, rest));
            let mut unpacker = Unpacker::new(&bytes);
            let mut other = unpacker;
            assert_eq!((unpacker.number(), unpacker.rest.len()), (Some(number), rest));
            assert_eq!((other.large(), other.rest.len()), (Some(number), rest));
        }
    }
}
