//! PR-14, LE-1: for how many days a child who is owed a qualified social worker had none.

use jiff::civil::Date;
use practice::When;
use record::Moment;
use record::OfficeRow;
use record::qualified::{Held, Span, Without, holders, in_role, registered, without};
use record::workforce::Gives;

use crate::given::{File, book, day, id, typed};

/// A child on a protection plan from 1 September 2026, to the day that is given.
fn on_a_plan(until: Option<&str>) -> File {
    let mut file = File::default();
    let plan = file.written("protection-plan-started", "2026-09-01", typed(&[]), None);
    if let Some(until) = until {
        let plan = plan.to_string();
        file.written(
            "protection-plan-ended",
            until,
            typed(&[("plan", &plan)]),
            None,
        );
    }
    file
}

fn span(from: &str, until: Option<&str>) -> Span {
    (day(from), until.map(day))
}

/// A registered social worker who holds the child in this time.
fn qualified(from: &str, until: Option<&str>) -> Held {
    Held {
        spans: vec![span(from, until)],
        registered: Some(vec![span("2020-01-01", None)]),
        roles: Some(vec![span("2020-01-01", None)]),
    }
}

/// As it stands on 30 September 2026, the thirtieth day.
fn asked(file: &File, held: &[Held]) -> Without {
    let then = When::Day(day("2026-09-30")).end();
    without(&Moment::of(book(), &file.folded(), then), held).expect("owed one")
}

fn stands(days: i64, not_known: i64, since: Option<&str>) -> Without {
    Without {
        owed: 30,
        days,
        not_known,
        since: since.map(day),
    }
}

#[test]
fn days_are_counted_from_the_plan_to_the_first_worker_and_between_two() {
    let file = on_a_plan(None);
    let held = [
        qualified("2026-09-04", Some("2026-09-11")),
        qualified("2026-09-21", None),
    ];

    assert_eq!(asked(&file, &held), stands(3 + 10, 0, None));
    assert_eq!(
        asked(&file, &held[..1]),
        stands(3 + 20, 0, Some("2026-09-11"))
    );
    assert_eq!(asked(&file, &[]), stands(30, 0, Some("2026-09-01")));
}

#[test]
fn a_manager_a_duty_desk_and_whoever_is_not_registered_count_as_nobody() {
    let file = on_a_plan(None);
    let manager = Held {
        roles: Some(Vec::new()),
        ..qualified("2026-09-01", None)
    };
    assert_eq!(asked(&file, &[manager]), stands(30, 0, Some("2026-09-01")));
    let lapsed = Held {
        registered: Some(vec![span("2020-01-01", Some("2026-09-16"))]),
        ..qualified("2026-09-01", None)
    };
    assert_eq!(asked(&file, &[lapsed]), stands(15, 0, Some("2026-09-16")));
}

#[test]
fn what_is_not_recorded_of_a_worker_is_not_known_and_no_day_without() {
    let file = on_a_plan(None);
    let unknown = |registered, roles| Held {
        registered,
        roles,
        ..qualified("2026-09-11", None)
    };
    let ever = || Some(vec![span("2020-01-01", None)]);
    for one in [
        unknown(None, None),
        unknown(None, ever()),
        unknown(ever(), None),
    ] {
        assert_eq!(asked(&file, &[one]), stands(10, 20, None));
    }
}

#[test]
fn a_child_whom_nothing_calls_for_it_is_owed_none_until_an_assessed_need_does() {
    let mut file = File::default();
    file.written("cin-plan-started", "2026-09-01", typed(&[]), None);
    let then = When::Day(day("2026-09-30")).end();
    assert_eq!(
        without(&Moment::of(book(), &file.folded(), then), &[]),
        None
    );

    file.written("social-worker-needed", "2026-09-21", typed(&[]), None);

    let found = without(&Moment::of(book(), &file.folded(), then), &[]).expect("owed one");
    assert_eq!((found.owed, found.days), (10, 10));
    assert_eq!(found.since, Some(day("2026-09-21")));
}

#[test]
fn no_day_after_the_plan_is_counted_and_nobody_is_missing_now() {
    let file = on_a_plan(Some("2026-09-11"));

    let found = asked(&file, &[]);

    assert!((10..=11).contains(&found.owed), "{found:?}");
    assert_eq!((found.days, found.since), (found.owed, None));
}

#[test]
fn registration_is_read_from_the_workers_own_file_and_roles_from_what_they_were_given() {
    let rule = book().qualified.as_ref().expect("the book says who is");
    let mut worker = File::default();
    assert_eq!(registered(book(), rule, &worker.folded()), None);
    let begun = worker.written("social-worker-registered", "2021-12-01", typed(&[]), None);
    let begun = begun.to_string();
    let ended = [("registration", begun.as_str())];
    worker.written(
        "social-worker-registration-ended",
        "2026-09-15",
        typed(&ended),
        None,
    );
    let spans = registered(book(), rule, &worker.folded());
    assert_eq!(spans, Some(vec![span("2021-12-01", Some("2026-09-16"))]));

    let given = |name: &str| OfficeRow {
        subject: id(1),
        entry: id(2),
        gives: Gives::Role,
        name: Some(name.to_owned()),
        whom: None,
        from: When::Day(day("2026-01-01")).start(),
        until: Some(When::Day(day("2026-06-30")).end()),
    };
    assert_eq!(in_role(rule, &[]), None);
    assert_eq!(in_role(rule, &[given("team-manager")]), Some(Vec::new()));
    let held: Vec<(Date, Option<Date>)> = in_role(rule, &[given("social-worker")]).expect("one");
    assert_eq!(held.first().map(|(from, _)| *from), Some(day("2026-01-01")));
    assert!(holders(rule, &[]).is_empty());
}
