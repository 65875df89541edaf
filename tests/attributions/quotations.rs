//! Quotations that are split, run on, float, or belong to nobody.

use super::{hold, speakers};

#[test]
fn a_quotation_split_by_its_attribution() {
    hold(&[
        (
            "“The quay is old,” Falk said, “and it will close in spring.”",
            &["Falk | said | “The quay is old,” / “and it will close in spring.” | direct"],
        ),
        (
            "“The quay is old,” said Falk. “It will close in spring.”",
            &["Falk | said | “The quay is old,” / “It will close in spring.” | direct"],
        ),
        (
            "“The quay,” Ines Falk, the mayor, said on Monday, “is older than any of us.”",
            &["Ines Falk, the mayor, | said | “The quay,” / “is older than any of us.” | direct"],
        ),
    ]);
}

#[test]
fn a_quotation_goes_on_after_other_words() {
    hold(&[
        (
            "“The quay is old,” Falk said in May, walking along the wall. “It will close in spring.”",
            &["Falk | said | “The quay is old,” / “It will close in spring.” | direct"],
        ),
        (
            "“The quay is old,” said Falk, standing on the wall, “and it leaks.”",
            &["Falk | said | “The quay is old,” / “and it leaks.” | direct"],
        ),
        ("“The quay is old.” Falk said.", &["Falk | said | “The quay is old.” | direct"]),
        ("“The quay is old,” Falk notes. “It leaks.”", &["Falk | notes | “The quay is old,” / “It leaks.” | direct"]),
        ("“The quay is old,” says a worker involved in it.", &["a worker | says | “The quay is old,” | direct"]),
        ("“The quay is old,” said undecided voter Ines Falk.", &["undecided voter Ines Falk | said | “The quay is old,” | direct"]),
    ]);
}

#[test]
fn a_whole_sentence_in_marks_ends_what_is_said() {
    hold(&[("Falk shouted “Leave it!” at the mayor in the hall.", &["Falk | shouted | “Leave it!” | direct"])]);
}

#[test]
fn a_quotation_after_a_colon_that_no_cue_announces() {
    hold(&[
        ("Ines Falk had a blunt answer for the mayor: “The quay will close.”", &["Ines Falk | had | “The quay will close.” | direct"]),
        ("More from Ines Falk: “The quay will close.”", &["Ines Falk | : | “The quay will close.” | direct"]),
        ("Said Ines Falk, “The quay will close.”", &["Ines Falk | Said | “The quay will close.” | direct"]),
    ]);
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    hold(&[(
        "“The quay is old and it leaks,” Falk said. “We looked at every stone.\n\n“In spring we will close it for good.”\n",
        &["Falk | said | “The quay is old and it leaks,” / “We looked at every stone. / “In spring we will close it for good.” | direct"],
    )]);
}

#[test]
fn a_quotation_announced_by_the_paragraph_before() {
    hold(&[(
        "Falk put it in one sentence when the council met:\n\n“The quay will close in spring.”\n\nThe council rose.\n",
        &["Falk | put it | “The quay will close in spring.” | direct"],
    )]);
    hold(&[(
        "Speaking after the council met, Falk said:\n\n“The quay will close in spring.”\n\nThe council rose.\n",
        &["Falk | said | “The quay will close in spring.” | direct"],
    )]);
}

#[test]
fn a_floating_quotation_is_the_last_speakers() {
    let article = "“The quay is old,” said Ines Falk, the mayor of Norrvik.\n\n“We looked at every stone, and it will close in spring.”\n";
    hold(&[(
        article,
        &[
            "Ines Falk, the mayor of Norrvik | said | “The quay is old,” / “We looked at every stone, and it will close in spring.” | direct",
        ],
    )]);
    assert_eq!(speakers(article), ["Ines Falk"]);
}

#[test]
fn a_quotation_after_running_text_is_nobodys() {
    let article =
        "“The quay is old,” said Ines Falk.\n\nThe port was built a century ago.\n\n“We looked at every stone, and it will close.”\n";
    assert_eq!(speakers(article), ["Ines Falk"]);
}

#[test]
fn words_in_marks_without_a_source_are_no_statement() {
    hold(&[
        ("The boat “Morning Star” sank off Norrvik in 1912.", &[]),
        ("The so-called “long quay” is a hundred metres long.", &[]),
        ("A sign at the gate reads “No entry”.", &["A sign at the gate | reads | “No entry” | direct"]),
    ]);
}
