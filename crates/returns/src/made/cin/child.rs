//! Who the child is.

use practice::{Fact, Value};
use record::kinds;

use super::pen::{Pen, Row, filled};
use super::{ChildFile, known};
use crate::made::{Origin, PupilNumber, YearTo};
use crate::read::census::{CensusChild, ChildCharacteristics, ChildIdentifiers};

/// The first collection that asks for the sex, and not for the gender, by the year in which
/// it ends.
const SEX_SINCE: u16 = 2025;

/// Each field as it was told last, by whichever source.
pub(super) fn identifiers(
    file: &ChildFile<'_>,
    year: YearTo,
    pen: &mut Pen,
    child: &mut CensusChild,
) {
    let row = pen.row("ChildIdentifiers");
    let mut details = |element, field| {
        pen.of(
            row,
            element,
            file.details(field),
            (kinds::CHILD_DETAILS, field),
        )
    };
    let mut who = ChildIdentifiers {
        la_child_id: details("LAchildID", kinds::AUTHORITY_ID),
        former_upn: details("FormerUPN", "former_upn"),
        person_birth_date: details("PersonBirthDate", kinds::BORN_ON),
        expected_person_birth_date: details("ExpectedPersonBirthDate", "expected_on"),
        ..ChildIdentifiers::default()
    };
    // Either the number is told, or why there is none; and so of the birth.
    let (told, field, number) = file.pupil_number();
    let (upn, unknown) = ("UPN", "UPNunknown");
    match number {
        PupilNumber::Reason => {
            who.upn_unknown = pen.of(row, unknown, told, (kinds::CHILD_DETAILS, field));
            let _ = pen.of(row, upn, None, (kinds::CHILD_DETAILS, "upn"));
        }
        PupilNumber::Known | PupilNumber::Silent => {
            who.upn = pen.of(row, upn, told, (kinds::CHILD_DETAILS, field));
        }
    }
    let is_born = who.person_birth_date.is_some();
    if is_born {
        who.expected_person_birth_date = None;
    }
    who.la_child_id = filled("LAchildID", file.authority_id.to_owned());
    let unborn = !is_born && who.expected_person_birth_date.is_some();
    sex(file, year, unborn, (pen, row), &mut who);
    let died = known(year, file.all("child-died").last().copied());
    who.person_death_date = pen.of(row, "PersonDeathDate", died, ("child-died", "died_on"));
    child.identifiers = Some(who);
}

/// The sex, in the codes of the year. That of a child not yet born is not known.
fn sex(
    file: &ChildFile<'_>,
    year: YearTo,
    unborn: bool,
    (pen, row): (&mut Pen, Row),
    who: &mut ChildIdentifiers,
) {
    let asks_for_sex = year.collection.year() >= SEX_SINCE;
    let told = file.details("sex");
    let code = told.and_then(|fact| fact.text("sex"));
    let code = if unborn { Some("U") } else { code };
    let code = code.map(|code| match (code, asks_for_sex) {
        ("1", true) => "M",
        ("2", true) => "F",
        ("0" | "9", true) => "U",
        ("M", false) => "1",
        ("F", false) => "2",
        ("U", false) => "0",
        (same, _) => same,
    });
    let from = told.map_or_else(
        || Origin::wanting(kinds::CHILD_DETAILS, "sex"),
        |fact| Origin::of(fact, "sex"),
    );
    if asks_for_sex {
        who.sex = pen.known(row, "Sex", from, code);
    } else {
        who.gender_current = pen.known(row, "GenderCurrent", from, code);
    }
}

/// Ethnicity, and disabilities: from the details, or from records of one disability each.
pub(super) fn characteristics(file: &ChildFile<'_>, pen: &mut Pen, child: &mut CensusChild) {
    let row = pen.row("ChildCharacteristics");
    let mut what = ChildCharacteristics {
        ethnicity: pen.of(
            row,
            "Ethnicity",
            file.details("ethnicity"),
            (kinds::CHILD_DETAILS, "ethnicity"),
        ),
        ..ChildCharacteristics::default()
    };
    let told = file.last_with(kinds::CHILD_DETAILS, "disabilities");
    if let Some(fact) = told {
        what.disabilities = pen.codes(row, "Disability", fact, "disabilities");
    } else {
        let each = file.all("disability").iter();
        what.disabilities = each
            .filter_map(|fact| pen.field(row, "Disability", fact, "disability"))
            .collect();
    }
    if what.disabilities.is_empty() {
        let details = file.details("disabilities");
        let _ = pen.of(
            row,
            "Disability",
            details,
            (kinds::CHILD_DETAILS, "disabilities"),
        );
    }
    for cell in &what.disabilities {
        let own = pen.row("Disabilities");
        let from = source_of(file, told, &cell.text);
        if let Some((fact, field)) = from {
            pen.origins.say(own, "Disability", Origin::of(fact, field));
        }
    }
    child.characteristics = Some(what);
}

/// The record that tells of a disability.
fn source_of<'f>(
    file: &ChildFile<'f>,
    told: Option<&'f Fact>,
    code: &str,
) -> Option<(&'f Fact, &'static str)> {
    if let Some(fact) = told {
        return Some((fact, "disabilities"));
    }
    let mut each = file.all("disability").iter();
    let own = each.find(|fact| fact.field("disability") == Some(&Value::text(code)))?;
    Some((own, "disability"))
}
