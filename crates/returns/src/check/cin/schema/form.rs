//! The forms a value can have.

use crate::check::cin::days;

/// The form of a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// Any text.
    Text,
    /// A day, and perhaps a time zone.
    Day,
    /// A day and a time.
    DayAndTime,
    /// Four figures.
    Year,
    /// `1`, `0`, `true` or `false`.
    YesNo,
    /// A whole number from 0.
    Count,
    /// So many figures or more.
    Figures(usize),
    /// So many figures.
    ExactFigures(usize),
    /// A unique pupil number.
    Upn,
    /// One of these codes.
    Code(&'static [&'static str]),
}

impl Form {
    /// Whether a value has the form.
    pub fn allows(self, text: &str) -> bool {
        let figures = || text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Text => true,
            Self::Day => is_day(text),
            Self::DayAndTime => is_day_and_time(text),
            Self::Year => text.len() == 4 && figures(),
            Self::YesNo => matches!(text, "0" | "1" | "true" | "false"),
            Self::Count => figures(),
            Self::Figures(count) => text.len() >= count && figures(),
            Self::ExactFigures(count) => text.len() == count && figures(),
            Self::Upn => is_upn(text),
            Self::Code(codes) => codes.contains(&text),
        }
    }

    /// The form in words.
    pub fn asked(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Day => "a day of the calendar written yyyy-mm-dd",
            Self::DayAndTime => "a day and time written yyyy-mm-ddThh:mm:ss",
            Self::Year => "a year of four figures",
            Self::YesNo => "1 or 0, true or false",
            Self::Count => "a whole number from 0",
            Self::Figures(_) => "three figures or more",
            Self::ExactFigures(_) => "three figures",
            Self::Upn => "a letter, eleven figures, and a figure or letter",
            Self::Code(_) => "a code of the code set",
        }
    }
}

fn is_day(text: &str) -> bool {
    let zone = text.get(10..).unwrap_or_default();
    days::written(text).is_some() && is_zone(zone)
}

fn is_zone(zone: &str) -> bool {
    match zone.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2]
            .iter()
            .all(|figure| figure.is_ascii_digit()),
        _ => false,
    }
}

fn is_day_and_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else {
        return false;
    };
    let (time, rest) = time.split_at_checked(8).unwrap_or((time, ""));
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|figure: char| figure.is_ascii_digit()),
        None => rest,
    };
    day.len() == 10
        && days::written(day).is_some()
        && time.parse::<jiff::civil::Time>().is_ok()
        && time.len() == 8
        && is_zone(zone)
}

/// The schema's pattern takes any last letter; which letters there are is rule 1550's.
fn is_upn(text: &str) -> bool {
    match text.as_bytes() {
        [first, figures @ .., last] => {
            first.is_ascii_alphabetic()
                && figures.len() == 11
                && figures.iter().all(u8::is_ascii_digit)
                && last.is_ascii_alphanumeric()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_takes_what_the_schema_takes() {
        assert!(Form::Day.allows("2026-03-31") && Form::Day.allows("2026-03-31+01:00"));
        assert!(!Form::Day.allows("2026-03-31T00:00:00") && !Form::Day.allows("31/03/2026"));
        assert!(Form::DayAndTime.allows("2023-05-23T11:14:05"));
        assert!(Form::DayAndTime.allows("2022-07-21T10:12:28.5Z"));
        assert!(
            !Form::DayAndTime.allows("2022-07-21") && !Form::DayAndTime.allows("2022-07-21T1é")
        );
        assert!(Form::YesNo.allows("false") && !Form::YesNo.allows("no"));
        assert!(Form::Upn.allows("X98765432123B") && !Form::Upn.allows("X98721238"));
    }
}
