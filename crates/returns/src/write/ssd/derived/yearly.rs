//! What the looked after return tells once a year.

use practice::{Fact, Value};

use super::{Derived, fields};

pub(super) fn outcomes(derived: &mut Derived<'_>) {
    immunisations(derived);
    scores(derived);
    care_leavers(derived);
}

/// Whether immunisations were up to date, as at the end of the last year that tells.
fn immunisations(derived: &mut Derived<'_>) {
    let years = derived.told("looked-after-year");
    let Some(year) = (years.iter().rev()).find(|year| year.field("immunisations").is_some()) else {
        return;
    };
    if derived.any("immunisations") {
        return;
    }
    derived.held.push((year.id, "immunisations"));
    let told = [
        ("known_on", Some(Value::text(year.occurred.day()))),
        ("up_to_date", year.field("immunisations").cloned()),
    ];
    derived.make(year.id, "immunisations", year.occurred, fields(told));
}

/// The score of each year, whose own day the return does not tell.
fn scores(derived: &mut Derived<'_>) {
    let dated = derived.any("strengths-and-difficulties");
    if dated || derived.any("strengths-and-difficulties-told") {
        return;
    }
    for year in derived.told("looked-after-year") {
        let (score, reason) = (year.field("sdq_score"), year.field("sdq_reason"));
        if score.is_none() && reason.is_none() {
            continue;
        }
        derived
            .held
            .extend([(year.id, "sdq_score"), (year.id, "sdq_reason")]);
        let told = [("score", score.cloned()), ("reason", reason.cloned())];
        derived.make(
            year.id,
            "strengths-and-difficulties-told",
            year.occurred,
            fields(told),
        );
    }
}

/// A care leaver near a birthday. The return has one code for where they live and
/// whether it is suitable: a letter, and 1 or 2.
fn care_leavers(derived: &mut Derived<'_>) {
    if derived.any("care-leaver") {
        return;
    }
    for outcome in derived.told("care-leaver-outcome") {
        let held = ["in_touch", "activity", "accommodation"];
        derived.held.extend(held.map(|field| (outcome.id, field)));
        let (home, suitable) = accommodation(outcome);
        let told = [
            ("in_touch", outcome.field("in_touch").cloned()),
            ("activity", outcome.field("activity").cloned()),
            ("accommodation", home.map(Value::text)),
            ("accommodation_suitable", suitable.map(Value::text)),
        ];
        derived.make(outcome.id, "care-leaver", outcome.occurred, fields(told));
    }
}

fn accommodation(outcome: &Fact) -> (Option<&str>, Option<&str>) {
    match outcome.text("accommodation") {
        Some(code) if code.len() == 2 => (code.get(..1), code.get(1..)),
        code => (code, None),
    }
}
