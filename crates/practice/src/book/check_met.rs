//! Checking what meets a clock, and what ends it undone.

use toml::Spanned;

use super::check_record::on;
use super::check_start::{date_field, state_number};
use super::check_terms::window;
use super::clock::{End, Met, Start, Trigger};
use super::model::On;
use super::names::InScope;
use super::problem::{Found, Place};
use super::terms::Already;
use super::{Book, raw};
use crate::expr::{self, FieldType};

pub(super) fn met(place: Place<'_>, raw: &raw::Met, book: &Book, found: &mut Found) -> Vec<Met> {
    let mut mets = Vec::new();
    let already = (raw.already.as_deref()).and_then(|text| found.note(place, already(text)));
    let ways = [
        !raw.by.is_empty(),
        raw.with_end_of.is_some(),
        raw.with_begin_of.is_some(),
    ];
    if ways.iter().filter(|way| **way).count() > 1 {
        found.add(
            place,
            "what meets a clock has one of `by`, `with_end_of` and `with_begin_of`",
        );
    }
    let state = |name: &Option<String>, found: &mut Found| {
        let number = found.note(place, state_number(name.as_deref()?, book))?;
        book.states.get(number)
    };
    let ends = state(&raw.with_end_of, found).map(|state| state.ends.clone());
    let begins = state(&raw.with_begin_of, found).map(|state| vec![state.begins.clone()]);
    for by in ends.into_iter().chain(begins).flatten() {
        if raw.when.is_some() || raw.at.is_some() || raw.same.is_some() {
            found.add(
                place,
                "`when`, `at` and `same` belong to `by`; the state says what begins and ends it",
            );
        }
        mets.push(Met {
            by,
            at: None,
            same: None,
            once: raw.once,
            already,
            after_start: true,
        });
    }
    for kind in &raw.by {
        let Some(record) = book.records.get(kind) else {
            found.add(place, format!("{kind:?} is no record type of this book"));
            continue;
        };
        let names = InScope {
            book,
            record: Some(record),
        };
        let when =
            (raw.when.as_ref()).and_then(|text| found.note(place, expr::compile(text, &names)));
        if let Some(at) = &raw.at {
            date_field(place, kind, at, book, found);
        }
        mets.push(Met {
            by: On {
                kind: kind.clone(),
                when,
            },
            at: raw.at.clone(),
            same: raw.same.clone(),
            once: raw.once,
            already,
            after_start: false,
        });
    }
    mets
}

fn already(text: &str) -> Result<Already, String> {
    match text {
        "ever" => Ok(Already::Ever),
        "during" => Ok(Already::During),
        text => window(text).map(Already::Since),
    }
}

/// That a link is a field of this record type.
pub(super) fn is_link(
    place: Place<'_>,
    kind: &str,
    same: Option<&str>,
    book: &Book,
    found: &mut Found,
) {
    let Some(same) = same else { return };
    let field = book
        .records
        .get(kind)
        .and_then(|record| record.fields.get(same));
    if !field.is_some_and(|field| matches!(field.kind, FieldType::Link(_))) {
        found.add(place, format!("{kind} has no link {same:?}"));
    }
}

/// That a link which must be shared is a field of what meets it, and of what
/// starts it or leads to it.
pub(super) fn same_links(
    place: Place<'_>,
    mets: &[Met],
    starts: &[Start],
    book: &Book,
    found: &mut Found,
) {
    let counts = |start: &Start, met: &Met| {
        let only = start.met_by.as_ref();
        only.is_none_or(|only| only.contains(&met.by.kind))
    };
    let pairs = starts
        .iter()
        .flat_map(|start| mets.iter().map(move |met| (start, met)));
    for (start, met) in pairs.filter(|(start, met)| counts(start, met)) {
        let Some(same) = start.same.as_ref().or(met.same.as_ref()) else {
            continue;
        };
        let kind = &met.by.kind;
        let target = book
            .records
            .get(kind)
            .and_then(|record| record.fields.get(same));
        let Some(FieldType::Link(to)) = target.map(|field| &field.kind) else {
            found.add(
                place,
                format!("{kind} has no link {same:?} that what starts the clock could share"),
            );
            continue;
        };
        if let Trigger::On(on) = &start.trigger
            && on != to
            && to != FieldType::ANY
            && !book
                .records
                .get(on)
                .is_some_and(|record| record.fields.contains_key(same))
        {
            found.add(place, format!("{on} is no {to} and has no link {same:?}"));
        }
    }
}

pub(super) fn end(
    place: Place<'_>,
    end: &Spanned<raw::End>,
    book: &Book,
    found: &mut Found,
) -> Option<End> {
    let place = place.at(end.span().start);
    let raw = end.get_ref();
    match (&raw.on, &raw.with_end_of, &raw.with_begin_of) {
        (Some(kind), None, None) => {
            let raw_on = raw::On {
                on: kind.clone(),
                when: raw.when.clone(),
            };
            is_link(place, kind, raw.same.as_deref(), book, found);
            Some(End::On {
                on: on(place, &raw_on, book, found),
                same: raw.same.clone(),
            })
        }
        (None, Some(state), None) => found
            .note(place, state_number(state, book))
            .map(End::WithEndOf),
        (None, None, Some(state)) => found
            .note(place, state_number(state, book))
            .map(End::WithBeginOf),
        _ => {
            found.add(
                place,
                "an end has one of `on`, `with_end_of` and `with_begin_of`",
            );
            None
        }
    }
}
