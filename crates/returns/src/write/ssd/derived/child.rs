//! Who the child is, from what every source told.

use practice::{Fields, Value};
use record::kinds;

use super::{Derived, beside, fields};

/// One record of the child: each field as it was told last. Each disability and each
/// pupil number has a row of its own in the dataset.
pub(super) fn details(derived: &mut Derived<'_>, person: &str) {
    let told = derived.told(kinds::CHILD_DETAILS);
    let (Some(first), Some(last)) = (told.first(), told.last()) else {
        return;
    };
    let mut merged = Fields::new();
    for fact in &told {
        merged.extend(fact.fields.clone());
        let held = ["authority_id", "told_by", "born_on", "sex", "ethnicity"];
        let held = held
            .into_iter()
            .chain(["upn_unknown", "expected_on", "mother"]);
        derived.held.extend(held.map(|field| (fact.id, field)));
    }
    merged.insert(kinds::AUTHORITY_ID.to_owned(), Value::text(person));
    for (number, fact) in told.iter().enumerate() {
        let Some(Value::Codes(codes)) = fact.field("disabilities") else {
            continue;
        };
        derived.held.push((fact.id, "disabilities"));
        for (place, code) in codes.iter().enumerate() {
            let code = Value::text(code);
            let stands = |made: &practice::Fact| {
                made.kind == "disability" && made.field("disability") == Some(&code)
            };
            if derived.made.iter().any(stands) || derived.told.iter().any(|told| stands(told)) {
                continue;
            }
            let id = beside(fact.id, number * 20 + place);
            let fields = fields([("disability", Some(code))]);
            derived.make(id, "disability", fact.occurred, fields);
        }
    }
    pupil_numbers(derived, &merged, first.id);
    let (id, occurred) = (first.id, last.occurred);
    derived
        .told
        .retain(|fact| fact.kind != kinds::CHILD_DETAILS);
    derived.make(id, kinds::CHILD_DETAILS, occurred, merged);
}

/// The kind under which the dataset keeps a pupil number, and the field that holds it.
pub(crate) const PUPIL_NUMBERS: [(&str, &str); 2] = [
    ("Unique Pupil Number", "upn"),
    ("Former Unique Pupil Number", "former_upn"),
];

fn pupil_numbers(derived: &mut Derived<'_>, merged: &Fields, first: practice::Id) {
    for (number, (kind, field)) in PUPIL_NUMBERS.into_iter().enumerate() {
        let Some(value) = merged.get(field) else {
            continue;
        };
        for fact in derived.told(kinds::CHILD_DETAILS) {
            if fact.field(field) == Some(value) {
                derived.held.push((fact.id, field));
            }
        }
        let stands = derived
            .told("linked-identifier")
            .into_iter()
            .any(|told| told.text("kind") == Some(kind) && told.field("value") == Some(value));
        if !stands {
            let told = [
                ("kind", Some(Value::text(kind))),
                ("value", Some(value.clone())),
            ];
            let occurred = practice::When::Day(jiff::civil::Date::MIN);
            derived.make(
                beside(first, number),
                "linked-identifier",
                occurred,
                fields(told),
            );
        }
    }
}

/// An unaccompanied asylum-seeking child of the looked after return.
pub(super) fn unaccompanied(derived: &mut Derived<'_>) {
    const STATUS: &str = "Unaccompanied Asylum Seeking Child";
    let is_told = |derived: &Derived<'_>| {
        let told = derived.told("immigration-status");
        told.into_iter()
            .any(|fact| fact.text("status") == Some(STATUS))
    };
    let Some(fact) = derived.told("unaccompanied-child").last().copied() else {
        return;
    };
    if is_told(derived) {
        return;
    }
    derived
        .held
        .extend([(fact.id, "ceases_on"), (fact.id, "sex")]);
    let told = [
        ("status", Some(Value::text(STATUS))),
        ("ended_on", fact.field("ceases_on").cloned()),
    ];
    derived.make(fact.id, "immigration-status", fact.occurred, fields(told));
}

/// The factors that the census tells with an assessment's authorisation.
pub(super) fn factors(derived: &mut Derived<'_>) {
    for fact in derived.told("assessment-authorised") {
        let (Some(factors), Some(assessment)) = (fact.field("factors"), fact.field("assessment"))
        else {
            continue;
        };
        derived.held.push((fact.id, "factors"));
        let told = derived.told("assessment-factors");
        if !(told.iter()).any(|told| told.field("assessment") == Some(assessment)) {
            let told = [
                ("assessment", Some(assessment.clone())),
                ("factors", Some(factors.clone())),
            ];
            derived.make(fact.id, "assessment-factors", fact.occurred, fields(told));
        }
    }
}
