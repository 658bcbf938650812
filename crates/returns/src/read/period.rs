//! The period a file speaks about.
//!
//! Outside it the file is silent, and silence is no breach: what a file could not
//! have told is not known. Both returns are made for a collection year, from 1 April
//! to 31 March.

use jiff::civil::{Date, date};

use super::census::CensusHeader;
use super::dates::{self, DateProblem};

/// The days a file speaks about, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// Why the period of a census cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodProblem {
    /// Neither a reference date nor a year.
    #[error("the header has neither a ReferenceDate nor a Year")]
    Missing,
    /// The reference date is none.
    #[error("the ReferenceDate is no date: {0}")]
    ReferenceDate(#[from] DateProblem),
    /// There is no reference date, and the year is none.
    #[error("the Year \"{0}\" is no year between 1900 and 2100, and there is no ReferenceDate")]
    Year(String),
}

/// The period of a census, from its header.
///
/// - It ends on the reference date.
/// - It begins on 1 April of the year before `Year`, when the reference date lies
///   between that day and 30 March of the year after `Year`: a file may be written
///   before or after the collection year it is for has ended.
/// - Otherwise `Year` and the reference date do not go together, and it begins with
///   the collection year that holds the reference date. So too when there is no
///   `Year`, or none that can be read.
/// - Without a reference date it is the collection year that ends in `Year`.
pub fn census_period(header: &CensusHeader) -> Result<Period, PeriodProblem> {
    let written = header.year.as_ref();
    let year = written.and_then(|cell| cell.text.parse::<i16>().ok());
    let year = year.filter(|year| (1900..=2100).contains(year));
    let Some(reference) = &header.reference_date else {
        return match (year, written) {
            (Some(year), _) => Ok(Period {
                from: first_of(year),
                to: date(year, 3, 31),
            }),
            (None, Some(cell)) => Err(PeriodProblem::Year(cell.text.chars().take(40).collect())),
            (None, None) => Err(PeriodProblem::Missing),
        };
    };
    let to = dates::census(&reference.text)?;
    let fits = |year: &i16| first_of(*year) <= to && to < date(*year + 1, 3, 31);
    let from = first_of(year.filter(fits).unwrap_or_else(|| collection_year(to)));
    Ok(Period { from, to })
}

/// The period of a looked after return, from its dates.
///
/// - `ceased`: the days on which episodes ceased (`DEC`), all of which lie in the
///   collection year;
/// - `began`: those on which episodes began (`DECOM`), of which many lie before it, as
///   a return carries the current episodes of every child looked after in the year;
/// - `happened`: those of what is told of the year alone (reviews, times missing).
///
/// Some of each are mistyped, so that a year counts when it holds at least one in
/// twenty of them, and the latest such year is taken. The period is the later of what
/// `began` and `ceased` say; where no episode ceased, of what `began` and `happened`
/// say. `None` when none of them says anything.
pub fn ssda903_period(
    began: impl IntoIterator<Item = Date>,
    ceased: impl IntoIterator<Item = Date>,
    happened: impl IntoIterator<Item = Date>,
) -> Option<Period> {
    let evidence = latest_year(ceased).or_else(|| latest_year(happened));
    let year = latest_year(began).max(evidence)?;
    Some(Period {
        from: first_of(year),
        to: date(year, 3, 31),
    })
}

/// The latest collection year that holds at least one in twenty of the days, by the
/// year in which it ends. Days outside 1900 to 2100 are passed over.
fn latest_year(days: impl IntoIterator<Item = Date>) -> Option<i16> {
    let mut years = std::collections::BTreeMap::<i16, usize>::new();
    for day in days
        .into_iter()
        .filter(|day| (1900..=2100).contains(&day.year()))
    {
        *years.entry(collection_year(day)).or_default() += 1;
    }
    let all: usize = years.values().sum();
    let mut latest = years.into_iter().rev();
    latest
        .find(|(_, count)| count * 20 >= all)
        .map(|(year, _)| year)
}

/// The calendar year in which the collection year of a day ends.
fn collection_year(day: Date) -> i16 {
    if (day.month(), day.day()) >= (4, 1) {
        day.year().saturating_add(1)
    } else {
        day.year()
    }
}

/// The first day of the collection year that ends in `year`.
fn first_of(year: i16) -> Date {
    date(year - 1, 4, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, Place};

    fn census(year: &str, reference: &str) -> Result<Period, PeriodProblem> {
        let cell = |field, text: &str| {
            (!text.is_empty()).then(|| Cell::new(field, text.to_owned(), Place::default()))
        };
        census_period(&CensusHeader {
            year: cell("Year", year),
            reference_date: cell("ReferenceDate", reference),
            ..CensusHeader::default()
        })
    }

    #[test]
    fn a_census_speaks_from_april_to_its_reference_date() {
        let period = |from, to| Ok(Period { from, to });
        let day = date;
        for (year, reference, from, to) in [
            ("2022", "2022-07-21", day(2021, 4, 1), day(2022, 7, 21)),
            ("2023", "2024-03-31", day(2023, 4, 1), day(2024, 3, 31)),
            ("2022", "2022-03-31", day(2021, 4, 1), day(2022, 3, 31)),
            ("2022", "2021-06-01", day(2021, 4, 1), day(2021, 6, 1)),
            ("2022", "2023-03-30", day(2021, 4, 1), day(2023, 3, 30)),
            ("2022", "2019-06-01", day(2019, 4, 1), day(2019, 6, 1)),
            ("2022", "", day(2021, 4, 1), day(2022, 3, 31)),
            ("", "2022-03-31", day(2021, 4, 1), day(2022, 3, 31)),
            ("soon", "2022-04-01", day(2022, 4, 1), day(2022, 4, 1)),
        ] {
            assert_eq!(
                census(year, reference),
                period(from, to),
                "{year} {reference}"
            );
        }
    }

    #[test]
    fn a_census_without_a_period_says_why() {
        assert_eq!(census("", ""), Err(PeriodProblem::Missing));
        assert_eq!(
            census("soon", ""),
            Err(PeriodProblem::Year("soon".to_owned()))
        );
        assert_eq!(
            census("32767", ""),
            Err(PeriodProblem::Year("32767".to_owned()))
        );
        let problem = census("2022", "31/03/2022").unwrap_err().to_string();
        assert!(problem.contains("31/03/2022") && problem.contains("yyyy-mm-dd"));
    }

    #[test]
    fn a_looked_after_return_speaks_of_the_latest_year_with_one_episode_in_twenty() {
        let mut began = vec![date(2015, 7, 1); 10];
        began.extend(vec![date(2018, 3, 31); 10]);
        began.push(date(2071, 1, 1)); // mistyped
        let period = ssda903_period(began, [], []).unwrap();
        assert_eq!(
            (period.from, period.to),
            (date(2017, 4, 1), date(2018, 3, 31))
        );
        assert_eq!(ssda903_period([Date::MIN, Date::MAX], [], []), None);
        let one = ssda903_period([date(2018, 4, 1)], [], []).unwrap();
        assert_eq!(one.to, date(2019, 3, 31));
    }

    #[test]
    fn no_year_has_one_in_twenty_when_they_are_spread_thin() {
        assert_eq!(
            ssda903_period((1950..1980).map(|year| date(year, 6, 1)), [], []),
            None
        );
    }

    #[test]
    fn a_child_in_one_long_placement_is_placed_in_the_year_of_the_reviews() {
        let began = [date(2019, 6, 1)];
        let reviews = [date(2023, 5, 2), date(2023, 10, 30)];
        let period = ssda903_period(began, [], reviews).unwrap();
        assert_eq!(period.to, date(2024, 3, 31));
        // An episode that ceased says it more surely than a review with a wrong date.
        let period = ssda903_period(began, [date(2023, 4, 3)], [date(2031, 1, 1)]).unwrap();
        assert_eq!(period.to, date(2024, 3, 31));
    }
}
