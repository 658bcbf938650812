//! Once in each calendar month, quarter, year or term, while a state lasts.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Work;
use super::dates::Dates;
use super::starts::Begin;
use super::story::{Story, birthday};
use crate::book::Bucket;
use crate::calendar::{Calendar, Term};
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
    work: &Work<'_, '_, '_>,
    state: usize,
    begin: &Begin,
    bucket: Bucket,
) -> Vec<Span> {
    let story = work.story;
    let terms = work
        .book
        .calendar(&work.clock.calendar)
        .map_or(&[][..], Calendar::terms);
    let mut spans = Vec::new();
    let spell = begin.index.and_then(|index| story.spell_at(state, index));
    let ended = spell.and_then(|spell| story.facts.get(spell.ended?));
    let ends = ended.map(|fact| fact.occurred.day());
    let Some(horizon) = horizon(story) else {
        return spans;
    };
    let mut from = begin.at.day();
    while let Some((first, last)) = span(from, bucket, terms) {
        if first > horizon || ends.is_some_and(|ends| ends < first) {
            break;
        }
        let Ok(next) = last.tomorrow() else { break };
        let whole = first >= from;
        from = next;
        if !whole {
            continue;
        }
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

/// The first and last day of the span in which a day lies, or else of the next.
fn span(day: Date, bucket: Bucket, terms: &[Term]) -> Option<(Date, Date)> {
    let months = match bucket {
        Bucket::Month => 1,
        Bucket::Quarter => 3,
        Bucket::Year => 12,
        Bucket::Term => {
            let known = terms.first().is_some_and(|first| first.from <= day);
            match terms
                .iter()
                .find(|term| day <= term.until)
                .filter(|_| known)
            {
                Some(term) => return Some((term.from, term.until)),
                // Where no terms are known they are taken to be thirds of the year.
                None => 4,
            }
        }
    };
    let month = (day.month() - 1) / months * months + 1;
    let first = Date::new(day.year(), month, 1).ok()?;
    let last = first.checked_add(months.months()).ok()?.yesterday().ok()?;
    Some((first, last))
}

/// The day to which spans are worked out: ten years after the last thing in the file,
/// and for a child no longer than the age of 25.
fn horizon(story: &Story<'_, '_>) -> Option<Date> {
    let last = story.facts.last()?.occurred.day();
    let ahead = last.checked_add(AHEAD.years()).ok()?;
    let grown = story.birth.and_then(|(birth, _)| birthday(birth, 25));
    Some(grown.map_or(ahead, |grown| grown.min(ahead)))
}
