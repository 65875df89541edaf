//! Who is meant: descriptions, pronouns and metonyms, each with its reason; open where two are equally good.

use backread::actors::{ActorClass, Resolution};
use backread::article::Format;
use backread::claims::{Certainty, Speaker};
use backread::knowledge::{Knowledge, KnowledgeFile};
use backread::reading::{Reader, Reading, Source};
use backread::text::FileKey;
use std::sync::Arc;

fn read(text: &str, records: &str) -> Reading {
    let file = KnowledgeFile::parse(&FileKey::new("entities.toml"), records);
    assert_eq!(file.problems(), []);
    let knowledge = Knowledge::build(&[&file]);
    Reader::new().read(&Source { name: "a.txt", text: Arc::from(text), format: Format::Plain, date: None }, &knowledge)
}

/// Whom the last mention with these words is taken for, and why; `None` where that is left open.
fn who(reading: &Reading, words: &str) -> Option<(String, Resolution)> {
    let mention = reading.actors.mentions.iter().rev().find(|mention| mention.span.of(&reading.text) == words);
    let mention = mention.unwrap_or_else(|| panic!("no mention “{words}” in {:?}", reading.actors.mentions));
    mention.actor.map(|actor| (reading.actors.actor(actor).name.to_string(), mention.resolution))
}

fn is(text: &str, words: &str, name: &str, reason: Resolution) {
    assert_eq!(who(&read(text, ""), words), Some((name.to_owned(), reason)), "{text}");
}

#[test]
fn a_counterpart_holds_the_same_office_in_the_other_country() {
    let text = "Chinese Foreign Minister Lin Hao smiled.\n\nFrench Foreign Minister Ann Roe thanked her Chinese counterpart.";
    is(text, "her Chinese counterpart", "Lin Hao", Resolution::Description);
    // Another office of that country is none.
    let text = "Chinese Defense Minister Lin Hao smiled.\n\nFrench Foreign Minister Ann Roe thanked her Chinese counterpart.";
    assert_eq!(who(&read(text, ""), "her Chinese counterpart"), None);
}

const MINISTERS: &str = r#"
[[person]]
id = "lu"
name = "Lu Fang"
order = "eastern"
country = "CN"
[[person.role]]
title = "foreign minister"
from = 2020
to = 2022

[[person]]
id = "deng"
name = "Deng Hao"
order = "eastern"
country = "CN"
[[person.role]]
title = "foreign minister"
from = 2023
"#;

#[test]
fn a_knowledge_file_names_the_counterpart_of_the_articles_day() {
    let records = MINISTERS.replace("2020\n", "\"2020\"\n").replace("2022\n", "\"2022\"\n").replace("2023\n", "\"2023\"\n");
    let story = |day: &str| format!("Talks end\n\n{day}\n\nFrench Foreign Minister Ann Roe thanked her Chinese counterpart.");
    let of = |day: &str| who(&read(&story(day), &records), "her Chinese counterpart");
    assert_eq!(of("May 3, 2024"), Some(("Deng Hao".to_owned(), Resolution::Description)));
    assert_eq!(of("May 3, 2021"), Some(("Lu Fang".to_owned(), Resolution::Description)));
    assert_eq!(of("May 3, 2012"), None);
}

#[test]
fn descriptions_by_office_and_country() {
    let text = "U.S. Secretary of State Ann Roe left on Friday.\n\nMayor Ben Poe waved. The top American diplomat will return.";
    is(text, "The top American diplomat", "Ann Roe", Resolution::Title);
    let text = "Roe leaves early\n\nThe US Secretary of State left on Friday. US Secretary of State Ann Roe waved.";
    is(text, "The US Secretary of State", "Ann Roe", Resolution::Title);
    let text = "Russian Foreign Minister Ann Roe met Chinese Foreign Minister Lin Hao. The Russian foreign minister smiled.";
    is(text, "The Russian foreign minister", "Ann Roe", Resolution::Title);
}

#[test]
fn two_holders_of_one_title_stay_open() {
    let text = "Minister Ann Roe met Minister Ben Poe. The minister smiled.";
    assert_eq!(who(&read(text, ""), "The minister"), None);
}

/// All whom the last mention with these words may be, where that is left open.
fn open(reading: &Reading, words: &str) -> Vec<String> {
    let mention = reading.actors.mentions.iter().rposition(|mention| mention.span.of(&reading.text) == words);
    let open = reading.actors.open.iter().find(|(id, _)| Some(id.0 as usize) == mention);
    let mut names: Vec<_> = open.iter().flat_map(|(_, of)| of).map(|id| reading.actors.actor(*id).name.to_string()).collect();
    names.sort();
    names
}

#[test]
fn a_phrase_before_the_subject_does_not_speak() {
    for lead in ["Citing Moen", "Asked about Moen", "After meeting Moen"] {
        for subject in ["Finance Minister Mary Brandvik", "Mary Brandvik"] {
            let text = format!("{lead}, {subject} said the bank had erred. “We will not sell,” she said.");
            is(&text, "she", "Mary Brandvik", Resolution::Pronoun);
        }
    }
    is("According to Peter Moen, Olav Brandvik erred. “We will not sell,” he said.", "he", "Peter Moen", Resolution::Pronoun);
    // Where nobody else is named, it is the only one.
    is("Citing Moen, the bank closed. He said so.", "He", "Moen", Resolution::Pronoun);
}

#[test]
fn subjects_joined_by_and_stay_open() {
    let reading = read("Ann Poe and Mary Roe met. She said it was over.", "");
    assert_eq!((who(&reading, "She"), open(&reading, "She")), (None, vec!["Ann Poe".to_owned(), "Mary Roe".to_owned()]));
    let reading = read("Ann Poe, the mayor, Jane Lind and Minister Mary Roe met. She said it was over.", "");
    assert_eq!(open(&reading, "She"), ["Ann Poe", "Jane Lind", "Mary Roe"]);
    // The gender tells, or which of them the sentence is about.
    is("Ben Poe and Mary Roe met. She said it was over.", "She", "Mary Roe", Resolution::Pronoun);
    is("Ann Poe met Jane Lind and Mary Roe. She said it was over.", "She", "Ann Poe", Resolution::Pronoun);
}

#[test]
fn ranks_and_datelines_are_no_persons() {
    let persons = |text: &str| {
        let reading = read(text, "");
        let persons = reading.actors.actors.iter().filter(|actor| actor.class == ActorClass::Person);
        persons.map(|actor| actor.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(persons("The fire chief, Lt. Sarah Whitcombe, said the blaze was out."), ["Sarah Whitcombe"]);
    assert_eq!(persons("SANTA ORSOLA, Aug. 3, 2024 - The mayor of Santa Orsola, Ann Poe, resigned."), ["Ann Poe"]);
    assert_eq!(persons("SANTA ORSOLA, Aug. 3, 2024 - The town voted.\n\nSanta Orsola has a port."), [""; 0]);
    let reading = read("The fire chief, Lt. Sarah Whitcombe, said the blaze was out.", "");
    let speaker = reading.claims.claims[0].speaker;
    assert!(matches!(speaker, Speaker::Actor(actor) if &*reading.actors.actor(actor).name == "Sarah Whitcombe"));
}

#[test]
fn a_relative_of_the_same_name_is_somebody_else() {
    let text = "Lowry sued the port. Lowry’s daughter, Beth Lowry, spoke. Mrs Lowry left.";
    let reading = read(text, "");
    assert_eq!((who(&reading, "Lowry"), open(&reading, "Lowry")), (None, vec!["Beth Lowry".to_owned(), "Lowry".to_owned()]));
    is("Lowry sued the port. Lowry's eldest daughter Beth Lowry spoke. Lowry left.", "Lowry", "Lowry", Resolution::SameName);
    is("Lowry sued the port. Beth Lowry, Lowry's daughter, spoke. Mr Lowry left.", "Lowry", "Lowry", Resolution::SameName);
    is("Jane Lowry sued the port. Lowry’s daughter, Beth Poe, spoke. Mrs Lowry left.", "Lowry", "Jane Lowry", Resolution::ShortName);
    let reading = read("Ann Lowry and Ben Lowry left. Her son, Lowry, was ill.", "");
    assert_eq!(open(&reading, "Lowry"), ["Ann Lowry", "Ben Lowry"]);
    is("Mona Khalil wept. Her son, Khalil, was ill. She left.", "She", "Mona Khalil", Resolution::Pronoun);
    is("Lowry sued the port. Beth Lowry spoke. Mrs Lowry left.", "Lowry", "Beth Lowry", Resolution::ShortName);
}

#[test]
fn titles_that_a_name_explains() {
    for text in [
        "The finance minister, Bo Lind, waved. The finance minister said so.",
        "Japan’s finance minister, Bo Lind, met Ann Poe. The finance minister said so.",
        "The Harbour Board finance minister, Bo Lind, waved. Ann Poe left. The finance minister said so.",
    ] {
        is(text, "The finance minister", "Bo Lind", Resolution::Title);
    }
    let text = "President Bo Lind waved. The vice president, Jan Roe, spoke. Ann Poe left. The president said so.";
    is(text, "The president", "Bo Lind", Resolution::Title);
    // Several people, of whom one is named.
    assert_eq!(
        who(&read("The finance minister, Bo Lind, and Ann Poe waved. The finance minister said so.", ""), "The finance minister"),
        None
    );
    let reading = read("Ann Poe’s lawyer, Bo Lind, asked the judge for more time.", "");
    assert_eq!(reading.actors.actors[1].titles, ["lawyer"]);
    let reading = read("Bo Lind, the judge, left. Ann Poe, previously the mayor, met Jan Roe, who thanked the judge.", "");
    let titles: Vec<_> = reading.actors.actors.iter().map(|actor| actor.titles.join(", ")).collect();
    assert_eq!(titles, ["the judge", "previously the mayor", ""]);
}

#[test]
fn titles_that_are_written_short() {
    is("Gen. Bo Mroz arrived. Ann Poe left. The general said so.", "The general", "Bo Mroz", Resolution::Title);
    is("Sen. Ann Poe arrived. The senator said so.", "The senator", "Ann Poe", Resolution::Title);
    is("Lt. Col. Ann Poe arrived. The colonel said so.", "The colonel", "Ann Poe", Resolution::Title);
    is("The chief engineer, Ann Poe, waved. The chief engineer said so.", "The chief engineer", "Ann Poe", Resolution::Title);
}

#[test]
fn who_cites_somebody_speaks_at_second_hand() {
    let of = |text: &str| read(text, "").claims.claims.last().map(|claim| claim.certainty);
    for lead in ["Citing Moen", "Quoting Finance Minister Moen", "Citing two officials"] {
        assert_eq!(of(&format!("{lead}, Mary Brandvik said the bank had erred.")), Some(Certainty::SecondHand), "{lead}");
    }
    assert_eq!(of("Citing high costs, Mary Brandvik said the bank had erred."), Some(Certainty::Asserted));
}

#[test]
fn a_country_its_people_and_its_capital() {
    let text = "China signed on Friday. The Chinese delegation left. Beijing refused to comment. Ann Roe arrived in Beijing.";
    let reading = read(text, "");
    assert_eq!(who(&reading, "Chinese"), Some(("China".to_owned(), Resolution::Table)));
    assert_eq!(who(&reading, "Beijing").map(|(name, _)| name).as_deref(), Some("Beijing"), "a place to arrive in");
    is("China signed on Friday. Beijing refused to comment.", "Beijing", "China", Resolution::Metonym);
    is("China signed on Friday. Beijing, which claims the isle, refused to comment.", "Beijing", "China", Resolution::Metonym);
    // Where the country is not named, the capital is all that is known.
    is("Ann Roe left. Beijing refused to comment.", "Beijing", "Beijing", Resolution::Introduction);
}

#[test]
fn a_place_stands_for_what_its_record_says() {
    let records =
        "[[org]]\nid = \"port\"\nname = \"Port Authority\"\n[[place]]\nid = \"quay\"\nname = \"Tollgate Quay\"\nstands-for = \"port\"\n";
    let of = |text: &str| who(&read(text, records), "Tollgate Quay");
    assert_eq!(of("Critics asked. Tollgate Quay refused to comment."), Some(("Port Authority".to_owned(), Resolution::Metonym)));
    assert_eq!(of("Ann Roe stood at Tollgate Quay for an hour.").map(|(_, reason)| reason), Some(Resolution::Introduction));
}
