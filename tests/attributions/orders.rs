//! Source, cue and content in every order.

use super::hold;

#[test]
fn a_direct_quotation_in_every_order() {
    hold(&[
        ("Mayor Ines Falk said, “The quay will close in spring.”", &["Mayor Ines Falk | said | “The quay will close in spring.” | direct"]),
        ("Mayor Ines Falk said: “The quay will close in spring.”", &["Mayor Ines Falk | said | “The quay will close in spring.” | direct"]),
        ("“The quay will close in spring,” Mayor Ines Falk said.", &["Mayor Ines Falk | said | “The quay will close in spring,” | direct"]),
        ("“The quay will close in spring,” said Mayor Ines Falk.", &["Mayor Ines Falk | said | “The quay will close in spring,” | direct"]),
        ("“Will the quay ever open?” Falk asked.", &["Falk | asked | “Will the quay ever open?” | direct"]),
        ("“We are ready!” shouted Falk.", &["Falk | shouted | “We are ready!” | direct"]),
        ("'The quay will close in spring,' Falk told the council.", &["Falk | told | 'The quay will close in spring,' | direct"]),
    ]);
}

#[test]
fn an_indirect_statement_in_every_order() {
    hold(&[
        ("Falk said that the quay would close in spring.", &["Falk | said | that the quay would close in spring | indirect"]),
        ("Falk said the quay would close in spring.", &["Falk | said | the quay would close in spring | indirect"]),
        ("The quay would close in spring, Falk said.", &["Falk | said | The quay would close in spring | indirect"]),
        ("The quay would close in spring, said Falk.", &["Falk | said | The quay would close in spring | indirect"]),
        ("The quay, Falk said, would close in spring.", &["Falk | said | The quay / would close in spring | indirect"]),
        ("Falk warned on Tuesday that the quay could sink.", &["Falk | warned | that the quay could sink | indirect"]),
    ]);
}

#[test]
fn a_statement_partly_in_quotation_marks() {
    hold(&[
        ("Falk called the delay “a disgrace” on Monday.", &["Falk | called | the delay “a disgrace” | mixed"]),
        ("Falk said the delay was “a disgrace for the port.”", &["Falk | said | the delay was “a disgrace for the port.” | mixed"]),
        ("The delay was “a disgrace,” Falk said.", &["Falk | said | The delay was “a disgrace,” | mixed"]),
    ]);
}

#[test]
fn according_to_before_inside_and_after() {
    hold(&[
        ("According to the harbour office, nine boats sank.", &["the harbour office | According to | nine boats sank | indirect"]),
        ("Nine boats sank, according to the harbour office.", &["the harbour office | according to | Nine boats sank | indirect"]),
        (
            "Nine boats, according to the harbour office, sank in the storm.",
            &["the harbour office | according to | Nine boats / sank in the storm | indirect"],
        ),
        ("“Nine boats are gone,” according to Ines Falk.", &["Ines Falk | according to | “Nine boats are gone,” | direct"]),
    ]);
}

#[test]
fn a_headline_with_a_colon() {
    hold(&[
        (
            "Falk: Quay will close in spring\n\nThe port of Norrvik is old. It was built a century ago, and it leaks.\n",
            &["Falk | : | Quay will close in spring | indirect"],
        ),
        (
            "Quay will close in spring: Falk\n\nThe port of Norrvik is old. It was built a century ago, and it leaks.\n",
            &["Falk | : | Quay will close in spring | indirect"],
        ),
    ]);
}

#[test]
fn an_addressee_stands_outside_the_statement() {
    hold(&[
        ("Falk told Bloomberg that the quay would close.", &["Falk | told | that the quay would close | indirect"]),
        ("Falk told Bloomberg the quay would close.", &["Falk | told | the quay would close | indirect"]),
        ("“The quay will close,” Falk told Bloomberg on Monday.", &["Falk | told | “The quay will close,” | direct"]),
        ("Falk told reporters in Norrvik on Monday that nobody was hurt.", &["Falk | told | that nobody was hurt | indirect"]),
    ]);
}
