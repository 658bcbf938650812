//! The year of a child who was looked after for all of it (OC2).
//!
//! What was told of the year as a whole comes first. Otherwise a check that is recorded in
//! the year was had; that one was not had is never taken from silence, and is left blank for
//! somebody to say. That nobody was convicted or misused anything is: there is no record of
//! what did not happen.

use practice::{Fact, Value};

use super::Of;
use super::pen::{Line, Pen};
use crate::made::Origin;
use crate::read::ssda903::{Column, Table};

/// What is told of a year as a whole.
const YEAR: &str = "looked-after-year";

pub(super) fn looked_after_year(of: &Of<'_, '_>, pen: &mut Pen) {
    let whole = of.file.all(YEAR).iter().rev().copied();
    let year = { whole }.find(|fact| fact.occurred.day() == of.ends);
    if year.is_none() && !of.throughout() {
        return;
    }
    let mut line = pen.line(Table::Oc2);
    // Scores are asked for of those who are four or older at the end, and not yet seventeen
    // at the beginning.
    let scored = of.is_aged(4, of.ends) != Some(false) && of.is_aged(17, of.starts) != Some(true);
    if scored || year.is_some() {
        strengths_and_difficulties(of, year, &mut line);
    }
    if of.is_aged(10, of.ends) != Some(false) || said(year, "convicted").is_some() {
        let any = in_the_year(of, "conviction").is_some();
        flag(&mut line, (Column::Convicted, "convicted"), year, Some(any));
    }
    if of.is_aged(5, of.ends) == Some(false) || said(year, "health_check").is_some() {
        let had = in_the_year(of, "health-check").map(|_| true);
        flag(&mut line, (Column::HealthCheck, "health_check"), year, had);
    }
    let immunised = of
        .known(of.file.all("immunisations").last().copied())
        .and_then(|fact| super::yes(fact, "up_to_date"));
    let teeth = in_the_year(of, "dental-check").map(|_| true);
    let assessed = in_the_year(of, "health-assessment")
        .or_else(|| in_the_year(of, "initial-health-assessment"))
        .map(|_| true);
    let misuse = in_the_year(of, "substance-misuse");
    flag(
        &mut line,
        (Column::Immunisations, "immunisations"),
        year,
        immunised,
    );
    flag(&mut line, (Column::TeethCheck, "teeth_check"), year, teeth);
    flag(
        &mut line,
        (Column::HealthAssessment, "health_assessment"),
        year,
        assessed,
    );
    flag(
        &mut line,
        (Column::SubstanceMisuse, "substance_misuse"),
        year,
        Some(misuse.is_some()),
    );
    let received = misuse.and_then(|fact| super::yes(fact, "intervention_received"));
    flag(
        &mut line,
        (Column::InterventionReceived, "intervention_received"),
        year,
        received,
    );
    flag(
        &mut line,
        (Column::InterventionOffered, "intervention_offered"),
        year,
        None,
    );
    line.end();
}

/// The last score of the year, or why there is none.
fn strengths_and_difficulties(of: &Of<'_, '_>, year: Option<&Fact>, line: &mut Line<'_>) {
    let dated = in_the_year(of, "strengths-and-difficulties")
        .or_else(|| in_the_year(of, "strengths-and-difficulties-told"));
    let of_year =
        year.filter(|fact| fact.field("sdq_score").is_some() || fact.field("sdq_reason").is_some());
    match (of_year, dated) {
        (Some(fact), _) => {
            line.field(Column::SdqScore, fact, "sdq_score");
            line.field(Column::SdqReason, fact, "sdq_reason");
        }
        (None, dated) => {
            let kind = "strengths-and-difficulties";
            line.of(Column::SdqScore, dated, (kind, "score"));
            // Where there is a score, no reason is asked for.
            let unscored = dated.filter(|fact| fact.field("score").is_none());
            line.of(Column::SdqReason, unscored, (kind, "reason"));
        }
    }
}

/// A yes or no: as it is told of the year, or else as it is found.
fn flag(
    line: &mut Line<'_>,
    (column, field): (Column, &'static str),
    year: Option<&Fact>,
    found: Option<bool>,
) {
    let from = year.map_or_else(
        || Origin::wanting(YEAR, field),
        |fact| Origin::of(fact, field),
    );
    let value = said(year, field).or(found);
    line.known(column, from, value.map(u8::from));
}

fn said(year: Option<&Fact>, field: &str) -> Option<bool> {
    match year?.field(field)? {
        Value::YesNo(yes) => Some(*yes),
        _ => None,
    }
}

/// The last record of a type that falls in the year.
fn in_the_year<'f>(of: &Of<'_, 'f>, kind: &str) -> Option<&'f Fact> {
    let last = of.file.last_by(kind, of.ends);
    last.filter(|fact| fact.occurred.day() >= of.starts)
}
