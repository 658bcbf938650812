//! Lists 5 and 7: enquiries with their conferences, and child protection plans.

use practice::Fact;

use super::line::{Line, count};
use super::{Of, yes};
use crate::read::annex_a::Row;

/// The enquiries that began in the six months before, and those that are open.
pub(super) fn enquiries(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    let all = of.file.all("strategy-discussion").iter();
    for held in all.filter(|fact| of.file.is_enquiry(fact)) {
        let conference = of
            .file
            .last_linked("initial-conference", "enquiry", held.id);
        let ended = of
            .file
            .last_linked("section-47-enquiry-ended", "enquiry", held.id);
        let not_required = yes(held, "conference_not_required") == Some(true);
        let open = conference.is_none() && ended.is_none() && !not_required;
        if !open && !of.within(6, held.occurred.day()) {
            continue;
        }
        let Some(mut line) = Line::about(of, 5) else {
            return;
        };
        line.when(
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            Some(held),
        );
        let unnecessary = not_required.then_some(true).or(conference.map(|_| false));
        line.yes(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            unnecessary,
        );
        line.when("Date of Initial Child Protection Conference", conference);
        line.yes(
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            conference.map(|conference| made_a_plan(of, conference)),
        );
        let is_enquiry = |fact: &Fact| of.file.is_enquiry(fact);
        let enquiries = of.count_in_a_year("strategy-discussion", is_enquiry);
        line.number(
            "Number of Section 47 Enquiries in the last 12 months",
            count(enquiries),
        );
        let conferences = of.count_in_a_year("initial-conference", |_| true);
        line.number("Number of ICPCs in the last 12 months", count(conferences));
        of.worker_and_team(&mut line);
        rows.push(line.row());
    }
}

/// Whether a conference made a plan: as it is told, or because one began that day.
fn made_a_plan(of: &Of<'_, '_>, conference: &Fact) -> bool {
    let details = of
        .file
        .last_linked("conference-details", "conference", conference.id);
    let told = details.and_then(|fact| yes(fact, "plan_made"));
    let mut plans = of.file.all("protection-plan-started").iter();
    told.unwrap_or_else(|| plans.any(|plan| plan.occurred.day() == conference.occurred.day()))
}

/// The plans that are open, or ended in the six months before.
pub(super) fn plans(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    for plan in of.file.all("protection-plan-started") {
        let ended = of
            .file
            .last_linked("protection-plan-ended", "plan", plan.id);
        if !of.open_within(6, ended.map(|fact| fact.occurred.day())) {
            continue;
        }
        let Some(mut line) = Line::about(of, 7) else {
            return;
        };
        line.when("Child Protection Plan Start Date", Some(plan));
        let first = plan.text("category");
        line.code("Initial Category of Abuse", first);
        line.code(
            "Latest Category of Abuse",
            plan.text("latest_category").or(first),
        );
        let visit = of.file.last_linked("plan-visit", "plan", plan.id);
        line.when("Date of the Last Statutory Visit", visit);
        line.yes(
            "Was the Child Seen Alone?",
            visit.and_then(|visit| yes(visit, "alone")),
        );
        let review = of
            .file
            .last_linked("protection-plan-review", "plan", plan.id);
        line.when("Date of latest review conference", review);
        line.when("Child Protection Plan End Date", ended);
        line.yes(
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            Some(in_an_emergency(of)),
        );
        let before = match plan.field("previous_plans") {
            Some(practice::Value::Number(before)) => u32::try_from(*before).ok(),
            _ => None,
        };
        line.number("Number of Previous Child Protection Plans", before);
        of.worker_and_team(&mut line);
        rows.push(line.row());
    }
}

/// Whether the child was under an emergency protection order or police protection in the six
/// months before.
fn in_an_emergency(of: &Of<'_, '_>) -> bool {
    let kinds = ["emergency-protection-order", "police-protection-started"];
    let mut all = kinds.iter().flat_map(|kind| of.file.all(kind));
    all.any(|fact| of.within(6, fact.occurred.day()))
}
