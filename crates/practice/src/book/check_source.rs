//! Checking sources: what asks for a rule, how strongly, and how far it was checked.

use super::check_period;
use super::model::Cite;
use super::problem::{Found, Place};
use super::raw;

const LEVELS: &[&str] = &[
    "act",
    "regulation",
    "court-rule",
    "guidance",
    "standard",
    "professional",
    "data-return",
    "case-law",
    "inspection",
    "planned",
    "local",
];

const CONFIRMED: &[&str] = &["primary", "secondary", "partial", "none"];

/// The sources of a clock or a measure: at least one, each with its level.
pub(super) fn sources(
    place: Place<'_>,
    (table, id): (&str, &str),
    sources: &[raw::Cite],
    found: &mut Found,
) -> Vec<Cite> {
    if sources.is_empty() {
        found.add(
            place,
            format!("{id} has no source; add [[{table}.{id}.source]] with its level and citation"),
        );
    }
    for source in sources {
        if let (Some(from), Some(until)) = (source.from, source.until)
            && from > until
        {
            found.add(
                place,
                format!(
                    "a source of {id} is in force from {from} until {until}, which is before it"
                ),
            );
        }
        if !LEVELS.contains(&source.level.as_str()) {
            found.add(
                place,
                format!(
                    "{:?} is no level; {} is expected",
                    source.level,
                    LEVELS.join(", ")
                ),
            );
        }
        if !CONFIRMED.contains(&source.confirmed.as_str()) {
            found.add(
                place,
                format!(
                    "{:?} does not say how far the text was checked; {} is expected",
                    source.confirmed,
                    CONFIRMED.join(", ")
                ),
            );
        }
    }
    (sources.iter())
        .map(|source| cite(place, source, found))
        .collect()
}

fn cite(place: Place<'_>, raw: &raw::Cite, found: &mut Found) -> Cite {
    Cite {
        level: raw.level.clone(),
        cite: raw.text.clone(),
        from: raw.from,
        until: raw.until,
        confirmed: raw.confirmed.clone(),
        instead_of: (raw.instead_of.as_ref())
            .and_then(|text| found.note(place, check_period::instead_of(text))),
        note: raw.note.clone(),
    }
}
