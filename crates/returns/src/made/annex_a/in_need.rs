//! Lists 4 and 6: assessments, and children in need.

use jiff::civil::Date;
use practice::Fact;

use super::line::Line;
use super::{Of, yes};
use crate::read::annex_a::Row;

/// What, when it follows a referral, makes the child one in need.
const IN_NEED: [&str; 4] = [
    "assessment-started",
    "cin-plan-started",
    "protection-plan-started",
    "strategy-discussion",
];
/// Visits of which it is recorded whether the child was seen.
const VISITS: [&str; 6] = [
    "child-seen",
    "cin-visit",
    "plan-visit",
    "placement-visit",
    "care-leaver-visit",
    "accommodated-elsewhere-visit",
];
/// Outcomes of an assessment after which the authority's social care has no more to do.
const NO_SUPPORT: [&str; 2] = ["no-further-action", "early-help"];

/// The assessments that were under way in the six months before.
pub(super) fn assessments(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    for started in of.file.all("assessment-started") {
        let authorised = of
            .file
            .last_linked("assessment-authorised", "assessment", started.id);
        if !of.open_within(6, authorised.map(|fact| fact.occurred.day())) {
            continue;
        }
        let Some(mut line) = Line::about(of, 4) else {
            return;
        };
        line.when("Continuous Assessment Start Date", Some(started));
        line.yes(
            "Child Seen During Continuous Assessment",
            seen_in(of, started, authorised),
        );
        line.when("Continuous Assessment Date of Authorisation", authorised);
        line.yes(
            "Was the child assessed as requiring LA children's social care support?",
            needs_support(of, started),
        );
        of.worker_and_team(&mut line);
        rows.push(line.row());
    }
}

/// Whether the child was seen: as it is told of the assessment, or by a visit while it went
/// on. Of one that is over, that there was none says that the child was not.
fn seen_in(of: &Of<'_, '_>, started: &Fact, authorised: Option<&Fact>) -> Option<bool> {
    let told = of
        .file
        .last_linked("assessment-details", "assessment", started.id);
    let to = authorised.map_or(of.asked.on, |fact| fact.occurred.day());
    let visits = of.file.all("child-seen").iter();
    let seen =
        { visits }.any(|visit| (started.occurred.day()..=to).contains(&visit.occurred.day()));
    told.and_then(|fact| yes(fact, "child_seen"))
        .or(seen.then_some(true))
        .or(authorised.map(|_| false))
}

fn needs_support(of: &Of<'_, '_>, started: &Fact) -> Option<bool> {
    let outcome = |kind| {
        let fact = of.file.last_linked(kind, "assessment", started.id)?;
        Some(!NO_SUPPORT.contains(&fact.text("outcome")?))
    };
    let details = of
        .file
        .last_linked("assessment-details", "assessment", started.id);
    let told = details.and_then(|fact| yes(fact, "no_further_action"));
    outcome("assessment-outcome")
        .or_else(|| outcome("assessment-written"))
        .or(told.map(|nothing_more| !nothing_more))
}

/// Children in need on the day or in the six months before. Who is only the subject of a
/// referral is none, and a young person of eighteen or more is a care leaver.
pub(super) fn episodes(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    for referral in of.file.all("referral") {
        let closed = of.file.last_linked("case-closed", "referral", referral.id);
        let followed = |kind: &&str| of.file.last_linked(kind, "referral", referral.id).is_some();
        let in_need = IN_NEED.iter().any(followed) || (closed.is_none() && of.in_care());
        let grown = of.age().is_some_and(|age| age >= 18) && !of.in_care();
        if !in_need || grown || !of.open_within(6, closed.map(|fact| fact.occurred.day())) {
            continue;
        }
        let Some(mut line) = Line::about(of, 6) else {
            return;
        };
        line.when("CIN Start Date", Some(referral));
        line.code("Primary Need Code", referral.text("primary_need"));
        line.day("Date Child Was Last Seen", last_seen(of));
        line.when("CIN Closure Date", closed);
        line.code(
            "Reason for Closure",
            closed.and_then(|fact| fact.text("reason")),
        );
        line.code("Case Status", status(of, referral, closed));
        of.worker_and_team(&mut line);
        rows.push(line.row());
    }
}

/// The last day on which somebody saw the child.
pub(super) fn last_seen(of: &Of<'_, '_>) -> Option<Date> {
    let visits = VISITS.iter().flat_map(|kind| of.file.all(kind));
    let seen = visits.filter(|visit| {
        let field = ["child_seen", "seen"]
            .iter()
            .find_map(|field| yes(visit, field));
        field != Some(false)
    });
    seen.map(|visit| visit.occurred.day()).max()
}

/// What the child is on the day, by the weightiest of what goes on.
fn status(of: &Of<'_, '_>, referral: &Fact, closed: Option<&Fact>) -> Option<&'static str> {
    let open = |begins: &str, ends: &str, link: &str| {
        let mut all = of.file.linked(begins, "referral", referral.id);
        all.any(|fact| of.file.last_linked(ends, link, fact.id).is_none())
    };
    if closed.is_some() {
        Some("closed")
    } else if of.in_care() {
        Some("in-care")
    } else if open("protection-plan-started", "protection-plan-ended", "plan") {
        Some("protection-plan")
    } else if open("cin-plan-started", "cin-plan-ended", "plan") {
        Some("cin-plan")
    } else if open("assessment-started", "assessment-authorised", "assessment") {
        Some("assessment")
    } else {
        None
    }
}
