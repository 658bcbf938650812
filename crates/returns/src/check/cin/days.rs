//! Days as a census writes them, read for the rules.
//!
//! A rule compares days, however far away they lie: a date of birth in 1066 is a day,
//! and a rule says that it is wrong. So any year of four figures is taken here, where an
//! import takes 1900 to 2100. A date written another way is no day for a rule; the
//! schema's check reports it.

use jiff::civil::Date;

/// Reads `yyyy-mm-dd`. What follows it (`Z`, an offset, a time) does not change the day.
pub(super) fn written(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['Z', 'T', '+', '-'])) {
        return None;
    }
    match day.as_bytes() {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            day_of(&[*y1, *y2, *y3, *y4], &[*m1, *m2], &[*d1, *d2])
        }
        _ => None,
    }
}

/// Reads the days of published cases: `dd/mm/yyyy`, also with dashes, with or without
/// leading noughts.
pub(super) fn written_in_case(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['/', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    day_of(year.as_bytes(), month.as_bytes(), day.as_bytes())
}

fn day_of(year: &[u8], month: &[u8], day: &[u8]) -> Option<Date> {
    let month = i8::try_from(number(month)?).ok()?;
    let day = i8::try_from(number(day)?).ok()?;
    Date::new(number(year)?, month, day).ok()
}

/// One to four figures.
fn number(digits: &[u8]) -> Option<i16> {
    if digits.is_empty() || digits.len() > 4 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum = |sum: i16, digit: &u8| sum * 10 + i16::from(digit - b'0');
    Some(digits.iter().fold(0, sum))
}

/// Whether both days are there and the first is before the second.
pub(super) fn before(first: Option<Date>, second: Option<Date>) -> bool {
    first.zip(second).is_some_and(|(one, other)| one < other)
}

/// Whether both days are there and the first is after the second.
pub(super) fn after(first: Option<Date>, second: Option<Date>) -> bool {
    before(second, first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_however_long_ago_and_another_form_is_no_day() {
        assert_eq!(written("2026-03-31"), Some(date(2026, 3, 31)));
        assert_eq!(written("1066-04-13"), Some(date(1066, 4, 13)));
        assert_eq!(written("2026-03-31Z"), Some(date(2026, 3, 31)));
        assert_eq!(written("2026-03-31T10:00:00"), Some(date(2026, 3, 31)));
        for text in ["31/03/2026", "2026-02-30", "2026-3-31", "", "2026-03-311"] {
            assert_eq!(written(text), None, "{text}");
        }
        assert_eq!(written_in_case("5/12/1993"), Some(date(1993, 12, 5)));
        assert_eq!(written_in_case("17-06-2021"), Some(date(2021, 6, 17)));
        assert_eq!(written_in_case("pd.NA"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,14}|[0-9/-]{8,12}") {
            let _ = (written(&text), written_in_case(&text));
        }
    }
}
