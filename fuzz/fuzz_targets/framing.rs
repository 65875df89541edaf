//! Any bytes on the server's input are divided into messages, and never into more bytes than there are.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bodies = backread::server::bodies(bytes);
    assert!(bodies.iter().map(Vec::len).sum::<usize>() <= bytes.len());
});
