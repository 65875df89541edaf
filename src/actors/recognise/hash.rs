//! The hashes that name features. They are part of the model's format: changing one means training again.

/// Spreads a number over 32 bits (the finaliser of MurmurHash3, public domain).
pub fn spread(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x85EB_CA6B);
    h ^= h >> 13;
    h = h.wrapping_mul(0xC2B2_AE35);
    h ^ (h >> 16)
}

/// The hash of a short text (FNV-1a).
pub fn text(bytes: &[u8]) -> u32 {
    of(bytes.iter().copied())
}

/// The hash of an ASCII text in lower case.
pub fn lower(text: &str) -> u32 {
    of(text.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn of(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Two hashes in order.
pub fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(11) ^ b).wrapping_mul(0x9E37_79B1)
}

/// The feature of a template for a value.
pub fn feature(template: u32, value: u32) -> u32 {
    spread(value ^ template.wrapping_mul(0x9E37_79B1))
}
