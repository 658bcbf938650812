//! LE-5, LE-13: what is owed, asked for any day, by child, clock, area and state.

use std::io::Read as _;

use serde_json::Value;

use super::harness::{Desk, THE_DAY_AFTER, text};

#[test]
fn every_duty_tells_what_programs_need() {
    let desk = Desk::with_the_example_imported();

    let all = desk.duties(THE_DAY_AFTER, "");

    let keys = [
        "id",
        "child",
        "clock",
        "area",
        "started_at",
        "started_by",
        "due",
        "plan_by",
        "state",
        "recorded_late",
        "met_at",
        "met_by",
        "days_over",
    ];
    for duty in &all {
        for key in keys {
            assert!(duty.get(key).is_some(), "{key} in {duty}");
        }
    }
    let ids: std::collections::HashSet<_> = all.iter().map(|duty| text(duty, "id")).collect();
    assert_eq!(ids.len(), all.len(), "each id names one duty");
}

#[test]
fn duties_are_narrowed_by_state_clock_area_and_child() {
    let desk = Desk::with_the_example_imported();
    let all = desk.duties(THE_DAY_AFTER, "--all");
    let narrowed = |words: &str, field: &str, allowed: &[&str]| {
        let found = desk.duties(THE_DAY_AFTER, words);
        let expected: Vec<Value> = (all.iter())
            .filter(|duty| allowed.contains(&text(duty, field)))
            .cloned()
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(found, expected, "{words}");
    };
    narrowed("--state overdue", "state", &["overdue"]);
    narrowed(
        "--state overdue,met-late,running",
        "state",
        &["overdue", "met-late", "running"],
    );
    narrowed("--clock icpc-15wd", "clock", &["icpc-15wd"]);
    narrowed(
        "--area child-protection-plan",
        "area",
        &["child-protection-plan"],
    );
    narrowed("--child X1010 --all", "child", &["X1010"]);
    let both = desk.duties(
        THE_DAY_AFTER,
        "--child X1007 --state overdue --clock icpc-15wd",
    );
    assert_eq!(both.len(), 1);
}

#[test]
fn what_nobody_has_to_act_on_is_counted_and_shown_when_it_is_asked_for() {
    let desk = Desk::with_the_example_imported();
    let all = desk.duties(THE_DAY_AFTER, "--all");
    let quiet = |duty: &Value| {
        let earliest = duty["earliest"].as_str().unwrap_or("9999");
        let passed = duty["due"].is_null() && earliest < THE_DAY_AFTER;
        text(duty, "clock").starts_with("rec-")
            || passed && ["allowed", "not-known"].contains(&text(duty, "state"))
    };
    let (quiet, shown): (Vec<_>, Vec<_>) = all.into_iter().partition(quiet);
    assert!(quiet.len() > 20 && !shown.is_empty());

    assert_eq!(desk.duties(THE_DAY_AFTER, ""), shown);

    let said = format!("{} duties are not shown", quiet.len());
    let table = desk.sightline(&format!("duties --as-at {THE_DAY_AFTER}"));
    table.done().saying(&[&said, "--all"]);
    let table = desk.sightline(&format!("duties --all --as-at {THE_DAY_AFTER}"));
    assert!(!table.done().out.contains("not shown"));
    for (option, field) in [
        ("--clock", "clock"),
        ("--area", "area"),
        ("--state", "state"),
    ] {
        let named = desk.duties(
            THE_DAY_AFTER,
            &format!("{option} {}", text(&quiet[0], field)),
        );
        assert!(named.contains(&quiet[0]), "{option}");
    }
    let child = text(&quiet[0], "child");
    let of = quiet.iter().filter(|duty| duty["child"] == child).count();
    let asked = format!("child {child} --as-at {THE_DAY_AFTER} --format json");
    let (some, every) = (
        desk.sightline(&asked),
        desk.sightline(&format!("{asked} --all")),
    );
    let (some, every) = (some.done().json(), every.done().json());
    let listed = |child: &Value| child["duties"].as_array().map_or(0, Vec::len);
    assert_eq!(some["duties_left_out"], of);
    assert_eq!(every["duties_left_out"], 0);
    assert_eq!(listed(&some) + of, listed(&every));
}

#[test]
fn a_clock_area_child_or_state_that_is_not_there_says_what_to_do() {
    let desk = Desk::with_the_example_imported();
    let refused = |words: &str, saying: &[&str]| {
        desk.sightline(&format!("duties {words}"))
            .refused()
            .saying(saying);
    };
    refused(
        "--clock icpc",
        &["icpc is no clock", "sightline practice show clocks"],
    );
    refused("--area care", &["care is no area", "children-looked-after"]);
    refused(
        "--child X9999",
        &["identifier X9999", "sightline set-aside --child X9999"],
    );
    refused(
        "--state late",
        &[
            "late",
            "running, met, met-late, overdue, too-early, allowed, lapsed, superseded",
        ],
    );
    refused("--as-at yesterday", &["yesterday", "write 2026-05-22"]);
    desk.sightline("practice show clocks")
        .done()
        .saying(&["icpc-15wd"]);
}

#[test]
fn every_duty_that_had_started_by_then_is_listed_and_no_other() {
    let desk = Desk::with_the_example_imported();
    let of = |day: &str| desk.duties(day, "--child X1003 --clock assessment-45wd");
    assert_eq!(of("2025-11-02").len(), 0, "the referral came on the 3rd");
    assert_eq!(of("2025-11-03").len(), 1);
    let all = desk.duties(THE_DAY_AFTER, "--all");
    let then = desk.duties("2025-10-01", "--all");
    let started: Vec<_> = (all.iter())
        .filter(|duty| text(duty, "started_at") <= "2025-10-01")
        .map(|duty| text(duty, "id"))
        .collect();
    assert_eq!(
        then.iter().map(|duty| text(duty, "id")).collect::<Vec<_>>(),
        started
    );
}

#[test]
fn an_earlier_day_shows_the_state_of_that_day() {
    let desk = Desk::with_the_example_imported();
    let on = |day: &str| desk.state("X1002", "assessment-45wd", day);
    assert_eq!(on("2025-11-10"), "running", "due today is not yet late");
    assert_eq!(on("2025-11-11"), "overdue");
    assert_eq!(on("2025-11-30"), "overdue");
    assert_eq!(on("2025-12-01"), "met-late");
    let overdue = desk.duty("X1002", "assessment-45wd", "2025-11-11");
    assert_eq!(overdue["days_over"], 1);
    assert_eq!(overdue["met_at"], Value::Null, "nothing had met it by then");
}

#[test]
fn a_day_lasts_to_its_end_in_england() {
    let desk = Desk::with_the_example_imported();
    // Due on 2 September 2025, in summer time, and held on the 25th.
    let on = |at: &str| desk.state("X1013", "short-break-review", at);
    assert_eq!(on("2025-09-02"), "running");
    assert_eq!(on("2025-09-02T23:59"), "running");
    assert_eq!(on("2025-09-02T22:59:59Z"), "running");
    assert_eq!(on("2025-09-02T23:00:00Z"), "overdue");
    assert_eq!(on("2025-09-03T00:00"), "overdue");
    assert_eq!(on("2025-09-03"), "overdue");
    // Due on 8 January 2026, in winter time.
    let on = |at: &str| desk.state("X1003", "assessment-45wd", at);
    assert_eq!(on("2026-01-08T23:59:59Z"), "running");
    assert_eq!(on("2026-01-09T00:00:00Z"), "overdue");
}

#[test]
fn options_for_all_commands_stand_before_or_after_it() {
    let desk = Desk::with_the_example();
    let elsewhere = desk.another_record("elsewhere");
    desk.sightline(&format!("--data {elsewhere} import extract"))
        .done();
    assert!(!desk.has_a_record());
    let asked = "duties --state overdue --as-at 2026-04-01";

    let before = desk
        .sightline(&format!("--format json --data {elsewhere} {asked}"))
        .done();
    let after = desk
        .sightline(&format!("{asked} --format json --data {elsewhere}"))
        .done();
    let told = desk.sightline_with(
        &format!("{asked} --format json"),
        &[("SIGHTLINE_DATA", &elsewhere)],
    );

    assert_eq!(before.list().len(), 8);
    assert_eq!(before.out, after.out);
    assert_eq!(before.out, told.done().out);
    desk.sightline(asked)
        .refused()
        .saying(&["no record in ", desk.record(), "sightline import"]);
}

#[test]
fn the_table_for_people_has_a_line_for_each_duty() {
    let desk = Desk::with_the_example_imported();

    let table = desk
        .sightline("duties --state overdue --as-at 2026-04-01")
        .done();

    let table = table.saying(&[
        "What is owed",
        "Initial child protection conference",
        "Days over",
    ]);
    assert_eq!(
        table.out.lines().count(),
        10,
        "the headings, eight duties, and how many of each state"
    );
    let none = desk.sightline("duties --state overdue --as-at 2020-01-01");
    none.done().saying(&["Nothing"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::with_the_example_imported();
    for words in [
        "duties --format json",
        "duties",
        "practice show clocks",
        "child X1010",
    ] {
        let mut child = desk.start(words);
        let mut some = [0; 8];
        let mut out = child.stdout.take().expect("its output");
        out.read_exact(&mut some).expect("it says something");
        drop(out);

        let ended = child.wait_with_output().expect("it ends");

        assert!(ended.status.success(), "{words}: {:?}", ended.status);
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{words}");
    }
}
