//! Extensions, pauses and rolling, and the working days of a step that is paused.

use practice::calendar::{Calendar, Days};
use practice::count::{self, Counting, Period, Unit};
use practice::{Book, When};

use super::EXCLUDED;
use crate::small::{book, dues, only, shown};
use crate::told::{at, told};

fn due(book: &Book, lines: &[&str]) -> String {
    shown(only(book, &told(book, lines)).due)
}

/// A request answered in this time, not running while a stay lasts, extended by a request
/// that names it as the earlier.
fn extended(time: &str, more: &str) -> Book {
    book(&format!(
        "{time}\n[[clock.c.starts]]\non = \"request\"\nwhen = \"!has(this.earlier)\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n[[clock.c.pauses]]\nwhile = \"staying\"\n[[clock.c.extends]]\non = \"request\"\nwhen = \"has(this.earlier) && urgent\"\nsame = \"earlier\"\n{more}"
    ))
}

#[test]
fn an_extension_of_one_leaves_the_other_as_it_was() {
    let book = extended(
        &format!("within = \"10 days\"\n{EXCLUDED}"),
        "within = \"30 days\"\n",
    );
    let lines = [
        "2026-03-02 request",
        "2026-03-03 request",
        "2026-03-10 request earlier=@2 urgent=yes",
    ];
    assert_eq!(
        dues(&book, &told(&book, &lines)),
        ["2026-03-12", "2026-04-02"]
    );
    // What does not say that it extends does not.
    let lines = [lines[0], "2026-03-10 request earlier=@1 urgent=no"];
    assert_eq!(due(&book, &lines), "2026-03-12");
}

#[test]
fn a_day_that_an_extension_names_is_not_rolled_where_nothing_was_paused() {
    let book = extended(
        &format!("within = \"10 days\"\n{EXCLUDED}rolls = \"to the next working day\"\n"),
        "to = \"counted_from\"\n",
    );
    let lines = [
        "2026-03-02 request",
        "2026-03-10 request earlier=@1 urgent=yes counted_from=2026-06-27",
    ];
    assert_eq!(due(&book, &lines), "2026-06-27", "a Saturday, as it says");
}

#[test]
fn a_pause_of_days_moves_a_time_of_day_by_as_many_days() {
    let book = extended("within = \"48 hours\"\n", "within = \"72 hours\"\n");
    let lines = [
        "2026-03-02T10:00 request",
        "2026-03-03 stay-began why=go",
        "2026-03-05 stay-ended stay=@2",
    ];
    assert_eq!(due(&book, &lines), "2026-03-06T10:00:00Z");
}

#[test]
fn a_step_counted_in_working_days_is_put_off_by_working_days() {
    let book = book(&format!(
        "{EXCLUDED}every = [{{ within = \"10 working days\", of = \"start\" }}]\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.pauses]]\nwhile = \"staying\"\n"
    ));
    let lines = [
        "2026-03-02 request",
        "2026-03-05 stay-began why=go",
        "2026-03-09 stay-ended stay=@2",
    ];
    // Thursday to Monday: two working days, from the 16th to the 18th.
    assert_eq!(due(&book, &lines), "2026-03-18");
}

fn calendar<'b>(book: &'b Book, name: &str) -> &'b Calendar {
    book.calendar(name).expect("a calendar of the book")
}

#[test]
fn the_days_that_are_counted_over_begin_with_the_first_that_counts() {
    let england = Book::england().expect("the book of England is sound");
    let names: Vec<(String, Days)> = (england.calendars())
        .map(|(name, calendar)| (name.to_owned(), calendar.days()))
        .collect();
    let of = |days: Days| {
        let found = names.iter().find(|(_, of)| *of == days);
        found
            .map(|(name, _)| calendar(&england, name))
            .expect("one")
    };
    for (unit, days) in [
        (Unit::WorkingDays, Days::Working),
        (Unit::CourtBusinessDays, Days::CourtBusiness),
    ] {
        assert_eq!(unit.days(), Some(days));
        for (counting, first) in [
            (Counting::TriggerDayExcluded, "2026-03-03"),
            (Counting::BeginningWithTriggerDay, "2026-03-02"),
        ] {
            let period = Period::of(3, unit);
            let from = at("2026-03-02");
            let due = count::due(from, period, counting, of(days)).expect("a day");
            let steps = count::steps(from, due, period, counting, of(days));
            let steps = steps.unwrap_or_else(|| panic!("{unit:?}, {counting:?}"));
            assert_eq!(When::Day(steps.first), at(first), "{unit:?}, {counting:?}");
            assert_eq!(When::Day(steps.last), due);
        }
    }
}
