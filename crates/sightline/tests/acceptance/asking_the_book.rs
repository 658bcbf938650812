//! The practice book asked from the command line: with facts, many at once, and against
//! a catalogue.

use serde_json::Value;

use crate::harness::{Desk, text};

fn rows(out: &str) -> Vec<Value> {
    let row = |line: &str| serde_json::from_str(line).expect("a line is JSON");
    out.lines().map(row).collect()
}

#[test]
fn a_time_is_told_in_england_and_a_day_as_a_day() {
    let desk = Desk::new();
    let due = |words: &str| {
        let ran = desk.sightline(&format!("practice due {words} --format json"));
        ran.done().json()
    };
    let winter = due("missing-rhi --from 2026-12-24T23:30:00");
    assert_eq!(text(&winter, "due"), "2026-12-27T23:30:00+00:00");
    assert_eq!(text(&winter, "from"), "2026-12-24T23:30:00+00:00");
    let summer = due("missing-rhi --from 2026-06-01T10:00");
    assert_eq!(text(&summer, "due"), "2026-06-04T10:00:00+01:00");
    let day = due("icpc-15wd --from 2026-03-26");
    assert_eq!(text(&day, "due_at"), "2026-04-20T23:59:59+01:00");
    assert_eq!(text(&day, "kind"), "due");
}

#[test]
fn facts_are_listed_and_change_the_answer() {
    let desk = Desk::new();
    desk.sightline("practice facts cin-visit")
        .done()
        .saying(&["last_met", "times_met", "date"]);
    let facts = desk
        .sightline("practice facts cin-visit --format json")
        .done()
        .json();
    assert_eq!(text(&facts, "clock"), "cin-visit");
    assert_eq!(facts["facts"][0]["name"], "last_met");
    let due = |words: &str| {
        let ran = desk.sightline(&format!("practice due {words} --format json"));
        text(&ran.done().json(), "due").to_owned()
    };
    let last = "cin-visit --from 2026-03-02 --fact last_met=2026-03-16";
    assert_eq!(due(last), "2026-04-13");
    let refused = |words: &str, saying: &[&str]| {
        desk.sightline(&format!("practice due cin-visit --from 2026-03-02 {words}"))
            .refused()
            .saying(saying);
    };
    refused(
        "--fact shoe_size=4",
        &["shoe_size", "it takes last_met, times_met"],
    );
    refused("--fact last_met", &["name=value"]);
    refused(
        "--fact last_met=2026-03-16 --fact last_met=2026-03-17",
        &["said twice"],
    );
    desk.sightline("practice facts nothing")
        .refused()
        .saying(&["practice show clocks"]);
}

#[test]
fn what_was_due_on_the_holidays_known_then_stands_beside_what_is_due_now() {
    let desk = Desk::new();
    let due = |words: &str| {
        let words = format!("practice due icpc-15wd --from 2022-09-08 {words} --format json");
        desk.sightline(&words).done().json()
    };
    let now = due("");
    assert_eq!(text(&now, "due"), "2022-09-30");
    assert_eq!(text(&now, "due_as_known_at_the_start"), "2022-09-29");
    let then = due("--known-at 2022-09-09");
    assert_eq!(text(&then, "due"), "2022-09-29");
    assert_eq!(text(&then, "due_as_known_now"), "2022-09-30");
}

#[test]
fn many_questions_are_answered_line_by_line() {
    let desk = Desk::new();
    desk.write(
        "dates.jsonl",
        concat!("\u{feff}", r#"{"duty": "referral-decision-1wd", "trigger": "2026-05-22T16:30 (Fri)", "ours": [1, 2]}

{"duty": "cl-assessment-eligible", "trigger": "16th birthday 2026-11-30"}
{"duty": "cin-visit", "trigger": "plan 2026-03-02; last visit 2026-03-16"}
{"duty": "cin-visit", "trigger": "2026-03-02", "facts": {"last_met": "2026-03-16", "times_met": 2}}
{"duty": "cla-pep-termly", "trigger": "start of term 2026-09-01"}
{"duty": "ch-reg44-visit", "trigger": "previous visit 2026-09-01"}
"#),
    );

    let ran = desk.sightline("practice due --batch dates.jsonl").done();

    let rows = rows(&ran.out);
    let dues: Vec<_> = rows.iter().map(|row| text(row, "due")).collect();
    assert_eq!(
        dues,
        [
            "2026-05-26",
            "2027-02-28",
            "2026-04-13",
            "2026-04-13",
            "2026-12-18",
            "2026-10-31"
        ]
    );
    // What was asked stands in the answer as it was.
    assert_eq!(rows[0]["ours"], serde_json::json!([1, 2]));
    assert_eq!(text(&rows[0], "trigger"), "2026-05-22T16:30 (Fri)");
}

#[test]
fn a_line_that_cannot_be_answered_is_named_and_the_others_are_answered() {
    let desk = Desk::new();
    desk.write(
        "dates.jsonl",
        r#"{"duty": "icpc-15wd", "trigger": "2026-03-26"}
not a question
{"duty": "no-such-duty", "trigger": "2026-03-26"}
{"duty": "icpc-15wd", "trigger": "some day soon"}
{"duty": "icpc-15wd"}
{"duty": "icpc-15wd", "trigger": "2026-03-26", "facts": {"shoe_size": 4}}
{"duty": "icpc-15wd", "trigger": "2026-03-26", "facts": [4]}
{"duty": "icpc-15wd", "trigger": "2026-03-26", "facts": {"last_met": {}}}
{"duty": "icpc-15wd", "trigger": "2026-03-26"}
"#,
    );

    let ran = desk
        .sightline("practice due --batch dates.jsonl")
        .does_not_hold();

    let ran = ran.saying(&[
        "dates.jsonl:2: this line is no JSON object",
        "dates.jsonl:3: no-such-duty is no clock",
        "dates.jsonl:4: \"some day soon\" has no day or time in it",
        "dates.jsonl:5: \"trigger\" is not said",
        "dates.jsonl:6: icpc-15wd does not take the fact \"shoe_size\"",
        "dates.jsonl:7: \"facts\" should be an object",
        "dates.jsonl:8: the fact last_met should be a text",
    ]);
    let rows = rows(&ran.out);
    assert_eq!(rows.len(), 9);
    let wrong: Vec<_> = rows.iter().map(|row| row.get("error").is_some()).collect();
    assert_eq!(
        wrong,
        [false, true, true, true, true, true, true, true, false]
    );
    assert_eq!(text(&rows[8], "due"), "2026-04-20");
    desk.sightline("practice due --batch none.jsonl")
        .refused()
        .saying(&["none.jsonl"]);
    desk.sightline("practice due icpc-15wd --batch dates.jsonl")
        .refused();
}

#[test]
fn the_worked_examples_are_shown_beside_their_rule() {
    let desk = Desk::new();
    desk.sightline("practice examples icpc-15wd")
        .done()
        .saying(&[
            "Initial child protection conference (icpc-15wd)",
            "Good Friday and Easter Monday do not count",
        ]);
    let all = desk
        .sightline("practice examples --format json")
        .done()
        .list();
    assert!(all.len() > 50, "{} clocks have examples", all.len());
    assert!(
        all.iter()
            .all(|clock| clock["examples"].as_array().is_some())
    );
    desk.sightline("practice examples nothing").refused();
}

/// A catalogue of two duties that the book has, as it has them.
const CATALOGUE: &str = r#"
[[duty]]
id = "icpc-15wd"
due = { mode = "within", n = 15, unit = "working_days" }
counting = "exclude_trigger_day"

[[duty]]
id = "core-group-first"
due = { mode = "within", n = 10, unit = "working_days" }
counting = "exclude_trigger_day"
"#;

#[test]
fn a_catalogue_is_compared_with_the_book_both_ways() {
    let desk = Desk::new();
    desk.write("catalogue.toml", CATALOGUE);
    let compared =
        |words: &str| desk.sightline(&format!("practice coverage catalogue.toml {words}"));

    let json = compared("--format json").does_not_hold().json();

    assert_eq!(
        (json["duties"].as_u64(), json["agree"].as_u64()),
        (Some(2), Some(2))
    );
    assert_eq!(json["missing_in_book"], serde_json::json!([]));
    let missing = json["missing_in_catalogue"].as_array().expect("a list");
    assert!(missing.contains(&Value::from("cin-visit")));
    assert!(!missing.contains(&Value::from("icpc-15wd")));
    // A number that someone changed, and a duty that the book does not have.
    desk.change("catalogue.toml", "n = 15", "n = 14");
    desk.change("catalogue.toml", "core-group-first", "core-group-zeroth");
    compared("").does_not_hold().saying(&[
        "0 of 2 duties",
        "catalogue.toml:2: icpc-15wd is 14 working days, trigger day excluded in the catalogue and 15 working days, trigger day excluded in the book",
        "catalogue.toml:7: core-group-zeroth is not in the book",
        "core-group-first is not in the catalogue",
    ]);
    desk.write("catalogue.toml", "[[duty]]\nid = 1\n");
    compared("").refused().saying(&["catalogue.toml", "line 2"]);
    desk.sightline("practice coverage none.toml")
        .refused()
        .saying(&["none.toml"]);
}
