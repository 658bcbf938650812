//! Decisions to place for adoption and matches, each pair a row of the dataset.

use practice::{Fact, Id, Value, When};

use super::{Derived, fields};

pub(super) fn planning(derived: &mut Derived<'_>) {
    let told = derived.told("permanence-planning");
    let stands =
        |field: &str, fact: &Fact| told.iter().any(|told| told.link(field) == Some(fact.id));
    let decisions: Vec<&Fact> = derived.told("adoption-decision");
    let mut found: Vec<&Fact> = derived.told("adoption-match");
    found.retain(|fact| !stands("match", fact));
    let open: Vec<&&Fact> = (decisions.iter())
        .filter(|fact| !stands("decision", fact))
        .collect();
    for (place, decision) in open.iter().enumerate() {
        let next = open.get(place + 1).map(|next| next.occurred.day());
        let with_it = found.iter().position(|fact| {
            let day = fact.occurred.day();
            day >= decision.occurred.day() && next.is_none_or(|next| day < next)
        });
        let matched = with_it.map(|at| found.remove(at).id);
        make(
            derived,
            decision.id,
            decision.occurred,
            Some(decision.id),
            matched,
        );
    }
    for matched in found {
        make(
            derived,
            matched.id,
            matched.occurred,
            None,
            Some(matched.id),
        );
    }
}

fn make(
    derived: &mut Derived<'_>,
    id: Id,
    occurred: When,
    decision: Option<Id>,
    matched: Option<Id>,
) {
    let told = fields([
        ("decision", decision.map(Value::text)),
        ("match", matched.map(Value::text)),
    ]);
    derived.make(id, "permanence-planning", occurred, told);
}
