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
    line.end();
}

/// An unaccompanied asylum-seeking child, unless that ceased before the year.
pub(super) fn unaccompanied(of: &Of<'_, '_>, pen: &mut Pen) {
    let (kind, field) = ("unaccompanied-child", "ceases_on");
    let told = of.file.all(kind).last().copied();
    let said = of.file.details("unaccompanied");
    let said = said.filter(|fact| yes(fact, "unaccompanied") == Some(true));
    let ceased = told.and_then(|fact| super::day(fact, field));
    let over = ceased.is_some_and(|day| day < of.starts);
    if (told.is_none() && said.is_none()) || over || !of.in_the_year() {
        return;
    }
    let mut line = pen.line(Table::Uasc);
    let day = ceased.map(super::pen::written);
    let from = told.map_or_else(
        || Origin::wanting(kind, field),
        |fact| Origin::of(fact, field),
    );
    line.known(Column::Duc, from, day);
    line.end();
}
