//! The made-up authority: what `examples/README.md` says is found in it.

use super::harness::{Desk, THE_DAY_AFTER, accounts_for_everything, number, sum, text};

/// What the README says of each child: clock, due, state, days over. Where a child has
/// the clock more than once, it is the one due on that day.
#[rustfmt::skip]
const TOLD: &[(&str, &str, &str, &str, i64)] = &[
    ("X1001", "assessment-45wd", "2025-08-04", "met", 0),
    ("X1002", "assessment-45wd", "2025-11-10", "met-late", 21),
    ("X1003", "assessment-45wd", "2026-01-08", "overdue", 83),
    ("X1004", "icpc-15wd", "2025-06-06", "met", 0),
    ("X1004", "rcpc-first", "2025-09-05", "met", 0),
    ("X1004", "rcpc-subsequent", "2026-03-01", "met", 0),
    ("X1004", "rcpc-subsequent", "2026-08-20", "running", 0),
    ("X1005", "icpc-15wd", "2025-07-31", "met-late", 14),
    ("X1005", "rcpc-first", "2025-11-14", "met-late", 24),
    ("X1006", "icpc-15wd", "2025-10-29", "superseded", 0),
    ("X1007", "icpc-15wd", "2026-02-02", "overdue", 58),
    ("X1008", "icpc-15wd", "2025-09-22", "met", 0),
    ("X1008", "rcpc-first", "2025-12-22", "overdue", 100),
    ("X1009", "assessment-45wd", "2026-04-22", "running", 0),
    ("X1009", "icpc-15wd", "2026-04-14", "running", 0),
    ("X1010", "letter-before-proceedings", "2025-10-27", "met-late", 3),
    ("X1010", "pre-proceedings-max", "2026-02-09", "met-late", 7),
    ("X1010", "cla-review-first", "2026-03-30", "met", 0),
    ("X1010", "assessment-45wd", "2025-01-16", "not-known", 0),
    ("X1012", "assessment-45wd", "2025-06-20", "met", 0),
    ("X1012", "assessment-45wd", "2026-02-12", "met-late", 8),
    ("X1013", "short-break-review", "2025-09-02", "met-late", 23),
    ("X1013", "short-break-review", "2026-03-25", "overdue", 7),
    ("X1014", "assessment-45wd", "2025-08-11", "met", 0),
    ("X1015", "cla-review-first", "2025-10-13", "met-late", 21),
    ("X1015", "cla-review-second", "2026-02-03", "met", 0),
    ("X1016", "cla-review-first", "2026-01-08", "overdue", 83),
    ("X1017", "cla-review-subsequent", "2025-12-10", "met", 0),
    ("X1017", "cla-dental", "2026-03-31", "met", 0),
    ("X1017", "cla-review-health-5plus", "2026-03-31", "met", 0),
    ("X1017", "cla-sdq", "2026-03-31", "met", 0),
    ("X1018", "cla-review-subsequent", "2025-10-22", "met-late", 56),
    ("X1018", "cla-dental", "2026-03-31", "overdue", 1),
    ("X1018", "cla-review-health-5plus", "2026-03-31", "overdue", 1),
    ("X1019", "adoption-review-awaiting-3m", "2025-07-28", "met", 0),
    ("X1019", "adoption-review-awaiting-3m", "2026-01-21", "superseded", 0),
    ("X1019", "adoption-review-placed", "2025-11-03", "met", 0),
    ("X1019", "adoption-review-placed", "2026-01-29", "met", 0),
    ("X1019", "cla-review-first", "2024-07-08", "not-known", 0),
    ("X1020", "adoption-review-placed", "2026-02-05", "superseded", 0),
    ("X1021", "cla-review-first", "2025-08-18", "met", 0),
    ("X1021", "cla-review-second", "2025-11-15", "met", 0),
    ("X1022", "cla-review-subsequent", "2025-11-15", "met", 0),
    ("X1023", "cl-pa-contact", "2025-06-17", "overdue", 288),
    ("X1025", "cla-review-first", "2025-05-28", "superseded", 0),
    ("X1026", "cla-review-subsequent", "2026-01-08", "met", 0),
    ("X1026", "cla-review-health-5plus", "2026-03-31", "met", 0),
];

#[test]
fn an_import_says_which_file_is_which_and_what_it_left_alone() {
    let desk = Desk::with_the_example();

    let report = desk.sightline("import extract --example --format json");

    let report = report.done().json();
    let sources: Vec<_> = (report["extracts"].as_array().expect("extracts").iter())
        .map(|extract| {
            let is = (text(extract, "file"), text(extract, "source"));
            (is, text(extract, "from"), text(extract, "to"))
        })
        .collect();
    let year = ("2025-04-01", "2026-03-31");
    assert_eq!(
        sources,
        [
            (("extract/census.xml", "cin-census"), year.0, year.1),
            (("extract", "ssda903"), year.0, year.1),
        ]
    );
    let left = report["left_alone"].as_array().expect("left alone");
    assert_eq!(left.len(), 1);
    assert_eq!(text(&left[0], "path"), "extract/README.txt");
    assert!(text(&left[0], "why").contains("no return that is known here"));
    assert_eq!(sum(&report, "children"), 15 + 14);
    assert_eq!(sum(&report, "new_children"), 26);
    assert_eq!(sum(&report, "newly_set_aside"), 2);
    accounts_for_everything(&report);
}

#[test]
fn as_at_the_day_after_eight_are_overdue_and_nine_were_met_late() {
    let desk = Desk::with_the_example_imported();

    let late = desk.duties(THE_DAY_AFTER, "--state overdue,met-late");

    let found: Vec<_> = (late.iter())
        .map(|duty| (text(duty, "child"), text(duty, "clock"), text(duty, "due")))
        .collect();
    let told: Vec<_> = (TOLD.iter())
        .filter(|(_, _, _, state, _)| ["overdue", "met-late"].contains(state))
        .map(|(child, clock, due, ..)| (*child, *clock, *due))
        .collect();
    assert_eq!(found, told);
    let of = |state: &str| {
        late.iter()
            .filter(|duty| text(duty, "state") == state)
            .count()
    };
    assert_eq!((of("overdue"), of("met-late")), (8, 9));
}

#[test]
fn each_child_s_story_ends_as_the_readme_tells() {
    let desk = Desk::with_the_example_imported();

    let all = desk.duties(THE_DAY_AFTER, "");

    for (child, clock, due, state, over) in TOLD {
        let mut these = all.iter().filter(|duty| {
            (text(duty, "child"), text(duty, "clock")) == (child, clock) && duty["due"] == *due
        });
        let duty = these
            .next()
            .unwrap_or_else(|| panic!("{clock} of {child} due {due}"));
        assert_eq!(text(duty, "state"), *state, "{clock} of {child}");
        assert_eq!(duty["days_over"], *over, "{clock} of {child}");
    }
    let of = |child: &'static str| all.iter().filter(move |duty| text(duty, "child") == child);
    assert!(
        of("X1011").all(|duty| text(duty, "area") == "front-door"),
        "a referral that led to nothing owes no assessment"
    );
    for clock in ["missing-rhi", "missing-long-absence"] {
        let mut these = of("X1022").filter(|duty| text(duty, "clock") == clock);
        assert!(these.all(|duty| text(duty, "state") == "not-known"));
    }
    let interviews = of("X1022").filter(|duty| text(duty, "clock") == "missing-rhi");
    assert_eq!(interviews.count(), 3);
    assert_eq!(
        desk.state("X1024", "cl-pa-contact", THE_DAY_AFTER),
        "not-known"
    );
}

#[test]
fn the_two_mistakes_are_set_aside_with_place_value_and_reason() {
    let desk = Desk::with_the_example_imported();

    let aside = desk.sightline("set-aside --format json").done().list();

    let found: Vec<_> = (aside.iter())
        .map(|row| {
            let place = (text(row, "file"), number(row, "line"));
            let what = (text(row, "table"), text(row, "column"), text(row, "value"));
            (text(row, "child"), place, what)
        })
        .collect();
    let review = "AssessmentInternalReviewDate";
    assert_eq!(
        found,
        [
            (
                "X1014",
                ("extract/census.xml", line_of("census.xml", "2025-06-31")),
                ("Assessments", review, "2025-06-31")
            ),
            (
                "X1026",
                ("extract/episodes.csv", line_of("episodes.csv", "N12")),
                ("episodes", "CIN", "N12")
            ),
        ]
    );
    assert!(text(&aside[0], "reason").contains("not a day of the calendar"));
    assert!(text(&aside[1], "reason").contains("the rest of the row was taken"));

    let of_one = desk.sightline("set-aside --child X1026");
    of_one
        .done()
        .saying(&["X1026", "episodes.csv:16", "N12", "Category of need"]);
    let nothing = desk.sightline("set-aside --child X1001");
    nothing.done().saying(&["Nothing was set aside."]);
}

/// Where something stands in a file of the example, counted from 1.
fn line_of(file: &str, what: &str) -> u64 {
    let text = std::fs::read_to_string(super::harness::example().join(file)).expect("the file");
    let before = text.lines().take_while(|line| !line.contains(what)).count();
    before as u64 + 1
}
