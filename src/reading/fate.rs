//! What happens to those that a figure counts: killed, injured, arrested.

use crate::text::{Token, WordTable};
use std::sync::LazyLock;

/// What happens to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// They die.
    Death,
    /// They are injured.
    Injury,
    /// They are arrested.
    Arrest,
    /// They are jailed.
    Jail,
    /// They are missing.
    Missing,
    /// They are rescued.
    Rescue,
}

impl Fate {
    /// What a word tells that happens to people: "killed", "died".
    pub fn of(word: &str) -> Option<Fate> {
        FATES.of(word).copied()
    }
}

/// Words that tell what happens to people.
static FATES: LazyLock<WordTable<Fate>> = LazyLock::new(|| {
    let fates: [(Fate, &[&str]); 6] = [
        (
            Fate::Death,
            &[
                "kill",
                "kills",
                "killed",
                "killing",
                "dead",
                "die",
                "dies",
                "died",
                "dying",
                "deaths",
                "death",
                "lives",
                "fatalities",
                "fatality",
            ],
        ),
        (
            Fate::Injury,
            &["injure", "injures", "injured", "injuring", "wound", "wounds", "wounded", "wounding", "hurt", "hurts", "injuries"],
        ),
        (Fate::Arrest, &["arrest", "arrests", "arrested", "arresting", "detain", "detains", "detained"]),
        (Fate::Jail, &["jail", "jails", "jailed", "imprisoned", "sentenced"]),
        (Fate::Missing, &["missing"]),
        (Fate::Rescue, &["rescue", "rescues", "rescued", "rescuing"]),
    ];
    fates.iter().flat_map(|(fate, words)| words.iter().map(|word| (*word, *fate))).collect()
});

/// What happens to those counted, told by the noun or right before or right after them.
pub(super) fn fate(text: &str, before: &[Token], behind: &[Token], counted: &str) -> Option<Fate> {
    let reach = |tokens: &mut dyn Iterator<Item = &Token>, limit: usize| {
        let mut near = tokens.take(limit).take_while(|token| token.is_word());
        near.find_map(|token| FATES.get(text, *token).copied())
    };
    Fate::of(counted)
        .or_else(|| Fate::of(&format!("{counted}s")))
        .or_else(|| reach(&mut before.iter().rev(), 2))
        .or_else(|| reach(&mut behind.iter(), 3))
}
