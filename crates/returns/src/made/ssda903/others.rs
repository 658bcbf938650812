//! Reviews, times missing, social workers, and deprivation of liberty.

use jiff::ToSpan as _;
use jiff::civil::Date;
use practice::Fact;

use super::Of;
use super::pen::Pen;
use crate::made::Origin;
use crate::read::ssda903::{Column, Table};

/// The first collection with social workers, by the year in which it ends.
const SOCIAL_WORKERS_SINCE: u16 = 2024;
/// The first that asks for two years of them.
const TWO_YEARS_SINCE: u16 = 2025;

/// The reviews that were held in the year while the child was looked after.
pub(super) fn reviews(of: &Of<'_, '_>, pen: &mut Pen) {
    for review in of.file.all("looked-after-review") {
        let held = review.occurred.day();
        if of.holds(held) && of.in_care_on(held) {
            let mut line = pen.line(Table::Reviews);
            line.field(Column::Review, review, "held_on");
            line.field(Column::ReviewCode, review, "participation");
            line.end();
        }
    }
}

/// The times missing, or away without authorisation, that began in care and were not over
/// before the year.
pub(super) fn missing(of: &Of<'_, '_>, pen: &mut Pen) {
    let ends = ("missing-episode-ended", "episode", "ended_on");
    for (started, ended) in spells(of, "missing-episode-started", ends) {
        if !of.in_care_on(started.occurred.day()) {
            continue;
        }
        let mut line = pen.line(Table::Missing);
        line.field(Column::Missing, started, "kind");
        line.field(Column::MisStart, started, "started_on");
        line.of(Column::MisEnd, ended, (ends.0, ends.2));
        line.end();
    }
}

/// The times under an order that deprives the child of liberty.
pub(super) fn deprivation_of_liberty(of: &Of<'_, '_>, pen: &mut Pen) {
    let ends = ("deprivation-of-liberty-ended", "order", "ended_on");
    for (started, ended) in spells(of, "deprivation-of-liberty-started", ends) {
        let mut line = pen.line(Table::DeprivationOfLiberty);
        line.field(Column::DoloStart, started, "started_on");
        line.of(Column::DoloEnd, ended, (ends.0, ends.2));
        line.end();
    }
}

/// The social workers of a child who was looked after in the year: those of the year, and
/// since 2024/25 of the year before.
///
/// The reason is why the worker came: why the one before was no more, or that nobody was
/// before. Where a return told it, it stands with that worker's own end.
pub(super) fn social_workers(of: &Of<'_, '_>, pen: &mut Pen) {
    if of.year.collection.year() < SOCIAL_WORKERS_SINCE || !of.in_the_year() {
        return;
    }
    let from = match of.starts.checked_sub(1.years()) {
        Ok(earlier) if of.year.collection.year() >= TWO_YEARS_SINCE => earlier,
        _ => of.starts,
    };
    let mut before: Option<&Fact> = None;
    for allocation in of.file.all("social-worker-allocated") {
        let ended = of
            .file
            .last_linked("social-worker-ended", "allocation", allocation.id);
        let over = ended.map(|ended| ended.occurred.day());
        let previous = std::mem::replace(&mut before, ended);
        if allocation.occurred.day() > of.ends || over.is_some_and(|day| day < from) {
            continue;
        }
        let mut line = pen.line(Table::SocialWorker);
        let number = allocation.text("worker");
        let number = number.and_then(|worker| of.names.number(worker));
        line.known(Column::SwId, Origin::of(allocation, "worker"), number);
        line.field(Column::SwDecom, allocation, "started_on");
        let known = of.known(ended);
        line.of(Column::SwDec, known, ("social-worker-ended", "ended_on"));
        let told = if allocation.imported { ended } else { previous };
        let first = previous.is_none() && !allocation.imported;
        match told {
            Some(fact) => line.field(Column::SwReason, fact, "reason"),
            None => line.known(
                Column::SwReason,
                Origin::wanting("social-worker-ended", "reason"),
                first.then_some("FCONTA"),
            ),
        }
        line.end();
    }
}

/// Beginnings of a type that were not over before the year, with their ends in it.
fn spells<'f>(
    of: &Of<'_, 'f>,
    begins: &str,
    (ends, link, _): (&str, &str, &str),
) -> Vec<(&'f Fact, Option<&'f Fact>)> {
    let all = of.file.all(begins).iter().copied();
    let with_end = all.map(|started| (started, of.file.last_linked(ends, link, started.id)));
    let over = |ended: Option<&Fact>| ended.map(|ended| -> Date { ended.occurred.day() });
    with_end
        .filter(|(started, ended)| of.overlaps(started.occurred.day(), over(*ended)))
        .map(|(started, ended)| (started, of.known(ended)))
        .collect()
}
