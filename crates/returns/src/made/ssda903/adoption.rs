//! Adoption, and permanence before this period of care.

use jiff::civil::Date;
use practice::Fact;

use super::Of;
use super::pen::Pen;
use crate::read::ssda903::{Column, Table};

/// Since when permanence before is asked for.
const PERMANENCE_SINCE: Date = Date::constant(2016, 4, 1);

/// The decision and the match of a child who was adopted in the year (AD1).
pub(super) fn adopted(of: &Of<'_, '_>, pen: &mut Pen) {
    let adopted = |one: &&super::Episode<'_>| {
        let ceased = one.ceased_on().is_some_and(|day| of.holds(day));
        ceased && matches!(one.reason_ceased(), Some("E11" | "E12"))
    };
    if !of.episodes().any(|one| adopted(&one)) {
        return;
    }
    let matched = of.file.last_by("adoption-match", of.ends);
    let decided = standing_decision(of, matched.map(|fact| fact.occurred.day()));
    let mut line = pen.line(Table::Ad1);
    line.of(
        Column::DateInt,
        decided,
        ("adoption-decision", "decided_on"),
    );
    let columns = [
        (Column::DateMatch, "matched_on"),
        (Column::FosterCare, "foster_carer"),
        (Column::NbAdoptr, "adopters"),
        (Column::SexAdoptr, "adopters_sex"),
        (Column::LsAdoptr, "adopters_legal_status"),
    ];
    for (column, field) in columns {
        line.of(column, matched, ("adoption-match", field));
    }
    line.end();
}

/// The decision on which the match was made: the last before it that was not reversed; where
/// none came before, the last of all.
fn standing_decision<'f>(of: &Of<'_, 'f>, matched: Option<Date>) -> Option<&'f Fact> {
    let decisions = of.file.all("adoption-decision").iter().rev().copied();
    let known = decisions.filter(|fact| fact.occurred.day() <= of.ends);
    let stands: Vec<&Fact> = known.filter(|fact| reversed(of, fact).is_none()).collect();
    let before =
        (stands.iter()).find(|fact| matched.is_none_or(|matched| fact.occurred.day() <= matched));
    before.or(stands.first()).copied()
}

fn reversed<'f>(of: &Of<'_, 'f>, decision: &Fact) -> Option<&'f Fact> {
    let kind = "adoption-decision-reversed";
    of.known(of.file.last_linked(kind, "decision", decision.id))
}

/// The decisions that the child should be placed for adoption, with their reversals, unless
/// that was before the year or before this period of care.
pub(super) fn should_be_placed(of: &Of<'_, '_>, pen: &mut Pen) {
    let Some(began) = period_began(of) else {
        return;
    };
    for decision in of.file.all("adoption-decision") {
        let day = decision.occurred.day();
        let reversal = reversed(of, decision);
        let over = reversal.is_some_and(|fact| fact.occurred.day() < of.starts);
        if day > of.ends || day < began || over {
            continue;
        }
        let mut line = pen.line(Table::PlacedAdoption);
        line.field(Column::DatePlaced, decision, "decided_on");
        let kind = "adoption-decision-reversed";
        line.of(Column::DatePlacedCeased, reversal, (kind, "ended_on"));
        line.of(Column::ReasonPlacedCeased, reversal, (kind, "reason"));
        line.end();
    }
}

/// The permanence that the child had left before a period of care that began in the year.
pub(super) fn previous_permanence(of: &Of<'_, '_>, pen: &mut Pen) {
    let began = |one: &super::Episode<'_>| {
        let day = one.began();
        of.holds(day) && day >= PERMANENCE_SINCE
    };
    // When it was told says nothing of when it was.
    let told = of.file.all("previous-permanence").last();
    let Some(told) = told.filter(|_| of.episodes().any(began)) else {
        return;
    };
    let mut line = pen.line(Table::PreviousPermanence);
    line.field(Column::PrevPerm, told, "previous");
    line.field(Column::LaPerm, told, "authority");
    line.field(Column::DatePerm, told, "ordered_on");
    line.end();
}

/// The first day of the first period of care of which a day lies in the year.
fn period_began(of: &Of<'_, '_>) -> Option<Date> {
    let first = of
        .care
        .iter()
        .position(|one| one.overlaps(of.starts, of.ends))?;
    let before = of.care.get(..=first)?;
    let began = |pair: &[super::Episode<'_>]| match pair {
        [earlier, later] => !later.follows(earlier),
        _ => false,
    };
    let at = before.windows(2).rposition(began).map_or(0, |at| at + 1);
    before.get(at).map(super::Episode::began)
}
