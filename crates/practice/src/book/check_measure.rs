//! Checking measures: what each is of, what it counts, and its target.

use super::check_period::Counts as Counted;
use super::measure::{Counts, Measure, Of, Target, Together};
use super::problem::{Found, Place};
use super::{Book, raw};
use super::{check_clock, check_source};
use toml::Spanned;

pub(super) fn measures(
    place: Place<'_>,
    file: &raw::File,
    calendar: &str,
    book: &mut Book,
    found: &mut Found,
) {
    for (id, measure) in &file.measure {
        let place = place.at(measure.span().start);
        if book.clocks.iter().any(|clock| clock.id == *id) {
            found.add(
                place,
                format!("{id} is a clock already; a measure has an id of its own"),
            );
        }
        if book.measures.iter().any(|other| other.id == *id) {
            found.add(place, format!("the measure {id} stands twice in the book"));
        }
        if let Some(made) = one(place, id, measure.get_ref(), calendar, book, found) {
            book.measures.push(made);
        }
    }
}

fn one(
    place: Place<'_>,
    id: &str,
    raw: &raw::Measure,
    calendar: &str,
    book: &Book,
    found: &mut Found,
) -> Option<Measure> {
    let own = own(raw);
    let calendar = raw.calendar.as_deref().unwrap_or(calendar);
    let of = match (&raw.of, own) {
        (Some(clock), None) => {
            if !book.clocks.iter().any(|other| other.id == *clock) {
                found.add(
                    place,
                    format!("the measure {id} is of {clock:?}, which is no clock of this book"),
                );
            }
            Of::Clock(clock.clone())
        }
        (None, Some(own)) => Of::Own(Box::new(check_clock::one(
            place, id, &own, calendar, book, found,
        ))),
        _ => {
            found.add(
                place,
                format!("the measure {id} is `of` a clock, or has its own `starts` and `met`"),
            );
            return None;
        }
    };
    let counts = match (raw.counts.as_str(), &raw.within) {
        ("met within", Some(text)) => {
            let said = counting(raw);
            let counted = Counted::of(place, id, &said, calendar, book, found);
            Counts::MetWithin(counted.period(place, text, None, None, found)?)
        }
        ("average days", None) => Counts::AverageDays,
        ("met within", None) => {
            found.add(place, "\"met within\" needs `within`: how long");
            return None;
        }
        ("average days", Some(_)) => {
            found.add(
                place,
                "`within` does nothing beside \"average days\"; leave it out",
            );
            return None;
        }
        (other, _) => {
            found.add(place, format!("{other:?} is nothing that is counted: \"met within\" or \"average days\" is expected"));
            return None;
        }
    };
    let target = match &raw.target {
        None => Target::None,
        Some(text) => found.note(place, target(text, counts))?,
    };
    Some(Measure {
        id: id.to_owned(),
        title: raw.title.clone(),
        area: raw.area.clone(),
        owner: raw.owner.clone(),
        of,
        counts,
        target,
        sources: check_source::sources(place, ("measure", id), &raw.source, found),
        note: raw.note.clone(),
        together: (raw.together.iter())
            .map(|example| together(place, id, example, counts, found))
            .collect(),
        place: (place.file().to_owned(), place.line()),
    })
}

/// A worked example of files together.
fn together(
    place: Place<'_>,
    id: &str,
    example: &Spanned<raw::Together>,
    counts: Counts,
    found: &mut Found,
) -> Together {
    let place = place.at(example.span().start);
    let raw = example.get_ref();
    if raw.from.is_some_and(|from| raw.to < from) {
        found.add(place, "the period ends before it begins");
    }
    if raw.met > raw.of {
        let says = format!("{} of {} cannot be", raw.met, raw.of);
        found.add(place, says);
    }
    match (counts, raw.days) {
        (Counts::AverageDays, None) => found.add(
            place,
            format!("the measure {id} is of days: say in `days` how many these took together"),
        ),
        (Counts::MetWithin(_), Some(_)) => found.add(
            place,
            "`days` does nothing beside \"met within\"; leave it out",
        ),
        _ => {}
    }
    Together {
        files: raw.files.clone(),
        from: raw.from,
        to: raw.to,
        of: raw.of,
        met: raw.met,
        days: raw.days,
        reaches: raw.reaches,
        why: raw.why.clone(),
        own: place.is_own(),
        file: place.file().to_owned(),
        line: place.line(),
    }
}

/// The clock of a measure that counts from a record to a record itself.
fn own(raw: &raw::Measure) -> Option<raw::Clock> {
    if raw.starts.is_empty() && raw.met.is_empty() {
        return None;
    }
    Some(raw::Clock {
        title: raw.title.clone(),
        area: raw.area.clone(),
        owner: raw.owner.clone(),
        within: raw
            .within
            .clone()
            .or_else(|| Some("no set time".to_owned())),
        counting: raw.counting.clone(),
        months: raw.months.clone(),
        calendar: raw.calendar.clone(),
        starts: raw.starts.clone(),
        met: raw.met.clone(),
        ends: raw.ends.clone(),
        source: raw.source.clone(),
        example: raw.example.clone(),
        ..raw::Clock::default()
    })
}

/// How a measure says that it is counted.
fn counting(raw: &raw::Measure) -> raw::Clock {
    raw::Clock {
        counting: raw.counting.clone(),
        months: raw.months.clone(),
        ..raw::Clock::default()
    }
}

/// Reads `80 per cent`, or `no more than 121 days`.
fn target(text: &str, counts: Counts) -> Result<Target, String> {
    let share = text.strip_suffix(" per cent").map(str::parse);
    let days = text
        .strip_prefix("no more than ")
        .and_then(|text| text.strip_suffix(" days"))
        .map(str::parse);
    match (counts, share, days) {
        (Counts::MetWithin(_), Some(Ok(share @ 1..=100)), _) => Ok(Target::PerCent(share)),
        (Counts::AverageDays, _, Some(Ok(days))) => Ok(Target::Days(days)),
        _ => Err(format!(
            "{text:?} is no target: \"80 per cent\" of what is met in time, or an average of \"no more than 121 days\", is expected"
        )),
    }
}
