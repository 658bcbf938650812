//! Reviews, times missing, social workers, and deprivation of liberty.

use super::{wanted, whose};
use crate::import::take::Taking;
use crate::read::ssda903::{Column, Row};

/// A review of the child's case.
pub(super) fn review(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [
        ("held_on", Column::Review),
        ("participation", Column::ReviewCode),
    ];
    let mut review = wanted("looked-after-review", row, &fields, Vec::new());
    review.along = whose(row);
    taking.record(review);
}

/// A time missing, or away without authorisation.
pub(super) fn missing(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [("started_on", Column::MisStart), ("kind", Column::Missing)];
    let ended = [("ended_on", Column::MisEnd)];
    spell(
        row,
        taking,
        ("missing-episode-started", &fields),
        ("missing-episode-ended", "episode", &ended),
    );
}

/// A time with one social worker.
pub(super) fn social_worker(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [("started_on", Column::SwDecom), ("worker", Column::SwId)];
    let ended = [("ended_on", Column::SwDec), ("reason", Column::SwReason)];
    spell(
        row,
        taking,
        ("social-worker-allocated", &fields),
        ("social-worker-ended", "allocation", &ended),
    );
}

/// A time under an order that deprives the child of liberty.
pub(super) fn deprivation_of_liberty(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [("started_on", Column::DoloStart)];
    let ended = [("ended_on", Column::DoloEnd)];
    spell(
        row,
        taking,
        ("deprivation-of-liberty-started", &fields),
        ("deprivation-of-liberty-ended", "order", &ended),
    );
}

/// A beginning, and an ending that links to it.
pub(super) fn spell(
    row: &Row,
    taking: &mut Taking<'_, '_>,
    (begins, begin_fields): (&'static str, &[(&'static str, Column)]),
    (ends, link, end_fields): (&'static str, &'static str, &[(&'static str, Column)]),
) {
    let mut first = wanted(begins, row, begin_fields, Vec::new());
    first.along = whose(row);
    let begun = taking.record(first);
    taking.record(wanted(ends, row, end_fields, vec![(link, begun)]));
}
