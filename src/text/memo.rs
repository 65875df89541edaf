//! What follows from one thing alone, such as a block's text, worked out once and kept with it as long as it is the same.

use rustc_hash::FxBuildHasher;
use std::any::{Any, TypeId};
use std::fmt;
use std::hash::BuildHasher;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};

/// Values by their type: one of each. What makes them may look at the thing that they are kept with and at nothing else.
///
/// A hash table of so many lists, most of one value or none: a rule asks each block of an article at each keystroke, and must not pass by what the
/// others keep there. Most of what is asked of a block comes to nothing, which takes a bit.
#[derive(Default)]
pub struct Memo {
    values: [Next; 8],
    /// The bits of [`Nothing`] of types of which there is no value.
    nothing: AtomicU64,
}

/// What stands in a memo where there is no value of a type.
#[derive(Debug)]
pub struct Nothing<T> {
    bit: u64,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Nothing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Nothing<T> {}

impl<T: Any> Nothing<T> {
    /// That of a type. Of more than 64 in a process, the later ones have none and are made anew where there is no value.
    pub fn of_type() -> Self {
        static TYPES: RwLock<Vec<TypeId>> = RwLock::new(Vec::new());
        let of = TypeId::of::<T>();
        let place = |types: &[TypeId]| types.iter().position(|known| *known == of);
        let known = place(&TYPES.read().unwrap_or_else(PoisonError::into_inner));
        let number = known.unwrap_or_else(|| {
            let mut types = TYPES.write().unwrap_or_else(PoisonError::into_inner);
            place(&types).unwrap_or_else(|| {
                types.push(of);
                types.len() - 1
            })
        });
        Nothing { bit: 1_u64.checked_shl(number as u32).unwrap_or(0), of: PhantomData }
    }
}

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

    /// The value of a type where it has one.
    pub fn get_some<T: Any + Send + Sync>(&self, nothing: Nothing<T>, make: impl FnOnce() -> Option<T>) -> Option<&T> {
        if self.nothing.load(Ordering::Relaxed) & nothing.bit != 0 {
            return None;
        }
        if let (Some(known), _) = self.find() {
            return Some(known);
        }
        let made = make();
        if made.is_none() {
            self.nothing.fetch_or(nothing.bit, Ordering::Relaxed);
        }
        made.map(|made| self.get(|| made))
    }

    /// The value of a type, and where the list ends without it.
    fn find<T: Any>(&self) -> (Option<&T>, &Next) {
        let of = TypeId::of::<T>();
        let mut next = &self.values[FxBuildHasher.hash_one(of) as usize % self.values.len()];
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
    fn what_has_no_value_is_asked_once() {
        let memo = Memo::default();
        let (small, large) = (Nothing::<u8>::of_type(), Nothing::<u64>::of_type());
        assert_eq!((memo.get_some(small, || None), memo.get_some(small, || Some(1))), (None, None));
        assert_eq!((memo.get_some(large, || Some(2)), memo.get_some(large, || None)), (Some(&2), Some(&2)));
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
