//! What the sources could have told: for each record type, the days on which its
//! absence means that it did not happen.

use jiff::civil::Date;

use crate::book::{Book, Carries, Source};
use crate::fact::Fact;

/// The extracts in which the child stood. What they cover is worked out for a record type
/// when it is asked for: most files stand in few, and few of many types are asked for.
#[derive(Debug)]
pub(super) struct Coverage<'b, 'f> {
    extracts: Vec<(&'b Source, Date, Date)>,
    /// The record types of which something could not be read: of these, the extracts tell
    /// nothing by their silence.
    unreadable: Vec<&'f str>,
}

impl<'b, 'f> Coverage<'b, 'f> {
    /// What the extracts in which the child stood could have told.
    pub fn of(book: &'b Book, facts: &[&'f Fact]) -> Self {
        let (mut extracts, mut unreadable) = (Vec::new(), Vec::new());
        let telling = |fact: &Fact| book.tells_of_extracts(&fact.kind);
        for fact in facts.iter().filter(|fact| telling(fact)) {
            let record = book.record(&fact.kind);
            let unread = record.and_then(|record| record.unreadable.as_deref());
            unreadable.extend(unread.and_then(|field| fact.text(field)));
            let Some(listing) = record.and_then(|record| record.listing.as_ref()) else {
                continue;
            };
            let (Some(source), Some(from), Some(to)) = (
                fact.text(&listing.source),
                fact.when(&listing.from),
                fact.when(&listing.to),
            ) else {
                continue;
            };
            if let Some(source) = book.sources.get(source) {
                extracts.push((source, from.day(), to.day()));
            }
        }
        Self {
            extracts,
            unreadable,
        }
    }

    /// The last day to which a record type is covered without a gap from a day on;
    /// `None` where that day itself is not covered.
    pub fn until(&self, kind: &str, from: Date) -> Option<Date> {
        (self.spans(kind).iter())
            .find(|(first, last)| (*first..=*last).contains(&from))
            .map(|(_, last)| *last)
    }

    /// The last day covered at all.
    pub fn latest(&self, kind: &str) -> Option<Date> {
        self.spans(kind).last().map(|(_, last)| *last)
    }

    /// The days covered, in order of their first day; overlapping spans are joined.
    fn spans(&self, kind: &str) -> Vec<(Date, Date)> {
        if self.unreadable.contains(&kind) {
            return Vec::new();
        }
        let carried = |(source, from, to): &(&Source, Date, Date)| match source.carries.get(kind)? {
            Carries::Whole => Some((Date::MIN, *to)),
            Carries::Period => Some((*from, *to)),
        };
        let mut spans: Vec<(Date, Date)> = self.extracts.iter().filter_map(carried).collect();
        join(&mut spans);
        spans
    }
}

/// Joins spans that overlap, or of which one begins the day after another ends.
fn join(spans: &mut Vec<(Date, Date)>) {
    if spans.len() < 2 {
        return;
    }
    spans.sort_unstable();
    let mut joined: Vec<(Date, Date)> = Vec::new();
    for (from, to) in spans.drain(..) {
        match joined.last_mut() {
            Some((_, last)) if last.tomorrow().is_ok_and(|next| from <= next) => {
                *last = to.max(*last);
            }
            _ => joined.push((from, to)),
        }
    }
    *spans = joined;
}
