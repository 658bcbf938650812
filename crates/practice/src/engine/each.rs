//! Once in each calendar month, quarter or year, while a state lasts.

use jiff::ToSpan;
use jiff::civil::Date;

use super::dates::Dates;
use super::starts::Begin;
use super::story::{Story, birthday};
use crate::book::Bucket;
use crate::duty::Ending;
use crate::when::When;

/// How long after the last thing in the file it is worked out beforehand.
const AHEAD: i64 = 10;

/// A span of the calendar for which something is owed.
pub(super) struct Span {
    pub begin: Begin,
    pub dates: Dates,
    /// The end of the state, where it comes within the span.
    pub ended: Option<Ending>,
}

/// The whole spans from the beginning of a state until it ends.
pub(super) fn spans(
    story: &Story<'_, '_>,
    state: usize,
    begin: &Begin,
    bucket: Bucket,
) -> Vec<Span> {
    let mut spans = Vec::new();
    let spell = begin.index.and_then(|index| story.spell_at(state, index));
    let ended = spell.and_then(|spell| story.facts.get(spell.ended?));
    let ends = ended.map(|fact| fact.occurred.day());
    let Some(horizon) = horizon(story) else {
        return spans;
    };
    let mut from = first_of(begin.at.day(), bucket);
    while let Some(first) = from.filter(|first| *first <= horizon) {
        let next = first.checked_add(bucket.months().months()).ok();
        from = next;
        if first < begin.at.day() {
            continue;
        }
        if ends.is_some_and(|ends| ends < first) {
            break;
        }
        let Some(last) = next.and_then(|next| next.yesterday().ok()) else {
            break;
        };
        let over = ended.filter(|fact| fact.occurred.day() <= last);
        let number = i32::from(first.year()) * 100 + i32::from(first.month());
        spans.push(Span {
            begin: Begin {
                at: When::Day(first),
                anchor: When::Day(first),
                index: story.last_by(first).max(begin.index),
                ordinal: u32::try_from(number).unwrap_or_default(),
                ..begin.clone()
            },
            dates: Dates {
                due: Some(When::Day(last)),
                ..Dates::default()
            },
            ended: over.map(|fact| Ending {
                at: Some(fact.occurred),
                by: fact.id,
                withdrawn: false,
            }),
        });
    }
    spans
}

/// The first day of the span in which a day lies.
fn first_of(day: Date, bucket: Bucket) -> Option<Date> {
    let months = bucket.months();
    let month = (day.month() - 1) / months * months + 1;
    Date::new(day.year(), month, 1).ok()
}

/// The day to which spans are worked out: ten years after the last thing in the file,
/// and for a child no longer than the age of 25.
fn horizon(story: &Story<'_, '_>) -> Option<Date> {
    let last = story.facts.last()?.occurred.day();
    let ahead = last.checked_add(AHEAD.years()).ok()?;
    let grown = story.birth.and_then(|(birth, _)| birthday(birth, 25));
    Some(grown.map_or(ahead, |grown| grown.min(ahead)))
}
