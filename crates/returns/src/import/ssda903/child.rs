//! Who the child is.

use practice::Value;
use record::kinds;

use super::{wanted, whose};
use crate::import::take::{From, Taking};
use crate::read::ssda903::{Column, Row};

/// The header of the child. CHILD and DOB are its own values here.
pub(super) fn details(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [
        ("authority_id", Column::Child),
        ("born_on", Column::Dob),
        ("sex", Column::Sex),
        ("ethnicity", Column::Ethnic),
        ("upn", Column::Upn),
        ("mother", Column::Mother),
        ("child_born_on", Column::McDob),
        ("unaccompanied", Column::Uasc),
    ];
    let mut wanted = wanted(kinds::CHILD_DETAILS, row, &fields, Vec::new());
    wanted.fields.push((
        "told_on",
        From::Known(Value::text(taking.extract.period.to)),
    ));
    wanted
        .fields
        .push(("told_by", From::Known(Value::text(taking.extract.source))));
    taking.record(wanted);
}

/// An unaccompanied asylum-seeking child, and until when.
pub(super) fn unaccompanied(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [("sex", Column::Sex), ("ceases_on", Column::Duc)];
    let mut wanted = wanted("unaccompanied-child", row, &fields, Vec::new());
    wanted.fields.push((
        "known_on",
        From::Known(Value::text(taking.extract.period.to)),
    ));
    wanted.along = whose(row);
    taking.record(wanted);
}
