//! Lists 10 and 11: children for whom adoption was planned in the twelve months before, and
//! adopters.

use jiff::ToSpan as _;
use jiff::civil::Date;
use practice::Fact;

use super::Of;
use super::in_care::latest_period;
use super::line::{Line, count};
use crate::made::file::{ChildFile, yes};
use crate::read::annex_a::Row;

/// Decisions that stand or were reversed in the twelve months before; of a child who was
/// adopted, where that was in them.
pub(super) fn adoption(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    let adopted = adopted_on(of);
    for decision in of.file.all("adoption-decision") {
        let reversed = of
            .file
            .last_linked("adoption-decision-reversed", "decision", decision.id);
        let over = reversed.map(|fact| fact.occurred.day()).or(adopted);
        if !of.open_within(12, over) {
            continue;
        }
        let Some(mut line) = Line::about(of, 10) else {
            return;
        };
        let family = of.file.last_with("family-member", "family");
        line.text(
            "Family identifier",
            family
                .and_then(|fact| fact.text("family"))
                .map(str::to_owned),
        );
        let entered = latest_period(&of.care).map(|(first, _)| first.began());
        line.day("Date the Child Entered Care", entered);
        line.when(
            "Date of Decision that Child Should be Placed for Adoption",
            Some(decision),
        );
        line.day("Date of Placement Order", placement_order(of));
        line.when(
            "Date of Matching Child and Prospective Adopters",
            of.file.all("adoption-match").last().copied(),
        );
        line.day(
            "Date Placed for Adoption",
            placed(of, &["A3", "A4", "A5", "A6"], "placed_on"),
        );
        line.day("Date of Adoption Order", adopted);
        line.when(
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            reversed,
        );
        line.code(
            "Reason Why Child No Longer Placed for Adoption",
            reversed.and_then(|fact| fact.text("reason")),
        );
        line.day(
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            placed(of, &["U2", "U5"], "early_permanence_placed_on"),
        );
        rows.push(line.row());
    }
}

/// The day of the adoption order: as the court decided, or as care ceased by it.
fn adopted_on(of: &Of<'_, '_>) -> Option<Date> {
    let decided = of.file.all("adoption-application-decided").iter();
    let order = { decided }.find(|fact| yes(fact, "order_made") == Some(true));
    let ceased = of
        .care
        .iter()
        .find(|one| matches!(one.reason_ceased(), Some("E11" | "E12")));
    order
        .map(|fact| fact.occurred.day())
        .or_else(|| ceased?.ceased_on())
}

/// The day of the placement order: since when the child's legal status says so.
fn placement_order(of: &Of<'_, '_>) -> Option<Date> {
    let under = of
        .care
        .iter()
        .find(|one| one.started.text("legal_status") == Some("E1"));
    under
        .map(super::Care::began)
        .or_else(|| planned(of, "placement_order_on"))
}

/// The first day in a placement of these kinds.
fn placed(of: &Of<'_, '_>, kinds: &[&str], field: &str) -> Option<Date> {
    let there = of.care.iter().find(|one| {
        let kind = one.started.text("placement");
        kind.is_some_and(|kind| kinds.contains(&kind))
    });
    there.map(super::Care::began).or_else(|| planned(of, field))
}

/// What the planning of permanence tells.
fn planned(of: &Of<'_, '_>, field: &str) -> Option<Date> {
    let told = of.file.last_with("permanence-planning", field)?;
    super::day(told, field)
}

/// The row of an adopter from their own file, where it is one and there was anything to do
/// with it in the twelve months before. The record holds no more of who they are.
pub fn adopter(identifier: &str, facts: &[Fact], on: Date) -> Option<Row> {
    let file = ChildFile::by(identifier, facts, on);
    let registered = file.all("adopter-registered").last().copied()?;
    let ended = file.last_linked("adopter-registration-ended", "registration", registered.id);
    let year_ago = on.checked_sub(12.months()).unwrap_or(on);
    if ended.is_some_and(|ended| ended.occurred.day() < year_ago) {
        return None;
    }
    let of_registration = |kind| file.last_linked(kind, "registration", registered.id);
    let decided = of_registration("adopter-suitability-decision");
    let approved = decided.filter(|fact| yes(fact, "suitable") == Some(true));
    let placed = file.all("adopter-child-placed");
    let mut line = Line::of_list(11)?;
    line.text("Individual adopter identifier", Some(identifier.to_owned()));
    line.when("Date Stage 1 started", Some(registered));
    line.when(
        "Date Stage 1 ended",
        of_registration("adopter-stage-one-decision"),
    );
    line.when(
        "Date Stage 2 started",
        of_registration("adopter-stage-two-wish"),
    );
    line.when("Date Stage 2 ended", decided);
    line.when("Date application approved", approved);
    line.when(
        "Date child/children placed with adopter(s)",
        placed.last().copied(),
    );
    if !placed.is_empty() {
        line.number("No. of children placed", count(placed.len()));
    }
    line.when("Date of leaving adoption process", ended);
    Some(line.row())
}
