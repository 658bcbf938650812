//! Reading the days and times out of a sentence: "16th birthday 2026-11-30",
//! "2026-05-22T16:30 (Fri)", "placement 2027-01-06; first visit 2027-01-11".

use crate::when::When;

/// How long a day is, as it is written.
const DAY: usize = "2026-05-22".len();

/// Every day or time that stands in the text, in order. What only looks like one (a
/// thirtieth of February) is left out.
pub fn moments(text: &str) -> Vec<When> {
    let (mut found, mut rest, mut after_digit) = (Vec::new(), text, false);
    while let Some(next) = rest.chars().next() {
        if let Some((when, after)) = read(rest).filter(|_| !after_digit) {
            found.push(when);
            rest = after;
        } else {
            after_digit = next.is_ascii_digit();
            rest = rest.strip_prefix(next).unwrap_or_default();
        }
    }
    found
}

/// The day or time at the beginning of the text, and what comes after it.
fn read(text: &str) -> Option<(When, &str)> {
    let (day, rest) = text.split_at_checked(DAY)?;
    let when: When = day.parse().ok()?;
    if rest.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    // A time follows a T or a space at once; "2026-05-22 (Fri)" has none.
    if let Some(time) = rest.strip_prefix(['T', 't', ' ']) {
        let other = |next: char| !(next.is_ascii_digit() || ":.Zz+-".contains(next));
        let time = time.split(other).next()?.trim_end_matches(['.', '-', '+']);
        let written = format!("{day}T{}", time.to_ascii_uppercase());
        if let Ok(when) = written.parse() {
            return Some((when, rest.split_once(time)?.1));
        }
    }
    Some((when, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        moments(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_days_are_found_wherever_they_stand() {
        assert_eq!(read("2026-05-22T16:30 (Fri)"), ["2026-05-22T15:30:00Z"]);
        assert_eq!(read("2026-12-24T23:30:00"), ["2026-12-24T23:30:00Z"]);
        assert_eq!(read("2026-12-24 23:30:00"), ["2026-12-24T23:30:00Z"]);
        assert_eq!(read("2026-05-22T15:30:00Z."), ["2026-05-22T15:30:00Z"]);
        assert_eq!(read("2026-05-22T16:30+01:00"), ["2026-05-22T15:30:00Z"]);
        assert_eq!(read("2027-01-31 (Sun)"), ["2027-01-31"]);
        assert_eq!(read("16th birthday 2026-11-30"), ["2026-11-30"]);
        assert_eq!(
            read("placement 2027-01-06; actual first visit 2027-01-11"),
            ["2027-01-06", "2027-01-11"]
        );
        assert_eq!(
            read("from 2026-05-22T16:30, seen 2026-05-24T09:00:00Z; 2026-05-26"),
            ["2026-05-22T15:30:00Z", "2026-05-24T09:00:00Z", "2026-05-26"]
        );
        assert_eq!(
            read("2026-05-22T16:30-2026-05-23"),
            ["2026-05-22", "2026-05-23"]
        );
        assert_eq!(read("2026-05-22 2 days"), ["2026-05-22"]);
        assert_eq!(read("2026-05-22T"), ["2026-05-22"]);
    }

    #[test]
    fn what_only_looks_like_a_day_is_none() {
        for text in [
            "",
            "soon",
            "2026-02-30",
            "12026-05-22",
            "2026-05-221",
            "é2026-5-22",
        ] {
            assert_eq!(read(text), [] as [String; 0], "{text}");
        }
    }
}
