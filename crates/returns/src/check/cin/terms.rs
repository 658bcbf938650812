//! The terms the rules use: the reference date, the census year, and the days that lie
//! so many working days before them.

use jiff::ToSpan;
use jiff::civil::Date;
use practice::Book;
use practice::authorities::Authorities;
use practice::calendar::Calendar;

use super::days;
use super::rows::{At, table};
use crate::check::Collection;
use crate::read::census::CensusHeader;
use crate::read::period::{Period, census_period};

/// What the practice book knows that the rules ask for.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'b> {
    /// The bank holidays of England.
    pub calendar: &'b Calendar,
    /// The authorities there are and have been.
    pub authorities: &'b Authorities,
}

impl<'b> Reference<'b> {
    /// Of a practice book; `None` where it has not the calendar by which the census counts
    /// working days, `england-and-wales`.
    pub fn of(book: &'b Book) -> Option<Self> {
        Some(Self {
            calendar: book.calendar("england-and-wales")?,
            authorities: &book.authorities,
        })
    }
}

/// What a census says of its period, and what follows from it.
#[derive(Debug, Clone)]
pub(super) struct Census<'b> {
    /// The authorities there are and have been.
    pub authorities: &'b Authorities,
    /// The header, as a row.
    pub header: Option<At>,
    /// The reference date the header gives.
    pub written_reference: Option<Date>,
    /// The reference date it should give: the last day of the collection.
    pub due_reference: Date,
    /// The reference date the rules go by: the one the header gives; where it gives
    /// none, the one it should give.
    pub reference: Date,
    /// The first day of the census year.
    pub starts: Date,
    /// The working day before the census year.
    pub working_day_before: Date,
    /// 45 working days before the reference date, the length of an assessment.
    pub assessment_limit: Date,
    /// 15 working days before the reference date, from enquiry to conference.
    pub conference_limit: Date,
    /// Whether the bank holidays of all these days are known.
    pub holidays_known: bool,
}

impl<'b> Census<'b> {
    /// The terms of a file, by its header.
    pub fn of(header: &CensusHeader, collection: Collection, book: Reference<'b>) -> Self {
        let written = header.reference_date.as_ref();
        let written = written.and_then(|cell| days::written(&cell.text));
        // A header whose period cannot be told is found by rule 100.
        let period = census_period(header).unwrap_or(Period {
            from: collection.starts(),
            to: collection.ends(),
        });
        let mut census = Self::over(period, collection.ends(), book);
        census.written_reference = written;
        census
    }

    /// The terms of a period.
    pub fn over(period: Period, due_reference: Date, book: Reference<'b>) -> Self {
        let calendar = book.calendar;
        let working_day_before = working_days_before(calendar, period.from, 1);
        let assessment_limit = working_days_before(calendar, period.to, 45);
        Self {
            authorities: book.authorities,
            header: Some(At {
                table: table::HEADER,
                row: 0,
            }),
            written_reference: Some(period.to),
            due_reference,
            reference: period.to,
            starts: period.from,
            working_day_before,
            assessment_limit,
            conference_limit: working_days_before(calendar, period.to, 15),
            holidays_known: calendar.knows(working_day_before)
                && calendar.knows(assessment_limit)
                && calendar.knows(period.to),
        }
    }

    /// Whether a day is there and lies in the period of the census, both ends included.
    pub fn holds(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| (self.starts..=self.reference).contains(&day))
    }

    /// Whether a day is there and lies outside the period of the census.
    pub fn lacks(&self, day: Option<Date>) -> bool {
        day.is_some() && !self.holds(day)
    }

    /// The reference date, so many years earlier.
    pub fn years_before_reference(&self, years: i32) -> Option<Date> {
        self.reference.checked_sub(years.years()).ok()
    }
}

/// The day so many working days before a day, which is itself not counted.
fn working_days_before(calendar: &Calendar, day: Date, count: u32) -> Date {
    let mut day = day;
    for _ in 0..count {
        let Ok(yesterday) = day.yesterday() else {
            return day;
        };
        day = calendar.on_or_before(yesterday);
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use practice::Book;

    #[test]
    fn working_days_are_counted_back_over_easter_without_the_day_itself() {
        let book = Book::england().unwrap();
        let calendar = book.calendar("england-and-wales").unwrap();
        // Good Friday 29 March and Easter Monday 1 April 2024.
        let day = working_days_before(calendar, date(2024, 4, 1), 1);
        assert_eq!(day, date(2024, 3, 28));
        // 31 March 2022 was a Thursday; no bank holiday in the three weeks before.
        let day = working_days_before(calendar, date(2022, 3, 31), 15);
        assert_eq!(day, date(2022, 3, 10));
        let day = working_days_before(calendar, date(2026, 3, 31), 45);
        assert_eq!(day, date(2026, 1, 27));
    }
}
