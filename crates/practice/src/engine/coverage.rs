//! What the sources could have told: for each record type, the days on which its
//! absence means that it did not happen.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::book::{Book, Carries};
use crate::fact::Fact;

/// The days covered, by record type.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    /// In order of their first day; overlapping spans are joined.
    spans: HashMap<String, Vec<(Date, Date)>>,
}

impl Coverage {
    /// What the extracts in which the child stood could have told. Of a record type
    /// of which something could not be read, they tell nothing by their silence.
    pub fn of(book: &Book, facts: &[&Fact]) -> Self {
        let mut spans: HashMap<String, Vec<(Date, Date)>> = HashMap::new();
        let mut unreadable = Vec::new();
        for fact in facts {
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
            let Some(source) = book.sources.get(source) else {
                continue;
            };
            for (kind, carries) in &source.carries {
                let from = match carries {
                    Carries::Whole => Date::MIN,
                    Carries::Period => from.day(),
                };
                spans
                    .entry(kind.clone())
                    .or_default()
                    .push((from, to.day()));
            }
        }
        spans.retain(|kind, _| !unreadable.contains(&kind.as_str()));
        spans.values_mut().for_each(join);
        Self { spans }
    }

    /// The last day to which a record type is covered without a gap from a day on;
    /// `None` where that day itself is not covered.
    pub fn until(&self, kind: &str, from: Date) -> Option<Date> {
        self.spans
            .get(kind)?
            .iter()
            .find(|(first, last)| (*first..=*last).contains(&from))
            .map(|(_, last)| *last)
    }

    /// The last day covered at all.
    pub fn latest(&self, kind: &str) -> Option<Date> {
        self.spans.get(kind)?.last().map(|(_, last)| *last)
    }
}

/// Joins spans that overlap, or of which one begins the day after another ends.
fn join(spans: &mut Vec<(Date, Date)>) {
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
