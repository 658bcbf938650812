//! Checking fields that name an organisation with which the authority works.

use super::model::{ORGANISATION, ORGANISATION_KIND, ORGANISATION_NAME, OrganisationNamed};
use super::problem::{Found, Place};
use super::{Book, raw};
use crate::expr::FieldType;

/// Which organisations a field names; it is checked once every record type is there.
pub(super) fn made(raw: &raw::Organisation) -> OrganisationNamed {
    OrganisationNamed {
        of: raw.of.clone(),
        by: (raw.by.clone()).unwrap_or_else(|| ORGANISATION_NAME.to_owned()),
    }
}

/// That each names organisations that there can be, by what is kept of them.
pub(super) fn named(place: Place<'_>, file: &raw::File, book: &Book, found: &mut Found) {
    for (name, record) in &file.record {
        let place = place.at(record.span().start);
        for (field, raw) in &record.get_ref().field {
            if let Some(organisation) = &raw.organisation {
                let full = format!("{name}.{field}");
                one(place, &full, raw, &made(organisation), book, found);
            }
        }
    }
}

fn one(
    place: Place<'_>,
    full: &str,
    raw: &raw::Field,
    named: &OrganisationNamed,
    book: &Book,
    found: &mut Found,
) {
    if raw.kind != "text" {
        found.add(
            place,
            format!("{full} names an organisation, so it must be a text"),
        );
    }
    let Some(added) = book.records.get(ORGANISATION) else {
        found.add(
            place,
            format!(
                "{full} names an organisation, and this book has no record type {ORGANISATION}"
            ),
        );
        return;
    };
    let kinds = match added.fields.get(ORGANISATION_KIND).map(|field| &field.kind) {
        Some(FieldType::Code(list)) => book.codes.get(list),
        _ => None,
    };
    let known = |code: &String| kinds.is_some_and(|kinds| kinds.codes.contains_key(code));
    for code in named.of.iter().filter(|code| !known(code)) {
        found.add(
            place,
            format!("{full} names an organisation of {code:?}, which is no kind of organisation"),
        );
    }
    let by = added.fields.get(&named.by);
    if !by.is_some_and(|by| by.kind == FieldType::Text && !by.long) {
        found.add(
            place,
            format!(
                "{full} names an organisation by {:?}, which is no text of {ORGANISATION}",
                named.by
            ),
        );
    }
}
