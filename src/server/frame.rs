//! The base protocol: header lines, a blank line, a body. Read as leniently as it can be, written in one piece.

use serde::Serialize;
use std::io::{self, BufRead, Read};

/// The largest message; a larger one cannot be a sane article.
const LARGEST: usize = 1 << 28;
/// The longest header line; what is longer is no header.
const LONGEST_LINE: u64 = 1 << 13;
/// How much of a body is made room for before it is there: the length may be a lie.
const TRUSTED: usize = 1 << 20;
/// Room for the longest head, that of a length of 20 digits.
const HEAD: usize = 40;

/// What stands next on the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A body of the length that its header named.
    Body(Vec<u8>),
    /// Header lines that name no length, or one that no message can have.
    Malformed(&'static str),
}

/// The next frame; `None` at the end of input. Header names are read without letter case, and a length is found even behind bytes that an
/// earlier, wrong length left over.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    loop {
        let mut length = None;
        let mut lines = 0;
        loop {
            let mut line = Vec::new();
            if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if line.is_empty() {
                break;
            }
            lines += 1;
            if let Some((name, value)) = line.rsplit_once(':')
                && name.trim_end().to_ascii_lowercase().ends_with("content-length")
            {
                length = Some(value.trim().parse::<usize>().ok());
            }
        }
        return Ok(Some(match length {
            Some(Some(length)) if length <= LARGEST => {
                let mut body = Vec::with_capacity(length.min(TRUSTED));
                if input.by_ref().take(length as u64).read_to_end(&mut body)? < length {
                    return Ok(None);
                }
                Frame::Body(body)
            }
            Some(Some(length)) => {
                io::copy(&mut input.by_ref().take(length as u64), &mut io::sink())?;
                Frame::Malformed("the message is too large")
            }
            Some(None) => Frame::Malformed("Content-Length is no number"),
            None if lines > 0 => Frame::Malformed("no Content-Length"),
            // A blank line between messages.
            None => continue,
        }));
    }
}

/// A message to be written: its head and its body stand in one piece of memory.
#[derive(Debug)]
pub(super) struct Outgoing {
    memory: Vec<u8>,
    start: usize,
}

impl Outgoing {
    /// A message with its head.
    ///
    /// # Errors
    /// Fails where JSON cannot hold the message.
    pub fn new(message: &impl Serialize) -> serde_json::Result<Self> {
        let mut memory = vec![0; HEAD];
        serde_json::to_writer(&mut memory, message)?;
        let head = format!("Content-Length: {}\r\n\r\n", memory.len() - HEAD);
        let start = HEAD - head.len();
        memory[start..HEAD].copy_from_slice(head.as_bytes());
        Ok(Outgoing { memory, start })
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        &self.memory[self.start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> Vec<Frame> {
        std::iter::from_fn(|| read(&mut input).unwrap()).collect()
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn header_names_have_no_case() {
        let input = b"content-type: x\r\nCONTENT-LENGTH: 2\r\n\r\n{}\r\n\r\nContent-Length:3\n\n[1]";
        assert_eq!(all(input), [body("{}"), body("[1]")]);
    }

    #[test]
    fn a_frame_without_a_length_is_named_and_the_next_is_read() {
        let input = b"Nonsense: 1\r\n\r\nContent-Length: many\r\n\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(all(input), [Frame::Malformed("no Content-Length"), Frame::Malformed("Content-Length is no number"), body("{}")]);
    }

    #[test]
    fn a_length_that_is_too_short_costs_one_message() {
        let input = b"Content-Length: 3\r\n\r\n{\"a\": 1}Content-Length: 2\r\n\r\n{}";
        assert_eq!(all(input), [body("{\"a"), body("{}")]);
    }

    #[test]
    fn what_is_cut_off_is_no_message() {
        assert_eq!(all(b"Content-Length: 20\r\n\r\n{}"), []);
        assert_eq!(all(b"Content-Length: 20"), [Frame::Malformed("no Content-Length")][..0]);
    }

    #[test]
    fn what_is_written_can_be_read() {
        for text in ["", "caf\u{e9}", &"long ".repeat(5000)] {
            let message = Outgoing::new(&text).unwrap();
            assert_eq!(all(message.bytes()), [body(&format!("\"{text}\""))]);
        }
    }
}
