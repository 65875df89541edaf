//! What follows from one thing alone, such as a block's text, worked out once and kept with it as long as it is the same.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by their type: one of each. What makes them may look at the thing that they are kept with and at nothing else.
#[derive(Default)]
pub struct Memo(Mutex<Vec<(TypeId, Arc<dyn Any + Send + Sync>)>>);

impl Memo {
    /// The value of a type; made where there is none yet, without keeping others from theirs meanwhile.
    pub fn get<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(known) = self.known() {
            return known;
        }
        let made = Arc::new(make());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.iter().any(|(of, _)| *of == TypeId::of::<T>()) {
            all.push((TypeId::of::<T>(), Arc::clone(&made) as _));
        }
        made
    }

    fn known<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, known) = all.iter().find(|(of, _)| *of == TypeId::of::<T>())?;
        Arc::clone(known).downcast().ok()
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
}
