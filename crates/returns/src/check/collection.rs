//! A collection: the year, from 1 April to 31 March, that a return is for.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};

/// A collection year, by the calendar year in which it ends: 2026 is 2025/26. Always
/// between 1901 and 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Collection(u16);

/// Why a text is no collection year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{found}\" is not a collection year; write the two years it lies in, as in 2025/26, from 1901 to 2100"
)]
pub struct CollectionProblem {
    /// The text, its first 40 characters.
    pub found: String,
}

impl Collection {
    /// The first there is, that of 1900/01.
    pub const FIRST: Self = Self(1901);

    /// The collection that ends on 31 March of this year; `None` outside 1901 to 2100.
    pub const fn ending(year: u16) -> Option<Self> {
        if year >= 1901 && year <= 2100 {
            Some(Self(year))
        } else {
            None
        }
    }

    /// The collection that holds a day; `None` outside 1901 to 2100.
    pub fn holding(day: Date) -> Option<Self> {
        let ends_next_year = (day.month(), day.day()) >= (4, 1);
        let year = u16::try_from(day.year()).ok()?;
        Self::ending(year + u16::from(ends_next_year))
    }

    /// The calendar year in which it ends: 2026 for 2025/26.
    pub const fn year(self) -> u16 {
        self.0
    }

    /// The first day, 1 April.
    pub fn starts(self) -> Date {
        date(self.calendar_year() - 1, 4, 1)
    }

    /// The last day, 31 March.
    pub fn ends(self) -> Date {
        date(self.calendar_year(), 3, 31)
    }

    fn calendar_year(self) -> i16 {
        // 2100 at the most, by construction.
        i16::try_from(self.0).unwrap_or(2100)
    }
}

impl FromStr for Collection {
    type Err = CollectionProblem;

    /// Reads `2025/26`; the second year must follow the first.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (first, second) = text.trim().split_once('/')?;
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            if (first.len(), second.len()) != (4, 2) || !digits(first) || !digits(second) {
                return None;
            }
            let ends = first.parse::<u16>().ok()?.checked_add(1)?;
            let second: u16 = second.parse().ok()?;
            if ends % 100 == second {
                Self::ending(ends)
            } else {
                None
            }
        };
        read().ok_or_else(|| CollectionProblem {
            found: text.trim().chars().take(40).collect(),
        })
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0 - 1, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_collection_is_written_by_its_two_years_and_runs_from_april_to_march() {
        let collection: Collection = "2025/26".parse().unwrap();
        assert_eq!(collection.year(), 2026);
        assert_eq!(collection.to_string(), "2025/26");
        assert_eq!(collection.starts(), date(2025, 4, 1));
        assert_eq!(collection.ends(), date(2026, 3, 31));
        assert_eq!(Collection::holding(date(2026, 3, 31)), Some(collection));
        assert_eq!(Collection::holding(date(2025, 4, 1)), Some(collection));
        assert_eq!("1999/00".parse(), Ok(Collection(2000)));
    }

    #[test]
    fn years_that_do_not_follow_each_other_are_refused_with_the_form_expected() {
        for text in [
            "2025",
            "2025/27",
            "25/26",
            "2025-26",
            "",
            "2025/2026",
            "9999/00",
        ] {
            let problem = text.parse::<Collection>().unwrap_err();
            assert!(problem.to_string().contains("2025/26"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}") {
            let _ = text.parse::<Collection>();
        }
    }
}
