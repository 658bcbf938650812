//! Calendar invitations (RFC 5545): what is arranged, in words that name nobody, with the address
//! of the entry where it stands. A calendar knows each by its identifier, takes the one with the
//! higher number, and takes out what was called off.

use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use practice::{Id, When};

/// What calendars are told it comes from.
const FROM: &str = "-//Sightline//Diary//EN";
/// How long a line may be, in bytes, without its end.
const LINE: usize = 75;

/// One thing in a calendar.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// The entry that says so.
    pub entry: Id,
    /// What it is: the name of nobody.
    pub title: String,
    /// When it is.
    pub at: When,
    /// How many minutes it is expected to last, where that is known.
    pub lasts: Option<u32>,
    /// Where it is told in full.
    pub address: String,
    /// How often it was changed.
    pub changes: u32,
    /// Whether it was called off.
    pub is_off: bool,
}

/// A calendar of these, as it was at an instant.
pub(super) fn calendar(events: &[Event], now: Timestamp) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, &format!("PRODID:{FROM}"));
    line(&mut text, "METHOD:PUBLISH");
    for event in events {
        one(&mut text, event, now);
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn one(text: &mut String, event: &Event, now: Timestamp) {
    let status = if event.is_off {
        "CANCELLED"
    } else {
        "CONFIRMED"
    };
    let starts = match event.at {
        When::Day(day) => format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")),
        When::Instant(instant) => format!("DTSTART:{}", utc(instant)),
    };
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{}@sightline", event.entry));
    line(text, &format!("DTSTAMP:{}", utc(now)));
    line(text, &starts);
    if let Some(ends) = ends(event) {
        line(text, &format!("DTEND:{}", utc(ends)));
    }
    line(text, &format!("SEQUENCE:{}", event.changes));
    line(text, &format!("STATUS:{status}"));
    line(text, &format!("SUMMARY:{}", escaped(&event.title)));
    let told = format!("In full: {}", event.address);
    line(text, &format!("DESCRIPTION:{}", escaped(&told)));
    line(text, "CLASS:PRIVATE");
    line(text, "END:VEVENT");
}

/// When it is expected to end. What is of a whole day ends with the day.
fn ends(event: &Event) -> Option<Timestamp> {
    let When::Instant(starts) = event.at else {
        return None;
    };
    starts.checked_add(i64::from(event.lasts?).minutes()).ok()
}

fn utc(instant: Timestamp) -> String {
    let instant = instant.to_zoned(TimeZone::UTC);
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text with what would end it, or begin something else, marked as its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, folded where it is too long: what follows begins with a space.
fn line(text: &mut String, content: &str) {
    let mut length = 0;
    for letter in content.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        length += letter.len_utf8();
        let _ = text.write_char(letter);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(title: &str) -> Event {
        Event {
            entry: Id::from_bytes([10; 16]),
            title: title.to_owned(),
            at: "2026-11-30T10:00:00Z".parse().expect("a time"),
            lasts: Some(90),
            address: "https://sightline.example/child/0a/entry/0b".to_owned(),
            changes: 2,
            is_off: false,
        }
    }

    fn now() -> Timestamp {
        "2026-11-22T09:30:00Z".parse().expect("a time")
    }

    /// The lines of a calendar, unfolded.
    fn unfolded(text: &str) -> Vec<String> {
        let text = text.replace("\r\n ", "");
        text.split_terminator("\r\n").map(str::to_owned).collect()
    }

    /// What an escaped text says.
    fn said(text: &str) -> String {
        let mut said = String::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match (letter, letter == '\\') {
                (_, true) => match letters.next() {
                    Some('n') => said.push('\n'),
                    Some(letter) => said.push(letter),
                    None => {}
                },
                (letter, _) => said.push(letter),
            }
        }
        said
    }

    #[test]
    fn a_meeting_has_a_title_a_time_an_end_its_address_and_the_number_of_its_changes() {
        let lines = unfolded(&calendar(&[event("Core group")], now()));

        assert_eq!(
            lines,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Sightline//Diary//EN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a@sightline",
                "DTSTAMP:20261122T093000Z",
                "DTSTART:20261130T100000Z",
                "DTEND:20261130T113000Z",
                "SEQUENCE:2",
                "STATUS:CONFIRMED",
                "SUMMARY:Core group",
                "DESCRIPTION:In full: https://sightline.example/child/0a/entry/0b",
                "CLASS:PRIVATE",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn what_is_of_a_whole_day_or_called_off_says_so() {
        let off = Event {
            at: "2026-11-30".parse().expect("a day"),
            is_off: true,
            ..event("Review")
        };

        let lines = unfolded(&calendar(&[off], now()));

        assert!(lines.contains(&"DTSTART;VALUE=DATE:20261130".to_owned()));
        assert!(lines.contains(&"STATUS:CANCELLED".to_owned()));
        assert!(!lines.iter().any(|line| line.starts_with("DTEND")));
    }

    #[test]
    fn of_what_nobody_said_how_long_it_lasts_no_end_is_told() {
        let open = Event {
            lasts: None,
            ..event("Review")
        };

        let lines = unfolded(&calendar(&[open], now()));

        assert!(!lines.iter().any(|line| line.starts_with("DTEND")));
    }

    proptest! {
        #[test]
        fn any_title_comes_out_as_it_went_in_and_no_line_is_too_long(title in "(?s).{0,300}") {
            let text = calendar(&[event(&title)], now());

            prop_assert!(text.ends_with("\r\n"));
            for line in text.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{line:?}");
            }
            let lines = unfolded(&text);
            prop_assert_eq!(lines.len(), 16);
            let summary = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:"));
            let kept: String = title
                .chars()
                .filter(|letter| *letter == '\n' || !letter.is_control())
                .collect();
            prop_assert_eq!(said(summary.expect("a title")), kept);
        }
    }
}
