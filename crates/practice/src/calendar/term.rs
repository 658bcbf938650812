//! School terms: days count in term, and not in its breaks.

use jiff::civil::{Date, date};

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// Its breaks: name, first and last day.
    pub except: Vec<(String, Date, Date)>,
}

/// Why a day lies outside the terms: a break's name, or that none is being kept. Before
/// the first and after the last of the terms nothing is known of them, and no day is
/// outside.
pub(super) fn break_on(terms: &[Term], day: Date) -> Option<&str> {
    let (first, last) = (terms.first()?, terms.last()?);
    if day < first.from || day > last.until {
        return None;
    }
    let Some(term) = of_day(terms, day).filter(|term| term.from <= day) else {
        return Some("between terms");
    };
    (term.except.iter())
        .find(|(_, from, until)| (*from..=*until).contains(&day))
        .map(|(name, ..)| name.as_str())
}

/// The term that a day lies in, or else the next; `None` after the last.
fn of_day(terms: &[Term], day: Date) -> Option<&Term> {
    let next = terms.partition_point(|term| term.until < day);
    terms.get(next)
}

/// The last day of the term that a day lies in, or else of the next; and whether it is
/// known. Where no terms are, they are taken to end in December, April and August.
pub(crate) fn end_of_term(terms: &[Term], day: Date) -> (Date, bool) {
    let known = terms.first().is_some_and(|first| first.from <= day);
    match of_day(terms, day).filter(|_| known) {
        Some(term) => (term.until, true),
        None => (usual_end(day), false),
    }
}

fn usual_end(day: Date) -> Date {
    let month = match day.month() {
        1..=4 => 4,
        5..=8 => 8,
        _ => 12,
    };
    date(day.year(), month, 1).last_of_month()
}
