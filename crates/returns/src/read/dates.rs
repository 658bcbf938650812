//! Dates as the returns write them: `dd/mm/yyyy` in the looked after return,
//! `yyyy-mm-dd` in the census.
//!
//! Nothing is guessed. A date that is written another way, a day that does not
//! exist or a year outside 1900 to 2100 is a [`DateProblem`] that says what was
//! found and what was expected.

use jiff::civil::Date;

/// How the looked after return writes a date.
pub const SSDA903_FORM: &str = "dd/mm/yyyy";
/// How the census writes a date.
pub const CENSUS_FORM: &str = "yyyy-mm-dd";

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    /// It is written another way.
    #[error("\"{found}\" is not a date written {expected}")]
    Form {
        /// The text, its first 40 characters.
        found: String,
        /// The form expected.
        expected: &'static str,
    },
    /// The calendar has no such day.
    #[error("\"{found}\" is not a day of the calendar (written {expected})")]
    NoSuchDay {
        /// The text.
        found: String,
        /// The form expected.
        expected: &'static str,
    },
    /// The year is before 1900 or after 2100.
    #[error("\"{found}\" is not between 1900 and 2100 (written {expected})")]
    OutOfRange {
        /// The text.
        found: String,
        /// The form expected.
        expected: &'static str,
    },
}

/// Reads `dd/mm/yyyy`, the form of the looked after return.
pub fn ssda903(text: &str) -> Result<Date, DateProblem> {
    let parts = match text.trim().as_bytes() {
        [d1, d2, b'/', m1, m2, b'/', year @ ..] => digits(year, 4)
            .zip(digits(&[*m1, *m2], 2))
            .zip(digits(&[*d1, *d2], 2)),
        _ => None,
    };
    finish(text, parts, SSDA903_FORM)
}

/// Reads `yyyy-mm-dd`, the form of the census. A `Z` or a time (`T00:00:00`) after
/// it is let pass: some suppliers write one, and it does not change the day.
pub fn census(text: &str) -> Result<Date, DateProblem> {
    let parts = match text.trim().as_bytes() {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] if is_time(rest) => {
            digits(&[*y1, *y2, *y3, *y4], 4)
                .zip(digits(&[*m1, *m2], 2))
                .zip(digits(&[*d1, *d2], 2))
        }
        _ => None,
    };
    finish(text, parts, CENSUS_FORM)
}

/// Nothing, `Z`, or `T` and a time of day with or without a zone.
fn is_time(rest: &[u8]) -> bool {
    match rest {
        [] | [b'Z'] => true,
        [b'T', time @ ..] => {
            time.first().is_some_and(u8::is_ascii_digit)
                && time
                    .iter()
                    .all(|b| b.is_ascii_digit() || b":.+-Z".contains(b))
        }
        _ => false,
    }
}

fn digits(bytes: &[u8], length: usize) -> Option<i16> {
    if bytes.len() != length || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        bytes
            .iter()
            .fold(0, |sum, digit| sum * 10 + i16::from(digit - b'0')),
    )
}

fn finish(
    text: &str,
    parts: Option<((i16, i16), i16)>,
    expected: &'static str,
) -> Result<Date, DateProblem> {
    let found = || text.trim().chars().take(40).collect::<String>();
    let Some(((year, month), day)) = parts else {
        return Err(DateProblem::Form {
            found: found(),
            expected,
        });
    };
    let date = i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .and_then(|(month, day)| Date::new(year, month, day).ok())
        .ok_or_else(|| DateProblem::NoSuchDay {
            found: found(),
            expected,
        })?;
    if (1900..=2100).contains(&year) {
        Ok(date)
    } else {
        Err(DateProblem::OutOfRange {
            found: found(),
            expected,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn each_return_reads_its_own_form() {
        assert_eq!(ssda903("07/04/2017"), Ok(date(2017, 4, 7)));
        assert_eq!(census("2017-04-07"), Ok(date(2017, 4, 7)));
        assert_eq!(census(" 2017-04-07Z "), Ok(date(2017, 4, 7)));
        assert_eq!(census("2017-04-07T00:00:00"), Ok(date(2017, 4, 7)));
        assert_eq!(census("2022-07-21T10:12:28+01:00"), Ok(date(2022, 7, 21)));
    }

    #[test]
    fn a_problem_says_what_was_found_and_what_was_expected() {
        for text in [
            "2017-04-07",
            "7/4/2017",
            "07/04/17",
            "",
            "07-04-2017",
            "07/04/20177",
        ] {
            let problem = ssda903(text).unwrap_err();
            assert!(matches!(problem, DateProblem::Form { .. }), "{text}");
            assert!(problem.to_string().contains("dd/mm/yyyy"));
        }
        assert!(matches!(
            census("07/04/2017"),
            Err(DateProblem::Form { .. })
        ));
        assert!(matches!(
            census("2017-04-07 nonsense"),
            Err(DateProblem::Form { .. })
        ));
        assert!(matches!(
            ssda903("31/02/2017"),
            Err(DateProblem::NoSuchDay { .. })
        ));
        assert!(matches!(
            census("2023-02-29"),
            Err(DateProblem::NoSuchDay { .. })
        ));
        assert!(matches!(
            census("1066-04-13"),
            Err(DateProblem::OutOfRange { .. })
        ));
        assert!(matches!(
            ssda903("01/01/2101"),
            Err(DateProblem::OutOfRange { .. })
        ));
        assert_eq!(ssda903("01/01/1900"), Ok(date(1900, 1, 1)));
        assert_eq!(census("2100-12-31"), Ok(date(2100, 12, 31)));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_dates_panic(text in "\\PC{0,40}") {
            let _ = ssda903(&text);
            let _ = census(&text);
        }

        #[test]
        fn a_day_written_is_the_day_read(year in 1900i16..=2100, day in 1i16..=366) {
            let first = date(year, 1, 1);
            if let Ok(date) = first.with().day_of_year(day).build() {
                prop_assert_eq!(census(&date.to_string()), Ok(date));
                let sector = format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
                prop_assert_eq!(ssda903(&sector), Ok(date));
            }
        }
    }
}
