//! What a cell says: a text, a day, a distance. Each was read once, and keeps whether
//! the cell was given apart from whether it could be understood.

use jiff::civil::Date;

/// A text; nothing when the cell is blank. Codes are compared as written: `c1` is no
/// `C1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Text<'a>(pub Option<&'a str>);

/// A day: the text of the cell, and the day it means when it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Day<'a> {
    /// What was written.
    pub text: Option<&'a str>,
    /// The day, when it is written dd/mm/yyyy and the calendar has it.
    pub date: Option<Date>,
}

/// A distance in miles.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Distance {
    /// Whether there is one, understood or not.
    pub given: bool,
    /// The miles.
    pub miles: Option<f64>,
}

impl<'a> From<Option<&'a str>> for Text<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self(text)
    }
}

impl<'a> From<Option<&'a str>> for Day<'a> {
    fn from(text: Option<&'a str>) -> Self {
        let date = text.and_then(read_day);
        Self { text, date }
    }
}

impl From<Option<&str>> for Distance {
    fn from(text: Option<&str>) -> Self {
        let miles = text.and_then(|text| text.trim().parse().ok());
        Self {
            given: text.is_some(),
            miles: miles.filter(|miles: &f64| miles.is_finite()),
        }
    }
}

impl Text<'_> {
    /// Whether something is written.
    pub fn given(self) -> bool {
        self.0.is_some()
    }

    /// Whether nothing is.
    pub fn blank(self) -> bool {
        self.0.is_none()
    }

    /// Whether it is this code.
    pub fn is(self, code: &str) -> bool {
        self.0 == Some(code)
    }

    /// Whether it is one of these codes.
    pub fn is_in(self, codes: &[&str]) -> bool {
        self.0.is_some_and(|text| codes.contains(&text))
    }

    /// Whether it is written and is none of these codes.
    pub fn invalid(self, codes: &[&str]) -> bool {
        self.given() && !self.is_in(codes)
    }
}

impl Day<'_> {
    /// Whether something is written, a day or not.
    pub fn given(self) -> bool {
        self.text.is_some()
    }

    /// Whether nothing is.
    pub fn blank(self) -> bool {
        self.text.is_none()
    }

    /// Whether something is written that is no day.
    pub fn invalid(self) -> bool {
        self.given() && self.date.is_none()
    }

    /// Whether it lies before the other; not when either is unknown.
    pub fn before(self, other: impl Into<Option<Date>>) -> bool {
        self.date
            .zip(other.into())
            .is_some_and(|(day, other)| day < other)
    }

    /// Whether it lies after the other; not when either is unknown.
    pub fn after(self, other: impl Into<Option<Date>>) -> bool {
        self.date
            .zip(other.into())
            .is_some_and(|(day, other)| day > other)
    }

    /// Whether it is the other or lies before it; not when either is unknown.
    pub fn by(self, other: impl Into<Option<Date>>) -> bool {
        self.date
            .zip(other.into())
            .is_some_and(|(day, other)| day <= other)
    }

    /// Whether it is the other or lies after it; not when either is unknown.
    pub fn since(self, other: impl Into<Option<Date>>) -> bool {
        self.date
            .zip(other.into())
            .is_some_and(|(day, other)| day >= other)
    }

    /// Whether it is the same day; not when either is unknown.
    pub fn same(self, other: impl Into<Option<Date>>) -> bool {
        self.date
            .zip(other.into())
            .is_some_and(|(day, other)| day == other)
    }

    /// The day so many years later: a birthday.
    pub fn plus_years(self, years: i16) -> Option<Date> {
        plus_years(self.date?, years)
    }

    /// The days from it to the other, when both are known.
    pub fn days_to(self, other: impl Into<Option<Date>>) -> Option<i32> {
        Some(days_between(self.date?, other.into()?))
    }
}

impl From<Day<'_>> for Option<Date> {
    fn from(day: Day<'_>) -> Self {
        day.date
    }
}

/// The same day in another year; 28 February for one that has no 29th.
pub fn plus_years(day: Date, years: i16) -> Option<Date> {
    let year = day.year().checked_add(years)?;
    let same = Date::new(year, day.month(), day.day());
    same.or_else(|_| Date::new(year, day.month(), 28)).ok()
}

/// The days from one day to another; negative when the other is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    let days = |day: Date| {
        // Days since 1 March of the year 0, as the civil calendar counts them.
        let month = (i32::from(day.month()) + 9) % 12;
        let year = i32::from(day.year()) - month / 10;
        365 * year + year / 4 - year / 100
            + year / 400
            + (month * 306 + 5) / 10
            + i32::from(day.day())
            - 1
    };
    days(to) - days(from)
}

/// Reads `dd/mm/yyyy`; a day or month below ten may stand with one figure. Years before
/// 1678 or after 2261 are taken for slips of the pen.
fn read_day(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.next().is_some() || year.len() != 4 || !digits(year, 4) {
        return None;
    }
    if !digits(day, 2) || !digits(month, 2) {
        return None;
    }
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1678..=2261).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_as_the_return_writes_it_and_nothing_is_guessed() {
        assert_eq!(read_day("1/04/2000"), Some(date(2000, 4, 1)));
        assert_eq!(read_day("06/06/1890"), Some(date(1890, 6, 6)));
        for text in [
            "38/04/2019",
            "01/01/19",
            "2000/12/10",
            "01/01/2000/1",
            "+1/01/2000",
            "ZZ/01/2000",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_birthday_on_29_february_falls_on_the_28th_in_other_years() {
        assert_eq!(plus_years(date(2008, 2, 29), 10), Some(date(2018, 2, 28)));
        assert_eq!(plus_years(date(2008, 2, 29), 12), Some(date(2020, 2, 29)));
    }

    proptest! {
        #[test]
        fn days_between_are_the_calendars(from in 0i32..200_000, days in -100_000i32..100_000) {
            let from = date(1700, 1, 1) + jiff::Span::new().days(from);
            let to = from + jiff::Span::new().days(days);
            prop_assert_eq!(days_between(from, to), days);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,14}") {
            let _ = read_day(&text);
            let _ = Distance::from(Some(text.as_str()));
        }
    }
}
