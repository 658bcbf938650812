//! Young people who left care, near their birthday (OC3): those who turn seventeen to
//! twenty-one in the year.

use jiff::civil::Date;
use practice::Fact;

use super::Of;
use super::pen::Pen;
use crate::check::ssda903::text::{days_between, plus_years};
use crate::made::Origin;
use crate::read::ssda903::{Column, Table};

/// What is told of a care leaver at a birthday.
const OUTCOME: &str = "care-leaver-outcome";
/// What another source keeps of a care leaver.
const KEPT: &str = "care-leaver";
/// For how many days after fourteen somebody was looked after to have these rights: thirteen
/// weeks (Children Act 1989, section 23A and schedule 2, paragraph 19B).
const DAYS: i32 = 13 * 7;
/// Ways to leave care after which nobody is asked: adopted, died, taken over by another
/// authority.
const NOT_ASKED: [&str; 4] = ["E11", "E12", "E2", "E3"];

/// Whether the young person stands in the table: an outcome was told for the year, or by
/// what is recorded of their care it is to be.
pub(super) fn belongs(of: &Of<'_, '_>) -> bool {
    outcome(of).is_some() || birthday(of).is_some_and(|day| left_care_by(of, day))
}

pub(super) fn row(of: &Of<'_, '_>, pen: &mut Pen) {
    let told = outcome(of);
    let mut line = pen.line(Table::Oc3);
    if let Some(fact) = told.or_else(|| kept(of)) {
        line.field(Column::InTouch, fact, "in_touch");
        line.field(Column::Activ, fact, "activity");
        let (home, field) = accommodation(fact);
        line.known(Column::Accom, Origin::of(fact, field), home);
    } else {
        let wanted = [
            (Column::InTouch, "in_touch"),
            (Column::Activ, "activity"),
            (Column::Accom, "accommodation"),
        ];
        for (column, field) in wanted {
            line.of(column, None, (OUTCOME, field));
        }
    }
    line.end();
}

/// What was told at the birthday of the year: the day told is that birthday, or else the one
/// that lies nearest to it.
fn outcome<'f>(of: &Of<'_, 'f>) -> Option<&'f Fact> {
    let mut all = of.file.all(OUTCOME).iter().rev().copied();
    all.find(|fact| of.holds(fact.occurred.day()))
}

/// What another source told of the care leaver in the year.
fn kept<'f>(of: &Of<'_, 'f>) -> Option<&'f Fact> {
    let last = of.file.last_by(KEPT, of.ends);
    last.filter(|fact| fact.occurred.day() >= of.starts)
}

/// Where the care leaver lives and whether that is suitable: one code, or one of each.
fn accommodation(fact: &Fact) -> (Option<String>, &'static str) {
    let home = fact.text("accommodation").map(str::to_owned);
    let suitable = fact.text("accommodation_suitable").unwrap_or_default();
    let home = home.map(|code| {
        if code.len() == 1 && code != "0" {
            code + suitable
        } else {
            code
        }
    });
    (home, "accommodation")
}

/// The birthday between seventeen and twenty-one that falls in the year.
fn birthday(of: &Of<'_, '_>) -> Option<Date> {
    let mut birthdays = (17..=21).filter_map(|years| plus_years(of.born?, years));
    birthdays.find(|day| of.holds(*day))
}

/// Whether somebody left care for good by a day, having been looked after for long enough
/// after fourteen, and after sixteen.
fn left_care_by(of: &Of<'_, '_>, day: Date) -> bool {
    let own = || of.care.iter().filter(|one| !one.is_short_break());
    let Some((fourteen, sixteen)) = of
        .born
        .and_then(|born| plus_years(born, 14).zip(plus_years(born, 16)))
    else {
        return false;
    };
    let last = own().max_by_key(|one| one.began());
    let asked = last.is_some_and(|last| {
        let reason = last.reason_ceased();
        let ceased = last
            .ceased_on()
            .is_some_and(|ceased| ceased <= day && ceased >= sixteen);
        ceased && !reason.is_some_and(|reason| NOT_ASKED.contains(&reason))
    });
    let days: i32 = own()
        .filter_map(|one| Some((one.began().max(fourteen), one.ceased_on()?)))
        .map(|(from, to)| days_between(from, to).max(0))
        .sum();
    asked && days >= DAYS
}
