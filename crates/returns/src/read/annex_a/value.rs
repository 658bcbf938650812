//! What a cell of the workbook holds.

use std::fmt;

use jiff::civil::{Date, date};

/// A value.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Blank,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
}

impl Value {
    /// Words; nothing where they are empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            Self::Blank
        } else if trimmed.len() == text.len() {
            Self::Text(text)
        } else {
            Self::Text(trimmed.to_owned())
        }
    }

    /// Whether there is nothing.
    pub fn is_blank(&self) -> bool {
        *self == Self::Blank
    }

    /// The day: of a cell that holds one, or of words that write one (`31/12/2026`,
    /// `2026-12-31`).
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Text(text) => written(text),
            Self::Blank | Self::Number(_) => None,
        }
    }

    /// The whole number from nought, also of words that write one.
    pub fn whole(&self) -> Option<u32> {
        let number = match self {
            Self::Number(number) => *number,
            Self::Text(text) => text.parse().ok()?,
            Self::Blank | Self::Day(_) => return None,
        };
        let fits = (0.0..=1_000_000.0).contains(&number) && number.fract() == 0.0;
        // Within this range the cast is exact.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        fits.then_some(number as u32)
    }

    /// A moment of a spreadsheet, in days since 30 December 1899; its time is left out.
    pub(super) fn moment(days: f64) -> Self {
        let fits = (1.0..=100_000.0).contains(&days);
        // Within this range the cast is exact.
        #[allow(clippy::cast_possible_truncation)]
        let span = fits.then(|| jiff::Span::new().try_days(days.trunc() as i64).ok());
        let day = span
            .flatten()
            .and_then(|span| date(1899, 12, 30).checked_add(span).ok());
        day.map_or(Self::Number(days), Self::Day)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Day(day) => write!(f, "{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        }
    }
}

fn written(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let rest = text.get(10..).unwrap_or_default();
    // A time after it is let pass: it does not change the day.
    let is_time = rest.is_empty()
        || rest.starts_with([' ', 'T'])
            && rest
                .bytes()
                .skip(1)
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'Z'));
    let read = crate::read::dates::ssda903(day).or_else(|_| crate::read::dates::census(day));
    read.ok().filter(|_| is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_however_it_is_written() {
        for value in [
            Value::Day(date(2026, 11, 20)),
            Value::text("20/11/2026"),
            Value::text(" 2026-11-20 "),
            Value::text("2026-11-20 00:00:00"),
            Value::moment(46_346.5),
        ] {
            assert_eq!(value.day(), Some(date(2026, 11, 20)), "{value:?}");
        }
        for text in ["20/11/26", "yesterday", "31/02/2026", "20/11/2026 or so"] {
            assert_eq!(Value::text(text).day(), None, "{text}");
        }
    }

    #[test]
    fn a_count_is_whole_and_not_below_nought() {
        assert_eq!(Value::Number(2.0).whole(), Some(2));
        assert_eq!(Value::text("2").whole(), Some(2));
        for value in [Value::Number(-1.0), Value::Number(1.5), Value::text("two")] {
            assert_eq!(value.whole(), None);
        }
        assert_eq!(Value::Number(f64::NAN).whole(), None);
    }
}
