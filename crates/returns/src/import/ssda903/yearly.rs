//! What is told once a year: the health and development of a child looked after
//! for a year, and how a young person who left care is doing.

use jiff::civil::Date;
use practice::Value;

use super::{wanted, whose};
use crate::import::take::{From, Taking};
use crate::read::dates;
use crate::read::period::Period;
use crate::read::ssda903::{Column, Row};

/// The year to 31 March of a child looked after for all of it.
pub(super) fn looked_after_year(row: &Row, taking: &mut Taking<'_, '_>) {
    let fields = [
        ("sdq_score", Column::SdqScore),
        ("sdq_reason", Column::SdqReason),
        ("convicted", Column::Convicted),
        ("health_check", Column::HealthCheck),
        ("immunisations", Column::Immunisations),
        ("teeth_check", Column::TeethCheck),
        ("health_assessment", Column::HealthAssessment),
        ("substance_misuse", Column::SubstanceMisuse),
        ("intervention_received", Column::InterventionReceived),
        ("intervention_offered", Column::InterventionOffered),
    ];
    let mut year = wanted("looked-after-year", row, &fields, Vec::new());
    year.fields.push((
        "year_ending",
        From::Known(Value::text(taking.extract.period.to)),
    ));
    year.along = whose(row);
    taking.record(year);
}

/// A care leaver around the birthday that falls in the year. Without a date of
/// birth there is no birthday, and the row is set aside.
pub(super) fn care_leaver(row: &Row, taking: &mut Taking<'_, '_>) {
    let own = row
        .get(Column::Dob)
        .and_then(|cell| dates::ssda903(&cell.text).ok());
    let born = own.or(taking.batch.born_on);
    let birthday = born.and_then(|born| birthday_in(born, taking.extract.period));
    let fields = [
        ("in_touch", Column::InTouch),
        ("activity", Column::Activ),
        ("accommodation", Column::Accom),
    ];
    let mut outcome = wanted("care-leaver-outcome", row, &fields, Vec::new());
    if let Some(birthday) = birthday {
        outcome
            .fields
            .push(("birthday", From::Known(Value::text(birthday))));
    }
    outcome.along = whose(row);
    taking.record(outcome);
}

/// The birthday that falls in the period; a child born on 29 February has it on 1
/// March in other years, as the practice book's clocks count it.
fn birthday_in(born: Date, period: Period) -> Option<Date> {
    [period.from.year(), period.to.year()]
        .into_iter()
        .filter_map(|year| {
            Date::new(year, born.month(), born.day())
                .or_else(|_| Date::new(year, 3, 1))
                .ok()
        })
        .find(|day| (period.from..=period.to).contains(day))
}
