//! Returns of made-up children, to measure with: of any size, and the same each time.

mod census;
mod looked_after;

use jiff::ToSpan as _;
use jiff::civil::Date;

pub use census::census;
pub use looked_after::LookedAfter;

fn day(from: Date, days: u32) -> Date {
    from.saturating_add(i64::from(days).days())
}

/// A small generator of numbers that only look like chance.
struct Chance(u64);

impl Chance {
    /// The numbers of a child: everything about a child follows from the child's number.
    fn of_child(number: u32) -> Self {
        Self(u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 11) % u64::from(n.max(1))).unwrap_or(0)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let index = self.below(u32::try_from(all.len()).unwrap_or(1));
        all.get(index as usize).copied().unwrap_or_default()
    }
}
