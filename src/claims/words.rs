//! What each word can be: function words, verbs and their forms, cues.

use super::CueClass;
use crate::text::{Token, WordTable};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The part a word plays in a phrase. A word that no table knows is taken for a noun or, with a capital, a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Determiner,
    Possessive,
    /// he, they, I
    Subject,
    /// him, themselves
    Object,
    /// everyone, nothing
    Indefinite,
    Be,
    Have,
    Do,
    Modal,
    /// we've, he'll
    SubjectAuxiliary,
    To,
    Preposition,
    Subordinator,
    Wh,
    Conjunction,
    Adverb,
    Time,
    Verb(Form),
    Noun,
    Name,
    Number,
    Mark,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    /// Past only: "said", "wrote" as far as it differs from the participle.
    Past,
    /// Participle only: "written", "shown".
    Participle,
    /// Either: "claimed".
    PastOrParticiple,
    /// "claiming"
    Ing,
}

/// What a cue takes as its content, one bit each; see `data/cues.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frames(u16);

impl Frames {
    pub const SPEECH: Frames = Frames(1);
    pub const CLAUSE: Frames = Frames(2);
    pub const NOUN: Frames = Frames(4);
    pub const INFINITIVE: Frames = Frames(8);
    pub const OBJECT: Frames = Frames(16);
    pub const ADDRESSEE: Frames = Frames(32);
    pub const EVIDENCE: Frames = Frames(64);
    pub const WEAK: Frames = Frames(128);
    /// Any statement: speech or clause.
    pub const STATEMENT: Frames = Frames(3);

    fn parse(text: &str) -> Self {
        Frames(text.bytes().fold(0, |bits, letter| {
            bits | match letter {
                b'q' => 1,
                b't' => 2,
                b'n' => 4,
                b'i' => 8,
                b'o' => 16,
                b'a' => 32,
                b'e' => 64,
                b'w' => 128,
                _ => 0,
            }
        }))
    }

    /// Without the restriction to speech and "that".
    pub fn strengthened(self) -> Self {
        Frames(self.0 & !Frames::WEAK.0)
    }

    pub fn has(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}

/// A cue of the table.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub lemma: &'static str,
    pub class: CueClass,
    pub frames: Frames,
    /// Prepositions that introduce what is said: "talk about", "respond to".
    pub prepositions: Vec<&'static str>,
}

/// A cue of several words: "pointed out".
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words after the verb.
    pub rest: Vec<&'static str>,
    pub cue: u16,
}

/// What the tables know of one written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub tag: Tag,
    /// Its cue, plus one; 0 for none.
    pub cue: u16,
    /// Whether the form is a noun as well.
    pub noun: bool,
    /// The first phrase that starts with this verb, plus one.
    pub phrases: u16,
}

impl Word {
    pub const NOUN: Word = Word { tag: Tag::Noun, cue: 0, noun: false, phrases: 0 };
}

pub(super) struct Lexicon {
    words: WordTable<Word>,
    pub cues: Vec<Cue>,
    phrases: Vec<Vec<Phrase>>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Draft::default().load());

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 24;

/// Runs `look` on a word in lower case with straight apostrophes; not for words beyond ASCII.
pub(super) fn lowered<T>(word: &str, look: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
    let mut buffer = [0_u8; LONGEST];
    let mut length = 0;
    for c in word.chars() {
        let byte = match c {
            '\u{2019}' => b'\'',
            c if c.is_ascii() => (c as u8).to_ascii_lowercase(),
            _ => return None,
        };
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
    look(&buffer[..length])
}

fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// The forms of a verb: third person, past, participle, -ing.
fn inflect(lemma: &str) -> [String; 4] {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let ing = format!("{stem}ing");
    let vowel = |c: Option<u8>| c.is_some_and(|c| b"aeiou".contains(&c));
    let before = lemma.len().checked_sub(2).map(|at| lemma.as_bytes()[at]);
    if let Some(root) = lemma.strip_suffix('y').filter(|_| !vowel(before)) {
        return [format!("{root}ies"), format!("{root}ied"), format!("{root}ied"), ing];
    }
    let hisses = ["s", "sh", "ch", "x", "z"].iter().any(|end| lemma.ends_with(end));
    let third = if hisses { format!("{lemma}es") } else { format!("{lemma}s") };
    [third, format!("{stem}ed"), format!("{stem}ed"), ing]
}

impl Lexicon {
    /// What the tables know of a token.
    #[inline]
    pub fn word(&self, text: &str, token: Token) -> Option<Word> {
        self.words.get(text, token).copied()
    }

    /// The cue that a verb begins, with the words that follow it in lower case: its phrase, if it is one.
    pub fn phrases(&self, word: Word) -> &[Phrase] {
        match word.phrases {
            0 => &[],
            at => &self.phrases[at as usize - 1],
        }
    }
}

/// A lexicon while the tables are read.
#[derive(Default)]
struct Draft {
    words: FxHashMap<Box<str>, Word>,
    cues: Vec<Cue>,
    phrases: Vec<Vec<Phrase>>,
}

impl Draft {
    fn load(mut self) -> Lexicon {
        for row in rows(include_str!("data/words.tsv")) {
            let [class, words] = row[..] else { continue };
            for word in words.split(' ') {
                self.put(word, Word { tag: tag_of(class), ..Word::NOUN });
            }
        }
        for row in rows(include_str!("data/cues.tsv")) {
            let [lemma, class, frames, ref more @ ..] = row[..] else { continue };
            let prepositions = more.first().filter(|list| **list != "-").map_or(Vec::new(), |list| list.split(',').collect());
            self.cues.push(Cue { lemma, class: class_of(class), frames: Frames::parse(frames), prepositions });
            let cue = self.cues.len() as u16;
            self.put_verb(lemma, more.get(1).copied(), frames.contains('N'), cue);
            if let Some(root) = lemma.strip_suffix("ize") {
                self.put_verb(&format!("{root}ise"), None, false, cue);
            }
        }
        for row in rows(include_str!("data/verbs.tsv")) {
            let noun = row.get(1) == Some(&"N");
            let forms = row.get(if noun { 2 } else { 1 }).copied();
            self.put_verb(row[0], forms, noun, 0);
        }
        for row in rows(include_str!("data/phrases.tsv")) {
            let [verb, rest, lemma, class, frames] = row[..] else { continue };
            self.cues.push(Cue { lemma, class: class_of(class), frames: Frames::parse(frames), prepositions: Vec::new() });
            let phrase = Phrase { rest: rest.split(' ').collect(), cue: self.cues.len() as u16 };
            self.put_phrase(verb, &phrase);
        }
        Lexicon { words: self.words.into_iter().collect(), cues: self.cues, phrases: self.phrases }
    }

    /// The first meaning stays: function words before cues before other verbs.
    fn put(&mut self, form: &str, word: Word) {
        self.words.entry(form.into()).or_insert(word);
    }

    fn put_verb(&mut self, lemma: &str, irregular: Option<&str>, noun: bool, cue: u16) {
        let regular = inflect(lemma);
        let mut forms: Vec<&str> = irregular.map_or(Vec::new(), |list| list.split(' ').collect());
        if forms.len() != 4 {
            forms = regular.iter().map(String::as_str).collect();
        }
        let base = Word { tag: Tag::Verb(Form::Base), cue, noun, phrases: 0 };
        self.put(lemma, base);
        self.put(forms[0], Word { tag: Tag::Verb(Form::Third), ..base });
        let past = if forms[1] == forms[2] { Form::PastOrParticiple } else { Form::Past };
        self.put(forms[1], Word { tag: Tag::Verb(past), noun: false, ..base });
        self.put(forms[2], Word { tag: Tag::Verb(Form::Participle), noun: false, ..base });
        self.put(forms[3], Word { tag: Tag::Verb(Form::Ing), noun: false, ..base });
    }

    fn put_phrase(&mut self, verb: &str, phrase: &Phrase) {
        let irregular = match verb {
            "go" => "goes went gone going",
            "make" => "makes made made making",
            "put" => "puts put put putting",
            "hit" => "hits hit hit hitting",
            "shoot" => "shoots shot shot shooting",
            "speak" => "speaks spoke spoken speaking",
            "lay" => "lays laid laid laying",
            "take" => "takes took taken taking",
            _ => "",
        };
        self.put_verb(verb, Some(irregular), false, 0);
        let regular = inflect(verb);
        let forms = regular.iter().map(String::as_str).chain(irregular.split(' ')).chain([verb]);
        let mut at = 0;
        for form in forms {
            let Some(word) = self.words.get_mut(form) else { continue };
            if word.phrases == 0 {
                if at == 0 {
                    self.phrases.push(Vec::new());
                    at = self.phrases.len() as u16;
                }
                word.phrases = at;
            }
            at = word.phrases;
        }
        if let Some(list) = (at as usize).checked_sub(1).and_then(|at| self.phrases.get_mut(at)) {
            list.push(phrase.clone());
        }
    }
}

fn tag_of(class: &str) -> Tag {
    match class {
        "det" => Tag::Determiner,
        "poss" => Tag::Possessive,
        "subj" => Tag::Subject,
        "obj" => Tag::Object,
        "indef" => Tag::Indefinite,
        "be" => Tag::Be,
        "have" => Tag::Have,
        "do" => Tag::Do,
        "modal" => Tag::Modal,
        "subjaux" => Tag::SubjectAuxiliary,
        "to" => Tag::To,
        "prep" => Tag::Preposition,
        "sub" => Tag::Subordinator,
        "wh" => Tag::Wh,
        "conj" => Tag::Conjunction,
        "adv" => Tag::Adverb,
        "time" => Tag::Time,
        "noun" => Tag::Noun,
        "num" => Tag::Number,
        _ => Tag::Mark,
    }
}

fn class_of(class: &str) -> CueClass {
    match class {
        "evaluative" => CueClass::Evaluative,
        "factive" => CueClass::Factive,
        "directive" => CueClass::Directive,
        "distancing" => CueClass::Distancing,
        "denial" => CueClass::Denial,
        "commissive" => CueClass::Commissive,
        _ => CueClass::Neutral,
    }
}

/// The irregular forms of common verbs with their base forms: "fell", "fall".
static IRREGULAR: LazyLock<WordTable<&'static str>> = LazyLock::new(|| {
    let verbs =
        rows(include_str!("data/verbs.tsv")).filter_map(|row| Some((row[0], row.last().filter(|forms| forms.contains(' '))?.split(' '))));
    verbs.flat_map(|(base, forms)| forms.map(move |form| (form, base))).collect()
});

/// The base form of an irregular form of a common verb: "fall" of "fell".
pub fn base_of(form: &str) -> Option<&'static str> {
    IRREGULAR.of(form).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_forms_have_their_base() {
        assert_eq!(["fell", "falls", "risen", "house"].map(base_of), [Some("fall"), Some("fall"), Some("rise"), None]);
    }

    fn lemma(form: &str) -> Option<&'static str> {
        let word = LEXICON.words.of(form)?;
        (word.cue > 0).then(|| LEXICON.cues[word.cue as usize - 1].lemma)
    }

    #[test]
    fn every_row_is_complete() {
        for row in rows(include_str!("data/cues.tsv")) {
            assert!(row.len() >= 3, "{row:?}");
            assert!(row[2].bytes().all(|letter| b"qtnioaewN".contains(&letter)), "{row:?}");
            assert!(row.get(4).is_none_or(|forms| forms.split(' ').count() == 4), "{row:?}");
            assert!(["neutral", "factive", "distancing", "denial", "directive", "commissive", "evaluative"].contains(&row[1]), "{row:?}");
        }
        for row in rows(include_str!("data/words.tsv")) {
            assert_ne!(tag_of(row[0]), Tag::Mark, "{row:?}");
        }
        for row in rows(include_str!("data/phrases.tsv")) {
            assert_eq!(row.len(), 5, "{row:?}");
        }
        for row in rows(include_str!("data/verbs.tsv")) {
            let forms = row.last().filter(|last| last.contains(' '));
            assert!(forms.is_none_or(|forms| forms.split(' ').count() == 4), "{row:?}");
        }
    }

    #[test]
    fn finds_cues_by_any_form() {
        assert_eq!(lemma("Said"), Some("say"));
        assert_eq!(lemma("denies"), Some("deny"));
        assert_eq!(lemma("criticised"), Some("criticize"));
        assert_eq!(lemma("urging"), Some("urge"));
        assert_eq!(lemma("house"), None);
    }

    #[test]
    fn knows_phrases() {
        let made = LEXICON.words.of("made").map(|word| LEXICON.phrases(*word).len());
        assert_eq!(made, Some(2));
    }
}
