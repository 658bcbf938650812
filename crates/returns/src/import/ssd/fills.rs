//! Values that stand in a table of their own in the dataset, and in the record also
//! within another: disabilities and the pupil number in the child's details, factors in
//! an assessment's authorisation, the placement and the legal status in an episode of
//! care, the plan in a visit. They are put there too, so that what is owed is worked out
//! from them as from any other source.

use jiff::civil::Date;
use practice::{Value, When};
use record::kinds;
use record::staging::Proposed;

use super::taking::Taking;

/// The date of birth of the person.
pub(super) fn born_on(taking: &Taking<'_, '_>) -> Option<Date> {
    let details = taking.batch.proposed.iter();
    let mut details = details.filter(|proposed| proposed.kind == kinds::CHILD_DETAILS);
    details
        .next()?
        .fields
        .get(kinds::BORN_ON)?
        .to_string()
        .parse()
        .ok()
}

pub(super) fn all(taking: &mut Taking<'_, '_>) {
    let statuses = taking.extract.book.codes.get("legal-status");
    let is_code = |text: &str| statuses.is_some_and(|list| list.codes.contains_key(text));
    let proposed = &mut taking.batch.proposed;
    disabilities(proposed);
    pupil_number(proposed);
    factors(proposed);
    placements(proposed);
    legal_statuses(proposed, &is_code);
    visits(proposed);
}

/// The proposals of a type.
fn of<'p>(proposed: &'p [Proposed], kind: &str) -> impl Iterator<Item = &'p Proposed> {
    let kind = kind.to_owned();
    proposed.iter().filter(move |one| one.kind == kind)
}

fn into_details(proposed: &mut [Proposed], field: &str, value: Option<Value>) {
    let mut details = proposed.iter_mut();
    let details = details.find(|one| one.kind == kinds::CHILD_DETAILS);
    if let (Some(details), Some(value)) = (details, value) {
        details.fields.insert(field.to_owned(), value);
    }
}

fn disabilities(proposed: &mut [Proposed]) {
    let told = of(proposed, "disability").filter_map(|one| one.fields.get("disability"));
    let mut codes: Vec<String> = told.map(ToString::to_string).collect();
    codes.sort_unstable();
    codes.dedup();
    let codes = (!codes.is_empty()).then_some(Value::Codes(codes));
    into_details(proposed, "disabilities", codes);
}

fn pupil_number(proposed: &mut [Proposed]) {
    for (kind, field) in crate::write::ssd::PUPIL_NUMBERS {
        let is_it = |one: &&Proposed| one.fields.get("kind") == Some(&Value::text(kind));
        let told = of(proposed, "linked-identifier").find(is_it);
        let number = told.and_then(|one| one.fields.get("value")).cloned();
        into_details(proposed, field, number);
    }
}

fn factors(proposed: &mut [Proposed]) {
    let told: Vec<(usize, Value)> = of(proposed, "assessment-factors")
        .filter_map(|one| Some((link(one, "assessment")?, one.fields.get("factors")?.clone())))
        .collect();
    for (assessment, factors) in told {
        let mut authorised = (proposed.iter_mut()).filter(|one| {
            one.kind == "assessment-authorised" && link(one, "assessment") == Some(assessment)
        });
        if let Some(authorised) = authorised.next() {
            authorised.fields.or_insert("factors", factors);
        }
    }
}

/// The last of a type that had begun by a day.
fn in_force(proposed: &[Proposed], kind: &str, day: Date) -> Option<usize> {
    let begun = proposed
        .iter()
        .enumerate()
        .filter(|(_, one)| one.kind == kind && one.occurred.day() <= day);
    begun
        .max_by_key(|(index, one)| (one.occurred.day(), *index))
        .map(|(index, _)| index)
}

fn placements(proposed: &mut [Proposed]) {
    const NAMES: [(&str, &str); 4] = [
        ("placement", "placement"),
        ("provider", "placement_provider"),
        ("postcode", "placement_postcode"),
        ("urn", "urn"),
    ];
    for at in 0..proposed.len() {
        let Some(day) = day_of(proposed, at, "care-episode-started") else {
            continue;
        };
        let home = in_force(proposed, "placement-started", day);
        let home = home
            .and_then(|home| proposed.get(home))
            .map(|home| home.fields.clone());
        for (theirs, ours) in NAMES {
            let value = home.as_ref().and_then(|home| home.get(theirs)).cloned();
            fill(proposed, at, ours, value);
        }
    }
    for at in 0..proposed.len() {
        let Some(day) = day_of(proposed, at, "care-episode-ceased") else {
            continue;
        };
        let ended = of(proposed, "placement-ended").find(|one| one.occurred.day() == day);
        let reason = ended.and_then(|one| one.fields.get("reason")).cloned();
        fill(proposed, at, "reason_for_placement_change", reason);
    }
}

fn legal_statuses(proposed: &mut [Proposed], is_code: &dyn Fn(&str) -> bool) {
    for at in 0..proposed.len() {
        let Some(day) = day_of(proposed, at, "care-episode-started") else {
            continue;
        };
        let status = in_force(proposed, "legal-status-started", day);
        let status = status.and_then(|status| proposed.get(status));
        let status = status
            .and_then(|status| status.fields.get("status"))
            .cloned();
        // The dataset has statuses that are none of the looked after return's.
        let status = status.filter(|status| is_code(&status.to_string()));
        fill(proposed, at, "legal_status", status);
    }
}

/// A visit to a child in need belongs to the plan that was in force, where there was one
/// and no doubt which.
fn visits(proposed: &mut [Proposed]) {
    for at in 0..proposed.len() {
        let Some(day) = day_of(proposed, at, "cin-visit") else {
            continue;
        };
        let open = |(index, one): &(usize, &Proposed)| {
            let ended = of(proposed, "cin-plan-ended")
                .find(|ended| link(ended, "plan") == Some(*index))
                .map(|ended| ended.occurred.day());
            one.kind == "cin-plan-started"
                && one.occurred.day() <= day
                && ended.is_none_or(|ended| day <= ended)
        };
        let plans: Vec<usize> = (proposed.iter().enumerate())
            .filter(open)
            .map(|(index, _)| index)
            .collect();
        if let ([plan], Some(visit)) = (plans.as_slice(), proposed.get_mut(at)) {
            visit.links.push(("plan", *plan));
        }
    }
}

fn day_of(proposed: &[Proposed], at: usize, kind: &str) -> Option<Date> {
    let one = proposed.get(at).filter(|one| one.kind == kind)?;
    match one.occurred {
        When::Day(day) => Some(day),
        When::Instant(_) => None,
    }
}

fn fill(proposed: &mut [Proposed], at: usize, field: &str, value: Option<Value>) {
    if let (Some(one), Some(value)) = (proposed.get_mut(at), value) {
        one.fields.or_insert(field, value);
    }
}

fn link(one: &Proposed, field: &str) -> Option<usize> {
    let link = one.links.iter().find(|(name, _)| *name == field);
    link.map(|(_, index)| *index)
}
