//! Checking what lists are made of.

use super::check_start::state_number;
use super::lists::{Caseload, HandingOver, Limit, Lists, Morning, Named, Oversight};
use super::problem::{Found, Place};
use super::{Book, raw};

/// Reads what lists are made of.
pub(super) fn lists(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(lists) = &file.lists else {
        return;
    };
    let place = place.at(lists.span().start);
    let raw = lists.get_ref();
    if !book.lists.owes.is_empty() || book.lists.morning.is_some() {
        found.add(place, "there is a second [lists]; a book has one");
    }
    let is_clock = |id: &str| book.clocks.iter().any(|clock| clock.id == id);
    let clocks = (raw.first.iter())
        .chain(raw.morning.iter().map(|morning| &morning.handed_over))
        .chain(
            raw.oversight
                .iter()
                .flat_map(|one| [&one.clock, &one.directions]),
        )
        .chain(raw.handing_over.iter().map(|one| &one.clock));
    for clock in clocks.filter(|clock| !is_clock(clock)) {
        found.add(place, format!("{clock:?} is no clock of this book"));
    }
    for (role, owners) in &raw.owes {
        is_role(place, role, book, found);
        for owner in owners {
            if !book.clocks.iter().any(|clock| clock.owner == *owner) {
                found.add(
                    place,
                    format!("no clock of this book has the owner {owner:?}"),
                );
            }
        }
    }
    for (kind, named) in &raw.named {
        let Some(record) = book.record(kind) else {
            found.add(place, format!("{kind:?} is no record type of this book"));
            continue;
        };
        for field in std::iter::once(&named.by).chain(&named.asked_by) {
            if !record.fields.contains_key(field) {
                found.add(place, format!("{kind} has no field {field}"));
            }
        }
    }
    let seen = raw.oversight.iter().flat_map(|oversight| &oversight.seen);
    let told = raw.morning.iter().flat_map(|morning| &morning.kinds);
    for kind in seen.chain(told) {
        if book.record(kind).is_none() {
            found.add(place, format!("{kind:?} is no record type of this book"));
        }
    }
    if let Some(morning) = &raw.morning {
        for role in &morning.roles {
            is_role(place, role, book, found);
        }
        let calendar = book.calendar(&morning.calendar);
        if calendar
            .and_then(crate::calendar::Calendar::hours)
            .is_none()
        {
            found.add(
                place,
                format!(
                    "{:?} is no calendar of this book that opens and closes",
                    morning.calendar
                ),
            );
        }
    }
    let danger = (raw.danger.iter())
        .filter_map(|state| found.note(place, state_number(state, book)))
        .collect();
    let handing_over = handing_over(place, raw, book, found);
    book.lists = Lists {
        first: raw.first.clone(),
        danger,
        owes: raw.owes.clone(),
        named: (raw.named.iter())
            .map(|(kind, named)| {
                let named = Named {
                    by: named.by.clone(),
                    asked_by: named.asked_by.clone(),
                };
                (kind.clone(), named)
            })
            .collect(),
        morning: raw.morning.as_ref().map(|morning| Morning {
            calendar: morning.calendar.clone(),
            kinds: morning.kinds.clone(),
            roles: morning.roles.clone(),
            handed_over: morning.handed_over.clone(),
        }),
        oversight: raw.oversight.as_ref().map(|oversight| Oversight {
            clock: oversight.clock.clone(),
            directions: oversight.directions.clone(),
            seen: oversight.seen.clone(),
            agenda: oversight.agenda.clone(),
        }),
        handing_over,
    };
}

/// What tells that a child was handed over, and who is not there.
fn handing_over(
    place: Place<'_>,
    raw: &raw::Lists,
    book: &Book,
    found: &mut Found,
) -> Option<HandingOver> {
    let one = raw.handing_over.as_ref()?;
    let away = found.note(place, state_number(&one.away, book))?;
    Some(HandingOver {
        clock: one.clock.clone(),
        away,
    })
}

/// Reads how a caseload is weighed.
pub(super) fn caseload(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(caseload) = &file.caseload else {
        return;
    };
    let place = place.at(caseload.span().start);
    let raw = caseload.get_ref();
    if book.caseload.is_some() {
        found.add(place, "there is a second [caseload]; a book has one");
    }
    if raw.source.trim().is_empty() {
        found.add(place, "[caseload] needs a source: what decided it");
    }
    let mut weights = Vec::new();
    for weight in &raw.weight {
        if weight.percent < 0 {
            found.add(place, "a child counts for nothing or more");
        }
        if let Some(state) = found.note(place, state_number(&weight.during, book)) {
            weights.push((state, weight.percent));
        }
    }
    let mut limits = Vec::new();
    for limit in &raw.limit {
        if limit.most <= 0 {
            found.add(place, "a limit is one child or more");
        }
        if let Some(role) = &limit.role {
            is_role(place, role, book, found);
        }
        let during = limit.during.as_ref();
        let during = during.and_then(|state| found.note(place, state_number(state, book)));
        limits.push(Limit {
            during,
            role: limit.role.clone(),
            most: limit.most,
        });
    }
    if raw.full_time_hours.is_some_and(|hours| hours < 1) {
        found.add(place, "full_time_hours must be 1 or more");
    }
    book.caseload = Some(Caseload {
        full_time_hours: raw.full_time_hours,
        weights,
        limits,
        source: raw.source.clone(),
    });
}

pub(super) fn is_role(place: Place<'_>, role: &str, book: &Book, found: &mut Found) {
    let roles = &book.permissions.roles;
    if !roles.iter().any(|known| known.name == *role) {
        found.add(place, format!("{role:?} is no role of this book"));
    }
}
