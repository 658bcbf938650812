//! What may stand in a column of the dataset, and the one way in which it is written.
//!
//! Days are written `2026-05-22`, and with a time of day `2026-05-22T16:30:00`; a
//! database that writes every day with midnight beside it means the day. Yes and no
//! are `Y` and `N`. Everything else stands as it was given.

use jiff::civil::{Date, DateTime};

use super::Form;

/// The value as it is written in the dataset.
///
/// # Errors
///
/// A sentence on what was found and what is expected.
pub fn canonical(form: Form, text: &str) -> Result<String, String> {
    match form {
        Form::Text(most) => length(text, most).map(str::to_owned),
        Form::Json(most) => {
            length(text, most)?;
            match serde_json::from_str::<serde_json::Value>(text) {
                Ok(_) => Ok(text.to_owned()),
                Err(_) => Err(format!("\"{}\" is not JSON", short(text))),
            }
        }
        Form::Date => moment(text),
        Form::Whole(most) => {
            let figures = text.strip_prefix('-').unwrap_or(text);
            let is_whole = !figures.is_empty()
                && figures.len() <= most
                && figures.bytes().all(|byte| byte.is_ascii_digit());
            is_whole.then(|| text.to_owned()).ok_or_else(|| {
                format!(
                    "\"{}\" is not a whole number of at most {most} figures",
                    short(text)
                )
            })
        }
        Form::Decimal => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(text.to_owned()),
            _ => Err(format!("\"{}\" is not a number", short(text))),
        },
        Form::YesNo => match text {
            "Y" | "y" | "1" => Ok("Y".to_owned()),
            "N" | "n" | "0" => Ok("N".to_owned()),
            _ => Err(format!("\"{}\" is neither Y nor N", short(text))),
        },
        Form::Hash => {
            let figures = text.strip_prefix("0x").unwrap_or(text);
            let is_hash =
                figures.len() == 64 && figures.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hash
                .then(|| figures.to_ascii_lowercase())
                .ok_or_else(|| format!("\"{}\" is no hash of 32 bytes", short(text)))
        }
    }
}

/// The day of a value of [`Form::Date`].
pub fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

fn length(text: &str, most: usize) -> Result<&str, String> {
    let found = text.chars().count();
    if found <= most {
        Ok(text)
    } else {
        Err(format!(
            "it has {found} characters, where at most {most} may stand"
        ))
    }
}

fn moment(text: &str) -> Result<String, String> {
    let refuse = |why: &str| format!("\"{}\" {why}", short(text));
    let form = "is not a day written yyyy-mm-dd";
    let has_form = |text: &str| {
        text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    let (day, time) = match text.get(..10) {
        Some(day) if has_form(day) => (day, text.get(10..).unwrap_or_default()),
        _ => return Err(refuse(form)),
    };
    let date: Date = (day.parse()).map_err(|_| refuse("is not a day of the calendar"))?;
    if !(1900..=2100).contains(&date.year()) {
        return Err(refuse("is not between 1900 and 2100"));
    }
    let time = match time.strip_prefix(['T', ' ']) {
        None if time.is_empty() => return Ok(day.to_owned()),
        None => return Err(refuse(form)),
        Some(time) => time,
    };
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let clock = match clock.len() {
        5 => format!("{clock}:00"),
        _ => clock.to_owned(),
    };
    let whole = fraction.bytes().all(|byte| byte == b'0');
    let is_time = clock.len() == 8 && format!("{day}T{clock}").parse::<DateTime>().is_ok();
    match (is_time, whole, clock.as_str()) {
        (true, true, "00:00:00") => Ok(day.to_owned()),
        (true, true, _) => Ok(format!("{day}T{clock}")),
        (true, false, _) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok(format!("{day}T{clock}.{}", fraction.trim_end_matches('0')))
        }
        _ => Err(refuse("has a time of day that is none")),
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_written_in_one_way_whatever_the_database_puts_beside_it() {
        for (given, written) in [
            ("2026-05-22", "2026-05-22"),
            ("2026-05-22 00:00:00.000", "2026-05-22"),
            ("2026-05-22T00:00:00", "2026-05-22"),
            ("2026-05-22 16:30:00", "2026-05-22T16:30:00"),
            ("2026-05-22 16:30", "2026-05-22T16:30:00"),
            ("2026-05-22T16:30:00.1230", "2026-05-22T16:30:00.123"),
        ] {
            assert_eq!(canonical(Form::Date, given).as_deref(), Ok(written));
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_what_was_found() {
        for given in [
            "22/05/2026",
            "2026-02-30",
            "1066-10-14",
            "2026-05-22x",
            "2026-05-22 25:00:00",
            "",
        ] {
            let why = canonical(Form::Date, given).unwrap_err();
            assert!(why.contains(given), "{why}");
        }
    }

    #[test]
    fn a_value_that_does_not_fit_its_column_is_refused() {
        assert!(canonical(Form::Text(3), "abcd").is_err());
        assert!(canonical(Form::Text(3), "äöü").is_ok(), "characters count");
        assert!(canonical(Form::Json(20), "{\"A\":").is_err());
        assert!(canonical(Form::Whole(2), "100").is_err());
        assert!(canonical(Form::Whole(2), "1.5").is_err());
        assert!(canonical(Form::Decimal, "12.50").is_ok());
        assert!(canonical(Form::Decimal, "NaN").is_err());
        assert!(canonical(Form::YesNo, "maybe").is_err());
        assert!(canonical(Form::Hash, "abc").is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(text in "\\PC{0,30}") {
            for form in [Form::Text(48), Form::Json(99), Form::Date, Form::Whole(4), Form::Decimal, Form::YesNo, Form::Hash] {
                if let Ok(written) = canonical(form, &text) {
                    prop_assert_eq!(canonical(form, &written), Ok(written.clone()));
                }
            }
        }
    }
}
