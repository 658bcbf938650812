//! What each instrument means by a day that counts, and which rules roll.

use jiff::civil::date;
use practice::count::{self, Counting, Period, Unit};
use proptest::prelude::*;

use super::{any_day, book, calendar};
use crate::small;
use crate::told::{at, told};

fn due(calendar: &str, start: &str, within: &str, counting: Counting) -> String {
    let calendar = book().calendar(calendar).expect("its calendar");
    let period: Period = within.parse().expect("a period");
    assert_eq!(period.unit.lacks(calendar), None);
    let due = count::due(at(start), period, counting, calendar);
    due.expect("a day").to_string()
}

const EXCLUDED: Counting = Counting::TriggerDayExcluded;
const BEGINNING: Counting = Counting::BeginningWithTriggerDay;

proptest! {
    #[test]
    fn boxing_day_by_itself_never_makes_a_difference_to_a_complaint(day in any_day(), n in 1_u32..60) {
        // On a weekday it is a bank holiday already, unless another day is kept for it.
        let ours = book().calendar("representations").expect("its calendar");
        prop_assert_eq!(ours.nth_after(day, n), calendar().nth_after(day, n));
    }

    #[test]
    fn freedom_of_information_is_never_due_before_england_alone_would_say(day in any_day(), n in 1_u32..60) {
        let uk = book().calendar("freedom-of-information").expect("its calendar");
        let [scotland, ulster] = ["scotland", "northern-ireland"].map(|name| book().calendar(name).expect("its calendar"));
        prop_assert!(uk.nth_after(day, n) >= calendar().nth_after(day, n));
        let anywhere = [calendar(), scotland, ulster].iter().all(|part| part.is_working(day));
        prop_assert_eq!(uk.is_working(day), anywhere);
    }

    #[test]
    fn what_rolls_goes_to_the_next_day_that_counts(day in any_day()) {
        let mut naive = day;
        while !calendar().is_working(naive) {
            naive = naive.tomorrow().expect("a next day");
        }
        let when = practice::When::Day;
        prop_assert_eq!(count::rolled(when(day), calendar()), Some(when(naive)));
        let noon = count::may_roll(when(day), calendar());
        prop_assert_eq!(noon.is_none(), calendar().is_working(day));
        if let Some(noon) = noon {
            prop_assert_eq!(noon, at(&format!("{naive}T12:00")));
        }
    }
}

#[test]
fn a_request_for_information_steps_over_scotlands_and_northern_irelands_days() {
    // St Patrick's Day; 2 January; St Andrew's Day; Scotland's day at the World Cup.
    for (start, england, uk) in [
        ("2026-03-16", "2026-03-17", "2026-03-18"),
        ("2026-12-31", "2027-01-04", "2027-01-05"),
        ("2026-11-27", "2026-11-30", "2026-12-01"),
        ("2026-06-12", "2026-06-15", "2026-06-16"),
        ("2026-07-10", "2026-07-13", "2026-07-14"),
    ] {
        assert_eq!(
            due("england-and-wales", start, "1 working day", EXCLUDED),
            england
        );
        assert_eq!(
            due("freedom-of-information", start, "1 working day", EXCLUDED),
            uk
        );
    }
}

#[test]
fn the_day_of_issue_is_day_1_of_the_court() {
    let day = |n: u32| {
        let within = format!("{n} court business day{}", if n == 1 { "" } else { "s" });
        due("court", "2026-12-07", &within, BEGINNING)
    };
    assert_eq!(day(1), "2026-12-07");
    assert_eq!(day(2), "2026-12-08");
    assert_eq!(day(12), "2026-12-22");
    assert_eq!(day(18), "2027-01-04");
    // Issued on a Saturday, day 1 is the Monday.
    assert_eq!(
        due("court", "2026-12-05", "1 court business day", BEGINNING),
        "2026-12-07"
    );
}

#[test]
fn an_emergency_protection_order_may_run_on_over_a_public_holiday_and_not_over_a_saturday() {
    let days = book().calendar("public-holidays").expect("its calendar");
    let may = |due: &str| count::may_roll(at(due), days);
    // Good Friday: noon on the Saturday, which counts.
    assert_eq!(may("2027-03-26"), Some(at("2027-03-27T12:00")));
    assert_eq!(may("2027-03-27"), None);
    // Easter Sunday and Monday.
    assert_eq!(may("2027-03-28"), Some(at("2027-03-30T12:00")));
    // Christmas Day on a Saturday is Christmas Day, and so is Boxing Day a holiday.
    assert_eq!(may("2027-12-25"), Some(at("2027-12-29T12:00")));
    assert!(!days.is_working(date(2026, 12, 26)));
    // In summer noon is noon in England.
    assert_eq!(may("2026-05-31"), Some(at("2026-06-01T11:00:00Z")));
}

#[test]
fn a_rule_that_rolls_rolls_in_the_record_and_others_do_not() {
    let month = small::TEN_DAYS.replace("10 days", "1 month").replace(
        "counting",
        "months = \"clamp to month end, counted from the original date\"\ncounting",
    );
    let given = |book: &practice::Book| {
        let duty = small::only(book, &told(book, &["2027-01-31 request"]));
        (
            duty.due.expect("a due date").to_string(),
            duty.plan_by.expect("a day to plan by").to_string(),
        )
    };
    let unrolled = small::book(&month);
    assert_eq!(
        given(&unrolled),
        ("2027-02-28".to_owned(), "2027-02-26".to_owned())
    );
    let rolls = month.replace("counting", "rolls = \"to the next working day\"\ncounting");
    let rolled = small::book(&rolls);
    assert_eq!(
        given(&rolled),
        ("2027-03-01".to_owned(), "2027-03-01".to_owned())
    );
}

#[test]
fn a_start_may_count_by_a_calendar_of_its_own() {
    let clock = small::TEN_DAYS.replace(
        "on = \"request\"",
        "on = \"request\"\nwithin = \"5 school days\"\ncalendar = \"terms\"",
    );
    let book = small::book(&clock);
    let duty = small::only(&book, &told(&book, &["2026-02-13 request"]));
    // Half-term is stepped over.
    assert_eq!(duty.due, Some(at("2026-02-27")));
}

#[test]
fn a_unit_knows_what_a_calendar_lacks() {
    let lacks = |unit: Unit, name: &str| {
        let calendar = book().calendar(name).expect("its calendar");
        unit.lacks(calendar).is_some()
    };
    for (unit, serves, not) in [
        (Unit::WorkingDays, "england-and-wales", "school-days"),
        (Unit::SchoolDays, "school-days", "court"),
        (Unit::CourtBusinessDays, "court", "england-and-wales"),
        (Unit::WorkingHours, "service-hours", "court"),
        (Unit::NextOpening, "service-hours", "england-and-wales"),
        (Unit::TermEnd, "school-days", "service-hours"),
    ] {
        assert!(!lacks(unit, serves), "{unit:?} by {serves}");
        assert!(lacks(unit, not), "{unit:?} by {not}");
    }
    assert!(!lacks(Unit::Months, "court") && !lacks(Unit::MonthEnd, "court"));
}
