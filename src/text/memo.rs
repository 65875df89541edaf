//! What follows from one thing alone, such as a block's text, worked out once and kept with it as long as it is the same.

use rustc_hash::FxBuildHasher;
use std::any::{Any, TypeId};
use std::fmt;
use std::hash::BuildHasher;
use std::sync::OnceLock;

/// Values by their type: one of each. What makes them may look at the thing that they are kept with and at nothing else.
///
/// A hash table of so many lists, most of one value or none: a rule asks each block of an article at each keystroke, and must not pass by what the
/// others keep there.
#[derive(Default)]
pub struct Memo([Next; 16]);

/// The rest of a list that only grows, and so is read without a lock.
type Next = OnceLock<Box<Node<dyn Any + Send + Sync>>>;

struct Node<T: ?Sized> {
    of: TypeId,
    next: Next,
    value: T,
}

impl Memo {
    /// The value of a type; made where there is none yet, without keeping others from theirs meanwhile.
    pub fn get<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> &T {
        let mut make = Some(make);
        let mut own: Option<Box<Node<dyn Any + Send + Sync>>> = None;
        loop {
            let (known, end) = self.find();
            if let Some(known) = known {
                return known;
            }
            let new = || Some(Box::new(Node { of: TypeId::of::<T>(), next: Next::new(), value: make.take()?() }) as _);
            // Where another thread was faster, the list goes on from there.
            own = own.take().or_else(new).and_then(|own| end.set(own).err());
        }
    }

    /// The value of a type, and where the list ends without it.
    fn find<T: Any>(&self) -> (Option<&T>, &Next) {
        let of = TypeId::of::<T>();
        let mut next = &self.0[FxBuildHasher.hash_one(of) as usize % self.0.len()];
        while let Some(node) = next.get() {
            if node.of == of {
                return (node.value.downcast_ref(), next);
            }
            next = &node.next;
        }
        (None, next)
    }
}

/// What follows from equal things is equal.
impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memo {}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_one_of_each_type() {
        let memo = Memo::default();
        assert_eq!((*memo.get(|| 1_u8), *memo.get(|| 2_u8), *memo.get(|| 3_u16)), (1, 1, 3));
    }

    #[test]
    fn threads_that_make_the_same_get_the_same() {
        let memo = Memo::default();
        let made: Vec<(u32, usize, String)> = std::thread::scope(|scope| {
            let ask = |number: u32| (*memo.get(|| number), *memo.get(|| number as usize), memo.get(|| number.to_string()).clone());
            let threads: Vec<_> = (0..8).map(|number| scope.spawn(move || ask(number))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(made.iter().all(|one| *one == made[0]), "{made:?}");
    }
}
