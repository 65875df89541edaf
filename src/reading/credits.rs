//! How credits begin: "Reporting by", "Photograph by".

/// What is said to be somebody's at the beginning of a credit.
const WORK: &[&str] = &[
    "additional reporting",
    "compiled",
    "edited",
    "editing",
    "graphic",
    "graphics",
    "illustration",
    "illustrations",
    "image",
    "images",
    "photo",
    "photograph",
    "photographs",
    "photography",
    "photos",
    "picture",
    "pictures",
    "produced",
    "production",
    "reported",
    "reporting",
    "research",
    "translated",
    "translation",
    "video",
    "writing",
    "written",
];

/// Whether a kind of work stands at the beginning of a line or of brackets.
pub fn has_work(block: &str) -> bool {
    let begun = block.match_indices(['\n', '(', '[']).map(|(at, _)| at + 1);
    std::iter::once(0).chain(begun).any(|at| of_work(&block[at..]).is_some())
}

/// What follows the kind of work that a text begins with.
pub fn of_work(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', '*', '_']);
    let begins = |work: &&&str| text.get(..work.len()).is_some_and(|head| head.eq_ignore_ascii_case(work));
    let rests = WORK.iter().filter(begins).map(|work| &text[work.len()..]);
    rests.into_iter().find(|rest| rest.starts_with([' ', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_begins_a_line_or_brackets() {
        for block in [
            "It ended. (Reporting by Vera Lund)",
            "Photograph by Vera Lund",
            "The plan is old.\nAdditional reporting by Bo Ek",
            "[*Editing: Bo Ek]",
        ] {
            assert!(has_work(block), "{block}");
        }
        for block in ["", "The reporting by Vera Lund (of Oslo) was good.", "Photos", "Reporters said so."] {
            assert!(!has_work(block), "{block}");
        }
    }
}
