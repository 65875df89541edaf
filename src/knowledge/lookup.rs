//! Hashes with what they lead to, in little more memory than that itself.

/// Values by a hash of 64 bits, several to a hash where there are. Made at once, never changed.
#[derive(Clone, Debug)]
pub(super) struct Lookup<T> {
    /// How many of the first bits of a hash tell its bucket.
    bits: u32,
    /// Where each bucket begins; after them where the last one ends.
    buckets: Box<[u32]>,
    /// The 32 bits that follow those of the bucket, sorted in each.
    hashes: Box<[u32]>,
    values: Box<[T]>,
}

/// Hashes in a bucket, or thereabouts.
const BUCKET: usize = 4;

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Lookup { bits: 1, buckets: Box::default(), hashes: Box::default(), values: Box::default() }
    }
}

impl<T: Copy + Ord> Lookup<T> {
    /// What these hashes lead to; the values of one hash come in their order.
    pub fn of(mut pairs: Vec<(u64, T)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let bits = (pairs.len() / BUCKET).max(2).ilog2();
        let mut buckets = vec![0; (1 << bits) + 1];
        pairs.iter().for_each(|(hash, _)| buckets[bucket(bits, *hash) + 1] += 1);
        (1..buckets.len()).for_each(|at| buckets[at] += buckets[at - 1]);
        let hashes = pairs.iter().map(|(hash, _)| rest(bits, *hash)).collect();
        Lookup { bits, buckets: buckets.into(), hashes, values: pairs.into_iter().map(|(_, value)| value).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values of a hash. Those of another one are among them by a chance of one in billions.
    pub fn get(&self, hash: u64) -> &[T] {
        if self.is_empty() {
            return &[];
        }
        let at = bucket(self.bits, hash);
        let (start, end) = (self.buckets[at] as usize, self.buckets[at + 1] as usize);
        let hashes = &self.hashes[start..end];
        let rest = rest(self.bits, hash);
        let first = hashes.partition_point(|other| *other < rest);
        let count = hashes[first..].iter().take_while(|other| **other == rest).count();
        &self.values[start + first..start + first + count]
    }
}

fn bucket(bits: u32, hash: u64) -> usize {
    (hash >> (64 - bits)) as usize
}

fn rest(bits: u32, hash: u64) -> u32 {
    (hash >> (32 - bits)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in() {
        let hash = |number: u64| (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let pairs = (0..5000).flat_map(|number| (0..=number % 3).map(move |value| (hash(number), value)));
        let lookup = Lookup::of(pairs.collect());
        for number in 0..5000 {
            assert_eq!(lookup.get(hash(number)), &[0, 1, 2][..=(number % 3) as usize]);
        }
        assert!((5000..9000).all(|number| lookup.get(hash(number)).is_empty()));
        assert!(Lookup::<u8>::default().get(hash(1)).is_empty());
        assert_eq!(Lookup::of(vec![(u64::MAX, 7), (0, 8)]).get(u64::MAX), [7]);
    }
}
