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

/// A number of things: *1 day*, *2 days*, *3,158 days*.
pub(crate) fn count(many: i64, one: &str, more: &str) -> String {
    format!("{} {}", number(many), if many == 1 { one } else { more })
}

/// A number with a comma between its thousands.
pub(crate) fn number(many: i64) -> String {
    let figures = many.unsigned_abs().to_string();
    let mut written = String::from(if many < 0 { "-" } else { "" });
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(figure);
    }
    written
}

/// What somebody looked at, in words.
pub(crate) fn looked_at(what: &str) -> String {
    let said = match what {
        "file" => "the overview",
        "entry" => "one record",
        "form" => "a form to record or change something",
        "duties" => "what is owed",
        "duty" => "why something is due",
        "missing" => "what is missing",
        "looks" => "who has looked",
        "copy" => "a copy that was taken away",
        "document" => "a document",
        "draft" => "a draft",
        "diary" => "a meeting, for a calendar",
        "merge" => "both files, to merge or part them",
        "handover" => "a handover",
        "workers" => "who works with the child",
        "restriction" => "who may see the file",
        "emergency" | "emergencies" => "an opening in an emergency",
        other => other,
    };
    sentence(said)
}

/// The name of a file, without the folders in which it was read: they are those of a machine.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
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
        assert_eq!(count(3158, "day", "days"), "3,158 days");
        assert_eq!(number(-1_234_567), "-1,234,567");
        assert_eq!((number(0), number(999)), ("0".to_owned(), "999".to_owned()));
        assert_eq!(file_name("/srv/extracts/reviews.csv"), "reviews.csv");
        assert_eq!(file_name("reviews.csv"), "reviews.csv");
    }
}
