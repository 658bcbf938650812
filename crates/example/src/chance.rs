//! Chance that repeats: the same seed gives the same authority. Each family, worker and
//! team has a stream of its own, so that one more or less changes nothing for the others.

use practice::Id;

/// One stream of chance (SplitMix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream of one of a kind.
    pub fn of(seed: u64, kind: u64, number: usize) -> Self {
        let mut stream = Self(seed ^ kind.rotate_left(48));
        let start = stream.next() ^ (number as u64).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let mut stream = Self(start);
        stream.next();
        stream
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        let bits = u32::try_from(self.next() >> 32).unwrap_or(0);
        f64::from(bits) / 4_294_967_296.0
    }

    /// Whether something happens that is so likely.
    pub fn happens(&mut self, likely: f64) -> bool {
        self.unit() < likely
    }

    /// A number from `from` to `to`, both of them among those that may come.
    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        let width = u64::from(to.abs_diff(from)) + 1;
        let step = i32::try_from(self.next() % width).unwrap_or(0);
        from.saturating_add(step)
    }

    /// One of these; the default where there is none.
    pub fn pick<T: Copy + Default>(&mut self, of: &[T]) -> T {
        let width = of.len().max(1) as u64;
        let place = usize::try_from(self.next() % width).unwrap_or(0);
        of.get(place).copied().unwrap_or_default()
    }

    /// One of these, each as likely as its weight; the default where there is none.
    pub fn weighted<T: Copy + Default>(&mut self, of: &[(T, u32)]) -> T {
        let whole: u64 = of.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut left = self.next() % whole.max(1);
        for (one, weight) in of {
            match left.checked_sub(u64::from(*weight)) {
                None => return *one,
                Some(rest) => left = rest,
            }
        }
        T::default()
    }

    /// An identifier.
    pub fn id(&mut self) -> Id {
        let mut bytes = [0; 16];
        let (first, second) = bytes.split_at_mut(8);
        first.copy_from_slice(&self.next().to_le_bytes());
        second.copy_from_slice(&self.next().to_le_bytes());
        Id::from_bytes(bytes)
    }
}
