//! The base protocol: header lines, a blank line, a body. Read as leniently as it can be, written in one piece.

use std::io::{self, BufRead, Read, Write};
use std::sync::{Mutex, PoisonError};

/// The largest message; a larger one cannot be a sane article.
const LARGEST: usize = 1 << 28;
/// The longest header line; what is longer is no header.
const LONGEST_LINE: u64 = 1 << 13;

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
                let mut body = Vec::new();
                // Not allocated ahead: the number may be a lie.
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

/// Writes a message in one piece. Where the client no longer reads there is nobody to tell.
pub(super) fn write(out: &Mutex<impl Write>, body: &[u8]) {
    let mut message = Vec::with_capacity(body.len() + 32);
    message.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    message.extend_from_slice(body);
    let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
    if let Err(error) = out.write_all(&message).and_then(|()| out.flush()) {
        tracing::debug!("the client no longer reads: {error}");
    }
}

/// Where the body of the first message starts and ends, in what the library wrote: always well-formed, perhaps not all there yet.
pub(super) fn first(bytes: &[u8]) -> Option<(usize, usize)> {
    let head = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    let text = std::str::from_utf8(&bytes[..head]).ok()?;
    let length = text.lines().find_map(|line| line.strip_prefix("Content-Length:")?.trim().parse::<usize>().ok())?;
    let end = head + 4 + length;
    (end <= bytes.len()).then_some((head + 4, end))
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
    fn finds_the_first_of_what_the_library_wrote() {
        assert_eq!(first(b"Content-Length: 2\r\n\r\n{}Content-"), Some((21, 23)));
        assert_eq!(first(b"Content-Length: 2\r\n\r\n{"), None);
    }
}
