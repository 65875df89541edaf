//! News text of any length, the same at each run, with as many names, days, quotations and figures to the line as news has: text that is
//! poorer in them, or repeats its paragraphs, is read several times faster and would flatter every figure.

const GIVEN: &[&str] = &[
    "Mary", "Ann", "Luis", "Nora", "Clara", "Amir", "Jonas", "Vera", "Tomas", "Ingrid", "Paul", "Leila", "Marco", "Hana", "Peter", "Sofia",
    "Omar", "Julia", "Erik", "Lucia",
];
const FAMILY: &[&str] = &[
    "Poole", "Harding", "Ortega", "Field", "Wood", "Haddad", "Berg", "Quist", "Novak", "Lind", "Carver", "Rahman", "Bianchi", "Sato",
    "Doyle", "Marin", "Farouk", "Stein", "Dahl", "Reyes",
];
const PLACES: &[&str] = &["Norwick", "Port Ellis", "Harlow Bay", "Eastmere", "Lakeside", "Kestrel Point", "North Fenby", "Stonebridge"];
const ORGANISATIONS: &[&str] = &[
    "the Harbour Board",
    "the Norwick Council",
    "the Ministry of Transport",
    "the Fenby Institute",
    "the Coastal Workers\u{2019} Union",
    "the National Bridge Agency (NBA)",
    "Eastmere University",
    "the Port Ellis Gazette",
];
const TITLES: &[&str] =
    &["Transport Minister", "Mayor", "Deputy Governor", "Council President", "Maj. Gen.", "Foreign Secretary", "spokesman", "Professor"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: &[&str] = &["January", "March", "May", "July", "September", "November"];
const VERBS: &[&str] = &[
    "repair", "close", "replace", "measure", "fund", "inspect", "abandon", "widen", "defend", "review", "sell", "reopen", "rebuild",
    "paint", "survey", "finish",
];
const THINGS: &[&str] = &[
    "ferry",
    "harbour",
    "tunnel",
    "school",
    "railway",
    "market",
    "hospital",
    "canal",
    "airport",
    "library",
    "dam",
    "stadium",
    "museum",
    "lighthouse",
    "pier",
    "quarry",
    "theatre",
    "reservoir",
    "depot",
    "mill",
    "garden",
    "prison",
    "laboratory",
    "warehouse",
];
const QUOTATIONS: &[&str] = &[
    "Nobody asked us to {verb} the {thing}, and the {thing} cannot wait for a {thing}",
    "First they {verb} a {thing}, then they {verb} the {thing} next to it",
    "You {verb} what you can, be it a {thing} or a {thing}",
    "My {thing} is older than their {thing}, so let them {verb} that",
    "To {verb} one {thing} costs less than to {verb} a {thing}",
];
const SENTENCES: &[&str] = &[
    "{title} {person} told reporters in {place} on {day} that {org} would \u{201C}{verb} every single {thing}\u{201D} before {month} {n}, 2024.",
    "\u{201C}{quotation},\u{201D} said {person}, who leads {org} in {place}.",
    "{family} said she did not expect an answer from {org} until next {day}, according to a statement.",
    "More than {n}00 people, about {n} percent of those asked, oppose the plan, {person} of {org} wrote in a report published last {month}.",
    "The {title} denied it.",
    "He later met {person}, his counterpart from {place}, and the two discussed the ferry line between {place} and {place}.",
    "But officials in {place}, who spoke on condition of anonymity because the talks are private, warned that costs had risen from ${n} \
     million to ${n}5 million since {month} 2022.",
    "Asked about the delay, {family} replied: \u{201C}{quotation}. {quotation}.\u{201D}",
    "In {month}, {person} had accused {org} of hiding a survey by {org}, which found cracks in {n} of the bridge\u{2019}s pillars.",
    "It was the third such vote in two years, and the first since {title} {person} took office on {month} {n}, 2023.",
    "Critics, among them {person} and {person}, argue that {place} cannot afford it; supporters point to {place}, where a bridge opened in 2019.",
    "{family} added that the agency was \u{201C}not aware\u{201D} of any complaint and would publish its figures within {n} days.",
    "Neither {person} nor {org} responded to a request for comment on {day} evening.",
    "They will meet again in {place} at the end of {month}.",
];

/// The article of this number, of at least this many bytes.
pub fn article(number: usize, bytes: usize) -> String {
    let mut choice = Choice(number as u32);
    let mut text = choice.fill("{place} backs new bridge after {day} talks\n\n{month} {n}, 2024\n\n");
    for paragraph in 1.. {
        if text.len() >= bytes {
            break;
        }
        for _ in 0..=paragraph % 3 {
            let sentence = choice.of(SENTENCES);
            let filled = choice.fill(sentence);
            let first = filled.chars().next().unwrap();
            text.extend(first.to_uppercase());
            text.push_str(&filled[first.len_utf8()..]);
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text
}

/// Choices that look like chance and are the same each time: a linear congruential generator.
struct Choice(u32);

impl Choice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 12) as usize % below
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.next(words.len())]
    }

    fn fill(&mut self, pattern: &str) -> String {
        let mut filled = String::new();
        let mut parts = pattern.split('{');
        filled.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (slot, rest) = part.split_once('}').unwrap();
            match slot {
                "person" => filled.push_str(&format!("{} {}", self.of(GIVEN), self.of(FAMILY))),
                "quotation" => {
                    let pattern = self.of(QUOTATIONS);
                    filled.push_str(&self.fill(pattern));
                }
                "n" => filled.push_str(&(2 + self.next(26)).to_string()),
                slot => filled.push_str(self.of(match slot {
                    "family" => FAMILY,
                    "place" => PLACES,
                    "org" => ORGANISATIONS,
                    "title" => TITLES,
                    "day" => DAYS,
                    "month" => MONTHS,
                    "verb" => VERBS,
                    "thing" => THINGS,
                    other => panic!("no words for {other}"),
                })),
            }
            filled.push_str(rest);
        }
        filled
    }
}
