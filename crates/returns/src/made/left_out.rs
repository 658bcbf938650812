//! Why a child is not in a return. No child is left out in silence.

use std::collections::BTreeMap;

/// Why a child whose file stands in the record is not in the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// No referral of the child was received or open in the year.
    NoReferralInTheYear,
    /// The same, of a child who was looked after in the year: to be looked into.
    LookedAfterWithoutReferral,
    /// Nobody ever looked after the child.
    NeverLookedAfter,
    /// The child was looked after, but not in the year, and no birthday as a care leaver
    /// falls in it.
    NotLookedAfterInTheYear,
    /// Nothing of the child belongs on a list for inspectors.
    NothingForInspectors,
    /// Some entries of the file cannot be read, and nothing that can be says that the child
    /// belongs in the return.
    FileNotWhole,
}

impl LeftOut {
    /// The reason in words, of several children.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoReferralInTheYear => "no referral was received or open in the year",
            Self::LookedAfterWithoutReferral => {
                "looked after in the year, though no referral was open: look into these"
            }
            Self::NeverLookedAfter => "never looked after",
            Self::NotLookedAfterInTheYear => {
                "looked after in other years only, and no birthday as a care leaver in this one"
            }
            Self::NothingForInspectors => "nothing for any of the lists",
            Self::FileNotWhole => {
                "entries of the file cannot be read, and what can be read does not say that the child belongs here"
            }
        }
    }
}

/// How many children were left out, by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOutCount(BTreeMap<LeftOut, u64>);

impl LeftOutCount {
    /// Counts a child.
    pub fn add(&mut self, why: LeftOut) {
        *self.0.entry(why).or_default() += 1;
    }

    /// Each reason, and how many children.
    pub fn reasons(&self) -> impl Iterator<Item = (LeftOut, u64)> + '_ {
        self.0.iter().map(|(why, count)| (*why, *count))
    }

    /// How many in all.
    pub fn all(&self) -> u64 {
        self.0.values().sum()
    }
}
