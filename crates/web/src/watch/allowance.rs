//! How often somebody may ask: so many at once, and then one in so long a time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// How many are kept in mind. Above it those are forgotten who asked least.
const KEPT: usize = 20_000;

/// How often somebody may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// How many requests at once.
    pub at_once: u32,
    /// After how long one more.
    pub every: SignedDuration,
}

/// Who asked how often, by their keys.
pub(crate) struct Counter<K> {
    allowance: Allowance,
    kept: usize,
    /// When each will have all of the allowance again.
    whole_at: Mutex<HashMap<K, Timestamp>>,
}

impl<K: Clone + Eq + Hash> Counter<K> {
    /// By an allowance.
    pub fn new(allowance: Allowance) -> Self {
        Self {
            allowance,
            kept: KEPT,
            whole_at: Mutex::default(),
        }
    }

    /// Takes one of the allowance; where nothing is left, how long it takes until there is.
    pub fn take(&self, key: K, now: Timestamp) -> Result<(), SignedDuration> {
        let every = self.allowance.every;
        let all = every.saturating_mul(i32::try_from(self.allowance.at_once).unwrap_or(i32::MAX));
        let mut whole_at = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        let at = whole_at.get(&key).copied().unwrap_or(now);
        // Nobody owes more than all of it, also where the clock was put back.
        let owed = at.duration_since(now).clamp(SignedDuration::ZERO, all);
        let owed = owed + every;
        if owed > all {
            return Err(owed - all);
        }
        if whole_at.len() >= self.kept {
            forget(&mut whole_at, now, self.kept / 2);
        }
        whole_at.insert(key, now.checked_add(owed).unwrap_or(Timestamp::MAX));
        Ok(())
    }
}

/// Forgets whoever has all of the allowance again, and then whoever owes least, until so many
/// are left.
fn forget<K: Clone + Eq + Hash>(whole_at: &mut HashMap<K, Timestamp>, now: Timestamp, left: usize) {
    whole_at.retain(|_, at| *at > now);
    if whole_at.len() <= left {
        return;
    }
    let mut all: Vec<(Timestamp, K)> = whole_at.drain().map(|(key, at)| (at, key)).collect();
    all.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.truncate(left);
    whole_at.extend(all.into_iter().map(|(at, key)| (key, at)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counter(kept: usize) -> Counter<u32> {
        let allowance = Allowance {
            at_once: 3,
            every: SignedDuration::from_secs(10),
        };
        Counter {
            kept,
            ..Counter::new(allowance)
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn so_many_are_taken_at_once_and_then_one_in_so_long() {
        let counter = counter(100);
        for _ in 0..3 {
            assert_eq!(counter.take(1, at(0)), Ok(()));
        }
        assert_eq!(counter.take(1, at(0)), Err(SignedDuration::from_secs(10)));
        assert_eq!(counter.take(1, at(9)), Err(SignedDuration::from_secs(1)));
        assert_eq!(counter.take(2, at(9)), Ok(()), "another is not held up");
        assert_eq!(counter.take(1, at(10)), Ok(()));
        assert!(counter.take(1, at(10)).is_err());
        for _ in 0..3 {
            assert_eq!(counter.take(1, at(1_000)), Ok(()));
        }
        assert!(counter.take(1, at(1_000)).is_err());
    }

    #[test]
    fn a_clock_that_is_put_back_shuts_nobody_out_for_long() {
        let counter = counter(100);
        assert_eq!(counter.take(1, at(1_000_000)), Ok(()));

        assert_eq!(counter.take(1, at(0)), Err(SignedDuration::from_secs(10)));
        assert_eq!(counter.take(2, at(0)), Ok(()));
    }

    #[test]
    fn however_many_ask_memory_is_bounded_and_whoever_asks_most_is_not_forgotten() {
        let counter = counter(50);
        for _ in 0..3 {
            assert_eq!(counter.take(1, at(0)), Ok(()));
        }
        for other in 2..10_000 {
            assert_eq!(counter.take(other, at(0)), Ok(()));
        }

        assert!(counter.whole_at.lock().expect("it").len() <= 50);
        assert!(counter.take(1, at(0)).is_err());
    }
}
