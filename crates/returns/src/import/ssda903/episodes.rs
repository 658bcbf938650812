//! Episodes of care: each has a beginning, and an end when it is over.

use super::{wanted, whose};
use crate::import::take::Taking;
use crate::read::ssda903::{Column, Row};

pub(super) fn take(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [
        ("started_on", Column::Decom),
        ("reason", Column::Rne),
        ("legal_status", Column::Ls),
        ("category_of_need", Column::Cin),
        ("placement", Column::Place),
        ("placement_provider", Column::PlaceProvider),
        ("home_postcode", Column::HomePost),
        ("placement_postcode", Column::PlPost),
        ("urn", Column::Urn),
    ];
    let mut started = wanted("care-episode-started", row, &fields, Vec::new());
    started.along = whose(row);
    let episode = taking.record(started);
    if row.get(Column::Dec).is_none() {
        return still_open(row, taking);
    }
    let fields = [
        ("ceased_on", Column::Dec),
        ("reason", Column::Rec),
        ("reason_for_placement_change", Column::ReasonPlaceChange),
    ];
    taking.record(wanted(
        "care-episode-ceased",
        row,
        &fields,
        vec![("episode", episode)],
    ));
}

/// An episode that has not ceased, though the row says why it did: it is open, and
/// nothing is missing that silence could hide.
fn still_open(row: &Row, taking: &mut Taking<'_, '_>) {
    let given = [Column::Rec, Column::ReasonPlaceChange];
    let cells: Vec<_> = given
        .into_iter()
        .filter_map(|column| row.get(column))
        .collect();
    if let Some(first) = cells.first() {
        let reason = "The episode has no DEC, so it is taken as still open, and why it ceased or changed cannot be placed. Add the date, or take the reason out.";
        taking.aside(&cells, first, reason.to_owned());
    }
}
