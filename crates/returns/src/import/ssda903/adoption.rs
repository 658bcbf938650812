//! Adoption, and permanence before this period of care.

use practice::Value;

use super::{wanted, whose};
use crate::import::take::{From, Taking};
use crate::read::ssda903::{Column, Row};

/// The decision that the child should be placed for adoption, and the match.
pub(super) fn decision_and_match(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [("decided_on", Column::DateInt)];
    let mut decision = wanted("adoption-decision", row, &fields, Vec::new());
    decision.along = whose(row);
    taking.record_or_join(decision);
    let fields = [
        ("matched_on", Column::DateMatch),
        ("foster_carer", Column::FosterCare),
        ("adopters", Column::NbAdoptr),
        ("adopters_sex", Column::SexAdoptr),
        ("adopters_legal_status", Column::LsAdoptr),
    ];
    taking.record(wanted("adoption-match", row, &fields, Vec::new()));
}

/// The decision that the child should be placed for adoption, and its reversal. The
/// columns are called "placed", but they are dates of decisions (rules 115 and 116 of
/// the return); rule 523 has the first agree with that of the adoption table.
pub(super) fn should_be_placed(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [("decided_on", Column::DatePlaced)];
    let mut decision = wanted("adoption-decision", row, &fields, Vec::new());
    decision.along = whose(row);
    let decision = taking.record_or_join(decision);
    let fields = [
        ("ended_on", Column::DatePlacedCeased),
        ("reason", Column::ReasonPlacedCeased),
    ];
    let reversed = wanted(
        "adoption-decision-reversed",
        row,
        &fields,
        vec![("decision", decision)],
    );
    taking.record(reversed);
}

/// The permanence that the child had left before, and where and when it was made.
/// The day may be given in part (`zz/05/2014`), so it is kept as it is written.
pub(super) fn previous_permanence(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [
        ("previous", Column::PrevPerm),
        ("authority", Column::LaPerm),
        ("ordered_on", Column::DatePerm),
    ];
    let mut previous = wanted("previous-permanence", row, &fields, Vec::new());
    previous.fields.push((
        "known_on",
        From::Known(Value::text(taking.extract.period.to)),
    ));
    previous.along = whose(row);
    taking.record(previous);
}
