//! Days and times as people write them: *6 June 2027*, *6 June 2027, 4.30pm*.

use jiff::Timestamp;
use practice::When;
use practice::book::{day_in_words, moment_in_words};

/// A day, or a day and a time.
pub(crate) fn when(when: When) -> String {
    match when {
        When::Day(day) => day_in_words(day),
        When::Instant(instant) => moment(instant),
    }
}

/// A day and a time in England.
pub(crate) fn moment(instant: Timestamp) -> String {
    moment_in_words(instant)
}

/// The day in England of a time.
pub(crate) fn day(instant: Timestamp) -> String {
    day_in_words(When::Instant(instant).day())
}

/// A number of things: *1 day*, *2 days*.
pub(crate) fn count(many: i64, one: &str, more: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { more })
}

/// Names one after the other: *Ada*, *Ada and Ben*, *Ada, Ben and Cas*.
pub(crate) fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [some @ .., last] => format!("{} and {last}", some.join(", ")),
    }
}

/// Words with a capital at the start.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A whole sentence: with a capital at the start, and one full stop.
pub(crate) fn whole(words: &str) -> String {
    format!("{}.", sentence(words.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_england_as_people_write_them() {
        let said = |text: &str| moment(text.parse().expect("a time"));

        assert_eq!(said("2027-06-06T15:30:00Z"), "6 June 2027, 4.30pm");
        assert_eq!(said("2027-01-06T00:00:00Z"), "6 January 2027, 12am");
        assert_eq!(said("2027-01-06T12:05:00Z"), "6 January 2027, 12.05pm");
        assert_eq!(and(&["Ada", "Ben", "Cas"]), "Ada, Ben and Cas");
        assert_eq!(and(&["Ada"]), "Ada");
        assert_eq!(sentence("child in need"), "Child in need");
        assert_eq!(whole("nobody knows."), "Nobody knows.");
        assert_eq!(whole("nobody knows"), "Nobody knows.");
    }
}
