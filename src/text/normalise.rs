//! One form for several writings of a name or phrase.

/// A name or phrase without case, marks and double spaces: what two writings of one name share.
pub fn normalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '.' | '\'' | '\u{2019}' => {}
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_are_one() {
        assert_eq!(normalised("Al-Noor  O'Brien, Jr."), "al noor obrien jr");
        assert_eq!(normalised("U.S."), "us");
        assert_eq!(normalised(" -- "), "");
    }
}
