//! The labels of the sequence model: BILOU over the four classes and one more for events, works and products.

use crate::actors::ActorClass;

/// What a name is about, as the model sees it: the classes of actors, and all that is a name but no actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// An actor.
    Actor(ActorClass),
    /// Events, works, products, laws, prizes.
    Other,
}

/// How many labels there are: outside, and four positions for each of five sorts.
pub const LABELS: usize = 21;

/// One label: 0 is outside, then beginning, inside, last and unit of each sort in turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(pub u8);

/// Where in its name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

const SORTS: [Sort; 5] = [
    Sort::Actor(ActorClass::Person),
    Sort::Actor(ActorClass::Organisation),
    Sort::Actor(ActorClass::Place),
    Sort::Actor(ActorClass::Nationality),
    Sort::Other,
];

impl Label {
    /// Outside every name.
    pub const OUTSIDE: Label = Label(0);

    /// The label of a position in a name of a sort.
    pub fn new(sort: Sort, position: Position) -> Self {
        let sort = SORTS.iter().position(|other| *other == sort).unwrap_or(4) as u8;
        Label(1 + 4 * sort + position as u8)
    }

    /// The sort of name, or `None` outside.
    pub fn sort(self) -> Option<Sort> {
        (self.0 as usize).checked_sub(1).and_then(|at| SORTS.get(at / 4)).copied()
    }

    /// 0 outside, 1 to 5 for the sorts.
    pub const fn sort_number(self) -> usize {
        (self.0 as usize).div_ceil(4)
    }

    /// Where the name's tokens begin and end, as a number: 0 first, 1 inside, 2 last, 3 only; 3 outside.
    const fn place(self) -> u8 {
        if self.0 == 0 { 3 } else { (self.0 - 1) % 4 }
    }

    /// The position in the name; [`Position::Unit`] outside.
    pub fn position(self) -> Position {
        match self.place() {
            0 => Position::Begin,
            1 => Position::Inside,
            2 => Position::Last,
            _ => Position::Unit,
        }
    }

    /// Whether a name, if any, is complete after this label.
    pub const fn closes(self) -> bool {
        self.place() >= 2
    }

    /// Whether this label may follow a complete name or nothing.
    pub const fn opens(self) -> bool {
        matches!(self.place(), 0 | 3)
    }

    /// Whether `next` may follow.
    pub const fn may_precede(self, next: Label) -> bool {
        if self.closes() { next.opens() } else { !next.opens() && self.sort_number() == next.sort_number() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_go_there_and_back() {
        for sort in SORTS {
            for position in [Position::Begin, Position::Inside, Position::Last, Position::Unit] {
                let label = Label::new(sort, position);
                assert_eq!((label.sort(), label.position()), (Some(sort), position));
                assert!((label.0 as usize) < LABELS);
            }
        }
        assert_eq!(Label::OUTSIDE.sort(), None);
        assert_eq!(Label::OUTSIDE.sort_number(), 0);
        assert_eq!(Label::new(Sort::Other, Position::Unit).sort_number(), 5);
    }

    #[test]
    fn names_are_never_broken_off() {
        let label = |position| Label::new(Sort::Actor(ActorClass::Person), position);
        assert!(label(Position::Begin).may_precede(label(Position::Last)));
        assert!(!label(Position::Begin).may_precede(Label::OUTSIDE));
        assert!(!label(Position::Last).may_precede(label(Position::Inside)));
        assert!(label(Position::Unit).may_precede(label(Position::Unit)));
        let legal = (0..21).flat_map(|a| (0..21).map(move |b| (Label(a), Label(b)))).filter(|(a, b)| a.may_precede(*b)).count();
        assert_eq!(legal, 11 * 11 + 5 * 4);
    }
}
