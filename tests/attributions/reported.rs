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
        ("Falk said the quay was old, but would not say when it would close.", &["Falk | said | the quay was old | indirect"]),
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

#[test]
fn what_the_speaker_does_is_not_done_by_those_spoken_of() {
    hold(&[
        (
            "The port’s envoy said both crews had agreed to meet again but refused to name a date.",
            &[
                "The port’s envoy | said | both crews had agreed to meet again | indirect",
                "The port’s envoy | refused | to name a date | indirect",
                "both crews | agreed | to meet again | indirect",
            ],
        ),
        (
            "The island’s bank kept its main fee unchanged at 7 kroner on Wednesday but said that a cut was near.",
            &["The island’s bank | said | that a cut was near | indirect"],
        ),
    ]);
}

#[test]
fn a_source_with_more_between_commas() {
    hold(&[
        (
            "Outside the hall, Ines Falk, a tailor who had come by the night train, asked a clerk whether the quay would open.",
            &["Ines Falk, a tailor who had come by the night train, | asked | whether the quay would open | indirect"],
        ),
        (
            "Dahl, a Swede who took office in May, has said that any deal must hold.",
            &["Dahl, a Swede who took office in May, | said | that any deal must hold | indirect"],
        ),
        (
            "Dahl’s son, Nils, reached by phone in Norrvik, said the boat was old.",
            &["Dahl’s son, Nils, reached by phone in Norrvik, | said | the boat was old | indirect"],
        ),
        (
            "Dahl’s son, Nils, said the boat was old, then added, “It leaks.”",
            &["Dahl’s son, Nils, | said | the boat was old | indirect", "Dahl’s son, Nils, | added | “It leaks.” | direct"],
        ),
        ("Falk, asked what such a boat might fetch, declined to guess.", &["Falk | declined | to guess | indirect"]),
        ("Ines Falk, 88, who says the boat is hers, lives in Norrvik.", &["Ines Falk, 88 / who | says | the boat is hers | indirect"]),
        (
            "The port office declined to comment on the inquiry, but a senior clerk there, speaking on the quay, said the mayor was ill.",
            &["The port office | declined | to comment on the inquiry | indirect", "a senior clerk | said | the mayor was ill | indirect"],
        ),
        ("Nine boats sank, the harbour offices there said.", &["the harbour offices | said | Nine boats sank | indirect"]),
        ("One of them said the mayor was ill.", &["One of them | said | the mayor was ill | indirect"]),
        (
            "The mayors of Norrvik and Sundby said the quay was old.",
            &["The mayors of Norrvik and Sundby | said | the quay was old | indirect"],
        ),
        (
            "The port’s biggest sailing club, the NSK, said it would leave.",
            &["The port’s biggest sailing club, the NSK, | said | it would leave | indirect"],
        ),
        (
            "Harbour master Samir al-Farsi said Norrvik had lost nine boats.",
            &["Harbour master Samir al-Farsi | said | Norrvik had lost nine boats | indirect"],
        ),
    ]);
}

#[test]
fn what_somebody_is_asked_ends_before_the_answer() {
    hold(&[
        (
            "Asked whether he would step aside, he replied: “Ask me later.”",
            &[" | Asked | whether he would step aside | indirect", "he | replied | “Ask me later.” | direct"],
        ),
        ("Told that it would not, she shrugged.", &[" | Told | that it would not | indirect"]),
        (
            "Asked if she would return, she laughed, then said: “Ask the gulls.”",
            &[" | Asked | if she would return | indirect", "she | said | “Ask the gulls.” | direct"],
        ),
        (
            "When Dahl replied that he would need time, she observed: “Then so do we.”",
            &["Dahl | replied | that he would need time | indirect", "she | observed | “Then so do we.” | direct"],
        ),
    ]);
}

#[test]
fn what_is_said_ends_before_what_the_speaker_does_next() {
    hold(&[
        (
            "He told the clerks he would “answer every letter” and did not stop to say more.",
            &["He | told | he would “answer every letter” | mixed"],
        ),
        (
            "The office said the mayor would open new berths but gave no number.",
            &["The office | said | the mayor would open new berths | indirect"],
        ),
        (
            "Falk said the family had no comment, then added, “He went home.”",
            &["Falk | said | the family had no comment | indirect", "Falk | added | “He went home.” | direct"],
        ),
    ]);
}

#[test]
fn what_is_said_keeps_its_last_words() {
    hold(&[
        (
            "Falk said that the quay was checked in May and found to be safe.",
            &["Falk | said | that the quay was checked in May and found to be safe | indirect"],
        ),
        (
            "The ports agreed on Monday to extend the closure until the end of September.",
            &["The ports | agreed | to extend the closure until the end of September | indirect"],
        ),
        (
            "Falk denied a claim that the crews had been paid last Friday.",
            &["Falk | denied | a claim that the crews had been paid last Friday | indirect"],
        ),
        (
            "She ruled out any further rise before the 2027 season.",
            &["She | ruled out | any further rise before the 2027 season | indirect"],
        ),
        (
            "Fishermen described a bang at about 5:40 a.m. that woke the town.",
            &["Fishermen | described | a bang at about 5:40 a.m. that woke the town | indirect"],
        ),
        (
            "The port sold 9 tonnes, up from 6 a year earlier, according to the harbour office.",
            &["the harbour office | according to | The port sold 9 tonnes, up from 6 a year earlier | indirect"],
        ),
        (
            "In a request filed last Thursday, it said at least four boats of the club were lost.",
            &["it | said | at least four boats of the club were lost | indirect"],
        ),
    ]);
}

#[test]
fn silence_states_nothing() {
    hold(&[
        ("The Norrvik Post could not verify either account.", &[]),
        ("Falk would not say how he had voted.", &[]),
        ("The port didn’t comment on the report.", &[]),
        ("The port has not shown where the boats would go.", &[]),
        ("One clerk asked not to be named because the talks are private.", &[]),
        ("Falk declined to say when it would close.", &["Falk | declined | to say when it would close | indirect"]),
    ]);
}

#[test]
fn verbs_that_do_something_to_somebody() {
    hold(&[
        ("The governor dismissed his commissioner on Monday.", &[]),
        ("Falk dismissed the report on Monday.", &["Falk | dismissed | the report | indirect"]),
        ("The police questioned the former head of the port for hours.", &[]),
        ("They are usually called by their first names.", &[]),
        ("The crew would claim compensation from the port.", &[]),
        ("The boats are described in the journal Sea and Shore.", &[]),
    ]);
}

#[test]
fn rarer_ways_to_report() {
    hold(&[
        (
            "The lawyer submitted that the quay would be ready by September.",
            &["The lawyer | submitted | that the quay would be ready by September | indirect"],
        ),
        ("He wondered why the captain had kept the boat.", &["He | wondered | why the captain had kept the boat | indirect"]),
        ("Dahl believes that is too simple.", &["Dahl | believes | that is too simple | indirect"]),
        (
            "The pair stole nine boats, Norrvik District Court heard on Wednesday.",
            &["Norrvik District Court | heard | The pair stole nine boats | indirect"],
        ),
        ("Falk heard that the quay was old.", &[]),
        ("He denies wrongdoing.", &["He | denies | wrongdoing | indirect"]),
        ("Divers say a photograph shows otherwise.", &["Divers | say | a photograph shows otherwise | indirect"]),
        (
            "It has berths for 90 boats, according to government targets.",
            &["government targets | according to | It has berths for 90 boats | indirect"],
        ),
        (
            "The council compared the quay to “a sieve that has had its day”.",
            &["The council | compared | the quay to “a sieve that has had its day” | mixed"],
        ),
        ("He dismissed as “idle” the talk of a sale.", &["He | dismissed | “idle” the talk of a sale | mixed"]),
        (
            "The port of Norrvik, a small town, cut its fees on Tuesday, saying crews were buying less fuel.",
            &["The port of Norrvik, a small town, | saying | crews were buying less fuel | indirect"],
        ),
    ]);
}
