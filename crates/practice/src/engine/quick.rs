//! A quick hash for the names of record types, which are looked up for every duty. There
//! are few of them in a file, and the practice book says which: nobody can choose many
//! that clash.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Something for each of these names.
pub(super) type ByName<'n, T> = HashMap<&'n str, T, BuildHasherDefault<EightByEight>>;

/// Mixes in eight bytes at a time.
#[derive(Default)]
pub(super) struct EightByEight(u64);

impl Hasher for EightByEight {
    fn write(&mut self, bytes: &[u8]) {
        for some in bytes.chunks(8) {
            let word = (some.iter()).fold(0, |word, byte| word << 8 | u64::from(*byte));
            // An odd number without pattern: the golden ratio's.
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        // A table looks at the low bits, which multiplying mixes least.
        self.0.rotate_left(26)
    }
}
