//! Who a source is.

use super::speakers;

#[test]
fn a_name_a_surname_and_a_pronoun_are_one_speaker() {
    let article = "Ines Falk, the mayor of Norrvik, said the quay was old.\n\nFalk said it would close in spring.\n\n\
                   “Nobody was hurt,” she said.\n\n“The town will pay,” the mayor added.\n";
    assert_eq!(speakers(article), ["Ines Falk"; 4]);
}

#[test]
fn a_spokeswoman_with_her_name_beside_is_a_person() {
    let article = "“The company will pay,” said a spokeswoman for the port, Karin Dahl.\n";
    assert_eq!(speakers(article), ["Karin Dahl"]);
}

#[test]
fn a_source_without_a_name_is_anonymous() {
    assert_eq!(speakers("An official said the quay was old.\n"), ["anonymous"]);
    assert_eq!(speakers("Two officials familiar with the plan said the quay was old.\n"), ["anonymous"]);
    assert_eq!(speakers("“It leaks,” said a person who was not authorized to speak publicly.\n"), ["anonymous"]);
}

#[test]
fn an_organisation_speaks() {
    assert_eq!(speakers("The World Health Organization said on Monday that the water was clean.\n"), ["World Health Organization"]);
}

#[test]
fn nobody_is_guessed_between_two() {
    let article = "Ines Falk met Karin Dahl in Norrvik on Monday. She said the quay was old.\n";
    let found = speakers(article);
    assert_eq!(found.len(), 1);
    assert!(found[0] == "-" || found[0] == "Ines Falk", "{found:?}");
}
