//! An authority that is made up: nobody in it exists, and everything in it was worked.
//!
//! The example is made by *simulating the work*, day by day, from some years ago to
//! yesterday. Families come to be known, children are assessed, protected, looked after and
//! leave care; workers have so many hours and a list in the order of due dates; they fall
//! ill, leave and are replaced. What they record goes to the ledger as people's entries do,
//! with a clock that stands at that day, and what is owed is worked out by the practice
//! book. Nothing is made late: lateness, churn and drift are what comes of it.
//!
//! The same seed and the same day make the same authority.
//!
//! | what you look for | where it is |
//! |---|---|
//! | how large it is, and making it | here |
//! | a day | `run` |
//! | what is worked, by whom, in what time | `work` |
//! | what happens to children and families | `story` |
//! | who works there, who leaves, who has which child | `staff` |
//! | names, addresses, sentences | `names` |
//! | entries written, and as the book asks | `pen`, `told` |
//! | what is owed, seen as the ledger folds | `watch` |

#![warn(missing_docs)]

mod authority;
mod chance;
mod child;
mod clock;
mod fault;
mod names;
mod pen;
mod run;
mod staff;
mod story;
mod told;
mod watch;
mod work;

pub use fault::Fault;
pub use run::{MADE, Made, Making, NAME};

/// How large an example is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// How many children are to be open at its end.
    pub open_children: u32,
    /// How many days are worked.
    pub days: i32,
    /// How many call each working day about a child for whom nothing further is done, for
    /// each thousand open children: of them come the many whom the authority has a file of.
    pub other_contacts: f64,
    /// How many workers there are, of a hundred that the work needs.
    pub staffed_percent: u32,
}

impl Scale {
    /// Twelve open children and three months: for tests.
    pub const TINY: Self = Self {
        open_children: 12,
        days: 91,
        other_contacts: 4.0,
        staffed_percent: 100,
    };

    /// Three hundred open children and two years: to look at.
    pub const SMALL: Self = Self {
        open_children: 300,
        days: 730,
        other_contacts: 4.0,
        staffed_percent: 100,
    };

    /// Six thousand open children, ten years, and 150,000 people: to measure with.
    pub const AUTHORITY: Self = Self {
        open_children: 6000,
        days: 3652,
        other_contacts: 8.9,
        staffed_percent: 100,
    };
}

/// What was counted while it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Workers who began after the first day.
    pub joined: u64,
    /// Workers who left.
    pub left: u64,
    /// Days on which somebody was ill.
    pub days_ill: u64,
    /// How often a child was given to a social worker.
    pub allocations: u64,
}
