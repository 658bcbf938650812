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
    // Why the placement changed is known when the episode ends; an episode that is
    // still open may say beforehand why it will.
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
