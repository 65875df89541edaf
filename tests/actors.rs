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

/// Whom the last mention with these words is taken for.
fn whom(text: &str, words: &str) -> Option<String> {
    who(&read(text, ""), words).map(|(name, _)| name)
}

#[test]
fn who_is_she_is_no_he() {
    // Nothing but the pronouns tells.
    let text = "Guo Haiyan said she would stay.\n\nGuo met the board. He left early.";
    assert_eq!(whom(text, "He"), None);
    let text = "Guo Haiyan said her committee had written to him twice.";
    assert_eq!((whom(text, "her").as_deref(), whom(text, "him")), (Some("Guo Haiyan"), None));
    let text = "Guo Haiyan, a mother of two, left. He will be back, the board said.";
    assert_eq!(whom(text, "He"), None);
}

#[test]
fn a_quotation_does_not_speak_of_its_speaker() {
    let text = "Talin Orsk called for Ben Moen's arrest. “He sat across from me and swore that his agency was clean,” Orsk said. “I want him to \
                repeat it.”";
    for words in ["He", "his", "him"] {
        assert_eq!(whom(text, words).as_deref(), Some("Ben Moen"), "{words}");
    }
    let text = "Ben Moen met Jan Lind on Friday.\n\n“He was late,” Moen said.";
    assert_eq!(whom(text, "He").as_deref(), Some("Jan Lind"));
    assert_eq!(whom("Ann Poe teaches.\n\n“My boy sits his exam in May,” Poe said.", "his"), None);
}

#[test]
fn a_subject_is_not_the_object_of_its_verb() {
    assert_eq!(whom("Ann Poe left. Jane Lind described her as a friend.", "her").as_deref(), Some("Ann Poe"));
    let text = "Late goals\n\nJan Lind scored twice on Sunday.\n\nBen Moen, the manager, admitted that he had almost not picked him.";
    assert_eq!((whom(text, "he").as_deref(), whom(text, "him").as_deref()), (Some("Ben Moen"), Some("Jan Lind")));
    assert_eq!(whom("Ann Poe said nobody had told her.", "her").as_deref(), Some("Ann Poe"));
}

#[test]
fn what_a_clause_owns_is_its_subjects() {
    let text = "Moen's attorney, Ben Lind, said his client would plead.";
    assert_eq!(whom(text, "his").as_deref(), Some("Ben Lind"));
    let text = "Poe's sister, Jane Lind, cried as she spoke.";
    assert_eq!(whom(text, "she").as_deref(), Some("Jane Lind"));
    let text = "Ann Poe said Jane Lind had been given more room than her predecessor.";
    assert_eq!(whom(text, "her").as_deref(), Some("Jane Lind"));
}

#[test]
fn somebody_without_a_name_may_be_meant() {
    assert_eq!(whom("Ann Poe toured the town. A woman drowned in her car, police said.", "her"), None);
    assert_eq!(whom("Ann Poe read the papers. They showed that an engineer had warned her managers.", "her"), None);
    assert_eq!(whom("Jane Poe left. Ann Poe, a nurse from Cork, lost her job.", "her").as_deref(), Some("Ann Poe"));
}

#[test]
fn shorter_names_of_one_person() {
    for (text, words, name) in [
        ("Daniel Ferrow KC spoke. Ferrow sat down.", "Ferrow", "Daniel Ferrow KC"),
        ("Ana Ibáñez Vidal wrote it. Ibáñez was happy.", "Ibáñez", "Ana Ibáñez Vidal"),
        ("The minister, Haidar al-Jaburi, spoke. Jaburi left.", "Jaburi", "Haidar al-Jaburi"),
        ("Marco Bellandi scored. “Marco was ill,” the coach said. Marco left.", "Marco", "Marco Bellandi"),
        ("Dame Vera Lindholm sang. Dame Vera was born in Oslo.", "Vera", "Vera Lindholm"),
        ("Ana Llopis Vidal and Luis Garza Llopis met. Llopis left.", "Llopis", "Ana Llopis Vidal"),
        (
            "Jan Moen spoke.\n\nMoen left. Moen was ill.\n\nOlav Moen, a cousin, waved.\n\nIt rained.\n\nThe court heard Moen.",
            "Moen",
            "Jan Moen",
        ),
    ] {
        assert_eq!(whom(text, words).as_deref(), Some(name), "{text}");
    }
    // A son may have his father's name.
    assert_eq!(whom("Martin Pellow left. His son, Martin, stayed.", "Martin").as_deref(), Some("Martin"));
    assert_ne!(whom("Jan Moen spoke. Olav Moen spoke. Moen left.", "Moen").as_deref(), Some("Jan Moen"));
}

#[test]
fn two_persons_of_one_name() {
    let text = "The bill belonged to another Carl Hendry, a dentist.\n\nCarl Hendry, 74, the farmer, waved.";
    let reading = read(text, "");
    let persons = reading.actors.actors.iter().filter(|actor| actor.class == ActorClass::Person).count();
    assert_eq!(persons, 2);
    assert_eq!(whom("Cllr Tony Dawes spoke. Cllr Philippa Dawes agreed.", "Philippa Dawes").as_deref(), Some("Philippa Dawes"));
}

/// The classes of the mentions with these words.
fn classes(text: &str, words: &str) -> Vec<ActorClass> {
    let reading = read(text, "");
    reading.actors.mentions.iter().filter(|mention| mention.span.of(text) == words).map(|mention| mention.class).collect()
}

#[test]
fn what_a_name_is_by_the_words_beside_it() {
    use ActorClass::{Organisation, Place};
    let text = "Harrison Clark cut its outlook.\n\nShares in Harrison Clark fell. Harrison Clark sells biscuits.";
    assert_eq!(classes(text, "Harrison Clark"), [Organisation; 3]);
    let text = "Hurricane Josephine weakened.\n\nJosephine came ashore near Cameron on Sunday. Josephine killed two people.";
    assert_eq!(classes(text, "Josephine"), []);
    assert_eq!(classes("He said little.\n\nWashington said it was deeply concerned.", "Washington"), [Place]);
}

#[test]
fn letters_in_brackets_are_the_name_before() {
    let text = "The aid group Doctors Without Borders (MSF) disagreed. MSF said so on Friday.";
    assert_eq!(whom(text, "MSF").as_deref(), Some("Doctors Without Borders"));
    assert_eq!(whom("The governor of Ogun State spoke. Ogun has no money.", "Ogun").as_deref(), Some("Ogun State"));
}

#[test]
fn the_company_is_no_agency_that_was_told() {
    let speaker = |text: &str| {
        let reading = read(text, "");
        match reading.claims.claims.last().map(|claim| claim.speaker) {
            Some(Speaker::Actor(actor)) => Some(reading.actors.actor(actor).name.to_string()),
            _ => None,
        }
    };
    assert_eq!(speaker("OSLO, April 28 (Reuters) - Sales fell on Tuesday.\n\nThe company said it now expected a loss."), None);
    assert_eq!(speaker("The Senate voted on Tuesday.\n\nThe company said it had warned the ministry."), None);
    assert_eq!(speaker("BMW told Reuters it was late.\n\nThe company said it expected a loss.").as_deref(), Some("BMW"));
}

#[test]
fn a_relative_may_be_meant_as_well_as_whose_relative_it_is() {
    let text = "It rained for days.\n\nAnn Poe mapped the sea. Her sister, Else Roe, a painter, died in 1988.\n\nNot everyone admired her.";
    assert_eq!(who(&read(text, ""), "her"), None);
    // Where nobody knows whose relative somebody is, neither is taken.
    let text = "It rained for days.\n\nShe spent her mornings at sea, her granddaughter, Ida, said, and at night she slept.";
    assert_eq!(who(&read(text, ""), "she"), None);
    // In the same paragraph the relative is the subject.
    let text = "It rained for days.\n\nAnn Poe left. Her sister, Jane Lind, cried as she spoke.";
    is(text, "she", "Jane Lind", Resolution::Pronoun);
}

#[test]
fn of_a_family_the_pronoun_knows_who_is_meant() {
    let text = "Ann Poe died on Friday. Her son, Ben Poe, said he was there.\n\nDr. Poe was a student when she first sailed.";
    is(text, "she", "Ann Poe", Resolution::Pronoun);
}

#[test]
fn of_a_family_nobody_is_taken_where_another_may_be_meant() {
    let text = "It rained for days.\n\nAnn Poe spoke, and her husband, Ben Poe, said he was there.\n\nJoan Lind said she was tired.\n\n\
                As for the notion that people like Poe because she won, it is new.";
    assert_eq!(who(&read(text, ""), "she"), None);
}

#[test]
fn a_pronoun_before_the_subject_does_not_lean_back_alone() {
    let text = "It rained for days.\n\nIts director, Joan Dahl, smiled.\n\nIn her last years Ann Poe went deaf.";
    assert_eq!(who(&read(text, ""), "her"), None);
    let text = "It rained for days.\n\nAnn Poe smiled.\n\nIn her last years Poe went deaf.";
    is(text, "her", "Ann Poe", Resolution::Pronoun);
}

#[test]
fn an_office_before_ones_own_is_of_who_holds_one() {
    let text = "The culture secretary, Ben Frost, quoted Carl Orwell. Orwell would not have cared.\n\nHis predecessor left.";
    is(text, "His", "Ben Frost", Resolution::Pronoun);
}

#[test]
fn whoever_has_no_name_comes_between() {
    for text in [
        "Carl Roe left. Judge Ann Poe sat. Detectives saw a third man but never charged him.",
        "Joan Roe won. In Ghent, a Harbour Board spokeswoman did not mention Joan Roe. She left.",
        "Joan Roe left.\n\nA woman who lives in the lane, and who did not want to give her name, was there.",
        "Carl Roe scored. “I asked the referee afterwards and he laughed,” Ann Poe said.",
        "Carl Roe was convicted. “He kept watch,” Judge Ann Poe said of the guard, Ben Dahl.",
    ] {
        let pronoun = text.split([' ', '.', ',', '“']).rfind(|word| matches!(*word, "him" | "She" | "her" | "he" | "He"));
        assert_eq!(who(&read(text, ""), pronoun.unwrap_or("")), None, "{text}");
    }
}

#[test]
fn a_minister_elect_is_no_minister() {
    let reading = read("Prime Minister Carl Roe lost. He will call the prime minister-elect on Friday.", "");
    let nominal = |span: backread::text::Span| span.of(&reading.text).starts_with("the prime");
    assert!(!reading.actors.mentions.iter().any(|mention| nominal(mention.span)));
}

#[test]
fn after_an_hour_a_new_sentence_may_begin() {
    let text = "Carl Roe was still as the verdict was read at 3 p.m. Ben put his head down. Ben Dahl left.";
    is(text, "his", "Ben Dahl", Resolution::Pronoun);
}

#[test]
fn who_asks_a_question_is_not_its_subject() {
    let text = "Ann Sow met President Carl Dahl.\n\nA: He was my pupil. He was never on time.\n\n\
                Roe: Your predecessor, Ben Poe, said that it rained. Have you spoken since?\n\nSow: Every Sunday. He comes to lunch.";
    is(text, "He", "Ben Poe", Resolution::Pronoun);
}

#[test]
fn his_daughter_is_not_himself() {
    let text = "Your predecessor, Ben Poe, left. Ms. Poe, his daughter, was there.\n\nJoan Poe rows.";
    is(text, "Poe", "Joan Poe", Resolution::ShortName);
}

#[test]
fn ranks_cut_short_are_no_given_names() {
    let reading = read("Colonel Roger Penhale said it would rain. Col Penhale, 71, left.", "");
    assert_eq!(reading.actors.actors.iter().filter(|actor| actor.class == ActorClass::Person).count(), 1);
}

#[test]
fn companies_and_ships_by_the_words_beside_them() {
    for (text, words) in [
        ("Orders from Halden Marine, its largest customer, fell.", "Halden Marine"),
        ("Sales were weak. Grantham Rail said it had made its last offer.", "Grantham Rail"),
        ("The hall is paid for by the Fundação Aurora, which denied that it was poor.", "Fundação Aurora"),
        ("In Ghent, ScotLink says its trains will run.", "ScotLink"),
    ] {
        assert!(classes(text, words).iter().all(|class| *class == ActorClass::Organisation), "{text} {:?}", classes(text, words));
    }
    // What a namesake leads, and what somebody was born in.
    assert_eq!(classes("Grantham's chief executive, Louise Grantham, said it rained.", "Grantham"), [ActorClass::Organisation]);
    assert_eq!(classes("It rained. Ashford-born Darren Lyle, 33, was held. He left.", "Ashford"), [ActorClass::Place]);
    let text = "She sailed on a survey ship, the Thora. Women were not allowed.";
    assert_eq!(classes(text, "Thora").iter().find(|class| **class == ActorClass::Person), None);
}
