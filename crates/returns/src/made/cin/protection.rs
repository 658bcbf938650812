//! Enquiries under section 47, their conferences, and child protection plans.
//!
//! In the census an enquiry's start is the strategy discussion that began it, and a plan's
//! start the initial conference that made it.

use practice::Fact;

use super::pen::Pen;
use super::{ChildFile, known, yes};
use crate::made::{Origin, YearTo};
use crate::read::Cell;
use crate::read::census::{ChildProtectionPlan, CinDetails, Section47};

pub(super) fn take(
    file: &ChildFile<'_>,
    year: YearTo,
    referral: &Fact,
    (pen, made): (&mut Pen, &mut CinDetails),
) {
    let discussions = file.linked("strategy-discussion", "referral", referral.id);
    made.section47 = discussions
        .filter(|held| file.is_enquiry(held))
        .filter_map(|held| enquiry(file, year, held, pen))
        .collect();
    let plans = file.linked("protection-plan-started", "referral", referral.id);
    made.protection_plans = plans
        .filter_map(|started| plan(file, year, started, pen))
        .collect();
}

/// An enquiry that was under way in the year: it ends with its conference, or when it is
/// found that none is required.
fn enquiry(file: &ChildFile<'_>, year: YearTo, held: &Fact, pen: &mut Pen) -> Option<Section47> {
    let began = held.occurred.day();
    let conference = file.last_linked("initial-conference", "enquiry", held.id);
    let ended = file.last_linked("section-47-enquiry-ended", "enquiry", held.id);
    let not_required = yes(held, "conference_not_required") == Some(true);
    let over = conference.or(ended.filter(|_| not_required));
    let over = over.map(|fact| fact.occurred.day());
    if !year.overlaps(began, over.or(not_required.then_some(began))) {
        return None;
    }
    let row = pen.row("Section47");
    // What was found after the year, the census does not know yet.
    let found = not_required && over.is_none_or(|day| day <= year.ends);
    let flag = Origin::of(held, "conference_not_required");
    Some(Section47 {
        actual_start_date: pen.field(row, "S47ActualStartDate", held, "held_on"),
        initial_cpc_target: pen.field(row, "InitialCPCtarget", held, "conference_target"),
        date_of_initial_cpc: pen.of(
            row,
            "DateOfInitialCPC",
            known(year, conference),
            ("initial-conference", "held_on"),
        ),
        icpc_not_required: pen.known(row, "ICPCnotRequired", flag, Some(found)),
        ..Section47::default()
    })
}

fn plan(
    file: &ChildFile<'_>,
    year: YearTo,
    started: &Fact,
    pen: &mut Pen,
) -> Option<ChildProtectionPlan> {
    let ended = file.last_linked("protection-plan-ended", "plan", started.id);
    let over = ended.map(|ended| ended.occurred.day());
    if !year.overlaps(started.occurred.day(), over) {
        return None;
    }
    let row = pen.row("ChildProtectionPlans");
    let ended = known(year, ended);
    Some(ChildProtectionPlan {
        start_date: pen.field(row, "CPPstartDate", started, "started_on"),
        end_date: pen.of(
            row,
            "CPPendDate",
            ended,
            ("protection-plan-ended", "ended_on"),
        ),
        initial_category_of_abuse: pen.field(row, "InitialCategoryOfAbuse", started, "category"),
        latest_category_of_abuse: latest_category(started, (pen, row)),
        number_of_previous_cpp: pen.field(row, "NumberOfPreviousCPP", started, "previous_plans"),
        reviews: reviews(file, year, started, pen),
        ..ChildProtectionPlan::default()
    })
}

/// The latest category; where none was told since, the one that the plan began with.
fn latest_category(started: &Fact, (pen, row): (&mut Pen, super::pen::Row)) -> Option<Cell> {
    let latest = started
        .text("latest_category")
        .filter(|code| !code.is_empty());
    let code = latest.or_else(|| started.text("category"));
    let from = Origin::of(started, "latest_category");
    pen.known(row, "LatestCategoryOfAbuse", from, code)
}

fn reviews(file: &ChildFile<'_>, year: YearTo, plan: &Fact, pen: &mut Pen) -> Vec<Cell> {
    let held = file.linked("protection-plan-review", "plan", plan.id);
    let held = held.filter(|review| review.occurred.day() <= year.ends);
    let dates = held.filter_map(|review| {
        let row = pen.row("Reviews");
        pen.field(row, "CPPreviewDate", review, "held_on")
    });
    dates.collect()
}
