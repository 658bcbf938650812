//! Checking what stands in a diary.

use super::clock::{Start, Trigger};
use super::diary::Diary;
use super::problem::{Found, Place};
use super::{Book, raw, raw_telling};
use crate::expr::FieldType;

/// Reads what stands in a diary.
pub(super) fn diary(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for one in &file.diary {
        let place = place.at(one.span().start);
        let raw = one.get_ref();
        if book.diary.iter().any(|other| other.on == raw.on) {
            found.add(place, format!("{} stands twice in the diary", raw.on));
        }
        let Some(record) = book.records.get(&raw.on) else {
            found.add(
                place,
                format!("{:?} is no record type of this book", raw.on),
            );
            continue;
        };
        let is = |field: &str, fits: fn(&FieldType) -> bool| {
            let field = record.fields.get(field);
            field.is_some_and(|field| fits(&field.kind))
        };
        if !is(&raw.at, |kind| {
            matches!(kind, FieldType::Date | FieldType::Instant)
        }) {
            found.add(
                place,
                format!("{} has no field {} with a day or a time", raw.on, raw.at),
            );
        }
        if let Some(kind) = &raw.kind
            && !is(kind, |kind| matches!(kind, FieldType::Code(_)))
        {
            found.add(place, format!("{} has no field {kind} with a code", raw.on));
        }
        if let Some(lasts) = &raw.lasts
            && !is(lasts, |kind| matches!(kind, FieldType::Number))
        {
            found.add(
                place,
                format!("{} has no field {lasts} with a number", raw.on),
            );
        }
        became(place, raw, book, found);
        book.diary.push(Diary {
            on: raw.on.clone(),
            at: raw.at.clone(),
            title: raw.title.clone(),
            kind: raw.kind.clone(),
            lasts: raw.lasts.clone(),
            clock: raw.clock.clone(),
            off: raw.off.clone(),
            held: raw.held.clone(),
            held_of: raw.held_of.clone(),
        });
    }
}

/// What says what became of it: a clock that it starts, and record types that meet the clock.
fn became(place: Place<'_>, raw: &raw_telling::Diary, book: &Book, found: &mut Found) {
    let says = || raw.off.iter().chain(&raw.held).chain(raw.held_of.values());
    let Some(id) = &raw.clock else {
        if says().next().is_some() {
            let what = "`off` and `held` need a clock, which they meet";
            found.add(place, what);
        }
        return;
    };
    let Some(clock) = book.clocks.iter().find(|clock| clock.id == *id) else {
        found.add(place, format!("{id:?} is no clock of this book"));
        return;
    };
    let starts = |start: &Start| matches!(&start.trigger, Trigger::On(kind) if *kind == raw.on);
    if !clock.starts.iter().any(starts) {
        found.add(place, format!("{} does not start {id}", raw.on));
    }
    for kind in says() {
        if !clock.met.iter().any(|met| met.by.kind == *kind) {
            found.add(place, format!("{kind} does not meet {id}"));
        }
    }
    let off = raw.off.as_ref().and_then(|off| book.records.get(off));
    if off.is_some_and(|off| off.closes.is_none()) {
        found.add(place, "what is named in `off` closes nothing");
    }
}
