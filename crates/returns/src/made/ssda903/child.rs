//! Who the child is.

use record::kinds;

use super::pen::Pen;
use super::{Of, yes};
use crate::made::Origin;
use crate::read::ssda903::{Column, Table};

/// The header: each field as it was told last, by whichever source.
pub(super) fn header(of: &Of<'_, '_>, pen: &mut Pen) {
    let details = |field: &'static str| (of.file.details(field), (kinds::CHILD_DETAILS, field));
    let mut line = pen.line(Table::Header);
    let (fact, field) = details("ethnicity");
    line.of(Column::Ethnic, fact, field);
    // Where there is no number, the reason stands in its place.
    let (fact, field, _) = of.file.pupil_number();
    line.of(Column::Upn, fact, (kinds::CHILD_DETAILS, field));
    let (fact, field) = details("mother");
    line.of(Column::Mother, fact, field);
    let (fact, field) = details("child_born_on");
    line.of(Column::McDob, fact, field);
    // Of the XML file alone. Whom nobody has told to be one is none.
    let (fact, (kind, field)) = details("unaccompanied");
    let from = fact.map_or_else(
        || Origin::wanting(kind, field),
        |fact| Origin::of(fact, field),
    );
    let is_one = u8::from(is_unaccompanied(of));
    line.known(Column::Uasc, from, Some(is_one));
    line.end();
}

/// What tells of an unaccompanied child, and until when.
const UNACCOMPANIED: (&str, &str) = ("unaccompanied-child", "ceases_on");

/// Whether the child is unaccompanied and asylum-seeking, unless that ceased before the year.
fn is_unaccompanied(of: &Of<'_, '_>) -> bool {
    let told = of.file.all(UNACCOMPANIED.0).last();
    let said = of.file.details("unaccompanied");
    let said = said.is_some_and(|fact| yes(fact, "unaccompanied") == Some(true));
    let ceased = told.and_then(|fact| super::day(fact, UNACCOMPANIED.1));
    (told.is_some() || said) && ceased.is_none_or(|day| day >= of.starts)
}

/// An unaccompanied asylum-seeking child who was looked after in the year.
pub(super) fn unaccompanied(of: &Of<'_, '_>, pen: &mut Pen) {
    if !is_unaccompanied(of) || !of.in_the_year() {
        return;
    }
    let (kind, field) = UNACCOMPANIED;
    let told = of.file.all(kind).last().copied();
    let ceased = told.and_then(|fact| super::day(fact, field));
    let mut line = pen.line(Table::Uasc);
    let day = ceased.map(super::pen::written);
    let from = told.map_or_else(
        || Origin::wanting(kind, field),
        |fact| Origin::of(fact, field),
    );
    line.known(Column::Duc, from, day);
    line.end();
}
