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
    }
}
