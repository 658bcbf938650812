//! Rules about the header.

use crate::check::cin::rows::table;
use crate::check::cin::rule::{Check::Return, CinRule, FindRows, error};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    // The reference date is the last day of the collection.
    error(
        "100",
        "Reference Date is incorrect",
        &[(table::HEADER, "ReferenceDate")],
        Return(|_, census, finds| {
            if census.written_reference != Some(census.due_reference) {
                finds.flag_all([census.header]);
            }
        }),
    ),
];
