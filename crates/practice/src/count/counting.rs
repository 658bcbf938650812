//! Whether the day from which a period runs is counted.

use std::str::FromStr;

/// Whether the day of the trigger is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counting {
    /// "Within N days of": day 1 is the day after.
    TriggerDayExcluded,
    /// "N days beginning with": the trigger day is day 1.
    BeginningWithTriggerDay,
}

impl Counting {
    /// How the practice book writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TriggerDayExcluded => "trigger day excluded",
            Self::BeginningWithTriggerDay => "beginning with the trigger day",
        }
    }
}

impl FromStr for Counting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::TriggerDayExcluded, Self::BeginningWithTriggerDay]
            .into_iter()
            .find(|counting| counting.name() == text)
            .ok_or_else(|| {
                format!(
                    "{text:?} is no way of counting: \"trigger day excluded\" or \"beginning with the trigger day\" is expected"
                )
            })
    }
}
