//! Who the child is.

use practice::Value;
use record::kinds;
use record::staging::{Batch, SetAside};

use super::{Census, cell, taking, wanted};
use crate::import::take::From;
use crate::read::census::CensusChild;
use crate::read::dates;

/// Puts the child's identifier and date of birth on the batch. A child without the
/// authority's identifier cannot be told from another, and is set aside whole.
pub(super) fn identify(census: Census<'_, '_>, child: &CensusChild, batch: &mut Batch) -> bool {
    let identifiers = child.identifiers.as_ref();
    let Some(id) = identifiers.and_then(|who| who.la_child_id.as_ref()) else {
        batch.set_aside.push(SetAside {
            table: "Child".to_owned(),
            column: "LAchildID".to_owned(),
            value: String::new(),
            reason:
                "The child has no LAchildID, so it cannot be said who it is. Add it at the source."
                    .to_owned(),
            record: None,
            from: record::Provenance {
                source: census.extract.source.to_owned(),
                file: census.file.to_owned(),
                line: u64::from(child.place.line),
                recorded: None,
                tells_to: Some(census.extract.period.to),
            },
            values: child
                .all_cells()
                .into_iter()
                .map(|(block, cell)| (block, cell.field))
                .collect(),
        });
        return false;
    };
    batch.authority_id.clone_from(&id.text);
    batch.born_on = identifiers
        .and_then(|who| who.person_birth_date.as_ref())
        .and_then(|cell| dates::census(&cell.text).ok());
    true
}

pub(super) fn details(census: Census<'_, '_>, child: &CensusChild, batch: &mut Batch) {
    let line = child.place.line;
    let mut taking = taking(census, batch, "ChildIdentifiers");
    taking.record(wanted(
        kinds::EXTRACT_LISTING,
        line,
        vec![
            ("source", From::Known(Value::text(census.extract.source))),
            ("from", From::Known(Value::text(census.extract.period.from))),
            ("to", From::Known(Value::text(census.extract.period.to))),
        ],
        Vec::new(),
    ));
    let Some(who) = &child.identifiers else {
        return;
    };
    let sex = who.sex.as_ref().or(who.gender_current.as_ref());
    let mut fields = vec![
        (
            "told_on",
            From::Known(Value::text(census.extract.period.to)),
        ),
        ("told_by", From::Known(Value::text(census.extract.source))),
        ("authority_id", cell(who.la_child_id.as_ref())),
        ("upn", cell(who.upn.as_ref())),
        ("former_upn", cell(who.former_upn.as_ref())),
        ("upn_unknown", cell(who.upn_unknown.as_ref())),
        ("born_on", cell(who.person_birth_date.as_ref())),
        ("expected_on", cell(who.expected_person_birth_date.as_ref())),
        ("sex", cell(sex)),
    ];
    if let Some(what) = &child.characteristics {
        fields.push(("ethnicity", cell(what.ethnicity.as_ref())));
        fields.push(("disabilities", From::Cells(&what.disabilities)));
    }
    taking.record(wanted(kinds::CHILD_DETAILS, line, fields, Vec::new()));
    if let (Some(_), Some(older)) = (&who.sex, &who.gender_current) {
        taking.aside(
            &[older],
            older,
            "Sex is given too, which took its place; Sex was taken.".to_owned(),
        );
    }
    let died = vec![("died_on", cell(who.person_death_date.as_ref()))];
    taking.record(wanted("child-died", line, died, Vec::new()));
}
