//! Statements in the writer's words: without "that", with shared subjects, accusations, denials, and where they end.

use super::hold;

#[test]
fn a_second_cue_shares_the_subject() {
    hold(&[
        (
            "Falk said the quay was old, adding that it would close.",
            &["Falk | said | the quay was old | indirect", "Falk | adding | that it would close | indirect"],
        ),
        (
            "Falk rejected the plan and said the quay was safe.",
            &["Falk | rejected | the plan | indirect", "Falk | said | the quay was safe | indirect"],
        ),
        (
            "“The quay is old,” Falk said, adding that it would close.",
            &["Falk | said | “The quay is old,” | direct", "Falk | adding | that it would close | indirect"],
        ),
    ]);
}

#[test]
fn accusations_and_denials() {
    hold(&[
        ("Falk accused the port company of hiding the leaks.", &["Falk | accused | the port company of hiding the leaks | indirect"]),
        ("Falk denied that the quay was unsafe.", &["Falk | denied | that the quay was unsafe | indirect"]),
        ("Falk denied hiding the leaks.", &["Falk | denied | hiding the leaks | indirect"]),
        ("The company denied the allegations.", &["The company | denied | the allegations | indirect"]),
        ("Falk urged the council to close the quay.", &["Falk | urged | the council to close the quay | indirect"]),
        ("Falk promised to close the quay.", &["Falk | promised | to close the quay | indirect"]),
    ]);
}

#[test]
fn a_source_with_an_apposition_or_a_relative_clause() {
    hold(&[
        (
            "Ines Falk, the mayor of Norrvik, said the quay was old.",
            &["Ines Falk, the mayor of Norrvik, | said | the quay was old | indirect"],
        ),
        ("Ines Falk, who has led the town since 2012, said the quay was old.", &["Ines Falk | said | the quay was old | indirect"]),
        ("The report was read by Ines Falk, who said the quay was old.", &["Ines Falk / who | said | the quay was old | indirect"]),
    ]);
}

#[test]
fn a_statement_ends_where_the_writer_goes_on() {
    hold(&[
        ("Falk said the quay was old. It was built in 1890.", &["Falk | said | the quay was old | indirect"]),
        (
            "Falk said the quay was old, but warned that nobody would mend it.",
            &["Falk | said | the quay was old | indirect", "Falk | warned | that nobody would mend it | indirect"],
        ),
        (
            "Falk said the quay was old; Karin Dahl said it was not.",
            &["Falk | said | the quay was old | indirect", "Karin Dahl | said | it was not | indirect"],
        ),
        (
            "Falk said the quay was old, but would not say when it would close.",
            &["Falk | said | the quay was old | indirect", "Falk | say | when it would close | indirect"],
        ),
        ("As Falk said, the quay is old.", &["Falk | said | the quay is old | indirect"]),
    ]);
}

#[test]
fn without_a_source() {
    hold(&[
        ("It was reported that nine boats sank.", &[" | reported | that nine boats sank | indirect"]),
        ("The crew were told by the captain to leave the port.", &["the captain | told | to leave the port | indirect"]),
        ("The crew were told to leave the port by the main gate.", &[" | told | to leave the port by the main gate | indirect"]),
    ]);
}

#[test]
fn verbs_that_report_nothing_here() {
    hold(&[
        ("The council added two buses to the line.", &[]),
        ("Falk pointed a lamp at the water.", &[]),
        ("He told nobody.", &[]),
        ("The boat was called Grey Gull.", &[]),
    ]);
}
